"""What a home has of its deals, for an exchange with the team's hub: all of them, or those that it is about."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from test_journal import MET, OPENED

from callplan.core.entries import Writing
from callplan.journal import Journal, team, team_deals, writing
from callplan.journal.among import AT_A_TIME, among


def test_some_here(tmp_path: Path) -> None:
    """It finds the deals that are asked for, by id or by name, and those of which the hub lacks something."""
    journal = Journal(str(tmp_path / "callplan.db"))
    for name in ("bakery", "harrow", "kraft", "mill"):
        journal.append(Writing(name, (OPENED, MET), 0), recorder="anna", recorded_at="2026-12-01T09:00:00+01:00")
    with journal.open() as database:
        writing.begin(database, journal.path)
        team.begin(database)
        team.put(database, [(name, f"anna/{name}", "anna", 1, agreed) for name, agreed in (("bakery", 2), ("mill", 1))])
        team.put(database, [("harrow", "anna/harrow", "anna", 1, 2)])
        database.execute("COMMIT")
        every = {each.key: each for each in team_deals.here(database, "anna")}
        asked = [((), ()), (["anna/bakery"], ()), ((), ["bakery", "nobody"]), (["anna/bakery"], ["harrow"])]
        found = [team_deals.some_here(database, "anna", ids, names) for ids, names in asked]
    assert [*every] == ["bakery", "harrow", "kraft", "mill"]
    assert found == [
        [every["kraft"], every["mill"]],
        [every["bakery"], every["kraft"], every["mill"]],
        [every["bakery"], every["kraft"], every["mill"]],
        [every["bakery"], every["harrow"], every["kraft"], every["mill"]],
    ]
    assert (every["kraft"].agreed, every["mill"].last, every["mill"].agreed) == (0, 2, 1)


def test_among() -> None:
    """It finds the rows of more keys than a statement may hold, in their order."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE numbers (it TEXT)")
        keys = [f"{number:04}" for number in range(2 * AT_A_TIME + 1)]
        database.executemany("INSERT INTO numbers VALUES (?)", [(key,) for key in keys])
        assert [key for (key,) in among(database, "SELECT it FROM numbers WHERE it IN", keys)] == keys
        assert [*among(database, "SELECT it FROM numbers WHERE it IN", ())] == []
