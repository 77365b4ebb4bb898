"""Plain values as YAML: what is short and holds no sentence on one line, everything else in a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    SafeDumper,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
    emit,
)

from callplan.playbook_file.nodes import NOTHING

NEVER_FOLDED = 1_000_000
WIDEST = 72
_WORD = re.compile(r"[^\s,:]+(?: [-+] \w+)?")


class _Dumper(SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Set every list off from the key it stands under."""
        super().increase_indent(flow, indentless=False)


def emitted(value: dict[str, Any] | list[Any], levels: int = 2) -> str:
    """The value as YAML, so many levels of it always in blocks; texts are quoted where need be, and never folded."""
    events = [
        StreamStartEvent(), DocumentStartEvent(explicit=False), *_events(value, levels),
        DocumentEndEvent(explicit=False), StreamEndEvent(),
    ]  # fmt: skip
    text: str = emit(events, Dumper=_Dumper, width=NEVER_FOLDED, allow_unicode=True)
    return text


def _events(value: Any, levels: int = 0) -> Iterator[Event]:
    if isinstance(value, dict):
        yield MappingStartEvent(None, None, True, flow_style=levels < 1 and _brief(value))
        for key, held in value.items():
            yield from (*_events(key), *_events(held, levels - 1))
        yield MappingEndEvent()
    elif isinstance(value, list):
        yield SequenceStartEvent(None, None, True, flow_style=levels < 1 and _brief(value))
        for each in value:
            yield from _events(each, levels - 1)
        yield SequenceEndEvent()
    else:
        yield ScalarEvent(None, None, (True, True), value, style="'" if value in NOTHING else None)


def _brief(value: Any) -> bool:
    """Whether a value fits on one line, and nothing in it is a text with blanks, which a comma might cut."""
    words = list(_words(value))
    return all(map(_WORD.fullmatch, words)) and sum(len(word) + 2 for word in words) <= WIDEST


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from _words(held)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    else:
        yield value
