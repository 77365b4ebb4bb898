"""What can still be read of a damaged journal, written into a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from itertools import groupby

from callplan.core.entries import Entry, name_now, unpacked
from callplan.core.record import Record
from callplan.journal import writing
from callplan.journal.opening import AGAIN
from callplan.journal.sound import linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_ROWS = "SELECT deal, number, batch, recorded_at, recorder, kind, on_day, body, chain FROM events NOT INDEXED"


class Saved(Record):
    """A deal of which something could be read: so many entries, and so many that were found but not taken over."""

    deal: str
    entries: int
    left: int


def salvage(path: str, to: str) -> list[Saved]:
    """Write every deal's entries, up to its first that is damaged or missing, into an empty file.

    An entry that is not as it was written is left out with all behind it, which would be told of another deal than the
    one they were told of.
    """
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to, isolation_level=None)) as made:
        rows = sorted({row[:2]: row for row in _rows(source)}.values(), key=lambda row: row[:2])
        writing.begin(made, to)
        saved = [_one(made, str(key), [*found]) for key, found in groupby(rows, key=lambda row: row[0])]
        made.execute("COMMIT")
    return [each for each in saved if each.entries or each.left]


def _rows(source: sqlite3.Connection) -> Iterator[Any]:
    """The rows that can be read, in one go or, past what cannot, one by one."""
    source.text_factory = lambda data: data.decode("utf-8", "replace")
    last = 0
    with suppress(sqlite3.DatabaseError):
        last = source.execute("SELECT max(rowid) FROM events NOT INDEXED").fetchone()[0] or 0
    with suppress(sqlite3.DatabaseError):
        yield from source.execute(_ROWS)
        return
    for number in range(1, last + 1000):
        with suppress(sqlite3.DatabaseError):
            yield from source.execute(f"{_ROWS} WHERE rowid = ?", (number,))


def _one(made: sqlite3.Connection, key: str, rows: list[Any]) -> Saved:
    """Write what is whole of a deal."""
    whole: list[Any] = []
    chain = 0
    for row in rows:
        if row[1] != len(whole) + 1 or linked(chain, *row[:-1]) != row[-1] or not _readable(row[-2]):
            break
        whole.append(row)
        chain = row[-1]
    called = key.partition(AGAIN)[0]
    if whole:
        writing.put(made, "", called, [row[1:-1] for row in whole])
        entries = tuple([Entry(row[1], row[2], unpacked(row[-2])) for row in whole])
        called = name_now(entries, called)
    return Saved(called, len(whole), len(rows) - len(whole))


def _readable(body: str) -> bool:
    with suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        unpacked(body)
        return True
    return False
