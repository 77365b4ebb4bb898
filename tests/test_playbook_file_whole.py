"""What only the whole map shows."""

from __future__ import annotations

from callplan.playbook_file import read


def told(yaml: str) -> list[str]:
    """The mistakes in this map."""
    return [str(problem) for problem in read(yaml.encode(), "m")[1] if not problem.advice]


def test_needs_in_a_circle() -> None:
    """It finds a circle through several steps and through a stage, which stands for its decisions."""
    yaml = """\
format: 1
id: m
title: A map
roles: {buyer: {title: Buyer}}
stages:
  - id: try
    title: Try it
    needs: [list]
    steps:
      - {id: works, whether: it works, by: buyer}
  - id: order
    title: Order it
    steps:
      - {id: list, will: write the list, by: buyer, needs: [order + 3d]}
      - {id: ordered, whether: it is ordered, by: buyer, needs: [{any: [try, list]}]}
"""
    assert told(yaml) == [
        "m:10:10: works -> list -> ordered -> works goes in a circle. "
        "A step cannot wait for itself: take one of these needs out"
    ]


def test_conditions_in_a_circle() -> None:
    """It finds a circle through facts, steps, stages and what implies them."""
    yaml = """\
format: 1
id: m
title: A map
roles: {buyer: {title: Buyer}}
facts:
  small: {depends: [{when: try, is: yes}, {is: no}]}
stages:
  - id: try
    title: Try it
    steps:
      - {id: works, whether: it works, by: buyer, implied_by: [ordered]}
  - id: order
    title: Order it
    when: {small: yes}
    steps:
      - {id: ordered, whether: it is ordered, by: buyer, needs: [works]}
"""
    assert told(yaml) == [
        "m:6:11: small -> try -> works -> ordered -> small goes in a circle. "
        "Each hangs on the next: take one of these out"
    ]


def test_only_while_it_is_open() -> None:
    """It lets a step wait until another is open no more, and that one for it: this is no circle."""
    yaml = """\
format: 1
id: m
title: A map
roles: {buyer: {title: Buyer}}
stages:
  - id: order
    title: Order it
    steps:
      - {id: list, will: write the list, by: buyer, needs: {not: ordered}}
      - {id: ordered, whether: it is ordered, by: buyer, needs: [list]}
"""
    assert told(yaml) == []


def test_a_stage_without_a_decision() -> None:
    """It wants a decision in every stage, and says everything else in the same go."""
    yaml = """\
format: 1
id: M
title: A map
stages:
  - id: try
    title: Try it
    steps:
      - {id: tried, will: try it}
  - id: order
    steps:
      - {id: ordered, whether: it is ordered, by: buyer, needs: [tired]}
ends:
  lost: {reason: [price]}
"""
    assert told(yaml) == [
        'm:2:5: "M" is no id: small letters a to z, digits and -, beginning with a letter',
        'm:5:9: the stage "try" has no decision ("whether:"), and nothing else moves a deal',
        'm:8:9: an act has no "by": the role that does it or can decide it',
        'm:9:5: a stage has no "title": what a sentence calls it',
        'm:11:51: "buyer" is no role of this map, which has none.',
        'm:11:66: "tired" is nothing in this map. Did you mean tried?',
        'm:13:10: "reason" is no key of an end. Did you mean reasons?',
    ]


ORDER = """\
stages:
  - id: order
    title: Order it
    steps:
"""
HEAD = "format: 1\nid: m\ntitle: A map\nroles: {buyer: {title: Buyer}}\n"


def test_a_long_circle() -> None:
    """It shows a circle's beginning and end when nobody would read the whole of it."""
    acts = [f"      - {{id: s{n}, will: do it, by: buyer, needs: [s{(n + 1) % 40}]}}\n" for n in range(40)]
    decided = "      - {id: ordered, whether: it is ordered, by: buyer}\n"
    assert told(HEAD + ORDER + "".join(acts) + decided) == [
        "m:9:42: s0 -> s1 -> s2 -> s3 -> s4 -> s5 -> s6 -> s7 -> s8 -> s9 -> ... -> s39 -> s0 goes in a circle. "
        "A step cannot wait for itself: take one of these needs out"
    ]


def test_too_many_in_a_row() -> None:
    """It refuses what would have to be worked out one after the other without end; deep conditions count for more."""
    facts = [f"  f{n}: {{depends: [{{when: {{f{n - 1}: yes}}, is: yes}}, {{is: no}}]}}\n" for n in range(1, 32)]
    decided = "      - {id: ordered, whether: it is ordered, by: buyer}\n"
    long = "facts:\n  f0: {ask: What is it?, type: yes-no}\n" + "".join(facts)
    assert told(HEAD + long + ORDER + decided) == [
        'm:37:9: "f31" hangs on what hangs on something else, and so on, more than 30 in a row: '
        "take out what follows from the others"
    ]
    acts = [f"      - {{id: s{n}, will: do it, by: buyer, needs: [s{n + 1}]}}\n" for n in range(9)]
    deep = "[" + "{any: [" * 16 + "ordered" + "]}" * 16 + "]"
    acts.append(f"      - {{id: s9, will: do it, by: buyer, needs: {deep}}}\n")
    assert told(HEAD + ORDER + "".join(acts) + decided) == [
        'm:18:42: "s9" needs what needs something else, and so on, more than 30 in a row: '
        "take out what follows from the others"
    ]


def test_long_lists() -> None:
    """It names so many ids and no more where there are hundreds to choose from."""
    choices = [f"c{n}" for n in range(200)]
    facts = f"facts:\n  f: {{ask: What is it?, choices: [{', '.join(choices)}]}}\n"
    decided = "      - {id: ordered, whether: it is ordered, by: buyer, when: {f: x}}\n"
    assert told(HEAD + facts + ORDER + decided) == [f'm:11:68: "f" is {", ".join(choices[:30])} and more, never "x".']
