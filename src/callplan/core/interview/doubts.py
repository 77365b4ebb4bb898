"""What was given by flag or file and may mean two things is asked about first, where somebody can be asked."""

from __future__ import annotations

import re
from datetime import date

from callplan.core.deal.state import Deal
from callplan.core.interview.ids import NEW as SURELY_NEW
from callplan.core.interview.party import NEW, Party, who_is_it
from callplan.core.interview.question import every
from callplan.core.map.playbook import Playbook
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.interview.question import Answers, Asking, Script

    Asks = tuple[str, Callable[[], Script]]

SURE = "sure told"


def doubts(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> tuple[Asks, ...]:
    """What is asked before all else, if anything: who is meant by a name that may be that of two."""
    doubtful = next(_asked(deal, playbook, answers, today), None)
    return ((SURE, lambda: _asked(deal, playbook, answers, today)),) if doubtful else ()


def _asked(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Script:
    party = Party(deal, playbook, {}, today)
    told: Answers = {SURE: True}
    for flag in ("with", "person"):
        texts: list[str] = []
        for text in every(answers, flag):
            texts += yield from _person(party, flag, text)
        if texts:
            told[flag] = texts
    return told


def _person(party: Party, flag: str, text: str) -> Asking:
    """A text of `--with` or `--person` that means one person; whoever is new without a part is asked for it."""
    _, *rest = re.split(r"(?<!\\):", text)
    name, like = party.roster.doubt(text)
    if not rest:
        return (yield from party.parts(flag, [name]))
    who = (yield who_is_it(party, f"{flag} {name} who", name, like)) if like else ""
    if who and who != NEW:
        return [":".join([written(who), *rest])]
    if not party.roster.meant(name):
        party.roster.add(name)
    return [":".join([written(name), f"{rest[0]},{SURELY_NEW}", *rest[1:]])] if who else [text]
