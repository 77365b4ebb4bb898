"""A deal's history."""

from __future__ import annotations

from callplan.cli import deals, papers
from callplan.core.history import history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def log(
    deal: words.Deal, *, all_: words.EveryEntry = False, json: words.Json = False, no_pager: words.NoPager = False
) -> None:
    """List everything that was written down about a deal."""
    name, entries = deals.entries_of(deal)
    if json:
        from callplan.render.json_value import as_json

        print(as_json(history(name, entries)))
        return
    papers.listed(history(name, entries, whole=all_).lines, no_pager=no_pager)
