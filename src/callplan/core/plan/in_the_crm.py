"""What a CRM says of a deal, beside what the client decided: our own colleagues' word, which moves nothing."""

from __future__ import annotations

from itertools import pairwise

from callplan.core import phrase
from callplan.core.dates import dates
from callplan.core.deal.clock import last_decision
from callplan.core.plan.briefing import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import CrmWord
    from callplan.core.plan.briefing import Briefing

OPEN, DROP = "open", 36


def in_the_crm(b: Briefing) -> Iterator[Line]:
    """Where the CRM has it, or has moved it, while nothing was decided; and its closing day beside how long it takes.

    On the page of a call it is told once.
    """
    latest = b.deal.listed[-1]
    key = f"crm:{latest.number}"
    if b.call and not b.fresh(key):
        return
    for text in filter(None, (_stage(b), _closing(b))):
        yield Line("HEAD", text, (f"entry {latest.number}",), drop=DROP, keys=(key,))


def _stage(b: Briefing) -> str:
    """The stage in the CRM beside their last decision; nothing where they have decided since it moved."""
    listed, last = b.deal.listed, last_decision(b.standing)
    now = listed[-1].said
    if now.status != OPEN:
        return f"The CRM has it as {now.status}."
    theirs = f"their last decision is {b.names.title(last.id)} of {b.names.day(last.word.on)}" if last else ""
    moved = _moved(listed)
    if moved and not (last and last.word.number > moved[0].number):
        was, became = (phrase.quoted(each.said.stage) for each in moved)
        by = b.names.day(moved[1].said.on)
        return f"The CRM moved it from {was} to {became} by {by}; {theirs or 'nothing they decided is written down'}."
    if last or not now.stage:
        return ""
    return f"The CRM has it in {phrase.quoted(now.stage)}; nothing they decided is written down."


def _moved(listed: tuple[CrmWord, ...]) -> tuple[CrmWord, CrmWord] | None:
    """The last two imports between which the CRM's stage became what it is."""
    pairs = pairwise(listed)
    found = [(before, after) for before, after in pairs if "" != before.said.stage != after.said.stage != ""]
    return found[-1] if found else None


def _closing(b: Briefing) -> str:
    """The CRM's closing day beside when it can be at the longest; nothing where they have named a day of their own."""
    said = b.deal.listed[-1].said
    closes = said.closes
    if not closes or said.status != OPEN or any(each.person for each in b.deal.dated):
        return ""
    row = next((each for each in dates(b.standing, b.day).rows if each.step == b.map.closing), None)
    takes = f"; from here {b.names.title(row.step)} takes until {b.names.day(row.upper)} at the longest" if row else ""
    return f"The CRM closes it on {b.names.day(closes)}{takes}, and nobody there has named a day."
