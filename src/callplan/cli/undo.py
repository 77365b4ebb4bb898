"""The last entry, taken back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def undo(
    deal: words.Deal, *, yes: words.Yes = False, no_input: words.NoInput = False, json: words.Json = False
) -> None:
    """Take back what was written down last; the history keeps both."""
    raise NotImplementedError
