"""A connection to the hub, and whether whoever is connected may be there; the only door to a server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import NamedTuple

import psycopg

from callplan.core.phrase import capital
from callplan.core.text import clean
from callplan.errors import HubAway, HubRefuses, Refusal
from callplan.hub import VERSION, line, refusing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from psycopg.abc import RV, PQGen

# Seconds without an answer after which a server counts as lost
PATIENCE = 90.0
ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}
# A laptop that is closed in the middle holds nobody up for longer than this
SESSION = (
    "SET statement_timeout = '10min'; SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s';"
    " SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;"
    " SET DateStyle = 'ISO, YMD'; SET search_path = pg_catalog, pg_temp;"
    " SET work_mem = '64MB'; SET temp_buffers = '64MB'; SET jit = off"
)
WHO = (
    "SELECT current_user::text, quote_ident(current_user), rolsuper OR rolbypassrls,"
    " to_regnamespace('callplan') IS NOT NULL, EXISTS (SELECT FROM pg_roles t WHERE t.rolname IN"
    " ('callplan_rep', 'callplan_manager') AND pg_has_role(t.oid, 'MEMBER')),"
    " to_regrole('callplan_rep') IS NOT NULL AND pg_has_role(to_regrole('callplan_rep'), 'USAGE'),"
    " to_regrole('callplan_manager') IS NOT NULL AND pg_has_role(to_regrole('callplan_manager'), 'USAGE')"
    " FROM pg_roles WHERE rolname = current_user"
)
WHICH = "SELECT version, seen, key, has_function_privilege('pg_control_system()', 'EXECUTE') FROM callplan.hub"
NOT_USED = (
    "is in a team, and made with NOINHERIT so that it does not use that: whoever runs the server says ALTER ROLE "
    "{role} INHERIT; and, on PostgreSQL 16 or newer, grants it anew."
)
# What changes where a copy of the server goes on in its place
WHERE = "SELECT s.system_identifier || '/' || c.timeline_id FROM pg_control_system() s, pg_control_checkpoint() c"


class Patient(psycopg.Connection[Any] if TYPE_CHECKING else psycopg.Connection):  # type: ignore[misc]
    """A connection that does not wait for ever."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """What the server says; raises an OperationalError after so many seconds."""
        said: RV = super().wait(gen, interval=interval, timeout=PATIENCE if timeout is None else timeout)
        return said


class Welcome(NamedTuple):
    """Who is connected, with which rights, and to which hub; whoever has other rights reads it as another hub."""

    role: str
    is_rep: bool
    is_manager: bool
    seen: int
    key: str


@contextmanager
def connected(database: str, timeout: int) -> Iterator[psycopg.Connection[Any]]:
    """A connection in which each statement stands alone; closed at the end of the block."""
    checked, place = line.checked(database), line.place(database)
    known: dict[str, Any] = ALIVE | {"connect_timeout": timeout, "application_name": "callplan"}
    try:
        connection = Patient.connect(checked, autocommit=True, client_encoding="utf8", **known)
    except psycopg.Error as error:
        raise _not_connected(error, place, timeout) from None
    try:
        with refusing.told(place):
            connection.execute(SESSION)
        yield connection
    finally:
        connection.close()


def welcome(connection: psycopg.Connection[Any], place: str) -> Welcome:
    """Who is connected, at the begin of a snapshot. Raises HubRefuses where that is nobody of a team."""
    who = connection.execute(f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {WHO}")
    who.nextset()
    role, typed, free, there, granted, is_rep, is_manager = who.fetchone() or ("", "", *[False] * 5)
    called = f"Your role on {place}, {clean(role)},"
    if free:
        raise HubRefuses(f"{called} is above all rules of the server: a team has a plain role for everybody.")
    if not there:
        name = clean(connection.info.dbname)
        where = f"the database {name}, where {place} is looked for"
        raise HubRefuses(f"There is no hub yet in {where}: `callplan team sql` prints what makes one.")
    if granted and not (is_rep or is_manager):
        raise HubRefuses(f"{called} {NOT_USED.format(role=clean(typed))}")
    if not (is_rep or is_manager):
        raise HubRefuses(f"{called} is in no team: whoever runs the server says GRANT callplan_rep TO {clean(typed)};")
    version, seen, key, told = connection.execute(WHICH).fetchone() or (0, 0, "", False)
    if version > VERSION:
        raise HubRefuses(f"{capital(place)} is of a newer callplan: upgrade yours, `pip install -U callplan`.")
    if version < VERSION:
        raise HubRefuses(f"{capital(place)} is of an older callplan: {refusing.UPGRADE}.")
    (where,) = (told and connection.execute(WHERE).fetchone()) or ("",)
    return Welcome(role, is_rep, is_manager, seen, f"{key}/{where}/{role}{'/manager' if is_manager else ''}")


# What libpq says where it could not connect, by what stands in it: its own text is never shown
REASONS: tuple[tuple[tuple[str, ...], type[Refusal], str], ...] = (
    (("timeout expired", "timed out"), HubAway, "{hub} did not answer in {timeout} seconds: {later}."),
    (("syntax error in service file",), HubRefuses, "A line of {services} is not understood: below [callplan], or what"
     " your service is called, each is a word such as host, port, dbname, user or sslmode, =, and a value."),
    (("definition of service", "service file"), HubRefuses, "There is no service of that name in {services}: write"
     " it there, below a line with its name in [brackets], or name the database as a URL."),
    (("invalid sslmode value", "invalid port number", "invalid integer value", "invalid value for"), HubRefuses,
     "A value that names {hub} is not understood: compare sslmode and port, where they stand."),
    (("could not translate host name",), HubAway, "{hub} cannot be reached: the name of its host is not known; {later},"
     " or compare host."),
    (("Connection refused",), HubAway, "{hub} cannot be reached: nothing listens there; {later}, or compare host and"
     " port."),
    (("no password supplied",), HubRefuses, "{hub} wants a password: keep it in {passwords}, or with the service in"
     " {services}."),
    (("authentication failed",), HubRefuses, "{hub} does not know that role with that password: compare it with what"
     " whoever runs the server told you; it is kept in {passwords} or with the service."),
    (("too many clients", "connection slots", "too many connections"), HubAway, "{hub} has no room for another"
     " connection: {later}."),
    (("starting up", "shutting down", "recovery"), HubAway, "{hub} is being started or stopped: {later}."),
    (("pg_hba.conf",), HubRefuses, "{hub} lets nobody in from here with that role: whoever runs the server can."),
    (("SSL", "certificate"), HubRefuses, "{hub} and this machine do not agree on how to encrypt: compare sslmode with"
     " what whoever runs the server told you."),
    (("FATAL", "does not exist"), HubRefuses, "{hub} has no such role or database, or does not let it in: compare both"
     " with what whoever runs the server told you."),
)  # fmt: skip


def _not_connected(error: psycopg.Error, place: str, timeout: int) -> Refusal:
    said, later = str(error), "everything else works without it, so try again later"
    for signs, kind, sentence in REASONS:
        if any(sign in said for sign in signs):
            files = {"services": line.services(), "passwords": line.passwords()}
            hub = capital(place) if sentence.startswith("{hub}") else place
            return kind(sentence.format(hub=hub, timeout=timeout, later=later, **files))
    return HubAway(f"{capital(place)} cannot be reached: {later}.")
