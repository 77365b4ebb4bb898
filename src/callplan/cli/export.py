"""A deal's plan as a file."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.core.text import clean
from callplan.errors import Usage
from callplan.files import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.plan import Plan


def export(deal: words.Deal, *, to: words.To = None, output: words.Output = None) -> None:
    """Write a deal's latest plan to a file."""
    if to not in (None, "markdown", "json"):
        raise Usage(f"--to: “{to}” is no paper; it is markdown or json.")
    known = deals.deal_of(deal)
    page = plan(known, settings.today(), call_planned(known))
    text = _written(page, to or "markdown")
    if output is None or output == "-":
        print(text, end="")
        return
    write(output, text)
    print(f"Written to {clean(output)}.", file=sys.stderr)


def _written(page: Plan, paper: str) -> str:
    if paper == "json":
        from callplan.render.json_value import as_json

        return as_json(page.values) + "\n"
    from callplan.render.markdown import markdown

    return markdown(page.lines)
