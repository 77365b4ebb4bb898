"""The table of what is still to come, as it is printed."""

from __future__ import annotations

from callplan.cli import papers
from callplan.core.plan.timetable import timetable
from callplan.render.timetable import on_markdown, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.core.deal.state import Deal


def show(deal: Deal, today: date, *, json: bool, markdown: bool) -> None:
    """Print what is still to come of a deal, with its days, on the paper asked for."""
    table = timetable(deal, today)
    if json:
        from callplan.render.model import as_json

        print(as_json(table.as_told()))
    else:
        print(on_markdown(table) if markdown else plain(table, papers.columns()), end="")
