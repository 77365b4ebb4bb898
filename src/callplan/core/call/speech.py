"""How they may be spoken to: a stage that allows no call closes its track from itself on (rule 64, PLAYBOOKS 34)."""

from __future__ import annotations

from callplan.core.deal.standing import Standing, stage_applies
from callplan.core.deal.status import passed
from callplan.core.playbook import Stage


def silenced(standing: Standing, step_id: str) -> Stage | None:
    """The first open stage, up to a decision's own on its track, in which nobody may call; None: a call may be made."""
    way = standing.map.tracks[standing.map.stage_of[step_id].track][: standing.map.rank[step_id] + 1]
    closed = [stage for stage in way if stage.talk.how != "call"]
    still = [stage for stage in closed if stage_applies(standing, stage.id) and not passed(standing, stage.id)]
    return still[0] if still else None
