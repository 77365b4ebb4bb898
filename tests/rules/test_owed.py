"""Rules 31 to 35: what is owed, before what, by whom, and how a debt ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

WAY = """
roles: {boss: {title: boss}, user: {title: user}, rep: {title: rep, side: us}, cfo: {title: finance}}
stages:
  - id: one
    title: Is it worth having?
    steps:
      - {id: go, whether: it is worth it, by: boss, hear: user}
      - {id: gap, will: show the gap, by: user}
      - {id: note, will: write it up, by: rep}
  - id: two
    title: What must it do?
    steps:
      - {id: list, whether: the list is right, by: boss, IMPLIED}
      - {id: labels, will: send the labels, by: user}
  - id: three
    title: Which one?
    steps:
      - {id: pick, whether: this one is right, by: boss, needs: PICK}
  - id: safety
    title: Is it safe?
    track: security
    steps:
      - {id: form, will: fill in the form, by: user}
      - {id: safe, whether: it is safe, by: boss, needs: [form]}
  - id: four
    title: Order it
    steps: [{id: buy, whether: it is ordered, by: cfo, needs: BUY}]
  - id: five
    title: Start it
    steps: [{id: start, whether: it starts, by: boss, needs: START, HEAR}]
ends: {won: {needs: [buy]}}
"""
PEOPLE = "--with Ana:boss --person Ben:user --person Cy:cfo --on 2026-11-03"


def way(pick: str = "[]", buy: str = "[]", start: str = "[]", implied: str = "", hear: str = "") -> str:
    """The map with these needs."""
    text = WAY.replace("needs: PICK", f"needs: {pick}").replace("needs: BUY", f"needs: {buy}")
    text = text.replace("needs: START", f"needs: {start}").replace(", needs: []", "")
    text = text.replace(", IMPLIED", f", implied_by: {implied}" if implied else "")
    return text.replace(", HEAR", f", hear: {hear}" if hear else "")


def owed(story: Story) -> list[Any]:
    """What is owed now."""
    found: list[Any] = story.show()["owed"]
    return found


def ids(story: Story) -> list[str]:
    """The ids of what is owed now."""
    return [debt["id"] for debt in owed(story)]


def debt(name: str, kind: str, before: str | None, hard: bool, *passed: str, **more: str) -> dict[str, Any]:
    """A debt as the plan's JSON has it."""
    return {
        "id": name, "kind": kind, "owner": more.get("owner"), "due": more.get("due"),
        "before": before, "hard": hard, "passed": list(passed),
        "since_map": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "flags", "found"),
    [
        (way(), "", []),
        (way(), "--settled go:Ana", ["@user"]),
        (way(), "--settled go:Ana --settled list:Ana", ["gap", "@user"]),
        (way(), "--settled list:Ana", ["go", "gap"]),
        (way(), "--settled pick:Ana", ["go", "gap", "list", "labels"]),
        (way(), "--settled go:Ana --settled pick:Ana", ["gap", "list", "labels", "@user"]),
        (way(pick="[safe]"), "--settled pick:Ana", ["go", "gap", "list", "labels", "safe"]),
        (way(pick="[safe]"), "--settled pick:Ana --settled safe:Ana", ["go", "gap", "list", "labels", "form"]),
        (
            way(pick="[note]"),
            "--settled pick:Ana --settled go:Ana --settled list:Ana",
            ["gap", "note", "labels", "@user"],
        ),
        (way(implied="[pick]"), "--settled pick:Ana --settled go:Ana", ["gap", "@user"]),
        (
            way(pick="{any: [list, safe]}"),
            "--settled pick:Ana --settled go:Ana --settled safe:Ana",
            ["gap", "form", "@user"],
        ),
        (
            way(pick="{any: [list, safe]}"),
            "--settled pick:Ana --settled go:Ana",
            ["gap", "list", "labels", "safe", "@user"],
        ),
        (
            way(pick="{at_least: 1, of: [labels, form]}"),
            "--settled pick:Ana --settled go:Ana --settled list:Ana --done form:Ben",
            ["gap"],
        ),
        (
            way(pick="{any: [list, safe]}", start="[list]"),
            "--settled pick:Ana --settled go:Ana --settled safe:Ana",
            ["gap", "list", "labels", "form", "@user"],
        ),
    ],
)
def test_rule_31_what_is_owed(tmp_path: Path, text: str, flags: str, found: list[str]) -> None:
    """It owes what lies behind or under something made: decisions, needs on any track, undone tasks, unheard voices."""
    story = Story(tmp_path, text)
    story.prep(f"{PEOPLE} {flags}")
    assert ids(story) == found


def test_rule_31_a_stage_only_waived_owes_no_tasks(tmp_path: Path) -> None:
    """It takes the tasks of a stage whose decision was waived for spared."""
    story = Story(tmp_path, way())
    story.prep(PEOPLE)
    story.debrief(
        "--on 2026-11-03 --with Ana --with Ben --decided go:Ana --done gap:Ben --waived list:Ana:seen --not-asked"
    )
    story.debrief("--on 2026-11-04 --with Ana --decided pick:Ana --not-asked")
    assert ids(story) == []


def test_rule_31_an_answer_no_counts_like_made(tmp_path: Path) -> None:
    """It owes what an answered decision needed and whom it had to hear."""
    story = Story(tmp_path, way(pick="[safe], hear: user, if_no: go-on"))
    story.prep(PEOPLE)
    story.debrief("--on 2026-11-03 --with Ana --declined pick:Ana:no --not-asked")
    assert ids(story) == ["go", "gap", "list", "labels", "safe", "@user"]
    assert owed(story)[4] == debt("safe", "decision", "buy", False)


def test_rule_31_ours_are_ours_to_catch_up(tmp_path: Path) -> None:
    """It shows our own undone task behind them as our hole, and not as a debt of theirs."""
    story = Story(tmp_path, way())
    plan = story.prep(f"{PEOPLE} --settled go:Ana --done gap:Ben --settled list:Ana --done labels:Ben")
    assert (plan["owed"], plan["position"]) == (
        [],
        {"client": {"main": "three", "security": "safety"}, "ours": "one", "gap": -2},
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (way(), debt("list", "decision", "buy", False)),
        (way(buy="[list]"), debt("list", "decision", "buy", True)),
        (way(start="[list]"), debt("list", "decision", "start", True)),
        (way(buy="[list]", start="[list]"), debt("list", "decision", "buy", True)),
        (way(pick="[list]"), debt("list", "decision", "buy", False)),
        (way(pick="[list]", start="[list]"), debt("list", "decision", "start", True)),
        (way(start="[two]"), debt("list", "decision", "start", True)),
        (way(start="{any: [list, safe]}"), debt("list", "decision", "start", True)),
    ],
)
def test_rule_32_the_gate_is_the_first_open_decision_that_waits(tmp_path: Path, text: str, found: Any) -> None:
    """It names the first decision still open that needs the debt (hard), else the closing decision (soft)."""
    story = Story(tmp_path, text)
    story.prep(f"{PEOPLE} --settled go:Ana --settled pick:Ana --done gap:Ben --done labels:Ben --done @user:Ben")
    assert owed(story) == [found]


def test_rule_32_through_things_still_open(tmp_path: Path) -> None:
    """It finds the gate through open steps that wait for the debt themselves, and passes over what is owed itself."""
    story = Story(tmp_path, way(pick="[safe]", start="[safe]"))
    story.prep(f"{PEOPLE} --settled go:Ana --settled list:Ana --settled pick:Ana --done gap:Ben --done labels:Ben")
    assert owed(story) == [debt("safe", "decision", "start", True)]
    (tmp_path / "other").mkdir()
    other = Story(tmp_path / "other", way(pick="[safe, form]", buy="[safe]"))
    other.prep(f"{PEOPLE} --settled go:Ana --settled list:Ana --settled pick:Ana --done gap:Ben --done labels:Ben")
    assert owed(other) == [
        debt("form", "act", "buy", True),
        debt("safe", "decision", "buy", True),
    ]


def test_rule_32_a_voice_has_its_gate(tmp_path: Path) -> None:
    """It names the next open decision that has to hear the same voice; hearing them pays it."""
    story = Story(tmp_path, way(hear="user"))
    story.prep(f"{PEOPLE} --settled go:Ana")
    assert owed(story) == [debt("@user", "hearing", "start", True)]
    story.debrief("--on 2026-11-03 --with Ben --not-asked")
    assert owed(story) == []


def test_rule_33_a_gate_that_has_gone_by_is_marked_and_the_next_taken(tmp_path: Path) -> None:
    """It moves a debt on from gate to gate, and with none left it is still owed."""
    story = Story(tmp_path, way(buy="[list]", start="[list]"))
    story.prep(f"{PEOPLE} --settled go:Ana --settled pick:Ana --done gap:Ben --done labels:Ben --done @user:Ben")
    assert owed(story) == [debt("list", "decision", "buy", True)]
    story.debrief("--on 2026-11-04 --with Cy --decided buy:Cy:wrote --not-asked")
    assert owed(story) == [debt("list", "decision", "start", True, "buy")]
    story.debrief("--on 2026-11-05 --with Ana --decided start:Ana --not-asked")
    assert owed(story) == [debt("list", "decision", None, False, "buy", "start")]
    plan = story.prep("--with Ana --on 2026-11-10")
    assert (plan["decision"]["id"], plan["rungs"]["aim"]["id"]) == ("list", "list")


def test_rule_33_a_soft_gate_goes_by_too(tmp_path: Path) -> None:
    """It marks the closing decision, which did not wait, once that is made."""
    story = Story(tmp_path, way())
    story.prep(f"{PEOPLE} --settled go:Ana --settled pick:Ana --done gap:Ben --done labels:Ben --done @user:Ben")
    story.debrief("--on 2026-11-04 --with Cy --decided buy:Cy:wrote --not-asked")
    assert owed(story) == [debt("list", "decision", None, False, "buy")]


def test_rule_33_what_made_it_a_debt_is_no_gate_gone_by(tmp_path: Path) -> None:
    """It marks only what was made while the debt stood: neither what left it owing, nor what came before."""
    story = Story(tmp_path, way(pick="[list]", buy="[list]", start="[go]"))
    story.prep(f"{PEOPLE} --settled go:Ana --done gap:Ben --done labels:Ben --done @user:Ben")
    story.debrief("--on 2026-11-04 --with Ana --decided pick:Ana --not-asked")
    assert owed(story) == [debt("list", "decision", "buy", True)]
    story.debrief("--on 2026-11-05 --with Ana --decided start:Ana --not-asked")
    assert owed(story) == [debt("list", "decision", "buy", False), debt("buy", "decision", None, False)]
    story.debrief("--on 2026-11-06 --with Cy --decided buy:Cy:wrote --not-asked")
    assert owed(story) == [debt("list", "decision", None, False, "buy")]


def test_rule_34_owner_and_day_come_from_a_client_promise(tmp_path: Path) -> None:
    """It takes owner and day from a live promise of theirs, and leaves both empty without one: never invented."""
    story = Story(tmp_path, way())
    story.prep(f"{PEOPLE} --settled list:Ana --settled pick:Ana --done labels:Ben --done gap:Ben")
    assert owed(story) == [debt("go", "decision", "buy", False)]
    promises = "--promised 'Ana:settle it:2026-11-20:go' --we-promised 'help:2026-11-10'"
    story.debrief(f"--on 2026-11-03 --with Ana {promises} --not-asked")
    assert owed(story) == [debt("go", "decision", "buy", False, owner="Ana", due="2026-11-20")]
    story.debrief("--on 2026-11-05 --with Ana --moved p2:2026-11-27 --moved p1:2026-11-27 --not-asked")
    assert owed(story)[0]["due"] == "2026-11-27"
    story.debrief("--on 2026-11-28 --with Ana --missed p1 --missed p2 --not-asked")
    assert owed(story) == [debt("go", "decision", "buy", False)]


def test_rule_34_or_from_its_being_put_off(tmp_path: Path) -> None:
    """It takes who put it off and to when, until that day; a promise goes before."""
    story = Story(tmp_path, way())
    story.prep(f"{PEOPLE} --settled list:Ana --settled pick:Ana --done labels:Ben --done gap:Ben")
    story.debrief("--on 2026-11-03 --with Ben --deferred go:Ana:2026-12-01:busy --not-asked")
    assert owed(story) == [debt("go", "decision", "buy", False, owner="Ana", due="2026-12-01")]
    story.debrief("--on 2026-11-04 --with Ana --promised 'Ben:settle it:2026-12-05:go' --not-asked")
    assert owed(story) == [debt("go", "decision", "buy", False, owner="Ben", due="2026-12-05")]
    story.undo()
    story.today = "2026-12-01"
    assert owed(story) == [debt("go", "decision", "buy", False)]


def test_rule_34_a_day_that_has_come_goes_first(tmp_path: Path) -> None:
    """It plans the debt whose promised day has come before the front, and before one that stands earlier on the map."""
    checked = "- {id: check, title: Checked?, steps: [{id: checked, whether: it is checked, by: boss}]}"
    story = Story(tmp_path, way().replace("  - id: four", f"  {checked}\n  - id: four"))
    story.prep(f"{PEOPLE} --settled pick:Ana --done labels:Ben --done gap:Ben")
    story.debrief("--on 2026-11-03 --with Ana --promised 'Ana:settle it:2026-11-20:list' --not-asked")
    assert story.prep("--with Ana --on 2026-11-19")["decision"]["id"] == "checked"
    assert story.prep("--with Ana --on 2026-11-20")["decision"]["id"] == "list"


def test_rule_34_a_promise_to_bring_a_voice(tmp_path: Path) -> None:
    """It takes a promise of `@ROLE` for the hearing that is owed."""
    story = Story(tmp_path, way())
    story.prep(f"{PEOPLE} --settled go:Ana")
    story.debrief("--on 2026-11-03 --with Ana --promised 'Ana:bring Ben:2026-11-20:@user' --not-asked")
    assert owed(story) == [debt("@user", "hearing", "buy", False, owner="Ana", due="2026-11-20")]


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("--done labels:Ben", ["list"]),
        ("--decided list:Ana", ["labels"]),
        ("--waived list:Ana:seen", []),
        ("--waived labels:Ben:needless", ["list"]),
        ("--waived labels:us:needless", ["list", "labels"]),
        ("--waived list:Ben:needless", ["list", "labels"]),
        ("--decided list:Ben", ["list", "labels"]),
        ("--set amount=10:Ana", []),
        # what made it a debt came apart, and keeps its place
        ("--reopened pick:Ana:hm", ["list", "labels"]),
    ],
)
def test_rule_35_how_a_debt_ends(tmp_path: Path, flags: str, found: list[str]) -> None:
    """It ends by being done, made, waived by the client or not applying; not by our waiving, nor by support."""
    story = Story(
        tmp_path,
        way().replace("the list is right, by: boss", "the list is right, by: boss, when: {amount: {over: 50}}"),
    )
    story.prep(f"{PEOPLE} --set amount=90:Ana --settled go:Ana --settled pick:Ana --done gap:Ben --done @user:Ben")
    assert ids(story) == ["list", "labels"]
    story.debrief(f"--on 2026-11-03 --with Ana --with Ben {flags} --not-asked")
    assert ids(story) == found
