"""Rule 12 and page rule 15: two who hold one role and disagree leave it open between them, and both are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import WAY, told

YES, NO = "--decided 'go:Ana:said:it pays'", "--declined 'go:Uwe:too dear'"
APART = "Ana said yes and Uwe said no: get them to agree on whether to go ahead."
ABSENT = {
    "Ana": "Not on it: Ana (boss), who said yes to the go-ahead.",
    "Uwe": "Not on it: Uwe (boss), who said no to the go-ahead.",
}


def story(tmp_path: Path) -> Story:
    """Ana and Uwe both lead this; on one call she says yes and he says no."""
    found = Story(tmp_path, WAY)
    found.prep("--with Ana:boss --with Uwe:boss --person Cleo:cfo --on 2026-11-03")
    return found


def test_rule_12_the_debrief_says_between_whom_it_is_open(tmp_path: Path) -> None:
    """It says that it is open between the two, and not that it still takes her who said yes; her word is hers."""
    said = story(tmp_path).debrief(f"--on 2026-11-03 --with Ana --with Uwe {YES} {NO} --verdict advanced")
    assert said["outcome"]["result"] == "stayed"
    assert told(said, "RESULT", "YOUR WORD", "NEXT") == [
        "They stayed where they were. Ana said yes to the go-ahead: “it pays”; it's open between Ana and Uwe. "
        "Uwe said no to the go-ahead: “too dear”.",
        "You said advanced; by the rule they stayed: it's open between Ana and Uwe.",
        APART,
    ]


@pytest.mark.parametrize(
    ("people", "absent", "opening"),
    [
        (
            ["Ana", "Uwe"],
            [],
            "“Ana and Uwe, you see this differently. I'd like to hear what would settle it between you.”",
        ),
        (["Ana"], ["Uwe"], "“I'd like to hear how you'd decide whether to go ahead.”"),
        (["Uwe"], ["Ana"], "“I'd like to hear how you'd decide whether to go ahead.”"),
        (
            ["Cleo"],
            ["Ana", "Uwe"],
            "“Cleo, good to meet you. We have 30 minutes. I'd like to hear how you see the go-ahead.”",
        ),
    ],
)
def test_page_rule_15_both_are_named_whoever_is_on_the_call(
    tmp_path: Path, people: list[str], absent: list[str], opening: str
) -> None:
    """It names both in the aim, says who of them is not there, and asks each once what is theirs."""
    found = story(tmp_path)
    found.debrief(f"--on 2026-11-03 --with Ana --with Uwe {YES} {NO} --not-asked")
    plan = found.prep(" ".join(f"--with {name}" for name in people) + " --on 2026-11-10")
    assert (told(plan, "AIM"), told(plan, "OPEN")) == ([APART], [opening])
    assert [line for line in told(plan, "HEAD") if line.startswith("Not on it")] == [ABSENT[name] for name in absent]
    asked = told(plan, "ASK")
    assert [name for name in ("Ana", "Uwe") if any(line.startswith(f"* {name}: You said") for line in asked)] == [
        name for name in people if name != "Cleo"
    ]
    assert sum("too dear" in line for line in asked) == ("Uwe" in people)


def test_page_rule_15_show_and_review_name_both(tmp_path: Path) -> None:
    """It names both where the deal stands and in the look across deals; and says whose word we have from others."""
    found = story(tmp_path)
    found.debrief(f"--on 2026-11-03 --with Ana {YES} {NO} --not-asked")
    hearing = "Ana said yes and Uwe, we hear, said no: get them to agree on whether to go ahead."
    assert told(found.show(), "NEXT") == [hearing]
    reviewed = found.line("review", "--json").json["deals"][0]
    assert (reviewed["line"], reviewed["note"]) == ("Ana and Uwe · the go-ahead · no day", hearing)


def test_rule_12_who_has_left_disagrees_with_nobody(tmp_path: Path) -> None:
    """It has no two to bring together once the one who said yes, in writing, has left: it is Uwe's."""
    found = story(tmp_path)
    found.debrief(f"--on 2026-11-03 --with Ana --with Uwe --decided go:Ana:wrote {NO} --not-asked")
    found.debrief("--on 2026-11-05 --with Uwe --left Ana --not-asked")
    plan = found.prep("--with Uwe --on 2026-11-10")
    assert told(plan, "AIM") == ["Uwe decides whether to go ahead."]
