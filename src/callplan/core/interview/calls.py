"""A prep and a debrief as events: which day they are for, who is on the call, what is recorded."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import plannable
from callplan.core.deal.needs import is_clients
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import settled
from callplan.core.entries import ordered
from callplan.core.events import CalledOff, Event, Opened, Planned, Yes
from callplan.core.interview.which_call import (
    MINUTES,
    called_off,
    debrief_day,
    default_day,
    expected,
    met_first,
    nothing_else,
    set_back,
    without,
)  # fmt: skip
from callplan.core.map.playbook import Playbook
from callplan.core.outside import Noted
from callplan.core.record import Record
from callplan.core.text import written
from callplan.errors import NeedsAnswer, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers


YEAR = 12


class Prepared(Record):
    """What a prep records before its plan is made, and the call it is for.

    `kept`: what it aims at was said earlier, when the call was planned or the meeting named. `invite`: what a calendar
    knows it by.
    """

    events: tuple[Event, ...]
    on: date
    people: tuple[str, ...]
    minutes: int
    target: str
    back_to: str = ""
    note: str = ""
    off: CalledOff | None = None
    kept: bool = False
    invite: str = ""


def prepared(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Prepared:
    """What a prep's answers come to; the deal is opened when it is new."""
    coming = expected(deal, today)
    if deal and coming and not any(answers.values()):
        return Prepared((), coming.call, coming.people, coming.minutes, coming.target, coming.back_to, kept=True)
    return _read(deal, playbook, answers, today)


def _read(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Prepared:
    from callplan.core.interview.grammar import length
    from callplan.core.interview.ids import decision
    from callplan.core.interview.recorded import FlagReader

    off = called_off(deal, answers, today)
    deal, begun = without(deal, off), default_day(deal, today)
    if deal and answers.get("opened"):
        log = f"`callplan log {phrase.typed(deal.name)}` shows it"
        raise Usage(f"--opened: {deal.name} has been open since {deal.opened}; {log}.")
    reader = FlagReader(deal, playbook, answers, begun, today)
    coming = None if answers.get("with") else expected(deal, today)
    on = reader.days.ahead("on", answers["on"]) if answers.get("on") else coming.call if coming else begun
    coming = coming if coming and coming.call == on else None
    people = coming.people if coming else reader.people
    noted = [Noted(begun, on, text) for text in reader.every("note")]
    events = ordered([*reader.prepared(people), *([off] if off else []), *noted])
    minutes = length(answers.get("minutes")) or (coming.minutes if coming else MINUTES)
    target = decision("target", answers["target"], playbook).id if answers.get("target") else ""
    back_to = decision("back-to", answers["back-to"], playbook).id if answers.get("back-to") else ""
    if target and back_to:
        raise Usage("A call goes on or goes back: leave one of --target and --back-to out.")
    note = "" if answers.get("on") else set_back(begun, today)
    opened = reader.days.behind("opened", answers["opened"]) if answers.get("opened") else today
    opening: list[Event] = [] if deal else [Opened(opened, playbook)]
    meant = None if target or back_to else coming or _same(expected(deal, today), on, people)
    if meant:
        target, back_to = meant.target, meant.back_to
    nobody = _unnamed(playbook, answers, "--settled DECISION:PERSON records it")
    long_ago = _long_before(opening[0].on if opening else deal.opened if deal else on, playbook, events)
    notes = " ".join(filter(None, (note, reader.said_back(), nobody, long_ago)))
    invite = answers.get("invite") or ""
    return Prepared((*opening, *events), on, people, minutes, target, back_to, notes, off, meant is not None, invite)


def _long_before(opened: date, playbook: Playbook, events: tuple[Event, ...] | list[Event]) -> str:
    """A note on what was decided more than a year before the deal was opened: it may not be so any more (rule 4)."""
    told = []
    for event in events:
        months = (opened.year - event.on.year) * 12 + opened.month - event.on.month
        if isinstance(event, Yes) and months > YEAR:
            title = phrase.capital(playbook.steps[event.decision].called)
            ago = f"{phrase.number(months)} months before this deal was opened"
            told.append(
                f"{title} was decided on {phrase.short_day(event.on, opened)}, {ago}: ask whether it still stands."
            )
    return " ".join(told)


def _same(coming: Planned | None, on: date, people: tuple[str, ...]) -> Planned | None:
    """The call that is still to come, if it is the one on that day with those people."""
    return coming if coming and (coming.call, set(coming.people)) == (on, set(people)) else None


def aims(deal: Deal, told: Prepared) -> tuple[str, str]:
    """The target of a prep, and what it goes back to; what was said earlier and cannot be any more is dropped.

    Raises Usage where what is said now cannot be.
    """
    if not told.kept:
        return checked_target(deal, told.target, told.on), checked_back(deal, told.back_to, told.on)
    standing = Standing(deal, told.on)
    target = told.target if told.target and plannable(standing, told.target) else ""
    return target, told.back_to if told.back_to and told.back_to in _settled(standing) else ""


def checked_target(deal: Deal, target: str, on: date) -> str:
    """The target, if a call can be for it now. Raises Usage saying why not, and what it could be for."""
    standing = Standing(deal, on)
    if not target or plannable(standing, target):
        return target
    could = [step.id for step in deal.playbook.decisions if plannable(standing, step.id)]
    choices = f" Open are {', '.join(could)}." if could else ""
    raise Usage(f"--target: {target} is not open for this client now.{choices}")


def checked_back(deal: Deal, back_to: str, on: date) -> str:
    """The decision to go back to, if it is settled. Raises Usage saying why not, and what could be gone back to."""
    could = _settled(Standing(deal, on))
    if not back_to or back_to in could:
        return back_to
    choices = f" Settled are {', '.join(could)}." if could else " Nothing is settled yet."
    raise Usage(f"--back-to: {back_to} is not settled, so a call can only go on to it.{choices}")


def _settled(standing: Standing) -> list[str]:
    """The client's decisions that are settled."""
    steps = [step.id for step in standing.map.decisions if is_clients(standing, step.id)]
    return [step for step in steps if settled(standing, step)]


class DebriefTold(Record):
    """What a debrief records, with its day, a note where the day was not the one meant, and how days were read."""

    events: tuple[Event, ...]
    on: date
    note: str = ""
    days: str = ""


def debriefed(deal: Deal, answers: Answers, today: date) -> DebriefTold:
    """What a debrief's answers come to."""
    on, note = debrief_day(deal, answers, today)
    off = called_off(deal, answers, today)
    if off:
        return DebriefTold((*met_first(deal, answers, off, today), nothing_else(answers, off)), off.on)
    if not any(answers.values()):
        raise NeedsAnswer(
            "What came of the call? Nobody can be asked here: give --with, --decided, --promised, --verdict, "
            "--call-moved, --call-cancelled or --no-show; `callplan debrief --help` lists them all."
        )
    if not answers.get("with") and deal.planned is None:
        raise NeedsAnswer("Who was on the call? Nobody can be asked here: give --with PERSON.")
    expected_people = [written(name) for name in (deal.planned.people if deal.planned else ())]
    answers = {**answers, "with": answers.get("with") or expected_people}
    from callplan.core.interview.recorded import FlagReader

    reader = FlagReader(deal, deal.playbook, answers, on, today if today > on else on)
    events = reader.debriefed()
    if answers.get("on"):
        reader.days.behind("on", answers["on"])
    nobody = _unnamed(deal.playbook, answers, f"`{phrase.command('debrief', deal.name)} --again` names them")
    notes = " ".join(filter(None, (note or _second(deal, on), nobody)))
    return DebriefTold(tuple(events), on, notes, reader.said_back())


def _unnamed(playbook: Playbook, answers: Answers, instead: str) -> str:
    """What is said where nobody was named for a yes."""
    if not answers.get("unnamed"):
        return ""
    # only an interview leaves a yes to nobody, and it has loaded this already
    from callplan.core.interview.deciding import unnamed

    return unnamed(playbook, answers, instead)


def _second(deal: Deal, on: date) -> str:
    """A note where a call of that day is on record already."""
    before = len([call for call in deal.calls if call.on == on])
    if not before:
        return ""
    undo = phrase.loose(phrase.command("undo", deal.name))
    of_that_day = f"of {phrase.long_day(on, on)}"
    told = f"A call {of_that_day} was on record already; this is a second one."
    if before > 1:
        calls = phrase.capital(phrase.several(before, "call"))
        told = f"{calls} {of_that_day} were on record already; this is one more."
    return f"{told} `{undo}` takes it back."
