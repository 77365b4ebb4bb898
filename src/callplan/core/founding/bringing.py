"""Whoever has to decide and is not there from the beginning is brought by somebody who is."""

from __future__ import annotations

from callplan.core import english
from callplan.core.founding import usual
from callplan.core.founding.told import Limit, decision_of
from callplan.core.founding.usual import EXECUTIVE, SPONSOR
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act, Decision, Role, Stage
from callplan.core.map.terms import Cases, Condition, Length, Named, Not, Some, Span, Test, Who

TEN_DAYS = Length(Span(10, "d"), Span(10, "d"))


def brought(stages: list[Stage], roles: dict[str, Role], limit: Limit | None) -> list[Stage]:
    """The stages, with an act for all who decides and is not there in the first; nobody is brought in writing."""
    here = {role for step in stages[0].steps for role in named(step.by) if roles[role].side == "client"}
    helper = SPONSOR if SPONSOR in here else min(here)
    found = []
    for stage in stages:
        new = [role for role in named(decision_of(stage).by) if role not in here]
        here.update(new)
        acts = [_bringing(roles[role], helper, decision_of(stage), limit) for role in new]
        found.append(stage if stage.talk.how != "call" else stage.but(steps=(*acts, *stage.steps)))
    return found


def _bringing(role: Role, helper: str, decision: Decision, limit: Limit | None) -> Act:
    until: Condition = Not(Named(decision.id))
    if role.id == EXECUTIVE and limit:
        until = Some((Test("amount", "over", limit.sum), until))
    return Act(
        f"{role.id}-comes", f"bring in {role.called or english.with_article(role.title)}", Named(helper),
        usual.short(f"the talk with {role.title}", "the talk"), when=until, takes=TEN_DAYS, gives_up="reputation",
        ask="What would have to be ready before we all sit at one table?",
        listen_for="a paper, a person who goes first, a day in the calendar",
        help="half a page for that talk, with the answer to the first question on top",
        brings=role.id,
    )  # fmt: skip


def named(who: Who | Cases | None) -> list[str]:
    """The roles that are named, in any case."""
    options = [case.value for case in who.of] if isinstance(who, Cases) else [who] if who else []
    found = [leaf.id for each in options for leaf in leaves(each) if isinstance(leaf, Named)]
    return list(dict.fromkeys(found))


def with_roles(stage: Stage) -> set[str]:
    """Every role that a stage names."""
    found = {stage.talk.to}
    for step in stage.steps:
        found.update(named(step.by))
        found.update(named(step.hear) if isinstance(step, Decision) else [step.brings])
    return found
