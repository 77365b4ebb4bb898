"""The line that names a database, checked before anything is done with it; its text is never told back."""

from __future__ import annotations

import os
import re

import psycopg
from psycopg import conninfo

from callplan.core.text import clean
from callplan.errors import Usage

SECRET = ("password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key")
WANTED = "write a libpq service, service=callplan, or a URL without a password, postgresql://kim@db.example/callplan"


def services() -> str:
    """The file in which libpq looks for services."""
    return clean(os.environ.get("PGSERVICEFILE") or "~/.pg_service.conf")


def passwords() -> str:
    """The file in which libpq looks for passwords."""
    return clean(os.environ.get("PGPASSFILE") or "~/.pgpass")


def checked(database: str) -> str:
    """The line without the blanks round it. Raises Usage for what libpq cannot read, or where a password stands."""
    told = database.strip()
    known = read(told)
    if any(known.get(name) for name in SECRET):
        raise Usage(
            f"A password stands in the database's line, and is not kept there: keep it in {passwords()}, or with the "
            f"service in {services()}."
        )
    # of a password with a / or an @ in it, libpq takes a part for a host, a port or a name
    odd = any("@" in value for name, value in known.items() if name != "user")
    if odd or not re.fullmatch("[0-9,]*", known.get("port", "")):
        raise Usage(f"The database's line cannot be read: {WANTED}.")
    if not known:
        raise Usage(f"The database is not named: {WANTED}.")
    return told


def read(told: str) -> dict[str, str]:
    """What a line says, by libpq's names. Raises Usage, without the text: libpq's own message has it in full."""
    try:
        return {name: str(value) for name, value in conninfo.conninfo_to_dict(told).items()}
    except (psycopg.Error, UnicodeError):
        raise Usage(f"The database's line cannot be read: {WANTED}.") from None


def place(told: str) -> str:
    """How a hub is called in a sentence: by its service, or its host and database."""
    known = read(told)
    if "service" in known:
        return f"the hub (service {clean(known['service'])})"
    where = "/".join([known[name] for name in ("host", "dbname") if known.get(name)])
    return f"the hub ({clean(where)})" if where else "the hub"
