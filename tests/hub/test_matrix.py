"""Who may do what on the hub: every kind of role, every statement, every table, and what each is answered."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors as pg
from servers import Server

from callplan import hub

ANNAS, BENS = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
COLUMNS = "(deal, number, batch, batch_id, kind, on_day, recorded_at, body)"
LINE = "gen_random_uuid(), 'Said', '2026-12-01', '2026-12-01T09:00:00+01:00', '{}'"
# Of each statement: what is tried. `select` is answered with how many rows there are, the others with how many changed
STATEMENTS = {
    ("hub", "select"): "SELECT * FROM callplan.hub",
    ("hub", "insert"): "INSERT INTO callplan.hub (one, version, key) VALUES (true, 1, 'mine')",
    ("hub", "update"): "UPDATE callplan.hub SET seen = 0",
    ("hub", "delete"): "DELETE FROM callplan.hub",
    ("hub", "truncate"): "TRUNCATE callplan.hub",
    ("deals", "select"): "SELECT * FROM callplan.deals",
    ("deals", "insert"): "INSERT INTO callplan.deals (deal, name) VALUES (gen_random_uuid(), 'new')",
    ("deals", "update"): "UPDATE callplan.deals SET owner = 'ben'",
    ("deals", "update name"): "UPDATE callplan.deals SET name = name || '-2'",
    ("deals", "update last"): "UPDATE callplan.deals SET last = 7",
    ("deals", "update epoch"): "UPDATE callplan.deals SET epoch = 7",
    ("deals", "update seen"): "UPDATE callplan.deals SET seen = 7",
    ("deals", "delete"): "DELETE FROM callplan.deals",
    ("deals", "truncate"): "TRUNCATE callplan.deals",
    ("entries", "select"): "SELECT * FROM callplan.entries",
    ("entries", "insert"): f"INSERT INTO callplan.entries {COLUMNS} VALUES ('{ANNAS}', 3, 2, {LINE})",
    ("entries", "update"): "UPDATE callplan.entries SET body = '{}'",
    ("entries", "delete"): "DELETE FROM callplan.entries",
    ("entries", "truncate"): "TRUNCATE callplan.entries",
    ("handovers", "select"): "SELECT * FROM callplan.handovers",
    ("handovers", "insert"): f"INSERT INTO callplan.handovers VALUES ('{ANNAS}', 'anna', 'anna', 'ben', 'carol', 1)",
    ("handovers", "update"): "UPDATE callplan.handovers SET by = 'anna'",
    ("handovers", "delete"): "DELETE FROM callplan.handovers",
    ("handovers", "truncate"): "TRUNCATE callplan.handovers",
    ("turns", "select"): "SELECT * FROM callplan.turns",
    ("turns", "insert"): "INSERT INTO callplan.turns VALUES (true)",
    ("turns", "update"): "UPDATE callplan.turns SET one = true",
    ("turns", "delete"): "DELETE FROM callplan.turns",
    ("turns", "truncate"): "TRUNCATE callplan.turns",
}
# On the hub: anna's harrow with 2 entries; ben's norrland with 1, and kraft with 1, which was anna's
WHO = ("anna", "ben", "carol", "dora", "callplan_owner", "nobody")
NO = "refused"
ANSWERS: dict[tuple[str, str], tuple[object, ...]] = {
    #                         anna ben carol dora owner nobody
    ("hub", "select"):          (1, 1, 1, 1, 0, NO),
    ("hub", "insert"):          (NO, NO, NO, NO, NO, NO),
    ("hub", "update"):          (NO, NO, NO, NO, NO, NO),
    ("hub", "delete"):          (NO, NO, NO, NO, NO, NO),
    ("hub", "truncate"):        (NO, NO, NO, NO, NO, NO),
    ("deals", "select"):        (1, 2, 3, 3, 0, NO),
    ("deals", "insert"):        (1, 1, NO, 1, NO, NO),
    ("deals", "update"):        (NO, NO, 3, 3, 0, NO),
    ("deals", "update name"):   (1, 2, NO, NO, 0, NO),
    ("deals", "update last"):   (NO, NO, NO, NO, 0, NO),
    ("deals", "update epoch"):  (NO, NO, NO, NO, 0, NO),
    ("deals", "update seen"):   (NO, NO, NO, NO, 0, NO),
    ("deals", "delete"):        (NO, NO, NO, NO, NO, NO),
    ("deals", "truncate"):      (NO, NO, NO, NO, NO, NO),
    ("entries", "select"):      (2, 2, 4, 4, 0, NO),
    ("entries", "insert"):      (1, NO, NO, NO, NO, NO),
    ("entries", "update"):      (NO, NO, NO, NO, NO, NO),
    ("entries", "delete"):      (NO, NO, NO, NO, NO, NO),
    ("entries", "truncate"):    (NO, NO, NO, NO, NO, NO),
    ("handovers", "select"):    (1, 1, 1, 1, 0, NO),
    ("handovers", "insert"):    (NO, NO, NO, NO, NO, NO),
    ("handovers", "update"):    (NO, NO, NO, NO, NO, NO),
    ("handovers", "delete"):    (NO, NO, NO, NO, NO, NO),
    ("handovers", "truncate"):  (NO, NO, NO, NO, NO, NO),
    ("turns", "select"):        (NO, NO, NO, NO, 0, NO),
    ("turns", "insert"):        (NO, NO, NO, NO, NO, NO),
    ("turns", "update"):        (NO, NO, NO, NO, 0, NO),
    ("turns", "delete"):        (NO, NO, NO, NO, 0, NO),
    ("turns", "truncate"):      (NO, NO, NO, NO, NO, NO),
}  # fmt: skip
EVERY = [(who, *tried, told) for tried, row in ANSWERS.items() for who, told in zip(WHO, row, strict=True)]


def line(deal: str, number: int) -> hub.HubLine:
    """An entry as it stands on the hub."""
    return hub.HubLine(deal, number, 1, BENS, "Said", "2026-12-01", "2026-12-01T09:00:00+01:00", "", "{}")


@pytest.fixture(scope="module")
def filled(server: Server) -> str:
    """A hub with a deal of anna's, one that went from her to ben, and one of his with the id of that."""
    name = server.database("filled")
    told = (("anna", ANNAS, "harrow", 2), ("anna", BENS, "kraft", 1), ("ben", BENS, "norrland", 1))
    for who, uuid, called, lines in told:
        with hub.opened(server.url(who, name)) as there:
            deal = there.own_id(uuid)
            there.push([hub.Outgoing(deal, called, 0, 0, [line(deal, number + 1) for number in range(lines)])])
    with hub.opened(server.url("carol", name)) as there:
        there.hand_over(f"anna/{BENS}", "ben")
    return name


def answer(server: Server, database: str, who: str, statement: str) -> object:
    """How many rows there are or were changed, or that it is refused; nothing of it stays."""
    role = "postgres" if who == "callplan_owner" else who
    with psycopg.connect(server.url(role, database)) as connection:
        connection.execute(f"SET ROLE {who}")
        try:
            return connection.execute(statement).rowcount
        except (pg.InsufficientPrivilege, pg.SerializationFailure):
            return NO
        finally:
            connection.rollback()


@pytest.mark.parametrize(
    ("who", "table", "statement", "told"), EVERY, ids=[f"{each[0]} {each[2]} {each[1]}" for each in EVERY]
)
def test_matrix(server: Server, filled: str, who: str, table: str, statement: str, told: object) -> None:
    """It answers each role with what is theirs, and refuses the rest."""
    assert answer(server, filled, who, STATEMENTS[table, statement]) == told


def test_nothing_else_is_there(server: Server, filled: str) -> None:
    """It has no table and no view that the matrix leaves out, and every one guards its rows against its owner, too."""
    tables = server.query(
        filled,
        "SELECT relname, relrowsecurity AND relforcerowsecurity, relowner::regrole::text FROM pg_class"
        " WHERE relnamespace = 'callplan'::regnamespace AND relkind NOT IN ('i', 'c') ORDER BY 1",
    )
    assert tables == [(name, True, "callplan_owner") for name in sorted({table for table, _ in STATEMENTS})]
