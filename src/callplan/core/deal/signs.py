"""What acts of theirs show of where the client is, though nobody has told of a decision (rule 45, page section 6)."""

from __future__ import annotations

from callplan.core.deal.needs import is_ours
from callplan.core.deal.standing import Standing, remembered
from callplan.core.deal.status import is_open, status
from callplan.core.deal.wanted import wanted_by
from callplan.core.map.playbook import Decision


@remembered(())
def _done_on(standing: Standing, track: str) -> tuple[str, ...]:
    """The acts of theirs that are done on a track, in the order of the map; to bring somebody shows nothing."""
    acts = [act for act in standing.map.acts if not act.brings]
    on_it = [act.id for act in acts if standing.map.stage_of[act.id].track == track]
    return tuple([act for act in on_it if status(standing, act) == "done" and not is_ours(standing, act)])


def shown_by(standing: Standing, decision: str) -> str:
    """The act of a later stage, done by them, that shows an open decision as taken: one that waits for it first."""
    if status(standing, decision) != "open":
        return ""
    rank = standing.map.rank
    later = [act for act in _done_on(standing, standing.map.stage_of[decision].track) if rank[act] > rank[decision]]
    return min(later, key=lambda act: decision not in standing.way.through(act), default="")


def gone_by(standing: Standing, act: str) -> bool:
    """Whether the stage of an act has visibly gone by, and nothing open from there on waits for the act."""
    rank, stage = standing.map.rank, standing.map.stage_of[act]
    seen = max([rank[each] for each in _done_on(standing, stage.track)], default=-1)
    left = [step.id for step in stage.steps if isinstance(step, Decision) and is_open(standing, step.id)]
    if rank[act] >= seen or not all(shown_by(standing, step) for step in left):
        return False
    stages = standing.map.stage_of
    return all(stages[step].track == stage.track and rank[step] < seen for step in _for(standing, act))


def _for(standing: Standing, act: str) -> list[str]:
    """The open decisions that wait for an act, directly or through other acts that are not done."""
    found: list[str] = []
    look = [act]
    while look:
        for step in [step for step in wanted_by(standing, look.pop()) if is_open(standing, step)]:
            (found if isinstance(standing.map.steps[step], Decision) else look).append(step)
    return found
