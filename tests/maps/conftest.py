"""The deal of a test whose docstring is the map."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from story import Story


@pytest.fixture
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Story:
    """A deal on the map that stands after the first blank line of the test's docstring."""
    told = inspect.cleandoc(request.function.__doc__)
    return Story(tmp_path, told.partition("\n\n")[2])
