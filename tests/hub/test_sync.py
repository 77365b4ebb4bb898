"""An exchange with the team's hub, between homes, as whoever types `callplan sync` sees it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from cut_line import CutLine
from homes import TODAY, Home, wrote_on_both
from lines import Said
from screen import DOWN, ENTER, Screen
from servers import Server

from callplan import drafts, hub
from callplan.core.interview.course import Halfway

Homes = Callable[..., Home]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name, database="": Home(
        tmp_path / name, name.rstrip("2"), database or server.url(name.rstrip("2"), hub_database)
    )


def test_from_three_homes(home: Homes) -> None:
    """It sends what is new, takes what changed, and has the same entries everywhere in the end."""
    anna, ben, carol, laptop = home("anna"), home("ben"), home("carol"), home("anna2")
    for name in ("bakery", "harrow"):
        anna.opens(name)
    ben.opens("kraft")
    ben.debriefs("kraft", "yes please")
    assert [each.sync() for each in (anna, ben, carol, laptop)] == [
        "What was new in bakery and harrow is on the hub now.\n",
        "What was new in kraft is on the hub now.\n",
        "New here of anna's: anna/bakery and anna/harrow.\nNew here of ben's: ben/kraft.\n",
        "New here of yours: bakery and harrow.\n",
    ]
    ben.debriefs("kraft", "once more")
    laptop.debriefs("harrow", "from the laptop")
    assert [each.sync() for each in (ben, laptop, carol, anna, anna)] == [
        "What was new in kraft is on the hub now.\n",
        "What was new in harrow is on the hub now.\n",
        "Ben wrote a debrief of 1 Dec to kraft.\nAnna wrote a debrief of 1 Dec to harrow.\n",
        "You wrote a debrief of 1 Dec to harrow on another machine.\n",
        "Nothing new on either side.\n",
    ]
    assert anna.rows() == laptop.rows()
    assert sorted([*anna.rows(), *ben.rows()]) == carol.rows()


def test_others_deals(home: Homes) -> None:
    """It lets a manager look at everybody's deals, choose by owner, and write to none of them."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    anna.opens("harrow")
    ben.opens("kraft")
    ben.debriefs("kraft", "yes please")
    for each in (anna, ben, carol):
        each.sync()
    told = [
        [line.split("  ")[0] for line in carol.said("review", *words).out.splitlines() if "/" in line]
        for words in ((), ("--owner", "ben"))
    ]
    assert told == [["anna/harrow", "ben/kraft"], ["ben/kraft"]]
    figures = [json.loads(carol.said("figures", "--json", *words).out)["deals"] for words in ((), ("--owner", "ben"))]
    assert figures == [2, 1]
    refused = Said("", "callplan: ben/kraft is a deal of ben's: you can look at it, and only ben writes to it.\n", 1)
    for words in (("undo", "--yes"), ("rename", "mine"), ("drop",), ("prep", "--no-input"), ("debrief", "--no-input")):
        assert carol.said(words[0], "ben/kraft", *words[1:]) == refused
    assert carol.said("show", "ben/kraft").code == 0
    assert "Your latest deals" not in carol.said().out
    assert carol.sync() == "Nothing new on either side.\n"


def test_both_grew(home: Homes) -> None:
    """It lets the hub's entries stand, offers a debrief again, and keeps what no answers are known of."""
    anna, laptop = home("anna"), home("anna2")
    wrote_on_both(anna, laptop, "harrow")
    anna.said("rename", "harrow", "harrow-foods")
    assert anna.sync().splitlines() == [
        "You wrote a debrief of 1 Dec to harrow on another machine.",
        "One debrief of yours was put aside, since you wrote to harrow on another machine, too: `callplan debrief "
        "harrow` offers it again, each answer as you gave it.",
        "Put aside, since you wrote to harrow on another machine, too: called harrow-foods from here on. `callplan "
        "drafts` keeps it until you drop it.",
    ]
    told = re.sub(r"on \w+ \d+ \w+ \d+, \d\d:\d\d", "on DAY, HH:MM", anna.said("drafts").out)
    assert told == (
        "callplan debrief harrow · told on DAY, HH:MM, and put aside: Oz Tan said yes to the add-on: “from the desk”; "
        "call with Oz Tan; called advanced; shown advanced; worth it: not asked\n"
        "harrow · put aside on DAY, HH:MM, since you wrote to it on another machine, too: called "
        "harrow-foods from here on · `callplan rename harrow harrow-foods` tells it again\n"
    )
    assert "from the desk" in anna.texts()
    assert anna.rows() == laptop.rows()
    assert re.sub(r", told on .*", "", anna.said("drafts", "--drop", "harrow", "--yes").err) == (
        "Thrown away: debrief harrow\nThrown away: harrow, put aside: called harrow-foods from here on.\n"
    )
    assert anna.texts() == ""


def test_handed_over(home: Homes) -> None:
    """It takes a deal from the home it leaves, with what was not sent kept, and brings it to its new owner's."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    anna.opens("harrow")
    for each in (anna, ben, carol):
        each.sync()
    anna.debriefs("harrow", "too late")
    assert carol.said("team", "hand-over", "anna/harrow", "--to", "ben").code == 0
    assert [each.sync() for each in (ben, carol, anna)] == [
        "harrow is yours now; it was anna's.\n",
        "Nothing new on either side.\n",
        "harrow is ben's now, and no longer here.\nPut aside, since harrow went to ben: "
        "Oz Tan said yes to the add-on: “too late”; call with Oz Tan; called advanced; shown advanced; worth it: not "
        "asked. `callplan drafts` keeps it until you drop it.\n",
    ]
    assert [each.journal.deals() for each in (anna, ben, carol)] == [(), ("harrow",), ("ben/harrow",)]
    ben.debriefs("harrow", "in good hands")
    ben.sync()
    assert carol.sync() == "Ben wrote a debrief of 1 Dec to harrow.\n"
    assert carol.said("review", "--owner", "ben").out.count("ben/harrow") == 1


def test_renamed_elsewhere(home: Homes) -> None:
    """It keeps what was begun of a deal under the name that it was given on another machine."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    anna.sync()
    laptop.sync()
    begins(anna, "harrow")
    laptop.said("rename", "harrow", "harrow-foods")
    laptop.sync()
    anna.sync()
    assert anna.said("drafts").out.startswith("callplan prep harrow-foods · one answer on ")


def test_begun_by_a_manager(home: Homes) -> None:
    """It keeps in words what a manager had begun of a deal that is somebody else's now, and that they read on."""
    dora, ben, carol = home("dora"), home("ben"), home("carol")
    dora.opens("kiln")
    for each in (dora, ben, carol):
        each.sync()
    begins(dora, "kiln")
    assert carol.said("team", "hand-over", "dora/kiln", "--to", "ben").code == 0
    assert dora.sync().splitlines()[0] == (
        "Put aside, since kiln went to ben: prep begun; --with Oz; --on 2026-12-03. `callplan drafts` keeps it until "
        "you drop it."
    )


def begins(home: Home, deal: str) -> None:
    """Have a prep of a deal begun in a home, with one answer."""
    halfway = Halfway({"on": "2026-12-03"}, {})
    with patch.dict(os.environ, {"CALLPLAN_HOME": str(home.path)}):
        drafts.keep(drafts.Draft("prep", deal, {"with": ["Oz"]}, 3, f"{TODAY}T10:02:00+00:00", "", halfway))


def test_told_again_to_its_end(home: Homes) -> None:
    """It offers a debrief that was put aside answer by answer, writes it behind the hub's own, and sends it."""
    anna, laptop = home("anna"), home("anna2")
    wrote_on_both(anna, laptop, "harrow")
    anna.sync()
    screen = Screen(anna.path, "debrief", "harrow", CALLPLAN_TODAY=TODAY)
    screen.answers(
        ("It was another call: tell it again, each answer as it was given", DOWN + ENTER),
        ("--on, as it was given", ENTER),
        ("--with, as it was given", ENTER),
        ("--decided, as it was given", ENTER),
        ("--verdict, as it was given", ENTER),
        ("What else was promised?", ENTER),
        ("in their words?", ENTER),
        ("It has stood since", ""),
    )
    assert screen.ends() == 0
    told = [line.partition(": ")[2] for line in anna.said("log", "harrow").out.splitlines() if "said yes" in line]
    assert told == ["“from the laptop”", "“from the desk”"]
    assert anna.said("drafts") == Said("", "Nothing is half done.\n")
    assert anna.sync() == "What was new in harrow is on the hub now.\n"
    laptop.sync()
    assert laptop.rows() == anna.rows()


def test_put_aside_before_it_was_handed_over(home: Homes) -> None:
    """It keeps in words what was begun, or waited to be told again, of a deal that is somebody else's now."""
    anna, laptop, ben, carol = (home(name) for name in ("anna", "anna2", "ben", "carol"))
    anna.opens("harrow")
    for each in (anna, laptop, ben, carol):
        each.sync()
    laptop.debriefs("harrow", "from the laptop")
    laptop.sync()
    anna.debriefs("harrow", "from the desk")
    anna.sync()
    begun = drafts.Draft(
        "prep", "harrow", {"with": ["Oz"]}, 3, f"{TODAY}T10:02:00+00:00", "",
        Halfway({"decided what": ["wanted", "+fear"], "concern words": "too slow"}, {"on": "2026-12-03"}),
    )  # fmt: skip
    with patch.dict(os.environ, {"CALLPLAN_HOME": str(anna.path)}):
        drafts.keep(begun)
    assert carol.said("team", "hand-over", "anna/harrow", "--to", "ben").code == 0
    told = (
        "Oz Tan said yes to the add-on: “from the desk”; call with Oz Tan; called advanced; shown advanced; worth "
        "it: not asked"
    )
    begun_is = "prep begun; --with Oz; --on 2026-12-03; “wanted”; “too slow”"
    assert sorted(anna.sync().splitlines()) == [
        f"Put aside, since harrow went to ben: {told}. `callplan drafts` keeps it until you drop it.",
        f"Put aside, since harrow went to ben: {begun_is}. `callplan drafts` keeps it until you drop it.",
        "harrow is ben's now, and no longer here.",
    ]
    listed = re.sub(r"on \w+ \d+ \w+ \d+, \d\d:\d\d", "on DAY, HH:MM", anna.said("drafts").out)
    assert sorted(listed.splitlines()) == [
        f"harrow · put aside on DAY, HH:MM, since it went to ben: {told}",
        f"harrow · put aside on DAY, HH:MM, since it went to ben: {begun_is}",
    ]


@pytest.mark.parametrize("what", ["Oz Tan", "harrow"])
def test_forgotten(home: Homes, what: str) -> None:
    """It takes somebody, or a deal, out of the hub and every home with its copies, once it is told to the hub."""
    anna, laptop, carol = home("anna"), home("anna2"), home("carol")
    anna.opens("harrow")
    for each in (anna, laptop, carol):
        each.sync()
        each.said("backup")
    waits = anna.said("forget", what, "--confirm", what).err.splitlines()[-1]
    assert waits == (
        "The team's hub still has it: `callplan sync` takes it out there, and then of every other home. Until then "
        "callplan keeps who it is."
    )
    assert "gone from the hub, too." in anna.sync()
    for each in (laptop, carol):
        each.sync()
    for each in (anna, laptop, carol):
        files = [path for path in each.path.rglob("*") if path.is_file()]
        assert [path.name for path in files if what.encode() in path.read_bytes()] == []
        each.said("backup")
        assert each.said("doctor").code == 0
    assert anna.rows() == laptop.rows() == carol.rows()


def test_forgotten_after_leaving(home: Homes) -> None:
    """It says how a hub is to forget that was left meanwhile."""
    anna = home("anna")
    anna.opens("harrow")
    anna.sync()
    (anna.path / "config.toml").write_text("")
    assert anna.said("forget", "harrow", "--confirm", "harrow").err.splitlines()[-1] == (
        "The team's hub still has it, and you are in no team any more: once `callplan team join` joined it again, "
        "`callplan sync` takes it out there. Until then callplan keeps who it is."
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_not_printed(home: Homes) -> None:
    """It says that the exchange is done where its answer cannot be printed."""
    anna = home("anna")
    anna.opens("harrow")
    screen = Screen(anna.path, shell="{} sync > /dev/full")
    assert screen.ends() == 7
    told = "callplan: The exchange with the hub is done. The answer could not be printed: No space left on device."
    assert screen.text == told
    assert anna.sync() == "Nothing new on either side.\n"


def test_two_deals_of_one_name(home: Homes) -> None:
    """It says which deal has to get another name, and exchanges all the rest."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    laptop.opens("harrow", "--because", "Oz:another harrow")
    laptop.opens("kraft")
    anna.sync()
    told = (
        "Another deal of yours on the hub, from another machine, is called harrow: `callplan rename harrow NEW` here, "
        "then `callplan sync` again. Where both are one client, `callplan debrief NEW --again --into harrow` files a "
        "debrief there, and `callplan drop NEW` takes the one from here away.\n"
    )
    assert laptop.sync() == f"What was new in kraft is on the hub now.\n{told}"
    laptop.said("rename", "harrow", "oak")
    assert laptop.sync() == "New here of yours: harrow.\nWhat was new in oak is on the hub now.\n"
    assert anna.sync() == "New here of yours: kraft and oak.\n"
    assert anna.rows() == laptop.rows()


def test_a_home_that_is_put_back(home: Homes) -> None:
    """It knows the deals of an old backup again, from before the first exchange, too, and doubles none."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    anna.said("backup", str(anna.path.parent / "old.db"))
    anna.debriefs("harrow", "since then")
    anna.sync()
    before = anna.rows()
    anna.said("restore", str(anna.path.parent / "old.db"), "--yes")
    assert anna.sync() == "You wrote a debrief of 1 Dec to harrow on another machine.\n"
    assert anna.rows() == before
    out = anna.path.parent / "all.json"
    out.write_text(anna.said("export", "--all", "--json").out)
    laptop.said("restore", str(out), "--yes")
    assert laptop.sync() == "Nothing new on either side.\n"
    assert laptop.rows() == before


def test_a_hub_that_is_made_again(home: Homes, server: Server, hub_database: str) -> None:
    """It sends everything once more to a hub that was set up anew."""
    anna = home("anna")
    anna.opens("harrow")
    anna.sync()
    server.query(hub_database, "DROP SCHEMA callplan CASCADE")
    server.query(hub_database, hub.sql())
    assert anna.sync() == "What was new in harrow is on the hub now.\n"
    assert anna.sync() == "Nothing new on either side.\n"


def test_somebody_elses_home(home: Homes, server: Server, hub_database: str) -> None:
    """It mixes no two people's deals."""
    anna = home("anna")
    anna.opens("harrow")
    anna.sync()
    url = server.url("ben", hub_database)
    refused = Said(
        "",
        "callplan: The deals of this home are anna's on the hub, and there you are ben now: sign in as anna, or give "
        "ben a home of their own (CALLPLAN_HOME).\n",
        1,
    )
    before = (anna.path / "config.toml").read_text()
    assert anna.said("team", "join", url) == refused
    assert (anna.path / "config.toml").read_text() == before
    (anna.path / "config.toml").write_text(f'[team]\ndatabase = "{url}"\n')
    assert anna.said("sync") == refused


def test_a_manager_with_deals(home: Homes) -> None:
    """It says that a manager's own deals stay where they are, and that one who is a rep, too, sends them."""
    carol, dora = home("carol"), home("dora")
    carol.opens("harrow")
    assert carol.sync() == "One deal of your own stays here: carol is no rep on the hub.\n"
    dora.opens("harrow")
    assert dora.sync() == "What was new in harrow is on the hub now.\n"


def test_cut_anywhere(server: Server, hub_database: str, tmp_path: Path, home: Homes) -> None:
    """It is whole or not there on both sides wherever the line is cut, and the same line later does what is left."""
    line = CutLine(str(tmp_path / "line"), server.folder)
    anna, laptop = home("anna", f"host={line.folder} user=anna dbname={hub_database}"), home("anna2")
    laptop.opens("kraft")
    laptop.sync()
    anna.opens("harrow")
    before = [(each.path / "callplan.db").read_bytes() for each in (anna, laptop)]
    anna.sync()
    whole, after = line.went, anna.rows()
    cuts = range(0, whole, max(whole // 30, 1))
    for cut in cuts:
        server.database(hub_database)
        for each, bytes in zip((anna, laptop), before, strict=True):
            (each.path / "callplan.db").write_bytes(bytes)
        laptop.sync()
        line.left = cut
        found = anna.said("sync")
        line.left = None
        assert (found.out, found.code, anna.journal.deals()) == ("", 6, ("harrow",)) or found.code == 0
        anna.sync()
        laptop.sync()
        assert anna.rows() == laptop.rows() == after
    line.close()


def test_not_joined(tmp_path: Path) -> None:
    """It says how a team is joined."""
    home = Home(tmp_path / "anna", "anna", "")
    (home.path / "config.toml").unlink()
    told = "You are in no team yet: `callplan team join DATABASE` joins one, service=callplan for example."
    assert home.said("sync") == Said("", f"callplan: {told}\n", 1)


def test_what_cannot_be_read(home: Homes, server: Server, hub_database: str) -> None:
    """It leaves a deal on the hub that something else wrote there, or a newer callplan, and takes all the rest."""
    ben, carol = home("ben"), home("carol")
    ben.opens("kraft")
    ben.sync()
    insert = "INSERT INTO callplan.deals (deal, name) VALUES ('{0}', '{1}')"
    names = {"11111111-1111-4111-8111-111111111111": "odd", "22222222-2222-4222-8222-222222222222": "x\x1b[2J"}
    for deal, name in names.items():
        server.query(hub_database, insert.format(deal, name), role="ben")
        server.query(
            hub_database,
            "INSERT INTO callplan.entries (deal, number, batch, batch_id, kind, on_day, recorded_at, body, answers)"
            f" VALUES ('{deal}', 1, 1, '{deal}', 'Unheard', '2026-12-01', 'now', '{{}}', '5')",
            role="ben",
        )
    found = carol.said("sync")
    told = "is left on the hub: a newer callplan wrote it, `pip install -U callplan`, or something else did."
    assert found == Said(f"New here of ben's: ben/kraft.\nben/odd {told}\nben/x {told}\n", "", 0)
    assert carol.journal.deals() == ("ben/kraft",)
    assert carol.said("review").code == 0


def test_what_is_salvaged(home: Homes, tmp_path: Path) -> None:
    """It knows everything of the team again after a salvage."""
    anna, carol = home("anna"), home("carol")
    for deal in ("harrow", "kraft"):
        anna.opens(deal)
    anna.said("drop", "kraft")
    for each in (anna, carol):
        each.sync()
        before, deals = each.rows(), each.journal.deals()
        file = str(tmp_path / f"{each.role}.db")
        assert each.said("doctor", "--salvage", file).code == 0
        assert each.said("restore", file, "--yes").code == 0
        assert (each.rows(), each.journal.deals(), each.sync()) == (before, deals, "Nothing new on either side.\n")
        each.said("backup")
        assert each.said("doctor").code == 0
