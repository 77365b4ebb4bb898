"""What is passed over again and again."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def redpen(
    *,
    playbook: words.OfPlaybook = None,
    owner: words.Owner = None,
    since: words.Since = None,
    json: words.Json = False,
    markdown: words.Markdown = False,
    no_pager: words.NoPager = False,
) -> None:
    """Show which steps you pass over, and what was lost without them."""
    from callplan.core.redpen import redpen as read

    among = deals.among(playbook, owner, since)
    page = read(deals.every(), among, settings.holidays(), deals.owners(owner))
    papers.show(page, page.lines, json=json, markdown=markdown, no_pager=no_pager)
