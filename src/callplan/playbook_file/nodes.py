"""A YAML document as values that know where they stand; the only door to yaml."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

from yaml import (
    AliasEvent,
    CSafeLoader,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.error import MarkedYAMLError

from callplan.playbook_file.problems import Mark, Problem, clean, cut, plainly

DEEPEST = 40
LARGEST = 1_000_000
MOST = 15_000
TOO_MANY = (
    f"more than {MOST:,} keys and values end here: that is no map a person wrote; "
    "take out what repeats, or make several maps of it"
)
_HIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})(\.\d{1,17})?", re.ASCII)


class _Placed:
    """What stands somewhere in a file; `start` is where, as yaml says it."""

    __slots__ = ()
    start: Any

    @property
    def at(self) -> Mark:
        """The file, the line and the column."""
        return _mark(self.start)


class Text(str, _Placed):
    """A scalar, as it is written."""

    __slots__ = ("quoted", "start")
    quoted: bool


class Keys(dict[Any, Any], _Placed):
    """A mapping from Text to nodes; `braces`: written as {}."""

    __slots__ = ("braces", "start")
    braces: bool

    def holding(self, held: dict[Any, Any]) -> Keys:
        """Other keys in its place."""
        keys = Keys(held)
        keys.start, keys.braces = self.start, self.braces
        return keys


class Items(list[Any], _Placed):
    """A list of nodes."""

    __slots__ = ("start",)


class Empty(_Placed):
    """Nothing, where a value could stand."""

    __slots__ = ("start",)


Node = Text | Keys | Items | Empty


class _UnreadableError(Exception):
    """What follows cannot be read."""


def tree(data: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    """The document as nodes, or None where it cannot be read at all; and what is wrong with it."""
    problems: list[Problem] = []
    try:
        text = _decoded(data, name).replace("\r\n", "\n")
        return _Reader(text, name, problems).document(), problems
    except _UnreadableError as stop:
        return None, [*problems, *stop.args]
    except MarkedYAMLError as error:
        return None, [*problems, plainly(error, name, text)]


def key_of(card: Keys, key: str) -> Node:
    """The key as it stands in the file, else the whole card."""
    return next((known for known in card if known == key), card)


def bare(node: Any) -> Any:
    """The document as plain values; numbers, true, false and null are YAML 1.2's."""
    if isinstance(node, Keys):
        return {str(key): bare(value) for key, value in node.items()}
    if isinstance(node, Items):
        return [bare(each) for each in node]
    return None if isinstance(node, Empty) else _scalar(node)


def _scalar(text: Text) -> str | int | float | bool:
    if text.quoted:
        return str(text)
    if found := _NUMBER.fullmatch(text):
        return float(text) if found[1] else int(text)
    return text == "true" if text in ("true", "false") else str(text)


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise _UnreadableError(
            Problem(name, 1, 1, "the file is larger than 1 MB: that is no map a person wrote; make several of it")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        raise _UnreadableError(Problem(name, line, column, "this is not UTF-8: save the file as UTF-8")) from None
    if hidden := _HIDDEN.search(text.replace("\r\n", "\n")):
        line, column = _place(text.replace("\r\n", "\n")[: hidden.start()])
        raise _UnreadableError(
            Problem(name, line, column, f"a character that cannot be seen (U+{ord(hidden[0]):04X}): take it out")
        )
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class _Reader:
    def __init__(self, text: str, name: str, problems: list[Problem]) -> None:
        stream = _Stream(text)
        stream.name = name
        self._next: Callable[[], Any] = CSafeLoader(stream).get_event
        self._left = MOST
        self._problems = problems

    def document(self) -> Node:
        begun = self._next()
        if isinstance(self._next(), StreamEndEvent):
            return _empty(begun.start_mark)
        found = self._node(self._next(), 0)
        self._next()
        if not isinstance(more := self._next(), StreamEndEvent):
            self._say(more.start_mark, "a second document begins here: one file holds one")
        return found

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        self._left -= 1
        if self._left < 0:
            raise _UnreadableError(_problem(event.start_mark, TOO_MANY))
        if kind is AliasEvent:
            self._say(event.start_mark, f"{cut('*' + event.anchor)} stands for another place in the file: write it out")
            return _empty(event.start_mark)
        if event.anchor is not None or event.tag is not None or depth > DEEPEST:
            self._refuse(event, depth)
        if kind is not ScalarEvent:
            return self._keys(event, depth) if kind is MappingStartEvent else self._items(event, depth)
        value, style = event.value, event.style
        if style:
            self._seen(event)
        elif value in NOTHING:
            return _empty(event.start_mark)
        text = Text(value)
        text.start = event.start_mark
        text.quoted = bool(style)
        return text

    def _refuse(self, event: Any, depth: int) -> None:
        start, anchor = event.start_mark, event.anchor
        if anchor is not None:
            told = "names a place to repeat: take it out, and write the repetition out"
            self._say(start, f"{cut('&' + anchor)} {told}")
        if event.tag is not None:
            self._say(start, f"{cut(event.tag)} is a tag: take it out, the key decides what its value is")
        if depth > DEEPEST:
            raise _UnreadableError(_problem(start, f"this stands more than {DEEPEST} levels deep: no map needs that"))

    def _seen(self, event: ScalarEvent) -> None:
        if hidden := _HIDDEN.search(event.value):
            where = f"U+{ord(hidden[0]):04X}"
            self._say(event.start_mark, f"a character that cannot be seen ({where}): take it out")

    def _items(self, begun: SequenceStartEvent, depth: int) -> Items:
        items = Items()
        items.start = begun.start_mark
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return items

    def _keys(self, begun: MappingStartEvent, depth: int) -> Keys:
        keys = Keys()
        keys.start = begun.start_mark
        keys.braces = bool(begun.flow_style)
        twice: list[Text] = []
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if type(key) is not Text:
                self._say(key.start, "a key is one word, with a colon after it")
            elif key in keys:
                twice.append(key)
            else:
                keys[key] = value
        if twice:
            self._doubled(twice, keys)
        return keys

    def _doubled(self, twice: list[Text], keys: Keys) -> None:
        first = {str(key): key.at[1] for key in keys}
        for key in twice:
            self._say(key.start, f"{cut(key)} stands here twice, first in line {first[key]}: keep one of them")

    def _say(self, start: Any, sentence: str) -> None:
        self._problems.append(_problem(start, sentence))


class _Stream(StringIO):
    """The text under its file's name, which yaml writes into every place it tells."""

    name: str


def _mark(start: Any) -> Mark:
    return (start.name, start.line + 1, start.column + 1)


def _problem(start: Any, sentence: str) -> Problem:
    return Problem(*_mark(start), clean(sentence))


def _empty(start: Any) -> Empty:
    empty = Empty()
    empty.start = start
    return empty
