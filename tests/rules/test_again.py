"""Rules 18 to 21: what is re-opened, what that spoils, what restores it, and what leaves with a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

CHAIN = """
roles: {boss: {title: boss}, user: {title: user}, cfo: {title: finance}}
stages:
  - id: want
    title: Is it worth having?
    steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss}]
  - id: which
    title: Which one?
    steps:
      - {id: list, will: send the list, by: user, needs: [go]}
      - {id: pick, whether: this one is right, by: boss, needs: [list]}
      - {id: colour, whether: it may be blue, by: boss, IF_NO}
  - id: safety
    title: Is it safe?
    track: security
    steps: [{id: safe, whether: it is safe, by: boss, needs: [pick]}]
  - id: order
    title: Order it
    steps: [{id: buy, whether: it is ordered, by: cfo, needs: [safe]}]
"""
JOINT = CHAIN.replace(", IF_NO", "").replace("it is worth it, by: boss", "it is worth it, by: [boss, user]")
ALL = "--with Ana:boss --with Ben:user --with Cy:cfo --with Dee:none"
SETTLED = "--settled go:Ana --settled pick:Ana --settled colour:Ana --settled safe:Ana --done list:Ben"


def chain(home: Path, settled: str = SETTLED, if_no: str = "") -> Story:
    """A deal in which all but the order is decided, on 2 November."""
    story = Story(home, CHAIN.replace(", IF_NO", f", if_no: {if_no}" if if_no else ""))
    story.prep(f"{ALL} --on 2026-11-03 {settled}")
    return story


def call(story: Story, flags: str, day: int = 10, people: str = "--with Ana --with Ben --with Cy --with Dee") -> Any:
    """The outcome of a call."""
    return story.debrief(f"--on 2026-11-{day} {people} --not-asked {flags}")["outcome"]


@pytest.mark.parametrize("who", ["Ana", "Ben", "Cy", "Dee"])
def test_rule_18_any_client_person_may_reopen(tmp_path: Path, who: str) -> None:
    """It opens a made decision again for whoever of theirs doubts it, with a role or none; its front is there again."""
    story = chain(tmp_path)
    found = call(story, f"--reopened go:{who}:hm")
    assert (found["result"], found["reopened"], found["planned"]) == ("went_back", ["go"], False)
    plan = story.show()
    assert plan["fronts"]["main"] == ["go"]
    assert plan["position"]["client"]["main"] == "want"


def test_rule_18_waived_and_answered_no_are_reopened_too(tmp_path: Path) -> None:
    """It opens again what was waived and what was answered no."""
    story = chain(tmp_path, "--settled pick:Ana", if_no="go-on")
    assert call(story, "--waived go:Ana:seen --declined colour:Ana:no")["result"] == "advanced"
    assert story.show()["fronts"]["main"] == ["buy"]
    found = call(story, "--reopened go:Ben:hm --reopened colour:Ben:hm", 12)
    assert (found["result"], found["reopened"]) == ("went_back", ["go", "colour"])
    assert story.show()["fronts"]["main"] == ["go"]
    assert call(story, "--decided go:Ana --declined colour:Ana:no", 13)["moved"] == ["go", "colour"]


def test_rule_18_the_earliest_reopened_is_the_front(tmp_path: Path) -> None:
    """It puts the front at the earliest of several re-opened decisions, and at the next when that is settled."""
    story = chain(tmp_path)
    call(story, "--reopened colour:Ana:hm --reopened go:Ana:hm")
    assert story.show()["fronts"]["main"] == ["go"]
    call(story, "--decided go:Ana", 12)
    assert story.show()["fronts"]["main"] == ["colour"]


def test_rule_18_reopening_a_declined_decision_lifts_the_noes(tmp_path: Path) -> None:
    """It asks again what was declined: a no taken back is a small step, and earlier yeses of others count."""
    story = Story(tmp_path, JOINT)
    story.prep(f"{ALL} --on 2026-11-03 --settled go:Ben")
    assert call(story, "--declined go:Ana:no")["declined"] == ["go"]
    found = call(story, "--reopened go:Ana:hm", 12)
    assert (found["result"], found["small"], found["reopened"]) == ("small_step", ["go"], [])
    assert story.show()["declined"] == []
    assert call(story, "--decided go:Ana", 13)["moved"] == ["go"]


def test_rule_18_other_sides_reopen_nothing(tmp_path: Path) -> None:
    """It lets a third party's doubt fall silent."""
    story = Story(tmp_path, JOINT.replace("roles: {", "roles: {bank: {title: bank, side: third-party}, "))
    story.prep("--with Ana:boss --with Ben:user --with Eve:bank --on 2026-11-03 --settled go:Ana --settled go:Ben")
    said = story.debrief("--on 2026-11-10 --with Ana --with Eve --reopened go:Eve:hm --not-asked")
    assert (said["outcome"]["result"], len(said["orphans"])) == ("stayed", 1)
    assert story.show()["fronts"]["main"] == ["pick", "colour"]


def test_rule_19_what_needs_it_is_to_reconfirm_through_tasks_and_tracks(tmp_path: Path) -> None:
    """It marks every made decision that needs the re-opened one, through others; not what is only later, nor acts."""
    story = chain(tmp_path)
    found = call(story, "--reopened go:Ana:hm")
    assert (found["reopened"], found["to_reconfirm"]) == (["go"], ["pick", "safe"])
    plan = story.show()
    assert plan["to_reconfirm"] == ["pick", "safe"]
    assert plan["fronts"] == {"main": ["go"], "security": ["safe"]}
    assert "list" not in [debt["id"] for debt in plan["owed"]]
    call(story, "--decided go:Ana", 12)
    assert story.show()["fronts"]["main"] == ["pick"]


def test_rule_19_a_no_after_a_yes_spoils_as_much(tmp_path: Path) -> None:
    """It marks them as well when a made decision is declined; a voice against spoils nothing."""
    story = chain(tmp_path)
    found = call(story, "--declined go:Ben:no")
    assert (found["result"], found["to_reconfirm"], found["reopened"]) == ("stayed", [], [])
    found = call(story, "--declined go:Ana:no", 12)
    assert (found["result"], found["reopened"], found["declined"]) == ("went_back", ["go"], ["go"])
    assert found["to_reconfirm"] == ["pick", "safe"]


def test_rule_19_what_was_waived_is_marked_too(tmp_path: Path) -> None:
    """It asks again for the waiver of what rests on the re-opened decision."""
    story = chain(tmp_path, "--settled go:Ana --done list:Ben")
    assert call(story, "--waived pick:Ana:seen")["waived"] == ["pick"]
    assert call(story, "--reopened go:Ana:hm", 12)["to_reconfirm"] == ["pick"]
    call(story, "--decided go:Ana", 13)
    assert call(story, "--waived pick:Ana:seen", 14)["waived"] == ["pick"]
    assert story.show()["to_reconfirm"] == []


def test_rule_19_what_was_not_made_is_not_marked(tmp_path: Path) -> None:
    """It marks nothing that was still open."""
    story = chain(tmp_path, "--settled go:Ana --settled colour:Ana")
    assert call(story, "--reopened go:Ana:hm")["to_reconfirm"] == []
    assert story.show()["owed"] == []


def test_rule_20_decided_again_on_the_same_call_it_had_stood_all_along(tmp_path: Path) -> None:
    """It takes back every mark when they waver and come round on one call: no result, no new date, no clock."""
    story = chain(tmp_path)
    before = story.show()
    found = call(story, "--reopened go:Ben:hm --decided go:Ana")
    assert (found["result"], found["reopened"], found["moved"], found["to_reconfirm"]) == ("stayed", [], [], [])
    after = story.show()
    for part in ("fronts", "last_client_decision", "to_reconfirm", "position", "owed"):
        assert after[part] == before[part], part
    assert after["momentum"]["calls"] == 1


def test_rule_20_a_no_and_a_yes_on_one_call_are_wavering_too(tmp_path: Path) -> None:
    """It keeps the old date when the same person says no and then yes again on one call."""
    story = chain(tmp_path)
    before = story.show()
    found = call(story, "--declined safe:Ana:no --decided safe:Ana")
    assert (found["result"], found["reopened"], found["moved"], found["to_reconfirm"]) == ("stayed", [], [], [])
    assert story.show()["last_client_decision"] == before["last_client_decision"]
    assert story.show()["fronts"] == before["fronts"]


def test_rule_20_decided_again_on_a_later_call_its_own_mark_goes(tmp_path: Path) -> None:
    """It lifts the mark of the decision itself, and leaves what needs it to be confirmed one by one."""
    story = chain(tmp_path)
    call(story, "--reopened go:Ana:hm")
    found = call(story, "--decided go:Ana", 17)
    assert (found["result"], found["moved"]) == ("advanced", ["go"])
    plan = story.show()
    assert plan["to_reconfirm"] == ["pick", "safe"]
    assert plan["last_client_decision"] == {"id": "go", "on": "2026-11-17", "person": "Ana"}
    assert call(story, "--decided safe:Ana", 18)["moved"] == ["safe"]
    assert call(story, "--decided pick:Ana", 19)["moved"] == ["pick"]
    assert story.show()["to_reconfirm"] == []


def test_rule_20_without_authority_all_its_marks_go_whenever_it_is_decided_again(tmp_path: Path) -> None:
    """It lifts everything when the boss says that it stood after all, though on a later call."""
    story = chain(tmp_path)
    assert call(story, "--reopened go:Ben:hm")["to_reconfirm"] == ["pick", "safe"]
    found = call(story, "--decided go:Ana", 17)
    assert (found["result"], found["moved"]) == ("advanced", ["go"])
    assert story.show()["to_reconfirm"] == []
    assert story.show()["fronts"] == {"main": ["buy"], "security": []}


def test_rule_20_support_does_not_lift_a_mark(tmp_path: Path) -> None:
    """It needs the full rule: a yes without authority, or one of two, leaves all marks."""
    story = Story(tmp_path, JOINT)
    story.prep(f"{ALL} --on 2026-11-03 {SETTLED} --settled go:Ben")
    found = call(story, "--reopened go:Ben:hm --decided go:Ana --decided go:Cy")
    assert (found["result"], found["to_reconfirm"], found["supported"]) == ("went_back", ["pick", "safe"], ["go"])
    found = call(story, "--decided go:Ben", 12)
    assert (found["moved"], story.show()["to_reconfirm"]) == (["go"], ["pick", "safe"])


def test_rule_20_only_the_marks_it_caused(tmp_path: Path) -> None:
    """It leaves the marks of another re-opening when one of two came round on the same call."""
    story = chain(tmp_path)
    found = call(story, "--reopened go:Ana:hm --reopened pick:Ana:hm --decided go:Ana")
    assert (found["result"], found["reopened"], found["to_reconfirm"]) == ("went_back", ["pick"], ["safe"])
    assert story.show()["fronts"]["main"] == ["pick"]


def test_rule_20_each_mark_goes_with_its_own_cause(tmp_path: Path) -> None:
    """It keeps what needs two re-opened decisions marked until neither is in question."""
    story = chain(tmp_path)
    call(story, "--reopened go:Ben:hm")
    call(story, "--decided pick:Ana", 11)
    assert call(story, "--reopened pick:Ana:hm", 12)["reopened"] == ["pick"]
    call(story, "--decided go:Ana", 13)
    assert story.show()["to_reconfirm"] == ["safe"]


def test_rule_20_a_second_doubt_before_the_first_is_settled_makes_no_sense(tmp_path: Path) -> None:
    """It cannot re-open what is open already; the first marks stay with their authority."""
    story = chain(tmp_path)
    call(story, "--reopened go:Ana:hm")
    said = story.debrief("--on 2026-11-12 --with Ben --reopened go:Ben:hm --decided go:Ana --not-asked")
    assert len(said["orphans"]) == 1
    assert (said["outcome"]["moved"], story.show()["to_reconfirm"]) == (["go"], ["pick", "safe"])


def test_rule_20_sent_back_and_come_round(tmp_path: Path) -> None:
    """It asks the declined decision again once what its no sent them back to is decided again."""
    story = chain(tmp_path, "--settled go:Ana --settled pick:Ana --done list:Ben", if_no="go")
    found = call(story, "--declined colour:Ana:no")
    assert (found["result"], found["reopened"], found["declined"]) == ("went_back", ["go"], ["colour"])
    call(story, "--decided go:Ana", 12)
    plan = story.prep("--with Ana --on 2026-11-17 --target colour")
    assert (plan["declined"], plan["decision"]["feasibility"]) == ([], "here")


def test_rule_21_what_was_only_said_leaves_with_the_person(tmp_path: Path) -> None:
    """It asks whoever holds the role next to confirm again; the client decided nothing, and nothing else is spoilt."""
    story = chain(tmp_path)
    found = call(story, "--left Ana", people="--with Ben --with Eve:boss")
    assert (found["result"], found["reopened"], found["to_reconfirm"]) == ("stayed", [], [])
    plan = story.prep("--with Eve --on 2026-11-12")
    assert plan["to_reconfirm"] == ["go", "pick", "colour", "safe"]
    assert plan["last_client_decision"] is None
    # they stay where they had come to, and what lies before it is owed
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("pick", "here")
    assert [debt["id"] for debt in plan["owed"]] == ["go"]
    found = call(story, "--decided go:Eve", 12, "--with Eve")
    assert (found["result"], found["moved"]) == ("advanced", ["go"])
    assert story.show()["to_reconfirm"] == ["pick", "colour", "safe"]


@pytest.mark.parametrize("proof", ["wrote", "did"])
def test_rule_21_what_was_written_stays(tmp_path: Path, proof: str) -> None:
    """It keeps what was written or done by somebody who left, with its date."""
    story = chain(tmp_path, f"--settled go:Ana:{proof} --settled pick:Ana")
    call(story, "--left Ana", people="--with Ben")
    plan = story.show()
    assert plan["to_reconfirm"] == ["pick"]
    assert plan["last_client_decision"] == {"id": "go", "on": "2026-11-02", "person": "Ana"}


def test_rule_21_only_what_they_alone_had_decided(tmp_path: Path) -> None:
    """It leaves standing what another holder had said yes to as well; of a joint yes only their part falls."""
    story = Story(
        tmp_path, CHAIN.replace(", IF_NO", "").replace("one is right, by: boss", "one is right, by: [boss, user]")
    )
    settled = "--settled go:Ana --settled pick:Ana --settled pick:Ben"
    story.prep(f"--with Ana:boss --with Ben:user --with Eve:boss --on 2026-11-03 {settled}")
    call(story, "--decided go:Eve", people="--with Eve")
    call(story, "--left Ana", 12, "--with Ben")
    plan = story.show()
    assert plan["to_reconfirm"] == ["pick"]
    assert plan["last_client_decision"] == {"id": "go", "on": "2026-11-10", "person": "Eve"}
    assert call(story, "--decided pick:Eve", 13, "--with Eve")["moved"] == ["pick"]


def test_rule_21_what_is_to_reconfirm_is_owed_under_what_needs_it(tmp_path: Path) -> None:
    """It counts like any open decision: owed, because a decision that was written needs it."""
    story = chain(tmp_path, "--settled pick:Ana --settled safe:Ana:wrote")
    call(story, "--left Ana", people="--with Ben")
    pick = next(debt for debt in story.show()["owed"] if debt["id"] == "pick")
    assert (pick["before"], pick["hard"], pick["passed"]) == ("buy", False, [])


def test_rule_21_an_answer_no_leaves_with_its_giver_too(tmp_path: Path) -> None:
    """It asks again what only somebody who left had answered with no."""
    story = chain(tmp_path, "--settled go:Ana:wrote --settled pick:Ana:wrote", if_no="go-on")
    assert call(story, "--declined colour:Ana:no")["moved"] == ["colour"]
    found = call(story, "--left Ana", 12, "--with Ben")
    assert (found["result"], found["reopened"]) == ("stayed", [])
    assert story.show()["to_reconfirm"] == ["colour"]


def test_rule_21_a_declined_decision_is_open_once_the_one_who_declined_has_left(tmp_path: Path) -> None:
    """It lets a new holder decide what the old one had declined."""
    story = chain(tmp_path, "--settled go:Ana:wrote --settled pick:Ana:wrote")
    call(story, "--declined colour:Ana:no")
    plan = story.prep("--with Eve:boss --left Ana --on 2026-11-12 --target colour")
    assert (plan["declined"], plan["decision"]["feasibility"]) == ([], "here")


def test_rule_21_a_new_holder_beside_the_old_changes_nothing(tmp_path: Path) -> None:
    """It keeps all decisions when a second boss comes, who is asked one question like everybody else."""
    story = chain(tmp_path)
    before = story.show()
    plan = story.prep("--with Eve:boss --with Cy --on 2026-11-12 --settled buy:Cy")
    for part in ("fronts", "to_reconfirm", "last_client_decision", "position"):
        assert plan[part] == before[part], part
    assert len([ask for ask in plan["asks"] if ask["of"] == "Eve"]) == 1


def test_rule_21_a_role_taken_away_undoes_nothing(tmp_path: Path) -> None:
    """It keeps what was decided while the role was held."""
    story = chain(tmp_path)
    before = story.show()
    found = story.debrief("--on 2026-11-10 --with Ana:none --with Eve:boss --not-asked")["outcome"]
    assert (found["result"], found["reopened"]) == ("stayed", [])
    assert story.show()["fronts"] == before["fronts"]
    assert story.show()["to_reconfirm"] == []


def test_rule_21_who_comes_back_is_there_again(tmp_path: Path) -> None:
    """It counts their word again once they are met again."""
    story = chain(tmp_path)
    call(story, "--left Ana", people="--with Ben")
    assert story.show()["to_reconfirm"] == ["go", "pick", "colour", "safe"]
    plan = story.prep("--with Ana --on 2026-11-17")
    assert plan["to_reconfirm"] == []
