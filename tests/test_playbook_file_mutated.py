"""Maps with something done to them; `bench/mutated_playbooks.py` has the large ones, and the time."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from mutated import mutated

from callplan.core.text import clean
from callplan.playbook_file import read

PLACED = re.compile(r"map\.yaml:[1-9]\d*:[1-9]\d*: \S.{10,}")


@pytest.mark.parametrize("count", [300, pytest.param(2_000, marks=pytest.mark.torture)])
def test_whatever_is_done_to_a_map(count: int) -> None:
    """It ends in a map or in sentences at lines that are there, safe to print, never in a traceback."""
    ends: Counter[bool] = Counter()
    for seed in range(count):
        data = mutated(seed, large=False)
        playbook, problems = read(data, "map.yaml")
        mistakes = [str(problem) for problem in problems if not problem.advice]
        lines = data.count(b"\n") + data.count(b"\r") + 1
        assert (playbook is None) == bool(mistakes), seed
        assert all(PLACED.fullmatch(said) and clean(said) == said for said in mistakes), (seed, mistakes)
        assert all(problem.line <= lines for problem in problems), seed
        ends[playbook is not None] += 1
    assert ends[True] > count / 20
    assert ends[False] > count / 2
