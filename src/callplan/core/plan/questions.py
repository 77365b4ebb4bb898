"""Where the questions of a page come from: for one person, row by row, the nearest first (page section 6)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.feasible import missing_roles
from callplan.core.call.silence import takes_questions
from callplan.core.deal.facts import known
from callplan.core.deal.position import fronts, undone
from callplan.core.deal.signs import gone_by, shown_by
from callplan.core.deal.standing import applies
from callplan.core.deal.status import is_open, status
from callplan.core.deal.verdict import past, roles_in, verdict
from callplan.core.hearing import all_heard, entered, first_hand, not_heard
from callplan.core.map.playbook import Act, Decision
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.fact_first import fact_first
from callplan.core.plan.from_before import still_wanted
from callplan.core.plan.inherited import followers, left_behind
from callplan.core.plan.questions_on_record import (
    Query,
    how_see,
    of_facts,
    of_no_day,
    of_promises,
    of_their_words,
    of_two_apart,
    of_two_sources,
    question_for,
)
from callplan.core.plan.weak_facts import asked_key, days_named, days_to, unknown_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


CHANGED = "last:changed"
BEFORE_ORDER = (
    ("What would you need to see before this goes ahead?", "last:see"),
    ("What has changed on your side since we last spoke?", CHANGED),
)
AFTER_ORDER = (("What do you need from us now?", "last:ordered"),)
ALWAYS = "Where does this stand for you now?"


def queries(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """What this person could be asked, the nearest first; what an earlier page asked is not asked again."""
    rows = (
        _of_going_back(b, found, person),
        fact_first(b, found, person),
        _of_what_has_begun(b, found, person),
        of_two_apart(b, found, person),
        still_wanted(b, person),
        of_promises(b, person),
        of_no_day(b, person),
        of_their_words(b, person),
        of_two_sources(b, person),
        _of_a_wish(b, found, person),
        _came_after(b, person),
        _of_those_before(b, person),
        _of_decisions(b, found, person),
        _of_roles(b, found, person),
        of_facts(b, found, person),
        _ahead(b, found, person),
    )
    for row in rows:
        for query in row:
            if all(map(b.fresh, query.keys)):
                yield query
    asked = found.kind not in (case.DECLINED, case.APART) and bool(found.step) and person in b.voices(found.step)
    if asked and b.fresh(f"see:{found.step}:{person}"):
        yield how_see(b, found.step, person)
    ordered = b.status(b.map.closing) == "made"
    spoke_with_us = not b.is_new(person)
    for text, key in AFTER_ORDER if ordered else BEFORE_ORDER:
        if b.fresh(key) and (spoke_with_us or key != CHANGED):
            yield Query(text, (person,), (key,), ("rule 49",))
            return
    yield Query(ALWAYS, (person,), (), ("rule 49",))


def _of_going_back(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """What would be decided differently today, where the call goes back on purpose."""
    if found.kind != case.BACK or person not in found.people:
        return
    text = f"What would you decide differently about {b.names.title(found.step)} today?"
    yield Query(text, (person,), (f"back:{found.step}:{person}",), ("rule 61",))


def _of_a_wish(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """How those who decide it see it, where somebody who does not wants it put off; it tells nothing of that (17)."""
    wish = past(b.standing, found.step).wished if found.step else None
    if wish and person in b.deciders(found.step) and wish.until > b.day and not b.deal.has_left(wish.word.person):
        yield how_see(b, found.step, person)


def _of_what_has_begun(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """Who decided what something they have done since shows as decided, of whoever decides it, else of anybody."""
    steps = dict.fromkeys([found.step, *[step for ahead in fronts(b.standing).values() for step in ahead]])
    for step in [step for step in steps if step in b.map.steps]:
        act = shown_by(b.standing, step)
        asked = [name for name in b.clients if b.holds(name, step)] or b.clients
        if act and person == asked[0]:
            text = f"{phrase.capital(b.names.title(act))} is done: who decided {b.names.topic(step)}?"
            yield Query(text, (person,), (f"begun:{step}",), (f"map {act}", "rule 45"), "a name, and a day")


def _came_after(b: Briefing, person: str) -> Iterator[Query]:
    """What somebody new makes of what was decided before they came."""
    if person not in b.new:
        return
    mine = set(b.deal.roles(person))
    for step in b.map.decisions:
        word = next(iter(reversed(past(b.standing, step.id).yeses)), None)
        stands = status(b.standing, step.id) in ("made", "to-reconfirm")
        gone = word and stands and b.deal.has_left(word.person) and not mine.isdisjoint(word.roles)
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


def _of_those_before(b: Briefing, person: str) -> Iterator[Query]:
    """Whether what somebody before them had promised is theirs now, where everybody here has heard of it."""
    for promise in left_behind(b):
        others = [name for name in b.clients if name != person]
        if person in followers(b, promise) and all_heard(b.deal, others, [entered(promise)]):
            text = f"{b.names.short(promise.person)} was going to {promise.act}: is that with you now?"
            because = (f"promise {promise.id}", "page rule 5")
            yield Query(text, (person,), (f"ask:{promise.id}:{person}",), because, their_own=True)


def _of_decisions(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """The map's own question about the decision aimed at, then about those of the best case, of who decides them."""
    if found.kind in (case.DECLINED, case.PUT_OFF, case.APART, case.UNWRITTEN):
        return
    asked = found.request
    if asked and asked.person == person and asked.id in b.map.steps and b.holds(person, asked.id):
        yield from of_step(b, asked.id, person)
    near = b.first_page and found.step
    for step in ((found.step,) if near else ()) or _asked_steps(b):
        if b.holds(person, step):
            yield from of_step(b, step, person)


def of_step(b: Briefing, step: str, person: str) -> Iterator[Query]:
    """The question that a step of the map has for somebody who has not answered it by a yes that counts."""
    found = b.map.steps[step]
    if found.ask and all(yes.person != person for yes in verdict(b.standing, step).valid):
        key = (f"ask:{step}:{person}",)
        ours = phrase.speaks_of_them(found.ask)
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
        if holders and not b.is_new(holders[0]):
            continue
        if holders:
            text = f"What will {b.names.short(holders[0])} want to know first?"
            yield Query(text, (person,), (f"wants:{holders[0]}",), because)
        else:
            text = f"{b.names.who_is(role)}, and what do they know about this so far?"
            yield Query(text, (person,), (f"who:{role}",), because, f"the name of {b.names.called(role)}")


def _ahead(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """What is theirs further on: at the fronts, the acts beside, the next stages; not while something is in dispute."""
    if found.kind in (case.DECLINED, case.PUT_OFF, case.DOUBTED, case.APART) or b.status(found.step) == "re-opened":
        return
    for step in _near(b):
        if b.holds(person, step) and _still_asked(b, step):
            yield from of_step(b, step, person)
    main = [each.id for each in b.map.decisions if b.map.stage_of[each.id].track == "main"]
    theirs = [step for step in main if b.holds(person, step) and is_open(b.standing, step)]
    for step in theirs[:1] if person in b.new else theirs:
        if applies(b.standing, step) is True:
            yield from of_step(b, step, person)


def _near(b: Briefing) -> list[str]:
    """The decisions of the fronts, those they voice their mind in, then the acts of these stages."""
    ahead = [step for steps in fronts(b.standing).values() for step in steps]
    stages = dict.fromkeys(b.map.stage_of[step].id for step in ahead)
    acts = [act.id for name in stages for act in b.map.stage[name].steps if isinstance(act, Act)]
    return [*dict.fromkeys([*ahead, *acts])]


def _still_asked(b: Briefing, step: str) -> bool:
    """Whether an act is still to be done, nobody has promised it, and no promised step waits for it."""
    found = b.map.steps[step]
    if isinstance(found, Decision):
        return is_open(b.standing, step)
    if any(found.brings in b.deal.roles(name) for name in b.present):
        return False
    needed = any(step in b.standing.way.through(each) for each in b.promised if each in b.map.steps)
    wanted = undone(b.standing, step) and not gone_by(b.standing, step)
    return wanted and step not in b.promised | b.given_up and not needed


def in_writing(b: Briefing, found: Aim) -> Iterator[Query]:
    """What to ask in writing while nobody may call: what is theirs to decide now, days to come, the facts it takes.

    Once the last day for questions has gone by, nothing.
    """
    step = b.decision
    if b.silent is None or step is None or not takes_questions(b.standing, b.silent):
        return
    role = b.silent.talk.to or next(iter(roles_in(b.standing, step.by)), "")
    holders = b.deal.holders(role)
    whom = holders[:1] or ((b.names.called(role),) if role else ("them",))
    for each in b.silent.steps:
        if isinstance(each, Decision) and each.ask and is_open(b.standing, each.id):
            yield Query(each.ask, whom, (f"ask:{each.id}:{whom[0]}",), (f"map {each.id}.ask",), each.listen_for)
    ours = [act.id for act in b.silent.steps if isinstance(act, Act) and undone(b.standing, act.id)]
    days = [*days_named(b.standing, b.silent.talk.before), *[day for act in ours for day in days_to(b.standing, act)]]
    unknown = [day for day in days if known(b.standing, day).state == "unknown"]
    for name in dict.fromkeys([*unknown, *unknown_facts(b.standing, found.step, b.present)]):
        ask, listen = question_for(b, name), b.map.fact[name].listen_for
        yield Query(ask, whom, (asked_key(b.standing, name, whom[0]),), (f"fact {name}",), listen)
