"""The JSON Schema of a map, for editors: its keys from their docstrings, draft 7, which editors know best.

What only the whole map shows - whether an id exists, which type a fact has - is left to `playbook check`.
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import getdoc
from json import dumps

from callplan.playbook_file import cards, steps
from callplan.playbook_file.described import FORMS, Key, parts
from callplan.playbook_file.names import BUILT_IN, KINDS
from callplan.playbook_file.shapes import NULL, OF_FORM, SHARED, Schema, either, items, keys, ref

Parts = dict[str, tuple[Key, ...]]
_CLAUSES = ("will", "whether")
_CHANGED = OF_FORM | {
    "Facts": ref("facts-changed"),
    "Roles": ref("roles-changed"),
    "Ends": ref("ends-changed"),
    "Stages": items(ref("stage-changed")),
    "Steps": items(ref("step-changed")),
    "Talking": ref("talk-changed"),
    "Waived": ref("waiver-changed"),
}


def schema() -> Schema:
    """The whole schema."""
    found = parts()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": getdoc(cards.MapKeys),
        "type": "object",
        "if": _has("extends"),
        "then": ref("extending-map"),
        "else": ref("map"),
        "definitions": SHARED | _whole(found) | _changed(found),
    }


def _whole(found: Parts) -> Schema:
    """The parts of a map that extends no other."""
    before = [key for key in found["MapKeys"] if key.name != "without"]
    stage = _part(cards.StageKeys, found["StageKeys"])
    stage["properties"]["steps"]["allOf"] = [
        {
            "contains": _has("whether"),
            "errorMessage": "A stage has at least one decision (whether:).",
        }
    ]
    return {
        "map": _part(cards.MapKeys, [*before, *found["ExtendsKeys"]]),
        "facts": _named({name: _built_in(fact.type, found) for name, fact in BUILT_IN.items()}, ref("fact")),
        "fact": _part(cards.FactKeys, found["FactKeys"]) | _rules_of_facts(),
        "roles": _named({}, ref("role")),
        "role": _part(cards.RoleKeys, found["RoleKeys"]),
        "stage": stage,
        "talk": _part(cards.TalkKeys, found["TalkKeys"]),
        "step": _step(found),
        "act": _part(steps.ActKeys, found["ActKeys"]),
        "decision": _part(steps.DecisionKeys, found["DecisionKeys"]),
        "concern": _part(steps.ConcernKeys, found["ConcernKeys"]),
        "ends": _named({kind: _end(kind) for kind in KINDS}, {"allOf": [ref("end"), {"required": ["kind"]}]}),
        "end": _part(cards.EndKeys, found["EndKeys"]),
    }


def _part(shape: type, described: Iterable[Key]) -> Schema:
    every = list(described)
    required = [key.name for key in every if key.required]
    return keys({key.name: _value(key, OF_FORM) for key in every}, required, description=getdoc(shape))


def _value(key: Key, forms: Schema) -> Schema:
    numbers = [int(word) for word in key.words if word.isdecimal()]
    form = {"enum": [*numbers, *key.words]} if key.words else forms[key.form]
    kind = "" if key.words else f"{FORMS[key.form].replace(' *', ', or by case')}: "
    return {"description": f"{kind}{key.text}", **form}


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
    return _part(cards.FactKeys, [key.but(words=(kind,)) if key.name == "type" else key for key in fits])


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
            "else": _part(steps.StepKeys, [*found["ActKeys"], whether.but(required=False)]),
        },
    }


def _has(key: str) -> Schema:
    return {"type": "object", "required": [key]}


def _end(kind: str) -> Schema:
    return either(ref("texts"), {"allOf": [ref("end"), {"properties": {"kind": {"enum": [kind]}}}]})


def _changed(found: Parts) -> Schema:
    """The parts of a map that extends another: it may leave out what the other has, and empty it."""
    acts, decisions = found["ActKeys"], found["DecisionKeys"]
    own = {
        "will": [key for key in decisions if key not in acts],
        "whether": [key for key in acts if key not in decisions],
    }
    step = _part_changed(dict.fromkeys([*acts, *decisions]), ["id"])
    step["allOf"] = [_nothing_of_the_other(clause, others) for clause, others in own.items()]
    never, waiver = SHARED["waiver"]["anyOf"]
    emptied = {name: either(value, NULL) for name, value in waiver["properties"].items()}
    return {
        "extending-map": _part_changed([*found["MapKeys"], *found["ExtendsKeys"]], ["extends", "id"]),
        "facts-changed": _named({}, either(NULL, _part_changed(found["FactKeys"]))),
        "roles-changed": _named({}, either(NULL, _part_changed(found["RoleKeys"]))),
        "ends-changed": _named({}, either(NULL, ref("texts"), _part_changed(found["EndKeys"]))),
        "stage-changed": _part_changed(found["StageKeys"], ["id"]),
        "step-changed": step,
        "talk-changed": _part_changed(found["TalkKeys"]),
        "waiver-changed": either(never, keys(emptied)),
    }


def _part_changed(described: Iterable[Key], required: Iterable[str] = ()) -> Schema:
    found = {key: _value(key, _CHANGED) for key in described}
    return keys({key.name: value if _needed(key) else _or_empty(value) for key, value in found.items()}, required)


def _needed(key: Key) -> bool:
    """Whether the part can never be without it; a step may change its kind."""
    return key.required and key.name not in _CLAUSES


def _or_empty(value: Schema) -> Schema:
    return {"description": value["description"]} | either(
        {key: inner for key, inner in value.items() if key != "description"}, NULL
    )


def _nothing_of_the_other(clause: str, others: Iterable[Key]) -> Schema:
    return {
        "if": {"properties": {clause: ref("text")}, "required": [clause]},
        "then": {"properties": {key.name: NULL for key in others}},
    }


def text() -> str:
    """The schema as it stands in a file."""
    return dumps(schema(), ensure_ascii=False, indent=1)
