"""What was changed behind the journal's back, with the sums it would have had if callplan had written it so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from callplan.journal import sound, writing
from callplan.journal.tables import GUARDED


def seal(home: Path, *statements: str) -> None:
    """Run statements on the journal of a home, and make it whole again."""
    path = home / "callplan.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for name in ("events_stay", "events_last"):
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for (key,) in database.execute("SELECT name FROM deals").fetchall():
            writing.chain(database, key)
        for table in ("summary", "promises"):
            for row, *fields, _ in database.execute(f"SELECT rowid, * FROM {table}").fetchall():
                database.execute(f"UPDATE {table} SET sum = ? WHERE rowid = ?", (sound.linked(0, *fields), row))
        for statement in GUARDED:
            database.execute(statement)
    sound.note(str(path))
