"""What can still be read of a damaged journal, written into a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from itertools import groupby

from callplan.core.entries import Entry, name_now, unpacked
from callplan.core.record import Record
from callplan.journal import crm, writing
from callplan.journal.opening import AGAIN
from callplan.journal.sound import linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

EVENTS = "deal, number, batch, recorded_at, recorder, kind, on_day, body, chain"


class Saved(Record):
    """A deal of which something could be read: so many entries, and so many that were found but not taken over."""

    deal: str
    entries: int
    left: int


class Salvaged(Record):
    """What could be read: of each deal, and of how many deals of the CRM; `left`: so many of these were damaged."""

    deals: tuple[Saved, ...]
    listed: int = 0
    left: int = 0


def salvage(path: str, to: str) -> Salvaged:
    """Write every deal's entries, up to its first that is damaged or missing, into an empty file, and what lies beside.

    An entry that is not as it was written is left out with all behind it, which would be told of another deal than the
    one they were told of. So is what a transaction was made from, where that is not whole; and of the CRM each row.
    What is summed up of deals is made anew.
    """
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to, isolation_level=None)) as made:
        source.text_factory = lambda data: data.decode("utf-8", "replace")
        rows = sorted({row[:2]: row for row in _rows(source, "events", EVENTS)}.values(), key=lambda row: row[:2])
        writing.begin(made, to)
        saved = [_one(made, str(key), [*found]) for key, found in groupby(rows, key=lambda row: row[0])]
        _answers(source, made)
        listed, left = _of_the_crm(source, made)
        made.execute("COMMIT")
    return Salvaged(tuple([each for each in saved if each.entries or each.left]), listed, left)


def _rows(source: sqlite3.Connection, table: str, columns: str = "*") -> Iterator[Any]:
    """The rows of a table that can be read, in one go or, past what cannot, one by one; none where it is not there."""
    asked = f"SELECT {columns} FROM {table} NOT INDEXED"
    last = 0
    with suppress(sqlite3.DatabaseError):
        last = source.execute(f"SELECT max(rowid) FROM {table} NOT INDEXED").fetchone()[0] or 0
    with suppress(sqlite3.DatabaseError):
        yield from source.execute(asked)
        return
    for number in range(1, last + 1000):
        with suppress(sqlite3.DatabaseError):
            yield from source.execute(f"{asked} WHERE rowid = ?", (number,))


def _answers(source: sqlite3.Connection, made: sqlite3.Connection) -> None:
    """Write what transactions that were saved were made from."""
    saved = set(made.execute("SELECT DISTINCT deal, batch FROM events").fetchall())
    for *row, found in {row[:2]: row for row in _rows(source, "answers")}.values():
        if tuple(row[:2]) in saved and linked(0, *row) == found:
            writing.put_answers(made, *row)


def _of_the_crm(source: sqlite3.Connection, made: sqlite3.Connection) -> tuple[int, int]:
    """Write what the CRM says and was told; of how many deals it is, and of how many it is damaged."""
    listed = {row[:2]: row for row in _rows(source, "crm")}.values()
    whole = [row for row in listed if linked(0, *row[:-1]) == row[-1]]
    sent = {row[:2]: row for row in _rows(source, "crm_sent", "system, record, told")}.values()
    crm.put_rows(made, whole, sent)
    return len(whole), len(listed) - len(whole)


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
        writing.put(made, key, called, [row[1:-1] for row in whole])
        entries = tuple([Entry(row[1], row[2], unpacked(row[-2])) for row in whole])
        called = name_now(entries, called)
    return Saved(called, len(whole), len(rows) - len(whole))


def _readable(body: str) -> bool:
    with suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        unpacked(body)
        return True
    return False
