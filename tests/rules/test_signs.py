"""What acts done in later stages show, what they spare, and what they settle (rules 23, 45)."""

from __future__ import annotations

from pathlib import Path

from story import Story

TRIAL = """
roles: {boss: {title: boss}, user: {title: user}, rep: {title: rep, side: us}}
stages:
  - id: idea
    title: Is it worth a trial?
    steps:
      - {id: figures, title: the figures, will: bring the figures, by: user, ask: Which figures do you keep?}
      - {id: try-it, title: the trial, whether: a trial is worth the time, topic: whether to try it,
         yes: decided to try it, by: boss, needs: [figures], ask: What would a trial have to show?}
  - id: trial
    title: Does it work?
    steps:
      - {id: begun, title: the start of the trial, will: begin the trial, by: user}
      - {id: shown, title: our visit, will: visit the trial, by: rep}
      - {id: works, title: the result, whether: the trial went well, by: boss}
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]
"""
ASKED = "* Ana: The start of the trial is done: who decided whether to try it?"


def test_what_has_begun(tmp_path: Path) -> None:
    """It asks who decided on what has visibly begun, and no more for an act of a stage gone by (rule 45)."""
    story = Story(tmp_path, TRIAL)
    plan = story.prep("--with Ana:boss --with Ulf:user --on 2026-11-03")
    assert (plan["decision"]["id"], plan["rungs"]["aim"]["id"]) == ("try-it", "figures")
    assert ASKED not in story.page("--with Ana --on 2026-11-03")
    plan = story.prep("--with Ana --with Ulf --on 2026-11-04 --done begun:Ulf")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("try-it", "here")
    told = story.page("--with Ana --with Ulf --on 2026-11-04")
    assert ASKED in told
    assert "figures" not in told


def test_ours_shows_nothing(tmp_path: Path) -> None:
    """It takes nothing of ours for a sign: that is how we run ahead (rule 30)."""
    story = Story(tmp_path, TRIAL)
    plan = story.prep("--with Ana:boss --with Ulf:user --on 2026-11-03 --done shown:us")
    assert plan["rungs"]["aim"]["id"] == "figures"


def test_what_is_needed_later_is_asked_for(tmp_path: Path) -> None:
    """It goes on asking for what something further on waits for, and in a stage that is taken up again (rule 45)."""
    story = Story(tmp_path, TRIAL.replace("by: boss}\n  - id: order", "by: boss, needs: [figures]}\n  - id: order"))
    plan = story.prep("--with Ulf:user --person Ana:boss --on 2026-11-03 --done begun:Ulf")
    assert "figures" in [rung["id"] for rung in plan["rungs"].values() if rung]

    story = Story(tmp_path, TRIAL)
    story.line("drop", "acme", "--yes")
    story.opened = False
    story.prep("--with Ana:boss --with Ulf:user --on 2026-11-03 --settled try-it:Ana --done begun:Ulf")
    story.debrief("--on 2026-11-03 --with Ana --reopened try-it:Ana:too-early --not-asked")
    assert "figures" in [
        rung["id"] for rung in story.prep("--with Ana --with Ulf --on 2026-11-04")["rungs"].values() if rung
    ]


def test_an_act_implies(tmp_path: Path) -> None:
    """It settles a decision as long as an act that implies it is done, and again by one done later (rule 23)."""
    story = Story(tmp_path, TRIAL.replace("needs: [figures], ask", "implied_by: [begun], ask"))
    story.prep("--with Ana:boss --with Ulf:user --on 2026-11-03")
    assert story.prep("--with Ana --on 2026-11-04")["decision"]["id"] == "try-it"
    plan = story.prep("--with Ana --on 2026-11-04 --done begun:Ulf")
    assert plan["decision"]["id"] == "works"
    assert ASKED not in story.page("--with Ana --on 2026-11-04")
