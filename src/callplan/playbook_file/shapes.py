"""The forms that stand everywhere in a map, as JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from callplan.core.map.terms import PROOFS
from callplan.playbook_file.conditions import ORDERS
from callplan.playbook_file.names import BUILT_IN, KINDS, RESERVED

Schema = dict[str, Any]
_ID = "[a-z][a-z0-9-]*"
_LETTERS = "small letters a to z, digits and -, and begins with a letter"
_UNIT = "(bd|[dwm])"
_LENGTH = rf"^\d{{1,4}}({_UNIT}(\+|-\d{{1,4}}{_UNIT})?|-\d{{1,4}}{_UNIT})$"
_WAIT = rf"^{_ID}( +[-+] +\d{{1,4}}{_UNIT})?$"
_NUMBER = r"^-?\d{1,15}(\.\d{1,9})?[km]?$"
_VERSION = r"^ *\+?0*[1-9](_?\d)*(\.0+)? *$"
NULL: Schema = {"type": "null"}


def ref(name: str) -> Schema:
    """What is defined under a name."""
    return {"$ref": f"#/definitions/{name}"}


def _text(pattern: str, wanted: str) -> Schema:
    """A text of this form; editors say what is wanted instead of the pattern."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": wanted}


def _own(*taken: str) -> Schema:
    return _text(f"^(?!({'|'.join(taken)})$){_ID}$", f"An id has {_LETTERS}; some words are taken.")


def either(*schemas: Schema) -> Schema:
    """One of these."""
    return {"anyOf": list(schemas)}


def items(each: Schema, least: int = 0) -> Schema:
    """A list."""
    return {"type": "array", "items": each} | ({"minItems": least} if least else {})


def keys(properties: Schema, required: Iterable[str] = (), **more: Any) -> Schema:
    """A mapping of these keys and no others."""
    always = list(required)
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": always} if always else {}) | more


def _count(most: int, pattern: str) -> Schema:
    wanted = f"A whole number from 1 to {most}."
    return _text(pattern, wanted) | {"type": ["integer", "string"], "minimum": 1, "maximum": most}


def _some(inner: Schema) -> Iterator[Schema]:
    """The quantifier over something: a list, any, at_least."""
    yield items(inner, 1)
    yield keys({"any": items(inner, 1)}, ["any"])
    yield keys({"at_least": ref("count"), "of": items(inner, 1)}, ["at_least", "of"])


def _condition(name: str, leaf: str, wanted: str) -> Schema:
    inner = ref(name)
    lines = {"any": items(inner, 1), "at_least": ref("count"), "of": items(inner, 1), "not": inner}
    mapping = {
        "type": "object",
        "minProperties": 1,
        "properties": lines,
        "additionalProperties": ref("test"),
        "propertyNames": {"pattern": f"^({_ID}|at_least)$"},
        "dependencies": {"at_least": ["of"], "of": ["at_least"]},
    }
    return either(_text(leaf, wanted), items(inner, 1), mapping)


def cases(value: Schema) -> Schema:
    """The cases of a value."""
    return items(keys({"when": ref("condition"), "is": value}, ["is"]), 1)


SHARED: dict[str, Schema] = {
    "id": _text(f"^{_ID}$", f"An id has {_LETTERS}."),
    "own-id": _own(*RESERVED),
    "step-id": _own(*RESERVED, *BUILT_IN, *KINDS),
    "map-id": {"type": ["string", "integer"], "pattern": r"^[^\s/._]+$"},
    "text": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
    "texts": items(ref("text")),
    "value": {"type": ["string", "number", "boolean"]},
    "yes": either({"type": "boolean"}, _text("^(yes|no|true|false)$", "true or false")),
    "count": _count(999, r"^(?!0+$)\d{1,3}$"),
    "who": either(ref("id"), *_some(ref("who"))),
    "condition": _condition("condition", f"^{_ID}$", "An id, or a mapping of facts to their values."),
    "need": _condition("need", _WAIT, "An id, or an id with a wait: asked + 10d, renewal - 90d."),
    "test": either(
        ref("value"),
        keys({"any": items(ref("test"), 1)}, ["any"]),
        keys({"not": ref("test")}, ["not"]),
        keys({key: {"type": ["number", "string"], "pattern": _NUMBER} for key in ORDERS}, minProperties=1),
    ),
    "day": _text(_WAIT, "A day is asked, asked + 3bd or renewal - 90d."),
    "moment": either(ref("day"), items(ref("day"))),
    "duration": _text(_LENGTH, "Write 10d, 10bd, 2w, 3m, 3-5d, 2d-3w or 3w+."),
    "look": either(
        {"enum": list(PROOFS)},
        keys({rung: ref("value") for rung in PROOFS}, minProperties=1, maxProperties=1),
    ),
    "proof": either(ref("look"), keys({"any": items(ref("look"))}, ["any"])),
    "waiver": either({"enum": ["never"]}, keys({"by": ref("who"), "reasons": items(ref("value"))})),
}
SHARED |= {
    f"{name}-by-case": either(ref(name), keys({"depends": cases(ref(name))}, ["depends"]))
    for name in ("who", "moment", "duration", "count", "proof")
}
OF_FORM: dict[str, Schema] = {
    **dict.fromkeys(("Line", "Clause", "Phrase", "Question"), ref("text")),
    **dict.fromkeys(("Lines", "Clauses", "Questions"), ref("texts")),
    **dict.fromkeys(("Role", "NoLeadsTo"), ref("id")),
    **dict.fromkeys(("Decisions", "Things"), items(ref("id"))),
    "Id": ref("step-id"),
    "Own": ref("own-id"),
    "Parent": ref("map-id"),
    "Yes": ref("yes"),
    "When": ref("condition"),
    "Need": ref("need"),
    "Day": ref("moment-by-case"),
    "Long": ref("duration-by-case"),
    "Times": ref("count-by-case"),
    "Proven": ref("proof-by-case"),
    "Who": ref("who-by-case"),
    "Waived": ref("waiver"),
    "Concerns": items(either(ref("value"), ref("concern"))),
    "Talking": ref("talk"),
    "Value": ref("value"),
    "Depends": cases(ref("value")),
    "Facts": ref("facts"),
    "Roles": ref("roles"),
    "Ends": ref("ends"),
    "Stages": items(ref("stage"), 1),
    "Steps": items(ref("step"), 1),
    "int": _count(1_000_000, _VERSION),
}
