"""What each kind of line may come to, and the deals in which several decide or promise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from letters import HARROW, OPENED, WRITTEN, told, written
from monday import said
from replies import ANSWERED, back, deal_sent, page
from test_letter import PREPPED, SEVERAL

from callplan.core.interview.course import complete
from callplan.core.interview.question import Question
from callplan.core.letter.kept import letters
from callplan.core.reply.asking import asked_about, asking_of, left_open
from callplan.core.reply.compared import compared
from callplan.core.reply.mail_rows import mail_rows
from callplan.core.reply.on_the_desk import ReplyDesk
from callplan.core.reply.sent_page import page_of

Answers = dict[str, Any]

DAY = date(2026, 12, 3)


def ways(text: str, on: date = DAY) -> list[str]:
    """What a reply of Marta may come to, a way a row, without the notes and what is left out."""
    deal, entries = deal_sent()
    found = compared(page_of(letters(entries)[0]), text, "Marta Lind")
    rows = list[str]()
    for each in asking_of(ReplyDesk(deal, entries, "Marta Lind", on, on), found).asked:
        rows += [f"{each.word}:{way.word} {label}" for way, label in zip(each.ways, each.labels, strict=True)]
    return [row for row in rows if row.split()[0].split(":")[1] not in ("note", "out")]


QUIET, CASES = "name the quietest week for the changeover", "put a name to everything that could go wrong"

GOOD = "“good to have it by the end of january”"
NO_DAY_THERE = (
    ("yes", "Marta Lind said yes to the remaining risk (wrote)"), ("no", "Marta Lind said no to the remaining risk"),
    ("later", "Marta Lind put the remaining risk off without a day"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "becomes"), [
    ("1: Vera Holm was there too", ["1:take Vera Holm, no role, told by Marta Lind"]),
    ("2: fine", []),
    ("4: no because the money is gone", [
        "4:take Marta Lind said no to the remaining risk: “the money is gone”",
        "4:later Marta Lind put the remaining risk off without a day: “the money is gone”"]),
    ("4: put off until 15 January", ["4:take Marta Lind put the remaining risk off to 2027-01-15"]),
    ("4: after hearing Jo", []),
    ("4: Vera Holm", ["4:take Vera Holm, no role, told by Marta Lind"]),
    ("4: Vera Holm and Piet", ["4:take Vera Holm, no role, told by Marta Lind"]),
    ("4: Piet", []), ("4: Vera Holm, who else", ["4:met Vera Holm, no role, told by Marta Lind"]),
    ("4: yes, 18 December", [
        "4:date the remaining risk by 2026-12-18, from Marta Lind (wrote): “yes, 18 December”",
        "4:yes Marta Lind said yes to the remaining risk (wrote): “yes, 18 December”",
        "4:no Marta Lind said no to the remaining risk: “yes, 18 December”",
        "4:later Marta Lind put the remaining risk off to 2026-12-18: “yes, 18 December”"]),
    ("4: fri 16 dec", ["4:day-1 the remaining risk by 2026-12-16, from Marta Lind (wrote)"]),
    ("5: no", [
        "5:yes-1 Piet Maas said yes to the order (heard from Marta Lind): “no”",
        "5:no Marta Lind said no to the order: “no”", "5:later Marta Lind put the order off without a day: “no”"]),
    ("7: not needed any more", ["7:take p1 released: send the price per line"]), ("7: by friday please", []),
    ("8: done", [f"8:take p2 kept: {QUIET}"]), ("8: not needed", [f"8:released p2 released: {QUIET}"]),
    ("8: me, by Fri 11 Dec", [f"8:take p2 moved to 2026-12-11: {QUIET}"]), ("8: by Wed 9 Dec", []),
    ("8: 11 Dec, if Jo is back", [f"8:moved p2 moved to 2026-12-11: {QUIET}"]),
    ("8: Jo, by 11 Dec", [
        f"8:take p2 released: {QUIET}; Jo Adeyemi will {QUIET} by 2026-12-11",
        f"8:only-1 Jo Adeyemi will {QUIET} by 2026-12-11", f"8:only-2 p2 released: {QUIET}"]),
    ("9: done", ["9:take Marta Lind did the worst-case list (wrote)"]),
    ("9: ok", [f"9:take Marta Lind will {CASES}, no day named"]),
    ("9: 9 Dec", [f"9:take Marta Lind will {CASES} by 2026-12-09"]),
    ("9: Jo and Piet", []), ("9: yes, but not before 9 Dec", []), ("9: 9 Dec, but only half of it", [
        f"9:promised Marta Lind will {CASES} by 2026-12-09"]),
    ("12: Vera Holm comes too", ["12:take Vera Holm, no role, told by Marta Lind"]), ("12: fine", []),
    ("12: Fri 4 Dec at 10:00", ["12:take the call of 2026-12-03 was moved to 2026-12-04; noted from Marta Lind: “The "
     "next call: Fri 4 Dec at 10:00”"]),
    ("13: soon", []), ("13: 29 January – the season starts (really)", [
        "13:take the order by 2027-01-29, from Marta Lind (wrote): “the season starts (really)”"]),
    ("13: a.s.a.p.", []), (f"4: {'yes ' * 400}", []),
    ("4, 8: done", [f"8:take p2 kept: {QUIET}"]), (", 9: me", [f"9:take Marta Lind will {CASES}, no day named"]),
    ("9: Us, by 9 Dec", []), ("counts what on others the of ahead is supplier one Marta Lind Tue 24 Nov", []),
    ("8: Fri 11 Dec works better", [f"8:take p2 moved to 2026-12-11: {QUIET}"]),
    ("9: Jo will do that by Fri 11 Dec", [f"9:take Jo Adeyemi will {CASES} by 2026-12-11"]),
    ("9: Jo will do that by 11/12", []), ("9: Jo will not do that", []),
    ("4: Vera Holm signs by 18 December", [
        "4:take Vera Holm, no role, told by Marta Lind; the remaining risk by 2026-12-18, from Marta Lind (wrote)",
        "4:only-1 the remaining risk by 2026-12-18, from Marta Lind (wrote)",
        "4:only-2 Vera Holm, no role, told by Marta Lind"]),
    ("5: end of january would be good", ["5:take the order by 2027-01-31, from Marta Lind (wrote)"]),
    ("5: end of january sounds great for us", ["5:take the order by 2027-01-31, from Marta Lind (wrote)"]),
    ("5: good to have it by the end of january", [
        f"5:date the order by 2027-01-31, from Marta Lind (wrote): {GOOD}",
        f"5:yes-1 Piet Maas said yes to the order (heard from Marta Lind): {GOOD}",
        f"5:no Marta Lind said no to the order: {GOOD}",
        f"5:later Marta Lind put the order off to 2027-01-31: {GOOD}"]),
    ("4: we hope for 18 December", [
        "4:date the remaining risk by 2026-12-18, from Marta Lind (wrote): “we hope for 18 December”"]),
    ("4: not on 18 December and 20 people ask", [
        f"4:{word} {text}: “not on 18 December and 20 people ask”" for word, text in NO_DAY_THERE]),
    ("4: yes, we will order on Monday", [
        "4:date the remaining risk by 2026-12-07, from Marta Lind (wrote): “yes, we will order on Monday”",
        *[f"4:{word} {text}: “yes, we will order on Monday”" for word, text in NO_DAY_THERE[:2]],
        "4:later Marta Lind put the remaining risk off to 2026-12-07: “yes, we will order on Monday”"]),
    ("4: between 18 December and 20 December", []),
    ("8: Jo thinks we can do 11 Dec", [f"8:moved p2 moved to 2026-12-11: {QUIET}"]),
    ("9: I could send it by 9 Dec", [f"9:promised Marta Lind will {CASES} by 2026-12-09"]),
    ("9: I'll send it on 9 Dec", [f"9:promised Marta Lind will {CASES} by 2026-12-09"]),
    ("13: we want to open with it on 29 January", [
        "13:date the order by 2027-01-29, from Marta Lind (wrote): “we want to open with it on 29 January”"]),
    ("9: me; 77) yes", [f"9:take Marta Lind will {CASES}, no day named"]),
])  # fmt: skip
def test_ways(text: str, becomes: list[str]) -> None:
    """It offers what a line says, and nothing that it does not say."""
    assert ways(text) == becomes


def test_the_map_has_changed(tmp_path: Path) -> None:
    """What the page said of a step or a promise that is gone is kept in their words alone."""
    home = told(tmp_path, *HARROW)
    written(home, "harrow", "Marta")
    number = next(row.split()[0] for row in said(home, ANSWERED, ["log", "harrow"]).out.splitlines() if " p2: " in row)
    told(home, (ANSWERED, f"undo harrow {number} --yes"))
    found = back(home, "8: done")
    assert [row.split(" ", 4)[3] for row in found.out.splitlines()[2:]] == ["8:note", "8:out"]


class TestSeveral:
    @pytest.fixture
    def hall(self, tmp_path: Path) -> Path:
        """A deal in which several decide, and Ana means to do something."""
        (tmp_path / "several.yaml").write_text(SEVERAL)
        meant = "debrief hall --no-input --on 2026-11-24 --with Ana --promised 'Ana:measure the hall:-'"
        told(tmp_path, (OPENED, PREPPED.format(map=tmp_path / "several.yaml")), (OPENED, meant))
        written(tmp_path, "hall", "Ana")
        return tmp_path

    def back(self, home: Path, text: str, *more: str) -> list[str]:
        """The rows behind what Ana wrote."""
        (home / "r.txt").write_text(text)
        line = ["letter", "hall", "--back", str(home / "r.txt"), "--by", "Ana", "--no-input", *more]
        return [row.strip() for row in said(home, WRITTEN, line).out.splitlines()[2:]]

    def test_who_said_yes(self, hall: Path) -> None:
        """A yes to what others decide is asked whose it is; of somebody who decides it is theirs."""
        assert (
            self.back(hall, "2: yes")[0]
            == "2:take  Ana Lima said yes to the question whether the floor holds (wrote): “yes”"
        )
        assert self.back(hall, "3: yes")[:2] == [
            "3:take  Cleo Roth said yes to the question whether to wait a year (heard from Ana Lima): “yes”",
            "3:own   Ana Lima said yes to the question whether to wait a year (wrote): “yes”",
        ]

    def test_which_of_several(self, hall: Path) -> None:
        """A yes to what any of several may decide, told by who does not, may be that of each of them."""
        text = next(row for row in written(hall, "hall", "Cleo").out.splitlines() if "the hall is free" in row)
        (hall / "r.txt").write_text(f"{text.partition('.')[0]}: yes")
        line = ["letter", "hall", "--back", str(hall / "r.txt"), "--by", "Cleo", "--no-input"]
        told = "said yes to the question whether the hall is free"
        assert [row.split(":", 1)[1] for row in said(hall, WRITTEN, line).out.splitlines()[2:5]] == [
            "note   keep the words as a note",
            f"yes-1  Ana Lima {told} (heard from Cleo Roth): “yes”",
            f"yes-2  Ben Ek {told} (heard from Cleo Roth): “yes”",
        ]

    def test_meant(self, hall: Path) -> None:
        """What somebody meant to do without a day is promised with the day that they name."""
        text = next(row for row in written(hall, "hall", "Ana").out.splitlines() if "measure the hall" in row)
        rows = self.back(hall, f"{text.partition('.')[0]}: by friday")
        assert rows[0].endswith("take  Ana Lima will measure the hall by 2026-12-04")


def test_rows() -> None:
    """What mail programs write round a reply is none of it, and a text that only looks like it stays."""
    text = (
        "4: yes\n\nAm 02.12.26 um 10:12 schrieb Kim Aalto:\n> a\n\n-----Original Message-----\nFrom: Kim\nSent: x\n"
        "To: y\nSubject: z\n\nb\n____________________\nGet Outlook for iOS\n"
    )
    rows = [(row.depth, row.old, row.text) for row in mail_rows(text) if row.text]
    assert rows == [(0, False, "4: yes"), (1, False, "a"), (0, True, "b")]
    stays = (
        "On 2 Dec 2026 we\nmet there\nand more\n\nOn 2 Dec 2026 we met\n\nFrom: here\non we go\n\nOn 1 Dec 2026 a\n"
        "> b\n\n4: yes\n\n-- \nx\n4: no"
    )
    assert [row.text for row in mail_rows(stays) if row.text] == [
        "On 2 Dec 2026 we", "met there", "and more", "On 2 Dec 2026 we met", "From: here", "on we go",
        "On 1 Dec 2026 a", "b", "4: yes", "4: no",
    ]  # fmt: skip


def test_what_stands_beside_stands_already() -> None:
    """A note that was written down once is not asked about again."""
    deal, entries = deal_sent()
    from callplan.core.entries import drafted
    from callplan.core.outside import Noted

    entries = drafted(entries, [Noted(DAY, DAY, "We had a fire drill.", "Marta Lind")])
    desk = ReplyDesk(deal, entries, "Marta Lind", DAY, DAY)
    found = asking_of(desk, compared(page_of(letters(entries)[0]), f"We had a fire drill.\n\n{page()}", "Marta Lind"))
    assert (found.asked, found.standing) == ((), ("rest",))
    assert left_open(found, ["rest:note"]) == []


def asked(text: str, *replies: object, given: Answers | None = None) -> tuple[list[str], Answers]:
    """What is asked about a reply of Marta whose questions are answered so, and what it comes to."""
    deal, entries = deal_sent()

    def desk() -> ReplyDesk:
        return ReplyDesk(deal, entries, "Marta Lind", DAY, DAY)

    asks = asking_of(desk(), compared(page_of(letters(entries)[0]), text, "Marta Lind"))
    texts, left = list[str](), list(replies)

    def asker(question: Question) -> object:
        texts.append("\n".join([*question.above, question.text]))
        return left.pop(0)

    found = complete(given or {}, asked_about(desk, asks, can_ask=True), asker)
    return texts, {key: value for key, value in found.items() if key != "line"}


class TestAsking:
    def test_somebody_new(self) -> None:
        """Who is named is asked about: the part they play, or who of those that are known is meant."""
        texts, found = asked(
            "4: 18 December, Vera Holm signs too\n\n9: Vera Holm, by 9 Dec\n\nAnd more.", "take", "user", "take", "note"
        )  # fmt: skip
        assert [text.splitlines()[-1] for text in texts] == [
            "Line 4, the remaining risk: write that down?", "What part does Vera Holm play?",
            "Line 9, “put a name to everything that could go wrong”: write that down?", "Write that down?",
        ]  # fmt: skip
        assert found["person"] == ["Vera Holm:user:Marta Lind"]

    def test_nearly_known(self) -> None:
        """A name that is nearly one of theirs is asked about, and a reading of it names whoever is meant."""
        texts, found = asked("9: Pete Maas, by 9 Dec", "take", "Piet Maas")
        assert texts[1] == "“Pete Maas”: who is that?"
        assert (found["person"], found["promised"]) == (
            [], ["Piet Maas:put a name to everything that could go wrong:2026-12-09:worst-case"],
        )  # fmt: skip

    def test_told_beforehand(self) -> None:
        """A line that was told beforehand is not asked about."""
        texts, found = asked("4: 11/12\n9: me", "note", given={"line": ["9:take"]})
        assert texts == [
            "4. Whether what could still go wrong is small enough to take on: Marta Lind, Thu 3 Dec, when we talk.\n"
            "Marta Lind wrote: “11/12”\n“11/12” does not tell day and month apart: write 11 dec or 12 nov\n"
            "Line 4, the remaining risk: write that down?"
        ]
        assert found["noted"] == ["The remaining risk: 11/12"]


def test_may_be_the_end(tmp_path: Path) -> None:
    """A no to what would end the deal is said back with what to do, if it was for good."""
    home = told(tmp_path, *HARROW)
    number = written(home, "harrow", "Piet").out.partition(". Whether it is ordered")[0][-1]
    found = back(home, f"{number}: no, too dear", "--line", f"{number}:take", by="Piet")
    assert "RESULT      Piet said no to the order: “too dear”." in found.out
    assert "Was that for good, or for now? If for good: callplan close harrow" in " ".join(found.out.split())


def test_whose_it_was(tmp_path: Path) -> None:
    """A day at what somebody else said they would do is that person's promise, not the writer's."""
    opened, held, prepped = HARROW
    more = held[1].replace("--with Marta ", '--with Marta --with Jo --promised "Jo:find a fitter:-" ')
    home = told(tmp_path, opened, (held[0], more), prepped)
    (row,) = [each for each in written(home, "harrow", "Marta").out.splitlines() if "find a fitter" in each]
    number, _, text = row.partition(". ")
    assert text == "Jo Adeyemi: find a fitter, by ____."
    (taken,) = [each for each in back(home, f"{number}: by 9 Dec").out.splitlines() if ":take" in each]
    assert taken.split() == [f"{number}:take", *["Jo", "Adeyemi", "will", "find", "a", "fitter", "by", "2026-12-09"]]
