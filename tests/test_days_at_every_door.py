"""Days as people type them, at every place that takes one: by flag, in an answers file and at a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from answering import Answering
from story import Story
from test_interview import Story as Told
from test_interview import read as read_map

from callplan.cli import words
from callplan.cli.deals import typed_day
from callplan.core.deal.state import Deal
from callplan.core.events import Dated, Deferred, Done, Learned, Left, Moved, Next, Promised, SignSeen, Yes
from callplan.core.flags import FLAGS
from callplan.core.interview.calls import debriefed, prepared
from callplan.core.interview.question import Question
from callplan.core.interview.which_call import called_off, day_taken
from callplan.core.promises.marking import marks
from callplan.core.text import clean
from callplan.errors import Usage

MAP = """
format: 1
id: way
title: A way to buy
roles: {boss: {title: boss}}
facts:
  amount: {ask: What may it cost?, unit: EUR}
  term: {ask: When does the term end?, type: date}
stages:
- {id: one, title: Shall we?, signals: [they talk], steps: [{id: go, whether: to go on, by: boss, proof: wrote}]}
- id: two
  title: The order
  steps:
  - {id: trial, title: the trial, will: try it, by: boss}
  - {id: order, whether: to order, by: boss, before: term}
"""
TODAY, CALL = date(2026, 12, 1), date(2026, 11, 26)  # a Tuesday, and the Thursday of the call before it
TWO = "does not tell day and month apart: write {}"
THURSDAY = "is a Thursday in 2026: write 2026-12-03, or the day that is meant"
EITHER = TWO.format("3 dec or 12 mar")
EARLY, LATE = ("is in the year 1: write a day within 50 years", "is in the year 9999: write a day within 50 years")
# What is typed; the day that has happened, told today; the day to come, told today; and said on the call. Where it is
# no day, None; where it is in doubt, why.
DAYS: list[tuple[str, str | None, str | None, str | None]] = [
    ("2026-12-03", "2026-12-03", "2026-12-03", "2026-12-03"),
    ("3 dec", "is 2 days ahead: write 2025-12-03 if that is meant", "2026-12-03", "2026-12-03"),
    ("Thu 3 Dec", "2026-12-03", "2026-12-03", "2026-12-03"),
    ("Thu 3\u00a0Dec", "2026-12-03", "2026-12-03", "2026-12-03"),
    ("Wed 9 Dec 2026", "2026-12-09", "2026-12-09", "2026-12-09"),
    ("Fri 3 Dec", "is a Wednesday in 2025: write 2025-12-03, or the day that is meant", THURSDAY, THURSDAY),
    ("dec 15", "2025-12-15", "2026-12-15", "2026-12-15"),
    ("DEC 15  ", "2025-12-15", "2026-12-15", "2026-12-15"),
    ("15.12.", "2025-12-15", "2026-12-15", "2026-12-15"),
    ("15.12.2026", "2026-12-15", "2026-12-15", "2026-12-15"),
    ("15.12", TWO.format("15 dec"), TWO.format("15 dec"), TWO.format("15 dec")),
    ("1.13.", None, None, None),
    ("in two weeks", "2026-12-15", "2026-12-15", "2026-12-10"),
    ("next week", "2026-12-11", "2026-12-11", "2026-12-04"),
    ("this friday", "2026-12-04", "2026-12-04", "2026-11-27"),
    ("friday", "2026-11-27", "2026-12-04", "2026-11-27"),
    ("last thursday", "2026-11-26", "2026-11-26", "2026-11-19"),
    ("thursday", "2026-11-26", "2026-12-03", "2026-12-03"),
    ("friday week", "2026-12-11", "2026-12-11", "2026-12-04"),
    ("a week on tuesday", "2026-12-15", "2026-12-15", "2026-12-08"),
    ("-4d", "2026-11-27", "2026-11-27", "2026-11-22"),
    ("yesterday", "2026-11-30", "2026-11-30", "2026-11-25"),
    ("tomorrow", "2026-12-02", "2026-12-02", "2026-11-27"),
    ("end of january", "2026-01-31", "2027-01-31", "2027-01-31"),
    ("mid january", "2026-01-15", "2027-01-15", "2027-01-15"),
    ("29 feb", "2024-02-29", "2028-02-29", "2028-02-29"),
    ("29 feb 2027", None, None, None),
    ("31 feb", None, None, None),
    ("3/12", EITHER, EITHER, EITHER),
    ("26 nov", "2026-11-26", "was 5 days ago: write 2027-11-26 if that is meant", "2026-11-26"),
    ("eom", "2026-12-31", "2026-12-31", "2026-11-30"),
    ("q1", None, None, None),
    ("\uff13 dec 2026", "2026-12-03", "2026-12-03", "2026-12-03"),
    ("\u0662\u0660\u0662\u0666-\u0661\u0662-\u0660\u0663", "2026-12-03", "2026-12-03", "2026-12-03"),
    ("2026-13-01", None, None, None),
    ("0", None, None, None),
    ("99999d", None, None, None),
    ("9999-12-31", LATE, LATE, LATE),
    ("0001-01-01", EARLY, EARLY, EARLY),
    ("1 jan 1", None, None, None),
    ("noon", None, None, None),
    ("the 3rd", "2026-11-03", "2026-12-03", "2026-12-03"),
    ("3rd of december 2026", "2026-12-03", "2026-12-03", "2026-12-03"),
    ("Dec. 3, 2026", "2026-12-03", "2026-12-03", "2026-12-03"),
]  # fmt: skip
LIKE = {True: "26 nov, last thursday, yesterday", False: "3 dec, friday, next thursday, in two weeks"}
BEHIND, AHEAD, CALLED = 1, 2, 3
TO_COME = {
    "promised": "a promise has", "we-promised": "a promise has", "next": "the next meeting has",
    "deferred": "what is put off has", "moved": "a promise has",
}  # fmt: skip


def told() -> Told:
    """A deal of early November with a call on its Thursday, and a promise that was due by then."""
    story = Told(read_map(MAP), TODAY)
    book, today = story.playbook, date(2026, 11, 2)
    story.write(*prepared(None, book, {"with": ["Ana:boss"], "settled": ["go:Ana:wrote"]}, today).events)
    said = {"on": "2026-11-03", "with": ["Ana"], "promised": ["Ana:ask them:2026-11-20"]}
    story.write(*debriefed(known(story), said, date(2026, 11, 3)).events)
    return story


def known(story: Told) -> Deal:
    """The deal as it stands."""
    assert story.deal is not None
    return story.deal


STORY = told()
DEAL = known(STORY)


def prep(**answers: Any) -> list[Any]:
    """What a prep of today records."""
    told = prepared(DEAL, STORY.playbook, {key.replace("_", "-"): answer for key, answer in answers.items()}, TODAY)
    return [*told.events, told]


def first(**answers: Any) -> list[Any]:
    """What the first prep of a deal records."""
    return list(prepared(None, STORY.playbook, {"with": ["Ana:boss"], **answers}, TODAY).events)


def debrief(**answers: Any) -> list[Any]:
    """What a debrief records, typed today, of the call on Thursday."""
    said = {"on": CALL.isoformat(), "with": ["Ana"]} | {key.replace("_", "-"): each for key, each in answers.items()}
    told = debriefed(DEAL, said, TODAY)
    return [*told.events, told]


def of(kind: type, events: list[Any]) -> Any:
    """The last event of a kind."""
    return [each for each in events if isinstance(each, kind)][-1]


def moved_call(text: str) -> date | None:
    """The day to which the call of Thursday was moved."""
    deal = DEAL.but(meeting=Next(date(2026, 11, 3), CALL))
    off = called_off(deal, {"call-moved": text}, TODAY)
    return off.moved_to if off else None


# Every place by its flag and command, with the direction its day lies in, and how the day that was taken is had
PLACES: dict[str, tuple[int, Callable[[str], object]]] = {
    "on, of a debrief": (BEHIND, lambda text: debrief(on=text)[-1].on),
    "on, of nobody": (BEHIND, lambda text: day_taken(DEAL, {"on": text, "no-show": True}, TODAY, TODAY)[0]),
    "on, of a close or a reopening": (BEHIND, lambda text: day_taken(DEAL, {"on": text}, TODAY, TODAY)[0]),
    "on, of a prep": (AHEAD, lambda text: prep(on=text)[-1].on),
    "opened": (BEHIND, lambda text: first(opened=text)[0].on),
    "call-moved": (AHEAD, moved_call),
    "settled": (BEHIND, lambda text: of(Yes, prep(settled=[f"go:Ana@{text}"])).on),
    "sign": (BEHIND, lambda text: of(SignSeen, prep(sign=[f"one@{text}"])).on),
    "set": (BEHIND, lambda text: of(Learned, prep(set=[f"amount=1k:Ana@{text}"])).on),
    "set, of a day": (AHEAD, lambda text: date.fromisoformat(of(Learned, prep(set=[f"term={text}:Ana"])).value)),
    "set, of a day said on the call": (
        CALLED, lambda text: date.fromisoformat(of(Learned, debrief(set=[f"term={text}:Ana"])).value),
    ),
    "date": (AHEAD, lambda text: of(Dated, prep(date=[f"order:{text}:Ana"])).day),
    "date, said on the call": (CALLED, lambda text: of(Dated, debrief(date=[f"order:{text}:Ana"])).day),
    "date, said before": (CALLED, lambda text: of(Dated, prep(date=[f"order:{text}:Ana@2026-11-26"])).day),
    "date, told with its day": (BEHIND, lambda text: of(Dated, prep(date=[f"order:2027-01-29:Ana@{text}"])).on),
    "done": (BEHIND, lambda text: of(Done, prep(done=[f"trial:Ana@{text}"])).on),
    "left": (BEHIND, lambda text: of(Left, prep(left=[f"Ana@{text}"])).on),
    "since": (BEHIND, lambda text: typed_day("since", text, behind=True)),
    "until": (AHEAD, lambda text: typed_day("until", text)),
    "moved, of any deal": (AHEAD, lambda text: marks({"moved": [f"acme:p1:{text}"]}, TODAY)[0].until),
    "moved": (CALLED, lambda text: of(Moved, debrief(moved=[f"p1:{text}"])).due),
    "promised": (CALLED, lambda text: of(Promised, debrief(promised=[f"Ana:ask:{text}"])).due),
    "we-promised": (CALLED, lambda text: of(Promised, debrief(we_promised=[f"ask:{text}"])).due),
    "deferred": (CALLED, lambda text: of(Deferred, debrief(deferred=[f"order:Ana:{text}:busy"])).until),
    "next": (CALLED, lambda text: of(Next, debrief(next=text)).meeting),
}  # fmt: skip


def with_year(day: date) -> str:
    """`Fri 4 Dec`, as a day of this year is said."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != TODAY.year else "")


def expected(place: str, way: int, text: str, found: str | None) -> date | str:
    """The day that a place takes, or the sentence that it refuses with."""
    flag = place.partition(",")[0]
    base, behind = CALL if way == CALLED else TODAY, way == BEHIND
    if found is None:
        return f"--{flag}: “{clean(text).strip()}” is no day. Write {LIKE[behind]} or {base}."
    if not found[:4].isdigit():
        return f"--{flag}: “{clean(text).strip()}” {found}."
    day = date.fromisoformat(found)
    if behind and day > TODAY:
        return f"--{flag}: {with_year(day)} has not come yet; give a day gone by."
    if way == CALLED and flag in TO_COME and day < CALL:
        return f"--{flag}: {day} lies before the call on {CALL}; {TO_COME[flag]} a day still to come."
    return day


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLPLAN_TODAY", TODAY.isoformat())


class TestFlags:
    """A day in a flag, or under its key in an answers file."""

    def test_no_place_is_left_out(self) -> None:
        """Every flag that takes a day stands in the table, and every option that picks by one."""
        options = [each.__metadata__[-1] for each in vars(words).values() if getattr(each, "__metadata__", ())]
        dated = [str(each.default)[2:] for each in options if "DATE" in (each.metavar or "")]
        flags = [key for key, flag in FLAGS.items() if "DATE" in flag.form]
        assert {place.partition(",")[0] for place in PLACES} == {*flags, *dated}

    @pytest.mark.parametrize("place", PLACES)
    def test_every_day(self, place: str) -> None:
        """It is the day that people mean by it there, or is refused in a sentence that says what to write instead."""
        way, take = PLACES[place]
        wrong = {}
        for text, *days in DAYS:
            wanted = expected(place, way, text, days[way - 1])
            try:
                found: object = take(text)
            except Usage as refusal:
                found = str(refusal)
            if found != wanted and not (text == "noon" and way == BEHIND):
                wrong[text] = (found, wanted)
        assert wrong == {}

    @pytest.mark.parametrize(
        "text", ["q1", "january", "end of the quarter", "in a bit", "this autumn", "wed 9 dec 26", "early dec"]
    )
    def test_no_day_goes_into_words(self, text: str) -> None:
        """What begins as a day does is refused as one behind somebody's words, too; an address is left there."""
        with pytest.raises(Usage, match=f"“{text}” is no day"):
            prep(settled=[f"go:Ana:wrote:let us@{text}"])
        assert of(Yes, prep(settled=["go:Ana:wrote:me@mayfair"])).words == "me@mayfair"
        assert of(Yes, prep(settled=["go:Ana:wrote:me@mon.example.com"])).words == "me@mon.example.com"


def answered(wanted: date | str, floor: bool) -> str:
    """What a question makes of a day, or says to it."""
    if isinstance(wanted, str):
        return wanted.removeprefix("--x: ").replace("; give a day gone by.", ".")
    if floor and wanted < CALL:
        return f"{with_year(wanted)} lies before the call on {CALL}."
    return wanted.isoformat()


class Asked(Answering):
    """Answers everything, and types every day of the table at each question for one before it answers."""

    def __init__(self, ways: dict[str, tuple[int, bool]], **given: Any) -> None:
        super().__init__(**given)
        self.ways = ways
        self.wrong: dict[tuple[str, str], object] = {}
        self.seen: set[str] = set()

    def __call__(self, question: Question) -> Any:
        if question.kind == "date":
            self.seen.add(question.key)
            self.try_all(question)
        return super().__call__(question)

    def try_all(self, question: Question) -> None:
        """Every day of the table."""
        way, floor = self.ways[question.key]
        for text, *days in DAYS:
            wanted = answered(expected("x", way, text, days[way - 1]), floor)
            try:
                found: object = question.read(text)
            except Usage as refusal:
                found = str(refusal).removeprefix("--set: ")
            if found != wanted:
                self.wrong[question.key, text] = (found, wanted)


class TestQuestions:
    """A day at a question."""

    def test_of_a_first_prep(self) -> None:
        """It takes the same days, and refuses the same, when a deal is opened."""
        story = Told(read_map(MAP), TODAY)
        ways = {
            "on day": (AHEAD, False), "set term": (AHEAD, False), "settled go when": (BEHIND, False),
            "date said": (AHEAD, False),
        }  # fmt: skip
        ask = Asked(
            ways, with_names="Ana", settled_signs=["two"], settled_on_main=["go"], settled_go_when="2026-11-02",
        )  # fmt: skip
        story.prep(ask)
        assert ask.wrong == {}
        assert {"on day", "set term", "settled go when"} <= ask.seen

    def test_of_a_debrief(self) -> None:
        """It counts from the call, and takes nothing that lies before it."""
        story = told()
        ways = dict.fromkeys(("moved p1", "next day", "deferred order until", "promised 1 due"), (CALLED, True))
        ways["date said"] = (CALLED, False)
        ask = Asked(
            ways, with_who=["Ana"], kept_p1="moved", moved_p1="2026-12-03", decided_order="deferred",
            decided_what=["order", "+dated", "+theirs", "+meet"], deferred_order_why="busy", next_day="2026-12-10",
            promised_lines="ask them", promised_1_due="2026-12-04",
        )  # fmt: skip
        story.debrief(ask, on=CALL.isoformat())
        assert ask.wrong == {}
        assert {"date said", "deferred order until", "promised 1 due", "next day"} <= ask.seen

    def test_which_day_it_was(self) -> None:
        """The day of a call is one that has gone by."""
        story = told()
        ask = Asked({"on day": (BEHIND, False)}, with_who=["Ana", "+day"], on_day="2026-11-27")
        story.debrief(ask)
        assert ask.wrong == {}
        assert ask.seen == {"on day"}


def test_in_an_answers_file(tmp_path: Path) -> None:
    """A file gives the days that flags give, written bare or in quotes, and says them back."""
    story = Story(tmp_path, MAP.partition("title: A way to buy\n")[2], today=TODAY.isoformat())
    story.prep("--with Ana:boss --opened 2026-11-02")
    file = tmp_path / "answers.yaml"
    file.write_text(
        "on: 2026-11-26\nwith: Ana\nset: ['term=end of january:Ana']\npromised: [Ana:ask them:friday]\nnext: 10.12.\n"
    )
    said = story.line("debrief", "acme", "--answers", str(file), "--json")
    assert said.err == "“end of january” is Sun 31 Jan 2027, “friday” is Fri 27 Nov, “10.12.” is Thu 10 Dec.\n"
    file.write_text("on: 3 dec\nwith: Ana\n")
    said = story.line("debrief", "acme", "--answers", str(file))
    assert (said.code, said.err) == (
        2, "callplan: --on: “3 dec” is 2 days ahead: write 2025-12-03 if that is meant.\n",
    )  # fmt: skip


def test_in_their_order(tmp_path: Path) -> None:
    """A deal is not closed before it was opened, nor taken up again before it was closed."""
    story = Story(tmp_path, MAP.partition("title: A way to buy\n")[2], today=TODAY.isoformat())
    story.prep("--with Ana:boss --opened 2026-11-02")
    assert story.close("--lost --reason no --on 2026-11-01").err == (
        "callplan: --on: 2026-11-01 lies before 2026-11-02, when acme was opened; give a later day.\n"
    )
    assert story.close("--lost --reason no --on 2026-11-20").code == 0
    assert story.line("reopen", "acme", "--on", "19 nov").err == (
        "callplan: --on: 2026-11-19 lies before 2026-11-20, when acme was closed; give a later day.\n"
    )
    assert story.line("reopen", "acme", "--on", "20 nov").code == 0
