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
from screen import CTRL_C, DOWN, ENTER, Screen

from callplan import drafts, put_aside, settings
from callplan.core.interview.course import Halfway
from callplan.errors import BadFile, Refusal
from callplan.put_aside import PutAside


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
    assert said(home, "drafts", "--drop", "acme ltd", "--yes") == Said("", "Thrown away: prep Acme Ltd.\n")
    told = "callplan: There is no draft of “acme”. `callplan drafts` lists them.\n"
    assert said(home, "drafts", "--drop", "acme") == Said("", told, 5)


def test_asked_before_it_goes(tmp_path: Path) -> None:
    """What is thrown away is shown and asked about, and without anybody to ask it stays."""
    home, line = tmp_path / "home", "callplan prep acme · three answers on Tue 24 Nov 2026, 11:02 · next: Who?\n"
    drafts.keep(draft())
    told = f"{line}callplan: Throw it away? Nobody can be asked here: give --yes.\n"
    assert said(home, "drafts", "--drop", "acme") == Said("", told, 4)
    screen = Screen(home, "drafts", "--drop", "acme")
    screen.answers(("Throw it away?", ENTER), ("Nothing was thrown away.", ""))
    assert screen.ends() == 1
    assert drafts.kept() == [draft()]
    screen = Screen(home, "drafts", "--drop", "acme")
    screen.answers(("Throw it away?", DOWN + ENTER), ("Thrown away: prep acme.", ""))
    assert screen.ends() == 0
    assert drafts.kept() == []


def test_one_of_several_goes(tmp_path: Path) -> None:
    """Of several half-done things of a deal those go that are picked; each is known by its time and its words."""
    home = tmp_path / "home"
    for hour in (11, 12):
        at = f"2026-11-24T{hour}:02:00+00:00"
        drafts.put_aside(draft(kept_at=at, typed_on="2026-11-24", told=["Ana said yes", f"at {hour}"]), str(hour))
    put_aside.keep(PutAside("acme", "2026-11-24T11:02:00+00:00", "it had grown", ("p2 kept",), [{"number": 7}]))
    assert said(home, "drafts").out == (
        "callplan prep acme · told on Tue 24 Nov 2026, 11:02, and put aside: Ana said yes; at 11\n"
        "acme · put aside on Tue 24 Nov 2026, 11:02, since it had grown: p2 kept\n"
        "callplan prep acme · told on Tue 24 Nov 2026, 12:02, and put aside: Ana said yes; at 12\n"
    )
    screen = Screen(home, "drafts", "--drop", "acme")
    screen.answers(
        ("Throw away which?", " " + ENTER), ("Thrown away: prep acme, told on Tue 24 Nov 2026, 11:02: Ana", "")
    )
    assert screen.ends() == 0
    assert [each.kept_at[11:13] for each in drafts.kept()] == ["12"]
    assert said(home, "drafts", "--drop", "acme", "--yes") == Said(
        "",
        "Thrown away: acme, put aside: p2 kept.\n"
        "Thrown away: prep acme, told on Tue 24 Nov 2026, 12:02: Ana said yes; at 12.\n",
    )
    assert said(home, "drafts") == Said("", "Nothing is half done.\n")


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


def test_put_aside(tmp_path: Path) -> None:
    """What was put aside waits behind what is begun, the earliest first; it is kept once, and renamed with its deal."""
    early, late = [draft(kept_at=f"2026-11-2{day}T11:02:00+00:00", typed_on=f"2026-11-2{day}") for day in (4, 5)]
    for each, mark in ((late, "b"), (early, "a"), (early, "a")):
        drafts.put_aside(each, mark)
    begun = draft(seen=9)
    drafts.keep(begun)
    assert drafts.find("prep", "acme") == begun
    drafts.drop("prep", "acme")
    assert drafts.find("prep", "acme") == early
    drafts.rename({"acme": "acme-foods"})
    assert sorted(each.kept_at for each in drafts.kept()) == [early.kept_at, late.kept_at]
    assert drafts.find("prep", "acme-foods") == early.but(deal="acme-foods")
    assert drafts.find("prep", "acme") is None
    assert said(tmp_path / "home", "drafts").out == (
        "callplan prep acme-foods · told on Tue 24 Nov 2026, 11:02, and put aside\n"
        "callplan prep acme-foods · told on Wed 25 Nov 2026, 11:02, and put aside\n"
    )


def test_told_in_one_second() -> None:
    """What was told in one second is offered, and listed, in the order in which it was written."""
    marks = {3: "x", 9: "c", 10: "a", 30: "b"}
    for seen, mark in sorted(marks.items(), key=lambda each: each[1]):
        drafts.put_aside(draft(typed_on="2026-11-24", seen=seen, told=[str(seen)]), mark)
    listed = said(Path(settings.drafts()).parent, "drafts").out
    assert [line.rpartition(": ")[2] for line in listed.splitlines()] == ["3", "9", "10", "30"]
    found = []
    while first := drafts.find("prep", "acme"):
        found.append((first.seen, drafts.waiting("prep", "acme")))
        drafts.drop("prep", "acme")
    assert found == [(3, 3), (9, 2), (10, 1), (30, 0)]


def test_renamed_with_each_other() -> None:
    """Two deals that changed their names with each other keep what is half done of them, edits and all."""
    acme, oak = draft(), draft("oak", seen=9)
    edit = draft("acme", drafts.MAP, seen=4)
    for each in (acme, oak, edit):
        drafts.keep(each)
    Path(drafts.edited("acme")).write_text("id: acme")
    put_aside.keep(PutAside("oak", "2026-11-24T11:02:00+00:00", "it had grown", ("p2 kept",), []))
    for rename in (drafts.rename, put_aside.rename):
        rename({"acme": "oak", "oak": "acme"})
    assert (drafts.find("prep", "oak"), drafts.find("prep", "acme")) == (acme.but(deal="oak"), oak.but(deal="acme"))
    assert drafts.find(drafts.MAP, "oak") == edit.but(deal="oak")
    assert (Path(drafts.edited("oak")).read_text(), Path(drafts.edited("acme")).exists()) == ("id: acme", False)
    assert [each.deal for each in put_aside.kept()] == ["acme"]
    assert len([*Path(settings.drafts()).iterdir()]) == 5


def test_told_again(tmp_path: Path) -> None:
    """What was put aside is offered line by line, on the day on which it was typed; leaving it loses nothing."""
    home = tmp_path / "home"
    told = ("--playbook", "small-add-on", "--with", "Oz Tan:owner", "--on", "2026-11-24", "--no-input")
    assert said(home, "prep", "bakery", *told).code == 0
    given = {"with": ["Oz"], "promised": ["Oz:ask Lea:monday"], "verdict": "advanced", "on": "2026-11-20"}
    aside = {"given": given, "halfway": Halfway({}, {}), "seen": 3, "asks": "", "typed_on": "2026-11-20"}
    drafts.put_aside(draft("bakery", "debrief", **aside), "mark")
    offered = ("What you told on Fri 20 Nov 2026, 11:02 was put aside.", ENTER)
    for lines in ([("--with, as it was given", ENTER)], []):
        screen = Screen(home, "debrief", "bakery")
        screen.answers(offered, *lines, ("--promised, as it was given", CTRL_C))
        assert screen.ends() == 130
    (kept,) = drafts.kept()
    assert (kept.given, kept.typed_on) == (given, "2026-11-20")


def test_put_aside_as_written(tmp_path: Path) -> None:
    """What has no answers is kept as it was written, told in words, and thrown away by its deal's name."""
    home = tmp_path / "home"
    entries = [{"number": 4, "kind": "Renamed", "body": {"name": "oak"}}]
    kept = PutAside("acme", "2026-11-24T11:02:00+00:00", "it had grown on the hub", ("called oak",), entries)
    for _ in range(2):
        put_aside.keep(kept)
    assert put_aside.kept() == [kept]
    told = "acme · put aside on Tue 24 Nov 2026, 11:02, since it had grown on the hub: called oak"
    assert said(home, "drafts") == Said(f"{told}\n")
    assert json.loads(said(home, "drafts", "--json").out)["put_aside"][0]["entries"] == entries
    assert said(home, "drafts", "--drop", "acme", "--yes") == Said("", "Thrown away: acme, put aside: called oak.\n")
    put_aside.keep(kept)
    (file,) = Path(settings.drafts()).iterdir()
    file.write_text('{"schema": 1}')
    with pytest.raises(BadFile, match="what was put aside in it cannot be read"):
        put_aside.kept()
