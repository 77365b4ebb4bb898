"""The reference of the playbook language, in Markdown: the docstrings of its keys and of its forms, laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import getdoc

from callplan.playbook_file.conditions import counted, need, test, when
from callplan.playbook_file.names import RESERVED
from callplan.playbook_file.schema import Key, parts
from callplan.playbook_file.values import by_case, length, moment, proof, waive

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
    for reader in (counted, when, test, need, moment, length, by_case, proof, waive):
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
