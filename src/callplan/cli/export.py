"""A deal's plan as a file."""

from __future__ import annotations

from callplan import settings
from callplan.cli import asking, deals, papers
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.entries import Entry


def export(
    deal: words.WhichDeal = None,
    *,
    to: words.To = None,
    output: words.Output = None,
    force: words.Force = False,
    all_: words.AllDeals = False,
    person: words.OfPerson = None,
    json: words.Json = False,
) -> None:
    """Write a deal's latest plan to a file; or all that is kept."""
    if to not in (None, "markdown", "json", "svg", "crm"):
        raise Usage(f"--to: “{to}” is no paper; it is markdown, json, svg or crm.")
    file = papers.file_named(output, force=force)
    if to == "crm" and not (all_ or person or json):
        from callplan.cli.to_crm import to_crm

        to_crm(deal, file, force=force)
        return
    if all_ or person is not None:
        text = _kept(deal, to, person, all_=all_, json=json)
    else:
        name, entries = deals.entries_of(deal or asking.which_deal("export", asking.asker(no_input=False, plain=False)))
        text = _written(name, entries, "json" if json else to or "markdown")
    papers.handed_out(text, file, force=force)


def _kept(deal: str | None, to: str | None, person: str | None, *, all_: bool, json: bool) -> str:
    """All that is kept, or all of it about somebody, as JSON."""
    from callplan.render.json_value import versioned

    if (all_ and person is not None) or deal or to or not json:
        raise Usage("--all and --person NAME each stand alone, with --json: what they write is no plan.")
    if person is None:
        from callplan.journal import in_the_open

        journal = deals.journal()
        return (
            versioned(
                deals=in_the_open.told(journal), crm=in_the_open.listed(journal), **in_the_open.of_the_hub(journal)
            )
            + "\n"
        )
    from callplan.cli.held import held

    name, found, listed = held(person)
    return versioned(person=name, deals=found, crm=listed) + "\n"


def _written(name: str, entries: tuple[Entry, ...], paper: str) -> str:
    """A plan on paper; as Markdown it ends in the form of its call, whose foot takes the place of the plan's."""
    if paper == "svg":
        from callplan.cli.deal_svg import deal_svg

        return deal_svg(name, entries)
    deal = deals.folded(entries, name)
    page = plan(deal, settings.today(), call_planned(deal))
    if paper == "json":
        from callplan.render.json_value import as_json

        return as_json(page.values) + "\n"
    from callplan.core.form.paper import form
    from callplan.render.markdown import markdown

    after = form(page, deal.last)
    if after is None:
        return markdown(page.lines)
    from callplan.render.form import form as on_paper

    return f"{markdown([line for line in page.lines if line.section != 'FOOT'])}\n{on_paper(after)}"
