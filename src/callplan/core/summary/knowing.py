"""How we know: what the next decision leans on that is not sure, and whom to ask about it."""

from __future__ import annotations

from datetime import date

from callplan.core.call.feasible import picked
from callplan.core.days import read
from callplan.core.deal.facts import Known, known
from callplan.core.deal.verdict import deciding, roles_in, verdict
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import WEAKNESS, leaned_on
from callplan.core.playbook import UNWORDED, Decision, Fact
from callplan.core.summary import UNSURE, Told, Voice, Weak


def deciders(draft: Draft, step: str) -> tuple[str, ...]:
    """The people known who can say the yeses still wanted for a decision; () when a role has nobody."""
    given = verdict(draft.standing, step).saying_yes
    found: dict[str, None] = {}
    for who in deciding(draft.standing, step):
        roles = picked(who, given.__contains__, lambda role: bool(draft.deal.holders(role)))
        if roles is None:
            return ()
        found.update(
            dict.fromkeys(name for role in roles if role not in given for name in draft.deal.holders(role)[:1])
        )
    return tuple(found)


def missing(draft: Draft, step: str) -> str:
    """What those do who decide and whom nobody knows, to stand after `who`."""
    given = verdict(draft.standing, step).saying_yes
    roles = [role for role in roles_in(draft.standing, draft.map.steps[step].by) if role not in given]
    unknown = [role for role in roles if not draft.deal.holders(role)]
    return draft.predicate(unknown[0]) if unknown else ""


def to_ask(draft: Draft, step: str, but: tuple[str, ...] = ()) -> str:
    """The client person to ask about a decision, rather one who has spoken, and one with a voice in it; or ""."""
    found = draft.map.steps[step]
    by, hear = (
        roles_in(draft.standing, found.by),
        roles_in(draft.standing, found.hear if isinstance(found, Decision) else None),
    )
    people = [
        contact
        for contact in draft.deal.people.values()
        if not contact.left and draft.deal.side(contact.name) == "client" and contact.name not in but
    ]
    ranked = sorted(
        people,
        key=lambda contact: (
            not contact.spoke,
            set(by).isdisjoint(contact.roles),
            set(hear).isdisjoint(contact.roles),
        ),
    )
    return ranked[0].name if ranked else ""


def weak(draft: Draft, step: str, people: tuple[str, ...], told: Told | None) -> tuple[Weak, ...]:
    """What is not sure of who decides, by when, and the facts it leans on, and every conflict; the weakest first."""
    found = [each for name in people if (each := _part(draft, step, name))]
    if told and told.how == "dated" and not told.person:
        found.append(Weak("the day", "assumed", of=to_ask(draft, step)))
    against = [name for name in draft.map.fact if known(draft.standing, name).state == "conflict"]
    facts = {name: known(draft.standing, name) for name in dict.fromkeys([*leaned_on(draft, step), *against])}
    found += [_fact(draft, step, name, each) for name, each in facts.items() if each.state in WEAKNESS]
    order = (*UNSURE, "heard", "single")
    return tuple(sorted(found, key=lambda each: order.index(each.state)))


def _part(draft: Draft, step: str, name: str) -> Weak | None:
    """How we know that it is somebody's to decide: from another, or by our own belief while they have said nothing."""
    contact = draft.deal.people[name]
    if contact.spoke:
        return None
    told_by = contact.told_by
    voices = (Voice(told_by, "heard", name),) if told_by else ()
    return Weak(name, "heard" if told_by else "assumed", voices, of=to_ask(draft, step, (name,)) or name)


def _fact(draft: Draft, step: str, name: str, found: Known) -> Weak:
    fact = draft.map.fact[name]
    voices = tuple([Voice(each.person, each.proof, _as_day(fact, each.value, draft.today)) for each in found.claims])
    if not voices and found.value is not None:
        voices = (Voice("", "assumed", _as_day(fact, found.value, draft.today)),)
    sources = tuple([each.person for each in found.claims]) if found.state == "single" else ()
    of = to_ask(draft, step, sources) or to_ask(draft, step)
    return Weak(draft.fact_name(name), found.state, voices, fact.ask or UNWORDED.get(name, ""), of)


def _as_day(fact: Fact, value: str | float, today: date) -> str | float | date:
    """The value of a fact; of one whose values are days, the day."""
    return (fact.type == "date" and read(str(value), today)) or value
