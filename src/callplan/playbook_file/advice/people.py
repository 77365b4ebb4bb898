"""Steps that make little sense: decided by whom nobody meets or who may not, or serving nothing."""

from __future__ import annotations

from callplan.core.map.condition import named, way
from callplan.core.map.playbook import Act, Decision, Playbook, Stage
from callplan.core.map.terms import PROOFS, Cases, Condition, Named, Proof, Some
from callplan.core.phrase import number
from callplan.playbook_file.map_ids import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.map.terms import Who

FEW = 3
_TIES = ("brings", "ask", "help", "before", "takes")


def advise(playbook: Playbook, reading: Reading) -> None:
    """Note whom nobody meets, decisions that are none of the client's or ask for too little, and idle acts."""
    _one_by_one(playbook, reading)
    _met(playbook, reading)


def _met(playbook: Playbook, reading: Reading) -> None:
    """Note the deciders whom nobody meets or brings, and the one who decides everything.

    Whoever does or decides something in the first stage is met by beginning there, and whoever does something that a
    decision needs, or is heard for it, on the way to that decision; where nobody may call, nobody can be brought.
    """
    stages = _stages(playbook)
    _one_for_all(stages, reading)
    first = next((stage for stage in stages if stage.track == "main"), None)
    known = {name for step in first.steps for name in named(step.by)} if first else set()
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
        needs = {name for condition in way(playbook).asked[step.id] for name in named(condition)}
        inner = {each.id for name in needs if name in playbook.stage for each in playbook.stage[name].steps}
        new = (needs & playbook.steps.keys() | inner) - found
        found |= new
        waiting += [playbook.steps[name] for name in new]
    return found


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
            for name in {*named(step.by), *(named(step.hear) if isinstance(step, Decision) else ())}:
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


def _one_by_one(playbook: Playbook, reading: Reading) -> None:
    """Note the decisions that are none of the client's or ask for too little, and the acts that serve nothing."""
    ours = {track for track in playbook.tracks if track != "main" and _ours_alone(track, playbook)}
    without_no: list[Decision] = []
    for step in playbook.steps.values():
        stage = playbook.stage_of[step.id]
        if step.id in playbook.without or stage.id in playbook.without:
            continue
        if isinstance(step, Decision):
            sides = {playbook.role[name].side for name in named(step.by)}
            if sides == {"us"} and stage.track not in ours:
                told = 'names none of theirs, and only they decide: name who does, or make it an act of ours ("will:")'
                reading.advise(reading.card[step.id]["by"], f'"by" {told}')
            elif "client" in sides and not step.no_is_right_if:
                without_no.append(step)
            _no(step, stage, reading)
        elif not _serves(step, playbook, reading):
            told = 'no decision needs it, it brings nobody and helps with nothing: name it in the "needs" of one'
            reading.advise(
                reading.card[step.id]["id"], f'"{step.id}" serves nothing: {told}, or give it an "ask" or a "help"'
            )
    _rightly_no(without_no, reading)
    _won(playbook.steps[playbook.closing], reading)


def _rightly_no(decisions: list[Decision], reading: Reading) -> None:
    """That these decisions do not say when a no is right; the many are told with the first."""
    for decision in decisions[: 1 if len(decisions) > FEW else FEW]:
        more = f", nor have {number(len(decisions) - 1)} more decisions" if len(decisions) > FEW else ""
        told = "say when a no is right for them, so that the plan can offer it"
        reading.advise(reading.card[decision.id]["id"], f'"{decision.id}" has no "no_is_right_if"{more}: {told}')


def _ours_alone(track: str, playbook: Playbook) -> bool:
    """Whether a track beside the main way is ours from end to end, as whether we bid at all is."""
    steps = [step for stage in playbook.tracks[track] for step in stage.steps if isinstance(step, Decision)]
    sides = {playbook.role[name].side for step in steps for name in named(step.by)}
    return sides == {"us"}


def _no(decision: Decision, stage: Stage, reading: Reading) -> None:
    """Whether a no leads anywhere: one that opens nothing but this decision again does not."""
    others = (step for step in stage.steps if isinstance(step, Decision) and step is not decision)
    if decision.if_no == decision.id or (decision.if_no == stage.id and not any(others)):
        told = f'sends a no back to "{decision.if_no}", where it was said, and so round in a circle'
        advice = 'name an end, an earlier step or stage, or "go-on", or take it out'
        reading.advise(reading.card[decision.id]["if_no"], f'"if_no" {told}: {advice}')


def _serves(act: Act, playbook: Playbook, reading: Reading) -> bool:
    """Whether an act serves anything: it is named or ours, falls away with a step, or holds a help or a time.

    What is to be done beside the main way once the deal is won serves the client as it is.
    """
    card, stage = reading.card[act.id], playbook.stage_of[act.id]
    if act.id in reading.named or any(key in card for key in _TIES):
        return True
    if any(reading.kind[name] != "fact" for name in named(act.when)):
        return True
    if all(playbook.role[name].side == "us" for name in named(act.by)):
        return True
    return stage.track != "main" and any(_after(each, playbook) for each in playbook.tracks[stage.track])


def _after(stage: Stage, playbook: Playbook) -> bool:
    """Whether a stage begins with the deal won."""
    won = (playbook.closing, playbook.stage_of[playbook.closing].id)
    return any(name in won for name in (*named(stage.needs), *named(stage.after)))


def _won(closing: Act | Decision, reading: Reading) -> None:
    """Whether the deal is won by more than words."""
    found = [case.value for case in closing.proof.of] if isinstance(closing.proof, Cases) else [closing.proof]
    rungs = [proof.rung for proof in found if isinstance(proof, Proof)]
    low = [rung for rung in rungs if PROOFS.index(rung) < PROOFS.index("wrote")]
    if low:
        told = f'lets the deal be won by what is "{low[0]}" alone'
        reading.advise(reading.card[closing.id]["proof"], f'"proof" {told}: ask for "wrote" or "did" here')
