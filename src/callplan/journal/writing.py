"""How the file is begun, brought up to date and written to; loaded only by what writes."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import accumulate

from callplan.core.entries import Entry, Writing, drop_of, name_now, unpacked
from callplan.core.ledger import Pledge, Row
from callplan.core.record import Record, packed
from callplan.errors import Busy, NoSuchDeal, Refusal, not_ours
from callplan.journal import opening
from callplan.journal.opening import AGAIN, VERSION, deals_table, known
from callplan.journal.sound import linked
from callplan.journal.tables import CHAINED, COLUMNS, GUARDED, NAMED, PROMISES, SCHEMA, SUMMARY, SUMMED_UP, UNGUARDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    Line = tuple[int, int, str, str, str, str, str]

NAMING = ("Renamed", "Dropped", "Corrected")

_SUM_UP = (
    f"INSERT INTO summary (deal, {', '.join(COLUMNS)}, owner) VALUES ({'?, ' * (1 + len(COLUMNS))}"
    "{owner}) ON CONFLICT (deal) DO UPDATE SET "
    + ", ".join([f"{name} = excluded.{name}" for name in (*COLUMNS, "owner")])
)
_LAST = (
    "(SELECT recorder FROM events WHERE deal = (SELECT name FROM {deals} WHERE called = ?1 AND dropped = 0)"
    " ORDER BY kind IN ('Opened', 'Planned', 'Held') DESC, number DESC LIMIT 1)"
)
_ON_HUB = (
    "(SELECT team.owner FROM team JOIN deals ON name = team.deal WHERE called = {called} AND dropped = 0),"
    " (SELECT role FROM team_hub)"
)
_OWNED_ANEW = f"UPDATE summary SET form = 0 WHERE owner <> coalesce({_ON_HUB.format(called='summary.deal')}, owner)"
_STALE = "INSERT INTO summary (deal) VALUES (?) ON CONFLICT (deal) DO UPDATE SET form = 0"
_PLEDGE = (
    f"INSERT INTO promises ({', '.join(Pledge.__match_args__)}) VALUES ({', '.join('?' * len(Pledge.__match_args__))})"
)


def begin(database: sqlite3.Connection, path: str, *, copied: bool = True) -> None:
    """Begin a transaction that writes; the tables are there, and of this version, once it has begun.

    A file of an older version is `copied` before it is brought up to date.
    """
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("PRAGMA synchronous = EXTRA")
    if copied and 0 < known(database, path) < VERSION:
        from callplan.journal.backups import make

        make(path)
    database.execute("BEGIN IMMEDIATE")
    version = known(database, path)
    if version == 0:
        _run(database, SCHEMA)
    elif version < VERSION:
        _run(database, (*(NAMED if version < opening.NAMED else ()), *CHAINED))
        _chain_all(database)
        _run(database, SUMMED_UP)


def _run(database: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        database.execute(statement)


def _chain_all(database: sqlite3.Connection) -> None:
    """Give what was written before there were checksums its own."""
    _run(database, UNGUARDED)
    for (deal,) in database.execute("SELECT name FROM deals").fetchall():
        chain(database, deal)
    for deal, batch, command, body in database.execute("SELECT deal, batch, command, body FROM answers").fetchall():
        found = linked(0, deal, batch, command, body)
        database.execute("UPDATE answers SET sum = ? WHERE deal = ? AND batch = ?", (found, deal, batch))
    _run(database, GUARDED)


def chain(database: sqlite3.Connection, key: str) -> None:
    """Give each entry of a deal its checksum anew; the file is not `GUARDED` for now."""
    last, found = 0, 0
    columns = "number, batch, recorded_at, recorder, kind, on_day, body"
    asked = f"SELECT {columns} FROM events WHERE deal = ? ORDER BY number"
    for last, *rest in database.execute(asked, (key,)).fetchall():
        found = linked(found, key, last, *rest)
        database.execute("UPDATE events SET chain = ? WHERE deal = ? AND number = ?", (found, key, last))
    database.execute("UPDATE deals SET last = ?, chain = ? WHERE name = ?", (last, found, key))


def key_of(database: sqlite3.Connection, called: str, *, dropped: bool = False) -> str:
    """What a deal was opened as, by what it is called now; empty when there is none. Of dropped ones, the latest."""
    statement = f"SELECT name FROM deals WHERE called = ? AND dropped = {dropped:d} ORDER BY written DESC LIMIT 1"
    (key,) = database.execute(statement, (called,)).fetchone() or ("",)
    return str(key)


def _new_key(database: sqlite3.Connection, called: str) -> str:
    """What a new deal is opened as: its name, told apart from those of others that were opened as that before."""
    begun = f"SELECT name FROM deals WHERE name = ? OR name LIKE ? || '{AGAIN}%'"
    return key_besides({name for (name,) in database.execute(begun, (called, called))}, called)


def key_besides(keys: set[str], called: str) -> str:
    """What a deal that is called so is opened as, besides all that were opened as these."""
    key, number = called, 1
    while key in keys:
        number += 1
        key = f"{called}{AGAIN}{number}"
    return key


def end(database: sqlite3.Connection, deal: str) -> tuple[int, int]:
    """The numbers of the deal's last entry and last transaction."""
    last = "SELECT number, batch FROM events WHERE deal = ? ORDER BY number DESC LIMIT 1"
    return database.execute(last, (deal,)).fetchone() or (0, 0)


def lines(entries: tuple[Entry, ...]) -> list[Line]:
    """What the table of events holds of entries: number, transaction, when and by whom, kind, day, and the event."""
    return [
        (entry.number, entry.batch, entry.recorded_at, entry.recorder, type(entry.event).__name__,
         entry.event.on.isoformat(), packed(entry.event)) for entry in entries
    ]  # fmt: skip


def append(database: sqlite3.Connection, new: Writing, recorder: str, recorded_at: str) -> tuple[Entry, ...]:
    """Write what is new of a deal; its entries.

    Raises Busy when it has grown since it was read, and NoSuchDeal when there is none of that name any more.
    """
    key = key_of(database, new.deal, dropped=new.dropped)
    if "/" in new.deal:
        _see_that_it_is_ours(database, key, new.deal)
    if new.seen and not key:
        raise NoSuchDeal(f"“{new.deal}” is not here any more; nothing was written.")
    number, batch = end(database, key)
    if number != new.seen:
        raise Busy(f"“{new.deal}” has changed since it was read; nothing was written, so do it again.")
    if not new.events:
        return ()
    entries = tuple(
        [Entry(place, batch + 1, event, recorded_at, recorder) for place, event in enumerate(new.events, number + 1)]
    )
    put(database, key, new.deal, lines(entries), new.answers)
    return entries


def _see_that_it_is_ours(database: sqlite3.Connection, key: str, called: str) -> None:
    """Raise Refusal for a deal that the hub has of somebody else."""
    from callplan.journal.team import other_owner

    if owner := other_owner(database, key):
        raise not_ours(called, owner)


def put(
    database: sqlite3.Connection,
    key: str,
    called: str,
    told: list[Line],
    answers: tuple[str, str] | None = None,
    *,
    named: bool = True,
) -> None:
    """Write lines at the end of a deal, which is now the one written to last; the next look sums it up anew.

    `answers`: the command that was typed, and what it was told. `named`: what it is called follows from its entries.
    """
    (written,) = database.execute("SELECT coalesce(max(written), 0) + 1 FROM deals").fetchone()
    key = key or _new_key(database, called)
    (chain,) = database.execute("SELECT chain FROM deals WHERE name = ?", (key,)).fetchone() or (0,)
    chains = list(accumulate(told, lambda before, line: linked(before, key, *line), initial=chain))[1:]
    database.execute(
        "INSERT INTO deals (name, opened, written, called, last, chain) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET written = excluded.written, last = excluded.last, chain = excluded.chain",
        (key, told[0][5], written, called, told[-1][0], chains[-1]),
    )
    database.executemany(
        "INSERT INTO events (deal, number, batch, recorded_at, recorder, kind, on_day, body, chain)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(key, *line, chain) for line, chain in zip(told, chains, strict=True)],
    )
    if answers:
        put_answers(database, key, told[0][1], *answers)
    if named and any(kind in NAMING for *_, kind, _, _ in told):
        called = _named_anew(database, key)
    if called:
        database.execute(_STALE, (called,))


def put_answers(database: sqlite3.Connection, key: str, batch: int, command: str, body: str) -> None:
    """Keep what a transaction was made from: the command that was typed, and what it was told."""
    row = (key, batch, command, body)
    database.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", (*row, linked(0, *row)))


def _named_anew(database: sqlite3.Connection, key: str) -> str:
    """What a deal is called once its name, or whether it is dropped, has changed; empty when it is dropped.

    Raises Refusal when another deal has that name.
    """
    rows = database.execute(
        f"SELECT number, body FROM events WHERE deal = ? AND kind IN {NAMING} ORDER BY number", (key,)
    )
    told = tuple([Entry(number, 0, unpacked(body)) for number, body in rows])
    called, dropped = name_now(told, key.partition(AGAIN)[0]), drop_of(told) is not None
    if not dropped and key_of(database, called) not in ("", key):
        raise Refusal(f"There is another deal called {called}: give that one another name first.")
    call(database, key, called, dropped=dropped)
    return "" if dropped else called


def call(database: sqlite3.Connection, key: str, called: str, *, dropped: bool) -> None:
    """Have a deal be called so; it is summed up no more by the name it had."""
    for table in ("summary", "promises"):
        database.execute(
            f"DELETE FROM {table} WHERE deal = (SELECT called FROM deals WHERE name = ? AND dropped = 0)", (key,)
        )
    database.execute("UPDATE deals SET called = ?, dropped = ? WHERE name = ?", (called, dropped, key))


def sum_up(database: sqlite3.Connection, rows: Iterable[tuple[str, Row]], version: int = VERSION) -> None:
    """Put rows, and the promises in them, in the place of those before.

    A deal is of whoever the team's hub says, in a team else of whoever this home is there, and alone of whoever told
    of its latest call.
    """
    owner = f"coalesce({_ON_HUB.format(called='?1')}, {_LAST})" if in_a_team(database) else _LAST
    statement = _SUM_UP.replace("{owner}", owner).replace("{deals}", deals_table(version))
    for deal, row in rows:
        database.execute(statement, (deal, *_values(row, COLUMNS)))
        database.execute("DELETE FROM promises WHERE deal = ?", (deal,))
        database.executemany(_PLEDGE, [_values(pledge, Pledge.__match_args__) for pledge in row.promises])
        for table in ("summary", "promises"):
            _add_sums(database, table, deal)


def own_anew(database: sqlite3.Connection) -> None:
    """Have the next look sum up anew every deal that is somebody else's now than it was when it was summed up."""
    database.execute(_OWNED_ANEW)


def in_a_team(database: sqlite3.Connection) -> bool:
    """Whether a file was ever exchanged with a team's hub."""
    there = "SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND name = 'team'"
    return bool(database.execute(there).fetchone()[0])


def _add_sums(database: sqlite3.Connection, table: str, deal: str) -> None:
    for row, *fields, _ in database.execute(f"SELECT rowid, * FROM {table} WHERE deal = ?", (deal,)).fetchall():
        database.execute(f"UPDATE {table} SET sum = ? WHERE rowid = ?", (linked(0, *fields), row))


def lay_over(database: sqlite3.Connection, rows: Iterable[tuple[str, Row]], version: int) -> None:
    """Put rows in the place of the file's while it is open here: in tables of the same names that nobody else sees."""
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute(f"CREATE TEMP TABLE summary ({SUMMARY})")
    database.execute(f"CREATE TEMP TABLE promises ({PROMISES})")
    if version == VERSION:
        names = ", ".join(["deal", "owner", *COLUMNS])
        database.execute(f"INSERT INTO temp.summary ({names}) SELECT {names} FROM main.summary")
        database.execute("INSERT INTO temp.promises SELECT * FROM main.promises")
    sum_up(database, rows, version)


def _values(record: Record, names: tuple[str, ...]) -> tuple[Any, ...]:
    values = [getattr(record, name) for name in names]
    return tuple([value.isoformat() if isinstance(value, date) else value for value in values])
