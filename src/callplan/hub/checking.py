"""Whether a hub refuses a role what it must: all of it is tried, and nothing of it stays."""

from __future__ import annotations

import psycopg
from psycopg import errors as pg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Connection = psycopg.Connection[Any]

_LINE = "gen_random_uuid(), 'Noted', '2026-12-01', '2026-12-01T09:00:00+00:00', '{}'"
_COLUMNS = "number, batch, batch_id, kind, on_day, recorded_at, body"
OPENED = "INSERT INTO callplan.deals (deal, name) VALUES ('<deal>', 'tried by team check <deal>')"
ADDED = f"INSERT INTO callplan.entries (deal, {_COLUMNS}) VALUES ('<deal>', 1, 1, {_LINE})"
# What nobody may, and what would be wrong if somebody did
NEVER = (
    ("add an entry to a deal of nobody", f"INSERT INTO callplan.entries (deal, {_COLUMNS})"
     f" VALUES (gen_random_uuid(), 1, 1, {_LINE})"),
    ("leave entries out", f"INSERT INTO callplan.entries (deal, {_COLUMNS}) VALUES ('<deal>', 9, 2, {_LINE})"),
    ("write as somebody else", f"INSERT INTO callplan.entries (deal, recorder, {_COLUMNS})"
     f" VALUES ('<deal>', 'callplan_owner', 2, 2, {_LINE})"),
    ("open a deal for somebody else", "INSERT INTO callplan.deals (deal, owner, name)"
     " VALUES (gen_random_uuid(), 'callplan_owner', 'tried by team check')"),
    ("open a deal as somebody else", "INSERT INTO callplan.deals (deal, opener, name)"
     " VALUES (gen_random_uuid(), 'callplan_owner', 'tried by team check')"),
    ("change an entry", "UPDATE callplan.entries SET body = '{}'"),
    ("change who wrote an entry", "UPDATE callplan.entries SET recorder = 'callplan_owner'"),
    ("delete entries", "DELETE FROM callplan.entries"),
    ("empty the table of entries", "TRUNCATE callplan.entries"),
    ("delete deals", "DELETE FROM callplan.deals"),
    ("empty the table of deals", "TRUNCATE callplan.deals"),
    ("change who opened a deal", "UPDATE callplan.deals SET opener = 'callplan_owner'"),
    ("change how often a deal was forgotten", "UPDATE callplan.deals SET epoch = epoch + 1"),
    ("change which entry is the last", "UPDATE callplan.deals SET last = last + 1"),
    ("change when a deal was seen", "UPDATE callplan.deals SET seen = seen + 1"),
    ("say that a deal was handed over", "INSERT INTO callplan.handovers (deal, opener, giver, taker, by)"
     " VALUES (gen_random_uuid(), 'a', 'b', 'c', 'd')"),
    ("change who handed a deal over", "UPDATE callplan.handovers SET by = 'callplan_owner'"),
    ("delete hand-overs", "DELETE FROM callplan.handovers"),
    ("change the hub's numbers", "UPDATE callplan.hub SET seen = seen + 1"),
    ("read whose turn it is", "SELECT FROM callplan.turns"),
    ("forget somebody else's deal", "SELECT callplan.forget_deal(gen_random_uuid(), 'callplan_owner')"),
    ("become who keeps the hub", "SET LOCAL ROLE callplan_keeper"),
    ("become who owns the tables", "SET LOCAL ROLE callplan_owner"),
    ("switch the triggers off", "ALTER TABLE callplan.entries DISABLE TRIGGER USER"),
    ("switch replication's rules on", "SET LOCAL session_replication_role = replica"),
    ("make tables in the hub", "CREATE TABLE callplan.tried (one integer)"),
)  # fmt: skip
NOT_A_MANAGER = (
    ("hand a deal over", "UPDATE callplan.deals SET owner = 'callplan_owner'"),
    ("become a manager", "SET LOCAL ROLE callplan_manager"),
)
NOT_A_REP = (("open a deal", OPENED), ("name a deal", "UPDATE callplan.deals SET name = name"))
# What a role has by the server itself, above whatever stands in the hub
RIGHTS = (
    "SELECT 'has ' || what FROM pg_roles, LATERAL (VALUES (rolcreaterole, 'CREATEROLE'),"
    " (rolreplication, 'REPLICATION')) t (has, what) WHERE rolname = current_user AND has UNION ALL"
    " SELECT 'is a member of ' || rolname FROM pg_roles WHERE (rolcanlogin OR rolsuper OR rolbypassrls OR rolname ="
    " ANY('{callplan_owner, callplan_keeper, pg_write_all_data, pg_read_server_files, pg_write_server_files,"
    " pg_execute_server_program}')) AND rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')"
)
OTHERS = "SELECT count(*) FROM callplan.deals WHERE owner <> current_user"
UNGUARDED = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'callplan'::regnamespace AND relkind = 'r'"
    " AND NOT (relrowsecurity AND relforcerowsecurity) UNION ALL SELECT tgname FROM pg_trigger"
    " WHERE tgrelid IN ('callplan.deals'::regclass, 'callplan.entries'::regclass) AND tgenabled <> 'O' ORDER BY 1"
)
IN_THE_OPEN = (
    "SELECT count(*) FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND NOT ssl"
    " AND NOT inet_client_addr() <<= ANY('{127.0.0.0/8,::1/128}'::inet[])"
)
AGAIN = "whoever runs the server runs the SQL of `callplan team sql` once more"


def wrong(connection: Connection, *, is_rep: bool, is_manager: bool, deal: str) -> tuple[int, list[str]]:
    """How many things were tried, and a sentence for each that is not as it should be.

    `deal`: an id that no deal has. Whatever is tried is taken back, in a transaction that is open.
    """
    refused = (*NEVER, *(() if is_manager else NOT_A_MANAGER), *(() if is_rep else NOT_A_REP))
    told = [f"This role {what}, which goes past the hub's rules: a team works without that."
            for (what,) in _ask(connection, RIGHTS)]  # fmt: skip
    if told:
        # what else is found follows from it
        return len(refused), told
    told += [f"“{name}” does not guard the hub any more: {AGAIN}." for (name,) in _ask(connection, UNGUARDED)]
    if _ask(connection, IN_THE_OPEN) != [(0,)]:
        told.append("The connection is not encrypted, and others on the way can read along: say sslmode=require.")
    if not is_manager and _ask(connection, OTHERS) != [(0,)]:
        told.append(f"Deals of others can be read by a role that manages nobody: {AGAIN}.")
    if is_rep:
        for what, statement in (("open a deal", OPENED), ("add an entry", ADDED)):
            if not _does(connection, statement.replace("<deal>", deal)):
                told.append(f"This role cannot {what} of its own: {AGAIN}.")
    for what, statement in refused:
        if _does(connection, statement.replace("<deal>", deal), keeps=False):
            told.append(f"This role can {what}: {AGAIN}.")
    return len(refused), told


def _ask(connection: Connection, question: str) -> list[tuple[Any, ...]]:
    return connection.execute(question).fetchall()


def _does(connection: Connection, statement: str, *, keeps: bool = True) -> bool:
    """Whether the server does it, as far as rights go."""
    connection.execute("SAVEPOINT tried")
    try:
        connection.execute(statement)
        done = True
    except pg.UniqueViolation:
        # nothing but a value that is there already stood in its way
        done, keeps = True, False
    except (pg.InsufficientPrivilege, pg.SerializationFailure, pg.CheckViolation):
        done = False
    connection.execute("RELEASE tried" if done and keeps else "ROLLBACK TO tried")
    return done
