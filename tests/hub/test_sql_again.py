"""An exchange with a hub whose SQL was run again, as after an upgrade: everything is compared, and nothing is news."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from homes import Home, name_taken
from servers import Server

from callplan import hub

Homes = Callable[..., Home]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database))


@pytest.fixture
def again(server: Server, hub_database: str) -> Callable[[], object]:
    """Run the hub's SQL once more."""
    return lambda: server.query(hub_database, hub.sql())


def handed(carol: Home, deal: str, to: str) -> None:
    """Hand a deal over."""
    assert carol.said("team", "hand-over", deal, "--to", to).code == 0


def by_hand(server: Server, database: str, *statements: str) -> None:
    """Change a hub as it may be only where a backup is put back: without its triggers."""
    off = [f"ALTER TABLE callplan.{table} DISABLE TRIGGER USER" for table in ("entries", "deals")]
    for each in (*off, *statements):
        server.query(database, each)


def test_a_manager_takes_over_the_owner(home: Homes, again: Callable[[], object]) -> None:
    """It takes over whose a deal is now, in a home that only looks at it."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    ben.opens("kiln")
    for each in (ben, carol, anna):
        each.sync()
    handed(carol, "ben/kiln", "anna")
    again()
    assert [each.sync() for each in (carol, anna, ben)] == [
        "Nothing new on either side.\n",
        "kiln is yours now; it was ben's.\n",
        "kiln is anna's now, and no longer here.\n",
    ]
    assert [each.journal.deals() for each in (carol, anna, ben)] == [("anna/kiln",), ("kiln",), ()]
    assert [each.sync() for each in (carol, anna, ben)] == ["Nothing new on either side.\n"] * 3
    assert carol.rows() == anna.rows()


@pytest.mark.parametrize("sql_again", [False, True])
def test_a_manager_who_is_a_rep(home: Homes, again: Callable[[], object], sql_again: bool) -> None:
    """It puts aside what such a manager told of a deal that went to somebody else, and sends it to nobody."""
    anna, dora = home("anna"), home("dora")
    dora.opens("kiln")
    for each in (dora, anna):
        each.sync()
    dora.debriefs("kiln", "too late")
    handed(dora, "dora/kiln", "anna")
    if sql_again:
        again()
    assert dora.sync() == (
        "Put aside, since anna/kiln went to anna: Oz Tan said yes to the add-on: “too late”; call with Oz Tan; "
        "called advanced; shown advanced; worth it: not asked. `callplan drafts` keeps it until you drop it.\n"
    )
    anna.sync()
    assert [each.journal.deals() for each in (dora, anna)] == [("anna/kiln",), ("kiln",)]
    assert dora.rows() == anna.rows()
    assert dora.sync() == "Nothing new on either side.\n"
    handed(dora, "anna/kiln", "dora")
    assert dora.sync() == (
        "kiln is yours now; it was anna's.\n"
        "What was put aside of kiln when it went is offered again: `callplan drafts` lists it.\n"
    )
    assert dora.journal.deals() == ("kiln",)


def test_nothing_old_is_news(home: Homes, again: Callable[[], object]) -> None:
    """It says nothing of what was handed over or forgotten before, and is in the homes already."""
    anna, laptop, ben, carol = home("anna"), home("anna2"), home("ben"), home("carol")
    anna.opens("backhaus")
    anna.opens("harrow")
    ben.opens("kiln")
    for each in (anna, laptop, ben, carol):
        each.sync()
    handed(carol, "ben/kiln", "anna")
    handed(carol, "anna/harrow", "ben")
    anna.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    for each in (anna, laptop, ben, carol, anna):
        each.sync()
    before = [each.rows() for each in (anna, laptop, ben, carol)]
    again()
    assert [each.sync() for each in (anna, laptop, ben, carol)] == ["Nothing new on either side.\n"] * 4
    assert [each.rows() for each in (anna, laptop, ben, carol)] == before
    assert "".join(each.texts() for each in (anna, laptop, ben, carol)) == ""


def test_what_the_hub_has_is_not_put_aside(home: Homes, again: Callable[[], object]) -> None:
    """It puts aside of a deal that was handed over what the hub has not, and nothing else."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    anna.opens("depot")
    anna.opens("harrow")
    for each in (anna, ben, carol):
        each.sync()
    anna.debriefs("harrow", "too late")
    for deal in ("anna/depot", "anna/harrow"):
        handed(carol, deal, "ben")
    again()
    assert sorted(anna.sync().splitlines()) == [
        "Put aside, since harrow went to ben: Oz Tan said yes to the add-on: “too late”; call with Oz Tan; called "
        "advanced; shown advanced; worth it: not asked. `callplan drafts` keeps it until you drop it.",
        "depot is ben's now, and no longer here.",
        "harrow is ben's now, and no longer here.",
    ]


def test_handed_over_to_and_fro(home: Homes, again: Callable[[], object]) -> None:
    """It goes by the last hand-over of a deal that left this home more than once."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    anna.opens("depot")
    for each in (anna, ben, carol):
        each.sync()
    handed(carol, "anna/depot", "ben")
    handed(carol, "ben/depot", "anna")
    anna.debriefs("depot", "in time")
    anna.sync()
    handed(carol, "anna/depot", "ben")
    again()
    assert anna.sync() == "depot is ben's now, and no longer here.\n"
    assert anna.texts() == ""


def test_a_hub_from_before(home: Homes, again: Callable[[], object], server: Server, hub_database: str) -> None:
    """It puts aside what a hub had before it was an older one, where the deal was handed over since then."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    anna.opens("depot")
    for each in (anna, ben, carol):
        each.sync()
    anna.debriefs("depot", "since the backup")
    anna.sync()
    by_hand(
        server, hub_database,
        "DELETE FROM callplan.entries WHERE number > 4", "UPDATE callplan.deals SET last = 4",
    )  # fmt: skip
    again()
    server.query(hub_database, "ALTER TABLE callplan.deals ENABLE TRIGGER USER")
    handed(carol, "anna/depot", "ben")
    assert anna.sync() == (
        "depot is ben's now, and no longer here.\nPut aside, since depot went to ben: Oz Tan said yes to the add-on: "
        "“since the backup”; call with Oz Tan; called advanced; shown advanced; worth it: not asked. "
        "`callplan drafts` keeps it until you drop it.\n"
    )


def test_who_is_still_to_be_forgotten(home: Homes, again: Callable[[], object]) -> None:
    """It knows the entries again in which somebody was forgotten here and not yet there, and puts none aside."""
    anna, carol = home("anna"), home("carol")
    anna.opens("harrow")
    for each in (anna, carol):
        each.sync()
    anna.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    again()
    assert anna.sync() == "What was forgotten here is gone from the hub, too.\n"
    carol.sync()
    assert (anna.rows(), anna.texts()) == (carol.rows(), "")
    assert "Oz" not in str(carol.rows())


def test_a_hub_from_before_somebody_was_forgotten(
    home: Homes, again: Callable[[], object], server: Server, hub_database: str
) -> None:
    """It brings nobody back who was forgotten since a hub's backup, and puts nothing aside."""
    anna = home("anna")
    anna.opens("harrow")
    anna.sync()
    server.query(hub_database, "CREATE TABLE before AS SELECT number, body FROM callplan.entries")
    anna.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    anna.sync()
    by_hand(
        server, hub_database,
        "UPDATE callplan.entries e SET body = b.body FROM before b WHERE b.number = e.number",
        "UPDATE callplan.deals SET epoch = 0",
    )  # fmt: skip
    again()
    assert anna.sync() == "Nothing new on either side.\n"
    assert (anna.texts(), "Oz" in str(anna.rows())) == ("", False)


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_name_that_is_taken(home: Homes, again: Callable[[], object], forgotten: bool) -> None:
    """It leaves a new deal on the hub whose name another one has here, which keeps it, since nothing came of that."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    if forgotten:
        anna.sync()
        anna.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    for each in (anna, laptop):
        each.sync()
    laptop.said("rename", "harrow", "kiln")
    anna.opens("kiln")
    anna.sync()
    again()
    assert laptop.sync() == name_taken("kiln")
    laptop.said("rename", "kiln", "oak")
    assert laptop.sync() == "New here of yours: kiln.\nWhat was new in oak is on the hub now.\n"
    anna.sync()
    assert (anna.rows(), laptop.texts()) == (laptop.rows(), "")


def test_while_a_table_is_tidied(server: Server, hub_database: str) -> None:
    """It waits for whoever works on a table, as autovacuum does, before it changes anything that they need."""
    waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'callplan.hub'::regclass"
    with ThreadPoolExecutor(1) as beside, psycopg.connect(server.url("postgres", hub_database)) as tidying:
        tidying.execute("LOCK TABLE callplan.hub IN SHARE UPDATE EXCLUSIVE MODE")
        again = beside.submit(server.query, hub_database, hub.sql())
        while not server.query(hub_database, waiting):
            time.sleep(0.01)
        tidying.execute("ALTER TABLE callplan.hub SET (fillfactor = 90)")
        tidying.commit()
        again.result()
    assert server.query(hub_database, "SELECT version FROM callplan.hub") == [(1,)]
