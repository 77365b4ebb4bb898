"""Every mistake in a step is said with its line and column, in a sentence that says what to do."""

from __future__ import annotations

import pytest
from spoiled import cases, told

BY = """
by: buyre
> 20:9: "buyre" is no role of this map. Did you mean buyer?

by: {any: buyer}
> 20:15: "any" takes a list: any: [one, another]

by: {at_least: 3, of: [buyer, user]}
> 20:20: "at_least" is a number from 1 to 2, as many as the list holds

by: [buyer, {any: [usr]}]
> 20:24: "usr" is no role of this map. Did you mean user?

by: {not: buyer}
> 20:9: a group of keys names no role: write one, a list, {any: [...]} or {at_least: 2, of: [...]}

by:
> 20:8: "by" is empty: fill it in, or take it out

by: []
> 20:9: a list names no role: write one, a list, {any: [...]} or {at_least: 2, of: [...]}

by: {depends: [{is: buyer}, {when: {cloud: yes}, is: user}]}
> 20:20: a case without "when" holds always: what comes after it never counts, so put it last

by: {depends: []}
> 20:19: "depends" is a list of cases: [{when: ..., is: ...}, {is: ...}]

by: {depends: [{when: data}]}
> 20:20: a group of keys is no case: write {when: ..., is: ...}, and nothing else in it

by: {depends: [{is: buyer}], is: user}
> 20:9: "depends" stands alone: what differs by case goes into its list

needs: [tried]
> 18:5: a decision has no "by": the role that does it or can decide it

by: &b buyer
    hear: *b
> 20:9: "&b" names a place to repeat: take it out, and write the repetition out
> 21:11: "*b" stands for another place in the file: write it out
"""

DECISION = """
needs: [treid]
> 21:13: "treid" is nothing in this map. Did you mean tried?

if_no: lots
> 21:12: "lots" is nothing in this map. Did you mean lost?

hear: nobody
> 21:11: "nobody" is no role of this map, which has buyer, user and we.

by: user
> 21:5: "by" stands here twice, first in line 20: keep one of them

brings: user
> 21:5: "brings" belongs to an act, and this step is a decision ("whether:")

takes: soon
> 21:12: "soon" is no length of time: write 10d, 10bd, 2w, 3m, 3-5d, 2d-3w or 3w+

takes: 10
> 21:12: "10" is no length of time: write 10d, 10bd, 2w, 3m, 3-5d, 2d-3w or 3w+

takes: 3w-2d
> 21:12: "3w-2d" runs backwards: the shorter one comes first

takes: [1w, 2w]
> 21:12: a list is no length of time: write 10d, 10bd, 2w, 3m, 3-5d, 2d-3w or 3w+

needs: [renewal-90d]
> 21:13: "renewal-90d" is neither an id nor an id with a wait: write renewal - 90d

needs: [renewal - 90]
> 21:13: "renewal - 90" is neither an id nor an id with a wait: write asked + 3bd

needs: [tried - 3d]
> 21:13: nobody knows beforehand when "tried" will be: only a date can be counted back from

needs: [cloud + 3d]
> 21:13: "cloud" is no date, so nothing can be counted from it: give it "type: date"

needs: [lost]
> 21:13: "lost" is an end, and this names a fact, a step or a stage.

before: cloud
> 21:13: "cloud" is no date: give it "type: date", or name another day

before: {renewal: 3d}
> 21:13: a group of keys is no day: write an id, asked + 3bd, or renewal - 90d

when: {cloud: maybe}
> 21:19: "maybe" is no value of "cloud": it is yes or no

when: {data: persnal}
> 21:18: "data" is none or personal, never "persnal". Did you mean personal?

when: {data: [none, personal]}
> 21:18: a list is no test of "data": write a value, {any: [...]}, {not: value} or {over: 5}

when: {data: personal, none}
> 21:28: a comma inside braces ends a value, so "none" stands alone: write {any: [...]}

when: {tried: yes}
> 21:12: "tried" is an act, and only a fact has a value: write it alone, without the colon

when: {amonut: 3}
> 21:12: "amonut" is none of this map's facts. Did you mean amount?

when: {amount: {over: lots}}
> 21:27: "lots" is no number, and "amount" is one: write 50000, 50k or 1.5m

when: {data: {over: 3}}
> 21:18: "data" is no number, so nothing is over or under it: give it "type: number"

when: [tried + 3d]
> 21:12: "tried + 3d": a condition never looks at the clock; waits belong in "needs" and "before"

when: {amount: {more: 5}}
> 21:20: a group of keys is no test of "amount": write a value, {any: [...]}, {not: value} or {over:
>   5}

when: {any: data}
> 21:17: "any" takes a list: any: [one, another]

when: {renewal: soon}
> 21:21: "soon" is no date, and "renewal" is one: write it as 2027-03-31

when:
> 21:10: "when" is empty: fill it in, or take it out

when: {at_least: 0, of: [data]}
> 21:22: "at_least" is a number from 1 to 1, as many as the list holds

proof: writing
> 21:12: "writing" is no proof: it is assumed, heard, said, wrote or did.

proof: [said, wrote]
> 21:12: a list is no proof: write said, {did: what it looks like}, or {any: [...]} of these

proof: {said: x, wrote: y}
> 21:12: a group of keys is no proof: write said, {did: what it looks like}, or {any: [...]} of these

times: 0
> 21:12: "times" is a whole number from 1, not "0"

times: twice
> 21:12: "times" is a whole number from 1, not "twice"

waive: always
> 21:12: "waive" is never, or {by: role, reasons: [one, another]}, not "always"

waive: {by: nobody}
> 21:17: "nobody" is no role of this map, which has buyer, user and we.

waive: {who: buyer}
> 21:12: "waive" is never, or {by: role, reasons: [one, another]}, not a group of keys

concerns: [{say: it}]
> 21:16: a concern has no "fear": what they may fear

concerns: {fear: it}
> 21:15: a group of keys is no list: begin each line below it with "- "

they_ask: what?
> 21:15: "they_ask" is a list: begin each line below it with "- "

they_ask: [asks a peer: what?]
> 21:16: a line of "they_ask" is a text, and a colon with a blank after it made keys of it: put it in
>   quotation marks

implied_by: [amount]
> 21:18: "amount" is a fact, and this names a step.

implied_by: ordered
> 21:17: "ordered" is no list: write [ordered]

good_for_them: [a, b]
> 21:20: "good_for_them" is one text, and this is a list

good_for_them:
> 21:19: "good_for_them" is empty: fill it in, or take it out

good_for_them: ''
> 21:20: "good_for_them" holds nothing but blanks: fill it in, or take it out

goodforthem: x
> 21:5: "goodforthem" is no key of a decision. Did you mean good_for_them?

wibble: x
> 21:5: "wibble" is no key of a decision. It has id, title, by, when, needs, after, before, takes, lasts,
>   times, proof, not_proof, ask, listen_for, help, if_skipped, until_then, waive, whether, topic,
>   yes, hear, good_for_them, no_is_right_if, concerns, if_no, implied_by and they_ask.

topic:
> 21:11: "topic" is empty: fill it in, or take it out

yes: yes

yes: [ordered it]
> 21:10: "yes" is one text, and this is a list

topic: {it} is ordered
> 21:17: no key can stand here: check the indent of this line and of those above, and whether a
>   quotation mark ends too early

yes: ''
> 21:10: "yes" holds nothing but blanks: fill it in, or take it out

will: both
> 18:5: a step has both "will" and "whether": write one, will for an act, whether for a decision

needs: [ordered]
> 21:5: ordered -> ordered goes in a circle. A step cannot wait for itself: take one of these needs
>   out

when: ordered
> 21:5: ordered -> ordered goes in a circle. Each hangs on the next: take one of these out

ask: What happened: and when?
> 21:23: a colon with a blank after it begins a value, and none can begin here: put a text that holds
>   a colon in quotation marks, or check the indent

help: *x
> 21:11: "*x" stands for another place in the file: write it out

help: &x y
> 21:11: "&x" names a place to repeat: take it out, and write the repetition out

help: !!str y
> 21:11: "tag:yaml.org,2002:str" is a tag: take it out, the key decides what its value is

help: "\\e[31m"
> 21:11: a character that cannot be seen (U+001B): take it out

needs: [treid + 3d]
> 21:13: "treid" is nothing in this map. Did you mean tried?

listen_for: [they: say]
> 21:17: "listen_for" is one text, and this is a list

if_no: [lost]
> 21:12: a list is no id: write one

waive: {by: {depends: [{is: buyer}]}}
> 21:17: a group of keys names no role: write one, a list, {any: [...]} or {at_least: 2, of: [...]}

when: {cloud: [yes]}
> 21:19: a list is no test of "cloud": write a value, {any: [...]}, {not: value} or {over: 5}

when: {cloud: {any: [[yes]]}}
> 21:26: a list is no test of "cloud": write a value, {any: [...]}, {not: value} or {over: 5}

when: {amount: {over: [5]}}
> 21:27: a list is no value of "amount"
"""

ACT = """
{id: b, will: bring a, b and c, by: user}
> 17:28: a comma inside braces ends a text, so "b and c" became a key: put the text in quotation
>   marks, or each key on its own line

{id: b, by: user}
> 17:5: a step has neither "will" nor "whether": write one, will for an act, whether for a decision

{will: x, by: user}
> 17:5: an act has no "id": a short name in small letters

{id: B, will: x, by: user}
> 17:10: "B" is no id: small letters a to z, digits and -, beginning with a letter

{id: tried, will: x, by: user}
> 17:10: "tried" is taken: an act has this id in line 16

{id: yes, will: x, by: user}
> 17:10: "yes" has a meaning of its own and cannot be an id

{id: data, will: x, by: user}
> 17:10: "data" is taken: a fact has this id in line 7

{id: b, will: x, by: user, hear: buyer}
> 17:32: "hear" belongs to a decision, and this step is an act ("will:")

{id: b, will: x, by: user, topic: whether to see it}
> 17:32: "topic" belongs to a decision, and this step is an act ("will:")

{id: b, will: x, by: user, yes: saw it}
> 17:32: "yes" belongs to a decision, and this step is an act ("will:")

{id: b, whether: it is so, topic: what {it} does, by: user}
> 17:5: the brace that opens here is not closed where it should be

{id: b, will: x, by: user, without_us: perhaps}
> 17:44: "perhaps" is neither true nor false

{id: b, will: x, by: user, gives_up: life}
> 17:42: "gives_up" is time, reputation or money, not "life".

{id: b, will: x, by: user, brings: bayer}
> 17:40: "bayer" is no role of this map. Did you mean buyer?

tried
> 17:5: an act has keys of its own: {id: ..., by: ..., will: ...}

[a]
> 17:5: an act has keys of its own: {id: ..., by: ..., will: ...}

{id: b, will: x, by: user, wil: y}
> 17:32: "wil" is no key of an act. Did you mean will?

{id: b, will: [x], by: user}
> 17:19: "will" is one text, and this is a list

{id: won, will: x, by: user}
> 17:10: "won" is in every map, as an end

{id: b, whether: it is right, by: user}
> 12:7: the last stage has 2 decisions, b and ordered: name the one whose yes wins the deal, as in
>   "won: {needs: [ordered]}" under "ends"

{id: b, will: see it, by: user, brings: [user]}
> 17:45: a list is no role: write the id of one
"""


@pytest.mark.parametrize(("yaml", "said"), cases(BY))
def test_mistakes_in_who_decides(yaml: str, said: list[str]) -> None:
    """It says what is wrong with who decides, and where."""
    assert told(by=yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(DECISION))
def test_mistakes_in_a_decision(yaml: str, said: list[str]) -> None:
    """It says what is wrong with a decision, and where."""
    assert told(decision=yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(ACT))
def test_mistakes_in_an_act(yaml: str, said: list[str]) -> None:
    """It says what is wrong with an act, and where."""
    assert told(act=yaml) == said
