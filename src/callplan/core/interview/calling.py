"""How somebody is called whose name does not tell: asked once, where it is not clear."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.state import Deal
from callplan.core.flags import spelled
from callplan.core.interview.beginning import room
from callplan.core.interview.party import Party
from callplan.core.interview.question import Question
from callplan.core.interview.who_is_meant import name_typed
from callplan.core.map.playbook import Playbook
from callplan.core.person import alike, first_name, may_be_called
from callplan.core.text import written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callplan.core.interview.question import Answers, Script

MOST, MOST_WORDS = 2, 4
WHY = "The page and you say it on the call. A first name alone is taken where the name tells it; here it does not."


def calling(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Script:
    """Ask how those are called whose name does not tell, while there is room for a question; as texts of `--as`."""
    party, told = Party(deal, playbook, answers, today), list[str]()
    unclear = dict(_unclear(deal, party))
    before = {key: answer for key, answer in answers.items() if not key.startswith("called ")}
    for name in list(unclear)[: MOST if deal else min(MOST, room(before))]:
        called = yield Question(
            f"called {name}", f"What do you call {name}?", default=unclear[name], reads=_called(name), why=WHY,
            flags=spelled("as"), empty=unclear[name],
        )  # fmt: skip
        told.append(written(name, called))
    return {"as": told}


def _called(name: str) -> Callable[[str], str]:
    """Reads what somebody is called. Raises Usage for what nobody is called."""

    def read(text: str) -> str:
        called = name_typed(text)
        if len(called.split()) > MOST_WORDS or any(map(str.isdigit, called)):
            raise Usage(f"{phrase.said_back(called)} is no name: write what you say to {phrase.loose(name)}.")
        return called

    return read


def _unclear(deal: Deal | None, party: Party) -> Iterator[tuple[str, str]]:
    """Those whose name does not tell how they are called, or who come in with another's; and what is likely."""
    known, calls = deal.people if deal else {}, dict[str, str]()
    here = party.everybody()
    for name, called in party.roster.called.items():
        calls[name] = called or first_name(name)
        if name in here and not called:
            likely = may_be_called(name) or (name if name not in known and name in alike(calls) else "")
            if likely:
                yield name, likely
