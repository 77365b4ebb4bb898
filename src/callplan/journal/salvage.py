"""What can still be read of a damaged journal, written into a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from itertools import groupby

from callplan.core.entries import Entry, name_now, unpacked
from callplan.core.record import Record
from callplan.journal import crm, team, writing
from callplan.journal.opening import AGAIN
from callplan.journal.sound import linked
from callplan.journal.team import KnownHub

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
        theirs = _of_the_team(source, made)
        saved = [_one(made, str(key), [*found], theirs) for key, found in groupby(rows, key=lambda row: row[0])]
        _as_far_as_saved(made)
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


def _of_the_team(source: sqlite3.Connection, made: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """Write what is known of the team's hub; by its key, what each deal is called that is somebody else's there."""
    hubs = [row for row in _rows(source, "team_hub") if linked(0, *row[:-1]) == row[-1]]
    if not hubs:
        return {}
    known = KnownHub(*hubs[-1][:-1])
    team.begin(made, known)
    shared = {row[0]: row[:-1] for row in _rows(source, "team") if linked(0, *row[:-1]) == row[-1]}
    team.put(made, shared.values())
    made.executemany("INSERT OR IGNORE INTO team_forgets VALUES (?, ?)", _rows(source, "team_forgets", "deal, name"))
    made.executemany("INSERT OR IGNORE INTO team_went VALUES (?, ?, ?)", _rows(source, "team_went"))
    named = {name: (called, dropped) for name, called, dropped in _rows(source, "deals", "name, called, dropped")}
    return {key: named.get(key, (key, 0)) for key, row in shared.items() if row[2] != known.role}


def _as_far_as_saved(made: sqlite3.Connection) -> None:
    """Note that the hub has the same of each deal only as far as it was saved."""
    if team.is_there(made):
        made.execute("DELETE FROM team WHERE deal NOT IN (SELECT name FROM deals)")
        ends = "SELECT deal, id, owner, epoch, min(agreed, last) FROM team JOIN deals ON deals.name = team.deal"
        team.put(made, made.execute(ends).fetchall())


def _one(made: sqlite3.Connection, key: str, rows: list[Any], theirs: dict[str, tuple[str, int]]) -> Saved:
    """Write what is whole of a deal; what is somebody else's in the team is called as it was."""
    whole: list[Any] = []
    chain = 0
    for row in rows:
        if row[1] != len(whole) + 1 or linked(chain, *row[:-1]) != row[-1] or not _readable(row[-2]):
            break
        whole.append(row)
        chain = row[-1]
    called = key.partition(AGAIN)[0]
    if whole and key in theirs:
        called, dropped = theirs[key]
        writing.put(made, key, called, [row[1:-1] for row in whole], named=False)
        if dropped:
            writing.call(made, key, called, dropped=True)
    elif whole:
        writing.put(made, key, called, [row[1:-1] for row in whole])
        entries = tuple([Entry(row[1], row[2], unpacked(row[-2])) for row in whole])
        called = name_now(entries, called)
    return Saved(called, len(whole), len(rows) - len(whole))


def _readable(body: str) -> bool:
    with suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        unpacked(body)
        return True
    return False
