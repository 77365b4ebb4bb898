"""Which parts of the hard question have no answer, and what to ask or do about each."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.margin import CANNOT, PAST
from callplan.core.promises import was_to
from callplan.core.record import Record
from callplan.core.review.asking import ask
from callplan.core.review.their_date import room, wants
from callplan.core.summary import UNSURE, at_a_loss, lacks, no_longer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callplan.core.summary import Owing, Summary, Voice, Weak, Work


A_NAME, ONE = " for a name", " for one"


class Lack(Record):
    """A part without an answer: decision, decider, day, work or source; what is missing, and what to do about it."""

    part: str
    what: str
    do: str

    def sentence(self) -> str:
        """Both in one sentence."""
        return phrase.sentence(f"{self.what}: {self.do}")


def lacking(summary: Summary, on: date) -> tuple[Lack, ...]:
    """The parts of the hard question that have no answer on a day, in words; no day of a decision that is not sure."""
    missing = lacks(summary, on)
    said = [part for part in missing if part != "day" or "decision" not in missing]
    return tuple([_LACKS[part](summary, on) for part in said])


def _decision(summary: Summary, _: date) -> Lack:
    found = summary.next
    if found.holds == "refused":
        return Lack("decision", f"They said no to {found.title}", f"{_would_change(summary)}, or close the deal")
    if found.holds == "doubted":
        what = "They have missed two dates"
        return Lack("decision", what, ask(summary, found.ask, f"whether {found.title} stands"))
    if found.holds == "applies":
        open_ = [each for each in found.weak if each.state in ("unknown", "conflict")]
        what = f"It is open whether they have to decide on {found.title}"
        return Lack(
            "decision", what, _question(summary, open_[0]) if open_ else ask(summary, found.ask, "what it hangs on")
        )
    return Lack("decision", "Nothing is left for them to decide", f"callplan close {phrase.typed(summary.deal)}")


def _would_change(summary: Summary) -> str:
    return ask(summary, summary.next.ask, "what would have to change")


def _decider(summary: Summary, _: date) -> Lack:
    found = summary.next
    if not found.missing:
        return Lack(
            "decider", f"Not all who decide on {found.title} are known", ask(summary, found.ask, "who else does")
        )
    what = f"Nobody is known who {found.missing}"
    return Lack("decider", what, ask(summary, found.ask, "for a name"))


def _day(summary: Summary, on: date) -> Lack:
    """No day that holds: their own has come to nothing, none is told, or it has gone by."""
    found, told, margin = summary.next, summary.next.told, summary.margin
    worst = margin.worst(on) if margin else None
    if worst and worst.word(on) == PAST:
        what = f"{wants(worst, on)}, and that day has gone by"
    elif worst and worst.word(on) == CANNOT:
        what = f"{wants(worst, on)}, and that cannot hold"
    elif told is None:
        return Lack("day", f"No day for {found.title}", ask(summary, found.ask, "for one"))
    else:
        what = f"The day for {found.title} was {phrase.short_day(told.day, on)}"
    return Lack("day", what, ask(summary, (told and told.person) or found.ask, "which day holds now"))


def _work(summary: Summary, _: date) -> Lack:
    found, lost = summary.next, at_a_loss(summary.next.work)
    if lost[0].missed:
        what = f"They have promised {lost[0].title} twice in vain"
        return Lack("work", what, ask(summary, lost[0].who, "what came first"))
    titles = phrase.shortened([each.title for each in lost if not each.missed])
    return Lack("work", f"Nobody is known who sees to {titles}", ask(summary, found.ask, "who does"))


def _source(summary: Summary, on: date) -> Lack:
    unsure = next(each for each in summary.next.weak if each.state in UNSURE)
    return Lack("source", _weakness(unsure, on), _question(summary, unsure))


_LACKS: dict[str, Callable[[Summary, date], Lack]] = {
    "decision": _decision, "decider": _decider, "day": _day, "work": _work, "source": _source,
}  # fmt: skip


def _weakness(weak: Weak, on: date) -> str:
    what = phrase.capital(weak.what)
    if weak.state == "conflict":
        return f"{what}: {phrase.joined([_voice(voice, on) for voice in weak.voices])}"
    if weak.state == "unknown":
        return f"{what} is not known"
    if weak.voices:
        return f"{what} ({_value(weak.voices[0], on)}) is our belief alone"
    return f"{'That ' + weak.what + ' decides' if weak.what != 'the day' else what} is our belief alone"


def _voice(voice: Voice, on: date) -> str:
    says = {"wrote": "wrote", "heard": "is said to say"}.get(voice.proof, "says")
    return f"{voice.person} {says} {_value(voice, on)}"


def _value(voice: Voice, on: date) -> str:
    """A value as it is read: `120,000`, `31 Mar`, `personal`."""
    if isinstance(voice.value, date):
        return phrase.short_day(voice.value, on)
    return phrase.number(voice.value) if isinstance(voice.value, (int, float)) else voice.value


def _question(summary: Summary, weak: Weak) -> str:
    return ask(summary, weak.of, phrase.quoted(weak.ask) if weak.ask else "to confirm it")


def sentences(summary: Summary, lacks: tuple[Lack, ...], on: date) -> list[str]:
    """All there is to act on, the worst first.

    A date in danger, in the place of a day that is lacking for it; late promises; facts in conflict; what else is
    lacking; what is in the way. Of a deal that ended without being won, its reason.
    """
    if summary.closed and not summary.won:
        return [phrase.sentence(phrase.capital(summary.closed_reason))] if summary.closed_reason else []
    left = [lack for lack in lacks if lack.part != "day" or not no_longer(summary, on)]
    against = [lack for lack in left if lack.part == "source" and summary.next.weak[0].state == "conflict"]
    other = [lack for lack in left if lack not in against]
    return [
        *room(summary, on),
        *late(summary, on),
        *[lack.sentence() for lack in against],
        *_together(other),
        *remarks(summary, lacks, on),
    ]


def _together(lacks: list[Lack]) -> list[str]:
    """What is missing; a name and a day to be asked of the same person in one sentence."""
    name = next((lack for lack in lacks if lack.part == "decider" and lack.do.endswith(A_NAME)), None)
    day = next((lack for lack in lacks if lack.part == "day" and lack.do.endswith(ONE)), None)
    if name is None or day is None or name.do.removesuffix(A_NAME) != day.do.removesuffix(ONE):
        return [lack.sentence() for lack in lacks]
    both = f"{name.what}, and there is {day.what[:1].lower()}{day.what[1:]}: {name.do.removesuffix(A_NAME)} for both."
    return [both, *[lack.sentence() for lack in lacks if lack not in (name, day)]]


def late(summary: Summary, on: date) -> Iterator[str]:
    """Who was to do what by a day that has gone by, the first of each side, ours before theirs."""
    for side, so in ((summary.ours, "late."), (summary.theirs, "kept?")):
        if side.due and side.due < on:
            told = was_to(side.person, side.act)
            yield f"{phrase.capital(told)} by {phrase.short_day(side.due, on)}: {so}"


def remarks(summary: Summary, lacks: tuple[Lack, ...], on: date) -> Iterator[str]:
    """What else there is to act on: their work, what is owed before its gate, what hangs on one word."""
    work = [each for each in summary.next.work if not each.due or each.due >= on or each.due != summary.theirs.due]
    if work and not any(lack.part == "work" for lack in lacks) and not summary.closed:
        yield phrase.sentence(f"First: {phrase.shortened([_done_by(each, on) for each in work])}")
    near = [debt for debt in summary.owed if (debt.near or summary.closed) and not debt.ours]
    if near:
        yield _owed(near)
    single = [each for each in summary.next.weak if each.state in ("single", "heard") and each.voices]
    if single and not summary.closed:
        person, what = single[0].voices[0].person, single[0].what
        heard = single[0].state == "heard"
        yield f"That {what} decides is {person}'s word alone." if heard else f"On {person}'s word alone: {what}."


def _done_by(work: Work, on: date) -> str:
    return f"{work.title} ({work.who}, {phrase.short_day(work.due, on)})" if work.due else work.title


def _owed(near: list[Owing]) -> str:
    """The debts before the nearest gate."""
    gate = near[0].gate
    titles = phrase.shortened([debt.title for debt in near if debt.gate == gate])
    return phrase.sentence(f"Owed{f' before {gate}' if gate else ''}: {titles}")
