"""What all tests share: on CI every run makes the same examples, so that red means a change and not a chance."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from open_faults import OPEN

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect what is known to fail, and nothing else, until it is mended."""
    for item in items:
        if reason := OPEN.get(item.nodeid.removeprefix("tests/")):
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
