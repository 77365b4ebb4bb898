"""What today brings."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from callplan.cli import words
    from callplan.cli.calendar import InCalendar
    from callplan.core.agenda import Agenda, RowFound
    from callplan.core.ledger import Row
    from callplan.core.summary import Summary

AHEAD, BEHIND, DUE = 20, 5, 7


def today(
    *,
    until: words.UntilDay = None,
    all_: words.AllOfDay = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    no_pager: words.NoPager = False,
) -> None:
    """List the calls of today and the next day, what has no debrief yet, and what is due."""
    page = of_day(settings.today(), None if until is None else _last(until), every=all_)
    if settings.calendar() is None:
        from callplan.cli.calendar import how_to

        print(how_to(), file=sys.stderr)
    if json:
        from callplan.render.json_value import as_json

        print(as_json(page))
        return
    from callplan.cli import papers
    from callplan.render import agenda as paper

    text = paper.markdown(page) if markdown else paper.plain(page, papers.columns())
    papers.printed(text, no_pager=no_pager)


def _last(until: str) -> date:
    """The last day of the list. Raises Usage for one that has gone by."""
    last, on = deals.typed_day("until", until), settings.today()
    if last < on:
        raise Usage(f"--until: {last} lies before today, {on}.")
    return last


def of_day(on: date, until: date | None, *, every: bool) -> Agenda:
    """The list of a day, and of the days until another one; `every`: all that is on it, not one screen."""
    from callplan.cli.refreshing import refreshed
    from callplan.core import agenda as core
    from callplan.core.ledger import BEFORE

    instead = refreshed()
    page, _ = calls_of(on, until, instead, (-1, -1) if every else (AHEAD, BEHIND))
    book = deals.journal()
    found = list(book.promises(ours=True, until=page.until, limit=-1 if every else DUE, instead=instead))
    before = sum(each.state == BEFORE for each in found)
    return core.with_due(page, found, book.promised(ours=True, until=page.until, instead=instead) - before)


def calls_of(
    on: date, until: date | None, instead: list[tuple[str, Row]], most: tuple[int, int] = (AHEAD, 0)
) -> tuple[Agenda, InCalendar | None]:
    """The calls of these days, and those behind us that have no debrief, so many of each; with the calendar's hours.

    And what the calendar has, where one is set.
    """
    from callplan.cli.calendar import in_calendar
    from callplan.core import agenda as core
    from callplan.journal.calls import calls

    furthest = until or core.furthest(on)
    found = calls(deals.journal(), on, furthest, most, instead)
    ahead, behind = _summaries(found.ahead, on), _summaries(found.behind, on)
    days = [day for day, _ in found.days]
    planned = [each.call.invite for each in (*ahead, *behind) if each.call and each.call.invite]
    beside = in_calendar(on, furthest, instead, planned)
    if beside is None:
        last = until or core.last_day(on, days, settings.holidays())
        return core.agenda(on, last, found, ahead, behind), None
    from callplan.core.agenda.timed import days_of, read_on, timed
    from callplan.journal.open_deals import rows_of

    last = until or core.last_day(on, [*days, *days_of(beside.found)], settings.holidays())
    page = core.agenda(on, last, found, ahead, behind)
    sums = {each.deal: each for each in _summaries(rows_of(deals.journal(), beside.named, instead), on)}
    return read_on(timed(page, beside.found, beside.known, sums, beside.meetings), beside.read), beside


def _summaries(rows: Sequence[RowFound], on: date) -> list[Summary]:
    """The summaries of rows as they stand on a day. Raises BadFile where one cannot be read."""
    from callplan.core.summary import unpacked

    try:
        return [_anew(row.deal, on) if row.turns_on and row.turns_on <= on else unpacked(row.body) for row in rows]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise deals.journal().damaged("a summary cannot be read") from None


def _anew(deal: str, on: date) -> Summary:
    from callplan.core.summary.rows import summary

    return summary(deals.folded(deals.journal().entries(deal), deal), on)
