"""What was given by flag or file and may mean two things is asked about first, where somebody can be asked."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.deal.state import Deal
from callplan.core.flags import spelled
from callplan.core.interview import typed_sums
from callplan.core.interview.grammar import amount
from callplan.core.interview.named_in_flags import people_meant
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.typed_sums import EXACTLY, hard_to_believe
from callplan.core.map.playbook import Playbook
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.interview.question import Answers, Saying, Script
    from callplan.core.map.playbook import Fact

    Asks = tuple[str, Callable[[], Script]]

SURE = "sure told"
SURELY = (Choice("no", "no, it is another"), Choice("yes", "yes, it is so"))


def doubts(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> tuple[Asks, ...]:
    """What is asked before all else, if anything: who is meant by a name, and whether a sum is."""
    doubtful = next(_asked(deal, playbook, answers, today), None)
    return ((SURE, lambda: _asked(deal, playbook, answers, today)),) if doubtful else ()


def _asked(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Script:
    party = Party(deal, playbook, {}, today)
    told: Answers = {SURE: True}
    told |= yield from people_meant(party, answers)
    for place, text in enumerate(every(told, "set")):
        told["set"][place] = yield from _fact(deal, playbook, text)
    return told


def _fact(deal: Deal | None, playbook: Playbook, text: str) -> Saying:
    """A text of `--set` whose number is believed."""
    name, _, rest = text.partition("=")
    fact = playbook.fact.get(name.strip())
    if fact is None or fact.type != "number" or fact.depends is not None:
        return text
    typed, *more = re.split(r"(?<!\\):", rest)
    flags = spelled("set")
    again = Question(f"set {fact.id}", "What is it, then?", reads=lambda said: _number(fact, said), flags=flags)
    return f"{name}={':'.join([(yield from believed(deal, fact, typed, again)), *more])}"


def _number(fact: Fact, text: str) -> str:
    return typed_sums.written(amount("set", text, fact.unit))


def believed(deal: Deal | None, fact: Fact, typed: str, again: Question) -> Saying:
    """A number, asked about where it is so far from the one on record that it is hard to believe."""
    count = 1
    while doubt := _doubt(deal, fact, typed):
        sure = yield Question(
            f"set {fact.id} sure {count}", f"{phrase.capital(doubt)} Is it so?", "choice", SURELY, None,
            "A slip of three noughts moves a deal to other people.", f"--set {fact.id}={EXACTLY} {typed}", detail=True,
        )  # fmt: skip
        if sure == "yes":
            return f"{EXACTLY} {typed}"
        typed = yield again.but(key=f"set {fact.id} again {count}", detail=True)
        count += 1
    return typed


def _doubt(deal: Deal | None, fact: Fact, typed: str) -> str:
    try:
        return hard_to_believe(deal, fact, typed, amount("set", typed, fact.unit)) if deal and typed else ""
    except Usage:
        # it is refused where it is read
        return ""
