"""The rights of an ordinary user, taken inside a test's own call: what counts lines writes its file around that."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@contextmanager
def of_somebody_else() -> Iterator[None]:
    """Whoever runs the tests as root acts as nobody for as long as this lasts; a user is one already."""
    if not hasattr(os, "geteuid"):
        pytest.skip("file rights are told otherwise here")
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
