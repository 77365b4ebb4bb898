"""What this home has of its deals, for an exchange with the team's hub: which they are there, and their entries."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from callplan.core.exchange import Here, Line
from callplan.core.exchange.ids import id_of, other_ids
from callplan.journal import team
from callplan.journal.among import among

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from callplan.journal import Journal

_HERE = (
    "SELECT name, called, dropped, last, id, owner, epoch, max(agreed, 0), id IN (SELECT deal FROM team_forgets)"
    " FROM deals LEFT JOIN team ON team.deal = deals.name"
)
_UNSENT = f"{_HERE} WHERE id IS NULL OR last > agreed"
_OPENINGS = (
    "SELECT name, recorded_at, body FROM deals JOIN events ON events.deal = name AND batch = 1"
    " WHERE name NOT IN (SELECT deal FROM team) ORDER BY name, number"
)


def here(database: sqlite3.Connection, role: str) -> list[Here]:
    """Every deal of a file whose tables are there, for whoever has that role on the hub.

    One that the hub does not have yet has the id it will have: made of its opening, so that a copy of the file that is
    put back knows it by the same one.
    """
    return _known(database, role, database.execute(_HERE).fetchall())


def some_here(database: sqlite3.Connection, role: str, ids: Sequence[str], names: Sequence[str]) -> list[Here]:
    """As `here`, the deals alone that have one of these ids or names, or something that the hub has not."""
    rows = {
        *database.execute(_UNSENT),
        *among(database, f"{_HERE} WHERE id IN", ids),
        *among(database, f"{_HERE} WHERE called IN", names),
    }
    return _known(database, role, rows)


def _known(database: sqlite3.Connection, role: str, rows: Iterable[tuple[Any, ...]]) -> list[Here]:
    every = sorted(rows)
    new = any(row[4] is None for row in every)
    told = groupby(database.execute(_OPENINGS) if new else (), key=lambda row: row[0])
    ids = {key: id_of(role, key, *[text for _, *rest in lines for text in rest]) for key, lines in told}
    return [
        Here(key, called, bool(dropped), last, *(rest if rest[0] else (ids[key], role, 0, 0)))
        for key, called, dropped, last, *rest in every
    ]


def keys(database: sqlite3.Connection) -> set[str]:
    """What every deal of a file was opened as."""
    return {key for (key,) in database.execute("SELECT name FROM deals")}


def lines(database: sqlite3.Connection, key: str, after: int) -> list[Line]:
    """The entries of a deal behind one, in their order."""
    columns = "number, batch, recorded_at, recorder, kind, on_day, body"
    asked = f"SELECT {columns} FROM events WHERE deal = ? AND number > ? ORDER BY number"
    return [Line(*row) for row in database.execute(asked, (key, after))]


def answers(database: sqlite3.Connection, key: str, after: int) -> dict[int, tuple[str, str]]:
    """What transactions of a deal behind an entry were made from, by number: the command, and what it was told."""
    of_it = "SELECT batch, command, body FROM answers WHERE deal = ? AND batch > "
    before = "(SELECT coalesce(max(batch), 0) FROM events WHERE deal = ? AND number <= ?)"
    return {batch: (word, body) for batch, word, body in database.execute(of_it + before, (key, key, after))}


def chain_at(database: sqlite3.Connection, key: str, number: int) -> int:
    """The checksum of an entry of a deal, which the next one's is made with; 0 of none."""
    asked = "SELECT chain FROM events WHERE deal = ? AND number = ?"
    (found,) = database.execute(asked, (key, number)).fetchone() or (0,)
    return int(found)


def of_id(journal: Journal, deal: str) -> Here | None:
    """The deal that the hub has by that id; None where it is no longer here."""
    with journal.open() as database:
        known = team.hub(database)
        of_it = some_here(database, known.role, [deal], ()) if known else []
        return next((each for each in of_it if each.id == deal), None)


def keep_ids(database: sqlite3.Connection, role: str) -> None:
    """Keep the id of every deal that never went to the hub, which is made of words that may be forgotten."""
    team.begin(database)
    known = {key for (key,) in database.execute("SELECT deal FROM team")}
    new = [each for each in here(database, role) if each.key not in known]
    team.put(database, [(each.key, each.id, each.owner, 0, team.NEVER_WENT) for each in new])


def call_anew(database: sqlite3.Connection, path: str, role: str, there: Sequence[tuple[str, str]]) -> None:
    """Have deals go by the ids by which a hub has them, or will have them: `there`, each with its owner.

    Until all of it was compared, no hub is known to have anything.
    """
    from callplan.journal import writing

    waiting = dict.fromkeys([id for (id,) in database.execute("SELECT deal FROM team_forgets")], role)
    owned = waiting | dict(database.execute("SELECT id, owner FROM team").fetchall())
    ids = other_ids(owned.items(), there, {id for id, _ in there}, role)
    if not ids:
        return
    writing.begin(database, path)
    rows = database.execute("SELECT deal, id, owner, epoch, agreed FROM team").fetchall()
    team.put(database, [(key, ids[id], *rest) for key, id, *rest in rows if id in ids])
    database.executemany("UPDATE team_forgets SET deal = ? WHERE deal = ?", [(new, id) for id, new in ids.items()])
    if known := team.hub(database):
        team.put_hub(database, known.but(key="", seen=0))
    database.execute("COMMIT")


def go(database: sqlite3.Connection, path: str, going: Iterable[Here], known: team.KnownHub) -> None:
    """Note of deals that go to the hub for the first time that it may have them, whatever becomes of its answer.

    `known`: the hub, where this is the first one.
    """
    from callplan.journal import writing

    writing.begin(database, path)
    team.begin(database, known if team.hub(database) is None else None)
    team.put(database, [(each.key, each.id, each.owner, 0, 0) for each in going])
    database.execute("COMMIT")
