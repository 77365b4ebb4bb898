"""What a call came to, worked out by rule and not by mood (rules 50-52)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from callplan.core import phrase
from callplan.core.days import NONE_FREE
from callplan.core.deal.closing import acts_to_win, end_of_no, is_won
from callplan.core.deal.fold import Turn, replay
from callplan.core.deal.owed import owed
from callplan.core.deal.position import doubted, front
from callplan.core.deal.status import DECIDED, OPEN, SETTLED, status
from callplan.core.deal.story import NOTHING, Word
from callplan.core.deal.verdict import of_deciders, verdict
from callplan.core.entries import Entry
from callplan.core.events import Closed, Done, Held, No, Promised, Reopened, Waived, Yes
from callplan.core.outcome.counted import Around, call_recorded, counts, newly, small_steps, steps_of
from callplan.core.record import Record

VERDICTS = ("advanced", "small-step", "stayed", "went-back", "won", "lost")


class Outcome(Record):
    """A call's result - won, advanced, small_step, stayed, went_back, lost, or None without a client person - and why.

    All lists are given whatever the one word. `small`: what made a small step; `uncounted`: what was kept and moves
    nothing; `ends`: the end a no leads to, to be offered; `because`: the result in words, as a debrief says it.
    """

    result: str | None
    planned: bool
    moved: tuple[str, ...]
    waived: tuple[str, ...]
    reopened: tuple[str, ...]
    to_reconfirm: tuple[str, ...]
    declined: tuple[str, ...]
    supported: tuple[str, ...]
    small: tuple[str, ...]
    uncounted: tuple[str, ...]
    ends: str | None
    because: str = ""


def outcome(entries: tuple[Entry, ...], batch: int, name: str = "", free: frozenset[date] = NONE_FREE) -> Outcome:
    """The outcome of the call that one transaction records."""
    return judged(call_recorded(entries, batch, name, free))


def judged(call: Around) -> Outcome:
    """The first word that fits (rule 52), with every list."""
    moved, reopened, small = _moved(call), _reopened(call), small_steps(call)
    waived = tuple([step for step in steps_of(call, Waived) if newly(call, step, "waived")])
    declined = tuple([step for step in steps_of(call, No) if status(call.after, step) == "declined"])
    counted = tuple([step for step in waived if _counted(call, step)])
    back = _went_back_to(call)
    result = _result(call, (*moved, *counted), reopened or back, small)
    return Outcome(
        result=result,
        planned=result == "went_back" and bool(back),
        moved=moved,
        waived=waived,
        reopened=reopened,
        to_reconfirm=tuple([step for step in call.steps if newly(call, step, "to-reconfirm")]),
        declined=declined,
        supported=tuple([step for step in steps_of(call, Yes) if status(call.after, step) not in ("made", "n/a")]),
        small=small,
        uncounted=_uncounted(call),
        ends=_ending(call, declined),
    )


def _went_back_to(call: Around) -> tuple[str, ...]:
    """The decision that the call was planned to go back to, when they took it up again or decided it anew (rule 61)."""
    planned = call.before.deal.planned
    step = planned.back_to if planned else ""
    anew = step in steps_of(call, Yes) and _asked_again(call, step)
    return (step,) if anew or step in steps_of(call, Reopened) else ()


def _moved(call: Around) -> tuple[str, ...]:
    """Decisions made, or answered no, after the call and not before, by a client's yes or no of this call (rule 51)."""
    doubt = doubted(call.before)
    told = steps_of(call, Yes, No)
    return tuple([step for step in told if _decided_now(call, step) or (step == doubt and _asked_again(call, step))])


def _decided_now(call: Around, step: str) -> bool:
    now = status(call.after, step)
    if now not in DECIDED or status(call.before, step) in DECIDED:
        return False
    kind = Yes if now == "made" else No
    return step in steps_of(call, kind)


def won_by(call: Around) -> tuple[Word, ...]:
    """The yeses that make the closing decision, but for ours, if a yes of this call completed it; else none.

    A valid one of the client's is among them, in whichever order the pens came.
    """
    closing = call.after.map.closing
    said = any(isinstance(event, Yes) and event.decision == closing for event in call.events)
    if not said or not newly(call, closing, "made"):
        return ()
    words = of_deciders(call.after, closing, verdict(call.after, closing).valid)
    sides = [call.after.deal.side(word.person) for word in words]
    return tuple([word for word, side in zip(words, sides, strict=True) if side != "us"]) if "client" in sides else ()


def _asked_again(call: Around, step: str) -> bool:
    past = [deal.past.get(step, NOTHING).again for deal in (call.before.deal, call.after.deal)]
    return status(call.after, step) == "made" and past[0] != past[1]


def _counted(call: Around, step: str) -> bool:
    """Whether a waiver moves: the step stood at a front or was owed before the call."""
    at_front = step in front(call.before, call.before.map.stage_of[step].track)
    return at_front or any(debt.id == step for debt in owed(call.before))


def _reopened(call: Around) -> tuple[str, ...]:
    """Settled before, open after, by a re-opening or a no of this call: the net of the call."""
    named = {*steps_of(call, Reopened, No)}
    for step in steps_of(call, No):
        target = call.steps[step].if_no  # type: ignore[union-attr]
        stage = call.after.map.stage.get(target)
        named.update([each.id for each in stage.steps] if stage else [target])
    settled = [step for step in call.steps if step in named and status(call.begun, step) in SETTLED]
    return tuple([step for step in settled if status(call.after, step) in OPEN])


def fell_with_who_left(call: Around) -> tuple[str, ...]:
    """What needs a fresh yes since somebody left on this call, and was not taken up again on it."""
    if call.begun is call.before:
        return ()
    open_now = [step for step in call.steps if status(call.after, step) == "to-reconfirm"]
    return tuple(
        [step for step in open_now if status(call.begun, step) in SETTLED and not newly(call, step, "to-reconfirm")]
    )


def _ending(call: Around, declined: tuple[str, ...]) -> str | None:
    """The end that a no of this call may lead to, to be recorded by closing the deal: not yet is not no.

    It is the map's; of the closing decision there is always one, once nothing before it is open (page rule 7).
    """
    for step in declined:
        if status(call.before, step) != "declined" and (end := end_of_no(call.after, step)):
            return end
    return None


def _result(call: Around, moved: tuple[str, ...], reopened: tuple[str, ...], small: tuple[str, ...]) -> str | None:
    people = call.held.people if call.held else ()
    if not any(call.after.deal.side(name) == "client" for name in people):
        return None
    closed = next((event for event in call.events if isinstance(event, Closed)), None)
    end = call.after.map.end.get(closed.end) if closed else None
    if end and end.kind == "lost":
        return "lost"
    if is_won(call.after) and (won_by(call) or _did_the_last(call)):
        return "won"
    return "went_back" if reopened else "advanced" if moved else "small_step" if small else "stayed"


def _did_the_last(call: Around) -> bool:
    """Whether they did on this call what winning took besides the closing decision, which stood; ours wins nothing."""
    left = acts_to_win(call.before) if status(call.before, call.before.map.closing) == "made" else ()
    return not {event.step for event in call.by_clients(Done)}.isdisjoint(left)  # type: ignore[attr-defined]


def _uncounted(call: Around) -> tuple[str, ...]:
    """What was kept and moves nothing: promises without a step or made before, waivers and noes without authority."""
    promises = [event.act for event in call.by_clients(Promised) if not counts(call, event)]  # type: ignore[arg-type, attr-defined]
    waivers = [step for step in steps_of(call, Waived) if not newly(call, step, "waived")]
    noes = [step for step in steps_of(call, No) if _is_only_a_voice(call, step)]
    return (*promises, *waivers, *noes)


def _is_only_a_voice(call: Around, step: str) -> bool:
    """Whether a no of this call still stands, and neither declines the decision nor answers it."""
    told = {event.person for event in call.by_clients(No) if event.decision == step}  # type: ignore[attr-defined]
    stands = any(no.person in told for no in verdict(call.after, step).noes)
    return stands and status(call.after, step) not in ("declined", "answered-no")


def agrees(said: str, result: str | None) -> bool | None:
    """Whether the rep's verdict agrees with the result; None without one of the two."""
    if not said or result is None:
        return None
    return result in ("advanced", "small_step") if said == "advanced" else said.replace("-", "_") == result


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


def in_calls(gap: dict[str, int]) -> str:
    """The three figures of some calls, in a sentence."""
    calls = phrase.several(gap["calls"], "call")
    said, made, small = (
        phrase.number(gap[key]) if gap[key] else "none" for key in ("called", "decisions", "small_steps")
    )
    return f"In {calls} you called {said} an advance; {made} brought a decision of theirs, {small} a small step."
