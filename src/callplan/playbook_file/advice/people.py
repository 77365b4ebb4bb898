"""Whom the map never lets anybody meet, though they decide."""

from __future__ import annotations

from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act, Decision, Playbook, Stage
from callplan.core.map.terms import Cases, Condition, Named, Some
from callplan.playbook_file.names import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.map.terms import Who


def advise(playbook: Playbook, reading: Reading) -> None:
    """Note the deciders whom nobody meets or brings, and the one who decides everything.

    Whoever does or decides something in the first stage is met by beginning there, and whoever does something that a
    decision needs, or is heard for it, on the way to that decision; where nobody may call, nobody can be brought.
    """
    stages = _stages(playbook)
    _one_for_all(stages, reading)
    first = next((stage for stage in stages if stage.track == "main"), None)
    known = {name for step in first.steps for name in roles(step.by)} if first else set()
    known |= {step.brings for stage in stages for step in stage.steps if isinstance(step, Act)}
    missing: dict[str, tuple[Decision, Stage]] = {}
    for stage in stages:
        for decision in [step for step in stage.steps if isinstance(step, Decision)]:
            new = [name for name in sorted(_needed(decision.by) - known) if playbook.role[name].side == "client"]
            known.update(new)
            missing.update(dict.fromkeys(new if stage.talk.how == "call" else (), (decision, stage)))
    seen = _seen(stages) if missing else {}
    for name, (decision, stage) in missing.items():
        behind = _behind(decision, playbook)
        if not any(step.id in behind for step, _ in seen[name]):
            met = any(_before(step, there, stage, playbook) for step, there in seen[name])
            reading.advise(reading.card[decision.id]["by"], _missing(name, met))


def _behind(decision: Decision, playbook: Playbook) -> set[str]:
    """The steps that a decision needs, itself or through others, in whatever case."""
    found: set[str] = set()
    waiting: list[Act | Decision] = [decision]
    while waiting:
        step = waiting.pop()
        named = {
            leaf.id
            for need in (step.needs, playbook.stage_of[step.id].needs)
            for leaf in leaves(need)
            if isinstance(leaf, Named)
        }
        inner = {each.id for name in named if name in playbook.stage for each in playbook.stage[name].steps}
        new = (named & playbook.steps.keys() | inner) - found
        found |= new
        waiting += [playbook.steps[name] for name in new]
    return found


def roles(who: Who | Cases | None) -> list[str]:
    """Every role that is named, in any case."""
    return [leaf.id for each in _options(who) for leaf in leaves(each) if isinstance(leaf, Named)]


def _stages(playbook: Playbook) -> list[Stage]:
    """The stages that can apply, without the steps that never do."""
    without = playbook.without
    if not without:
        return list(playbook.stages)
    return [
        stage.but(steps=tuple([step for step in stage.steps if step.id not in without]))
        for stage in playbook.stages
        if stage.id not in without
    ]


def _one_for_all(stages: list[Stage], reading: Reading) -> None:
    by = [step.by for stage in stages for step in stage.steps if isinstance(step, Decision)]
    if len(by) > 2 and isinstance(by[0], Named) and all(each == by[0] for each in by):
        name = by[0].id
        told = f'"{name}" decides everything here, all {len(by)} decisions: who else has to agree'
        advice = "the one who pays, who works with it, who checks it"
        reading.advise(reading.roles[name], f'{told} - {advice}? Name them in "by" or "hear"')


def _missing(name: str, met: bool) -> str:
    told = f'give an act of somebody known "brings: {name}"'
    if met:
        return f'no act brings "{name}", who has to decide this: {told}'
    return f'nobody meets "{name}" before this decision: {told}, or hear them for what it needs ("hear: {name}")'


def _seen(stages: list[Stage]) -> dict[str, list[tuple[Act | Decision, Stage]]]:
    """Every step that each role does, decides or is heard for, with its stage."""
    seen: dict[str, list[tuple[Act | Decision, Stage]]] = {}
    for stage in stages:
        for step in stage.steps:
            for name in {*roles(step.by), *(roles(step.hear) if isinstance(step, Decision) else ())}:
                seen.setdefault(name, []).append((step, stage))
    return seen


def _before(step: Act | Decision, there: Stage, stage: Stage, playbook: Playbook) -> bool:
    """Whether a step comes before the decisions of a stage: an act of it, or of an earlier one, or of the main way."""
    if there.id == stage.id:
        return isinstance(step, Act)
    earlier = there.track == stage.track and playbook.rank[there.id] < playbook.rank[stage.id]
    return earlier or there.track == "main" != stage.track


def _needed(who: Who | Cases | None) -> set[str]:
    """The roles without which, in whatever case, nobody decides."""
    needed = [_all_of(each) for each in _options(who)]
    return set.intersection(*needed) if needed else set()


def _all_of(who: Condition) -> set[str]:
    if isinstance(who, Named):
        return {who.id}
    inner = [_all_of(each) for each in who.of] if isinstance(who, Some) else []
    if isinstance(who, Some) and who.least in (0, len(inner)):
        return set().union(*inner)
    return set.intersection(*inner) if inner else set()


def _options(who: Who | Cases | None) -> list[Who]:
    found = [case.value for case in who.of] if isinstance(who, Cases) else [who]
    return [each for each in found if each is not None]
