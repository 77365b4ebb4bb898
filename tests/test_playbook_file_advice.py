"""Advice: what would read better in the plan's sentences. It never stands in the way of a map."""

from __future__ import annotations

import pytest
from spoiled import FINE, MAP, cases

from callplan.playbook_file import read

ACT = """
{id: seen, will: to see it, by: we}
> 17:22: "will" follows the word "will": begin it with the verb itself, without "to"

{id: seen, will: sees it, by: we}
> 17:22: "will" follows the word "will": begin it with the bare verb, as in "send", not "sees"

{id: seen, will: seeing it, by: we}
> 17:22: "will" follows the word "will": begin it with the bare verb, as in "send", not "seeing"

{id: seen, will: show us our list, by: we}

{id: seen, will: show what we have, by: we}
> 17:22: "will" says "we", and the plan names people instead: say it without

{id: seen, will: show it to their boss, by: we}
> 17:22: "will" says "their", and the plan names people instead: say it without

{id: seen, will: See it, by: we}
> 17:22: "will" begins with a capital, and it stands inside a sentence: use a small letter, unless it
>   is a name

{id: seen, will: bring the NDA to ITV, by: we}

{id: seen, will: assess it, by: we}

{id: seen, will: send it!, by: we}
> 17:22: "will" ends with an exclamation mark, and it stands inside a sentence: take it off

{id: seen, will: see it, by: we, ask: What is it, help: Bring the list., listen_for: listen for a date}
> 17:43: "ask" is read out as a question: end it with a question mark
> 17:61: "help" follows "Bring": name the thing, as in "a list of names", without "Bring"
> 17:61: "help" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name
> 17:61: "help" ends with a full stop, and it stands inside a sentence: take it off
> 17:90: "listen_for" names what to hear: begin it without "listen for", as in "a date, and who set
>   it"

{id: seen, will: see it, by: we, ask: 'You saw it, haven’t you?', help: our list, listen_for: 'a day, who set it'}
> 17:43: "ask" ends with "haven’t you?", which yes or no answers: ask what, how, when or who

{id: seen, will: see it, by: we, help: send a list, until_then: [to talk of money, Tell it., an offer]}
> 17:44: "help" follows "Bring": name the thing, as in "a list of names", without "send"
> 17:70: "until_then" follows "nobody is to": begin it with the bare verb, as in "talk price", not
>   with "to"
> 17:88: "until_then" begins with a capital, and it stands inside a sentence: use a small letter,
>   unless it is a name
> 17:88: "until_then" ends with a full stop, and it stands inside a sentence: take it off
> 17:98: "until_then" follows "nobody is to": begin it with the bare verb, as in "talk price", not
>   with "an"

{id: seen, will: see it, by: we, if_skipped: 'then your list is lost'}
> 17:50: "if_skipped" follows "If it is passed over,": begin it without "then"
> 17:50: "if_skipped" says "your", and the plan speaks of them: say "they" or name who is meant
"""
DECISION = """
title: order
> 21:12: "title" goes into sentences as it is: begin it with an article, as in "the order"

when: {amount: {over: 1.25, under: 12.5k}}

title: our order
> 21:12: "title" goes into sentences as it is: begin it with an article, as in "the order"

title: the conditions of contract
> 21:12: "title" has a plural, "the conditions", and the verb behind it is singular: name one thing,
>   as in "the agreement on terms"

title: the two signatures
> 21:12: "title" has a plural, "the two signatures", and the verb behind it is singular: name one
>   thing, as in "the agreement on terms"

title: the access of drivers

title: the status for visitors

title: the works council

title: the basis

title: the parents' evening

title: the day work begins

title: the order of all the things they talked of
> 21:12: "title" says "they", and the plan names people instead: say it without
> 21:12: "title" is 42 letters long: 40 fit into a sentence

good_for_them: they sleep.
> 21:20: "good_for_them" ends with a full stop, and it stands inside a sentence: take it off

ask: what now
> 21:10: "ask" is read out as a question: end it with a question mark

they_ask: [Can you do it?]

concerns: [It breaks, {fear: It costs}]
> 21:16: "concerns" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name
> 21:34: "fear" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name

title: the order of everything that was talked over
> 21:12: "title" is 44 letters long: 40 fit into a sentence

if_skipped: We pay
> 21:17: "if_skipped" begins with a capital, and it stands inside a sentence: use a small letter,
>   unless it is a name

not_proof: [A nod]
> 21:17: "not_proof" begins with a capital, and it stands inside a sentence: use a small letter,
>   unless it is a name

they_ask: [how long]
> 21:16: "they_ask" is read out as a question: end it with a question mark

ask: So, are you ready?
> 21:10: "ask" begins with "So, are", which yes or no answers: ask what, how, when or who

ask: Is it ready?
> 21:10: "ask" begins with "Is", which yes or no answers: ask what, how, when or who

ask: Don't you need it?
> 21:10: "ask" begins with "Don't", which yes or no answers: ask what, how, when or who

ask: 'It is ready, right?'
> 21:10: "ask" ends with "right?", which yes or no answers: ask what, how, when or who

ask: Shall it be done or not?
> 21:10: "ask" begins with "Shall", which yes or no answers: ask what, how, when or who

ask: Which of you signs?

ask: Their boss signs when, and who asks them?
> 21:10: "ask" says "Their", and the page takes it for a question about them, not to them: say
>   "you", or name who is meant

ask: Who was there (they or you)?
> 21:10: "ask" says "they", and the page takes it for a question about them, not to them: say
>   "you", or name who is meant

ask: What does the theory say?

topic: whether we may hold the documents as they are

topic: which supplier to go with

topic: whose budget pays for {it}

topic: Whether to go ahead.
> 21:12: "topic" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name
> 21:12: "topic" ends with a full stop, and it stands inside a sentence: take it off

topic: to go ahead
> 21:12: "topic" goes on after "decide": begin it with whether, which, what, who, how or when, as
>   in "whether to go ahead"

topic: whether you and their boss like it
> 21:12: "topic" says "you", and it is spoken to them and of them: say it without

topic: whether to order the pallets, the racks and both of the lifts
> 21:12: "topic" is 61 letters long: 55 are said with ease

topic: whether to order the pallets, the racks and both lifts

topic: what {subject} has to do for {it}
> 21:12: "topic" holds "{subject}", and "{it}" alone is filled in, with what is sold

yes: put {it} in the budget

yes: cleared us to hold our data

yes: brought it forward

yes: gave us the data
> 21:10: "yes" begins with "gave", and it stands after "you" and after "you have": take a verb that
>   is the same in both, as in "decided to go ahead"

yes: Been told.
> 21:10: "yes" begins with "Been", and it stands after "you" and after "you have": take a verb that
>   is the same in both, as in "decided to go ahead"
> 21:10: "yes" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name
> 21:10: "yes" ends with a full stop, and it stands inside a sentence: take it off

yes: agrees to it
> 21:10: "yes" follows "last time you": begin it with what was done, as in "decided to go ahead",
>   not with "agrees"

yes: decide to go ahead
> 21:10: "yes" follows "last time you": begin it with what was done, as in "decided to go ahead",
>   not with "decide"

yes: the go-ahead
> 21:10: "yes" follows "last time you": begin it with what was done, as in "decided to go ahead",
>   not with "the"

yes: dealing with it
> 21:10: "yes" follows "last time you": begin it with what was done, as in "decided to go ahead",
>   not with "dealing"

yes: "yes"
> 21:10: "yes" follows "last time you": begin it with what was done, as in "decided to go ahead",
>   not with "yes"

yes: we agreed on {them}
> 21:10: "yes" follows "last time you": begin it with what was done, as in "decided to go ahead",
>   not with "we"
> 21:10: "yes" holds "{them}", and "{it}" alone is filled in, with what is sold

yes: they agreed
> 21:10: "yes" says "they", and it is spoken to them and of them: say it without

good_for_them: that your people sleep
> 21:20: "good_for_them" follows "Good for them:": begin it without "that"
> 21:20: "good_for_them" says "your", and the plan speaks of them: say "they" or name who is meant

no_is_right_if: if nothing breaks
> 21:21: "no_is_right_if" follows "No is right if": begin it without "if"

no_is_right_if: nothing of yours breaks
> 21:21: "no_is_right_if" says "yours", and the plan speaks of them: say "they" or name who is meant

if_skipped: if it breaks?
> 21:17: "if_skipped" follows "If it is passed over,": begin it without "if"
> 21:17: "if_skipped" ends with a question mark, and it stands inside a sentence: take it off

concerns: [{fear: that it breaks, say: it runs on., never: never a price}]
> 21:23: "fear" follows "They fear that": begin it without "that"
> 21:44: "say" ends with a full stop, and it stands inside a sentence: take it off
> 21:64: "never" follows "Do not promise": begin it without "never"

concerns: [{fear: it costs, say: a b c d e f g h i j k l m n o p q r s t u}]
> 21:38: "say" has 21 words: 20 can be said in one breath

concerns: [{fear: it breaks, say: we stay, never: that it lasts}]

until_then: [do not talk price, nobody talks]
> 21:18: "until_then" follows "nobody is to": begin it with the bare verb, as in "talk price", not
>   with "do not"
> 21:37: "until_then" follows "nobody is to": begin it with the bare verb, as in "talk price", not
>   with "nobody"

listen_for: they name a date
> 21:17: "listen_for" names what to hear: begin it without "they", as in "a date, and who set it"

listen_for: a date.
> 21:17: "listen_for" ends with a full stop, and it stands inside a sentence: take it off

help: take the list
> 21:11: "help" follows "Bring": name the thing, as in "a list of names", without "take"

help: Monday's list
> 21:11: "help" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name
"""
ROLE = """
, boss: {title: Boss}
> 5:80: no step names the role "boss"

, boss: {title: Boss, is: Pays}
> 5:80: no step names the role "boss"
> 5:104: "is" begins with a capital, and it stands inside a sentence: use a small letter, unless it is
>   a name

, boss: {title: The boss, is: the buyer}
> 5:80: no step names the role "boss"
> 5:94: "title" is printed behind a name: begin it without "The"
> 5:108: "is" follows "who": say what this role does, as in "signs the order", not with "the"

, boss: {title: boss., is: is a buyer}
> 5:80: no step names the role "boss"
> 5:94: "title" ends with a full stop, and it stands inside a sentence: take it off
> 5:105: "is" follows "who": say what this role does, as in "signs the order", not with "is a"

, boss: {title: boss, is: decide}
> 5:80: no step names the role "boss"
> 5:104: "is" follows "who": put "decide" into the third person, as in "signs the order"

, boss: {title: boss, called: one of the users}
> 5:80: no step names the role "boss"

, boss: {title: boss, called: somebody from our side}
> 5:80: no step names the role "boss"

, boss: {title: boss, called: budget owner}
> 5:80: no step names the role "boss"
> 5:108: "called" goes into sentences as it is: begin it with an article, "one of" or "somebody",
>   as in "the person with the budget"

, boss: {title: boss, called: Somebody from their house.}
> 5:80: no step names the role "boss"
> 5:108: "called" says "their", and it is spoken to them and of them: say it without
> 5:108: "called" begins with a capital, and it stands inside a sentence: use a small letter,
>   unless it is a name
> 5:108: "called" ends with a full stop, and it stands inside a sentence: take it off

, boss: {title: boss, is: who pays}
> 5:80: no step names the role "boss"
> 5:104: "is" follows "who": say what this role does, as in "signs the order", not with "who"

, boss: {title: boss, is: asked for it}
> 5:80: no step names the role "boss"

, boss: {title: boss, is: can pay.}
> 5:80: no step names the role "boss"
> 5:104: "is" ends with a full stop, and it stands inside a sentence: take it off
"""
FACT = """
size: {ask: Is it large?}
> 10:3: nothing asks about the fact "size"
> 10:15: "ask" begins with "Is", which yes or no answers: ask what, how, when or who

size: {ask: 'You are many, right?'}
> 10:3: nothing asks about the fact "size"
> 10:15: "ask" ends with "right?", which yes or no answers: ask what, how, when or who

size: {ask: How many are you, listen_for: hear a number}
> 10:3: nothing asks about the fact "size"
> 10:15: "ask" is read out as a question: end it with a question mark
> 10:45: "listen_for" names what to hear: begin it without "hear", as in "a date, and who set it"
"""
STAGE = """
signals: [They ask., they wait]
> 14:13: "signals" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name
> 14:13: "signals" ends with a full stop, and it stands inside a sentence: take it off

signals: [a price is asked for]
> 14:13: "signals" is what can be seen of them: tell it with "they", as in "they ask for a price"

signals: [somebody of theirs asks]
"""
TOP = """
for: when they wait.
> 4:6: "for" follows "when": begin it without "when"
> 4:6: "for" ends with a full stop, and it stands inside a sentence: take it off

for: Two agree
> 4:6: "for" begins with a capital, and it stands inside a sentence: use a small letter, unless it
>   is a name
"""


def advised(place: str, yaml: str) -> list[str]:
    """What is advised of the map with this written in this place; everything in it is asked for."""
    asked = "tried, seen, data, cloud, renewal" if place == "fact" else "tried, seen, data, cloud, renewal, size"
    no = "no_is_right_if: the price is too high"
    whole = FINE | {"end": f"ends: {{lost: {{needs: [{asked}]}}}}", "decision": FINE["decision"]} | {place: yaml}
    whole["decision"] += f"\n    {no}" if "no_is_right_if" not in whole["decision"] else ""
    playbook, problems = read(MAP.substitute(whole).encode(), "map.yaml")
    assert playbook is not None, problems
    assert all(problem.advice for problem in problems)
    return [str(problem) for problem in problems if "say aloud" not in problem.sentence]


@pytest.mark.parametrize(("yaml", "said"), cases(ACT))
def test_advice_on_acts(yaml: str, said: list[str]) -> None:
    """It wants a bare verb, no pronoun and no capital."""
    assert advised("act", yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(DECISION))
def test_advice_on_decisions(yaml: str, said: list[str]) -> None:
    """It wants short titles with an article, clauses that fit into a sentence and open questions."""
    assert advised("decision", yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(ROLE))
def test_advice_on_roles(yaml: str, said: list[str]) -> None:
    """It wants every role to be named by a step."""
    assert advised("role", yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(FACT))
def test_advice_on_facts(yaml: str, said: list[str]) -> None:
    """It wants every fact to be asked about."""
    assert advised("fact", yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(STAGE))
def test_advice_on_stages(yaml: str, said: list[str]) -> None:
    """It wants signals that fit into a sentence."""
    assert advised("stage", yaml) == said


@pytest.mark.parametrize(("yaml", "said"), cases(TOP))
def test_advice_on_when_to_choose_it(yaml: str, said: list[str]) -> None:
    """It wants a clause that goes on after "when"."""
    assert advised("top", yaml) == said


def test_advice_on_ends() -> None:
    """It wants reasons and titles that fit into a sentence."""
    ends = "ends: {lost: [Too dear., too late], gone: {kind: void, title: A stop, needs: [tried, seen, size, data]}}"
    said = advised("end", ends)
    assert [line for line in said if "nothing asks" not in line] == [
        'map.yaml:23:15: "reasons" begins with a capital, and it stands inside a sentence: '
        "use a small letter, unless it is a name",
        'map.yaml:23:15: "reasons" ends with a full stop, and it stands inside a sentence: take it off',
        'map.yaml:23:63: "title" begins with a capital, and it stands inside a sentence: '
        "use a small letter, unless it is a name",
    ]


SMALL = """\
format: 1
id: small
title: A little more
roles: {{buyer: {{title: buyer, is: {does}}}}}
stages:
  - id: order
    title: Shall we order?
    steps:
      - id: ordered
        title: the order
        whether: {whether}
        topic: whether to order
        yes: ordered
        by: buyer
        ask: {ask}
        no_is_right_if: it is dear
"""
FITS = {"does": "signs the order", "whether": "it is ordered", "ask": "What keeps you?"}


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("whether", "we show the demo", "tells what we do"),
        ("whether", "the proposal is sent", "tells what we do"),
        ("whether", "we are admitted to the list", 'says "we"'),
        ("whether", "our bid meets every condition", 'says "our"'),
        ("ask", "Do you lease or buy?", ""),
        ("ask", "Do you lease it or not?", "which yes or no answers"),
        ("ask", "What does the client need first?", 'speaks of "the client"'),
        ("ask", "Who else at the client-side desk reads it?", ""),
        ("does", "head of purchasing", 'does not finish "somebody who …"'),
        ("does", "responsible for the budget", 'does not finish "somebody who …"'),
        ("does", "sales manager", 'does not finish "somebody who …"'),
        ("does", "can say yes", ""),
        ("does", "chose it last time", ""),
        ("does", "usually signs", ""),
        ("does", "the buyer", 'follows "who"'),
    ],
)
def test_what_reads_worst(key: str, text: str, said: str) -> None:
    """It says once what does not fit the sentence it goes into, and nothing of what does."""
    _, problems = read(SMALL.format(**FITS | {key: text}).encode(), "map.yaml")
    told = [str(problem) for problem in problems]
    assert (len(told), said in "".join(told)) == (bool(said), True), told


def test_a_base_is_advised_by_itself() -> None:
    """It tells of a variant what is the variant's, and nothing that the map it extends is advised of already."""
    base = SMALL.format(**FITS | {"ask": "Do you sign?"})
    own = "format: 1\nid: own\nextends: small\nroles: {buyer: {is: head of it}}\n"
    _, problems = read(own.encode(), "own.yaml", lambda name: (base.encode(), f"{name}.yaml"))
    assert [each.file for each in problems] == ["own.yaml"]
    _, problems = read(base.encode(), "small.yaml")
    assert [each.line for each in problems] == [15]
