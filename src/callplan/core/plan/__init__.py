"""One page for one call: values first, then the lines made from them, every one of this client's (DESIGN §6)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.position import fronts, places
from callplan.core.deal.state import Deal
from callplan.core.plan import aim, missing, values
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import case_of
from callplan.core.plan.model import Ask, Line, Plan, PlaybookName, Risk
from callplan.core.plan.without_call import without_call
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.case import Aim
    from callplan.core.plan.supposed import CallFor


class CallQuestions(Record):
    """What is asked on a call: our questions, theirs, and what they fear."""

    asks: tuple[Ask, ...] = ()
    may_ask: tuple[str, ...] = ()
    risk: Risk | None = None


def plan(deal: Deal, today: date, call: CallFor | None = None) -> Plan:
    """The plan for a call; without one, where the deal stands today."""
    b = Briefing(deal, today, call)
    found = case_of(b)
    asked, lines = _for_a_call(b, found) if call else (CallQuestions(), list(without_call(b, found)))
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
        asks=asked.asks,
        may_ask=asked.may_ask,
        risk=asked.risk,
        unknown=values.unknown(b),
        lines=tuple(lines),
        light=b.light,
        asked=tuple(dict.fromkeys(key for line in lines for key in line.keys)) if call else (),
    )


def _for_a_call(b: Briefing, found: Aim) -> tuple[CallQuestions, list[Line]]:
    """What is asked on a call and the lines of its page; nobody who only looks where a deal stands waits for them."""
    from callplan.core.plan import asks, page, worry

    questions = asks.chosen(b, found)
    asked = CallQuestions(asks.asks(b, questions), asks.may_ask(b, found), worry.risk(b, found))
    return asked, page.page(b, found, questions)


def _in_state(statuses: dict[str, str], kind: str) -> tuple[str, ...]:
    return tuple([step for step, status in statuses.items() if status == kind])
