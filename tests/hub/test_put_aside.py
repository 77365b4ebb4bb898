"""What one of two homes told and the hub did not take over: told again, listed, and gone from the list."""

from __future__ import annotations

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
