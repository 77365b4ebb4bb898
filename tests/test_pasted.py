"""Every command that is printed can be pasted into a shell, whatever the deal is called, and runs nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from story import Story

from callplan.core.phrase import HARD_SPACE, loose, typed
from callplan.core.text import tidy

MAP = """
roles: {boss: {title: boss}}
stages:
- {id: one, title: Shall we?, steps: [{id: go, title: the go-ahead, whether: to go on, by: boss}]}
- {id: two, title: The order, steps: [{id: order, title: the order, whether: to order, by: boss}]}
"""
NAMES = (
    "acme", "Müller & Söhne", "O'Brien", 'the "best" ones', "$(touch run)", "`touch run`", "a; touch run", "!x", "-rf",
    "- a b", "--help", "*", "~", "#1", "a\\b", "“Quoted”", "50% | more", "a > run", "{a,b}", "山田", "'", "a/b",
    "$HOME", "van den Berg", "[/x]", "a'b\"c", "--", "-", "$(touch x) `touch y`", "=1+1", "%s{}",
)  # fmt: skip
COMMAND = re.compile(
    r"callplan (?:prep|debrief|show|log|undo|close|reopen|map|review|drafts|promises)(?: --\w+)* (\S.*)"
)


@pytest.mark.parametrize("name", NAMES)
def test_a_shell_reads_the_name(tmp_path: Path, name: str) -> None:
    """A shell gives back the very name, as no option, and runs nothing."""
    line = f"printf '%s\\n' x{loose(typed(name))}" if name.startswith("-") else f"printf '%s\\n' {loose(typed(name))}"
    found = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True)
    told = found.stdout.removesuffix("\n")
    assert tidy(told.removeprefix("x") if name.startswith("-") else told) == name
    assert not told.startswith("-")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed(tmp_path: Path, name: str) -> None:
    """Every line about a deal names it as it is typed, with plain blanks."""
    story = Story(tmp_path, MAP)
    it = f" {name}"
    said = [
        story.line("prep", it, "--playbook", str(story.file), "--with", "Ana:boss", "--on", "2026-11-02", "--no-input"),
        story.line(
            "debrief", it, "--with", "Ana", "--declined", "go:Ana:no", "--we-promised", "send it:+2d", "--no-input"
        ),
        story.line("show", it),
        story.line("promises"),
        story.line("review"),
        story.line("close", it, "--lost", "--reason", "no", "--no-input"),
        story.line("reopen", it),
        story.line("undo", it, "--yes"),
        story.line(),
    ]
    assert [each.code for each in said] == [0] * len(said), [each.err for each in said]
    printed = "\n".join([each.out + each.err for each in said])
    told = [found for found in COMMAND.findall(printed) if not found.startswith(("NAME", "DEAL", "--"))]
    assert HARD_SPACE not in printed
    assert told
    assert [found for found in told if not found.startswith(loose(typed(name)))] == []


def printed(story: Story, name: str) -> str:
    """Everything that is printed about a deal, from its first prep on."""
    said = [
        story.line("prep", f" {name}", "--playbook", str(story.file), "--with", "Ana:boss", "--no-input"),
        story.line("debrief", f" {name}", "--with", "Ana", "--declined", "go:Ana:no", "--no-input"),
        story.line("show", f" {name}"),
        story.line("close", f" {name}x"),
        story.line("close", f" {name}", "--no-input"),
        story.line(),
    ]
    return "\n".join([each.out + each.err for each in said])


@pytest.mark.parametrize("name", ["acme", *NAMES[-8:], "two\nlines"])
def test_what_is_printed_runs(tmp_path: Path, name: str) -> None:
    """Each printed line, read by a shell, is about this deal and does what it says, and nothing else is run."""
    (tmp_path / "home").mkdir()
    (tmp_path / "empty").mkdir()
    story = Story(tmp_path / "home", MAP)
    deal = re.escape(loose(typed(tidy(name))))
    lines = set(re.findall(rf"callplan (\w+ {deal}(?: --[a-z-]+)*)(?=[`.,; )]|$)", printed(story, name), re.MULTILINE))
    assert {line.partition(" ")[0] for line in lines} >= {"prep", "debrief", "undo"}
    for number, line in enumerate(sorted(lines)):
        told = subprocess.run(
            ["sh", "-c", f"set -- {line}; printf '%s\\0' \"$@\""],
            cwd=tmp_path / "empty", capture_output=True, text=True, check=True,
        )  # fmt: skip
        copy = Path(shutil.copytree(story.home, tmp_path / str(number)))
        said = Story(copy, MAP).line(*told.stdout.split("\0")[:-1])
        assert (line, said.code) in ((line, 0), (line, 4)), said.err
    assert not list((tmp_path / "empty").iterdir())
