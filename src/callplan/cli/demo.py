"""A deal to try things on."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def demo(*, no_input: words.NoInput = False) -> None:
    """Walk through one invented deal, away from your own data."""
    raise NotImplementedError
