"""How many small faults put into the core the tests find: `python tests/mutation.py [HOW MANY] [--write]`.

mutmut makes the mutants; a seeded sample of them is tried, each in a copy of this tree, against the tests that run the
line which was changed: the most particular first, until one fails or some hundreds have passed. Which tests run which
line stands in `.coverage.tests`, which `make test COVER=1` makes. `--write` puts the result into docs/trust.md. It
fails where fewer than nine in ten are found of a hundred or more, or fewer than seven of ten.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from queue import Queue
from random import Random
from typing import TYPE_CHECKING, NamedTuple, cast

from coverage import CoverageData
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import create_mutations, deep_replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from libcst import Module

HERE = Path(__file__).parents[1]
SEED = 16
MANY = 100
WORKERS = 2
BATCHES = (12, 300, 1200)
SECONDS = (300, 900, 1800)
# Where rule by rule and line by line of the page is held
HELD_IN = ("tests/rules/", "tests/plans/", "tests/core/")
NOT_COPIED = (".git", ".venv", ".coverage*", ".hypothesis", "__pycache__", ".*_cache", "dist", "build")


class Mutant(NamedTuple):
    """One changed place: its file, the line it begins at, the lines it spans, the file's text with it, and in words."""

    file: str
    line: int
    last: int
    text: str
    told: str


class Found(NamedTuple):
    """What came of a mutant: the test that failed, "" where none did, and of how many."""

    mutant: Mutant
    test: str
    tests: int


def sample(how_many: int) -> list[Mutant]:
    """Mutants of the core, the same ones for the same source: a file by its length, a mutant by chance."""
    chance = Random(SEED)
    files = {
        str(each.relative_to(HERE)): each.stat().st_size for each in sorted((HERE / "src/callplan/core").rglob("*.py"))
    }
    wanted = chance.choices(list(files), list(files.values()), k=how_many)
    made: dict[str, list[Mutant]] = {}
    for path, times in Counter(wanted).items():
        made[path] = list(_mutants(path, times, chance))
    chosen = [made[path].pop() for path in wanted if made[path]]
    print(f"{len(chosen)} mutants, of {len(made)} of {len(files)} files.", flush=True)
    return chosen


def _mutants(path: str, how_many: int, chance: Random) -> Iterator[Mutant]:
    text = (HERE / path).read_text(encoding="utf-8")
    module, mutations = create_mutations(path, text)[:2]
    where = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    unseen = _never_run(text)
    run = [each for each in mutations if where[each.original_node].start.line not in unseen]
    for mutation in chance.sample(run, min(how_many, len(run))):
        place = where[mutation.original_node]
        changed = deep_replace(module, mutation.original_node, mutation.mutated_node)
        before, after = (module.code_for_node(node) for node in (mutation.original_node, mutation.mutated_node))
        yield Mutant(path, place.start.line, place.end.line, cast("Module", changed).code, _in_words(before, after))


def _never_run(text: str) -> set[int]:
    """The lines at which only type checkers look, and `import *`."""
    unseen, inside = set[int](), False
    for place, line in enumerate(text.splitlines(), 1):
        inside = line.startswith("if TYPE_CHECKING") or (inside and line[:1] in ("", " "))
        if inside or line.startswith(("TYPE_CHECKING", "__all__")):
            unseen.add(place)
    return unseen


def _in_words(before: str, after: str) -> str:
    """The two as one line each, from shortly before where they differ."""
    first, second = (" ".join(each.split()) for each in (before, after))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
    begin = max(0, same - 20) if len(first) > 60 else 0
    return " → ".join(f"{'…' if begin else ''}{each[begin : begin + 60]}" for each in (first, second))


class Tests:
    """Which tests run a line, the most particular first."""

    def __init__(self) -> None:
        data = CoverageData(str(HERE / ".coverage.tests"))
        data.read()
        self._lines: dict[str, dict[int, list[str]]] = {}
        for file in data.measured_files():
            inside = str(Path(file).relative_to(HERE))
            self._lines[inside] = data.contexts_by_lineno(file)
        self._breadth: defaultdict[str, int] = defaultdict(int)
        for lines in self._lines.values():
            for told in lines.values():
                for each in told:
                    self._breadth[each] += 1
        if not any(self._breadth):
            raise SystemExit("mutation: nothing says which test runs which line: use `make mutation`.")

    def of(self, mutant: Mutant) -> list[str]:
        """The tests of its lines; where these are few, or run at import, those of the file, or else of its folder.

        Behind the most particular come those that are called as the file is, then those that start no process of their
        own, and one of each test before the same one with other parameters.
        """
        lines = self._lines.get(mutant.file, {})
        told = {each for at in range(mutant.line, mutant.last + 1) for each in lines.get(at, ())}
        every = told - {""}
        if "" in told or len(every) < BATCHES[0]:
            every |= _named(lines) or self._folder(mutant)
        tests = {each.rpartition("|")[0] for each in every}
        breadth = {each.rpartition("|")[0]: self._breadth[each] for each in every}
        particular = sorted(tests, key=lambda each: (breadth[each], each))
        nth: Counter[str] = Counter()
        order, stem = {}, Path(mutant.file).stem
        for place, each in enumerate(particular):
            named = each.partition("[")[0]
            slow = _starts_processes(named.partition("::")[0])
            order[each] = (f"test_{stem}.py" not in named, slow, nth[named], not each.startswith(HELD_IN), place)
            nth[named] += 1
        first = particular[: BATCHES[0]]
        return [*first, *sorted(tests - {*first}, key=order.__getitem__)]

    def _folder(self, mutant: Mutant) -> set[str]:
        folder = mutant.file.rpartition("/")[0]
        return {each for file, lines in self._lines.items() if file.startswith(f"{folder}/") for each in _named(lines)}


@cache
def _starts_processes(file: str) -> bool:
    """Whether the tests of a file run the command as it is installed, which takes them a second each."""
    text = (HERE / file).read_text(encoding="utf-8")
    return bool(re.search("^(from (lines|screen|scenes|homes|kills) import|import subprocess)", text, re.MULTILINE))


def _named(lines: dict[int, list[str]]) -> set[str]:
    return {each for told in lines.values() for each in told if each}


def tried(mutant: Mutant, tests: list[str], copy: Path, rounds: int = len(BATCHES)) -> Found:
    """What the tests of a mutant come to in a copy of the tree, which is left as it was.

    `rounds`: of how many batches.
    """
    file = copy / mutant.file
    kept = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    try:
        begin = 0
        for size, seconds in [*zip(BATCHES, SECONDS, strict=True)][:rounds]:
            batch, begin = tests[begin : begin + size], begin + size
            if batch and (failed := _first_failure(copy, batch, seconds)):
                return Found(mutant, failed, len(tests))
        return Found(mutant, "", len(tests))
    finally:
        file.write_text(kept, encoding="utf-8")


def _first_failure(copy: Path, tests: Iterable[str], seconds: int) -> str:
    """The first test that fails, "time" where they do not end; "" where all pass."""
    (copy / "tests.txt").write_text("\n".join(tests) + "\n", encoding="utf-8")
    line = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "torture or not torture",
        "--tb=no",
    ]
    try:
        ended = subprocess.run(
            [*line, "@tests.txt"], cwd=copy, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return "time"
    if ended.returncode == 0:
        return ""
    found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", ended.stdout, re.MULTILINE)
    if not_there := re.search(r"found no collectors for .*?(tests/[^:]+)", ended.stderr + ended.stdout):
        return not_there[1]
    if ended.returncode not in (1, 2) or not found:
        raise SystemExit(f"mutation: pytest ended with {ended.returncode}: {(ended.stderr or ended.stdout)[-500:]}")
    return found[1]


def run(mutants: list[Mutant]) -> list[Found]:
    """Every mutant tried, some at a time, and told as it ends; of few of them the most particular tests alone."""
    rounds = len(BATCHES) if len(mutants) >= MANY else 2
    tests, copies = Tests(), Queue[Path]()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(WORKERS):
            copy = Path(folder) / str(number)
            shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
            copies.put(copy)

        def one(mutant: Mutant) -> Found:
            copy = copies.get()
            try:
                found = tried(mutant, tests.of(mutant), copy, rounds)
            finally:
                copies.put(copy)
            print(f"{found.test or 'SURVIVED'} ({found.tests})  {_line(mutant)}", flush=True)
            return found

        with ThreadPoolExecutor(WORKERS) as pool:
            found = list(pool.map(one, mutants))
        _see_that_they_pass(copies.get(), {each.test for each in found} - {"", "time"})
    return found


def _see_that_they_pass(copy: Path, tests: set[str]) -> None:
    """Refuse a result where a test that found a mutant fails without one, too."""
    if tests and (failed := _first_failure(copy, sorted(tests), 1800)):
        raise SystemExit(f"mutation: {failed} fails without a mutant, too: the result says nothing.")


def _line(mutant: Mutant) -> str:
    return f"{mutant.file.removeprefix('src/callplan/core/')}:{mutant.line}: {mutant.told}"


def written(found: list[Found]) -> str:
    """The result as it stands in docs/trust.md."""
    survived = sorted(_line(each.mutant) for each in found if not each.test)
    killed = len(found) - len(survived)
    head = (
        f"On {date.today():%-d %B %Y}, of a random sample of {len(found)} mutants of the core (seed {SEED}), "
        f"{killed} were found by a test, {killed / len(found):.0%}. Not found:"
    )
    return "\n".join([head, "", *(f"- `{each.replace('`', '')}`" for each in survived)])


def main() -> int:
    """Try a sample and say what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("how_many", nargs="?", type=int, default=300)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    found = run(sample(given.how_many))
    killed = sum(1 for each in found if each.test)
    print(f"mutation: {killed} of {len(found)} found by a test ({killed / len(found):.0%})")
    if given.write:
        page = HERE / "docs/trust.md"
        text = page.read_text(encoding="utf-8")
        begin, end = "<!-- mutation -->\n", "\n<!-- /mutation -->"
        head, _, rest = text.partition(begin)
        page.write_text(head + begin + written(found) + end + rest.partition(end)[2], encoding="utf-8")
    return killed < len(found) * (0.9 if len(found) >= MANY else 0.7)


if __name__ == "__main__":
    sys.exit(main())
