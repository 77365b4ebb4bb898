"""Rules 26 to 30: how far the client is on each track, and where we are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

WAY = """
roles: {boss: {title: boss}, user: {title: user}, rep: {title: rep, side: us}}
facts: {data: {ask: What data would be held?, choices: [none, personal]}}
stages:
  - id: one
    title: Is it worth having?
    steps:
      - {id: a, whether: it is worth it, by: boss}
      - {id: b, whether: it is urgent, by: boss}
  - id: two
    title: What must it do?
    steps: [{id: c, whether: the list is right, by: boss, IMPLIED}]
  - id: three
    title: Which one?
    steps: [{id: d, whether: this one is right, by: boss, if_no: go-on, NEEDS}]
  - id: side
    title: Is it safe?
    track: security
    when: {data: personal}
    steps: [{id: s, whether: it is safe, by: boss}]
  - id: four
    title: Order it
    steps: [{id: buy, whether: it is ordered, by: boss}]
""".replace(", IMPLIED", "").replace(", NEEDS", "")


def opened(home: Path, flags: str = "", way: str = WAY) -> Any:
    """The plan for a call with the boss after these."""
    return Story(home, way).prep(f"--with Ana:boss --with Ben:user --on 2026-11-03 {flags}")


def ids(plan: Any) -> list[str]:
    """What is owed."""
    return [debt["id"] for debt in plan["owed"]]


def test_rule_26_order_makes_debts_and_never_blocks(tmp_path: Path) -> None:
    """It lets a later decision be taken first, and owes what was passed over."""
    story = Story(tmp_path, WAY)
    plan = story.prep("--with Ana:boss --on 2026-11-03 --set data=none --target d")
    assert plan["decision"]["feasibility"] == "here"
    found = story.debrief("--on 2026-11-03 --with Ana --decided d:Ana --not-asked")
    assert (found["outcome"]["result"], [debt["id"] for debt in found["owed"]]) == ("advanced", ["a", "b", "c"])


def test_rule_26_only_needs_block(tmp_path: Path) -> None:
    """It cannot be planned while what it needs is open; decided all the same, it stands and its need is owed."""
    story = Story(tmp_path, WAY.replace("if_no: go-on", "needs: [c]"))
    plan = story.prep("--with Ana:boss --on 2026-11-03 --set data=none --target d")
    assert plan["decision"]["feasibility"] == "supported"
    found = story.debrief("--on 2026-11-03 --with Ana --decided d:Ana --not-asked")
    assert (found["outcome"]["moved"], story.show()["fronts"]) == (["d"], {"main": ["buy"]})
    assert [debt["id"] for debt in found["owed"]] == ["a", "b", "c"]


def test_rule_26_steps_of_one_stage_share_a_rank(tmp_path: Path) -> None:
    """It owes nothing of the stage they are in: the second decision there is the front, not skipped."""
    plan = opened(tmp_path, "--settled b:Ana --set data=none")
    assert (plan["fronts"], plan["owed"]) == ({"main": ["a"]}, [])


@pytest.mark.parametrize(
    ("flags", "way", "front"),
    [
        ("--settled c:Ana", WAY, "d"),
        ("--settled d:Ana", WAY, "buy"),
        (
            "--settled buy:Ana:wrote",
            WAY.replace("list is right, by: boss", "list is right, by: boss, implied_by: [buy]"),
            "",
        ),
        ("", WAY.replace("worth it, by: boss", "worth it, by: boss, when: {data: personal}"), "b"),
    ],
)
def test_rule_27_the_furthest_is_what_was_made(tmp_path: Path, flags: str, way: str, front: str) -> None:
    """It goes by the highest decision made; what does not apply is simply not there."""
    assert opened(tmp_path, f"--set data=none {flags}", way)["fronts"] == {"main": [front] if front else []}


def test_rule_27_waived_and_implied_pull_nothing_forward(tmp_path: Path) -> None:
    """It leaves the front where it is when something ahead is waived or implied; an answer no pulls like a yes."""
    story = Story(tmp_path, WAY.replace("list is right, by: boss", "list is right, by: boss, implied_by: [s]"))
    story.prep("--with Ana:boss --on 2026-11-03 --set data=personal:Ana --settled s:Ana")
    assert story.show()["fronts"] == {"main": ["a", "b"], "security": []}
    story.debrief("--on 2026-11-03 --with Ana --waived d:Ana:seen --not-asked")
    assert story.show()["fronts"]["main"] == ["a", "b"]
    assert story.show()["owed"] == []
    story.undo()
    story.debrief("--on 2026-11-03 --with Ana --declined d:Ana:no --not-asked")
    assert story.show()["fronts"]["main"] == ["buy"]
    assert ids(story.show()) == ["a", "b"]


def test_rule_28_the_front_is_all_open_decisions_of_the_next_stage(tmp_path: Path) -> None:
    """It passes over what lies behind the furthest, and goes back there only for what is re-opened."""
    story = Story(tmp_path, WAY)
    plan = story.prep("--with Ana:boss --on 2026-11-03 --set data=none --settled a:Ana --settled d:Ana")
    assert (plan["fronts"], ids(plan)) == ({"main": ["buy"]}, ["b", "c"])
    story.debrief("--on 2026-11-03 --with Ana --reopened a:Ana:hm --not-asked")
    plan = story.show()
    assert (plan["fronts"], ids(plan)) == ({"main": ["a"]}, [])


def test_rule_28_declined_and_put_off_keep_their_place_at_the_front(tmp_path: Path) -> None:
    """It stays before what was declined or put off."""
    story = Story(tmp_path, WAY.replace(", if_no: go-on", ""))
    story.prep("--with Ana:boss --on 2026-11-03 --set data=none --settled a:Ana --settled b:Ana --settled c:Ana")
    story.debrief("--on 2026-11-03 --with Ana --declined d:Ana:no --not-asked")
    assert story.show()["fronts"] == {"main": ["d"]}
    story.debrief("--on 2026-11-04 --with Ana --reopened d:Ana:hm --deferred d:Ana:2026-12-01:later --not-asked")
    assert (story.show()["fronts"], story.show()["deferred"]) == ({"main": ["d"]}, ["d"])


def test_rule_29_each_track_has_its_position(tmp_path: Path) -> None:
    """It is null on a track that is done, has no key on one that does not apply, and stays while that is unknown."""
    story = Story(tmp_path, WAY)
    plan = story.prep("--with Ana:boss --on 2026-11-03")
    assert plan["position"]["client"] == {"main": "one", "security": "side"}
    plan = story.prep("--with Ana --on 2026-11-03 --set data=personal:Ana --settled s:Ana")
    assert (plan["position"]["client"], plan["fronts"]["security"]) == ({"main": "one", "security": None}, [])
    plan = story.prep("--with Ana --on 2026-11-03 --set data=none:Ana")
    assert plan["position"]["client"] == {"main": "one"}
    plan = story.prep("--with Ana --on 2026-11-03 --settled buy:Ana:wrote")
    assert plan["position"] == {"client": {"main": None}, "ours": None, "gap": None}


OURS = """
roles: {boss: {title: boss}, user: {title: user}, rep: {title: rep, side: us}}
stages:
  - id: one
    title: Is it worth having?
    steps:
      - {id: a, whether: it is worth it, by: boss}
      - {id: show, will: show the gap, by: {any: [user, boss]}}
  - id: two
    title: What must it do?
    steps:
      - {id: c, whether: the list is right, by: boss, hear: user, implied_by: [buy]}
      - {id: walk, will: walk the lines, by: rep}
  - id: three
    title: Which one?
    steps:
      - {id: d, whether: this one is right, by: boss}
      - {id: demo, will: show the thing, by: rep}
  - id: four
    title: Order it
    steps:
      - {id: buy, whether: it is ordered, by: boss}
      - {id: offer, will: write it, by: rep}
"""


@pytest.mark.parametrize(
    ("flags", "client", "ours", "gap"),
    [
        ("", "one", "one", 0),
        ("--done demo:us", "one", "three", 2),
        ("--done demo:us --done offer:us", "one", "four", 3),
        ("--settled a:Ana", "two", "one", -1),
        ("--settled a:Ana --done show:Ben", "two", "two", 0),
        ("--settled a:Ana --done show:Ben --done demo:us", "two", "three", 1),
        ("--settled a:Ana --done demo:us", "two", "one", -1),
        ("--settled a:Ana --done show:Ben --settled c:Ana", "three", "two", -1),
        ("--settled a:Ana --done show:Ben --settled c:Ana --done walk:us", "three", "three", 0),
        ("--settled a:Ana --done show:Ana --settled c:Ana --done walk:us", "three", "two", -1),
        ("--settled a:Ana --settled d:Ana --done show:Ben", "four", "two", -2),
        ("--settled a:Ana --done show:Ben --done walk:us --settled d:Ana --done demo:us", "four", "four", 0),
        ("--settled buy:Ana:wrote --done show:Ben --done walk:us --done demo:us", None, "two", None),
    ],
)
def test_rule_30_ours_is_our_first_hole_or_how_far_we_ran(
    tmp_path: Path, flags: str, client: str, ours: str, gap: int | None
) -> None:
    """It trails where a task is undone, a voice unheard or a decision only implied, else runs as far as our tasks."""
    story = Story(tmp_path, OURS)
    plan = story.prep(f"--person Ana:boss --person Ben:user --on 2026-11-03 --answers {nobody(tmp_path)} {flags}")
    assert plan["position"] == {"client": {"main": client}, "ours": ours, "gap": gap}


def nobody(home: Path) -> Path:
    """An answers file that names nobody."""
    file = home / "nobody.yaml"
    file.write_text("with: []", encoding="utf-8")
    return file


def test_rule_30_a_waived_task_is_no_hole(tmp_path: Path) -> None:
    """It takes a task let go by the one who does it for seen."""
    story = Story(tmp_path, OURS)
    story.prep("--with Ana:boss --with Ben:user --on 2026-11-03 --settled a:Ana")
    assert story.show()["position"]["ours"] == "one"
    story.debrief("--on 2026-11-03 --with Ben --waived show:Ben:needless --not-asked")
    assert story.show()["position"] == {"client": {"main": "two"}, "ours": "two", "gap": 0}
