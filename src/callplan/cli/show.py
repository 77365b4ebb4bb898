"""Where a deal stands."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.cli import words
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.plan import Plan


def show(
    deal: words.Deal,
    *,
    dates: words.Dates = False,
    plan: words.LastPlan = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    why: words.Why = False,
    no_pager: words.NoPager = False,
    to: words.ToSvg = None,
    output: words.Output = None,
    force: words.Force = False,
) -> None:
    """Show where a deal stands."""
    if to is not None or output is not None or force:
        _drawn(
            deal, to, papers.file_named(output, force=force), force=force, alone=not (dates or plan or json or markdown)
        )
        return
    if dates and plan:
        raise Usage("--dates and --plan are two pages; give one of them.")
    name, entries = deals.entries_of(deal)
    today = settings.today()
    if dates:
        _table(deals.folded(entries, name), today, json=json, markdown=markdown, no_pager=no_pager)
        return
    page, note = _page(name, entries, today, last=plan)
    notes = (note,) if note else ()
    papers.show(page, page.lines, json=json, markdown=markdown, why=why, no_pager=no_pager, notes=notes)


def _drawn(deal: str, to: str | None, file: str | None, *, force: bool, alone: bool) -> None:
    """Draw a deal, on the screen or into a file."""
    if to != "svg":
        told = f"--to: “{to}” is no paper; it is svg." if to else "--output takes the picture of --to svg; add that."
        raise Usage(f"{told} `callplan export` writes the plan to a file.")
    if not alone:
        raise Usage("--to svg is a picture, and no other page; give it alone.")
    from callplan.cli.deal_svg import deal_svg

    papers.handed_out(deal_svg(*deals.entries_of(deal)), file, force=force)


def _page(name: str, entries: tuple[Entry, ...], today: date, *, last: bool) -> tuple[Plan, str]:
    """Where the deal stands, or its last plan, with a note beside it."""
    if last:
        from callplan.core.plan.last_plan import last_plan

        return last_plan(name, entries, today, deals.folded)
    # A deal that is not there is refused without loading what thinks about one
    from callplan.core.plan import plan

    return plan(deals.folded(entries, name), today), ""


def _table(deal: Deal, today: date, *, json: bool, markdown: bool, no_pager: bool) -> None:
    """What is still to come of a deal, with its days, on the paper asked for."""
    from callplan.core.plan.timetable import timetable
    from callplan.render.timetable import on_markdown, plain

    table = timetable(deal, today)
    if json:
        from callplan.render.json_value import as_json

        print(as_json(table.as_told()))
    else:
        text = on_markdown(table) if markdown else plain(table, papers.columns())
        papers.printed(text, no_pager=no_pager)
