"""What the CRM says of deals, in one table of the journal's file that an import puts in the place of the one before."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from callplan.core.crm import CrmDeal, CrmPerson
from callplan.core.entries import live
from callplan.core.outside import Listed
from callplan.journal import writing, written
from callplan.journal.sound import linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from callplan.core.entries import Writing
    from callplan.journal import Journal

# It can be had again from the CRM at any time, so that a file has it only once something was imported
TABLE = (
    "CREATE TABLE IF NOT EXISTS crm (system TEXT NOT NULL, record TEXT NOT NULL, name TEXT NOT NULL,"
    " company TEXT NOT NULL, owner TEXT NOT NULL, stage TEXT NOT NULL, status TEXT NOT NULL, amount DOUBLE PRECISION,"
    " currency TEXT NOT NULL, closes TEXT NOT NULL, opened TEXT NOT NULL, next_step TEXT NOT NULL,"
    " people TEXT NOT NULL, url TEXT NOT NULL, sum BIGINT NOT NULL, PRIMARY KEY (system, record))"
)
SENT = (
    "CREATE TABLE IF NOT EXISTS crm_sent (system TEXT NOT NULL, record TEXT NOT NULL, told TEXT NOT NULL,"
    " PRIMARY KEY (system, record))"
)
_THERE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'crm'"
_INSERT = f"INSERT INTO crm VALUES ({', '.join('?' * 15)})"


def is_there(database: sqlite3.Connection) -> bool:
    """Whether something was ever imported into a file."""
    return bool(database.execute(_THERE).fetchone()[0])


def listed(journal: Journal) -> tuple[CrmDeal, ...]:
    """Every deal that the CRM had when it was last imported. Raises BadFile where one cannot be read."""
    if not journal.exists():
        return ()
    with journal.open() as database:
        rows = database.execute("SELECT * FROM crm ORDER BY system, record").fetchall() if is_there(database) else []
    try:
        return tuple(map(_deal, rows))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise journal.damaged("what the CRM says cannot be read") from error


def replace(
    journal: Journal, deals: Iterable[CrmDeal], *writings: Writing, recorder: str, recorded_at: str
) -> None:  # fmt: skip
    """Put deals in the place of all there were, and write what is new of some of ours, in one transaction.

    Raises Busy when one of ours has grown since it was read, or somebody holds the file.
    """
    journal.create()
    with journal.open() as database:
        writing.begin(database, journal.path)
        put(database, deals)
        for each in writings:
            writing.append(database, each, recorder, recorded_at)
        database.execute("COMMIT")
    written.extend([each.deal for each in writings if each.events])


def put(database: sqlite3.Connection, deals: Iterable[CrmDeal]) -> None:
    """Put deals in the place of all there were, in a transaction that has begun."""
    database.execute(TABLE)
    database.execute("DELETE FROM crm")
    rows = [_row(each) for each in sorted(deals, key=lambda each: each.key)]
    database.executemany(_INSERT, [(*row, linked(0, *row)) for row in rows])


def put_rows(database: sqlite3.Connection, listed: Iterable[Any], sent: Iterable[Any]) -> None:
    """Put rows as another file has them into one that has none, in a transaction that has begun."""
    for table, statement, rows in (("crm", TABLE, [*listed]), ("crm_sent", SENT, [*sent])):
        if rows:
            database.execute(statement)
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def forget(database: sqlite3.Connection, texts: Iterable[str]) -> int:
    """Take out every deal in which one of these texts stands; how many there were."""
    if not is_there(database):
        return 0
    wanted = [text.casefold() for text in texts]
    found = [
        row[:2] for row in database.execute("SELECT * FROM crm").fetchall()
        if any(text in str(field).casefold() for field in row[:-1] for text in wanted)
    ]  # fmt: skip
    database.executemany("DELETE FROM crm WHERE system = ? AND record = ?", found)
    return len(found)


def _row(deal: CrmDeal) -> tuple[Any, ...]:
    people = [[each.name, each.title, each.address] for each in deal.people]
    amount = None if deal.amount is None else float(deal.amount)
    return (
        deal.system, deal.record, deal.name, deal.company, deal.owner, deal.stage, deal.status, amount, deal.currency,
        _day(deal.closes), _day(deal.opened), deal.next_step, json.dumps(people, ensure_ascii=False), deal.url,
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _deal(row: tuple[Any, ...]) -> CrmDeal:
    amount, currency, closes, opened, next_step, people, url, _ = row[7:]
    told = tuple([CrmPerson(*map(str, each)) for each in json.loads(people)])
    days = [date.fromisoformat(day) if day else None for day in (closes, opened)]
    number = int(amount) if amount is not None and float(amount).is_integer() else amount
    system, record, name, company, owner, stage, status = row[:7]
    return CrmDeal(
        system, record, name, company, owner, stage, status, number, currency, days[0], days[1], next_step, told, url
    )


def prepared(journal: Journal) -> dict[tuple[str, str], str]:
    """Which deal of ours is which of the CRM's, by the CRM's key: as an entry that still counts says."""
    if not journal.exists():
        return {}
    with journal.open() as database:
        named = "SELECT DISTINCT called FROM events JOIN deals ON deals.name = events.deal WHERE kind = 'Listed'"
        names = database.execute(f"{named} AND dropped = 0").fetchall() if is_there(database) else []
    found = {}
    for (name,) in names:
        for entry in live(journal.entries(name)):
            if isinstance(entry.event, Listed):
                found[entry.event.system, entry.event.record] = str(name)
    return found


def sent(journal: Journal) -> dict[tuple[str, str], str]:
    """What tells the row of each deal that was last written to a file for the CRM."""
    if not journal.exists():
        return {}
    with journal.open() as database:
        there = database.execute(_THERE.replace("'crm'", "'crm_sent'")).fetchone()[0]
        rows = database.execute("SELECT system, record, told FROM crm_sent").fetchall() if there else []
    return {(system, record): told for system, record, told in rows}


def mark_sent(journal: Journal, told: dict[tuple[str, str], str]) -> None:
    """Note what tells the rows that were written to a file for the CRM."""
    with journal.open() as database:
        writing.begin(database, journal.path)
        database.execute(SENT)
        rows = [(*key, each) for key, each in told.items()]
        database.executemany("INSERT OR REPLACE INTO crm_sent VALUES (?, ?, ?)", rows)
        database.execute("COMMIT")
