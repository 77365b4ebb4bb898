"""What is known of the client's facts, and from whom (rules 7, 56); the days a map counts from (PLAYBOOKS 33)."""

from __future__ import annotations

from datetime import date

from callplan.core.days import after, as_day
from callplan.core.deal.standing import Standing, applies, choices, handed_down, holds, remembered, stage_applies
from callplan.core.deal.state import Claim
from callplan.core.deal.status import passed, settled_on
from callplan.core.deal.verdict import past
from callplan.core.map.condition import conditions, leaves
from callplan.core.map.playbook import Decision, Fact
from callplan.core.map.terms import PROOFS, Cases, Moment, Named, Point, Test
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.map.condition import Truth


class Known(Record):
    """How well a fact is known. `state`: unknown, assumed, single, confirmed, conflict, or n/a.

    `value` is None while unknown or in conflict; `claims` are the sources' latest words. `gone_by`: the day that was
    told, where it is unknown again because what waits for it is still open after it.
    """

    state: str
    value: str | int | float | None = None
    claims: tuple[Claim, ...] = ()
    gone_by: date | None = None

    @property
    def told(self) -> bool:
        """Whether somebody said it or better, which is what `needs` asks for (PLAYBOOKS 6)."""
        return self.state in ("single", "confirmed") and (
            not self.claims or any(PROOFS.index(claim.proof) >= PROOFS.index("said") for claim in self.claims)
        )


@handed_down
@remembered(Known("unknown"))
def known(standing: Standing, fact_id: str) -> Known:
    """What is known of a fact: its sources' words, else our own belief, else the map's assumption.

    The reason is the one the deal was closed with.
    """
    fact = standing.map.fact[fact_id]
    if fact_id in standing.map.without or holds(standing, fact.when) is False:
        return Known("n/a")
    if fact.depends is not None:
        return _worked_out(standing, fact)
    if fact_id == "reason" and standing.deal.closed and standing.deal.closed.reason:
        return Known("confirmed", standing.deal.closed.reason)
    claims = _latest(standing, fact_id)
    told = tuple([claim for claim in claims if standing.deal.side(claim.person) != "us"])
    spoken = tuple([claim for claim in told if not standing.deal.has_left(claim.person)]) or told
    if not spoken:
        believed = claims[-1].value if claims else fact.assume
        return Known("unknown" if believed is None else "assumed", believed)
    if len({claim.value for claim in spoken}) > 1:
        return Known("conflict", None, spoken)
    if fact.type == "date" and (day := as_day(spoken[0].value)) and _came_to_nothing(standing, fact_id, day):
        return Known("unknown", gone_by=day)
    return Known("single" if _one_source(spoken) else "confirmed", spoken[0].value, spoken)


def _came_to_nothing(standing: Standing, fact: str, day: date) -> bool:
    """Whether a decision that waited for a day was not made on it, so that it waits for the next one.

    It was taken up again after that day, put off beyond it, or is still open on a call with the client since.
    """
    waiting = standing.map.decisions if fact != "wanted-by" else ()
    return any(
        _again_after(standing, step, last) for step in waiting if (last := _waits_until(standing, step, fact, day))
    )


def _waits_until(standing: Standing, step: Decision, fact: str, day: date) -> date | None:
    """The day until which a decision waits for one that was told, and that day at least; None: it does not."""
    asked = [leaf for condition in standing.way.asked[step.id] for leaf in leaves(condition)]
    waits = [leaf.wait for leaf in asked if isinstance(leaf, Named) and leaf.id == fact and leaf.wait]
    return max([day, *[after(day, wait, standing.deal.free) for wait in waits]]) if waits else None


def _again_after(standing: Standing, step: Decision, day: date) -> bool:
    """Whether a decision is open and came up after a day."""
    if settled_on(standing, step.id) is not None or applies(standing, step.id) is False:
        return False
    story = past(standing, step.id)
    days = [call.on for call in standing.deal.calls if call.client] + [each.word.on for each in story.taken_up]
    return any(each > day for each in [*days, *([story.put_off.until] if story.put_off else [])])


def _latest(standing: Standing, fact_id: str) -> list[Claim]:
    """Each source's word of the latest day; what another says of them takes the place of nothing they told us."""
    latest: dict[str, Claim] = {}
    for claim in sorted(standing.deal.claims, key=lambda claim: claim.on):
        earlier = latest.get(claim.person)
        if claim.fact == fact_id and not (earlier and claim.teller and not earlier.teller):
            latest.pop(claim.person, None)
            latest[claim.person] = claim
    return list(latest.values())


def _one_source(claims: tuple[Claim, ...]) -> bool:
    """Whether all of it comes from one person or paper: two people citing one paper are one."""
    return len({claim.paper or claim.teller or claim.person for claim in claims}) == 1


def _worked_out(standing: Standing, fact: Fact) -> Known:
    values = choices(standing, fact.depends)
    if len(values) > 1 or values[0] is None:
        return Known("unknown")
    asked = {leaf.fact for when in conditions(fact.depends) for leaf in leaves(when) if isinstance(leaf, Test)}
    states = {known(standing, name).state for name in asked}
    return Known("assumed" if "assumed" in states else "single" if "single" in states else "confirmed", values[0])


@handed_down
def test(standing: Standing, leaf: Test) -> Truth:
    """Whether a fact passes a test; unknown while the fact is, false when the fact does not apply (PLAYBOOKS 8).

    Values in conflict are unknown where the answer matters (rule 7): where each of them gives the same, that is known.
    """
    found = known(standing, leaf.fact)
    if found.state == "n/a":
        return False
    told = [claim.value for claim in found.claims] if found.state == "conflict" else [found.value]
    answers = {None if value is None else _compares(value, leaf) for value in told}
    return answers.pop() if len(answers) == 1 else None


def _compares(value: str | int | float, leaf: Test) -> Truth:
    if leaf.how == "is":
        return value == leaf.value
    if isinstance(value, str) or isinstance(leaf.value, str):
        return None
    return _ordered(value > leaf.value, value == leaf.value, leaf.how)


def _ordered(above: bool, equal: bool, how: str) -> bool:
    return {"over": above, "at_least": above or equal, "under": not above and not equal, "at_most": not above}[how]


def day_of(standing: Standing, fact_id: str) -> date | None:
    """The day a date fact names; None while it is unknown."""
    return as_day(known(standing, fact_id).value)


class Limit(Record):
    """The day by which the map wants a step settled, and what it is counted from."""

    day: date
    point: Point


def limit_of(standing: Standing, step_id: str) -> Limit | None:
    """A step's one limit (page rule 12), the earliest of those it has; None while none of them is running."""
    found = [each for last in standing.map.limits(step_id) for each in _running(standing, last)]
    return min(found, key=lambda each: each.day, default=None)


def limit(standing: Standing, step_id: str) -> date | None:
    """The day of a step's limit."""
    found = limit_of(standing, step_id)
    return found.day if found else None


def day(standing: Standing, moment: Moment | Cases | None) -> date | None:
    """The earliest day a moment names, in any case still possible; None while it is not running."""
    return min([each.day for each in _running(standing, moment)], default=None)


def _running(standing: Standing, moment: Moment | Cases | None) -> list[Limit]:
    """The days a moment names that are known, in any case still possible."""
    points = [point for each in choices(standing, moment) if isinstance(each, Moment) for point in each.of]
    return [Limit(day, point) for point in points if (day := _point(standing, point))]


def is_dated(standing: Standing) -> bool:
    """Whether anybody has named a day for anything, or a limit of the map may be running."""
    deal, book = standing.deal, standing.map
    told = {claim.fact for claim in deal.claims}
    told.update([fact.id for fact in book.facts if fact.assume is not None or fact.depends is not None])
    if deal.dated or "wanted-by" in told:
        return True
    told.update(deal.past, book.stage)
    limited = [each.before for each in (*book.steps.values(), *book.stages, *book.ends) if each.before is not None]
    points = {name for before in limited for name in _counted_from(before)}
    # what has come about of itself, by somebody's coming or by what implies it, has no entry of its own
    return not told.isdisjoint(points) or any(begins(standing, name) for name in points)


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
