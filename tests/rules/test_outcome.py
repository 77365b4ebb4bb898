"""Rules 50 to 52: what a call came to, by what client people did on it, and whether the rep's own word agrees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, money: {title: money}, user: {title: user},
        seller: {title: seller, side: us}, broker: {title: broker, side: third-party}}
facts: {size: {ask: How many?, choices: [small, big]}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: figure, title: the figure, will: put a figure on it, by: boss}
      - {id: offer, title: the offer, will: send the offer, by: seller}
      - {id: go, title: the go, whether: it is worth it, by: boss, waive: {by: boss}}
  - id: plan
    title: How?
    steps:
      - {id: way, title: the way, whether: the way is right, by: [boss, user], hear: money, if_no: go}
      - {id: safe, title: the risk, whether: it is safe, by: user, if_no: go-on}
      - {id: check, title: the check, whether: it is checked, by: broker}
      - {id: big-only, title: the size, whether: the size is right, by: boss, when: {size: big}}
  - id: terms
    title: On which terms?
    steps:
      - {id: terms-right, title: the terms, whether: the terms are right, by: money, needs: [go], if_no: no-decision}
      - {id: papers, title: the papers, will: send the papers, by: money, needs: [way]}
  - id: order
    title: Order it
    steps:
      - {id: buy, title: the order, whether: it is ordered, by: money, needs: [terms-right]}
ends: {lost: [too dear], no-decision: [no time]}
"""
NOTHING: dict[str, Any] = {
    "planned": False,
    "moved": [],
    "waived": [],
    "reopened": [],
    "to_reconfirm": [],
    "declined": [],
    "supported": [],
    "small": [],
    "uncounted": [],
}
PEOPLE = "--person Ana:boss --person Ben:user --person Cleo:money --person Tom:broker --person Sal:seller"
ALL = "--with Ana --with Ben --with Cleo --with Tom --with Sal"


def deal(tmp_path: Path, before: str = "", playbook: str = MAP) -> Story:
    """A deal on MAP with its five people, and what was decided before."""
    story = Story(tmp_path, playbook)
    story.prep(f"--on 2026-11-02 {PEOPLE} {before}")
    return story


def came_to(outcome: Any) -> dict[str, Any]:
    """An outcome without its sentence, and without what is empty."""
    return {
        key: value for key, value in outcome.items() if key not in ("because", "ends") and value != NOTHING.get(key, "")
    }


GO = "--settled go:Ana"
FAR = "--settled go:Ana --settled way:Ana --settled way:Ben --settled safe:Ben --settled terms-right:Cleo"


@pytest.mark.parametrize(
    ("before", "call", "found"),
    [
        # advanced: at the front, ahead of it, behind it; the last yes of a joint decision; more than one at once
        ("", "--with Ana --decided go:Ana", {"result": "advanced", "moved": ["go"]}),
        ("", "--with Cleo --decided terms-right:Cleo", {"result": "advanced", "moved": ["terms-right"]}),
        ("--settled terms-right:Cleo", "--with Ana --decided go:Ana", {"result": "advanced", "moved": ["go"]}),
        ("--settled way:Ana", "--with Ben --decided way:Ben", {"result": "advanced", "moved": ["way"]}),
        (
            "",
            "--with Ana --with Ben --decided way:Ana --decided way:Ben --decided go:Ana",
            {"result": "advanced", "moved": ["go", "way"]},
        ),
        # by somebody who told us nothing himself: heard is less than said
        ("", "--with Ben --decided go:Ana:heard=Ben", {"result": "stayed", "supported": ["go"]}),
        # by one who wrote and was not on the call
        ("", "--with Ben --decided go:Ana:wrote", {"result": "advanced", "moved": ["go"]}),
        # support: half of a joint decision, no authority, less than the asked proof
        ("", "--with Ana --decided way:Ana", {"result": "stayed", "supported": ["way"]}),
        ("", "--with Ben --decided go:Ben", {"result": "stayed", "supported": ["go"]}),
        (FAR, "--with Cleo --decided buy:Cleo", {"result": "stayed", "supported": ["buy"]}),
        # a yes to what is made changes nothing
        (GO, "--with Ana --decided go:Ana", {"result": "stayed"}),
        # third parties and our own
        ("", "--with Ana --with Tom --decided check:Tom", {"result": "stayed"}),
        ("", "--with Ana --decided go:us", {"result": "stayed"}),
        ("", "--with Ana --done offer:us --we-promised 'send it:2026-11-20'", {"result": "stayed"}),
        # an answered no is an answer, a plain no is none
        ("", "--with Ben --declined 'safe:Ben:not with us'", {"result": "advanced", "moved": ["safe"]}),
        ("", "--with Ana --declined 'go:Ana:not now'", {"result": "stayed", "declined": ["go"]}),
        ("", "--with Ben --declined 'go:Ben:not now'", {"result": "stayed", "uncounted": ["go"]}),
        # facts, people, amendments, praise, a putting-off, a bare next meeting
        ("", "--with Ana --set size=big:Ana --person Dirk:user --worth-it 'very much'", {"result": "stayed"}),
        ("", "--with Ana --deferred 'go:Ana:2026-12-01:no time'", {"result": "stayed"}),
        ("", "--with Ana --next 2026-11-20", {"result": "stayed"}),
        ("", "--with Ana --concern 'Ana:it breaks:go'", {"result": "stayed"}),
        # won: the closing decision with its proof
        (FAR, "--with Cleo --decided buy:Cleo:wrote", {"result": "won", "moved": ["buy"]}),
        ("", "--with Cleo --decided buy:Cleo:did", {"result": "won", "moved": ["buy"]}),
        # lost: closed as lost, before anything else; a no to the closing decision alone is declined (page rule 7)
        (FAR, "--with Cleo --declined 'buy:Cleo:too dear'", {"result": "stayed", "declined": ["buy"]}),
        (
            FAR,
            "--with Cleo --declined 'buy:Cleo:too dear' --close 'lost:too dear'",
            {"result": "lost", "declined": ["buy"]},
        ),
        ("", "--with Ana --decided go:Ana --close 'lost:too dear'", {"result": "lost", "moved": ["go"]}),
        ("", "--with Ana --close 'no-decision:no time'", {"result": "stayed"}),
        # went back: taken up again, or a no that sends back
        (GO, "--with Ana --reopened 'go:Ana:new boss'", {"result": "went_back", "reopened": ["go"]}),
        (GO, "--with Ben --reopened 'go:Ben:new boss'", {"result": "went_back", "reopened": ["go"]}),
        (GO, "--with Ana --declined 'go:Ana:no more'", {"result": "went_back", "reopened": ["go"], "declined": ["go"]}),
        (
            GO,
            "--with Ben --declined 'way:Ben:not so'",
            {"result": "went_back", "reopened": ["go"], "declined": ["way"]},
        ),
        (
            FAR,
            "--with Ana --reopened 'go:Ana:new boss'",
            {"result": "went_back", "reopened": ["go"], "to_reconfirm": ["terms-right"]},
        ),
        # ... and it goes before an advance elsewhere, which is listed all the same
        (
            GO,
            "--with Ana --with Ben --reopened 'go:Ana:new boss' --declined 'safe:Ben:not with us'",
            {"result": "went_back", "reopened": ["go"], "moved": ["safe"]},
        ),
        # the net of the call: wavered and came round
        (FAR, "--with Ana --reopened 'go:Ana:hm' --decided go:Ana", {"result": "stayed"}),
        (GO, "--with Ana --declined 'go:Ana:hm' --decided go:Ana", {"result": "stayed"}),
        # to take up again what was never settled is nothing
        ("", "--with Ana --reopened 'go:Ana:hm'", {"result": "stayed"}),
        # a waiver at the front moves; one ahead of it, or by one who may not, does not
        ("", "--with Ana --waived 'go:Ana:no need'", {"result": "advanced", "waived": ["go"]}),
        ("", "--with Cleo --waived 'terms-right:Cleo:no need'", {"result": "stayed", "waived": ["terms-right"]}),
        (
            "--settled terms-right:Cleo",
            "--with Ana --waived 'go:Ana:no need'",
            {"result": "advanced", "waived": ["go"]},
        ),
        ("", "--with Ben --waived 'go:Ben:no need'", {"result": "stayed", "uncounted": ["go"]}),
        ("", "--with Ana --waived 'go:us:no need'", {"result": "stayed"}),
        # what was learned on the call counts in both states: a step that drops out, or comes, is no decision
        ("--settled way:Ana --settled way:Ben", "--with Ana --set size=small:Ana", {"result": "stayed"}),
        (GO, "--with Ana --set size=big:Ana --decided big-only:Ana", {"result": "advanced", "moved": ["big-only"]}),
        # without a client person there is no result
        ("", "--with Tom --with Sal --decided go:Ana:wrote", {"result": None, "moved": ["go"]}),
    ],
)
def test_rule_51_and_52_what_a_call_came_to(tmp_path: Path, before: str, call: str, found: dict[str, Any]) -> None:
    """It takes the first word that fits, from the net of what client people decided, and gives every list with it."""
    assert came_to(deal(tmp_path, before).debrief(f"--on 2026-11-10 {call}")["outcome"]) == found


SMALL = "--with Ana --with Ben"


@pytest.mark.parametrize(
    ("call", "small", "uncounted"),
    [
        # (a) a dated promise of an act on the path
        (f"{SMALL} --promised 'Ana:put a figure on it:2026-11-20:figure'", ["figure"], []),
        (f"{SMALL} --promised 'Ana:put a figure on it:2026-11-10:figure'", ["figure"], []),
        (f"{SMALL} --promised 'Ben:ask Ana for it:2026-11-20:figure'", ["figure"], []),
        (f"{SMALL} --promised 'Ana:bring Cleo:2026-11-20:@money'", ["@money"], []),
        (f"{SMALL} --promised 'Ana:send the papers:2026-11-20:papers'", ["papers"], []),
        (f"{SMALL} --promised 'Ana:think about it:2026-11-20'", [], ["think about it"]),
        (f"{SMALL} --promised 'Ana:bring Tom:2026-11-20:@seller'", [], ["bring Tom"]),
        (f"{SMALL} --promised 'Tom:send it:2026-11-20:figure'", [], []),
        (f"{SMALL} --promised 'Sal:send it:2026-11-20:offer'", [], []),
        # (b) a client task done
        (f"{SMALL} --done figure:Ana", ["figure"], []),
        (f"{SMALL} --done figure:Ana:heard=Ben", [], []),
        (f"{SMALL} --done offer:us", [], []),
        # (d) a next meeting: for an open decision, or with somebody needed who was not there
        (f"{SMALL} --next 2026-11-20:go", ["go"], []),
        (f"{SMALL} --next 2026-11-20::Cleo", ["next"], []),
        (f"{SMALL} --next 2026-11-20::Ben", [], []),
        (f"{SMALL} --next 2026-11-20::Tom", [], []),
        ("--with Ana --with Cleo --next 2026-11-20::Cleo", [], []),
        ("--with Cleo --next 2026-11-20::Ben", ["next"], []),
    ],
)
def test_rule_52_a_small_step(tmp_path: Path, call: str, small: list[str], uncounted: list[str]) -> None:
    """It counts a new dated act on the path, an act done, or a meeting that is for something; and keeps the rest."""
    outcome = deal(tmp_path).debrief(f"--on 2026-11-10 {call}")["outcome"]
    assert came_to(outcome) == {
        "result": "small_step" if small else "stayed",
        **({"small": small} if small else {}),
        **({"uncounted": uncounted} if uncounted else {}),
    }


def test_rule_52_a_meeting_for_what_is_decided_is_bare(tmp_path: Path) -> None:
    """It does not count a meeting for a decision already made, unless it brings somebody needed."""
    story = deal(tmp_path, GO)
    assert story.debrief("--on 2026-11-10 --with Ana --next 2026-11-20:go")["outcome"]["result"] == "stayed"
    assert story.debrief("--on 2026-11-11 --with Ana --next 2026-11-20:go:Ben")["outcome"]["result"] == "small_step"


def test_rule_52_promises_repeated_and_kept_are_no_second_step(tmp_path: Path) -> None:
    """It counts the promise once, not again by the same person, not when it is kept; from somebody else it is new."""
    story = deal(tmp_path)
    promise = "--promised 'Ana:put a figure on it:2026-11-{day}:figure'"
    assert story.debrief(f"--on 2026-11-10 --with Ana {promise.format(day=15)}")["outcome"]["small"] == ["figure"]
    outcome = story.debrief(f"--on 2026-11-11 --with Ana {promise.format(day=20)}")["outcome"]
    assert (outcome["result"], outcome["uncounted"]) == ("stayed", ["put a figure on it"])
    other = "--promised 'Ben:put a figure on it:2026-11-20:figure'"
    assert story.debrief(f"--on 2026-11-12 --with Ben {other}")["outcome"]["result"] == "small_step"
    assert story.debrief("--on 2026-11-13 --with Ana --kept p1")["outcome"]["result"] == "stayed"


def test_rule_52_an_act_promised_and_done_by_the_same_person_was_a_step_once(tmp_path: Path) -> None:
    """It takes doing what one had promised as keeping it; after the promise was released it is a step of its own."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-10 --with Ana --promised 'Ana:put a figure on it:2026-11-15:figure'")
    found = story.debrief("--on 2026-11-12 --with Ana --done figure:Ana")
    assert found["outcome"]["result"] == "stayed"
    assert [each["state"] for each in story.show()["promises"]["theirs"]] == ["kept"]
    story.undo()
    story.debrief("--on 2026-11-12 --with Ana --released p1")
    assert story.debrief("--on 2026-11-13 --with Ana --done figure:Ana")["outcome"]["small"] == ["figure"]


@pytest.mark.parametrize(
    ("call", "small"),
    [
        # what this call took up again may be promised on it: to look at it, what it takes, whom it takes
        ("--reopened 'go:Ana:hm' --promised 'Ana:look at it again:2026-11-16:go'", ["go"]),
        ("--reopened 'go:Ana:hm' --promised 'Ana:count again:2026-11-16:recount'", ["recount"]),
        ("--declined 'way:Ana:hm' --promised 'Ana:count again:2026-11-16:recount'", ["recount"]),
        ("--reopened 'buy:Cleo:hm' --promised 'Ana:bring Cleo:2026-11-16:@money'", ["@money"]),
        # what nothing took up again is on nobody's way
        ("--promised 'Ana:look at it again:2026-11-16:go'", []),
        ("--promised 'Ana:count again:2026-11-16:recount'", []),
        ("--promised 'Ana:bring Cleo:2026-11-16:@money'", []),
    ],
)
def test_page_rule_8_what_this_call_took_up_again_is_on_the_way(tmp_path: Path, call: str, small: list[str]) -> None:
    """It looks for a promised step where they stand once the call has re-opened what it did."""
    recount = "{id: recount, title: the recount, will: count again, by: boss, when: {not: go}}"
    text = MAP.replace("{id: offer, title", f"{recount}\n      - {{id: offer, title").replace(", hear: money", "")
    settled = [f"--settled {each}" for each in ("way:Ana", "way:Ben", "terms-right:Cleo", "buy:Cleo:wrote")]
    story = deal(tmp_path, f"{GO} {' '.join(settled)} --done papers:Cleo", text)
    found = story.debrief(f"--on 2026-11-10 --with Ana --with Cleo --not-asked {call}")["outcome"]
    assert found["small"] == small


def test_rule_52_a_no_taken_back_is_a_small_step(tmp_path: Path) -> None:
    """It counts re-opening what was declined, which lifts the no; a yes by him afterwards is the decision."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-10 --with Ana --declined 'go:Ana:not now'")
    outcome = story.debrief("--on 2026-11-11 --with Ana --reopened 'go:Ana:well'")["outcome"]
    assert came_to(outcome) == {"result": "small_step", "small": ["go"]}
    assert story.show()["declined"] == []
    assert story.debrief("--on 2026-11-12 --with Ana --decided go:Ana")["outcome"]["result"] == "advanced"


def test_rule_52_half_a_joint_decision_taken_back_from_no(tmp_path: Path) -> None:
    """It counts a no that turned into a yes as taken back, though the other decider is still missing."""
    story = deal(tmp_path, playbook=MAP.replace("hear: money, if_no: go}", "hear: money}"))
    story.debrief("--on 2026-11-10 --with Ana --declined 'way:Ana:not so'")
    outcome = story.debrief("--on 2026-11-11 --with Ana --decided way:Ana")["outcome"]
    assert came_to(outcome) == {"result": "small_step", "small": ["way"], "supported": ["way"]}


def test_rule_51_joint_deciders_over_two_calls(tmp_path: Path) -> None:
    """It keeps the first yes as support; the second makes the decision, on its own day and by its own person."""
    story = deal(tmp_path, GO)
    first = story.debrief("--on 2026-11-10 --with Ana --decided way:Ana")
    assert came_to(first["outcome"]) == {"result": "stayed", "supported": ["way"]}
    second = story.debrief("--on 2026-11-12 --with Ben --decided way:Ben")
    assert came_to(second["outcome"]) == {"result": "advanced", "moved": ["way"]}
    assert story.show()["last_client_decision"] == {"id": "way", "on": "2026-11-12", "person": "Ben"}


def test_rule_50_a_call_without_a_client_person_is_no_call(tmp_path: Path) -> None:
    """It gives no result, agrees with no verdict, and counts neither in the momentum nor in the gap."""
    story = deal(tmp_path)
    found = story.debrief("--on 2026-11-10 --with Tom --with Sal --verdict advanced")
    assert (found["outcome"]["result"], found["verdict"], found["agrees"]) == (None, "advanced", None)
    assert found["gap"] == {"called": 0, "decisions": 0, "small_steps": 0, "calls": 0}
    assert story.show()["momentum"]["calls"] == 0
    assert story.debrief("--on 2026-11-11 --with Dirk:none")["outcome"]["result"] == "stayed"
    assert story.show()["momentum"]["calls"] == 1


def test_rule_52_a_voice_against_taken_back_is_no_step(tmp_path: Path) -> None:
    """It counts only a no that had authority; who could not say no takes nothing back."""
    story = deal(tmp_path)
    outcome = story.debrief("--on 2026-11-10 --with Ben --declined 'go:Ben:not now'")["outcome"]
    assert came_to(outcome) == {"result": "stayed", "uncounted": ["go"]}
    outcome = story.debrief("--on 2026-11-11 --with Ben --decided go:Ben")["outcome"]
    assert came_to(outcome) == {"result": "stayed", "supported": ["go"]}


@pytest.mark.parametrize(
    ("call", "verdict", "agrees"),
    [
        ("--decided go:Ana", "advanced", True),
        ("--done figure:Ana", "advanced", True),
        ("--done figure:Ana", "small-step", True),
        ("--decided go:Ana", "small-step", False),
        ("", "advanced", False),
        ("", "stayed", True),
        ("--decided go:Ana", "stayed", False),
        ("--decided go:Ana", "won", False),
        ("--close 'lost:too dear'", "lost", True),
        ("--declined 'go:Ana:no'", "went-back", False),
        ("", "", None),
    ],
)
def test_rule_52_whether_the_verdict_agrees(tmp_path: Path, call: str, verdict: str, agrees: bool | None) -> None:
    """It takes advanced for an advance or a small step, any other word for itself, and is silent without a verdict."""
    said = f"--verdict {verdict}" if verdict else ""
    found = deal(tmp_path).debrief(f"--on 2026-11-10 --with Ana {call} {said}")
    assert (found["verdict"], found["agrees"]) == (verdict or None, agrees)


def test_rule_52_the_gap_over_time_has_three_figures(tmp_path: Path) -> None:
    """It counts what the rep called an advance, what was decided, and small steps; a correction counts them again."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-10 --with Ana --verdict advanced")
    story.debrief("--on 2026-11-11 --with Ana --done figure:Ana --verdict advanced")
    story.debrief("--on 2026-11-12 --with Ana --decided go:Ana --verdict stayed")
    found = story.debrief("--on 2026-11-13 --with Ana")
    assert found["gap"] == {"called": 2, "decisions": 1, "small_steps": 1, "calls": 4}
    story.undo()
    story.undo()
    found = story.debrief("--on 2026-11-13 --with Ana")
    assert found["gap"] == {"called": 2, "decisions": 0, "small_steps": 1, "calls": 3}


def test_rule_52_flags_in_any_order_come_to_the_same(tmp_path: Path) -> None:
    """It reads the whole debrief before it decides anything, so that no order of flags tells another story."""
    flags = [
        "--with Ana", "--with Ben", "--decided go:Ana", "--reopened 'go:Ana:hm'", "--declined 'safe:Ben:not with us'",
        "--promised 'Ana:bring Cleo:2026-11-20:@money'", "--set size=big:Ana", "--decided big-only:Ana",
        "--done figure:Ana", "--person Dirk:user", "--next 2026-11-20::Cleo", "--decided way:Dirk:wrote",
    ]  # fmt: skip
    found = []
    for turn in range(4):
        (tmp_path / str(turn)).mkdir()
        order = flags[turn * 3 :] + flags[: turn * 3] if turn < 3 else flags[::-1]
        story = deal(tmp_path / str(turn), GO)
        found.append(story.debrief(f"--on 2026-11-10 {' '.join(order)}"))
        assert story.show()["owed"] == found[0]["owed"]
    assert found[1:] == found[:1] * 3
    assert came_to(found[0]["outcome"]) == {
        "result": "advanced",
        "moved": ["safe", "big-only"],
        "supported": ["way"],
        "small": ["@money", "figure", "next"],
    }


def test_rule_52_all_lists_are_given_whatever_the_word(tmp_path: Path) -> None:
    """It lists what moved, what went back, what was declined and what was promised on one and the same call."""
    story = deal(tmp_path, FAR)
    found = story.debrief(
        f"--on 2026-11-10 {ALL} --reopened 'go:Ana:new boss' --decided buy:Cleo --declined 'safe:Ben:not with us'"
        " --promised 'Cleo:send the papers:2026-11-20:papers' --promised 'Ana:think:2026-11-20' --verdict went-back"
    )
    assert came_to(found["outcome"]) == {
        "result": "went_back",
        "reopened": ["go"],
        "to_reconfirm": ["terms-right"],
        "supported": ["buy"],
        "small": ["papers"],
        "uncounted": ["think"],
    }
    assert found["agrees"] is True


def test_rule_52_an_ending_no_is_offered_to_be_closed_and_never_closes(tmp_path: Path) -> None:
    """It asks whether a no that could end it was for good, says how to record either, and leaves the deal open."""
    story = deal(tmp_path)
    found = story.debrief("--on 2026-11-10 --with Cleo --declined 'terms-right:Cleo:no time'")
    assert (found["outcome"]["result"], found["outcome"]["ends"]) == ("stayed", "no-decision")
    told = [line["text"].replace("\u00a0", " ") for line in found["lines"] if line["section"] == "RESULT"]
    assert told == [
        "They stayed where they were. Cleo said no to the terms: “no time”.",
        "Was that for good, or for now? If for good: callplan close acme --lost. If for now: callplan undo acme, "
        "then debrief again and put it off to a day.",
    ]
    assert story.show()["closed"] is None
