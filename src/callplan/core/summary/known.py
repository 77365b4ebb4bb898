"""How we know: what the next decision leans on that is not sure, and whom to ask about it."""

from __future__ import annotations

from datetime import date

from callplan.core.call.feasible import picked
from callplan.core.days import as_day, as_told
from callplan.core.deal.facts import Known, known, limit
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import status
from callplan.core.deal.verdict import deciding, past, roles_in, still_takes, verdict
from callplan.core.map.playbook import UNWORDED, Decision, Fact
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.weak_facts import WEAKNESS, leaned_on
from callplan.core.summary import UNSURE, Told, Voice, Weak


def deciders(b: Briefing, step: str) -> tuple[str, ...]:
    """The people known who can say the yeses still wanted for a decision; () when a role has nobody."""
    given = verdict(b.standing, step).saying_yes
    found: dict[str, None] = {}
    for who in deciding(b.standing, step):
        roles = picked(who, given.__contains__, lambda role: bool(b.deal.holders(role)))
        if roles is None:
            return ()
        found.update(dict.fromkeys(name for role in roles if role not in given for name in b.deal.holders(role)[:1]))
    return tuple(found)


def known_deciders(b: Briefing, step: str) -> tuple[str, ...]:
    """Those known by name whose yes is still wanted; of a decision that has all of its yeses, those who decide it."""
    wanted = still_takes(b.standing, step)
    found = [name for role in wanted for name in b.deal.holders(role)[:1]]
    return tuple(dict.fromkeys(found)) if wanted else b.deciders(step)


def unnamed(b: Briefing, step: str) -> str:
    """The first role whose yes is still wanted for a decision and that nobody known holds, or ""."""
    return next((role for role in still_takes(b.standing, step) if not b.deal.holders(role)), "")


def to_ask(b: Briefing, step: str, but: tuple[str, ...] = ()) -> str:
    """The client person to ask about a decision, rather one who has spoken, and one with a voice in it; or ""."""
    found = b.map.steps[step]
    by, hear = (
        roles_in(b.standing, found.by),
        roles_in(b.standing, found.hear if isinstance(found, Decision) else None),
    )
    people = [
        contact
        for contact in b.deal.people.values()
        if not contact.left and b.deal.side(contact.name) == "client" and contact.name not in but
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


def weak(b: Briefing, step: str, people: tuple[str, ...], told: Told | None) -> tuple[Weak, ...]:
    """What is not sure of who decides, by when, and the facts it leans on, and every conflict; the weakest first."""
    found = [each for name in people if (each := _part(b, step, name))]
    if told and told.how == "dated" and not told.person:
        found.append(Weak("the day", "assumed", of=to_ask(b, step), kind="day"))
    against = [name for name in b.map.fact if known(b.standing, name).state == "conflict"]
    facts = {name: known(b.standing, name) for name in dict.fromkeys([*leaned_on(b.standing, step), *against])}
    found += [_fact(b, step, name, each) for name, each in facts.items() if each.state in WEAKNESS]
    order = (*UNSURE, "heard", "single")
    return tuple(sorted(found, key=lambda each: order.index(each.state)))


def _part(b: Briefing, step: str, name: str) -> Weak | None:
    """How we know that it is somebody's to decide: from another, or by our own belief while they have said nothing."""
    contact = b.deal.people[name]
    if contact.spoke:
        return None
    told_by = contact.told_by
    voices = (Voice(told_by, "heard", name),) if told_by else ()
    return Weak(name, "heard" if told_by else "assumed", voices, of=to_ask(b, step, (name,)) or name, kind="person")


def _fact(b: Briefing, step: str, name: str, found: Known) -> Weak:
    fact = b.map.fact[name]
    voices = tuple([Voice(each.person, each.proof, _value(fact, each.value)) for each in found.claims])
    if not voices and found.value is not None:
        voices = (Voice("", "assumed", _value(fact, found.value)),)
    sources = tuple([each.person for each in found.claims]) if found.state == "single" else ()
    told = {name for each in found.claims for name in (each.person, each.teller)}
    own = [name for name in b.deal.holders(fact.of) if name not in told or found.state == "conflict"]
    of = next(iter(own), "") or to_ask(b, step, sources) or to_ask(b, step)
    what = f"{'next ' if found.gone_by else ''}{b.names.fact(name)}"
    return Weak(what, found.state, voices, fact.ask or UNWORDED.get(name, ""), of)


def _value(fact: Fact, value: str | float) -> str | float | date:
    """The value of a fact; of one whose values are days, the day."""
    return (as_day(value) if fact.type == "date" else None) or value


def days(standing: Standing, step: str) -> tuple[Told, ...]:
    """The days a decision has: promised, named by a client person, of a meeting for it, the map's limit, put off to."""
    return (*_promised(standing, step), *_named(standing, step), *_met_for(standing, step), *_limits(standing, step))


def nearest(found: tuple[Told, ...], on: date | None) -> Told | None:
    """The first day still to come; when all have gone by, the last of them."""
    ahead = [told for told in found if on is None or told.day >= on]
    if ahead:
        return min(ahead, key=lambda told: told.day)
    return max(found, key=lambda told: told.day, default=None)


def _promised(standing: Standing, step: str) -> list[Told]:
    deal = standing.deal
    return [
        Told(promise.due, "promised", promise.person, promise.on)
        for promise in deal.promises.values()
        if promise.step == step and promise.state == "open" and deal.side(promise.person) == "client"
    ]


def _named(standing: Standing, step: str) -> list[Told]:
    """The client's own days; our belief only while nobody has named one."""
    found = [each for each in standing.deal.dated if each.decision == step]
    theirs = [each for each in found if standing.deal.side(each.person) != "us"]
    here = [each for each in theirs if not standing.deal.has_left(each.person)] or theirs
    return [Told(each.day, "dated", each.person if each in theirs else "", each.on) for each in here or found[-1:]]


def _met_for(standing: Standing, step: str) -> list[Told]:
    meeting = standing.deal.meeting
    if meeting is None or meeting.decision != step:
        return []
    there = [name for name in meeting.people if standing.deal.side(name) == "client"]
    return [Told(meeting.meeting, "meeting", there[0] if there else "", meeting.on)]


def _limits(standing: Standing, step: str) -> list[Told]:
    last, off = limit(standing, step), past(standing, step).put_off
    found = [Told(as_told(last, standing.on, standing.deal.free), "limit")] if last else []
    if off and status(standing, step) == "put-off":
        found.append(Told(off.until, "put-off", off.word.person, off.word.on))
    return found
