"""A journal's file as the first version wrote it, which every later one reads and brings up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from callplan.core.entries import Entry
from callplan.journal import opening, tables, writing

TABLES = (
    "CREATE TABLE deals (name TEXT PRIMARY KEY, opened TEXT NOT NULL, written BIGINT NOT NULL)",
    "CREATE INDEX deals_written ON deals (written)",
    "CREATE TABLE events (deal TEXT NOT NULL REFERENCES deals (name), number BIGINT NOT NULL,"
    " batch BIGINT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL, recorded_at TEXT NOT NULL,"
    " recorder TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (deal, number))",
    "CREATE TABLE summary (deal TEXT PRIMARY KEY REFERENCES deals (name), turns_on TEXT, body TEXT NOT NULL)",
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END",
    "CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END",
    "CREATE TRIGGER events_follow BEFORE INSERT ON events"
    " WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM events WHERE deal = NEW.deal)"
    " BEGIN SELECT RAISE(ABORT, 'an event is only ever added at the end'); END",
    "PRAGMA application_id = 1128352844",
    "PRAGMA user_version = 1",
)


def write(path: str, deals: Iterable[tuple[str, tuple[Entry, ...]]]) -> None:
    """Write a file of the first version that holds these deals, the one written to last at the end."""
    database = sqlite3.connect(path)
    for statement in TABLES:
        database.execute(statement)
    for place, (deal, entries) in enumerate(deals, 1):
        lines = writing.lines(entries)
        database.execute("INSERT INTO deals VALUES (?, ?, ?)", (deal, lines[0][5], place))
        database.executemany(
            "INSERT INTO events (deal, number, batch, recorded_at, recorder, kind, on_day, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(deal, *line) for line in lines],
        )
        database.execute("INSERT INTO summary VALUES (?, '2026-12-01', 'old')", (deal,))
    database.commit()
    database.close()


def bring_to(path: str, version: int) -> None:
    """Bring a file of the first version to what a later one had; what is summed up differed, and is summed up anew."""
    database = sqlite3.connect(path, isolation_level=None)
    for statement in tables.NAMED if version >= opening.NAMED else ():
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {version}")
    database.close()
