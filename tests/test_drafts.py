"""Drafts on disk: kept at once, readable by their owner alone, listed, thrown away, never trusted."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from lines import Said, said
from scenes import NEW, copied, home_of
from screen import CTRL_C, ENTER, Screen

from callplan import drafts, settings
from callplan.core.interview.course import Halfway
from callplan.errors import BadFile, Refusal


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path / "home"))


def draft(deal: str = "acme", command: str = "prep", **more: Any) -> drafts.Draft:
    """A draft of three answers."""
    halfway = Halfway({"on day": "2026-12-03", "with who": ["Ana: B", "山田"], "with names": []}, {"x y": "ha"})
    told: dict[str, Any] = {"given": {"minutes": 45, "not-asked": True, "with": ["Ana"]}, "seen": 3, "asks": "Who?"}
    return drafts.Draft(
        **{"command": command, "deal": deal, "kept_at": "2026-11-24T11:02:00+00:00", "halfway": halfway, **told, **more}
    )


def test_kept() -> None:
    """What is kept is found again, the same; the latest is listed first; what is dropped is gone."""
    first, second = draft(), draft("[/x] \x1b", "debrief", kept_at="2026-11-25T11:02:00+00:00")
    drafts.keep(draft(seen=2))
    drafts.keep(first)
    drafts.keep(second)
    assert (drafts.find("prep", "acme"), drafts.find("debrief", "acme")) == (first, None)
    assert drafts.kept() == [second, first]
    drafts.drop("prep", "acme")
    drafts.drop("prep", "acme")
    assert drafts.kept() == [second]


def test_private() -> None:
    """Files and folder are their owner's alone, and no file's name tells of whom it is."""
    drafts.keep(draft("Secret Ltd"))
    folder = Path(settings.drafts())
    (file,) = folder.iterdir()
    assert (stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE(file.stat().st_mode)) == (0o700, 0o600)
    assert "ecret" not in file.name


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "3", '{"schema": 2}', "{}", '{"schema": 1, "deal": "x"}',
        json.dumps({**vars(draft()), "halfway": {"said": {"a b": {"c": 1}}, "taken_back": {}}, "schema": 1}),
        json.dumps({**vars(draft()), "halfway": {"said": {"a b": [1]}, "taken_back": {}}, "schema": 1}),
        json.dumps({**vars(draft()), "halfway": {"said": [], "taken_back": {}}, "schema": 1}),
        json.dumps({**vars(draft()), "halfway": {"said": {}, "taken_back": {}}, "seen": "x", "schema": 1}),
    ],
)  # fmt: skip
def test_damaged(text: str) -> None:
    """A draft that is not whole is a sentence with its place."""
    drafts.keep(draft())
    (file,) = Path(settings.drafts()).iterdir()
    file.write_text(text)
    with pytest.raises(BadFile, match=r"this draft cannot be read; remove the file to begin anew\.$"):
        drafts.find("prep", "acme")


def test_full_disk() -> None:
    """A draft that cannot be written leaves the one before."""
    drafts.keep(draft())
    with mock.patch("os.replace", side_effect=OSError(28, "No space left on device")), pytest.raises(Refusal):
        drafts.keep(draft(seen=9))
    assert drafts.find("prep", "acme") == draft()


def test_listed(tmp_path: Path) -> None:
    """They are listed with the line that goes on, and thrown away by name."""
    home = tmp_path / "home"
    assert said(home, "drafts") == Said("", "Nothing is half done.\n")
    drafts.keep(draft("Acme Ltd"))
    assert (
        said(home, "drafts").out == 'callplan prep "Acme Ltd" · three answers on Tue 24 Nov 2026, 11:02 · next: Who?\n'
    )
    listed = json.loads(said(home, "drafts", "--json").out)
    assert [(each["deal"], each["command"], each["seen"]) for each in listed["drafts"]] == [("Acme Ltd", "prep", 3)]
    assert said(home, "drafts", "--drop", "acme ltd") == Said("", "Thrown away: prep Acme Ltd.\n")
    told = "callplan: There is no draft of “acme”. `callplan drafts` lists them.\n"
    assert said(home, "drafts", "--drop", "acme") == Said("", told, 5)


def test_grown(tmp_path: Path) -> None:
    """Going on where the deal has grown since, the offer says so."""
    home = copied(home_of(NEW, tmp_path / "before"), tmp_path / "home")
    first = Screen(home, "prep", "harrow")
    first.answers(("How does this client buy?", "sketch" + ENTER), ("When is the call?", CTRL_C))
    assert first.ends() == 130
    assert "Stopped; what you answered is kept. `callplan prep harrow` goes o" in first.text
    opened = said(home, "prep", "harrow", "--playbook", "sketch", "--with", "Ana:sponsor", "--no-input")
    assert opened.code == 0
    again = Screen(home, "prep", "harrow")
    again.answers(("harrow has grown since then: `callplan log harrow` shows how.", CTRL_C))
    assert again.ends() == 130


def test_disk_that_takes_nothing(tmp_path: Path) -> None:
    """Where no answer can be kept it is said once, and the asking goes on to the end."""
    home = copied(home_of(NEW, tmp_path / "before"), tmp_path / "home")
    (home / "drafts").write_text("in the way")
    screen = Screen(home, "prep", "harrow")
    screen.answers(
        ("How does this client buy?", "small" + ENTER),
        ("Your answers cannot be kept before the end:", ""),
        ("When is the call?", ENTER),
        ("Who is on the call?", "Oz Tan" + ENTER),
        ("What part does Oz Tan play?", ENTER),
        ("What do you see or hear of them?", ENTER),
        ("What would they be buying?", ENTER),
        ("What did they say made them take this call?", ENTER),
        ("By which day do they want the order?", ENTER),
    )
    assert screen.ends() == 0
    assert (home / "callplan.db").exists()
