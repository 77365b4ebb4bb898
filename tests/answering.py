"""Somebody who answers every question: from a list of answers, or by chance."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest.mock import Mock, patch

from callplan.cli import asking
from callplan.core.interview.question import Question, Stopped
from callplan.errors import Usage

TYPED = (
    "a: colon", "me@home", "ends in \\", "back\\:slash", "x\\@y: z@2026-12-01", "山田 太郎", "to send the price",
    "“quoted”", "\x1b[31mred", "5:30 @ noon", "-", "said:wrote:did",
)  # fmt: skip
NAMES = ("Ana Lima", "Rui Costa", "Ana", "Eva: the boss", "O'Hara @ Oz", "Zoë \\ Quist", "山田 太郎")
DAYS = ("2026-12-10", "friday", "+3d", "next monday", "eom", "tomorrow", "26 nov")
LIKELY = ("12", "3k", "yes", "2027-01-15", "")


class Answering:
    """Answers by the question's key; where nothing is given, as Enter does. `asked` is everything that was asked."""

    def __init__(self, **given: Any) -> None:
        self.given = {key.replace("_", " "): answer for key, answer in given.items()}
        self.asked: list[Question] = []

    def __call__(self, question: Question) -> Any:
        self.asked.append(question)
        answer = self.given.get(question.key, question.start)
        if answer is None and question.choices:
            answer = [question.choices[0].value] if question.kind == "many" else question.choices[0].value
        offered = [choice.value for choice in question.choices]
        picked = answer if isinstance(answer, list) else [answer]
        assert not offered or set(picked) <= set(offered), f"{question.key} offers {offered}, not {answer}"
        return question.read(answer)

    @property
    def questions(self) -> list[str]:
        """The questions of their own, without what follows from one."""
        return [question.text for question in self.asked if not question.detail]


class Enter(Answering):
    """Takes what stands on a line, too, as Enter does; KeyboardInterrupt is Ctrl-C."""

    asked_now = ""

    def __call__(self, question: Question) -> Any:
        self.asked_now = question.text
        if self.given.get(question.key) is KeyboardInterrupt:
            raise Stopped
        return super().__call__(question.but(offered=question.begun) if question.begun else question)


@contextmanager
def at_a_terminal(**given: Any) -> Iterator[Enter]:
    """Somebody at the terminal of this process, who answers so and else with Enter."""
    found = Enter(**given)
    with patch.object(asking, "asker", return_value=found), patch.object(sys, "stdin", Mock()):
        yield found


class ByChance(Answering):
    """Answers anything that can be answered, and now and then what cannot."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self.chance = chance

    def __call__(self, question: Question) -> Any:
        self.asked.append(question)
        while True:
            try:
                return question.read(self.typed(question))
            except Usage:
                continue

    def typed(self, question: Question) -> Any:
        """What might be typed or picked."""
        chance, values = self.chance, [choice.value for choice in question.choices]
        if question.kind == "many":
            return [value for value in values if chance.random() < min(0.4, 3 / len(values))]
        if question.kind == "choice":
            return chance.choice(values)
        if question.start is not None and chance.random() < 0.3:
            return "" if isinstance(question.start, list) else question.start
        if question.kind == "date":
            return chance.choice(DAYS)
        if question.kind in ("name", "names"):
            return ", ".join(chance.sample(NAMES, chance.choice((1, 1, 2, 3))))
        return chance.choice(TYPED if question.detail else (*TYPED, *LIKELY))
