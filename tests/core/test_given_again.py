"""What was given by flags, gone over line by line; and a sum that cannot be read, left to whoever reads it."""

from __future__ import annotations

from typing import Any

import pytest

from callplan.core.interview.doubts import believed
from callplan.core.interview.given_again import lines_again
from callplan.core.interview.question import Question
from callplan.core.interview.who_is_meant import names_typed
from callplan.core.map.playbook import Fact
from callplan.errors import Usage


def answered(script: Any, *answers: Any) -> tuple[list[str | None], Any]:
    """What a script offers, question after question, and what it comes to with these answers."""
    offered, told = [], iter(answers)
    try:
        question = next(script)
        while True:
            offered.append(question.begun)
            question = script.send(next(told))
    except StopIteration as end:
        return offered, end.value


def test_each_text_is_offered() -> None:
    """It offers each text as it was given, keeps switches, and leaves out what was emptied."""
    given = {"with": ["Ana", "Ben"], "not-asked": True, "verdict": "stayed", "worth-it": "yes"}
    offered, said = answered(lines_again(given), "Ana", "", "advanced", "")
    assert offered == ["Ana", "Ben", "stayed", "yes"]
    assert said == {"again": True, "with": ["Ana"], "not-asked": True, "verdict": "advanced"}


def test_a_sum_nobody_can_read() -> None:
    """It asks nothing about a sum that will be refused where it is read."""
    fact = Fact("amount", unit="EUR", type="number")
    script = believed(object(), fact, "84.000", Question("set amount", "How much?"))  # type: ignore[arg-type]
    assert answered(script) == ([], "84.000")


def test_us_is_no_name() -> None:
    """It takes “us” for nobody's name."""
    with pytest.raises(Usage, match="“us” stands for all of us"):
        names_typed("Ana, us", {})
