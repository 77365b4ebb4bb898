"""What a no to a decision may end: the map's end for it, and the closing decision's once nothing is open before it."""

from __future__ import annotations

from callplan.core.deal.needs import spared
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import is_open
from callplan.core.map.playbook import Decision


def end_of_no(standing: Standing, step: str) -> str | None:
    """The end a no to a decision leads to; None: it is declined, and the deal goes on (page rule 7)."""
    if step == standing.map.closing and open_before(standing, step):
        return None
    return named_end(standing, step)


def named_end(standing: Standing, step: str) -> str | None:
    """The end that a no for good leads to: the one the map names; of the closing decision else the first lost one."""
    found = standing.map.steps[step]
    target = found.if_no if isinstance(found, Decision) else ""
    if target in standing.map.end:
        return target
    if step != standing.map.closing:
        return None
    return next((end.id for end in standing.map.ends if end.kind == "lost"), "lost")


def open_before(standing: Standing, step: str) -> list[str]:
    """The open decisions that come before one: ranked before it on its track, or needed by it."""
    stages, rank, way = standing.map.stage_of, standing.map.rank, standing.way.through(step)
    return [
        each.id
        for each in standing.map.decisions
        if each.id != step
        and (each.id in way or (stages[each.id].track == stages[step].track and rank[each.id] < rank[step]))
        and is_open(standing, each.id)
        and not spared(standing, each.id)
    ]
