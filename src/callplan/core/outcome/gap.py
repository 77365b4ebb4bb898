"""The gap over time: calls the rep called an advance beside what clients decided on them (rule 52)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.days import NONE_FREE
from callplan.core.entries import Entry
from callplan.core.events import Held
from callplan.core.outcome.each import each

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def figures(entries: tuple[Entry, ...], name: str, free: frozenset[date] = NONE_FREE) -> dict[str, int]:
    """The three figures of rule 52: calls the rep called an advance, client decisions, small steps."""
    return added([(call.held, call.result) for call in each(entries, name, free)])


def added(calls: Iterable[tuple[Held, str | None]]) -> dict[str, int]:
    """The three figures of some calls, each with what it came to; one without a client person is in none of them."""
    found = {"called": 0, "decisions": 0, "small_steps": 0, "calls": 0}
    for held, result in calls:
        found["calls"] += result is not None
        found["called"] += result is not None and held.verdict in ("advanced", "won")
        found["decisions"] += result in ("advanced", "won")
        found["small_steps"] += result == "small_step"
    return found


def in_calls(gap: dict[str, int], begin: str = "In") -> str:
    """The three figures of some calls, in a sentence."""
    calls = phrase.several(gap["calls"], "call")
    said, made, small = (
        phrase.number(gap[key]) if gap[key] else "none" for key in ("called", "decisions", "small_steps")
    )
    return f"{begin} {calls} you called {said} an advance; {made} brought a decision of theirs, {small} a small step."
