"""Copies of the journal, made by SQLite itself and checked before they count; ten are kept."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime

from callplan import files
from callplan.errors import BadFile
from callplan.journal import Journal
from callplan.journal.checking import check
from callplan.journal.opening import OpenFile, busy
from callplan.journal.sound import FORM, copies, note

KEPT = 10
WAIT = 30.0
REPLACED = "replaced-"


def folder(path: str) -> str:
    """Where the copies of a journal are kept."""
    return os.path.join(os.path.dirname(path), "backups")


def newest_good(path: str) -> str:
    """The newest copy that is whole; "" where there is none."""
    return next((each for each in copies(path) if is_good(each)), "")


def is_good(file: str) -> bool:
    """Whether all of a copy is whole."""
    with suppress(BadFile), OpenFile(file, 0.0, beside=False) as database:
        return bool(check(database, file, every_entry=True))
    return False


def make(path: str) -> str:
    """Copy the journal into its folder of copies, whose oldest make room; the file it went to.

    Raises Refusal when it cannot be written, BadFile when the journal is not whole: a copy of that is none.
    """
    _make_folder(path)
    place = os.path.join(folder(path), f"{datetime.now():{FORM}}.db")
    files.put(place, lambda made: copy(path, made))
    _make_room(copies(path))
    return place


def _make_folder(path: str) -> None:
    with files.refusing(folder(path)):
        files.make_folder(folder(path))


def _make_room(files_there: list[str]) -> None:
    """Remove the oldest, of files named the newest first."""
    for old in files_there[KEPT:]:
        with suppress(FileNotFoundError):
            os.remove(old)


def copy(path: str, to: str) -> None:
    """Copy the journal into an empty file, and see that all of it is there. Raises BadFile when it is not whole."""
    with OpenFile(path, WAIT) as source, closing(sqlite3.connect(to, isolation_level=None)) as copied:
        source.backup(copied)
        check(copied, path, every_entry=True)


def put_back(path: str, file: str) -> str:
    """Put a copy in the place of the journal; where what was there is kept, "" where nothing was.

    SQLite does it in one transaction, for which others wait; where what is there is no database any more, the file is
    replaced.
    """
    _make_folder(path)
    kept = _kept_aside(path) if os.path.exists(path) else ""
    Journal(path).create()
    try:
        _copied(file, path)
    except sqlite3.DatabaseError as error:
        if refused := busy(path, error):
            raise refused from error
        with suppress(FileNotFoundError):
            os.remove(f"{path}-journal")
        files.put(path, lambda made: _bytes(file, made), instead=True)
    note(path)
    _make_room(copies(path, REPLACED))
    return kept


def _kept_aside(path: str) -> str:
    """A copy of the journal as it is, whole or not, with what SQLite had begun to write; its place."""
    kept = os.path.join(folder(path), f"{REPLACED}{datetime.now():{FORM}}.db")
    try:
        files.put(kept, lambda made: _copied(path, made))
    except sqlite3.DatabaseError:
        begun = f"{path}-journal"
        if os.path.exists(begun):
            files.put(f"{kept}-journal", lambda made: _bytes(begun, made))
        files.put(kept, lambda made: _bytes(path, made))
    return kept


def _copied(path: str, to: str) -> None:
    """Copy a database into another file, as it is at one moment, in one transaction."""
    with closing(sqlite3.connect(path, WAIT)) as source, closing(sqlite3.connect(to, WAIT)) as copied:
        copied.execute("PRAGMA synchronous = EXTRA")
        source.backup(copied)


def _bytes(path: str, to: str) -> None:
    with open(path, "rb") as source, open(to, "wb") as copied:
        while part := source.read(1_000_000):
            copied.write(part)
