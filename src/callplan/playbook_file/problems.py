"""What is wrong with a file, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from callplan.core.record import Record

MANY = 30
Mark = tuple[str, int, int]
_HIDDEN = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Problem(Record):
    """A mistake in a file, in one sentence; `advice`: the map can be used as it is."""

    file: str
    line: int
    column: int
    sentence: str
    advice: bool = False

    def __str__(self) -> str:
        return f"{clean(self.file)}:{self.line}:{self.column}: {self.sentence}"


def clean(text: str) -> str:
    """The text with what no screen should be sent replaced by a question mark."""
    return _HIDDEN.sub("?", text)


def cut(text: str) -> str:
    """The text in quotation marks, shortened to what an eye takes in."""
    told = " ".join(clean(text).split())
    return f'"{told}"' if len(told) <= 50 else f'"{told[:47]}..."'


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest of the known words, or nothing."""
    close = get_close_matches(word[:60], list(known), n=1)
    return f" Did you mean {close[0]}?" if close else ""


def listed(words: Iterable[str], last: str = "or") -> str:
    """The words as a person lists them: a, b or c; of very many, the first."""
    told = list(islice(words, MANY + 1))
    if len(told) > MANY:
        told, last = [*told[:MANY], "more"], "and"
    return f" {last} ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
