"""docs/playbook-reference.md: the playbook language on two pages, from the docstrings of its keys.

`make reference` writes the page anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from inspect import getdoc
from pathlib import Path

import pytest

from callplan.core.map import playbook
from callplan.core.map.playbook import RESERVED
from callplan.playbook_file import conditions, read, values
from callplan.playbook_file.schema import Key, parts

PAGE = Path(__file__).parents[1] / "docs" / "playbook-reference.md"
RECORDS = {"FactKeys": "Fact", "RoleKeys": "Role", "StageKeys": "Stage", "TalkKeys": "Talk", "ActKeys": "Act"}
FORMS = (
    conditions.counted, conditions.when, conditions.test, conditions.need, values.moment, values.length,
    values.by_case, values.proof, values.waive,
)  # fmt: skip
KEYS = [(part, key) for part, keys in parts().items() for key in keys]
EXAMPLE = """\
# yaml-language-server: $schema=schema.json
format: 1
id: small-add-on
title: A little more of what they already have
for: one person can say yes and pay for it
roles:
  user: {title: user, is: asked for it}
  owner: {title: owner, is: can say yes and pay}
stages:
  - id: order
    title: Is it worth having?
    steps:
      - {id: gap-shown, will: show where today falls short, by: user, takes: 2d}
      - id: ordered
        title: the order
        whether: it is ordered at this price
        topic: whether to order at this price
        yes: ordered
        no_is_right_if: the price has grown since
        by: owner
        needs: [gap-shown]
ends:
  lost: [too dear, another tool]
"""
_HEAD = """\
# The playbook language

A playbook maps how one kind of client buys: stages, and in them acts and decisions. `callplan playbook check FILE`
names every mistake; `callplan playbook schema > schema.json` makes what the first line names, for editors. A whole map:
"""
_RULES = f"""\
**Reading.** UTF-8; YAML 1.2 core values: `true`, `false`, `null`, numbers; `yes`, `012`, `12:30`, `2026-11-30` stay
text, and the key decides. No aliases, anchors, tags or duplicate keys. An id is `[a-z][a-z0-9-]*`, and none of
`{" ".join(RESERVED)}`; roles are one name space; facts, stages, steps and ends another.
One sentence per line: in `{{}}` and `[]` a comma ends it, and not every reader takes `?`; one with `: ` in it needs
quotation marks.

**Text** goes into sentences as it is. A *clause* is whole, in the present tense, without capital or full stop:
`they liked the demo`. A *phrase* is a noun and what belongs to it: `a cost sheet`. A *question* is to them, and open:
`What did the last outage cost?` A plural is a list.

**Extending.** Mappings merge key by key, stages and steps by id; any other value, conditions included, replaces the
old one; an empty one (`before:`) removes the key. A new stage or step follows the one listed above it (listed first,
it comes first); an entry with only an id marks a place. What stands in `without` can still be named.
"""


def reference() -> str:
    """The whole reference."""
    return "\n".join([*_lines()])


def _lines() -> Iterator[str]:
    found = parts()
    shared = len(found["StepKeys"])
    yield f"{_HEAD}\n```yaml\n{EXAMPLE}```\n\n{_RULES}"
    yield from _forms()
    yield from _part("Map", [*found["MapKeys"], *found["ExtendsKeys"]])
    yield from _part("Fact", found["FactKeys"])
    yield from _part("Role", found["RoleKeys"])
    yield from _part("Stage", _within(found["StageKeys"], "talk", "talk.", found["TalkKeys"]))
    yield from _part("Step", found["StepKeys"])
    yield from _part("Act only", found["ActKeys"][shared:])
    decision = found["DecisionKeys"][shared:]
    yield from _part("Decision only", _within(decision, "concerns", "concerns[].", found["ConcernKeys"]))
    yield from _part("End", found["EndKeys"])


def _forms() -> Iterator[str]:
    yield "| form | written | means |\n|---|---|---|"
    for reader in FORMS:
        head, _, meaning = (getdoc(reader) or "").partition("\n\n")
        name, _, written = " ".join(head.split()).partition(": ")
        yield f"| {name} | {written.removesuffix('.')} | {' '.join(meaning.split())} |"
    yield ""


def _part(name: str, keys: Iterable[Key]) -> Iterator[str]:
    yield f"| {name} | type | default | meaning |\n|---|---|---|---|"
    for key in keys:
        default = "required" if key.required else key.default or "–"
        yield f"| `{key.name}` | {_type(key)} | {default} | {key.meaning} |"
    yield ""


def _type(key: Key) -> str:
    return key.form.name.replace("*", "\\*") if key.form else ", ".join([f"`{word}`" for word in key.words])


def _within(keys: Iterable[Key], name: str, before: str, inner: Iterable[Key]) -> Iterator[Key]:
    """The keys with those of one of them below it, each under its whole name."""
    for key in keys:
        yield key
        if key.name == name:
            yield from [each.but(name=before + each.name) for each in inner]


def test_written() -> None:
    """The page is what the code says now."""
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_two_pages() -> None:
    """It fits on two printed pages beside its example: 114 lines and 1,500 words."""
    text = reference().replace(EXAMPLE, "")
    lines = [line for line in text.splitlines() if line and not line.startswith(("|---", "```"))]
    assert len(lines) <= 114
    assert len(re.findall(r"[^\s|]*\w[^\s|]*", text)) <= 1500


def test_the_example() -> None:
    """It shows a map that has no mistakes and gives no advice."""
    found, problems = read(EXAMPLE.encode(), "small-add-on.yaml")
    assert found is not None
    assert problems == ()


@pytest.mark.parametrize(("part", "key"), KEYS, ids=[f"{part}.{key.name}" for part, key in KEYS])
def test_every_key(part: str, key: Key) -> None:
    """It has a docstring of one or two lines for every key, and tells a default that the record has, too."""
    assert 0 < len(key.text) <= 220
    assert key.meaning.endswith((".", "?`", ".”"))
    if part in RECORDS:
        told = getattr(getattr(playbook, RECORDS[part]), key.name, None)
        if isinstance(told, (str, bool, int)) and told != "":
            assert key.default.partition(";")[0] == str(told).lower()


def test_every_name_is_found() -> None:
    """It tells every key of every part, those inside `talk` and `concerns` under their whole names."""
    text = reference()
    for part, key in KEYS:
        before = {"TalkKeys": "talk.", "ConcernKeys": "concerns[]."}.get(part, "")
        assert f"| `{before}{key.name}` |" in text


def test_only_when_asked_for() -> None:
    """It is not loaded to read a map: the docstrings of keys cost nothing there."""
    script = "import sys, callplan.playbook_file as read; print([name for name in sys.modules if name in sys.argv])"
    name = "callplan.playbook_file.schema"
    run = subprocess.run([sys.executable, "-c", script, name], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
