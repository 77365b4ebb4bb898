"""What a debrief kept and what moves nothing, each in one line with the reason: nothing typed is swallowed (rule 3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.fulfilled import nobody_waits
from callplan.core.deal.position import doubted
from callplan.core.deal.status import OPEN, SETTLED, status
from callplan.core.deal.story import Word
from callplan.core.deal.verdict import roles_in, verdict
from callplan.core.entries import Entry
from callplan.core.events import (
    Deferred,
    Done,
    Event,
    Intended,
    Kept,
    Left,
    Missed,
    Moved,
    No,
    Promised,
    Released,
    Reopened,
    Waived,
    Yes,
)  # fmt: skip
from callplan.core.map.playbook import Act
from callplan.core.names import Names
from callplan.core.outcome import Outcome
from callplan.core.outcome.counted import Around, counts, was_promised
from callplan.core.plan.no_effect import why_not_done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

NO_STEP, LEFT, BEFORE, DONE_ALREADY, NOT_NEEDED = "no-step", "left", "before", "done", "not-needed"
WHY = {
    NO_STEP: "It isn't tied to a step.",
    LEFT: "They have left since.",
    BEFORE: "It was promised before.",
    DONE_ALREADY: "It's done already.",
    NOT_NEEDED: "Nothing they were deciding before this call needs it.",
}
_HOW = {"said": "told us so", "wrote": "put it in writing", "did": "has shown it"}
FATES = {Kept: "kept", Missed: "missed", Moved: "moved", Released: "let go"}
WAS = {
    "kept": "has been kept",
    "missed": "was missed",
    "released": "isn't wanted any more",
    "fell away": "has gone with them",
}


def not_counted(names: Names, call: Around, outcome: Outcome, of_no_use: list[Entry]) -> Iterator[tuple[Entry, str]]:
    """Every entry of a call that moved nothing, with the line that says what was kept and why it does not count."""
    for entry in call.entries:
        text = _line(names, call, outcome, entry)
        if text:
            yield entry, text
        elif entry in of_no_use:
            yield entry, _of_no_use(names, call, entry.event)


def _line(names: Names, call: Around, outcome: Outcome, entry: Entry) -> str:
    """Why an entry does not count; "" where it does, or where another line says why."""
    event = entry.event
    step = getattr(event, "decision", "") or getattr(event, "step", "")
    told = _WHY.get(type(event))
    if told is None or (step and step[0] != "@" and step not in call.steps):
        return ""
    if step in call.steps and not isinstance(event, (Promised, Intended)) and status(call.after, step) == "n/a":
        return f"{told_of_it(names, event)} That doesn't apply to them as things stand, so it decides nothing."
    return told(names, call, outcome, event)


def told_of_it(names: Names, event: Event) -> str:
    """What was written down, as a sentence."""
    who = names.short(event.person) if event.person else "We"  # type: ignore[attr-defined]
    words = getattr(event, "reason", "") or getattr(event, "words", "")
    ending = f": {names.quote(words)}" if words else ""
    teller = getattr(event, "teller", "")
    told = phrase.sentence(f"{who} {_DID[type(event)](names, event)}{ending}")
    return f"From {names.short(teller)}: {told}" if teller else told


def _until(names: Names, event: Deferred) -> str:
    title = names.title(event.decision)
    return f"put {title} off to {names.long_day(event.until)}" if event.until else f"said not yet to {title}"


_DID: dict[type, Callable[[Names, Any], str]] = {
    Yes: lambda names, event: f"said yes to {names.title(event.decision)}",
    No: lambda names, event: f"said no to {names.title(event.decision)}",
    Waived: lambda names, event: f"can do without {_called(names, event.step)}",
    Done: lambda names, event: f"did it: {names.act(event.step)}",
    Reopened: lambda names, event: f"{'is' if event.person else 'are'} no longer sure {names.topic(event.decision)}",
    Deferred: _until,
}


def _called(names: Names, step: str) -> str:
    return names.map.steps[step].called if isinstance(names.map.steps[step], Act) else names.title(step)


def _yes(names: Names, call: Around, outcome: Outcome, event: Yes) -> str:
    """A yes to what stood already, and stands as it did."""
    step, stands = call.steps[event.decision], verdict(call.before, event.decision).made
    planned = call.before.deal.planned
    asked = event.decision in (*outcome.moved, planned.back_to if planned else "", doubted(call.before))
    if asked or stands is None or step.lasts or status(call.after, event.decision) != "made":
        return _echo(names, call, event)
    day = "" if stands.undated else f" since {names.day(stands.on)}"
    return f"{told_of_it(names, event)} It has stood{day}, so that decides nothing new."


def _echo(names: Names, call: Around, event: Yes) -> str:
    """A yes told again with less proof than the same person's own, which stands."""
    told = [word for word in call.after.deal.past[event.decision].echoes if word.batch == call.entries[0].batch]
    if (event.person, event.proof, event.words) not in [(word.person, word.proof, word.words) for word in told]:
        return ""
    own = [yes for yes in verdict(call.after, event.decision).yeses if yes.person == event.person][-1:]
    who = names.short(event.person)
    stands = [f"{who} {_HOW[yes.proof]}{_on(names, yes)}, and that stands." for yes in own]
    return " ".join([told_of_it(names, event), *stands])


def _on(names: Names, word: Word) -> str:
    return "" if word.undated else f" on {names.day(word.on)}"


def _done(names: Names, call: Around, _: Outcome, event: Done) -> str:
    """What somebody did whose it is not, what was done already, and what is not proof enough."""
    if event.step.startswith("@") or not isinstance(call.steps[event.step], Act):
        return ""
    words = [word for word in call.after.deal.past[event.step].done if word.person == event.person]
    if status(call.before, event.step) in SETTLED:
        return f"{told_of_it(names, event)} {WHY[DONE_ALREADY]}"
    why = why_not_done(names, call.after, event.step, words[-1]) if words else ""
    return f"{told_of_it(names, event)} {why}" if why else ""


def _waived(names: Names, call: Around, outcome: Outcome, event: Waived) -> str:
    """What may not be let go, what was settled already, and what it takes somebody else to let go of."""
    step = call.steps[event.step]
    if event.step in outcome.waived:
        return ""
    if step.waive.never or event.step == call.after.map.closing:
        return f"{told_of_it(names, event)} The map has it that nobody can let go of that."
    if status(call.before, event.step) in SETTLED:
        return f"{told_of_it(names, event)} It was settled already."
    if step.waive.reasons and event.reason.casefold() not in [each.casefold() for each in step.waive.reasons]:
        return f"{told_of_it(names, event)} The map lets go of it only for: {'; '.join(step.waive.reasons)}."
    whose = roles_in(call.after, step.waive.by or step.by)
    return f"{told_of_it(names, event)} It takes {phrase.joined([names.holder(role) for role in whose])}."


def _deferred(names: Names, call: Around, _: Outcome, event: Deferred) -> str:
    """A putting-off of what is decided."""
    if status(call.after, event.decision) in OPEN:
        return ""
    again = f"if that takes it back, record that {names.short(event.person)} is no longer sure of it."
    return f"{told_of_it(names, event)} It's decided already; {again}"


def _promised(names: Names, call: Around, outcome: Outcome, event: Promised) -> str:
    """What was promised and does not count as a step yet, and why; or what the same call has settled."""
    side = call.after.deal.side(event.person)
    if side == "us":
        return ""
    told = f"{names.short(event.person)} will {event.act} by {names.long_day(event.due)}."
    if side == "client" and not counts(call, event):
        return f"Doesn't count yet: {told} {WHY[_why(call, event)]}"
    settled = event.step in call.steps and status(call.after, event.step) in SETTLED
    if settled and not (outcome.result == "small_step" and event.step in outcome.small):
        return f"{told} {WHY[DONE_ALREADY]}"
    promise = call.after.deal.promises.get(event.promise)
    return f"{told} {WHY[NOT_NEEDED]}" if promise and side != "client" and nobody_waits(call.after, promise) else ""


def _intended(names: Names, _: Around, __: Outcome, event: Intended) -> str:
    """What somebody means to do, without a day."""
    who = names.short(event.person)
    return phrase.sentence(f"Doesn't count yet: {who} will {event.act}") + f" {who} named no day for it."


def _why(call: Around, event: Promised) -> str:
    if not event.step:
        return BEFORE if was_promised(call, event) else NO_STEP
    if call.after.deal.has_left(event.person):
        return LEFT
    if was_promised(call, event):
        return BEFORE
    if event.step in call.steps and status(call.before, event.step) in SETTLED:
        return DONE_ALREADY
    return NOT_NEEDED


def _counts(*_: object) -> str:
    return ""


_WHY: dict[type, Callable[[Names, Around, Outcome, Any], str]] = {
    Yes: _yes, No: _counts, Waived: _waived, Deferred: _deferred, Reopened: _counts, Done: _done, Promised: _promised,
    Intended: _intended,
}  # fmt: skip


def _of_no_use(names: Names, call: Around, event: Event) -> str:
    """What was written down and makes no sense as the deal stands, and why (rule 3)."""
    if isinstance(event, Reopened) and event.decision in call.steps:
        who = names.short(event.person) if event.person else "we"
        if call.after.deal.side(event.person) != "client":
            return f"{told_of_it(names, event)} Only they can take up again what they decided."
        return f"{told_of_it(names, event)} Nothing that {who} said on it was standing."
    if isinstance(event, Deferred) and event.decision in call.steps:
        return f"{told_of_it(names, event)} Only they can put off what they decide."
    if isinstance(event, (Kept, Missed, Moved, Released)) and event.promise in call.before.deal.promises:
        promise = call.before.deal.promises[event.promise]
        who, was = (names.short(promise.person), "was") if promise.person else ("We", "were")
        now = WAS.get(call.after.deal.promises[promise.id].state, "is told already on this call")
        return phrase.sentence(f"{who} {was} to {promise.act}. That {now}, so it can't be {FATES[type(event)]} now")
    if isinstance(event, Left) and (contact := call.before.deal.people.get(event.person)) and contact.left:
        return f"{names.short(event.person)} had left already, on {names.day(contact.left)}."
    return f"One entry changes nothing as the deal stands: {names.command('log')} has it."
