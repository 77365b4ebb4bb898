"""One deal in full: where it stands, in the voice of its page, under the hard question."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.state import Deal
from callplan.core.plan import plan
from callplan.core.plan.model import Line
from callplan.core.record import Record
from callplan.core.review.lacking import Lack, lacking
from callplan.core.summary import Summary
from callplan.core.summary.rows import summary


class Detail(Record):
    """One deal as a review tells it. `passed` None: it is closed, and the hard question is not asked."""

    deal: str
    on: date
    passed: bool | None
    lacks: tuple[Lack, ...]
    summary: Summary
    lines: tuple[Line, ...]
    light: bool


def detail(deal: Deal, on: date) -> Detail:
    """One deal on a day, in full: the page of `show`, with what to ask under it."""
    found = summary(deal, on)
    lacks = () if found.closed else lacking(found, on)
    page = plan(deal, on)
    asked = [Line("TO ASK", lack.sentence(), (f"part {lack.part}",), "-") for lack in lacks]
    lines = (*page.lines[:-1], *asked, page.lines[-1])
    return Detail(deal.name, on, None if found.closed else not lacks, lacks, found, lines, page.light)
