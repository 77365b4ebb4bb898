"""docs/playbooks.md: each of its sections is one of these tests, and what it shows is what runs and is printed.

`make guide` prints its blocks anew.
"""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest
from story import Story

from callplan.playbook_file import read

GUIDE = Path(__file__).parents[2] / "docs" / "playbooks.md"
SECTION = re.compile(r"^### (.+)\n((?:(?!#{1,3} ).*\n)*)", re.MULTILINE)
EXCERPT = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n\$ callplan ([^\n]*)\n(.*?)```", re.DOTALL)
SECTIONS = SECTION.findall(GUIDE.read_text(encoding="utf-8"))


def slug(heading: str) -> str:
    """The name of the test that a section stands for."""
    return "test_" + re.sub("[^a-z0-9]+", "_", heading.lower()).strip("_")


def maps() -> dict[str, list[str]]:
    """The lines of each test's docstring, by the test's name."""
    found: dict[str, list[str]] = {}
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                found[node.name] = (ast.get_docstring(node) or "").splitlines()
    return found


def stands(piece: str, lines: list[str]) -> bool:
    """Whether the lines of a piece stand among these, in their order, all indented by so many blanks more."""
    wanted = piece.splitlines()
    return any(in_order([" " * more + line for line in wanted], lines) for more in range(0, 20, 2))


def in_order(wanted: list[str], lines: list[str]) -> bool:
    """Whether lines follow one another among others."""
    left = iter(lines)
    return all(line in left for line in wanted)


@pytest.mark.parametrize(("heading", "text"), SECTIONS, ids=[heading for heading, _ in SECTIONS])
def test_sections(heading: str, text: str) -> None:
    """It has a test of its name for every section, and the section's YAML stands in that test's map line by line."""
    excerpts = EXCERPT.findall(text)
    assert excerpts
    lines = maps()[slug(heading)]
    for piece in "\n\n".join(excerpts).split("\n\n"):
        assert stands(piece.strip("\n"), lines), piece


def test_one_test_a_section() -> None:
    """It has no two sections that would be the same test."""
    slugs = [slug(heading) for heading, _ in SECTIONS]
    assert len(set(slugs)) == len(slugs) > 0


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("a:\n  b: 1", True),
        ("a:\n  d: 3", True),
        ("b: 1\nd: 3", True),
        ("a:\n    b: 1", False),
        ("d: 3\nb: 1", False),
        ("b: 2", False),
    ],
)
def test_an_excerpt_is_taken_line_by_line(piece: str, found: bool) -> None:
    """It may leave lines out and be moved as a whole, and may neither change nor move a line by itself."""
    assert stands(piece, ["a:", "  b: 1", "  c: 2", "  d: 3"]) is found


def test_its_map_is_sound() -> None:
    """It explains a map that has no mistakes and gives no advice."""
    found, problems = read(EXCERPT.findall(GUIDE.read_text(encoding="utf-8"))[0].encode(), "my-add-on.yaml")
    assert found is not None
    assert problems == ()


def written(text: str, home: Path) -> str:
    """The guide with every console block as it is printed now, in the folder that holds its map."""
    (home / "my-add-on.yaml").write_text(EXCERPT.findall(text)[0], encoding="utf-8")
    story = Story(home, today="2026-12-01")

    def printed(found: re.Match[str]) -> str:
        said = story.line(*shlex.split(found[1]))
        assert said.code == 0, said.err
        return f"```console\n$ callplan {found[1]}\n{said.out.rstrip()}\n```"

    return CONSOLE.sub(printed, text)


def test_blocks_are_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows what its own commands print, run in their order."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    text = GUIDE.read_text(encoding="utf-8")
    assert len(CONSOLE.findall(text)) == 3
    assert written(text, tmp_path) == text


if __name__ == "__main__":
    import os
    import tempfile

    os.environ["COLUMNS"] = "80"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
