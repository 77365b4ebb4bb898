"""What a call comes down to: the first case that fits, with its people and steps; words come later (page section 5)."""

from __future__ import annotations

from datetime import date

from callplan.core.call.acts import Request
from callplan.core.call.feasible import HERE, UNKNOWN, missing_roles, picked
from callplan.core.call.rungs import Ladder, Reach
from callplan.core.days import after
from callplan.core.deal.closing import acts_to_win
from callplan.core.deal.deadlines import past_winning
from callplan.core.deal.facts import day_of
from callplan.core.deal.state import Promise
from callplan.core.deal.status import OPEN, settled, settled_on
from callplan.core.deal.story import Word
from callplan.core.deal.verdict import deciding, enough, of_deciders, past, rung_asked, verdict
from callplan.core.map.condition import leaves
from callplan.core.map.terms import Named
from callplan.core.plan.briefing import Briefing
from callplan.core.record import Record

NOTHING, NO_CLIENT, BACK, SILENT, APART, DOUBTED = "nothing", "no-client", "back", "silent", "apart", "doubted"
PAST_WINNING = "past-winning"
PUT_OFF, DECLINED, PROMISED, UNWRITTEN, DECIDE = "put-off", "declined", "promised", "unwritten", "decide"
ACT, AWAITED, WAITS = "act", "awaited", "waits"
LOOKS_BACK = (APART, DOUBTED, PUT_OFF, DECLINED, BACK, "re-opened", UNWRITTEN)


class Aim(Record):
    """The case of a call: its kind, the decision, and whose it is.

    `people`: who decides, who said no, put it off or wrote too little, or whose act it is; `other`: the second of two
    who differ; `request`: the act asked for; `promises`: those it hangs on; `steps` and `roles`: what it waits for;
    `until`: the day of a putting-off, a wait or a promise; `words`: the entry behind it; `certain`: no fact is wanting.
    """

    kind: str
    step: str = ""
    people: tuple[str, ...] = ()
    other: str = ""
    request: Request | None = None
    promises: tuple[Promise, ...] = ()
    steps: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    until: date | None = None
    words: Word | None = None
    certain: bool = True

    @property
    def decides(self) -> bool:
        """Whether a decision can be made on the call, or once a promise due by then was kept."""
        return self.kind in (DECIDE, DOUBTED, PROMISED)


def case_of(b: Briefing) -> Aim:
    """The case of a call, the first that fits."""
    if b.present and not b.clients:
        return Aim(NO_CLIENT, b.chosen or "")
    if not b.chosen:
        return Aim(NOTHING)
    if not b.call and past_winning(b.now):
        return Aim(PAST_WINNING, b.chosen)
    if b.silent:
        return Aim(SILENT, b.chosen, b.deciders(b.chosen))
    if b.call and b.call.back_to:
        together = b.able.people if b.taken_up_by in b.able.people else (b.taken_up_by,)
        return Aim(BACK, b.chosen, together if b.taken_up_by else b.deciders(b.chosen))
    return _looking_back(b, b.chosen) or _going_on(b, b.chosen)


def _looking_back(b: Briefing, step: str) -> Aim | None:
    """What was said of it before and is not settled: two who differ, a doubt, a putting-off, a no."""
    if pair := apart(b, step):
        return Aim(APART, step, (pair[0].person,), pair[1].person, words=pair[1])
    off = past(b.standing, step).put_off
    missed = max([miss.number for miss in b.deal.misses], default=0)
    since = off is not None and b.status(step) == "put-off" and off.word.number > missed
    if b.doubted == step and not since and (b.able.people or not b.present):
        return Aim(DOUBTED, step, b.deciders(step))
    if b.status(step) == "put-off" and off:
        return Aim(PUT_OFF, step, (off.word.person,), until=off.until, words=off.word)
    no = verdict(b.standing, step).declined
    if b.status(step) == "declined" and no:
        return Aim(DECLINED, step, (no.person,), words=no)
    return None


def apart(b: Briefing, step: str) -> tuple[Word, Word] | None:
    """A yes and a no of two who both decide it and are still there, while it stands open between them (rule 12)."""
    if b.status(step) not in OPEN:
        return None
    found = verdict(b.standing, step)
    there = [yes for yes in found.yeses if not b.deal.has_left(yes.person)]
    yeses, noes = of_deciders(b.standing, step, there), of_deciders(b.standing, step, found.noes)
    if not yeses or not noes or yeses[-1].person == noes[-1].person:
        return None
    return yeses[-1], noes[-1]


def _going_on(b: Briefing, step: str) -> Aim:
    if b.hangs_on:
        return Aim(PROMISED, step, b.able.people or b.deciders(step), promises=b.hangs_on)
    if word := unwritten(b, step):
        return Aim(UNWRITTEN, step, (word.person,), words=word)
    aim = b.ladder.aim
    if b.able.word == HERE or (b.able.word == UNKNOWN and (b.able.people or not b.present)):
        return Aim(DECIDE, step, b.able.people or b.deciders(step), certain=b.able.word == HERE or not b.present)
    if isinstance(aim, Request):
        return Aim(ACT, step, (aim.person,), request=aim)
    return _waiting(b, step)


def unwritten(b: Briefing, step: str) -> Word | None:
    """The yes of somebody who decides it, given by word where writing is asked, once all others have said theirs."""
    if rung_asked(b.standing, step) != "wrote" or b.status(step) not in OPEN:
        return None
    theirs = of_deciders(b.standing, step, verdict(b.standing, step).yeses)
    said = [yes for yes in theirs if enough(yes.proof, "said")]
    given = {role for yes in said for role in yes.roles}
    complete = any(
        picked(who, given.__contains__, given.__contains__) is not None for who in deciding(b.standing, step)
    )
    off = past(b.standing, step).put_off
    weak = [yes for yes in said if not enough(yes.proof, "wrote") and not (off and off.word.number > yes.number)]
    return weak[-1] if weak and complete else None


def _waiting(b: Briefing, step: str) -> Aim:
    """What it waits for: a promise to come, a day, or steps and people."""
    promise = awaited(b)
    people = b.deciders(step)
    if promise and promise.due >= b.day:
        return Aim(AWAITED, step, people, promises=(promise,), until=promise.due)
    blocking = b.blockers()
    days = [day for name in blocking if (day := _until(b, step, name))]
    steps = tuple([name for name in blocking if name in b.map.steps and not settled(b.standing, name)])
    if days and not steps:
        return Aim(AWAITED, step, people, until=max(days))
    facts = tuple([name for name in blocking if name in b.map.fact])
    return Aim(WAITS, step, people, steps=steps or facts, roles=() if steps else tuple(absent_roles(b)))


def awaited(b: Briefing) -> Promise | None:
    """The client's promise that the chosen decision waits for, directly or through what it needs."""
    wanted = {*b.blockers(), *(f"@{role}" for role in absent_roles(b))}
    wanted |= {act.id for act in b.map.acts if act.brings in absent_roles(b)}
    wanted |= {name for step in tuple(wanted) if step in b.map.steps for name in b.standing.way.needs[step]}
    live = [each for each in b.deal.promises.values() if each.state == "open" and each.step in wanted]
    return next((each for each in live if b.deal.side(each.person) == "client"), None)


def _until(b: Briefing, step: str, name: str) -> date | None:
    """The day on which a wait that a decision needs is over; None when no wait after that name is running."""
    found = [
        leaf.wait
        for condition in b.standing.way.asked[step]
        for leaf in leaves(condition)
        if isinstance(leaf, Named) and leaf.id == name and leaf.wait
    ]
    if not found:
        return None
    begun = day_of(b.standing, name) if name in b.map.fact else _settled_on(b, name)
    return max(after(begun, wait, b.deal.free) for wait in found) if begun else None


def _settled_on(b: Briefing, name: str) -> date | None:
    days = [settled_on(b.standing, step) for step in b.standing.way.stands_for(name)]
    return max([day for day in days if day], default=None)


def won_once(b: Briefing) -> str:
    """What winning takes besides the closing decision, where that is made; nothing where nothing is left."""
    acts = acts_to_win(b.standing) if b.status(b.map.closing) == "made" else ()
    return f"It is won once {b.names.titles(acts)} {'is' if len(acts) == 1 else 'are'} done." if acts else ""


def missing_roles_here(b: Briefing) -> list[tuple[str, str]]:
    """The roles whose yes is wanted and nobody here can give, each with the decision that wants it."""
    far = b.ladder.all_the_way
    wanted = [b.chosen] if b.chosen else []
    wanted += [far.id] if far else []
    wanted += [debt.id for debt in b.owed if debt.kind == "decision" and debt.hard]
    found: dict[str, str] = {}
    for step in dict.fromkeys(wanted):
        for role in missing_roles(b.standing, step, b.present):
            found.setdefault(role, step)
    return list(found.items())


def absent_roles(b: Briefing) -> list[str]:
    """The roles whose yes the chosen decision wants and nobody here can give."""
    return [role for role, step in missing_roles_here(b) if step == b.chosen]


def ladder_asked(b: Briefing, found: Aim) -> Ladder:
    """The rungs that the page asks for, where the call does not go back: all the way, aim, least."""
    if found.kind in (DECLINED, PUT_OFF, AWAITED, WAITS):
        return Ladder()
    if found.kind in (APART, UNWRITTEN, PROMISED):
        return b.ladder.but(aim=b.ladder.aim if isinstance(b.ladder.aim, Reach) else None, least=None)
    return b.ladder


def rungs_asked(b: Briefing, found: Aim) -> tuple[str, str, str]:
    """The steps of the aim, all the way and the least, as far as the page asks for them."""
    if found.kind != BACK:
        asked = ladder_asked(b, found)
        aim, far, least = [rung.id if rung else "" for rung in (asked.aim, asked.all_the_way, asked.least)]
        return aim, far, least
    if not b.taken_up_by:
        return "", "", ""
    return found.step, found.step if isinstance(b.ladder.aim, Reach) else "", found.step
