"""One row a deal for the look across all of them: what fold knows, and when the calendar alone changes it."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core.condition import leaves
from callplan.core.days import after
from callplan.core.deal.clock import doubted, last_decision
from callplan.core.deal.facts import known
from callplan.core.deal.lasting import lapse
from callplan.core.deal.moments import begins, limit
from callplan.core.deal.owed import owed
from callplan.core.deal.position import fronts, places
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import settled_on
from callplan.core.deal.verdict import past
from callplan.core.record import Record
from callplan.core.terms import Named


class Summary(Record):
    """What a review prints of a deal without folding it again; dates, not distances."""

    deal: str
    playbook: str
    version: int
    opened: date
    closed: str
    closed_reason: str
    stage: str | None
    ours: str | None
    fronts: tuple[str, ...]
    doubted: str | None
    last_decision: str
    decided_on: date | None
    decided_by: str
    calls_since: int
    calls: int
    amount: str | int | float | None
    open_theirs: int
    open_ours: int
    missed_theirs: int
    owed: tuple[str, ...]
    next_meeting: date | None


def summary(deal: Deal) -> Summary:
    """The row of a deal; the calendar is left out of it."""
    standing = Standing(deal)
    found, last = places(standing), last_decision(standing)
    batch = last.word.batch if last else 0
    promises = [(deal.side(each.person), each.state) for each in deal.promises.values()]
    return Summary(
        deal=deal.name,
        playbook=deal.playbook.id,
        version=deal.playbook.version,
        opened=deal.opened,
        closed=deal.closed.end if deal.closed else "",
        closed_reason=deal.closed.reason if deal.closed else "",
        stage=found.client.get("main"),
        ours=found.ours,
        fronts=tuple([step for steps in fronts(standing).values() for step in steps]),
        doubted=doubted(standing),
        last_decision=last.id if last else "",
        decided_on=last.word.on if last else None,
        decided_by=last.word.person if last else "",
        calls_since=sum(call.client and call.batch > batch for call in deal.calls),
        calls=sum(call.client for call in deal.calls),
        amount=known(standing, "amount").value if "amount" in deal.playbook.fact else None,
        open_theirs=sum(side == "client" and state == "open" for side, state in promises),
        open_ours=sum(side == "us" and state == "open" for side, state in promises),
        missed_theirs=len(deal.misses),
        owed=tuple([debt.id for debt in owed(standing)]),
        next_meeting=deal.meeting.meeting if deal.meeting else None,
    )


def turns_on(deal: Deal, today: date) -> date | None:
    """The next day on which the calendar alone changes how the deal stands; None when none does."""
    standing = Standing(deal)
    days = [each.due for each in deal.promises.values() if each.state == "open"]
    days += [off.until for step in deal.past if (off := past(standing, step).put_off)]
    days += [deal.meeting.meeting] if deal.meeting else []
    days += [*_waits(standing), *_of_steps(standing)]
    return min((day for day in days if day > today), default=None)


def _waits(standing: Standing) -> list[date]:
    """The days on which the waits in `needs` are over, as far as they run already."""
    found = []
    for step in standing.map.steps.values():
        for leaf in (*leaves(step.needs), *leaves(standing.map.stage_of[step.id].needs)):
            if isinstance(leaf, Named) and leaf.wait:
                begun = begins(standing, leaf.id)
                found += [after(begun, leaf.wait, standing.deal.free)] if begun else []
    return found


def _of_steps(standing: Standing) -> list[date]:
    """The day after each step's limit, and the days on which what is settled lapses."""
    found = []
    for step in standing.map.steps:
        limited, settled = limit(standing, step), settled_on(standing, step)
        found += [limited + timedelta(days=1)] if limited and limited < date.max else []
        found += [day] if settled and (day := lapse(standing, step, settled)) else []
    return found
