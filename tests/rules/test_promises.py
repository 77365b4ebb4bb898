"""Rules 53, 54, 62 and 63: dates missed and what they put in doubt, successors, and a deal won with debts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss, is: has the problem}, user: {title: user}, money: {title: money},
        seller: {title: seller, side: us}, broker: {title: broker, side: third-party}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: figure, title: the figure, will: put a figure on it, by: boss}
      - {id: go, title: the go, whether: it is worth it, by: boss, no_is_right_if: the merger comes}
  - id: plan
    title: How?
    steps:
      - {id: list, title: the list, will: write the list, by: user, needs: [go]}
      - {id: sheet, title: the sheet, will: fill in the sheet, by: user}
      - {id: way, title: the way, whether: the way is right, by: user, needs: [list]}
  - id: law
    title: Allowed?
    track: law
    steps:
      - {id: legal, title: the leave, whether: it is allowed, by: money}
      - {id: papers, title: the papers, will: send the papers, by: money}
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: boss, needs: [sheet]}]
ends: {lost: [too dear], won: {needs: [buy]}}
"""
PEOPLE = "--person Ana:boss --person Ben:user --person Cleo:money --person Tom:broker"


def deal(tmp_path: Path, before: str = "") -> Story:
    story = Story(tmp_path, MAP)
    story.prep(f"--on 2026-11-02 {PEOPLE} {before}")
    return story


def miss(story: Story, *promises: str, day: int = 3) -> None:
    """Two calls for each promise `PERSON:STEP`: on the first it is made, on the second it is missed."""
    for count, promise in enumerate(promises):
        person, _, step = promise.partition(":")
        made = f"{person}:do it:2026-11-{day + 1:02}" + (f":{step}" if step else "")
        name = f"p{len(story.show()['promises']['theirs']) + len(story.show()['promises']['ours']) + 1}"
        story.debrief(f"--on 2026-11-{day:02} --with Ana --promised '{made}'")
        story.debrief(f"--on 2026-11-{day + 2:02} --with Ana --missed {name}")
        day += 2 + (count >= 0)


@pytest.mark.parametrize(
    ("before", "missed", "doubted"),
    [
        # one miss is none
        ("--settled go:Ana", ["Ben:list"], None),
        # two, by anybody of theirs, also by different people and of different acts
        ("--settled go:Ana", ["Ben:list", "Ben:list"], "go"),
        ("--settled go:Ana", ["Ben:list", "Cleo:list"], "go"),
        # through needs before anything else: the way was made later, but the list does not presuppose it
        ("--settled go:Ana --settled way:Ben", ["Ben:list", "Ana:list"], "go"),
        # else earlier on the track
        ("--settled go:Ana", ["Ben:sheet", "Ben:sheet"], "go"),
        # both acts must presuppose it; the papers, beside the main way, do not: else the furthest on main
        ("--settled go:Ana --settled way:Ben", ["Ben:list", "Cleo:papers"], "way"),
        # what is later than the act is not doubted, made or open, nor is what was closed
        ("--settled way:Ben", ["Ana:figure", "Ana:figure"], "go"),
        ("--settled go:Ana --settled way:Ben", ["Ana:figure", "Ana:figure"], "go"),
        ("--settled go:Ana --settled buy:Ana:wrote", ["Cleo:papers", "Cleo:papers"], "go"),
        # nothing made: the first open one on main
        ("", ["Ben:list", "Ben:list"], "go"),
        ("", ["Cleo:papers", "Cleo:papers"], "go"),
        # promises without a step, third parties' and ours do not count
        ("--settled go:Ana", ["Ben:", "Ben:"], None),
        ("--settled go:Ana", ["Ben:list", "Tom:list"], None),
    ],
)
def test_rule_53_two_missed_dates_put_in_doubt_what_they_presuppose(
    tmp_path: Path, before: str, missed: list[str], doubted: str | None
) -> None:
    """It doubts the furthest made decision behind all the missed acts, else the first open one; its status stays."""
    story = deal(tmp_path, before)
    miss(story, *missed)
    shown = story.show()
    assert shown["doubted"] == doubted
    assert shown["to_reconfirm"] == []


def test_rule_53_a_second_move_and_a_late_move_are_misses(tmp_path: Path) -> None:
    """It lets a promise be moved once before its day; the second move counts, and so does one after its day."""
    story = deal(tmp_path, "--settled go:Ana")
    story.debrief("--on 2026-11-03 --with Ben --promised 'Ben:write the list:2026-11-10:list'")
    story.debrief("--on 2026-11-04 --with Ben --moved p1:2026-11-12")
    assert story.show()["doubted"] is None
    story.debrief("--on 2026-11-05 --with Ben --moved p1:2026-11-13")
    assert story.show()["doubted"] is None
    story.debrief("--on 2026-11-16 --with Ben --moved p1:2026-11-20")
    assert story.show()["doubted"] == "go"
    assert [(each["id"], each["due"]) for each in story.show()["promises"]["theirs"]] == [("p1", "2026-11-20")]


def test_rule_53_a_move_after_its_day_is_a_miss_a_move_on_the_day_is_not(tmp_path: Path) -> None:
    """It counts the move of a promise that was late already, the first time it is moved."""
    story = deal(tmp_path, "--settled go:Ana")
    story.debrief(
        "--on 2026-11-03 --with Ben --promised 'Ben:write it:2026-11-05:list' --promised 'Ben:it:2026-11-06:sheet'"
    )
    story.debrief("--on 2026-11-06 --with Ben --moved p1:2026-11-12 --moved p2:2026-11-13")
    assert story.show()["doubted"] is None
    story.debrief("--on 2026-11-09 --with Ben --missed p2")
    assert story.show()["doubted"] == "go"


def test_rule_53_overdue_is_asked_about_and_never_counted(tmp_path: Path) -> None:
    """It shows what is overdue as overdue, and doubts nothing before somebody says that it was missed."""
    story = deal(tmp_path, "--settled go:Ana")
    story.debrief("--on 2026-11-03 --with Ben --promised 'Ben:it:2026-11-05:list' --promised 'Ben:it:2026-11-06:sheet'")
    plan = story.prep("--on 2026-12-01 --with Ben")
    assert plan["doubted"] is None
    assert [each["state"] for each in plan["promises"]["theirs"]] == ["overdue", "overdue"]


def test_rule_53_a_doubted_decision_is_asked_again_and_nothing_else(tmp_path: Path) -> None:
    """It goes before everything, whatever its needs, with no rung beyond; a yes is an advance and clears the doubt."""
    story = deal(tmp_path, "--settled go:Ana")
    miss(story, "Ben:list", "Ben:list")
    plan = story.prep("--on 2026-11-12 --with Ana --with Ben")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("go", "here")
    assert plan["rungs"]["aim"]["id"] == "go"
    assert plan["rungs"]["all_the_way"] is None
    assert plan["fronts"]["main"] == ["way"]
    found = story.debrief("--on 2026-11-12 --with Ana --decided go:Ana --verdict advanced")
    assert (found["outcome"]["result"], found["outcome"]["moved"], found["agrees"]) == ("advanced", ["go"], True)
    shown = story.show()
    assert shown["doubted"] is None
    assert shown["last_client_decision"] == {"id": "go", "on": "2026-11-12", "person": "Ana"}
    miss(story, "Ben:list", day=13)
    assert story.show()["doubted"] is None


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("--declined 'go:Ana:no more'", "went_back"),
        ("--decided go:Ben", "stayed"),
        ("--decided go:Ana:heard=Ben", "stayed"),
        ("--reopened 'go:Ana:hm'", "went_back"),
    ],
)
def test_rule_53_what_does_not_clear_the_doubt(tmp_path: Path, said: str, result: str) -> None:
    """It goes back on a no, and takes no yes from those who cannot decide it."""
    story = deal(tmp_path, "--settled go:Ana")
    miss(story, "Ben:list", "Ben:list")
    assert story.debrief(f"--on 2026-11-12 --with Ana --with Ben {said}")["outcome"]["result"] == result


def test_rule_53_any_other_client_decision_clears_the_count(tmp_path: Path) -> None:
    """It counts misses since the last client decision only."""
    story = deal(tmp_path, "--settled go:Ana")
    miss(story, "Ben:list")
    story.debrief("--on 2026-11-08 --with Cleo --decided legal:Cleo")
    miss(story, "Ben:list", day=9)
    assert story.show()["doubted"] is None


def test_rule_53_without_a_voice_the_call_is_for_what_can_be_decided(tmp_path: Path) -> None:
    """It leaves the doubted decision when nobody present has a say in it and something else is here."""
    story = deal(tmp_path, "--settled go:Ana")
    miss(story, "Ben:list", "Ben:list")
    assert story.prep("--on 2026-11-12 --with Cleo")["decision"]["id"] == "legal"
    assert story.prep("--on 2026-11-12 --with Dirk:none")["decision"]["id"] == "go"


def test_rule_54_an_act_missed_twice_is_no_rung_and_no_work(tmp_path: Path) -> None:
    """It tells what was promised for which days, says not to ask for it again, and shows it nowhere else."""
    story = deal(tmp_path, "--settled go:Ana")
    miss(story, "Ben:list", "Ben:list")
    plan = story.prep("--on 2026-11-12 --with Ben --target way")
    assert "list" not in [rung["id"] for rung in plan["rungs"].values() if rung]
    assert "list" not in plan["client_work"]
    told = [(line["section"], line["text"].replace("\u00a0", " ")) for line in plan["lines"]]
    assert [each for each in told if "do it" in each[1]] == [
        ("THEY OWE", "Ben was to do it by 4 Nov and 7 Nov. Don't ask for it again: ask what it would take.")
    ]


def test_rule_54_missed_once_may_be_asked_again(tmp_path: Path) -> None:
    """It asks another for what was missed once, and nobody to promise once more what they promised before."""
    story = deal(tmp_path, "--settled go:Ana")
    miss(story, "Ben:list")
    plan = story.prep("--on 2026-11-12 --with Ben --target way")
    # to promise it once more would be no step
    assert plan["rungs"]["aim"]["id"] == "sheet"
    rungs = story.prep("--on 2026-11-12 --with Ana --target way")["rungs"]
    assert "list" in [rung["id"] for rung in rungs.values() if rung]


def test_rule_53_what_is_later_than_the_act_is_not_doubted(tmp_path: Path) -> None:
    """It doubts nothing where all that is left on main comes after what was missed."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-02 --with Ana --waived 'go:Ana:no need'")
    miss(story, "Ana:figure", "Ana:figure")
    shown = story.show()
    assert (shown["fronts"]["main"], shown["doubted"]) == (["way"], None)


def test_rule_53_whoever_decides_what_is_in_doubt_is_brought(tmp_path: Path) -> None:
    """It aims at bringing Ana, who has to decide the go again and is not on the call; to promise that is a step."""
    story = deal(tmp_path, "--settled go:Ana --settled way:Ben --settled legal:Cleo --settled buy:Ana:wrote")
    miss(story, "Ben:list", "Ben:list")
    plan = story.prep("--on 2026-11-12 --with Ben")
    assert (plan["decision"]["id"], plan["rungs"]["aim"]["id"], plan["rungs"]["aim"]["person"]) == (
        "go",
        "@boss",
        "Ben",
    )
    aim = next(line["text"].replace("\u00a0", " ") for line in plan["lines"] if line["section"] == "AIM")
    assert (
        aim == "Ben agrees to get Ana onto a call by Thu 19 Nov. That's needed to decide again whether it is worth it."
    )
    found = story.debrief("--on 2026-11-12 --with Ben --promised 'Ben:bring Ana:2026-11-19:@boss'")
    assert (found["outcome"]["result"], found["outcome"]["small"]) == ("small_step", ["@boss"])


def _in_doubt(tmp_path: Path) -> Story:
    """The go in doubt, and on other tracks and further on something that others could decide without Ana."""
    story = Story(tmp_path, MAP.replace("by: user, needs: [list]", "by: user"))
    story.prep(f"--on 2026-11-02 {PEOPLE} --settled go:Ana")
    miss(story, "Ben:list", "Ben:list")
    return story


@pytest.mark.parametrize(
    ("call", "chosen", "aim", "least"),
    [
        # beside it, it gives way: the leave is decided, and the least is that Ana is asked again
        ("--with Cleo", "legal", "legal", "@boss"),
        # what would be decided on top of it is not: the way is in a later stage of its track
        ("--with Ben", "go", "@boss", None),
        ("--with Ben --with Cleo", "legal", "legal", "@boss"),
        # unless the rep asks for it
        ("--with Ben --target way", "way", "way", "@boss"),
        # with Ana there nobody has to bring her
        ("--with Cleo --with Ana", "go", "go", None),
        ("--with Cleo --with Ana --target legal", "legal", "legal", "papers"),
    ],
)
def test_rule_40_nothing_is_decided_on_top_of_what_is_in_doubt(
    tmp_path: Path, call: str, chosen: str, aim: str, least: str | None
) -> None:
    """It takes what stands beside the doubt and nothing on it, and asks at least for whoever decides that."""
    plan = _in_doubt(tmp_path).prep(f"--on 2026-11-12 {call}")
    rungs = plan["rungs"]
    assert (plan["decision"]["id"], rungs["aim"]["id"]) == (chosen, aim)
    assert (rungs["least"] and rungs["least"]["id"], rungs["all_the_way"]) == (least, None)


def test_rule_53_at_least_says_what_bringing_them_is_for(tmp_path: Path) -> None:
    """It says why Cleo, who decides something else today, is asked for Ana; and to promise that is a step."""
    story = _in_doubt(tmp_path)
    plan = story.prep("--on 2026-11-12 --with Cleo")
    assert [line["text"].replace("\u00a0", " ") for line in plan["lines"] if line["section"] == "AT LEAST"] == [
        "Cleo agrees to get Ana onto a call by Thu 19 Nov. That's needed to decide again whether it is worth it."
    ]
    found = story.debrief("--on 2026-11-12 --with Cleo --promised 'Cleo:bring Ana:2026-11-19:@boss'")
    assert (found["outcome"]["result"], found["outcome"]["small"]) == ("small_step", ["@boss"])


def successor(tmp_path: Path, leaving: str) -> Any:
    """The plan of a call with Uwe, who came to Ana's role after the go."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-03 --with Ana --decided go:Ana")
    story.debrief(f"--on 2026-11-05 --with Ben {leaving} --person Uwe:boss")
    return story.prep("--on 2026-11-10 --with Uwe --with Ben")


def test_rule_62_beside_one_who_stayed_the_new_holder_is_asked(tmp_path: Path) -> None:
    """It asks the new one what he has been told, and leaves the decision made."""
    plan = successor(tmp_path, "")
    assert [ask["question"] for ask in plan["asks"] if ask["of"] == "Uwe"] == [
        "What have you been told so far, and how do you see it?"
    ]
    assert plan["to_reconfirm"] == []


def test_rule_62_after_one_who_left_it_is_to_reconfirm(tmp_path: Path) -> None:
    """It puts what Ana had only said to the one who holds the role next."""
    plan = successor(tmp_path, "--left Ana")
    assert plan["to_reconfirm"] == ["go"]
    assert (plan["decision"]["id"], plan["decision"]["by"]) == ("go", ["Uwe"])


def test_rule_63_won_with_debts(tmp_path: Path) -> None:
    """It is won though the way is owed; the debts stay, and the next prep plans them."""
    story = deal(tmp_path, "--settled go:Ana")
    found = story.debrief("--on 2026-11-10 --with Ana --decided buy:Ana:wrote --close won")
    assert found["outcome"]["result"] == "won"
    assert [debt["id"] for debt in found["owed"]] == ["figure", "list", "sheet", "way"]
    assert {debt["before"] for debt in found["owed"]} == {None}
    plan = story.prep("--on 2026-11-12 --with Ben")
    assert (plan["closed"], plan["decision"]["id"]) == ("won", "way")
    assert plan["rungs"]["aim"]["id"] == "list"


def test_rule_63_closing_as_won_asks_how_it_is_known(tmp_path: Path) -> None:
    """It wants a reason when the closing decision is not on record, and none when it is."""
    story = deal(tmp_path)
    refused = story.close("--won")
    assert refused.code == 4
    assert "--reason" in refused.err
    assert story.show()["closed"] is None
    assert story.close("--won --reason 'their order came by post'").code == 0
    assert story.show()["closed"] == "won"


def test_rule_63_closing_as_won_after_the_decision_needs_no_reason(tmp_path: Path) -> None:
    """It takes the decision on record for the proof."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-03 --with Ana --decided buy:Ana:did")
    assert story.close("--won").code == 0
    assert story.show()["closed"] == "won"
