"""What deals were called that went from this home to somebody else in the team: no other is taken for one of them."""

from __future__ import annotations

import sqlite3

from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.journal import Journal

# No name stands here: whoever has the deal now may forget it, and this home does not hear of that
TABLE = "CREATE TABLE IF NOT EXISTS team_went (name TEXT PRIMARY KEY, taker TEXT NOT NULL, id TEXT NOT NULL)"
_THERE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'team_went'"


def note(database: sqlite3.Connection, went: Iterable[tuple[str, str, str]]) -> None:
    """Note of deals, by what they were called, to whom each went, and its id on the hub."""
    rows = [(_mark(called), taker, id) for called, taker, id in went]
    database.executemany("INSERT OR REPLACE INTO team_went VALUES (?, ?, ?)", rows)


def forget(database: sqlite3.Connection, names: Iterable[str]) -> None:
    """Know nothing any more of deals that were called so."""
    if _is_there(database):
        database.executemany("DELETE FROM team_went WHERE name = ?", [(_mark(name),) for name in names])


def taker(journal: Journal, name: str) -> tuple[str, str]:
    """To whom a deal went that was called so, and its id on the hub; "" where none did."""
    if not journal.exists():
        return "", ""
    with journal.open() as database:
        if not _is_there(database):
            return "", ""
        asked = "SELECT taker, id FROM team_went WHERE name = ?"
        who, id = database.execute(asked, (_mark(name),)).fetchone() or ("", "")
        return str(who), str(id)


def _is_there(database: sqlite3.Connection) -> bool:
    return bool(database.execute(_THERE).fetchone()[0])


def _mark(name: str) -> str:
    from hashlib import sha256

    return sha256(tidy(name).casefold().encode(errors="replace")).hexdigest()[:32]
