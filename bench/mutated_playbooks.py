"""How long it takes to read a map with something done to it, and how much memory: the worst of 2,000, by their seeds.

Each is read in a process forked from one that has read a map before, so that what is measured is the reading alone;
the memory is that of the whole process. Exits with 1 when one takes more than it may, or does not end in a map or in
problems at a place.
"""

from __future__ import annotations

import os
import re
import resource
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1] / part) for part in ("src", "tests")]

from maps import SMALL  # noqa: E402
from mutated import mutated  # noqa: E402

from callplan.playbook_file import read  # noqa: E402

COUNT = 2_000
SECONDS, MEGABYTES = 0.2, 80
SHOWN = 5
PLACED = re.compile(r"map\.yaml:\d+:\d+: \S.*")


class Measured(NamedTuple):
    """One reading: which, how it ended, how long it took and how large the process was at most."""

    seed: int
    ended: str
    seconds: float
    megabytes: float
    kilobytes: int


def ended(data: bytes) -> str:
    """How a reading ended: in a map, in problems, or in what it must not end in."""
    try:
        playbook, problems = read(data, "map.yaml")
    except BaseException as error:
        return repr(error)[:100]
    said = [str(problem) for problem in problems if not problem.advice]
    if (playbook is None) != bool(said) or not all(map(PLACED.fullmatch, said)):
        return "problems without a place"
    return "problems" if said else "a map"


def measured(seed: int) -> Measured:
    """A reading in a process of its own."""
    data = mutated(seed)
    out, into = os.pipe()
    if not os.fork():
        begun = time.process_time()
        how = ended(data)
        took = time.process_time() - begun
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(into, f"{took} {size} {how}".encode())
        os._exit(0)
    os.close(into)
    with open(out) as file:
        seconds, megabytes, how = file.read().split(" ", 2)
    os.wait()
    return Measured(seed, how, float(seconds), float(megabytes), len(data) // 1024)


def main() -> int:
    """Read them all, and print the worst."""
    ended(SMALL.encode())
    found = [measured(seed) for seed in range(COUNT)]
    for how in sorted({each.ended for each in found}):
        print(f"{sum(each.ended == how for each in found):5} ended in {how}")
    for name, unit in (("seconds", "s"), ("megabytes", "MB")):
        print(f"\nmost {name}:")
        for each in sorted(found, key=lambda each: getattr(each, name), reverse=True)[:SHOWN]:
            print(f"{getattr(each, name):9.3f} {unit}  seed {each.seed}, {each.kilobytes} kB, ended in {each.ended}")
    bad = [each for each in found if each.ended not in ("a map", "problems")]
    return int(bool(bad) or any(each.seconds > SECONDS or each.megabytes > MEGABYTES for each in found))


if __name__ == "__main__":
    sys.exit(main())
