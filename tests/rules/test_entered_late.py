"""Rule 4: what is entered late counts by the day on which it was said, and what it overrules is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}}
facts: {size: {ask: How many?, type: number}, place: {ask: Where?}}
stages:
  - {id: want, title: Is it worth it?, steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
"""


def deal(home: Path) -> Story:
    story = Story(home, MAP)
    story.prep("--with Ana:boss --with Ben:none --on 2026-11-03 --opened 2026-11-02")
    return story


def notes(found: Any) -> list[str]:
    return [line["text"].replace("\u00a0", " ") for line in found["lines"] if line["section"] == "NOTE"]


def call(story: Story, day: int, flags: str) -> Any:
    return story.debrief(f"--on 2026-11-{day:02} --with Ana --not-asked {flags}")


def value(story: Story) -> list[tuple[object, str]]:
    (found,) = [each for each in story.show()["sources"] if each["fact"] == "size"]
    return [(voice["value"], voice["person"]) for voice in found["values"]]


def test_rule_4_a_fact_counts_by_its_day(tmp_path: Path) -> None:
    """It keeps the word of the latest day of each person, and says which word stands."""
    story = deal(tmp_path)
    call(story, 10, "--set size=40:Ana")
    found = call(story, 4, "--set size=25:Ana --set size=9:Ben --set place=here:Ana")
    assert value(story) == [(9, "Ben"), (40, "Ana")]
    assert notes(found) == ["4 Nov lies before 10 Nov, when by Ana's word the size was 40; that later word stands."]
    assert notes(call(story, 4, "--set size=40:Ana"))[1:] == []
    assert notes(call(story, 11, "--set size=50:Ana")) == []


def test_rule_4_their_day_counts_by_its_day(tmp_path: Path) -> None:
    """It keeps the day that they named last, and says so."""
    story = deal(tmp_path)
    call(story, 10, "--date buy:2027-01-29:Ana")
    found = call(story, 4, "--date buy:2026-12-18:Ana")
    said = (
        "4 Nov lies before 10 Nov, when by Ana's word the order was wanted by Fri 29 Jan 2027; that later word stands."
    )
    assert notes(found) == [said]
    found = call(story, 11, "--date buy:2027-02-12:Ana")
    assert notes(found) == []
    first, second = notes(call(story, 4, "--date buy:2026-12-18 --set size=9")), notes(call(story, 4, ""))
    assert (first, second) == (
        ["A call of Wed 4 Nov was on record already; this is a second one. `callplan undo acme` takes it back."],
        ["Two calls of Wed 4 Nov were on record already; this is one more. `callplan undo acme` takes it back."],
    )
    assert "was wanted by Fri 12 Feb" in notes(call(story, 5, "--date buy:2026-12-18:Ana"))[-1]


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("--decided go:Ana", "--declined go:Ana:no", "where the go-ahead was decided; as entered, it is refused now."),
        (
            "--decided go:Ana",
            "--reopened go:Ana:no",
            "where the go-ahead was decided; as entered, it is open again now.",
        ),
        ("--declined go:Ana:no", "--decided go:Ana", "where the go-ahead was refused; as entered, it is decided now."),
        ("--declined go:Ana:no", "--declined go:Ana:no", None),
        ("", "--decided go:Ana", None),
    ],
)
def test_rule_4_what_a_late_word_overrules(tmp_path: Path, first: str, then: str, said: str | None) -> None:
    """It names the decision or the no of a later day that no longer stands, and how to take that back."""
    story = deal(tmp_path)
    call(story, 10, first)
    found = notes(call(story, 4, then))
    assert found == ([f"4 Nov lies before 10 Nov, {said} `callplan undo acme` takes it back."] if said else [])


def test_rule_4_a_yes_over_what_was_taken_up_again_later(tmp_path: Path) -> None:
    """It says that a yes of an earlier day makes what they took up again on a later one."""
    story = deal(tmp_path)
    call(story, 5, "--decided go:Ana")
    call(story, 10, "--reopened go:Ana:hm")
    assert notes(call(story, 6, "--decided go:Ana")) == [
        "6 Nov lies before 10 Nov, where the go-ahead was taken up again; as entered, it is decided now. "
        "`callplan undo acme` takes it back."
    ]


def test_rule_4_a_call_before_the_deal_began_is_noted(tmp_path: Path) -> None:
    """It takes it, and asks whether the day is right."""
    story = deal(tmp_path)
    found = story.debrief("--on 2026-10-20 --with Ana --not-asked")
    assert notes(found) == ["20 Oct lies before 2 Nov, when this deal was opened; is the day right?"]


@pytest.mark.parametrize(("day", "noted"), [("2024-03-01", True), ("2026-06-01", False)])
def test_rule_4_a_decision_long_before_the_deal_is_noted(tmp_path: Path, day: str, noted: bool) -> None:
    """It takes a decision of years ago, and says that it is asked whether it still stands."""
    story = Story(tmp_path, MAP)
    flags = f"--playbook {story.file} --with Ana:boss --on 2026-11-03 --settled go:Ana@{day} --no-input"
    said = " ".join(story.line("prep", "acme", *flags.split()).err.split())
    text = "The go-ahead was decided on 1 Mar 2024, 32 months before this deal was opened: ask whether it still stands."
    assert (text in said) == noted


def test_rule_4_last_time_is_the_call_of_the_latest_day(tmp_path: Path) -> None:
    """What the page tells of last time is the latest call's, whichever was entered last."""
    story = deal(tmp_path)
    call(story, 10, "--decided 'go:Ana:said:we do it'")
    call(story, 4, "--decided 'buy:Ana:heard=Ben'")
    told = [line["text"].replace("\u00a0", " ") for line in story.prep("--on 2026-11-12 --with Ana")["lines"]]
    assert [text for text in told if text.startswith("Tue 10 Nov")]
    assert not [text for text in told if "4 Nov" in text or text.startswith("Since then")], told
