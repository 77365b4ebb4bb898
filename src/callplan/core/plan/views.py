"""The plan's parts as plain values, for `--json` and for anything that reads a Plan."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.rungs import Reach
from callplan.core.deal.facts import known
from callplan.core.deal.state import Promise
from callplan.core.deal.verdict import roles_in
from callplan.core.plan.between import reason
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import weak_facts
from callplan.core.plan.model import (
    Call,
    Chosen,
    Commitment,
    LastDecision,
    Missing,
    Person,
    Promises,
    Rung,
    Rungs,
    Source,
    Voice,
)  # fmt: skip
from callplan.core.playbook import BUILT_IN_FACTS


def call(draft: Draft) -> Call | None:
    """The call, its people and who is missing."""
    if draft.call is None:
        return None
    people = tuple([Person(name, draft.deal.roles(name)) for name in draft.present])
    missing = tuple([Missing(role, step) for role, step in draft.missing()])
    return Call(draft.call.on, draft.call.minutes, people, missing)


def chosen(draft: Draft) -> Chosen | None:
    """The decision the call is for."""
    step = draft.decision
    if step is None:
        return None
    word = draft.able.word
    people = draft.able.people or _holders(draft, step.id)
    why = "" if word == "here" or not draft.present else phrase.capital(f"{reason(draft)}.")
    return Chosen(step.id, step.name, step.clause, people, word, why)


def _holders(draft: Draft, step: str) -> tuple[str, ...]:
    """The known holders of the roles that decide a step, else the roles' own description."""
    roles = roles_in(draft.standing, draft.map.steps[step].by)
    named = [name for role in roles for name in draft.deal.holders(role)[:1] or (draft.whoever(role),)]
    return tuple(dict.fromkeys(named))


def rungs(draft: Draft) -> Rungs:
    """The three rungs as values."""
    far, aim, least = draft.ladder.all_the_way, draft.ladder.aim, draft.ladder.least
    return Rungs(_rung(draft, far), _rung(draft, aim), _rung(draft, least))


def _rung(draft: Draft, rung: Reach | Request | None) -> Rung | None:
    if rung is None:
        return None
    if isinstance(rung, Request):
        return Rung("act", rung.id, rung.person, draft.deed(rung, str), rung.due, rung.weight, (), (rung.person,))
    people = rung.people or _holders(draft, rung.id)
    clause = draft.map.steps[rung.id].clause
    return Rung("decision", rung.id, phrase.joined(people), clause, draft.day, "", rung.owes, people, rung.chain)


def last_decision(draft: Draft) -> LastDecision | None:
    """The last client decision that stands."""
    last = draft.last
    return LastDecision(last.id, last.word.on, last.word.person) if last else None


def commitments(draft: Draft) -> Promises:
    """Promises on both sides."""
    every = [(draft.deal.side(each.person), _commitment(draft, each)) for each in draft.deal.promises.values()]
    ours = tuple([each for side, each in every if side == "us"])
    return Promises(ours, tuple([each for side, each in every if side != "us"]))


def _commitment(draft: Draft, promise: Promise) -> Commitment:
    state = "overdue" if promise.state == "open" and promise.due < draft.day else promise.state
    return Commitment(promise.id, promise.person or "us", promise.act, promise.due, promise.step or None, state)


def sources(draft: Draft) -> tuple[Source, ...]:
    """How well each fact that applies is known; those of every map only when spoken of or leaned on."""
    found = {name: known(draft.standing, name).state for name in draft.map.fact}
    told = {name for name, state in found.items() if state != "unknown"} | weak_facts(draft).keys()
    told -= {"reason"} if draft.deal.closed else set()
    shown = [name for name, state in found.items() if state != "n/a" and (name in told or name not in BUILT_IN_FACTS)]
    return tuple([Source(name, found[name], _voices(draft, name)) for name in shown])


def _voices(draft: Draft, fact: str) -> tuple[Voice, ...]:
    found = known(draft.standing, fact)
    if found.claims:
        return tuple([Voice(each.value, each.person, each.proof, each.paper) for each in found.claims])
    return (Voice(found.value, "", "assumed", ""),) if found.value is not None else ()


def unknown(draft: Draft) -> tuple[str, ...]:
    """What is not known: facts leaned on without an answer, and deciding roles nobody is known to hold."""
    facts = [name for name, each in weak_facts(draft).items() if each.state in ("unknown", "conflict")]
    roles = [f"@{role}" for role, step in draft.missing() if step == draft.chosen and not draft.deal.holders(role)]
    return (*facts, *roles)
