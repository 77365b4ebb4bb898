"""Random histories by their seeds, in stretches that one worker takes whole, so that each is worked out once."""

from __future__ import annotations

from itertools import pairwise

import pytest


def some_seeds(*bounds: int, tried: int) -> pytest.MarkDecorator:
    """`begin` and `end` of each stretch: the first covers, those beyond `tried` are torture."""
    return pytest.mark.parametrize(
        ("begin", "end"), [pytest.param(*each, marks=_marks(*each, bounds[0], tried)) for each in pairwise(bounds)]
    )


def _marks(begin: int, end: int, first: int, tried: int) -> list[pytest.MarkDecorator]:
    together = [pytest.mark.xdist_group(f"seeds {begin}-{end}")]
    if begin > first:
        together.append(pytest.mark.no_cover)
    return [*together, pytest.mark.torture] if begin >= tried else together
