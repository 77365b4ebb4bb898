"""The day's list: the calls of today and of the next day with any, what has no debrief, and what is due by then."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.days import NONE_FREE, next_working
from callplan.core.ledger import BEFORE
from callplan.core.promises import Due, due, week_end
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.ledger import Pledge
    from callplan.core.summary import Summary
    from callplan.core.summary.call_to_come import CallToCome


# What stands in the place of a deal where a meeting may be about several, or none
NO_DEAL = "?"


class RowFound(Record):
    """A deal's packed summary, and the next day on which the calendar alone changes it."""

    deal: str
    turns_on: date | None
    body: str


class CallsFound(Record):
    """The first deals with a call ahead, and the latest with one behind us; and how many there are.

    `days`: those ahead, by day; `later`: the day of the first call after these days.
    """

    ahead: tuple[RowFound, ...] = ()
    behind: tuple[RowFound, ...] = ()
    days: tuple[tuple[date, int], ...] = ()
    count_behind: int = 0
    later: date | None = None


class AgendaCall(Record):
    """A call: whose it is, its day and length in minutes, with whom, and when it was planned, if it was.

    `text` tells that; `to_do` is the command that comes next; `aim` what the call is for. Of a calendar: when it
    begins, the deals it `may_be` about, where `deal` is ?, and the `invite` by which a planned call is known there.
    """

    deal: str
    day: date
    minutes: int | None
    people: tuple[str, ...]
    planned_on: date | None
    text: str
    to_do: str
    aim: str = ""
    start: str = ""
    may_be: tuple[str, ...] = ()
    invite: str = ""


class Agenda(Record):
    """What a day brings, and those until the last one: calls by day, calls without a debrief, promises that are due.

    `later`: the day of the first call after these; `more_calls`, `more_behind` and `more_due` are not among these.
    `inside`: the meetings of a calendar that nobody from outside is invited to.
    """

    on: date
    until: date
    head: str
    calls: tuple[AgendaCall, ...]
    more_calls: int
    no_debrief: tuple[AgendaCall, ...]
    more_behind: int
    due: tuple[Due, ...] = ()
    more_due: int = 0
    later: date | None = None
    inside: int = 0
    foot: str = ""


def last_day(on: date, days: Sequence[date], free: frozenset[date] = NONE_FREE) -> date:
    """The last day of a list: the first of the days with calls that comes after today, else the next working day."""
    return min([day for day in days if day > on], default=next_working(on, free))


def furthest(on: date) -> date:
    """The last day on which the next day with calls is looked for."""
    return week_end(on)


def agenda(on: date, until: date, found: CallsFound, ahead: Sequence[Summary], behind: Sequence[Summary]) -> Agenda:
    """The list of a day without what is due; `ahead` and `behind` are the summaries of what was found."""
    calls = tuple([_ahead(each, each.call, on) for each in ahead if each.call and each.call.day <= until])
    return Agenda(
        on=on,
        until=until,
        head=_head(on, calls, found.later),
        calls=calls,
        more_calls=sum(count for day, count in found.days if day <= until) - len(calls),
        no_debrief=tuple([_behind(each, each.call, on) for each in behind if each.call]),
        more_behind=found.count_behind - len(behind),
        later=found.later,
    )


def with_due(page: Agenda, found: Sequence[Pledge], count: int) -> Agenda:
    """The list with the promises that are due by its last day, of which there are so many besides those from before."""
    told = tuple([due(each, page.on) for each in found if each.state != BEFORE])
    return page.but(due=told, more_due=count - len(told))


def _head(on: date, calls: Sequence[AgendaCall], later: date | None) -> str:
    """What is said where today has no call."""
    if any(each.day == on for each in calls):
        return ""
    if calls:
        return "No call today."
    return f"No call until {phrase.long_day(later, on)}." if later else "No call is planned or agreed."


def _ahead(summary: Summary, call: CallToCome, on: date) -> AgendaCall:
    length = f"{call.minutes} min" if call.minutes else ""
    text = " ".join(filter(None, (length, with_whom(call.people))))
    if call.planned_on:
        text = f"{text}, planned on {phrase.short_day(call.planned_on, on)}"
    to_do = "" if call.planned_on else phrase.command("prep", summary.deal)
    return _call(summary, call, text, to_do).but(aim=summary.next.aim)


def _behind(summary: Summary, call: CallToCome, on: date) -> AgendaCall:
    text = f"{phrase.long_day(call.day, on)}, {with_whom(call.people)}"
    return _call(summary, call, text, phrase.command("debrief", summary.deal))


def _call(summary: Summary, call: CallToCome, text: str, to_do: str) -> AgendaCall:
    told = AgendaCall(summary.deal, call.day, call.minutes, call.people, call.planned_on, text, to_do)
    return told.but(invite=call.invite)


def when(day: date, on: date) -> str:
    """The day of a call, to stand before with whom it is."""
    return "today" if day == on else phrase.long_day(day, on)


def with_whom(people: Sequence[str]) -> str:
    """With whom a call is."""
    return f"with {phrase.joined(people)}" if people else "with nobody named yet"
