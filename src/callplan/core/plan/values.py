"""The plan's parts as plain values, for `--json` and for anything that reads a Plan."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request, due
from callplan.core.call.rungs import Reach, then_owed
from callplan.core.deal.facts import known
from callplan.core.deal.position import fronts, places
from callplan.core.deal.state import Promise
from callplan.core.deal.verdict import roles_in
from callplan.core.map.playbook import BUILT_IN_FACTS
from callplan.core.plan import case, missing
from callplan.core.plan.aim import deed, sentence
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.model import (
    Call,
    Chosen,
    Commitment,
    LastDecision,
    Missing,
    Person,
    PlanValues,
    PlaybookName,
    PromisesMade,
    Rung,
    Rungs,
    Source,
    SourceVoice,
)  # fmt: skip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan import Plan
    from callplan.core.plan.asked import Ask
    from callplan.core.plan.end_of_call import Risk


def values_of(plan: Plan) -> PlanValues:
    """Everything behind a page."""
    b, found = plan.briefing, plan.case
    statuses = {step.id: b.status(step.id) for step in b.map.decisions}
    reached = rungs(b, found)
    asked, may_ask, risk, on_it = _of_a_call(plan) if b.call else ((), (), None, ())
    return PlanValues(
        deal=b.deal.name,
        closed=b.deal.closed.end if b.deal.closed else None,
        playbook=PlaybookName(b.map.id, b.map.version),
        call=_call(b),
        decision=_chosen(b, found),
        no_aim=phrase.loose(sentence(b, found)) if reached.aim is None else None,
        rungs=reached,
        position=places(b.standing),
        fronts=fronts(b.standing),
        doubted=b.doubted,
        to_reconfirm=_in_state(statuses, "to-reconfirm"),
        support=tuple(missing.supported(b)),
        declined=_in_state(statuses, "declined"),
        deferred=_in_state(statuses, "put-off"),
        last_client_decision=LastDecision(b.last.id, b.last.word.on, b.last.word.person) if b.last else None,
        momentum=b.quiet,
        owed=b.owed,
        promises=_commitments(b),
        sources=_sources(b),
        client_work=tuple(missing.work(b, found)),
        before_you_dial=(*b.unfinished(), *[promise.id for promise in b.late()]),
        asks=asked,
        may_ask=may_ask,
        risk=risk,
        unknown=_unknown(b),
        lines=plan.lines,
        light=b.light,
        asked=plan.asked,
        on_the_call=on_it,
    )


def _of_a_call(plan: Plan) -> tuple[tuple[Ask, ...], tuple[str, ...], Risk | None, tuple[str, ...]]:
    """What is asked on a call: our questions, theirs, and what they fear; and what is done on it first."""
    from callplan.core.plan import asked, end_of_call, on_it

    b, found = plan.briefing, plan.case
    ours, theirs = asked.asks(b, plan.questions), asked.may_ask(b, found)
    return ours, theirs, end_of_call.risk(b, found), on_it.to_do_on_it(b, found)


def _in_state(statuses: dict[str, str], kind: str) -> tuple[str, ...]:
    return tuple([step for step, status in statuses.items() if status == kind])


def _call(b: Briefing) -> Call | None:
    """The call, its people and who is missing."""
    if b.call is None:
        return None
    people = tuple([Person(name, b.deal.roles(name)) for name in b.present])
    absent = tuple([Missing(role, step) for role, step in case.missing_roles_here(b)])
    return Call(b.call.on, b.call.minutes, people, absent)


def _chosen(b: Briefing, found: Aim) -> Chosen | None:
    """The decision the call is for; where it cannot be made on the call, `why` is the aim in words."""
    step = b.decision
    if step is None:
        return None
    word = b.able.word
    people = b.able.people or _holders(b, step.id)
    why = "" if word == "here" or not b.present else phrase.loose(sentence(b, found))
    return Chosen(step.id, step.name, step.clause, people, word, why)


def _holders(b: Briefing, step: str) -> tuple[str, ...]:
    """The known holders of the roles that decide a step, else the roles' own description."""
    roles = roles_in(b.standing, b.map.steps[step].by)
    named = [name for role in roles for name in b.deal.holders(role)[:1] or (b.names.called(role),)]
    return tuple(dict.fromkeys(named))


def rungs(b: Briefing, found: Aim) -> Rungs:
    """The three rungs as values: only what the page asks for, so that a rung reached counts."""
    if found.kind == case.BACK:
        return _rungs_back(b, found)
    asked = case.ladder_asked(b, found)
    return Rungs(_rung(b, asked.all_the_way), _rung(b, asked.aim), _rung(b, asked.least))


def _rungs_back(b: Briefing, found: Aim) -> Rungs:
    """Going back on purpose: the decision taken up again; at least a day to look at it; at most decided anew (61)."""
    who = b.taken_up_by
    if not who:
        return Rungs(None, None, None)
    aim = Rung("act", found.step, who, f"look again at {b.names.topic(found.step)}", b.day, "reputation", people=(who,))
    anew = b.ladder.aim if isinstance(b.ladder.aim, Reach) else None
    return Rungs(_rung(b, anew), aim, aim.but(due=due(b.standing, "", found.step), weight="time"))


def _rung(b: Briefing, rung: Reach | Request | None) -> Rung | None:
    if rung is None:
        return None
    if isinstance(rung, Request):
        return Rung("act", rung.id, rung.person, phrase.loose(deed(b, rung)), rung.due, rung.weight, (), (rung.person,))
    people = rung.people or _holders(b, rung.id)
    clause = b.map.steps[rung.id].clause
    owes = then_owed(b.supposed, rung, b.present)
    return Rung("decision", rung.id, phrase.joined(people), clause, b.day, "", owes, people, rung.chain)


def _commitments(b: Briefing) -> PromisesMade:
    """Promises on both sides."""
    every = [(b.deal.side(each.person), _commitment(b, each)) for each in b.deal.promises.values()]
    ours = tuple([each for side, each in every if side == "us"])
    return PromisesMade(ours, tuple([each for side, each in every if side != "us"]))


def _commitment(b: Briefing, promise: Promise) -> Commitment:
    state = "overdue" if promise.state == "open" and promise.due < b.day else promise.state
    return Commitment(promise.id, promise.person or "us", promise.act, promise.due, promise.step or None, state)


def _sources(b: Briefing) -> tuple[Source, ...]:
    """How well each fact that applies is known; those of every map only when spoken of or leaned on."""
    found = {name: known(b.standing, name).state for name in b.map.fact}
    told = {name for name, state in found.items() if state != "unknown"} | b.weak_facts.keys()
    told -= {"reason"} if b.deal.closed else set()
    shown = [name for name, state in found.items() if state != "n/a" and (name in told or name not in BUILT_IN_FACTS)]
    return tuple([Source(name, found[name], _voices(b, name)) for name in shown])


def _voices(b: Briefing, fact: str) -> tuple[SourceVoice, ...]:
    found = known(b.standing, fact)
    if found.claims:
        return tuple([SourceVoice(each.value, each.person, each.proof, each.paper) for each in found.claims])
    return (SourceVoice(found.value, "", "assumed", ""),) if found.value is not None else ()


def _unknown(b: Briefing) -> tuple[str, ...]:
    """What is not known: facts leaned on without an answer, and deciding roles nobody is known to hold."""
    facts = [name for name, each in b.weak_facts.items() if each.state in ("unknown", "conflict")]
    roles = [f"@{role}" for role, step in case.missing_roles_here(b) if step == b.chosen and not b.deal.holders(role)]
    return (*facts, *roles)
