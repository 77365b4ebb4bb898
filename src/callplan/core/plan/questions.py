"""Where the questions of a page come from: for one person, row by row, the nearest first (page section 6)."""

from __future__ import annotations

from callplan.core import english
from callplan.core.call.feasible import missing_roles
from callplan.core.deal.clock import missed_twice
from callplan.core.deal.facts import Known
from callplan.core.deal.position import fronts, undone
from callplan.core.deal.standing import applies
from callplan.core.deal.status import is_open, status
from callplan.core.deal.verdict import past, roles_in
from callplan.core.hearing import all_heard, entered, first_hand, heard, not_heard
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.their_words import Query, how_see, of_promises, of_their_words, of_two_apart
from callplan.core.plan.weak_facts import facts_of, facts_of_a_date, unknown_facts, weak_facts
from callplan.core.playbook import UNWORDED, Act, Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.playbook import Fact


def queries(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """What this person could be asked, the nearest first; what an earlier page asked is not asked again."""
    rows = (
        _fact_first(b, found, person),
        of_two_apart(b, found, person),
        of_promises(b, person),
        of_their_words(b, person),
        _of_two_sources(b, person),
        _came_after(b, person),
        _of_decisions(b, found, person),
        _of_roles(b, found, person),
        _of_facts(b, found, person),
        _ahead(b, found, person),
    )
    for row in rows:
        for query in row:
            if all(map(b.fresh, query.keys)):
                yield query
    if found.step and b.fresh(f"see:{found.step}:{person}"):
        yield how_see(b, found.step, person)
    yield Query("What would you need to see before this goes ahead?", (person,), (), ("rule 49",))


def _fact_first(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """The fact that the aim hangs on, of whoever would know it, else of who decides."""
    if found.certain or found.kind != case.DECIDE:
        return
    for name in unknown_facts(b, found.step):
        if (b.map.fact[name].ask or name in UNWORDED) and person == _knows(b, found, name):
            yield _about_fact(b, name, person)


def _knows(b: Briefing, found: Aim, fact: str) -> str:
    """Who on the call is to be asked for a fact: a holder of its role, else who decides, else the first."""
    of = b.map.fact[fact].of
    here = [name for name in b.clients if of in b.deal.roles(name)]
    deciders = [name for name in found.people if name in b.clients]
    return (here or deciders or list(b.clients))[0]


def _about_fact(b: Briefing, name: str, person: str) -> Query:
    fact, ask = b.map.fact[name], question_for(b, name)
    ours = english.speaks_of_them(ask)
    return Query(ask, (person,), (f"ask:{name}:{person}",), (f"fact {name}",), fact.listen_for, ours=ours)


def question_for(b: Briefing, fact: str) -> str:
    """How a fact is asked for; the two that are in every map and not worded in this one, by what is to be decided."""
    asked, closing = b.map.fact[fact].ask or UNWORDED.get(fact, ""), b.map.steps[b.map.closing]
    return asked.replace("this", closing.title) if asked == UNWORDED.get(fact) and closing.title else asked


def _of_two_sources(b: Briefing, person: str) -> Iterator[Query]:
    """What sources differ about: both values, among those who told or heard them; else the question itself."""
    for name, found in weak_facts(b).items():
        if found.state != "conflict":
            continue
        sources = tuple([each for each in b.clients if any(each in (c.person, c.teller) for c in found.claims)])
        values = _side_by_side(b, name, found)
        if values and person in sources and _all_know(b, found):
            text = f"I've heard {values} for the {b.names.fact(name)}: which should we plan on?"
            because = tuple(f"entry {claim.number}" for claim in found.claims)
            yield Query(text, sources, (f"differ:{name}:{_last(found)}",), because, their_own=True)
        elif not _all_know(b, found) and b.map.fact[name].of in b.deal.roles(person) and question_for(b, name):
            yield _about_fact(b, name, person)


def _last(found: Known) -> int:
    return max(claim.number for claim in found.claims)


def _all_know(b: Briefing, found: Known) -> bool:
    """Whether each person here told or heard one of the values."""
    entries = [entered(claim) for claim in found.claims]
    return all(any(heard(b.deal, name, entry) for entry in entries) for name in b.clients)


def _side_by_side(b: Briefing, name: str, found: Known) -> str:
    """The values, the smaller first, without whose they are."""
    values = sorted({claim.value for claim in found.claims}, key=lambda value: (isinstance(value, str), value))
    told = [b.names.value(name, value) for value in values]
    return " and ".join(told) if len(told) == 2 else ""


def _came_after(b: Briefing, person: str) -> Iterator[Query]:
    """What somebody new makes of what was decided before they came."""
    if person not in b.new:
        return
    mine = set(b.deal.roles(person))
    for step in b.map.decisions:
        word = next(iter(reversed(past(b.standing, step.id).yeses)), None)
        gone = word and b.deal.has_left(word.person) and not mine.isdisjoint(word.roles)
        others = [name for name in b.clients if name != person]
        if word and gone and not not_heard(b.deal, others, [entered(word)]) and first_hand(b.deal, entered(word)):
            again = (
                "would you decide the same?" if status(b.standing, step.id) == "to-reconfirm" else "how do you see it?"
            )
            text = f"Before you joined, {b.names.short(word.person)} {b.names.yes(step.id)}: {again}"
            yield Query(text, (person,), (f"after:{step.id}:{person}",), (f"entry {word.number}", "rule 62"))
            return
    if b.last and not any(b.holds(person, step) for step in _asked_steps(b)):
        text = "What have you been told so far, and how do you see it?"
        yield Query(text, (person,), (f"told:{person}",), (f"person {person}",))


def _asked_steps(b: Briefing) -> list[str]:
    return [step for step in (b.chosen or "", *b.beyond) if step]


def _of_decisions(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """The map's own question about the decision aimed at, then about those of the best case, of who decides them."""
    if found.kind in (case.DECLINED, case.PUT_OFF, case.APART, case.UNWRITTEN):
        return
    asked = found.request
    if asked and asked.person == person and asked.id in b.map.steps and b.holds(person, asked.id):
        yield from of_step(b, asked.id, person)
    for step in _asked_steps(b):
        if b.holds(person, step):
            yield from of_step(b, step, person)


def of_step(b: Briefing, step: str, person: str) -> Iterator[Query]:
    """The question that a step of the map has for somebody."""
    found = b.map.steps[step]
    if found.ask:
        key = (f"ask:{step}:{person}",)
        ours = english.speaks_of_them(found.ask)
        yield Query(found.ask, (person,), key, (f"map {step}.ask",), found.listen_for, ours=ours)


def _of_roles(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """Their own part where we do not know it; who is missing, and what that person will want to know."""
    if not b.deal.roles(person):
        yield Query("What's your part in this?", (person,), (f"part:{person}",), (f"person {person}",))
    if not found.step or found.kind in (case.DECLINED, case.PUT_OFF):
        return
    for role in missing_roles(b.standing, found.step, b.present):
        because = (f"role {role}", f"map {found.step}.by")
        holders = b.deal.holders(role)
        if holders:
            text = f"What will {b.names.short(holders[0])} want to know first?"
            yield Query(text, (person,), (f"wants:{holders[0]}",), because)
        else:
            text = f"Who {b.names.predicate(role)}, and what do they know about this so far?"
            yield Query(text, (person,), (f"who:{role}",), because, f"the name of {b.names.called(role)}")


def _of_facts(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """Facts of this person's that the plan leans on: not told, or told by one other person alone."""
    leaning, dated = weak_facts(b), set(facts_of_a_date(b))
    for name, how in leaning.items():
        fact = b.map.fact[name]
        theirs_to_know = fact.of in b.deal.roles(person) or (not fact.of and person == _knows(b, found, name))
        if how.state in ("unknown", "assumed") and theirs_to_know and question_for(b, name):
            yield _about_fact(b, name, person)
    for name, how in leaning.items():
        if how.state == "single" and _other_source(how, person) and (name in dated or _for_the_aim(b, found, name)):
            yield from _checked(b, found, name, how, person)


def _other_source(found: Known, person: str) -> bool:
    return bool(found.claims) and all(person not in (claim.person, claim.teller) for claim in found.claims)


def _for_the_aim(b: Briefing, found: Aim, name: str) -> bool:
    return bool(found.step) and name in facts_of(b, found.step)


def _checked(b: Briefing, found: Aim, name: str, how: Known, person: str) -> Iterator[Query]:
    """A fact on one person's word, put to somebody else whose it is to know, or who decides today."""
    fact: Fact = b.map.fact[name]
    if fact.of not in b.deal.roles(person) and person not in found.people:
        return
    entries = [entered(claim) for claim in how.claims]
    if all_heard(b.deal, b.clients, entries) and how.value is not None:
        text = f"I've heard {b.names.value(name, how.value)} for the {b.names.fact(name)}: is that right?"
        because = tuple(f"entry {entry.number}" for entry in entries)
        yield Query(text, (person,), (f"check:{name}:{person}",), because)
    elif question_for(b, name):
        yield _about_fact(b, name, person)


def _ahead(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """What is theirs further on: at the fronts, the acts beside, the next stages; not while something is in dispute."""
    if found.kind in (case.DECLINED, case.PUT_OFF, case.DOUBTED, case.APART) or b.status(found.step) == "re-opened":
        return
    for step in _near(b):
        if b.holds(person, step) and _still_asked(b, step):
            yield from of_step(b, step, person)
    for step in [each.id for each in b.map.decisions if is_open(b.standing, each.id)]:
        if b.holds(person, step) and applies(b.standing, step) is True:
            yield from of_step(b, step, person)


def _near(b: Briefing) -> list[str]:
    """The decisions of the fronts, those they voice their mind in, then the acts of these stages."""
    ahead = [step for steps in fronts(b.standing).values() for step in steps]
    stages = dict.fromkeys(b.map.stage_of[step].id for step in ahead)
    acts = [act.id for name in stages for act in b.map.stage[name].steps if isinstance(act, Act)]
    return [*dict.fromkeys([*ahead, *acts])]


def _still_asked(b: Briefing, step: str) -> bool:
    """Whether an act is still to be done, nobody has promised it, and no promised step waits for it."""
    if isinstance(b.map.steps[step], Decision):
        return is_open(b.standing, step)
    promised = {each.step for each in b.deal.promises.values() if each.state == "open"}
    needed = any(step in b.standing.way.through(each) for each in promised if each in b.map.steps)
    return undone(b.standing, step) and step not in promised | missed_twice(b.standing) and not needed


def in_writing(b: Briefing, found: Aim) -> Iterator[Query]:
    """What to ask in writing while nobody may call: the decision's own question, then the facts it hangs on."""
    step = b.decision
    if b.silent is None or b.silent.talk.how != "written" or step is None:
        return
    role = b.silent.talk.to or next(iter(roles_in(b.standing, step.by)), "")
    holders = b.deal.holders(role)
    whom = holders[:1] or ((b.names.called(role),) if role else ("them",))
    if step.ask:
        yield Query(step.ask, whom, (f"ask:{step.id}:{whom[0]}",), (f"map {step.id}.ask",), step.listen_for)
    for name in unknown_facts(b, found.step):
        if ask := question_for(b, name):
            yield Query(ask, whom, (f"ask:{name}:{whom[0]}",), (f"fact {name}",), b.map.fact[name].listen_for)
