"""Rules 42 to 49: how far this call may go, what to aim at, the least that counts, and what is said without an aim."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from story import Story

from callplan.core.call.acts import requests
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.journal import Journal

ROLES = """
roles: {boss: {title: boss, is: has the problem}, money: {title: money, is: can pay}, user: {title: user},
        seller: {title: seller, side: us}, broker: {title: broker, side: third-party}}
"""
WAY = f"""{ROLES}
facts: {{size: {{ask: How many?, choices: [small, big]}}}}
stages:
  - {{id: want, title: Is it worth having?, steps: [{{id: go, title: the go, whether: it is worth it, by: boss}}]}}
  - {{id: plan, title: How?, steps: [
      {{id: way, title: the way, whether: the way is right, by: user, WAY if_skipped: nobody knows how}}]}}
  - {{id: terms, title: On which terms?, steps: [
      {{id: terms-right, title: the terms, whether: the terms are right, by: money, needs: [go], TERMS}}]}}
  - {{id: order, title: Order it, steps: [
      {{id: buy, title: the order, whether: it is ordered, by: [boss, money], BUY}}]}}
  - {{id: start, title: Begin, steps: [{{id: begin, title: the start, whether: it begins, by: user, BEGIN}}]}}
ends: {{won: {{needs: [buy]}}}}
"""


def way(tmp_path: Path, **own: str) -> Story:
    """A story on WAY, with more keys for some of its steps."""
    text = WAY
    for step in ("WAY", "TERMS", "BUY", "BEGIN"):
        text = text.replace(f"{step}", own.get(step.lower(), ""), 1)
    return Story(tmp_path, text)


def rungs(plan: Any) -> dict[str, tuple[str, str, str] | None]:
    """Each rung as its kind, id and person."""
    return {name: (rung["kind"], rung["id"], rung["person"]) if rung else None for name, rung in plan["rungs"].items()}


BOTH = "--with Ana:boss --with Cleo:money --on 2026-11-05"


def test_rule_42_the_chain_goes_on_from_decision_to_decision_counting_the_earlier_ones(tmp_path: Path) -> None:
    """It goes from the go over the terms to the order, past the way, which then has the start for its gate."""
    plan = way(tmp_path, begin="needs: [way]").prep(BOTH)
    assert plan["rungs"]["all_the_way"] | {"weight": None} == {
        "kind": "decision",
        "id": "buy",
        "person": "Ana and Cleo",
        "act": "it is ordered",
        "due": "2026-11-05",
        "weight": None,
        "owes": ["way"],
    } | {key: plan["rungs"]["all_the_way"][key] for key in ("people", "chain")}
    assert plan["rungs"]["all_the_way"]["chain"] == ["go", "terms-right", "buy"]
    assert rungs(plan)["aim"] == ("decision", "go", "Ana")


def test_rule_42_a_soft_gate_does_not_wait(tmp_path: Path) -> None:
    """It reaches the order with the way open, which nothing waits for and which stays owed after the order."""
    plan = way(tmp_path, begin="needs: [buy]").prep(BOTH)
    assert rungs(plan)["all_the_way"] == ("decision", "buy", "Ana and Cleo")
    assert plan["rungs"]["all_the_way"]["owes"] == ["way"]


def test_rule_42_after_the_order_what_has_no_gate_is_not_passed_over(tmp_path: Path) -> None:
    """It goes on past the terms, owed before the order, and beyond the order only past what has a gate still."""
    story = way(tmp_path, way="when: {size: big},").prep
    who = "--with Ana:boss,money --with Ben:user --on 2026-11-05"
    assert rungs(story(who))["all_the_way"] == ("decision", "buy", "Ana")


def test_rule_42_the_closing_decision_is_never_passed_over(tmp_path: Path) -> None:
    """It does not go on to the start while the order is open, though those present could decide it."""
    story = way(tmp_path, begin="needs: [go]")
    plan = story.prep("--with Ana:boss --with Ben:user --on 2026-11-05")
    assert rungs(plan)["all_the_way"] == ("decision", "way", "Ben")
    assert plan["rungs"]["all_the_way"]["chain"] == ["go", "way"]


@pytest.mark.parametrize(
    ("terms", "before", "found"),
    [
        ("", "", "buy"),
        ("when: {size: big}", "", "buy"),
        ("when: {size: big}", "--set size=big:Ana", "buy"),
        ("when: {size: big}", "--set size=small:Ana", "buy"),
        ("", "--deferred 'terms-right:Cleo:2026-12-01:later'", "go"),
        ("", "--declined 'terms-right:Cleo:too dear'", "go"),
        ("", "--waived 'terms-right:Cleo:no need'", "buy"),
    ],
)
def test_rule_42_uncertain_put_off_and_declined_decisions_are_not_in_the_chain(
    tmp_path: Path, terms: str, before: str, found: str
) -> None:
    """It takes none of them, and goes past what may not apply, but never past a no or a not-yet."""
    story = way(tmp_path, terms=terms, begin="needs: [way]")
    story.prep("--with Ana:boss --with Cleo:money --on 2026-11-03")
    story.debrief(f"--on 2026-11-03 --with Ana --with Cleo {before}")
    plan = story.prep("--with Ana --with Cleo --on 2026-11-05")
    assert (plan["rungs"]["aim"]["id"], plan["rungs"]["all_the_way"]["id"]) == ("go", found)


TRACKS = f"""{ROLES}
stages:
  - {{id: want, title: Worth it?, steps: [{{id: go, whether: it is worth it, by: boss}}]}}
  - {{id: law, title: Allowed?, track: law, steps: [
      {{id: legal, title: the leave, whether: it is allowed, by: money}}]}}
  - {{id: safe, title: Safe?, track: safe, steps: [{{id: safety, whether: it is safe, by: boss}}]}}
  - {{id: order, title: Order it, steps: [
      {{id: price, whether: the price is right, by: money}},
      {{id: buy, whether: it is ordered, by: boss, needs: [price, legal]}}]}}
ends: {{won: {{needs: [buy]}}}}
"""


def test_rule_43_all_the_way_is_the_furthest_on_main_with_what_leads_there(tmp_path: Path) -> None:
    """It takes what is needed on the way from other tracks and in any order of a stage, and leaves what is not."""
    plan = Story(tmp_path, TRACKS).prep("--with Ana:boss --with Cleo:money --on 2026-11-05")
    assert rungs(plan)["all_the_way"] == ("decision", "buy", "Ana")
    assert plan["rungs"]["all_the_way"]["chain"] == ["go", "legal", "price", "buy"]


def test_rule_43_a_call_for_a_decision_beside_the_main_way_goes_on_to_main(tmp_path: Path) -> None:
    """It is for the leave, and all the way is on main; with nothing of main to decide it is on that track."""
    story = Story(tmp_path, TRACKS)
    plan = story.prep("--with Ana:boss --with Cleo:money --on 2026-11-05 --target legal")
    assert rungs(plan)["aim"] == ("decision", "legal", "Cleo")
    assert plan["rungs"]["all_the_way"]["id"] == "buy"
    assert story.prep("--with Ana --on 2026-11-05 --settled go:Ana --target safety")["rungs"]["all_the_way"]["id"] == (
        "safety"
    )


def test_rule_43_the_order_inside_a_stage_is_free(tmp_path: Path) -> None:
    """It takes, beside the decision named, the one written before it in its stage."""
    text = TRACKS.replace("needs: [price, legal]", "proof: said")
    plan = Story(tmp_path, text).prep("--with Ana:boss --with Cleo:money --on 2026-11-05 --target buy --settled go:Ana")
    assert plan["rungs"]["all_the_way"]["chain"] == ["price", "buy"]
    assert "ask Cleo to decide whether the price is right" in _section(plan, "BEST CASE")


def test_rule_43_what_can_be_decided_on_the_call_is_not_left_owed(tmp_path: Path) -> None:
    """It has Cleo decide the leave, which the order was made without, and agrees a day for what Ben is to say."""
    start = "  - {id: start, title: Begin, steps: [{id: begin, whether: it begins, by: boss}]}\nends:"
    text = TRACKS.replace("by: boss}]}", "by: user}]}", 1).replace("ends:", start)
    story = Story(tmp_path, text)
    story.prep("--with Ana:boss --person Cleo:money --person Ben:user --on 2026-11-03 --settled buy:Ana:wrote")
    plan = story.prep("--with Ana --with Cleo --on 2026-11-05 --target begin")
    assert plan["rungs"]["all_the_way"]["chain"] == ["legal", "price", "begin"]
    assert plan["rungs"]["all_the_way"]["owes"] == ["go"]
    assert "legal" not in plan["rungs"]["all_the_way"]["owes"]


def _section(plan: Any, name: str) -> str:
    return " ".join(line["text"].replace("\u00a0", " ") for line in plan["lines"] if line["section"] == name)


def test_rule_43_an_aim_that_is_unknown_is_all_the_way_too(tmp_path: Path) -> None:
    """It aims at what may not apply if nothing else is to decide, asks the fact first, and goes no further."""
    story = way(tmp_path, way="when: {size: big},")
    story.prep("--with Ben:user --with Ana:boss --on 2026-11-03 --settled go:Ana")
    plan = story.prep("--with Ben --on 2026-11-05 --target way")
    assert plan["decision"]["feasibility"] == "unknown"
    assert rungs(plan)["aim"] == rungs(plan)["all_the_way"] == ("decision", "way", "Ben")
    assert plan["rungs"]["aim"] == plan["rungs"]["all_the_way"]
    aim = next(line["text"] for line in plan["lines"] if line["section"] == "AIM")
    assert aim == "Ben decides whether the way is right, once the first question below is answered."
    assert plan["asks"][0]["question"] == "How many?"


def test_rule_43_a_decision_that_asks_for_writing_says_so(tmp_path: Path) -> None:
    """It says “in writing” of what a spoken yes would only support."""
    plan = way(tmp_path, begin="needs: [way]").prep(BOTH.replace("--on", "--settled go:Ana --target terms-right --on"))
    (said,) = [line["text"] for line in plan["lines"] if line["section"] == "BEST CASE"]
    assert said == "If yes, ask Ana and Cleo to decide whether it is ordered, in writing."


def test_rule_43_the_same_as_the_aim_is_printed_once(tmp_path: Path) -> None:
    """It prints no second rung where the aim is already all the way; the JSON repeats it."""
    plan = way(tmp_path).prep("--with Ana:boss --on 2026-11-05")
    assert plan["rungs"]["all_the_way"] == plan["rungs"]["aim"]
    assert [line for line in plan["lines"] if line["section"] == "BEST CASE"] == []


def test_rule_44_the_aim_is_the_chosen_decision_and_never_a_leap(tmp_path: Path) -> None:
    """It aims at the go when it is here and leaves the rest to all the way; a target ahead says what it leaves owed."""
    story = way(tmp_path, begin="needs: [way]")
    assert rungs(story.prep(BOTH))["aim"] == ("decision", "go", "Ana")
    plan = story.prep("--with Ben:user --on 2026-11-05 --target way")
    assert rungs(plan)["aim"] == ("decision", "way", "Ben")
    assert plan["rungs"]["aim"]["owes"] == ["go"]


ACTS = f"""{ROLES}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {{id: go, title: the go, whether: it is worth it, by: BY, needs: NEEDS, hear: money}}
      - {{id: bring, will: bring the boss to a call, by: user, brings: boss, takes: 3d, gives_up: reputation}}
      - {{id: list, will: write the list, by: user, takes: 2d}}
      - {{id: sheet, will: fill in the sheet, by: SHEET, takes: 2w}}
      - {{id: bond, will: pay the bond, by: user, gives_up: money}}
      - {{id: offer, will: send the offer, by: seller}}
      - {{id: half, whether: it is half right, by: broker, needs: [sheet]}}
  - {{id: order, title: Order it, steps: [{{id: buy, whether: it is ordered, by: boss}}]}}
"""


LIST = ("list", "Ben")


def acts(tmp_path: Path, needs: str = "[]", by: str = "boss", sheet: str = "user", drop: str = "") -> Story:
    """A story on ACTS; `drop`: an act that this map does not have."""
    text = ACTS.replace("NEEDS", needs).replace("BY", by).replace("SHEET", sheet)
    lines = [line for line in text.splitlines() if not drop or f"id: {drop}," not in line]
    return Story(tmp_path, "\n".join(lines).replace("needs: [], ", ""))


@pytest.mark.parametrize(
    ("story", "call", "aim", "least"),
    [
        # (b) whoever brings the missing decider, by the map's own act; the least is the earliest of the lightest
        ({}, "--with Ben:user", ("bring", "Ben"), LIST),
        # ... and without one, `@ROLE`, asked of one who is heard before the first named
        ({"drop": "bring"}, "--with Dirk:none --with Cleo:money", ("@boss", "Cleo"), None),
        (
            {"drop": "bring", "by": "[boss, user]"},
            "--with Dirk:none --with Ben:user",
            ("@boss", "Ben"),
            ("list", "Ben"),
        ),
        # nobody is brought who is there
        ({"needs": "[sheet]"}, "--with Ana:boss --with Ben:user", ("sheet", "Ben"), LIST),
        # (c) what is needed, heaviest first
        ({"needs": "[sheet, bond]"}, "--with Ana:boss --with Ben:user", ("bond", "Ben"), LIST),
        # ... through somebody present when its owner is not
        ({"needs": "[sheet]", "sheet": "money"}, "--with Ana:boss", ("sheet", "Ana"), ("@money", "Ana")),
        # ... and through a decision that is needed, its acts
        ({"needs": "[half]"}, "--with Ana:boss --with Ben:user", ("@broker", "Ana"), LIST),
        # (b) before (c)
        ({"needs": "[bond]"}, "--with Ben:user", ("bring", "Ben"), LIST),
        # (c) before (a) and (d); our own act is nobody's rung
        ({"needs": "[offer, sheet]"}, "--with Ana:boss --with Ben:user", ("sheet", "Ben"), LIST),
        # the decision itself is the aim when it is here; the least is an act all the same
        ({}, "--with Ana:boss --with Ben:user", ("go", "Ana"), LIST),
        ({}, "--with Ana:boss", ("go", "Ana"), ("@money", "Ana")),
    ],
)
def test_rule_45_and_46_the_act_to_aim_at_and_the_least(
    tmp_path: Path, story: dict[str, str], call: str, aim: tuple[str, str], least: tuple[str, str] | None
) -> None:
    """It asks in the order b, c, a, d, heaviest first, of somebody present; the least is the lightest of the others."""
    plan = acts(tmp_path, **story).prep(f"--on 2026-11-05 {call}")
    found = plan["rungs"]
    assert (found["aim"]["id"], found["aim"]["person"]) == aim
    assert (found["least"] and (found["least"]["id"], found["least"]["person"])) == least


def test_rule_45_getting_the_owner_to_do_it_is_said_with_both_names(tmp_path: Path) -> None:
    """It asks Ana to get Cleo to fill in the sheet, by name when she is known, else by what she does."""
    story = acts(tmp_path, needs="[sheet]", sheet="money")
    assert story.prep("--on 2026-11-05 --with Ana:boss")["rungs"]["aim"]["act"] == (
        "get the money to fill in the sheet"
    )
    plan = story.prep("--on 2026-11-05 --with Ana --person Cleo:money")
    assert plan["rungs"]["aim"]["act"].replace("\u00a0", " ") == "get Cleo to fill in the sheet"


def test_rule_45_a_wait_leaves_the_voice_to_bring_and_the_acts_beside(tmp_path: Path) -> None:
    """It aims at an act beside the decision (a) before the voice not heard (d) when only time stands between."""
    story = acts(tmp_path, needs="[sheet + 30d]")
    story.prep("--on 2026-11-03 --with Ana:boss --with Ben:user --done sheet:Ben")
    plan = story.prep("--on 2026-11-05 --with Ana --with Ben")
    assert plan["decision"]["feasibility"] == "supported"
    assert (plan["rungs"]["aim"]["id"], plan["rungs"]["least"]["id"]) == ("bond", "list")
    plan = story.prep("--on 2026-11-05 --with Ana")
    assert (plan["rungs"]["aim"]["id"], plan["rungs"]["least"]) == ("@money", None)


DEEP = f"""{ROLES}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {{id: bond, will: pay the bond, by: user}}
      - {{id: sheet, will: fill in the sheet, by: boss, needs: [bond]}}
      - {{id: go, whether: it is worth it, by: boss, needs: [sheet]}}
  - {{id: order, title: Order it, steps: [{{id: buy, whether: it is ordered, by: boss, needs: [go + 30d]}}]}}
"""


def test_rule_45_what_cannot_be_done_yet_is_not_asked_for_but_what_it_waits_for(tmp_path: Path) -> None:
    """It asks for the bond before the sheet that waits for it, and for nothing where only time stands between."""
    story = Story(tmp_path, DEEP)
    plan = story.prep("--on 2026-11-05 --with Ana:boss --with Ben:user")
    assert rungs(plan) == {"all_the_way": None, "aim": ("act", "bond", "Ben"), "least": None}
    story.debrief("--on 2026-11-05 --with Ana --with Ben --done bond:Ben --done sheet:Ana --decided go:Ana")
    plan = story.prep("--on 2026-11-06 --with Ana --with Ben")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("buy", "supported")
    assert rungs(plan) == {"all_the_way": None, "aim": None, "least": None}
    assert plan["no_aim"] == "It waits until 5 Dec. After that, Ana can decide whether it is ordered."


@pytest.mark.parametrize(
    ("takes", "due"),
    [
        ("", "2026-11-12"),
        ("takes: 1d,", "2026-11-06"),
        ("takes: 2d,", "2026-11-09"),
        ("takes: 1-5d,", "2026-11-10"),
        ("takes: 5bd,", "2026-11-12"),
        ("takes: 2w,", "2026-11-19"),
        ("takes: 1m,", "2026-12-07"),
        ("takes: 3w+,", "2026-11-26"),
        ("takes: {depends: [{when: {size: big}, is: 4w}, {is: 1w}]},", "2026-12-03"),
    ],
)
def test_rule_48_an_act_is_asked_for_by_its_usual_day(tmp_path: Path, takes: str, due: str) -> None:
    """It counts from the call: seven days unless the map says how long, the long end, on to a working day."""
    text = f"""{ROLES}
facts: {{size: {{ask: How many?, choices: [small, big]}}}}
stages:
  - {{id: order, title: Order it, steps: [
      {{id: list, will: write the list, by: user, {takes}}},
      {{id: buy, whether: it is ordered, by: boss, needs: [list]}}]}}
"""
    plan = Story(tmp_path, text).prep("--with Ana:boss --with Ben:user --on 2026-11-05")
    assert (plan["rungs"]["aim"]["id"], plan["rungs"]["aim"]["due"]) == ("list", due)


def test_rule_47_nobody_is_asked_for_what_somebody_has_promised(tmp_path: Path) -> None:
    """It shows Ben's promise under promises and asks neither him nor Ana; her own word for it is a new act still."""
    story = acts(tmp_path, needs="[sheet]", sheet="{any: [user, boss]}")
    story.prep("--on 2026-11-03 --with Ana:boss --with Ben:user")
    story.debrief("--on 2026-11-03 --with Ben --promised 'Ben:fill in the sheet:2026-11-20:sheet'")
    plan = story.prep("--on 2026-11-05 --with Ben --target go")
    assert "sheet" not in [rung["id"] for rung in plan["rungs"].values() if rung]
    assert [each["step"] for each in plan["promises"]["theirs"]] == ["sheet"]
    plan = story.prep("--on 2026-11-05 --with Ana --target go")
    assert "sheet" not in [rung["id"] for rung in plan["rungs"].values() if rung]
    assert story.debrief("--on 2026-11-05 --with Ana --promised 'Ana:fill it in:2026-11-12:sheet'")["outcome"][
        "small"
    ] == ["sheet"]


def test_rule_47_nobody_is_asked_beside_whoever_promised_it(tmp_path: Path) -> None:
    """It asks Ben for nothing that Ana, who is on the call, has promised, nor once its day has gone by."""
    story = acts(tmp_path, needs="[sheet]", sheet="{any: [user, boss]}")
    story.prep("--on 2026-11-03 --with Ana:boss --with Ben:user")
    story.debrief("--on 2026-11-03 --with Ana --promised 'Ana:fill in the sheet:2026-11-06:sheet'")
    found = {}
    for day in ("2026-11-05", "2026-11-09"):
        standing = Standing(fold(Journal(str(tmp_path / "callplan.db")).entries("acme")), date.fromisoformat(day))
        found[day] = [each.person for each in requests(standing, "go", ("Ana", "Ben")) if each.id == "sheet"]
    assert found == {"2026-11-05": [], "2026-11-09": []}


ONE = f"""{ROLES}
stages:
  - {{id: order, title: Order it, steps: [
      {{id: buy, title: the order, whether: it is ordered, by: boss, ONE}}]}}
"""


def one(tmp_path: Path, own: str = "", acts: str = "") -> Story:
    text = ONE.replace("ONE", own)
    return Story(tmp_path, text.replace("steps: [", f"steps: [{acts}") if acts else text)


def test_rule_49_without_an_aim_it_says_why(tmp_path: Path) -> None:
    """It names the no, the putting-off with its day, and that nothing is left, in one line each."""
    story = one(tmp_path)
    story.prep("--on 2026-11-03 --with Ana:boss")
    story.debrief("--on 2026-11-03 --with Ana --deferred 'buy:Ana:2026-12-01:no time'")
    plan = story.prep("--on 2026-11-05 --with Ana")
    assert plan["rungs"] == {"all_the_way": None, "aim": None, "least": None}
    assert plan["no_aim"] == "Get ready for Tue 1 Dec: Ana put the order off until then."
    story.debrief("--on 2026-11-05 --with Ana --declined 'buy:Ana:too dear'")
    plan = story.prep("--on 2026-11-06 --with Ana")
    assert plan["no_aim"] == (
        "Find out whether Ana's no to the order is for good and, if it isn't, what would change it."
    )
    story.debrief("--on 2026-11-06 --with Ana --decided buy:Ana:wrote")
    plan = story.prep("--on 2026-11-09 --with Ana")
    assert (plan["decision"], plan["no_aim"]) == (
        None,
        "Nothing is left for them to decide: callplan close acme --won.",
    )


def test_rule_49_what_it_waits_for_is_named_with_its_day(tmp_path: Path) -> None:
    """It says whose promise the decision waits for when there is nothing left to ask of those present."""
    story = one(tmp_path, "needs: [list]", "{id: list, will: write the list, by: user},")
    story.prep("--on 2026-11-03 --with Ana:boss --with Jo:user")
    story.debrief(
        "--on 2026-11-03 --with Jo --with Ana --promised 'Jo:write the list:2026-11-20:list'"
        " --promised 'Ana:get Jo to write it:2026-11-20:list'"
    )
    plan = story.prep("--on 2026-11-05 --with Jo")
    assert plan["rungs"] == {"all_the_way": None, "aim": plan["rungs"]["aim"], "least": None}
    plan = story.prep("--on 2026-11-05 --with Ana")
    assert plan["rungs"] == {"all_the_way": None, "aim": None, "least": None}
    assert plan["no_aim"] == "It waits for Ana until 20 Nov. After that, Ana can decide whether it is ordered."


def test_rule_49_without_a_client_person_it_cannot_move(tmp_path: Path) -> None:
    """It has no rungs for a call with our own or third parties only."""
    plan = one(tmp_path).prep("--on 2026-11-05 --with Sal:seller --with Tom:broker")
    assert plan["no_aim"] == "Nobody from the client is on this call: they can't decide anything on it."
    assert plan["rungs"] == {"all_the_way": None, "aim": None, "least": None}
    assert plan["decision"]["feasibility"] == "not_here"


def test_rule_49_nobody_named(tmp_path: Path) -> None:
    """It aims by the known holders, else by what the role is called, and says first that nobody is named."""
    story = one(tmp_path, "hear: user", "{id: list, will: write the list, by: user},")
    plan = story.prep("--on 2026-11-05")
    assert plan["rungs"]["aim"]["person"] == "the boss"
    assert (plan["rungs"]["all_the_way"], plan["rungs"]["least"]) == (None, None)
    assert (plan["decision"]["feasibility"], plan["no_aim"]) == ("unknown", None)
    assert plan["lines"][1]["text"] == "Nobody is named for it yet."
    plan = story.prep("--on 2026-11-05 --person Ana:boss")
    assert plan["rungs"]["aim"]["person"] == "Ana"


SEVERAL = """
roles: {buyer: {title: buyer}, scorer: {title: scorer, is: scores}}
stages:
  - id: score
    title: Which one wins?
    steps: [{id: scored, title: the score, whether: this scores highest, by: scorer, times: 3}]
"""


def test_rule_45b_one_more_of_several(tmp_path: Path) -> None:
    """It asks for another of those it takes several of: one known by name first, else somebody who is one."""
    story = Story(tmp_path, SEVERAL)
    told = story.prep("--with Bea:scorer --person Cy:scorer --person Di:scorer --on 2026-11-03")
    asked = [(rung["act"], rung["person"]) for rung in told["rungs"].values() if rung]
    assert asked == [("bring in Cy", "Bea")]
    assert "AIM Bea agrees to bring in Cy by Tue 10 Nov." in story.page("--with Bea --on 2026-11-03")
    told = story.prep("--with Bea --with Cy --with Di --on 2026-11-03")
    assert told["rungs"]["aim"]["people"] == ["Bea", "Cy", "Di"]
    (tmp_path / "alone").mkdir()
    alone = Story(tmp_path / "alone", SEVERAL)
    told = alone.prep("--with Bea:scorer --on 2026-11-03")
    assert [rung["act"] for rung in told["rungs"].values() if rung] == ["bring in one more: the scorer"]
