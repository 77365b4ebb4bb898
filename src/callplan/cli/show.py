"""Where a deal stands."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


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
        from callplan.cli import dated

        dated.show(known, today, json=json, markdown=markdown)
        return
    # A deal that is not there is refused without loading what thinks about one
    from callplan.core.plan import plan

    page = plan(known, today)
    papers.show(page, page.lines, json=json, markdown=markdown, why=why)
