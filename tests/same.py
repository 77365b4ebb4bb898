"""Whether two revisions print the same: random deals on random and bundled maps, looked at in every way there is.

`python tests/same.py REVISION [FIRST LAST]` compares this tree with a revision, for the histories of those seeds. The
deals are told by this tree, as entries of a journal; the lines that look at them are plain words, so that the two may
differ in everything but in what they print.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import timedelta
from difflib import unified_diff
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.entries import Entry

HERE = Path(__file__).parents[1]
BUNDLED = ("complex-b2b", "considered-purchase", "public-tender", "renewal", "small-add-on")
TOGETHER = 25
ALL = ("review", "review --json", "promises", "promises --json", "redpen", "figures")
LOOKS = (
    "show {} --why", "show {} --dates", "show {} --json", "show {} --markdown", "review {}", "review {} --json",
    "log {}", "map {}", "export {}", "promises --deal {}",
)  # fmt: skip


def tell(folder: Path, first: int, last: int) -> None:
    """Write the deals of some seeds into homes, each with the lines that look at it.

    The file is one of the first version, so that every revision can read it.
    """
    import first_version

    for begin in range(first, last, TOGETHER):
        home = folder / f"{begin:06}"
        home.mkdir(parents=True)
        deals = {f"d{seed}": _entries(seed) for seed in range(begin, min(begin + TOGETHER, last))}
        first_version.write(str(home / "callplan.db"), deals.items())
        lines = [line for name, entries in deals.items() for line in _looks(name, entries)]
        today = max(day for day, _ in lines)
        lines += [(today, line.split()) for line in ALL]
        (home / "lines.json").write_text(json.dumps(lines), encoding="utf-8")


def _entries(seed: int) -> tuple[Entry, ...]:
    from random_histories import a_history
    from random_maps import a_map

    chance = Random(seed)
    book = a_map(chance) if seed % 2 else _bundled(BUNDLED[seed // 2 % len(BUNDLED)])
    every = [each.but(recorded_at="2026-01-01T00:00:00", recorder="rep") for each in a_history(chance, book)]
    return tuple(every)


def _looks(name: str, entries: tuple[Entry, ...]) -> list[tuple[str, list[str]]]:
    from callplan.core.deal.fold import fold

    chance, deal = Random(name), fold(entries, name)
    day = max(entry.event.on for entry in entries)
    today, later = day.isoformat(), (day + timedelta(days=3)).isoformat()
    people = chance.sample(sorted(deal.people), min(len(deal.people), chance.choice((1, 2, 3))))
    here = [word for person in people for word in ("--with", person)]
    call = ["--on", later, *here, "--no-input"]
    looks = [(today, look.format(name).split()) for look in LOOKS]
    flags = _flags(chance, deal, people or ["Ana Berg"])
    return [
        *looks,
        (today, ["prep", name, *call]),
        (today, ["prep", name, *call, "--json"]),
        (later, ["debrief", name, *call, *flags]),
        *[(later, look.format(name).split()) for look in LOOKS],
        (later, ["prep", name, *here, "--no-input", "--why"]),
        (later, ["debrief", name, *call, *_flags(chance, deal, people or ["Ana Berg"]), "--json"]),
        (later, ["prep", name, *here, "--no-input"]),
    ]


def _bundled(name: str) -> Any:
    from callplan.playbook_file import load

    return load(str(HERE / "playbooks" / f"{name}.yaml"))


def _flags(chance: Random, deal: Any, people: list[str]) -> list[str]:
    """What a debrief is told, at random; what makes no sense is refused, and the refusals are compared as well."""
    book = deal.playbook

    def who() -> str:
        return chance.choice(people)

    decision = chance.choice([step.id for step in book.decisions])
    act = chance.choice([step.id for step in book.acts] or [decision])
    due = f"+{chance.randint(1, 20)}d"
    promise = chance.choice([*deal.promises, "p1"])
    told = {
        "--decided": f"{decision}:{who()}:{chance.choice(('said', 'wrote'))}:it pays",
        "--declined": f"{decision}:{who()}:too dear",
        "--deferred": f"{decision}:{who()}:+9d:the fair comes first",
        "--reopened": f"{decision}:{who()}:another bid came in",
        "--waived": f"{act}:{who()}:nobody needs it",
        "--promised": f"{who()}:make the list:{due}:{act}",
        "--we-promised": f"send the list:{due}",
        "--done": f"{act}:{who()}",
        "--concern": f"{who()}:it breaks on Mondays",
        "--set": f"amount={chance.randint(1, 900)}000:{who()}",
        "--next": f"{due}:{decision}:{who()}",
        "--missed": promise,
        "--kept": promise,
        "--verdict": chance.choice(("advanced", "stayed", "went-back")),
    }
    chosen = chance.sample(sorted(told), chance.randint(0, 4))
    return [word for flag in chosen for word in (flag, told[flag])] + ["--not-asked"]


def show(home: Path, to: Path) -> None:
    """Print every line of a home with the callplan that is on the path, each with its exit code."""
    lines = json.loads((home / "lines.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as work:
        shutil.copy(home / "callplan.db", work)
        os.environ |= {"CALLPLAN_HOME": work, "USER": "rep", "LC_ALL": "C.UTF-8"}
        with to.open("w", encoding="utf-8") as out:
            for day, words in lines:
                code, said = _said(day, words)
                out.write(f"$ {day} callplan {' '.join(words)}\n{said.replace(work, 'HOME')}[{code}]\n")


def _said(day: str, words: list[str]) -> tuple[int, str]:
    from callplan import cli

    os.environ["CALLPLAN_TODAY"] = day
    out = StringIO()
    sys.argv = ["callplan", *words]
    code = 1
    with redirect_stdout(out), redirect_stderr(out):
        try:
            code = cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue()


def compare(revision: str, first: int, last: int) -> int:
    """How many answers differ; the first of each kind is printed."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _unpack(revision, work / "then")
        run = [sys.executable, str(Path(__file__))]
        ours = {"PYTHONPATH": f"{HERE / 'src'}{os.pathsep}{HERE / 'tests'}"}
        subprocess.run([*run, "tell", folder + "/homes", str(first), str(last)], env=os.environ | ours, check=True)
        homes = sorted((work / "homes").iterdir())
        jobs = []
        for tree in (work / "then", HERE):
            path = os.environ | {"PYTHONPATH": str(tree / "src")}
            to = work / ("then.out" if tree != HERE else "now.out")
            to.mkdir()
            jobs += [([*run, "show", str(home), str(to / home.name)], path) for home in homes]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda job: subprocess.run(job[0], env=job[1], check=True), jobs))
        found = [each for home in homes for each in _differing(work, home.name)]
        _shown(found)
        return len(found)


def _unpack(revision: str, to: Path) -> None:
    """The files of a revision."""
    packed = subprocess.run(["git", "archive", revision], cwd=HERE, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(to, filter="data")


def _differing(work: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """The answers of a home that differ, each with the kind of line it answers."""
    then, now = [(work / each / name).read_text(encoding="utf-8") for each in ("then.out", "now.out")]
    for old, new in zip(then.split("\n$ "), now.split("\n$ "), strict=False):
        if old != new:
            words = old.splitlines()[0].split()
            yield " ".join([*words[2:3], *sorted({word for word in words if word.startswith("--")})]), old, new


def _shown(found: list[tuple[str, str, str]]) -> None:
    """Print of each kind of line how often it is answered differently, and the first time."""
    kinds = Counter(kind for kind, _, _ in found)
    first = {kind: (old, new) for kind, old, new in reversed(found)}
    for kind, count in kinds.most_common():
        old, new = [answer.splitlines() for answer in first[kind]]
        shown = list(unified_diff(old, new, "then", "now", lineterm="", n=2))
        print(f"{count} x {kind}: $ {old[0]}", *shown[:40], sep="\n")


def main(words: list[str]) -> int:
    """0 when nothing differs."""
    if words[0] == "tell":
        tell(Path(words[1]), int(words[2]), int(words[3]))
    elif words[0] == "show":
        show(Path(words[1]), Path(words[2]))
    else:
        first, last = (int(words[1]), int(words[2])) if words[1:] else (0, 2000)
        found = compare(words[0], first, last)
        print(f"{last - first} histories: {found or 'no'} difference{'s' if found > 1 else ''}.")
        return found > 0
    return 0


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        raise SystemExit(main(sys.argv[1:]))
