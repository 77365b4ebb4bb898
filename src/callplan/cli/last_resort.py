"""Where in callplan something failed that nobody foresaw."""

from __future__ import annotations

import os
from traceback import extract_tb

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def place(error: BaseException) -> str:
    """The innermost line of callplan that it went through, as `core/deal/fold.py:120`."""
    ours = [each for each in extract_tb(error.__traceback__) if each.filename.startswith(PACKAGE)]
    if not ours:
        return "an unknown place"
    return f"{os.path.relpath(ours[-1].filename, PACKAGE).replace(os.sep, '/')}:{ours[-1].lineno}"
