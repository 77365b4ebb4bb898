"""What nobody is to do before a decision is made, as the map says it."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.position import fronts
from callplan.core.deal.status import OPEN
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST, NOT_YET = 2, 50


def not_yet(b: Briefing, found: Aim) -> Iterator[Line]:
    """What nobody is to do before the decision, what it waits for, or what the fronts wait for is settled."""
    stages = [b.map.stage_of[step] for ahead in fronts(b.standing).values() for step in ahead[:1]]
    near = [step.id for stage in stages for step in stage.steps]
    names = [name for name in (found.step, *b.blockers(), *near) if name in b.map.steps]
    steps = [b.map.steps[name] for name in dict.fromkeys(names) if b.status(name) in OPEN]
    for step in [step for step in steps if step.until_then][:MOST]:
        deeds = phrase.joined(list(step.until_then), "or")
        drop = 0 if found.kind == case.SILENT or _under_silence(b, step.id) else NOT_YET
        text = f"Don't {deeds} before {b.names.title(step.id)}."
        yield Line("AIM", text, (f"map {step.id}.until_then",), drop=drop)


def _under_silence(b: Briefing, step: str) -> bool:
    """Whether a rule of the client's on talking stands behind it: a track that has a stage without calls."""
    track = b.map.stage_of[step].track
    return any(stage.talk.how != "call" for stage in b.map.tracks[track])
