"""Where a deal stands."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def show(
    deal: words.Deal, *, json: words.Json = False, markdown: words.Markdown = False, why: words.Why = False
) -> None:
    """Show where a deal stands."""
    raise NotImplementedError
