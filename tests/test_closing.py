"""The end of a deal told in command lines: looking back, what is still owed, and taking it up again."""

from __future__ import annotations

from pathlib import Path

import pytest
from answering import Answering
from story import Story

from callplan.core.deal.fold import fold
from callplan.core.interview.course import complete
from callplan.core.interview.ending import REASONS, ending, how
from callplan.journal import Journal

MAP = """
roles: {boss: {title: boss}, user: {title: user}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: list, title: the list, will: send the list, by: user}
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss}
  - id: which
    title: Which one?
    steps: [{id: pick, title: the choice, whether: this one is right, by: boss}]
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: boss, needs: [go]}]
"""
PASSED = "--with Ana:boss --on 2026-11-03 --settled pick:Ana"


def story(home: Path, flags: str = PASSED) -> Story:
    """A deal that went past its first decision."""
    home.mkdir(exist_ok=True)
    told = Story(home, MAP)
    told.prep(flags)
    return told


def asked(told: Story, end: str, **given: str) -> tuple[object, list[str]]:
    """What looking back comes to when these answers are given, and what was asked."""
    name = "acme"
    deal = fold(Journal(str(told.home / "callplan.db")).entries(name), name)
    asker = Answering(**given)
    said = complete({"reason": "x"}, lambda so_far: ending(deal, end, so_far, deal.opened), asker)
    return said.get("look-back"), [question.text for question in asker.asked]


def test_three_questions(tmp_path: Path) -> None:
    """It asks which step was missing most, whether it would have changed it, and why it was left out."""
    answers = {"look-back step": "go", "look-back changed": "maybe", "look-back reason": "uneasy asking"}
    said, texts = asked(story(tmp_path), "lost", **answers)
    assert said == ["go:maybe:uneasy asking"]
    assert texts == [
        "Looking back: which of these was missing most?",
        "Would the go-ahead have changed how it ended?",
        "Why was it left out?",
    ]


def test_no_reason(tmp_path: Path) -> None:
    """It takes no for an answer to the reasons."""
    answers = {"look-back step": "go", "look-back changed": "no", "look-back reason": ""}
    assert asked(story(tmp_path), "lost", **answers)[0] == ["go:no"]


def test_none_of_these(tmp_path: Path) -> None:
    """It asks nothing more when none of them is named, and nothing at all when nothing was passed over."""
    assert asked(story(tmp_path), "lost") == ([], ["Looking back: which of these was missing most?"])
    assert asked(story(tmp_path / "new", "--with Ana:boss --on 2026-11-03"), "lost") == ([], [])


def test_written_down(tmp_path: Path) -> None:
    """It is kept with the end, and the log says it."""
    told = story(tmp_path)
    flags = ("--lost", "--reason", "too dear", "--look-back", "go:maybe:no access", "--look-back", "list:no")
    said = told.line("close", "acme", *flags, "--no-input")
    assert (said.out, said.err) == ("", "acme: closed as lost: too dear.\n")
    assert told.line("log", "acme").out.splitlines()[-3:] == [
        "   5  2026-11-02  closed as lost: “too dear”",
        "   6  2026-11-02  looking back at the go-ahead: it would have changed it: maybe; left out: no access",
        "   7  2026-11-02  looking back at the list: it would have changed it: no",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("go", "--look-back go: it is written STEP:yes|maybe|no[:REASON[:WORDS]]."),
        ("go:why", "--look-back: “why” is none of yes, maybe and no: would it have changed how it ended?"),
        ("go:no:why", f"--look-back: “why” is none of the reasons. They are: {'; '.join(REASONS)}."),
        ("gone:no", "--look-back: there is no step “gone” in way. Did you mean go?"),
        (
            "buy:no",
            "--look-back: buy was not passed over, so there is nothing to look back at. Passed over: list, go.",
        ),
    ],
)
def test_unreadable(tmp_path: Path, text: str, said: str) -> None:
    """It refuses what it cannot read, and writes nothing."""
    told = story(tmp_path)
    found = told.line("close", "acme", "--lost", "--reason", "x", "--look-back", text, "--no-input")
    assert (found.code, found.err) == (2, f"callplan: {said}\n")
    assert "closed" not in told.line("log", "acme").out


def test_nothing_to_look_back_at(tmp_path: Path) -> None:
    """It refuses to look back in a deal that passed nothing over; what was caught up since may be looked back at."""
    told = story(tmp_path / "none", "--with Ana:boss --on 2026-11-03")
    refused = told.close("--lost --reason x --look-back go:no")
    assert (refused.code, refused.err) == (
        2,
        "callplan: --look-back: go was not passed over, so there is nothing to look back at. In acme nothing was.\n",
    )
    told = story(tmp_path / "late")
    told.prep("--settled go:Ana")
    assert told.close("--lost --reason x --look-back go:yes").code == 0


def test_won_with_debts(tmp_path: Path) -> None:
    """It says what a won deal still owes, and goes on planning it (rule 63)."""
    told = story(tmp_path)
    told.prep("--settled buy:Ana:wrote@2026-11-02 --person Ben:user --done list:Ben")
    said = told.line("close", "acme", "--won", "--reason", "", "--no-input")
    assert said.err == "acme: closed as won.\nStill missing: the go-ahead; `callplan prep acme` plans it.\n"
    assert told.prep("--with Ana --on 2026-11-10")["decision"]["id"] == "go"


def test_reopened(tmp_path: Path) -> None:
    """It is open again as it stood, with the reason in the log; one that is open cannot be."""
    told = story(tmp_path)
    refused = told.line("reopen", "acme")
    assert (refused.code, refused.err) == (
        2,
        "callplan: acme is open already: `callplan prep acme` plans its next call.\n",
    )
    before = told.show()
    told.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    assert told.show()["closed"] == "lost"
    said = told.line("reopen", "acme", "--reason", "they [rang]", "--on", "2026-11-02")
    assert (said.code, said.out, said.err) == (
        0,
        "",
        "acme: open again, and all that was decided stands: `callplan prep acme` plans its next call.\n",
    )
    after = told.show()
    assert after | {"lines": 0} == before | {"lines": 0}
    assert told.line("log", "acme").out.splitlines()[-1] == "   6  2026-11-02  taken up again: “they [rang]”"


def test_a_clock_set_back(tmp_path: Path) -> None:
    """It says on which day an end, and taking it up again, is recorded where that is not today."""
    told = story(tmp_path)
    told.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked")
    note = (
        "The last call on record was on 2026-11-10, after 2026-11-02; 2026-11-10 is taken. Use --on to say otherwise."
    )
    assert note in told.close("--lost --reason x").err.splitlines()
    assert note in told.line("reopen", "acme").err.splitlines()
    assert note not in told.close("--lost --reason x --on 2026-11-10").err
    assert note not in told.line("reopen", "acme", "--on", "2026-11-10").err


def test_a_decision_on_a_day_to_come(tmp_path: Path) -> None:
    """It gives the day, and counts none since, while that day lies ahead."""
    told = story(tmp_path)
    told.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked")
    assert "LAST TIME Tue 10 Nov, with Ana. Ana agreed that it is worth it." in told.page().replace("\u00a0", " ")
    row = told.line("review", "--json").json["deals"][0]
    assert "10\u00a0Nov" in row["cells"]
    assert row["quiet_days"] == 0


def test_reopening_taken_back(tmp_path: Path) -> None:
    """It makes no sense any more once the end it undid is taken back first, and is said to."""
    told = story(tmp_path)
    told.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    told.line("reopen", "acme")
    told.line("undo", "acme", "--yes")
    assert told.show()["closed"] == "lost"


WITH_REASONS = MAP + "ends:\n  lost: {reasons: [too dear, not needed]}\n  no-decision: {}\n"


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("--reason 'too dear'", "too dear"),
        ("--reason 'Too dear' --words 'twice what we have'", "too dear: “twice what we have”"),
        ("--reason 'they merge'", "they merge"),
        ("--words 'dear me, no'", "dear me, no"),
        (f"--reason '{' '.join(['long'] * 30)}'", f"{' '.join(['long'] * 25)}…"),
        ("--reason '\x1b[31mthey\u00a0 merge\x1b[0m'", "they merge"),
    ],
)
def test_why_in_their_words(tmp_path: Path, flags: str, said: str) -> None:
    """It takes a reason of the map's list, another, and their words beside it; long ones are quoted, none steers."""
    told = Story(tmp_path, WITH_REASONS)
    told.prep("--with Ana:boss --on 2026-11-02")
    closed = told.close(f"--lost {flags}")
    assert closed.err.splitlines()[0] == f"acme: closed as lost: {said}."
    assert f"Lost on 2 Nov: {said}" in told.page()


def test_a_reason_nearly_of_the_list(tmp_path: Path) -> None:
    """It asks which is meant where one is nearly another."""
    told = Story(tmp_path, WITH_REASONS)
    told.prep("--with Ana:boss --on 2026-11-02")
    assert told.close("--lost --reason dear").err == (
        "callplan: --reason: “dear” is nearly a reason of lost. It has: too dear; not needed. Did you mean too dear? "
        "For another, in their words, write --words TEXT.\n"
    )
    assert told.close("").err.startswith("callplan: Say how it ended: --won, --lost, --no-decision or --end END")


def test_how_it_ended_is_asked(tmp_path: Path) -> None:
    """It offers the ends of the map."""
    told = Story(tmp_path, WITH_REASONS)
    told.prep("--with Ana:boss --on 2026-11-02")
    question = how(fold(Journal(str(told.home / "callplan.db")).entries("acme"), "acme"))
    assert question.text == "How did acme end?"
    assert [choice.label for choice in question.choices] == ["Won", "Lost", "No decision"]
