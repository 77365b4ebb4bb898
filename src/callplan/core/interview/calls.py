"""A prep and a debrief as events: which day they are for, who is on the call, what is recorded."""

from __future__ import annotations

from datetime import date

from callplan.core.call.choose import plannable
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.events import Event, Opened, Planned, ordered
from callplan.core.playbook import Playbook
from callplan.core.record import Record
from callplan.errors import NeedsAnswer, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.told import Answers

MINUTES = 30


class Prepared(Record):
    """What a prep records before its plan is made, and the call it is for."""

    events: tuple[Event, ...]
    on: date
    people: tuple[str, ...]
    minutes: int
    target: str
    note: str = ""


def default_day(deal: Deal | None, today: date) -> date:
    """Today, never earlier than the last call on record (rule 4: a clock set back)."""
    return max([today, *(call.on for call in deal.calls)]) if deal else today


def expected(deal: Deal | None, today: date) -> Planned | None:
    """The call that is still to come: the one planned, else the next meeting named."""
    if deal is None:
        return None
    if deal.planned and deal.planned.call >= today:
        return deal.planned
    if deal.meeting and deal.meeting.meeting >= today:
        meeting = deal.meeting
        return Planned(meeting.on, meeting.meeting, meeting.people, MINUTES, meeting.decision)
    return None


def prepared(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Prepared:
    """What a prep's answers come to; the deal is opened when it is new."""
    coming = expected(deal, today)
    if deal and coming and not any(answers.values()):
        return Prepared((), coming.call, coming.people, coming.minutes, coming.target)
    return _read(deal, playbook, answers, today)


def _read(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Prepared:
    # Reading flags is slow to load, and a plain line has none
    from callplan.core.interview.grammar import day, decision
    from callplan.core.interview.told import Teller

    begun = default_day(deal, today)
    if deal and answers.get("opened"):
        raise Usage(f"--opened: {deal.name} has been open since {deal.opened}; `callplan log {deal.name}` shows it.")
    opened = day("opened", answers["opened"], today) if answers.get("opened") else today
    teller = Teller(deal, playbook, answers, begun, today)
    events = ordered([*teller.known(), *teller.yeses("settled")])
    coming = None if answers.get("on") or answers.get("with") else expected(deal, today)
    on = day("on", answers["on"], today) if answers.get("on") else coming.call if coming else begun
    people = coming.people if coming else teller.people
    minutes = _minutes(answers.get("minutes")) or (coming.minutes if coming else MINUTES)
    target = decision("target", answers["target"], playbook).id if answers.get("target") else ""
    opening: list[Event] = [] if deal else [Opened(opened, playbook)]
    target = target or (coming.target if coming else "")
    return Prepared((*opening, *events), on, people, minutes, target, _set_back(begun, today))


def _set_back(taken: date, meant: date) -> str:
    """A note where a day was taken that is later than the one meant, as the last call on record is later."""
    if taken <= meant:
        return ""
    return f"The last call on record was on {taken}, after {meant}; {taken} is taken. Use --on to say otherwise."


def _minutes(text: object) -> int:
    """A call's length in minutes; 0 when none is given."""
    if text is None or text == "":
        return 0
    try:
        found = int(str(text))
    except ValueError:
        found = 0
    if not 0 < found <= 24 * 60:
        raise Usage(f"--minutes: “{text}” is no length of a call; write 30 or 45.")
    return found


def checked_target(deal: Deal, target: str, on: date) -> str:
    """The target, if a call can be for it now. Raises Usage saying why not, and what it could be for."""
    standing = Standing(deal, on)
    if not target or plannable(standing, target):
        return target
    could = [step.id for step in deal.playbook.decisions if plannable(standing, step.id)]
    choices = f" Open are {', '.join(could)}." if could else ""
    raise Usage(f"--target: {target} is not open for this client now.{choices}")


class Told(Record):
    """What a debrief records, with its day and a note where the day was not the one meant."""

    events: tuple[Event, ...]
    on: date
    note: str = ""


def debriefed(deal: Deal, answers: Answers, today: date) -> Told:
    """What a debrief's answers come to."""
    on, note = debrief_day(deal, answers, today)
    if not answers.get("with") and deal.planned is None:
        raise NeedsAnswer("Who was on the call? Nobody can be asked here: give --with PERSON.")
    answers = {**answers, "with": answers.get("with") or list(deal.planned.people if deal.planned else ())}
    from callplan.core.interview.told import Teller

    events = Teller(deal, deal.playbook, answers, on, today if today > on else on).debriefed()
    return Told(tuple(events), on, note)


def debrief_day(deal: Deal, answers: Answers, today: date) -> tuple[date, str]:
    """The day of the call: as given, else the planned call's if it has come, else today (rule 4)."""
    if answers.get("on"):
        from callplan.core.interview.grammar import day

        return day("on", answers["on"], today), ""
    meant = deal.planned.call if deal.planned and deal.planned.call <= today else today
    on = default_day(deal, meant)
    return on, _set_back(on, meant)
