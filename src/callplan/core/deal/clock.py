"""The client's last decision that stands, and how long they have decided nothing since (rules 55 and 61)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.standing import Standing, remembered
from callplan.core.deal.state import HeldCall, Resumption
from callplan.core.deal.status import waived_by
from callplan.core.deal.story import Past, TakenUp, Word
from callplan.core.deal.verdict import of_deciders, past, verdict
from callplan.core.record import Record


class Decided(Record):
    """A client decision that stands: which, and the word that made it."""

    id: str
    word: Word


@remembered(None)
def last_decision(standing: Standing) -> Decided | None:
    """The client decision of the latest day that still stands: made, declined, answered no, or waived where it counted.

    Of one day it is the one written last.
    """
    found = [
        Decided(step.id, word)
        for step in standing.map.decisions
        if (word := _standing_word(standing, step.id))
        and standing.deal.side(word.person) == "client"
        and not word.aside
    ]
    return max(found, key=lambda each: (*_when(each.word), standing.map.place[each.id]), default=None)


def _when(word: Word | Resumption | HeldCall) -> tuple[date, int]:
    """The order of days, and of the journal inside a day."""
    return word.on, word.batch


def _standing_word(standing: Standing, step_id: str) -> Word | None:
    """The word by which a decision stands as it does; an answer that was turned round stands since the first."""
    found, story = verdict(standing, step_id), past(standing, step_id)
    if found.made:
        again = [word for word in story.again if word.number > found.made.number]
        return again[-1] if again else story.first or _by_them(standing, step_id, found.made)
    waiver = waived_by(standing, step_id)
    if waiver:
        return waiver.word if waiver.counted else None
    if found.refused:
        return story.first or found.refused
    return found.was


def _by_them(standing: Standing, step_id: str, made: Word) -> Word:
    """The yes that made a decision; completed by a third party or by us, the client's own among those it took."""
    words = of_deciders(standing, step_id, verdict(standing, step_id).valid)
    theirs = [word for word in words if word.number <= made.number and standing.deal.side(word.person) == "client"]
    return made if standing.deal.side(made.person) == "client" or not theirs else theirs[-1]


def back_on_purpose(standing: Standing) -> Decided | None:
    """What was taken up again on a call that was for it, when nothing was decided since (rule 61)."""
    last = last_decision(standing)
    found = [Decided(step, each.word) for step, each in taken_up_again(standing) if each.planned]
    return found[-1] if found and (last is None or _when(found[-1].word) > _when(last.word)) else None


def taken_up_again(standing: Standing) -> list[tuple[str, TakenUp]]:
    """What the client took up again and has not decided anew, with the word that did so, the latest last."""
    stories = [(step.id, past(standing, step.id)) for step in standing.map.decisions]
    open_ones = [(step, up) for step, story in stories if (up := _open_by(story))]
    return sorted(open_ones, key=lambda each: each[1].word.number)


def _open_by(story: Past) -> TakenUp | None:
    """The last word that took a decision up again, by which it is still open."""
    marks = {mark.number for mark in story.marks if not mark.spent}
    return next((up for up in reversed(story.taken_up) if up.word.number in marks), None)


class Quiet(Record):
    """How long the client has decided nothing: since when, days and calls (with a client person) since."""

    since: date
    days: int
    calls: int


def quiet(standing: Standing) -> Quiet:
    """The clock of rule 55; nothing of ours resets it."""
    last = back_on_purpose(standing) or last_decision(standing)
    begun = last.word.on if last else standing.deal.opened
    calls = sum(call.client and (last is None or _when(call) > _when(last.word)) for call in standing.deal.calls)
    return Quiet(begun, max(0, (standing.on - begun).days) if standing.on else 0, calls)


def reopened(standing: Standing) -> Resumption | None:
    """When the deal was taken up again after it was closed, while the client has decided nothing since."""
    last, resumed = last_decision(standing), standing.deal.resumed
    since_then = resumed and (last is None or _when(last.word) < _when(resumed))
    return resumed if since_then and not standing.deal.closed else None
