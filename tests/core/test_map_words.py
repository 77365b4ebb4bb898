"""What a map says, in words: who, when, what first, how long, by which day."""

from __future__ import annotations

from typing import Any

import pytest
from maps import read_map

from callplan.core.map.terms import Some
from callplan.core.map.wording import Wording

MAP = """\
format: 1
id: m
title: A map
facts:
  amount: {ask: Which sum?, unit: EUR}
  data: {ask: Which data?, choices: [none, internal, personal]}
  seats: {ask: How many?, type: number}
  cloud: {ask: Is it hosted?, type: yes-no}
  award: {ask: When was it awarded?, type: date}
  route: {depends: [{when: {amount: {over: 50k}}, is: board}, {is: direct}]}
roles:
  sponsor: {title: sponsor}
  user: {title: user}
  legal: {title: legal}
  seller: {title: seller, side: us}
  broker: {title: broker, side: third-party}
stages:
  - id: start
    title: Where do we start?
    steps:
      - {id: list, will: write it, by: user}
      - {id: trial, title: the trial, will: try it, by: user}
      - {id: twice, title: the visit, will: go there, by: user}
      - {id: again, title: the visit, will: go there again, by: user}
      - {id: go, title: the go-ahead, whether: it is worth it, by: sponsor}
  - id: order
    title: Order it
    steps:
      - {id: ordered, whether: it is ordered, by: sponsor}
      - id: it
        title: the thing
        whether: it is so
        KEYS
ends:
  won: {needs: [ordered]}
  shelved: {title: put on the shelf, kind: no-decision}
"""


def told(key: str, value: str, said: str, *, whole: bool = False) -> str:
    """What the words of a map say of a step's key: its value handed to the method of this name."""
    keys = f"{key}: {value}" + ("" if key == "by" else "\n        by: sponsor")
    playbook = read_map(MAP.replace("KEYS", keys))
    found: str = getattr(Wording(playbook, whole=whole), said)(getattr(playbook.steps["it"], key))
    return found


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ("go", "the go-ahead"),
        ("[go]", "the go-ahead"),
        ("[go, list, trial]", "the go-ahead, “write it” and the trial"),
        ("{any: [trial, go]}", "the trial or the go-ahead"),
        ("[go, {any: [trial, list]}]", "the go-ahead, and the trial or “write it”"),
        ("[go, {any: [trial, [list, twice]]}]", "the go-ahead, and (the trial, or “write it” and the visit (twice))"),
        ("[go, [list, trial]]", "the go-ahead, “write it” and the trial"),
        ("{at_least: 2, of: [go, trial, list]}", "two of the go-ahead, the trial and “write it”"),
        (
            "{at_least: 2, of: [go, trial, {any: [list, again]}]}",
            "two of the go-ahead, the trial and (“write it” or the visit (again))",
        ),
        ("{at_least: 2, of: [go, trial]}", "the go-ahead and the trial"),
        ("[go + 10d]", "10 days after the go-ahead"),
        ("[trial + 1bd, go]", "1 working day after the trial, and the go-ahead"),
        ("[award + 0d]", "the award reached"),
        ("[award - 3m, amount]", "3 months before the award, and the amount known"),
        ("[wanted-by]", "the day it is wanted by known"),
        ("[start, ordered]", "“Where do we start?” and the question whether it is ordered"),
        ("{data: personal}", "the data is personal"),
        ("{not: go}", "the go-ahead is not settled"),
    ],
)
def test_needs(needs: str, said: str) -> None:
    """It names what comes first as things, waits in words, lists told apart by commas and brackets."""
    assert told("needs", needs, "needs") == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{data: personal}", "if the data is personal"),
        ("{data: {not: none}}", "if the data is not none"),
        ("{data: {any: [internal, personal]}}", "if the data is internal or personal"),
        ("{not: {data: {any: [internal, personal]}}}", "if the data is not internal and not personal"),
        ("{amount: {at_least: 10k, under: 1.5m}}", "if the amount is at least 10,000 EUR and under 1,500,000 EUR"),
        ("{seats: {at_most: 2.5}}", "if the seats is at most 2.5"),
        ("{cloud: yes}", "if “cloud” is yes"),
        ("{cloud: yes, data: personal}", "if “cloud” is yes and the data is personal"),
        ("{any: [{cloud: yes}, [award, go]]}", "if “cloud” is yes, or the award is known and the go-ahead is settled"),
        ("{not: go}", "until the go-ahead is settled"),
        ("{not: {any: [go, start]}}", "until the go-ahead or “Where do we start?” is settled"),
        ("{not: award}", "if the award is not known"),
        ("[{data: personal}, {not: go}]", "if the data is personal, until the go-ahead is settled"),
        ("{any: [{not: go}, {not: trial}]}", "if the go-ahead is not settled or the trial is not settled"),
        ("{not: {not: go}}", "if the go-ahead is settled"),
        (
            "{at_least: 2, of: [go, trial, {cloud: no}]}",
            "if two of these hold: the go-ahead is settled, the trial is settled and “cloud” is no",
        ),
        (
            "{not: {at_least: 2, of: [go, trial, award]}}",
            "if two of these hold: the go-ahead is not settled, the trial is not settled and the award is not known",
        ),
    ],
)
def test_when(when: str, said: str) -> None:
    """It tells a condition by what holds, and one that only waits for a step by when it ends."""
    assert told("when", when, "applies") == said


@pytest.mark.parametrize(
    ("by", "said", "side"),
    [
        ("sponsor", "sponsor", "client"),
        ("[sponsor, user]", "sponsor and user", "client"),
        ("{any: [seller, [sponsor, user]]}", "seller, or sponsor and user", ""),
        ("{at_least: 2, of: [sponsor, user, legal]}", "two of sponsor, user and legal", "client"),
        ("{depends: [{when: {route: board}, is: seller}]}", "seller", "us"),
        ("{depends: [{when: {route: board}, is: broker}, {is: broker}]}", "broker", "third-party"),
        (
            "{depends: [{when: {route: board, award: 2026-01-02}, is: user}, {when: go, is: legal}, {is: sponsor}]}",
            "user, legal or sponsor, depending on the route, the award and the go-ahead",
            "client",
        ),
        (
            "{depends: [{when: {route: board}, is: [sponsor, user]}, {is: sponsor}]}",
            "sponsor and user, or sponsor, depending on the route",
            "client",
        ),
    ],
)
def test_who(by: str, said: str, side: str) -> None:
    """It says who decides, in every case there may be, and on whose side they all are."""
    assert (told("by", by, "who"), told("by", by, "side")) == (said, side)


@pytest.mark.parametrize(
    ("key", "value", "method", "said"),
    [
        ("takes", "1d", "length", "1 day"),
        ("takes", "2-4w", "length", "2 to 4 weeks"),
        ("takes", "2d-3w", "length", "2 days to 3 weeks"),
        ("takes", "3m+", "length", "3 months or more"),
        ("takes", "{depends: [{when: {cloud: yes}, is: 5bd}, {is: 5bd}]}", "length", "5 working days"),
        ("before", "go", "day", "the go-ahead"),
        ("before", "go + 3bd", "day", "3 working days after the go-ahead"),
        ("before", "[award - 1w, go]", "day", "1 week before the award or the go-ahead, whichever comes first"),
        ("times", "2", "times", "2"),
        ("times", "{depends: [{when: {cloud: yes}, is: 3}, {is: 2}]}", "times", "3 or 2, depending on the cloud"),
        ("proof", "wrote", "proof", "their word in writing"),
        (
            "proof",
            "{any: [{did: a signature}, heard]}",
            "proof",
            "the deed, as in “a signature” or word from somebody else",
        ),
        ("if_no", "lost", "leads", "ends it: lost"),
        ("if_no", "shelved", "leads", "ends it: put on the shelf"),
        ("if_no", "go", "leads", "leads back to the go-ahead"),
        ("if_no", "start", "leads", "leads back to “Where do we start?”"),
        ("if_no", "go-on", "leads", "is an answer, too"),
    ],
)  # fmt: skip
def test_values(key: str, value: str, method: str, said: str) -> None:
    """It says lengths, days, numbers, proofs and where a no leads as one would aloud."""
    assert told(key, value, method) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("3w", "3 weeks"),
        (
            "{depends: [{when: {cloud: yes}, is: 3w}, {when: {seats: {over: 5}}, is: 2w}, {is: 1w}]}",
            "3 weeks if “cloud” is yes, 2 weeks if the seats is over 5, otherwise 1 week",
        ),
        ("{depends: [{when: {cloud: yes}, is: 3w}]}", "3 weeks if “cloud” is yes"),
        ("{depends: [{is: 3w}]}", "3 weeks"),
    ],
)
def test_whole(value: str, said: str) -> None:
    """It tells a value case by case where it is asked for the whole of it."""
    assert told("takes", value, "length", whole=True) == said


@pytest.mark.parametrize(
    ("talk", "said"),
    [
        ("{}", ""),
        ("{how: none}", "no word with them"),
        (
            "{how: written, to: legal, through: the portal, before: award - 5bd}",
            "only in writing, to legal, through the portal, not later than 5 working days before the award",
        ),
        ("{to: legal}", "calls, to legal"),
    ],
)
def test_talk(talk: str, said: str) -> None:
    """It says how they may be spoken to, and nothing where anybody may call."""
    playbook = read_map(
        MAP.replace("KEYS", "by: user").replace("title: Order it", f"title: Order it\n    talk: {talk}")
    )
    assert Wording(playbook).talk(playbook.stage["order"].talk) == said


LEFT = """\
format: 1
id: own
title: Ours
extends: m
without: WITHOUT
stages:
  - id: order
    steps:
      - id: it
        KEYS
"""


@pytest.mark.parametrize(
    ("without", "key", "value", "method", "said"),
    [
        ("[trial]", "needs", "[go, trial]", "needs", "the go-ahead"),
        ("[trial]", "needs", "trial", "needs", ""),
        ("[go]", "needs", "[it-first]", "needs", "the thing before"),
        (
            "[it-first]",
            "needs",
            "[it-first, trial]",
            "needs",
            "the go-ahead, the question whether it is ordered and the trial",
        ),
        ("[it-first]", "needs", "{any: [it-first, trial]}", "needs", "the trial"),
        ("[before]", "needs", "[before, trial]", "needs", "the go-ahead and the trial"),
        ("[start]", "needs", "[start, go]", "needs", ""),
        (
            "[trial, go]",
            "needs",
            "{at_least: 2, of: [list, twice, trial]}",
            "needs",
            "“write it” and the visit (twice)",
        ),
        ("[data]", "when", "{data: {not: none}}", "applies", ""),
        ("[data]", "when", "{any: [{data: personal}, {cloud: yes}]}", "applies", "if “cloud” is yes"),
        ("[award]", "needs", "[award, go]", "needs", "the go-ahead"),
        ("[go]", "when", "{not: {any: [go, trial]}}", "applies", "until the trial is settled"),
        ("[go]", "when", "{not: go}", "applies", ""),
        ("[award]", "before", "[award, go + 1d]", "day", "1 day after the go-ahead"),
        ("[award]", "before", "award", "day", ""),
        ("[amount]", "by", "{depends: [{when: {amount: {over: 5}}, is: user}, {is: legal}]}", "who", "legal"),
    ],
)
def test_left_out(without: str, key: str, value: str, method: str, said: str) -> None:
    """It does not mention what never applies; in a list of all, that hands on what it needed itself."""
    base = MAP.replace("KEYS", "by: sponsor").replace(
        "  - id: order\n",
        "  - id: before\n    title: Before\n    needs: [go]\n    steps:\n"
        "      - {id: it-first, title: the thing before, whether: it is first, by: user, needs: [ordered]}\n"
        "  - id: order\n",
    )
    own = read_map(LEFT.replace("WITHOUT", without).replace("KEYS", f"{key}: {value}"), base)
    found: Any = getattr(Wording(own), method)(getattr(own.steps["it"], key))
    assert found == said


def test_left_out_case_by_case() -> None:
    """It leaves out the cases that cannot be, and what comes behind one that always holds."""
    base = MAP.replace("KEYS", "by: sponsor")
    takes = "{depends: [{when: {data: none}, is: 1w}, {when: {not: {data: none}}, is: 2w}, {is: 3w}]}"
    own = read_map(LEFT.replace("WITHOUT", "[data]").replace("KEYS", f"takes: {takes}"), base)
    assert Wording(own, whole=True).length(own.steps["it"].takes) == "2 weeks"


def test_nothing_to_say() -> None:
    """It says nothing of what is not there, and a list of nothing is nothing."""
    words = Wording(read_map(MAP.replace("KEYS", "by: sponsor")))
    assert [words.needs(None), words.holds(None), words.applies(None), words.length(None), words.day(None)] == [""] * 5
    assert (words.needs(Some(())), words.leads("")) == ("", "")
