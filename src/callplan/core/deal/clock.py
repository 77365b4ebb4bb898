"""The last client decision, how long ago it was, and what two missed dates put in doubt (rules 53-55)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.position import track_decisions
from callplan.core.deal.standing import Standing, remembered
from callplan.core.deal.state import Past, Resumption, TakenUp, Word
from callplan.core.deal.status import is_open, status, waived_by
from callplan.core.deal.verdict import past, verdict
from callplan.core.record import Record


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


def taken_up(standing: Standing) -> list[Decided]:
    """What the client took up again and has not decided anew, the latest last."""
    return [Decided(step, each.word) for step, each in _taken_up(standing)]


def back_on_purpose(standing: Standing) -> Decided | None:
    """What was taken up again on a call that was for it, when nothing was decided since (rule 61)."""
    last = last_decision(standing)
    found = [Decided(step, each.word) for step, each in _taken_up(standing) if each.planned]
    return found[-1] if found and (last is None or found[-1].word.batch > last.word.batch) else None


def _taken_up(standing: Standing) -> list[tuple[str, TakenUp]]:
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
    return since(standing, last.word.on, last.word.batch) if last else since(standing, standing.deal.opened, 0)


def reopened(standing: Standing) -> Resumption | None:
    """When the deal was taken up again after it was closed, while the client has decided nothing since."""
    last, resumed = last_decision(standing), standing.deal.resumed
    since_then = resumed and (last is None or last.word.batch < resumed.batch)
    return resumed if since_then and not standing.deal.closed else None


def since(standing: Standing, begun: date, batch: int) -> Quiet:
    """The days since one, and the calls with a client person after its transaction."""
    calls = sum(call.client and call.batch > batch for call in standing.deal.calls)
    return Quiet(begun, max(0, (standing.on - begun).days) if standing.on else 0, calls)


@remembered(None)
def doubted(standing: Standing) -> str | None:
    """The decision that two missed client dates put in doubt (rule 53), if any: asked again, not re-opened."""
    if len(standing.deal.misses) < 2:
        return None
    last = last_decision(standing)
    begun = last.word.number if last else 0
    acts = {miss.step for miss in standing.deal.misses if miss.number > begun}
    if sum(miss.number > begun for miss in standing.deal.misses) < 2:
        return None
    return _presupposed(standing, acts) or next(
        (step for step in track_decisions(standing, "main") if is_open(standing, step)), None
    )


def _presupposed(standing: Standing, acts: set[str]) -> str | None:
    """The furthest made decision that all those acts presuppose: through needs, else earlier on track, else on main."""
    made = [step.id for step in standing.map.decisions if status(standing, step.id) == "made"]
    on_map = [act for act in acts if act in standing.map.steps]
    needed = [step for step in made if on_map and all(step in standing.way.through(act) for act in on_map)]
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
    last = last_decision(standing)
    begun = last.word.number if last else 0
    acts = [miss.step for miss in standing.deal.misses if miss.number > begun]
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
