"""A journal that something has damaged is found to be, or says what it said before: nothing in between."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from lines import said
from maps import SKETCH
from monday import said as heard
from scenes import OPENED, PROMISED
from test_kill import HELD, TODAY

PAGE = 4096
LINES = (
    "show harrow", "show nord --dates", "review", "review nord", "promises", "log harrow --all", "log nord", "figures",
    "", "redpen",
)  # fmt: skip


def bit(data: bytearray, chance: Random) -> bytearray:
    """One bit the other way."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def header(data: bytearray, chance: Random) -> bytearray:
    """One bit of the header, where the version stands, too."""
    data[chance.randrange(100)] ^= 1 << chance.randrange(8)
    return data


def digit(data: bytearray, chance: Random) -> bytearray:
    """Another digit in the place of one."""
    place = chance.choice([found.start() for found in re.finditer(rb"\d", data)])
    data[place] = ord(chance.choice([each for each in "0123456789" if ord(each) != data[place]]))
    return data


def cut(data: bytearray, chance: Random) -> bytearray:
    """Its beginning alone, or nothing."""
    return data[: chance.choice([0, chance.randrange(len(data)), chance.randrange(len(data) // PAGE) * PAGE])]


def emptied_page(data: bytearray, chance: Random) -> bytearray:
    """A page, of a table or of an index, without anything."""
    place = chance.randrange(len(data) // PAGE) * PAGE
    data[place : place + PAGE] = bytes(PAGE)
    return data


def other_page(data: bytearray, chance: Random) -> bytearray:
    """A page as another one is."""
    here, there = [chance.randrange(len(data) // PAGE) * PAGE for _ in "ab"]
    data[here : here + PAGE] = data[there : there + PAGE]
    return data


DAMAGES: dict[str, Callable[[bytearray, Random], bytearray]] = {
    "bit": bit, "header": header, "digit": digit, "cut": cut, "emptied page": emptied_page, "other page": other_page,
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two deals, of which one was renamed, each looked at once."""
    folder = tmp_path_factory.mktemp("sound") / "home"
    (folder / "playbooks").mkdir(parents=True)
    (folder / "playbooks" / "sketch.yaml").write_text(SKETCH)
    other = [line.replace("harrow", "norrland") for line in (OPENED, PROMISED)]
    for line in (OPENED, PROMISED, *other, HELD, "rename norrland nord"):
        assert said(folder, *shlex.split(line), CALLPLAN_TODAY=TODAY).code == 0
    for line in LINES:
        assert heard(folder, TODAY, line.split()).code == 0
    return folder


@pytest.mark.parametrize("times", [5, pytest.param(60, marks=pytest.mark.torture)])
@pytest.mark.parametrize("name", DAMAGES)
def test_nothing_is_silent(home: Path, tmp_path: Path, name: str, times: int, counts: Callable[[str], None]) -> None:
    """It says of a damaged file that it is damaged, or prints what it printed before; nothing begins in its place."""
    whole = (home / "callplan.db").read_bytes()
    before = {line: heard(home, TODAY, line.split()) for line in LINES}
    chance, refused = Random(name), 0
    for number in range(times):
        hurt, at = DAMAGES[name](bytearray(whole), chance), tmp_path / str(number)
        shutil.copytree(home, at)
        (at / "callplan.db").write_bytes(hurt)
        damaged = False
        for line, was in before.items():
            found = heard(at, TODAY, line.split())
            if found.code == 3:
                assert not found.out
                assert found.err.startswith(f"callplan: {at / 'callplan.db'}: "), found.err
                damaged = True
            else:
                assert (found.code, found.out) == (was.code, was.out), (number, line)
        refused += damaged
        if damaged:
            assert heard(at, TODAY, ["doctor"]).code == 3
        if (at / "callplan.db").stat().st_size < len(whole):
            assert heard(at, TODAY, shlex.split(OPENED.replace("harrow", "fresh"))).code == 3
        shutil.rmtree(at)
    counts(f"{times} damages of a {name}: {refused} found, the others made no difference")


def test_every_damaged_entry(home: Path, tmp_path: Path) -> None:
    """It names the newest backup that is whole, and a restored one has everything."""
    at = tmp_path / "home"
    shutil.copytree(home, at)
    assert said(at, "backup").code == 0
    good = max((at / "backups").iterdir())
    hurt = (at / "callplan.db").read_bytes().replace(b"find the sum", b"find the rum")
    (at / "callplan.db").write_bytes(hurt)
    found = said(at, "log", "harrow")
    assert (found.out, found.code) == ("", 3)
    assert found.err.endswith(f"nothing was changed. `callplan restore` puts back {good}.\n")
    assert said(at, "restore", "--yes").code == 0
    assert said(at, "log", "harrow", "--all").out == said(home, "log", "harrow", "--all").out
