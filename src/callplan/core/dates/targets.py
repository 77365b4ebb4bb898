"""By which day what is to be decided: the client's own dates, and the limits of the map (rule 58)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.facts import day_of, known, limit_of
from callplan.core.deal.standing import Standing
from callplan.core.map.terms import Point
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CLIENT, LIMIT = "client", "limit"
WANTED = "wanted-by"


class NamedDay(Record):
    """The day that one person names; person "" is our own belief."""

    person: str
    day: date


class Target(Record):
    """The day by which a step is to be settled. `kind`: client, or limit (the map's own).

    `said` are the words behind it, the earliest day first; they may differ, and of a limit they are all later.
    `counted` is what a limit is counted from.
    """

    step: str
    day: date
    kind: str = CLIENT
    said: tuple[NamedDay, ...] = ()
    counted: Point | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Who names this day."""
        return tuple([each.person for each in self.said if each.day == self.day and each.person])

    @property
    def others(self) -> tuple[NamedDay, ...]:
        """Who names another day."""
        return tuple([each for each in self.said if each.day != self.day])


def targets(standing: Standing, steps: Iterable[str]) -> tuple[Target, ...]:
    """The days these steps have, the client's own before the map's; what they said last of their own day counts.

    A limit stands whatever day anybody names: nothing that is said later moves it.
    """
    found = list(_clients(standing, steps))
    days = {each.step: each.day for each in found}
    for step in steps:
        last = limit_of(standing, step)
        theirs = last is not None and last.point.id == WANTED and step in days
        if last and not theirs and last.day != days.get(step):
            found.append(Target(step, last.day, LIMIT, counted=last.point))
    return tuple(found)


def binding(found: tuple[Target, ...], today: date) -> tuple[Target, ...]:
    """Those that count on a day: of two for one step that are to come the earlier, and those that have gone by.

    A limit keeps the words that name a later day, which is too late.
    """
    coming = [each for each in found if each.day >= today]
    first = {each.step: each for each in sorted(coming, key=lambda each: each.day, reverse=True)}
    later = {each.step: each.said for each in coming if each is not first[each.step]}
    return tuple(
        [
            each.but(said=later[each.step]) if each.kind == LIMIT and later.get(each.step) else each
            for each in found
            if each.day < today or each is first[each.step]
        ]
    )


def own(found: tuple[Target, ...], closing: str) -> tuple[Target, ...]:
    """The dates of which the client has named a day; where there are none, the map's limit for the closing decision."""
    named = tuple([each for each in found if each.said])
    return named or tuple([each for each in found if each.step == closing])


def _clients(standing: Standing, steps: Iterable[str]) -> Iterator[Target]:
    for step in steps:
        said = _said(standing, step)
        if said:
            yield Target(step, said[0].day, said=said)


def _said(standing: Standing, step: str) -> tuple[NamedDay, ...]:
    """Everybody's day for a step, the earliest first; our own belief only while nobody else names one."""
    told = [NamedDay(each.person, each.day) for each in standing.deal.dated if each.decision == step]
    if not told and step == standing.map.closing and WANTED in standing.map.fact:
        told = _wanted(standing)
    theirs = [each for each in told if standing.deal.side(each.person) != "us"]
    here = [each for each in theirs if not standing.deal.has_left(each.person)]
    return tuple(sorted(here or theirs or told, key=lambda each: each.day))


def _wanted(standing: Standing) -> list[NamedDay]:
    """The days named for the built-in fact, by which they want it in place."""
    found = known(standing, WANTED)
    spoken = [NamedDay(claim.person, date.fromisoformat(str(claim.value))) for claim in found.claims]
    assumed = day_of(standing, WANTED)
    return spoken or ([NamedDay("", assumed)] if assumed else [])
