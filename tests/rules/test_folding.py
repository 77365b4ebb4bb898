"""Rules 1 to 6: how events fold, and what a correction, a lost sense and a clock set back do."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from story import DEAL, Story

from callplan.core.deal.fold import fold
from callplan.core.entries import Corrected, Entry, live
from callplan.core.events import (
    Answered,
    Deferred,
    Done,
    Event,
    Held,
    Kept,
    Learned,
    Left,
    No,
    Promised,
    Reopened,
    Waived,
    Yes,
)  # fmt: skip
from callplan.core.outcome import outcome
from callplan.journal import Journal

WAY = """
roles: {boss: {title: boss}, user: {title: user}}
facts: {size: {ask: How many would use it?, type: number}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: gap, will: show the gap, by: user}
      - {id: go, title: the go-ahead, whether: it is worth having, by: boss, needs: [gap]}
  - id: which
    title: Which one?
    steps:
      - {id: list, will: send the list, by: user}
      - {id: pick, title: the choice, whether: this one is right, by: [boss, user], needs: [go]}
  - id: order
    title: Order it
    steps:
      - {id: trial, title: the trial, whether: it is tried first, by: boss}
      - {id: buy, title: the order, whether: it is ordered, by: boss, needs: [pick]}
ends: {won: {needs: [buy]}}
"""

FLAGS = [
    "--with Ana:boss",
    "--with Ben:user",
    "--person Cleo:user:Ana",
    "--set size=12:Ben",
    "--set size=14:Ana:wrote",
    "--missed p1",
    "--moved p2:2026-11-30",
    "--reopened go:Ben:unsure",
    "--declined trial:Ana:too long",
    "--decided pick:Ana",
    "--decided pick:Ben",
    "--decided go:Ana:wrote:yes after all",
    "--done list:Ben",
    '--promised "Ana:bring Cleo:2026-11-20:@user"',
    '--promised "Ben:draw the plan:2026-11-25"',
    '--we-promised "send the price:2026-11-13"',
    "--concern Ben:it will be slow:buy",
    "--concern Ana:money:buy",
    "--worth-it yes",
    "--verdict advanced",
    "--next 2026-11-20:buy:Ana",
]


def after_a_first_call(home: Path) -> Story:
    home.mkdir()
    story = Story(home, WAY)
    story.prep("--with Ana:boss --with Ben:user --on 2026-11-03")
    story.debrief(
        "--on 2026-11-03 --with Ana --with Ben --done gap:Ben --decided go:Ana --not-asked"
        ' --promised "Ana:call Cleo:2026-11-06:gap" --promised "Ben:send the list:2026-11-09:list"'
    )
    return story


def told(story: Story, flags: list[str]) -> tuple[Any, Any]:
    return story.debrief(f"--on 2026-11-10 {' '.join(flags)}"), story.show()


@pytest.mark.parametrize("seed", range(6))
def test_rule_1_flags_in_any_order_are_one_debrief(tmp_path: Path, seed: int) -> None:
    """It folds the events of one debrief in one fixed order, whatever the order of the flags after the people."""
    quoted = [" ".join(shlex.quote(word) for word in (flag.split(" ", 1))) for flag in FLAGS if '"' not in flag]
    flags = [*quoted, *(flag for flag in FLAGS if '"' in flag)]
    mixed = [*flags[:2], *Random(seed).sample(flags[2:], len(flags) - 2)]
    assert mixed != flags
    assert told(after_a_first_call(tmp_path / "mixed"), mixed) == told(after_a_first_call(tmp_path / "given"), flags)


def test_rule_1_a_no_comes_before_a_yes_and_a_reopening_before_both(tmp_path: Path) -> None:
    """It reads re-opened, declined and made in that order: whoever said all three in one call has said yes."""
    story = after_a_first_call(tmp_path / "home")
    said = story.debrief(
        "--on 2026-11-10 --with Ana --decided go:Ana --declined go:Ana:no --reopened go:Ana:hm --not-asked"
    )
    assert (said["outcome"]["result"], said["outcome"]["reopened"], said["orphans"]) == ("stayed", [], [])
    assert story.show()["fronts"] == {"main": ["pick"]}


def test_rule_1_a_miss_comes_before_the_act_is_done(tmp_path: Path) -> None:
    """It counts the miss although the act was done on the same call, and keeps the promise as missed."""
    story = after_a_first_call(tmp_path / "home")
    story.debrief("--on 2026-11-10 --with Ben --done list:Ben --missed p2 --not-asked")
    theirs = {each["id"]: each["state"] for each in story.show()["promises"]["theirs"]}
    assert theirs == {"p1": "open", "p2": "missed"}


def test_rule_1_a_putting_off_after_a_yes_makes_no_sense(tmp_path: Path) -> None:
    """It makes the decision first, so that putting it off on the same call falls silent."""
    story = after_a_first_call(tmp_path / "home")
    said = story.debrief(
        "--on 2026-11-10 --with Ana --deferred trial:Ana:2026-12-01:later --decided trial:Ana --not-asked"
    )
    assert (said["outcome"]["moved"], len(said["orphans"])) == (["trial"], 1)
    assert story.show()["deferred"] == []


def test_rule_1_who_left_has_left_before_the_yes_of_the_same_debrief(tmp_path: Path) -> None:
    """It takes the leaving first: a spoken yes falls with the person, a written one counts."""
    story = after_a_first_call(tmp_path / "home")
    flags = "--on 2026-11-10 --with Ben --left Ana --not-asked"
    assert story.debrief(f"{flags} --decided trial:Ana")["outcome"]["moved"] == []
    story.undo()
    assert story.debrief(f"{flags} --decided trial:Ana:wrote")["outcome"]["moved"] == ["trial"]


def test_rule_2_a_correction_may_itself_be_corrected() -> None:
    """It walks from the last event to the first: an event is live unless a live correction names it."""
    day = date(2026, 11, 10)
    yes, voided, revived, again = (
        Entry(1, 1, Yes(day, "go", "Ana")),
        Entry(2, 2, Corrected(day, 1)),
        Entry(3, 3, Corrected(day, 2)),
        Entry(4, 4, Corrected(day, 3)),
    )
    assert live((yes, voided)) == (voided,)
    assert live((yes, voided, revived)) == (yes, revived)
    assert live((yes, voided, revived, again)) == (voided, again)


def test_rule_2_what_is_taken_back_was_never_there(tmp_path: Path) -> None:
    """It stands after an undo exactly as it stood before, though the history keeps both."""
    story = after_a_first_call(tmp_path / "home")
    before = story.show()
    story.debrief("--on 2026-11-10 --with Ana --reopened go:Ana:hm --missed p1 --set size=3:Ana --left Ben --not-asked")
    assert story.show() != before
    story.undo()
    assert story.show() == before
    assert "took the go-ahead up again: “hm” (taken back)" in story.line("log", "acme", "--all").out


def test_rule_2_an_undo_takes_the_transaction_before_it_next(tmp_path: Path) -> None:
    """It goes on back through the transactions still standing, and stops at the opening."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Ana --decided go:Ana --not-asked")
    story.debrief("--on 2026-11-10 --with Ana --decided trial:Ana --not-asked")
    assert [len(story.undo()["numbers"]) for _ in range(3)] == [2, 2, 2]
    assert story.show()["last_client_decision"] is None
    assert story.line("undo", DEAL, "--yes").code == 1


@pytest.mark.parametrize(
    "flag",
    [
        "--reopened pick:Ana:hm",
        "--reopened go:us:hm",
        "--waived buy:Ana:needless",
        "--kept p1",
        "--missed p1",
        "--moved p1:2026-12-01",
        "--released p1",
        "--left Cleo",
        "--deferred go:Ana:2026-12-01:later",
    ],
)
def test_rule_3_what_makes_no_sense_has_no_effect_and_is_listed(tmp_path: Path, flag: str) -> None:
    """It never fails on an event without sense; the event falls silent and is listed by its number."""
    story = after_a_first_call(tmp_path / "home")
    story.debrief("--on 2026-11-06 --with Ana --kept p1 --person Cleo:user --left Cleo --not-asked")
    before = story.show()
    said = story.debrief(f"--on 2026-11-10 --with Ana {flag} --not-asked")
    assert len(said["orphans"]) == 1
    assert said["outcome"]["result"] == "stayed"
    for part in ("fronts", "owed", "last_client_decision", "to_reconfirm", "deferred", "promises", "position"):
        assert story.show()[part] == before[part], part
    assert story.log().count("(no longer makes sense)") == 1


def test_rule_3_a_correction_leaves_later_events_without_sense(tmp_path: Path) -> None:
    """It keeps on folding when the promise that was kept, or the yes that was re-opened, is taken back."""
    story = after_a_first_call(tmp_path / "home")
    story.debrief("--on 2026-11-10 --with Ana --kept p1 --reopened go:Ben:hm --not-asked")
    entries = Journal(str(story.home / "callplan.db")).entries(DEAL)
    first = {entry.number for entry in entries if entry.batch == 2}
    last = entries[-1].number
    void = [
        Entry(last + count, 4, Corrected(date(2026, 11, 11), number)) for count, number in enumerate(sorted(first), 1)
    ]
    orphaned = [type(entries[number - 1].event).__name__ for number in fold((*entries, *void)).orphans]
    assert sorted(orphaned) == ["Kept", "Reopened"]


def test_rule_3_unknown_ids_fall_silent(tmp_path: Path) -> None:
    """It lists events that name what the map does not have (any more)."""
    story = after_a_first_call(tmp_path / "home")
    entries = Journal(str(story.home / "callplan.db")).entries(DEAL)
    last, day = entries[-1].number, date(2026, 11, 11)
    ghosts: tuple[Event, ...] = (
        Yes(day, "ghost", "Ana"),
        Yes(day, "gap", "Ana"),
        No(day, "gap", "Ana"),
        Reopened(day, "ghost", "Ana"),
        Waived(day, "ghost", "Ana"),
        Deferred(day, "gap", "Ana", day),
        Done(day, "go", "Ana"),
        Done(day, "@ghost", "Ana"),
        Learned(day, "ghost", 3, "Ana"),
        Left(day, "Nobody"),
        Kept(day, "p9"),
        Promised(day, "p1", "Ana", "call again", day),
        Answered(day, "c9"),
    )
    more = [Entry(last + count, 3, event) for count, event in enumerate(ghosts, 1)]
    assert fold((*entries, *more)).orphans == tuple(entry.number for entry in more)


def test_rule_4_a_defaulted_day_is_never_before_the_last_call(tmp_path: Path) -> None:
    """It takes the last call's day when the clock was set back, and says so."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-10")
    story.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked")
    story.today = "2026-11-03"
    said = story.debrief("--with Ana --decided trial:Ana --not-asked")
    assert said["on"] == "2026-11-10"
    notes = [line["text"] for line in said["lines"] if line["section"] == "NOTE"]
    assert notes == [
        "The last call on record was on 2026-11-10, after 2026-11-03; 2026-11-10 is taken. Use --on to say otherwise."
    ]
    assert story.show()["last_client_decision"] == {"id": "trial", "on": "2026-11-10", "person": "Ana"}


def test_rule_4_an_undated_event_of_a_prep_is_no_earlier_either(tmp_path: Path) -> None:
    """It dates what a prep records on the last call's day when today lies before it."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-10")
    story.debrief("--on 2026-11-10 --with Ana --not-asked")
    story.today = "2026-11-03"
    plan = story.prep("--with Ana --on 2026-11-12 --settled go:Ana")
    assert plan["last_client_decision"] == {"id": "go", "on": "2026-11-10", "person": "Ana"}


def test_rule_4_an_explicit_earlier_day_keeps_its_place_in_the_journal(tmp_path: Path) -> None:
    """It folds by the journal, not by the date, and names the later-dated decision that is now overruled."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-10")
    story.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked")
    said = story.debrief("--on 2026-11-03 --with Ana --reopened go:Ana:hm --not-asked")
    assert (said["on"], said["outcome"]["result"], said["outcome"]["reopened"]) == ("2026-11-03", "went_back", ["go"])
    assert [line["text"] for line in said["lines"] if line["section"] == "NOTE"] == [
        "3\u00a0Nov lies before 10\u00a0Nov, where the go-ahead was decided; as entered, it is open again now. "
        "`callplan undo acme` takes it back."
    ]


def test_rule_4_a_no_of_an_earlier_day_overrules_too(tmp_path: Path) -> None:
    """It says so as well when the later-dated decision is overruled by a no; not when it came round."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-10")
    story.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked")
    said = story.debrief("--on 2026-11-03 --with Ana --declined go:Ana:no --not-asked")
    notes = [line["text"] for line in said["lines"] if line["section"] == "NOTE"]
    assert len(notes) == 1
    assert notes[0].startswith("3\u00a0Nov lies before 10\u00a0Nov, where the go-ahead was decided; as entered,")
    story.undo()
    said = story.debrief("--on 2026-11-03 --with Ana --reopened go:Ana:hm --decided go:Ana --not-asked")
    assert [line for line in said["lines"] if line["section"] == "NOTE"] == []


def test_rule_4_the_last_decision_is_that_of_the_latest_day(tmp_path: Path) -> None:
    """It leaves the last decision where it is when one of an earlier day is recorded after it."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-10")
    story.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked")
    story.debrief("--on 2026-11-03 --with Ana --decided trial:Ana --not-asked")
    assert story.show()["last_client_decision"] == {"id": "go", "on": "2026-11-10", "person": "Ana"}
    assert story.show()["momentum"] == {"since": "2026-11-10", "days": 0, "calls": 0}


BY_SUM = """
roles: {boss: {title: boss}, cfo: {title: finance}}
facts: {data: {ask: What data?, choices: [none, personal]}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - id: go
        whether: it is worth having
        by: {depends: [{when: {amount: {over: 50k}}, is: [boss, cfo]}, {is: boss}]}
  - id: safety
    title: Is it safe?
    when: {data: personal}
    steps: [{id: safe, whether: the data may go, by: boss}]
  - id: order
    title: Order it
    steps: [{id: buy, whether: it is ordered, by: boss}]
"""


def test_rule_5_a_fact_learned_is_never_a_decision(tmp_path: Path) -> None:
    """It counts this call's facts before and after: an old yes that now is enough is no advance, said again or not."""
    story = Story(tmp_path, BY_SUM)
    story.prep("--with Ana:boss --on 2026-11-03")
    first = story.debrief("--on 2026-11-03 --with Ana --decided go:Ana --not-asked")
    assert (first["outcome"]["result"], first["outcome"]["supported"]) == ("stayed", ["go"])
    second = story.debrief("--on 2026-11-10 --with Ana --set amount=20k:Ana --decided go:Ana --not-asked")
    assert (second["outcome"]["result"], second["outcome"]["moved"]) == ("stayed", [])
    plan = story.show()
    assert plan["last_client_decision"] == {"id": "go", "on": "2026-11-03", "person": "Ana"}
    assert plan["fronts"] == {"main": ["safe"]}


def test_rule_5_a_yes_given_with_the_fact_is_one(tmp_path: Path) -> None:
    """It sees the yes that is enough because of a fact learned on the same call."""
    story = Story(tmp_path, BY_SUM)
    story.prep("--with Ana:boss --on 2026-11-03")
    said = story.debrief("--on 2026-11-03 --with Ana --set amount=20k:Ana --decided go:Ana --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"]) == ("advanced", ["go"])


def test_rule_5_a_stage_that_falls_away_moves_the_position_and_is_no_outcome(tmp_path: Path) -> None:
    """It moves on past a stage that a fact removes, and the client has decided nothing."""
    story = Story(tmp_path, BY_SUM)
    story.prep("--with Ana:boss --on 2026-11-03 --settled go:Ana --set amount=9k:Ana")
    assert story.show()["fronts"] == {"main": ["safe"]}
    said = story.debrief("--on 2026-11-03 --with Ana --set data=none:Ana --person Cy:cfo --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"], said["outcome"]["small"]) == ("stayed", [], [])
    assert story.show()["fronts"] == {"main": ["buy"]}


def test_rule_5_naming_the_decider_is_no_decision(tmp_path: Path) -> None:
    """It holds a yes to the roles of its moment: the role named a call later does not make it, nor an outcome."""
    story = Story(tmp_path, BY_SUM)
    story.prep("--with Ana:none --on 2026-11-03 --set amount=9k")
    assert story.debrief("--on 2026-11-03 --with Ana --decided go:Ana --not-asked")["outcome"]["supported"] == ["go"]
    said = story.debrief("--on 2026-11-10 --with Ana:boss --not-asked")
    assert (said["outcome"]["result"], story.show()["fronts"]) == ("stayed", {"main": ["go"]})
    said = story.debrief("--on 2026-11-12 --with Ana --decided go:Ana --not-asked")
    assert said["outcome"]["moved"] == ["go"]


def test_rule_5_a_leaving_counts_before_and_after(tmp_path: Path) -> None:
    """It never calls it going back when somebody left: the client decided nothing."""
    story = Story(tmp_path, BY_SUM)
    story.prep("--with Ana:boss --with Bo:boss --on 2026-11-03 --set amount=9k:Ana --settled go:Ana")
    said = story.debrief("--on 2026-11-10 --with Bo --left Ana --not-asked")
    found = said["outcome"]
    assert (found["result"], found["reopened"], found["to_reconfirm"]) == ("stayed", [], [])
    assert story.show()["to_reconfirm"] == ["go"]


def test_rule_6_outcomes_are_computed_again_and_what_was_shown_is_kept(tmp_path: Path) -> None:
    """It judges a later call anew once an earlier yes is taken back; verdict and shown result stay as they were."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Ana --decided go:Ana --not-asked --verdict advanced")
    again = story.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked --verdict advanced")
    assert (again["outcome"]["result"], again["verdict"], again["agrees"]) == ("stayed", "advanced", False)
    entries = Journal(str(story.home / "callplan.db")).entries(DEAL)
    first = next(entry.number for entry in entries if isinstance(entry.event, Yes))
    corrected = (*entries, Entry(entries[-1].number + 1, 4, Corrected(date(2026, 11, 11), first)))
    assert [outcome(corrected, batch).result for batch in (2, 3)] == ["stayed", "advanced"]
    held = [entry.event for entry in corrected if isinstance(entry.event, Held)]
    assert [(event.verdict, event.shown) for event in held] == [("advanced", "advanced"), ("advanced", "stayed")]


def test_rule_6_a_debrief_taken_back_is_not_in_the_figures(tmp_path: Path) -> None:
    """It counts calls, advances and decisions over the calls that still stand."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Ana --decided go:Ana --not-asked --verdict advanced")
    story.undo()
    said = story.debrief("--on 2026-11-04 --with Ana --not-asked --verdict stayed")
    assert said["gap"] == {"called": 0, "decisions": 0, "small_steps": 0, "calls": 1}
