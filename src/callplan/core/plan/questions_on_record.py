"""Questions made of what is on record: somebody's promises and words, and facts (section 6)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.facts import Known
from callplan.core.deal.promised import without_a_day
from callplan.core.deal.state import Worry
from callplan.core.deal.status import is_open
from callplan.core.deal.story import PutOff, Word
from callplan.core.deal.verdict import past, verdict
from callplan.core.events import Intended
from callplan.core.hearing import Entered, all_heard, entered, heard, not_heard
from callplan.core.map.playbook import UNWORDED
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.owing import DUE, ONCE, TWICE, behind, their_promises
from callplan.core.plan.weak_facts import asked_key, facts_of
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Query(Record):
    """A question that could be asked of somebody: in words, what to listen for, and what it was made from.

    `keys`: by which a page remembers it; `their_own`: it turns their own words or promise into the question; `people`:
    all whom it is put to; `ours`: the map words it for us, so that the rep finds it out in words of their own.
    `until_told`: every page asks it until somebody has told it.
    """

    text: str
    people: tuple[str, ...]
    keys: tuple[str, ...]
    because: tuple[str, ...]
    listen_for: str = ""
    their_own: bool = False
    ours: bool = False
    until_told: bool = False


def of_two_apart(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """Two who decide and differ: each about their own words, if all heard both."""
    pair = case.apart(b, found.step) if found.kind == case.APART else None
    if pair is None or person not in (pair[0].person, pair[1].person):
        return
    word = pair[0] if person == pair[0].person else pair[1]
    known = all_heard(b.deal, b.clients, [entered(each) for each in pair])
    if known and word.words:
        then = "what does it cost to wait?" if word is pair[0] else "what would have to be different for a yes?"
        yield from _quoting(b, word, person, then)
    else:
        yield how_see(b, found.step, person)


def how_see(b: Briefing, step: str, person: str) -> Query:
    """The question that tells nothing: how they see it."""
    return Query(f"How do you see {b.names.title(step)}?", (person,), (f"see:{step}:{person}",), (f"map {step}",))


def _quoting(b: Briefing, entry: Word | Worry, person: str, then: str, begin: str = "You said") -> Iterator[Query]:
    """A question made of their own words; on a later page, once, in a second form."""
    key, because = f"ask:e{entry.number}:{person}", (f"entry {entry.number}",)
    quote = b.names.quote(entry.words)
    if b.fresh(key):
        yield Query(f"{begin} {quote}: {then}", (person,), (key,), because, their_own=True)
    else:
        yield Query(f"You said {quote}: is that still so?", (person,), (f"{key}:again",), because, their_own=True)


def of_promises(b: Briefing, person: str) -> Iterator[Query]:
    """What became of what they promised: what is due by now, what was missed."""
    own = [each for each in their_promises(b.standing, b.present) if each.promise.person == person]
    for each in sorted(own, key=lambda each: each.promise not in b.hangs_on):
        promise, because = each.promise, (f"promise {each.promise.id}",)
        key = f"ask:{promise.id}:{promise.due}:{len(each.days)}"
        if each.kind == DUE:
            text = f"Were you able to {promise.act}?"
            if not_heard(b.deal, b.clients, [entered(promise)]):
                text = f"How did you get on with what you planned for {b.names.day(promise.due)}?"
            elif len(each.days) > 1:
                text = f"You were going to {promise.act}: what would it take?"
            elif phrase.names_us(promise.act):
                text = f"You were going to {promise.act}: how's that coming?"
            yield Query(text, (person,), (key,), because, their_own=True)
        elif each.kind in (ONCE, TWICE) and all_heard(b.deal, b.clients, behind(b.standing, promise)):
            then = "what keeps getting in the way?" if each.kind == TWICE else "what got in the way?"
            yield Query(f"You wanted to {promise.act}: {then}", (person,), (key,), because, their_own=True)


def of_no_day(b: Briefing, person: str) -> Iterator[Query]:
    """By when they will have done what they meant to do, of whoever named no day; told alone to who heard it."""
    for entry in without_a_day(b.standing):
        meant, key = entry.event, f"day:e{entry.number}"
        if isinstance(meant, Intended) and meant.person == person:
            known = not not_heard(b.deal, b.clients, [Entered(entry.number, entry.batch, meant.on, person, told=True)])
            text = f"By when will you {meant.act}?" if known else "Is there a day yet for what you meant to do?"
            yield Query(text, (person,), (key,), (f"entry {entry.number}",), their_own=True)


def of_their_words(b: Briefing, person: str) -> Iterator[Query]:
    """What they took up again, refused, put off or fear, in their own words where all of it was heard here."""
    for step in b.map.decisions:
        yield from _of_one_step(b, step.id, person)
    theirs = [worry for worry in b.worries if worry.person == person and _may_quote(b, entered(worry))]
    for worry in theirs:
        then = "what would put your mind at rest?" if worry is theirs[0] else "what would help with that?"
        yield from _quoting(b, worry, person, then, "You told us")


def _may_quote(b: Briefing, entry: Entered) -> bool:
    """Whether their word may be put to them here: they gave it to us, and everybody on the call heard it."""
    return all_heard(b.deal, b.clients, [entry])


def _of_one_step(b: Briefing, step: str, person: str) -> Iterator[Query]:
    kind, story = b.status(step), past(b.standing, step)
    up = [each.word for each in story.taken_up if each.word.person == person]
    if kind == "re-opened" and up and _may_quote(b, entered(up[-1])):
        yield from _quoting(b, up[-1], person, "what would settle it for you?")
    no = next((no for no in verdict(b.standing, step).noes if no.person == person and is_open(b.standing, step)), None)
    if no:
        yield from _of_their_no(b, step, person, no)
    if story.not_yet:
        yield from _of_no_day(b, step, person, story.not_yet)
    for off in filter(None, (story.put_off, story.wished)):
        yield from _of_their_putting_off(b, step, person, off)


def _of_no_day(b: Briefing, step: str, person: str, word: Word) -> Iterator[Query]:
    """The day by which, of whoever said not yet and named none."""
    story = past(b.standing, step)
    later = [each for each in (*story.yeses, *story.noes) if each.number > word.number]
    if word.person != person or later or not is_open(b.standing, step):
        return
    if word.words and b.fresh(f"ask:e{word.number}:{person}") and _may_quote(b, entered(word)):
        yield from _quoting(b, word, person, "by which day will you know?")
    else:
        text = f"By which day will you know about {b.names.title(step)}?"
        yield Query(text, (person,), (f"day:{step}:{person}",), (f"entry {word.number}",), their_own=True)


def _of_their_putting_off(b: Briefing, step: str, person: str, off: PutOff) -> Iterator[Query]:
    """What has to be ready by the day they put it off to; on that day, whether it has come."""
    if off.word.person != person or not off.word.words or not _may_quote(b, entered(off.word)):
        return
    if any(yes.person == person and yes.number > off.word.number for yes in past(b.standing, step).yeses):
        return
    kind = b.status(step)
    if kind == "put-off":
        yield from _quoting(b, off.word, person, f"what has to be ready by {b.names.day(off.until)}?")
    elif kind == "open" and off.until <= b.day:
        yield from _quoting(b, off.word, person, "is now the time?")


def _of_their_no(b: Briefing, step: str, person: str, no: Word) -> Iterator[Query]:
    entry = entered(no)
    if no.words and _may_quote(b, entry):
        yield from _quoting(b, no, person, "what would have to change?")
    else:
        yield how_see(b, step, person)


def knows(b: Briefing, found: Aim, fact: str) -> str:
    """Who on the call is to be asked for a fact: a holder of its role, else who decides, else the first."""
    of = b.map.fact[fact].of
    here = [name for name in b.clients if of in b.deal.roles(name)]
    deciders = [name for name in found.people if name in b.clients]
    return (here or deciders or list(b.clients))[0]


def about_fact(b: Briefing, name: str, person: str) -> Query:
    """The question for a fact, put to somebody."""
    fact, ask = b.map.fact[name], question_for(b, name)
    ours = phrase.speaks_of_them(ask)
    return Query(ask, (person,), (asked_key(b.standing, name, person),), (f"fact {name}",), fact.listen_for, ours=ours)


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
            latest = max(claim.number for claim in found.claims)
            yield Query(text, sources, (f"differ:{name}:{latest}",), because, their_own=True)
        elif b.map.fact[name].of in b.deal.roles(person) and question_for(b, name):
            yield about_fact(b, name, person)


def _is_money(b: Briefing, fact: str) -> bool:
    """Whether a fact is a sum, which one of them may have told us for ourselves."""
    return fact == "amount" or phrase.is_currency(b.map.fact[fact].unit or "x")


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
        theirs_to_know = fact.of in b.deal.roles(person) or (not fact.of and person == knows(b, found, name))
        if how.state in ("unknown", "assumed") and theirs_to_know and question_for(b, name):
            yield about_fact(b, name, person)
    for name, how in leaning.items():
        if how.state == "single" and _other_source(how, person) and (name in dated or _for_the_aim(b, found, name)):
            yield from _checked(b, found, name, how, person)


def _other_source(found: Known, person: str) -> bool:
    return bool(found.claims) and all(person not in (claim.person, claim.teller) for claim in found.claims)


def _for_the_aim(b: Briefing, found: Aim, name: str) -> bool:
    return bool(found.step) and name in facts_of(b.standing, found.step, b.present)


def _checked(b: Briefing, found: Aim, name: str, how: Known, person: str) -> Iterator[Query]:
    """A fact on one person's word, put to somebody else whose it is to know, or who decides today."""
    fact = b.map.fact[name]
    if fact.of not in b.deal.roles(person) and person not in found.people:
        return
    entries = [entered(claim) for claim in how.claims]
    if how.value is not None and not _is_money(b, name) and all_heard(b.deal, b.clients, entries):
        text = f"I've heard {b.names.value(name, how.value)} for the {b.names.fact(name)}: is that right?"
        because = tuple(f"entry {entry.number}" for entry in entries)
        yield Query(text, (person,), (f"check:{name}:{person}",), because)
    elif not any(each in b.clients for claim in how.claims for each in (claim.person, claim.teller)):
        yield about_fact(b, name, person)
