"""What was forgotten here and is still to be forgotten on the team's hub."""

from __future__ import annotations

import sqlite3

from callplan.journal import team
from callplan.journal.opening import OpenFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.journal import Journal

ALL = ""
_FORGETS = "SELECT 1 FROM team_forgets WHERE deal = ?"


def remember(database: sqlite3.Connection, key: str, names: Iterable[str]) -> None:
    """Note of a deal of one's own that the hub may have who has to be forgotten there, too; "": all of it."""
    if team.is_there(database):
        mine = "SELECT id FROM team WHERE deal = ? AND agreed >= 0 AND owner IN (SELECT role FROM team_hub)"
        rows = [(*row, name) for row in database.execute(mine, (key,)).fetchall() for name in names]
        database.executemany("INSERT OR IGNORE INTO team_forgets VALUES (?, ?)", rows)


def to_forget(journal: Journal) -> dict[str, tuple[str, ...]]:
    """What was forgotten here and is not yet on the hub: names by the deal's id there; "": all of it."""
    if not journal.exists():
        return {}
    with journal.open() as database:
        return waiting(database)


def waiting(database: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """As `to_forget`, of a file that is open."""
    rows = database.execute("SELECT deal, name FROM team_forgets ORDER BY 1, 2") if team.is_there(database) else ()
    found: dict[str, tuple[str, ...]] = {}
    for deal, name in rows:
        found[deal] = (*found.get(deal, ()), name)
    return found


def forget_nothing(database: sqlite3.Connection) -> None:
    """Take out of a copy who is still to be forgotten on the hub: the journal itself keeps that."""
    if team.is_there(database):
        database.execute("DELETE FROM team_forgets")


def carry_on(path: str, forgets: dict[str, tuple[str, ...]]) -> None:
    """Note in a file that was put back who is still to be forgotten on the hub."""
    from callplan.journal import writing

    with OpenFile(path, 30.0) as database:
        writing.begin(database, path, copied=False)
        team.begin(database)
        rows = [(deal, name) for deal, names in forgets.items() for name in names]
        database.executemany("INSERT OR IGNORE INTO team_forgets VALUES (?, ?)", rows)
        database.execute("COMMIT")


def is_forgotten(path: str, deal: str, epoch: int | None, *, beside: bool = True) -> None:
    """Note in a file that the hub has forgotten what it had to of a deal, whose epoch is that now; None: as it was."""
    from callplan.journal import writing

    with OpenFile(path, 30.0, beside=beside) as database:
        if not team.is_there(database) or not database.execute(_FORGETS, (deal,)).fetchone():
            return
        database.execute("PRAGMA secure_delete = ON")
        writing.begin(database, path, copied=False)
        database.execute("DELETE FROM team_forgets WHERE deal = ?", (deal,))
        rows = database.execute("SELECT deal, id, owner, agreed FROM team WHERE id = ?", (deal,)).fetchall()
        team.put(database, [(*row[:3], epoch, row[3]) for row in rows if epoch is not None and beside])
        database.execute("COMMIT")
        database.execute("VACUUM")
