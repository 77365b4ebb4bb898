"""The TAB key in real shells: every kind of name and id, and never an error on the screen."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lines import environ, said
from screen import COMMAND
from test_tab import by_typer

from callplan.cli import tab

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-c"],
    "zsh": ["zsh", "-f", "-c"],
    "fish": ["fish", "--no-config", "-c"],
}
LINES: tuple[tuple[str, list[str]], ...] = (
    ("callplan deb", ["debrief"]),
    ("callplan show har", ["harrow"]),
    ("callplan playbook show sma", ["small-add-on"]),
    ("callplan playbook diff small-add-on com", ["complex-b2b"]),
    ("callplan prep new --playbook com", ["complex-b2b"]),
    ("callplan prep harrow --target ord", ["ordered"]),
    ("callplan debrief harrow --with Mar", ["Marta-Lind"]),
    ("callplan debrief harrow --decided ris", ["risk"]),
    ("callplan debrief harrow --kept p", ["p1"]),
    ("callplan debrief harrow --set quan", ["quantity"]),
    ("callplan debrief harrow --done quiet", ["quiet-week"]),
    ("callplan debrief nobody --with ", []),
    ("callplan person harrow --rename Mar", ["Marta-Lind"]),
    ("callplan person harrow --merge Marta-Lind Mar", ["Marta-Lind"]),
    ("callplan person harrow --roles Mar", ["Marta-Lind"]),
    ("callplan drop har", ["harrow"]),
    ("callplan drop --back ", ["gone"]),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a deal in which somebody promised something."""
    home = tmp_path_factory.mktemp("shells")
    (home / "empty").mkdir()
    with_marta = ("--with", "Marta Lind:sponsor", "--no-input")
    assert said(home, "prep", "harrow", "--playbook", "considered-purchase", *with_marta).code == 0
    assert said(home, "debrief", "harrow", *with_marta, "--promised", "Marta:send it:+1w").code == 0
    assert said(home, "prep", "gone", "--playbook", "considered-purchase", *with_marta).code == 0
    assert said(home, "drop", "gone").code == 0
    return home


def completed(home: Path, shell: str, line: str) -> tuple[list[str], str]:
    """What a shell offers at the end of a line, and whatever it says beside it."""
    words = line.split(" ")
    scripts = {
        "bash": (
            f'eval "$(callplan --show-completion bash)"; COMP_WORDS=({" ".join(words[:-1])} "{words[-1]}"); '
            f'COMP_CWORD={len(words) - 1}; _callplan_completion callplan; printf "%s\\n" "${{COMPREPLY[@]}}"'
        ),
        "zsh": (
            'compdef() {}; _arguments() { print -r -- "$1" }; _files() {}; eval "$(callplan --show-completion zsh)"; '
            f'words=({" ".join(words[:-1])} "{words[-1]}"); CURRENT={len(words)}; _callplan_completion'
        ),
        "fish": f'callplan --show-completion fish | source; complete --do-complete "{line}"',
    }
    env = environ(
        home, PATH=f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"
    )
    run = subprocess.run(
        [*SHELLS[shell], scripts[shell]],
        capture_output=True,
        text=True,
        env=env,
        check=False,
        timeout=60,
        cwd=home / "empty",
    )
    found = run.stdout.replace("*: :((", "").replace("))", "").replace('"', "")
    offered = [each.replace("\\:", ":").split(":")[0].split("\t")[0] for each in found.splitlines()]
    return [each for each in offered if each], run.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_completed(home: Path, shell: str) -> None:
    """It offers commands, deals, playbooks, decisions, people, promises, facts and acts, and says nothing else."""
    if not shutil.which(shell) or not COMMAND.exists():
        pytest.skip(f"no {shell} here")
    assert [(line, *completed(home, shell, line)) for line, _ in LINES] == [(line, names, "") for line, names in LINES]


@pytest.mark.parametrize("shell", ["complete_bash", "complete_zsh", "complete_fish"])
@pytest.mark.parametrize("line", ["callplan show ", "callplan debrief harrow --with ", "callplan prep x --target "])
def test_nothing_said(tmp_path: Path, shell: str, line: str) -> None:
    """Where the data cannot be read, nothing is offered and nothing said."""
    (tmp_path / "callplan.db").write_text("no database, this")
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()))} if shell == "complete_bash" else {}
    more = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_CALLPLAN_COMPLETE": shell}
    found = said(tmp_path, **more, **asked)
    assert (found.out.strip().replace("_files", ""), found.err) == ("", "")


@pytest.mark.parametrize("shell", ["complete_bash", "complete_zsh", "complete_fish"])
@pytest.mark.parametrize(
    "line",
    [
        "callplan prep harrow --target ", "callplan prep harrow --json --target o", "callplan prep nobody --target ",
        "callplan debrief harrow --with Mar", "callplan debrief harrow --with Marta-Lind --decided ",
        "callplan debrief harrow --no-input --kept ", "callplan debrief harrow --moved p1 --missed p",
        "callplan prep harrow --set ", "callplan prep harrow --settled ri", "callplan debrief harrow --waived q",
        "callplan prep new --playbook s", "callplan debrief harrow --left x",
        "callplan person harrow --rename ", "callplan person harrow --merge Marta-Lind M", "callplan drop --back ",
        "callplan person harrow --rename Marta-Lind Marta-Lund --roles M", "callplan drop h",
    ],
)  # fmt: skip
def test_agreement(
    home: Path, shell: str, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids are answered before Typer is loaded, as Typer would."""
    place = str(len(line.split(" ")) - 1)
    more = {"COMP_WORDS": line, "COMP_CWORD": place} if shell == "complete_bash" else {"_TYPER_COMPLETE_ARGS": line}
    asked = {"_CALLPLAN_COMPLETE": shell, "_TYPER_COMPLETE_FISH_ACTION": "get-args", **more}
    monkeypatch.setenv("CALLPLAN_HOME", str(home))
    answer = tab.read(asked)
    assert answer is not None
    assert (answer.text, answer.code) == by_typer(asked, monkeypatch, capsys)


@pytest.mark.parametrize(
    "words",
    [
        "show harrow --target",
        "prep --target",
        "prep harrow --with --target",
        "prep harrow x --target",
        "prep harrow --on",
    ],
)  # fmt: skip
def test_left_to_typer(words: str) -> None:
    """A line it does not understand to the end is left to Typer."""
    asked = {"_CALLPLAN_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert tab.read(asked | {"_TYPER_COMPLETE_ARGS": f"callplan {words} "}) is None


def test_values(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids are those of the deal on the line; a name that a shell reads as more is not offered."""
    monkeypatch.setenv("CALLPLAN_HOME", str(home))
    assert tab.ids("steps", "harrow", "order") == ["order-typed", "ordered"]
    assert tab.ids("decisions", "harrow", "order") == ["ordered"]
    assert tab.ids("facts", "nobody", "") == tab.ids("promises", "", "") == []
    told = said(home, "prep", "harrow", "--with", "O'Hara $(x):user", "--no-input")
    assert told.code == 0
    assert tab.ids("people", "harrow", "") == ["Marta-Lind"]


def test_one_word_names(home: Path) -> None:
    """What the TAB key offers for a person is understood as that person."""
    renamed = said(home, "person", "harrow", "--rename", "Marta-Lind", "Marta Lund")
    assert (renamed.code, renamed.out.startswith("Marta Lund · ")) == (0, True)
    assert said(home, "undo", "harrow", "--yes").code == 0
    assert said(home, "prep", "harrow", "--with", "marta-lind", "--no-input").out.count("With Marta Lind") == 1
