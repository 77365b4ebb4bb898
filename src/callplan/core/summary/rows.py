"""One row a deal for the look across all of them: what the fold knows on a day, and when that day alone changes it."""

from __future__ import annotations

from datetime import date

from callplan.core.call.rungs import Ladder
from callplan.core.deal.clock import missed_twice, reopened
from callplan.core.deal.facts import known
from callplan.core.deal.needs import is_clients, is_ours, unmet
from callplan.core.deal.owed import comes_next
from callplan.core.deal.position import places, undone
from callplan.core.deal.standing import applies
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.verdict import deciding, verdict
from callplan.core.ledger import PARTS, Pledge, Row, form
from callplan.core.margin import Margin
from callplan.core.phrase import HARD_SPACE
from callplan.core.plan.aim import who_decide
from callplan.core.plan.briefing import Briefing
from callplan.core.playbook import Act
from callplan.core.record import packed
from callplan.core.summary import Next, Owing, Side, Summary, Told, Work, by_when, knowing, lacks, until
from callplan.core.summary.turning import turns_on


class Outline(Briefing):
    """A deal on a day without the rungs of a call; one that is closed stands as on the day it was closed."""

    def __init__(self, deal: Deal, on: date) -> None:
        super().__init__(deal, deal.closed.on if deal.closed else on)

    def _ladder(self) -> Ladder:
        return Ladder()

    def _due_by_now(self) -> tuple[Promise, ...]:
        """None: a row is for no call."""
        return ()

    def _dates(self) -> None:
        """Nothing: what a row keeps of the dates stands still, and is the margin."""


def row(deal: Deal, on: date) -> Row:
    """What the journal keeps of a deal to find, count and sort it by."""
    b = Outline(deal, on)
    found, promised = _summary(b), pledges(deal)
    missing = lacks(found)
    return Row(
        body=packed(found),
        form=form(deal.free),
        as_of=date.min if deal.closed else on,
        turns_on=None if deal.closed else turns_on(b.standing, _days(b)),
        live=int(not found.closed or bool(found.won and (found.owed or promised))),
        closed=found.closed,
        playbook=found.playbook,
        stage=found.stage,
        amount=found.most,
        since=found.since,
        by_day=until(found),
        lacks=sum(PARTS[part] for part in missing),
        failed=len(missing),
        promises=promised,
    )


def summary(deal: Deal, on: date) -> Summary:
    """What a review prints of a deal, as it stands on a day."""
    return _summary(Outline(deal, on))


def _margin(b: Briefing) -> Margin | None:
    """The room left before the client's own dates; None where there is none, or the deal is over."""
    if b.deal.closed or not b.is_dated():
        return None
    from callplan.core.dates.margin import margin
    from callplan.core.plan.timing import named

    return margin(b.standing, lambda *goal: named(b, *goal))


def _summary(b: Briefing) -> Summary:
    deal, found = b.deal, places(b.standing)
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
        won=won(deal),
        stage=stage.id if stage else "",
        stage_title=stage.title if stage else "",
        ours_title=ours.title if ours else "",
        gap=found.gap,
        next=_next(b),
        last_decision=_plain(b.names.title(b.last.id)) if b.last else "",
        decided_on=b.last.word.on if b.last else None,
        decided_by=b.last.word.person if b.last else "",
        calls=sum(call.client for call in deal.calls),
        calls_since=b.quiet.calls,
        amount=known(b.standing, "amount").value if "amount" in b.map.fact else None,
        theirs=_side(deal, "client"),
        ours=_side(deal, "us"),
        owed=_owed(b),
        next_meeting=deal.meeting.meeting if deal.meeting else None,
        margin=_margin(b),
        most=_most(b),
        resumed=resumed.on if (resumed := reopened(b.standing)) else None,
    )


def _most(b: Briefing) -> float | None:
    """The highest amount that is told, also while it is in conflict."""
    if "amount" not in b.map.fact:
        return None
    found = known(b.standing, "amount")
    told = [found.value, *[claim.value for claim in found.claims]]
    return max([float(value) for value in told if isinstance(value, (int, float))], default=None)


def _days(b: Briefing) -> tuple[Told, ...]:
    return by_when.days(b.standing, b.chosen) if b.chosen else ()


def _next(b: Briefing) -> Next:
    step = b.chosen
    if not step or (b.deal.closed and not won(b.deal)):
        return Next()
    people, told = knowing.deciders(b, step), by_when.nearest(_days(b), b.standing.on)
    return Next(
        id=step,
        title=_plain(b.names.title(step)),
        holds=_in_doubt(b, step),
        who=_plain(who_decide(b, knowing.deciders(b, step), step)[0]),
        people=people,
        missing="" if people else knowing.missing(b, step),
        told=told,
        work=_work(b, step),
        weak=knowing.weak(b, step, people, told),
        ask=knowing.to_ask(b, step),
        silent=b.silent.talk.how if b.silent else "",
    )


def _in_doubt(b: Briefing, step: str) -> str:
    """Why the next decision is not sure: they have said no to it, two dates were missed, or it may not apply."""
    if verdict(b.standing, step).declined:
        return "refused"
    if step == b.doubted:
        return "doubted"
    return "" if applies(b.standing, step) is True else "applies"


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
    promised = [
        each
        for each in b.deal.promises.values()
        if each.step == name and each.state == "open" and b.deal.side(each.person) == "client"
    ]
    title = _plain(b.names.title(name))
    if promised:
        return Work(name, title, promised[0].person, needed, True, promised[0].due)
    known_by, missed = bool(knowing.deciders(b, name)), name in missed_twice(b.standing)
    return Work(
        name,
        title,
        _plain(b.names.who(deciding(b.standing, name)[0])[0] if deciding(b.standing, name) else "somebody"),
        needed,
        known_by,
        None,
        missed,
    )


def _side(deal: Deal, side: str) -> Side:
    every = [each for each in deal.promises.values() if deal.side(each.person) == side]
    to_keep = [each for each in every if _to_keep(each, side)]
    first = min(to_keep, key=lambda each: (each.due, each.number), default=None)
    return Side(
        open=len(to_keep),
        due=first.due if first else None,
        missed=sum(len(each.misses) for each in every if each.state != "fell away"),
        unkept=tuple([each.act for each in every if each.state == "missed"]),
        act=first.act if first else "",
        person=first.person if first else "",
        days=tuple(sorted([each.due for each in every if each.state == "open"])),
    )


def _to_keep(promise: Promise, side: str) -> bool:
    """Whether a promise is still to be kept: while it is open, ours also when it was missed."""
    return promise.state == "open" or (side == "us" and promise.state == "missed")


def _owed(b: Briefing) -> tuple[Owing, ...]:
    if b.deal.closed and not won(b.deal):
        return ()
    return tuple(
        [
            Owing(
                debt.id,
                _plain(b.names.title(debt.id)),
                _plain(b.names.title(debt.before)) if debt.before else "",
                debt.hard,
                comes_next(b.standing, debt),
                debt.kind != "hearing" and is_ours(b.standing, debt.id),
                debt.owner or "",
                debt.due,
            )
            for debt in b.owed
        ]
    )


def _plain(words: str) -> str:
    return words.replace(HARD_SPACE, " ")


def won(deal: Deal) -> bool:
    """Whether a deal is closed as won."""
    if deal.closed is None:
        return False
    end = deal.playbook.end.get(deal.closed.end)
    return (end.kind if end else deal.closed.end) == "won"


def pledges(deal: Deal) -> tuple[Pledge, ...]:
    """The promises still to be kept, ours also when they were missed; none of a deal that ended without being won."""
    if deal.closed and not won(deal):
        return ()
    every = [(deal.side(each.person), each) for each in deal.promises.values()]
    return tuple(
        [
            Pledge(deal.name, each.id, side, each.person, each.act, each.due, each.state, each.step)
            for side, each in every
            if _to_keep(each, side)
        ]
    )
