"""Events on disk, append-only: the one file that holds every deal."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from callplan.core.entries import Entry
from callplan.core.events import Event
from callplan.core.record import packed
from callplan.core.unpacked import unpacked
from callplan.errors import BadFile, Busy, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WAIT = 30.0
AT_A_TIME = 50
APPLICATION = 0x43414C4C
VERSION = 1
SCHEMA = (
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
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)


class Journal:
    """Every deal's events in one file; each call opens it and closes it again."""

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)

    def deals(self) -> tuple[str, ...]:
        """The names of all deals, the one written to last first."""
        return tuple([name for (name,) in self._rows("SELECT name FROM deals ORDER BY written DESC")])

    def entries(self, deal: str) -> tuple[Entry, ...]:
        """Everything written about a deal, in the order it was written; nothing when it is unknown."""
        rows = self._rows(
            "SELECT number, batch, recorded_at, recorder, kind, on_day, body"
            " FROM events WHERE deal = ? ORDER BY number",
            deal,
        )
        return self._whole(deal, rows)

    def all_entries(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Every deal by name with everything written about it; a few at a time, and nobody who writes has to wait."""
        names = sorted(self.deals())
        for first in range(0, len(names), AT_A_TIME):
            last = min(first + AT_A_TIME, len(names)) - 1
            rows = self._rows(
                "SELECT deal, number, batch, recorded_at, recorder, kind, on_day, body"
                " FROM events WHERE deal BETWEEN ? AND ? ORDER BY deal, number",
                names[first],
                names[last],
            )
            for deal, found in groupby(rows, key=lambda row: row[0]):
                yield deal, self._whole(deal, [row[1:] for row in found])

    def summaries(self) -> Iterator[tuple[str, date | None, str]]:
        """Each deal's summary and the next day on which the calendar alone changes it, by name."""
        for deal, turns_on, body in self._rows("SELECT deal, turns_on, body FROM summary ORDER BY deal"):
            try:
                yield deal, None if turns_on is None else date.fromisoformat(turns_on), body
            except (ValueError, TypeError) as error:
                raise _damaged(self.path, f"the summary of “{deal}” cannot be read") from error

    def append(
        self,
        deal: str,
        events: Sequence[Event],
        *,
        seen: int,
        summary: str,
        turns_on: date | None,
        recorder: str,
        recorded_at: str,
    ) -> tuple[Entry, ...]:
        """Write all of the events or none, after entry number `seen`, with the summary they lead to.

        Raises Busy when the deal has grown since it was read, or when somebody holds the file.
        """
        if not events:
            return ()
        self._create()
        with self._open() as database:
            _begin(database, self.path)
            number, batch = _end(database, deal)
            if number != seen:
                raise Busy(f"“{deal}” has changed since it was read; nothing was written, so do it again.")
            entries = tuple(
                [Entry(place, batch + 1, event, recorded_at, recorder)
                 for place, event in enumerate(events, number + 1)]
            )  # fmt: skip
            _write(database, deal, entries)
            _sum_up(database, deal, summary, turns_on)
            database.execute("COMMIT")
        return entries

    def _whole(self, deal: str, rows: list[Any]) -> tuple[Entry, ...]:
        if [row[0] for row in rows] != list(range(1, len(rows) + 1)):
            raise _damaged(self.path, f"entries of “{deal}” are missing")
        return tuple([self._entry(deal, *row) for row in rows])

    def _entry(
        self, deal: str, number: int, batch: int, at: str, recorder: str, kind: str, on_day: str, body: str
    ) -> Entry:
        try:
            event = unpacked(body)
            if isinstance(event, Event) and (type(event).__name__, event.on.isoformat()) == (kind, on_day):
                return Entry(number, batch, event, at, recorder)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            pass
        raise _damaged(self.path, f"entry {number} of “{deal}” cannot be read")

    def _rows(self, statement: str, *values: str) -> list[Any]:
        try:
            os.stat(self.path)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Refusal(f"{self.path} cannot be read: {error.strerror}.") from error
        with self._open() as database:
            return database.execute(statement, values).fetchall() if _known(database, self.path) else []

    def _create(self) -> None:
        try:
            os.makedirs(os.path.dirname(self.path), 0o700, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            pass
        except OSError as error:
            raise Refusal(f"{self.path} cannot be written: {error.strerror}.") from error

    def _open(self) -> _Opened:
        return _Opened(self.path)


class _Opened:
    """The file, open for as long as a `with` lasts; what SQLite has against it becomes a sentence."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> sqlite3.Connection:
        place = self.path.replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        address = f"file:///{place.lstrip('/')}?mode=rw"
        try:
            self.database = sqlite3.connect(address, WAIT, isolation_level=None, uri=True)
        except sqlite3.DatabaseError as error:
            raise _refusal(self.path, error) from error
        return self.database

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.database.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise _refusal(self.path, error) from error
        if isinstance(error, UnicodeDecodeError):
            raise _damaged(self.path, "text that cannot be read") from error
        if isinstance(error, UnicodeEncodeError):
            raise Refusal("A character that is no character cannot be kept: type it again.") from error


def _known(database: sqlite3.Connection, path: str) -> bool:
    """Whether the journal's tables are there; an empty file is a journal not yet begun."""
    application, version, tables = database.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if (application, version, tables) == (0, 0, 0):
        return False
    if application != APPLICATION:
        raise BadFile(f"{path}: this is not a journal of callplan.")
    if version > VERSION:
        raise BadFile(f"{path}: written by a newer callplan; upgrade this one to use it.")
    return True


def _begin(database: sqlite3.Connection, path: str) -> None:
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("PRAGMA synchronous = EXTRA")
    database.execute("BEGIN IMMEDIATE")
    if not _known(database, path):
        for statement in SCHEMA:
            database.execute(statement)


def _end(database: sqlite3.Connection, deal: str) -> tuple[int, int]:
    """The numbers of the deal's last entry and last transaction."""
    last = "SELECT number, batch FROM events WHERE deal = ? ORDER BY number DESC LIMIT 1"
    return database.execute(last, (deal,)).fetchone() or (0, 0)


def _write(database: sqlite3.Connection, deal: str, entries: tuple[Entry, ...]) -> None:
    (written,) = database.execute("SELECT coalesce(max(written), 0) + 1 FROM deals").fetchone()
    database.execute(
        "INSERT INTO deals (name, opened, written) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET written = excluded.written",
        (deal, entries[0].event.on.isoformat(), written),
    )
    database.executemany(
        "INSERT INTO events (deal, number, batch, kind, on_day, recorded_at, recorder, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(deal, entry.number, entry.batch, type(entry.event).__name__, entry.event.on.isoformat(),
          entry.recorded_at, entry.recorder, packed(entry.event)) for entry in entries],
    )  # fmt: skip


def _sum_up(database: sqlite3.Connection, deal: str, summary: str, turns_on: date | None) -> None:
    database.execute(
        "INSERT INTO summary (deal, turns_on, body) VALUES (?, ?, ?)"
        " ON CONFLICT (deal) DO UPDATE SET turns_on = excluded.turns_on, body = excluded.body",
        (deal, turns_on and turns_on.isoformat(), summary),
    )


def _refusal(path: str, error: sqlite3.DatabaseError) -> Exception:
    """The sentence for what SQLite reports; a wrong call of ours stays what it is, a bug."""
    if isinstance(error, sqlite3.ProgrammingError):
        return error
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(f"Somebody else is writing to {path}: try again in a moment.")
    if code == sqlite3.SQLITE_FULL:
        return Refusal(f"The disk that holds {path} is full: nothing was written.")
    if code == sqlite3.SQLITE_NOTADB:
        return BadFile(f"{path}: this is not a journal of callplan.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return Refusal(f"{path} cannot be used: {error}.")
    return _damaged(path, "".join(sign for sign in str(error) if sign.isprintable()))


def _damaged(path: str, what: str) -> BadFile:
    return BadFile(f"{path}: damaged ({what}); nothing was changed, so put a backup in its place.")
