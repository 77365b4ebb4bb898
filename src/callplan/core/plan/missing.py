"""MISSING: what they have to say once more, what is not in writing, what hangs on one word, what was passed over."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.days import as_told
from callplan.core.deal.closing import acts_to_win
from callplan.core.deal.facts import limit
from callplan.core.deal.needs import behind, is_ours, may_not_apply
from callplan.core.deal.once_more import has_promised
from callplan.core.deal.owed import Debt
from callplan.core.deal.position import places, undone
from callplan.core.deal.signs import gone_by
from callplan.core.deal.state import Claim
from callplan.core.deal.status import DECIDED, OPEN, lapsed
from callplan.core.deal.story import Word
from callplan.core.deal.verdict import enough, of_deciders, past, rung_asked, verdict
from callplan.core.deal.wanted import is_wanted, wanted_by
from callplan.core.map.playbook import Act
from callplan.core.plan import case
from callplan.core.plan.aim import doers, perhaps
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.inherited import left_behind, left_by_others
from callplan.core.plan.no_calls import may_ask
from callplan.core.plan.weak_facts import facts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST, TITLES = 2, 2
AGAIN, WRITING, ONE_WORD, OWED, MOVED_ON, NOT_DONE, WITHOUT_US = 22, 18, 46, 48, 52, 52, 68


def missing(b: Briefing, found: Aim) -> Iterator[Line]:
    """At most two of them, the weightiest first; and one line of their own work that goes on without us."""
    if b.over:
        return
    every = [
        *_to_win(b, found),
        *_unwritten(b, found),
        *_again(b, found),
        *left_by_others(b),
        *_one_word(b, found),
        *_owed(b, found),
        *_apart_in_place(b, found),
    ]
    yield from every[:MOST] if b.call else every
    if b.call:
        yield from list(_without_us(b, found))[:1]


def _to_win(b: Briefing, found: Aim) -> Iterator[Line]:
    """What winning takes besides the closing decision; where nothing else is left, the aim says it."""
    text = "" if found.kind == case.NOTHING else case.won_once(b)
    if text:
        yield Line("MISSING", text, tuple(f"map {act}" for act in acts_to_win(b.standing)))


def _again(b: Briefing, found: Aim) -> Iterator[Line]:
    """What fell with somebody who left, to be said once more by whoever holds the role now."""
    wanted: dict[str, list[str]] = {}
    for step in [each.id for each in b.map.decisions if b.status(each.id) == "to-reconfirm" and each.id != found.step]:
        if any(mark.kind == "left" and not mark.spent for mark in past(b.standing, step).marks):
            for name in b.deciders(step)[:1]:
                wanted.setdefault(name, []).append(step)
    for name, steps in wanted.items():
        text = f"A fresh yes from {b.names.short(name)}: {b.names.titles(steps)}."
        yield Line("MISSING", text, tuple(f"map {step}" for step in steps), drop=AGAIN)
    resting = [
        each.id
        for each in b.map.decisions
        if b.status(each.id) == "to-reconfirm" and each.id != found.step
        and all(mark.kind != "left" or mark.spent for mark in past(b.standing, each.id).marks)
    ]  # fmt: skip
    if resting:
        text = f"Needs a fresh yes: {b.names.titles(resting)}."
        yield Line("MISSING", text, tuple(f"map {step}" for step in resting), drop=AGAIN)


def _unwritten(b: Briefing, found: Aim) -> Iterator[Line]:
    """A decider's yes by word where writing is asked; not of the last call, which the page has told already."""
    promised = {(each.step, each.person) for each in b.deal.promises.values() if each.state == "open"}
    batch = b.last_call.batch if b.last_call else -1
    for step in [each.id for each in b.map.decisions if each.id != found.step]:
        word = _weak_yes(b, step)
        if word and word.batch != batch and (step, word.person) not in promised:
            get = ": get it in writing" if may_ask(b, (word.person,)) else ""
            text = f"{b.names.short(word.person)} has said yes to {b.names.title(step)}{get}."
            yield Line("MISSING", text, (f"entry {word.number}",), drop=WRITING)


def _weak_yes(b: Briefing, step: str) -> Word | None:
    """A yes of somebody who decides it, with less than the writing it asks."""
    if rung_asked(b.standing, step) != "wrote" or b.status(step) in (*DECIDED, "waived", "implied", "n/a"):
        return None
    said = of_deciders(b.standing, step, verdict(b.standing, step).yeses)
    return next((yes for yes in reversed(said) if not enough(yes.proof, "wrote")), None)


def _one_word(b: Briefing, found: Aim) -> Iterator[Line]:
    """A fact on which the aim or a date rests, and that one person alone has told."""
    resting = {*(facts_of(b.standing, found.step, b.present) if found.step else ()), *b.facts_of_a_date}
    for name, how in b.weak_facts.items():
        if how.state == "conflict" and (name in resting or name == "amount" or b.map.fact[name].type == "date"):
            told = [f"{b.names.value(name, each.value)} ({_source(b, each)})" for each in how.claims]
            text = f"They differ on the {b.names.fact(name)}: {phrase.joined(told)}."
            yield Line("MISSING", text, tuple(f"entry {claim.number}" for claim in how.claims), drop=ONE_WORD)
        elif how.state == "single" and name in resting and how.claims:
            who = how.claims[0].teller or how.claims[0].person
            text = f"On the {b.names.fact(name)} we have only {b.names.short(who)}'s word."
            yield Line("MISSING", text, tuple(f"entry {claim.number}" for claim in how.claims), drop=ONE_WORD)


def _source(b: Briefing, claim: Claim) -> str:
    return f"{b.names.short(claim.person)}{', we hear' if claim.teller else ''}"


def _debts(b: Briefing, found: Aim) -> list[Debt]:
    """What is owed and neither promised, aimed at, missed twice nor ours."""
    promised = b.promised | b.given_up
    here = {role for name in b.present for role in b.deal.roles(name)}
    won = acts_to_win(b.standing) if b.status(b.map.closing) == "made" else ()
    return [
        debt
        for debt in b.owed
        if not (found.kind == case.SILENT and debt.id[0] == "@")
        and debt.id not in promised
        and debt.id != found.step
        and debt.id.removeprefix("@") not in here
        and not (debt.kind == "act" and (debt.id in won or _not_for_now(b, debt.id)))
        and b.status(debt.id) != "to-reconfirm"
    ]  # fmt: skip


def _not_for_now(b: Briefing, act: str) -> bool:
    """Whether an act is ours, or helps only to what is settled: nothing needs it, and no limit runs on it."""
    helps = not wanted_by(b.standing, act) and b.map.steps[act].before is None
    return is_ours(b.standing, act) or (helps and not is_wanted(b.standing, act))


def _owed(b: Briefing, found: Aim) -> Iterator[Line]:
    """What is still missing before the gate that comes first."""
    debts = _debts(b, found)
    if not debts:
        return
    near = (found.step, *b.beyond)
    gate = min((debt.before for debt in debts), key=lambda before: (before not in near, before is None))
    debts.sort(key=lambda debt: may_not_apply(b.standing, debt.id))
    titles = [perhaps(b, debt.id) for debt in debts if debt.before == gate]
    rest = len(debts) - len(titles[:TITLES])
    before = f" before {b.names.title(gate)}" if gate else ""
    more = f" And {phrase.number(rest)} more: {b.names.command('show')}." if rest and b.call else ""
    told = (
        phrase.joined(titles[:TITLES])
        if b.call
        else phrase.joined([_dated(b, debt.id) for debt in debts if debt.before == gate])
    )
    because = tuple(f"owed {debt.id}" for debt in debts if debt.before == gate)
    yield Line("MISSING", f"Still missing{before}: {told}.{more}", because, drop=OWED)


def _dated(b: Briefing, name: str) -> str:
    """What is owed, with the day it lapsed, else the last day for it."""
    title = perhaps(b, name)
    if name not in b.map.steps:
        return title
    if b.status(name) == "expired" and (day := lapsed(b.standing, name)):
        return f"{title} (lapsed on {b.names.day(day)})"
    day = limit(b.standing, name)
    return f"{title} (deadline {b.names.day(as_told(day, b.today, b.deal.free))})" if day else title


def _apart_in_place(b: Briefing, found: Aim) -> Iterator[Line]:
    """Where we and they stand in different places: what is behind it, and whom to ask for it."""
    at = places(b.standing)
    main = at.client.get("main")
    if main is None or not at.gap or at.gap > 0 or at.ours is None:
        return
    holes = [step for step in b.map.stage[at.ours].steps if isinstance(step, Act) and undone(b.standing, step.id)]
    told = b.promised | b.given_up | {rung.id for rung in (b.ladder.aim, b.ladder.least) if rung}
    told |= {each.step for each in left_behind(b)}
    for step in [step for step in holes if step.id not in told][:1]:
        because = ("rule 30", f"map {step.id}")
        if is_ours(b.standing, step.id):
            if step.id not in b.unfinished():
                text = f"Not done on our side: {b.names.act(step.id)}."
                yield Line("MISSING", text, because, drop=NOT_DONE)
            return
        owner = next((name for name in b.clients if b.holds(name, step.id)), "")
        if owner and all(step.id != debt.id for debt in _debts(b, found)[:TITLES]):
            gate = next((debt.before for debt in b.owed if debt.id == step.id), None)
            before = f" before {b.names.title(gate)}" if gate else ""
            stage = phrase.quoted(b.map.stage[main].title)
            # who missed it once is not asked to promise it again (rule 47)
            again = has_promised(b.deal, owner, step.id)
            ask = "" if again or not may_ask(b, (owner,)) else f": ask {b.names.short(owner)} for it{before}"
            text = f"They have moved on to {stage}; {b.names.title(step.id)} is still missing{ask}."
            yield Line("MISSING", text, because, drop=MOVED_ON)


def work(b: Briefing, found: Aim) -> list[str]:
    """The acts of theirs around the decision that are neither asked for, owed, promised nor missed twice."""
    if not found.step or found.step not in b.map.steps:
        return []
    asked = {rung.id for rung in (b.ladder.aim, b.ladder.least) if rung}
    taken = asked | {debt.id for debt in b.owed} | b.given_up | b.promised
    stage = [step.id for step in b.map.stage_of[found.step].steps]
    names = dict.fromkeys([*b.blockers(), *stage])
    acts = [name for name in names if isinstance(b.map.steps.get(name), Act) and undone(b.standing, name)]
    acts = [name for name in acts if not behind(b.standing, name, b.present)]
    acts = [act for act in acts if not is_ours(b.standing, act) and not gone_by(b.standing, act)]
    return [act for act in acts if act not in taken]


def _without_us(b: Briefing, found: Aim) -> Iterator[Line]:
    """An act of the client's own that goes on without us, and what we could bring for it."""
    if found.kind in (case.SILENT, case.NO_CLIENT, case.DECLINED):
        return
    for name in work(b, found):
        act = b.map.steps[name]
        if isinstance(act, Act) and act.without_us:
            who, count = doers(b, name)
            offer = f" We could bring {act.help}." if act.help else ""
            text = f"On their own: {who} {'has' if count == 1 else 'have'} to {b.names.act(name)}.{offer}"
            yield Line("MISSING", text, (f"map {name}",), drop=WITHOUT_US)


def supported(b: Briefing) -> list[str]:
    """Decisions that have a client's yes and are not made by it (rule 13)."""
    waiting = [step.id for step in b.map.decisions if b.status(step.id) in {*OPEN, "implied"} - {"expired"}]
    return [
        step for step in waiting if any(b.deal.side(yes.person) == "client" for yes in verdict(b.standing, step).yeses)
    ]
