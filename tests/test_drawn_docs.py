"""The drawings in docs/: what the program draws, and does at a terminal, today. `make readme` makes them anew."""

from __future__ import annotations

import os
import sys
import xml.etree.ElementTree as ET
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from browser import measured, needs_chromium
from recorded import COLUMNS, ROWS, Step, recording, seen
from screen import DOWN, ENTER, SPACE, UP, Screen

from callplan.cli import demo
from callplan.cli.door import command

DOCS = Path(__file__).parent.parent / "docs"
WEDNESDAY, THURSDAY, FRIDAY = "2026-12-02", "2026-12-03", "2026-12-04"
WORDS = "week 3, if the old printers stay where they are"
# What ends the screen on which a question is asked, the keys pressed then, and how long it is to be seen before that
PREP = (("When is the call? Enter: Thu 3 Dec 2026", ENTER, 2), ("Enter takes 2 · < or Esc back · ? why", ENTER, 3))
DEBRIEF = (
    ("1 of 9 · space ticks · Enter takes 2", ENTER, 2.5),
    ("1 of 5 · Enter takes it", ENTER, 2.5),
    ("1 of 17 · space ticks", DOWN, 0),
    ("2 of 17 · space ticks", SPACE, 0),
    ("2 of 17 · space ticks · Enter takes 1", ENTER, 4),
    ("1 of 8 · Enter takes it", ENTER, 2.5),
    ("space ticks · Enter: none", SPACE, 0),
    ("space ticks · Enter takes 1", ENTER, 2),
    ("What were Marta Lind’s words? Enter: not known", WORDS, 0),
    (WORDS, ENTER, 3),
    ("Was it worth their time, in their words? Enter: not asked", ENTER, 2),
    ("3 of 7 · Enter takes it", UP, 0),
    ("2 of 7 · Enter takes it", UP, 0),
    ("1 of 7 · Enter takes it", ENTER, 2.5),
)


def told(home: Path, count: int) -> None:
    """So many commands of the first demo deal, in a home of its own."""
    with mock.patch.dict(os.environ, {"CALLPLAN_HOME": str(home)}):
        for each in demo._story("harrow")["calls"][:count]:
            demo._quietly("harrow", each)


def drawing(home: Path) -> str:
    """The first demo deal as it is drawn on the day after its last call."""
    told(home, 4)
    out = StringIO()
    with (
        mock.patch.dict(os.environ, {"CALLPLAN_HOME": str(home), "CALLPLAN_TODAY": FRIDAY}),
        redirect_stdout(out),
    ):
        command("show")(deal="harrow", to="svg")
    return out.getvalue()


def record(home: Path) -> str:
    """The second call of the first demo deal, planned and debriefed at a terminal."""
    told(home, 2)
    steps = [*_played(home, "prep harrow", WEDNESDAY, PREP, 12), *_played(home, "debrief harrow", THURSDAY, DEBRIEF, 9)]
    return recording(
        "callplan at a terminal",
        "callplan prep harrow asks when the call is and who is on it, and prints the page of the call. callplan "
        "debrief harrow asks what came of it, and answers what it comes to by rule.",
        steps,
        len(PREP),
    )


def _played(home: Path, line: str, today: str, turns: tuple[tuple[str, str, float], ...], last: float) -> list[Step]:
    screen = Screen(home, *line.split(), columns=COLUMNS, rows=ROWS, CALLPLAN_HOME=str(home), CALLPLAN_TODAY=today)
    steps = []
    for ends, keys, seconds in turns:
        screen.sees(ends)
        if seconds:
            steps.append(seen(screen, f"callplan {line}", seconds))
        screen.child.send(keys)
    assert screen.ends() == 0
    return [*steps, seen(screen, f"callplan {line}", last)]


def whole(page: str) -> ET.Element:
    """The drawing as XML, with no script and nothing that is fetched."""
    tree = ET.fromstring(page)
    assert {each.tag.partition("}")[2] for each in tree.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan"),
    }  # fmt: skip
    assert "href" not in page
    assert "url(" not in page
    return tree


def test_the_demo_deal(tmp_path: Path) -> None:
    """It shows the picture that is drawn of the demo deal."""
    page = drawing(tmp_path)
    assert page == (DOCS / "harrow.svg").read_text(encoding="utf-8")
    whole(page)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_the_recording(tmp_path: Path) -> None:
    """It shows what stands on the screen at each step, small, with no script."""
    page = record(tmp_path)
    assert page == (DOCS / "recording.svg").read_text(encoding="utf-8")
    assert len(page.encode()) < 100_000
    assert len(list(whole(page).iter("{http://www.w3.org/2000/svg}g"))) == 12


def test_the_readme() -> None:
    """It has both in it."""
    text = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"](docs/{name}.svg)" in text for name in ("harrow", "recording"))


@needs_chromium
def test_the_recording_in_a_browser(tmp_path: Path) -> None:
    """It has every row inside, whatever the font."""
    shown = measured((DOCS / "recording.svg").read_text(encoding="utf-8"), tmp_path)
    left, top, right, bottom = shown["svgs"][0]["whole"]
    for each in shown["svgs"][0]["texts"]:
        assert left <= each[0] <= each[2] <= right, each
        assert top <= each[1] <= each[3] <= bottom, each


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (DOCS / "harrow.svg").write_text(drawing(Path(folder) / "drawn"), encoding="utf-8")
        (DOCS / "recording.svg").write_text(record(Path(folder) / "recorded"), encoding="utf-8")
