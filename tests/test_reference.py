"""docs/playbook-reference.md: the playbook language on two pages, from the docstrings of its keys.

`make reference` writes the page anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from callplan.core.map import playbook
from callplan.playbook_file import read
from callplan.playbook_file.reference import EXAMPLE, reference
from callplan.playbook_file.schema import Key, parts

PAGE = Path(__file__).parents[1] / "docs" / "playbook-reference.md"
RECORDS = {"FactKeys": "Fact", "RoleKeys": "Role", "StageKeys": "Stage", "TalkKeys": "Talk", "ActKeys": "Act"}
KEYS = [(part, key) for part, keys in parts().items() for key in keys]


def test_written() -> None:
    """The page is what the code says now."""
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_two_pages() -> None:
    """It fits on two printed pages beside its example: 110 lines and 1,400 words."""
    text = reference().replace(EXAMPLE, "")
    lines = [line for line in text.splitlines() if line and not line.startswith(("|---", "```"))]
    assert len(lines) <= 110
    assert len(re.findall(r"[^\s|]*\w[^\s|]*", text)) <= 1400


def test_the_example() -> None:
    """It shows a map that has no mistakes and gives no advice."""
    found, problems = read(EXAMPLE.encode(), "small-add-on.yaml")
    assert found is not None
    assert problems == ()


@pytest.mark.parametrize(("part", "key"), KEYS, ids=[f"{part}.{key.name}" for part, key in KEYS])
def test_every_key(part: str, key: Key) -> None:
    """It has a docstring of one or two lines for every key, and tells a default that the record has, too."""
    assert 0 < len(key.text) <= 220
    assert key.meaning.endswith((".", "?`", ".”"))
    if part in RECORDS:
        told = getattr(getattr(playbook, RECORDS[part]), key.name, None)
        if isinstance(told, (str, bool, int)) and told != "":
            assert key.default.partition(";")[0] == str(told).lower()


def test_every_name_is_found() -> None:
    """It tells every key of every part, those inside `talk` and `concerns` under their whole names."""
    text = reference()
    for part, key in KEYS:
        before = {"TalkKeys": "talk.", "ConcernKeys": "concerns[]."}.get(part, "")
        assert f"| `{before}{key.name}` |" in text


def test_only_when_asked_for() -> None:
    """It is not loaded to read a map: the docstrings of keys cost nothing there."""
    script = "import sys, callplan.playbook_file as read; print([name for name in sys.modules if name in sys.argv])"
    names = [f"callplan.playbook_file.{name}" for name in ("reference", "schema")]
    run = subprocess.run([sys.executable, "-c", script, *names], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
