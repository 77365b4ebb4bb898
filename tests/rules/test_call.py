"""Rules 36 to 41: who is heard, what stands between a decision and this call, and which decision the call is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

ROLES = """
roles: {boss: {title: boss, is: has the problem}, money: {title: money, is: can pay}, user: {title: user},
        seller: {title: seller, side: us}, broker: {title: broker, side: third-party}}
"""
HEAR = f"""{ROLES}
facts: {{size: {{ask: How many?, choices: [small, big]}}}}
stages:
  - {{id: want, title: Is it worth having?, steps: [
      {{id: go, title: the go, whether: it is worth having, by: boss, hear: user}},
      {{id: tell, will: tell the others, by: user}}]}}
  - {{id: order, title: Order it, steps: [{{id: buy, title: the order, whether: it is ordered, by: boss}}]}}
"""
UNHEARD: list[dict[str, object]] = [
    {"id": "@user", "kind": "hearing", "owner": None, "due": None, "before": "buy", "hard": False, "passed": [],
     "since_map": False}
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "owed"),
    [
        ("", UNHEARD),
        ("--person Ben:user", UNHEARD),
        ("--person Ben:user:Ana", UNHEARD),
        ("--person Ben:user --set size=big:Ben", []),
        ("--person Ben:user --set size=big:Ana:heard=Ben", []),
        ("--person Ben:user --done tell:Ben", []),
        ("--person Cleo:money:Ben --person Ben:user", []),
        ("--person Ben:user --settled buy:Ben", []),
        ("--person Ben:money --set size=big:Ben", UNHEARD),
    ],
)
def test_rule_36_a_role_is_heard_once_a_holder_is_the_source_of_something(
    tmp_path: Path, before: str, owed: list[object]
) -> None:
    """It counts a voice as heard when a holder said anything recorded; being known, or spoken of, is not enough."""
    story = Story(tmp_path, HEAR)
    story.prep(f"--with Ana:boss --on 2026-11-03 {before}")
    assert story.debrief("--on 2026-11-03 --with Ana --decided go:Ana")["owed"] == owed


def test_rule_36_coming_to_a_call_is_enough_to_be_heard_and_nobody_missing_blocks(tmp_path: Path) -> None:
    """It lets the decision be made without the voice, owes it then, and strikes it off when a holder comes."""
    story = Story(tmp_path, HEAR)
    plan = story.prep("--with Ana:boss --on 2026-11-03")
    assert plan["decision"]["feasibility"] == "here"
    assert plan["rungs"]["aim"]["owes"] == ["@user"]
    assert story.debrief("--on 2026-11-03 --with Ana --decided go:Ana")["owed"] == UNHEARD
    assert story.debrief("--on 2026-11-04 --with Ana --with Ben:user")["owed"] == []


def test_rule_36_somebody_brought_without_a_name_is_heard_too(tmp_path: Path) -> None:
    """It takes `@ROLE` done as somebody of that role heard."""
    story = Story(tmp_path, HEAR)
    story.prep("--with Ana:boss --on 2026-11-03")
    assert story.debrief("--on 2026-11-03 --with Ana --decided go:Ana --done @user:Ana")["owed"] == []


NEEDS = f"""{ROLES}
facts: {{size: {{ask: How many?, choices: [small, big]}}, open-day: {{ask: Which day?, type: date}}}}
stages:
  - {{id: want, title: Is it worth having?, steps: [
      {{id: sheet, will: fill in the sheet, by: boss}},
      {{id: list, will: write the list, by: user, on_call: true}},
      {{id: big-sheet, will: fill in the big sheet, by: boss, when: {{size: big}}}},
      {{id: offer, will: send the offer, by: seller}},
      {{id: rough, whether: it is roughly right, by: user}},
      {{id: go, title: the go, whether: it is worth having, by: boss, needs: NEEDS}}]}}
ends: {{won: {{needs: [go]}}}}
"""


@pytest.mark.parametrize(
    ("needs", "flags", "found"),
    [
        ("[sheet]", "", "supported"),
        ("[sheet]", "--done sheet:Ana", "here"),
        ("[sheet]", "--done sheet:Ana:heard=Ana", "supported"),
        ("[sheet + 10d]", "--done sheet:Ana@2026-10-27", "supported"),
        ("[sheet + 10d]", "--done sheet:Ana@2026-10-26", "here"),
        ("[sheet + 5bd]", "--done sheet:Ana@2026-10-30", "supported"),
        ("[sheet + 5bd]", "--done sheet:Ana@2026-10-29", "here"),
        ("[offer]", "", "here"),
        ("[offer, sheet]", "", "supported"),
        ("[list]", "", "supported"),
        ("[list]", "--with Ben:user", "here"),
        ("[big-sheet]", "", "unknown"),
        ("[big-sheet]", "--set size=small:Ana", "here"),
        ("[big-sheet]", "--set size=big:Ana", "supported"),
        ("[big-sheet, sheet]", "", "supported"),
        ("[size]", "", "unknown"),
        ("[size]", "--set size=big", "unknown"),
        ("[size]", "--set size=big:Ana:heard=Ana", "unknown"),
        ("[size]", "--set size=big:Ana", "here"),
        ("[size]", "--set size=big:Ana --set size=small:Tom --person Tom:broker", "unknown"),
        ("[open-day + 0d]", "--set open-day=2026-11-06:Ana", "supported"),
        ("[open-day + 0d]", "--set open-day=2026-11-05:Ana", "here"),
        ("[rough]", "--with Ben:user", "supported"),
        ("[rough]", "--settled rough:Ben --person Ben:user", "here"),
        ("[{any: [sheet, rough]}]", "--settled rough:Ben --person Ben:user", "here"),
        ("[{any: [sheet, rough]}]", "", "supported"),
        ("[{at_least: 2, of: [sheet, rough, offer]}]", "--done sheet:Ana", "here"),
        ("[{at_least: 2, of: [sheet, rough, list]}]", "--done sheet:Ana", "supported"),
    ],
)
def test_rule_37_what_counts_as_met_on_a_call(tmp_path: Path, needs: str, flags: str, found: str) -> None:
    """It counts as met what is settled, our own acts, and what an owner present can do there; unknown stays unknown."""
    story = Story(tmp_path, NEEDS.replace("NEEDS", needs))
    plan = story.prep(f"--with Ana:boss --on 2026-11-05 --target go {flags}")
    assert plan["decision"]["feasibility"] == found


def test_rule_37_our_own_acts_are_named_to_be_finished_before_the_call(tmp_path: Path) -> None:
    """It never lets our own work block a plan, and says before the call what of it is not done."""
    story = Story(tmp_path, NEEDS.replace("NEEDS", "[offer]"))
    plan = story.prep("--with Ana:boss --on 2026-11-05 --target go")
    assert plan["before_you_dial"] == ["offer"]
    plan = story.prep("--with Ana --on 2026-11-05 --target go --done offer:us")
    assert (plan["before_you_dial"], plan["decision"]["feasibility"]) == ([], "here")


FIRST = f"""{ROLES}
facts: {{size: {{ask: How many?, choices: [small, big]}}}}
stages:
  - {{id: want, title: Is it worth having?, steps: [
      {{id: rough, title: the sketch, whether: it is roughly right, by: boss}}]}}
  - {{id: order, title: Order it, steps: [
      {{id: sheet, will: fill in the sheet, by: user}},
      {{id: prices, title: the prices, will: work out the prices, by: seller}},
      {{id: ACT, needs: NEEDS}},
      {{id: buy, title: the order, whether: it is ordered, by: boss, needs: [made]}}]}}
"""
OURS, ON_CALL = "made, will: send the offer, by: seller", "made, will: mark the places, by: user, on_call: true"
TOGETHER, WITH_US = (ON_CALL.replace("by: user", f"by: [user, {other}]") for other in ("money", "seller"))
THERE = "--with Ana:boss --with Ben:user --on 2026-11-05"


@pytest.mark.parametrize(
    ("act", "needs", "before", "found"),
    [
        (OURS, "[sheet]", "", "supported"),
        (OURS, "[sheet]", "--done sheet:Ben", "here"),
        # what is decided on the call itself comes too late for what has to be done before it
        (OURS, "[rough]", "", "supported"),
        (OURS, "[rough]", "--settled rough:Ana", "here"),
        # our own act before it, not done yet, is not settled either
        (OURS, "[prices]", "", "supported"),
        (OURS, "[prices]", "--done prices:us", "here"),
        # nobody knows whether it can begin
        (OURS, "[size]", "", "unknown"),
        (OURS, "[sheet + 10d]", "--done sheet:Ben@2026-10-27", "supported"),
        (OURS, "[sheet + 10d]", "--done sheet:Ben@2026-10-26", "here"),
        (ON_CALL, "[sheet]", "", "supported"),
        (ON_CALL, "[sheet]", "--done sheet:Ben", "here"),
        (ON_CALL, "[rough]", "", "supported"),
        # all whose it is have to be there, but for whoever has done theirs
        (TOGETHER, "[sheet]", "--done sheet:Ben", "supported"),
        (TOGETHER, "[sheet]", "--done sheet:Ben --with Cleo:money", "here"),
        (TOGETHER, "[sheet]", "--done sheet:Ben --person Cleo:money --done made:Cleo", "here"),
        (WITH_US, "[sheet]", "--done sheet:Ben", "here"),
    ],
)
def test_rule_37_an_act_counts_as_met_only_if_it_could_be_done_by_then(
    tmp_path: Path, act: str, needs: str, before: str, found: str
) -> None:
    """It takes an act of ours, or one to be done on the call, for met once all it needs is settled before the call."""
    story = Story(tmp_path, FIRST.replace("ACT", act).replace("NEEDS", needs))
    plan = story.prep(f"{THERE} --target buy {before}")
    assert plan["decision"]["feasibility"] == found


def test_rule_37_no_chain_goes_through_what_has_to_be_done_before_the_call(tmp_path: Path) -> None:
    """It goes no further than the sketch, since the offer waits for it and cannot be sent in the middle of the call."""
    story = Story(tmp_path, FIRST.replace("ACT", OURS).replace("NEEDS", "[rough]"))
    assert story.prep(THERE)["rungs"]["all_the_way"]["chain"] == ["rough"]


def test_rule_37_before_the_call_is_only_what_is_ready(tmp_path: Path) -> None:
    """It names the prices, for which nothing is wanted, and not the offer that waits for them."""
    story = Story(tmp_path, FIRST.replace("ACT", OURS).replace("NEEDS", "[prices, sheet]"))
    assert story.prep(f"{THERE} --target buy")["before_you_dial"] == ["prices"]
    plan = story.prep(f"{THERE} --target buy --done prices:us --done sheet:Ben")
    assert plan["before_you_dial"] == ["made"]


def _aim(plan: Any) -> list[str]:
    return [line["text"].replace("\u00a0", " ") for line in plan["lines"] if line["section"] == "AIM"]


@pytest.mark.parametrize(
    ("act", "first"),
    [(ON_CALL, "ask Ben to mark the places."), (f"{OURS}, on_call: true", "send the offer.")],
)
def test_rule_37_what_is_done_on_the_call_is_told(tmp_path: Path, act: str, first: str) -> None:
    """It says what to do on the call, theirs or ours, so that the order can be decided there."""
    story = Story(tmp_path, FIRST.replace("ACT", act).replace("NEEDS", "[sheet]"))
    plan = story.prep(f"{THERE} --target buy --done sheet:Ben")
    assert _aim(plan) == [
        "Ana decides whether it is ordered. It counts once it's in writing.",
        f"First, on this call: {first}",
    ]
    assert (plan["on_the_call"], plan["before_you_dial"]) == (["made"], [])
    story.debrief("--on 2026-11-05 --with Ana --with Ben --done made:Ben:wrote")
    plan = story.prep("--with Ana --with Ben --on 2026-11-06 --target buy --done made:us")
    assert (len(_aim(plan)), plan["on_the_call"]) == (1, [])


@pytest.mark.parametrize(
    ("act", "before", "first"),
    [
        (TOGETHER, "", "ask Ben and Cleo to mark the places."),
        (TOGETHER, "--done made:Cleo", "ask Ben to mark the places."),
        (WITH_US, "", "ask Ben to mark the places."),
    ],
)
def test_rule_37_all_whose_it_still_is_are_asked(tmp_path: Path, act: str, before: str, first: str) -> None:
    """It names everybody who has still to do their part of it on the call."""
    story = Story(tmp_path, FIRST.replace("ACT", act).replace("NEEDS", "[sheet]"))
    plan = story.prep(f"{THERE} --with Cleo:money --target buy --done sheet:Ben {before}")
    assert _aim(plan)[1:] == [f"First, on this call: {first}"]


BY = f"""{ROLES}
facts: {{size: {{ask: How many?, choices: [small, big]}}}}
stages:
  - {{id: order, title: Order it, steps: [
      {{id: buy, title: the order, whether: it is ordered, by: BY, hear: user, proof: said}}]}}
"""


@pytest.mark.parametrize(
    ("by", "flags", "found", "people"),
    [
        ("[boss, money]", "--with Ana:boss --with Cleo:money", "here", ["Ana", "Cleo"]),
        ("[boss, money]", "--with Ana:boss", "supported", None),
        ("[boss, money]", "--with Ana:boss,money", "here", ["Ana"]),
        ("[boss, money]", "--with Cleo:money --person Ana:boss --settled buy:Ana", "here", ["Cleo"]),
        ("[boss, money]", "--with Ana:boss --settled buy:Ana", "supported", None),
        ("[boss, money]", "--with Cleo:money --person Ana:boss --settled buy:Ana:heard=Cleo", "supported", None),
        ("{any: [boss, money]}", "--with Cleo:money", "here", ["Cleo"]),
        ("{any: [boss, money]}", "--with Ana:boss --with Cleo:money", "here", ["Ana"]),
        ("{at_least: 2, of: [boss, money, user]}", "--with Ana:boss", "supported", None),
        (
            "{at_least: 2, of: [boss, money, user]}",
            "--with Ana:boss --person Ben:user --settled buy:Ben",
            "here",
            ["Ana"],
        ),
        ("boss", "--with Ben:user", "supported", None),
        ("boss", "--with Cleo:money", "not_here", None),
        ("boss", "--with Dirk:none", "not_here", None),
        ("boss", "--with Tom:broker", "not_here", None),
        ("boss", "--with Sal:seller", "not_here", None),
        ("boss", "", "unknown", None),
        ("{any: [broker, boss]}", "--with Tom:broker --with Dirk:none", "not_here", None),
        ("[boss, broker]", "--with Tom:broker --with Ana:boss", "here", ["Ana", "Tom"]),
        ("{depends: [{when: {size: big}, is: [boss, money]}, {is: boss}]}", "--with Ana:boss", "unknown", ["Ana"]),
        (
            "{depends: [{when: {size: big}, is: [boss, money]}, {is: boss}]}",
            "--with Ana:boss --with Cleo:money",
            "here",
            ["Ana", "Cleo"],
        ),
        (
            "{depends: [{when: {size: big}, is: [boss, money]}, {is: boss}]}",
            "--with Ana:boss --set size=big:Ana",
            "supported",
            None,
        ),
    ],
)
def test_rule_38_whether_those_present_can_decide(
    tmp_path: Path, by: str, flags: str, found: str, people: list[str] | None
) -> None:
    """It takes those present with the yeses that stand; a voice there is support, and without one it is not here."""
    story = Story(tmp_path, BY.replace("BY", by))
    decision = story.prep(f"--on 2026-11-05 {flags}")["decision"]
    assert decision["feasibility"] == found
    if people:
        assert decision["by"] == people


def test_rule_38_declined_and_put_off_are_at_most_supported(tmp_path: Path) -> None:
    """It does not aim at a yes where a no stands, nor at what was put off, though everybody is there."""
    story = Story(tmp_path, BY.replace("BY", "boss"))
    story.prep("--with Ana:boss --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Ana --deferred 'buy:Ana:2026-12-01:after the fair'")
    plan = story.prep("--with Ana --on 2026-11-05")
    assert (plan["decision"]["feasibility"], plan["deferred"]) == ("supported", ["buy"])
    assert story.prep("--with Ana --on 2026-12-01")["decision"]["feasibility"] == "here"
    story.debrief("--on 2026-11-10 --with Ana --declined 'buy:Ana:too dear'")
    plan = story.prep("--with Ana --on 2026-12-02")
    assert (plan["decision"]["feasibility"], plan["declined"]) == ("supported", ["buy"])


def test_rule_38_a_no_of_another_holder_stands_between_unless_he_is_there(tmp_path: Path) -> None:
    """It needs the one who said no for his role to be there, and names him, since nobody else can lift it."""
    story = Story(tmp_path, BY.replace("BY", "{any: [boss, money]}"))
    story.prep("--with Ana:boss --with Uwe:boss --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Uwe --declined 'buy:Uwe:too dear'")
    assert story.prep("--with Ana --on 2026-11-05")["decision"]["feasibility"] == "supported"
    plan = story.prep("--with Ana --with Uwe --on 2026-11-05")
    assert (plan["decision"]["feasibility"], plan["decision"]["by"]) == ("here", ["Uwe"])
    assert story.debrief("--on 2026-11-05 --with Ana --with Uwe --decided buy:Uwe")["outcome"]["result"] == "won"


WAYS = f"""{ROLES}
facts: {{data: {{ask: What data?, choices: [none, personal]}}}}
stages:
  - {{id: want, title: Is it worth having?, steps: [
      {{id: go, whether: it is worth having, by: boss}}, {{id: rough, whether: it is roughly right, by: user}}]}}
  - {{id: law, title: Is it allowed?, track: law, when: {{data: personal}}, steps: [
      {{id: legal, whether: it is allowed, by: money}}]}}
  - {{id: law-two, title: Is it signed?, track: law, steps: [{{id: signed, whether: it is signed, by: money}}]}}
  - {{id: plan, title: How shall it be done?, steps: [{{id: way, whether: the way is right, by: user}}]}}
  - {{id: order, title: Order it, steps: [{{id: buy, whether: it is ordered, by: money, needs: [rough]}}]}}
"""


@pytest.mark.parametrize(
    ("before", "call", "chosen"),
    [
        # feasibility first
        ("", "--with Ana:boss", "go"),
        ("", "--with Ben:user", "rough"),
        ("", "--with Ana:boss --with Ben:user", "go"),
        # what is certain before what may not apply, also beside the main way (39: the next certain one)
        ("", "--with Cleo:money", "signed"),
        ("--set data=personal:Cleo", "--with Cleo:money", "legal"),
        # nobody named: feasibility is equal, so the main way in the order of the map
        ("--settled go:Ana", "", "rough"),
        # a debt whose gate is next before the front itself (rough is owed, buy waits for it)
        ("--settled go:Ana --settled way:Ben", "--with Ben:user", "rough"),
        ("--settled go:Ana --settled way:Ben", "--with Ben:user --with Cleo:money", "rough"),
        # also where that gate is soft: go is owed, the order does not wait for it, and Ana is there to decide it
        ("--settled rough:Ben --settled way:Ben", "--with Ana:boss --with Cleo:money", "go"),
        ("--settled rough:Ben --settled way:Ben", "--with Cleo:money", "buy"),
        ("--settled rough:Ben --settled way:Ben", "--with Ana:boss", "go"),
    ],
)
def test_rule_39_and_40_which_decision_the_call_is_for(tmp_path: Path, before: str, call: str, chosen: str) -> None:
    """It takes what those present can decide, then what is certain, the next gate, the main way, the map's order."""
    story = Story(tmp_path, WAYS)
    story.prep(f"--on 2026-11-03 --person Ana:boss --person Ben:user --person Cleo:money {before}")
    assert story.prep(f"--on 2026-11-05 {call}")["decision"]["id"] == chosen


def test_rule_40_a_reopened_decision_goes_first_if_somebody_present_has_a_voice_in_it(tmp_path: Path) -> None:
    """It goes back to what was taken up again, but not with people who have no say in it."""
    story = Story(tmp_path, WAYS)
    story.prep("--on 2026-11-03 --with Ana:boss --with Ben:user --settled rough:Ben --settled go:Ana --settled way:Ben")
    story.debrief("--on 2026-11-03 --with Ana --reopened 'go:Ana:a new boss'")
    assert story.prep("--on 2026-11-05 --with Ana --with Cleo:money")["decision"]["id"] == "go"
    assert story.prep("--on 2026-11-05 --with Cleo")["decision"]["id"] == "signed"
    assert story.prep("--on 2026-11-05")["fronts"]["main"] == ["go"]


def test_rule_40_what_is_put_off_comes_last(tmp_path: Path) -> None:
    """It plans anything else first, though the decision could be made by those present, until its day has come."""
    story = Story(tmp_path, WAYS)
    story.prep("--on 2026-11-03 --with Ana:boss --with Ben:user")
    story.debrief("--on 2026-11-03 --with Ana --deferred 'go:Ana:2026-11-20:after the fair'")
    assert story.prep("--on 2026-11-05 --with Ana")["decision"]["id"] != "go"
    plan = story.prep("--on 2026-11-05 --with Ana --target go")
    assert plan["decision"]["id"] == "go"
    assert plan["rungs"]["all_the_way"] is None
    assert story.prep("--on 2026-11-20 --with Ana")["decision"]["id"] == "go"


def test_rule_40_a_debt_whose_promised_day_has_come_goes_before_the_front(tmp_path: Path) -> None:
    """It takes up what was put off to a day that has come before the front beyond it."""
    story = Story(tmp_path, WAYS)
    story.prep("--on 2026-11-03 --with Ana:boss,user --settled rough:Ana")
    story.debrief("--on 2026-11-03 --with Ana --deferred 'go:Ana:2026-11-20:after the fair'")
    story.debrief("--on 2026-11-04 --with Ana --decided way:Ana")
    owed = story.show()["owed"]
    assert [(debt["id"], debt["owner"], debt["due"]) for debt in owed] == [("go", "Ana", "2026-11-20")]
    assert story.prep("--on 2026-11-10 --with Ana --with Cleo:money")["decision"]["id"] == "buy"


def test_rule_40_third_parties_and_our_own_decisions_are_nothing_to_plan_for(tmp_path: Path) -> None:
    """It never makes a call for a decision that no client person takes."""
    story = Story(tmp_path, WAYS.replace("by: boss}, {id: rough", "by: broker}, {id: rough"))
    plan = story.prep("--on 2026-11-05 --with Ben:user --with Tom:broker")
    assert plan["decision"]["id"] == "rough"
    assert story.tell("prep", "--on 2026-11-05 --with Ben --target go").code == 2


def test_rule_41_a_target_overrides_and_the_main_front_is_not_forgotten(tmp_path: Path) -> None:
    """It plans what is asked for, and still knows what comes next on the main way."""
    story = Story(tmp_path, WAYS)
    plan = story.prep("--on 2026-11-05 --with Ana:boss --with Cleo:money --target signed")
    assert (plan["decision"]["id"], plan["fronts"]["main"]) == ("signed", ["go", "rough"])
    assert story.prep("--on 2026-11-05 --with Ana --with Cleo --target go")["decision"]["id"] == "go"


GATED = f"""{ROLES}
stages:
  - {{id: want, title: Is it worth having?, steps: [{{id: go, whether: it is worth having, by: GO}}]}}
  - {{id: law, title: Is it allowed?, track: law, steps: [
      {{id: legal, whether: it is allowed, by: [user, boss], needs: [go]}}]}}
  - {{id: order, title: Order it, steps: [
      {{id: sheet, will: fill in the sheet, by: user}},
      {{id: plan, will: draw the plan, by: user, needs: [sheet]}},
      {{id: price, title: the price, whether: the price is right, by: money}},
      {{id: buy, title: the order, whether: it is ordered, by: [boss, money], needs: [price, plan]}}]}}
ends: {{won: {{needs: [buy]}}}}
"""


@pytest.mark.parametrize(
    ("before", "call", "chosen"),
    [
        # Ana has a part in the order, which waits for the price: the call is for the price
        ("--settled go:Ana", "--with Ana", "price"),
        ("--settled go:Ana", "--with Ana --with Ben", "legal"),
        ("--settled go:Ana --settled legal:Ana --settled legal:Ben", "--with Ana --with Ben", "price"),
        ("--settled go:Ana --settled legal:Ana --settled legal:Ben", "", "price"),
        # Ben has a part in the leave, which waits for the go
        ("", "--with Ben", "go"),
        # with the price agreed nothing else is to be decided first
        ("--settled go:Ana --settled price:Cleo --settled legal:Ana --settled legal:Ben", "--with Ana", "buy"),
        # with both there who decide it the order stays, and what it waits for is asked of them
        ("--settled go:Ana", "--with Ana --with Cleo", "price"),
        ("--settled go:Ana --settled price:Cleo", "--with Ana --with Cleo", "buy"),
    ],
)
def test_rule_40_a_part_in_what_waits_for_another_decision_is_no_reason_to_call_for_it(
    tmp_path: Path, before: str, call: str, chosen: str
) -> None:
    """It is for what has to be decided first, where those on the call could not decide the other even then."""
    story = Story(tmp_path, GATED.replace("GO", "boss"))
    story.prep(f"--on 2026-11-03 --person Ana:boss --person Ben:user --person Cleo:money {before}")
    assert story.prep(f"--on 2026-11-05 {call}")["decision"]["id"] == chosen


def test_rule_40_the_next_decision_is_the_same_in_every_view(tmp_path: Path) -> None:
    """It names the price in a page, in the debrief before it and where the deal stands."""
    story = Story(tmp_path, GATED.replace("GO", "boss"))
    story.prep("--on 2026-11-03 --with Ana:boss --person Ben:user --person Cleo:money --settled legal:Ana")
    found = story.debrief("--on 2026-11-03 --with Ana --decided go:Ana --decided legal:Ben --verdict advanced")
    next_ = [[line["text"] for line in each["lines"] if line["section"] == "NEXT"] for each in (found, story.show())]
    assert next_ == [["Cleo decides whether the price is right."]] * 2
    assert _aim(story.prep("--on 2026-11-03 --with Ana")) == [
        "Ana agrees to bring in Cleo by Tue 10 Nov. That's needed to decide whether the price is right."
    ]


def test_rule_40_a_gate_that_does_not_wait_is_not_next_while_it_waits_itself(tmp_path: Path) -> None:
    """It has Cleo agree the price, which the order waits for, before the go that nothing waits for; then the go."""
    middle = "  - {id: how, title: How?, steps: [{id: way, whether: the way is right, by: user}]}\n  - {id: law"
    text = GATED.replace("GO", "money").replace(", needs: [go]", "").replace("  - {id: law", middle)
    story = Story(tmp_path, text)
    people = "--person Ana:boss --person Ben:user --person Cleo:money"
    story.prep(f"--on 2026-11-03 {people} --settled way:Ben --settled legal:Ana --settled legal:Ben")
    plan = story.prep("--on 2026-11-05 --with Cleo")
    assert [(debt["id"], debt["before"], debt["hard"]) for debt in plan["owed"]] == [("go", "buy", False)]
    assert plan["decision"]["id"] == "price"
    assert story.prep("--on 2026-11-05 --with Cleo --settled price:Cleo")["decision"]["id"] == "go"


def test_rule_45_what_an_act_waits_for_is_needed_too(tmp_path: Path) -> None:
    """It asks for the sheet as what is needed for the order, since the plan that the order needs waits for it."""
    story = Story(tmp_path, GATED.replace("GO", "boss"))
    story.prep(
        "--on 2026-11-03 --with Ana:boss --with Ben:user --with Cleo:money --settled go:Ana --settled price:Cleo"
    )
    assert _aim(story.prep("--on 2026-11-05 --with Ben --with Ana --with Cleo --target buy")) == [
        "Ben agrees to fill in the sheet by Thu 12 Nov. That's needed to decide whether it is ordered."
    ]
