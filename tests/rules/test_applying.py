"""Rules 7 to 10: what applies while things are unknown, and what is taken off the lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

DATA = """
roles: {boss: {title: boss}, user: {title: user}}
facts:
  data: {ask: What data would be held?, choices: [none, personal]}
  size: {ask: How many would use it?, choices: [small, big]}
  kind: {ask: Which of it?, choices: [names, sums], when: {data: personal}}
  risk: {depends: [{when: {data: personal}, is: high}, {when: {size: small}, is: low}]}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, whether: it is worth having, by: boss}]}
  - {id: safety, title: Is it safe?, track: security, when: WHEN, steps: [{id: safe, whether: it is safe, by: boss}]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: boss}]}
"""


def security(tmp_path: Path, when: str, facts: str) -> object:
    """What the plan of a call for `safe` makes of it: its feasibility, or None where it does not apply."""
    story = Story(tmp_path, DATA.replace("WHEN", when))
    plan = story.prep(f"--with Ana:boss --with Ben:user --on 2026-11-03 {facts}")
    if "security" not in plan["fronts"]:
        assert "security" not in plan["position"]["client"]
        return None
    return story.prep("--with Ana --with Ben --on 2026-11-03 --target safe")["decision"]["feasibility"]


@pytest.mark.parametrize(
    ("when", "facts", "found"),
    [
        ("{data: personal}", "", "unknown"),
        ("{data: personal}", "--set data=personal:Ana", "here"),
        ("{data: personal}", "--set data=none:Ana", None),
        ("{data: personal}", "--set data=none", None),
        ("{data: personal}", "--set data=none --set data=personal:Ana", "here"),
        ("{data: personal}", "--set data=personal:Ana --set data=none", "here"),
        ("{data: personal}", "--set data=personal:Ana --set data=none:Ben:wrote", "unknown"),
        ("{data: personal}", "--set data=none:Ana --set data=none:Ben", None),
        ("{data: personal, size: big}", "--set size=small:Ana", None),
        ("{data: personal, size: big}", "--set size=big:Ana", "unknown"),
        ("{any: [{data: personal}, {size: big}]}", "--set size=big:Ana", "here"),
        ("{any: [{data: personal}, {size: big}]}", "--set size=small:Ana", "unknown"),
        ("{any: [{data: personal}, {size: big}]}", "--set size=small:Ana --set data=none", None),
        ("{not: {data: none}}", "", "unknown"),
        ("{not: {data: none}}", "--set data=none:Ana --set data=personal:Ben", "unknown"),
        ("{not: {data: none}}", "--set data=none:Ana", None),
        ("{at_least: 1, of: [{data: personal}, {size: big}]}", "--set size=big:Ana", "here"),
        ("data", "--set data=none:Ana", "here"),
        ("data", "", None),
        ("{not: data}", "", "here"),
        ("{risk: high}", "", "unknown"),
        ("{risk: high}", "--set data=personal:Ana", "here"),
        ("{risk: high}", "--set data=none:Ana", "unknown"),
        ("{risk: high}", "--set data=none:Ana --set size=small:Ana", None),
        ("{kind: names}", "--set data=none:Ana", None),
        ("{not: {kind: names}}", "--set data=none:Ana", "here"),
        ("{kind: names}", "--set data=personal:Ana", "unknown"),
        ("{amount: {at_least: 5, under: 9}}", "--set amount=5:Ana", "here"),
        ("{amount: {at_least: 5, under: 9}}", "--set amount=9:Ana", None),
        ("want", "", None),
        ("want", "--settled go:Ana", "here"),
        ("go", "--settled go:Ana", "here"),
    ],
)
def test_rule_7_and_8_conditions_have_three_values(tmp_path: Path, when: str, facts: str, found: str | None) -> None:
    """It keeps a step unless its condition is known to be false; unknown and in conflict leave it in, uncertain."""
    assert security(tmp_path, when, facts) == found


def test_rule_7_our_own_belief_counts_and_is_marked_assumed(tmp_path: Path) -> None:
    """It works with what we believe until a source speaks, and calls it assumed; a map's `assume` likewise."""
    story = Story(tmp_path, DATA.replace("WHEN", "{data: personal}").replace("small, big]", "small, big], assume: big"))
    plan = story.prep("--with Ana:boss --on 2026-11-03 --set data=none")
    assert [source for source in plan["sources"] if source["state"] != "unknown"] == [
        {
            "fact": "data",
            "state": "assumed",
            "values": [{"value": "none", "person": "", "proof": "assumed", "paper": ""}],
        },
        {
            "fact": "size",
            "state": "assumed",
            "values": [{"value": "big", "person": "", "proof": "assumed", "paper": ""}],
        },
    ]
    plan = story.prep("--with Ana --on 2026-11-03 --set data=personal:Ana:wrote:names:Policy")
    assert next(source for source in plan["sources"] if source["fact"] == "data") == {
        "fact": "data",
        "state": "single",
        "values": [{"value": "personal", "person": "Ana", "proof": "wrote", "paper": "Policy"}],
    }
    assert list(plan["fronts"]) == ["main", "security"]


def test_rule_8_an_unknown_fact_becomes_a_question(tmp_path: Path) -> None:
    """It asks what it does not know, of somebody on the call, and lists it among the unknown."""
    story = Story(tmp_path, DATA.replace("WHEN", "{data: personal}"))
    plan = story.prep("--with Ana:boss --on 2026-11-03 --target safe")
    assert plan["unknown"] == ["data"]
    assert plan["asks"][0] == {
        "question": "What data would be held?",
        "of": "Ana",
        "listen_for": "",
        "starred": True,
        "because": ["fact data"],
    }
    assert story.prep("--with Ana --on 2026-11-03 --set data=none:Ana")["unknown"] == []


ACTS = """
roles: {boss: {title: boss}, user: {title: user}}
facts: {data: {ask: What data would be held?, choices: [none, personal]}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, whether: it is worth having, by: boss}
      - {id: form, will: fill in the form, by: user}
      - {id: list, will: send the list, by: user}
      - {id: sheet, will: fill in the sheet, by: user, when: {data: none}}
      - {id: photo, will: send a photo, by: user}
  - id: safety
    title: Is it safe?
    when: {data: personal}
    steps:
      - {id: safe, whether: it is safe, by: boss, needs: [form, list, sheet]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: boss, needs: [list]}]}
"""


def test_rule_8_acts_fall_away_with_their_purpose(tmp_path: Path) -> None:
    """It drops an act without `when` that only steps which do not apply name; named elsewhere, or not, it stays."""
    story = Story(tmp_path, ACTS)
    plan = story.prep("--with Ana:boss --with Ben:user --on 2026-11-03")
    assert plan["client_work"] == ["list", "sheet", "photo"]
    assert plan["rungs"]["least"]["id"] == "form"
    plan = story.prep("--with Ana --with Ben --on 2026-11-03 --set data=none:Ana --settled go:Ana")
    assert [debt["id"] for debt in plan["owed"]] == []
    plan = story.prep("--with Ana --with Ben --on 2026-11-03 --settled buy:Ana:wrote")
    assert [debt["id"] for debt in plan["owed"]] == ["list", "sheet", "photo"]


LISTS = """
roles: {boss: {title: boss}, user: {title: user}}
facts:
  data: {ask: What data would be held?, choices: [none, personal]}
  kind: {ask: Which of it?, choices: [names, sums], when: {data: personal}}
  site: {ask: Where?, choices: [here, there]}
stages:
  - id: tests
    title: Is it tested?
    track: tests
    when: {data: personal}
    steps: [{id: test, whether: the tests went well, by: user}]
  - id: more
    title: Is there more?
    track: tests
    needs: [base]
    steps: [{id: extra, whether: the extra is good, by: user, when: {data: personal}}]
  - id: maybe
    title: Is it far?
    track: tests
    when: {site: there}
    steps: [{id: far, whether: the way is good, by: user}]
  - id: proofs
    title: Does it work?
    steps:
      - {id: base, whether: the base is right, by: user}
      - {id: pilot, whether: the pilot went well, by: user, when: {data: personal}, needs: [base]}
      - {id: audit, whether: the audit went well, by: user, when: {data: personal}}
      - {id: reference, whether: the reference is good, by: user}
      - {id: visit, whether: the visit was good, by: user}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: boss, needs: NEEDS}]}
"""


@pytest.mark.parametrize(
    ("needs", "settled", "found"),
    [
        ("[audit, reference]", "", "supported"),
        ("[audit, reference]", "--settled reference:Ben", "here"),
        ("{any: [audit, reference]}", "", "supported"),
        ("{any: [audit, reference]}", "--settled reference:Ben", "here"),
        ("{any: [audit]}", "", "here"),
        ("[audit]", "", "here"),
        ("{at_least: 2, of: [audit, pilot, reference]}", "", "supported"),
        ("{at_least: 2, of: [audit, pilot, reference]}", "--settled reference:Ben", "here"),
        ("{at_least: 2, of: [audit, reference, visit]}", "--settled reference:Ben", "supported"),
        ("[{any: [audit, pilot]}, reference]", "--settled reference:Ben", "here"),
        ("[pilot]", "", "supported"),
        ("[pilot]", "--settled base:Ben", "here"),
        ("{any: [pilot, reference]}", "--settled base:Ben", "supported"),
        ("[tests]", "", "here"),
        ("[{any: [tests, reference]}]", "", "supported"),
        ("[more]", "", "supported"),
        ("[more]", "--settled base:Ben", "here"),
        ("[kind, reference]", "--settled reference:Ben", "here"),
        ("{data: none}", "", "here"),
        ("{data: personal}", "", "supported"),
        ("[maybe]", "", "unknown"),
        ("[proofs]", "--settled base:Ben --settled reference:Ben --settled visit:Ben", "here"),
    ],
)
def test_rule_9_what_does_not_apply_is_off_the_list(tmp_path: Path, needs: str, settled: str, found: str) -> None:
    """It counts only what applies: an empty list is met, `at_least` asks no more than are left, n/a is not met.

    In an "all" the entry's own needs are handed on (pilot needs the base); in a choice they are not.
    """
    story = Story(tmp_path, LISTS.replace("NEEDS", needs))
    plan = story.prep(f"--with Ana:boss --person Ben:user --on 2026-11-03 --set data=none:Ben --target buy {settled}")
    assert plan["decision"]["feasibility"] == found


def test_rule_9_what_is_handed_on_is_owed_and_has_its_gate(tmp_path: Path) -> None:
    """It owes what a made decision needs through an entry that does not apply, on any track."""
    story = Story(tmp_path, LISTS.replace("NEEDS", "[pilot]").replace("- id: proofs", "- id: proofs\n    track: tests"))
    plan = story.prep("--with Ana:boss --person Ben:user --on 2026-11-03 --set data=none:Ben --settled buy:Ana:wrote")
    assert plan["owed"] == [
        {"id": "base", "kind": "decision", "owner": None, "due": None, "before": None, "hard": False, "passed": [],
         "since_map": False}
    ]  # fmt: skip


def test_rule_9_applies_to_when_as_well(tmp_path: Path) -> None:
    """It takes a step that does not apply off a `when` too, and an empty one holds."""
    story = Story(
        tmp_path,
        """
roles: {boss: {title: boss}}
facts: {data: {ask: What data would be held?, choices: [none, personal]}}
stages:
  - {id: one, title: Is it safe?, when: {data: personal}, steps: [{id: safe, whether: it is safe, by: boss}]}
  - {id: two, title: Is it worth having?, when: [safe], steps: [{id: go, whether: it is worth it, by: boss}]}
  - {id: three, title: Order it, steps: [{id: buy, whether: it is ordered, by: boss}]}
""",
    )
    assert story.prep("--with Ana:boss --on 2026-11-03")["fronts"] == {"main": ["safe"]}
    assert story.prep("--with Ana --on 2026-11-03 --set data=none:Ana")["fronts"] == {"main": ["go"]}


OTHERS = """
roles: {boss: {title: boss}, notary: {title: notary, side: third-party}, us: {title: us, side: us}}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, whether: it is worth having, by: boss}]}
  - {id: deed, title: Is it sealed?, steps: [{id: seal, whether: the deed is sealed, by: notary}]}
  - {id: offering, title: Do we offer it?, steps: [{id: offer, whether: it is offered, by: us}]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: boss, needs: [seal, offer]}]}
"""


def test_rule_10_others_decisions_move_the_position_and_are_no_advance(tmp_path: Path) -> None:
    """It settles a third party's step and ours, and neither advances the call nor resets the clock."""
    story = Story(tmp_path, OTHERS)
    story.prep("--with Ana:boss --with Nat:notary --on 2026-11-03 --settled go:Ana")
    said = story.debrief("--on 2026-11-10 --with Ana --with Nat --decided seal:Nat --decided offer:us --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"], said["outcome"]["small"]) == ("stayed", [], [])
    plan = story.show()
    assert plan["fronts"] == {"main": ["buy"]}
    assert plan["last_client_decision"] == {"id": "go", "on": "2026-11-02", "person": "Ana"}
    assert plan["momentum"]["calls"] == 1
    assert story.prep("--with Ana --on 2026-11-12")["decision"]["feasibility"] == "here"


def test_rule_10_what_another_must_decide_is_no_target(tmp_path: Path) -> None:
    """It aims no call at a decision that no client person takes, but at the next one of theirs, and says what waits."""
    story = Story(tmp_path, OTHERS)
    plan = story.prep("--with Ana:boss --with Nat:notary --on 2026-11-03 --settled go:Ana")
    assert plan["fronts"] == {"main": ["seal"]}
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("buy", "supported")
    told = (
        "Before anybody can decide whether it is ordered, it takes the question whether the deed is sealed and the "
        "question whether it is offered."
    )
    assert plan["decision"]["why"] == told
    assert story.tell("prep", "--with Ana --on 2026-11-03 --target seal").code == 2


def test_rule_10_heard_roles_are_the_clients(tmp_path: Path) -> None:
    """It owes no hearing of somebody on another side, though the map names them."""
    story = Story(
        tmp_path,
        OTHERS.replace("by: boss}]}", "by: boss, hear: [notary, user]}]}", 1).replace(
            "{boss:", "{user: {title: user}, boss:"
        ),
    )
    plan = story.prep("--with Ana:boss --on 2026-11-03 --settled go:Ana")
    assert [debt["id"] for debt in plan["owed"]] == ["@user"]


def test_rule_9_what_stands_under_a_not_is_not_needed(tmp_path: Path) -> None:
    """It owes nothing for a decision that was to be made only while another was open."""
    story = Story(
        tmp_path, LISTS.replace("NEEDS", "{not: visit}").replace("- id: proofs", "- id: proofs\n    track: tests")
    )
    plan = story.prep("--with Ana:boss --on 2026-11-03 --settled buy:Ana:wrote")
    assert plan["owed"] == []
