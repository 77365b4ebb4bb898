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
from callplan.core.deal.verdict import verdict
from callplan.core.ledger import PARTS, Pledge, Row, form
from callplan.core.margin import Margin
from callplan.core.phrase import HARD_SPACE
from callplan.core.plan.draft import Draft
from callplan.core.playbook import Act
from callplan.core.record import packed
from callplan.core.summary import Next, Owing, Side, Summary, Told, Work, by_when, knowing, lacks, until
from callplan.core.summary.turning import turns_on


class Outline(Draft):
    """A deal on a day without the rungs of a call; one that is closed stands as on the day it was closed."""

    def __init__(self, deal: Deal, on: date) -> None:
        super().__init__(deal, deal.closed.on if deal.closed else on)

    def _ladder(self) -> Ladder:
        return Ladder()

    def _dates(self) -> None:
        """Nothing: what a row keeps of the dates stands still, and is the margin."""


def row(deal: Deal, on: date) -> Row:
    """What the journal keeps of a deal to find, count and sort it by."""
    draft = Outline(deal, on)
    found, promised = _summary(draft), pledges(deal)
    missing = lacks(found)
    return Row(
        body=packed(found),
        form=form(deal.free),
        as_of=date.min if deal.closed else on,
        turns_on=None if deal.closed else turns_on(draft.standing, _days(draft)),
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


def _margin(draft: Draft) -> Margin | None:
    """The room left before the client's own dates; None where there is none, or the deal is over."""
    if draft.deal.closed or not draft.is_dated():
        return None
    from callplan.core.dates.margin import margin
    from callplan.core.plan.timing import named

    return margin(draft.standing, lambda *goal: named(draft, *goal))


def _summary(draft: Draft) -> Summary:
    deal, found = draft.deal, places(draft.standing)
    stage = draft.map.stage.get(found.client.get("main") or "")
    ours = draft.map.stage.get(found.ours or "")
    return Summary(
        deal=deal.name,
        playbook=draft.map.id,
        version=draft.map.version,
        opened=deal.opened,
        since=draft.quiet.since,
        light=draft.light,
        closed=deal.closed.end if deal.closed else "",
        closed_reason=deal.closed.reason if deal.closed else "",
        closed_on=deal.closed.on if deal.closed else None,
        won=won(deal),
        stage=stage.id if stage else "",
        stage_title=stage.title if stage else "",
        ours_title=ours.title if ours else "",
        gap=found.gap,
        next=_next(draft),
        last_decision=_plain(draft.title(draft.last.id)) if draft.last else "",
        decided_on=draft.last.word.on if draft.last else None,
        decided_by=draft.last.word.person if draft.last else "",
        calls=sum(call.client for call in deal.calls),
        calls_since=draft.quiet.calls,
        amount=known(draft.standing, "amount").value if "amount" in draft.map.fact else None,
        theirs=_side(deal, "client"),
        ours=_side(deal, "us"),
        owed=_owed(draft),
        next_meeting=deal.meeting.meeting if deal.meeting else None,
        margin=_margin(draft),
        most=_most(draft),
        resumed=resumed.on if (resumed := reopened(draft.standing)) else None,
    )


def _most(draft: Draft) -> float | None:
    """The highest amount that is told, also while it is in conflict."""
    if "amount" not in draft.map.fact:
        return None
    found = known(draft.standing, "amount")
    told = [found.value, *[claim.value for claim in found.claims]]
    return max([float(value) for value in told if isinstance(value, (int, float))], default=None)


def _days(draft: Draft) -> tuple[Told, ...]:
    return by_when.days(draft.standing, draft.chosen) if draft.chosen else ()


def _next(draft: Draft) -> Next:
    step = draft.chosen
    if not step or (draft.deal.closed and not won(draft.deal)):
        return Next()
    people, told = knowing.deciders(draft, step), by_when.nearest(_days(draft), draft.standing.on)
    return Next(
        id=step,
        title=_plain(draft.title(step)),
        holds=_in_doubt(draft, step),
        who=_plain(draft.deciders(step)[0]),
        people=people,
        missing="" if people else knowing.missing(draft, step),
        told=told,
        work=_work(draft, step),
        weak=knowing.weak(draft, step, people, told),
        ask=knowing.to_ask(draft, step),
        silent=draft.silent.talk.how if draft.silent else "",
    )


def _in_doubt(draft: Draft, step: str) -> str:
    """Why the next decision is not sure: they have said no to it, two dates were missed, or it may not apply."""
    if verdict(draft.standing, step).declined:
        return "refused"
    if step == draft.doubted:
        return "doubted"
    return "" if applies(draft.standing, step) is True else "applies"


def _work(draft: Draft, step: str) -> tuple[Work, ...]:
    """What they have to do before a decision: what it waits for, else the undone acts of its stage (rule 54).

    What itself needs the decision comes after it.
    """
    waits = [name for name in unmet(draft.standing, step, None) if _is_theirs(draft, name)]
    if waits:
        return tuple([_to_do(draft, name, needed=True) for name in waits])
    acts = [each.id for each in draft.map.stage_of[step].steps if isinstance(each, Act) and _is_theirs(draft, each.id)]
    acts = [act for act in acts if step not in draft.standing.way.through(act)]
    aids = [act for act in acts if undone(draft.standing, act) and act not in missed_twice(draft.standing)]
    return tuple([_to_do(draft, name, needed=False) for name in aids])


def _is_theirs(draft: Draft, name: str) -> bool:
    return name in draft.map.steps and is_clients(draft.standing, name)


def _to_do(draft: Draft, name: str, *, needed: bool) -> Work:
    promised = [
        each
        for each in draft.deal.promises.values()
        if each.step == name and each.state == "open" and draft.deal.side(each.person) == "client"
    ]
    title = _plain(draft.title(name))
    if promised:
        return Work(name, title, promised[0].person, needed, True, promised[0].due)
    known_by, missed = bool(knowing.deciders(draft, name)), name in missed_twice(draft.standing)
    return Work(name, title, _plain(draft.deciders(name)[0]), needed, known_by, None, missed)


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


def _owed(draft: Draft) -> tuple[Owing, ...]:
    if draft.deal.closed and not won(draft.deal):
        return ()
    return tuple(
        [
            Owing(
                debt.id,
                _plain(draft.title(debt.id)),
                _plain(draft.title(debt.before)) if debt.before else "",
                debt.hard,
                comes_next(draft.standing, debt),
                debt.kind != "hearing" and is_ours(draft.standing, debt.id),
                debt.owner or "",
                debt.due,
            )
            for debt in draft.owed
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
