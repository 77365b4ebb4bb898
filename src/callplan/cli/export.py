"""A deal's plan as a file."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def export(deal: words.Deal, *, to: words.To = None, output: words.Output = None) -> None:
    """Write a deal's latest plan to a file."""
    raise NotImplementedError
