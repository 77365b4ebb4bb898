"""One deal in full: where it stands, in the voice of its page, and what to ask under it."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.needs import is_clients
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open, status
from callplan.core.names import Names
from callplan.core.plan import plan
from callplan.core.plan.briefing import Line
from callplan.core.record import Record
from callplan.core.review.question import Lack, lacking
from callplan.core.summary import Summary
from callplan.core.summary.rows import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


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
    """One deal on a day, in full: the page of `show`, with what to ask under it, unless nobody may be asked."""
    found = summary(deal, on)
    lacks = () if found.closed else lacking(found, on)
    page = plan(deal, on)
    asked = () if found.next.silent else lacks
    more = [Line("TO ASK", lack.sentence(), (f"part {lack.part}",), "-") for lack in asked]
    lines = (*page.lines[:-1], *more, *_never_decided(deal, found), page.lines[-1])
    return Detail(deal.name, on, None if found.closed else not lacks, lacks, found, lines, page.briefing.light)


def _never_decided(deal: Deal, found: Summary) -> Iterator[Line]:
    """What of theirs was neither decided nor declined when a deal ended without being won."""
    if not deal.closed or found.won:
        return
    standing, names = Standing(deal, deal.closed.on), Names(deal, deal.closed.on)
    every = [step.id for step in deal.playbook.decisions if is_clients(standing, step.id)]
    left = [step for step in every if is_open(standing, step) and applies(standing, step) is True]
    left = [step for step in left if status(standing, step) != "declined"]
    if left:
        text = f"Never decided: {names.titles(left)}."
        yield Line("MISSING", text, tuple(f"map {step}" for step in left))
