"""A playbook file read into a Playbook, every mistake with its line; the only door to yaml and pydantic."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EFBIG
from typing import Any

from callplan import files
from callplan.core.map.playbook import Playbook
from callplan.errors import BadFile
from callplan.playbook_file.build import Parent, build, patched, whole
from callplan.playbook_file.checks import check
from callplan.playbook_file.map_ids import Reading, gather
from callplan.playbook_file.nodes import Empty, Keys, Node, bare, tree
from callplan.playbook_file.problems import Problem, clean
from callplan.playbook_file.write import composed, written

__all__ = ["Problem", "composed", "load", "mapping", "own", "patch", "read", "read_file", "written"]

Whole = Callable[[Keys, Reading], Keys | None]


Found = tuple[Playbook | None, tuple[Problem, ...]]


def read(text: bytes, name: str, parent: Parent | None = None, *, advised: bool = True) -> Found:
    """The map in this text, or None when it cannot be used; and every problem, in the order of the lines.

    `parent` gives the text and the file name of the map that `extends` names; `advised`: advice is wanted, too, without
    what the maps that it extends are advised by themselves.
    """
    seen: dict[str, bytes] = {}
    playbook, found = _read(text, name, lambda doc, reading: whole(doc, _noted(parent, seen), reading), advised)
    if not advised or not any(each.advice and each.file != name for each in found):
        return playbook, found
    bases = [_read(data, file, lambda doc, reading: whole(doc, parent, reading), True) for file, data in seen.items()]
    known = {_place(each) for _, problems in bases for each in problems if each.advice}
    return playbook, tuple([each for each in found if not each.advice or _place(each) not in known])


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def _noted(parent: Parent | None, seen: dict[str, bytes]) -> Parent | None:
    """The same, which notes what it gave, by its file name."""

    def find(name: str) -> tuple[bytes, str]:
        assert parent is not None
        data, file = parent(name)
        seen[file] = data
        return data, file

    return find if parent else None


def own(text: bytes, name: str) -> Found:
    """The same of a deal's own map, which may leave out parts of its own."""
    return _read(text, name, lambda doc, _: doc)


def patch(text: bytes, name: str, book: Playbook, its_name: str) -> Found:
    """The same of a deal's own map with a patch in the form of `extends`."""
    base, _ = tree(written(book).encode(), its_name)
    assert isinstance(base, Keys)
    return _read(text, name, lambda doc, reading: patched(doc, base, reading))


def _read(text: bytes, name: str, whole_of: Whole, advised: bool = False) -> Found:
    doc, problems = tree(text, name)
    if doc is None:
        return None, _sorted(problems, name)
    reading = Reading()
    playbook = _playbook(doc, whole_of, reading, advised)
    unread = {(problem.file, problem.line, problem.column) for problem in problems}
    later = [each for each in reading.problems if (each.file, each.line, each.column) not in unread]
    found = _sorted([*problems, *later], name)
    return (None if any(not problem.advice for problem in found) else playbook), found


def _playbook(doc: Node, whole_of: Whole, reading: Reading, advised: bool) -> Playbook | None:
    if not isinstance(doc, Keys):
        reading.say(
            doc,
            'the file is empty: a map begins with "format: 1"'
            if isinstance(doc, Empty)
            else 'a map begins with "format: 1", not with this',
        )
        return None
    merged = whole_of(doc, reading)
    if merged is None:
        return None
    gather(merged, reading)
    playbook = check(build(merged, reading), merged, reading)
    if advised:
        from callplan.playbook_file.advice import advise

        advise(playbook, merged, reading)
    return playbook


def read_file(path: str, parent: Parent | None = None, *, advised: bool = True) -> Found:
    """The map in this file, as `read` has it; a file that cannot be read is a problem at its beginning."""
    try:
        data = files.read(path)
    except OSError as error:
        return None, (Problem(path, 1, 1, _why(error)),)
    return read(data, path, parent or _beside(path), advised=advised)


def load(path: str, find: Parent | None = None) -> Playbook:
    """The map in this file. Raises BadFile with every mistake, one a line."""
    playbook, problems = read_file(path, find, advised=False)
    if playbook is None:
        raise BadFile("\n".join(map(str, problems)))
    return playbook


def mapping(text: bytes, name: str) -> dict[str, Any]:
    """The plain values of a YAML or JSON document of keys. Raises BadFile with every mistake, one a line."""
    doc, problems = tree(text, name)
    if isinstance(doc, Keys) and not problems:
        return dict(bare(doc))
    if doc is not None and not isinstance(doc, Keys):
        sentence = (
            "the file is empty"
            if isinstance(doc, Empty)
            else 'this is read as "key: value", and here is something else'
        )
        problems.append(Problem(*doc.at, sentence))
    raise BadFile("\n".join(map(str, _sorted(problems, name))))


def _sorted(problems: list[Problem], name: str) -> tuple[Problem, ...]:
    return tuple(
        sorted(dict.fromkeys(problems), key=lambda each: (each.file != name, each.file, each.line, each.column))
    )


def _beside(path: str) -> Parent:
    def find(name: str) -> tuple[bytes, str]:
        other = os.path.join(os.path.dirname(path), f"{name}.yaml")
        return contents(other), other

    return find


def contents(path: str) -> bytes:
    """What is in a file, or comes from the standard input for "-". Raises BadFile when it cannot be read."""
    try:
        return files.read(path)
    except OSError as error:
        raise BadFile(f"{clean(path)}: {_why(error)}") from None


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file: look at how it is spelled, and at the folder you are in"
    if isinstance(error, IsADirectoryError):
        return "this is a folder, and a file is asked for: name one that is in it"
    if error.errno == EFBIG:
        return f"{error.strerror}, which no map is: name another file"
    return f"it cannot be read ({(error.strerror or 'no reason given').lower()}): let yourself read it, or copy it"
