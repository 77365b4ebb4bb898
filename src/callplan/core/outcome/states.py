"""A call's two states and its events, as the rules of the outcome ask them (rules 5, 51)."""

from __future__ import annotations

from functools import cached_property, reduce

from callplan.core.deal.fold import folded
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import status
from callplan.core.entries import Entry
from callplan.core.events import Event, Held, No, Reopened


class Around:
    """A call's two states, as the rules of the outcome ask them, and its events in the order they folded."""

    def __init__(self, before: Deal, after: Deal, entries: tuple[Entry, ...]) -> None:
        events = tuple([entry.event for entry in entries])
        self.entries = entries
        self.day = next((event.on for event in events if isinstance(event, Held)), events[0].on)
        self.before = Standing(before, self.day)
        self.after = Standing(after, self.day)
        self.events = events
        self.held = next((event for event in events if isinstance(event, Held)), None)
        self.steps = after.playbook.steps

    @cached_property
    def in_question(self) -> tuple[Standing, ...]:
        """The states in which a step on the way is looked for: as it was, and once this call had re-opened things."""
        back = [entry for entry in self.entries if isinstance(entry.event, (Reopened, No))]
        return (self.before, Standing(reduce(folded, back, self.before.deal), self.day)) if back else (self.before,)

    def by_clients(self, *kinds: type[Event]) -> list[Event]:
        """This call's events of some kinds, by client people."""
        side = self.after.deal.side
        return [event for event in self.events if isinstance(event, kinds) and side(event.person) == "client"]  # type: ignore[attr-defined]

    def changed(self, step: str, was: frozenset[str], now: frozenset[str]) -> bool:
        """Whether a step's status went from one group to another over the call."""
        return status(self.before, step) in was and status(self.after, step) in now


def newly(call: Around, step: str, kind: str) -> bool:
    """Whether a step came to a status over the call."""
    return status(call.after, step) == kind and status(call.before, step) != kind


def steps_of(call: Around, *kinds: type[Event]) -> list[str]:
    """The steps that client people spoke of in this call's events of some kinds, in map order."""
    named = {getattr(event, "decision", "") or getattr(event, "step", "") for event in call.by_clients(*kinds)}
    return [step for step in call.steps if step in named]
