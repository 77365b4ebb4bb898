"""The days a map counts from and to: when something was settled or will be, and the limit of a step (PLAYBOOKS 33)."""

from __future__ import annotations

from datetime import date

from callplan.core.days import after
from callplan.core.deal.facts import day_of
from callplan.core.deal.standing import Standing, applies, choices, stage_applies
from callplan.core.deal.state import Deal
from callplan.core.deal.status import passed, settled_on
from callplan.core.map.terms import Cases, Moment, Point


def limit(standing: Standing, step_id: str) -> date | None:
    """The day by which a step has to be settled: its own, and for the closing decision that of winning; the earliest.

    None while nothing it is counted from has happened.
    """
    days = [day(standing, standing.map.steps[step_id].before)]
    if step_id == standing.map.closing:
        days += [day(standing, end.before) for end in standing.map.ends if end.kind == "won"]
    return min([each for each in days if each], default=None)


def day(standing: Standing, moment: Moment | Cases | None) -> date | None:
    """The earliest day a moment names, in any case still possible; None while it is not running."""
    points = [point for each in choices(standing, moment) if isinstance(each, Moment) for point in each.of]
    return min([each for point in points if (each := _point(standing, point))], default=None)


def is_dated(deal: Deal) -> bool:
    """Whether anybody has named a day for anything, or a limit of the map may be running."""
    book = deal.playbook
    told = {claim.fact for claim in deal.claims}
    told.update([fact.id for fact in book.facts if fact.assume is not None or fact.depends is not None])
    if deal.dated or "wanted-by" in told:
        return True
    told.update(deal.past, book.stage)
    limited = [each.before for each in (*book.steps.values(), *book.ends) if each.before is not None]
    return any(not told.isdisjoint(_counted_from(before)) for before in limited)


def _counted_from(moment: Moment | Cases) -> list[str]:
    """The ids of the days that a moment may be counted from."""
    if isinstance(moment, Cases):
        return [name for case in moment.of if case.value for name in _counted_from(case.value)]
    return [point.id for point in moment.of]


def _point(standing: Standing, point: Point) -> date | None:
    begun = begins(standing, point.id)
    return after(begun, point.span, standing.deal.free) if begun and point.span else begun


def begins(standing: Standing, name: str) -> date | None:
    """The day something is counted from: of a date fact, of a step's settling, of a stage's passing."""
    if name in standing.map.fact:
        return day_of(standing, name)
    if name in standing.map.steps:
        return settled_on(standing, name) if applies(standing, name) is not False else None
    if stage_applies(standing, name) is False or not passed(standing, name):
        return None
    days = [settled_on(standing, step) for step in standing.way.stands_for(name)]
    return max([each for each in days if each], default=None)
