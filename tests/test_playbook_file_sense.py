"""Advice on a map as a whole: decisions that are none, acts that serve nothing, people nobody meets, dead ends."""

from __future__ import annotations

from textwrap import dedent

import pytest

from callplan.playbook_file import read

HEAD = """\
format: 1
id: m
title: A map
roles:
  user: {title: user}
  buyer: {title: buyer}
  cfo: {title: finance}
  we: {title: account lead, side: us}
facts:
  data: {ask: What is held?, choices: [none, personal]}
  amount: {ask: What is set aside?}
  audited: {ask: Who audits it?, type: yes-no, when: {data: personal}}
stages:
"""
START = """\
- id: want
  title: Is it worth it?
  steps:
  - {id: seen, will: see it, by: user, takes: 2d}
  - {id: wanted, whether: it is worth having, by: buyer, hear: user, no_is_right_if: nobody would use it}
"""
ORDER = """\
- id: order
  title: Shall we order?
  steps:
  - {id: ordered, whether: it is ordered, by: buyer, no_is_right_if: the money is gone}
"""


def advised(stages: str) -> list[str]:
    """What is advised of a map with these stages: lines from their first, without what is never used or spoken."""
    playbook, problems = read((HEAD + stages).encode(), "m")
    assert playbook is not None, problems
    above = HEAD.count("\n")
    apart = ("no step names", "nothing asks", "say aloud")
    told = [each for each in problems if not any(words in each.sentence for words in apart)]
    assert all(each.advice for each in told)
    return [f"{each.line - above}:{each.column}: {each.sentence}" for each in told]


def test_nothing_odd() -> None:
    """It says nothing of a map that makes sense."""
    assert advised(START + ORDER) == []


def test_a_decision_that_is_ours() -> None:
    """It tells our doings from the client's decisions, by whoever decides and by the clause."""
    stages = """\
    - id: demo
      title: Demo
      steps:
      - {id: shown, whether: we have shown it, by: we}
      - {id: booked, whether: a demo is booked, by: buyer, no_is_right_if: nobody has time}
      - {id: liked, whether: our offer is the best, by: buyer, no_is_right_if: it is not}
      - {id: answered, whether: whether it is good for us, by: buyer, no_is_right_if: it is not}
    """
    ours = (
        '"whether" tells what we do, and only they decide: say what they decide on, or make it an act of ours ("will:")'
    )
    assert advised(dedent(stages) + ORDER) == [
        '2:10: "title" is a stage of our work: call it by what they settle there, as in "What must it do?"',
        f"4:26: {ours}",
        '4:48: "by" names none of theirs, and only they decide: name who does, or make it an act of ours ("will:")',
        f"5:27: {ours}",
        '6:26: "whether" says "our", and the plan names people instead: say it without',
        '7:29: "whether" follows "whether": begin it without "whether"',
        '7:29: "whether" says "us", and the plan names people instead: say it without',
    ]


def test_a_track_of_our_own() -> None:
    """It lets us decide beside their way whether we take part at all."""
    stages = """\
    - id: bid
      title: Do we take part?
      track: bid
      steps:
      - {id: worth, whether: the call is worth an answer, by: we, if_no: lost}
    """
    assert advised(START + ORDER + dedent(stages)) == []


def test_no_way_for_a_no() -> None:
    """It asks each client decision for its right no, and a no for a place to lead to; not of a third party."""
    stages = """\
    - id: order
      title: Shall we order?
      steps:
      - {id: ordered, whether: it is ordered, by: buyer, if_no: ordered}
    """
    assert advised(START + dedent(stages)) == [
        '9:10: "ordered" has no "no_is_right_if": say when a no is right for them, so that the plan can offer it',
        '9:61: "if_no" sends a no back to "ordered", where it was said, and so round in a circle: '
        'name an end, an earlier step or stage, or "go-on", or take it out',
    ]
    assert advised(START + ORDER.replace("by: buyer", "by: buyer, if_no: order")) == [
        '9:61: "if_no" sends a no back to "order", where it was said, and so round in a circle: '
        'name an end, an earlier step or stage, or "go-on", or take it out',
    ]
    assert advised(START + ORDER.replace("by: buyer", "by: buyer, if_no: want")) == []


def test_many_without_a_right_no() -> None:
    """It tells of the first of more than three decisions that have no right no, and how many more there are."""
    more = "".join(f"  - {{id: more-{place}, whether: it is so, by: user}}\n" for place in range(4))
    told = "say when a no is right for them, so that the plan can offer it"
    assert advised(START + more + ORDER) == [
        f'6:10: "more-0" has no "no_is_right_if", nor have three more decisions: {told}'
    ]
    assert advised(START + more.split("  - {id: more-3")[0] + ORDER) == [
        f'{place + 6}:10: "more-{place}" has no "no_is_right_if": {told}' for place in range(3)
    ]


def test_an_act_that_serves_nothing() -> None:
    """It wants an act to be needed, or to ask, help, bring somebody or take its time."""
    acts = "".join(
        f"  - {{id: act-{place}, will: see it again, by: user{more}}}\n"
        for place, more in enumerate(
            ("", ", ask: What is it?", ", help: a list", ", brings: cfo", ", takes: 2d", ", before: wanted-by + 0d")
        )
    )
    assert advised(START + acts + ORDER) == [
        '6:10: "act-0" serves nothing: no decision needs it, it brings nobody and helps with nothing: '
        'name it in the "needs" of one, or give it an "ask" or a "help"'
    ]
    assert advised(START + acts + ORDER.replace("by: buyer", "by: buyer, needs: [act-0]")) == []
    assert advised(START + acts.replace("act-0,", "act-0, when: {not: wanted},") + ORDER) == []
    assert len(advised(START + acts.replace("act-0,", "act-0, when: {data: none},") + ORDER)) == 1
    assert advised(START + acts.replace("by: user}", "by: we}") + ORDER) == []


def test_what_is_done_with_the_deal_won() -> None:
    """It wants nothing to need what the client gets done beside the main way, once the deal is won."""
    after = """\
    - id: after
      title: Who has to know?
      track: afterwards
      needs: [ordered]
      steps:
      - {id: told, will: write a note to the board, by: user}
      - {id: kept, whether: it is kept, by: user, no_is_right_if: nobody uses it}
    """
    assert advised(START + ORDER + dedent(after)) == []
    assert len(advised(START + ORDER + dedent(after).replace("needs: [ordered]", "needs: [wanted]"))) == 1


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        ("said", "said"),
        ("{any: [{did: an order}, {heard: a word}]}", "heard"),
        ("{depends: [{when: {data: none}, is: said}, {is: wrote}]}", "said"),
        ("wrote", ""),
        ("{did: an order}", ""),
    ],
)
def test_won_by_words(proof: str, said: str) -> None:
    """It wants an order in writing before a deal is won."""
    told = f'9:61: "proof" lets the deal be won by what is "{said}" alone: ask for "wrote" or "did" here'
    assert advised(START + ORDER.replace("by: buyer", f"by: buyer, proof: {proof}")) == ([told] if said else [])


MEETS = 'nobody meets "cfo" before this decision: give an act of somebody known "brings: cfo"'
WON = "ends: {won: {needs: [ordered]}}\n"
BRINGS = 'no act brings "cfo", who has to decide this: give an act of somebody known "brings: cfo"'


@pytest.mark.parametrize(
    ("by", "more", "said"),
    [
        ("cfo", "", f'{MEETS}, or hear them for what it needs ("hear: cfo")'),
        ("[buyer, cfo]", "", f'{MEETS}, or hear them for what it needs ("hear: cfo")'),
        ("{any: [[buyer, cfo], cfo]}", "", f'{MEETS}, or hear them for what it needs ("hear: cfo")'),
        (
            "{depends: [{when: {data: none}, is: cfo}, {is: [buyer, cfo]}]}",
            "",
            f'{MEETS}, or hear them for what it needs ("hear: cfo")',
        ),
        ("{depends: [{when: {data: none}, is: buyer}, {is: cfo}]}", "", ""),
        ("cfo", "  - {id: more, will: read it, by: cfo, takes: 2d}\n", BRINGS),
        ("cfo", "  - {id: more, will: bring somebody, by: buyer, brings: cfo}\n", ""),
        ("cfo, needs: [more]", "  - {id: more, will: read it, by: cfo, takes: 2d}\n", ""),
        ("cfo, needs: [more]", f"  - {{id: more, whether: it is, by: user, hear: cfo, no_is_right_if: no}}\n{WON}", ""),
        ("{any: [buyer, cfo]}", "", ""),
        ("{any: [user, we]}", "", ""),
        ("we", "", ""),
    ],
)
def test_whom_nobody_meets(by: str, more: str, said: str) -> None:
    """It wants those who have to decide to be brought by somebody; whoever is there in the first stage is."""
    order = ORDER.replace("by: buyer", f"by: {by}") + more
    told = [line for line in advised(START + order) if '"by" names none' not in line]
    assert told == ([f"9:47: {said}"] if said else [])


def test_whom_nobody_may_meet() -> None:
    """It wants nobody brought to where nobody may be called."""
    order = ORDER.replace("by: buyer", "by: cfo")
    for how in ("written", "none"):
        assert advised(START + order.replace("  steps:", f"  talk: {{how: {how}}}\n  steps:", 1)) == []
    assert advised(START + order.replace("  steps:", "  talk: {how: call}\n  steps:", 1)) != []


def test_whom_nobody_meets_beside_the_main_way() -> None:
    """It takes the main way for earlier than a track beside it, and says of one role only the first."""
    stages = """\
    - id: legal
      title: Can we live with it?
      track: legal
      steps:
      - {id: worded, whether: the wording is fit, by: cfo, no_is_right_if: it is not}
      - {id: filed, whether: it is filed, by: cfo, no_is_right_if: it is not}
    """
    assert advised(START + ORDER + dedent(stages)) == [f'14:51: {MEETS}, or hear them for what it needs ("hear: cfo")']
    needed = dedent(stages).replace("  track", "  needs: [order]\n  track")
    heard = ORDER.replace("by: buyer", "by: buyer, hear: cfo")
    assert advised(START + heard + needed) == []
    assert advised(START + heard + dedent(stages)) == [f"14:51: {BRINGS}"]


def test_where_nobody_may_call() -> None:
    """It does not want anybody brought to a stage in which nobody may call."""
    order = ORDER.replace("by: buyer", "by: cfo").replace("  steps:", "  talk: {how: written}\n  steps:")
    assert advised(START + order) == []


def test_one_for_all() -> None:
    """It asks who else has to agree when one role decides everything."""
    more = "  - {id: liked, whether: it is liked, by: buyer, no_is_right_if: it is ugly}\n"
    told = [
        '-7:3: "buyer" decides everything here, all 3 decisions: who else has to agree - '
        'the one who pays, who works with it, who checks it? Name them in "by" or "hear"'
    ]
    assert advised(START + more + ORDER) == told
    assert advised(START + more + ORDER.replace("by: buyer", "by: [user, buyer]")) == []


def way(decision: str, stage: str = "", acts: str = "") -> str:
    """A map with one stage between wanting and ordering, whose only decision has these keys."""
    step = f"  - {{id: fit, whether: it is fit, by: user, no_is_right_if: it is not, {decision}}}\n"
    return f"{START}- id: check\n  title: Is it fit?\n{stage}  steps:\n{acts}{step}{ORDER}"


RULED = 'what "fit" needs is ruled out by "when", or by another need, over "{}": mend one of them'
NO_CASE = 'no case of "by" of "fit" can hold there, over "data": add one that does'
LATER = '"fit" needs "ordered", which stands in a later stage: put the stages in their order, or take the need out'
BEHIND = "  - {id: list, will: write it, by: buyer, needs: [{data: none}]}\n"


@pytest.mark.parametrize(
    ("decision", "stage", "acts", "reason"),
    [
        ("needs: [{data: none}]", "  when: {data: personal}\n", "", RULED.format("data")),
        ("needs: [{data: {not: personal}}]", "  when: {data: personal}\n", "", RULED.format("data")),
        ("needs: [{amount: {under: 5k}}]", "  when: {amount: {at_least: 5k}}\n", "", RULED.format("amount")),
        ("needs: [{amount: {not: {over: 5k}}}]", "  when: {amount: {over: 5k}}\n", "", RULED.format("amount")),
        ("needs: [{amount: 3}]", "  when: {amount: {over: 5k}}\n", "", RULED.format("amount")),
        ("needs: [{amount: 3}]", "  when: {not: {amount: {at_most: 5k}}}\n", "", RULED.format("amount")),
        ("needs: [seen, {not: seen}]", "", "", RULED.format("seen")),
        ("needs: [wanted + 2d]", "  when: {not: wanted}\n", "", RULED.format("wanted")),
        ("needs: [{data: {any: [none]}}]", "  when: {not: {any: [{data: none}, amount]}}\n", "", RULED.format("data")),
        ("needs: [{not: {data: {any: [none, personal]}}}]", "  when: {data: none}\n", "", RULED.format("data")),
        ("needs: [{not: [{data: none}, {data: none}]}]", "  when: {data: none}\n", "", RULED.format("data")),
        ("needs: [{not: {not: {data: none}}}]", "  when: {data: personal}\n", "", RULED.format("data")),
        ("needs: [list]", "  when: {data: personal}\n", BEHIND, RULED.format("data")),
        ("needs: [{data: {any: [none, none]}}]", "  when: {data: personal}\n", "", RULED.format("data")),
        ("needs: [ordered]", "", "", LATER),
        ("needs: [list]", "", BEHIND.replace("{data: none}", "ordered"), LATER),
    ],
)
def test_a_stage_nobody_can_leave(decision: str, stage: str, acts: str, reason: str) -> None:
    """It finds what a decision needs, directly or through others, and can never have where it applies."""
    assert advised(way(decision, stage, acts)) == [f'6:7: nobody can leave the stage "check": {reason}']


def test_a_stage_without_a_case() -> None:
    """It finds a decision for which nobody is left to decide."""
    stages = way("takes: 2d", "  when: {data: personal}\n")
    by = "by: {depends: [{when: {data: none}, is: user}]}"
    assert advised(stages.replace("by: user, no_is", f"{by}, no_is")) == [
        f'6:7: nobody can leave the stage "check": {NO_CASE}'
    ]


def test_a_stage_that_never_applies() -> None:
    """It finds conditions of a stage and its decision that exclude each other."""
    assert advised(way("when: {data: none}", "  when: {data: personal}\n")) == [
        '6:7: the stage "check" has no decision that can apply: '
        'the "when" of "check" and that of "fit" exclude each other over "data": mend one of them'
    ]
    assert advised(way("takes: 2d", "  when: {amount: {over: 500k, under: 25k}}\n")) == [
        '6:7: the stage "check" has no decision that can apply: '
        'the lines of "when" of "check" exclude each other over "amount": mend one of them'
    ]


def test_a_step_that_never_applies() -> None:
    """It finds a step whose conditions exclude each other beside others that can apply, decision or act."""
    acts = "  - {id: drawn, will: draw it, by: user, when: {amount: {over: 500k, under: 25k}}, takes: 2d}\n"
    more = "  - {id: safe, whether: it is safe, by: user, no_is_right_if: it is not, when: {data: none}}\n"
    over = 'exclude each other over "amount": mend one of them'
    assert advised(way("takes: 2d", "", acts)) == [
        f'9:48: "drawn" can never apply: the lines of "when" of "drawn" {over}'
    ]
    assert advised(way("takes: 2d", "  when: {data: personal}\n", more)) == [
        '10:80: "safe" can never apply: '
        'the "when" of "check" and that of "safe" exclude each other over "data": mend one of them'
    ]
    assert advised(way("takes: 2d", "", acts.replace("under", "at_most").replace("500k", "5k"))) == []


@pytest.mark.parametrize(
    ("decision", "stage", "acts"),
    [
        ("needs: [{data: none}]", "  when: {data: {not: personal}}\n", ""),
        ("needs: [{amount: {at_most: 5k}}]", "  when: {amount: {at_least: 5k}}\n", ""),
        ("needs: [{amount: 5k}]", "  when: {amount: {at_least: 5k, under: 6k}}\n", ""),
        ("needs: [{any: [{data: none}, seen]}]", "  when: {data: personal}\n", ""),
        ("needs: [{not: {audited: yes}}, {audited: yes}]", "", ""),
        ("needs: [seen, {not: seen + 9d}]", "", ""),
        ("needs: [list]", "", "  - {id: list, will: write it, by: buyer, when: {data: none}, needs: [ordered]}\n"),
        ("needs: [{at_least: 2, of: [seen, wanted, {data: none}]}]", "  when: {data: personal}\n", ""),
        ("needs: [{not: {at_least: 2, of: [seen, wanted, {data: none}]}}]", "  when: {data: none}\n", ""),
        ("needs: [list]", "  when: {data: personal}\n", BEHIND.replace("{data: none}", "{any: [{data: none}, seen]}")),
        ("needs: [wanted]", "  needs: [seen]\n", ""),
    ],
)
def test_a_stage_somebody_can_leave(decision: str, stage: str, acts: str) -> None:
    """It raises no alarm where a map alone cannot tell: alternatives, waits, counts, and what may not apply."""
    assert [line for line in advised(way(decision, stage, acts)) if "leave" in line or "apply" in line] == []


def test_alternatives_without_end() -> None:
    """It stops weighing alternatives before they take long."""
    pairs = ", ".join(["{any: [{amount: {over: 5}}, {amount: {over: 6}}]}"] * 60)
    assert advised(way(f"needs: [{pairs}, {{any: [{{amount: 1}}, {{amount: 2}}]}}, {pairs}]")) == []


def test_nothing_odd_about_what_is_left_out() -> None:
    """It looks at nothing that a map leaves out of the one it extends."""
    odd = way("needs: [ordered]", acts="  - {id: idle, will: see it again, by: we}\n")
    odd = odd.replace("it is fit, by: user", "it is fit, by: cfo")
    own = "format: 1\nid: own\nextends: m\nwithout: [check]\n"
    playbook, problems = read(own.encode(), "own", lambda name: ((HEAD + odd).encode(), name))
    assert playbook is not None
    assert [each.sentence for each in problems if "nothing asks" not in each.sentence] == []


SPOKEN = ", topic: whether to go on, yes: went for it"
ALOUD = 'write what you would say aloud, or the page makes do with "whether"'


def aloud(yaml: str, **others: str) -> list[str]:
    """What is advised of decisions without words to be spoken in."""
    problems = read(yaml.encode(), "m", lambda name: (others[name].encode(), name))[1]
    return [str(each) for each in problems if "say aloud" in each.sentence]


def test_not_spoken_of() -> None:
    """It tells once of the first decision without topic or yes and how many more there are; of ours alone never."""
    both, line = HEAD + START + ORDER, HEAD.count("\n") + 5
    assert aloud(both) == [
        f'm:{line}:10: "wanted" has no "topic" and no "yes", and one more decision lacks one or both: {ALOUD}'
    ]
    assert aloud(both.replace("by: buyer, hear", "topic: whether it is worth it, by: buyer, hear")) == [
        f'm:{line}:10: "wanted" has no "yes", and one more decision lacks one or both: {ALOUD}'
    ]
    assert aloud(both.replace("having, by", f"having{SPOKEN}, by")) == [
        f'm:{line + 4}:10: "ordered" has no "topic" and no "yes": {ALOUD}'
    ]
    more = "".join(f"  - {{id: more-{place}, whether: it is so, by: user}}\n" for place in range(3))
    assert "and four more decisions lack" in aloud(HEAD + START + more + ORDER)[0]
    ours = "- {id: bid, title: Do we?, track: bid, steps: [{id: worth, whether: the call is worth it, by: we}]}\n"
    assert aloud(HEAD + (START + ORDER).replace(", by: buyer", f"{SPOKEN}, by: buyer") + ours) == []
    assert aloud(both.replace("by: buyer", "by: byer")) == []


def test_not_spoken_of_in_a_variant() -> None:
    """It tells a variant of its own decisions alone, and of none that it leaves out."""
    base, own = HEAD + START + ORDER, "format: 1\nid: own\nextends: base\n"
    assert aloud(own, base=base) == []
    new = "stages: [{id: want, steps: [{id: wanted, by: user}, {id: sure, whether: it is so, by: user}]}]\n"
    assert aloud(own + new, base=base) == [f'm:4:{new.index("sure") + 1}: "sure" has no "topic" and no "yes": {ALOUD}']
    assert aloud(own + new + "without: [sure]\n", base=base) == []
    assert aloud(own + new + "without: [want]\n", base=base) == []


def test_nothing_of_sense_beside_a_mistake() -> None:
    """It looks at the map as a whole only when it has no mistake."""
    _, problems = read((HEAD + START + ORDER.replace("by: buyer", "by: byer, proof: said")).encode(), "m")
    assert [each.sentence.split(":")[0] for each in problems if not each.advice] == [
        '"byer" is no role of this map.  Did you mean buyer?'.replace("  ", " ")
    ]
    assert not any("won by" in each.sentence for each in problems)
