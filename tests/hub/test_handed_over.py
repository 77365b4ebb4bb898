"""Deals that are another's by now, or gone, in the home that they left: by their names, and half told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from homes import BAKERY, TODAY, Home
from lines import Said
from screen import CTRL_C, ENTER, Screen
from servers import Server

WENT = "kiln was handed over to ben, and is not here any more: tell ben what is new."
FORGOTTEN = "kiln was forgotten since it was read: nothing was written, and what was half done is gone, too."


class Team:
    """The homes of a team by their names, with two deals of anna's: kiln, and one whose name has its letters."""

    def __init__(self, home: Callable[[str], Home]) -> None:
        self.anna, self.laptop, self.ben, self.carol = home("anna"), home("anna2"), home("ben"), home("carol")
        for deal in ("kiln", "zkilns"):
            self.anna.opens(deal)
        for each in (self.anna, self.laptop, self.ben, self.carol):
            each.sync()

    def hands_over(self, deal: str = "anna/kiln", to: str = "ben") -> None:
        """Have a deal handed over, and anna hear of it."""
        assert self.carol.said("team", "hand-over", deal, "--to", to).code == 0
        self.anna.sync()


@pytest.fixture
def team(server: Server, hub_database: str, tmp_path: Path) -> Team:
    """A team whose deals are in every home that may have them."""
    return Team(lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database)))


def test_no_other_is_taken_for_it(team: Team) -> None:
    """It takes no letters of a deal that went for another deal, and opens one of that name where a map is given."""
    anna = team.anna
    team.hands_over()
    before = anna.rows()
    debrief = ("debrief", "kiln", "--with", "Oz", "--note", "for ben", "--verdict", "stayed", "--no-input")
    for words in (
        debrief,
        ("prep", "kiln", "--no-input"),
        ("show", "Kiln"),
        ("log", "kiln"),
        ("undo", "kiln", "--yes"),
    ):
        assert anna.said(*words) == Said("", f"callplan: {WENT.replace('kiln', words[1], 1)}\n", 5)
    assert anna.rows() == before
    assert anna.said("show", "zki").code == 0
    note = "This is a new deal; another kiln was handed over to ben."
    found = anna.said("prep", "kiln", *BAKERY)
    assert (found.code, note in found.out + found.err) == (0, True)
    assert anna.said("show", "kiln").code == 0


def test_still_read(team: Team, server: Server, hub_database: str) -> None:
    """It shows a manager who sells a deal of theirs that went, by its name, and writes nothing to it."""
    dora = Home(team.anna.path.parent / "dora", "dora", server.url("dora", hub_database))
    dora.opens("mill")
    dora.sync()
    assert team.carol.said("team", "hand-over", "dora/mill", "--to", "ben").code == 0
    dora.sync()
    assert dora.said("show", "mill").err == "mill: ben/mill\n"
    refused = "ben/mill is a deal of ben's: you can look at it, and only ben writes to it.\n"
    assert dora.said("undo", "mill", "--yes").err == f"mill: ben/mill\ncallplan: {refused}"
    assert dora.said("prep", "mill", "--no-input").err == f"callplan: {refused}"


def test_back_again(team: Team) -> None:
    """It knows a deal by its name once it is back, and by letters, as ever."""
    team.hands_over()
    team.hands_over("ben/kiln", "anna")
    assert team.anna.journal.deals()[0] == "kiln"
    team.anna.said("rename", "kiln", "kilns")
    assert "is called kilns now" in team.anna.said("show", "kiln").err


def test_the_name_alone_is_forgotten(team: Team) -> None:
    """It forgets what it knows of a deal that went, of which no name stands in any file."""
    anna = team.anna
    anna.said("rename", "zkilns", "depot")
    anna.sync()
    team.hands_over("anna/depot")
    anna.said("backup")
    file = anna.path / "callplan.db"
    assert b"depot" not in file.read_bytes()
    out = anna.path.parent / "salvaged.db"
    assert anna.said("doctor", "--salvage", str(out)).code == 0
    assert anna.said("restore", str(out), "--yes").code == 0
    assert "handed over to ben" in anna.said("show", "depot").err
    found = anna.said("forget", "depot", "--confirm", "depot")
    told = "depot, which was handed over to ben, so that nothing of it is here but that."
    assert (found.code, found.err.splitlines()[0]) == (0, told)
    assert anna.said("show", "depot").err == "callplan: There is no deal “depot”. `callplan prep NAME` opens one.\n"


def test_what_another_promised(team: Team) -> None:
    """It has the rep say “we” of what was promised by whoever had the deal before, and “I” of their own."""
    promised = ("--with", "Oz", "--on", "2026-11-25", "--verdict", "stayed", "--no-input", "--we-promised")
    prep = ("prep", "kiln", "--with", "Oz", "--on", "2026-12-03", "--no-input")
    assert team.anna.said("debrief", "kiln", *promised, "send prices:2026-11-27").code == 0
    assert "“I said I'd send prices by 27 Nov, and I haven't. " in team.anna.said(*prep).out
    team.anna.sync()
    team.hands_over()
    team.ben.sync()
    assert "“We said we'd send prices by 27 Nov, and we haven't. " in team.ben.said(*prep).out
    team.ben.sync()
    team.carol.sync()
    assert "“We said we'd send prices by 27 Nov" in team.carol.said("show", "ben/kiln", "--plan").out
    assert team.ben.said("promises", "--released", "kiln:p1").code == 0
    assert team.ben.said("debrief", "kiln", *promised, "send a plan:2026-11-28").code == 0
    assert "“I said I'd send a plan by 28 Nov, and I haven't. " in team.ben.said(*prep).out


def begun(home: Home) -> Screen:
    """A debrief of kiln, at a terminal, of which all but two questions are answered."""
    screen = Screen(home.path, "debrief", "kiln", CALLPLAN_TODAY=TODAY)
    screen.answers(("Who was on the call", ENTER), ("What did they decide", ENTER))
    screen.sees("Was it worth")
    return screen


def ended(screen: Screen) -> str:
    """What is refused once it is told to its end."""
    screen.answers(("Was it worth", "yes" + ENTER), ("How do you see it yourself?", ENTER))
    assert screen.ends() == 5
    return screen.text.rpartition("callplan: ")[2]


def test_while_it_is_told(team: Team) -> None:
    """It says whose a deal is that went while a debrief of it was told, and puts aside what was answered, once."""
    screen = begun(team.anna)
    team.hands_over()
    told = "debrief begun; “Oz Tan”; “yes”; “stayed”"
    aside = f"Put aside, since kiln went to ben: {told}. `callplan drafts` keeps it until you drop it."
    assert ended(screen) == f"{WENT} {aside}"
    assert '\\"yes\\"' in team.anna.texts()
    listed = re.sub(r"on \w+ \d+ \w+ \d+, \d\d:\d\d", "on DAY, HH:MM", team.anna.said("drafts").out)
    assert listed == f"kiln · put aside on DAY, HH:MM, since it went to ben: {told}\n"


def test_left_while_it_is_told(team: Team) -> None:
    """It says so, too, to whoever leaves before the end."""
    screen = begun(team.anna)
    team.hands_over()
    screen.answers(("Was it worth", CTRL_C))
    assert screen.ends() == 130
    assert screen.text.rpartition("callplan: ")[2].startswith(
        f"{WENT} Put aside, since kiln went to ben: debrief begun; “Oz Tan”. "
    )
    assert team.anna.said("drafts").out.count("\n") == 1


@pytest.mark.parametrize("leaves", [False, True])
def test_forgotten_while_it_is_told(team: Team, leaves: bool) -> None:
    """It says that a deal was forgotten while a debrief of it was told, and keeps nothing of it."""
    team.laptop.said("forget", "kiln", "--confirm", "kiln")
    team.laptop.sync()
    screen = begun(team.anna)
    team.anna.sync()
    if leaves:
        screen.answers(("Was it worth", CTRL_C))
        assert (screen.ends(), screen.text.rpartition("callplan: ")[2]) == (130, FORGOTTEN)
    else:
        assert ended(screen) == FORGOTTEN
    assert (team.anna.texts(), team.anna.said("drafts").err) == ("", "Nothing is half done.\n")


def test_renamed_while_it_is_told(team: Team) -> None:
    """It says what a deal is called now that was renamed while it was told, and goes on with it under that name."""
    screen = begun(team.anna)
    team.anna.said("rename", "kiln", "oven")
    screen.answers(("Was it worth", "yes" + ENTER), ("How do you see it yourself?", ENTER))
    assert screen.ends() == 6
    told = "kiln is called oven since it was read; nothing was written, so do it again by that name."
    assert screen.text.rpartition("callplan: ")[2] == told
    again = Screen(team.anna.path, "debrief", "oven", CALLPLAN_TODAY=TODAY)
    again.answers(("You stopped after four answers", ENTER))
    assert again.ends() == 0
    assert team.anna.said("drafts").err == "Nothing is half done.\n"


def test_another_journal_put_back(team: Team) -> None:
    """It keeps what was answered where the deal is missing since a backup was put back."""
    anna = team.anna
    copy = anna.path.parent / "before.db"
    anna.said("backup", str(copy))
    anna.opens("oven")
    draft_of = Screen(anna.path, "debrief", "oven", CALLPLAN_TODAY=TODAY)
    draft_of.answers(("Who was on the call", ENTER), ("What did they decide", ENTER))
    draft_of.sees("Was it worth")
    anna.said("restore", str(copy), "--yes")
    told = "oven is not in the journal that was put back since it was read; nothing was written."
    assert ended(draft_of) == told
    assert "callplan debrief oven" in anna.said("drafts").out
