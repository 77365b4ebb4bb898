"""Whether what came from a hub can be read: others wrote it, by a callplan of their own, or by something else."""

from __future__ import annotations

import json
from datetime import datetime
from unicodedata import normalize

from callplan.core.entries import FOLD_ORDER, unpacked
from callplan.core.text import clean, tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from callplan.core.exchange import Line

KINDS = frozenset(kind.__name__ for kind in FOLD_ORDER)
# A map is large, and many deals have the same: it is read once
WITH_A_MAP = ("Opened", "Amended")
LONGEST_NAME = 200


class Reader:
    """Sees whether entries are whole; a map that was read once is not read again."""

    def __init__(self) -> None:
        self.maps: set[int] = set()

    def reads(self, lines: Sequence[Line]) -> bool:
        """Whether these entries of a deal are all whole, and hold nothing that steers a terminal."""
        try:
            told = [line for line in lines if not self._is_known(line)]
            events = unpacked(f"[{','.join([line.body for line in told])}]")
            same = [(type(event).__name__, event.on.isoformat()) for event in events]
            if same != [(line.kind, line.on_day) for line in told]:
                return False
            for line in lines:
                datetime.fromisoformat(line.recorded_at)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return False
        self.maps |= {_mark(line) for line in told if line.kind in WITH_A_MAP} - {0}
        return all(line.kind in KINDS and is_text(line.recorder) and _is_clean(line.body) for line in told)

    def _is_known(self, line: Line) -> bool:
        return line.kind in WITH_A_MAP and _mark(line) in self.maps


def _mark(line: Line) -> int:
    """What tells a map that was read, whatever the day of its entry; 0 where that does not stand where it should."""
    day = f'"on":{{"date":"{line.on_day}"}}'
    begin, found, rest = line.body[:200].partition(day)
    return hash((begin, rest, line.body[200:])) if found else 0


def is_made_from(told: tuple[Any, ...]) -> bool:
    """Whether that is a command, and what it was told."""
    if len(told) != 2 or not all(isinstance(each, str) for each in told) or not is_text(told[0]):
        return False
    try:
        return isinstance(json.loads(told[1]), dict) and _is_clean(told[1])
    except (ValueError, RecursionError):
        return False


def is_text(text: str) -> bool:
    """Whether a text holds nothing but what can be read, on one line."""
    return text.isprintable() or normalize("NFC", text) == clean(text)


def is_name(name: str) -> bool:
    """Whether a deal can be called so."""
    return 0 < len(name) <= LONGEST_NAME and tidy(name) == normalize("NFC", name)


def _is_clean(body: str) -> bool:
    """Whether every text in a body can be printed; one that is plain, without anything escaped, is at once."""
    if body.isprintable() and "\\" not in body:
        return True
    return all(is_text(text.replace("\n", " ")) for text in _texts(json.loads(body)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _texts(each)
