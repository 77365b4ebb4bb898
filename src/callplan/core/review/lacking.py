"""Which parts of the hard question have no answer, and what to ask or do about each."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.margin import CANNOT, PAST
from callplan.core.record import Record
from callplan.core.review.asking import ask, asked, short, silence
from callplan.core.review.their_date import pace, wanted
from callplan.core.summary import UNSURE, at_a_loss, lacks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.summary import Summary, Voice, Weak


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
        no = found.said.people[-1] if found.said else ""
        what = f"{short(summary, no) if no else 'They'} said no to {found.title}"
        return Lack("decision", what, ask(summary, no or found.ask, "if it's for good"))
    if found.holds == "doubted":
        return Lack("decision", "Two dates missed", ask(summary, found.ask, "whether it still matters"))
    if found.holds == "applies":
        open_ = [each for each in found.weak if each.state in ("unknown", "conflict")]
        do = _question(summary, open_[0]) if open_ else ask(summary, found.ask, "what that depends on")
        return Lack("decision", f"It's open whether they need {found.title}", do)
    return Lack("decision", "Nothing is left for them to decide", f"{phrase.command('close', summary.deal)} --won")


def _decider(summary: Summary, _: date) -> Lack:
    found = summary.next
    if not found.called:
        what = f"Not everybody needed for {found.title} is known"
        return Lack("decider", what, ask(summary, found.ask, "who else decides"))
    return Lack("decider", f"{phrase.capital(found.called)} has no name yet", ask(summary, found.ask, "who decides"))


def _day(summary: Summary, on: date) -> Lack:
    """No day that holds: their own has come to nothing, none is told, or it has gone by."""
    found, told, margin = summary.next, summary.next.told, summary.margin
    worst = margin.worst(on) if margin else None
    if margin and worst and worst.word(on) == PAST:
        what = wanted(summary, worst, on)
    elif margin and worst and worst.word(on) == CANNOT:
        what = pace(summary, margin, worst, on)
    elif told is None:
        return Lack("day", f"No day for {found.title}", _agree(summary))
    else:
        what = f"The day for {found.title} was {phrase.short_day(told.day, on)}"
    return Lack("day", what, ask(summary, (told and told.person) or found.ask, "which day holds now"))


def _agree(summary: Summary) -> str:
    """With whom to agree a day; in writing or not at all while nobody may call."""
    found = summary.next
    if found.silent == "none":
        return f"nobody may ask before {silence(summary)}"
    return f"agree one with {short(summary, found.ask) if found.ask else 'them'}{' in writing' if found.silent else ''}"


def _work(summary: Summary, _: date) -> Lack:
    found, lost = summary.next, at_a_loss(summary.next.work)
    if lost[0].missed:
        what = f"Two dates missed for {lost[0].title}"
        return Lack("work", what, asked(summary, lost[0].who, "what it would take"))
    titles = phrase.shortened([each.title for each in lost if not each.missed])
    return Lack("work", f"Nobody named yet for {titles}", ask(summary, found.ask, "who does it"))


def _source(summary: Summary, on: date) -> Lack:
    unsure = next(each for each in summary.next.weak if each.state in UNSURE)
    return Lack("source", _weakness(summary, unsure, on), _question(summary, unsure))


_LACKS: dict[str, Callable[[Summary, date], Lack]] = {
    "decision": _decision, "decider": _decider, "day": _day, "work": _work, "source": _source,
}  # fmt: skip


def _weakness(summary: Summary, weak: Weak, on: date) -> str:
    if weak.kind == "person":
        return f"Nobody has told us that {short(summary, weak.what)} decides"
    if weak.kind == "day":
        return "The day is what we believe, and nobody has told us"
    if weak.state == "conflict":
        return f"{phrase.joined([_voice(summary, voice, on) for voice in weak.voices])} for the {weak.what}"
    believed = f"; we believe it's {_value(weak.voices[0], on)}" if weak.voices else ""
    return f"Nobody has told us the {weak.what}{believed}"


def _voice(summary: Summary, voice: Voice, on: date) -> str:
    says = {"wrote": "wrote", "heard": "says, we hear,"}.get(voice.proof, "says")
    return f"{short(summary, voice.person)} {says} {_value(voice, on)}"


def _value(voice: Voice, on: date) -> str:
    """A value as it is read: `120,000`, `31 Mar`, `personal`."""
    if isinstance(voice.value, date):
        return phrase.short_day(voice.value, on)
    return phrase.number(voice.value) if isinstance(voice.value, (int, float)) else voice.value


def _question(summary: Summary, weak: Weak) -> str:
    """Whom to ask about what is not sure."""
    if weak.state == "conflict":
        return ask(summary, weak.of, "which of them holds")
    if weak.kind != "fact":
        return ask(summary, weak.of, "whether that's so" if weak.kind == "person" else "which day they want")
    return ask(summary, weak.of, phrase.quoted(weak.ask) if weak.ask else "to confirm it")
