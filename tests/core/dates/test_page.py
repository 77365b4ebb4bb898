"""docs/dates.md: what it shows is what its own commands print, run in their order.

`make dates` prints its blocks anew.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from story import Story

PAGE = Path(__file__).parents[3] / "docs" / "dates.md"
BLOCK = re.compile(r"```(sh|console)\n(?:\$ )?callplan ([^`]*?)```", re.DOTALL)
MAP = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
FREE = re.compile(r"```text\n(.*?)```", re.DOTALL)


def written(text: str, home: Path) -> str:
    """The page with every console block as it is printed now, in the folder that holds its map and its holidays."""
    (home / "two-tracks.yaml").write_text(MAP.findall(text)[0], encoding="utf-8")
    (home / "holidays.txt").write_text(FREE.findall(text)[0], encoding="utf-8")
    story = Story(home, today="2026-12-03")

    def printed(found: re.Match[str]) -> str:
        line = found[2] if found[1] == "sh" else found[2].splitlines()[0]
        said = story.line(*shlex.split(line.replace("\\\n", " ")))
        assert said.code == 0, said.err
        return found[0] if found[1] == "sh" else f"```console\n$ callplan {line}\n{said.out.rstrip()}\n```"

    return BLOCK.sub(printed, text)


def test_blocks_are_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows what its own commands print, run in their order."""
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) == 12
    assert written(text, tmp_path) == text


if __name__ == "__main__":
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
