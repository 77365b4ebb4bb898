"""The figures across deals."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.figures.model import Figures


def figures(
    *,
    playbook: words.OfPlaybook = None,
    owner: words.Owner = None,
    since: words.Since = None,
    to: words.TimesTo = None,
    json: words.Json = False,
    markdown: words.Markdown = False,
    no_pager: words.NoPager = False,
) -> None:
    """Show what calls came to, promises kept, and days for a decision."""
    from callplan.core.figures import figures as read

    if to is not None and (json or markdown):
        raise Usage(f"--to and --{'json' if json else 'markdown'} are two papers; give one of them.")
    among = deals.among(playbook, owner, since)
    page = read(deals.every(), settings.today(), among, settings.holidays(), deals.owners(owner))
    if to is not None:
        _print_as(to, page)
        return
    papers.show(page, page.lines, json=json, markdown=markdown, no_pager=no_pager)


def _print_as(paper: str, page: Figures) -> None:
    """The patch that puts one's own times into a map. Raises Usage, or Refusal when there is nothing to put in."""
    if paper != "yaml":
        raise Usage(f"--to: “{paper}” is no paper for a patch; it is yaml.")
    if not page.patches and any(time.median is not None for time in page.times):
        raise Refusal(
            "There is nothing to put into a map: times that it has already, has by case, or that are no day are "
            "left alone."
        )
    if not page.patches:
        raise Refusal("No decision has been made in five deals yet, so there are no times to put into a map.")
    if len(page.patches) > 1:
        raise Usage(f"--to: a patch is for one map; give --playbook {' or '.join(page.patches)}.")
    print(next(iter(page.patches.values())), end="")
