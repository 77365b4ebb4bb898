"""What a debrief says back: the computed result beside the rep's own word, what is owed, what comes next."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.days import NONE_FREE
from callplan.core.deal.fold import around, fold
from callplan.core.deal.lacking import lacking
from callplan.core.deal.owed import Debt
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import is_open, settled_on, status
from callplan.core.entries import Entry, live
from callplan.core.events import CalledOff, Held, No, Reopened
from callplan.core.outcome import Outcome, agrees, outcome
from callplan.core.outcome.each import each
from callplan.core.plan import coming, owing, plan, where
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line, Rung
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callplan.core.deal.state import Deal
    from callplan.core.plan.model import Plan

RESULTS = {
    "won": "Won",
    "advanced": "The client advanced",
    "small_step": "A small step",
    "stayed": "The client stayed where they were",
    "went_back": "The client went back",
    "lost": "Lost",
}
RULED = {
    "won": "it is won",
    "advanced": "the client advanced",
    "small_step": "it was a small step",
    "stayed": "the client stayed",
    "went_back": "the client went back",
    "lost": "it is lost",
}


class Debrief(Record):
    """A debrief's answer: outcome, the rep's verdict and whether it agrees, what is owed, the next aim."""

    deal: str
    on: date
    outcome: Outcome
    verdict: str | None
    agrees: bool | None
    owed: tuple[Debt, ...]
    next_aim: Rung | None
    orphans: tuple[int, ...]
    gap: dict[str, int]
    lines: tuple[Line, ...]


class NotHeld(Record):
    """What a debrief answers of a call that did not take place; `moved_to` None: it was cancelled."""

    deal: str
    call: date
    moved_to: date | None
    lines: tuple[Line, ...]


def told_of(
    entries: tuple[Entry, ...],
    batch: int,
    name: str,
    notes: tuple[str, ...] = (),
    free: frozenset[date] = NONE_FREE,
) -> Debrief | NotHeld:
    """What to say back of one transaction: a call that was held, or one that was not."""
    off = next((entry.event for entry in entries if entry.batch == batch and isinstance(entry.event, CalledOff)), None)
    return not_held(name, off) if off else report(entries, batch, name, notes, free)


def not_held(name: str, off: CalledOff) -> NotHeld:
    """What to say back of a call that did not take place."""
    day = off.moved_to
    became = f"It was moved to {phrase.long_day(day, off.on)}, with the same people." if day else "It was cancelled."
    lines = (
        Line("HEAD", f"{phrase.held(name.upper())} · call of {phrase.full_day(off.call)}", ("call called off",)),
        Line("RESULT", f"{became} A call that was not held counts for nothing, on either side.", ("rule 50",)),
        _foot(name),
    )
    return NotHeld(name, off.call, day, lines)


def _foot(name: str) -> Line:
    verbs = [phrase.held(f"callplan {verb} {phrase.typed(name)}") for verb in ("prep", "undo")]
    return Line("FOOT", " · ".join(verbs))


def report(
    entries: tuple[Entry, ...],
    batch: int,
    name: str,
    notes: tuple[str, ...] = (),
    free: frozenset[date] = NONE_FREE,
) -> Debrief:
    """What to say back of the call that one transaction recorded."""
    deal = fold(entries, name, free)
    found = outcome(entries, batch, name, free)
    held = next(entry.event for entry in entries if entry.batch == batch and isinstance(entry.event, Held))
    after = plan(deal, held.on, coming.next_call(deal, held))
    said = agrees(held.verdict, found.result)
    gap = figures(entries, name, free)
    ended = lacking(deal, deal.closed.end, held.on) if deal.closed else ""
    told = (*notes, *overruled(entries, batch, name), *([ended] if ended else []))
    lines = tuple(_lines(deal, after, found, held, said, gap, told))
    orphans = tuple([number for number in deal.orphans if _in_batch(entries, number, batch)])
    return Debrief(name, held.on, found, held.verdict or None, said, after.owed, after.rungs.aim, orphans, gap, lines)


def _in_batch(entries: tuple[Entry, ...], number: int, batch: int) -> bool:
    return any(entry.number == number and entry.batch == batch for entry in entries)


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


def overruled(entries: tuple[Entry, ...], batch: int, name: str) -> list[str]:
    """Decisions dated later than this call that it overrules all the same (rule 4)."""
    before, after = (Standing(deal) for deal in around(entries, batch, name))
    told = [entry.event for entry in live(entries) if entry.batch == batch]
    days = {event.decision: event.on for event in told if isinstance(event, (Reopened, No))}
    notes = []
    for step, on in days.items():
        made = settled_on(before, step) if step in before.map.steps else None
        if made and made > on and is_open(after, step):
            this, that = phrase.short_day(on, on), phrase.short_day(made, on)
            title = before.map.steps[step].name
            now = {"re-opened": "re-opened", "declined": "declined"}.get(status(after, step), "open")
            notes.append(
                f"{this} lies before {that}, where {title} was decided; as entered, it is {now} now; "
                "`callplan undo` takes it back."
            )
    return notes


def _lines(
    deal: Deal, after: Plan, found: Outcome, held: Held, said: bool | None, gap: dict[str, int], notes: tuple[str, ...]
) -> Iterator[Line]:
    yield Line("HEAD", f"{phrase.held(deal.name.upper())} · call of {phrase.full_day(held.on)}", ("call held",))
    told = f"{RESULTS[found.result]}. {found.because}" if found.result else found.because
    if found.planned:
        told = f"They went back, as planned. {found.because}"
    yield Line("RESULT", told, ("rule 61" if found.planned else "rule 52",))
    if held.verdict and found.result:
        yield Line("YOUR WORD", _word(held.verdict, found, said), ("verdict",))
    today = Draft(deal, held.on)
    yield from _named(deal, "LET GO", "They can do without", found.waived)
    yield from _named(deal, "AGAIN", "To confirm again", found.to_reconfirm)
    noes = [where.no_or_later(today, step) for step in found.declined]
    yield from [line.but(section="A NO") for line in noes if line]
    for step in found.supported:
        for line in where.support(today, step):
            yield line.but(section="SUPPORT")
    yield from _uncounted(deal, found)
    if found.ends:
        yield Line("THE END", f"That no ends it: `callplan close {phrase.typed(deal.name)}` records it.", ("rule 16",))
    for note in notes:
        yield Line("NOTE", note, ("rule 4",))
    if gap["calls"] > 1:
        yield Line("SO FAR", in_calls(gap), ("rule 52",))
    yield from [line for line in owing.promises(today) if not line.text.startswith("Before you dial")]
    if after.decision and not deal.closed and not found.ends:
        yield coming.comes_next(today, after.decision.id, held)
    yield _foot(deal.name)


def _word(verdict: str, found: Outcome, said: bool | None) -> str:
    word = verdict.replace("-", " ")
    if verdict.replace("-", "_") == found.result:
        return f"You said {word}, and so does the rule."
    if found.planned:
        return f"You said {word}; by rule they went back, and that is what the call was for."
    return f"You said {word}; by rule {RULED[found.result or '']}{', and that agrees' if said else ''}."


def _named(deal: Deal, label: str, what: str, steps: tuple[str, ...]) -> Iterator[Line]:
    if steps:
        titles = phrase.joined([deal.playbook.steps[step].called for step in steps])
        yield Line(label, f"{what}: {titles}.", tuple(f"map {step}" for step in steps))


def _uncounted(deal: Deal, found: Outcome) -> Iterator[Line]:
    names = [deal.playbook.steps[each].called if each in deal.playbook.steps else each for each in found.uncounted]
    if names:
        yield Line("NOTED", f"Written down, and it moves nothing: {phrase.joined(names)}.", ("rule 52",))


def in_calls(gap: dict[str, int], begin: str = "In") -> str:
    """The three figures of some calls, in a sentence."""
    calls = phrase.several(gap["calls"], "call")
    said, made, small = (
        phrase.number(gap[key]) if gap[key] else "none" for key in ("called", "decisions", "small_steps")
    )
    return (
        f"{begin} {calls}: {said} that you called an advance, {made} with a client decision, {small} with a small step."
    )
