"""Where they are and we are, how long nothing was decided, and what missed dates put in doubt (rules 26-30, 53-55)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.clock import last_decision
from callplan.core.deal.needs import is_ours, spared
from callplan.core.deal.standing import Standing, applies, remembered
from callplan.core.deal.status import DECIDED, REACHED, is_open, marked_by, settled, status, taken_up
from callplan.core.deal.verdict import past, unheard
from callplan.core.map.playbook import Act, Decision, Stage
from callplan.core.record import Record


@remembered(())
def track_decisions(standing: Standing, track: str) -> tuple[str, ...]:
    """The decisions of a track that apply, or may, in the order of the file."""
    return tuple(
        [
            step.id
            for stage in standing.map.tracks.get(track, ())
            for step in stage.steps
            if isinstance(step, Decision) and status(standing, step.id) != "n/a"
        ]
    )


@remembered(-1)
def furthest(standing: Standing, track: str) -> int:
    """The rank of the furthest stage in which something was made, answered no or lapsed; -1 when nothing was.

    What was made and is open again keeps its place (rule 27).
    """
    rank = standing.map.rank
    ranks = [rank[step] for step in track_decisions(standing, track) if _reached(standing, step)]
    return max(ranks, default=-1)


def _reached(standing: Standing, step: str) -> bool:
    kind = status(standing, step)
    again = kind in ("re-opened", "to-reconfirm", "put-off")
    return kind in REACHED or (again and any(mark.decided for mark in marked_by(past(standing, step))))


@remembered(())
def front(standing: Standing, track: str) -> tuple[str, ...]:
    """The front of a track (rule 28): the earliest re-opened, else one stage's next open decisions; () when done.

    What was re-opened and then put off keeps its place (rule 17).
    """
    rank = standing.map.rank
    steps = [
        step
        for step in track_decisions(standing, track)
        if is_open(standing, step) and status(standing, step) != "expired" and not spared(standing, step)
    ]
    again = [step for step in steps if taken_up(standing, step)]
    ahead = again or [step for step in steps if rank[step] >= furthest(standing, track)]
    nearest = min((rank[step] for step in ahead), default=-1)
    return tuple([step for step in ahead if rank[step] == nearest])


def fronts(standing: Standing) -> dict[str, tuple[str, ...]]:
    """The front of every track that applies."""
    return {track: front(standing, track) for track in standing.map.tracks if track_decisions(standing, track)}


def stage_at(standing: Standing, track: str) -> Stage | None:
    """The stage of a track's front; None when the track is done."""
    steps = front(standing, track)
    return standing.map.stage_of[steps[0]] if steps else None


class Places(Record):
    """Where the client is on each track that applies (None: done), and where we are on main."""

    client: dict[str, str | None]
    ours: str | None
    gap: int | None


def places(standing: Standing) -> Places:
    """Positions: a track is where its front is; ours our first hole behind them, or how far we ran ahead (rule 30)."""
    stages = {track: stage_at(standing, track) for track in fronts(standing)}
    client = {track: stage.id if stage else None for track, stage in stages.items()}
    main = standing.map.tracks.get("main", ())
    theirs = standing.map.rank[client["main"]] if client.get("main") else len(main)  # type: ignore[index]
    ours = _ours(standing, main, theirs)
    gap = ours - theirs if theirs < len(main) else None
    return Places(client, main[ours].id if ours < len(main) else None, gap)


def _ours(standing: Standing, main: tuple[Stage, ...], theirs: int) -> int:
    holes = (rank for rank, stage in enumerate(main[:theirs]) if _has_hole(standing, stage))
    hole = next(holes, None)
    if hole is not None:
        return hole
    ahead = [rank for rank, stage in enumerate(main) if any(_done_by_us(standing, step) for step in stage.steps)]
    return max([theirs, *ahead]) if theirs < len(main) else theirs


def _has_hole(standing: Standing, stage: Stage) -> bool:
    """Whether something in a stage behind the client is missing on our side of the story."""
    return any(
        (isinstance(step, Act) and undone(standing, step.id))
        or status(standing, step.id) == "implied"
        or (status(standing, step.id) in DECIDED and bool(unheard(standing, step.id)))
        for step in stage.steps
    )


def undone(standing: Standing, step_id: str) -> bool:
    """Whether an act applies, or may, is not settled, and no alternative has spared it."""
    return applies(standing, step_id) is not False and not settled(standing, step_id) and not spared(standing, step_id)


def _done_by_us(standing: Standing, step: Act | Decision) -> bool:
    return isinstance(step, Act) and status(standing, step.id) == "done" and is_ours(standing, step.id)


@remembered(None)
def doubted(standing: Standing) -> str | None:
    """The decision that two missed client dates put in doubt (rule 53), if any: asked again, not re-opened."""
    missed = _missed_since(standing)
    if len(missed) < 2:
        return None
    acts = [act for act in dict.fromkeys(missed) if act in standing.map.steps]
    first = next((step for step in track_decisions(standing, "main") if is_open(standing, step)), None)
    beyond = first is not None and any(_is_earlier(standing, act, first) for act in acts)
    return _presupposed(standing, acts) or (None if beyond else first)


def _missed_since(standing: Standing) -> list[str]:
    """The acts of theirs that were missed since the last client decision, each as often as it was."""
    last = last_decision(standing) if standing.deal.misses else None
    since = (last.word.on, last.word.number) if last else (date.min, 0)
    return [miss.step for miss in standing.deal.misses if (miss.on, miss.number) > since]


def _presupposed(standing: Standing, acts: list[str]) -> str | None:
    """The furthest made decision that all those acts presuppose: through needs, else earlier on track, else on main.

    Never one that comes after an act of them, nor the closing one: what is ordered is ordered.
    """
    way, closing = standing.way, standing.map.closing
    made = [step.id for step in standing.map.decisions if status(standing, step.id) == "made" and step.id != closing]
    needed = [step for step in made if acts and all(step in way.rests_on(act) for act in acts)]
    earlier = [step for step in made if acts and all(_is_earlier(standing, step, act) for act in acts)]
    main = [step for step in made if standing.map.stage_of[step].track == "main"]
    main = [step for step in main if not any(_comes_after(standing, step, act) for act in acts)]
    found = needed or earlier or main
    return max(found, key=lambda step: (standing.map.rank[step], standing.map.place[step]), default=None)


def _comes_after(standing: Standing, step: str, act: str) -> bool:
    """Whether a decision is later than an act: in a later stage, or on another track and it needs that act."""
    stages = standing.map.stage_of
    if stages[step].track == stages[act].track:
        return _is_earlier(standing, act, step)
    return act in standing.way.through(step)


def stands_on(standing: Standing, step: str, other: str) -> bool:
    """Whether a decision would be made on top of another: it needs it, or is in a later stage of its track."""
    return other in standing.way.through(step) or _is_earlier(standing, other, step)


def _is_earlier(standing: Standing, step: str, other: str) -> bool:
    stages = standing.map.stage_of
    return stages[step].track == stages[other].track and standing.map.rank[step] < standing.map.rank[other]


@remembered(frozenset())
def missed_twice(standing: Standing) -> frozenset[str]:
    """Acts missed twice since the last client decision: shown under promises and nowhere else (rule 54)."""
    acts = _missed_since(standing)
    return frozenset(act for act in acts if acts.count(act) > 1)


@remembered(frozenset())
def given_up(standing: Standing) -> frozenset[str]:
    """Acts that were missed twice by the same person, or since the last decision: nobody is asked a third time."""
    days: dict[tuple[str, str], int] = {}
    theirs = [each for each in standing.deal.promises.values() if each.step and standing.deal.side(each.person) != "us"]
    for promise in theirs:
        whose = (promise.step, promise.person)
        days[whose] = days.get(whose, 0) + len(promise.misses)
    again = [each.step for each in theirs if each.state == "missed" and days[each.step, each.person] > 1]
    return missed_twice(standing).union(again)
