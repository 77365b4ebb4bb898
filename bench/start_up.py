"""How much a line costs before it has said its first word, in multiples of an empty Python.

`--gate` exits with 1 when a line needs more instructions than its gate: what it needs today and a little
room. Instructions repeat exactly; wall time does not, so it is printed beside and judges nothing. For a line over its
gate it names the modules that are newly loaded, against loaded.json, which `--loaded` writes anew.
"""

from __future__ import annotations

import compileall
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

SOURCE = Path(__file__).parents[1] / "src"
LOADED = Path(__file__).with_name("loaded.json")
PYTHON = (3, 11)
CALLPLAN = "from callplan.cli import entry; entry()"
TAB = (("_CALLPLAN_COMPLETE", "complete_bash"), ("COMP_WORDS", "callplan show ac"), ("COMP_CWORD", "2"))
TAB_ID = (("_CALLPLAN_COMPLETE", "complete_bash"), ("COMP_WORDS", "callplan prep acme --target w"), ("COMP_CWORD", "4"))


class Line(NamedTuple):
    """A line and its bounds, as multiples of an empty Python: wall time to hold, instructions wanted and held."""

    name: str
    words: str
    hold: float
    goal: float = 0
    gate: float = 0
    code: int = 0
    environ: tuple[tuple[str, str], ...] = ()
    terminal: bool = False


LINES = (
    Line("--version", "--version", 1.3, 1.3, 1.3),
    Line("where", "where", 1.3, 1.3, 1.3),
    Line("show", "show acme", 3.0, 3.4, 4.33),
    Line("show --json", "show acme --json", 3.0, 3.4, 4.64),
    Line("prep --no-input", "prep acme --no-input", 3.0, 3.4, 5.54),
    Line("prep --no-input --json", "prep acme --no-input --json", 3.0, 3.4, 5.84),
    Line("review", "review", 3.0, 3.2, 3.42),
    Line("promises", "promises", 3.0, 3.3, 3.41),
    Line("today", "today", 3.0, 3.3, 3.30),
    Line("a refusal", "show nobody", 3.0, 3.4, 3.50, code=5),
    Line("TAB: a deal's name", "", 3.0, 3.2, 2.52, environ=TAB),
    Line("TAB: a decision's id", "", 3.0, 3.4, 4.01, environ=TAB_ID),
    Line("show, on a terminal", "show acme", 8, terminal=True),
    Line("--help", "--help", 3.4, 4.0, 4.58),
    Line("show --help, by Typer", "show --help", 8, 9.5, 7.23),
    Line("a mistake, by Typer", "show acme --jsno", 8, 9.5, 7.79, code=2),
)


def environ(home: str, **more: str) -> dict[str, str]:
    """An environment that is the same everywhere, in which bytecode is used."""
    own = {"CALLPLAN_HOME": home, "CALLPLAN_TODAY": "2026-11-23", "PYTHONPATH": str(SOURCE), "USER": "rep"}
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "TERM": "xterm"} | own | more


def command(line: Line | None) -> list[str]:
    """What runs a line; without one, an empty Python."""
    return [sys.executable, "-c", *([CALLPLAN, *line.words.split()] if line else ["pass"])]


def run(line: Line | None, home: str, *before: str) -> subprocess.CompletedProcess[bytes]:
    """The line into a pipe; a line that does not end as it should ends the measuring."""
    done = subprocess.run(
        [*before, *command(line)], capture_output=True, check=False,
        env=environ(home, **dict(line.environ if line else ())),
    )  # fmt: skip
    if done.returncode != (line.code if line else 0):
        sys.exit(f"{line and line.name} ended with {done.returncode}:\n{done.stderr.decode()}")
    return done


def instructions(line: Line | None, home: str) -> int:
    """How many instructions the line takes."""
    done = run(line, home, "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    counted = re.search(rb"Collected : (\d+)", done.stderr)
    assert counted, done.stderr
    return int(counted[1])


def loaded(line: Line, home: str) -> list[str]:
    """The modules of callplan that a line loads."""
    more = {"PYTHONPROFILEIMPORTTIME": "1", **dict(line.environ)}
    done = subprocess.run(command(line), capture_output=True, check=False, env=environ(home, **more))
    return sorted({name.decode() for name in re.findall(rb"\| +(callplan[\w.]*)", done.stderr)})


def newly_loaded(over: list[Line], home: str) -> dict[str, list[str]]:
    """Of each line, what it loads and did not load when that was last written down."""
    before = json.loads(LOADED.read_text(encoding="utf-8"))
    found = {line.name: sorted(set(loaded(line, home)).difference(before.get(line.name, ()))) for line in over}
    return {name: modules for name, modules in found.items() if modules}


def seconds(line: Line | None, home: str) -> float:
    """How long the line takes."""
    begun = time.perf_counter()
    if line and line.terminal:
        on_a_terminal(line, home)
    else:
        run(line, home)
    return time.perf_counter() - begun


def on_a_terminal(line: Line, home: str) -> None:
    """Run the line as a person would see it."""
    ours, theirs = os.openpty()
    with subprocess.Popen(command(line), stdin=theirs, stdout=theirs, stderr=theirs, env=environ(home)):
        os.close(theirs)
        try:
            while os.read(ours, 65536):
                pass
        except OSError:
            pass  # the terminal is gone when the line has ended
    os.close(ours)


def measured(home: str, rounds: int) -> list[tuple[Line, float, float]]:
    """Each line with its wall time and its instructions, as multiples of an empty Python; 0: not counted."""
    times: dict[Line | None, list[float]] = {line: [] for line in (None, *LINES)}
    for _ in range(rounds):
        for line, taken in times.items():
            taken.append(seconds(line, home))
    empty = instructions(None, home) if shutil.which("valgrind") else 0
    counts = {line: instructions(line, home) / empty for line in LINES if empty and line.gate}
    return [(line, median(times[line]) / median(times[None]), counts.get(line, 0)) for line in LINES]


def told(name: str, *figures: float) -> str:
    """A row of the table; 0 is nothing."""
    return f"{name:<24}" + "".join([f"{figure:8.2f}" if figure else f"{'-':>8}" for figure in figures])


def main() -> int:
    """Print the table; with `--gate`, judge it; with `--loaded`, write down what each line loads."""
    gate = "--gate" in sys.argv[1:]
    compileall.compile_dir(SOURCE, quiet=1)
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([sys.executable, Path(__file__).with_name("store.py")], env=environ(home), check=True)
        if "--loaded" in sys.argv[1:]:
            each = {line.name: loaded(line, home) for line in LINES if line.gate}
            LOADED.write_text(json.dumps(each, indent=1) + "\n", encoding="utf-8")
            return 0
        rows = measured(home, rounds=5 if gate else 21)
        print(f"{'times an empty Python':<24}{'wall':>8}{'hold':>8}{'instr':>8}{'goal':>8}{'gate':>8}")
        for line, wall, count in rows:
            print(told(line.name, wall, line.hold, count, line.goal, line.gate))
        return judged(rows, home) if gate else 0


def judged(rows: list[tuple[Line, float, float]], home: str) -> int:
    """1 when a line is over its bound, or nothing could be counted."""
    if sys.version_info[:2] != PYTHON:
        print("The bounds are for Python 3.11; with this one nothing is judged.")
        return 0
    if not any(count for _, _, count in rows):
        print("There is no valgrind here, so nothing could be counted.")
        return 1
    over = [line for line, _, count in rows if count > line.gate > 0]
    names = ", ".join([line.name for line in over])
    print(f"Over the bound: {names}." if over else "Every line is within its bound.")
    for name, modules in newly_loaded(over, home).items():
        print(f"Newly loaded by {name}: {', '.join(modules)}.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
