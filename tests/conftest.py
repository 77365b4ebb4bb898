"""What all tests share: on CI every run makes the same examples, so that red means a change and not a chance."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

COUNT = "count"


@pytest.fixture
def counts(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Note what a test counted; every such line stands at the end of the run, in whichever process it was noted."""
    return lambda line: record_property(COUNT, line)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what was counted, each of `make torture` at its full size."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, line in report.user_properties:
            if name == COUNT and "torture" in report.keywords:
                terminalreporter.write_line(line)
