"""Whether the journal's file is whole: what SQLite says of it, and every checksum in it."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from callplan.journal import crm, team
from callplan.journal.opening import VERSION, damaged, known
from callplan.journal.sound import linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(database: sqlite3.Connection, path: str, *, every_entry: bool = False) -> int:
    """The version of a file that is sound, 0 of an empty one.

    `every_entry` of it is looked at, too, which else is looked at when it is read. Raises BadFile with the first thing
    that is wrong.
    """
    for fault in _all(database, path, every_entry):
        raise damaged(path, fault)
    return known(database, path)


def faults(database: sqlite3.Connection, path: str) -> list[str]:
    """Everything that is wrong with a file, a few words each. Raises BadFile where it is no journal."""
    return [*_all(database, path, True)]


def _all(database: sqlite3.Connection, path: str, every_entry: bool) -> Iterator[str]:
    """Everything that is wrong with a file as it is at one moment."""
    database.execute("BEGIN")
    yield from _faults(database, known(database, path), every_entry)
    database.execute("COMMIT")


def _faults(database: sqlite3.Connection, version: int, every_entry: bool) -> Iterator[str]:
    told = [str(row[0]) for row in database.execute("PRAGMA integrity_check(3)")]
    yield from [each for each in told if each != "ok"]
    yield from ["an entry of no deal"] if database.execute("PRAGMA foreign_key_check").fetchone() else []
    if version < VERSION:
        return
    imported = [("crm", "")] if crm.is_there(database) else []
    for table, rest in (("summary", " WHERE form > 0"), ("promises", ""), ("answers", ""), *imported):
        for *fields, found in database.execute(f"SELECT * FROM {table}{rest}"):
            if linked(0, *fields) != found:
                yield f"what the table {table} says of “{fields[0]}” has changed"
    yield from team.faults(database)
    (deals,) = database.execute("SELECT count(*) FROM deals NOT INDEXED WHERE dropped = 0 AND called <> ''").fetchone()
    if deals != database.execute("SELECT count(*) FROM summary NOT INDEXED").fetchone()[0]:
        yield "deals are missing from the look across all of them"
    if every_entry:
        yield from _broken_chains(database)


def _broken_chains(database: sqlite3.Connection) -> Iterator[str]:
    """The deals of which an entry is not as it was written, or is missing."""
    ends = {name: (last, chain) for name, last, chain in database.execute("SELECT name, last, chain FROM deals")}
    rows = database.execute(
        "SELECT deal, number, batch, recorded_at, recorder, kind, on_day, body, chain FROM events ORDER BY deal, number"
    )
    for deal, entries in groupby(rows, key=lambda row: row[0]):
        before, number = 0, 0
        for number, entry in enumerate(entries, 1):
            if entry[1] != number:
                yield f"entries of “{deal}” are missing"
            if linked(before, *entry[:-1]) != entry[-1]:
                yield f"entry {number} of “{deal}” is not as it was written"
            before = entry[-1]
        if ends.pop(deal, None) != (number, before):
            yield f"the last entries of “{deal}” are missing"
    yield from [f"the entries of “{deal}” are missing" for deal in ends]
