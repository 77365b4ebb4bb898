"""Where a deal stands."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.cli import words
    from callplan.core.deal.state import Deal


def show(
    deal: words.Deal,
    *,
    dates: words.Dates = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    why: words.Why = False,
) -> None:
    """Show where a deal stands."""
    known, today = deals.deal_of(deal), settings.today()
    if dates:
        _table(known, today, json=json, markdown=markdown)
        return
    # A deal that is not there is refused without loading what thinks about one
    from callplan.core.plan import plan

    page = plan(known, today)
    papers.show(page, page.lines, json=json, markdown=markdown, why=why)


def _table(deal: Deal, today: date, *, json: bool, markdown: bool) -> None:
    """What is still to come of a deal, with its days, on the paper asked for."""
    from callplan.core.plan.timetable import timetable
    from callplan.render.timetable import on_markdown, plain

    table = timetable(deal, today)
    if json:
        from callplan.render.json_value import as_json

        print(as_json(table.as_told()))
    else:
        print(on_markdown(table) if markdown else plain(table, papers.columns()), end="")
