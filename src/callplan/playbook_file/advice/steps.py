"""Decisions and acts that make little sense, one by one."""

from __future__ import annotations

from callplan.core.condition import leaves
from callplan.core.playbook import Act, Decision, Playbook, Stage
from callplan.core.terms import PROOFS, Cases, Named, Proof
from callplan.playbook_file.advice.people import roles
from callplan.playbook_file.names import Reading

_TIES = ("brings", "ask", "help", "before", "takes")


def advise(playbook: Playbook, reading: Reading) -> None:
    """Note the decisions that are none of the client's or ask for too little, and the acts that serve nothing."""
    ours = {track for track in playbook.tracks if track != "main" and _ours_alone(track, playbook)}
    for step in playbook.steps.values():
        stage = playbook.stage_of[step.id]
        if step.id in playbook.without or stage.id in playbook.without:
            continue
        if isinstance(step, Decision):
            _whose(step, stage.track in ours, playbook, reading)
            _no(step, stage, reading)
        else:
            _served(step, reading)
    _won(playbook.steps[playbook.closing], reading)


def _whose(decision: Decision, beside: bool, playbook: Playbook, reading: Reading) -> None:
    """Whether somebody of theirs decides, unless it is `beside` their way; what only we do is an act."""
    sides = {playbook.role[name].side for name in roles(decision.by)}
    card = reading.card[decision.id]
    if sides == {"us"} and not beside:
        told = 'names none of theirs, and only they decide: name who does, or make it an act of ours ("will:")'
        reading.advise(card["by"], f'"by" {told}')
    elif "client" in sides and not decision.no_is_right_if:
        told = 'has no "no_is_right_if": say when a no is right for them, so that the plan can offer it'
        reading.advise(card["id"], f'"{decision.id}" {told}')


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


def _served(act: Act, reading: Reading) -> None:
    """Whether an act serves anything: something names it, it falls away with a step, or holds a help or a time."""
    card = reading.card[act.id]
    ends = any(isinstance(leaf, Named) and reading.kind[leaf.id] != "fact" for leaf in leaves(act.when))
    if act.id not in reading.named and not ends and not any(key in card for key in _TIES):
        told = 'no decision needs it, it brings nobody and helps with nothing: name it in the "needs" of one'
        reading.advise(card["id"], f'"{act.id}" serves nothing: {told}, or give it an "ask" or a "help"')


def _won(closing: Act | Decision, reading: Reading) -> None:
    """Whether the deal is won by more than words."""
    found = [case.value for case in closing.proof.of] if isinstance(closing.proof, Cases) else [closing.proof]
    rungs = [proof.rung for proof in found if isinstance(proof, Proof)]
    low = [rung for rung in rungs if PROOFS.index(rung) < PROOFS.index("wrote")]
    if low:
        told = f'lets the deal be won by what is "{low[0]}" alone'
        reading.advise(reading.card[closing.id]["proof"], f'"proof" {told}: ask for "wrote" or "did" here')
