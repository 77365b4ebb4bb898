"""Rules 35 and 52, page rule 16: the same promise again is no step, and a settled step closes all that was promised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, user: {title: user}, money: {title: money, is: pays}, seller: {title: seller, side: us}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: sheet, title: the sheet, will: fill in the sheet, by: {any: [user, boss]}, TIMES}
      - {id: come, title: the payer on a call, will: bring the payer, by: boss, brings: money}
      - {id: price, title: the price, will: send the price, by: seller}
      - {id: go, title: the go, whether: it is worth it, by: boss, implied_by: [buy]}
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: money, needs: [sheet]}]
"""
SHEET = "--promised 'Ben:fill in the sheet:2026-11-06:sheet'"
AGAIN = "--promised 'Ben:do the sheet:2026-11-20:sheet'"


def deal(home: Path, times: str = "takes: 5d") -> Story:
    """A deal with Ana (boss) and Ben (user); Cleo, who pays, is known and has not come yet."""
    story = Story(home, MAP.replace("TIMES", times))
    story.prep("--on 2026-11-02 --with Ana:boss --with Ben:user --person Cleo:money")
    return story


def call(story: Story, flags: str, day: int = 3, people: str = "--with Ana --with Ben") -> Any:
    """What a debrief says."""
    return story.debrief(f"--on 2026-11-{day:02} {people} --not-asked {flags}")


def promises(story: Story, whose: str = "theirs") -> list[tuple[str, str, str]]:
    """Promises as they stand: id, day and state."""
    return [(each["id"], each["due"][8:], each["state"]) for each in story.show()["promises"][whose]]


@pytest.mark.parametrize("where", ["elsewhere", "before", "with it", "released"])
def test_rule_52_the_same_promise_again_is_no_step(tmp_path: Path, where: str) -> None:
    """It is no step, wherever it was marked that it was missed or no longer wanted, and is told so."""
    story = deal(tmp_path)
    assert call(story, SHEET)["outcome"]["small"] == ["sheet"]
    if where == "elsewhere":
        assert story.line("promises", "--missed", "acme:p1").code == 0
    elif where in ("before", "released"):
        call(story, "--missed p1" if where == "before" else "--released p1", 9)
    found = call(story, f"--missed p1 {AGAIN}" if where == "with it" else AGAIN, 10)
    assert (found["outcome"]["result"], found["outcome"]["uncounted"]) == ("stayed", ["do the sheet"])
    assert [line["text"].replace("\u00a0", " ") for line in found["lines"] if line["section"] == "NOT COUNTED"] == [
        "Doesn't count yet: Ben will do the sheet by Fri 20 Nov. It was promised before."
    ]


@pytest.mark.parametrize(
    ("first", "again", "same"),
    [
        # the same words, whether or not a step is named
        ("Ben:think it over:2026-11-06", "Ben:Think it over:2026-11-20", True),
        ("Ben:fill it in:2026-11-06", "Ben:fill it in:2026-11-20:sheet", True),
        ("Ben:fill it in:2026-11-06:sheet", "Ben:fill it in:2026-11-20", True),
        # the same step in other words, and to bring somebody, however it was promised
        ("Ben:fill it in:2026-11-06:sheet", "Ben:do the sheet:2026-11-20:sheet", True),
        ("Ana:bring Cleo:2026-11-06:come", "Ana:get Cleo:2026-11-20:@money", True),
        # another's, and the same words for something else
        ("Ana:fill it in:2026-11-06:sheet", "Ben:fill it in:2026-11-20:sheet", False),
        ("Ana:see to it:2026-11-06:sheet", "Ana:see to it:2026-11-20:come", False),
        ("Ben:think it over:2026-11-06", "Ben:call Ana:2026-11-20", False),
    ],
)
def test_page_rule_16_the_same_again_with_a_new_day_is_moved(
    tmp_path: Path, first: str, again: str, same: bool
) -> None:
    """It has one promise with the later day, and keeps what was tied to a step tied to it."""
    story = deal(tmp_path)
    call(story, f"--promised '{first}'")
    call(story, f"--promised '{again}'", 4)
    assert promises(story) == ([("p1", "20", "open")] if same else [("p1", "06", "open"), ("p2", "20", "open")])
    if same and "sheet" in first + again:
        call(story, "--done sheet:Ben", 5)
        assert promises(story) == [("p1", "20", "kept")]


def test_page_rule_16_ours_too(tmp_path: Path) -> None:
    """It moves our own promise when we make it once more, and closes it with what we did."""
    story = deal(tmp_path)
    call(story, "--we-promised 'call the bank:2026-11-06' --we-promised 'send the price:2026-11-06'")
    call(story, "--we-promised 'call the bank:2026-11-12'", 4)
    assert promises(story, "ours") == [("p1", "12", "open"), ("p2", "06", "open")]
    call(story, "--done price:us", 5)
    assert promises(story, "ours") == [("p1", "12", "open"), ("p2", "06", "kept")]


@pytest.mark.parametrize(
    ("then", "states"),
    [
        # whoever did it has kept theirs, and nobody waits for the others
        ("--done sheet:Ben", ["released", "kept"]),
        ("--done sheet:Ana", ["kept", "released"]),
        ("--kept p1", ["kept", "released"]),
        ("--kept p2", ["released", "kept"]),
        # let go of, it was kept by nobody
        ("--waived sheet:Ben:seen", ["released", "released"]),
        # not done, by whoever's it is not
        ("--done sheet:us", ["open", "open"]),
        ("--missed p1", ["missed", "open"]),
    ],
)
def test_rule_35_a_settled_step_closes_all_promises_of_it(tmp_path: Path, then: str, states: list[str]) -> None:
    """It counts one as kept, and lets the others go."""
    story = deal(tmp_path)
    call(story, f"{SHEET} --promised 'Ana:get it from Ben:2026-11-09:sheet'")
    call(story, then, 5)
    assert [state for _, _, state in promises(story)] == states


def test_rule_35_missed_and_promised_anew_and_done_is_one_kept_late(tmp_path: Path) -> None:
    """It counts once in the figures: kept, and late, and nothing of it is asked any more."""
    story = deal(tmp_path)
    call(story, SHEET)
    call(story, "--missed p1", 9)
    call(story, AGAIN, 10)
    found = call(story, "--done sheet:Ben", 12)
    assert (found["outcome"]["result"], promises(story)) == (
        "stayed",
        [("p1", "06", "released"), ("p2", "20", "kept")],
    )
    (theirs,) = [each for each in story.line("figures", "--json").json["promises"] if each["side"] == "client"]
    assert (theirs["kept"], theirs["late"], theirs["missed"]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("then", "states"),
    [
        # a decision made, and one that another implies
        ("--decided go:Ana", ["kept"]),
        ("--decided buy:Cleo:wrote", ["released"]),
        ("--waived go:Ana:seen", ["released"]),
    ],
)
def test_rule_35_a_decision_closes_what_was_promised_of_it(tmp_path: Path, then: str, states: list[str]) -> None:
    """It closes a promise to decide with the decision, whose it was or not."""
    story = deal(tmp_path)
    call(story, "--promised 'Ana:settle it:2026-11-09:go'")
    call(story, then, 5)
    assert [state for _, _, state in promises(story)] == states


def test_rule_35_of_several_each_is_kept_by_its_own_words(tmp_path: Path) -> None:
    """It keeps the north sheet with the north sheet, and the other waits on."""
    story = deal(tmp_path, "times: 2")
    call(story, "--promised 'Ben:the north sheet:2026-11-09:sheet' --promised 'Ben:the south sheet:2026-11-06:sheet'")
    call(story, "--done 'sheet:Ben:said:the north sheet'", 5)
    assert promises(story) == [("p1", "09", "kept"), ("p2", "06", "open")]
    call(story, "--done sheet:Ben", 6)
    assert promises(story) == [("p1", "09", "kept"), ("p2", "06", "kept")]


@pytest.mark.parametrize("then", ["--with Cleo", "--done @money:Ana", "--set amount=9k:Cleo:wrote", "--done come:Ana"])
def test_rule_35_whom_several_were_to_bring(tmp_path: Path, then: str) -> None:
    """It counts one promise to bring somebody as kept, and lets the other go, once they were brought or heard."""
    story = deal(tmp_path)
    call(story, "--promised 'Ana:bring Cleo:2026-11-09:come' --promised 'Ben:bring Cleo:2026-11-10:come'")
    call(story, then, 5, "--with Ana")
    assert sorted(state for _, _, state in promises(story)) == ["kept", "released"]


LOSSES = """
roles: {chief: {title: kitchen chief}, manager: {title: house manager}}
stages:
  - id: worth
    title: Is it worth it?
    steps:
      - {id: losses, title: the list of losses, will: list what was thrown away, by: chief, takes: 1w}
      - {id: rebuild, title: the rebuild, whether: it is rebuilt, by: manager}
  - id: what
    title: What must it hold?
    steps: [{id: door, title: the old door, whether: the old door stays, by: chief}]
  - id: last
    title: Order it
    steps: [{id: order, title: the order, whether: it is ordered, by: manager, needs: [losses]}]
"""


@pytest.mark.parametrize("missed", [False, True])
def test_rule_47_what_was_missed_once_is_not_asked_for_beside_the_aim(tmp_path: Path, missed: bool) -> None:
    """What somebody passed over is owed a day of theirs; once they have promised and missed it, nobody asks for it."""
    story = Story(tmp_path, LOSSES)
    story.prep("--on 2026-11-02 --with Cora:chief --with Mia:manager --settled rebuild:Mia:said@2026-11-01")
    said = "--promised 'Cora:list what was thrown away:2026-11-04:losses'" if missed else ""
    story.debrief(f"--on 2026-11-02 --with Cora --with Mia --not-asked --verdict stayed {said}")
    if missed:
        story.debrief("--on 2026-11-05 --with Cora --not-asked --verdict stayed --missed p1")
    found = story.prep("--on 2026-11-06 --with Cora")
    told = [line["text"] for line in found["lines"] if line["section"] in ("AIM", "BEST CASE", "AT LEAST", "MISSING")]
    asked = [text for text in told if "list what was thrown away" in text or "the list of losses" in text]
    assert bool(asked) is not missed, told
