"""The whole journal as JSON, for whoever wants to read it without callplan, and its way back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date

from callplan.core.crm import CrmDeal, CrmPerson
from callplan.core.entries import unpacked
from callplan.core.text import clean
from callplan.errors import BadFile
from callplan.journal import Journal, crm, team, writing
from callplan.journal.opening import AGAIN, NAMED, deals_table, known
from callplan.journal.team import KnownHub

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = 1
_ENTRY = ("number", "batch", "recorded_at", "recorder", "kind", "on", "event")


def told(journal: Journal) -> list[dict[str, Any]]:
    """Every deal with all that was written of it, those that were dropped first, each in the order it was written."""
    if not journal.exists():
        return []
    for _ in (*journal.all_entries(), *journal.all_entries(dropped=True)):
        pass
    with journal.open() as database:
        database.execute("BEGIN")
        version = known(database, journal.path)
        deals = f"SELECT name, called, dropped FROM {deals_table(version)} ORDER BY dropped DESC, written"
        return [_deal(database, version, *row) for row in database.execute(deals).fetchall()] if version else []


def _deal(database: sqlite3.Connection, version: int, key: str, called: str, dropped: int) -> dict[str, Any]:
    columns = "number, batch, recorded_at, recorder, kind, on_day, body"
    rows = database.execute(f"SELECT {columns} FROM events WHERE deal = ? ORDER BY number", (key,))
    of_it = "SELECT batch, command, body FROM answers WHERE deal = ? ORDER BY batch"
    made = database.execute(of_it, (key,)) if version >= NAMED else ()
    return {
        "key": key,
        "called": called,
        "dropped": bool(dropped),
        "entries": [dict(zip(_ENTRY, (*row, json.loads(body)), strict=True)) for *row, body in rows],
        "made_from": [{"batch": batch, "command": word, "told": json.loads(body)} for batch, word, body in made],
        **team.told_of(database, key),
    }


def of_the_hub(journal: Journal) -> dict[str, Any]:
    """With which hub of a team the deals were exchanged; nothing where there was none."""
    known = team.known_hub(journal)
    return {"team": vars(known)} if known else {}


def listed(journal: Journal) -> list[dict[str, Any]]:
    """What the CRM says of each deal, as it was last imported."""
    return [{**vars(each), "people": [vars(person) for person in each.people]} for each in crm.listed(journal)]


def is_one(data: bytes) -> bool:
    """Whether a file begins as such a JSON does, and not as a journal."""
    return data.lstrip()[:1] == b"{"


def bring_back(data: bytes, name: str, to: str) -> None:
    """Write a journal from such a JSON into an empty file. Raises BadFile where it is not one."""
    try:
        found = json.loads(data)
        if found["schema"] != SCHEMA:
            raise BadFile(f"{name}: written by a newer callplan; upgrade this one to use it.")
        with closing(sqlite3.connect(to, isolation_level=None)) as database:
            writing.begin(database, to)
            if found.get("team"):
                team.begin(database, KnownHub(**_cleaned(found["team"])))
            for deal in found["deals"]:
                _write(database, deal)
            if found.get("crm"):
                crm.put(database, map(_listed, _cleaned(found["crm"])))
            database.execute("COMMIT")
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, sqlite3.DatabaseError) as error:
        raise BadFile(f"{name}: this is not what `callplan export --all --json` writes.") from error


def _write(database: sqlite3.Connection, deal: dict[str, Any]) -> None:
    lines = []
    for number, entry in enumerate(deal["entries"], 1):
        *row, event = [entry[name] for name in _ENTRY]
        body = _packed(_cleaned(event))
        if row[0] != number or type(unpacked(body)).__name__ != row[4]:
            raise ValueError
        lines.append((*row, body))
    first, again, number = deal["key"].partition(AGAIN)
    key = f"{clean(first)}{again}{number}"
    called, of_it = clean(deal["called"]), deal.get("on_hub")
    known = team.hub(database)
    theirs = of_it is not None and known is not None and known.role != of_it["owner"]
    writing.put(database, key, called, lines, named=not theirs)
    if theirs and deal["dropped"]:
        writing.call(database, key, called, dropped=True)
    for made in deal["made_from"]:
        writing.put_answers(database, key, made["batch"], made["command"], _packed(_cleaned(made["told"])))
    if of_it:
        team.put(
            database, [(key, clean(of_it["id"]), clean(of_it["owner"]), int(of_it["epoch"]), int(of_it["agreed"]))]
        )


def _listed(told: dict[str, Any]) -> CrmDeal:
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("closes", "opened")}
    people = tuple([CrmPerson(**each) for each in told["people"]])
    return CrmDeal(**{**told, **days, "people": people})


def _cleaned(value: Any) -> Any:
    """The same without what steers a terminal: it comes from outside."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return {name: _cleaned(each) for name, each in value.items()} if isinstance(value, dict) else value


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
