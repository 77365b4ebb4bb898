"""Rule 63, of a deal taken up again: what was open when it ended is asked about, and is not late."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import WAY, told

OPENING = "“Ana, last time you decided to go ahead. Today I'd like you to decide which supplier to go with."
COUNT, PRICES = "Open when it ended: Ben was to count the users.", "Open when it ended: send the prices."


def story(tmp_path: Path, more: str = "", closing: str = "") -> Story:
    """Ben was to count the users by 10 Nov, and we to send the prices by the 9th; lost on the 12th, open on 10 Dec."""
    found = Story(tmp_path, WAY)
    found.prep("--with Ana:boss --with Ben:user --on 2026-11-03")
    found.debrief(
        "--on 2026-11-03 --with Ana --with Ben --decided 'go:Ana:said:it pays' --not-asked "
        f"--promised 'Ben:count the users:2026-11-10:count' --promised 'us:send the prices:2026-11-09' {more}"
    )
    found.today = "2026-11-12"
    assert not closing or found.line("promises", *closing.split()).code == 0
    found.close("--lost --reason 'too dear'")
    found.today = "2026-12-10"
    assert found.line("reopen", "acme").code == 0
    return found


def states(found: Story) -> dict[str, str]:
    """Each promise with what it is now."""
    both = found.show()["promises"]
    return {each["act"]: each["state"] for each in (*both["theirs"], *both["ours"])}


def test_rule_63_what_was_open_is_asked_about(tmp_path: Path) -> None:
    """It opens without an apology, names what was open apart, and asks each side of it whether it is still wanted."""
    found = story(tmp_path)
    plan = found.prep("--with Ana --with Ben --on 2026-12-14")
    assert told(plan, "THEY OWE", "WE OWE") == [
        f"{COUNT} Ask whether that's still wanted.",
        f"{PRICES} Ask whether that's still wanted.",
    ]
    assert told(plan, "OPEN")[0].startswith(OPENING)
    assert told(plan, "ASK") == [
        "* Ana: Before we stopped, I said I'd send the prices: is that still wanted?",
        "* Ben: Before we stopped, you were going to count the users: is that still wanted?",
    ]
    assert plan["before_you_dial"] == []
    assert states(found) == {"count the users": "from before", "send the prices": "from before"}


def test_rule_63_it_is_not_late_and_is_counted_apart(tmp_path: Path) -> None:
    """It stands in no list of what is late, nor in a review's MISSED; the review counts it apart."""
    found = story(tmp_path)
    assert "late" not in found.line("promises").out
    deal = found.line("review", "--json").json["deals"][0]
    assert deal["cells"][5] == ""
    assert (deal["summary"]["theirs"]["before"], deal["summary"]["ours"]["before"]) == (1, 1)
    assert deal["note"] == "Open when it ended: two promises. Ask which are still wanted."


def test_rule_63_one_promise_from_before_and_many(tmp_path: Path) -> None:
    """It asks of one whether it is wanted, and lists two of many."""
    found = story(tmp_path)
    found.line("promises", "--released", "acme:p1")
    assert found.line("review", "--json").json["deals"][0]["note"] == (
        "Open when it ended: one promise. Ask whether it's still wanted."
    )
    home = tmp_path / "many"
    home.mkdir()
    many = story(home, " ".join(f"--promised 'us:send paper {name}:2026-11-09'" for name in ("one", "two", "three")))
    assert told(many.show(), "WE OWE")[-1] == "Open when it ended, too: two more promises."


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("--kept p2", "kept"),
        ("--missed p2", "missed"),
        ("--released p2", "released"),
        ("--moved p2:2026-12-20", "open"),
        ("--promised 'Ben:count the users:2026-12-20:count'", "open"),
        ("--done count:Ben", "kept"),
        ("--left Ben", "fell away"),
    ],
)
def test_rule_63_what_becomes_of_it(tmp_path: Path, said: str, state: str) -> None:
    """It is kept, missed, released or has a new day, as any promise; promised once more it is open, and one."""
    found = story(tmp_path)
    found.debrief(f"--on 2026-12-10 --with Ana --with Ben {said} --not-asked")
    shown = found.show()["promises"]["theirs"]
    assert [each["state"] for each in shown] == [state]
    assert found.show()["doubted"] is None


@pytest.mark.parametrize(("missed", "result", "state"), [(False, "small_step", "open"), (True, "stayed", "missed")])
def test_rule_63_to_promise_it_anew_is_a_step(tmp_path: Path, missed: bool, result: str, state: str) -> None:
    """It counts, as nobody had broken it; what was missed before the end is no step when it is promised again (52)."""
    found = story(tmp_path, closing="--missed acme:p2" if missed else "")
    assert states(found)["count the users"] == ("missed" if missed else "from before")
    again = "--promised 'Ben:count them all:2026-12-20:count'"
    said = found.debrief(f"--on 2026-12-10 --with Ana --with Ben {again} --not-asked")
    assert said["outcome"]["result"] == result
    assert states(found)["count the users"] == state


def test_rule_63_a_settled_step_closes_it(tmp_path: Path) -> None:
    """It is kept by what settles its step, whoever did it (rule 35)."""
    found = story(tmp_path)
    found.debrief("--on 2026-12-10 --with Ana --with Ben --with Dora:user --done count:Dora --not-asked")
    assert states(found)["count the users"] == "kept"


def test_rule_63_promised_once_more_for_the_same_day_it_is_open_again(tmp_path: Path) -> None:
    """It takes the word of today, also where the day is the one from before, and that is no missed date."""
    cfo = "--promised 'Ana:bring the payer:2026-12-20:@cfo'"
    found = story(tmp_path, cfo)
    found.debrief(f"--on 2026-12-10 --with Ana {cfo} --not-asked")
    assert states(found)["bring the payer"] == "open"


def test_rule_63_in_the_figures_it_was_left(tmp_path: Path) -> None:
    """It counts there as what it was when the deal ended."""
    found = story(tmp_path)
    sides = found.line("figures", "--json").json["promises"]
    assert [(each["left"], each["unmarked"], each["missed"]) for each in sides] == [(1, 0, 0), (1, 0, 0)]
