"""All the way, aim and least: what can be reached on this call (rules 42-44, 49)."""

from __future__ import annotations

from datetime import date

from callplan.core.call.acts import Request, best, lightest, requests
from callplan.core.call.feasible import HERE, UNKNOWN, Feasibility, deciders, feasible
from callplan.core.call.silence import silenced
from callplan.core.deal.marks import stood_after_all
from callplan.core.deal.needs import is_clients, spared
from callplan.core.deal.owed import owed
from callplan.core.deal.position import doubted, front, track_decisions
from callplan.core.deal.promised import come
from callplan.core.deal.standing import LATEST, Standing, applies, remembered
from callplan.core.deal.state import Fate
from callplan.core.deal.status import is_open, status
from callplan.core.record import Record

STANDS_IN_THE_WAY = ("put-off", "declined")


class Reach(Record):
    """A decision to be reached on the call, and the decisions taken on the way, itself last."""

    id: str
    people: tuple[str, ...]
    chain: tuple[str, ...]


class Ladder(Record):
    """The rungs of one call; each a Reach (a decision), a Request (an act) or None."""

    all_the_way: Reach | None = None
    aim: Reach | Request | None = None
    least: Request | None = None


def ladder(standing: Standing, chosen: str, present: tuple[str, ...]) -> Ladder:
    """The rungs for the chosen decision with those present."""
    if silenced(standing, chosen, present):
        return Ladder()
    able = feasible(standing, chosen, present)
    if not present and status(standing, chosen) in ("declined", "put-off"):
        return Ladder()
    if not present:
        return Ladder(aim=Reach(chosen, able.people, (chosen,)))
    acts = requests(standing, chosen, present)
    one_at_a_time = doubted(standing) is not None
    if able.word == HERE or (able.word == UNKNOWN and able.people):
        aim = Reach(chosen, able.people, (chosen,))
        goes_on = able.word == HERE and not one_at_a_time and chosen in chain(standing, present)
        far = (_furthest(standing, chosen, present) if goes_on else None) or aim
        return Ladder(None if one_at_a_time else far, aim, _least(standing, chosen, present, acts, None))
    act = best(acts)
    far_off = None if one_at_a_time else _furthest(standing, chosen, present)
    return Ladder(far_off, act, _least(standing, chosen, present, acts, act) if act else None)


def _least(
    standing: Standing, chosen: str, present: tuple[str, ...], acts: list[Request], aim: Request | None
) -> Request | None:
    """The lightest act left; while something else is in doubt, to bring whoever has to be asked about that again."""
    again = _to_ask_again(standing, chosen, present)
    return again if again and (aim is None or again.id != aim.id) else lightest(acts, aim)


def _to_ask_again(standing: Standing, chosen: str, present: tuple[str, ...]) -> Request | None:
    """To bring whoever decides what is in doubt, where none of them is on a call that is for something else (53)."""
    doubt = doubted(standing)
    if doubt in (None, chosen) or not is_clients(standing, doubt) or deciders(standing, doubt, present)[0]:
        return None
    return best([each for each in requests(standing, doubt, present) if each.kind == "b"])


def then_owed(standing: Standing, reach: Reach, present: tuple[str, ...]) -> tuple[str, ...]:
    """What is owed once a decision is reached."""
    return tuple([debt.id for debt in owed(_supposing(standing, frozenset(reach.chain), present))])


@remembered(None)
def _supposing(standing: Standing, made: frozenset[str], present: tuple[str, ...]) -> Standing:
    """The same deal on the same day, counting those decisions as made and those present as heard.

    Whoever had promised to bring one of them has kept it.
    """
    deal = come(stood_after_all(standing.deal, made), present, Fate(standing.on or date.max, LATEST, LATEST))
    return Standing(deal, standing.on, made, present, standing.before_call)


@remembered({})
def chain(standing: Standing, present: tuple[str, ...]) -> dict[str, Feasibility]:
    """The decisions that could be made one after another on this call, each counting the earlier as made (rule 42)."""
    made: dict[str, Feasibility] = {}
    supposed, before = _supposing(standing, frozenset(), present), -1
    while before < len(made):
        before = len(made)
        for step in standing.map.decisions:
            if step.id in made or not _may_follow(supposed, step.id, present):
                continue
            able = feasible(supposed, step.id, present)
            if able.word == HERE and _may_pass_over(standing, supposed, step.id):
                made[step.id] = able
                supposed = _supposing(standing, frozenset(made), present)
    return made


def _may_follow(standing: Standing, step: str, present: tuple[str, ...]) -> bool:
    if not is_open(standing, step) or not is_clients(standing, step) or applies(standing, step) is not True:
        return False
    if status(standing, step) in STANDS_IN_THE_WAY:
        return False
    return not spared(standing, step) and not silenced(standing, step, present)


def _may_pass_over(standing: Standing, supposed: Standing, step: str) -> bool:
    """Whether this call may leave open what it would pass over on the track: no no, nothing put off, not the closing.

    Each is owed before a gate then; on the way to the closing decision itself, that needs none (a soft gate).
    """
    rank, track = standing.map.rank, standing.map.stage_of[step].track
    ahead = front(standing, track)
    begun = rank[ahead[0]] if ahead else 0
    between = [
        other
        for other in track_decisions(supposed, track)
        if begun <= rank[other] < rank[step] and is_open(supposed, other)
    ]
    if standing.map.closing in between or any(status(supposed, other) in STANDS_IN_THE_WAY for other in between):
        return False
    if not between or step == standing.map.closing:
        return True
    then = _supposing(standing, supposed.supposing | {step}, supposed.heard)
    gates = {debt.id: debt.before for debt in owed(then)}
    return all(gates.get(other) for other in between if other in gates)


def _furthest(standing: Standing, chosen: str, present: tuple[str, ...]) -> Reach | None:
    """The furthest decision of the chain on main, failing that on the chosen one's track, with what leads there."""
    links = chain(standing, present)
    map_ = standing.map
    for track in dict.fromkeys(("main", map_.stage_of[chosen].track)):
        on_track = [step for step in links if map_.stage_of[step].track == track]
        if on_track:
            last = max(on_track, key=lambda step: (map_.rank[step], map_.place[step]))
            taken = _taken(standing, links, {last, chosen} & links.keys(), last, present)
            return Reach(last, links[last].people, (*[step for step in links if step in taken - {last}], last))
    return None


def _taken(
    standing: Standing, links: dict[str, Feasibility], begun: set[str], last: str, present: tuple[str, ...]
) -> set[str]:
    """Those links that lead to the last: what it needs, what stands before it or beside, what would be owed then."""
    track, rank = standing.map.stage_of[last].track, standing.map.rank
    taken = begun | {step for step in links if standing.map.stage_of[step].track == track and rank[step] <= rank[last]}
    while True:
        needed = {name for step in taken for name in standing.way.through(step)}
        owing = {debt.id for debt in owed(_supposing(standing, frozenset(taken), present))}
        more = (needed | owing) & links.keys() - taken
        if not more:
            return taken
        taken |= more
