"""The course of an interview: forth, back, half done, gone on with later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from callplan.core.interview import grammar
from callplan.core.interview.course import START, Halfway, Reached, complete, fits, reached, restored
from callplan.core.interview.question import Back, Choice, Question, Settled, Stopped
from callplan.errors import Usage

WAYS = (Choice("car", "by car"), Choice("train", "by train"))
WAY = Question("a way", "How?", "choice", WAYS)
STOPS = Question("a stops", "Where?", "many", (Choice("x", "at X"), Choice("y", "at Y")), [])
WORDS = Question("a words", "Why?", reads=grammar.needed)


def following(answers: dict[str, Any]) -> Question | Settled | None:
    """How, then where if by train, then why; what they come to stands under one key."""
    asked = [WAY, *([STOPS] if answers.get("a way") == "train" else []), WORDS]
    for question in asked:
        if question.key not in answers:
            return question
    return None if "a" in answers else Settled({"a": [answers[question.key] for question in asked]})


def asking(*turns: Any) -> Callable[[Question], Any]:
    """Somebody who answers so, goes back or leaves; each turn is the question's key and what is done at it."""
    left = list(turns)

    def ask(question: Question) -> Any:
        key, does = left.pop(0)
        assert question.key == key
        if isinstance(does, BaseException):
            raise does
        return does(question) if callable(does) else does

    return ask


def test_back_and_forth() -> None:
    """One back offers the old answer; what came after it is offered again where it is asked again."""
    turns = [
        ("a way", "train"), ("a stops", ["x"]), ("a words", Back("bec")), ("a stops", Back()),
        ("a way", lambda question: question.offered), ("a stops", lambda question: question.offered),
        ("a words", lambda question: question.begun + "ause"),
    ]  # fmt: skip
    assert complete({"b": 1}, following, asking(*turns)) == {"a": ["train", ["x"], "because"], "b": 1}


def test_other_way() -> None:
    """Another answer leads elsewhere; what is not asked there is left out, what is asked is offered again."""
    turns = [
        ("a way", "train"), ("a stops", ["x"]), ("a words", Back("bec")), ("a stops", Back()), ("a way", "car"),
        ("a words", lambda question: question.begun),
    ]  # fmt: skip
    assert complete({}, following, asking(*turns)) == {"a": ["car", "bec"]}


def test_first() -> None:
    """Before the first question there is none."""
    assert complete({}, following, asking(("a way", Back("train")), ("a way", "car"), ("a words", "so"))) == {
        "a": ["car", "so"]
    }


def test_kept() -> None:
    """What it has come to is handed on after each turn, and once more when the person leaves."""
    kept: list[Reached] = []
    with pytest.raises(Stopped):
        complete(
            {},
            following,
            asking(("a way", "train"), ("a stops", Back()), ("a way", Stopped("train"))),
            START,
            kept.append,
        )
    assert [at.halfway for at in kept] == [
        Halfway({"a way": "train"}, {}), Halfway({}, {"a way": "train"}), Halfway({}, {"a way": "train"}),
    ]  # fmt: skip
    assert [at.question.key for at in kept if at.question] == ["a stops", "a way", "a way"]


@pytest.mark.parametrize(
    ("said", "next_one", "offered"),
    [
        ({"a way": "train", "a stops": ["x"]}, "a words", {}),
        ({"a way": "boat", "a stops": ["x"]}, "a way", {"a way": "boat", "a stops": ["x"]}),
        ({"a way": "train", "a stops": ["z"]}, "a stops", {"a stops": ["z"]}),
        ({"a way": "car", "a words": ""}, "a words", {"a words": ""}),
        ({"a way": "car", "a words": "so"}, None, {}),
    ],
)
def test_gone_on(said: dict[str, Any], next_one: str | None, offered: dict[str, Any]) -> None:
    """It goes on at the first question whose answer is not there or does not fit any more."""
    at = reached({}, following, Halfway(said, {}))
    assert (at.question and at.question.key, at.halfway.taken_back) == (next_one, offered)


@pytest.mark.parametrize(
    ("question", "was", "changes"),
    [
        (WAY, "train", {"offered": "train"}),
        (WAY, "boat", {}),
        (WAY, ["car"], {}),
        (STOPS, ["y", "z"], {"offered": ["y"]}),
        (STOPS, "x", {}),
        (WORDS, "because", {"begun": "because"}),
        (WORDS.but(kind="names"), ["Ana", "Rui"], {"begun": "Ana, Rui"}),
        (WORDS.but(kind="date"), "tuesday", {"offered": "tuesday"}),
        (WORDS.but(kind="date"), " ", {"begun": " "}),
    ],
)
def test_restored(question: Question, was: Any, changes: dict[str, Any]) -> None:
    """A choice is pointed at, ticks stand, a line is typed on; what is not offered any more is left out."""
    assert restored(question, {question.key: was}) == question.but(**changes)
    assert restored(question, {"other": was}) == question


def test_fits() -> None:
    """An answer fits when it could be given now."""

    def refuses(_: str) -> str:
        raise Usage("no")

    assert [fits(WAY, "car"), fits(STOPS, []), fits(WORDS, "x"), fits(WORDS.but(kind="names"), ["Ana"])] == [True] * 4
    assert [fits(WAY, ["car"]), fits(STOPS, ["q"]), fits(WORDS.but(reads=refuses), "x")] == [False] * 3
