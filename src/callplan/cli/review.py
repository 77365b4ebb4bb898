"""The look across all deals."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.cli import words
    from callplan.core.ledger import Asked
    from callplan.core.review import Review

SCREEN = 8


def review(
    deal: words.OneDeal = None,
    *,
    owner: words.Owner = None,
    playbook: words.OfPlaybook = None,
    stage: words.AtStage = None,
    over: words.Over = None,
    stuck: words.Stuck = None,
    closed: words.ClosedOnes = False,
    all_: words.All = False,
    top: words.Top = None,
    json: words.Json = False,
    markdown: words.Markdown = False,
) -> None:
    """Look at all deals from the client's side, or at one in full."""
    on = settings.today()
    if deal is not None:
        _one(deal, on, json=json, markdown=markdown)
        return
    from callplan.core.ledger import Asked

    since = None if stuck is None else _before(on, stuck)
    asked = Asked(on, owner or "", playbook or "", stage or "", None if over is None else _sum(over), since, closed)
    _print(_all(asked, -1 if all_ else SCREEN if top is None else top), json=json, markdown=markdown)


def _all(asked: Asked, limit: int) -> Review:
    """The review of all deals asked for."""
    from callplan.cli.refreshing import refreshed
    from callplan.core import review as core

    instead = refreshed(asked.on)
    counted, found = deals.journal().look(asked, limit, instead)
    try:
        return core.review(counted, found, asked.on, closed=asked.closed)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise deals.journal().damaged("a summary cannot be read") from None


def _print(page: Review, *, json: bool, markdown: bool) -> None:
    if json:
        from callplan.render.model import as_json

        print(as_json(page))
        return
    from callplan.cli import papers
    from callplan.render import review as paper

    print(paper.markdown(page) if markdown else paper.plain(page, papers.columns()), end="")


def _one(deal: str, on: date, *, json: bool, markdown: bool) -> None:
    """The four questions about one deal, in full."""
    from callplan.cli import papers
    from callplan.core.review.detail import detail

    page = detail(deals.deal_of(deal), on)
    papers.show(page, page.lines, json=json, markdown=markdown, light=page.light)


def _sum(text: str) -> float:
    from callplan.core.interview.grammar import amount

    return amount("over", text)


def _before(on: date, days: int) -> date:
    """The day so many days ago."""
    from datetime import date, timedelta

    return on - timedelta(days=days) if 0 <= days < on.toordinal() else date.min
