"""Which parts of the hard question have no answer, and what to ask or do about each."""

from __future__ import annotations

from datetime import date

from callplan.core import names, phrase
from callplan.core.days import CANNOT, HOLDS, PAST, TIGHT
from callplan.core.record import Record
from callplan.core.summary import UNSURE, Barred
from callplan.core.summary.lacking import at_a_loss, lacks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from callplan.core.summary import Summary, TheirDate, Voice, Weak


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
    found, told = summary.next, summary.next.told
    worst = next(iter(summary.dates), None)
    if worst and worst.word in (PAST, CANNOT):
        what = (wanted if worst.word == PAST else pace)(summary, worst, on)
    elif told is None:
        return Lack("day", f"No day for {found.title}", _agree(summary))
    else:
        what = f"The day for {found.title} was {phrase.short_day(told.day, on)}"
    limit = worst is not None and worst.limit and worst.word in _THEN
    then = _THEN[worst.word] if worst and limit else "which day holds now"
    return Lack("day", what, ask(summary, (told and told.person) or found.ask, then))


_THEN = {PAST: "whether it can still be done", CANNOT: "what could go faster"}


def _agree(summary: Summary) -> str:
    """With whom to agree a day; in writing or not at all while nobody may call."""
    whom = short(summary, summary.next.ask) if summary.next.ask else "them"
    return _allowed(summary, whom, "agree one with", "")


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


def short(summary: Summary, person: str) -> str:
    """A person as they are called, or in full where two are called the same."""
    called = next((each.called for each in summary.called if each.person == person), "")
    return names.short(person, called, in_full=person in summary.shared)


def shorts(summary: Summary, people: Iterable[str]) -> str:
    """Several people in one breath."""
    return phrase.joined([short(summary, person) for person in people])


def silence(summary: Summary) -> str:
    """What has to be done before anybody may call: `the award is done`."""
    return _done(summary.next.until)


def _done(until: tuple[str, ...]) -> str:
    return f"{phrase.shortened(until)} {'is' if len(until) == 1 else 'are'} done"


def ask(summary: Summary, person: str, what: str) -> str:
    """Whom to ask what, of the people known."""
    return asked(summary, short(summary, person) if person else "them", what)


def asked(summary: Summary, whom: str, what: str) -> str:
    """Whom, in words, to ask what; where nobody may call them, in writing or not at all (rule 64)."""
    return _allowed(summary, whom, "ask", f" {what}")


def _allowed(summary: Summary, whom: str, verb: str, what: str) -> str:
    """`ask Ana what it takes`, `ask Pia in writing …`; what has to be done before anybody may ask."""
    bar = _bar(summary, whom)
    if bar is None:
        return f"{verb} {whom}{what}"
    return f"{verb} {bar.to or whom} in writing{what}" if bar.writing else f"nobody may ask before {_done(bar.until)}"


def _bar(summary: Summary, whom: str) -> Barred | None:
    """What keeps everybody from calling somebody: their own silence, or that of the next decision."""
    found = summary.next
    if found.silent:
        return Barred(whom, found.silent == "written", found.to, found.until)
    return next((each for each in summary.barred if each.who == whom), None)


def then_ask(summary: Summary, person: str, what: str) -> str:
    """What to ask next, after something was told of somebody: `Ask what would settle it.`; "" while nobody may."""
    bar = _bar(summary, short(summary, person) if person else "")
    if bar is None:
        return f"Ask {what}."
    return f"Ask {bar.to or 'them'} in writing {what}." if bar.writing else ""


ANOTHER = {CANNOT: "doesn't hold either", TIGHT: "will be close, too", PAST: "has gone by, too"}


def in_danger(summary: Summary, on: date) -> str:
    """How the date in the worst way stands, and that another is in danger too; nothing where all of them hold."""
    found = [each for each in summary.dates if each.word != HOLDS and not (each.limit and each.word == PAST)]
    if not found or summary.closed:
        return ""
    told = _FRAMES[found[0].word](summary, found[0], on)
    more = [each for each in found[1:] if not each.limit][:1]
    return " ".join([told, *[f"{_by(each, on)} {ANOTHER[each.word]}." for each in more]])


def _by(found: TheirDate, on: date) -> str:
    return f"{phrase.capital(found.title)} by {phrase.long_day(found.deadline, on)}"


def wanted(summary: Summary, found: TheirDate, on: date) -> str:
    """Who wanted what by a day that has gone by: `Ana wanted the order by Fri 8 Jan`."""
    day = phrase.long_day(found.day, on)
    if found.limit:
        return f"The deadline for {found.title} was {day}"
    who = short(summary, found.person) if found.person else "We believe they"
    return f"{who} wanted {found.title} by {day}"


def pace(summary: Summary, found: TheirDate, on: date) -> str:
    """By how much a date will be missed: `At this pace the order comes two working days after the day Ana wants, …`."""
    whose = f"the day {short(summary, found.person)} wants" if found.person else "the day we believe they want"
    late = f"{phrase.several(found.missing or 0, 'working day')} after {'the deadline' if found.limit else whose}"
    return f"At this pace {found.title} comes {late}, {phrase.long_day(found.deadline, on)}"


def _past(summary: Summary, found: TheirDate, on: date) -> str:
    return _and_ask(summary, f"{wanted(summary, found, on)}.", found)


def _late(summary: Summary, found: TheirDate, on: date) -> str:
    told = f"{pace(summary, found, on)}."
    return f"{told} {found.remedy}" if found.remedy else _and_ask(summary, told, found)


def _and_ask(summary: Summary, told: str, found: TheirDate) -> str:
    """What is told of a date nobody can keep, and which day holds now, where somebody may be asked that.

    A limit of the map has no other day: what could go faster is asked of it.
    """
    what = _THEN[CANNOT] if found.limit else "which day holds now"
    return " ".join(filter(None, (told, then_ask(summary, found.person, what))))


def _close(_: Summary, found: TheirDate, on: date) -> str:
    return f"{_by(found, on)} will be close."


_FRAMES: dict[str, Callable[[Summary, TheirDate, date], str]] = {PAST: _past, CANNOT: _late, TIGHT: _close}
