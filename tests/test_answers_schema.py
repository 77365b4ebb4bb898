"""playbooks/answers-schema.json: what an editor knows of an answers file. `make reference` writes it anew."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft7Validator
from test_answers import HEAD

from callplan.cli.playbook_schema import of_answers, playbook_schema
from callplan.core.flags import FLAGS
from callplan.core.interview.grammar import split
from callplan.errors import Usage
from callplan.playbook_file import mapping

FILE = Path(__file__).parents[1] / "playbooks" / "answers-schema.json"
SCHEMA = of_answers()
SEEN = Draft7Validator(SCHEMA)


def accepted(yaml: str) -> bool:
    """Whether an editor has nothing against these answers."""
    return SEEN.is_valid(mapping(yaml.encode(), "answers.yaml"))


def fits(key: str, text: str) -> bool:
    """Whether a text may stand under a key, as an editor sees it."""
    pattern = next(iter(SCHEMA["definitions"][key].get("anyOf", [SCHEMA["definitions"][key]])))["pattern"]
    return re.search(pattern, text) is not None


def test_written(capsys: pytest.CaptureFixture[str]) -> None:
    """The file is what the code says now, and what the command prints; it is a schema of draft 7."""
    playbook_schema(answers=True)
    assert capsys.readouterr().out == FILE.read_text(encoding="utf-8")
    Draft7Validator.check_schema(SCHEMA)


def test_every_flag_is_explained() -> None:
    """Each key says what it is for, and every command has its own."""
    kinds, keys = ("prep", "debrief", "letter", "playbook-new"), SCHEMA["definitions"].keys()
    taken = {key for kind in kinds for key in SCHEMA["definitions"][kind]["properties"]}
    assert keys - set(kinds) == taken == FLAGS.keys() - {"reason", "words", "look-back"}
    assert all(FLAGS[key].asks in SCHEMA["definitions"][key]["description"] for key in taken)


@pytest.mark.parametrize(
    "yaml",
    [
        HEAD.split("```yaml\n")[1].split("```")[0],
        "playbook: saas-team\nwith: Ana Lima:sponsor,user\nminutes: 45\non: 2026-12-03",
        'set: [amount=48000:Ana:wrote, "seats=12@2026-11-20"]\ndate: [29 jan, budget-agreed:2027-01-29:Ana:wrote]',
        r"because: 'Ana:as she says\: the whole shift shares one login'",
        "not-asked: true\nclose: lost",
        "decide: [risk=the hall can stand it, the hall is free in May:operations]\nabove: 50k:managing director",
    ],
)
def test_answers(yaml: str) -> None:
    """It accepts the answers of each command."""
    assert accepted(yaml)


@pytest.mark.parametrize(
    "yaml",
    [
        "withh: [Ana]",
        "target: order\nverdict: advanced",
        "decided: [order]",
        "decided: [order::wrote]",
        "kept: [p1, [p2]]",
        "verdict: [advanced]",
        "not-asked: never",
        "set: [amount]",
        "moved: p1:friday:monday",
        "subject:",
    ],
)
def test_mistakes(yaml: str) -> None:
    """It refuses what no command has, what two commands share out, and a text with too few fields or too many."""
    assert not accepted(yaml)


def test_it_splits_as_the_reader_does() -> None:
    """It refuses no text whose fields the reader takes, and accepts none that the reader refuses for its fields."""
    chance = Random("answers")
    told = [key for key in FLAGS if ":" in FLAGS[key].shape and key in SCHEMA["definitions"]]
    for _ in range(4_000):
        key = chance.choice([key for key in told if key not in ("set", "date", "because")])
        text = "".join(chance.choices(["a", "b c", ":", ":", " ", r"\:", "\\", ","], k=chance.randrange(9)))
        try:
            taken = bool(split(key, text))
        except Usage:
            taken = False
        assert fits(key, text) or not taken, (key, text)
        assert taken or not fits(key, text) or "\\" in text, (key, text)


if __name__ == "__main__":
    FILE.write_text(json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
