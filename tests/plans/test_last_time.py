"""LAST TIME: what happened, in their words, and what has come in since (page sections 2 and 3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import JOINT, WAY, told

ANA_CY = "--with Ana:boss --with Cy:cfo --on 2026-11-03"


def test_each_in_their_own_words(tmp_path: Path) -> None:
    """It tells what several decided, and then what each of them said about it."""
    story = Story(tmp_path, JOINT)
    story.prep(ANA_CY)
    decided = "--decided 'go:Ana:said:it pays' --decided 'go:Cy:said:we have the money'"
    story.debrief(f"--on 2026-11-03 --with Ana --with Cy --not-asked {decided}")
    assert told(story.prep("--with Ana --with Cy --on 2026-11-10"), "LAST TIME") == [
        "Tue 3 Nov. Ana and Cy decided to go ahead. Ana: “it pays”. Cy: “we have the money”."
    ]


def test_what_came_in_since(tmp_path: Path) -> None:
    """It tells what has come in since the last call, and says that nothing is new once an earlier page has told it."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_CY)
    story.debrief("--on 2026-11-03 --with Ana --with Cy --not-asked")
    pages = []
    for today, day in ((6, 10), (12, 17), (18, 24)):
        story.today = f"2026-11-{today:02}"
        more = "--set 'size=3:Ana:wrote:three will do'" if day == 10 else ""
        pages.append(told(story.prep(f"--with Ana --on 2026-11-{day} {more}"), "LAST TIME"))
    assert pages[0] == [
        "Tue 3 Nov, with Ana and Cy. Nothing was decided.",
        "Since then: Ana on the size: three, “three will do”.",
    ]
    assert pages[2] == ["Tue 3 Nov, with Ana and Cy. Nothing was decided.", "Nothing new since then."]


def test_a_no_since_then(tmp_path: Path) -> None:
    """It says of words that came in between calls before whom they are not to be said."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_CY)
    story.debrief("--on 2026-11-03 --with Ana --with Cy --not-asked")
    story.today = "2026-11-06"
    plan = story.prep("--with Ana --with Cy --on 2026-11-10 --settled 'go:Ana:wrote:it pays'")
    assert told(plan, "LAST TIME")[1] == "Since then: Ana decided to go ahead: “it pays”. Not in front of Cy."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        # asked for today: it is said why it is, though it was typed as done or let go of
        ("--done count:Cy", "Nothing was decided. Cy did it: count the users. It takes Ben, and counts once they have "
         "done it."),
        ("--waived 'count:Ana:we know'", "Nothing was decided. Ana can do without the count: “we know”, but it takes "
         "Ben."),
        ("--waived 'pick:Cy:we know'", "Cy can do without the choice: “we know”, but it takes Ana."),
        # a yes to what stood already is no news
        ("--decided 'go:Cy:said:so do I'", "Nothing was decided."),
        ("--decided 'go:Ana:said:as before'", "Nothing was decided."),
        # what is not asked for today is left to the debrief
        ("--done sheet:Cy", "Nothing was decided."),
    ],
)  # fmt: skip
def test_rule_3_what_did_not_count_is_told_where_it_is_asked_for(tmp_path: Path, typed: str, said: str) -> None:
    """It says under LAST TIME of what today asks for that it was typed and did not count, and why."""
    sheet = "{id: sheet, will: fill in the sheet, by: purchasing}"
    story = Story(tmp_path, WAY.replace("      - {id: pick,", f"      - {sheet}\n      - {{id: pick,"))
    story.prep(f"{ANA_CY} --person Ben:user --settled go:Ana@2026-11-02")
    story.debrief(f"--on 2026-11-03 --with Ana --with Cy --not-asked {typed}")
    plan = story.prep("--with Ana --with Cy --on 2026-11-10 --target buy")
    assert told(plan, "LAST TIME") == [f"Tue 3 Nov. {said}"]
