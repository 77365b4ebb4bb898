"""A deal's plan as a file."""

from __future__ import annotations

import sys

from callplan import files, settings
from callplan.cli import deals, papers
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.plan import Plan


def export(deal: words.Deal, *, to: words.To = None, output: words.Output = None, force: words.Force = False) -> None:
    """Write a deal's latest plan to a file."""
    if to not in (None, "markdown", "json"):
        raise Usage(f"--to: “{to}” is no paper; it is markdown or json.")
    file = papers.file_named(output, force=force)
    known = deals.deal_of(deal)
    page = plan(known, settings.today(), call_planned(known))
    text = _written(page, to or "markdown")
    if file is None:
        print(text, end="")
        return
    print(files.hand_out(file, text, force=force), file=sys.stderr)


def _written(page: Plan, paper: str) -> str:
    if paper == "json":
        from callplan.render.json_value import as_json

        return as_json(page.values) + "\n"
    from callplan.render.markdown import markdown

    return markdown(page.lines)
