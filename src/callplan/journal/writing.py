"""How the file is begun, brought up to date and written to; loaded only by what writes."""

from __future__ import annotations

import sqlite3
from datetime import date

from callplan.core.ledger import Pledge, Row
from callplan.core.record import Record, packed
from callplan.journal.opening import APPLICATION, VERSION, known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from callplan.core.entries import Entry

    Line = tuple[int, int, str, str, str, str, str]

COLUMNS = tuple([name for name in Row.__match_args__ if name != "promises"])
FILTERS = "owner, playbook, stage, amount"
SUMMARY = (
    "deal TEXT PRIMARY KEY{}, turns_on TEXT, body TEXT NOT NULL DEFAULT '', form BIGINT NOT NULL DEFAULT 0,"
    " as_of TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '', live BIGINT NOT NULL DEFAULT 1,"
    " closed TEXT NOT NULL DEFAULT '', playbook TEXT NOT NULL DEFAULT '', stage TEXT NOT NULL DEFAULT '',"
    " amount DOUBLE PRECISION, since TEXT NOT NULL DEFAULT '', lacks BIGINT NOT NULL DEFAULT 0,"
    " failed BIGINT NOT NULL DEFAULT 0, in_danger BIGINT NOT NULL DEFAULT 0"
)
PROMISES = (
    "deal TEXT NOT NULL{}, promise TEXT NOT NULL, side TEXT NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL,"
    " due TEXT NOT NULL, state TEXT NOT NULL, step TEXT NOT NULL, PRIMARY KEY (deal, promise)"
)
OF_A_DEAL = " REFERENCES deals (name)"
# All of it can be summed up anew from the events, so that an older version's is not carried over
SUMMED_UP = (
    "DROP TABLE IF EXISTS summary",
    "DROP TABLE IF EXISTS promises",
    f"CREATE TABLE summary ({SUMMARY.format(OF_A_DEAL)})",
    "CREATE INDEX summary_form ON summary (form, as_of)",
    "CREATE INDEX summary_turns ON summary (turns_on)",
    f"CREATE INDEX summary_counted ON summary (live, closed, lacks, since, {FILTERS})",
    f"CREATE INDEX summary_worst ON summary (live, failed DESC, in_danger DESC, since, deal, closed, {FILTERS})",
    f"CREATE TABLE promises ({PROMISES.format(OF_A_DEAL)})",
    "CREATE INDEX promises_due ON promises (due, deal, promise)",
    "INSERT INTO summary (deal) SELECT name FROM deals",
    f"PRAGMA user_version = {VERSION}",
)
SCHEMA = (
    "CREATE TABLE deals (name TEXT PRIMARY KEY, opened TEXT NOT NULL, written BIGINT NOT NULL)",
    "CREATE INDEX deals_written ON deals (written)",
    "CREATE TABLE events (deal TEXT NOT NULL REFERENCES deals (name), number BIGINT NOT NULL,"
    " batch BIGINT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL, recorded_at TEXT NOT NULL,"
    " recorder TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (deal, number))",
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END",
    "CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END",
    "CREATE TRIGGER events_follow BEFORE INSERT ON events"
    " WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM events WHERE deal = NEW.deal)"
    " BEGIN SELECT RAISE(ABORT, 'an event is only ever added at the end'); END",
    f"PRAGMA application_id = {APPLICATION}",
    *SUMMED_UP,
)

_SUM_UP = (
    f"INSERT INTO summary (deal, {', '.join(COLUMNS)}, owner) VALUES ({'?, ' * (1 + len(COLUMNS))}"
    "(SELECT recorder FROM events WHERE deal = ?"
    " ORDER BY kind IN ('Opened', 'Planned', 'Held') DESC, number DESC LIMIT 1)) ON CONFLICT (deal) DO UPDATE SET "
    + ", ".join([f"{name} = excluded.{name}" for name in (*COLUMNS, "owner")])
)
_STALE = "INSERT INTO summary (deal) VALUES (?) ON CONFLICT (deal) DO UPDATE SET form = 0"
_PLEDGE = (
    f"INSERT INTO promises ({', '.join(Pledge.__match_args__)}) VALUES ({', '.join('?' * len(Pledge.__match_args__))})"
)


def begin(database: sqlite3.Connection, path: str) -> None:
    """Begin a transaction that writes; the tables are there, and of this version, once it has begun."""
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("PRAGMA synchronous = EXTRA")
    database.execute("BEGIN IMMEDIATE")
    version = known(database, path)
    for statement in SCHEMA if version == 0 else SUMMED_UP if version < VERSION else ():
        database.execute(statement)


def end(database: sqlite3.Connection, deal: str) -> tuple[int, int]:
    """The numbers of the deal's last entry and last transaction."""
    last = "SELECT number, batch FROM events WHERE deal = ? ORDER BY number DESC LIMIT 1"
    return database.execute(last, (deal,)).fetchone() or (0, 0)


def lines(entries: tuple[Entry, ...]) -> list[Line]:
    """What the table of events holds of entries: number, transaction, kind, day, when and by whom, and the event."""
    return [
        (entry.number, entry.batch, type(entry.event).__name__, entry.event.on.isoformat(), entry.recorded_at,
         entry.recorder, packed(entry.event)) for entry in entries
    ]  # fmt: skip


def put(database: sqlite3.Connection, deal: str, told: list[Line]) -> None:
    """Write lines at the end of a deal, which is now the one written to last; the next look sums it up anew."""
    (written,) = database.execute("SELECT coalesce(max(written), 0) + 1 FROM deals").fetchone()
    database.execute(
        "INSERT INTO deals (name, opened, written) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET written = excluded.written",
        (deal, told[0][3], written),
    )
    database.executemany(
        "INSERT INTO events (deal, number, batch, kind, on_day, recorded_at, recorder, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(deal, *line) for line in told],
    )
    database.execute(_STALE, (deal,))


def sum_up(database: sqlite3.Connection, rows: Iterable[tuple[str, Row]]) -> None:
    """Put rows, and the promises in them, in the place of those before; whose a deal is stands in `among`."""
    for deal, row in rows:
        database.execute(_SUM_UP, (deal, *_values(row, COLUMNS), deal))
        database.execute("DELETE FROM promises WHERE deal = ?", (deal,))
        database.executemany(_PLEDGE, [_values(pledge, Pledge.__match_args__) for pledge in row.promises])


def lay_over(database: sqlite3.Connection, rows: Iterable[tuple[str, Row]], *, copied: bool) -> None:
    """Put rows in the place of the file's while it is open here: in tables of the same names that nobody else sees."""
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute(f"CREATE TEMP TABLE summary ({SUMMARY.format('')})")
    database.execute(f"CREATE TEMP TABLE promises ({PROMISES.format('')})")
    if copied:
        names = ", ".join(["deal", "owner", *COLUMNS])
        database.execute(f"INSERT INTO temp.summary ({names}) SELECT {names} FROM main.summary")
        database.execute("INSERT INTO temp.promises SELECT * FROM main.promises")
    sum_up(database, rows)


def _values(record: Record, names: tuple[str, ...]) -> tuple[Any, ...]:
    values = [getattr(record, name) for name in names]
    return tuple([value.isoformat() if isinstance(value, date) else value for value in values])
