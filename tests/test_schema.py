"""playbooks/schema.json: what an editor knows of a map. `make reference` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft7Validator
from maps import SKETCH, SMALL
from spoiled import FINE, MAP, cases, told
from test_playbook_file import FORMS
from test_playbook_file_extends import extended
from test_reference import EXAMPLE

from callplan import settings
from callplan.cli.playbook_schema import playbook_schema
from callplan.playbook_file import mapping, read
from callplan.playbook_file.schema import schema, text

FILE = Path(__file__).parents[1] / "playbooks" / "schema.json"
BUNDLED = [path.read_text(encoding="utf-8") for path in sorted(FILE.parent.glob("*.yaml"))]
SEEN = Draft7Validator(schema())
VALID = [
    *BUNDLED, SKETCH, SMALL, EXAMPLE,
    *[MAP.substitute(FINE | {"decision": yaml}) for yaml, _, _ in FORMS],
    MAP.substitute(FINE | {"fact": "size: {ask: How many?, unit: lines, assume: 3k}"}),
    MAP.substitute(FINE | {"fact": "big: {depends: [{when: {amount: {over: 10}}, is: yes}, {is: no}]}"}),
    MAP.substitute(FINE | {"fact": "amount: {ask: How much?, unit: EUR, of: buyer}\n  reason: {of: user}"}),
    MAP.substitute(FINE | {"stage": "talk: {how: written, to: user, through: the portal, before: renewal - 3d}"}),
    MAP.substitute(FINE | {"end": "ends:\n  over: {title: It is over, kind: void}\n  lost: {reasons: [price]}"}),
    MAP.substitute(FINE | {"top": "version: '2'"}),
]  # fmt: skip
EXTENDING = """
roles: {owner: {title: Managing director, is: , called: the director}, lawyer: {title: Lawyer, called: our lawyer}}
stages: [{id: want, steps: [{id: wanted, topic: whether to buy it, yes: bought it, hear: , by: [owner, lawyer]}]}]
ends: {lost: [too late], no-decision: }

without: [gap-shown]
stages: [{id: want, signals: [they ask], steps: [{id: wanted, good_for_them: }, {id: tried, will: try it, by: user}]}]

stages: [{id: try, title: Does it work?, steps: [{id: works, whether: it works, by: user}]}, {id: order}]
facts: {amount: {unit: EUR}, size: {ask: How large is it?}}

stages: [{id: want, steps: [{id: gap-shown, will: , whether: it is shown, takes: }]}]
title: Ours
version: 3
"""
WRONG_STEP = """
{id: x, will: see it, by: user, hear: buyer}

{id: x, will: see it, by: user, topic: whether to see it}

{id: x, will: see it, by: user, yes: saw it}

{id: x, whether: it is so, by: user, brings: buyer}

{id: x, will: see it, whether: it is so, by: user}

{id: x, by: user}

{id: x, will: see it}

{will: see it, by: user}

{id: Big One, will: see it, by: user}

{id: yes, will: see it, by: user}

{id: won, will: see it, by: user}

{id: x, will: [see it], by: user}

{id: x, will: see it, by: user, wil: it}

{id: x, will: see it, by: user, gives_up: life}

{id: x, will: see it, by: user, without_us: perhaps}

just-a-text
"""
WRONG_KEY = """
takes: soon

takes: 10

takes: [1w, 2w]

lasts: 3 weeks

needs: [renewal -90d]

needs: [renewal - 90]

needs: []

before: {renewal: 3d}

when: {data: [none, personal]}

when: {amount: {more: 5}}

when: {amount: {over: lots}}

when: {any: data}

when: [tried + 3d]

when: {at_least: 1}

when:

proof: writing

proof: [said, wrote]

proof: {said: x, wrote: y}

times: 0

times: twice

waive: always

waive: {who: buyer}

concerns: [{say: it}]

concerns: {fear: it}

they_ask: what?

implied_by: ordered

good_for_them: [a, b]

good_for_them: ''

topic: [whether to go, whether to stay]

yes: ''

if_no: [lost]

hear: {not: buyer}

hear: {depends: []}

hear: {depends: [{when: data}]}

hear: {depends: [{is: buyer}], is: user}
"""
WRONG_ELSEWHERE = [
    ("fact", "x: {type: number}"),
    ("fact", "x: {ask: How many?, type: nmber}"),
    ("fact", "x: {ask: How many?, type: date, unit: boxes}"),
    ("fact", "x: {ask: Which?, type: date, choices: [a]}"),
    ("fact", "amount: {type: text}"),
    ("fact", "amount: {ask: How much?, choices: [a]}"),
    ("fact", "x: Which?"),
    ("role", ", x: {}"),
    ("role", ", x: {title: Boss, side: theirs}"),
    ("role", ", x: {title: Boss, called: [the boss, the chief]}"),
    ("role", ", Big Boss: {title: Boss}"),
    ("stage", "talk: none"),
    ("stage", "talk: {how: phone}"),
    ("stage", "signals: they ask"),
    ("stage", "track: Other Way"),
    ("end", "ends: {over: [x]}"),
    ("end", "ends: {over: {kind: finished}}"),
    ("end", "ends: {lost: {kind: won}}"),
    ("end", "ends: [won, lost]"),
    ("end", "ends:"),
    ("top", "version: 0"),
    ("top", "for: [a]"),
    ("top", "colour: red"),
    ("top", "without: [tried]"),
]
WRONG_EXTENDING = """
stages: [{steps: [{id: wanted}]}]

stages: [{id: want, titel: It}]

stages: [{id: want, steps: [{id: wanted, brings: owner, whether: it is wanted}]}]

roles: {user: {title: }}

extends: ../x
"""
WORD = re.compile(r"[A-Za-z0-9_.+-]+|[{}\[\]:,]|\n *")


def blocks(page: str) -> list[str]:
    """The blocks of a page."""
    return [yaml for yaml, _ in cases(page)]


def loosely(value: Any) -> Any:
    """The document as an editor loads it that takes yes and no for true and false."""
    if isinstance(value, dict):
        return {key: loosely(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [loosely(inner) for inner in value]
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def refused(yaml: str) -> list[str]:
    """What an editor has against this map."""
    return [error.message for error in SEEN.iter_errors(mapping(yaml.encode(), "map.yaml"))]


def own(yaml: str) -> str:
    """A map that extends another and changes this in it."""
    return f"format: 1\nid: own\n{'' if 'extends' in yaml else 'extends: small-add-on'}\n{yaml}\n"


def test_written(capsys: pytest.CaptureFixture[str]) -> None:
    """The file is what the code says now, and what the command prints."""
    playbook_schema()
    assert capsys.readouterr().out == FILE.read_text(encoding="utf-8") == text() + "\n"


def test_it_is_a_schema() -> None:
    """It is a JSON Schema of draft 7, explains every key, and names nothing that it does not define."""
    found = schema()
    Draft7Validator.check_schema(found)
    named = set(re.findall(r'"#/definitions/([^"]*)"', text()))
    assert named == found["definitions"].keys()
    for part in ("map", "fact", "role", "stage", "talk", "act", "decision", "concern", "end"):
        shown = found["definitions"][part]
        assert shown["description"]
        assert shown["additionalProperties"] is False
        assert all(key["description"] for key in shown["properties"].values())


def test_the_shelf() -> None:
    """It lies among the playbooks and is none."""
    assert FILE.is_file()
    assert "schema" not in settings.shelf()


@pytest.mark.parametrize("yaml", VALID)
def test_accepted(yaml: str) -> None:
    """It accepts what the checker accepts, whether an editor reads `yes` as a text or as true."""
    playbook, problems = read(yaml.encode(), "map.yaml")
    assert playbook is not None, problems
    assert refused(yaml) == []
    assert SEEN.is_valid(loosely(mapping(yaml.encode(), "map.yaml")))


@pytest.mark.parametrize("yaml", blocks(EXTENDING))
def test_accepted_in_a_map_that_extends_another(yaml: str) -> None:
    """It accepts parts of parts, empty values, and entries with nothing but an id."""
    playbook, problems = extended(own(yaml))
    assert playbook is not None, problems
    assert refused(own(yaml)) == []


@pytest.mark.parametrize(
    ("place", "yaml"),
    [
        *[("act", yaml) for yaml in blocks(WRONG_STEP)],
        *[("decision", yaml) for yaml in blocks(WRONG_KEY)],
        *WRONG_ELSEWHERE,
    ],
)
def test_refused(place: str, yaml: str) -> None:
    """It refuses the single mistakes that need no look at the rest of the map, as the checker does."""
    assert told(**{place: yaml})
    assert refused(MAP.substitute(FINE | {place: yaml}))


@pytest.mark.parametrize("yaml", blocks(WRONG_EXTENDING))
def test_refused_in_a_map_that_extends_another(yaml: str) -> None:
    """It refuses such mistakes in a map that extends another, too."""
    assert extended(own(yaml))[0] is None
    assert refused(own(yaml))


@pytest.mark.parametrize(
    "yaml",
    [
        SMALL.replace("format: 1", "format: 2"),
        SMALL.replace("id: small-add-on\n", ""),
        SMALL.replace("whether: the add-on is worth having now", "will: have it"),
        "format: 1\nid: m\ntitle: A map\nstages: []\n",
    ],
)
def test_refused_as_a_whole(yaml: str) -> None:
    """It refuses a map of another format, without an id, with a stage that decides nothing, or without stages."""
    assert read(yaml.encode(), "map.yaml")[0] is None
    assert refused(yaml)


def mutants(count: int) -> Iterator[str]:
    """Maps in which a word has been taken out or replaced, the same ones every time."""
    chance, pages = Random("schema"), [SKETCH, EXAMPLE, *VALID[6:]]
    words = sorted({word for page in pages for word in WORD.findall(page)})
    for _ in range(count):
        page = chance.choice(pages)
        found = chance.choice([*WORD.finditer(page)])
        yield page[: found.start()] + chance.choice(["", *words]) + page[found.end() :]


def test_never_stricter_than_the_checker() -> None:
    """It accepts every map that the checker accepts, whatever was done to it."""
    usable = [yaml for yaml in mutants(1000) if read(yaml.encode(), "map.yaml")[0] is not None]
    assert len(usable) > 40
    assert [yaml for yaml in usable if refused(yaml)] == []


if __name__ == "__main__":
    FILE.write_text(text() + "\n", encoding="utf-8")
