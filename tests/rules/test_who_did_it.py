"""Rules 35 and 36: an act is done by those whose it is, and one that brings somebody is met once they were heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, user: {title: user}, money: {title: money}, rep: {title: rep, side: us},
        broker: {title: broker, side: third-party}}
stages:
  - id: want
    title: Is it worth it?
    steps:
      - {id: sheet, title: the sheet, will: fill in the sheet, by: BY}
      - {id: come, title: the payer on a call, will: bring the payer, by: boss, brings: money}
      - {id: go, title: the go, whether: it is worth it, by: [boss, money], needs: [sheet, come]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: money, needs: [go]}]}
"""
PEOPLE = (
    "--person Ana:boss --person Ben:user --person Cleo:money --person Tom:broker --person Sal:rep --person Nora:none"
)


def deal(home: Path, by: str = "user") -> Story:
    """A deal in which the sheet is to be filled in."""
    story = Story(home, MAP.replace("BY", by))
    story.prep(f"--on 2026-11-02 {PEOPLE}")
    return story


def call(story: Story, flags: str, day: int = 3, people: str = "--with Ana --with Ben") -> Any:
    """The outcome of a call."""
    return story.debrief(f"--on 2026-11-{day:02} {people} --not-asked {flags}")["outcome"]


def waits_for(story: Story, people: str = "--with Ana") -> list[str]:
    """What the go still waits for, of the acts it needs, as the rungs of a call and its lines have it."""
    plan = story.prep(f"--on 2026-11-20 {people} --target go")
    return [name for name in ("sheet", "come") if name in plan["client_work"] or _asked(plan, name)]


def _asked(plan: Any, name: str) -> bool:
    return any(rung and rung["id"] == name for rung in plan["rungs"].values())


@pytest.mark.parametrize(
    ("by", "done", "is_done"),
    [
        ("user", "sheet:Ben", True),
        # whoever is none of those whose it is: another of theirs, nobody's role, a third party, and us above all
        ("user", "sheet:Ana", False),
        ("user", "sheet:Nora", False),
        ("user", "sheet:Tom", False),
        ("user", "sheet:us", False),
        ("user", "sheet:Sal", False),
        # a list means each of them
        ("[user, boss]", "sheet:Ben", False),
        ("[user, boss]", "sheet:Ben --done sheet:Ana", True),
        ("{any: [user, boss]}", "sheet:Ana", True),
        ("{at_least: 2, of: [user, boss, money]}", "sheet:Ana", False),
        ("{at_least: 2, of: [user, boss, money]}", "sheet:Ana --done sheet:Cleo", True),
        # several of one label
        ("user, times: 2", "sheet:Ben:said:north --done sheet:Ana:said:south", False),
        ("user, times: 2", "sheet:Ben:said:north --done sheet:Ben:said:south", True),
        # theirs or ours
        ("{any: [user, rep]}", "sheet:us", True),
        ("broker", "sheet:Tom", True),
        ("broker", "sheet:us", False),
    ],
)
def test_rule_35_an_act_is_done_by_those_whose_it_is(tmp_path: Path, by: str, done: str, is_done: bool) -> None:
    """It counts what somebody in `by` did, asks each of a list, and settles nothing by anybody else's word."""
    story = deal(tmp_path, by)
    found = call(story, f"--done {done}")
    assert ("sheet" not in waits_for(story)) == is_done
    moved = [each for each in ("Ben", "Ana") if f"sheet:{each}" in done and each in _whose(by)]
    assert (found["result"], found["small"]) == (("small_step", ["sheet"]) if moved else ("stayed", []))


def _whose(by: str) -> list[str]:
    return [name for name, role in (("Ana", "boss"), ("Ben", "user")) if role in by]


def test_rule_35_the_second_of_two_is_a_step_of_its_own(tmp_path: Path) -> None:
    """It counts each one's part as a step when they do it, the same part again as none, and is done with the last."""
    story = deal(tmp_path, "[user, boss]")
    assert call(story, "--done sheet:Ben", 3)["small"] == ["sheet"]
    assert call(story, "--done sheet:Ben", 4)["small"] == []
    assert call(story, "--done sheet:Ana", 5)["small"] == ["sheet"]
    assert "sheet" not in waits_for(story)


@pytest.mark.parametrize(
    ("by", "takes"),
    [("[user, boss]", "; it still takes Ana"), ("{at_least: 2, of: [user, boss, money]}", ""), ("user, times: 2", "")],
)
def test_rule_35_it_says_whose_part_is_missing(tmp_path: Path, by: str, takes: str) -> None:
    """It says who has still to do theirs, where it takes each of them and not only some."""
    story = deal(tmp_path, by)
    found = story.debrief("--on 2026-11-03 --with Ana --with Ben --not-asked --done sheet:Ben")
    told = [line["text"] for line in found["lines"] if line["section"] == "RESULT"]
    assert told == [f"A small step. Ben did it: fill in the sheet{takes}."]


def test_rule_35_whose_part_is_told_later_did_it(tmp_path: Path) -> None:
    """It is done by whoever did it, also where we learn only later that they are of those whose it is."""
    story = deal(tmp_path)
    call(story, "--done sheet:Nora")
    assert "sheet" in waits_for(story)
    call(story, "--person Nora:user", 4)
    assert "sheet" not in waits_for(story)
    call(story, "--person Nora:boss", 5)
    assert "sheet" not in waits_for(story)


@pytest.mark.parametrize(
    ("by", "promise", "is_done"),
    [
        # whoever gets another to do it has kept it once it is done
        ("user", "--promised 'Ana:get Ben to fill it in:2026-11-10:sheet'", True),
        # one of two who are both to do it has done their own part
        ("[user, boss]", "--promised 'Ana:fill it in:2026-11-10:sheet'", False),
        # ours settles nothing of theirs
        ("user", "--we-promised 'get the sheet:2026-11-10:sheet'", False),
        ("{any: [user, rep]}", "--we-promised 'get the sheet:2026-11-10:sheet'", True),
    ],
)
def test_rule_35_a_promise_kept_is_the_act_done(tmp_path: Path, by: str, promise: str, is_done: bool) -> None:
    """It is done with the promise that carries it, as far as whoever made it could see to it."""
    story = deal(tmp_path, by)
    call(story, promise)
    call(story, "--kept p1", 4)
    assert ("sheet" not in waits_for(story)) == is_done


@pytest.mark.parametrize(
    # on a call, by a mail that tells a fact, by a yes in writing
    "told",
    ["--with Cleo", "--set amount=9k:Cleo:wrote", "--decided go:Cleo:wrote", ""],
)
def test_rule_36_an_act_that_brings_somebody_is_met_once_they_were_heard(tmp_path: Path, told: str) -> None:
    """It asks nobody to bring whom we have heard already, on a call or by what they told us."""
    story = deal(tmp_path)
    call(story, "--done sheet:Ben", 3)
    call(story, told, 4)
    assert ("come" in waits_for(story)) == (told == "")


def test_rule_36_it_is_met_on_the_day_of_the_first_call_they_came_to(tmp_path: Path) -> None:
    """It counts a wait after it from the day on which they were first heard, on a call or otherwise."""
    waits = MAP.replace("BY", "user").replace("needs: [sheet, come]", "needs: [sheet, come + 10d]")
    for told in (
        "--with Cleo",
        "--set amount=9k:Cleo:wrote",
        "--decided buy:Cleo:said",
        "--set amount=9k:Ana:heard=Cleo",
    ):
        (tmp_path / told).mkdir()
        story = Story(tmp_path / told, waits)
        story.prep(f"--on 2026-11-02 {PEOPLE}")
        call(story, f"--done sheet:Ben {told}", 3)
        plans = [story.prep(f"--on 2026-11-{day} --with Ana --with Cleo --target go") for day in (12, 13)]
        assert [plan["decision"]["feasibility"] for plan in plans] == ["supported", "here"], told


def test_rule_52_somebody_heard_before_may_still_be_brought(tmp_path: Path) -> None:
    """It counts a promise to get somebody onto a call whose yes is wanted, though we have heard them already."""
    story = deal(tmp_path)
    call(story, "--set amount=9k:Cleo:wrote", 3)
    assert call(story, "--promised 'Ana:get Cleo onto a call:2026-11-12:come'", 4)["small"] == ["come"]


MIXED = """
roles: {boss: {title: boss}, rep: {title: rep, side: us}, bank: {title: bank, side: third-party}}
stages:
  - {id: want, title: Is it worth it?, steps: [{id: go, title: the go, whether: it is worth it, by: boss}]}
  - id: order
    title: Order it
    steps: [{id: buy, title: the contract, whether: it is signed, topic: whether to sign, yes: signed it, by: BY}]
ends: {won: {needs: [buy]}}
"""


@pytest.mark.parametrize(
    ("by", "pens", "results"),
    [
        ("[boss, rep]", ["Ana", "us"], ["stayed", "won"]),
        ("[boss, rep]", ["us", "Ana"], ["stayed", "won"]),
        ("[boss, bank]", ["Ana", "Bo"], ["stayed", "won"]),
        ("[boss, bank, rep]", ["Bo", "Ana", "us"], ["stayed", "stayed", "won"]),
        # no pen of theirs is among those that make it
        ("{any: [boss, rep]}", ["us"], ["stayed"]),
        ("bank", ["Bo"], ["stayed"]),
        # theirs does not count: by word
        ("{any: [boss, rep]}", ["Ana:said", "us"], ["stayed", "stayed"]),
    ],
)
def test_rule_52_won_in_whichever_order_the_pens_came(
    tmp_path: Path, by: str, pens: list[str], results: list[str]
) -> None:
    """It is won by the yes that completes it, once a valid yes of theirs is among those that make it."""
    story = Story(tmp_path, MIXED.replace("BY", by))
    story.prep("--on 2026-11-02 --person Ana:boss --person Bo:bank --settled go:Ana@2026-11-01")
    found = []
    for day, pen in enumerate(pens, 3):
        yes = f"buy:{pen}" if ":" in pen else f"buy:{pen}:wrote"
        found.append(story.debrief(f"--on 2026-11-{day:02} --with Ana --not-asked --decided {yes}"))
    assert [each["outcome"]["result"] for each in found] == results
    if results[-1] == "won":
        last = story.show()["last_client_decision"]
        assert (last["id"], last["person"], last["on"]) == ("buy", "Ana", f"2026-11-{3 + pens.index('Ana'):02}")
        told = [line["text"] for line in found[-1]["lines"] if line["section"] == "RESULT"]
        who = " and ".join(pen for pen in pens if pen != "us")
        assert told == [f"Won. {who} signed it."]
