"""What a debrief wrote down beside decisions: promises and what became of them, worries, facts."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.doing import still_to_do
from callplan.core.deal.needs import is_ours
from callplan.core.deal.promised import AWAY, there
from callplan.core.events import (
    Answered,
    Dated,
    Deferred,
    Done,
    Event,
    Kept,
    Learned,
    Left,
    Missed,
    Moved,
    Next,
    No,
    Promised,
    Raised,
    Released,
    Waived,
    Yes,
)  # fmt: skip
from callplan.core.map.playbook import Act
from callplan.core.names import Names
from callplan.core.outcome import Outcome
from callplan.core.outcome.counted import Around, counts, newly
from callplan.core.plan.uncounted import told_of_it

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.plan.briefing import Briefing


def steps_taken(names: Names, call: Around, outcome: Outcome) -> Iterator[str]:
    """What made a small step: who will do what by when, what is done, and for when they agreed to meet."""
    for event in call.by_clients(Promised):
        if isinstance(event, Promised) and counts(call, event):
            yield phrase.sentence(f"{names.short(event.person)} will {event.act} by {names.long_day(event.due)}")
    for event in call.events:
        if isinstance(event, Next) and (event.decision or "next") in outcome.small:
            yield _next_call(names, event)
    yield from [_done(names, call, event) for event in _done_by_them(names, call) if event.step in outcome.small]


def _next_call(names: Names, event: Next) -> str:
    coming = there(names.deal, event.people)
    people = f", with {names.shorts(coming)}" if coming else ""
    what = f", on {names.topic(event.decision)}" if event.decision in names.map.steps else ""
    return f"Next call: {names.long_day(event.meeting)}{people}{what}."


def _done_by_them(names: Names, call: Around) -> list[Done]:
    """What the client, or a third party, did that the map still has; and whom we brought."""
    done = [event for event in call.events if isinstance(event, Done)]
    theirs = [event for event in done if event.step in names.map.steps and call.after.deal.side(event.person) != "us"]
    return [*theirs, *[event for event in done if event.step.startswith("@") and event.step[1:] in names.map.role]]


def _done(names: Names, call: Around, event: Done) -> str:
    if event.step.startswith("@"):
        who = names.short(event.person) if event.person else "We"
        return f"{who} brought in {names.holder(event.step[1:])}."
    others = still_to_do(call.after, event.step)
    takes = f"; it still takes {phrase.joined([names.holder(role) for role in others])}" if others else ""
    return phrase.sentence(f"{names.short(event.person)} did it: {names.act(event.step)}{takes}")


def let_go(names: Names, call: Around) -> list[str]:
    """The acts that somebody let go of and the map does without from now on; decisions let go of are told as such."""
    acts = [event for event in call.events if isinstance(event, Waived) and event.step in names.map.steps]
    acts = [
        event for event in acts if isinstance(names.map.steps[event.step], Act) and newly(call, event.step, "waived")
    ]
    return [told_of_it(names, event) for event in acts]


def beside(names: Names, call: Around, outcome: Outcome, elsewhere: list[Event]) -> list[str]:
    """What was written down, is no decision and did not make the small step, each in one sentence.

    What is told `elsewhere`, since it does not count, is not told once more.
    """
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
    told += [*_closed(names, call, elsewhere), *_said(names, call)]
    taken = outcome.small if outcome.result == "small_step" else ()
    kept = _kept_here(call)
    did = [event for event in _done_by_them(names, call) if event.step not in taken and event not in elsewhere]
    told += [_done(names, call, event) for event in did if (event.step, event.person) not in kept]
    meetings = [event for event in call.events if isinstance(event, Next)]
    told += [_next_call(names, event) for event in meetings if (event.decision or "next") not in taken]
    ours = [event.step for event in _done_by_us(call) if event not in elsewhere and (event.step, "") not in kept]
    told += [f"Done by us: {names.act(step)}." for step in dict.fromkeys(ours)]
    return told


def _kept_here(call: Around) -> set[tuple[str, str]]:
    """The acts that this call says were promised and kept, each with whoever kept it."""
    promises = call.after.deal.promises
    kept = [promises[event.promise] for event in call.events if isinstance(event, Kept) and event.promise in promises]
    return {(each.step, "" if call.after.deal.side(each.person) == "us" else each.person) for each in kept}


def _closed(names: Names, call: Around, elsewhere: list[Event]) -> Iterator[str]:
    """Promises that nobody spoke of and that this call closed: kept by what was done, let go, or gone with who left."""
    spoken = {event.promise for event in call.events if isinstance(event, (Kept, Missed, Moved))}
    spoken |= {event.promise for event in elsewhere if isinstance(event, Promised)}
    let_go = {event.promise for event in call.events if isinstance(event, Released)}
    done = [*_done_by_them(names, call), *_done_by_us(call)]
    did = {(event.step, event.person) for event in done}
    for promise in call.after.deal.promises.values():
        here = promise.fate is not None and promise.fate.batch == call.entries[0].batch
        if not here or promise.id in spoken or (promise.step, promise.person) in did:
            continue
        who, was = (names.short(promise.person), "was") if promise.person else ("We", "were")
        if promise.state == "kept":
            yield phrase.sentence(f"{who} {was} to {promise.act}, and did")
        elif promise.id in let_go:
            yield phrase.sentence(f"{who} {was} to {promise.act}: it's no longer wanted")
        elif promise.state == "released":
            yield phrase.sentence(f"{who} {was} to {promise.act}: nobody waits for that now")
        elif promise.state == AWAY:
            yield phrase.sentence(f"{who} {was} to {promise.act}: that goes with them")


def _said(names: Names, call: Around) -> Iterator[str]:
    for event in call.events:
        if isinstance(event, Raised):
            yield f"{names.short(event.person)}'s worry: {names.quote(event.words)}."
        elif isinstance(event, Answered) and event.concern in call.after.deal.concerns:
            worry = call.after.deal.concerns[event.concern]
            yield f"{names.short(worry.person)}'s worry is met: {names.quote(worry.words)}."
        elif isinstance(event, (Yes, No)) and _is_ours(names, call, event):
            who, word = names.short(event.person) if event.person else "We", "yes" if isinstance(event, Yes) else "no"
            yield f"{who} said {word} to {names.title(event.decision)}."
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


def gone(names: Names, call: Around) -> Iterator[str]:
    """Who is named for this call or the next and has left, and what was kept of it (rule 21)."""
    has_left = call.after.deal.has_left
    for person in filter(has_left, call.held.people if call.held else ()):
        who = names.short(person)
        yield f"{who} was on this call and has left: both are kept, and no promise or spoken yes of {who}'s counts now."
    for event in call.events:
        if isinstance(event, Next) and (left := list(filter(has_left, event.people))):
            has, who = "have" if len(left) > 1 else "has", names.shorts(left)
            yield f"{who} {has} left, so the next call, {names.long_day(event.meeting)}, is kept without {who}."


def too_far(b: Briefing, events: tuple[Event, ...]) -> tuple[str, ...]:
    """What was put off beyond the last day for it, and what that means (page rule 20)."""
    if b.dates is None or not any(isinstance(event, Deferred) for event in events):
        return ()
    from callplan.core.plan.too_late import put_off_too_far

    return tuple(put_off_too_far(b, events))


def _is_ours(names: Names, call: Around, event: Yes | No) -> bool:
    """Whether one of us said it, of a decision that the map still has."""
    return call.after.deal.side(event.person) == "us" and event.decision in names.map.steps


def _done_by_us(call: Around) -> list[Done]:
    """What one of us did of what is ours."""
    done = [event for event in call.events if isinstance(event, Done) and event.step in call.steps]
    by_us = [event for event in done if call.after.deal.side(event.person) == "us"]
    return [event for event in by_us if isinstance(call.steps[event.step], Act) and is_ours(call.after, event.step)]
