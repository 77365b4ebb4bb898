"""What the journal knows of the team's hub, in tables that a file has only once something was exchanged with one."""

from __future__ import annotations

import sqlite3

from callplan.core.record import Record
from callplan.journal import handed_over
from callplan.journal.sound import linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.journal import Journal

# Of a deal that the hub may have: its id there, whose it is, and up to which entry both have the same; of the hub, up
# to which of its changes this home has everything; and who was forgotten here in a deal and not there, "" all of it
TABLES = (
    "CREATE TABLE IF NOT EXISTS team (deal TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL,"
    " epoch BIGINT NOT NULL, agreed BIGINT NOT NULL, sum BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS team_hub (hub TEXT NOT NULL, role TEXT NOT NULL, seen BIGINT NOT NULL,"
    " at TEXT NOT NULL, sum BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS team_forgets (deal TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (deal, name))",
    handed_over.TABLE,
)
# In place of the entry: nothing of the deal was ever sent, and it keeps its id
NEVER_WENT = -1
_THERE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'team'"


class KnownHub(Record):
    """The hub that this home last exchanged with, as whom, up to which of its changes, and when."""

    key: str
    role: str
    seen: int
    at: str


def is_there(database: sqlite3.Connection) -> bool:
    """Whether a file was ever exchanged with a hub."""
    return bool(database.execute(_THERE).fetchone()[0])


def hub(database: sqlite3.Connection) -> KnownHub | None:
    """The hub that a file was last exchanged with; None: none yet."""
    row = database.execute("SELECT hub, role, seen, at FROM team_hub").fetchone() if is_there(database) else None
    return KnownHub(*row) if row else None


def known_hub(journal: Journal) -> KnownHub | None:
    """The hub that this home last exchanged with; None: none yet."""
    if not journal.exists():
        return None
    with journal.open() as database:
        return hub(database)


def put(database: sqlite3.Connection, rows: Iterable[tuple[str, str, str, int, int]]) -> None:
    """Note of deals their ids on the hub, owners, epochs, and up to which entry both have the same."""
    database.executemany(
        "INSERT OR REPLACE INTO team VALUES (?, ?, ?, ?, ?, ?)", [(*row, linked(0, *row)) for row in rows]
    )


def begin(database: sqlite3.Connection, known: KnownHub | None = None) -> None:
    """Make the tables, unless they are there, in a transaction that has begun; `known`: note with which hub."""
    for statement in TABLES:
        database.execute(statement)
    if known:
        put_hub(database, known)


def put_hub(database: sqlite3.Connection, known: KnownHub) -> None:
    """Note with which hub a file was exchanged."""
    row = (known.key, known.role, known.seen, known.at)
    database.execute("DELETE FROM team_hub")
    database.execute("INSERT INTO team_hub VALUES (?, ?, ?, ?, ?)", (*row, linked(0, *row)))


def told_of(database: sqlite3.Connection, key: str) -> dict[str, dict[str, str | int]]:
    """What the hub has of a deal, to be told in the open; nothing of one that it has not."""
    asked = "SELECT id, owner, epoch, agreed FROM team WHERE deal = ?"
    row = database.execute(asked, (key,)).fetchone() if is_there(database) else None
    return {"on_hub": dict(zip(("id", "owner", "epoch", "agreed"), row, strict=True))} if row else {}


def owners(journal: Journal) -> dict[str, str]:
    """Whose each deal is, sent or not, by what it is called; nothing in a home that never met a hub."""
    if not journal.exists():
        return {}
    with journal.open() as database:
        named = (
            "SELECT called, coalesce(owner, role) FROM team_hub, deals LEFT JOIN team ON team.deal = deals.name"
            " WHERE dropped = 0"
        )
        return dict(database.execute(named).fetchall()) if is_there(database) else {}


def others(journal: Journal) -> dict[str, str]:
    """What each deal is called that is somebody else's, dropped ones too, by what it was opened as."""
    if not journal.exists():
        return {}
    with journal.open() as database:
        theirs = "SELECT name, called FROM team JOIN deals ON deals.name = team.deal"
        not_ours = f"{theirs} WHERE owner NOT IN (SELECT role FROM team_hub)"
        return dict(database.execute(not_ours).fetchall()) if is_there(database) else {}


def owners_of_others(journal: Journal) -> dict[str, str]:
    """Whose each deal is that is somebody else's, by what it is called."""
    known = known_hub(journal)
    return {called: owner for called, owner in owners(journal).items() if known and owner != known.role}


def other_owner(database: sqlite3.Connection, key: str) -> str:
    """Whose a deal is, by what it was opened as, where it is somebody else's; "" of one's own."""
    if not is_there(database):
        return ""
    asked = "SELECT owner FROM team WHERE deal = ? AND owner NOT IN (SELECT role FROM team_hub)"
    (owner,) = database.execute(asked, (key,)).fetchone() or ("",)
    return str(owner)


def unsent(journal: Journal) -> tuple[int, str]:
    """How many transactions of one's own the hub does not have, and when it was last exchanged with; "": never."""
    if not journal.exists():
        return 0, ""
    with journal.open() as database:
        known = hub(database)
        if known is None:
            return 0, ""
        (count,) = database.execute(
            "SELECT count(*) FROM (SELECT DISTINCT events.deal, batch FROM deals LEFT JOIN team ON team.deal = name"
            " JOIN events ON events.deal = deals.name AND number > coalesce(agreed, 0)"
            " WHERE deals.last > coalesce(agreed, 0) AND coalesce(owner, :role) = :role)",
            {"role": known.role},
        ).fetchone()
        return int(count), known.at


def faults(database: sqlite3.Connection) -> list[str]:
    """What is wrong with these tables, a few words each."""
    found = []
    for table in ("team", "team_hub") if is_there(database) else ():
        for *fields, told in database.execute(f"SELECT * FROM {table}"):
            if linked(0, *fields) != told:
                found.append(f"what the table {table} says of “{fields[0]}” has changed")
    return found
