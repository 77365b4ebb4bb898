"""An exchange that is killed after the hub has it and before this home knows it: nothing is lost, nothing twice."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cut
import pytest
from homes import TODAY, Home
from lines import environ
from servers import Server

# Kills itself where it would call one of its own functions
KILLED = """
import os, signal, sys
from importlib import import_module
from callplan import cli
module, name = sys.argv.pop().split(":")
setattr(import_module(module), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
cli.main()
"""
SENT = "callplan.journal.taking_in:take_in"
FORGOTTEN = "callplan.journal.forgets:is_forgotten"
Homes = Callable[..., Home]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database))


def killed(home: Home, where: str) -> None:
    """An exchange that is killed there."""
    known = environ(home.path, CALLPLAN_TODAY=TODAY, USER=home.path.name)
    line = [sys.executable, "-c", KILLED, "sync", where]
    run = subprocess.run(line, env=known, capture_output=True, text=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr


def both_grew(home: Homes) -> tuple[Home, Home]:
    """Two homes of one rep; the first has something to send, something to take, and something to put aside."""
    anna, laptop = home("anna"), home("anna2")
    for deal in ("depot", "harrow", "oak"):
        anna.opens(deal)
    for each in (anna, laptop):
        each.sync()
    for deal in ("depot", "oak"):
        laptop.debriefs(deal, "from the laptop")
    laptop.sync()
    for deal, words in (("depot", "too late"), ("harrow", "in time")):
        anna.debriefs(deal, words)
    anna.opens("kiln")
    return anna, laptop


def is_whole(anna: Home, laptop: Home) -> None:
    """All of it is there once, wherever it belongs."""
    for each in (anna, laptop, anna, laptop):
        each.sync()
    assert anna.rows() == laptop.rows()
    assert sorted(anna.journal.deals()) == sorted(laptop.journal.deals()) == ["depot", "harrow", "kiln", "oak"]
    for words, deals in (("too late", 0), ("in time", 1), ("from the laptop", 2)):
        assert len([row for row in anna.rows() if words in row[-1]]) == deals
    (aside,) = [each for each in (anna.path / "drafts").iterdir() if each.suffix == ".json"]
    assert "too late" in aside.read_text()
    assert laptop.texts() == ""


def test_after_it_was_sent(home: Homes, server: Server, hub_database: str) -> None:
    """It knows again what it had sent, and puts aside once what the hub does not take over."""
    anna, laptop = both_grew(home)
    killed(anna, SENT)
    assert server.query(hub_database, "SELECT count(*) FROM callplan.deals WHERE name = 'kiln'") == [(1,)]
    is_whole(anna, laptop)


@pytest.mark.skipif(not cut.can_be_traced(), reason="strace, or leave to use it, is not to be had here")
@pytest.mark.parametrize("every", [9, pytest.param(2, marks=pytest.mark.torture)])
def test_every_call_of_the_system(
    home: Homes, server: Server, hub_database: str, every: int, counts: Callable[[str], None]
) -> None:
    """It loses nothing and doubles nothing at whichever call that changes something here it is killed."""
    anna, laptop = both_grew(home)
    homes = {each: cut.copied(each.path, f"{each.path.name}-before") for each in (anna, laptop)}
    server.query("postgres", f"CREATE DATABASE before TEMPLATE {hub_database}")
    points = cut.calls(anna.path, ("sync",), CALLPLAN_TODAY=TODAY)
    for point in points[::every]:
        server.query("postgres", f"DROP DATABASE {hub_database}")
        server.query("postgres", f"CREATE DATABASE {hub_database} TEMPLATE before")
        for each, before in homes.items():
            shutil.rmtree(each.path)
            shutil.copytree(before, each.path)
        assert cut.killed(anna.path, ("sync",), point, CALLPLAN_TODAY=TODAY).killed, point
        is_whole(anna, laptop)
    server.query("postgres", "DROP DATABASE before")
    counts(f"{len(points[::every])} kills of an exchange: nothing lost, nothing twice")


@pytest.mark.parametrize("met", [False, True])
@pytest.mark.parametrize("what", ["Oz Tan", "kiln"])
def test_forgotten_after_it_was_sent(home: Homes, met: bool, what: str) -> None:
    """It forgets on the hub, too, what this home did not know it had sent, in its first exchange or a later one."""
    anna, carol = home("anna"), home("carol")
    if met:
        anna.opens("harrow", "--with", "Bo Lin:user")
        anna.sync()
    anna.opens("kiln")
    killed(anna, SENT)
    assert anna.said("forget", what, "--confirm", what).code == 0
    assert anna.sync() == "What was forgotten here is gone from the hub, too.\n"
    carol.sync()
    assert anna.rows() == carol.rows()
    assert (what in str(carol.rows()), "anna/kiln" in carol.journal.deals()) == (False, what != "kiln")
    assert anna.texts() == ""


def test_after_it_was_forgotten(home: Homes) -> None:
    """It forgets once more what the hub has forgotten, unknown to this home, and puts nothing aside."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    for each in (anna, laptop):
        each.sync()
    anna.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    killed(anna, FORGOTTEN)
    for each in (anna, laptop, anna):
        each.sync()
    assert anna.rows() == laptop.rows()
    assert "Oz" not in str(anna.rows())
    assert (anna.texts(), laptop.texts()) == ("", "")
