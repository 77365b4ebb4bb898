"""What a debrief wrote down beside decisions: promises and what became of them, worries, facts, what did not count."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.needs import is_ours
from callplan.core.deal.status import SETTLED, status
from callplan.core.events import (
    Dated,
    Deferred,
    Done,
    Event,
    Intended,
    Kept,
    Learned,
    Left,
    Missed,
    Moved,
    Next,
    Promised,
    Raised,
    Reopened,
)  # fmt: skip
from callplan.core.map.playbook import Act
from callplan.core.names import Names
from callplan.core.outcome import Outcome
from callplan.core.outcome.counted import Around, counts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NO_STEP, LEFT, BEFORE, DONE_ALREADY, NOT_NEEDED = "no-step", "left", "before", "done", "not-needed"
WHY = {
    NO_STEP: "It isn't tied to a step.",
    LEFT: "They have left since.",
    BEFORE: "It was promised before.",
    DONE_ALREADY: "It's done already.",
    NOT_NEEDED: "Nothing they were deciding before this call needs it.",
}


def steps_taken(names: Names, call: Around, outcome: Outcome) -> Iterator[str]:
    """What made a small step: who will do what by when, what is done, and for when they agreed to meet."""
    for event in call.by_clients(Promised):
        if isinstance(event, Promised) and counts(call, event):
            yield phrase.sentence(f"{names.short(event.person)} will {event.act} by {names.long_day(event.due)}")
    for event in call.events:
        if isinstance(event, Next) and (event.decision or "next") in outcome.small:
            yield _next_call(names, event)
    yield from [_done(names, event) for event in _done_by_them(names, call) if event.step in outcome.small]


def _next_call(names: Names, event: Next) -> str:
    people = f", with {names.shorts(event.people)}" if event.people else ""
    what = f", on {names.topic(event.decision)}" if event.decision in names.map.steps else ""
    return f"Next call: {names.long_day(event.meeting)}{people}{what}."


def _done_by_them(names: Names, call: Around) -> list[Done]:
    """What the client did that the map still has."""
    done = [event for event in call.by_clients(Done) if isinstance(event, Done)]
    return [event for event in done if event.step in names.map.steps or event.step[1:] in names.map.role]


def _done(names: Names, event: Done) -> str:
    if event.step.startswith("@"):
        return f"{names.short(event.person)} brought in {names.holder(event.step[1:])}."
    return phrase.sentence(f"{names.short(event.person)} did it: {names.act(event.step)}")


def beside(names: Names, call: Around, outcome: Outcome) -> list[str]:
    """What was written down, is no decision and did not make the small step, each in one sentence."""
    promises = call.after.deal.promises
    told: list[str] = []
    for event in call.events:
        if isinstance(event, (Kept, Missed)) and event.promise in promises:
            promise, became = promises[event.promise], "and did" if isinstance(event, Kept) else "and didn't"
            who = names.short(promise.person) if promise.person else "We"
            was = "was" if promise.person else "were"
            told.append(phrase.sentence(f"{who} {was} to {promise.act}, {became}"))
        elif isinstance(event, Moved) and event.promise in promises:
            promise = promises[event.promise]
            by = names.long_day(event.due)
            whose = f"{names.short(promise.person)} moved it to {by}" if promise.person else f"Ours, now due {by}"
            told.append(phrase.sentence(f"{whose}: {promise.act}"))
    told += _said(names, call)
    taken = outcome.small if outcome.result == "small_step" else ()
    told += [_done(names, event) for event in _done_by_them(names, call) if event.step not in taken]
    meetings = [event for event in call.events if isinstance(event, Next)]
    told += [_next_call(names, event) for event in meetings if (event.decision or "next") not in taken]
    told += [f"Done by us: {names.act(step)}." for step in _done_by_us(call)]
    return told


def _said(names: Names, call: Around) -> Iterator[str]:
    for event in call.events:
        if isinstance(event, Raised):
            yield f"{names.short(event.person)}'s worry: {names.quote(event.words)}."
        elif isinstance(event, Left):
            yield f"{names.short(event.person)} has left."
        elif isinstance(event, Learned) and event.fact in names.map.fact:
            value = f"{names.fact(event.fact)}: {names.value(event.fact, event.value)}."
            teller = f"From {names.short(event.teller)}: " if event.teller else ""
            told = f"{teller}{names.short(event.person)} on the {value}"
            yield told if event.person else f"We believe, of the {value}"
        elif isinstance(event, Dated) and event.decision in names.map.steps:
            who = f"{names.short(event.person)} wants" if event.person else "we believe they want"
            words = f": {names.quote(event.words)}" if event.words else ""
            day = names.long_day(event.day)
            yield phrase.sentence(phrase.capital(f"{who} {names.title(event.decision)} by {day}{words}"))


def _done_by_us(call: Around) -> list[str]:
    done = [event.step for event in call.events if isinstance(event, Done) and event.step in call.steps]
    return [step for step in dict.fromkeys(done) if isinstance(call.steps[step], Act) and is_ours(call.after, step)]


def uncounted(names: Names, call: Around) -> Iterator[str]:
    """What was promised, or meant without a day, and does not count as a step yet, and why."""
    for event in call.by_clients(Promised):
        if isinstance(event, Promised) and not counts(call, event):
            by = names.long_day(event.due)
            yield f"Doesn't count yet: {names.short(event.person)} will {event.act} by {by}. {WHY[_why(call, event)]}"
    for event in call.by_clients(Intended):
        assert isinstance(event, Intended)
        who = names.short(event.person)
        yield phrase.sentence(f"Doesn't count yet: {who} will {event.act}") + f" {who} named no day for it."


def of_no_use(names: Names, event: Event) -> str:
    """What was written down and changes nothing as the deal stood, why, and what to write where it does mean more."""
    if not isinstance(event, (Deferred, Reopened)) or event.decision not in names.map.steps:
        return f"One entry changes nothing as the deal stands: {names.command('log')} has it."
    step = event.decision
    who, words = names.short(event.person), f": {names.quote(event.reason)}" if event.reason else ""
    if isinstance(event, Deferred):
        off = f"put {names.title(step)} off to {names.long_day(event.until)}" if event.until else "said not yet"
        told = f"{who} {off}{words}."
        return f"{told} It's decided already; if that takes it back, record that {who} is no longer sure of it."
    told = f"{who} is no longer sure {names.topic(step)}{words}."
    return f"{told} Nothing that {who} said on it was standing."


def _why(call: Around, event: Promised) -> str:
    if not event.step:
        return NO_STEP
    if call.after.deal.has_left(event.person):
        return LEFT
    promises = call.before.deal.promises.values()
    if any((each.step, each.person, each.state) == (event.step, event.person, "open") for each in promises):
        return BEFORE
    if event.step in call.steps and status(call.before, event.step) in SETTLED:
        return DONE_ALREADY
    return NOT_NEEDED
