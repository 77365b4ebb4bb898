"""What somebody might try who has a role on the hub, a client of their own, and time."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from typing import Any

import psycopg
import pytest
from psycopg import errors as pg
from servers import Server
from test_matrix import ANNAS, BENS, COLUMNS, LINE, filled

from callplan import hub

__all__ = ["filled"]
Ask = Any
NOT_THERE = "33333333-3333-4333-8333-333333333333"
REFUSED = (
    # to steal it
    "UPDATE callplan.deals SET owner = current_user WHERE deal = '<annas>'",
    "UPDATE callplan.deals SET opener = current_user",
    "INSERT INTO callplan.deals (deal, opener, name) VALUES ('<annas>', 'anna', 'mine')",
    "INSERT INTO callplan.deals (deal, opener, owner, name) VALUES ('<annas>', 'anna', 'ben', 'mine')",
    "INSERT INTO callplan.deals (deal, owner, name) VALUES (gen_random_uuid(), 'anna', 'harrow')",
    "INSERT INTO callplan.deals (deal, name, epoch) VALUES (gen_random_uuid(), 'high', 9)",
    "INSERT INTO callplan.deals (deal, name, seen) VALUES (gen_random_uuid(), 'high', 1000000)",
    # to write as somebody else, where it is not one's own, or in the middle
    "INSERT INTO callplan.entries (recorder, <columns>) VALUES ('anna', '<bens>', 2, 2, <line>)",
    "INSERT INTO callplan.entries (recorder, opener, <columns>) VALUES ('anna', 'anna', '<annas>', 3, 2, <line>)",
    "INSERT INTO callplan.entries (opener, <columns>) VALUES ('anna', '<annas>', 3, 2, <line>)",
    "INSERT INTO callplan.entries (owner, opener, <columns>) VALUES ('anna', 'anna', '<annas>', 1, 2, <line>)",
    "INSERT INTO callplan.entries (owner, opener, <columns>) VALUES ('anna', 'anna', '<annas>', 3, 2, <line>)",
    "INSERT INTO callplan.entries (recorder, owner, opener, <columns>)"
    " VALUES ('anna', 'anna', 'anna', '<annas>', 3, 2, <line>)",
    "INSERT INTO callplan.entries (<columns>) VALUES ('<bens>', 1, 2, <line>)",
    "INSERT INTO callplan.entries (<columns>) VALUES ('<bens>', 3, 2, <line>)",
    "INSERT INTO callplan.entries (<columns>) VALUES ('<bens>', 0, 2, <line>)",
    "INSERT INTO callplan.entries (<columns>) VALUES ('<bens>', 2, 2, <line>), ('<bens>', 4, 2, <line>)",
    "INSERT INTO callplan.entries (<columns>) VALUES ('<bens>', 2, 2, <line>), ('<annas>', 3, 2, <line>)",
    "COPY callplan.entries FROM STDIN",
    # to be somebody else
    "SET ROLE anna", "SET ROLE callplan_manager", "SET ROLE callplan_owner", "SET ROLE callplan_keeper",
    "SET ROLE postgres", "SET SESSION AUTHORIZATION anna", "GRANT anna TO ben", "GRANT callplan_manager TO ben",
    "GRANT SELECT ON callplan.turns TO ben", "ALTER ROLE ben SUPERUSER", "ALTER ROLE ben BYPASSRLS",
    # to switch off what guards
    "SET session_replication_role = replica", "ALTER TABLE callplan.entries DISABLE TRIGGER ALL",
    "ALTER TABLE callplan.deals NO FORCE ROW LEVEL SECURITY", "DROP POLICY rep_reads ON callplan.deals",
    "CREATE POLICY mine ON callplan.deals USING (true)", "DROP TRIGGER entries_follow ON callplan.entries",
    "DROP TABLE callplan.entries", "DROP SCHEMA callplan CASCADE", "CREATE TABLE callplan.mine (one integer)",
    "CREATE RULE mine AS ON INSERT TO callplan.entries DO NOTHING",
    "CREATE OR REPLACE FUNCTION callplan.caller() RETURNS name LANGUAGE sql AS 'SELECT ''anna''::name'",
    # to call what is not for calling
    "SELECT callplan.turns_end()", "SELECT callplan.own_deal('<annas>', 'anna')", "SELECT callplan.caller()",
    "CREATE TABLE pg_temp.mine (one int); CREATE TRIGGER mine AFTER INSERT ON pg_temp.mine"
    " FOR EACH ROW EXECUTE FUNCTION callplan.turns_end()",
    "SELECT callplan.forget('<annas>', 'anna', 2, ARRAY[1], ARRAY['x'])",
    "SELECT callplan.forget_deal('<annas>', 'anna')",
    # to ask a key
    "CREATE TEMPORARY TABLE probe (deal uuid, opener text, FOREIGN KEY (deal, opener) REFERENCES callplan.deals)",
    "CREATE TABLE public.probe (deal uuid, opener text, FOREIGN KEY (deal, opener) REFERENCES callplan.deals)",
    # to see it all at once
    "SET row_security = off; SELECT * FROM callplan.deals",
    "SELECT pg_read_file('pg_hba.conf')", "COPY callplan.deals TO '/tmp/deals'", "SELECT last_value FROM callplan.seen",
)  # fmt: skip


def said(statement: str) -> str:
    """A statement with the deals' ids in it."""
    known = {"annas": ANNAS, "bens": BENS, "columns": COLUMNS[1:-1], "line": LINE}
    for name, value in known.items():
        statement = statement.replace(f"<{name}>", value)
    return statement


@pytest.fixture
def asks(server: Server, filled: str) -> Iterator[Ask]:
    """Ask as a role; nothing of it stays."""
    opened: dict[str, psycopg.Connection[Any]] = {}

    def ask(role: str, statement: str) -> Any:
        connection = opened.setdefault(role, psycopg.connect(server.url(role, filled)))
        cursor = connection.execute(said(statement))
        return cursor.fetchall() if cursor.description else cursor.rowcount

    yield ask
    for connection in opened.values():
        connection.close()


@pytest.mark.parametrize("statement", REFUSED)
def test_refused(asks: Ask, statement: str) -> None:
    """It refuses a rep whatever would reach another rep's deals, or the rules themselves."""
    with pytest.raises(psycopg.Error) as refused:
        asks("ben", statement)
    assert isinstance(
        refused.value,
        pg.InsufficientPrivilege | pg.SerializationFailure | pg.FeatureNotSupported | pg.UndefinedTable
        | pg.InvalidTableDefinition | pg.WrongObjectType,
    )  # fmt: skip


def test_by_id(asks: Ask) -> None:
    """It has nothing under the id of somebody else's deal, by whatever way it is asked."""
    for table in ("deals", "entries", "handovers"):
        where = f"deal = '<annas>' OR (opener, deal) = ('anna', '{ANNAS}')"
        assert asks("ben", f"SELECT * FROM callplan.{table} WHERE {where}") == []
    assert asks("ben", "SELECT deal FROM callplan.deals WHERE deal = '<annas>' FOR UPDATE") == []
    assert asks("ben", "UPDATE callplan.deals SET name = 'x' WHERE deal = '<annas>'") == 0
    assert asks("ben", "SELECT count(*) FROM callplan.deals WHERE owner <> current_user") == [(0,)]
    assert asks("ben", "SELECT count(*) FROM callplan.entries WHERE recorder = 'anna'") == [(1,)]  # of kraft, now his


def test_taken_id_tells_nothing(asks: Ask) -> None:
    """It opens a deal with an id that somebody else's deal has as it does any, and neither meets the other."""
    for deal in (ANNAS, NOT_THERE):
        insert = f"INSERT INTO callplan.deals (deal, name) VALUES ('{deal}', '{deal}')"
        assert asks("ben", insert) == 1
        assert asks("ben", f"INSERT INTO callplan.entries {COLUMNS} VALUES ('{deal}', 1, 1, {LINE})") == 1
        assert asks("ben", f"SELECT opener, number FROM callplan.entries WHERE deal = '{deal}'") == [("ben", 1)]
    asks("ben", "COMMIT; BEGIN")
    assert asks("anna", "SELECT opener, number FROM callplan.entries ORDER BY number") == [("anna", 1), ("anna", 2)]
    assert asks("ben", "INSERT INTO callplan.deals (deal, name) VALUES (gen_random_uuid(), 'harrow')") == 1


def test_errors_tell_nothing(asks: Ask) -> None:
    """It answers with the same words whether a deal or an entry is there, or not."""
    told = set()
    for deal, number in ((ANNAS, 1), (ANNAS, 3), (ANNAS, 9), (NOT_THERE, 1), (NOT_THERE, 3)):
        for locked, owner in (("yes", "ben"), ("no", "ben")):
            with pytest.raises(psycopg.Error) as refused:
                asks(
                    "ben",
                    f"SET callplan.locked = '{locked}'; INSERT INTO callplan.entries (opener, owner, {COLUMNS[1:-1]})"
                    f" VALUES ('anna', '{owner}', '{deal}', {number}, 1, {LINE})",
                )
            asks("ben", "ROLLBACK")
            told.add((refused.value.sqlstate, refused.value.diag.message_primary, refused.value.diag.message_detail))
    for deal in (ANNAS, NOT_THERE):
        for call in (f"forget('{deal}', 'anna', 2, ARRAY[1], ARRAY['x'])", f"forget_deal('{deal}', 'anna')"):
            with pytest.raises(psycopg.Error) as refused:
                asks("ben", f"SELECT callplan.{call}")
            asks("ben", "ROLLBACK")
            told.add((refused.value.sqlstate, refused.value.diag.message_primary, refused.value.diag.message_detail))
    assert told == {("42501", "you have no such deal", None)}


def test_a_plan_tells_nothing(server: Server, filled: str, asks: Ask) -> None:
    """It estimates as many rows for what is there as for what is not, also when it was just counted."""
    server.query(filled, "ANALYZE")

    def plan(name: str) -> object:
        return asks("ben", f"EXPLAIN (FORMAT JSON) SELECT * FROM callplan.deals WHERE name = '{name}'")[0][0][0][
            "Plan"
        ]["Plan Rows"]

    assert plan("harrow") == plan("no such deal")
    told = asks("ben", "EXPLAIN SELECT FROM callplan.handovers WHERE giver = 'anna'")
    assert told == [
        (row.replace("nobody", "anna"),)
        for (row,) in asks("ben", "EXPLAIN SELECT FROM callplan.handovers WHERE giver = 'nobody'")
    ]
    assert (
        asks("ben", "SELECT tablename, attname FROM pg_stats WHERE schemaname = 'callplan' AND tablename <> 'hub'")
        == []
    )


def test_views(server: Server, filled: str, asks: Ask) -> None:
    """It shows through somebody's view what whoever looks may see, not what its maker may."""
    for maker in ("carol", "anna"):
        server.query(filled, f"GRANT CREATE ON SCHEMA public TO {maker}")
        server.query(filled, f"CREATE OR REPLACE VIEW public.of_{maker} AS SELECT * FROM callplan.deals", role=maker)
        server.query(filled, f"GRANT SELECT ON public.of_{maker} TO ben, nobody", role=maker)
        own = asks("ben", "SELECT owner FROM callplan.deals")
        assert asks("ben", f"SELECT owner FROM public.of_{maker}") in (own, [])
        assert asks("nobody", f"SELECT owner FROM public.of_{maker}") == []


def test_copy(server: Server, filled: str) -> None:
    """It copies out what whoever asks may see."""
    with psycopg.connect(server.url("anna", filled)) as connection:
        for table, rows in (("deals", 1), ("entries", 2)):
            with connection.cursor().copy(f"COPY callplan.{table} TO STDOUT") as copy:
                assert len(list(copy.rows())) == rows


def test_leaky_function(asks: Ask) -> None:
    """It calls a function of somebody's own for the rows that they may see, and no others."""
    asks(
        "ben",
        "CREATE FUNCTION pg_temp.leak(told text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$"
        " BEGIN IF told = 'harrow' THEN RAISE 'harrow is there'; END IF; RETURN true; END $$",
    )
    names = "SELECT name FROM callplan.deals WHERE pg_temp.leak(name) ORDER BY 1"
    assert ("harrow",) not in asks("ben", names)
    with pytest.raises(pg.RaiseException):
        asks("anna", "CREATE FUNCTION pg_temp.leak(told text) RETURNS boolean LANGUAGE plpgsql AS $$"
             " BEGIN RAISE 'harrow is there'; END $$; " + names)  # fmt: skip


def test_search_path(server: Server, hub_database: str) -> None:
    """It does not take an operator, a function or a table of somebody's own for the one that it means."""
    server.query(hub_database, "CREATE SCHEMA mine AUTHORIZATION ben")
    with hub.opened(server.url("anna", hub_database)) as there:
        there.push([hub.Outgoing(f"anna/{ANNAS}", "harrow", 0, 0, [])])
    with psycopg.connect(server.url("ben", hub_database), autocommit=True) as connection:
        for made in (
            "CREATE FUNCTION mine.always(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
            "CREATE OPERATOR mine.= (LEFTARG = integer, RIGHTARG = integer, PROCEDURE = mine.always)",
            "CREATE FUNCTION mine.always(name, name) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
            "CREATE OPERATOR mine.= (LEFTARG = name, RIGHTARG = name, PROCEDURE = mine.always)",
            "CREATE FUNCTION mine.pg_has_role(name, text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
            "CREATE TEMPORARY TABLE deals (deal uuid, opener text, owner text, epoch integer)",
            f"INSERT INTO deals VALUES ('{ANNAS}', 'anna', 'ben', 0)",
            "SET search_path = mine, pg_temp, pg_catalog",
            f"INSERT INTO callplan.deals (deal, name) VALUES ('{BENS}', 'kraft')",
        ):
            connection.execute(made)
        for refused in (
            f"INSERT INTO callplan.entries {COLUMNS} VALUES ('{BENS}', 7, 1, {LINE})",
            f"INSERT INTO callplan.entries (opener, {COLUMNS[1:-1]}) VALUES ('anna', '{ANNAS}', 1, 1, {LINE})",
            f"SELECT callplan.forget_deal('{ANNAS}', 'anna')",
        ):
            with pytest.raises((pg.InsufficientPrivilege, pg.SerializationFailure)):
                connection.execute(refused)
    assert server.query(hub_database, "SELECT deal::text, last, epoch FROM callplan.deals ORDER BY 1") == [
        (ANNAS, 0, 0), (BENS, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("also", ["pg_read_all_data", "pg_write_all_data", "pg_monitor", "pg_read_all_stats"])
def test_rights_of_the_server(server: Server, filled: str, asks: Ask, also: str) -> None:
    """It guards its rows from a rep who has rights on all of the server's tables, too."""
    server.query(filled, f"GRANT {also} TO ben")
    try:
        assert asks("ben", "SELECT count(*) FROM callplan.deals WHERE owner <> 'ben'") == [(0,)]
        assert asks("ben", "SELECT count(*) FROM callplan.entries WHERE deal = '<annas>' AND opener = 'anna'") == [(0,)]
        with pytest.raises((pg.InsufficientPrivilege, psycopg.errors.RaiseException)):
            asks("ben", "UPDATE callplan.entries SET body = '{}'")
    finally:
        server.query(filled, f"REVOKE {also} FROM ben")


def test_manager(asks: Ask) -> None:
    """It lets a manager hand deals to reps, and neither name, write, forget nor keep them."""
    for statement in (
        "UPDATE callplan.deals SET name = 'x' WHERE owner = 'anna'",
        "UPDATE callplan.deals SET owner = 'carol' WHERE owner = 'anna'",
        "UPDATE callplan.deals SET owner = 'nobody' WHERE owner = 'anna'",
        "UPDATE callplan.deals SET owner = 'nobody at all' WHERE owner = 'anna'",
        "UPDATE callplan.deals SET owner = 'callplan_rep' WHERE owner = 'anna'",
        "UPDATE callplan.deals SET owner = 'postgres' WHERE owner = 'anna'",
        "SELECT callplan.forget_deal('<annas>', 'anna')",
        "INSERT INTO callplan.entries (opener, <columns>) VALUES ('anna', '<annas>', 3, 2, <line>)",
        "INSERT INTO callplan.entries (owner, opener, <columns>) VALUES ('anna', 'anna', '<annas>', 1, 2, <line>)",
        "INSERT INTO callplan.entries (owner, opener, <columns>) VALUES ('anna', 'anna', '<annas>', 3, 2, <line>)",
        "INSERT INTO callplan.entries (recorder, owner, opener, <columns>)"
        " VALUES ('anna', 'anna', 'anna', '<annas>', 3, 2, <line>)",
    ):
        for manager in ("carol", "dora"):
            with pytest.raises((pg.InsufficientPrivilege, pg.CheckViolation)):
                asks(manager, statement)
            asks(manager, "ROLLBACK")
    assert asks("carol", "UPDATE callplan.deals SET owner = 'dora' WHERE deal = '<annas>' AND opener = 'anna'") == 1


def test_both(server: Server, hub_database: str) -> None:
    """It has two sessions add to one deal at once without a hole and without one too many."""
    with hub.opened(server.url("anna", hub_database)) as there:
        there.push([hub.Outgoing(f"anna/{ANNAS}", "harrow", 0, 0, [])])

    def adds() -> None:
        with psycopg.connect(server.url("anna", hub_database), autocommit=True) as connection:
            added = 0
            while added < 100:
                try:
                    connection.execute(
                        f"INSERT INTO callplan.entries {COLUMNS} SELECT '{ANNAS}', last + 1, last + 1, {LINE}"
                        f" FROM callplan.deals WHERE deal = '{ANNAS}'"
                    )
                except pg.SerializationFailure:
                    continue
                added += 1

    both = [Thread(target=adds) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    numbers = server.query(hub_database, "SELECT number FROM callplan.entries ORDER BY 1")
    assert numbers == [(number,) for number in range(1, 201)]


def test_order_of_commits(server: Server, hub_database: str) -> None:
    """It numbers what changed when it is there for all, so that nobody who asks for what is newer misses any."""
    insert = "INSERT INTO callplan.deals (deal, name) VALUES (gen_random_uuid(), 'harrow')"
    with (
        psycopg.connect(server.url("anna", hub_database)) as first,
        psycopg.connect(server.url("ben", hub_database)) as second,
    ):
        first.execute(insert)
        second.execute(insert)
        second.commit()
        with hub.opened(server.url("carol", hub_database)) as there:
            assert [(deal.owner, deal.seen) for deal in there.changed(0)] == [("ben", 1)]
            seen = there.seen
        first.commit()
    with hub.opened(server.url("carol", hub_database)) as there:
        assert [(deal.owner, deal.seen) for deal in there.changed(seen)] == [("anna", 2)]
    assert server.query(hub_database, "SELECT * FROM callplan.turns") == []
