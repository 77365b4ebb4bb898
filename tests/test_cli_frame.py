"""The frame: a bare call, mistakes, closed pipes, help, and the one place an error becomes a message."""

from __future__ import annotations

import os
import re
import resource
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from lines import Said, environ, said

from callplan import __version__, cli, errors
from callplan.cli import contents
from callplan.cli.door import COMMANDS, command
from callplan.core.entries import Writing
from callplan.core.events import Met
from callplan.journal import Journal

NEW = """\
callplan puts your next call with a client on one page: the decision to aim for, and how to get there.

  callplan demo           try it on an invented deal
  callplan playbook list  the maps of how clients buy
  callplan prep DEAL      plan the first call of a deal of yours

`callplan --help` lists every command.
"""
AGAIN = """\
Your latest deals: "Acme Ltd", harrow

  callplan prep "Acme Ltd"     plan the next call
  callplan debrief "Acme Ltd"  write down what came of the last one
  callplan show "Acme Ltd"     see where it stands
  callplan review              look across all of them

`callplan --help` lists every command.
"""


def has_deals(home: Path, *names: str) -> None:
    """Deals with somebody in them."""
    for name in names:
        Journal(str(home / "callplan.db")).append(
            Writing(name, (Met(date(2026, 11, 20), "Ana"),), 0), recorder="", recorded_at=""
        )


def test_bare(tmp_path: Path) -> None:
    """It says what to do next, makes nothing, and later names the latest deals."""
    home = tmp_path / "home"
    assert said(home) == Said(NEW)
    assert not home.exists()
    has_deals(home, "harrow", "Acme Ltd")
    assert said(home) == Said(AGAIN)


@pytest.mark.parametrize("words", [["--version"], ["--version", "show", "x"]])
def test_version(tmp_path: Path, words: list[str]) -> None:
    """It says its version, before Typer and in it."""
    assert said(tmp_path, *words) == Said(f"callplan {__version__}\n")


def test_unknown_command(tmp_path: Path) -> None:
    """It offers a near command."""
    usage = "Usage: callplan [OPTIONS] COMMAND [ARGS]...\nTry 'callplan --help' for help.\n\n"
    told = usage + "Error: No such command 'debreif'. Did you mean 'debrief'?\n"
    assert said(tmp_path, "debreif", "acme") == Said("", told, 2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "a", "--jsno"], "Error: No such option: --jsno (Possible options: --json, --to)"),
        (["show", "a", "b"], "Error: Got unexpected extra argument(s) (b)"),
        (["show"], "Error: Missing argument 'DEAL'."),
        (["prep", "a", "--minutes", "x"], "Error: Invalid value for '--minutes': 'x' is not a valid int."),
    ],
)
def test_mistakes(tmp_path: Path, words: list[str], told: str) -> None:
    """It names the mistake in its last line, and exits 2."""
    found = said(tmp_path, *words)
    assert (found.out, found.err.splitlines()[-1], found.code) == ("", told, 2)


@pytest.mark.parametrize("name", COMMANDS)
def test_help(tmp_path: Path, name: str) -> None:
    """It explains every command in the words of its docstring, without an escape in a pipe."""
    found = said(tmp_path, *name.split(), "--help")
    assert (found.err, found.code, "\x1b" in found.out) == ("", 0, False)
    usage, about, _ = found.out.split("\n\n", 2)
    assert usage.startswith(f"Usage: callplan {name} [OPTIONS]")
    assert " ".join(about.split()) == command(name).__doc__


def test_table_of_contents(tmp_path: Path) -> None:
    """It lists every command once, in its group, each with what it does, whichever way it is asked."""
    listed = said(tmp_path, "--help")
    assert (listed.err, listed.code) == ("", 0)
    assert {said(tmp_path, *words) for words in (["-h"], ["--help", "-h"], ["-h", "show"])} == {listed}
    groups = [row for row in listed.out.splitlines() if row.endswith(":")]
    assert groups == ["A call:", "A deal:", "All deals:", "Maps:", "This machine:", "A team:"]
    names = [name for of_it in contents.GROUPS.values() for name in of_it]
    assert sorted(names) == sorted(COMMANDS)
    told = " ".join(listed.out.split())
    assert [name for name in names if f"{name} {command(name).__doc__}" not in told] == []
    assert [row for row in listed.out.splitlines() if len(row) > 80 and "callplan" not in row[:10]] == []


def test_group(tmp_path: Path) -> None:
    """It lists the commands of a group that is typed alone."""
    listed = said(tmp_path, "playbook")
    assert listed == said(tmp_path, "playbook", "--help") == said(tmp_path, "playbook", "-h")
    assert (listed.code, listed.err) == (0, "")
    rows = listed.out.partition("Commands:\n")[2].splitlines()
    assert [row.split()[0] for row in rows if row[2:3] != " "] == ["list", "show", "new", "check", "diff", "schema"]


def test_examples(tmp_path: Path) -> None:
    """It has a line to try with every command, printed whole, and all of them run as printed, one after another."""
    folder = tmp_path / "here"
    folder.mkdir()
    every = {name: line for of_it in contents.GROUPS.values() for name, line in of_it.items()}
    with_a_hub = ("sync", "team join", "team check", "team hand-over")  # run in tests/hub
    shown = said(tmp_path, "--help").out
    assert [title for title, of_it in contents.GROUPS.items() if next(iter(of_it.values())) not in shown] == []
    for name, line in every.items():
        words = shlex.split(line)
        assert " ".join(words[: 1 + len(name.split())]) == f"callplan {name}"
        assert said(tmp_path, *name.split(), "-h").out.endswith(f"\n\nFor example:\n  {line}\n")
        if name in with_a_hub:
            continue
        run = subprocess.run(
            [sys.executable, "-m", *words], cwd=folder, env=environ(tmp_path), capture_output=True, text=True,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        assert run.returncode == 0, (line, run.stderr)


@pytest.mark.parametrize("name", ["prep", "debrief"])
def test_which_deal(tmp_path: Path, name: str) -> None:
    """It says, where nobody can be asked, that a deal is missing, and which there are."""
    assert said(tmp_path, name) == Said("", f"callplan: Which deal? Write `callplan {name} DEAL`.\n", 2)
    has_deals(tmp_path, "harrow", "Acme Ltd")
    told = f"callplan: Which deal? Write `callplan {name} DEAL`; the latest: Acme Ltd, harrow.\n"
    assert said(tmp_path, name, "--no-input") == Said("", told, 2)


def test_readable_without_typer() -> None:
    """It keeps every command a plain function of its module's name whose switches are off."""
    for name in COMMANDS:
        does = command(name)
        assert does.__name__ == does.__module__.rpartition(".")[2]
        assert does.__name__.rstrip("_") == name.replace(" ", "_").replace("-", "_")
        assert set((does.__kwdefaults__ or {}).values()) <= {None, False}
        assert set(does.__defaults__ or ()) <= {None}
        assert does.__doc__


def raising(error: BaseException) -> Callable[[], NoReturn]:
    """A command that ends so."""

    def where(*_: object, **__: object) -> NoReturn:
        raise error

    return where


@pytest.mark.parametrize(
    ("error", "told", "code"),
    [
        (errors.Refusal("That failed."), "callplan: That failed.\n", 1),
        (errors.Usage("No such day."), "callplan: No such day.\n", 2),
        (errors.BadFile("a.yaml:3:5: what?\nb.yaml:1:1: no"), "a.yaml:3:5: what?\nb.yaml:1:1: no\n", 3),
        (errors.NeedsAnswer("Say --on.\n  --on DATE"), "callplan: Say --on.\n  --on DATE\n", 4),
        (errors.NoSuchDeal("No “a\x1b[31mb\u202e”."), "callplan: No “ab”.\n", 5),
        (errors.Busy("Somebody else is writing."), "callplan: Somebody else is writing.\n", 6),
        (KeyboardInterrupt(), "callplan: Stopped; nothing was written.\n", 130),
        (EOFError(), "callplan: The answers ended before the last question; nothing was written.\n", 4),
        (PermissionError(13, "Permission denied", "/x"), "callplan: /x: Permission denied.\n", 1),
    ],
)
def test_errors(
    error: BaseException,
    told: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It tells each error in a sentence, without what could steer a terminal, and exits with its code."""
    monkeypatch.setattr("callplan.cli.where.where", raising(error))
    monkeypatch.setattr(sys, "argv", ["callplan", "where"])
    assert (cli.main(), *capsys.readouterr()) == (code, "", told)


PREP = "prep oz --playbook small-add-on --with Ana:user --on 2026-11-24 --no-input"


@pytest.mark.parametrize(
    ("line", "fails", "written"),
    [
        ("where", "papers.listed", "Nothing was written"),
        (PREP, "papers.show", "What you told was written down under oz"),
    ],
)
def test_our_own_mistake(
    line: str,
    fails: str,
    written: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says that callplan failed, where, and what was written before that; it tells no word of a deal."""
    for name, value in environ(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(f"callplan.cli.{fails}", raising(KeyError("the secret price")))
    monkeypatch.setattr(sys, "argv", ["callplan", *line.split()])
    code = cli.main()
    told = capsys.readouterr()
    assert (code, told.out) == (70, "")
    (module,) = line.split()[:1]
    place = rf"KeyError at cli/{module}\.py:\d+"
    assert re.fullmatch(rf"callplan: This is a mistake of callplan's own, {place}\. {written}\.\n", told.err)


def full(home: Path, *words: str, to: str) -> Said:
    """What a line says whose answer goes onto a full disk, or to a reader that has left."""
    if to == "full":
        out = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, out = os.pipe()
        os.close(reader)
    line = [sys.executable, "-m", "callplan", *words]
    run = subprocess.run(line, stdout=out, stderr=subprocess.PIPE, text=True, env=environ(home), check=False)
    os.close(out)
    return Said("", run.stderr, run.returncode)


@pytest.mark.parametrize(("to", "why"), [("full", "No space left on device"), ("left", "Broken pipe")])
def test_answer_that_cannot_be_printed(tmp_path: Path, to: str, why: str) -> None:
    """It says that something was written down, with an exit code of its own, though the answer could not be printed."""
    told = f"callplan: It was written down under oz. The answer could not be printed: {why}.\n"
    assert full(tmp_path, *PREP.split(), to=to) == Said("", told, 7)
    assert said(tmp_path, "show", "oz").code == 0
    code, told = (1, f"callplan: The answer could not be printed: {why}.\n") if to == "full" else (0, "")
    assert full(tmp_path, "show", "oz", to=to) == Said("", told, code)


@pytest.mark.parametrize("words", [["where"], ["--version"], [], ["playbook", "list"]])
def test_closed_pipe(tmp_path: Path, words: list[str]) -> None:
    """It ends quietly when nobody reads on."""
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-m", "callplan", *words],
        stdout=writer, stderr=subprocess.PIPE, env=environ(tmp_path), check=False,
    )  # fmt: skip
    os.close(writer)
    assert (run.stderr, run.returncode) == (b"", 0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_full_disk(tmp_path: Path) -> None:
    """It says so when what it prints cannot be kept."""
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "callplan", "where"],
            stdout=full, stderr=subprocess.PIPE, env=environ(tmp_path), check=False,
        )  # fmt: skip
    assert (run.stderr, run.returncode) == (b"callplan: The answer could not be printed: No space left on device.\n", 1)


def test_no_stdout(tmp_path: Path) -> None:
    """It runs when it was started with its output closed."""
    line = f'"{sys.executable}" -m callplan where >&-'
    run = subprocess.run(["sh", "-c", line], capture_output=True, env=environ(tmp_path), check=False)
    assert (run.stderr, run.returncode) == (b"", 0)


def test_narrow_alphabet(tmp_path: Path) -> None:
    """It prints a question mark where the output has no such letter."""
    home = tmp_path / "ü"
    told = said(home, "where", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert told.out.splitlines()[0] == f"home:              {tmp_path}/?"


def test_where(tmp_path: Path) -> None:
    """It says where things are kept, and makes nothing by saying it."""
    home = tmp_path / "home"
    bundled = Path(__file__).parents[1] / "playbooks"
    assert said(home, "where") == Said(
        f"home:              {home}\n"
        f"deals:             {home}/callplan.db\n"
        f"playbooks:         {home}/playbooks\n"
        f"bundled playbooks: {bundled}\n"
        f"settings:          {home}/config.toml\n"
    )
    assert said(home, "where", "--json").out.startswith('{\n  "schema": 1,\n  "home": ')
    assert not home.exists()


def test_private(tmp_path: Path) -> None:
    """It keeps the home folder and the deals for their owner alone."""
    home = tmp_path / "home"
    has_deals(home, "acme")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home, home / "callplan.db")] == [0o700, 0o600]


def test_plan_that_cannot_be_kept(tmp_path: Path) -> None:
    """It prints the plan where nothing can be written down, and says so; the next line finds no deal."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    line = [sys.executable, "-m", "callplan", *PREP.split()]
    home = tmp_path / "home"
    run = subprocess.run(line, capture_output=True, text=True, env=environ(home), preexec_fn=small, check=False)
    assert run.stdout == said(tmp_path / "other", *PREP.split()).out
    assert re.fullmatch(r"callplan: This plan was not written down\. .*callplan\.db .*\n", run.stderr)
    assert run.returncode == 1
    assert said(home, "show", "oz").code == 5
