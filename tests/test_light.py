"""A line that only reads loads none of the heavy modules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lines import environ, said

HEAVY = (
    *("typer", "typing", "dataclasses", "inspect", "pathlib", "platformdirs", "rich", "pydantic", "yaml"),
    *("questionary", "importlib.metadata", "tomllib", "logging", "shutil", "argparse", "hashlib"),
)
PROBE = f"""
import sys
before = set(sys.modules)
from callplan.cli import main
code = main()
print(code, sorted(set({HEAVY!r}) & (set(sys.modules) - before)), file=sys.stderr)
"""
PREP = (
    *(
        "prep",
        "acme",
        "--playbook",
        "small-add-on",
        "--with",
        "Ana:user",
        "--on",
        "2026-11-24",
        "--minutes",
        "30",
    ),
    "--no-input",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one call was planned."""
    folder = tmp_path_factory.mktemp("home")
    planned = said(folder, *PREP)
    assert (planned.err, planned.code) == ("", 0)
    return folder


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--version", 0),
        ("where", 0),
        ("", 0),
        ("show acme", 0),
        ("show acme --json", 0),
        ("show acme --why", 0),
        ("prep acme --no-input", 0),
        ("prep acme --no-input --json", 0),
        ("review", 0),
        ("review --json", 0),
        ("review acme", 0),
        ("promises", 0),
        ("promises --json", 0),
        ("show nobody", 5),
    ],
)
def test_light(home: Path, line: str, code: int) -> None:
    """It answers from the standard library alone, and from its cheap part."""
    assert loaded(home, line) == f"{code} []"


def test_tab(home: Path) -> None:
    """It completes a deal's name without them, too."""
    asked = {"_CALLPLAN_COMPLETE": "complete_bash", "COMP_WORDS": "callplan show ac", "COMP_CWORD": "2"}
    assert loaded(home, "", **asked) == "0 []"


def loaded(home: Path, line: str, **more: str) -> str:
    """How the line ended, and which heavy modules it loaded."""
    run = subprocess.run(
        [sys.executable, "-S", "-c", PROBE, *line.split()],
        capture_output=True, text=True, env=environ(home, **more), check=False,
    )  # fmt: skip
    return run.stderr.splitlines()[-1]
