"""Homes that meet another hub than the one they know: with nothing on it, an older one, or the first one again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from homes import Home
from servers import Server

Homes = Callable[..., Home]
Moves = Callable[[str, Home], str]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database))


@pytest.fixture
def meets(server: Server) -> Moves:
    """Have a home join the hub in a database, and what it says when it exchanges with it."""

    def meets(database: str, home: Home) -> str:
        (home.path / "config.toml").write_text(f'[team]\ndatabase = "{server.url(home.role, database)}"\n')
        return home.sync()

    return meets


def handed_over(home: Homes) -> tuple[Home, Home, Home, Home]:
    """The homes of anna, of ben with two machines, and of carol, after one of anna's deals became ben's."""
    anna, ben, laptop, carol = home("anna"), home("ben"), home("ben2"), home("carol")
    anna.opens("kiln")
    anna.opens("depot")
    for each in (anna, carol):
        each.sync()
    assert carol.said("team", "hand-over", "anna/kiln", "--to", "ben").code == 0
    for each in (anna, ben, laptop, carol):
        each.sync()
    return anna, ben, laptop, carol


def told(home: Home) -> list[tuple[object, ...]]:
    """What a home has, but for who wrote it."""
    return [row[:4] + row[5:] for row in home.rows()]


def test_all_on_a_new_hub(home: Homes, meets: Moves, server: Server) -> None:
    """It sends a deal that another opened to a new hub, once, from whichever machine comes first."""
    anna, ben, laptop, carol = handed_over(home)
    new = server.database("moved")
    away = "Not on the hub for you, and so not here any more, until their owners have sent what a new hub lacks: "
    assert [meets(new, each) for each in (carol, ben, laptop, anna, carol, ben)] == [
        f"{away}anna/depot and ben/kiln.\n",
        "What was new in kiln is on the hub now.\n",
        "Nothing new on either side.\n",
        "What was new in depot is on the hub now.\n",
        "New here of anna's: anna/depot.\nNew here of ben's: ben/kiln.\n",
        "Nothing new on either side.\n",
    ]
    laptop.debriefs("kiln", "on the new one")
    assert laptop.sync() == "What was new in kiln is on the hub now.\n"
    assert ben.sync() == "You wrote a debrief of 1 Dec to kiln on another machine.\n"
    carol.sync()
    assert ben.rows() == laptop.rows()
    # on the new hub whoever sent an entry has written it
    assert sorted(told(anna) + told(ben)) == told(carol)
    assert {row[4] for row in ben.rows()} == {"anna", "ben"}
    assert "".join(each.texts() for each in (anna, ben, laptop, carol)) == ""


def test_the_old_hub_again(home: Homes, meets: Moves, server: Server, hub_database: str) -> None:
    """It knows a deal again on the hub that it had by another id, with what was written meanwhile, and doubles none."""
    _, ben, laptop, carol = handed_over(home)
    new = server.database("moved")
    meets(new, ben)
    ben.debriefs("kiln", "on the new one")
    ben.sync()
    assert [meets(hub_database, each) for each in (ben, laptop, carol)] == [
        "What was new in kiln is on the hub now.\n",
        "You wrote a debrief of 1 Dec to kiln on another machine.\n",
        "Ben wrote a debrief of 1 Dec to kiln.\n",
    ]
    assert ben.journal.deals() == laptop.journal.deals() == ("kiln",)
    assert ben.rows() == laptop.rows()
    assert ben.texts() == ""


def test_lost_on_the_old_hub(home: Homes, meets: Moves, server: Server, hub_database: str) -> None:
    """It gives up a deal that went to somebody else on the hub that it had by another id, and keeps what is new."""
    anna, ben, _, carol = handed_over(home)
    meets(server.database("moved"), ben)
    ben.debriefs("kiln", "on the new one")
    ben.sync()
    assert carol.said("team", "hand-over", "ben/kiln", "--to", "anna").code == 0
    assert meets(hub_database, ben).splitlines()[0] == "kiln is anna's now, and no longer here."
    assert "on the new one" in ben.texts()
    assert anna.sync() == "kiln is yours now; it was ben's.\n"


@pytest.mark.parametrize("what", ["Oz Tan", "kiln"])
def test_forgotten_before_a_new_hub(home: Homes, meets: Moves, server: Server, what: str) -> None:
    """It takes out of a new hub what was forgotten before, where another machine has sent that by now."""
    _, ben, laptop, _ = handed_over(home)
    new = server.database("moved")
    laptop.said("forget", what, "--confirm", what)
    meets(new, ben)
    assert "gone from the hub, too." in meets(new, laptop)
    ben.sync()
    assert told(ben) == told(laptop)
    assert what not in str(ben.rows())
    assert laptop.sync() == "Nothing new on either side.\n"


def test_a_hub_from_before_it_was_handed_over(home: Homes, meets: Moves, server: Server) -> None:
    """It loses nothing where a hub's backup is from before a hand-over: either has the deal then, by an id each."""
    anna, ben, _, carol = handed_over(home)
    old = server.database("moved")
    anna2 = home("anna2")
    meets(old, ben)
    kept = ben.rows()
    assert meets(old, anna) == "What was new in depot is on the hub now.\n"
    assert meets(old, anna2) == "New here of yours: depot.\n"
    meets(old, carol)
    assert sorted(carol.journal.deals()) == ["anna/depot", "ben/kiln"]
    assert ben.rows() == kept
