"""Where things are kept, who writes, and what day it is."""

from __future__ import annotations

import os
import re
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from callplan import settings
from callplan.errors import BadFile, Usage

NAMES = ("CALLPLAN_HOME", "CALLPLAN_TODAY", "CALLPLAN_RECORDER", "XDG_DATA_HOME", "LOCALAPPDATA")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the environment that the tests run in."""
    for name in (*NAMES, "LOGNAME", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/rep")
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.parametrize(
    ("platform", "environ", "home"),
    [
        ("linux", {}, "/home/rep/.local/share/callplan"),
        ("darwin", {}, "/home/rep/Library/Application Support/callplan"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/callplan"),
        ("win32", {}, "/home/rep/callplan"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/callplan"),
        ("linux", {"XDG_DATA_HOME": "data"}, "/home/rep/.local/share/callplan"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, "/data/callplan"),
        ("linux", {"XDG_DATA_HOME": "/data", "CALLPLAN_HOME": "/mine"}, "/mine"),
        ("linux", {"CALLPLAN_HOME": "~/mine"}, "/home/rep/mine"),
        ("linux", {"CALLPLAN_HOME": ""}, "/home/rep/.local/share/callplan"),
    ],
)
def test_home(platform: str, environ: dict[str, str], home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes CALLPLAN_HOME, else XDG_DATA_HOME when that is a whole path, else the system's habit."""
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert (settings.home(), settings.journal()) == (home, f"{home}/callplan.db")


def test_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It makes a folder, and the home folder round it, for the owner alone; twice is once."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path / "a" / "home"))
    for _ in range(2):
        assert settings.made(settings.playbooks()) == settings.playbooks()
    made = (settings.home(), settings.playbooks())
    assert [stat.S_IMODE(os.stat(folder).st_mode) for folder in made] == [0o700, 0o700]


def test_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is CALLPLAN_TODAY, else the clock's day; what is no date is refused."""
    assert settings.today() == date.today()
    monkeypatch.setenv("CALLPLAN_TODAY", "2026-11-22")
    assert settings.today() == date(2026, 11, 22)
    monkeypatch.setenv("CALLPLAN_TODAY", "22.11.2026")
    with pytest.raises(Usage, match=re.escape("CALLPLAN_TODAY is “22.11.2026”, which is no date")):
        settings.today()


def test_now() -> None:
    """It tells the second and the distance from UTC."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", settings.now())


def test_recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the environment's word, else config.toml's, else the name you are logged in by."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    found = [settings.recorder()]
    monkeypatch.setenv("USER", "ana")
    found.append(settings.recorder())
    (tmp_path / "config.toml").write_text('recorder = "Ana Lima"\n')
    found.append(settings.recorder())
    monkeypatch.setenv("CALLPLAN_RECORDER", "AL")
    assert [*found, settings.recorder()] == ["rep", "ana", "Ana Lima", "AL"]


def test_broken_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the file that cannot be read."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    (tmp_path / "config.toml").write_text("recorder = Ana\n")
    with pytest.raises(BadFile, match=re.escape(f"{tmp_path}/config.toml: Invalid value (at line 1")):
        settings.config()


def test_find_playbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It finds yours, then the bundled ones, then files by their names."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    bundled = os.path.join(settings.bundled(), "complex-b2b.yaml")
    assert settings.find_playbook("complex-b2b") == bundled
    mine = tmp_path / "playbooks" / "complex-b2b.yaml"
    mine.parent.mkdir()
    mine.write_text("id: complex-b2b\n")
    assert settings.find_playbook("complex-b2b") == str(mine)
    assert settings.find_playbook(str(mine)) == str(mine)
    monkeypatch.chdir(mine.parent)
    assert settings.find_playbook("complex-b2b.yaml") == "complex-b2b.yaml"


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("complx-b2b", "No playbook is called “complx-b2b”. Did you mean complex-b2b?"),
        ("zzz", "No playbook is called “zzz”. `callplan playbook list` names them all."),
        ("", "No playbook is called “”. `callplan playbook list` names them all."),
        ("zzz.yaml", "There is no file “zzz.yaml”."),
        ("./complex-b2b", "There is no file “./complex-b2b”."),
    ],
)
def test_no_playbook(wanted: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It offers near ids, and says when it took the name for a file."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    with pytest.raises(BadFile) as refused:
        settings.find_playbook(wanted)
    assert str(refused.value) == told
