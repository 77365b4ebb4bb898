"""One's own deals in a home that joined a team: what they may be called, and whose they count as."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from homes import BAKERY, Home
from lines import Said
from servers import Server

Homes = Callable[..., Home]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database))


def test_a_name_like_somebody_elses(home: Homes) -> None:
    """It opens no deal, and names none, by what would read like a deal of another in the team; alone it does."""
    carol = home("carol")
    carol.opens("kraft")
    sentence = (
        "callplan: In a team, what stands before a “/” is whose deal it is, so a deal of yours has none in its name: "
        "ben-new, for example.\n"
    )
    refused = Said("", sentence, 2)
    assert carol.said("prep", "ben/new", *BAKERY) == refused
    assert carol.said("rename", "kraft", "ben/new") == refused
    assert carol.journal.deals() == ("kraft",)
    (carol.path / "config.toml").write_text("")
    carol.opens("ben/new")
    assert carol.said("rename", "kraft", "ben/old").code == 0
    assert sorted(carol.journal.deals()) == ["ben/new", "ben/old"]


def test_owner(home: Homes) -> None:
    """It counts one's own deals under the role that was joined, sent or not, in every look, and refuses a stranger."""
    laptop, carol = home("anna2"), home("carol")
    laptop.opens("bakery")
    assert laptop.said("review", "--owner", "anna2").out.count("bakery  ") == 1
    laptop.sync()
    laptop.opens("harrow")
    for look in ("review", "promises", "figures", "redpen"):
        assert laptop.said(look, "--owner", "anna").code == 0
        assert laptop.said(look, "--owner", "anna2") == Said(
            "", "callplan: --owner: no deal is of “anna2”. Did you mean anna?\n", 2
        )
    told = json.loads(laptop.said("review", "--owner", "anna", "--json").out)
    assert [(each["deal"], each["owner"]) for each in told["deals"]] == [("bakery", "anna"), ("harrow", "anna")]
    assert json.loads(laptop.said("figures", "--owner", "anna", "--json").out)["deals"] == 2
    carol.opens("kraft")
    carol.sync()
    refused = "callplan: --owner: no deal is of “zed”. There are anna, carol.\n"
    assert [carol.said(look, "--owner", "zed").err for look in ("review", "promises", "figures")] == [refused] * 3


def test_no_line_to_type_on_deals_of_others(home: Homes) -> None:
    """It ends no look at somebody else's deal in a line that is refused as printed, and one's own as ever."""
    anna, carol = home("anna"), home("carol")
    anna.opens("bakery")
    debrief = ("--with", "Oz", "--on", "today", "--verdict", "stayed", "--no-input")
    assert anna.said("debrief", "bakery", *debrief, "--promised", "Oz:send the numbers:thursday").code == 0
    for each in (anna, carol):
        each.sync()
    looks = (("show",), ("show", "--plan"), ("show", "--dates"), ("review",), ("promises", "--deal"))
    feet = [[each.said(*look, name).out for look in looks] for each, name in ((anna, "bakery"), (carol, "anna/bakery"))]
    typed = [[bool(re.search("callplan (prep|debrief|close)|--kept", page)) for page in pages] for pages in feet]
    assert typed == [[True] * 5, [False] * 5]


def test_no_form_of_deals_of_others(home: Homes) -> None:
    """It puts no form, which only the owner can hand in, on the paper of somebody else's deal."""
    anna, carol = home("anna"), home("carol")
    anna.opens("bakery")
    for each in (anna, carol):
        each.sync()
    papers = [each.said("export", name).out for each, name in ((anna, "bakery"), (carol, "anna/bakery"))]
    assert [("--from FILE" in paper, "callplan debrief" in paper) for paper in papers] == [(True, True), (False, False)]
