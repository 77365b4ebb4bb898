"""The JSON Schema of a map, for editors: its keys as pydantic finds them, draft 7, which editors know best.

What only the whole map shows - whether an id exists, which type a fact has - is left to `playbook check`.
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import getdoc
from json import dumps
from typing import Any

from pydantic import ConfigDict, TypeAdapter, with_config

from callplan.core.record import Record
from callplan.playbook_file import keys, step_keys
from callplan.playbook_file.form import DEFINED, Form, Schema, either, items, mapping, ref
from callplan.playbook_file.map_ids import BUILT_IN, KINDS

Parts = dict[str, tuple["Key", ...]]
_PARTS = [ref(name)["$ref"] for name in ("facts", "roles", "ends", "stage", "step", "talk", "waiver")]
_SHAPES = (
    step_keys.ActKeys, step_keys.DecisionKeys, step_keys.ConcernKeys, keys.TalkKeys, keys.FactKeys, keys.RoleKeys,
    keys.StageKeys, keys.EndKeys, keys.ExtendsKeys, keys.MapKeys,
)  # fmt: skip
_NULL: Schema = {"type": "null"}
_CLAUSES = ("will", "whether")


class Key(Record):
    """A key of a part: the form of its value, or the words it may be, and its docstring in two parts."""

    name: str
    form: Form | None = None
    words: tuple[str, ...] = ()
    required: bool = False
    meaning: str = ""
    default: str = ""

    @property
    def text(self) -> str:
        """The whole docstring."""
        return f"{self.meaning} Default: {self.default}." if self.default else self.meaning


def parts() -> Parts:
    """The keys of every part, by the name of its class; what acts and decisions share comes first in both."""
    found = {shape.__name__: _keys(shape) for shape in (step_keys.StepKeys, *_SHAPES)}
    shared = found["StepKeys"]
    own = {name: found[name][len(shared) :] for name in ("ActKeys", "DecisionKeys")}
    return found | {name: (*shared, *described) for name, described in own.items()}


def _keys(shape: Any) -> tuple[Key, ...]:
    # Only now: pydantic reads docstrings from the source, and whoever checks a map does without them
    told = with_config(ConfigDict(extra="forbid", use_attribute_docstrings=True))(shape)
    found = TypeAdapter(told).json_schema()
    return tuple([_key(name, held, name in found.get("required", ())) for name, held in found["properties"].items()])


def _key(name: str, held: Schema, required: bool) -> Key:
    meaning, _, default = " ".join(held.get("description", "").split()).partition(" Default: ")
    words = held.get("enum", [held["const"]] if "const" in held else [])
    return Key(name, held.get("form"), tuple(words), required, meaning, default.removesuffix("."))


def schema() -> Schema:
    """The whole schema."""
    found = parts()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": getdoc(keys.MapKeys),
        "type": "object",
        "if": _has("extends"),
        "then": ref("extending-map"),
        "else": ref("map"),
        "definitions": DEFINED | _whole(found) | _changed(found),
    }


def _whole(found: Parts) -> Schema:
    """The parts of a map that extends no other."""
    before = [key for key in found["MapKeys"] if key.name != "without"]
    ends = {kind: {"allOf": [ref("end"), {"properties": {"kind": {"enum": [kind]}}}]} for kind in KINDS}
    of_their_kind = {kind: either(ref("texts"), end) for kind, end in ends.items()}
    stage = _part(keys.StageKeys, found["StageKeys"])
    stage["properties"]["steps"]["allOf"] = [
        {
            "contains": _has("whether"),
            "errorMessage": "A stage has at least one decision (whether:).",
        }
    ]
    return {
        "map": _part(keys.MapKeys, [*before, *found["ExtendsKeys"]]),
        "facts": _named({name: _built_in(fact.type, found) for name, fact in BUILT_IN.items()}, ref("fact")),
        "fact": _part(keys.FactKeys, found["FactKeys"]) | _rules_of_facts(),
        "roles": _named({}, ref("role")),
        "role": _part(keys.RoleKeys, found["RoleKeys"]),
        "stage": stage,
        "talk": _part(keys.TalkKeys, found["TalkKeys"]),
        "step": _step(found),
        "act": _part(step_keys.ActKeys, found["ActKeys"]),
        "decision": _part(step_keys.DecisionKeys, found["DecisionKeys"]),
        "concern": _part(step_keys.ConcernKeys, found["ConcernKeys"]),
        "ends": _named(of_their_kind, {"allOf": [ref("end"), {"required": ["kind"]}]}),
        "end": _part(keys.EndKeys, found["EndKeys"]),
    }


def _part(shape: type, described: Iterable[Key]) -> Schema:
    every = list(described)
    required = [key.name for key in every if key.required]
    return mapping({key.name: _value(key) for key in every}, required, description=getdoc(shape))


def _value(key: Key) -> Schema:
    if key.form:
        return {"description": f"{key.form.name.replace(' *', ', or by case')}: {key.text}", **key.form.schema}
    numbers = [int(word) for word in key.words if word.isdecimal()]
    return {"description": key.text, "enum": [*numbers, *key.words]}


def _named(own: Schema, other: Schema) -> Schema:
    return {
        "type": "object",
        "properties": own,
        "propertyNames": ref("own-id"),
        "additionalProperties": other,
    }


def _rules_of_facts() -> Schema:
    """It is asked or worked out; choices and a unit each tell the type."""
    return {
        "anyOf": [{"required": ["ask"]}, {"required": ["depends"]}],
        "dependencies": {
            "choices": {"properties": {"type": {"enum": ["text"]}, "unit": False}},
            "unit": {"properties": {"type": {"enum": ["number"]}}},
        },
    }


def _built_in(kind: str, found: Parts) -> Schema:
    fits = [key for key in found["FactKeys"] if key.name != "choices" and (key.name != "unit" or kind == "number")]
    return _part(keys.FactKeys, [key.but(words=(kind,)) if key.name == "type" else key for key in fits])


def _step(found: Parts) -> Schema:
    """A decision or an act; while it is neither, editors offer both clauses."""
    whether = next(key for key in found["DecisionKeys"] if key.name == "whether")
    return {
        "type": "object",
        "if": _has("whether"),
        "then": ref("decision"),
        "else": {
            "if": _has("will"),
            "then": ref("act"),
            "else": _part(step_keys.StepKeys, [*found["ActKeys"], whether.but(required=False)]),
        },
    }


def _has(key: str) -> Schema:
    return {"type": "object", "required": [key]}


def _changed(found: Parts) -> Schema:
    """The parts of a map that extends another: it may leave out what the other has, and empty it."""
    acts, decisions = found["ActKeys"], found["DecisionKeys"]
    own = {
        "will": [key for key in decisions if key not in acts],
        "whether": [key for key in acts if key not in decisions],
    }
    step = _part_changed(dict.fromkeys([*acts, *decisions]), ["id"])
    step["allOf"] = [_nothing_of_the_other(clause, others) for clause, others in own.items()]
    never, waiver = DEFINED["waiver"]["anyOf"]
    emptied = {name: either(value, _NULL) for name, value in waiver["properties"].items()}
    return {
        "extending-map": _part_changed([*found["MapKeys"], *found["ExtendsKeys"]], ["extends", "id"]),
        "facts-changed": _named({}, either(_NULL, _part_changed(found["FactKeys"]))),
        "roles-changed": _named({}, either(_NULL, _part_changed(found["RoleKeys"]))),
        "ends-changed": _named({}, either(_NULL, ref("texts"), _part_changed(found["EndKeys"]))),
        "stage-changed": _part_changed(found["StageKeys"], ["id"]),
        "step-changed": step,
        "talk-changed": _part_changed(found["TalkKeys"]),
        "waiver-changed": either(never, mapping(emptied)),
    }


def _part_changed(described: Iterable[Key], required: Iterable[str] = ()) -> Schema:
    found = {}
    for key in described:
        value = _of_changed(_value(key))
        # a step may change its kind, so that it can be without either clause
        found[key.name] = value if key.required and key.name not in _CLAUSES else _or_empty(value)
    return mapping(found, required)


def _of_changed(value: Schema) -> Schema:
    """What a key may hold when its parts may be parts of parts; there may be fewest of them, too."""
    inner = value.get("items", value)
    if inner.get("$ref") not in _PARTS:
        return value
    changed = {"$ref": f"{inner['$ref']}-changed"}
    return {"description": value["description"], **(items(changed) if "items" in value else changed)}


def _or_empty(value: Schema) -> Schema:
    return {"description": value["description"]} | either(
        {key: inner for key, inner in value.items() if key != "description"}, _NULL
    )


def _nothing_of_the_other(clause: str, others: Iterable[Key]) -> Schema:
    return {
        "if": {"properties": {clause: ref("text")}, "required": [clause]},
        "then": {"properties": {key.name: _NULL for key in others}},
    }


def text() -> str:
    """The schema as it stands in a file."""
    return dumps(schema(), ensure_ascii=False, indent=1)
