"""The end of a deal."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def close(
    deal: words.Deal,
    *,
    won: words.Won = False,
    lost: words.Lost = False,
    no_decision: words.NoDecision = False,
    reason: words.Reason = None,
    on: words.On = None,
    no_input: words.NoInput = False,
) -> None:
    """Close a deal, with the reason."""
    raise NotImplementedError
