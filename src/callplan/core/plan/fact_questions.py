"""Questions about facts: what the aim hangs on, what sources differ about, what one alone has told (section 6)."""

from __future__ import annotations

from callplan.core import english
from callplan.core.deal.facts import Known
from callplan.core.hearing import all_heard, entered, heard
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.their_words import Query
from callplan.core.plan.weak_facts import facts_of, unknown_facts
from callplan.core.playbook import UNWORDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.playbook import Fact


def fact_first(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """The fact that the aim hangs on, of whoever would know it, else of who decides."""
    if found.certain or found.kind != case.DECIDE:
        return
    for name in unknown_facts(b.standing, found.step, b.present):
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


def of_two_sources(b: Briefing, person: str) -> Iterator[Query]:
    """What sources differ about: both values, among those who told or heard them; else the question itself."""
    for name, found in b.weak_facts.items():
        if found.state != "conflict":
            continue
        sources = tuple([each for each in b.clients if any(each in (c.person, c.teller) for c in found.claims)])
        values = _side_by_side(b, name, found)
        if person in sources and (not values or _is_money(b, name) or not _all_know(b, found)):
            continue
        if values and person in sources:
            text = f"I've heard {values} for the {b.names.fact(name)}: which should we plan on?"
            because = tuple(f"entry {claim.number}" for claim in found.claims)
            yield Query(text, sources, (f"differ:{name}:{_last(found)}",), because, their_own=True)
        elif b.map.fact[name].of in b.deal.roles(person) and question_for(b, name):
            yield _about_fact(b, name, person)


def _is_money(b: Briefing, fact: str) -> bool:
    """Whether a fact is a sum, which one of them may have told us for ourselves."""
    return fact == "amount" or english.is_currency(b.map.fact[fact].unit or "x")


def _last(found: Known) -> int:
    return max(claim.number for claim in found.claims)


def _all_know(b: Briefing, found: Known) -> bool:
    """Whether each person here told or heard one of the values."""
    entries = [entered(claim) for claim in found.claims]
    return all(any(heard(b.deal, name, entry) for entry in entries) for name in b.clients)


def _side_by_side(b: Briefing, name: str, found: Known) -> str:
    """The values, the smaller first, without whose they are."""
    values = sorted({claim.value for claim in found.claims}, key=lambda value: (isinstance(value, str), value))
    told = [b.names.value(name, value, bare=True) for value in values]
    return " and ".join(told) if len(told) == 2 else ""


def of_facts(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """Facts of this person's that the plan leans on: not told, or told by one other person alone."""
    leaning, dated = b.weak_facts, set(b.facts_of_a_date)
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
    return bool(found.step) and name in facts_of(b.standing, found.step, b.present)


def _checked(b: Briefing, found: Aim, name: str, how: Known, person: str) -> Iterator[Query]:
    """A fact on one person's word, put to somebody else whose it is to know, or who decides today."""
    fact: Fact = b.map.fact[name]
    if fact.of not in b.deal.roles(person) and person not in found.people:
        return
    entries = [entered(claim) for claim in how.claims]
    if how.value is not None and not _is_money(b, name) and all_heard(b.deal, b.clients, entries):
        text = f"I've heard {b.names.value(name, how.value)} for the {b.names.fact(name)}: is that right?"
        because = tuple(f"entry {entry.number}" for entry in entries)
        yield Query(text, (person,), (f"check:{name}:{person}",), because)
    elif not any(each in b.clients for claim in how.claims for each in (claim.person, claim.teller)):
        yield _about_fact(b, name, person)
