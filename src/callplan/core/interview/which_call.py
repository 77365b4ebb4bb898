"""Which call is meant, on which day it is or was, and one that did not take place."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.fold import folded
from callplan.core.deal.state import Deal
from callplan.core.entries import Entry
from callplan.core.events import CalledOff, Event, Planned
from callplan.errors import NeedsAnswer, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers

MINUTES = 30
NO_SHOW = ("no-show", "our-no-show")


def untold(deal: Deal | None) -> bool:
    """Whether nothing is known of a deal but its opening, or not even that: its next prep is its first."""
    if deal is None:
        return True
    return not any((deal.people, deal.claims, deal.calls, deal.planned, deal.meeting, deal.subject, deal.signs))


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


def awaited(deal: Deal | None) -> date | None:
    """The day of the call that has no debrief yet: the one planned, else the next meeting named."""
    if deal is None:
        return None
    return deal.planned.call if deal.planned else deal.meeting.meeting if deal.meeting else None


def unheld(deal: Deal | None, today: date) -> date | None:
    """The day of a call that lies behind us without a debrief."""
    day = awaited(deal)
    return day if day and day < today else None


def called_off(deal: Deal | None, answers: Answers, today: date) -> CalledOff | None:
    """The call that did not take place, if these answers say so. Raises Usage when none was to come."""
    moved, cancelled = answers.get("call-moved"), answers.get("call-cancelled")
    if deal and any(answers.get(key) for key in NO_SHOW):
        return _no_show(deal, answers, today)
    if not moved and not cancelled:
        return None
    flag = "call-moved" if moved else "call-cancelled"
    if moved and cancelled:
        raise Usage("A call was moved or cancelled, not both: leave one of --call-moved and --call-cancelled out.")
    day = awaited(deal)
    if deal is None or day is None:
        raise Usage(f"--{flag}: no call of this deal was to come.")
    return CalledOff(default_day(deal, today), day, _moved_to(answers, today))


def _moved_to(answers: Answers, today: date) -> date | None:
    """The day to which the call was moved, if it was."""
    if not answers.get("call-moved"):
        return None
    # Reading flags is slow to load, and a plain line has none
    from callplan.core.interview.grammar import TypedDays

    return TypedDays(today).ahead("call-moved", answers["call-moved"])


def _no_show(deal: Deal, answers: Answers, today: date) -> CalledOff:
    """The call to which one side did not come: the one that was to come, else one of the day that is told."""
    from callplan.core.interview.recorded import FlagReader

    ours, more = bool(answers.get("our-no-show")), [key for key in ("call-cancelled", *NO_SHOW) if answers.get(key)]
    if len(more) > 1:
        raise Usage(f"--{more[0]} and --{more[1]}: a call was cancelled, or one side did not come; leave one out.")
    reader = FlagReader(deal, deal.playbook, {"with": answers.get("with")}, today, today)
    waited_for = deal.planned.people if deal.planned else deal.meeting.people if deal.meeting else ()
    theirs = tuple([name for name in reader.people or waited_for if deal.side(name) != "us"])
    if not ours and not theirs:
        raise NeedsAnswer("Who was to come? Nobody is on record for this call: give --with PERSON.")
    day, _ = debrief_day(deal, answers, today)
    called = awaited(deal) if not answers.get("on") else None
    return CalledOff(default_day(deal, today), called or day, _moved_to(answers, today), ("",) if ours else theirs)


def without(deal: Deal | None, off: CalledOff | None) -> Deal | None:
    """The deal once a call is known not to have taken place."""
    return folded(deal, Entry(deal.last + 1, 0, off)) if deal and off else deal


def set_back(taken: date, meant: date) -> str:
    """A note where a day was taken that is later than the one meant, as the last call on record is later."""
    if taken <= meant:
        return ""
    return f"The last call on record was on {taken}, after {meant}; {taken} is taken. Use --on to say otherwise."


def met_first(deal: Deal, answers: Answers, off: CalledOff, today: date) -> list[Event]:
    """Whoever is named for the first time because they did not come."""
    if not off.absent or not answers.get("with"):
        return []
    from callplan.core.interview.recorded import FlagReader

    return FlagReader(deal, deal.playbook, {"with": answers["with"]}, off.on, today).roster.events()


def nothing_else(answers: Answers, off: CalledOff) -> CalledOff:
    """The event alone: a call that did not take place leaves nothing else to write down."""
    allowed = ("call-moved", "call-cancelled", "on", *NO_SHOW, *(("with",) if off.absent else ()))
    more = [key for key, answer in answers.items() if answer and key not in allowed]
    if more:
        raise Usage(f"The call of {off.call} did not take place, so --{more[0]} has no call to belong to.")
    return off


def debrief_day(deal: Deal, answers: Answers, today: date) -> tuple[date, str]:
    """The day of the call, as given, else the planned call's if it has come, else today; and a note (rule 4)."""
    meant = deal.planned.call if deal.planned and deal.planned.call <= today else today
    on, note = day_taken(deal, answers, today, meant)
    return on, "" if answers.get("on") else note


def day_taken(
    deal: Deal, answers: Answers, today: date, meant: date, after: tuple[date, str] | None = None
) -> tuple[date, str]:
    """The day of what has happened as given, else the one meant; and a note, how it was read or that it is another.

    Raises Usage where the day given lies before one that it comes `after`, told with what was then.
    """
    if answers.get("on"):
        from callplan.core.interview.grammar import TypedDays

        days = TypedDays(today)
        found = days.behind("on", answers["on"])
        if after and found < after[0]:
            raise Usage(f"--on: {found} lies before {after[0]}, when {deal.name} was {after[1]}; give a later day.")
        return found, days.said_back()
    taken = default_day(deal, meant)
    return taken, set_back(taken, meant)
