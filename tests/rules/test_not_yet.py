"""What is not decided yet, or decided on a day that nobody told: kept, moving nothing, and never given a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from story import Story

from callplan.core.plan.last_plan import last_plan
from callplan.errors import Refusal

MAP = """
roles: {boss: {title: boss}}
stages:
  - id: see
    title: Is it worth it?
    steps:
      - {id: go, title: the go-ahead, by: boss, whether: it is worth looking into, yes: wants to look into it}
  - id: buy
    title: Buy it
    signals: [they ask for the contract]
    steps:
      - {id: order, title: the order, by: boss, whether: it is ordered, yes: ordered it}
ends: {won: {needs: [order]}}
"""


def plain(text: str) -> str:
    """A text with plain blanks, on one line."""
    return " ".join(text.replace("\u00a0", " ").split())


def test_rule_17_not_yet_and_no_day_moves_nothing(tmp_path: Path) -> None:
    """It is kept and told, moves nothing, puts nothing off, and the next plan asks for the day until one is told."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-02")
    said = story.debrief("--with Ana --deferred 'go:Ana:-:first the audit' --not-asked")
    assert said["outcome"]["result"] == "stayed"
    assert plain(said["lines"][1]["text"]) == (
        "They stayed where they were. Ana said not yet to the go-ahead, and named no day: “first the audit”."
    )
    assert story.show()["deferred"] == []
    assert "Ana put the go-ahead off without a day: “first the audit”" in plain(story.log())
    story.today = "2026-11-09"
    page = plain(story.page("--with Ana --on 2026-11-09"))
    assert "You said “first the audit”: by which day will you know?" in page
    assert "Ana decides whether it is worth looking into." in page
    story.debrief("--on 2026-11-09 --with Ana --deferred 'go:Ana:2026-11-20:first the audit' --not-asked")
    assert "by which day" not in plain(story.page("--with Ana --on 2026-11-10"))


def test_no_day_is_printed_where_nobody_told_one(tmp_path: Path) -> None:
    """It prints a decision's day where it was told, and none where it was not."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-02 --settled 'go:Ana:wrote:it pays@2026-10-20'")
    assert "20 Oct: Ana wants to look into it" in plain(story.page())
    (tmp_path / "other").mkdir()
    other = Story(tmp_path / "other", MAP)
    other.prep("--with Ana:boss --on 2026-11-02 --settled 'go:Ana:wrote:it pays'")
    page = plain(other.page())
    assert "SO FAR Ana wants to look into it" in page
    assert "2 Nov:" not in page
    assert "Ana said yes to the go-ahead (wrote): “it pays”, no day told" in plain(other.log())


def test_a_sign_is_kept_as_a_sign(tmp_path: Path) -> None:
    """It stands in the log and at the head, and settles nothing."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-02 --sign buy")
    assert "whether it is worth looking into" in plain(story.page("--with Ana --on 2026-11-03"))
    assert "signs of “Buy it”" in plain(story.log())
    assert "There are signs of “Buy it”; nobody has told us what they decided before it." in plain(story.page())
    wrong = story.tell("prep", "--sign by")
    assert (wrong.code, plain(wrong.err)) == (2, "callplan: --sign: there is no stage “by” in way. Did you mean buy?")


def test_whoever_named_no_day_is_asked_for_it(tmp_path: Path) -> None:
    """It asks them alone, about the decision where they gave no words, and not once they have decided."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --with Ben:none --on 2026-11-02")
    story.debrief("--with Ana --deferred 'go:Ana:-' --not-asked")
    story.today = "2026-11-09"
    asked = plain(story.page("--with Ana --with Ben --on 2026-11-09"))
    assert "* Ana: By which day will you know about the go-ahead?" in asked
    assert "Ben: By which day" not in asked
    story.debrief("--on 2026-11-09 --with Ana --decided go:Ana --not-asked")
    assert "By which day" not in plain(story.page("--with Ana --on 2026-11-10"))


def test_a_sign_is_told_once(tmp_path: Path) -> None:
    """It stands on the page that follows it, and not on a page after the call that page was for."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-02 --sign buy")
    told = "There are signs of “Buy it”; nobody has told us what they decided before it."
    assert told in plain(story.page("--with Ana --on 2026-11-02"))
    story.debrief("--with Ana --not-asked")
    assert told not in plain(story.page("--with Ana --on 2026-11-03"))


def test_the_last_plan_again(tmp_path: Path) -> None:
    """It is the page of the last prep, also once that call is held; there is none before the first."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-02")
    before = story.line("show", "acme", "--plan")
    assert (before.code, before.err) == (0, "")
    story.debrief("--with Ana --decided go:Ana --not-asked")
    after = story.line("show", "acme", "--plan")
    assert (after.out, after.err) == (
        before.out, "No call is planned by now; this is how the one of Mon 2 Nov 2026 was.\n",
    )  # fmt: skip
    with pytest.raises(Refusal, match="acme has no plan yet"):
        last_plan("acme", (), date(2026, 11, 2), mock.Mock())
