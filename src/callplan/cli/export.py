"""A deal's plan as a file."""

from __future__ import annotations

import sys

from callplan import files, settings
from callplan.cli import asking, deals, papers
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.plan import Plan


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
    if to not in (None, "markdown", "json"):
        raise Usage(f"--to: “{to}” is no paper; it is markdown or json.")
    file = papers.file_named(output, force=force)
    if all_ or person is not None:
        text = _kept(deal, to, person, all_=all_, json=json)
    else:
        known = deals.deal_of(deal or asking.which_deal("export", asking.asker(no_input=False, plain=False)))
        page = plan(known, settings.today(), call_planned(known))
        text = _written(page, "json" if json else to or "markdown")
    if file is None:
        print(text, end="")
        return
    print(files.hand_out(file, text, force=force), file=sys.stderr)


def _kept(deal: str | None, to: str | None, person: str | None, *, all_: bool, json: bool) -> str:
    """All that is kept, or all of it about somebody, as JSON."""
    from callplan.render.json_value import versioned

    if (all_ and person is not None) or deal or to or not json:
        raise Usage("--all and --person NAME each stand alone, with --json: what they write is no plan.")
    if person is None:
        from callplan.journal import in_the_open

        return versioned(deals=in_the_open.told(deals.journal())) + "\n"
    from callplan.cli.held import held

    name, found = held(person)
    return versioned(person=name, deals=found) + "\n"


def _written(page: Plan, paper: str) -> str:
    if paper == "json":
        from callplan.render.json_value import as_json

        return as_json(page.values) + "\n"
    from callplan.render.markdown import markdown

    return markdown(page.lines)
