"""Page rule 1: what is put off after it was re-opened, or has to be confirmed again, is put off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from story import Story
from test_again import SETTLED, call, chain

PUT_OFF = "--deferred go:Ana:2026-12-01:budget"


def on(story: Story, day: str, people: str = "--with Ana") -> Any:
    """The plan of a call on that day."""
    return story.prep(f"{people} --on {day}")


def test_page_rule_1_put_off_after_it_was_re_opened(tmp_path: Path) -> None:
    """It is put off until its day, keeps its place, is planned last, and is re-opened again on the day."""
    story = chain(tmp_path, "--settled go:Ana")
    call(story, "--reopened go:Ana:hm")
    assert call(story, PUT_OFF, 12)["result"] == "stayed"
    plan = on(story, "2026-11-30")
    assert (plan["deferred"], plan["fronts"]["main"]) == (["go"], ["go"])
    assert plan["rungs"]["aim"] is None
    plan = on(story, "2026-12-01")
    assert (plan["deferred"], plan["fronts"]["main"]) == ([], ["go"])
    assert (plan["decision"]["feasibility"], plan["rungs"]["aim"]["id"]) == ("here", "go")


def test_page_rule_1_on_the_call_that_re_opened_it(tmp_path: Path) -> None:
    """It sticks in the same debrief too: they went back, and want to come to it on a day."""
    story = chain(tmp_path)
    found = call(story, f"--reopened go:Ana:hm {PUT_OFF}")
    assert (found["result"], found["reopened"]) == ("went_back", ["go"])
    assert on(story, "2026-11-17")["deferred"] == ["go"]


def test_page_rule_1_a_putting_off_from_before_stays_ignored(tmp_path: Path) -> None:
    """It is re-opened when the putting-off is the older word."""
    story = chain(tmp_path, "")
    call(story, PUT_OFF)
    call(story, "--decided go:Ana", 11)
    call(story, "--reopened go:Ana:hm", 12)
    plan = on(story, "2026-11-17")
    assert (plan["deferred"], plan["rungs"]["aim"]["id"]) == ([], "go")


def test_page_rule_1_what_is_to_reconfirm_may_be_put_off(tmp_path: Path) -> None:
    """It is put off until its day, and to reconfirm again on it, or as soon as something marks it anew."""
    story = chain(tmp_path)
    call(story, "--reopened go:Ana:hm")
    call(story, "--deferred pick:Ana:2026-12-01:budget", 12)
    plan = on(story, "2026-11-17")
    assert (plan["deferred"], plan["to_reconfirm"]) == (["pick"], ["safe"])
    assert on(story, "2026-12-01")["to_reconfirm"] == ["pick", "safe"]
    call(story, "--decided go:Ana", 18)
    call(story, "--reopened go:Ana:hm", 19)
    assert on(story, "2026-11-20")["to_reconfirm"] == ["pick", "safe"]


def test_page_rule_1_decided_anew_it_is_made(tmp_path: Path) -> None:
    """It takes a yes before the day for what it is."""
    story = chain(tmp_path)
    call(story, f"--reopened go:Ana:hm {PUT_OFF}")
    assert call(story, "--decided go:Ana", 17)["moved"] == ["go"]
    assert on(story, "2026-11-18")["deferred"] == []


def test_page_rule_1_the_red_pen_does_not_call_it_passed_over(tmp_path: Path) -> None:
    """What was settled before, and is put off now, is owed and was not passed over."""
    story = chain(tmp_path, f"{SETTLED} --settled buy:Cy:wrote")
    call(story, "--left Ana", people="--with Eve:boss")
    put_off = [f"--deferred {each}:Eve:2026-12-01:budget" for each in ("go", "pick", "colour", "safe")]
    call(story, " ".join(put_off), 12, "--with Eve")
    assert {"go", "pick", "colour"} <= {debt["id"] for debt in story.show()["owed"]}
    assert story.close("--no-decision --reason quiet").code == 0
    found = story.line("redpen", "--json").json
    assert [step["id"] for step in found["steps"] if step["passed_over"]] == []
