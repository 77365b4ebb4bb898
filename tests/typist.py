"""How an answer is typed: as keys at a list or a line, as a line of plain prompts, as flags."""

from __future__ import annotations

from typing import Any

from screen import DOWN, ENTER, KILL, SPACE

from callplan.core.interview.question import Question


def keys(question: Question, answer: Any) -> str:
    """The keys that give an answer, whatever the question starts with."""
    values = [choice.value for choice in question.choices]
    if question.kind == "many":
        changed = [
            number for number, value in enumerate(values) if (value in answer) != (value in (question.start or ()))
        ]
        steps = [number - before for before, number in zip([0, *changed], changed, strict=False)]
        return "".join(DOWN * step + SPACE for step in steps) + ENTER
    if question.kind == "choice":
        start = values.index(question.start) if question.start in values else 0
        return DOWN * ((values.index(answer) - start) % len(values)) + ENTER
    return ENTER if question.kind == "date" and answer == question.start else KILL + question.typed(answer) + ENTER


def line(question: Question, answer: Any) -> str:
    """The line that gives an answer in plain prompts."""
    values = [choice.value for choice in question.choices]
    if question.kind == "many":
        return ",".join(str(values.index(each) + 1) for each in answer) or "0"
    return str(values.index(answer) + 1) if question.kind == "choice" else question.typed(answer)


def flags(answers: dict[str, Any]) -> list[str]:
    """A whole interview's answers as they are typed on one line."""
    words = []
    for key, answer in answers.items():
        for each in answer if isinstance(answer, list) else [answer]:
            words += [f"--{key}"] if each is True else [f"--{key}", str(each)] if each not in ("", None) else []
    return words
