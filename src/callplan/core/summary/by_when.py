"""By when a decision is to be made, and on whose word."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.facts import limit
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import status
from callplan.core.deal.verdict import past
from callplan.core.summary import Told


def days(standing: Standing, step: str) -> tuple[Told, ...]:
    """The days a decision has: promised, named by a client person, of a meeting for it, the map's limit, put off to."""
    return (*_promised(standing, step), *_named(standing, step), *_met_for(standing, step), *_limits(standing, step))


def nearest(found: tuple[Told, ...], on: date | None) -> Told | None:
    """The first day still to come; when all have gone by, the last of them."""
    ahead = [told for told in found if on is None or told.day >= on]
    if ahead:
        return min(ahead, key=lambda told: told.day)
    return max(found, key=lambda told: told.day, default=None)


def _promised(standing: Standing, step: str) -> list[Told]:
    deal = standing.deal
    return [
        Told(promise.due, "promised", promise.person, promise.on)
        for promise in deal.promises.values()
        if promise.step == step and promise.state == "open" and deal.side(promise.person) == "client"
    ]


def _named(standing: Standing, step: str) -> list[Told]:
    """The client's own days; our belief only while nobody has named one."""
    found = [each for each in standing.deal.dated if each.decision == step]
    theirs = [each for each in found if standing.deal.side(each.person) != "us"]
    here = [each for each in theirs if not standing.deal.has_left(each.person)] or theirs
    return [Told(each.day, "dated", each.person if each in theirs else "", each.on) for each in here or found[-1:]]


def _met_for(standing: Standing, step: str) -> list[Told]:
    meeting = standing.deal.meeting
    if meeting is None or meeting.decision != step:
        return []
    there = [name for name in meeting.people if standing.deal.side(name) == "client"]
    return [Told(meeting.meeting, "meeting", there[0] if there else "", meeting.on)]


def _limits(standing: Standing, step: str) -> list[Told]:
    last, off = limit(standing, step), past(standing, step).put_off
    found = [Told(last, "limit")] if last else []
    if off and status(standing, step) == "put-off":
        found.append(Told(off.until, "put-off", off.word.person, off.word.on))
    return found
