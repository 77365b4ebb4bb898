"""Whom the map never lets anybody meet, though they decide."""

from __future__ import annotations

from callplan.core.condition import leaves
from callplan.core.playbook import Act, Decision, Playbook, Stage
from callplan.core.terms import Cases, Condition, Named, Some
from callplan.playbook_file.names import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.terms import Who


def advise(playbook: Playbook, reading: Reading) -> None:
    """Note the deciders whom nobody meets or brings, and the one who decides everything.

    Whoever does or decides something in the first stage is met by beginning there; where nobody may be called,
    nobody can be brought.
    """
    _one_for_all(playbook, reading)
    first = next((stage for stage in _stages(playbook) if stage.track == "main"), None)
    known = {name for step in first.steps for name in roles(step.by)} if first else set()
    known |= {step.brings for stage in _stages(playbook) for step in stage.steps if isinstance(step, Act)}
    later = [stage for stage in _stages(playbook) if stage is not first and stage.talk.how == "call"]
    for decision in [step for stage in later for step in stage.steps]:
        for name in sorted(_needed(decision.by) - known) if isinstance(decision, Decision) else ():
            if playbook.role[name].side == "client":
                known.add(name)
                reading.advise(reading.card[decision.id]["by"], _unknown(name, decision, playbook))


def roles(who: Who | Cases | None) -> list[str]:
    """Every role that is named, in any case."""
    return [leaf.id for each in _options(who) for leaf in leaves(each) if isinstance(leaf, Named)]


def _stages(playbook: Playbook) -> list[Stage]:
    """The stages that can apply, without the steps that never do."""
    without = playbook.without
    return [
        stage.but(steps=tuple([step for step in stage.steps if step.id not in without]))
        for stage in playbook.stages
        if stage.id not in without
    ]


def _one_for_all(playbook: Playbook, reading: Reading) -> None:
    by = [step.by for stage in _stages(playbook) for step in stage.steps if isinstance(step, Decision)]
    if len(by) > 2 and isinstance(by[0], Named) and all(each == by[0] for each in by):
        name = by[0].id
        told = f'"{name}" decides everything here, all {len(by)} decisions: who else has to agree'
        advice = "the one who pays, who works with it, who checks it"
        reading.advise(reading.roles[name], f'{told} - {advice}? Name them in "by" or "hear"')


def _unknown(name: str, decision: Act | Decision, playbook: Playbook) -> str:
    if any(name in (*roles(step.by), *roles(getattr(step, "hear", None))) for step in _before(decision, playbook)):
        return f'no act brings "{name}", who has to decide this: give an act of somebody known "brings: {name}"'
    told = f'nobody meets "{name}" before this decision: give an act of somebody known "brings: {name}"'
    return f'{told}, or hear them earlier ("hear: {name}")'


def _before(decision: Act | Decision, playbook: Playbook) -> Iterator[Act | Decision]:
    """The steps that may come before a decision: those of earlier stages of its track and of main, and its acts."""
    own = playbook.stage_of[decision.id]
    for stage in _stages(playbook):
        if stage.id == own.id:
            yield from [step for step in stage.steps if isinstance(step, Act)]
        elif stage.track == "main" != own.track or (
            stage.track == own.track and playbook.rank[stage.id] < playbook.rank[own.id]
        ):
            yield from stage.steps


def _needed(who: Who | Cases | None) -> set[str]:
    """The roles without which, in some case, nobody decides."""
    return {name for each in _options(who) for name in _all_of(each)}


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
