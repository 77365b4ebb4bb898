"""What a call came to, worked out by rule and not by mood (rules 50-52)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.clock import doubted
from callplan.core.deal.fold import around, fold
from callplan.core.deal.needs import is_clients
from callplan.core.deal.owed import owed
from callplan.core.deal.position import front, is_heard
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.state import NOTHING, Deal
from callplan.core.deal.status import OPEN, SETTLED, roles_in, settled, status, verdict
from callplan.core.events import (
    Closed,
    Done,
    Entry,
    Event,
    Held,
    Next,
    No,
    Promised,
    Reopened,
    Waived,
    Yes,
    live,
)  # fmt: skip
from callplan.core.playbook import Act, Decision
from callplan.core.record import Record

VERDICTS = ("advanced", "small-step", "stayed", "went-back", "won", "lost")


class Outcome(Record):
    """A call's result - won, advanced, small_step, stayed, went_back, lost, or None without a client person - and why.

    All lists are given whatever the one word. `small`: what made a small step; `uncounted`: what was kept and
    moves nothing; `ends`: the end a no leads to, to be offered.
    """

    result: str | None
    because: str
    planned: bool
    moved: tuple[str, ...]
    waived: tuple[str, ...]
    reopened: tuple[str, ...]
    to_reconfirm: tuple[str, ...]
    declined: tuple[str, ...]
    supported: tuple[str, ...]
    small: tuple[str, ...]
    uncounted: tuple[str, ...]
    ends: str | None = None


class Around:
    """A call's two states, as the rules of the outcome ask them, and its events in the order they folded."""

    def __init__(self, before: Deal, after: Deal, events: tuple[Event, ...]) -> None:
        self.day = next((event.on for event in events if isinstance(event, Held)), events[0].on)
        self.before = Standing(before, self.day)
        self.after = Standing(after, self.day)
        self.events = events
        self.held = next((event for event in events if isinstance(event, Held)), None)
        self.steps = after.playbook.steps

    def by_clients(self, *kinds: type[Event]) -> list[Event]:
        """This call's events of some kinds, by client people."""
        side = self.after.deal.side
        return [event for event in self.events if isinstance(event, kinds) and side(event.person) == "client"]  # type: ignore[attr-defined]

    def changed(self, step: str, was: frozenset[str], now: frozenset[str]) -> bool:
        """Whether a step's status went from one group to another over the call."""
        return status(self.before, step) in was and status(self.after, step) in now


def outcome(entries: tuple[Entry, ...], batch: int, name: str = "") -> Outcome:
    """The outcome of the call that one transaction records."""
    before, after = around(entries, batch, name)
    told = tuple([entry.event for entry in live(entries) if entry.batch == batch])
    return judged(Around(before, after, told))


def judged(call: Around) -> Outcome:
    """The first word that fits (rule 52), with every list."""
    moved, waived, reopened = _moved(call), _waived(call), _reopened(call)
    small, uncounted = _small(call), _uncounted(call)
    declined = tuple([step for step in _steps(call, No) if status(call.after, step) == "declined"])
    counted = tuple([step for step in waived if _counted(call, step)])
    ends = _ending(call, declined)
    result = _result(call, (*moved, *counted), reopened, small, bool(ends))
    return Outcome(
        result=result,
        because=_because(call, result, moved, counted, reopened, small),
        planned=False,
        moved=moved,
        waived=waived,
        reopened=reopened,
        to_reconfirm=tuple([step for step in call.steps if _newly(call, step, "to-reconfirm")]),
        declined=declined,
        supported=tuple([step for step in _steps(call, Yes) if status(call.after, step) != "made" and not _waits(call, step)]),
        small=small,
        uncounted=uncounted,
        ends=ends,
    )


def _waits(call: Around, step: str) -> bool:
    return status(call.after, step) in ("n/a",)


def _newly(call: Around, step: str, kind: str) -> bool:
    return status(call.after, step) == kind and status(call.before, step) != kind


def _steps(call: Around, *kinds: type[Event]) -> list[str]:
    """The steps that client people spoke of in this call's events of some kinds, in map order."""
    named = {getattr(event, "decision", "") or getattr(event, "step", "") for event in call.by_clients(*kinds)}
    return [step for step in call.steps if step in named]


def _moved(call: Around) -> tuple[str, ...]:
    """Decisions made, or answered no, after the call and not before, by a client's yes or no of this call (rule 51)."""
    doubt = doubted(call.before)
    return tuple(
        [
            step
            for step in _steps(call, Yes, No)
            if _decided_now(call, step) or (step == doubt and _asked_again(call, step))
        ]
    )


def _decided_now(call: Around, step: str) -> bool:
    now = status(call.after, step)
    if now not in ("made", "answered-no") or status(call.before, step) == now:
        return False
    kind = Yes if now == "made" else No
    return step in _steps(call, kind)


def _asked_again(call: Around, step: str) -> bool:
    past = [deal.past.get(step, NOTHING).again for deal in (call.before.deal, call.after.deal)]
    return status(call.after, step) == "made" and past[0] != past[1]


def _waived(call: Around) -> tuple[str, ...]:
    return tuple([step for step in _steps(call, Waived) if _newly(call, step, "waived")])


def _counted(call: Around, step: str) -> bool:
    """Whether a waiver moves: the step stood at a front or was owed before the call."""
    at_front = step in front(call.before, call.before.map.stage_of[step].track)
    return at_front or any(debt.id == step for debt in owed(call.before))


def _reopened(call: Around) -> tuple[str, ...]:
    """Settled before, open after, by a re-opening or a no of this call: the net of the call."""
    named = {*_steps(call, Reopened, No)}
    for step in _steps(call, No):
        target = call.steps[step].if_no  # type: ignore[union-attr]
        stage = call.after.map.stage.get(target)
        named.update([each.id for each in stage.steps] if stage else [target])
    return tuple([step for step in call.steps if step in named and call.changed(step, SETTLED, OPEN)])


def _ending(call: Around, declined: tuple[str, ...]) -> str | None:
    """The end that a no of this call leads to: the map's, always one for the closing decision."""
    for step in declined:
        target = call.steps[step].if_no  # type: ignore[union-attr]
        if target in call.after.map.end and status(call.before, step) != "declined":
            return target
        if step == call.after.map.closing:
            return next((end.id for end in call.after.map.ends if end.kind == "lost"), "lost")
    return None


def _result(call: Around, moved: tuple[str, ...], reopened: tuple[str, ...], small: tuple[str, ...], ends: bool) -> str | None:
    people = call.held.people if call.held else ()
    if not any(call.after.deal.side(name) == "client" for name in people):
        return None
    closed = next((event for event in call.events if isinstance(event, Closed)), None)
    end = call.after.map.end.get(closed.end) if closed else None
    if ends or (end and end.kind == "lost"):
        return "lost"
    if call.after.map.closing in moved and status(call.after, call.after.map.closing) == "made":
        return "won"
    return "went_back" if reopened else "advanced" if moved else "small_step" if small else "stayed"


def _small(call: Around) -> tuple[str, ...]:
    """What made a small step: promises, acts done, a no taken back, a next meeting that counts (rule 52)."""
    found = [event.step for event in call.by_clients(Promised) if _counts(call, event)]  # type: ignore[arg-type, attr-defined]
    found += [event.step for event in call.by_clients(Done) if _unpromised(call, event)]  # type: ignore[arg-type, attr-defined]
    found += [step for step in _steps(call, Yes, Reopened) if _taken_back(call, step)]
    found += [event.decision or "next" for event in call.events if isinstance(event, Next) and _counts_as_next(call, event)]
    return tuple(dict.fromkeys(found))


def _counts(call: Around, event: Promised) -> bool:
    """A dated promise of an act on the path, not already promised by the same person."""
    if event.due < event.on or not _on_path(call, event.step):
        return False
    promises = call.before.deal.promises.values()
    return not any((each.step, each.person, each.state) == (event.step, event.person, "open") for each in promises)


def _on_path(call: Around, step: str) -> bool:
    if step.startswith("@"):
        return _wanted(call, step[1:])
    return step in call.steps and status(call.before, step) not in SETTLED and applies(call.before, step) is not False


def _wanted(call: Around, role: str) -> bool:
    """Whether an open decision has somebody of that role decide it, or has yet to hear them."""
    for step in call.before.map.decisions:
        if status(call.before, step.id) in OPEN or status(call.after, step.id) in OPEN:
            if role in roles_in(call.before, step.by):
                return True
            if role in roles_in(call.before, step.hear) and not is_heard(call.before, role):
                return True
    return any(debt.id == f"@{role}" for debt in owed(call.before))


def _unpromised(call: Around, event: Done) -> bool:
    promises = call.before.deal.promises.values()
    if any((each.step, each.person) == (event.step, event.person) for each in promises):
        return False
    if event.step.startswith("@"):
        return _wanted(call, event.step[1:])
    act = isinstance(call.steps.get(event.step), Act) and is_clients(call.after, event.step)
    return act and not settled(call.before, event.step) and settled(call.after, event.step)


def _taken_back(call: Around, step: str) -> bool:
    """Whether a standing no with authority before the call no longer stands after it."""
    before = {no.person for no in verdict(call.before, step).noes}
    after = {no.person for no in verdict(call.after, step).noes}
    return bool(before - after)


def _counts_as_next(call: Around, event: Next) -> bool:
    """A next meeting for an open decision, or that brings somebody needed whose role was not on this call."""
    if event.decision in call.steps and status(call.after, event.decision) in OPEN:
        return True
    deal = call.after.deal
    here = {role for name in (call.held.people if call.held else ()) for role in deal.roles(name)}
    coming = {role for name in event.people if deal.side(name) == "client" for role in deal.roles(name)} - here
    return any(
        not coming.isdisjoint({*roles_in(call.after, step.by), *roles_in(call.after, step.hear)})
        for step in call.after.map.decisions
        if status(call.after, step.id) in OPEN
    )


def _uncounted(call: Around) -> tuple[str, ...]:
    """What was kept and moves nothing: promises without a step or made before, waivers and noes without authority."""
    promises = [event.act for event in call.by_clients(Promised) if not _counts(call, event)]  # type: ignore[arg-type, attr-defined]
    waivers = [step for step in _steps(call, Waived) if not _newly(call, step, "waived")]
    noes = [step for step in _steps(call, No) if status(call.after, step) not in ("declined", "answered-no")]
    return (*promises, *waivers, *noes)


def _because(
    call: Around,
    result: str | None,
    moved: tuple[str, ...],
    waived: tuple[str, ...],
    reopened: tuple[str, ...],
    small: tuple[str, ...],
) -> str:
    """One sentence saying what the result rests on."""
    if result is None:
        return "No client person was on the call."
    if result == "lost":
        return "It was ended by a no." if not _closed_here(call) else "It was closed as lost on this call."
    if result == "went_back":
        return _sentence(call, reopened, "open again")
    if result in ("won", "advanced"):
        return " ".join(filter(None, [_sentence(call, moved, "decided"), _sentence(call, waived, "waived")]))
    if result == "small_step":
        return f"Nothing was decided; {phrase.joined([_named(call, name) for name in small])} took a step."
    return "No client person decided anything, or promised a dated act on the way."


def _closed_here(call: Around) -> bool:
    return any(isinstance(event, Closed) for event in call.events)


def _sentence(call: Around, steps: tuple[str, ...], what: str) -> str:
    if not steps:
        return ""
    verb = "was" if len(steps) == 1 else "were"
    verb = {"open again": "is" if len(steps) == 1 else "are"}.get(what, verb)
    return phrase.capital(f"{phrase.joined([_named(call, step) for step in steps])} {verb} {what}.")


def _named(call: Around, name: str) -> str:
    if name.startswith("@"):
        role = call.after.map.role.get(name[1:])
        return f"a voice not heard yet ({role.title if role else name[1:]})"
    return call.steps[name].name if name in call.steps else "the next meeting"


def agrees(said: str, result: str | None) -> bool | None:
    """Whether the rep's verdict agrees with the result; None without one of the two."""
    if not said or result is None:
        return None
    return result in ("advanced", "small_step") if said == "advanced" else said.replace("-", "_") == result


__all__ = ["VERDICTS", "Decision", "Outcome", "agrees", "fold", "judged", "outcome"]
