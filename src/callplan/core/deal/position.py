"""Where the client is on each track, where we are, and what has been heard (rules 26-30, 36)."""

from __future__ import annotations

from callplan.core.deal.needs import is_ours, spared
from callplan.core.deal.standing import Standing, applies, choices, remembered
from callplan.core.deal.status import DECIDED, REACHED, is_open, settled, status, taken_up
from callplan.core.deal.verdict import roles_in, satisfied, side_of
from callplan.core.map.playbook import Act, Decision, Stage
from callplan.core.record import Record


@remembered(frozenset())
def _heard_roles(standing: Standing) -> frozenset[str]:
    people = standing.deal.people.values()
    spoke = [contact.roles for contact in people if contact.spoke or contact.name in standing.heard]
    return frozenset(role for roles in spoke for role in roles).union(standing.deal.brought)


def is_heard(standing: Standing, role: str) -> bool:
    """Whether a holder of a role has come to a call or is the source of something recorded (rule 36)."""
    return role in _heard_roles(standing)


@remembered(())
def unheard(standing: Standing, step_id: str) -> tuple[str, ...]:
    """The client roles a decision should hear that have not been; none when enough of its `hear` has been."""

    def needless(role: str) -> bool:
        return is_heard(standing, role) or side_of(standing, role) != "client"

    step = standing.map.steps[step_id]
    if not isinstance(step, Decision) or step.hear is None:
        return ()
    options = [who for who in choices(standing, step.hear) if who is not None]
    if all(satisfied(who, needless) for who in options):
        return ()
    return tuple([role for role in roles_in(standing, step.hear) if not needless(role)])


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
    """The rank of the furthest stage in which something was made, answered no or lapsed; -1 when nothing was."""
    rank = standing.map.rank
    ranks = [rank[step] for step in track_decisions(standing, track) if status(standing, step) in REACHED]
    return max(ranks, default=-1)


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
