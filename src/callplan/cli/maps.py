"""A playbook by its id or its file, with the maps it extends: beside it, else on the shelf."""

from __future__ import annotations

import os
from functools import cache

from callplan import settings
from callplan.core import phrase
from callplan.core.record import Record
from callplan.errors import NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.interview.question import Answers
    from callplan.core.map.playbook import Playbook
    from callplan.playbook_file import Problem


class Checked(Record):
    """A file that was read: its map unless it has mistakes, and every problem."""

    file: str
    playbook: Playbook | None
    problems: tuple[Problem, ...]


@cache
def load(id_or_file: str) -> Playbook:
    """The map of that id or in that file. Raises BadFile with every mistake, one a line."""
    from callplan import playbook_file

    path = settings.find_playbook(id_or_file)
    return playbook_file.load(path, _parents(path))


def chosen(given: Answers) -> Playbook:
    """The map a new deal is opened with. Raises NeedsAnswer when none is given."""
    if not given.get("playbook"):
        raise NeedsAnswer("How does this client buy? Nobody can be asked here: give --playbook ID|FILE.")
    return load(given["playbook"])


def shelf(last: str) -> dict[str, str]:
    """Every map's id, and when to choose it: the one used last before all others."""
    known = settings.shelf()
    first = {last: known[last]} if last in known else {}
    return {name: _choose_when(path) for name, path in (first | known).items()}


def _choose_when(path: str) -> str:
    """When to choose a map; one that cannot be used says so, and keeps nobody from the others."""
    found = checked(path).playbook
    return (
        found.choose_when
        if found
        else f"cannot be used as it is: callplan playbook check {phrase.loose(phrase.typed(path))}"
    )


def checked(path: str, *, advised: bool = False) -> Checked:
    """The file as it was read, mistakes and all, with advice if that is wanted."""
    from callplan.playbook_file import read_file

    return Checked(path, *read_file(path, _parents(path), advised=advised))


def version_on_file(playbook: str) -> int | None:
    """The version in a playbook's file, or in the one it extends; None when there is no telling.

    Found without reading the file as YAML, which would cost more than a whole plan.
    """
    path, passed = settings.shelf().get(playbook), set[str]()
    while path and path not in passed:
        passed.add(path)
        text = _text(path)
        if version := _told(text, "version"):
            return int(version) if version.isdecimal() else None
        parent = _told(text, "extends")
        if not parent:
            return 1 if _told(text, "format") else None
        beside = os.path.join(os.path.dirname(path), f"{parent}.yaml")
        path = beside if os.path.isfile(beside) else settings.shelf().get(parent)
    return None


def _text(path: str) -> bytes:
    """A file after a line's end; nothing when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return b"\n" + file.read().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return b""


def _told(text: bytes, key: str) -> str:
    """What a key that begins its line is set to; nothing where there is none."""
    line = text.partition(f"\n{key}:".encode())[2].partition(b"\n")[0].decode("utf-8", "replace")
    return line.partition(" #")[0].strip().strip("\"'")


def _parents(path: str) -> Callable[[str], tuple[bytes, str]]:
    from callplan.playbook_file import contents

    def find(name: str) -> tuple[bytes, str]:
        beside = os.path.join(os.path.dirname(path), f"{name}.yaml")
        file = beside if os.path.isfile(beside) else settings.find_playbook(name)
        return contents(file), file

    return find
