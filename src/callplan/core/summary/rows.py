"""One row a deal for the look across all of them: what the plan knows on a day."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core import phrase
from callplan.core.call.rungs import Ladder
from callplan.core.call.silence import coming, silences
from callplan.core.deal.clock import reopened
from callplan.core.deal.deadlines import Deadline, deadlines, past_winning
from callplan.core.deal.facts import begins, is_dated, known
from callplan.core.deal.fulfilled import from_before, nobody_waits
from callplan.core.deal.needs import is_ours
from callplan.core.deal.owed import comes_next
from callplan.core.deal.position import places
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.status import status
from callplan.core.deal.verdict import roles_in
from callplan.core.ledger import BEFORE, DEADLINE, PARTS, Pledge, Row, deadline_id, form
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act, Decision
from callplan.core.map.terms import Named
from callplan.core.names import Names
from callplan.core.plan.briefing import Briefing
from callplan.core.record import packed
from callplan.core.summary import (
    Called,
    NextDecision,
    Owing,
    Side,
    Summary,
    TheirDate,
    ahead,
    due,
)
from callplan.core.summary.call_to_come import call_to_come
from callplan.core.summary.lacking import in_danger, lacks


class Outline(Briefing):
    """A deal on a day without the rungs of a call; one that is closed stands as on the day it was closed."""

    def __init__(self, deal: Deal, on: date) -> None:
        super().__init__(deal, deal.closed.on if deal.closed else on)

    def _ladder(self) -> Ladder:
        return Ladder()


def row(deal: Deal, on: date) -> Row:
    """What the journal keeps of a deal to find, count and sort it by."""
    b = Outline(deal, on)
    found, promised = _summary(b), pledges(b.standing, b.names)
    missing = lacks(found, on)
    return Row(
        body=packed(found),
        form=form(deal.free),
        as_of=date.min if deal.closed else on,
        turns_on=on + timedelta(days=1) if _turns(b) and on < date.max else None,
        live=int(not found.closed or bool(found.won and (found.owed or promised))),
        closed=found.closed,
        playbook=found.playbook,
        stage=found.stage,
        amount=found.most,
        since=found.since,
        lacks=sum(PARTS[part] for part in missing),
        failed=len(missing),
        in_danger=int(in_danger(found, on)),
        call=found.call.day if found.call else None,
        people=""
        if deal.closed
        else "\n".join(["\t".join((each.name, *each.addresses)) for each in deal.people.values() if not each.left]),
        promises=promised,
    )


def summary(deal: Deal, on: date) -> Summary:
    """What a review prints of a deal, as it stands on a day."""
    return _summary(Outline(deal, on))


def _their_dates(b: Briefing) -> tuple[TheirDate, ...]:
    """The client's own dates; none of a deal that is closed."""
    if b.deal.closed or b.dates is None or past_winning(b.now):
        return ()
    from callplan.core.summary.their_dates import their_dates

    return their_dates(b, b.dates)


def _summary(b: Briefing) -> Summary:
    deal, found = b.deal, places(b.standing)
    planned, meeting = coming(deal)
    stage = b.map.stage.get(found.client.get("main") or "")
    ours = b.map.stage.get(found.ours or "")
    return Summary(
        deal=deal.name,
        playbook=b.map.id,
        version=b.map.version,
        opened=deal.opened,
        since=b.quiet.since,
        light=b.light,
        closed=deal.closed.end if deal.closed else "",
        closed_reason=deal.closed.reason if deal.closed else "",
        closed_on=deal.closed.on if deal.closed else None,
        won=deal.ending == "won",
        stage=stage.id if stage else "",
        stage_title=stage.title if stage else "",
        ours_title=ours.title if ours else "",
        gap=found.gap,
        next=NextDecision() if b.over else ahead.ahead(b),
        last_decision=phrase.loose(b.names.title(b.last.id)) if b.last else "",
        decided_on=b.last.word.on if b.last else None,
        decided_by=b.last.word.person if b.last else "",
        calls=sum(call.client for call in deal.calls),
        calls_since=b.quiet.calls,
        amount=known(b.standing, "amount").value if "amount" in b.map.fact else None,
        theirs=_side(b.standing, ours=False),
        ours=_side(b.standing, ours=True),
        owed=_owed(b),
        next_meeting=meeting.meeting if meeting else None,
        dates=_their_dates(b),
        most=_most(b),
        resumed=resumed.on if (resumed := reopened(b.standing)) else None,
        planned=planned.call if planned else None,
        unit=b.map.fact["amount"].unit if "amount" in b.map.fact else "",
        ended=deal.ended,
        shared=tuple([name for name in deal.people if b.names.is_shared(name)]),
        called=tuple([Called(each.name, each.called) for each in deal.people.values() if each.called]),
        deadlines=due.due_steps(b),
        barred=() if b.over else ahead.barred(b),
        past_winning=due.past_winning(b),
        call=call_to_come(planned, meeting) if deal.ending in ("", "won") else None,
    )


def _most(b: Briefing) -> float | None:
    """The highest amount that is told, also while it is in conflict."""
    if "amount" not in b.map.fact:
        return None
    found = known(b.standing, "amount")
    told = [found.value, *[claim.value for claim in found.claims]]
    return max([float(value) for value in told if isinstance(value, (int, float))], default=None)


def _side(standing: Standing, *, ours: bool) -> Side:
    """What we have promised; else what anybody else has."""
    deal = standing.deal
    every = [each for each in deal.promises.values() if (deal.side(each.person) == "us") is ours]
    wanted = [each for each in every if not nobody_waits(standing, each)]
    to_keep = [each for each in wanted if _to_keep(each, "us" if ours else "client")]
    first = min(to_keep, key=lambda each: (each.due, each.number), default=None)
    return Side(
        open=len(to_keep),
        due=first.due if first else None,
        missed=sum(len(each.misses) for each in every if ours or not deal.has_left(each.person)),
        unkept=tuple([each.act for each in wanted if each.state == "missed"]),
        act=first.act if first else "",
        person=first.person if first else "",
        days=tuple(sorted([each.due for each in wanted if each.state == "open"])),
        before=sum((deal.side(each.person) == "us") is ours for each in from_before(standing)),
    )


def _to_keep(promise: Promise, side: str) -> bool:
    """Whether a promise is still to be kept: while it is open, ours also when it was missed."""
    return promise.state == "open" or (side == "us" and promise.state == "missed")


def _owed(b: Briefing) -> tuple[Owing, ...]:
    if b.over:
        return ()
    return tuple(
        [
            Owing(
                debt.id,
                phrase.loose(b.names.title(debt.id)),
                phrase.loose(b.names.title(debt.before)) if debt.before else "",
                debt.hard,
                comes_next(b.standing, debt),
                debt.kind != "hearing" and is_ours(b.standing, debt.id),
                debt.owner or "",
                debt.due,
            )
            for debt in b.owed
        ]
    )


def pledges(standing: Standing, names: Names) -> tuple[Pledge, ...]:
    """The promises still to be kept, ours also when they were missed, and the deadlines of the map that are running.

    With those from before; none of a deal that ended without being won, nor what nobody waits for any more.
    """
    deal = standing.deal
    if deal.ending not in ("", "won"):
        return ()
    wanted = [each for each in deal.promises.values() if not nobody_waits(standing, each)]
    to_keep = [each for each in wanted if _to_keep(each, deal.side(each.person))]
    told = [*[(each, each.state) for each in to_keep], *[(each, BEFORE) for each in from_before(standing)]]
    promised = [
        Pledge(deal.name, each.id, deal.side(each.person), each.person, each.act, each.due, state, each.step)
        for each, state in told
    ]
    running = [] if deal.closed else [_running(standing, names, each) for each in deadlines(standing)]
    return (*promised, *running)


def _running(standing: Standing, names: Names, found: Deadline) -> Pledge:
    """A deadline among the promises, as whoever sees to it has to keep it."""
    roles = roles_in(standing, standing.map.steps[found.step].by)
    sides = [standing.map.role[role].side for role in roles] or ["client"]
    person = "" if found.ours else phrase.loose(phrase.capital(names.holder(roles[0]))) if roles else "Somebody"
    act = phrase.loose(names.act(found.step))
    return Pledge(standing.deal.name, deadline_id(found.step), sides[0], person, act, found.told, DEADLINE, found.step)


def _turns(b: Briefing) -> bool:
    """Whether a row is worked out anew tomorrow: anybody has named a day, a limit or a wait runs, something lapses."""
    if b.deal.closed:
        return False
    dated = is_dated(b.standing) or bool(ahead.days(b)) or any(debt.due for debt in b.owed)
    quiet = b.silent is not None or bool(silences(b.standing))
    return dated or quiet or any(_is_running(b.standing, step) for step in b.map.steps.values())


def _is_running(standing: Standing, step: Act | Decision) -> bool:
    """Whether time alone may change a step: it is put off, what was said of it lapses, or it waits for days to pass."""
    if step.id in standing.deal.past and (step.lasts is not None or status(standing, step.id) == "put-off"):
        return True
    asked = [leaf for condition in standing.way.asked[step.id] for leaf in leaves(condition)]
    return any(isinstance(leaf, Named) and leaf.wait and begins(standing, leaf.id) for leaf in asked)
