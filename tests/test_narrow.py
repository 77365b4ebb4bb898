"""What stands on a narrow terminal: rows that end at word ends, and nothing cut without a mark."""

from __future__ import annotations

import re
from pathlib import Path

from lines import said
from screen import CTRL_C, DOWN, ENTER, Screen

OPENED = ("prep", "Lake & Sons", "--playbook", "considered-purchase", "--on", "2026-11-30", "--no-input")
PEOPLE = ("--with", "Jan van Dijk:budget-owner", "--with", "Ada Moll:sponsor")
ABOUT = """\
callplan puts your next call with a
client on one page: the decision to aim
for, and how to get there.
"""
KNOWN = """\
Ada Moll · sponsor · on no call yet
Jan van Dijk · budget owner · on no call
yet
"""
HOW = """\
 How does this client buy?
 » complex-b2b: six or more people…
   considered-purchase: two to…
   public-tender: the law makes…
   renewal: a contract has a last…
   small-add-on: one person can…
 complex-b2b: six or more people have
 a say, and security, legal or
 purchasing look at it too
 1 of 5 · Enter takes it
 < or Esc back · ? why
"""
CUT = """\
 How does this client
 buy?
 » complex-b2b…
   considered-purch…
   public-tender…
   renewal: a…
 complex-b2b: six or
 more people have a
 say, and security…
 1 of 5
 Enter takes it
 < or Esc back · ? why
"""
WHEN = """\
 How does this client buy?
 considered-purchase: two to five
 people must agree, and the money is
 released above those who use it
 When is the call?
"""


def screen_of(home: Path, *words: str, rows: int = 12, columns: int = 40) -> Screen:
    return Screen(home, *words, columns=columns, rows=rows, CALLPLAN_TODAY="2026-11-30")


def rows_of(screen: Screen) -> str:
    """What stands on the screen, as it stands there."""
    return "\n".join([row.rstrip() for row in screen.screen.display]).rstrip() + "\n"


def test_about(tmp_path: Path) -> None:
    """It takes a sentence that begins with its name for no line to paste."""
    screen = screen_of(tmp_path / "home", rows=24)
    assert screen.ends() == 0
    assert rows_of(screen).startswith(ABOUT)


def test_people(tmp_path: Path) -> None:
    """It lists people in rows that end at word ends."""
    assert said(tmp_path / "home", *OPENED, *PEOPLE).code == 0
    screen = screen_of(tmp_path / "home", "person", "Lake & Sons")
    assert screen.ends() == 0
    assert rows_of(screen) == KNOWN


def test_maps(tmp_path: Path) -> None:
    """It breaks neither a question nor an answer inside a word with a hyphen, and has no empty rows."""
    screen = screen_of(tmp_path / "home", "prep", "Kofler")
    screen.sees("? why")
    assert rows_of(screen) == HOW
    screen.child.send(DOWN + ENTER)
    screen.sees("When is the call?")
    assert rows_of(screen).startswith(WHEN)


def test_drafts(tmp_path: Path) -> None:
    """It lists what was not finished in rows that end at word ends, and goes on with it by its name in any case."""
    screen = screen_of(tmp_path / "home", "prep", "Kofler & Sons")
    screen.answers(("How does this client buy?", ENTER), ("When is the call?", CTRL_C))
    assert screen.ends() == 130
    screen = screen_of(tmp_path / "home", "drafts")
    assert screen.ends() == 0
    begun = re.split(r" on [A-Z][a-z]{2} \d", rows_of(screen))[0]
    assert [row.strip() for row in begun.splitlines()] == ['callplan prep "Kofler & Sons" · one', "answer"]
    screen = screen_of(tmp_path / "home", "prep", "kofler & sons")
    screen.answers(("You stopped after one answer", ENTER), ("When is the call?", CTRL_C))
    assert screen.ends() == 130


def test_detail(tmp_path: Path) -> None:
    """It marks where the whole of an answer has no room below its list."""
    screen = screen_of(tmp_path / "home", "prep", "Oz", columns=24)
    screen.sees("? why")
    assert rows_of(screen) == CUT
