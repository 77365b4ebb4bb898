"""BEST CASE and AT LEAST: how far they may go on this call, and what still counts (page section 2)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import deciders
from callplan.core.call.rungs import Reach, chain, then_owed
from callplan.core.deal.needs import is_ours, may_not_apply
from callplan.core.deal.once_more import carried, has_promised
from callplan.core.deal.signs import gone_by
from callplan.core.deal.status import status
from callplan.core.deal.verdict import rung_asked
from callplan.core.map.playbook import Act
from callplan.core.plan import case
from callplan.core.plan.aim import agrees, to_decide
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT_CALL = 30
HELP, ALONE = 45, 47


def best_case(b: Briefing, found: Aim) -> Iterator[Line]:
    """The decisions beyond the aim that could be taken on this call, and one day to agree for what is owed."""
    if found.kind == case.BACK:
        if b.present and b.able.people:
            text = f"{b.names.shorts(b.able.people)} {_verb(b.able.people)} it afresh, either way."
            yield Line("BEST CASE", text, (f"map {found.step}", "rule 61"))
        return
    steps = beyond(b, found)
    debt = _debt(b, found, steps)
    if steps:
        text = " ".join(filter(None, (_asking(b, found, steps), debt and f"Then agree a day {debt[1]}.")))
        because = tuple(f"map {step}" for step in steps) + ((f"owed {debt[0]}",) if debt else ())
        yield Line("BEST CASE", text, (*because, "rule 42"))
    elif debt and found.kind in (case.DECIDE, case.PROMISED, case.ACT):
        yield Line("BEST CASE", f"Also agree a day {debt[1]}.", (f"owed {debt[0]}",), drop=ALONE)


def _verb(people: tuple[str, ...]) -> str:
    return "decide" if len(people) > 1 else "decides"


def beyond(b: Briefing, found: Aim) -> tuple[str, ...]:
    """The next decisions after the aim, as many as a call of this length has room for."""
    if found.kind not in (case.DECIDE, case.PROMISED, case.ACT, case.UNWRITTEN):
        return ()
    most = 1 if b.first_page or (b.call and b.call.minutes <= SHORT_CALL) else 2
    return b.beyond[:most]


def _asking(b: Briefing, found: Aim, steps: tuple[str, ...]) -> str:
    """`If yes, ask Piet to decide whether to order, in writing`, grouped by who decides."""
    groups: list[tuple[tuple[str, ...], list[str]]] = []
    for step in steps:
        people = deciders(b.supposed, step, b.present)[0] or b.deciders(step)
        if groups and groups[-1][0] == people:
            groups[-1][1].append(step)
        else:
            groups.append((people, [step]))
    parts = [f"{b.names.shorts(people)} to decide {_topics(b, steps_)}" for people, steps_ in groups]
    begin = (
        "If yes, ask"
        if phrase.asks_whether(b.names.topic(found.step)) or not found.decides
        else "Once that's settled, ask"
    )
    return f"{begin} {', then '.join(parts)}."


def _topics(b: Briefing, steps: list[str]) -> str:
    told = phrase.joined([b.names.topic(step) for step in steps])
    return f"{told}, in writing" if rung_asked(b.standing, steps[-1]) == "wrote" else told


def _debt(b: Briefing, found: Aim, steps: tuple[str, ...]) -> tuple[str, str] | None:
    """What is then owed first that somebody here has a say in, and how to ask for its day."""
    taken = b.promised | b.given_up | chain(b.supposed, b.present).keys()
    taken |= {act.id for act in b.map.acts if gone_by(b.standing, act.id)}
    asked = [carried(b.map, rung.id) for rung in (b.ladder.aim, b.ladder.least) if isinstance(rung, Request)]
    reach = b.ladder.all_the_way if steps else b.ladder.aim
    then = then_owed(b.supposed, reach, b.present) if isinstance(reach, Reach) else [debt.id for debt in b.owed]
    for name in sorted(then, key=lambda name: may_not_apply(b.standing, name)) if b.clients else ():
        if name in taken or carried(b.map, name) in asked or name in steps or name[0] == "@" or name == found.step:
            continue
        if is_ours(b.standing, name) or status(b.standing, name) == "put-off" or not b.voices(name):
            continue
        if has_promised(b.deal, b.voices(name)[0], name):
            continue
        return name, _day_for(b, name)
    return None


def _day_for(b: Briefing, name: str) -> str:
    if_needed = ", if it's needed" if may_not_apply(b.standing, name) else ""
    if not isinstance(b.map.steps[name], Act):
        return f"to settle {b.names.topic(name)}{if_needed}"
    return f"for {b.names.short(b.voices(name)[0])} to {b.names.act(name)}{if_needed}"


def at_least(b: Briefing, found: Aim) -> Iterator[Line]:
    """The least that still counts."""
    if found.kind in (case.NOTHING, case.NO_CLIENT, case.SILENT) or not b.clients:
        return
    request = b.ladder.least
    text = _in_place_of_an_act(b, found)
    if not text and request:
        asked = f"{agrees(b, request)}.{_what_for(b, found, request)}"
        yield Line("AT LEAST", asked, (f"map {request.id}", f"rule 45{request.kind}"))
        yield from help_for(b, request)
        return
    if found.kind == case.ACT and found.request:
        yield from help_for(b, found.request)
    yield Line("AT LEAST", text or _a_next_call(b, found), (f"case {found.kind}",))


def _what_for(b: Briefing, found: Aim, request: Request) -> str:
    """That it may not be needed, or what else it is needed for than the call."""
    if request.decision != found.step:
        return f" That's needed {to_decide(b, request.decision)}."
    return "" if request.certain else " Perhaps it's needed."


def help_for(b: Briefing, request: Request) -> Iterator[Line]:
    """What we can hand over for an act, the first time it is asked."""
    step = b.map.steps.get(request.id)
    if isinstance(step, Act) and step.help and b.fresh(f"help:{step.id}"):
        text = f"If we have it, bring {step.help}."
        yield Line("AT LEAST", text, (f"map {step.id}.help",), drop=HELP, keys=(f"help:{step.id}",))


def _in_place_of_an_act(b: Briefing, found: Aim) -> str:
    """What counts where no act is asked: a new day, a day to settle it, a clear answer."""
    if found.kind == case.PROMISED:
        return f"A new day from {b.names.short(found.promises[0].person)}, and what's in the way."
    if found.kind == case.UNWRITTEN:
        who = b.names.short(found.people[0])
        here = found.people[0] in b.clients
        return f"A day by which {who} puts it in writing." if here else f"A call with {who} in the diary."
    if found.kind == case.APART:
        return "A day by which the two of them settle it."
    if found.kind == case.PUT_OFF and found.until:
        return f"A call in the diary for {b.names.long_day(found.until)} or just after."
    if found.kind == case.DECLINED:
        return "A clear answer: for good, or what would have to change and by when."
    if found.kind == case.BACK:
        return f"A day by which {b.names.shorts(found.people)} looks at it again."
    return ""


def _a_next_call(b: Briefing, found: Aim) -> str:
    here = [name for name in found.people if name in b.clients] or list(b.voices(found.step)) or list(b.clients)
    who = b.names.shorts(here[:2])
    verb = "agrees" if len(here[:2]) == 1 else "agree"
    return f"{who} {verb} a day for the next call, and who should be on it."
