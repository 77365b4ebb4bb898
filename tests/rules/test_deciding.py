"""Rules 11 to 17, 23 and 25: whose yes counts, what a no and a waiver do, what is put off or implied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

JOINT = """
roles: {boss: {title: boss}, user: {title: user}, cfo: {title: finance}, rep: {title: rep, side: us}}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, title: the go-ahead, whether: it is worth it, by: BY}]}
  - {id: next, title: What comes next?, steps: [{id: plan, whether: the plan is right, by: boss, needs: [go]}]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: cfo}]}
"""
ALL = "--with Ana:boss --with Ben:user --with Cy:cfo --with Dee:boss --on 2026-11-03"


def joint(home: Path, by: str = "boss", more: str = "") -> Story:
    """A deal with Ana and Dee (boss), Ben (user) and Cy (finance)."""
    story = Story(home, JOINT.replace("BY", by))
    story.prep(f"{ALL} {more}")
    return story


def call(story: Story, flags: str, day: int = 10) -> dict[str, Any]:
    """The outcome of a call with everybody."""
    people = "--with Ana --with Ben --with Cy --with Dee"
    found: dict[str, Any] = story.debrief(f"--on 2026-11-{day} {people} --not-asked {flags}")["outcome"]
    return found


def made(story: Story, step: str = "go") -> bool:
    """Whether the client's last decision is that step and it is no longer open."""
    plan = story.show()
    last = plan["last_client_decision"]
    return bool(last and last["id"] == step and plan["fronts"].get("main") != [step])


@pytest.mark.parametrize(
    ("proof", "yes", "counts"),
    [
        ("", "go:Ana", True),
        ("", "go:Ana:heard=Ben", False),
        ("", "go:Ana:did", True),
        ("proof: heard", "go:Ana:heard=Ben", True),
        ("proof: wrote", "go:Ana", False),
        ("proof: wrote", "go:Ana:wrote", True),
        ("proof: {did: a signed order}", "go:Ana:wrote", False),
        ("proof: {any: [{did: a signed order}, {wrote: a mail}]}", "go:Ana:wrote", True),
    ],
)
def test_rule_11_a_yes_below_the_asked_proof_does_not_count(tmp_path: Path, proof: str, yes: str, counts: bool) -> None:
    """It takes a yes whose proof reaches the decision's; less is support. What another tells is only heard."""
    story = joint(tmp_path, f"boss{', ' if proof else ''}{proof}")
    found = call(story, f"--decided {yes}")
    assert (found["result"], found["moved"], found["supported"]) == (
        ("advanced", ["go"], []) if counts else ("stayed", [], ["go"])
    )
    assert story.show()["support"] == ([] if counts else ["go"])


def test_rule_11_the_closing_decision_wants_writing(tmp_path: Path) -> None:
    """It asks `wrote` of the closing decision unless the map says otherwise; later proof makes it that day."""
    story = joint(tmp_path)
    assert call(story, "--decided buy:Cy")["result"] == "stayed"
    assert call(story, "--decided buy:Cy:wrote", 17)["result"] == "won"
    assert story.show()["last_client_decision"] == {"id": "buy", "on": "2026-11-17", "person": "Cy"}


def test_rule_11_a_yes_before_the_mark_is_spent(tmp_path: Path) -> None:
    """It does not count a joint decider's yes from before the re-opening: both are asked again."""
    story = joint(tmp_path, "[boss, user]")
    call(story, "--decided go:Ana --decided go:Ben")
    call(story, "--reopened go:Ben:doubt", 12)
    assert call(story, "--decided go:Ben", 17)["moved"] == []
    assert story.show()["fronts"] == {"main": ["go"]}
    assert story.show()["support"] == ["go"]
    assert call(story, "--decided go:Ana", 18)["moved"] == ["go"]


def test_rule_11_the_same_persons_later_no_takes_the_yes_back(tmp_path: Path) -> None:
    """It drops a joint decider's earlier yes once they say no, and asks for a new one after that."""
    story = joint(tmp_path, "[boss, user]")
    call(story, "--decided go:Ana")
    assert call(story, "--declined go:Ana:no", 12)["declined"] == ["go"]
    assert call(story, "--decided go:Ben", 13)["moved"] == []
    assert call(story, "--decided go:Ana", 17)["moved"] == ["go"]


def test_rule_11_the_roles_are_those_of_the_moment(tmp_path: Path) -> None:
    """It keeps a decision taken while the role was held, and does not make one of a yes given before it was."""
    story = joint(tmp_path)
    call(story, "--decided go:Ana --decided plan:Ben")
    story.debrief("--on 2026-11-12 --with Ana:user --with Ben:boss --with Dee:user --not-asked")
    plan = story.show()
    assert plan["fronts"] == {"main": ["plan"]}
    assert (plan["last_client_decision"]["person"], plan["support"]) == ("Ana", ["plan"])


def test_rule_12_yeses_add_up_across_calls(tmp_path: Path) -> None:
    """It makes a joint decision with the last of its yeses, and counts it on that day and that call."""
    story = joint(tmp_path, "[boss, user]")
    assert call(story, "--decided go:Ana")["supported"] == ["go"]
    plan = story.prep("--with Ben --on 2026-11-17")
    assert (plan["decision"]["feasibility"], plan["decision"]["by"]) == ("here", ["Ben"])
    found = call(story, "--decided go:Ben", 17)
    assert (found["result"], found["moved"], found["supported"]) == ("advanced", ["go"], [])
    assert story.show()["last_client_decision"] == {"id": "go", "on": "2026-11-17", "person": "Ben"}


@pytest.mark.parametrize(
    ("by", "flags", "result"),
    [
        ("{any: [boss, user]}", "--decided go:Ben", "made"),
        ("{any: [boss, user]}", "--declined go:Ben:no", "open"),
        ("{any: [boss, user]}", "--declined go:Ben:no --declined go:Ana:no", "declined"),
        ("{any: [boss, user]}", "--declined go:Ben:no --decided go:Ana", "made"),
        ("[boss, user]", "--declined go:Ben:no", "declined"),
        ("[boss, user]", "--declined go:Ben:no --decided go:Ana", "declined"),
        ("{at_least: 2, of: [boss, user, cfo]}", "--declined go:Ben:no --decided go:Ana", "open"),
        ("{at_least: 2, of: [boss, user, cfo]}", "--declined go:Ben:no --decided go:Ana --decided go:Cy", "made"),
        ("{at_least: 2, of: [boss, user, cfo]}", "--declined go:Ben:no --declined go:Cy:no", "declined"),
        ("[boss, {any: [user, cfo]}]", "--declined go:Ben:no --decided go:Ana", "open"),
        ("[boss, {any: [user, cfo]}]", "--decided go:Cy --decided go:Ana", "made"),
    ],
)
def test_rule_12_made_when_by_is_satisfied_declined_when_it_no_longer_can_be(
    tmp_path: Path, by: str, flags: str, result: str
) -> None:
    """It counts roles that say yes against what the map asks, and declines only when nothing else can make it."""
    story = joint(tmp_path, by)
    found = call(story, flags)
    assert found["moved"] == (["go"] if result == "made" else [])
    assert story.show()["declined"] == (["go"] if result == "declined" else [])
    assert story.show()["fronts"] == {"main": ["plan"] if result == "made" else ["go"]}


def test_rule_12_two_holders_at_odds_say_nothing_and_are_asked(tmp_path: Path) -> None:
    """It makes nothing and declines nothing while one boss says yes and another no, and asks them about it."""
    story = joint(tmp_path)
    found = call(story, "--decided go:Ana --declined go:Dee:early")
    assert (found["result"], found["moved"], found["declined"]) == ("stayed", [], [])
    plan = story.prep("--with Ana --with Dee --on 2026-11-17")
    assert (plan["fronts"], plan["declined"], plan["support"]) == ({"main": ["go"]}, [], ["go"])
    assert [(ask["of"], ask["question"]) for ask in plan["asks"]] == [
        ("Ana", "What has changed on your side since we last spoke?"),
        ("Dee", "You said “early”: what would have to be different for a yes?"),
    ]


def test_rule_12_the_no_of_somebody_who_left_stands_apart(tmp_path: Path) -> None:
    """It makes the decision once the boss who said no has left, and counts that as nobody's advance."""
    story = joint(tmp_path)
    call(story, "--decided go:Ana --declined go:Dee:early")
    found = story.debrief("--on 2026-11-17 --with Ana --left Dee --not-asked")["outcome"]
    assert (found["result"], found["moved"]) == ("stayed", [])
    assert story.show()["fronts"] == {"main": ["plan"]}


def test_rule_12_a_second_holders_no_undoes_what_the_first_had_made(tmp_path: Path) -> None:
    """It opens a made decision again when another holder says no, and calls it going back."""
    story = joint(tmp_path)
    call(story, "--decided go:Ana --decided plan:Ana")
    found = call(story, "--declined go:Dee:early", 12)
    assert (found["result"], found["reopened"], found["to_reconfirm"]) == ("went_back", ["go"], ["plan"])
    found = call(story, "--decided go:Dee", 17)
    assert (found["result"], found["moved"]) == ("advanced", ["go"])
    assert story.show()["to_reconfirm"] == ["plan"]


def test_rule_13_support_is_kept_listed_and_moves_nothing(tmp_path: Path) -> None:
    """It lists a yes without the authority; position, clock and feasibility stay as they were."""
    story = joint(tmp_path)
    before = story.show()
    found = call(story, "--decided go:Ben --decided go:Cy")
    assert (found["result"], found["supported"]) == ("stayed", ["go"])
    plan = story.show()
    assert plan["support"] == ["go"]
    for part in ("position", "fronts", "last_client_decision"):
        assert plan[part] == before[part]
    assert story.prep("--with Ben --with Cy --on 2026-11-17")["decision"]["feasibility"] != "here"


def test_rule_13_support_withdrawn_is_no_support(tmp_path: Path) -> None:
    """It lists nobody's support who has since said no or who has left."""
    story = joint(tmp_path)
    call(story, "--decided go:Ben --decided plan:Ben")
    call(story, "--declined go:Ben:no", 12)
    assert story.show()["support"] == ["plan"]
    story.debrief("--on 2026-11-13 --with Ana --left Ben --not-asked")
    assert story.show()["support"] == []


def test_rule_13_support_for_what_is_open_again(tmp_path: Path) -> None:
    """It lists only what was said since the re-opening."""
    story = joint(tmp_path)
    call(story, "--decided go:Ben --decided go:Ana")
    call(story, "--reopened go:Ana:hm", 12)
    assert story.show()["support"] == []
    call(story, "--decided go:Ben", 13)
    assert story.show()["support"] == ["go"]


def test_rule_14_a_yes_to_what_is_made_changes_nothing(tmp_path: Path) -> None:
    """It keeps date and clock of the first yes, whoever says it again and however strongly."""
    story = joint(tmp_path)
    call(story, "--decided go:Ana")
    before = story.show()
    found = call(story, "--decided go:Ana:wrote --decided go:Dee --decided go:Ben", 17)
    assert (found["result"], found["moved"], found["supported"]) == ("stayed", [], [])
    after = story.show()
    assert after["last_client_decision"] == before["last_client_decision"]
    assert after["momentum"]["since"] == "2026-11-10"
    assert after["momentum"]["calls"] == 1


def test_rule_14_but_one_to_reconfirm_is_decided_again(tmp_path: Path) -> None:
    """It advances on a yes to a decision that is to be confirmed again."""
    story = joint(tmp_path)
    call(story, "--decided go:Ana --decided plan:Ana")
    call(story, "--reopened go:Ana:hm", 12)
    found = call(story, "--decided plan:Ana", 13)
    assert (found["result"], found["moved"]) == ("advanced", ["plan"])
    assert story.show()["to_reconfirm"] == []


@pytest.mark.parametrize(
    ("by", "waive", "flags", "waived"),
    [
        ("boss", "", "--waived go:Ana:seen", ["go"]),
        ("boss", "", "--waived go:Ben:seen", []),
        ("boss", "", "--waived go:us:seen", []),
        ("[boss, user]", "", "--waived go:Ana:seen", []),
        ("[boss, user]", "", "--waived go:Ana:seen --waived go:Ben:seen", ["go"]),
        ("{any: [boss, user]}", "", "--waived go:Ben:seen", ["go"]),
        ("boss", "waive: {by: user}", "--waived go:Ana:seen", []),
        ("boss", "waive: {by: user}", "--waived go:Ben:seen", ["go"]),
        ("boss", "waive: {by: user, reasons: [seen before]}", "--waived go:Ben:seen", []),
        ("boss", "waive: {by: user, reasons: [seen before]}", '--waived "go:Ben:Seen before"', ["go"]),
        ("boss", "waive: {by: rep}", "--waived go:us:seen", []),
        ("boss", "waive: never", "--waived go:Ana:seen", []),
    ],
)
def test_rule_15_who_may_waive(tmp_path: Path, by: str, waive: str, flags: str, waived: list[str]) -> None:
    """It lets go of a step for client people who satisfy `waive.by`, else for those who decide it; never for us."""
    story = joint(tmp_path, f"{by}{', ' if waive else ''}{waive}")
    found = call(story, flags)
    assert (found["result"], found["waived"]) == ("advanced" if waived else "stayed", waived)
    assert story.show()["fronts"] == {"main": ["plan"] if waived else ["go"]}


def test_rule_15_a_joint_waiver_adds_up_across_calls(tmp_path: Path) -> None:
    """It waits for the second of two people who may waive only together."""
    story = joint(tmp_path, "[boss, user]")
    assert call(story, "--waived go:Ana:seen")["waived"] == []
    assert call(story, "--waived go:Ben:seen", 12)["waived"] == ["go"]
    assert story.show()["last_client_decision"] == {"id": "go", "on": "2026-11-12", "person": "Ben"}


def test_rule_15_no_effect_on_the_closing_decision_twice_or_after(tmp_path: Path) -> None:
    """It waives neither the closing decision nor what is waived or made already: no date, no advance."""
    story = joint(tmp_path)
    assert call(story, "--waived buy:Cy:needless")["result"] == "stayed"
    call(story, "--waived go:Ana:seen", 11)
    assert call(story, "--waived go:Dee:seen", 12)["waived"] == []
    call(story, "--decided plan:Ana", 13)
    assert call(story, "--waived plan:Ana:needless", 14)["waived"] == []
    assert story.show()["last_client_decision"] == {"id": "plan", "on": "2026-11-13", "person": "Ana"}
    assert story.show()["fronts"] == {"main": ["buy"]}


def test_rule_16_a_no_without_authority_is_a_voice_against_kept_and_shown(tmp_path: Path) -> None:
    """It stays open, keeps the voice with its reason, and shows it on the plan."""
    story = joint(tmp_path)
    found = call(story, '--declined "go:Ben:too much work"')
    assert (found["result"], found["declined"], found["uncounted"]) == ("stayed", [], ["go"])
    plan = story.prep("--with Ana --on 2026-11-17")
    assert (plan["declined"], plan["decision"]["feasibility"]) == ([], "here")
    told = [line["text"] for line in story.show()["lines"] if line["section"] == "LAST TIME"]
    assert told[0].endswith("Ben said no to the go-ahead: “too much work”, but it takes Ana.")


ANSWERS = """
roles: {boss: {title: boss}, user: {title: user}}
stages:
  - id: want
    title: Is it worth it?
    steps: [{id: go, whether: it is worth it, by: boss}, {id: scope, whether: it is all, by: user}]
  - {id: try, title: Is it tried first?, steps: [{id: trial, whether: it is tried first, by: boss, IF_NO}]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: boss, needs: [trial]}]}
ends: {lost: [], no-decision: []}
"""


def answered_no(home: Path, if_no: str) -> tuple[Story, Any]:
    """A deal at its trial, to which the boss says no."""
    text = ANSWERS.replace(", IF_NO", f", if_no: {if_no}" if if_no else "")
    story = Story(home, text)
    story.prep("--with Ana:boss --with Ben:user --on 2026-11-03 --settled go:Ana --settled scope:Ben")
    return story, story.debrief("--on 2026-11-10 --with Ana --declined trial:Ana:no --not-asked")


def test_rule_16_a_no_without_if_no_declines_and_blocks_its_place(tmp_path: Path) -> None:
    """It leaves the decision open in its place; the client has decided, which the clock knows."""
    story, said = answered_no(tmp_path, "")
    assert (said["outcome"]["result"], said["outcome"]["declined"]) == ("stayed", ["trial"])
    plan = story.prep("--with Ana --on 2026-11-17")
    assert (plan["fronts"], plan["declined"]) == ({"main": ["trial"]}, ["trial"])
    assert plan["decision"]["feasibility"] == "supported"
    assert plan["last_client_decision"] == {"id": "trial", "on": "2026-11-10", "person": "Ana"}


def test_rule_16_go_on_makes_a_no_an_answer(tmp_path: Path) -> None:
    """It settles the decision: an advance, the way goes on, what needs it is met."""
    story, said = answered_no(tmp_path, "go-on")
    found = said["outcome"]
    assert (found["result"], found["moved"], found["declined"]) == ("advanced", ["trial"], [])
    plan = story.prep("--with Ana --on 2026-11-17")
    assert (plan["fronts"], plan["declined"]) == ({"main": ["buy"]}, [])
    assert plan["decision"]["feasibility"] == "here"
    assert plan["last_client_decision"] == {"id": "trial", "on": "2026-11-10", "person": "Ana"}


def test_rule_16_a_step_it_sends_back_to_is_reopened(tmp_path: Path) -> None:
    """It opens the step named again, and the decision stays declined."""
    story, said = answered_no(tmp_path, "go")
    assert (said["outcome"]["result"], said["outcome"]["reopened"]) == ("went_back", ["go"])
    plan = story.show()
    assert (plan["fronts"], plan["declined"]) == ({"main": ["go"]}, ["trial"])


def test_rule_16_a_stage_it_sends_back_to_is_reopened_whole(tmp_path: Path) -> None:
    """It opens every settled decision of the stage named."""
    story, said = answered_no(tmp_path, "want")
    assert (said["outcome"]["result"], said["outcome"]["reopened"]) == ("went_back", ["go", "scope"])
    assert story.show()["fronts"] == {"main": ["go", "scope"]}


@pytest.mark.parametrize("end", ["lost", "no-decision"])
def test_rule_16_an_end_is_offered_and_closes_nothing_silently(tmp_path: Path, end: str) -> None:
    """It loses nothing by itself, offers to close, and leaves the deal open meanwhile (page rule 7)."""
    story, said = answered_no(tmp_path, end)
    assert (said["outcome"]["result"], said["outcome"]["ends"]) == ("stayed", end)
    assert story.show()["closed"] is None
    assert any("callplan\u00a0close\u00a0acme" in line["text"] for line in said["lines"])


@pytest.mark.parametrize(
    ("before", "ends"),
    [
        # nothing before it is open: for good or for now is asked
        ("--settled go:Ana --settled plan:Ana", "lost"),
        # with another decision open before it, it is a no and no end
        ("--settled plan:Ana", None),
    ],
)
def test_page_rule_7_a_no_to_the_closing_decision_is_declined(tmp_path: Path, before: str, ends: str | None) -> None:
    """It is never lost by itself, and what it could end in is told only once nothing before it is open."""
    story = joint(tmp_path, more=before)
    assert call(story, "--declined buy:Ben:no")["result"] == "stayed"
    found = call(story, "--declined buy:Cy:no", 12)
    assert (found["result"], found["declined"], found["ends"]) == ("stayed", ["buy"], ends)
    assert (story.show()["closed"], story.show()["declined"]) == (None, ["buy"])


@pytest.mark.parametrize(("before", "ends"), [("", None), ("--settled safe:Ana", "gone")])
def test_page_rule_7_before_it_is_what_it_needs_too(tmp_path: Path, before: str, ends: str | None) -> None:
    """It has what it needs on another track before it, and what it does not need there beside it."""
    text = """
    roles: {boss: {title: boss}}
    stages:
      - {id: safety, title: Is it safe?, track: side, steps: [{id: safe, whether: it is safe, by: boss}]}
      - {id: beside, title: What else?, track: other, steps: [{id: also, whether: more is wanted, by: boss}]}
      - id: order
        title: Order it
        steps: [{id: buy, whether: it is ordered, by: boss, needs: [safe], if_no: gone}]
      - {id: start, title: Begin, steps: [{id: begin, whether: it begins, by: boss}]}
    ends: {won: {needs: [buy]}, lost: [dear], gone: {kind: lost, reasons: [dear]}}
    """
    story = Story(tmp_path, text)
    story.prep(f"--with Ana:boss --on 2026-11-03 {before}")
    found = story.debrief("--on 2026-11-10 --with Ana --declined buy:Ana:no --not-asked")["outcome"]
    assert (found["result"], found["ends"]) == ("stayed", ends)


def test_page_rule_7_what_else_the_call_came_to_stands(tmp_path: Path) -> None:
    """It advanced with a decision of the same call, though the order was declined."""
    found = call(joint(tmp_path), "--decided go:Ana --declined buy:Cy:no")
    assert (found["result"], found["moved"], found["declined"], found["ends"]) == ("advanced", ["go"], ["buy"], None)


def test_page_rule_7_lost_needs_the_deal_to_be_closed(tmp_path: Path) -> None:
    """It is lost when the same debrief closes it; taken up again it is not over, and the page goes on."""
    story = joint(tmp_path, more="--settled go:Ana --settled plan:Ana")
    found = story.debrief("--on 2026-11-10 --with Cy --declined buy:Cy:no --close lost:dear --verdict lost")
    assert (found["outcome"]["result"], found["outcome"]["ends"], found["agrees"]) == ("lost", "lost", True)
    story.undo()
    assert call(story, "--declined buy:Cy:no")["result"] == "stayed"
    plan = story.prep("--with Cy --on 2026-11-17")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("buy", "supported")


def test_rule_17_put_off_keeps_its_place_and_is_never_the_aim(tmp_path: Path) -> None:
    """It stays the front until its day, is planned last, and is open again on the day."""
    story = joint(tmp_path)
    assert call(story, "--deferred go:Ana:2026-12-01:budget")["result"] == "stayed"
    plan = story.prep("--with Ana --on 2026-11-30")
    assert (plan["fronts"], plan["deferred"]) == ({"main": ["go"]}, ["go"])
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("go", "supported")
    assert plan["rungs"]["aim"] is None
    assert plan["no_aim"] == "Get ready for Tue 1 Dec: Ana put the go-ahead off until then."
    plan = story.prep("--with Ana --on 2026-12-01")
    assert (plan["deferred"], plan["decision"]["feasibility"], plan["rungs"]["aim"]["id"]) == ([], "here", "go")


def test_rule_17_planned_last(tmp_path: Path) -> None:
    """It plans another decision of the front's stage that can be taken, and never one put off, nobody named or not."""
    story = Story(tmp_path, ANSWERS.replace(", IF_NO", ""))
    story.prep("--with Ana:boss --with Ben:user --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Ana --deferred go:Ana:2026-12-01:budget --not-asked")
    assert story.prep("--with Ana --on 2026-11-10")["decision"]["id"] == "scope"
    assert story.prep("--with Ana --with Ben --on 2026-11-10")["decision"]["id"] == "scope"
    story.debrief("--on 2026-11-10 --with Ben --deferred scope:Ben:2026-12-08:busy --not-asked")
    (tmp_path / "nobody.yaml").write_text("with: []", encoding="utf-8")
    plan = story.prep(f"--answers {tmp_path / 'nobody.yaml'} --on 2026-11-17")
    assert plan["call"]["people"] == []
    assert plan["rungs"] == {"all_the_way": None, "aim": None, "least": None}
    assert plan["no_aim"] is not None


def test_rule_17_a_yes_takes_what_was_put_off(tmp_path: Path) -> None:
    """It makes a decision before its day when the client says yes after all; a putting-off needs a day."""
    story = joint(tmp_path)
    call(story, "--deferred go:Ana:2026-12-01:budget")
    assert call(story, "--decided go:Dee", 12)["moved"] == ["go"]
    assert story.show()["deferred"] == []
    assert story.tell("debrief", "--on 2026-11-13 --with Ana --deferred plan:Ana:soon:budget").code == 2


IMPLIED = """
roles: {boss: {title: boss}, cfo: {title: finance}}
stages:
  - {id: want, title: Is it worth it?, steps: [{id: go, whether: it is worth it, by: boss, implied_by: [buy]}]}
  - {id: safety, title: Is it safe?, steps: [{id: safe, whether: it is safe, by: boss}]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: cfo, needs: [go]}]}
  - {id: begin, title: Start it, steps: [{id: start, whether: it starts now, by: boss}]}
ends: {won: {needs: [buy]}}
"""


def test_rule_23_implied_is_settled_and_nobodys_decision(tmp_path: Path) -> None:
    """It settles what an order implies without an advance of its own, and owes only what is not implied."""
    story = Story(tmp_path, IMPLIED)
    story.prep("--with Ana:boss --with Cy:cfo --on 2026-11-03")
    found = story.debrief("--on 2026-11-03 --with Cy --decided buy:Cy:wrote --not-asked")["outcome"]
    assert (found["result"], found["moved"]) == ("won", ["buy"])
    plan = story.show()
    assert [debt["id"] for debt in plan["owed"]] == ["safe"]
    assert plan["fronts"] == {"main": ["start"]}
    assert plan["position"]["ours"] == "want"


def test_rule_23_only_as_long_as_it_is_made(tmp_path: Path) -> None:
    """It stands while what implied it is looked at again, and opens with a no; said yes to of its own, it stands."""
    story = Story(tmp_path, IMPLIED)
    story.prep("--with Ana:boss --with Cy:cfo --on 2026-11-03 --settled buy:Cy:wrote")
    found = story.debrief("--on 2026-11-10 --with Cy --reopened buy:Cy:price --not-asked")["outcome"]
    assert found["reopened"] == ["buy"]
    assert [debt["id"] for debt in story.show()["owed"]] == ["safe"]
    story.debrief("--on 2026-11-11 --with Ana --reopened go:Ana:hm --not-asked")
    assert story.show()["fronts"] == {"main": ["go"]}
    story.undo()
    story.undo()
    story.debrief("--on 2026-11-10 --with Cy --declined buy:Cy:price --not-asked")
    assert story.show()["fronts"] == {"main": ["go"]}
    story.undo()
    assert story.debrief("--on 2026-11-10 --with Ana --decided go:Ana --not-asked")["outcome"]["moved"] == ["go"]
    story.debrief("--on 2026-11-12 --with Cy --declined buy:Cy:price --not-asked")
    assert story.show()["fronts"] == {"main": ["safe"]}


def test_rule_23_implied_may_be_reopened(tmp_path: Path) -> None:
    """It lets a client person take up again what was only implied: that is going back, and what needs it follows."""
    story = Story(tmp_path, IMPLIED)
    story.prep("--with Ana:boss --with Cy:cfo --on 2026-11-03 --settled buy:Cy:wrote")
    found = story.debrief("--on 2026-11-10 --with Ana --reopened go:Ana:hm --not-asked")["outcome"]
    assert (found["result"], found["reopened"], found["to_reconfirm"]) == ("went_back", ["go"], ["buy"])


def test_rule_23_an_order_later_than_the_doubt_implies_it_again(tmp_path: Path) -> None:
    """It settles what was taken up again once what implies it is made after that, and not before."""
    story = Story(tmp_path, IMPLIED)
    story.prep("--with Ana:boss --with Cy:cfo --on 2026-11-03 --settled go:Ana")
    story.debrief("--on 2026-11-03 --with Ana --reopened go:Ana:hm --not-asked")
    assert story.show()["fronts"] == {"main": ["go"]}
    story.debrief("--on 2026-11-10 --with Cy --decided buy:Cy:wrote --not-asked")
    assert story.show()["fronts"] == {"main": ["start"]}


def test_rule_25_the_first_status_that_fits(tmp_path: Path) -> None:
    """It puts n/a before made, made before waived, waived before declined; of a no and a putting-off the later."""
    story = joint(tmp_path, "boss, when: {not: {amount: {under: 1k}}}")
    call(story, "--declined go:Ana:no --deferred go:Ana:2026-12-01:later")
    assert (story.show()["declined"], story.show()["deferred"]) == ([], ["go"])
    call(story, "--declined go:Ana:no")
    assert (story.show()["declined"], story.show()["deferred"]) == (["go"], [])
    assert call(story, "--waived go:Ana:seen", 11)["waived"] == ["go"]
    assert story.show()["declined"] == []
    assert call(story, "--decided go:Ana", 12)["moved"] == ["go"]
    assert story.show()["last_client_decision"]["id"] == "go"
    story.prep("--with Ana --on 2026-11-17 --set amount=500:Ana")
    plan = story.show()
    assert (plan["fronts"], plan["last_client_decision"]) == (
        {"main": ["plan"]},
        {"id": "go", "on": "2026-11-12", "person": "Ana"},
    )


@pytest.mark.parametrize(
    ("own", "again", "told"),
    [
        ("go:Ana:said:fine", "go:Ana:heard=Ben:so I hear",
         "From Ben: Ana said yes to the go-ahead: “so I hear”. Ana told us so on 10 Nov, and that stands."),
        ("go:Ana:wrote", "go:Ana:heard=Ben",
         "From Ben: Ana said yes to the go-ahead. Ana put it in writing on 10 Nov, and that stands."),
    ],
)  # fmt: skip
def test_rule_13_hearsay_takes_the_place_of_no_word_of_ones_own(
    tmp_path: Path, own: str, again: str, told: str
) -> None:
    """It leaves Ana's own yes where it is, counted with Ben's, and notes what is heard of it in one line."""
    story = joint(tmp_path, "[boss, user]")
    call(story, f"--decided {own}")
    found = story.debrief(f"--on 2026-11-11 --with Ben --not-asked --decided '{again}'")
    lines = [line["text"].replace("\u00a0", " ") for line in found["lines"] if line["section"] == "NOT COUNTED"]
    assert (lines, found["outcome"]["result"]) == ([told], "stayed")
    assert "With Ana (boss, said yes 10 Nov) and Ben (user)" in story.page("--with Ana --with Ben --on 2026-11-12")
    assert call(story, "--decided go:Ben", 13)["moved"] == ["go"]


def test_rule_13_after_it_was_taken_up_again_hearsay_is_the_latest_word(tmp_path: Path) -> None:
    """It keeps what is heard as support, once Ana's own yes no longer stands."""
    story = joint(tmp_path, "[boss, user]")
    call(story, "--decided go:Ana --decided go:Ben")
    call(story, "--reopened go:Ana:hm", 11)
    found = story.debrief("--on 2026-11-12 --with Ben --not-asked --decided go:Ana:heard=Ben")
    assert "From others: Ana said yes to the go-ahead; hear it from Ana." in found["outcome"]["because"]
