"""Whom to ask what."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.summary import Summary


def ask(summary: Summary, whom: str, what: str) -> str:
    """Whom to ask what; of a stage in which nobody may call, in writing or not at all."""
    silent = summary.next.silent
    if silent == "none":
        return "nobody may ask them while this stage lasts"
    how = " in writing" if silent else ""
    return f"ask {whom or f'at {summary.deal}'}{how} {what}"
