"""What comes back to a letter: nothing by itself, one question a changed line, and all of it written down together."""

from __future__ import annotations

from pathlib import Path

import pytest
from letters import HARROW, told, written
from monday import said
from replies import ANSWERED, HEADERS, WROTE, back, edited, mail, outlook, page, quoted, sent
from screen import CTRL_C, DOWN, ENTER, Screen
from story import Said

NOBODY = "callplan: Nobody can be asked here, and nothing was written. Say what each comes to:\n"
TYPED = '  callplan letter harrow --back reply.eml --by "Marta Lind"'
SHORT = "Hi Kim,\n\n4: 18 December, Vera signs too; 9) me, by 9 Dec\n\nBest\nMarta\n"
FOURTH = """\
4. Whether what could still go wrong is small enough to take on: Marta Lind, Thu 3 Dec, when we talk.
   Marta Lind wrote: “{}”
"""
DATED = """\
   4:take    Vera, no role, told by Marta Lind; the remaining risk by 2026-12-18, from Marta Lind (wrote)
   4:only-1  the remaining risk by 2026-12-18, from Marta Lind (wrote)
   4:only-2  Vera, no role, told by Marta Lind
   4:note    keep the words as a note
   4:out     leave it out
"""
NINTH = """\

9. ____: put a name to everything that could go wrong, by ____.
   Marta Lind wrote: “me, by 9 Dec”
   9:take  Marta Lind will put a name to everything that could go wrong by 2026-12-09
   9:note  keep the words as a note
   9:out   leave it out
"""
YES = """\
   4:take  Marta Lind said yes to the remaining risk (wrote): “{0}”
   4:note  keep the words as a note
   4:out   leave it out
"""
UNSURE = """\
   4:note   keep the words as a note
   4:yes    Marta Lind said yes to the remaining risk (wrote): “{0}”
   4:no     Marta Lind said no to the remaining risk: “{0}”
   4:later  Marta Lind put the remaining risk off without a day: “{0}”
   4:out    leave it out
"""
SILENT = "Marta Lind changed no line of the page, and silence is no answer: nothing was written.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Harrow with a letter to Marta."""
    written(told(tmp_path, *HARROW), "harrow", "Marta")
    return tmp_path


def open_ones(*words: str) -> str:
    """What is said where nobody can be asked: the line to type."""
    return NOBODY + TYPED + "".join([f" --line {word}" for word in words]) + "\n"


def log(home: Path) -> list[str]:
    """The log behind the letter, without numbers and days."""
    rows = said(home, ANSWERED, ["log", "harrow"], 200).out.split("page nkwj\n")[1].splitlines()
    return [row[18:] for row in rows if row.strip()]


class TestItsShape:
    @pytest.mark.parametrize("text", [
        page(), quoted(), f"Hi Kim,\n\nThanks!\n\nMarta\n\n{WROTE}\n{quoted()}",
        f"{WROTE}\n{quoted()}\n\nBest regards,\nMarta Lind\n",
        f"> {quoted().replace(chr(10), chr(10) + '> ')}", quoted(width=41), page().replace("\n", "\r\n"),
        f"Thanks\n\n{HEADERS}\n{page()}", mail(quoted(), coding="quoted-printable"),
        mail(page(), coding="base64"), mail(outlook("Thanks,", {}), "text/html"), mail(sent()[1], "text/html"),
        mail(f"<div>Thanks</div><div>On 2 Dec 2026, Kim &lt;k@x&gt; wrote:<blockquote>{sent()[1]}</blockquote></div>",
             "text/html", "quoted-printable"),
        edited(("A no is fine at any number, and so is “later”. ", "")), page().split("## Who")[0],
        f"Thanks\n-- \nMarta\n0800 4: 12\n\n{quoted()}",
    ])  # fmt: skip
    def test_unchanged(self, home: Path, text: str | bytes) -> None:
        """It says nothing that a page says as it was sent, however a mail program folds, quotes or cuts it."""
        assert back(home, text) == Said("", SILENT, 0)
        assert log(home) == []

    @pytest.mark.parametrize("text", [
        SHORT, f"{SHORT}\n{WROTE}\n{quoted()}", f"{WROTE}\n{quoted()}\n\n{SHORT}",
        mail(f"{SHORT}\n{quoted()}", coding="base64"),
        mail(SHORT.replace("\n", " \r\n"), coding="quoted-printable", more="; format=flowed"),
        "9: me, by 9 Dec\n(4) 18 December, Vera signs too", "no. 9 - me, by 9 Dec\nRe 4: 18 December, Vera\nsigns too",
        quoted().replace("> 5.", "18 December, Vera signs too\n\n> 5.").replace("> 10.", "me, by 9 Dec\n> 10."),
        mail(outlook("", {"4. Whether": "18 December, Vera signs too", "9. ____": "me, by 9 Dec"}), "text/html"),
        page().replace("when we talk.", "when we talk. 18 December, Vera signs too").replace(
            "go wrong, by ____.", "go wrong, by ____.\n   me, by 9 Dec"),
    ])  # fmt: skip
    def test_the_same(self, home: Path, text: str | bytes) -> None:
        """It says the same in every shape: by number alone; above, below or between what is quoted; edited; as HTML."""
        wrote = FOURTH.format("18 December, Vera signs too")
        assert back(home, text) == Said(f"{wrote}{DATED}{NINTH}", open_ones("4:take", "9:take"), 4)

    def test_edited(self, home: Path) -> None:
        """It reads what was typed into a line: into a blank, over a day or a name, behind it; and what is struck."""
        found = back(home, edited(
            ("by ____, before (6)", "by 18 December, before (6)"), ("after hearing Marta Lind, by", "by"),
            ("by Wed 9 Dec.", "by Fri 11 Dec."), ("11. ____:", "11. Vera Holm:"),
            ("first week, by ____", "first week, by 9 Jan"), (STRUCK, f"~~{STRUCK}~~"),
            ("one? ____", "one? 29 January because the season starts,"), ("12. Thu 3 Dec", "12. Fri 4 Dec"),
        ))  # fmt: skip
        rows = [
            row.strip()
            for row in found.out.splitlines()
            if row.startswith("   ") and not row.endswith((" note", " out"))
        ]
        assert rows == EDITED
        assert found.code == 4

    def test_a_line_broken_within_a_reference(self, home: Path) -> None:
        """It takes `(6)` at the beginning of a row for what it is: a part of the line before."""
        assert back(home, page().replace("before (6)", "before\n(6)")).err == SILENT
        assert back(home, quoted().replace(" (6)", "\n> (6)")).err == SILENT
        found = back(home, page().replace("before (6).", "before\n(6). By 18 December."))
        assert [row[:10] for row in found.out.splitlines()[:1]] == ["3. Whether"]
        assert found.out.splitlines()[1] == "   Marta Lind wrote: “By 18 December”"

    def test_its_number_is_gone(self, home: Path) -> None:
        """It knows a line by its words, where an editor has counted anew or taken the numbers away."""
        changed = edited(("when we talk.", "when we talk. Yes."))
        for text in (changed.replace("4. Whether", "2. Whether"), changed.replace("4. Whether", "Whether")):
            assert back(home, text) == Said(FOURTH.format("Yes") + YES.format("Yes"), open_ones("4:take"), 4)

    def test_beside_the_lines(self, home: Path) -> None:
        """It keeps what stands beside the lines as a note; what is quoted from elsewhere it leaves out, and says so."""
        found = back(home, f"We had a fire drill.\n\n{WROTE}\n> Hello Marta, here it is.\n>\n{quoted()}")
        assert found == Said(
            "   Marta Lind wrote beside the lines: “We had a fire drill.”\n   rest:note  keep the words as a note\n"
            "   rest:out   leave it out\n",
            "Quoted, and not of the page, so it is left out: “Hello Marta, here it is”.\n" + open_ones("rest:note"), 4,
        )  # fmt: skip


STRUCK = "9. ____: put a name to everything that could go wrong, by ____."
EDITED = [
    "Marta Lind wrote: “18 December”",
    "3:take  the list of must-haves by 2026-12-18, from Marta Lind (wrote)",
    "Marta Lind struck out: “after hearing Marta Lind”",
    "Marta Lind wrote: “by Fri 11 Dec”",
    "8:take  p2 moved to 2026-12-11: name the quietest week for the changeover",
    "Marta Lind struck out: “____: put a name to everything that could go wrong, by ____.”",
    "Marta Lind wrote: “Vera Holm, 9 Jan”",
    "11:take    Vera Holm, no role, told by Marta Lind; Vera Holm will draw up the schedule for the first week by "
    "2027-01-09",
    "11:only-2  Vera Holm, no role, told by Marta Lind",
    "Marta Lind wrote: “Fri 4 Dec”",
    "12:take  the call of 2026-12-03 was moved to 2026-12-04",
    "Marta Lind wrote: “29 January because the season starts”",
    "13:take  the order by 2027-01-29, from Marta Lind (wrote): “the season starts”",
]


class TestWhatAYesIs:
    @pytest.mark.parametrize(
        "said", ["yes", "Yes, decided", "we agree", "It's decided, the crews are ready", "go ahead"]
    )
    def test_yes(self, home: Path, said: str) -> None:
        """It takes a plain yes of somebody who decides for one, in writing."""
        assert back(home, f"4: {said}") == Said(FOURTH.format(said) + YES.format(said), open_ones("4:take"), 4)

    @pytest.mark.parametrize("said", [
        "yes but only with a spare line", "yes, if Vera agrees", "not yet, no", "yes, no", "yes?", "ok", "I think yes",
        "yes once signed",
        "no, that is fine", "decided yesterday", "yes, we will order next year",
    ])  # fmt: skip
    def test_no_yes(self, home: Path, said: str) -> None:
        """It shows what merely holds a yes, and offers to keep the words first."""
        found = back(home, f"4: {said}")
        ways = UNSURE.format(said)
        assert (found.out, found.code) == (FOURTH.format(said) + ways, 4)

    def test_yesterday(self, home: Path) -> None:
        """It takes yesterday for no yes at all."""
        found = back(home, "4: yesterday we met Vera")
        assert "said yes" not in found.out

    @pytest.mark.parametrize(("said", "becomes"), [
        ("no, too dear", "4:take   Marta Lind said no to the remaining risk: “too dear”"),
        ("not yet", "4:take  Marta Lind put the remaining risk off without a day"),
        ("not before 15 January, the audit",
         "4:take  Marta Lind put the remaining risk off to 2027-01-15: “the audit”"),
        ("later, 15 January", "4:take  Marta Lind put the remaining risk off to 2027-01-15"),
    ])  # fmt: skip
    def test_no_and_later(self, home: Path, said: str, becomes: str) -> None:
        """It takes a no for a no, with its reason, and later for a putting-off, with its day."""
        assert back(home, f"4: {said}").out.splitlines()[2].strip() == becomes

    def test_settles(self, home: Path) -> None:
        """A yes in writing settles what needs one in writing, and wins the deal."""
        told(home, (ANSWERED, "debrief harrow --no-input --on 2026-12-03 --with Marta --decided risk:Marta"))
        number = written(home, "harrow", "Piet", today=ANSWERED).out.partition(". Whether it is ordered")[0][-1]
        found = back(home, f"{number}: ordered, go ahead", "--line", f"{number}:take", by="Piet")
        assert found.out == SETTLED
        assert (found.err, found.code) == ("", 0)
        assert "Since then: Piet placed the order" in said(home, ANSWERED, ["show", "harrow"]).out

    def test_heard(self, home: Path) -> None:
        """A yes to what somebody else decides is theirs, as heard, and moves nothing; or that of whoever wrote it."""
        found = back(home, "5: yes, ordered")
        assert found.out.splitlines()[2:] == [
            "   5:take  Piet Maas said yes to the order (heard from Marta Lind): “yes, ordered”",
            "   5:own   Marta Lind said yes to the order (wrote): “yes, ordered”",
            "   5:note  keep the words as a note",
            "   5:out   leave it out",
        ]
        assert back(home, "5: yes, ordered", "--line", "5:take").out == HEARD
        assert log(home) == ["Piet Maas said yes to the order (heard from Marta Lind): “yes, ordered”"]


SETTLED = """\
HARROW · reply of Piet Maas · Thu 3 Dec 2026 · page xkzn

RESULT      Won. Piet placed the order: “ordered, go ahead”.

RECORDED    Piet Maas said yes to the order (wrote): “ordered, go ahead”.

callplan show harrow · callplan undo harrow
"""
HEARD = """\
HARROW · reply of Marta Lind · Thu 3 Dec 2026 · page nkwj

RESULT      From others: Piet said yes to the order: “yes, ordered”; hear it
            from Piet.

RECORDED    Piet Maas said yes to the order (heard from Marta Lind): “yes,
            ordered”.

callplan show harrow · callplan undo harrow
"""


class TestTheRep:
    LINE = (
        "1: not decided\n4: 18 December\n7: got it\n8: by 11/12\n9) me\n11: Vera Holm, by 9 Jan\n12: Fri 4 Dec, 10:00\n"
        "13: 29 January, the season starts\n"
    )
    WORDS = ("1:reopened", "4:take", "7:take", "8:day-1", "9:take", "11:take", "12:take", "13:take")
    WRITTEN = (
        "Vera Holm, no role, told by Marta Lind",
        "the order by 2027-01-29, from Marta Lind (wrote): “the season starts”",
        "the remaining risk by 2026-12-18, from Marta Lind (wrote)",
        "p1 kept: send the price per line",
        "p2 moved to 2026-12-11: name the quietest week for the changeover",
        "Marta Lind took the go-ahead up again: “not decided”",
        "Marta Lind will put a name to everything that could go wrong, no day named",
        "p3: Vera Holm will draw up the schedule for the first week by 2027-01-09",
        "the call of 2026-12-03 was moved to 2026-12-04",
        "noted from Marta Lind: “The next call: Fri 4 Dec, 10:00”",
    )

    def read(self, home: Path, *words: str) -> Said:
        """The reply with each line told beforehand."""
        return back(home, self.LINE, *[each for word in words for each in ("--line", word)])

    def test_together(self, home: Path) -> None:
        """What the lines come to is written down together, and one undo takes all of it back."""
        before = said(home, ANSWERED, ["show", "harrow", "--json"]).json
        assert self.read(home, *self.WORDS, "13:take").code == 0
        assert log(home) == list(self.WRITTEN)
        assert said(home, ANSWERED, ["undo", "harrow", "--yes"]).code == 0
        assert said(home, ANSWERED, ["show", "harrow", "--json"]).json == before
        assert self.read(home).code == 4

    def test_twice(self, home: Path) -> None:
        """It is not taken twice, whether it is the same reply or one that says the same again."""
        self.read(home, *self.WORDS)
        again = self.read(home)
        assert again == Said(
            "",
            "This reply stands already, as of Thu 3 Dec 2026: nothing was written. `callplan undo harrow` takes it "
            "back.\n",
            0,
        )
        assert back(home, "4: 18 December\n\n13: 29 January\n\n10: out of office").err.startswith(
            "Line 4 and line 13 of the reply stand already.\n"
        )
        assert back(home, "4: 18 December") == Said(
            "", "Line 4 of the reply stands already.\nNothing was written.\n", 0
        )
        assert log(home) == list(self.WRITTEN)

    def test_forgotten(self, home: Path) -> None:
        """Whoever is forgotten stands in nothing that came of their reply, and neither do their words."""
        self.read(home, *self.WORDS)
        found = said(home, ANSWERED, ["forget", "Marta Lind", "--confirm", "Marta Lind"])
        assert (found.out, found.code) == ("", 0)
        kept = (home / "callplan.db").read_bytes()
        assert [word for word in (b"Marta", b"season starts", b"10:00") if word in kept] == []
        assert log(home)[-1] == "noted from Somebody, and forgotten"

    def test_left_out(self, home: Path) -> None:
        """What is left out is written nowhere."""
        assert back(home, SHORT, "--line", "4:out", "--line", "9:out") == Said("", "Nothing was written.\n", 0)
        assert log(home) == []

    def test_answers_file(self, home: Path) -> None:
        """An answers file says what the lines come to, under the names of the flags."""
        (home / "a.yaml").write_text("line: ['4:only-1', '9:note']\non: 2026-12-02\n")
        assert back(home, SHORT, "--answers", str(home / "a.yaml")).code == 0
        assert log(home) == [
            "the remaining risk by 2026-12-18, from Marta Lind (wrote)",
            "noted from Marta Lind: “Put a name to everything that could go wrong: me, by 9 Dec”",
        ]

    def test_its_day(self, home: Path) -> None:
        """A mail brings its day, and a day in it is counted from that; --on goes before it."""
        assert back(home, mail("4: friday"), "--line", "4:take", today="2026-12-09").code == 0
        assert "  2026-12-03  the remaining risk by 2026-12-04" in said(home, "2026-12-09", ["log", "harrow"]).out
        found = back(home, mail("4: friday, in writing"), "--on", "yesterday", "--line", "4:take", today="2026-12-09")
        assert (found.err, found.code) == ("“yesterday” is Tue 8 Dec.\n", 0)
        assert "  2026-12-08  the remaining risk by 2026-12-11" in said(home, "2026-12-09", ["log", "harrow"]).out


class TestWhichPage:
    def test_by_its_mark(self, home: Path) -> None:
        """The page is the one whose mark stands in the reply, else the last that they got, which is said."""
        told(home, (ANSWERED, "debrief harrow --no-input --on 2026-12-03 --with Marta --decided risk:Marta"))
        written(home, "harrow", "Marta", today=ANSWERED)
        last = back(home, "3: out")
        assert last.err.startswith("No page is named in it: it is read against page ")
        assert last.err.split(": ", 2)[1].startswith("it is read against page ")
        assert back(
            home, f"4: 18 December\n\n{quoted().replace('(page nkwj)', '(page' + chr(10) + '> nkwj)')}"
        ).out.startswith(FOURTH.format("18 December"))

    def test_of_somebody_else(self, home: Path) -> None:
        """A page that went to somebody else is not taken without a word."""
        assert back(home, page(), by="Piet") == Said(
            "",
            "callplan: Page nkwj went to Marta Lind, not to Piet Maas. If Marta Lind wrote this, give "
            '--by "Marta Lind".\n',
            4,
        )

    def test_of_somebody_else_asked(self, home: Path) -> None:
        """At a terminal it is asked whether they wrote on a page that went to somebody else."""
        (home / "r.md").write_text(edited(("by Wed 9 Dec.", "by Fri 11 Dec.")))
        line = ("letter", "harrow", "--back", str(home / "r.md"), "--by", "Piet")
        asked = "Page nkwj went to Marta Lind, not to Piet Maas. Did Piet Maas write this?"
        for keys, says, code in ((DOWN + ENTER, "Nothing was written.", 1), (ENTER, "Line 8, “name the", 130)):
            screen = Screen(home, *line, rows=40, columns=100, CALLPLAN_TODAY=ANSWERED)
            screen.answers((asked, keys))
            screen.sees(says)
            if code == 130:
                screen.child.send(CTRL_C)
            assert screen.ends() == code

    @pytest.mark.parametrize(("text", "by", "says", "code"), [
        ("4: yes", "Piet", "No letter to Piet Maas is kept, so there is nothing to compare it with: `callplan letter "
         "harrow --for \"Piet Maas\"` writes one.", 1),
        ("4: yes (page zzzz)", "Marta", "No page zzzz is kept here.", 1),
        (b"%PDF-1.7", "Marta", "reply.eml: this is a PDF: save the reply as a mail (.eml), or copy its text into a "
         "file.", 3),
    ])  # fmt: skip
    def test_none(self, home: Path, text: str | bytes, by: str, says: str, code: int) -> None:
        """It says why there is nothing to compare it with."""
        assert back(home, text, by=by) == Said("", f"callplan: {says}\n", code)


@pytest.mark.parametrize(("words", "says", "code"), [
    (("--back", "none.eml"), "Say who wrote it: --by NAME, one of Jo Adeyemi, Marta Lind, Piet Maas.", 2),
    (("--back", "none.eml", "--by", "Marta"), "none.eml cannot be read: No such file or directory.", 1),
    (("--back", "none.eml", "--for", "Marta"), "--back reads what came back, and --for is for a letter that is "
     "written: give one of them.", 2),
    (("--for", "Marta", "--line", "4:take"), "--by, --on, --line and --person tell of a reply: give --back FILE.", 2),
])  # fmt: skip
def test_refused(home: Path, words: tuple[str, ...], says: str, code: int) -> None:
    """It says what is wrong with a line."""
    assert said(home, ANSWERED, ["letter", "harrow", *words]) == Said("", f"callplan: {says}\n", code)


@pytest.mark.parametrize(("word", "says"), [
    ("5:take", "--line 5:take: there is nothing to tell of that; open are 4, 9."),
    ("4:yes", "--line 4:yes: it is one of take, only-1, only-2, note, out, as in --line 4:take."),
])  # fmt: skip
def test_no_such_line(home: Path, word: str, says: str) -> None:
    """It says which lines are open, and what each may come to."""
    assert back(home, SHORT, "--line", word).err == f"callplan: {says}\n"


def test_from_a_pipe(home: Path) -> None:
    """A pipe that brings the reply brings no answers, and the line to type says so."""
    import lines

    found = lines.said(home, "letter", "harrow", "--back", "-", "--by", "Marta", typed=SHORT, CALLPLAN_TODAY=ANSWERED)
    assert found.err == open_ones("4:take", "9:take").replace("reply.eml", "-")


def test_at_a_terminal(home: Path) -> None:
    """A person is asked line by line, for the part of whoever is new too; Ctrl-C loses nothing of it."""
    file = home / "reply.eml"
    file.write_text(SHORT)
    line = ("letter", "harrow", "--back", str(file), "--by", "Marta")
    screen = Screen(home, *line, rows=40, columns=110, CALLPLAN_TODAY=ANSWERED)
    screen.answers(("Line 4, the remaining risk: write that down?", ENTER), ("What part does Vera play?", DOWN + ENTER))
    screen.answers(("Line 9, “put a name to everything that could go wrong”: write that down?", CTRL_C))
    screen.sees("goes on from there.")
    assert screen.ends() == 130
    assert log(home) == []
    again = Screen(home, *line, rows=40, columns=110, CALLPLAN_TODAY=ANSWERED)
    again.answers(("You stopped after two answers", ENTER))
    again.answers(("Line 9, “put a name to everything that could go wrong”: write that down?", DOWN + ENTER))
    again.sees("callplan show harrow · callplan undo harrow")
    assert again.ends() == 0
    assert log(home) == [
        "Vera, user, told by Marta Lind",
        "the remaining risk by 2026-12-18, from Marta Lind (wrote)",
        "noted from Marta Lind: “Put a name to everything that could go wrong: me, by 9 Dec”",
    ]
    assert said(home, ANSWERED, ["drafts"]).err == "Nothing is half done.\n"
