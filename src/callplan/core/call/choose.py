"""What the call is for: one decision among the fronts and the debts (rules 39-41)."""

from __future__ import annotations

from datetime import date

from callplan.core.call.feasible import HERE, NOT_HERE, SUPPORTED, UNKNOWN, feasible, has_voice
from callplan.core.call.silence import silenced, under_way
from callplan.core.deal.facts import limit
from callplan.core.deal.needs import clients, is_clients, spared
from callplan.core.deal.owed import comes_next, owed
from callplan.core.deal.position import doubted, front, fronts, stands_on, track_decisions
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.status import is_open, marked_by, status
from callplan.core.deal.verdict import past, roles_in, verdict
from callplan.core.deal.wanted import waits_for
from callplan.core.map.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_FEASIBILITY = (HERE, UNKNOWN, SUPPORTED, NOT_HERE)


def candidates(standing: Standing) -> dict[str, int]:
    """The decisions a call may be for, each with its turn: 0 gate next, 1 front, 2 same stage, 3 owed for later."""
    turns: dict[str, int] = {}
    for track, ahead in fronts(standing).items():
        turns.update(dict.fromkeys(_beside(standing, ahead), 2))
        turns.update(dict.fromkeys(_after_what_is_not(standing, track), 2))
        turns.update(dict.fromkeys(ahead, 1))
    for debt in owed(standing):
        if debt.kind == "decision":
            turns[debt.id] = 0 if comes_next(standing, debt) else turns.get(debt.id, 3)
    return {step: turn for step, turn in turns.items() if is_clients(standing, step)}


def _beside(standing: Standing, ahead: tuple[str, ...]) -> list[str]:
    """The other open decisions of the front's stage."""
    if not ahead:
        return []
    stage = standing.map.stage_of[ahead[0]]
    decisions = [step.id for step in stage.steps if isinstance(step, Decision)]
    return [step for step in decisions if is_open(standing, step) and not spared(standing, step)]


def _after_what_is_not(standing: Standing, track: str) -> list[str]:
    """Where the front may not apply, or is not the client's to decide: the open decisions of the next stage that are.

    The front then stands in their way, or is passed over, as it does on any map.
    """
    ahead = front(standing, track)
    if not ahead or any(applies(standing, step) and is_clients(standing, step) for step in ahead):
        return []
    rank = standing.map.rank
    later = [
        step
        for step in track_decisions(standing, track)
        if rank[step] > rank[ahead[0]]
        and applies(standing, step)
        and is_open(standing, step)
        and is_clients(standing, step)
    ]
    nearest = min((rank[step] for step in later), default=-1)
    return [step for step in later if rank[step] == nearest]


def choose(standing: Standing, present: tuple[str, ...]) -> str | None:
    """The decision this call is for; None when nothing is left to decide (rule 40).

    A no comes first while somebody who said it is on the call (page rule 4); a doubt is asked before anything else.
    """
    turns = candidates(standing)
    sent_back = noes_behind(standing, present)
    doubt = doubted(standing)
    asked = doubt and is_clients(standing, doubt) and doubt not in sent_back
    beside = [step for step in turns if not (doubt and asked and stands_on(standing, step, doubt))]
    if doubt and asked and _goes_first(standing, doubt, beside, present):
        return doubt
    noes = [*_told_here(standing, turns, present), *[no for each in sent_back.values() for no in each]]
    chosen = _nearest(standing, noes or beside, turns, present)
    return _needed_first(standing, chosen, turns, present) if chosen and not noes else chosen


def _nearest(standing: Standing, steps: list[str], turns: dict[str, int], present: tuple[str, ...]) -> str | None:
    """Of some decisions the one that comes first; between those that nothing else chooses, the one with least room."""
    orders = {step: _order(standing, step, turns.get(step, 1), present) for step in steps}
    first = min(orders.values(), default=None)
    tied = [step for step, order in orders.items() if order == first]
    last = _last_days(standing, tied)
    soft = {debt.id for debt in owed(standing) if not debt.hard}

    def turn(step: str) -> tuple[date, bool, int]:
        # of two debts the one that something waits for
        return last.get(step) or date.max, step in soft, standing.map.place[step]

    return min(tied, key=turn, default=None)


def _needed_first(standing: Standing, chosen: str, turns: dict[str, int], present: tuple[str, ...]) -> str:
    """The decision itself; while it cannot be made on this call, of those it needs the first that can.

    Without all who decide it, what waits for another decision is nothing to call for: that other one is. With them it
    stays, and they are asked for what it waits for.
    """
    able = feasible(standing, chosen, present)
    if (present and able.word == HERE) or silenced(standing, chosen, present):
        return chosen
    needed = standing.way.through(chosen) if present else ()
    here = [step.id for step in standing.map.decisions if step.id in needed and is_open(standing, step.id)]
    ready = [step for step in here if not spared(standing, step) and feasible(standing, step, present).word == HERE]
    if ready or able.people:
        return ready[0] if ready else chosen
    return _nearest(standing, _waited_for(standing, chosen, turns), turns, present) or chosen


def comes_first(standing: Standing, chosen: str) -> str:
    """The decision itself, or what has to be decided before it, whoever is there."""
    turns = candidates(standing)
    return _nearest(standing, _waited_for(standing, chosen, turns), turns, ()) or chosen


def _waited_for(standing: Standing, chosen: str, turns: dict[str, int]) -> list[str]:
    """The client's decisions that have to come first before another; for one further on, the front of its track."""
    found: dict[str, None] = {}
    for step in waits_for(standing, chosen):
        ahead = (step,) if step in turns else front(standing, standing.map.stage_of[step].track)
        found.update(dict.fromkeys(ahead))
    return [step for step in found if is_clients(standing, step) and not waits_for(standing, step)]


def _told_here(standing: Standing, turns: dict[str, int], present: tuple[str, ...]) -> list[str]:
    """The noes of those present that do not lie beyond their own track's front; where nobody may call there is none."""
    found = []
    for step in turns:
        ahead = front(standing, standing.map.stage_of[step].track)
        beyond = ahead and standing.map.rank[step] > standing.map.rank[ahead[0]]
        if not beyond and said_no(standing, step, present) and not silenced(standing, step, present):
            found.append(step)
    return found


def _last_days(standing: Standing, tied: list[str]) -> Mapping[str, date | None]:
    """What stands for the slack of decisions between which nothing else chooses, and does not move with the calendar.

    Where the client has named a day, the last on which the work on each may begin; else the limits of the map.
    """
    if len(tied) > 1 and client_dated(standing):
        from callplan.core.dates.passes import beginnings

        return beginnings(standing)
    return {step: limit(standing, step) for step in tied}


def client_dated(standing: Standing) -> bool:
    """Whether a day is named, or believed, by which the client wants something."""
    told = bool(standing.deal.dated) or any(claim.fact == "wanted-by" for claim in standing.deal.claims)
    fact = standing.map.fact.get("wanted-by")
    return told or (fact is not None and (fact.assume is not None or fact.depends is not None))


def _goes_first(standing: Standing, doubt: str, beside: list[str], present: tuple[str, ...]) -> bool:
    """Whether somebody here has a say in what is in doubt, or nothing that does not stand on it can be decided here."""
    if has_voice(standing, doubt, present):
        return True
    return not any(feasible(standing, step, present).word == HERE for step in beside)


def _order(standing: Standing, step: str, turn: int, present: tuple[str, ...]) -> tuple[bool | int, ...]:
    named = bool(present)
    again = status(standing, step) == "re-opened" and (has_voice(standing, step, present) or not named)
    beside = standing.map.stage_of[step].track != "main"
    return (
        beside and applies(standing, step) is None,
        not again,
        not under_way(standing, step),
        status(standing, step) == "put-off",
        _FEASIBILITY.index(feasible(standing, step, present).word) if named else 0,
        applies(standing, step) is not True,
        turn,
        beside,
    )


def plannable(standing: Standing, step_id: str) -> bool:
    """Whether a decision can be the target of a call: a client's, and open or in doubt."""
    known = isinstance(standing.map.steps.get(step_id), Decision)
    return known and is_clients(standing, step_id) and (is_open(standing, step_id) or doubted(standing) == step_id)


def said_no(standing: Standing, step: str, present: tuple[str, ...]) -> list[str]:
    """Those present by whose no a decision is declined."""
    if status(standing, step) != "declined":
        return []
    deciding = roles_in(standing, standing.map.steps[step].by)
    noes = {no.person for no in verdict(standing, step).noes if not set(deciding).isdisjoint(no.roles)}
    return [name for name in clients(standing, present) if name in noes]


def noes_behind(standing: Standing, present: tuple[str, ...]) -> dict[str, list[str]]:
    """What is open again only by noes that stand, each with those noes, if somebody who said one is present."""
    found = {}
    for step in standing.map.decisions:
        if status(standing, step.id) != "re-opened":
            continue
        causes = {mark.cause for mark in marked_by(past(standing, step.id)) if mark.kind == "re-opened"}
        noes = [each for each in causes - {step.id} if each in standing.map.steps]
        told = [each for each in noes if is_clients(standing, each) and said_no(standing, each, present)]
        if told and all(status(standing, each) == "declined" for each in causes):
            found[step.id] = told
    return found
