"""What one of two homes told and the hub did not take over: told again, listed, and gone from the list."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from answering import at_a_terminal
from homes import Home
from servers import Server

from callplan.core.phrase import loose

Homes = Callable[..., Home]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database))


def test_a_promise_that_has_another_number(home: Homes) -> None:
    """It marks in what is told again the promise that was meant, and tells nothing that was not told then."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    anna.sync()
    laptop.sync()
    promises = {anna: "send the contract:2026-11-19", laptop: "bring cake:2026-12-04"}
    for each, promised in promises.items():
        each.said("debrief", "harrow", "--with", "Oz", "--on", "2026-11-19", "--we-promised", promised, "--no-input")
    laptop.said("debrief", "harrow", "--with", "Oz", "--on", "2026-11-26", "--kept", "p1", "--no-input")
    anna.sync()
    laptop.sync()
    with at_a_terminal() as enter:
        assert [laptop.said("debrief", "harrow").code for _ in range(2)] == [0, 0]
    assert "We were to send the contract by Thu 19 Nov. What became of it?" in [*map(loose, enter.questions)]
    told = [line.split("  ")[-1] for line in laptop.said("log", "harrow").out.splitlines()]
    assert [line for line in told if line[:2] in ("p1", "p2")] == [
        "p1: we will send the contract by 2026-11-19",
        "p2: we will bring cake by 2026-12-04",
        "p2 kept: bring cake",
    ]


def apart(home: Homes, *lines: str) -> Home:
    """A second home in which these lines were typed of a deal that had grown on the hub, and put aside."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    promised = ("--on", "2026-11-19", "--we-promised", "send the contract:2026-11-20", "--no-input")
    anna.said("debrief", "harrow", "--with", "Oz", *promised)
    anna.sync()
    laptop.sync()
    anna.debriefs("harrow", "from the desk")
    anna.sync()
    for line in lines:
        assert laptop.said(*shlex.split(line)).code == 0, line
    laptop.sync()
    return laptop


@pytest.mark.parametrize(
    "line",
    [
        "promises --kept harrow:p1",
        "promises --moved harrow:p1:2026-12-11",
        "rename harrow harrow-foods",
        'rename harrow "Harrow Foods"',
        "drop harrow",
        'person harrow --rename "Oz Tan" "Oz Tang"',
        'person harrow --as "Oz Tan:Ozzie"',
        'person harrow --roles "Oz Tan:user"',
        'close harrow --end lost --words "they moved" --on 2026-12-01',
        "undo harrow 5 --yes",
    ],
)
def test_the_line_that_tells_it_again(home: Homes, line: str) -> None:
    """It prints a line that runs as it is printed, and leaves what was put aside off the list once that was typed."""
    laptop = apart(home, line)
    listed = laptop.said("drafts").out
    again = listed.partition(" · `callplan ")[2].partition("` tells it again")[0]
    assert again == line.removesuffix(" --yes"), listed
    assert laptop.said(*shlex.split(line)).code == 0
    assert laptop.said("drafts").err == "Nothing is half done.\n"
    assert json.loads(laptop.said("drafts", "--json").out)["put_aside"] == []


def test_an_id_that_names_something_else(home: Homes) -> None:
    """It prints no line where what was named by an id or a number is not there, and says what it was."""
    own = 'debrief harrow --with Oz --we-promised "bring cake:2026-12-04" --no-input'
    laptop = apart(home, own, "promises --kept harrow:p2", "undo harrow --yes")
    listed = laptop.said("drafts").out
    assert "since you wrote to it on another machine, too: p2 kept: bring cake\n" in listed
    assert "since you wrote to it on another machine, too: taken back: p2 kept: bring cake\n" in listed
