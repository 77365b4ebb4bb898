"""Decisions and acts that make little sense, one by one."""

from __future__ import annotations

from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act, Decision, Playbook, Stage
from callplan.core.map.terms import PROOFS, Cases, Named, Proof
from callplan.core.phrase import number
from callplan.playbook_file.advice.people import roles
from callplan.playbook_file.names import Reading

FEW = 3
_TIES = ("brings", "ask", "help", "before", "takes")


def advise(playbook: Playbook, reading: Reading) -> None:
    """Note the decisions that are none of the client's or ask for too little, and the acts that serve nothing."""
    ours = {track for track in playbook.tracks if track != "main" and _ours_alone(track, playbook)}
    without_no: list[Decision] = []
    for step in playbook.steps.values():
        stage = playbook.stage_of[step.id]
        if step.id in playbook.without or stage.id in playbook.without:
            continue
        if isinstance(step, Decision):
            sides = {playbook.role[name].side for name in roles(step.by)}
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
    sides = {playbook.role[name].side for step in steps for name in roles(step.by)}
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
    if any(isinstance(leaf, Named) and reading.kind[leaf.id] != "fact" for leaf in leaves(act.when)):
        return True
    if all(playbook.role[name].side == "us" for name in roles(act.by)):
        return True
    return stage.track != "main" and any(_after(each, playbook) for each in playbook.tracks[stage.track])


def _after(stage: Stage, playbook: Playbook) -> bool:
    """Whether a stage begins with the deal won."""
    won = (playbook.closing, playbook.stage_of[playbook.closing].id)
    return any(isinstance(leaf, Named) and leaf.id in won for leaf in leaves(stage.needs))


def _won(closing: Act | Decision, reading: Reading) -> None:
    """Whether the deal is won by more than words."""
    found = [case.value for case in closing.proof.of] if isinstance(closing.proof, Cases) else [closing.proof]
    rungs = [proof.rung for proof in found if isinstance(proof, Proof)]
    low = [rung for rung in rungs if PROOFS.index(rung) < PROOFS.index("wrote")]
    if low:
        told = f'lets the deal be won by what is "{low[0]}" alone'
        reading.advise(reading.card[closing.id]["proof"], f'"proof" {told}: ask for "wrote" or "did" here')
