"""The look across all deals."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals
from callplan.core.text import clean, tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import Any

    from callplan.cli import words
    from callplan.core.ledger import DealsAsked, Row
    from callplan.core.review import Review, Reviewed

SCREEN = 8
NAMED = ("owner", "playbook", "stage")
AT_A_TIME = 1_000


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
    no_pager: words.NoPager = False,
) -> None:
    """Look at all deals from the client's side, or at one in full."""
    on = settings.today()
    filters = {"owner": owner, "playbook": playbook, "stage": stage, "over": over, "stuck": stuck}
    lengths = {"all": all_ or None, "top": top}
    if deal is not None:
        _alone(deal, filters | {"closed": closed or None} | lengths)
        _one(deal, on, json=json, markdown=markdown, no_pager=no_pager)
        return
    page, found = _all(_asked(on, filters, closed=closed), _limit(top, every=all_))
    _print(page, found, json=json, markdown=markdown, no_pager=no_pager)


def _alone(deal: str, others: dict[str, Any]) -> None:
    """Refuse what chooses among deals beside the one that is named."""
    given = [name for name, value in others.items() if value is not None]
    if given:
        raise Usage(f"--{given[0]} chooses among all deals: leave it out, or “{clean(deal)}”.")


def _limit(top: int | None, *, every: bool) -> int:
    """How many deals are shown; -1: every one."""
    if top is not None and top < 1:
        raise Usage(f"--top: {top} is no number of deals; it is 1 or more.")
    if every and top is not None:
        raise Usage("--all and --top are two lengths of one list: leave one of them out.")
    return -1 if every else SCREEN if top is None else top


def _asked(on: date, told: dict[str, Any], *, closed: bool) -> DealsAsked:
    from callplan.core.ledger import DealsAsked

    over = None if told["over"] is None else _sum(told["over"])
    since = None if told["stuck"] is None else _before(on, told["stuck"])
    owner, playbook, stage = [tidy(told[name] or "") for name in NAMED]
    return DealsAsked(on, owner, playbook, stage, over, since, closed)


def _all(asked: DealsAsked, limit: int) -> tuple[Review, Iterator[Reviewed]]:
    """The review of all deals asked for, and the deals in it one by one."""
    from callplan.cli.refreshing import refreshed
    from callplan.core import review as core

    instead = refreshed(asked.on)
    counted, found = deals.journal().look(asked, limit, instead)
    if not counted.deals:
        _known(asked, instead)
    page = core.review(counted, found, asked, len(found))
    return page.but(deals=()), _sound(page.deals)


def _sound(found: Iterable[Reviewed]) -> Iterator[Reviewed]:
    """The deals of a review. Raises BadFile at one that cannot be read."""
    try:
        yield from found
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise deals.journal().damaged("a summary cannot be read") from None


def _known(asked: DealsAsked, instead: list[tuple[str, Row]]) -> None:
    """Refuse an owner, a playbook or a stage that nobody knows, where nothing was found."""
    for kind in NAMED:
        name = getattr(asked, kind)
        if name:
            there = dict.fromkeys([*deals.journal().names(kind, instead), *_on_the_shelf(kind)])
            if name not in there:
                from callplan.cli.whose import unknown

                raise Usage(unknown(kind, name, [each for each in there if each]))


def _on_the_shelf(kind: str) -> Iterator[str]:
    """The playbooks there are, or their stages, whether or not a deal is on them."""
    if kind == "owner":
        return
    from callplan.cli.maps import checked

    for name, path in settings.shelf().items():
        if kind == "playbook":
            yield name
        elif found := checked(path).playbook:
            yield from found.stage


def _print(page: Review, found: Iterator[Reviewed], *, json: bool, markdown: bool, no_pager: bool) -> None:
    """Print a review as its deals come, some rows at a time."""
    _told_of_the_crm()
    if json:
        import gc

        from callplan.render.json_value import in_pieces

        # What indents JSON leaves functions behind that hold each other: 200 MB of them, of 100,000 deals
        gc.enable()
        _written(in_pieces(page, "deals", found))
        return
    from callplan.cli import papers
    from callplan.render import review as paper

    page = page.but(deals=found)
    pieces = paper.markdown(page) if markdown else paper.plain(page, papers.columns(paper.WIDE))
    if papers.at_terminal():
        papers.printed("".join(pieces), no_pager=no_pager)
    else:
        _written(pieces)


def _told_of_the_crm() -> None:
    """Say how many open deals of the CRM have no map here; only where one was ever imported."""
    import os

    if os.path.exists(settings.crm_file()):
        from callplan.cli.import_ import unprepared

        unprepared()


def _written(pieces: Iterator[str]) -> None:
    from itertools import islice

    while some := list(islice(pieces, AT_A_TIME)):
        print("".join(some), end="")


def _one(deal: str, on: date, *, json: bool, markdown: bool, no_pager: bool) -> None:
    """The four questions about one deal, in full."""
    from callplan.cli import papers
    from callplan.core.review.detail import detail

    page = detail(deals.deal_of(deal), on)
    papers.show(page, page.lines, json=json, markdown=markdown, no_pager=no_pager)


def _sum(text: str) -> float:
    from callplan.core.interview.grammar import amount

    return amount("over", text)


def _before(on: date, days: int) -> date:
    """The day so many days ago. Raises Usage for fewer than none."""
    from datetime import date, timedelta

    if days < 0:
        raise Usage(f"--stuck: {days} is no number of days; it is 0 or more.")
    return on - timedelta(days=days) if days < on.toordinal() else date.min
