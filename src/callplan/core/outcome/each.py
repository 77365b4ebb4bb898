"""What every call of a deal came to, in one pass over its entries, and the gap over time (rule 52)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from callplan.core import phrase
from callplan.core.days import NONE_FREE
from callplan.core.deal.fold import Turn, replay
from callplan.core.entries import Entry
from callplan.core.events import Held
from callplan.core.outcome import Outcome, judged
from callplan.core.outcome.counted import Around
from callplan.core.record import Record


class JudgedCall(Record):
    """A call that was held, what it came to, and the deal around it."""

    held: Held
    outcome: Outcome
    around: Around

    @property
    def result(self) -> str | None:
        """The one word of rule 52; None without a client person."""
        return self.outcome.result


def each(entries: tuple[Entry, ...], name: str = "", free: frozenset[date] = NONE_FREE) -> Iterator[JudgedCall]:
    """Every call that stands, judged with all later corrections, as `outcome` judges it."""
    for turn in replay(entries, name, free):
        yield from of(turn)


def of(turn: Turn) -> Iterator[JudgedCall]:
    """The calls of one transaction."""
    calls = [entry.event for entry in turn.entries if isinstance(entry.event, Held)]
    if calls:
        around = Around(turn.before, turn.after, turn.entries)
        found = judged(around)
        yield from [JudgedCall(held, found, around) for held in calls]


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
