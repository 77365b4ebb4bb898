"""What a look across all deals costs, at 1,000, 10,000 and 100,000 deals of ten entries each.

The pipeline is invented, the same one every time, and its shape is this. A deal is one of 2,000 stories under a name
of its own: from the 2,001st deal on the stories repeat, dates and all. Six stories in ten are on the smallest bundled
map, three on a middle one, one on the largest; a real pipeline may have larger maps, which makes the file bigger and a
row longer, but no look slower beside the rows it prints. Each story is ten entries in three transactions: the deal is
opened, two people are met and a sum is told; on a call something is decided or done, and something promised; on another
the promise is kept, missed, moved or left open (then somebody fears something, or names a day by which it is to be
decided), and the deal goes on or is closed, two in ten lost, one in ten won. Calls lie up to four months back, promised
days up to two months ahead of them. 25 people write. Every row was summed up today, so nothing is stale; how many rows
the calendar turns in a week, and what the first look then costs, is printed.

`redpen` and `figures` fold every deal from its entries, so their seconds grow with the deals, and their memory must
not: both are printed, and the memory is held to its bound, up to 10,000 deals.

Instructions (valgrind) are multiples of an empty Python's and repeat exactly; wall time and memory do not.
"""

from __future__ import annotations

import compileall
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from functools import cache
from statistics import median

from start_up import CALLPLAN, SOURCE, environ

from callplan import settings
from callplan.cli.door import COMMANDS
from callplan.core import events
from callplan.core.deal.fold import fold
from callplan.core.entries import Entry, ordered
from callplan.core.ledger import Row
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Cases, Named
from callplan.core.record import packed
from callplan.core.summary import unpacked
from callplan.core.summary.rows import row
from callplan.journal import Journal, writing
from callplan.playbook_file import load

SIZES = (1_000, 10_000, 100_000)
STORIES = 2_000
ENTRIES = 10
REPS = 25
TODAY = date(2026, 11, 23)
MAPS = ("small-add-on",) * 6 + ("considered-purchase",) * 3 + ("complex-b2b",)
MOST_TIMES, MOST_MEMORY = 15.0, 200.0
READ_WHOLE, MOST_READ = ("redpen", "figures"), 10_000


@cache
def book(name: str) -> Playbook:
    """A bundled map."""
    return load(os.path.join(settings.bundled(), f"{name}.yaml"))


def story(number: int) -> tuple[Entry, ...]:
    """Ten entries, the same for the same number."""
    chance = random.Random(number)
    playbook = book(MAPS[number % len(MAPS)])
    people = dict(
        zip([role.id for role in playbook.roles if role.side == "client"], ("Ada Berg", "Ben Maas"), strict=False)
    )
    opened = TODAY - timedelta(days=chance.randint(40, 120))
    first = opened + timedelta(days=chance.randint(2, 14))
    second = first + timedelta(days=chance.randint(5, 25))
    who = list(people.values())
    told: list[list[events.Event]] = [
        [events.Opened(opened, playbook)]
        + [events.Met(opened, name, (role,)) for role, name in people.items()]
        + [events.Learned(opened, "amount", chance.randint(1, 90) * 1000, who[0])],
        [*first_call(chance, first, playbook, people), events.Held(first, tuple(who[: chance.randint(1, 2)]))],
        [*second_call(chance, second, playbook), events.Held(second, (who[0],))],
    ]
    at, rep = f"{second}T10:00:00+01:00", f"rep {number % REPS}"
    batches = [(batch, event) for batch, transaction in enumerate(told, 1) for event in ordered(transaction)]
    return tuple([Entry(place, batch, event, at, rep) for place, (batch, event) in enumerate(batches, 1)])


def first_call(chance: random.Random, on: date, playbook: Playbook, people: dict[str, str]) -> list[events.Event]:
    """Something is settled, or at least learned anew; each side promises something."""
    steps = list(playbook.steps.values())[: 1 + len(playbook.steps) // 2]
    able = [(step, who) for step in steps if (who := speaks(step, people))]
    step, who = chance.choice(able)
    settled: events.Event = events.Done(on, step.id, who, "did")
    if isinstance(step, Decision):
        settled = events.Yes(on, step.id, who, "wrote", "yes, let us do that")
    wanted, other = chance.choice(able)
    due = on + timedelta(days=chance.randint(-10, 60))
    return [settled, events.Promised(on, "p1", other, "send the figures", due, wanted.id)]


def speaks(step: Act | Decision, people: dict[str, str]) -> str:
    """Somebody who may speak for a step; nobody: ""."""
    options = [case.value for case in step.by.of] if isinstance(step.by, Cases) else [step.by]
    roles = [leaf.id for who in options for leaf in leaves(who) if isinstance(leaf, Named)]
    return next((people[role] for role in roles if role in people), "")


def second_call(chance: random.Random, on: date, playbook: Playbook) -> list[events.Event]:
    """What became of their promise, and of the deal."""
    became = chance.choice(("kept", "missed", "moved", "open", "dated"))
    wanted = [step.id for step in playbook.decisions[: 1 + len(playbook.decisions) // 2]]
    later = on + timedelta(days=chance.randint(3, 60))
    found: dict[str, events.Event] = {
        "kept": events.Kept(on, "p1"), "missed": events.Missed(on, "p1"), "moved": events.Moved(on, "p1", later),
        "open": events.Raised(on, "c1", "Ada Berg", "we were burnt before"),
        "dated": events.Dated(on, playbook.closing, later + timedelta(days=60), "Ada Berg"),
    }  # fmt: skip
    end = chance.choice(("lost", "lost", "won", *[""] * 7))
    last = events.Closed(on, end, "no money this year") if end else events.Next(on, later, chance.choice(["", *wanted]))
    return [found[became], last]


@cache
def told(number: int) -> tuple[list[writing.Line], Row]:
    """A story as the journal holds it: its lines, and the row they lead to."""
    entries = story(number)
    return writing.lines(entries), row(fold(entries, "", settings.holidays()), TODAY)


def named(found: Row, deal: str) -> Row:
    """The row of the same story under another name."""
    promises = tuple([promise.but(deal=deal) for promise in found.promises])
    return found.but(body=packed(unpacked(found.body).but(deal=deal)), promises=promises)


def fill(path: str, deals: int) -> None:
    """Write so many deals in one transaction."""
    journal = Journal(path)
    journal.create()
    with journal.open() as database:
        writing.begin(database, path)
        for number in range(deals):
            lines, found = told(number % STORIES)
            deal = f"deal {number:06}"
            writing.put(database, "", deal, lines)
            writing.sum_up(database, [(deal, named(found, deal))])
        database.execute("COMMIT")


def run(home: str, words: list[str] | None, *before: str, today: date = TODAY) -> subprocess.CompletedProcess[bytes]:
    """A line into a pipe; without one, an empty Python."""
    line = [*before, sys.executable, "-c", *([CALLPLAN, *words] if words else ["pass"])]
    done = subprocess.run(line, capture_output=True, check=False, env=environ(home, CALLPLAN_TODAY=today.isoformat()))
    if done.returncode:
        sys.exit(f"{words} ended with {done.returncode}:\n{done.stderr.decode()}")
    return done


def instructions(home: str, words: list[str] | None) -> int:
    """How many instructions a line takes; 0 where they cannot be counted."""
    if not shutil.which("valgrind"):
        return 0
    done = run(home, words, "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    counted = re.search(rb"Collected : (\d+)", done.stderr)
    assert counted, done.stderr
    return int(counted[1])


def seconds(home: str, words: list[str] | None, rounds: int = 5) -> float:
    """How long a line takes, in the middle of some rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run(home, words)
        taken.append(time.perf_counter() - begun)
    return median(taken)


def megabytes(home: str, words: list[str]) -> float:
    """The most memory a line holds at once."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    line = [sys.executable, "-c", code, sys.executable, "-c", CALLPLAN, *words]
    return int(subprocess.run(line, capture_output=True, check=True, env=environ(home)).stdout) / 1024


def measured(home: str, deals: int, words: list[str], empty: int) -> tuple[float, float]:
    """Print a line's row; the answer is its instructions and its memory."""
    times = instructions(home, words) / empty if empty else 0.0
    wall, memory = seconds(home, words), megabytes(home, words)
    print(f"{deals:>8,}  {' '.join(words):<12}{times:>10.2f}{wall * 1000:>10.0f}{memory:>10.0f}", flush=True)
    return times, memory


def read_whole(home: str, deals: int) -> float:
    """Print what the lines that read every deal take; the answer is the most memory of one."""
    found = [0.0]
    for name in READ_WHOLE if deals <= MOST_READ else ():
        wall, memory = seconds(home, [name], rounds=1), megabytes(home, [name])
        print(f"{deals:>8,}  {name:<12}{'':>10}{wall * 1000:>10.0f}{memory:>10.0f}", flush=True)
        found.append(memory)
    return max(found)


def main() -> int:
    """Print the curve; 1 when a line is over its bound."""
    compileall.compile_dir(SOURCE, quiet=1)
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    lines: list[list[str]] = [[name] for name in ("review", "promises", "today") if name in COMMANDS]
    print(f"{'deals':>8}  {'line':<12}{'x empty':>10}{'wall ms':>10}{'MB':>10}")
    worst = (0.0, 0.0)
    for deals in sizes:
        with tempfile.TemporaryDirectory() as home:
            fill(os.path.join(home, "callplan.db"), deals)
            empty = instructions(home, None)
            for words in lines:
                found = measured(home, deals, words, empty)
                worst = (max(worst[0], found[0]), max(worst[1], found[1]))
            next_look(home)
            worst = (worst[0], max(worst[1], read_whole(home, deals)))
    over = worst[0] > MOST_TIMES or worst[1] > MOST_MEMORY
    print(f"{'Over' if over else 'Within'} the bounds: {MOST_TIMES:.0f} x empty, {MOST_MEMORY:.0f} MB.")
    return 1 if over else 0


def next_look(home: str) -> None:
    """Print what the first look on another day costs, how many rows the calendar has turned by then, and the second."""
    week, journal = TODAY + timedelta(days=7), Journal(os.path.join(home, "callplan.db"))
    turned, taken = len(journal.stale(row(fold(story(0)), TODAY).form, week)), []
    for _ in "ab":
        begun = time.perf_counter()
        run(home, ["review"], today=week)
        taken.append(time.perf_counter() - begun)
    first, second = taken
    print(f"{'':>10}another day, {turned:,} rows turned: first look {first:.1f} s, second {second:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
