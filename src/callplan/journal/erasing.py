"""What is forgotten, taken out of the journal's file and of its copies, free pages and all."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from callplan.core.entries import Entry, unpacked
from callplan.core.record import Record
from callplan.journal import crm, forgets, handed_over, team, team_deals, writing
from callplan.journal.opening import OpenFile
from callplan.journal.tables import GUARDED, UNGUARDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    # What is left of a deal's entries, of that key; None: nothing
    Left = Callable[[str, tuple[Entry, ...]], tuple[Entry, ...] | None]


class Erased(Record):
    """What was taken out of a file: so many deals, so many entries of others, so many deals of the CRM."""

    deals: int = 0
    entries: int = 0
    listed: int = 0


def erase(
    path: str, left: Left, texts: Iterable[str], *, beside: bool = True, of: Iterable[str] = (), role: str = ""
) -> Erased:
    """Write what is left of every deal in the place of what it was, all of it or nothing; nothing of the rest stays.

    What the CRM says of a deal is gone where one of the `texts` stands in it; so is what is known of a deal that went.

    What a transaction was made from is gone, too, where anything changes in its deal. `of`: whoever is forgotten by
    these names is to be forgotten on the team's hub, too, as every deal is that is gone. `role`: whoever has
    this home there; what a deal's id is made of may go, and the id stays. Raises Busy when somebody holds the file.
    """
    with OpenFile(path, 30.0, beside=beside) as database:
        database.execute("PRAGMA secure_delete = ON")
        writing.begin(database, path, copied=False)
        if not beside:
            forgets.forget_nothing(database)
        if role:
            team_deals.keep_ids(database, role)
        handed_over.forget(database, texts)
        found = _erased(database, left, tuple(of), (forgets.ALL,) if beside else ()).but(
            listed=crm.forget(database, texts)
        )
        database.execute("COMMIT")
        if found != Erased():
            database.execute("VACUUM")
    return found


def _erased(database: sqlite3.Connection, left: Left, names: tuple[str, ...], whole: tuple[str, ...]) -> Erased:
    deals = entries = 0
    for statement in UNGUARDED:
        database.execute(statement)
    rows = database.execute("SELECT deal, number, batch, body FROM events ORDER BY deal, number").fetchall()
    for key, told in groupby(rows, key=lambda row: row[0]):
        was = tuple([Entry(number, batch, unpacked(body)) for _, number, batch, body in told])
        now = left(key, was)
        if now is None:
            forgets.remember(database, key, whole)
            remove(database, key)
            deals += 1
        elif changed := [each for each, before in zip(now, was, strict=True) if each.event != before.event]:
            forgets.remember(database, key, names)
            _change(database, key, changed)
            entries += len(changed)
    for statement in GUARDED:
        database.execute(statement)
    return Erased(deals, entries)


def remove(database: sqlite3.Connection, key: str) -> None:
    """Take a deal out of a file that is not `GUARDED` for now."""
    _not_summed_up(database, key)
    shared = (("team", "deal"),) if team.is_there(database) else ()
    for table, column in (("answers", "deal"), ("events", "deal"), ("deals", "name"), *shared):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))


def _change(database: sqlite3.Connection, key: str, changed: list[Entry]) -> None:
    for entry in changed:
        (*_, body) = writing.lines((entry,))[0]
        database.execute("UPDATE events SET body = ? WHERE deal = ? AND number = ?", (body, key, entry.number))
    writing.chain(database, key)
    database.execute("DELETE FROM answers WHERE deal = ?", (key,))
    called = _not_summed_up(database, key)
    if called:
        database.execute("INSERT INTO summary (deal) VALUES (?)", (called,))


def _not_summed_up(database: sqlite3.Connection, key: str) -> str:
    """Take a deal out of what is summed up; what it is called, "" of one that was dropped."""
    statement = "SELECT called FROM deals WHERE name = ? AND dropped = 0"
    (called,) = database.execute(statement, (key,)).fetchone() or ("",)
    for table in ("summary", "promises") if called else ():
        database.execute(f"DELETE FROM {table} WHERE deal = ?", (called,))
    return str(called)
