"""Rules 55 to 57: how long the client has decided nothing, who told us what, and what is asked because of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss, is: has the problem}, user: {title: user}, money: {title: money, is: can pay},
        seller: {title: seller, side: us}, broker: {title: broker, side: third-party}}
facts:
  size: {ask: How many would use it?, choices: [small, big], of: user, listen_for: a number}
  data: {ask: What data would be held?, choices: [none, personal]}
  place: {ask: Where would it stand?}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: figure, will: put a figure on it, by: boss}
      - {id: go, title: the go, whether: it is worth it, by: boss}
      - {id: rough, title: the rest, whether: it is roughly right, by: user, if_no: go-on}
  - {id: plan, title: How?, steps: [{id: way, title: the way, whether: the way is right, by: user}]}
  - {id: law, title: Allowed?, track: law, when: {data: personal}, steps: [
      {id: legal, title: the leave, whether: it is allowed, by: money, when: {size: big}}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
ends: {lost: [too dear]}
"""
PEOPLE = "--person Ana:boss --person Ben:user --person Cleo:money --person Tom:broker --person Sal:seller"


def deal(tmp_path: Path, before: str = "") -> Story:
    story = Story(tmp_path, MAP)
    story.prep(f"--on 2026-11-02 {PEOPLE} {before}")
    return story


def standing(plan: Any) -> tuple[str | None, str, int, int]:
    """The last client decision, since when nothing was decided, and how many days and calls that is."""
    last, clock = plan["last_client_decision"], plan["momentum"]
    return last and last["id"], clock["since"], clock["days"], clock["calls"]


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("--decided go:Ana", ("go", "2026-11-10", 10, 0)),
        ("--declined 'go:Ana:no'", ("go", "2026-11-10", 10, 0)),
        ("--declined 'rough:Ben:no'", ("rough", "2026-11-10", 10, 0)),
        ("--waived 'go:Ana:no need'", ("go", "2026-11-10", 10, 0)),
        ("--waived 'way:Ben:no need'", (None, "2026-11-02", 18, 1)),
        ("--waived 'figure:Ana:no need'", (None, "2026-11-02", 18, 1)),
        ("--decided go:Ben", (None, "2026-11-02", 18, 1)),
        ("--decided go:us", (None, "2026-11-02", 18, 1)),
        ("--deferred 'go:Ana:2026-12-01:no time'", (None, "2026-11-02", 18, 1)),
        ("--promised 'Ana:it:2026-11-20:figure' --done figure:Ana --we-promised 'it:2026-11-20'",
         (None, "2026-11-02", 18, 1)),
        ("--next 2026-11-20:go --worth-it 'very much'", (None, "2026-11-02", 18, 1)),
        ("", (None, "2026-11-02", 18, 1)),
    ],
)  # fmt: skip
def test_rule_55_what_resets_the_clock(tmp_path: Path, call: str, found: object) -> None:
    """It runs from the last decision of the client's that stands, and from the opening while there is none."""
    story = deal(tmp_path)
    story.debrief(f"--on 2026-11-10 --with Ana --with Ben {call}")
    story.today = "2026-11-20"
    assert standing(story.show()) == found


def test_rule_55_a_plan_counts_to_the_day_of_the_call_and_show_to_today(tmp_path: Path) -> None:
    """It counts the days to the call that is planned, never below nothing."""
    story = deal(tmp_path, "--settled go:Ana@2026-11-01")
    assert standing(story.prep("--on 2026-11-21 --with Ana")) == ("go", "2026-11-01", 20, 0)
    assert standing(story.show()) == ("go", "2026-11-01", 1, 0)
    story.today = "2026-10-20"
    assert standing(story.show()) == ("go", "2026-11-01", 0, 0)


def test_rule_55_what_was_overruled_since_is_no_last_decision(tmp_path: Path) -> None:
    """It goes back to the decision before when the latest was taken up again, and counts the calls since."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-03 --with Ana --decided go:Ana")
    story.debrief("--on 2026-11-05 --with Ben --decided way:Ben")
    story.debrief("--on 2026-11-06 --with Tom")
    story.debrief("--on 2026-11-09 --with Ben --reopened 'way:Ben:hm'")
    story.today = "2026-11-10"
    assert standing(story.show()) == ("go", "2026-11-03", 7, 2)


def test_rule_55_the_latest_is_the_one_of_the_latest_day_whenever_it_was_written(tmp_path: Path) -> None:
    """It keeps the clock where it is when a decision of an earlier day is learned of later."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-10 --with Ana --decided go:Ana")
    story.today = "2026-11-10"
    story.prep("--on 2026-11-20 --with Ben --settled way:Ben:wrote@2026-11-04")
    assert story.show()["last_client_decision"] == {"id": "go", "on": "2026-11-10", "person": "Ana"}
    story.debrief("--on 2026-11-10 --with Ben --decided rough:Ben")
    assert story.show()["last_client_decision"] == {"id": "rough", "on": "2026-11-10", "person": "Ben"}


@pytest.mark.parametrize(
    ("calls", "found"),
    [
        # said again: by the same, by another, no and no
        (["--decided go:Ana", "--decided go:Ana:wrote"], ("go", "2026-11-03", 17, 1)),
        (["--declined go:Ana:no", "--declined 'go:Ana:still no'"], ("go", "2026-11-03", 17, 1)),
        (["--declined go:Ana:no", "--declined 'go:Dan:no from me too'"], ("go", "2026-11-03", 17, 1)),
        # a new no after they had talked again is one
        (["--declined go:Ana:no", "--reopened go:Ana:well --declined go:Ana:no"], ("go", "2026-11-05", 15, 0)),
        # an answer turned round, and back
        (["--declined rough:Ben:no", "--decided rough:Ben"], ("rough", "2026-11-03", 17, 1)),
        (["--decided rough:Ben", "--declined rough:Ben:no"], ("rough", "2026-11-03", 17, 1)),
        (
            ["--decided rough:Ben", "--declined rough:Ben:no", "--decided rough:Ben"],
            ("rough", "2026-11-03", 17, 2),
        ),
        # but not what was taken up again, and answered anew on a later call
        (["--decided rough:Ben", "--reopened rough:Ben:hm", "--declined rough:Ben:no"], ("rough", "2026-11-07", 13, 0)),
        # what does not apply
        (["--decided legal:Cleo --set data=none:Ana"], (None, "2026-11-02", 18, 1)),
        (["--declined legal:Cleo:no --set data=none:Ana"], (None, "2026-11-02", 18, 1)),
        # nor once it does
        (["--decided legal:Cleo --set data=none:Ana", "--set data=personal:Ana"], (None, "2026-11-02", 18, 2)),
    ],
)
def test_rule_55_what_is_no_decision_moves_no_clock(tmp_path: Path, calls: list[str], found: object) -> None:
    """It stays at the day of the first yes, no or answer when that is said again or turned round, or does not apply."""
    story = deal(tmp_path, "--person Dan:boss")
    for count, flags in enumerate(calls):
        story.debrief(f"--on 2026-11-{3 + 2 * count:02} --with Ana --with Ben {flags}")
    story.today = "2026-11-20"
    assert standing(story.show()) == found


@pytest.mark.parametrize(
    ("first", "then"),
    [("--decided safe:Ben", "--declined safe:Ben:no"), ("--declined safe:Ben:no", "--decided safe:Ben")],
)
def test_rule_51_an_answer_turned_round_is_no_advance(tmp_path: Path, first: str, then: str) -> None:
    """It moves with the first answer to a question that goes on either way, and not with the second."""
    text = MAP.replace("{id: rough,", "{id: safe,")
    story = Story(tmp_path, text)
    story.prep(f"--on 2026-11-02 {PEOPLE}")
    found = [
        story.debrief(f"--on 2026-11-{day} --with Ben {flags}")["outcome"] for day, flags in ((10, first), (11, then))
    ]
    assert [(each["result"], each["moved"]) for each in found] == [("advanced", ["safe"]), ("stayed", [])]


def test_rule_55_a_call_entered_late_is_not_one_since_the_last_decision(tmp_path: Path) -> None:
    """It counts the calls of later days, whenever they were written down, and so the dates that were missed."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-03 --with Ana --promised 'Ana:count:2026-11-04:figure'")
    story.debrief("--on 2026-11-10 --with Ana --decided go:Ana")
    story.debrief("--on 2026-11-05 --with Ana --moved p1:2026-11-06")
    story.debrief("--on 2026-11-07 --with Ana --missed p1")
    story.today = "2026-11-20"
    assert standing(story.show()) == ("go", "2026-11-10", 10, 0)
    assert story.show()["doubted"] is None


def test_rule_55_a_decision_that_drops_out_still_was_one(tmp_path: Path) -> None:
    """It keeps the clock of a decision that does not apply any more."""
    story = deal(tmp_path, "--set data=personal:Ana --set size=big:Ben")
    story.debrief("--on 2026-11-03 --with Cleo --decided legal:Cleo")
    story.debrief("--on 2026-11-05 --with Ana --set data=none:Ana")
    shown = story.show()
    assert "law" not in shown["fronts"]
    assert shown["last_client_decision"] == {"id": "legal", "on": "2026-11-03", "person": "Cleo"}


@pytest.mark.parametrize(
    ("told", "state", "values"),
    [
        ("", "unknown", []),
        ("--set size=big", "assumed", [("big", "", "assumed")]),
        ("--set size=big:Sal", "assumed", [("big", "", "assumed")]),
        ("--set size=big:Ana", "single", [("big", "Ana", "said")]),
        ("--set size=big:Ana --set size=small", "single", [("big", "Ana", "said")]),
        ("--set size=big:Tom", "single", [("big", "Tom", "said")]),
        ("--set size=big:Ana --set size=big:Ben", "confirmed", [("big", "Ana", "said"), ("big", "Ben", "said")]),
        ("--set size=big:Ana --set size=big:Tom", "confirmed", [("big", "Ana", "said"), ("big", "Tom", "said")]),
        (
            "--set size=big:Ana:wrote::Plan --set size=big:Ben:said::Plan",
            "single",
            [("big", "Ana", "wrote"), ("big", "Ben", "said")],
        ),
        (
            "--set size=big:Ana:heard=Ben --set size=big:Ben",
            "single",
            [("big", "Ana", "heard"), ("big", "Ben", "said")],
        ),
        (
            "--set size=small:Ana --set size=big:Ben:wrote",
            "conflict",
            [("small", "Ana", "said"), ("big", "Ben", "wrote")],
        ),
    ],
)
def test_rule_56_the_sources_of_a_fact(tmp_path: Path, told: str, state: str, values: list[tuple[str, ...]]) -> None:
    """It counts people and papers of theirs, each once; one paper cited twice is one; ours is none and loses to any."""
    plan = deal(tmp_path, "--set data=personal:Ana").prep(f"--on 2026-11-10 --with Cleo {told}")
    (found,) = [source for source in plan["sources"] if source["fact"] == "size"]
    assert found["state"] == state
    assert sorted((each["value"], each["person"], each["proof"]) for each in found["values"]) == sorted(values)


def test_rule_56_the_latest_word_of_a_person_counts(tmp_path: Path) -> None:
    """It drops what somebody said before when he says otherwise."""
    story = deal(tmp_path, "--set size=small:Ana --set size=big:Ben")
    assert story.prep("--on 2026-11-10 --with Ana --set size=big:Ana")["sources"][0]["state"] == "confirmed"


def asked(plan: Any, question: str) -> tuple[str, str] | None:
    """Whom a question is put to, and in which words; None where it is not asked."""
    return next(((ask["of"], ask["question"]) for ask in plan["asks"] if question in ask["question"]), None)


SIZE = "How many would use it?"
BOTH = "I've heard big and small for the size: which should we plan on?"


@pytest.mark.parametrize(
    ("told", "people", "found"),
    [
        # the one who told neither, where the map says it is theirs to know
        ("--set size=small:Ana --set size=big:Cleo", "--with Ana --with Ben", {("Ben", SIZE)}),
        # both values, among the sources alone
        ("--set size=small:Ana --set size=big:Ben", "--with Ana --with Ben", {("Ana and Ben", BOTH)}),
        # and to one of them alone
        ("--set size=small:Ana --set size=big:Ben", "--with Ana", {("Ana", BOTH)}),
        # a third party is nobody of theirs
        ("--set size=small:Ana --set size=big:Ben", "--with Ana --with Tom", {("Ana", BOTH)}),
        # not both values before somebody who told and heard neither
        ("--set place=here:Ana --set place=there:Ben", "--with Ana --with Cleo", set()),
    ],
)
def test_rule_57_what_sources_differ_about(tmp_path: Path, told: str, people: str, found: set[tuple[str, str]]) -> None:
    """It puts both values to the sources on the call, among those who told or heard one; else the question itself."""
    plan = deal(tmp_path, told).prep(f"--on 2026-11-10 {people}")
    words = ("the size", "the place", SIZE, "Where would it stand?")
    asked = {(ask["of"], ask["question"]) for ask in plan["asks"] if any(word in ask["question"] for word in words)}
    assert asked == found


def test_rule_57_a_fact_nothing_leans_on_is_not_asked(tmp_path: Path) -> None:
    """It asks what the fronts hang on, and not what nobody needs, unless that is in conflict."""
    plan = deal(tmp_path).prep("--on 2026-11-10 --with Ana --with Cleo")
    assert asked(plan, "What data would be held?") is not None
    assert asked(plan, "Where would it stand?") is None


def test_rule_57_the_weakest_is_asked_first(tmp_path: Path) -> None:
    """It asks a conflict before what is unknown."""
    story = deal(tmp_path, "--set place=here:Ana --set place=there:Ben")
    asked = [ask["question"] for ask in story.prep("--on 2026-11-10 --with Ana")["asks"]]
    assert asked == [
        "I've heard here and there for the place: which should we plan on?",
        "What data would be held?",
    ]


def test_rule_57_an_unknown_decider_is_asked_for(tmp_path: Path) -> None:
    """It asks who holds the deciding role of the decision chosen, and lists that nobody is known to."""
    story = Story(tmp_path, MAP)
    plan = story.prep("--on 2026-11-10 --with Ben:user --target go")
    assert "@boss" in plan["unknown"]
    assert asked(plan, "Who is the boss") is not None
