"""Somebody forgotten in one home of a team, in what another home has begun, put aside or copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from homes import Home, name_taken
from servers import Server

Homes = Callable[..., Home]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database))


def files_with(home: Home, name: str) -> list[str]:
    """The files of a home in which a name stands."""
    files = [path for path in home.path.rglob("*") if path.is_file()]
    return [path.name for path in files if name.encode() in path.read_bytes()]


def apart(anna: Home, laptop: Home, words: str) -> None:
    """Have a debrief of the second home put aside, in which these words were said."""
    anna.opens("harrow")
    anna.sync()
    laptop.sync()
    anna.debriefs("harrow", "from the desk")
    anna.sync()
    laptop.debriefs("harrow", words)
    laptop.sync()
    assert words in laptop.texts()


def test_put_aside_elsewhere(home: Homes) -> None:
    """It throws away in the other home what was put aside of the deal and names them by a part of their name."""
    anna, laptop = home("anna"), home("anna2")
    apart(anna, laptop, "a secret")
    (paper,) = (laptop.path / "drafts").iterdir()
    of_another = paper.read_text().replace('"harrow"', '"kraft"').replace("Oz Tan", "Oz")
    (paper.parent / "kept.json").write_text(of_another)
    assert anna.said("forget", "Oz Tan", "--confirm", "Oz Tan").code == 0
    anna.sync()
    assert laptop.sync() == (
        "Somebody was forgotten in harrow elsewhere, and is here, too.\n"
        "What was half done or put aside of harrow and names them is gone, too.\n"
    )
    assert laptop.texts() == of_another
    assert files_with(laptop, "Oz Tan") == []


def test_put_aside_of_others(home: Homes) -> None:
    """It keeps what was put aside of the deal and names nobody who was forgotten."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow", "--with", "Pat Lim:user")
    apart_is = "a secret"
    anna.sync()
    laptop.sync()
    anna.debriefs("harrow", "from the desk")
    anna.sync()
    laptop.debriefs("harrow", apart_is)
    laptop.sync()
    before = laptop.texts()
    assert anna.said("forget", "Pat Lim", "--confirm", "Pat Lim").code == 0
    anna.sync()
    assert laptop.sync() == "Somebody was forgotten in harrow elsewhere, and is here, too.\n"
    assert laptop.texts() == before != ""


def test_put_aside_and_handed_over(home: Homes) -> None:
    """It finds and forgets somebody in what was put aside, and in the copies, of a deal that is another rep's now."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    anna.opens("harrow")
    anna.sync()
    ben.sync()
    anna.debriefs("harrow", "too late")
    anna.said("backup")
    carol.said("team", "hand-over", "anna/harrow", "--to", "ben")
    anna.sync()
    assert anna.journal.deals() == ()
    assert len(files_with(anna, "Oz Tan")) > 1
    found = anna.said("forget", "Oz Tan", "--confirm", "oz tan")
    assert found.err == (
        "Oz Tan, in what was half done or put aside of harrow and copies of this home, of harrow.\n"
        "Forgotten. What was exported, sent or copied elsewhere is out of reach.\n"
    )
    assert files_with(anna, "Oz Tan") == []
    again = anna.said("forget", "Oz Tan", "--confirm", "oz tan")
    assert (again.err, again.code) == ("callplan: No deal and nobody is called “Oz Tan”.\n", 5)
    assert anna.said("doctor").code == 0


def test_a_part_of_a_name(home: Homes) -> None:
    """It takes a part of somebody's name for nobody else of whom a paper tells."""
    anna, laptop = home("anna"), home("anna2")
    apart(anna, laptop, "a secret of Oz")
    found = laptop.said("forget", "Oz", "--confirm", "Oz")
    assert (found.code, found.err.splitlines()[0]) == (
        5,
        "callplan: No deal and nobody is called “Oz”. Did you mean Oz Tan?",
    )


@pytest.mark.parametrize("who", ["", "Oz Tan"])
def test_handed_over_before_it_was_forgotten_there(home: Homes, server: Server, hub_database: str, who: str) -> None:
    """It says that one deal is somebody else's by now, and forgets in all the others, somebody or all of it."""
    anna, carol, deals = home("anna"), home("carol"), ("depot", "harrow", "kiln")
    for deal in deals:
        anna.opens(deal)
    for each in (anna, carol):
        each.sync()
    # the one that is the first to be forgotten there
    ((lost,),) = server.query(hub_database, "SELECT name FROM callplan.deals ORDER BY opener, deal LIMIT 1")
    for what in (who,) if who else deals:
        anna.said("forget", what, "--confirm", what)
    carol.said("team", "hand-over", f"anna/{lost}", "--to", "ben")
    assert anna.sync().splitlines()[-2:] == [
        "What was forgotten here is gone from the hub, too.",
        "What was forgotten here stands on the hub in a deal that is ben's now: ben forgets it there.",
    ]
    carol.sync()
    left = [deal for deal in carol.journal.deals() if "Oz Tan" in carol.said("log", deal).out]
    assert left == [f"ben/{lost}"]
    assert anna.sync() == "Nothing new on either side.\n"


def test_forgotten_in_a_deal_whose_name_is_taken(home: Homes) -> None:
    """It forgets somebody on the hub as soon as the deal has come, whose new name another deal of this home has."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    for each in (anna, laptop):
        each.sync()
    anna.said("rename", "harrow", "kiln")
    anna.sync()
    laptop.opens("kiln")
    laptop.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    assert laptop.sync() == name_taken("kiln")
    laptop.said("rename", "kiln", "oak")
    assert "What was forgotten here is gone from the hub, too.\n" in laptop.sync()
    anna.sync()
    assert (anna.rows(), laptop.texts()) == (laptop.rows(), "")
    assert "Oz" not in str(anna.rows())


def test_forgotten_before_it_was_sent(home: Homes) -> None:
    """It takes somebody out of what was not sent yet when they were forgotten in the other home, before it goes."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow", "--with", "Bo Lin:user")
    for each in (anna, laptop):
        each.sync()
        each.said("backup")
    laptop.debriefs("harrow", "in time")
    promised = ("--promised", "Bo:ask Tan:2026-12-09", "--verdict", "advanced", "--no-input")
    assert laptop.said("debrief", "harrow", "--with", "Bo", "--on", "today", *promised).code == 0
    laptop.said("backup")
    anna.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    anna.sync()
    assert laptop.sync() == (
        "Somebody was forgotten in harrow elsewhere, and is here, too.\nWhat was new in harrow is on the hub now.\n"
    )
    anna.sync()
    assert anna.rows() == laptop.rows()
    told = str(anna.rows())
    assert ("Bo Lin" in told, "ask Somebody" in told, "Somebody else" in told) == (True, True, False)
    for each in (anna, laptop):
        assert [files_with(each, text) for text in ("Oz", "Tan", "in time")] == [[], [], []]
        assert each.said("doctor").code == 0
