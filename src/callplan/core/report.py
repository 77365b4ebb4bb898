"""What a debrief says back: the computed result beside the rep's own word, what is owed, what comes next."""

from __future__ import annotations

from datetime import date

from callplan.core import happened, happened_in_words, phrase
from callplan.core.deal.closing import lacking
from callplan.core.deal.fold import fold
from callplan.core.deal.owed import Debt
from callplan.core.deal.standing import Standing
from callplan.core.entries import Entry
from callplan.core.events import CalledOff, Closed, Done, Held, Intended, Promised
from callplan.core.outcome import Outcome, agrees, fell_with_who_left, figures, in_calls, judged, won_by
from callplan.core.outcome.counted import call_recorded
from callplan.core.outcome.late import overruled
from callplan.core.plan import owing, recorded
from callplan.core.plan.aim import coming
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import case_of
from callplan.core.plan.model import Rung
from callplan.core.plan.supposed import next_call
from callplan.core.plan.uncounted import not_counted
from callplan.core.plan.values import rungs
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import Deal
    from callplan.core.happened import Happening

RESULTS = {
    "won": "Won.",
    "advanced": "They advanced.",
    "small_step": "A small step.",
    "stayed": "They stayed where they were.",
    "went_back": "They went back.",
    "lost": "Lost.",
}
RULED = {
    "won": "it's won",
    "advanced": "they advanced",
    "small_step": "it was a small step",
    "stayed": "they stayed",
    "went_back": "they went back",
    "lost": "it's lost",
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
    """What a debrief answers of a call that did not take place; `absent`: who did not come."""

    deal: str
    call: date
    moved_to: date | None
    lines: tuple[Line, ...]
    absent: tuple[str, ...] = ()


def told_of(
    entries: tuple[Entry, ...], batch: int, name: str, notes: tuple[str, ...], free: frozenset[date]
) -> Debrief | NotHeld:
    """What to say back of one transaction: a call that was held, or one that was not."""
    off = next((entry.event for entry in entries if entry.batch == batch and isinstance(entry.event, CalledOff)), None)
    return _not_held(name, off) if off else _report(entries, batch, name, notes, free)


def _not_held(name: str, off: CalledOff) -> NotHeld:
    day = off.moved_to
    if off.absent:
        return NotHeld(name, off.call, off.moved_to, _no_show(name, off), off.absent)
    became = f"It was moved to {phrase.long_day(day, off.on)}, with the same people." if day else "It was cancelled."
    lines = (
        Line("HEAD", f"{phrase.held(name.upper())} · call of {phrase.full_day(off.call)}", ("call called off",)),
        Line("RESULT", f"{became} A call that was not held counts for nothing, on either side.", ("rule 50",)),
        _foot(name),
    )
    return NotHeld(name, off.call, day, lines)


def _no_show(name: str, off: CalledOff) -> tuple[Line, ...]:
    ours = off.absent == ("",)
    who = "We" if ours else phrase.joined(off.absent)
    moved = f" It is on {phrase.long_day(off.moved_to, off.on)} now." if off.moved_to else ""
    text = f"{who} did not come. It counts as a promise that {'we have' if ours else 'their side has'} broken.{moved}"
    return (
        Line("HEAD", f"{phrase.held(name.upper())} · call of {phrase.full_day(off.call)}", ("call called off",)),
        Line("RESULT", text, ("rule 53",)),
        _foot(name),
    )


def _foot(name: str) -> Line:
    return Line("FOOT", " · ".join([phrase.command(verb, name) for verb in ("prep", "undo")]))


def _report(
    entries: tuple[Entry, ...], batch: int, name: str, notes: tuple[str, ...], free: frozenset[date]
) -> Debrief:
    told = _Told(entries, batch, name, free)
    gap = figures(entries, name, free)
    ended = lacking(told.deal, told.deal.closed.end, told.held.on) if told.deal.closed else ""
    late = [*overruled(entries, batch, name), *recorded.gone(told.today.names, told.call)]
    late += recorded.too_far(told.today, told.call.events)
    every = (*notes, *late, *([ended] if ended else []))
    lines = tuple(told.lines(gap, every))
    orphans = tuple([entry.number for entry in told.of_no_use])
    verdict, after = told.held.verdict or None, told.coming
    outcome = told.outcome.but(because=phrase.loose(told.because()))
    return Debrief(
        name, told.held.on, outcome, verdict, told.agrees, after.owed, rungs(after, told.aim).aim, orphans, gap, lines
    )


class _Told:
    """One call that was held, as its answer is made from it."""

    def __init__(self, entries: tuple[Entry, ...], batch: int, name: str, free: frozenset[date]) -> None:
        self.deal: Deal = fold(entries, name, free)
        self.call = call_recorded(entries, batch, name, free)
        self.outcome = judged(self.call)
        self.held = next(entry.event for entry in entries if entry.batch == batch and isinstance(entry.event, Held))
        self.today = Briefing(self.deal, self.held.on)
        self.coming = Briefing(self.deal, self.held.on, next_call(self.deal, self.held))
        self.aim = case_of(self.coming)
        self.agrees = agrees(self.held.verdict, self.outcome.result)
        self.of_no_use = [entry for entry in self.call.entries if entry.number in self.deal.orphans]
        found = happened.happenings(Standing(self.call.after.deal), lambda _, number: number == batch)
        self.decisions: list[Happening] = [every for every in found if every.kind in happened.OF_A_DECISION]
        names = self.today.names
        self.uncounted = list(not_counted(names, self.call, self.outcome, self.of_no_use))
        idle = {entry.number for entry, _ in self.uncounted}
        self.decisions = [every for every in self.decisions if idle.isdisjoint(each.number for each in every.entries)]
        if won := won_by(self.call):
            closing = self.call.after.map.closing
            self.decisions = [every for every in self.decisions if every.id != closing]
            self.decisions.append(happened.decided_by(closing, list(won)))

    def because(self) -> str:
        """What the result rests on."""
        names = self.today.names
        steps = recorded.steps_taken(names, self.call, self.outcome) if self.outcome.result == "small_step" else ()
        parts = [
            *steps,
            *[happened_in_words.told(names, every) for every in self.decisions],
            *recorded.let_go(names, self.call),
        ]
        if self.outcome.result == "lost" and not parts:
            parts.append("It was closed as lost on this call.")
        if self.outcome.result is None:
            return " ".join(["Nobody from the client was on the call.", *parts])
        taken_on = any(isinstance(entry.event, (Intended, Promised)) for entry, _ in self.uncounted)
        nothing = "" if taken_on else ", or took on anything new with a date"
        return " ".join(parts) or f"Nobody on their side decided anything{nothing}."

    def lines(self, gap: dict[str, int], notes: tuple[str, ...]) -> Iterator[Line]:
        """The whole answer."""
        names, found = self.today.names, self.outcome
        yield Line(
            "HEAD", f"{phrase.held(self.deal.name.upper())} · call of {phrase.full_day(self.held.on)}", ("call held",)
        )
        rule = "rule 61" if found.planned else "rule 52"
        because = (rule, *[entry for every in self.decisions for entry in every.because])
        word = RESULTS[found.result] if found.result else ""
        word = "They went back, as planned." if found.planned else word
        yield Line("RESULT", f"{word} {self.because()}".strip(), because)
        if any(isinstance(event, Closed) for event in self.call.events) and self.deal.closed:
            yield Line("RESULT", f"The deal is closed: {self.deal.ended}.", ("deal closed",))
        if self._may_be_for_good():
            yield Line("RESULT", _for_good(self.deal.name), ("rule 16",))
        if self.held.verdict and found.result:
            yield Line("YOUR WORD", self._your_word(), ("verdict",))
        if gap["calls"] > 1 and gap["called"] > gap["decisions"]:
            yield Line("YOUR WORD", in_calls(gap), ("rule 52",))
        if told := recorded.beside(names, self.call, found, [entry.event for entry, _ in self.uncounted]):
            yield Line("RECORDED", " ".join(told), ("the journal",))
        for entry, text in self.uncounted:
            yield Line("NOT COUNTED", text, (f"entry {entry.number}", "rule 3"))
        for note in notes:
            yield Line("NOTE", note, ("rule 4",))
        yield from owing.they_owe(self.today)
        told_as_ours = [(f"map {entry.event.step}",) for entry, _ in self.uncounted if isinstance(entry.event, Done)]
        yield from [line for line in owing.we_owe(self.today, case_of(self.today)) if line.because not in told_as_ours]
        if again := [*found.to_reconfirm, *fell_with_who_left(self.call)]:
            because = tuple(f"map {step}" for step in again)
            yield Line("AGAIN", f"Needs a fresh yes: {names.titles(again)}.", because)
        if not self.deal.closed:
            yield Line("NEXT", coming(self.coming, self.aim), ("rule 40",))
        yield _foot(self.deal.name)

    def _may_be_for_good(self) -> bool:
        """Whether a no of this call, said by somebody who was on it, may be the end of it, and nobody has said so."""
        last, people = self.call.after.map.closing, set(self.held.people)
        noes = [each for each in self.decisions if each.kind == happened.NO and set(each.people) <= people]
        may_end = bool(self.outcome.ends) or last in self.outcome.declined
        return not self.deal.closed and may_end and bool(noes)

    def _your_word(self) -> str:
        said, result = self.held.verdict, self.outcome.result or ""
        if self.agrees or (self.outcome.planned and said == "went-back"):
            return "You and the rule agree."
        ruled = "they went back, and that is what the call was for" if self.outcome.planned else RULED[result]
        missing = self._piece_missing() if said in ("advanced", "won") and result != "went_back" else ""
        piece = f": {missing}" if missing else ""
        return f"You said {said.replace('-', ' ')}; by the rule {ruled}{piece}."

    def _piece_missing(self) -> str:
        """What keeps a yes of this call from counting: writing, or somebody else's yes."""
        names = self.today.names
        for every in self.decisions:
            if every.kind == happened.UNWRITTEN:
                return f"{names.title(every.id)} isn't in writing yet"
            if every.kind in (happened.WAITING, happened.VOICE) and (
                missing := happened_in_words.missing_for(names, every)
            ):
                return missing
        return ""


def _for_good(name: str) -> str:
    close, undo = phrase.command("close", name) + phrase.held(" --lost"), phrase.command("undo", name)
    return (
        f"Was that for good, or for now? If for good: {close}. "
        f"If for now: {undo}, then debrief again and put it off to a day."
    )
