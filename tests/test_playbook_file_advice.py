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

{id: seen, will: show us, by: we}
> 17:22: "will" says "us", and the plan names people instead: say it without

{id: seen, will: See it, by: we}
> 17:22: "will" begins with a capital, and it stands inside a sentence: use a small letter, unless it
>   is a name

{id: seen, will: bring the NDA to ITV, by: we}

{id: seen, will: assess it, by: we}
"""
DECISION = """
title: order
> 21:12: "title" goes into sentences as it is: begin it with an article, as in "the order"

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
> 21:34: "concerns" begins with a capital, and it stands inside a sentence: use a small letter, unless
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
"""
ROLE = """
, boss: {title: Boss}
> 5:80: no step names the role "boss"

, boss: {title: Boss, is: Pays}
> 5:80: no step names the role "boss"
> 5:104: "is" begins with a capital, and it stands inside a sentence: use a small letter, unless it is
>   a name
"""
FACT = """
size: {ask: Is it large?}
> 10:3: nothing asks about the fact "size"
> 10:15: "ask" begins with "Is", which yes or no answers: ask what, how, when or who
"""
STAGE = """
signals: [They ask., they wait]
> 14:13: "signals" begins with a capital, and it stands inside a sentence: use a small letter, unless
>   it is a name
> 14:13: "signals" ends with a full stop, and it stands inside a sentence: take it off
"""


def advised(place: str, yaml: str) -> list[str]:
    """What is advised of the map with this written in this place; every fact of it is asked about."""
    asked = "data, cloud, renewal" if place == "fact" else "data, cloud, renewal, size"
    map_ = MAP.substitute(FINE | {"end": f"ends: {{lost: {{needs: [{asked}]}}}}"} | {place: yaml})
    playbook, problems = read(map_.encode(), "map.yaml")
    assert playbook is not None
    assert all(problem.advice for problem in problems)
    return [str(problem) for problem in problems]


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
