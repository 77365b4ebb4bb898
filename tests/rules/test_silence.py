"""A stage without calls is a period: whom it binds, from when, and until when (rule 64)."""

from __future__ import annotations

from pathlib import Path

from story import Story

BIDS = """
facts:
  last-day: {ask: When does the portal close for questions?, type: date, of: buyer}
roles:
  head: {title: head of department, is: works with it}
  buyer: {title: buyer, is: runs the tender}
  judge: {title: judge, is: scores the bids}
  depot: {title: depot manager, is: parks them}
stages:
  - id: need
    title: What do we need?
    steps:
      - {id: needed, title: the need, whether: it is worth a tender, by: head, ask: What hurts most?}
      - {id: out, title: the notice, whether: the tender goes out, by: buyer, needs: [needed]}
  - id: offers
    title: Whose offers count?
    talk: {how: written, to: buyer, through: the portal, before: last-day}
    steps: [{id: admitted, title: the admission, whether: the offer counts, by: buyer, needs: [out],
             ask: Which paper makes an offer fall out?}]
  - id: choice
    title: Whose sweeper?
    talk: {how: none}
    steps:
      - {id: ranked, title: the ranking, whether: it ranks first, by: judge}
      - {id: awarded, title: the award, whether: the sweepers are awarded, by: buyer}
  - id: place
    title: Where will they stand?
    track: place
    steps: [{id: sited, title: the place, whether: the depot has a free bay, by: {any: [depot, head]}}]
ends: {won: {needs: [awarded]}}
"""
PEOPLE = "--person Bo:buyer --person Hal:head --person Jo:judge --person Di:depot"
OUT = f"{PEOPLE} --settled out:Bo:did@2026-11-02 --set last-day=2026-11-12:Bo:wrote"
QUIET = "No calls now: nobody may call before the ranking and the award are done."


def silent(story: Story, flags: str) -> bool:
    """Whether the plan of a call says that there must be none."""
    plan = story.prep(f"--on 2026-11-03 {flags}")
    found = bool((plan["no_aim"] or "").startswith(QUIET))
    assert not found or plan["rungs"] == {"all_the_way": None, "aim": None, "least": None}
    return found


def test_whatever_is_aimed_at(tmp_path: Path) -> None:
    """It binds a debt from before it, what is named and what is gone back to, as long as it is open (rule 64)."""
    story = Story(tmp_path, BIDS)
    assert not silent(story, f"--with Hal {PEOPLE}")
    assert silent(story, f"--with Hal {OUT}")
    assert silent(story, "--with Hal --target needed")
    assert silent(story, "--with Bo --back-to out")
    assert silent(story, "--with Hal --with Di --target sited")
    assert not silent(story, "--with Di")
    assert not silent(story, "--with Di --target sited")
    all_of_it = "--decided admitted:Bo --decided ranked:Jo --decided awarded:Bo"
    story.debrief(f"--on 2026-11-16 --with Bo {all_of_it} --not-asked")
    assert not silent(story, "--with Hal --target needed --on 2026-11-17")


def test_taken_up_again_meanwhile(tmp_path: Path) -> None:
    """It stays while what lies before it is taken up again, and returns when what it ended with is (rule 64)."""
    story = Story(tmp_path, BIDS)
    story.prep(f"--with Bo --on 2026-11-03 {OUT} --settled needed:Hal@2026-11-01")
    story.debrief("--on 2026-11-04 --with Hal --reopened needed:Hal:it-costs-more --not-asked")
    assert silent(story, "--with Hal --on 2026-11-05")
    story.debrief("--on 2026-11-20 --with Hal --decided needed:Hal --decided admitted:Bo --not-asked")
    assert "nobody may call or write before the ranking and the award" in story.page("--with Hal --on 2026-11-21")


def test_questions_until_their_own_last_day(tmp_path: Path) -> None:
    """It lets questions be written as long as they may, and asks none after that day, whatever else has begun."""
    story = Story(tmp_path, BIDS)
    story.prep(f"--with Jo --on 2026-11-03 {OUT} --settled ranked:Jo@2026-11-02")
    assert "* In writing, to Bo:" in story.page("--with Hal --on 2026-11-12 --target needed")
    late = story.page("--with Hal --on 2026-11-13 --target needed")
    assert "nobody may call or write before the award is done" in late
    assert "In writing" not in late


def test_whom_it_names(tmp_path: Path) -> None:
    """It binds the roles it names and no others, without those it exempts; whoever has both is bound (rule 64)."""
    story = Story(tmp_path, BIDS.replace("before: last-day", "before: last-day, under: [judge, buyer], exempt: buyer"))
    assert not silent(story, f"--with Bo {OUT}")
    assert not silent(story, "--with Hal --target needed")
    told = story.page("--with Jo --on 2026-11-03 --target needed")
    assert "No calls now: nobody may call Jo before the ranking and the award are done." in told
    story.line("person", "acme", "--roles", "Bo:buyer,judge")
    assert "nobody may call Bo before" in story.page("--with Bo --on 2026-11-03")


def test_no_debrief_is_asked_for(tmp_path: Path) -> None:
    """It asks nobody what came of a call that nobody may have made, and puts none into the calendar (rule 64)."""
    story = Story(tmp_path, BIDS)
    story.prep(f"--with Bo --on 2026-11-03 {OUT}")
    story.today = "2026-11-05"
    noted = story.line("prep", "acme", "--with", "Bo", "--on", "2026-11-06", "--no-input").err
    assert noted == "Nobody may call then: this page plans no call, and nobody is asked how it went.\n"
    story.today = "2026-11-09"
    assert "No debrief" not in story.line("review").out
    assert "VEVENT" not in story.line("promises", "--to", "ics").out


def test_a_call_among_ourselves(tmp_path: Path) -> None:
    """It forbids no call among ourselves meanwhile: that is one like any other, with a debrief (rule 64)."""
    story = Story(tmp_path, BIDS.replace("\nstages:", "\n  lead: {title: bid lead, side: us}\nstages:"))
    story.prep(f"--with Bo --on 2026-11-03 {OUT}")
    story.today = "2026-11-05"
    said = story.line("prep", "acme", "--with", "Eva:lead", "--on", "2026-11-06", "--no-input")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("callplan debrief acme\n")
    story.today = "2026-11-09"
    assert "No debrief" in story.line("review").out


def test_a_review_asks_in_writing_until_then(tmp_path: Path) -> None:
    """It has somebody written to as long as questions may be, and nobody after that day (rule 64)."""
    story = Story(tmp_path, BIDS)
    story.prep(f"--with Bo --on 2026-11-03 {OUT}")
    assert "in writing" in str(story.line("review", "--json").json)
    story.today = "2026-11-13"
    assert "in writing" not in str(story.line("review", "--json").json)


def test_of_whom_it_speaks(tmp_path: Path) -> None:
    """It names those on the call whom it binds, else all whom it binds, or all but those who are exempt (rule 64)."""
    for more, there, anywhere, step in (
        ("under: [judge, buyer], exempt: buyer", "Jo", "Jo", "ranked"),
        ("exempt: judge", "Bo", "anybody but Jo", "awarded"),
    ):
        home = tmp_path / more.split(":")[0]
        home.mkdir()
        story = Story(home, BIDS.replace("{how: none}", f"{{how: none, {more}}}"))
        story.prep(f"--with Di --on 2026-11-03 {OUT} --settled needed:Hal@2026-11-01 --settled admitted:Bo")
        on_call = story.page("--with Bo --with Jo --on 2026-11-03 --target awarded")
        assert f"nobody may call or write to {there} before" in on_call
        without = story.page(f"--with Di --on 2026-11-03 --target {step}")
        assert f"nobody may call or write to {anywhere} before" in without
        told = story.line("playbook", "show", str(story.file)).out
        assert ("with judge and buyer, but for buyer" in told) is (there == "Jo")


WAITS = """
roles: {boss: {title: boss}, clerk: {title: clerk}}
stages:
  - id: want
    title: Is it worth having?
    steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss}]
  - id: filed
    title: Is it filed?
    track: files
    needs: [go]
    talk: {how: none}
    steps: [{id: filing, title: the filing, whether: it is filed, by: {any: [clerk, boss]}}]
"""


def test_it_has_not_begun(tmp_path: Path) -> None:
    """It binds nobody before they have come to it, but for what lies in it (rule 64)."""
    story = Story(tmp_path, WAITS)
    plan = story.prep("--with Ana:boss --person Cy:clerk --on 2026-11-03")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("go", "here")
    plan = story.prep("--with Ana --on 2026-11-03 --target filing")
    assert plan["no_aim"].startswith("No calls now: nobody may call or write before the filing is done.")
