"""How the client's own dates stand, where one of them is in danger (page section 7, in short)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.days import worked
from callplan.core.margin import CANNOT, HOLDS, PAST, TIGHT
from callplan.core.review.asking import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.margin import Goal, Margin
    from callplan.core.summary import Summary

ANOTHER = {CANNOT: "doesn't hold either", TIGHT: "will be close, too", PAST: "has gone by, too"}


def in_danger(summary: Summary, on: date) -> str:
    """How the date in the worst way stands, and that another is in danger too; nothing where all of them hold."""
    margin = summary.margin
    ranked = _ranked(margin, on) if margin else []
    if margin is None or not ranked or summary.closed:
        return ""
    told = _FRAMES[ranked[0].word(on)](summary, margin, ranked[0], on)
    more = [each for each in ranked[1:] if not each.limit][:1]
    return " ".join([told, *[f"{_by(margin, each, on)} {ANOTHER[each.word(on)]}." for each in more]])


def _ranked(margin: Margin, on: date) -> list[Goal]:
    """The dates in danger, the worst first; a limit of the map that has gone by is none any more."""
    return [each for each in margin.ranked(on) if each.word(on) != HOLDS and not (each.limit and each.word(on) == PAST)]


def _day(margin: Margin, goal: Goal, on: date) -> str:
    """A deadline: the working day before, where it falls on a free one."""
    return phrase.long_day(worked(goal.day, frozenset(margin.free)), on)


def _by(margin: Margin, goal: Goal, on: date) -> str:
    return f"{phrase.capital(goal.title)} by {_day(margin, goal, on)}"


def wanted(summary: Summary, goal: Goal, on: date) -> str:
    """Who wanted what by a day that has gone by: `Ana wanted the order by Fri 8 Jan`."""
    day = phrase.long_day(goal.day, on)
    if goal.limit:
        return f"The deadline for {goal.title} was {day}"
    who = short(summary, goal.person) if goal.person else "We believe they"
    return f"{who} wanted {goal.title} by {day}"


def pace(summary: Summary, margin: Margin, goal: Goal, on: date) -> str:
    """By how much a date will be missed: `At this pace the order comes two working days after the day Ana wants, …`."""
    whose = f"the day {short(summary, goal.person)} wants" if goal.person else "the day we believe they want"
    days = f"{phrase.several(margin.missing(goal, on), 'working day')} " if goal.exact else ""
    late = f"{days}after {'the deadline' if goal.limit else whose}"
    return f"At this pace {goal.title} comes {late}, {_day(margin, goal, on)}"


def _past(summary: Summary, _: Margin, goal: Goal, on: date) -> str:
    return f"{wanted(summary, goal, on)}. Ask which day holds now."


def _late(summary: Summary, margin: Margin, goal: Goal, on: date) -> str:
    remedy = f"Ask {goal.waived_by} whether {goal.waiver} is really needed." if goal.waiver else ""
    return f"{pace(summary, margin, goal, on)}. {remedy or 'Ask which day holds now.'}"


def _close(_: Summary, margin: Margin, goal: Goal, on: date) -> str:
    return f"{_by(margin, goal, on)} will be close."


_FRAMES: dict[str, Callable[[Summary, Margin, Goal, date], str]] = {PAST: _past, CANNOT: _late, TIGHT: _close}
