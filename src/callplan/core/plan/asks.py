"""What to ask, of whom, and what to listen for: at most five, three starred (rules 54, 57, 62; RULES §3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import has_voice
from callplan.core.deal.clock import missed_twice
from callplan.core.deal.facts import Known, known
from callplan.core.deal.position import front
from callplan.core.deal.verdict import past, roles_in, verdict
from callplan.core.plan.between import absent, noes
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import WEAKNESS, facts_ahead, unknown_facts, weak_facts
from callplan.core.plan.model import Ask
from callplan.core.plan.silence import questions
from callplan.core.playbook import UNWORDED, Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST, STARRED = 5, 3


def asks(draft: Draft) -> tuple[Ask, ...]:
    """The questions of the plan in order, the first three starred."""
    if draft.decision is None or not (draft.clients or draft.silent):
        return ()
    found: dict[str, Ask] = {}
    for ask in questions(draft) if draft.silent else _all(draft):
        found.setdefault(ask.question, ask)
    for ask in () if draft.silent else _ahead(draft):
        if len(found) < STARRED:
            found.setdefault(ask.question, ask)
    if not found and not draft.silent:
        found[""] = _plainly(draft)
    chosen = list(found.values())[: 1 if draft.light else MOST]
    return tuple([ask.but(starred=place < STARRED) for place, ask in enumerate(chosen)])


def _ahead(draft: Draft) -> Iterator[Ask]:
    """Where there is room: what later stages hang on and nobody has told, first what somebody here would know."""
    here = {role for name in draft.clients for role in draft.deal.roles(name)}
    names = sorted(facts_ahead(draft), key=lambda name: draft.map.fact[name].of not in here)
    yield from _of_facts(draft, {name: known(draft.standing, name) for name in names}, ("unknown",))


def _plainly(draft: Draft) -> Ask:
    """Where the map has no question and nothing is weak: what is still in the way, asked of whoever has a voice."""
    step = draft.chosen or ""
    voices = [name for name in draft.clients if has_voice(draft.standing, step, (name,))]
    question = f"What still stands between you and {draft.title(step)}?"
    return Ask(question, draft.first((voices or list(draft.clients))[0]), "", False, (f"map {step}",))


def _all(draft: Draft) -> Iterator[Ask]:
    facts = weak_facts(draft)
    if draft.dates:
        from callplan.core.plan.timing import past_dates

        yield from past_dates(draft, draft.dates)
    yield from _standing_between(draft)
    yield from _declined(draft)
    yield from _missed(draft)
    yield from _reopened(draft)
    yield from _of_decision(draft, draft.chosen or "")
    yield from _who_decides(draft)
    if draft.ladder.all_the_way:
        yield from _of_decision(draft, draft.ladder.all_the_way.id)
    if draft.dates:
        from callplan.core.plan.timing import differing

        yield from differing(draft, draft.dates)
    yield from _of_facts(draft, facts, ("conflict",))
    yield from _of_facts(draft, facts, ("unknown", "assumed"))
    yield from _of_acts(draft)
    yield from _of_facts(draft, facts, ("single",))
    yield from _successors(draft)


def _standing_between(draft: Draft) -> Iterator[Ask]:
    """An unknown fact that the decision hangs on is asked first (rule 37)."""
    if draft.able.word == "unknown":
        between = unknown_facts(draft, draft.chosen or "")
        yield from _of_facts(draft, {name: known(draft.standing, name) for name in between}, WEAKNESS)
    yield from _at_odds(draft, draft.chosen or "")


def _at_odds(draft: Draft, step: str) -> Iterator[Ask]:
    """Two holders of a deciding role, one with a yes and one with a no: a question to those of them present (12)."""
    found, deciding = verdict(draft.standing, step), set(roles_in(draft.standing, draft.map.steps[step].by))
    spoken = ({role for word in words for role in word.roles} for words in (found.valid, found.noes))
    roles = deciding.intersection(*spoken)
    words = [word for word in (*found.valid, *found.noes) if not roles.isdisjoint(word.roles)]
    here = [word.person for word in words if word.person in draft.clients]
    if found.made or not roles or not here:
        return
    others = phrase.joined([draft.first(word.person) for word in words if word.person not in here])
    between = f"you and {others}" if others else "you"
    because = tuple(f"entry {word.number}" for word in words)
    question = f"What would settle {draft.title(step)} between {between}?"
    yield Ask(question, phrase.joined([draft.first(name) for name in dict.fromkeys(here)]), "", False, because)


def _declined(draft: Draft) -> Iterator[Ask]:
    """What would have to change, asked of the one whose no stands in the way."""
    for step, no in noes(draft):
        if no.person in draft.clients:
            question = f"What would have to change for you to look at {draft.title(step)} again?"
            yield Ask(
                question, draft.first(no.person), no.words and f"more than “{no.words}”", False, (f"entry {no.number}",)
            )


def _missed(draft: Draft) -> Iterator[Ask]:
    """What took the place of an act missed twice, asked of the one who missed it."""
    step = draft.decision
    for act in sorted(missed_twice(draft.standing)):
        misses = [miss for miss in draft.deal.misses if miss.step == act]
        who = misses[-1].person
        both = "both times" if len(misses) == 2 else f"{phrase.number(len(misses))} times"
        listen = f"whether {step.no_is_right_if}" if step and step.no_is_right_if else ""
        if who in draft.clients:
            because = tuple(f"entry {miss.number}" for miss in misses)
            yield Ask(f"What took the place of {draft.title(act)}, {both}?", draft.first(who), listen, False, because)


def _reopened(draft: Draft) -> Iterator[Ask]:
    step = draft.chosen or ""
    marks = [mark for mark in past(draft.standing, step).marks if mark.kind == "re-opened" and not mark.spent]
    yeses = past(draft.standing, step).yeses
    if marks and yeses:
        day = phrase.short_day(yeses[-1].on, draft.today)
        voices = [name for name in draft.clients if has_voice(draft.standing, step, (name,))]
        question = f"What has changed about {draft.title(step)} since {day}?"
        yield Ask(question, draft.first((voices or list(draft.clients))[0]), "", False, (f"entry {marks[-1].number}",))


def _of_decision(draft: Draft, step: str) -> Iterator[Ask]:
    """The map's own question about a decision, to whoever on the call decides it or has a voice in it."""
    found = draft.map.steps[step]
    if not found.ask:
        return
    roles = roles_in(draft.standing, found.by)
    people = [name for name in draft.clients if not set(roles).isdisjoint(draft.deal.roles(name))]
    people = people or [name for name in draft.clients if has_voice(draft.standing, step, (name,))]
    if people:
        yield Ask(found.ask, draft.first(people[0]), found.listen_for, False, (f"map {step}.ask",))
    elif step == draft.chosen and (away := absent(draft)):
        question = f"What would make {draft.first(away[0])} say no to {draft.title(step)}?"
        listen = f"whether {found.no_is_right_if}" if isinstance(found, Decision) and found.no_is_right_if else ""
        yield Ask(question, draft.first(draft.clients[0]), listen, False, (f"map {step}.by", f"rule 38: {away[0]}"))


def _who_decides(draft: Draft) -> Iterator[Ask]:
    """A deciding role that nobody is known to hold, and one that rests on a single word."""
    listen = f"the name whose yes {draft.title(draft.chosen or '')} needs"
    for role, step in draft.missing():
        if step == draft.chosen and not draft.deal.holders(role):
            person = draft.clients[0]
            question = f"Who {draft.predicate(role)}, and what have you told them so far?"
            yield Ask(question, draft.first(person), listen, False, (f"role {role}", f"map {step}.by"))
            listen = ""


def _of_acts(draft: Draft) -> Iterator[Ask]:
    for request in (draft.ladder.aim, draft.ladder.least):
        step = draft.map.steps.get(request.id) if isinstance(request, Request) else None
        if step and step.ask and isinstance(request, Request):
            yield Ask(step.ask, draft.first(request.person), step.listen_for, False, (f"map {step.id}.ask",))


def _successors(draft: Draft) -> Iterator[Ask]:
    """A second holder of a deciding role beside one who stayed: one question, for what was decided before them (62)."""
    ahead = front(draft.standing, "main")
    limit = draft.map.rank[ahead[0]] if ahead else len(draft.map.stages)
    for step in draft.map.decisions:
        made = verdict(draft.standing, step.id).made
        if made is None or draft.map.rank[step.id] > limit:
            continue
        for name in draft.clients:
            contact = draft.deal.people.get(name)
            later = contact is not None and contact.number > made.number
            if later and not set(draft.deal.roles(name)).isdisjoint(made.roles) and name != made.person:
                day = phrase.short_day(made.on, draft.today)
                by = draft.first(made.person)
                question = f"{by} decided {step.called} on {day}: what would you want to look at again?"
                yield Ask(question, draft.first(name), "", False, (f"entry {made.number}",))
                return


def _of_facts(draft: Draft, facts: dict[str, Known], states: tuple[str, ...]) -> Iterator[Ask]:
    for name, found in facts.items():
        fact = draft.map.fact[name]
        question = _question(draft, name)
        if found.state not in states or not question:
            continue
        because = (f"fact {name}: {found.state}", *(f"entry {claim.number}" for claim in found.claims))
        of, question = _whom(draft, name, found, question)
        yield Ask(question, of, fact.listen_for, False, because)


def _question(draft: Draft, fact: str) -> str:
    """How a fact is asked for; the two that are in every map and not worded in this one, by what is to be decided."""
    asked, closing = draft.map.fact[fact].ask, draft.map.steps[draft.map.closing]
    return asked.replace("this", closing.title) if asked == UNWORDED.get(fact) and closing.title else asked


def _whom(draft: Draft, name: str, found: Known, question: str) -> tuple[str, str]:
    """Whom to ask: a client person on the call who is no source, best one with a voice; both sources of a conflict."""
    sources = {claim.person for claim in found.claims} | {claim.teller for claim in found.claims}
    others = [person for person in draft.clients if person not in sources]
    first = draft.map.fact[name].of
    others.sort(
        key=lambda person: (
            first not in draft.deal.roles(person),
            not has_voice(draft.standing, draft.chosen or "", (person,)),
        )
    )
    if others:
        return draft.first(others[0]), question
    here = [person for person in draft.clients if person in sources]
    if found.state == "conflict" and len(here) > 1:
        return phrase.joined([draft.first(person) for person in here]), question
    return draft.first(here[0] if here else draft.clients[0]), f"Who else would know? {question}"


def they_ask(draft: Draft) -> tuple[str, ...]:
    """What they may ask us about the chosen decision, two at most."""
    step = draft.decision
    return step.they_ask[:2] if isinstance(step, Decision) and draft.clients and not draft.silent else ()
