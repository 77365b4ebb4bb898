"""What a step waits for and does not rest on, what holds for a whole stage or track, and what winning takes besides."""

from __future__ import annotations

from pathlib import Path

from story import Story

QUEUE = """
roles: {boss: {title: boss}, money: {title: budget owner}, safe: {title: security}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss}
      - {id: paid, title: the budget, whether: the money is there, by: money, needs: [go]}
  - id: order
    title: Do we order?
    before: wanted-by
    steps: [{id: buy, title: the order, whether: it is ordered, by: boss, needs: [paid]}]
  - id: review
    title: Is it safe?
    track: review
    steps:
      - {id: form, title: the form, will: fill in the form, by: safe, after: [paid]}
      - {id: safe-enough, title: the review, whether: it is safe, by: safe, needs: [form], after: [paid]}
"""
PEOPLE = "--person Ana:boss --person Mo:money --person Sol:safe"


def test_it_waits(tmp_path: Path) -> None:
    """It cannot be decided before what it comes after is, which is then its gate like any need (rules 32, 37)."""
    story = Story(tmp_path, QUEUE)
    plan = story.prep(f"--with Sol --on 2026-11-03 {PEOPLE} --target safe-enough")
    assert plan["decision"]["feasibility"] == "supported"
    assert plan["rungs"]["aim"]["id"] == "@money"
    story.debrief("--on 2026-11-03 --with Ana --with Mo --decided go:Ana --decided paid:Mo --not-asked")
    plan = story.prep("--with Sol --on 2026-11-04 --target safe-enough")
    assert plan["rungs"]["aim"]["id"] == "form"


def test_it_does_not_rest_on_it(tmp_path: Path) -> None:
    """It stands when what it only queued behind is taken up again, and what rests on that does not (rule 19)."""
    story = Story(tmp_path, QUEUE)
    story.prep(f"--with Ana --on 2026-11-03 {PEOPLE} --settled go:Ana --settled paid:Mo --settled safe-enough:Sol")
    story.debrief("--on 2026-11-03 --with Ana --decided buy:Ana:wrote --not-asked")
    said = story.debrief("--on 2026-11-05 --with Mo --reopened paid:Mo:cut-again --not-asked")
    assert (said["outcome"]["reopened"], said["outcome"]["to_reconfirm"]) == (["paid"], ["buy"])


def test_it_is_not_owed_for_it(tmp_path: Path) -> None:
    """It owes nothing for what it came before after all, since it never rested on it (rule 31)."""
    story = Story(tmp_path, QUEUE)
    story.prep(f"--with Sol --on 2026-11-03 {PEOPLE} --settled safe-enough:Sol")
    assert [debt["id"] for debt in story.show()["owed"]] == ["form"]


def test_a_stage_has_a_limit(tmp_path: Path) -> None:
    """It asks for each step of a stage by the stage's own day, where that is earlier than the usual (rule 48)."""
    fair = "facts: {fair: {ask: When is the fair?, type: date, of: boss}}\nstages:"
    act = "{id: papers, title: the papers, will: gather the papers, by: boss}, {id: buy"
    way = QUEUE.replace("before: wanted-by", "before: fair - 1d").replace("stages:", fair).replace("{id: buy", act)
    story = Story(tmp_path, way)
    story.prep(f"--with Ana --on 2026-11-27 {PEOPLE} --set fair=2026-12-02:Ana --settled go:Ana --settled paid:Mo")
    assert "gather the papers by Tue 1 Dec" in story.page("--with Ana --on 2026-11-27")


WON = """
roles: {boss: {title: boss}, clerk: {title: clerk}}
stages:
  - id: order
    title: Do we order?
    steps:
      - {id: buy, title: the order, whether: it is ordered, by: boss}
      - {id: paid, title: the deposit, will: pay the deposit, by: clerk}
  - id: check
    title: Is it safe?
    track: check
    when: {big: yes}
    steps: [{id: safe, title: the check, whether: it is safe, by: clerk}]
facts: {big: {ask: How large is it?, type: yes-no, of: boss, assume: no}}
ends: {won: {needs: [buy, paid]}}
"""


def test_winning_takes_an_act(tmp_path: Path) -> None:
    """It is an advance and not won before the act is done that winning takes, and is owed until then (rule 52)."""
    story = Story(tmp_path, WON)
    story.prep("--with Ana:boss --person Cy:clerk --on 2026-11-03")
    said = story.debrief("--on 2026-11-03 --with Ana --decided buy:Ana:wrote --not-asked")
    assert said["outcome"]["result"] == "advanced"
    assert [debt["id"] for debt in story.show()["owed"]] == ["paid"]
    assert "It is won once the deposit is done." in story.page()
    story.prep("--with Ana --on 2026-11-04 --set big=yes:Ana")
    told = story.page("--with Ana --on 2026-11-04")
    assert "MISSING On the big we have only Ana's word." not in told
    assert "MISSING It is won once the deposit is done." in told
    said = story.debrief("--on 2026-11-10 --with Cy --done paid:Cy --decided safe:Cy --not-asked")
    assert said["outcome"]["result"] == "won"
    assert "--won" in story.page()


TRACK = """
facts:
  big: {ask: How large is it?, type: yes-no, of: boss, assume: no}
roles: {boss: {title: boss}, clerk: {title: clerk}}
stages:
  - id: want
    title: Is it worth having?
    steps: [{id: go, title: the intake, whether: it is worth it, by: boss}]
  - id: bill
    title: What has to be billed?
    track: bills
    needs: [go]
    when: {big: yes}
    steps: [{id: split, title: the split, whether: it is billed in parts, by: clerk}]
  - id: last
    title: Is it paid?
    track: bills
    steps: [{id: paid, title: the last invoice, whether: the last invoice is paid, by: clerk}]
"""


def test_what_a_track_begins_with(tmp_path: Path) -> None:
    """It holds for all of a track what its first stage needs, though nothing in that stage applies (rule 37)."""
    story = Story(tmp_path, TRACK)
    plan = story.prep("--with Cy:clerk --person Ana:boss --on 2026-11-03 --target paid")
    assert plan["decision"]["feasibility"] == "supported"
    assert story.prep("--with Ana --with Cy --on 2026-11-03")["decision"]["id"] == "go"
    story.debrief("--on 2026-11-03 --with Ana --decided go:Ana:wrote --not-asked")
    assert story.prep("--with Cy --on 2026-11-04")["decision"]["feasibility"] == "here"


def test_what_a_track_begins_with_is_its_own(tmp_path: Path) -> None:
    """It leaves out a stage that what the first one waits for waits for itself: nothing waits for itself."""
    story = Story(tmp_path, TRACK.replace("needs: [go]", "needs: [paid]").replace("when: {big: yes}", "signals: [a]"))
    plan = story.prep("--with Cy:clerk --person Ana:boss --on 2026-11-03 --target paid")
    assert plan["decision"]["feasibility"] == "here"
