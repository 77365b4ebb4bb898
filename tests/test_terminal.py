"""The interview as a rep meets it: the installed command at a real terminal, key by key."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lines import said
from maps import SKETCH
from screen import BACKSPACE, CTRL_C, CTRL_D, DOWN, ENTER, SPACE, UP, Screen

from callplan.core.text import clean

NEW = (
    "prep", "harrow", "--playbook", "sketch", "--with", "Marta Lind:sponsor", "--with", "Piet Maas:budget-owner",
    "--on", "2026-11-24", "--settled", "worth-changing:Marta Lind:said", "--set", "data=none:Piet Maas", "--no-input",
)  # fmt: skip
LATER = "2026-11-25"


def shelved(home: Path) -> Path:
    """A home with one playbook of its own."""
    (home / "playbooks").mkdir(parents=True)
    (home / "playbooks" / "sketch.yaml").write_text(SKETCH)
    return home


def journal(home: Path, deal: str = "harrow") -> list[dict[str, Any]]:
    """Everything recorded of a deal, but for when it was typed."""
    entries: list[dict[str, Any]] = json.loads(said(home, "log", deal, "--json").out)["entries"]
    return [{key: value for key, value in entry.items() if key != "recorded_at"} for entry in entries]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return shelved(tmp_path / "home")


@pytest.fixture
def harrow(home: Path) -> Path:
    """A home with one deal before its first call."""
    told = said(home, *NEW)
    assert told.code == 0, told.err
    return home


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_new_deal(home: Path, tmp_path: Path, columns: int, rows: int) -> None:
    """From nothing to a plan, and the journal that its flags leave."""
    screen = Screen(home, "prep", "harrow", columns=columns, rows=rows)
    screen.answers(
        ("How does this client buy?", "sketch" + ENTER),
        ("When is the call?", "tuesday" + ENTER),
        ("When is the call? Tue 24 Nov 2026", ""),
        ("Who is on the call?", "Marta Lind, Piet Maas" + ENTER),
        ("What part does Marta Lind play?", ENTER),
        ("What part does Piet Maas play?", DOWN + ENTER),
        ("What do you see or hear of them?", "order" + SPACE + ENTER),
        ("What did they decide before?", SPACE + ENTER),
        ("Who said yes to the go-ahead?", SPACE + ENTER),
        ("How do you know? Marta Lind …", ENTER),
        ("About when was the go-ahead decided?", ENTER),
        ("What would they be buying?", "The night line." + ENTER),
        ("What did they say made them take this call?", "it stood still: twice" + ENTER),
        ("Whose words are those?", DOWN + ENTER),
        ("By which day do they want the order?", "29 jan" + ENTER),
        ("Who said so?", DOWN + ENTER),
    )
    assert screen.ends() == 0
    assert "callplan debrief harrow" in screen.text
    flags = shelved(tmp_path / "flags")
    told = [each for each in NEW if each not in ("--set", "data=none:Piet Maas")]
    said(
        flags,
        *told,
        "--sign",
        "order",
        "--date",
        "29 jan:Piet",
        "--subject",
        "the night line",
        "--because",
        "Piet:it stood still\\: twice",
    )
    assert journal(home) == journal(flags)


def test_repeat(harrow: Path) -> None:
    """Prepared again, two Enters show the plan and write nothing."""
    before = journal(harrow)
    screen = Screen(harrow, "prep", "harrow")
    screen.answers(("When is the call? Enter: Tue 24 Nov 2026", ENTER), ("● Piet Maas (Budget owner)", ENTER))
    assert screen.ends() == 0
    assert "callplan debrief harrow" in screen.text
    assert journal(harrow) == before


def test_debrief(harrow: Path, tmp_path: Path) -> None:
    """A whole debrief leaves the journal that its flags leave."""
    screen = Screen(harrow, "debrief", "harrow", CALLPLAN_TODAY=LATER)
    screen.answers(
        ("Who was on the call of Tue 24 Nov?", ENTER),
        (
            "What did they decide, or agree to do?",
            "order"
            + SPACE
            + BACKSPACE * 5
            + "came up"
            + SPACE
            + BACKSPACE * 7
            + "figure"
            + SPACE
            + BACKSPACE * 6
            + "own words"
            + SPACE
            + DOWN
            + BACKSPACE * 9
            + "we will"
            + SPACE
            + BACKSPACE * 7
            + "meet"
            + SPACE
            + ENTER,
        ),
        ("Who took up the go-ahead again?", ENTER),
        ("Why, in their words?", "a merger: all is open" + ENTER),
        ("The order, whether it is ordered at the agreed price:", "not yet" + ENTER),
        ("Who put off the order?", DOWN + ENTER),
        ("Until when?", "1 dec" + ENTER),
        ("Until when? Tue 1 Dec 2026", ""),
        ("Why, in their words?", "first the audit @ home" + ENTER),
        ("They will put a figure on the last outage: who, and by when?", "marta, 8 dec" + ENTER),
        ("by when? As in “Marta, Tue 8 Dec”, or “done” Marta Lind, Tue 8 Dec 2026", ""),
        ("They will ___ (as in “Marta: put a figure on the last outage, by friday”", "follow up" + ENTER),
        ("What will they decide or do, that you could see?", BACKSPACE * 9 + "send the rack plan" + ENTER),
        ("Who will send the rack plan?", DOWN + ENTER),
        ("Piet Maas will send the rack plan by when? Enter: they named no day", "+1w" + ENTER),
        ("We will ___ (as in “", "send the price; send Marta the draft, by friday" + ENTER),
        ("We will send the price by when?", "friday" + ENTER),
        ("We meet again on", "1 dec" + ENTER),
        ("What will they decide there?", "order" + ENTER),
        ("Who will come?", ENTER),
        ("Was it worth their time", "yes, much" + ENTER),
        ("How do you see it yourself?", UP + ENTER),
    )
    assert screen.ends() == 0
    flags = shelved(tmp_path / "flags")
    said(flags, *NEW)
    done = said(
        flags, "debrief", "harrow", "--no-input", "--with", "Marta Lind", "--with", "Piet Maas",
        "--reopened", r"worth-changing:Marta Lind:a merger\: all is open",
        "--deferred", r"ordered:Piet Maas:2026-12-01:first the audit \@ home",
        "--we-promised", "send the price:friday", "--we-promised", "send Marta the draft:friday",
        "--promised", "Piet Maas:send the rack plan:+1w",
        "--promised", "Marta Lind:put a figure on the last outage:2026-12-08:cost-known",
        "--next", "2026-12-01:ordered:Marta Lind,Piet Maas",
        "--worth-it", "yes, much", "--verdict", "small-step", CALLPLAN_TODAY=LATER,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert journal(harrow) == journal(flags)


@pytest.mark.parametrize("leave", [CTRL_C, CTRL_D])
def test_leaving(home: Path, leave: str) -> None:
    """Ctrl-C and Ctrl-D, at the first question or in the middle, write nothing and say so in a sentence."""
    first = Screen(home, "prep", "harrow")
    first.answers(("How does this client buy?", leave))
    middle = Screen(home, "prep", "harrow")
    middle.answers(
        ("How does this client buy?", ENTER), ("When is the call?", ENTER), ("Who is on the call?", "Marta" + leave)
    )
    for screen in (first, middle):
        assert screen.ends() == 130
        assert "callplan: Stopped" in screen.text
    assert not (home / "callplan.db").exists()


def test_wrong(harrow: Path) -> None:
    """What cannot be read is met with a sentence and asked again; why it is asked is one key away."""
    screen = Screen(harrow, "prep", "harrow")
    screen.answers(
        ("When is the call?", "31 feb" + ENTER),
        ("2026-11-22. When is the call?", "?"),
        ("“31 feb” is no day.", ""),
        ("counted to that day. When is the call?", "today" + ENTER),
        ("When is the call? Sun 22 Nov 2026", ""),
        ("somebody new", ENTER),
    )
    assert screen.ends() == 0


def test_nothing_fits(home: Path) -> None:
    """Letters that no answer has narrow a list to nothing, and taking them back brings it again."""
    screen = Screen(home, "prep", "harrow")
    screen.answers(
        ("How does this client buy?", "zzz"),
        ("none of them has this", ENTER + 3 * BACKSPACE),
        ("sketch", "sketch" + ENTER),
        ("When is the call?", CTRL_C),
    )
    screen.ends()


def test_maps_in_their_order(home: Path) -> None:
    """The map that was used last is offered first, then one's own; Enter takes it."""
    said(home, "prep", "acme", "--playbook", "small-add-on", "--with", "Oz Tan:owner", "--no-input")
    screen = Screen(home, "prep", "other")
    screen.answers(
        ("How does this client buy?", ""),
        ("small-add-on", DOWN),
        ("2 of 6", ENTER),
        ("How does this client buy? sketch", ""),
        ("When is the call?", CTRL_C),
    )
    screen.ends()
    anew = Screen(home, "prep", "third")
    anew.answers(
        ("How does this client buy?", ENTER),
        ("How does this client buy? small-add-on", ""),
        ("When is the call?", CTRL_C),
    )
    anew.ends()


def test_close_name(harrow: Path) -> None:
    """A name that comes near to one is asked about first."""
    screen = Screen(harrow, "prep", "harow")
    screen.answers(("There is no deal “harow”.", ENTER), ("When is the call?", ENTER), ("Who is on the call?", ENTER))
    assert screen.ends() == 0
    assert "callplan debrief harrow" in screen.text


def test_pipe(harrow: Path) -> None:
    """With the plan going to a file, the questions still stand on the terminal, and nothing of them in the file."""
    plan = harrow / "plan.txt"
    for shell in (f"{{}} prep harrow > {plan}", f"{{}} prep harrow > {plan} 2> {harrow / 'said.txt'}"):
        screen = Screen(harrow, shell=shell)
        screen.answers(("When is the call?", ENTER), ("Who is on the call?", ENTER))
        assert screen.ends() == 0
        assert plan.read_text().startswith("HARROW")
        assert "\x1b" not in plan.read_text()


@pytest.mark.parametrize(("words", "term"), [(("--plain-prompts",), "xterm"), ((), "dumb")])
def test_plain(harrow: Path, words: tuple[str, ...], term: str) -> None:
    """Plain lines, numbered, where they are wished for or nothing else can be drawn."""
    screen = Screen(harrow, "prep", "harrow", *words, TERM=term)
    screen.answers(
        ("Enter for Tue 24 Nov 2026. < goes back, ? tells why.", ENTER), ("Enter for 1,2, 0 for none.", "1" + ENTER)
    )
    assert screen.ends() == 0
    assert "with Marta Lind" in journal(harrow)[-1]["text"]


def test_lines_in_a_pipe(harrow: Path) -> None:
    """Plain prompts read a pipe as they read a keyboard; lines that end too early change nothing."""
    before = journal(harrow)
    short = said(harrow, "prep", "harrow", "--plain-prompts", typed="?\n")
    assert (short.code, short.out) == (4, "")
    assert journal(harrow) == before
    assert said(harrow, "prep", "harrow", "--plain-prompts", typed="\n\n").out.startswith("HARROW")


def test_nobody(home: Path) -> None:
    """Without a terminal nothing is asked: exit 4 names the flag."""
    prep = said(home, "prep", "harrow")
    assert (prep.code, prep.out) == (4, "")
    assert "--playbook ID|FILE" in prep.err
    assert not (home / "callplan.db").exists()


def test_undo_and_close(harrow: Path) -> None:
    """Taking back is asked with No first; closing asks for the map's reasons, and what was missing."""
    before = journal(harrow)
    screen = Screen(harrow, "undo", "harrow")
    screen.answers(("Take this back?", ENTER))
    assert screen.ends() == 1
    assert journal(harrow) == before
    screen = Screen(harrow, "close", "harrow", "--lost")
    screen.answers(("Why did it end?", ENTER), ("Why, in their words?", ENTER))
    screen.answers(("Looking back: which of these was missing most?", ENTER))
    assert screen.ends() == 0
    assert len(journal(harrow)) == len(before) + 1


@pytest.mark.parametrize("name", ["山田 太郎", "👩‍🚀 Zoë", "דנה לוי", "O'Hara [/x]", "أحمد"])
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_names(home: Path, name: str, columns: int, rows: int) -> None:
    """Names of any script are asked about, ticked and printed."""
    screen = Screen(home, "prep", "harrow", "--playbook", "sketch", columns=columns, rows=rows)
    screen.answers(("When is the call?", ENTER), ("Who is on the call?", name + ENTER), ("What part does", ENTER))
    screen.answers(("What do you see or hear of them?", ENTER), ("What would they be buying?", ENTER))
    screen.answers(("What did they say made them take", ENTER), ("By which day do they want", ENTER))
    assert screen.ends() == 0
    kept = said(home, "log", "harrow").out
    assert f"{clean(name)}, Sponsor" in kept


@pytest.mark.parametrize("brackets", [("", ""), ("\x1b[200~", "\x1b[201~")])
def test_pasted(harrow: Path, brackets: tuple[str, str]) -> None:
    """Ten kilobytes pasted into a line are kept whole, as one line."""
    words = " ".join(f"word{number}" for number in range(1250))
    pasted = words if not brackets[0] else words.replace(" word700 ", "\nword700\t")
    screen = Screen(harrow, "debrief", "harrow", CALLPLAN_TODAY=LATER)
    screen.answers(
        ("Who was on the call of Tue 24 Nov?", ENTER),
        ("What did they decide, or agree to do?", ENTER),
        ("Was it worth their time", brackets[0] + pasted + brackets[1]),
        ("word1249", ENTER),
        ("How do you see it yourself?", ENTER),
    )
    assert screen.ends() == 0
    assert words in journal(harrow)[-1]["text"]


def test_resized(harrow: Path) -> None:
    """A window that is made smaller while it asks goes on asking in it."""
    screen = Screen(harrow, "debrief", "harrow", CALLPLAN_TODAY=LATER)
    screen.answers(("Who was on the call of Tue 24 Nov?", ENTER), ("What did they decide, or agree to do?", ""))
    screen.resize(40, 12)
    screen.answers(("What did they decide", DOWN + ENTER))
    screen.resize(120, 40)
    screen.answers(("Was it worth their time", ENTER), ("How do you see it yourself?", ENTER))
    assert screen.ends() == 0


def test_keystrokes(harrow: Path) -> None:
    """A repeat prep with the same people on another day is a dozen keys, a debrief with one yes some thirty."""
    screen = Screen(harrow, "prep", "harrow")
    pressed = ("thu" + ENTER, ENTER)
    screen.answers(("When is the call?", pressed[0]), ("Who is on the call?", pressed[1]))
    assert screen.ends() == 0
    assert len("".join(pressed)) <= 12
    assert "planned a call on 2026-11-26 with Marta Lind and Piet Maas" in journal(harrow)[-1]["text"]


def test_second(harrow: Path) -> None:
    """A second debrief of a day is noticed, at the terminal before it is told, through flags when it is written."""
    first = said(harrow, "debrief", "harrow", "--with", "Marta", "--no-input", CALLPLAN_TODAY="2026-11-24")
    assert (first.code, "on record already" in first.out) == (0, False)
    screen = Screen(harrow, "debrief", "harrow", CALLPLAN_TODAY="2026-11-24")
    screen.answers(("A call of Tue 24 Nov is on record already. Who was on this one?", CTRL_C))
    assert screen.ends() == 130
    line = ("debrief", "harrow", "--with", "Marta", "--not-asked", "--no-input")
    second = said(harrow, *line, CALLPLAN_TODAY="2026-11-24")
    told = "A call of Tue 24 Nov was on record already; this is a second one. `callplan undo harrow` takes it back."
    assert told in " ".join(second.out.split())
    third = said(harrow, *line, "--note", "once more", CALLPLAN_TODAY="2026-11-24")
    told = "Two calls of Tue 24 Nov were on record already; this is one more. `callplan undo harrow` takes it back."
    assert told in " ".join(third.out.split())


def test_half_done(home: Path) -> None:
    """A bare callplan names what is half done, with the line that goes on."""
    screen = Screen(home, "prep", "harrow")
    screen.answers(("How does this client buy?", ENTER), ("When is the call?", CTRL_C))
    assert screen.ends() == 130
    assert "  callplan prep harrow    go on where you stopped\n" in said(home).out


@pytest.mark.parametrize("command", ["prep", "debrief", "close"])
def test_without_a_terminal(harrow: Path, command: str) -> None:
    """Without a terminal nothing hangs, whatever stdin is: an answer, or a sentence that names flags."""
    words = [
        command,
        "harrow",
        *(["--lost"] if command == "close" else []),
        *(["--with", "Marta"] * (command != "close")),
    ]
    for stdin in ("", "\n\n\n"):
        found = said(harrow, *words, typed=stdin)
        assert (found.code, "\x1b" in found.out + found.err) == (4 if command == "close" else 0, False)
        assert command != "close" or "--reason TEXT" in found.err


def test_empty_debrief(harrow: Path) -> None:
    """A debrief that says nothing is not taken for a call on which nothing happened."""
    before = journal(harrow)
    for words in ((), ("--no-input",)):
        found = said(harrow, "debrief", "harrow", *words)
        assert (found.out, found.code) == ("", 4)
        assert "give --with, --decided, --promised, --verdict, --call-moved, --call-cancelled" in found.err
    assert journal(harrow) == before


@pytest.mark.parametrize("short", ["har", "HARR", "hrw"])
def test_short_name(harrow: Path, short: str) -> None:
    """Enough letters of a name stand for the deal, and it says for which."""
    shown = said(harrow, "show", short)
    assert (shown.code, shown.err) == (0, f"{short}: harrow\n")
    assert said(harrow, "prep", short, "--no-input").err == f"{short}: harrow\n"


def test_new_playbook(tmp_path: Path) -> None:
    """From nothing to a map, left in the middle and gone on with; the file is the one that the flags make."""
    home = tmp_path / "home"
    first = Screen(home, "playbook", "new", "plants")
    first.answers(
        ("What do you call this kind of purchase? Enter: Plants", ENTER),
        ("Who works with it every day? Enter: user", "the operator" + ENTER),
        ("Who has the problem, and wants it solved?", CTRL_C),
    )
    assert first.ends() == 130
    assert "callplan playbook new plants" in first.text
    screen = Screen(home, "playbook", "new", "plants")
    screen.answers(
        ("You stopped after two answers", ENTER),
        ("Who has the problem, and wants it solved? Enter: sponsor", ENTER),
        ("Who can release the money?", "finance: [/x]" + ENTER),
        ("Who else has to agree?", "legal" + SPACE + ENTER),
        (
            "What do they have to decide, in this order?",
            "supplier" + SPACE + BACKSPACE * 8 + "wrong" + SPACE + BACKSPACE * 5 + "something" + SPACE + ENTER,
        ),
        ("They decide whether", "the hall: is free" + ENTER),
        ("“Today I'd like you to decide ___”", "which month to take" + ENTER),
        ("“Last time you ___”", ENTER),
        ("Who decides whether the hall: is free?", ENTER),
        ("When do they decide that?", ENTER),
        ("They also decide whether", ENTER),
        ("What else is so with them?", SPACE + ENTER),
        ("Above which amount?", "50k" + ENTER),
        ("Who decides above that? Enter: managing director", ENTER),
    )
    assert screen.ends() == 0
    assert "callplan prep DEAL --playbook plants" in screen.text
    flags, decide = (
        tmp_path / "flags",
        ("worth-it", "must-haves", "money", r"the hall\: is free::which month to take", "order"),
    )
    told = said(
        flags, "playbook", "new", "plants", "--no-input", "--uses", "operator", "--wants", "sponsor",
        "--pays", "finance: [/x]", "--also", "legal", "--above", "50k:managing director",
        *[word for each in decide for word in ("--decide", each)],
    )  # fmt: skip
    assert told.code == 0, told.err
    written = [(each / "playbooks" / "plants.yaml").read_text() for each in (home, flags)]
    assert written[0] == written[1]
    assert not list((home / "drafts").iterdir())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "hallo"), "callplan: There is no deal “hallo”.\n`callplan prep NAME` opens one."),
        (("shwo",), "Usage: callplan [OPTIONS] COMMAND\n[ARGS]...\nTry 'callplan --help' for help.\n\n"
         "Error: No such command 'shwo'. Did you\nmean 'show'?"),
        (("debrief", "harrow", "--no-input"),
         "callplan: What came of the call? Nobody\ncan be asked here: give --with,\n--decided, --promised, --verdict,\n"
         "--call-moved, --call-cancelled or\n--no-show; `callplan debrief --help`\nlists them all."),
        (("undo", "harrow", "--no-input"), None),
        (("log", "harrow"), None),
        (("drafts",), "Nothing is half done."),
        ((), None),
    ],
)  # fmt: skip
def test_word_ends(harrow: Path, words: tuple[str, ...], told: str | None) -> None:
    """It ends every row at a word's end outside a page, too, on a narrow screen."""
    screen = Screen(harrow, *words, columns=40, rows=40)
    screen.ends()
    rows = [row.rstrip() for row in screen.screen.display]
    if told is not None:
        assert "\n".join(rows).rstrip() == told
    assert [row for row, after in pairwise(rows) if len(row) == 40 and after[:1].isalnum() and row[-1].isalnum()] == []


def test_which_deal(harrow: Path) -> None:
    """It offers the deals where none was named, and a new one before a call."""
    screen = Screen(harrow, "debrief")
    screen.answers(("Which deal?", ENTER), ("Which deal? harrow", ""), ("Who was on the call", CTRL_C))
    assert screen.ends() == 130
    screen = Screen(harrow, "prep")
    screen.answers(
        ("Which deal?", "new" + ENTER),
        ("What is the new deal called?", ENTER),
        ("A deal has a name.", "oz" + ENTER),
        ("How does this client buy?", CTRL_C),
    )
    assert screen.ends() == 130


def test_no_deal_yet(home: Path) -> None:
    """It asks for the name of the first deal, and has none to debrief."""
    screen = Screen(home, "prep")
    screen.answers(("What is the new deal called?", CTRL_C))
    assert screen.ends() == 130
    screen = Screen(home, "debrief")
    assert screen.ends() == 5
    assert screen.text == "callplan: There is no deal yet: `callplan prep NAME` opens one."


def test_enter_of_a_line(home: Path) -> None:
    """Enter that is pressed between two questions, and comes as the end of a line, is taken by a list and by a line."""
    screen = Screen(home, "prep", "harrow")
    screen.answers(
        ("How does this client buy?", "sketch\n"), ("When is the call?", "\n"), ("Who is on the call?", "Oz Tan\n"),
        ("What part does Oz Tan play?", "\n"), ("What do you see or hear of them?", "\n"),
        ("What would they be buying?", CTRL_C),
    )  # fmt: skip
    assert screen.ends() == 130
