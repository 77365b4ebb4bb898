"""What it costs to send 10,000 deals to a hub and to fetch them, beside psycopg's COPY of the same rows.

It starts a server of its own, in a folder of its own, and stops it. Each figure is the best of several runs.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg

from callplan import hub
from callplan.hub import HubLine, Outgoing

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from servers import Server, programs

DEALS, LINES, RUNS = 10_000, 12, 5
BODY = json.dumps(
    {"person": "Marta Lind", "words": "we throw away a pallet of misprinted trays every week", "proof": "said"}
)
BARE = (
    "CREATE TABLE public.bare (deal uuid, opener text, number integer, batch integer, batch_id uuid, kind text,"
    " on_day date, recorded_at text, recorder text, body json, answers json, PRIMARY KEY (deal, opener, number))"
)
AT = "2026-12-01T09:00:00+01:00"


def lines(deal: str) -> list[HubLine]:
    """What a deal of four calls has on the hub."""
    made = []
    for number in range(1, LINES + 1):
        batch = (number + 2) // 3
        sent = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{deal} {batch}"))
        answers = ("debrief", "{}") if number % 3 == 1 else None
        made.append(HubLine(f"anna/{deal}", number, batch, sent, "Said", "2026-12-01", AT, "anna", BODY, answers))
    return made


def best(does: Callable[[], float]) -> float:
    """The best of several runs, in seconds."""
    return min(does() for _ in range(RUNS))


def bare_up(server: Server, deals: dict[str, list[HubLine]]) -> float:
    """Copy the rows to a table of the same columns and key."""
    server.query("bench", "DROP TABLE IF EXISTS public.bare")
    server.query("bench", BARE)
    began = time.perf_counter()
    with psycopg.connect(server.url("postgres", "bench")) as connection:
        with connection.cursor().copy("COPY public.bare FROM STDIN") as copy:
            for deal, told in deals.items():
                for line in told:
                    copy.write_row((deal, "anna", *line[1:9], line.answers and json.dumps(line.answers)))
        connection.commit()
    return time.perf_counter() - began


def bare_down(server: Server) -> float:
    """Copy them back."""
    began = time.perf_counter()
    with (
        psycopg.connect(server.url("postgres", "bench")) as connection,
        connection.cursor().copy("COPY public.bare TO STDOUT") as copy,
    ):
        assert sum(1 for _ in copy.rows()) == DEALS * LINES
    return time.perf_counter() - began


def up(server: Server, deals: dict[str, list[HubLine]]) -> float:
    """Send them to a fresh hub."""
    server.database("bench")
    began = time.perf_counter()
    with hub.opened(server.url("anna", "bench")) as there:
        pushed = there.push([Outgoing(f"anna/{deal}", deal, 0, 0, told) for deal, told in deals.items()])
    assert len(pushed.done) == DEALS
    return time.perf_counter() - began


def down(server: Server) -> float:
    """Fetch them all."""
    began = time.perf_counter()
    with hub.opened(server.url("anna", "bench")) as there:
        asked = [(deal.id, 0) for deal in there.changed(0)]
        assert sum(1 for _ in there.lines(asked)) == DEALS * LINES
    return time.perf_counter() - began


def one(server: Server, deal: str, number: int) -> float:
    """Send one line of one deal and fetch it elsewhere."""
    began = time.perf_counter()
    with hub.opened(server.url("anna", "bench")) as there:
        new = lines(deal)[0]._replace(number=number)
        there.push([Outgoing(f"anna/{deal}", deal, 0, number - 1, [new])])
        seen = there.seen
    with hub.opened(server.url("anna", "bench")) as there:
        assert len(list(there.lines([(each.id, number - 1) for each in there.changed(seen)]))) == 1
    return time.perf_counter() - began


def alone(server: Server) -> float:
    """The same with a hub that has this one deal."""
    deal, numbers = str(uuid.uuid4()), iter(range(LINES + 1, LINES + 100))
    server.database("bench")
    with hub.opened(server.url("anna", "bench")) as there:
        there.push([Outgoing(f"anna/{deal}", deal, 0, 0, lines(deal))])
    return best(lambda: one(server, deal, next(numbers)))


def main() -> None:
    """Print each figure beside psycopg's own."""
    if not programs():
        print("No PostgreSQL is installed here: the hub was not measured.")
        return
    server = Server()
    try:
        server.query("postgres", "CREATE DATABASE bench")
        lone = alone(server)
        deals = {deal: lines(deal) for deal in (str(uuid.uuid4()) for _ in range(DEALS))}
        sent = best(lambda: up(server, deals))
        fetched = best(lambda: down(server))
        numbers, deal = iter(range(LINES + 1, LINES + 100)), next(iter(deals))
        among = best(lambda: one(server, deal, next(numbers)))
        bare = best(lambda: bare_up(server, deals)), best(lambda: bare_down(server))
    finally:
        server.remove()
    rows, memory = DEALS * LINES, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for what, ours, theirs in (("up", sent, bare[0]), ("down", fetched, bare[1])):
        print(
            f"{DEALS:,} deals {what}: {ours:.2f} s, {rows / ours:,.0f} rows a second;"
            f" COPY alone {theirs:.2f} s: {ours / theirs:.2f} times"
        )
    print(f"both: {(sent + fetched) / sum(bare):.2f} times; the most memory here: {memory} MB, the deals' own with it")
    print(f"one changed deal, up and down: {among * 1000:.0f} ms among {DEALS:,}, {lone * 1000:.0f} ms alone")


if __name__ == "__main__":
    main()
