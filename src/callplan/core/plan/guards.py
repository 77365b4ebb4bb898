"""What counts as a yes and what does not, and what nobody does before something is settled (PLAYBOOKS 26, 30)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.position import fronts
from callplan.core.deal.standing import choices
from callplan.core.deal.status import OPEN
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line
from callplan.core.terms import Proof

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 2


def proof_line(draft: Draft) -> Iterator[Line]:
    """What a yes to the chosen decision looks like, and what is none."""
    step = draft.decision
    if step is None:
        return
    looks = [look.like for each in choices(draft.standing, step.proof) if isinstance(each, Proof) for look in each.of]
    likes = list(dict.fromkeys(like for like in looks if like))
    parts = [f"It counts with {phrase.joined(likes, 'or')}."] if likes else []
    parts += [f"No proof: {phrase.joined(list(step.not_proof[:MOST]), 'or')}."] if step.not_proof else []
    if parts:
        yield Line("PROOF", " ".join(parts), (f"map {step.id}.proof",))


def until_then(draft: Draft) -> Iterator[Line]:
    """What nobody is to do before the chosen decision, what it waits for, or what the fronts wait for is settled."""
    stages = [draft.map.stage_of[step] for ahead in fronts(draft.standing).values() for step in ahead[:1]]
    near = [step.id for stage in stages for step in stage.steps]
    names = [name for name in (draft.chosen or "", *draft.blockers(), *near) if name in draft.map.steps]
    steps = [draft.map.steps[name] for name in dict.fromkeys(names) if draft.status(name) in OPEN]
    for step in [step for step in steps if step.until_then][:MOST]:
        deeds = phrase.joined(list(step.until_then), "or")
        text = f"Until {draft.title(step.id)} is settled, nobody is to {deeds}."
        yield Line("RISK", text, (f"map {step.id}.until_then",))
