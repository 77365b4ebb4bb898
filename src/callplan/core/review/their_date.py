"""How the client's own dates stand, and what can be done about one that is in danger."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.margin import CANNOT, PAST, TIGHT, another
from callplan.core.review.asking import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.margin import Goal, Margin
    from callplan.core.summary import Summary

SHORT = 5


def room(summary: Summary, on: date) -> Iterator[str]:
    """How the client's own dates stand, where there is little room left before one, and what can be done about it."""
    margin = summary.margin
    if margin is None or summary.closed:
        return
    worst, *others = margin.ranked(on)
    word, said = worst.word(on), _room(summary, margin, worst, on)
    more = [another(each.word(on), each.title, phrase.short_day(each.day, on), word) for each in others[:1]]
    if said:
        yield f"{said}{''.join(more)}"


def _room(summary: Summary, margin: Margin, goal: Goal, on: date) -> str:
    """How one date stands; nothing where there is room enough."""
    word, slack = goal.word(on), margin.slack(goal, on) or 0
    wanted = wants(goal, on)
    if word == PAST:
        return f"{wanted}, and that day has gone by: which holds now?"
    if word == CANNOT:
        missing = f": {_missing(goal, margin.missing(goal, on))}" if goal.exact else "."
        return f"{wanted}, and that cannot hold{missing} {_way_out(summary, goal)}"
    if word == TIGHT:
        return f"{wanted}, and that is tight: it holds only if all goes quickly."
    spare = f"{phrase.several(slack, 'working day')} to spare" if slack else "no day to spare"
    return f"{wanted}, with {spare}." if slack <= SHORT else ""


def wants(goal: Goal, on: date) -> str:
    """Who wants what by which day: `Ana Berg wants the order by 8 Jan`."""
    past, what = on > goal.day, f"{goal.title} by {phrase.short_day(goal.day, on)}"
    if goal.limit:
        return f"The limit for {goal.title} {'was' if past else 'is'} {phrase.short_day(goal.day, on)}"
    if goal.person:
        return f"{phrase.capital(goal.person)} {'wanted' if past else 'wants'} {what}"
    return f"We {'took' if past else 'take'} it that they {'wanted' if past else 'want'} {what}"


def _missing(goal: Goal, count: int) -> str:
    """How many days are missing, and what takes longest where nobody can let anything go."""
    missing = f"{phrase.several(count, 'working day')} {'is' if count == 1 else 'are'} missing"
    if goal.waiver or not goal.longest:
        return phrase.sentence(missing)
    verb = "takes" if len(goal.longest) == 1 else "take"
    return phrase.sentence(f"{missing}, and {phrase.shortened(goal.longest)} {verb} longest")


def _way_out(summary: Summary, goal: Goal) -> str:
    """Who can let what go; else whom to ask for another day."""
    if goal.waiver:
        return phrase.sentence(f"{phrase.capital(goal.waiver)}, else the day moves")
    return phrase.sentence(phrase.capital(ask(summary, goal.person, "which later day holds")))
