"""Page rules 2, 5, 13 and 16: who is asked for what is promised, what falls away, and what is promised twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

from callplan.core.deal.fold import fold
from callplan.core.entries import Corrected, drafted
from callplan.core.events import Promised
from callplan.journal import Journal

MAP = """
roles: {boss: {title: boss, is: has the problem}, user: {title: user}, money: {title: money, is: pays},
        broker: {title: broker, side: third-party}, seller: {title: seller, side: us}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: sheet, title: the sheet, will: fill in the sheet, by: {any: [user, boss]}, TIMES}
      - {id: come, title: the payer on a call, will: bring the payer, by: boss, brings: money}
      - {id: check, title: the check, will: check the ground, by: BROKER}
      - {id: go, title: the go, whether: it is worth it, by: [boss, money], needs: [NEEDS]}
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: money, needs: [go]}]
"""
SHEET = "--promised 'Ben:fill in the sheet:2026-11-06:sheet'"


def deal(home: Path, needs: str = "sheet", broker: str = "broker", times: str = "takes: 5d") -> Story:
    """A deal with Ana (boss) and Ben (user); Cleo, who pays, is known and has not come yet."""
    story = Story(home, MAP.replace("NEEDS", needs).replace("BROKER", broker).replace("TIMES", times))
    story.prep("--on 2026-11-02 --with Ana:boss --with Ben:user --person Cleo:money --person Tom:broker")
    return story


def call(story: Story, flags: str, day: int = 3, people: str = "--with Ana --with Ben") -> Any:
    """What a debrief says."""
    return story.debrief(f"--on 2026-11-{day:02} {people} --not-asked {flags}")


def asked(story: Story, day: str, people: str = "--with Ana --with Ben") -> list[str]:
    """The acts that a call would ask for."""
    plan = story.prep(f"--on 2026-11-{day} {people} --target go")
    return [rung["id"] for rung in plan["rungs"].values() if rung and rung["kind"] == "act"]


def promises(story: Story) -> list[tuple[str, str, str]]:
    """Their promises as they stand: id, day and state."""
    return [(each["id"], each["due"][8:], each["state"]) for each in story.show()["promises"]["theirs"]]


def test_page_rule_2_nobody_else_is_asked_for_what_somebody_promised(tmp_path: Path) -> None:
    """It asks neither Ben nor Ana for it, with him or without him, before its day or past it."""
    story = deal(tmp_path)
    assert "sheet" in asked(story, "03", "--with Ana")
    call(story, SHEET)
    for day in ("04", "20"):
        for people in ("--with Ben", "--with Ana", "--with Ana --with Ben"):
            assert "sheet" not in asked(story, day, people)
    call(story, "--missed p1", 21)
    assert "sheet" in asked(story, "23", "--with Ana")


def test_page_rule_2_the_promise_of_one_who_left_blocks_nothing(tmp_path: Path) -> None:
    """It asks Ana once Ben has left."""
    story = deal(tmp_path)
    call(story, SHEET)
    call(story, "--left Ben", 4, "--with Ana")
    assert "sheet" in asked(story, "05", "--with Ana")


@pytest.mark.parametrize("step", ["come", "@money"])
def test_page_rule_2_bringing_somebody_is_one_thing_however_it_was_promised(tmp_path: Path, step: str) -> None:
    """It asks for nobody to be brought whom somebody has promised to bring."""
    story = deal(tmp_path)
    call(story, f"{SHEET} --promised 'Ben:bring Cleo:2026-11-20:{step}'")
    assert not {"come", "@money"} & set(asked(story, "04"))


def test_page_rule_5_what_somebody_who_left_had_promised_falls_away(tmp_path: Path) -> None:
    """It closes what is open, and what was missed; what was kept stays kept, and nothing is asked or listed."""
    story = deal(tmp_path)
    call(story, f"{SHEET} --promised 'Ben:write:2026-11-04' --promised 'Ben:call:2026-11-04'")
    call(story, "--kept p1 --missed p3", 5)
    call(story, "--left Ben", 6, "--with Ana")
    assert promises(story) == [("p1", "04", "kept"), ("p2", "06", "fell away"), ("p3", "04", "fell away")]
    plan = story.prep("--on 2026-11-20 --with Ana")
    told = [line["text"].replace("\u00a0", " ") for line in plan["lines"] if "Ben" in line["text"]]
    assert told == ["Ben left on 6 Nov."]
    assert story.line("promises", "--json").json["promises"] == []
    events = story.line("promises", "--to", "ics").out.split("BEGIN:VEVENT")[1:]
    assert [event for event in events if " will " in event and "STATUS:CANCELLED" not in event] == []


def test_page_rule_5_it_can_still_have_been_kept(tmp_path: Path) -> None:
    """It takes it that somebody had kept it before they left, and says why nothing else can be said of it."""
    story = deal(tmp_path)
    call(story, SHEET)
    call(story, "--left Ben", 4, "--with Ana")
    refused = story.line("promises", "--missed", "acme:p1")
    assert refused.code == 2
    assert "p1 of “acme” fell away with the person who made it and left" in refused.err
    assert story.line("promises", "--kept", "acme:p1").code == 0
    assert promises(story) == [("p1", "06", "kept")]


@pytest.mark.parametrize(("said", "state"), [("--kept p1", "kept"), ("--missed p1", "fell away")])
def test_page_rule_5_told_on_the_call_that_tells_of_the_leaving(tmp_path: Path, said: str, state: str) -> None:
    """It takes both words of one debrief; a date that was missed counts."""
    story = deal(tmp_path)
    call(story, SHEET)
    told = call(story, f"--left Ben {said}", 9, "--with Ana")
    assert told["orphans"] == []
    assert promises(story) == [("p1", "06", state)]


def test_page_rule_5_a_promise_told_with_the_leaving_is_no_small_step(tmp_path: Path) -> None:
    """It falls away at once."""
    story = deal(tmp_path)
    found = call(story, f"{SHEET} --left Ben", 3, "--with Ana")["outcome"]
    assert (found["result"], promises(story)) == ("stayed", [("p1", "06", "fell away")])


def test_page_rule_5_what_one_of_us_promised_is_owed_by_us_all(tmp_path: Path) -> None:
    """It keeps ours when the one of us who promised it has gone."""
    story = deal(tmp_path)
    call(story, "--promised 'Sal:send the price:2026-11-06' --person Sal:seller")
    call(story, "--left Sal", 4)
    assert [each["state"] for each in story.show()["promises"]["ours"]] == ["open"]


@pytest.mark.parametrize("step", ["come", "@money"])
def test_page_rule_5_bringing_somebody_is_kept_once_they_have_come(tmp_path: Path, step: str) -> None:
    """It is kept by the call they come to, late where its day was missed, and nothing is asked of it."""
    story = deal(tmp_path)
    call(story, f"--promised 'Ana:bring Cleo:2026-11-05:{step}'")
    call(story, "", 4)
    assert promises(story) == [("p1", "05", "open")]
    call(story, "", 6, "--with Ana --with Cleo")
    assert promises(story) == [("p1", "05", "kept")]
    assert story.line("promises", "--json").json["promises"] == []


def test_page_rule_5_promised_while_they_were_there_is_for_a_later_call(tmp_path: Path) -> None:
    """It is kept by no call before it was made, nor by the one on which it was; nor by whoever made it."""
    story = deal(tmp_path)
    call(story, "--promised 'Ana:bring Cleo:2026-11-15:come'", 10, "--with Ana --with Cleo --with Ana:boss,money")
    call(story, "", 6, "--with Ana --with Cleo")
    call(story, "", 11, "--with Ana")
    assert promises(story) == [("p1", "15", "open")]
    call(story, "", 12, "--with Ana --with Cleo")
    assert promises(story) == [("p1", "15", "kept")]


def test_page_rule_5_where_it_takes_several_another_has_to_come(tmp_path: Path) -> None:
    """It is kept by one of the role who was not there when it was promised."""
    text = MAP.replace("by: [boss, money], needs: [NEEDS]", "by: user, times: 2").replace("BROKER", "boss")
    story = Story(tmp_path, text.replace(", TIMES", ""))
    story.prep("--on 2026-11-02 --with Ana:boss --with Ben:user --person Bo:user --person Tom:broker")
    call(story, "--promised 'Ana:bring another:2026-11-15:@user'")
    call(story, "", 4)
    assert promises(story) == [("p1", "15", "open")]
    call(story, "", 5, "--with Ben --with Bo")
    assert promises(story) == [("p1", "15", "kept")]


def test_page_rule_5_what_the_call_says_of_it_stands(tmp_path: Path) -> None:
    """It stays missed where the debrief says so, though they are there; the next call they come to keeps it late."""
    story = deal(tmp_path)
    call(story, "--promised 'Ana:bring Cleo:2026-11-04:come'")
    call(story, "--missed p1", 5, "--with Ana --with Cleo")
    assert promises(story) == [("p1", "04", "missed")]
    call(story, "", 6, "--with Ana --with Cleo")
    assert promises(story) == [("p1", "04", "kept")]


@pytest.mark.parametrize(
    ("broker", "rung"),
    [
        ("broker", None),
        ("{any: [broker, money]}", ("Ana", "get Cleo to check the ground")),
        ("money", ("Ana", "get Cleo to check the ground")),
    ],
)
def test_page_rule_13_what_a_third_party_does_is_not_asked_of_the_client(
    tmp_path: Path, broker: str, rung: tuple[str, str] | None
) -> None:
    """It has nobody of theirs get a third party to do it, only those of theirs who may do it themselves."""
    story = Story(
        tmp_path,
        MAP.replace("[boss, money]", "boss").replace("NEEDS", "check").replace("BROKER", broker).replace(", TIMES", ""),
    )
    plan = story.prep("--on 2026-11-03 --with Ana:boss --person Cleo:money --person Tom:broker")
    found = [(each["person"], each["act"]) for each in plan["rungs"].values() if each and each["id"] == "check"]
    assert found[:1] == ([rung] if rung else [])


def test_page_rule_16_the_same_promise_twice_is_a_move_of_the_first(tmp_path: Path) -> None:
    """It has one promise with the later day, no small step, and no id is given twice."""
    story = deal(tmp_path)
    assert call(story, SHEET)["outcome"]["small"] == ["sheet"]
    found = call(story, "--promised 'Ben:fill it in:2026-11-12:sheet'", 5)["outcome"]
    assert (found["result"], found["small"]) == ("stayed", [])
    assert promises(story) == [("p1", "12", "open")]
    call(story, "--promised 'Ben:write:2026-11-13'", 6)
    assert promises(story) == [("p1", "12", "open"), ("p3", "13", "open")]
    call(story, "--kept p2", 7)
    assert promises(story)[0] == ("p1", "12", "kept")
    assert story.show()["doubted"] is None


def test_page_rule_16_two_days_gone_by_are_missed_twice(tmp_path: Path) -> None:
    """It counts each day that had gone by when a new one was named, and an earlier day is a move too."""
    story = deal(tmp_path)
    story.prep("--on 2026-11-02 --settled go:Ana --settled go:Cleo --with Ana")
    call(story, SHEET)
    call(story, "--promised 'Ben:fill it in:2026-11-12:sheet'", 9)
    assert story.show()["doubted"] is None
    call(story, "--promised 'Ben:fill it in:2026-11-19:sheet'", 16)
    assert (promises(story), story.show()["doubted"]) == ([("p1", "19", "open")], "go")


def test_page_rule_16_on_one_call_the_later_word_is_the_day(tmp_path: Path) -> None:
    """It counts no move for a day said again, nor for one said twice on one call, nor beside the call's own move."""
    story = deal(tmp_path)
    story.prep("--on 2026-11-02 --settled go:Ana --settled go:Cleo --with Ana")
    call(story, SHEET)
    call(story, SHEET, 4)
    call(story, "--moved p1:2026-11-10 --promised 'Ben:fill it in:2026-11-11:sheet'", 5)
    call(story, "--missed p1", 12)
    assert (promises(story), story.show()["doubted"]) == ([("p1", "11", "missed")], None)
    call(story, "--promised 'Ben:fill it in:2026-11-20:sheet'", 13)
    assert promises(story)[1:] == [("p4", "20", "open")]


def test_page_rule_16_where_several_are_wanted_other_words_are_another(tmp_path: Path) -> None:
    """It keeps two sheets of Ben's apart where two are wanted."""
    story = deal(tmp_path, times="times: 2")
    call(story, "--promised 'Ben:the north sheet:2026-11-06:sheet' --promised 'Ben:the south sheet:2026-11-09:sheet'")
    call(story, "--promised 'Ben:The north sheet:2026-11-08:sheet'", 4)
    assert promises(story) == [("p1", "08", "open"), ("p2", "09", "open")]


def test_page_rule_16_taken_back_the_second_stands_alone(tmp_path: Path) -> None:
    """It makes the second a promise of its own when the first was never made."""
    story = deal(tmp_path)
    call(story, SHEET)
    call(story, "--promised 'Ben:fill it in:2026-11-12:sheet'", 5)
    entries = Journal(str(tmp_path / "callplan.db")).entries("acme")
    first = next(entry for entry in entries if isinstance(entry.event, Promised))
    found = fold(drafted(entries, [Corrected(first.event.on, first.number)]))
    assert [(each.id, each.due.day, each.state) for each in found.promises.values()] == [("p2", 12, "open")]


@pytest.mark.parametrize(
    ("promised", "small"),
    [
        # by whoever the map has bring them, that act; by anybody else, to bring them all the same
        ("Ana:bring in Cleo", ["come"]),
        ("Ana:bring cleo along", ["come"]),
        ("Ana:get Cleo onto the next call", ["come"]),
        ("Ana:bring in somebody who pays", []),
        ("Ana:bring in money", ["come"]),
        ("Ben:bring in Cleo", ["@money"]),
        ("Ana:bring in Cleo:2026-11-09:@money", ["@money"]),
        # what is not plain is left in their own words
        ("Ana:bring in Zoe", []),
        ("Ana:bring Cleo the sheet", []),
        ("Ana:bring the sheet", []),
        ("Ana:get Cleo to read it", []),
        ("Ana:bring Ana", []),
        ("Ana:bring in Tom", []),
    ],
)
def test_page_rule_16_to_bring_somebody_who_is_known_is_on_the_map_in_any_words(
    tmp_path: Path, promised: str, small: list[str]
) -> None:
    """It ties the promise to the act that brings whoever is named, so that it counts, and is kept once they come."""
    story = deal(tmp_path)
    day = "" if ":2026" in promised else ":2026-11-09"
    assert call(story, f"--promised '{promised}{day}'")["outcome"]["small"] == small
    asked = story.prep("--on 2026-11-05 --with Ana --target go")["rungs"]
    bringing = [rung["id"] for rung in asked.values() if rung and rung["id"] in ("come", "@money")]
    assert bool(bringing) is not bool(small)
    said = call(story, "", 10, "--with Ana --with Cleo")
    kept = [line["text"] for line in said["lines"] if line["section"] == "RECORDED"]
    assert bool(kept and kept[0].endswith("and did.")) is bool(small)
