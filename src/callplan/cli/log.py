"""A deal's history."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def log(deal: words.Deal, *, json: words.Json = False) -> None:
    """List everything that was written down about a deal."""
    raise NotImplementedError
