"""Where they are and we are, how long nothing was decided, and what missed dates put in doubt (rules 26-30, 53-55)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.needs import is_ours, spared
from callplan.core.deal.standing import Standing, applies, remembered
from callplan.core.deal.state import Past, Resumption, TakenUp, Word
from callplan.core.deal.status import DECIDED, REACHED, is_open, settled, status, taken_up, waived_by
from callplan.core.deal.verdict import past, unheard, verdict
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


class Decided(Record):
    """A client decision that stands: which, and the word that made it."""

    id: str
    word: Word


@remembered(None)
def last_decision(standing: Standing) -> Decided | None:
    """The latest client decision that still stands: made, declined, answered no, or waived where it counted."""
    found = [
        Decided(step.id, word)
        for step in standing.map.decisions
        if (word := _standing_word(standing, step.id)) and standing.deal.side(word.person) == "client"
    ]
    return max(found, key=lambda each: (each.word.batch, each.word.on, standing.map.place[each.id]), default=None)


def _standing_word(standing: Standing, step_id: str) -> Word | None:
    found = verdict(standing, step_id)
    if found.made:
        again = [word for word in past(standing, step_id).again if word.number > found.made.number]
        return again[-1] if again else found.made
    waiver = waived_by(standing, step_id)
    if waiver:
        return waiver.word if waiver.counted else None
    return found.declined or found.was


def back_on_purpose(standing: Standing) -> Decided | None:
    """What was taken up again on a call that was for it, when nothing was decided since (rule 61)."""
    last = last_decision(standing)
    found = [Decided(step, each.word) for step, each in taken_up_again(standing) if each.planned]
    return found[-1] if found and (last is None or found[-1].word.batch > last.word.batch) else None


def taken_up_again(standing: Standing) -> list[tuple[str, TakenUp]]:
    """What the client took up again and has not decided anew, with the word that did so, the latest last."""
    stories = [(step.id, past(standing, step.id)) for step in standing.map.decisions]
    open_ones = [(step, story.taken_up[-1]) for step, story in stories if story.taken_up and _is_open_by(story)]
    return sorted(open_ones, key=lambda each: each[1].word.number)


def _is_open_by(story: Past) -> bool:
    """Whether a decision is open again by the last word that took it up."""
    return any(mark.number == story.taken_up[-1].word.number and not mark.spent for mark in story.marks)


class Quiet(Record):
    """How long the client has decided nothing: since when, days and calls (with a client person) since."""

    since: date
    days: int
    calls: int


def quiet(standing: Standing) -> Quiet:
    """The clock of rule 55; nothing of ours resets it."""
    last = back_on_purpose(standing) or last_decision(standing)
    begun, batch = (last.word.on, last.word.batch) if last else (standing.deal.opened, 0)
    calls = sum(call.client and call.batch > batch for call in standing.deal.calls)
    return Quiet(begun, max(0, (standing.on - begun).days) if standing.on else 0, calls)


def reopened(standing: Standing) -> Resumption | None:
    """When the deal was taken up again after it was closed, while the client has decided nothing since."""
    last, resumed = last_decision(standing), standing.deal.resumed
    since_then = resumed and (last is None or last.word.batch < resumed.batch)
    return resumed if since_then and not standing.deal.closed else None


@remembered(None)
def doubted(standing: Standing) -> str | None:
    """The decision that two missed client dates put in doubt (rule 53), if any: asked again, not re-opened."""
    acts = _missed_since(standing)
    if len(acts) < 2:
        return None
    still = (step for step in track_decisions(standing, "main") if is_open(standing, step))
    return _presupposed(standing, set(acts)) or next(still, None)


def _missed_since(standing: Standing) -> list[str]:
    """The acts of theirs that were missed since the last client decision, each as often as it was."""
    last = last_decision(standing) if standing.deal.misses else None
    return [miss.step for miss in standing.deal.misses if miss.number > (last.word.number if last else 0)]


def _presupposed(standing: Standing, acts: set[str]) -> str | None:
    """The furthest made decision that all those acts presuppose: through needs, else earlier on track, else on main."""
    made = [step.id for step in standing.map.decisions if status(standing, step.id) == "made"]
    on_map = [act for act in acts if act in standing.map.steps]
    needed = [step for step in made if on_map and all(step in standing.way.rests_on(act) for act in on_map)]
    earlier = [step for step in made if on_map and all(_is_earlier(standing, step, act) for act in on_map)]
    main = [step for step in made if standing.map.stage_of[step].track == "main"]
    found = needed or earlier or main
    return max(found, key=lambda step: (standing.map.rank[step], standing.map.place[step]), default=None)


def _is_earlier(standing: Standing, step: str, act: str) -> bool:
    stages = standing.map.stage_of
    return stages[step].track == stages[act].track and standing.map.rank[step] < standing.map.rank[act]


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
