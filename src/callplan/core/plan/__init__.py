"""One page for one call: values first, then the lines made from them, every one of this client's (DESIGN §6)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.position import fronts, places
from callplan.core.deal.state import Deal
from callplan.core.plan import aim, asks, best_case, ending, head, last_time, missing, opening, owing, values, worry
from callplan.core.plan.briefing import Briefing, CallFor
from callplan.core.plan.case import case_of
from callplan.core.plan.model import Line, Plan, PlaybookName
from callplan.core.plan.trim import trimmed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.plan.case import Aim
    from callplan.core.plan.their_words import Query


def plan(deal: Deal, today: date, call: CallFor | None = None) -> Plan:
    """The plan for a call; without one, where the deal stands today."""
    b = Briefing(deal, today, call)
    found = case_of(b)
    questions = asks.chosen(b, found)
    lines = _page(b, found, questions) if call else list(_standing(b, found))
    statuses = {step.id: b.status(step.id) for step in b.map.decisions}
    rungs = values.rungs(b, found)
    return Plan(
        deal=deal.name,
        closed=deal.closed.end if deal.closed else None,
        playbook=PlaybookName(deal.playbook.id, deal.playbook.version),
        call=values.call(b),
        decision=values.chosen(b, found),
        no_aim=phrase.loose(aim.sentence(b, found)) if rungs.aim is None else None,
        rungs=rungs,
        position=places(b.standing),
        fronts=fronts(b.standing),
        doubted=b.doubted,
        to_reconfirm=_in_state(statuses, "to-reconfirm"),
        support=tuple(missing.supported(b)),
        declined=_in_state(statuses, "declined"),
        deferred=_in_state(statuses, "put-off"),
        last_client_decision=values.last_decision(b),
        momentum=b.quiet,
        owed=b.owed,
        promises=values.commitments(b),
        sources=values.sources(b),
        client_work=tuple(missing.work(b, found)),
        before_you_dial=(*b.unfinished(), *[promise.id for promise in b.late()]),
        asks=asks.asks(b, questions),
        may_ask=asks.may_ask(b, found),
        risk=worry.risk(b, found),
        unknown=values.unknown(b),
        lines=tuple(lines),
        light=b.light,
        asked=tuple(dict.fromkeys(key for line in lines for key in line.keys)) if call else (),
    )


def _in_state(statuses: dict[str, str], kind: str) -> tuple[str, ...]:
    return tuple([step for step, status in statuses.items() if status == kind])


def _page(b: Briefing, found: Aim, questions: list[Query]) -> list[Line]:
    """The lines of a page that fit it; where IF NO has fallen, END asks what would have to change."""
    no = list(ending.if_no(b, found))
    page = trimmed(list(_lines(b, found, questions, no)), b.light)
    if no and no[0] not in page:
        page = trimmed(list(_lines(b, found, questions, [])), b.light)
    return page


def _begins(b: Briefing, found: Aim) -> Iterator[Line]:
    """The first thirty seconds: who is on, what they last said, what is owed."""
    yield from head.head(b, found)
    yield from last_time.last_time(b)
    yield from owing.they_owe(b)
    yield from owing.we_owe(b, found)


def _standing(b: Briefing, found: Aim) -> Iterator[Line]:
    """Where a deal stands, without a call."""
    yield from _begins(b, found)
    yield from aim.aim(b, found)
    yield from _dates_and_debts(b, found)


def _lines(b: Briefing, found: Aim, questions: list[Query], no: list[Line]) -> Iterator[Line]:
    """Every line in the order of the call: the first thirty seconds, what to get, what to ask, then dates and debts."""
    yield from _begins(b, found)
    yield from opening.opening(b, found)
    yield from aim.aim(b, found)
    yield from best_case.best_case(b, found)
    yield from best_case.at_least(b, found)
    yield from asks.lines(b, found, questions)
    yield from worry.worry(b, found)
    yield from no
    yield from ending.end(b, found, bool(no))
    yield from _dates_and_debts(b, found)


def _dates_and_debts(b: Briefing, found: Aim) -> Iterator[Line]:
    if b.dates:
        from callplan.core.plan import timing

        yield from timing.dates(b, found.step)
    yield from missing.missing(b, found)
    yield Line("FOOT", " · ".join(_foot(b)), ("the pinned map",))


def _foot(b: Briefing) -> Iterator[str]:
    """Map and version, without a call what was assumed, and the command for what comes next."""
    yield f"{b.map.id} {b.map.version}"
    assumed = (
        []
        if b.call
        else [
            f"{b.names.fact(name)} ({found.value})"
            for name in b.map.fact
            if (found := known(b.standing, name)).state == "assumed" and b.map.fact[name].depends is None
        ]
    )
    if assumed:
        yield f"assumed: {phrase.joined(assumed)}"
    yield b.names.command("debrief" if b.call else "prep")


__all__ = ["CallFor", "plan"]
