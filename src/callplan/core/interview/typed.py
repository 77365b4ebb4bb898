"""What a person typed, read into an answer or refused; and answers written as the text of a flag."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import days
from callplan.core.text import clean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def written(*fields: str) -> str:
    """The fields as one text of a flag, each colon and @ inside them escaped; empty ones at the end left out."""
    texts = [_escaped(field) for field in fields]
    while texts and not texts[-1]:
        texts.pop()
    return ":".join(texts)


def _escaped(field: str) -> str:
    text = re.sub(r"[\\:@]", r"\\\g<0>", clean(field).strip())
    # what a text ends in would otherwise escape the colon after it
    return f"{text} " if text.endswith("\\") else text


def words(text: str) -> str:
    """A line as it was typed, cleaned; it may be empty."""
    return clean(text).strip()


def needed(text: str) -> str:
    """A line that must say something."""
    if not words(text):
        raise Usage("A word or two is needed here.")
    return words(text)


def some(picked: list[str]) -> list[str]:
    """A choice of at least one."""
    if not picked:
        raise Usage("Tick at least one of them.")
    return picked


def day(today: date, earliest: date | None = None) -> Callable[[Any], str]:
    """How a day is read: as a person says it, not before the earliest."""

    def read(text: str) -> str:
        found = days.read(text, today)
        if found is None:
            raise Usage(
                f"“{words(text)}” is no day. Write 3 dec, thursday, next thursday, tomorrow, +2w or 2026-12-03."
            )
        if earliest and found < earliest:
            raise Usage(f"{found} lies before the call on {earliest}.")
        return found.isoformat()

    return read


def names(text: str) -> list[str]:
    """The names in a line, commas between them."""
    found = [words(name) for name in text.split(",") if words(name)]
    if any(name.casefold() == "us" for name in found):
        raise Usage("“us” stands for all of us; give each person a name.")
    return list(dict.fromkeys(found))
