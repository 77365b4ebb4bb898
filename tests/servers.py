"""A real PostgreSQL of the tests' own: in a folder of its own, on a socket alone, and never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from callplan import hub

REPS, MANAGERS = ("anna", "ben", "dora"), ("carol", "dora")
PASSWORD = "s3cret-of-sealed"
# Who is called sealed needs a password, everybody else is let in
LET_IN = "local all sealed scram-sha-256\nlocal all all trust\n"
SETTINGS = "listen_addresses = ''\nfsync = off\nmax_connections = 30\nlog_min_messages = fatal\n"


def programs() -> str | None:
    """The folder of PostgreSQL's programs, where there is one."""
    found = shutil.which("initdb")
    places = (
        [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    return next((str(place) for place in places if (place / "postgres").exists()), None)


class Server:
    """A server that runs until it is stopped; what it keeps is in its folder, and goes with it."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="hub-", dir="/tmp")
        self.as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = next(each for each in pwd.getpwall() if each.pw_name in ("postgres", "nobody"))
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._run("initdb", "--no-sync", "-U", "postgres", "-A", "trust", "-D", "data", "-E", "UTF8", "--locale=C")
        self._written("postgresql.auto.conf", f"{SETTINGS}unix_socket_directories = '{self.folder}'\n")
        self._written("pg_hba.conf", LET_IN)
        self.process = self.start()
        self._roles()

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, and wait until it answers."""
        program = os.path.join(programs() or "", "postgres")
        with open(os.path.join(self.folder, "log"), "ab") as log:
            self.process = subprocess.Popen(
                [program, "-D", "data"],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                env={"PATH": os.defpath},
                **self.as_user,
            )
        for _ in range(300):
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.url("postgres", "postgres")).close()
                return self.process
            time.sleep(0.1)
        raise AssertionError(Path(self.folder, "log").read_text())

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def remove(self) -> None:
        """Stop it, and take away what it kept."""
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, role: str, database: str) -> str:
        """The line that names a database, for a role."""
        return f"host={self.folder} user={role} dbname={database}"

    def query(self, database: str, statement: Any, *, role: str = "postgres") -> list[Any]:
        """What a statement says, which stands alone."""
        with psycopg.connect(self.url(role, database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def database(self, name: str) -> str:
        """A fresh database with a hub in it."""
        self.query("postgres", f"DROP DATABASE IF EXISTS {name}")
        self.query("postgres", f"CREATE DATABASE {name}")
        self.query(name, hub.sql())
        for group, members in (("callplan_rep", REPS), ("callplan_manager", MANAGERS)):
            self.query(name, f"GRANT {group} TO {', '.join(members)}")
        return name

    def _roles(self) -> None:
        for role in dict.fromkeys((*REPS, *MANAGERS, "nobody")):
            self.query("postgres", f"CREATE ROLE {role} LOGIN")
        self.query("postgres", f"CREATE ROLE sealed LOGIN PASSWORD '{PASSWORD}'")

    def _run(self, program: str, *words: str) -> None:
        line = [os.path.join(programs() or "", program), *words]
        subprocess.run(line, cwd=self.folder, check=True, capture_output=True, env={"PATH": os.defpath}, **self.as_user)

    def _written(self, name: str, text: str) -> None:
        Path(self.folder, "data", name).write_text(text)
