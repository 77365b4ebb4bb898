"""Where the questions of a page come from: for one person on the call, row by row, the nearest first (page section 6)."""

from __future__ import annotations

from callplan.core import english
from callplan.core.call.feasible import missing_roles
from callplan.core.deal.clock import missed_twice
from callplan.core.deal.facts import Known
from callplan.core.deal.position import fronts, undone
from callplan.core.deal.standing import applies
from callplan.core.deal.state import Word, Worry
from callplan.core.deal.status import is_open, status
from callplan.core.deal.verdict import past, roles_in, verdict
from callplan.core.hearing import Entered, all_heard, entered, first_hand, heard, not_heard
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.owing import DUE, ONCE, TWICE, behind, theirs
from callplan.core.plan.weak_facts import facts_of, facts_of_a_date, unknown_facts, weak_facts
from callplan.core.playbook import UNWORDED, Act, Decision
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.playbook import Fact


class Query(Record):
    """A question that could be asked of somebody: in words, what to listen for, and what it was made from.

    `keys`: by which a page remembers it; `their_own`: it turns their own words or promise into the question; `people`:
    all whom it is put to.
    """

    text: str
    people: tuple[str, ...]
    keys: tuple[str, ...]
    because: tuple[str, ...]
    listen_for: str = ""
    their_own: bool = False


def queries(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """What this person could be asked, the nearest first; what an earlier page asked is not asked again."""
    rows = (
        _fact_first(b, found, person),
        _of_two_apart(b, found, person),
        _of_promises(b, person),
        _of_their_words(b, found, person),
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
    return Query(ask, (person,), (f"ask:{name}:{person}",), (f"fact {name}",), fact.listen_for)


def question_for(b: Briefing, fact: str) -> str:
    """How a fact is asked for; the two that are in every map and not worded in this one, by what is to be decided."""
    asked, closing = b.map.fact[fact].ask or UNWORDED.get(fact, ""), b.map.steps[b.map.closing]
    return asked.replace("this", closing.title) if asked == UNWORDED.get(fact) and closing.title else asked


def _of_two_apart(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """Two who decide and differ: each about their own words, if all heard both."""
    pair = case.apart(b, found.step) if found.kind == case.APART else None
    if pair is None or person not in (pair[0].person, pair[1].person):
        return
    word = pair[0] if person == pair[0].person else pair[1]
    known = all_heard(b.deal, b.clients, [entered(each) for each in pair])
    if known and word.words and first_hand(b.deal, entered(word)):
        then = "what does it cost to wait?" if word is pair[0] else "what would have to be different for a yes?"
        yield from _quoting(b, word, person, then)
    else:
        yield _how_see(b, found.step, person)


def _how_see(b: Briefing, step: str, person: str) -> Query:
    return Query(f"How do you see {b.names.title(step)}?", (person,), (f"see:{step}:{person}",), (f"map {step}",))


def _quoting(b: Briefing, entry: Word | Worry, person: str, then: str, begin: str = "You said") -> Iterator[Query]:
    """A question made of their own words; on a later page, once, in a second form."""
    key, because = f"ask:e{entry.number}:{person}", (f"entry {entry.number}",)
    quote = b.names.quote(entry.words)
    if b.fresh(key):
        yield Query(f"{begin} {quote}: {then}", (person,), (key,), because, their_own=True)
    else:
        yield Query(f"You said {quote}: is that still so?", (person,), (f"{key}:again",), because, their_own=True)


def _of_promises(b: Briefing, person: str) -> Iterator[Query]:
    """What became of what they promised: what is due by now, what was missed."""
    for each in [each for each in theirs(b) if each.promise.person == person]:
        promise, because = each.promise, (f"promise {each.promise.id}",)
        key = f"ask:{promise.id}:{promise.due}:{len(each.days)}"
        if each.kind == DUE:
            text = f"Were you able to {promise.act}?"
            if english.names_us(promise.act):
                text = "If it hasn't come: what's in the way?"
            yield Query(text, (person,), (key,), because, their_own=True)
        elif each.kind in (ONCE, TWICE) and all_heard(b.deal, b.clients, behind(b, promise)):
            then = "what keeps getting in the way?" if each.kind == TWICE else "what got in the way?"
            yield Query(f"You wanted to {promise.act}: {then}", (person,), (key,), because, their_own=True)


def _of_their_words(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """What they took up again, refused, put off or fear, in their own words where all of it was heard here."""
    for step in b.map.decisions:
        yield from _of_one_step(b, step.id, person)
    for worry in b.worries:
        if worry.person == person and _may_quote(b, entered(worry)):
            yield from _quoting(b, worry, person, "what would put your mind at rest?", "You told me")


def _may_quote(b: Briefing, entry: Entered) -> bool:
    """Whether their word may be put to them here: they gave it to us, and everybody on the call heard it."""
    return first_hand(b.deal, entry) and all_heard(b.deal, b.clients, [entry])


def _of_one_step(b: Briefing, step: str, person: str) -> Iterator[Query]:
    kind, story = b.status(step), past(b.standing, step)
    up = [each.word for each in story.taken_up if each.word.person == person]
    if kind == "re-opened" and up and _may_quote(b, entered(up[-1])):
        if up[-1].words:
            yield from _quoting(b, up[-1], person, "what would settle it for you?")
        else:
            text, key = f"What made you look again at {b.names.spoken(step)}?", f"ask:e{up[-1].number}:{person}"
            yield Query(text, (person,), (key,), (f"entry {up[-1].number}",), their_own=True)
    no = next((no for no in verdict(b.standing, step).noes if no.person == person and is_open(b.standing, step)), None)
    if no:
        yield from _of_their_no(b, step, person, no)
    off = story.put_off
    if off and kind == "put-off" and off.word.person == person and off.word.words and _may_quote(b, entered(off.word)):
        yield from _quoting(b, off.word, person, f"what has to be ready by {b.names.day(off.until)}?")
    elif (
        off and kind == "open" and off.word.person == person and off.until <= b.day and _may_quote(b, entered(off.word))
    ):
        if off.word.words:
            yield from _quoting(b, off.word, person, "is now the time?")


def _of_their_no(b: Briefing, step: str, person: str, no: Word) -> Iterator[Query]:
    entry = entered(no)
    if no.words and _may_quote(b, entry):
        yield from _quoting(b, no, person, "what would have to change?")
    elif _may_quote(b, entry):
        text = f"What would have to change for you to look at {b.names.title(step)} again?"
        yield Query(text, (person,), (f"ask:e{no.number}:{person}",), (f"entry {no.number}",), their_own=True)
    else:
        yield _how_see(b, step, person)


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
    if asked and asked.person == person and asked.id in b.map.steps:
        yield from of_step(b, asked.id, person)
    for step in _asked_steps(b):
        if b.holds(person, step):
            yield from of_step(b, step, person)


def of_step(b: Briefing, step: str, person: str) -> Iterator[Query]:
    """The question that a step of the map has for somebody."""
    found = b.map.steps[step]
    if found.ask:
        key = (f"ask:{step}:{person}",)
        yield Query(found.ask, (person,), key, (f"map {step}.ask",), found.listen_for)


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
    """What is theirs further on: at the fronts, the acts beside, the next stages; not while something is to be settled."""
    if (
        found.kind in (case.DECLINED, case.PUT_OFF, case.DOUBTED, case.APART)
        or b.status(found.step or "") == "re-opened"
    ):
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
        yield Query(step.ask, whom, (f"ask:{step.id}:{role}",), (f"map {step.id}.ask",), step.listen_for)
    for name in unknown_facts(b, found.step):
        if ask := question_for(b, name):
            yield Query(ask, whom, (f"ask:{name}:{role}",), (f"fact {name}",), b.map.fact[name].listen_for)
