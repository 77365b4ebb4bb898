"""What `callplan sync` costs with 10,000 deals, beside psycopg's COPY of the same rows to a table and back into a file.

It starts a server of its own, in a folder of its own, and stops it.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg

from callplan.core.entries import Entry, Writing
from callplan.core.events import Event, Held, Met, Opened
from callplan.core.outside import Noted
from callplan.journal import Journal, writing
from callplan.playbook_file import load

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from servers import Server, programs
from store import largest

DEALS, CALLS = int(os.environ.get("DEALS", "10000")), 4
ON = date(2026, 12, 1)
AT = "2026-12-01T09:00:00+01:00"
SOURCE = str(Path(__file__).parents[1] / "src")
BARE = (
    "CREATE TABLE public.bare (deal uuid, opener text, number integer, batch integer, batch_id uuid, kind text,"
    " on_day date, recorded_at text, recorder text, body json, answers json, PRIMARY KEY (deal, opener, number))"
)
ROWS = "SELECT deal, number, batch, kind, on_day, recorded_at, recorder, body FROM events ORDER BY deal, number"
WORDS = "we throw away a pallet of misprinted trays every week"
# what a process that syncs prints behind its own words: seconds, and megabytes
SYNC = (
    "import resource, sys, time; began = time.perf_counter(); from callplan import cli; code = cli.main();"
    " print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(code)"
)


class Timed:
    """A home in a folder, whose `sync` is timed."""

    def __init__(self, folder: Path, database: str) -> None:
        folder.mkdir(0o700)
        (folder / "config.toml").write_text(f'[team]\ndatabase = "{database}"\n')
        self.env = os.environ | {"CALLPLAN_HOME": str(folder), "PYTHONPATH": SOURCE, "USER": "anna"}
        self.journal = Journal(str(folder / "callplan.db"))

    def sync(self) -> tuple[float, int]:
        """How many seconds it took, and how many megabytes."""
        words = [sys.executable, "-c", SYNC, "sync"]
        run = subprocess.run(words, env=self.env, capture_output=True, text=True, check=True)
        seconds, memory = run.stdout.splitlines()[-1].split()
        return float(seconds), int(memory)


def fill(journal: Journal) -> int:
    """Write the deals, each with the largest bundled map and some calls; how many rows there are."""
    told: list[list[Event]] = [[Opened(ON, load(largest())), Met(ON, "Marta Lind", ("sponsor",)), Met(ON, "Piet Maas")]]
    told += [[Held(ON, ("Marta Lind",)), Noted(ON, ON, WORDS, "Marta Lind")] for _ in range(CALLS)]
    entries: list[Entry] = []
    for batch, events in enumerate(told, 1):
        entries += [Entry(number, batch, event, AT, "anna") for number, event in enumerate(events, len(entries) + 1)]
    lines = writing.lines(tuple(entries))
    journal.create()
    with journal.open() as database:
        writing.begin(database, journal.path)
        for number in range(DEALS):
            writing.put(database, "", f"deal-{number:05}", lines)
        database.execute("COMMIT")
    return DEALS * len(lines)


def bare_up(server: Server, path: str) -> float:
    """Copy the rows of the file to a table of the same columns and key."""
    server.query("bench", "DROP TABLE IF EXISTS public.bare")
    server.query("bench", BARE)
    began = time.perf_counter()
    with psycopg.connect(server.url("postgres", "bench")) as connection, sqlite3.connect(path) as source:
        ids: dict[str, str] = {}
        with connection.cursor().copy("COPY public.bare FROM STDIN") as copy:
            for deal, number, batch, *rest in source.execute(ROWS):
                id = ids.setdefault(deal, str(uuid.uuid4()))
                copy.write_row((id, "anna", number, batch, id, *rest, None))
        connection.commit()
    return time.perf_counter() - began


def bare_down(server: Server, path: str) -> float:
    """Copy them back into another file of the same kind, as safely kept."""
    began = time.perf_counter()
    with psycopg.connect(server.url("postgres", "bench")) as connection, sqlite3.connect(path) as made:
        made.execute("PRAGMA synchronous = EXTRA")
        made.execute("CREATE TABLE bare (a, b, c, d, e, f, g, h, i, j, k, PRIMARY KEY (a, b, c))")
        ordered = "COPY (SELECT * FROM public.bare ORDER BY deal, opener, number) TO STDOUT"
        with connection.cursor().copy(ordered) as copy:
            made.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * 11)})", copy.rows())
    return time.perf_counter() - began


def one(home: Timed, other: Timed, deal: str) -> float:
    """A transaction more, sent and fetched; seconds."""
    seen = len(home.journal.entries(deal))
    home.journal.append(Writing(deal, (Noted(ON, ON, WORDS),), seen), recorder="anna", recorded_at=AT)
    return home.sync()[0] + other.sync()[0]


def alone(server: Server, folder: Path) -> float:
    """The same with a hub and homes that have this one deal."""
    global DEALS
    several, DEALS = DEALS, 1
    server.database("bench")
    homes = [Timed(folder / name, server.url("anna", "bench")) for name in ("lone", "lone2")]
    fill(homes[0].journal)
    for each in (*homes, *homes):
        each.sync()
    DEALS = several
    return best(lambda: one(homes[0], homes[1], "deal-00000"), 5)


def best(does: Callable[[], float], runs: int) -> float:
    """The best of several runs."""
    return min(does() for _ in range(runs))


def main() -> None:
    """Print each figure beside psycopg's own."""
    if not programs():
        print("No PostgreSQL is installed here: sync was not measured.")
        return
    server, folder = Server(), Path(tempfile.mkdtemp(prefix="sync-"))
    try:
        server.query("postgres", "CREATE DATABASE bench")
        lone = alone(server, folder)
        server.database("bench")
        home, other = [Timed(folder / name, server.url("anna", "bench")) for name in ("anna", "anna2")]
        rows = fill(home.journal)
        up, down = home.sync(), other.sync()
        home.sync()
        other.sync()
        among = best(lambda: one(home, other, "deal-00007"), 5)
        bare = bare_up(server, home.journal.path), bare_down(server, str(folder / "bare.db"))
    finally:
        server.remove()
        subprocess.run(["rm", "-rf", str(folder)], check=True)
    for what, ours, theirs in (("up", up, bare[0]), ("down", down, bare[1])):
        print(
            f"{DEALS:,} deals {what}: {ours[0]:.2f} s, {rows / ours[0]:,.0f} rows a second, {ours[1]} MB of memory;"
            f" COPY alone {theirs:.2f} s: {ours[0] / theirs:.2f} times"
        )
    print(f"both: {(up[0] + down[0]) / sum(bare):.2f} times")
    print(f"one changed deal, up and down: {among * 1000:.0f} ms among {DEALS:,}, {lone * 1000:.0f} ms alone")


if __name__ == "__main__":
    main()
