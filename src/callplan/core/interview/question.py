"""A question as data, and the loop that has each one answered by whoever is handed in."""

from __future__ import annotations

from callplan.core.record import Record
from callplan.errors import NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Answers = dict[str, Any]
    Asker = Callable[["Question"], Any]
    Following = Callable[[Answers], "Question | None"]


class Choice(Record):
    """One answer to choose: the value it stands for, how it is shown, and the whole of it where it is cut."""

    value: str
    label: str
    detail: str = ""


class Question(Record):
    """Something to ask. `kind`: text, date, choice, many, people, lines; the answer is a text or a list of texts.

    `key` is where the answer is kept and what an answers file calls it, `flags` how the command line gives it,
    `default` what Enter takes. Without a default and with nobody to ask, it must be given.
    """

    key: str
    text: str
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    default: Any = None
    why: str = ""
    flags: str = ""
    frame: str = ""


def complete(answers: Answers, following: Following, asker: Asker) -> Answers:
    """The answers, with every question answered that still matters; each is asked knowing those before it."""
    question = following(answers)
    while question is not None:
        answers = {**answers, question.key: asker(question)}
        question = following(answers)
    return answers


def refuse(question: Question) -> Any:
    """Answer with the default; where there is none, say which flag gives the answer (exit 4)."""
    if question.default is None:
        raise NeedsAnswer(f"{question.text} Nobody can be asked here: give {question.flags or '--' + question.key}.")
    return question.default
