"""The client's next decision as a row keeps it: whose it is, by when, what was said of it, and what comes before it."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.silence import barring, end_of, silences, takes_questions
from callplan.core.deal.clock import taken_up_again
from callplan.core.deal.needs import is_clients, unmet
from callplan.core.deal.position import missed_twice, undone
from callplan.core.deal.standing import applies
from callplan.core.deal.story import Word
from callplan.core.deal.verdict import past, verdict
from callplan.core.hearing import entered, first_hand
from callplan.core.map.playbook import Act
from callplan.core.plan import case
from callplan.core.plan.aim import doers, sentence, who_decide
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import apart, case_of
from callplan.core.summary import Barred, NextDecision, Said, Told, Work, known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.map.playbook import Stage

AIMED = (case.NOTHING, case.UNWRITTEN, case.DECIDE)


def days(b: Briefing) -> tuple[Told, ...]:
    """The days that the next decision has."""
    return known.days(b.standing, b.chosen) if b.chosen else ()


def ahead(b: Briefing) -> NextDecision:
    """The next decision, so far as there is one."""
    step = b.chosen
    if not step:
        return NextDecision(aim=_aim(b))
    told = known.nearest(days(b), b.standing.on)
    people, known_ = _whose(b, step)
    role = "" if people else known.unnamed(b, step)
    off = past(b.standing, step).put_off if b.status(step) == "put-off" else None
    return NextDecision(
        id=step,
        title=phrase.loose(b.names.title(step)),
        topic=phrase.loose(b.names.topic(step)),
        holds=_in_doubt(b, step),
        who=phrase.loose(phrase.capital(who_decide(b, people, step)[0])),
        people=people,
        known=known_,
        missing=b.names.predicate(role) if role else "",
        called=phrase.loose(b.names.called(role)) if role else "",
        told=told,
        work=_work(b, step),
        weak=known.weak(b, step, people, told),
        ask=known.to_ask(b, step),
        silent=_silent(b),
        until=_silent_until(b),
        to=_to(b, b.silent),
        said=_said(b, step),
        not_before=off.until if off else None,
        aim=_aim(b),
        latest=_latest(b, step),
    )


def _whose(b: Briefing, step: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who decides it, where each is known, and those who are; two who disagree are both among them (page rule 15)."""
    pair = [word.person for word in apart(b, step) or ()]
    people = known.deciders(b, step)
    named = tuple(dict.fromkeys([*pair, *(people or known.known_deciders(b, step))]))
    return named if people else (), named


def _aim(b: Briefing) -> str:
    """What a call would be for, where nothing else is said of it: in the words of the page, in which no day stands."""
    found = case_of(b)
    return phrase.loose(sentence(b, found)) if found.kind in AIMED else ""


def _latest(b: Briefing, step: str) -> date | None:
    """The last day for a decision, counted back from the dates that can still hold."""
    return next((row.latest for row in b.dates.rows if row.step == step), None) if b.dates else None


def _in_doubt(b: Briefing, step: str) -> str:
    """Why the next decision is not sure: they have said no to it, two dates were missed, or it may not apply."""
    if verdict(b.standing, step).declined:
        return "refused"
    if step == b.doubted:
        return "doubted"
    return "" if applies(b.standing, step) is True else "applies"


def _silent(b: Briefing) -> str:
    """How they may be spoken to while nobody may call: in writing until the last day for that, then not at all."""
    if b.silent is None:
        return ""
    return "written" if takes_questions(b.standing, b.silent) else "none"


def _silent_until(b: Briefing) -> tuple[str, ...]:
    """The decisions before which nobody may call."""
    return _titles(b, b.silent) if b.silent else ()


def _titles(b: Briefing, stage: Stage) -> tuple[str, ...]:
    return tuple([phrase.loose(b.names.title(step)) for step in end_of(b.standing, stage)])


def _to(b: Briefing, stage: Stage | None) -> str:
    """Who takes what is written, in words."""
    return phrase.loose(b.names.holder(stage.talk.to)) if stage and stage.talk.to else ""


def barred(b: Briefing) -> tuple[Barred, ...]:
    """Everybody of theirs whom nobody may call, and whoever holds a part that nobody is known to hold."""
    if not silences(b.standing):
        return ()
    people = [(b.names.short(name), b.deal.roles(name)) for name in b.deal.people if b.deal.side(name) != "us"]
    nobody = [role for role in b.map.role if not b.deal.holders(role)]
    every = [*people, *[(b.names.holder(role), (role,)) for role in nobody]]
    found = [(who, stage) for who, roles in every if (stage := barring(b.standing, roles))]
    return tuple([_barred(b, who, stage) for who, stage in found])


def _barred(b: Briefing, who: str, stage: Stage) -> Barred:
    writing = takes_questions(b.standing, stage)
    return Barred(phrase.loose(who), writing, _to(b, stage), _titles(b, stage))


def _said(b: Briefing, step: str) -> Said | None:
    """What was said of a decision and is not settled: by two who differ, else the last word that moved it."""
    if pair := apart(b, step):
        return _of(b, "apart", *pair)
    if b.status(step) == "declined" and (no := verdict(b.standing, step).declined):
        return _of(b, "no", no)
    if b.status(step) == "re-opened":
        up = next((each.word for name, each in taken_up_again(b.standing) if name == step), None)
        return _of(b, "re-opened", up) if up and not b.deal.has_left(up.person) else None
    off = past(b.standing, step).put_off
    return _of(b, "put-off", off.word) if off and b.status(step) == "put-off" else None


def _of(b: Briefing, kind: str, *words: Word) -> Said:
    people = tuple([word.person for word in words])
    from_others = tuple([word.person for word in words if not first_hand(b.deal, entered(word))])
    second_hand = len(from_others) == len(words)
    return Said(kind, people, words[-1].words, second_hand, from_others)


def _work(b: Briefing, step: str) -> tuple[Work, ...]:
    """What they have to do before a decision: what it waits for, else the undone acts of its stage (rule 54).

    What itself needs the decision comes after it.
    """
    waits = [name for name in unmet(b.standing, step, None) if _is_theirs(b, name)]
    if waits:
        return tuple([_to_do(b, name, needed=True) for name in waits])
    acts = [each.id for each in b.map.stage_of[step].steps if isinstance(each, Act) and _is_theirs(b, each.id)]
    acts = [act for act in acts if step not in b.standing.way.through(act)]
    aids = [act for act in acts if undone(b.standing, act) and act not in missed_twice(b.standing)]
    return tuple([_to_do(b, name, needed=False) for name in aids])


def _is_theirs(b: Briefing, name: str) -> bool:
    return name in b.map.steps and is_clients(b.standing, name)


def _to_do(b: Briefing, name: str, *, needed: bool) -> Work:
    open_ = [each for each in b.deal.promises.values() if each.step == name and each.state == "open"]
    promised = [each for each in open_ if b.deal.side(each.person) == "client"]
    title = phrase.loose(b.names.title(name))
    if promised:
        return Work(name, title, promised[0].person, needed, True, promised[0].due)
    who = phrase.loose(doers(b, name)[0])
    has_name, missed = bool(known.deciders(b, name)), name in missed_twice(b.standing)
    return Work(name, title, who, needed, has_name, None, missed)
