"""Every mistake in a part of a map is said with its line and column, in a sentence that says what to do."""

from __future__ import annotations

import pytest
from spoiled import cases, told

FACT = """
x: {type: number}
> 10:6: a fact has no "ask": the question that finds it out, or "depends", to work it out

x: {ask: How many?, type: nmber}
> 10:29: "type" is number, date, yes-no or text, not "nmber". Did you mean number?

x: {ask: How many?, type: date, unit: boxes}
> 10:41: only a number has a "unit", and this fact is a date

x: {ask: Which?, type: date, choices: [a]}
> 10:26: a fact with "choices" has no other type: take "type" out

x: {ask: Which?, assume: maybe, type: yes-no}
> 10:28: "maybe" is no value of "x": it is yes or no

x: {ask: How many?, assume: many, unit: a}
> 10:31: "many" is no number, and "x" is one: write 50000, 50k or 1.5m

x: {depends: [{when: {data: none}, is: big}, {is: 5}]}
  y: {depends: [{when: {x: bgi}, is: yes}, {is: no}]}
> 11:28: "x" is big or 5, never "bgi". Did you mean big?

x: {depends: 5}
> 10:16: "depends" is a list of cases: [{when: ..., is: ...}, {is: ...}]

x: Which?
> 10:6: a fact has keys of its own: {ask: ..., of: ...}

amount: {type: text}
> 10:11: "amount" is in every map, as a number: leave out what makes it another type

amount: {ask: How much?, choices: [a]}
> 10:11: "amount" is in every map, as a number: leave out what makes it another type

x: {ask: Which?, when: {y: yes}}
  y: {ask: What?, type: yes-no, when: {x: a}}
> 10:20: x -> y -> x goes in a circle. Each hangs on the next: take one of these out

x: {ask: Which?, of: byer}
> 10:24: "byer" is no role of this map. Did you mean buyer?

Which: {ask: Which?}
> 10:3: "Which" is no id: small letters a to z, digits and -, beginning with a letter

x: {ask: Which?, when: x}
> 10:20: x -> x goes in a circle. Each hangs on the next: take one of these out
"""

ROLE = """
, x: {}
> 5:83: a role has no "title": what a sentence calls it

, x: Boss
> 5:83: a role has keys of its own: {title: ...}

, x: {title: Boss, side: theirs}
> 5:103: "side" is client, us or third-party, not "theirs".

, x: {title: }
> 5:91: "title" is empty: fill it in, or take it out

, Big Boss: {title: Boss}
> 5:80: "Big Boss" is no id: small letters a to z, digits and -, beginning with a letter

, buyer: {title: x}
> 5:80: "buyer" stands here twice, first in line 5: keep one of them
"""

STAGE = """
talk: none
> 14:9: "talk" has keys of its own: {how: ..., to: ...}

talk: {how: phone}
> 14:15: "how" is call, written or none, not "phone". Did you mean none?

talk: {to: bayer}
> 14:14: "bayer" is no role of this map. Did you mean buyer?

talk: {before: cloud}
> 14:18: "cloud" is no date: give it "type: date", or name another day

track: Other Way
> 11:1: no stage stands on the main track: take a "track" out
> 14:10: "Other Way" is no id: small letters a to z, digits and -, beginning with a letter

track: [a]
> 11:1: no stage stands on the main track: take a "track" out
> 14:10: a list is no id: write one, in small letters

signals: they ask
> 14:12: "signals" is a list: begin each line below it with "- "

signals: [they: ask]
> 14:13: a line of "signals" is a text, and a colon with a blank after it made keys of it: put it in
>   quotation marks

when: {order: yes}
> 14:10: "order" is a stage, and only a fact has a value: write it alone, without the colon

needs: [ordered]
> 18:5: ordered -> ordered goes in a circle. A step cannot wait for itself: take one of these needs
>   out

needs: [order]
> 18:5: ordered -> ordered goes in a circle. A step cannot wait for itself: take one of these needs
>   out

track: side
> 11:1: no stage stands on the main track: take a "track" out
"""

END = """
ends: {won: {needs: [tried]}}
> 22:14: "won" needs no decision: name the one decision whose yes wins the deal, and facts or acts

ends: {won: {needs: []}}
> 22:14: "won" needs no decision: name the one decision whose yes wins the deal, and facts or acts
> 22:21: a list is no condition: write an id, a list of them, or {fact: value}

ends: {over: [x]}
> 22:14: "over" has no "kind": won, lost, no-decision or void

ends: {over: {kind: finished}}
> 22:21: "kind" is won, lost, no-decision or void, not "finished".

ends: {lost: {kind: won}}
> 22:14: "lost" is its own kind: take "kind" out

ends: {lost: no budget}
> 22:14: an end has keys of its own: {title: ..., kind: ...}

ends: [won, lost]
> 22:7: "ends" holds ids, each with its keys below it

ends: {won: {need: [ordered]}}
> 22:14: "need" is no key of an end. Did you mean needs?

ends:
> 22:6: "ends" holds ids, each with its keys below it

ends: {won: {needs: [nothing]}}
> 22:14: "won" needs no decision: name the one decision whose yes wins the deal, and facts or acts
> 22:22: "nothing" is nothing in this map.

ends: {data: [a]}
> 22:8: "data" is taken: a fact has this id in line 7
> 22:14: "data" has no "kind": won, lost, no-decision or void
"""

TOP = """
version: 0
> 4:10: "version" is a whole number from 1, not "0"

version: x
> 4:10: "version" is a whole number from 1, not "x"

for: [a]
> 4:6: "for" is one text, and this is a list

format: 1
> 4:1: "format" stands here twice, first in line 1: keep one of them

extends: other
> 4:10: the map "other" cannot be looked up from here

without: [tried]
> 4:10: "without" leaves out parts of the map that "extends" names, and none is named

colour: red
> 4:1: "colour" is no key of a map. It has format, id, title, version, for, without, facts, roles,
>   stages and ends.

facts: 5
> 4:8: "facts" holds ids, each with its keys below it
> 6:1: "facts" stands here twice, first in line 4: keep one of them
"""


@pytest.mark.parametrize(("yaml", "said"), cases(FACT))
def test_mistakes_in_a_fact(yaml: str, said: list[str]) -> None:
    """It says what is wrong with a fact, and where."""
    assert told(fact=yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(ROLE))
def test_mistakes_in_a_role(yaml: str, said: list[str]) -> None:
    """It says what is wrong with a role, and where."""
    assert told(role=yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(STAGE))
def test_mistakes_in_a_stage(yaml: str, said: list[str]) -> None:
    """It says what is wrong with a stage, and where."""
    assert told(stage=yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(END))
def test_mistakes_in_an_end(yaml: str, said: list[str]) -> None:
    """It says what is wrong with an end, and where."""
    assert told(end=yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(TOP))
def test_mistakes_in_the_map_itself(yaml: str, said: list[str]) -> None:
    """It says what is wrong with the map itself, and where."""
    assert told(top=yaml) == said
