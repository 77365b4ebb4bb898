"""Who heard what: what may be told in front of whom, and what we know from others (page principles 11 and 12)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.state import Claim, Deal, HeldCall, Promise, Worry
from callplan.core.deal.story import Word
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Entered(Record):
    """An entry as far as hearing asks: in which transaction, whose word it is, how it was given and who told us.

    `told`: outside a call the person said it to us themselves; else only what they wrote counts as theirs. `undated`:
    nobody said when, and no page may print a day for it.
    """

    number: int
    batch: int
    on: date
    person: str = ""
    words: str = ""
    proof: str = "said"
    teller: str = ""
    told: bool = False
    undated: bool = False


def entered(found: Word | Claim | Worry | Promise) -> Entered:
    """The entry behind something a deal holds."""
    if isinstance(found, Word):
        said = (found.number, found.batch, found.on, found.person, found.words, found.proof, found.teller)
        return Entered(*said, undated=found.undated)
    if isinstance(found, Claim):
        return Entered(
            found.number, found.batch, found.on, found.person, found.words, found.proof, found.teller, told=True
        )
    words = found.words if isinstance(found, Worry) else ""
    return Entered(found.number, found.batch, found.on, found.person, words, told=True)


def call_of(deal: Deal, entry: Entered) -> HeldCall | None:
    """The call that an entry was recorded for."""
    return next((call for call in deal.calls if call.batch == entry.batch), None)


def heard(deal: Deal, name: str, entry: Entered) -> bool:
    """Whether somebody heard an entry: on the call it was recorded for, or since they wrote or told it themselves."""
    call = call_of(deal, entry)
    if call and name in call.people:
        return True
    own = name == entry.person and not entry.teller and (entry.told or entry.proof in ("wrote", "did"))
    return bool(name) and (own or name == entry.teller)


def first_hand(deal: Deal, entry: Entered) -> bool:
    """Whether we have it from the person whose word it is: they were on that call, or wrote it."""
    if entry.teller or entry.proof == "heard":
        return False
    call = call_of(deal, entry)
    return entry.proof in ("wrote", "did") or (call is not None and entry.person in call.people)


def we_hear(deal: Deal, word: Word) -> str:
    """That we have somebody's word from others, to stand after the name; nothing where they said it themselves."""
    return "" if first_hand(deal, entered(word)) else ", we hear,"


def not_heard(deal: Deal, people: Iterable[str], entries: Iterable[Entered]) -> list[str]:
    """Those of some people who have not heard all of some entries."""
    every = list(entries)
    return [name for name in people if not all(heard(deal, name, entry) for entry in every)]


def all_heard(deal: Deal, people: Iterable[str], entries: Iterable[Entered]) -> bool:
    """Whether everybody heard all of it, and we have it from those whose word it is."""
    every = list(entries)
    return all(first_hand(deal, each) for each in every) and not not_heard(deal, people, every)
