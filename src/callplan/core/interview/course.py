"""The course of an interview: one question after another, one back, and gone on with later."""

from __future__ import annotations

from callplan.core.interview.question import Back, Question, Settled, Stopped
from callplan.core.record import Record
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from callplan.core.interview.question import Answers, Asker, Following

    Keep = Callable[["Reached"], None]


class Halfway(Record):
    """How far an interview has come: the answers by their questions' keys, in order.

    `taken_back` holds those given before and not standing now, and what was half typed: each is offered where
    its question comes up again.
    """

    said: dict[str, Any]
    taken_back: dict[str, Any]


START = Halfway({}, {})


class Reached(Record):
    """Where a course stands: every answer, the question that is next (None: it is over), and what is kept of it."""

    answers: Answers
    question: Question | None
    halfway: Halfway


def complete(
    answers: Answers,
    following: Following,
    asker: Asker,
    halfway: Halfway = START,
    keep: Keep = lambda _: None,
) -> Answers:
    """The answers, with every question answered that still matters; each is asked knowing those before it.

    `halfway` is where an earlier course stopped; `keep` is handed where this one stands after each answer.
    Raises Stopped when the person leaves.
    """
    at = reached(answers, following, halfway)
    while (question := at.question) is not None:
        try:
            answer = asker(restored(question, at.halfway.taken_back))
        except Back as back:
            at = reached(answers, following, _without_last(_half(at, back.half)))
        except Stopped as stopped:
            keep(at.but(halfway=_half(at, stopped.half)))
            raise
        else:
            at = _onward({**at.answers, question.key: answer}, following, _with(at, question.key, answer))
        keep(at)
    return {key: answer for key, answer in at.answers.items() if " " not in key}


def reached(answers: Answers, following: Following, halfway: Halfway) -> Reached:
    """Where a course stands that had come so far; what does not fit any more is only offered again."""
    waiting = dict(halfway.said)
    said: dict[str, Any] = {}
    at = _onward(answers, following, START)
    while (asks := at.question) and asks.key in waiting and fits(asks, waiting[asks.key]):
        said[asks.key] = waiting.pop(asks.key)
        at = _onward({**at.answers, asks.key: said[asks.key]}, following, START)
    return at.but(halfway=Halfway(said, {**halfway.taken_back, **waiting}))


def _onward(answers: Answers, following: Following, halfway: Halfway) -> Reached:
    """On to the next question, over what the answers come to."""
    step = following(answers)
    while isinstance(step, Settled):
        answers = {**answers, **step.answers}
        step = following(answers)
    return Reached(answers, step, halfway)


def _with(at: Reached, key: str, answer: Any) -> Halfway:
    rest = {other: was for other, was in at.halfway.taken_back.items() if other != key}
    return Halfway({**at.halfway.said, key: answer}, rest)


def _half(at: Reached, half: Any) -> Halfway:
    """What is kept when a question is left unanswered."""
    if half is None or at.question is None:
        return at.halfway
    return at.halfway.but(taken_back={**at.halfway.taken_back, at.question.key: half})


def _without_last(halfway: Halfway) -> Halfway:
    """One answer back; before the first there is none."""
    if not halfway.said:
        return halfway
    said = dict(halfway.said)
    key, answer = said.popitem()
    return Halfway(said, {**halfway.taken_back, key: answer})


def fits(question: Question, answer: Any) -> bool:
    """Whether an answer given once can stand for this question as it is asked now."""
    if question.choices:
        values = [choice.value for choice in (*question.choices, *question.more)]
        many = isinstance(answer, list)
        return many == (question.kind == "many") and all(each in values for each in (answer if many else [answer]))
    if question.kind == "text" and question.shows and not isinstance(answer, list):
        # half a line: its parts are not known yet
        return False
    try:
        question.read(question.typed(answer))
    except Refusal:
        return False
    return True


def restored(question: Question, taken_back: dict[str, Any]) -> Question:
    """The question with what was answered before offered, or standing on its line to be typed on."""
    was = taken_back.get(question.key)
    if was is None:
        return question
    if question.kind == "many" and isinstance(was, list):
        choices = (*[choice for choice in question.more if choice.value in was], *question.choices)
        values = [choice.value for choice in choices]
        return question.but(choices=choices, offered=[each for each in was if each in values])
    if question.choices:
        return question.but(offered=was) if fits(question, was) else question
    if question.kind == "date" and fits(question, was):
        return question.but(offered=question.read(was))
    begun = question.typed(was)
    if question.shows is None or not isinstance(was, list):
        return question.but(begun=begun)
    # left as it stands it is not parted anew, whatever commas and colons are in it
    return question.but(begun=begun, reads=lambda text: was if text == begun else question.read(text))
