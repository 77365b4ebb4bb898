"""What each client person present can be asked to do so that a decision can be made (rules 45-48)."""

from __future__ import annotations

from datetime import date

from callplan.core.call.choose import client_dated
from callplan.core.call.feasible import deciders, missing_roles
from callplan.core.days import after, as_told, working
from callplan.core.deal.facts import limit
from callplan.core.deal.needs import behind, clients, is_ours, may_not_apply, needs_met, present_roles, unmet
from callplan.core.deal.once_more import brings, has_promised
from callplan.core.deal.position import given_up, undone
from callplan.core.deal.promised import LIVE
from callplan.core.deal.signs import gone_by
from callplan.core.deal.standing import Standing, choices, remembered, times
from callplan.core.deal.status import is_open
from callplan.core.deal.verdict import is_heard, roles_in, side_of, unheard, voices
from callplan.core.deal.wanted import is_wanted
from callplan.core.map.playbook import WEIGHTS, Act, Decision
from callplan.core.map.terms import Length, Span
from callplan.core.record import Record

DEFAULT_TIME = Length(Span(7, "d"), Span(7, "d"))
_AIM_ORDER = "bcade"


class Request(Record):
    """An act to ask of somebody present.

    `id`: a step or `@ROLE`; `kind`: rule 45's letter; `other`: whom they get to do it; `certain`: it applies for sure;
    `decision`: the one it is asked for.
    """

    kind: str
    id: str
    person: str
    weight: str
    due: date
    other: str
    certain: bool
    decision: str = ""


def requests(standing: Standing, step_id: str, present: tuple[str, ...]) -> list[Request]:
    """Every act that could be asked for a decision, without what somebody has promised, or missed twice.

    Nobody is asked to promise once more what they promised before: that is asked about, and no step (rule 52).
    """
    found: dict[tuple[str, str], Request] = {}
    promised = _promised(standing)
    for request in _for_decision(standing, step_id, present, frozenset({step_id})):
        again = has_promised(standing.deal, request.person, request.id)
        if request.id not in promised and request.id not in given_up(standing) and not again:
            asked = request.but(due=due(standing, request.id, step_id), decision=step_id)
            found.setdefault((request.id, request.person), asked)
    return list(found.values())


def _promised(standing: Standing) -> frozenset[str]:
    """What anybody has promised and not done yet: nobody else is asked for it, also past its day (rule 47).

    The one whose day has gone by is asked about that promise. A promise of somebody who left is open no more.
    """
    steps = [each.step for each in standing.deal.promises.values() if each.state in LIVE]
    brought = [role for step in steps if (role := brings(standing.map, step))]
    return frozenset([*steps, *[f"@{role}" for role in brought], *_bringing_acts(standing, frozenset(brought))])


def _bringing_acts(standing: Standing, roles: frozenset[str]) -> list[str]:
    return [act.id for act in standing.map.acts if act.brings in roles]


def _for_decision(standing: Standing, step_id: str, present: tuple[str, ...], seen: frozenset[str]) -> list[Request]:
    return [
        *_of_stage(standing, step_id, present),
        *_bringing(standing, step_id, present),
        *_unblocking(standing, step_id, present, seen),
        *_hearing(standing, step_id, present),
    ]


def _request(standing: Standing, kind: str, name: str, person: str, other: str = "") -> Request:
    step = standing.map.steps.get(name)
    weight = step.gives_up if isinstance(step, Act) else "time"
    return Request(kind, name, person, weight, due(standing, name), other, not may_not_apply(standing, name))


def due(standing: Standing, name: str, decision: str = "") -> date:
    """The day an act is asked for: its usual time after the call, long end, on a working day (rule 48).

    Never later than it, or the decision it is asked for, has to be settled, as long as that day is still to come.
    """
    step = standing.map.steps.get(name)
    lengths = [each for each in choices(standing, step.takes) if isinstance(each, Length)] if step else []
    begun, free = standing.on or date.min, standing.deal.free
    usual = max(working(after(begun, length.longest, free), free) for length in lengths or [DEFAULT_TIME])
    both = [each for each in (name, decision) if each in standing.map.steps]
    limits = [*[limit(standing, each) for each in both], *[_counted_back(standing).get(each) for each in both]]
    last_days = [as_told(day, begun, free) for day in limits if day]
    return min([usual, *[day for day in last_days if day >= begun]])


@remembered({})
def _counted_back(standing: Standing) -> dict[str, date | None]:
    """The latest date of each step, from the client's own dates as they stand on the day of the call."""
    if standing.on is None or not client_dated(standing):
        return {}
    from callplan.core.dates import dates

    return {row.step: row.latest for row in dates(standing, standing.on).rows}


def _owner(standing: Standing, act: str, present: tuple[str, ...]) -> str | None:
    """The client person present who does an act."""
    roles = roles_in(standing, standing.map.steps[act].by)
    return next(
        (name for role in roles for name in clients(standing, present) if role in standing.deal.roles(name)),
        None,
    )


def _of_stage(standing: Standing, step_id: str, present: tuple[str, ...]) -> list[Request]:
    """Acts of the decision's stage that it does not need: those for something still open, and to bring the missing."""
    missing = missing_roles(standing, step_id, present)
    needed = _needed(standing, step_id, present)
    found = []
    for step in standing.map.stage_of[step_id].steps:
        if not isinstance(step, Act) or step.id in needed or not _askable(standing, step.id, present):
            continue
        doer = _owner(standing, step.id, present)
        wanted = step.brings in missing if step.brings else is_wanted(standing, step.id)
        if doer and wanted:
            found.append(_request(standing, "b" if step.brings else "a", step.id, doer))
    return found


def _needed(standing: Standing, step_id: str, present: tuple[str, ...]) -> set[str]:
    """What a step needs that is not met, also through acts it needs."""
    found: set[str] = set()
    look = [step_id]
    while look:
        left = [name for name in unmet(standing, look.pop(), present) if name not in found]
        found.update(left)
        look += [name for name in left if isinstance(standing.map.steps.get(name), Act)]
    return found


def _askable(standing: Standing, act: str, present: tuple[str, ...]) -> bool:
    """Whether an act of theirs can be asked for now: nothing has to be settled before it, as far as that is known."""
    if not undone(standing, act) or is_ours(standing, act) or needs_met(standing, act, present) is False:
        return False
    if gone_by(standing, act):
        return False
    return not behind(standing, act, present)


def _bringing(standing: Standing, step_id: str, present: tuple[str, ...]) -> list[Request]:
    """For each decider missing, where the map has no act that brings them: bring them to a call."""
    brought = {
        step.brings
        for step in standing.map.stage_of[step_id].steps
        if isinstance(step, Act)
        and step.brings
        and _askable(standing, step.id, present)
        and _owner(standing, step.id, present)
    }
    missing = [role for role in missing_roles(standing, step_id, present) if standing.map.role[role].side != "us"]
    asked = _who_brings(standing, step_id, present)
    found = [_request(standing, "b", f"@{role}", asked) for role in missing if asked and role not in brought]
    return found or (_one_more(standing, step_id, present, asked) if asked else [])


def _one_more(standing: Standing, step_id: str, present: tuple[str, ...], asked: str) -> list[Request]:
    """For a decision of several people's, of whom too few are on the call: bring another of them."""
    if times(standing, step_id) == 1 or deciders(standing, step_id, present)[0]:
        return []
    given, roles = voices(standing, step_id), roles_in(standing, standing.map.steps[step_id].by)
    for role in roles:
        others = [name for name in standing.deal.holders(role) if name not in present and name not in given]
        if others:
            return [_request(standing, "b", f"@{role}", asked, others[0])]
    return [_request(standing, "b", f"@{roles[0]}", asked, f"@{roles[0]}")] if roles else []


def _who_brings(standing: Standing, step_id: str, present: tuple[str, ...]) -> str | None:
    """Whoever present decides it, else is heard in it, else the first named client person."""
    people = clients(standing, present)
    step = standing.map.steps[step_id]
    heard = roles_in(standing, step.hear) if isinstance(step, Decision) else ()
    for roles in (roles_in(standing, step.by), heard):
        for name in people:
            if not set(roles).isdisjoint(standing.deal.roles(name)):
                return name
    return people[0] if people else None


def _unblocking(standing: Standing, step_id: str, present: tuple[str, ...], seen: frozenset[str]) -> list[Request]:
    """The unmet acts a step needs, from their owner or through somebody present; for unmet decisions, their acts."""
    found: list[Request] = []
    for name in unmet(standing, step_id, present):
        step = standing.map.steps.get(name)
        if step is None or name in seen:
            continue
        if isinstance(step, Decision):
            if is_open(standing, name):
                inner = _for_decision(standing, name, present, seen | {name})
                found.extend(each.but(kind="c") if each.kind in "bc" else each for each in inner)
        elif _askable(standing, name, present):
            found.extend(_asking(standing, step_id, name, present))
        elif undone(standing, name):
            found.extend(_unblocking(standing, name, present, seen | {name}))
    return found


def _asking(standing: Standing, step_id: str, act: str, present: tuple[str, ...]) -> list[Request]:
    """An act from its owner, or through somebody present; what only third parties do is asked of us (page rule 13)."""
    doer = _owner(standing, act, present)
    if doer:
        return [_request(standing, "c", act, doer)]
    roles = [role for role in roles_in(standing, standing.map.steps[act].by) if side_of(standing, role) == "client"]
    if not roles:
        return []
    asked = _who_brings(standing, step_id, present)
    holder = next((name for role in roles for name in standing.deal.holders(role)), "")
    return [_request(standing, "c", act, asked, holder or f"@{roles[0]}")] if asked else []


def _hearing(standing: Standing, step_id: str, present: tuple[str, ...]) -> list[Request]:
    """A voice the decision should hear, neither heard nor present."""
    here = present_roles(standing, present)
    asked = _who_brings(standing, step_id, present)
    roles = [role for role in unheard(standing, step_id) if role not in here and not is_heard(standing, role)]
    return [_request(standing, "d", f"@{role}", asked) for role in roles if asked]


def best(found: list[Request]) -> Request | None:
    """The act to aim at: the first kind that exists in the order b, c, a, d; of that kind the certain, the heaviest."""
    kind = next((kind for kind in _AIM_ORDER if any(each.kind == kind for each in found)), None)
    of_kind = [each for each in found if each.kind == kind]
    return max(of_kind, key=lambda each: (each.certain, WEIGHTS.index(each.weight)), default=None)


def lightest(found: list[Request], aim: Request | None) -> Request | None:
    """The least that still counts: of the other acts the certain, then the lightest, then the earliest."""
    left = [each for each in found if aim is None or each.id != aim.id]
    return min(left, key=lambda each: (not each.certain, WEIGHTS.index(each.weight), each.due), default=None)
