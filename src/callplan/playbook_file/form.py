"""The forms that a key's value may have - how each is called, read, written and told to an editor - and the plain ones.

Plain are texts, as pydantic checks them, ids, lists of both, whole numbers, true and false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema, with_info_plain_validator_function

from callplan.core.map.playbook import RESERVED
from callplan.playbook_file.map_ids import BUILT_IN, ID, KINDS, Reading, good, what
from callplan.playbook_file.nodes import Empty, Items, Keys, Node, Text

Reader = Callable[[Any, Reading], Any]
Writer = Callable[[Any], Any]
Schema = dict[str, Any]

COUNT = r"(?!0+$)\d{1,3}"
_COUNT = re.compile(COUNT, re.ASCII)
_LETTERS = "small letters a to z, digits and -, and begins with a letter"
DEFINED: dict[str, Schema] = {}


def plain(value: Any) -> Any:
    """A text, a list of texts, a whole number, or true, as a file has it."""
    return list(value) if isinstance(value, tuple) else "true" if value is True else str(value)


class Form:
    """What stands in an annotation beside a type; without a reader, pydantic's own for the type reads the value."""

    def __init__(self, name: str, schema: Schema, reader: Reader | None = None, writer: Writer = plain) -> None:
        self.name = name
        self.schema = schema
        self.reader = reader
        self.writer = writer

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_info_plain_validator_function(_ours(self.reader)) if self.reader else handler(source)

    def __get_pydantic_json_schema__(self, *_: Any) -> Schema:
        # As it is: pydantic refuses a schema that names definitions which are not its own
        return {"form": self}


def _ours(reader: Reader) -> Callable[[Any, ValidationInfo[Reading]], Any]:
    """What pydantic is to call for a reader of ours; what is no node is a stand-in and passes."""

    def read(node: Any, info: ValidationInfo[Reading]) -> Any:
        if isinstance(node, (Text, Keys, Items)):
            return reader(node, info.context)
        if isinstance(node, Empty):
            raise PydanticCustomError("empty", "empty")
        return node

    return read


def defined(name: str, schema: Schema) -> Schema:
    """The schema under a name, by which others tell it, too."""
    DEFINED[name] = schema
    return ref(name)


def ref(name: str) -> Schema:
    """What is defined under a name."""
    return {"$ref": f"#/definitions/{name}"}


def text(pattern: str, wanted: str) -> Schema:
    """A text of this form; editors say what is wanted instead of the pattern."""
    return {"type": "string", "pattern": f"^{pattern}$", "patternErrorMessage": wanted}


def either(*schemas: Schema) -> Schema:
    """One of these."""
    return {"anyOf": list(schemas)}


def items(each: Schema, least: int = 0) -> Schema:
    """A list."""
    return {"type": "array", "items": each} | ({"minItems": least} if least else {})


def mapping(properties: Schema, required: Iterable[str] = (), **more: Any) -> Schema:
    """A mapping of these keys and no others."""
    always = list(required)
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": always} if always else {}) | more


def count(most: int, pattern: str) -> Schema:
    """A whole number, which stands as such or as a text."""
    wanted = f"A whole number from 1 to {most}."
    return text(pattern, wanted) | {"type": ["integer", "string"], "minimum": 1, "maximum": most}


def _line(value: str) -> str:
    told = " ".join(value.split())
    if not told:
        raise PydanticCustomError("blank", "blank")
    return told


def role(node: Node, reading: Reading) -> str:
    """The role that is named."""
    if isinstance(node, Text):
        return reading.role(node)
    reading.say(node, f"{what(node)} is no role: write the id of one")
    return ""


def roles(node: Node, reading: Reading) -> tuple[str, ...]:
    """The roles that are named: one, or a list of them."""
    if isinstance(node, Items) and node:
        return tuple([role(each, reading) for each in node])
    return (role(node, reading),)


def id_of(*kinds: str) -> Reader:
    """A reader of one id, of something of these kinds."""

    def read(node: Node, reading: Reading) -> str:
        if isinstance(node, Text):
            return reading.one_of(node, kinds)
        reading.say(node, f"{what(node)} is no id: write one")
        return ""

    return read


def own(node: Node, reading: Reading) -> str:
    """An id that the map gives itself."""
    if isinstance(node, Text):
        good(node, reading)
        return str(node)
    reading.say(node, f"{what(node)} is no id: write one, in small letters")
    return ""


def if_no(node: Node, reading: Reading) -> str:
    """Where a no leads: an end, a stage, a step, or go-on."""
    return "go-on" if node == "go-on" else str(id_of("end", "stage", "act", "decision")(node, reading))


def list_of(reader: Reader) -> Reader:
    """A reader of a list."""

    def read(node: Node, reading: Reading) -> tuple[Any, ...]:
        if isinstance(node, Items):
            return tuple([reader(each, reading) for each in node])
        advice = f"write [{node}]" if isinstance(node, Text) else 'begin each line below it with "- "'
        reading.say(node, f"{what(node)} is no list: {advice}")
        return ()

    return read


def yes(node: Node, reading: Reading) -> bool:
    """True or false."""
    told = {"true": True, "yes": True, "false": False, "no": False}.get(node) if isinstance(node, Text) else None
    if told is None:
        reading.say(node, f"{what(node)} is neither true nor false")
    return bool(told)


def times(node: Node, reading: Reading) -> int:
    """How many separate ones."""
    if isinstance(node, Text) and _COUNT.fullmatch(node):
        return int(node)
    reading.say(node, f'"times" is a whole number from 1, not {what(node)}')
    return 1


def at_least(node: Node, most: int, reading: Reading) -> int:
    """How many of a list."""
    if isinstance(node, Text) and _COUNT.fullmatch(node) and int(node) <= most:
        return int(node)
    reading.say(node, f'"at_least" is a number from 1 to {most}, as many as the list holds')
    return 1


def _taken(*words: str) -> Schema:
    return text(f"(?!({'|'.join(words)})$){ID}", f"An id has {_LETTERS}; some words are taken.")


_ID = defined("id", text(ID, f"An id has {_LETTERS}."))
_OWN = defined("own-id", _taken(*RESERVED))
_STEP = defined("step-id", _taken(*RESERVED, *BUILT_IN, *KINDS))
_MAP = defined("map-id", {"type": ["string", "integer"], "pattern": r"^[^\s/._]+$"})
_TEXT = defined("text", {"type": ["string", "number", "boolean"], "pattern": r"\S"})
_TEXTS = defined("texts", items(ref("text")))
VALUE = defined("value", {"type": ["string", "number", "boolean"]})
_YES = defined("yes", either({"type": "boolean"}, text("(yes|no|true|false)", "true or false")))
defined("count", count(999, COUNT))

Line = Annotated[str, AfterValidator(_line), Form("text", _TEXT)]
Lines = Annotated[tuple[Line, ...], Form("texts", _TEXTS)]
# The same to pydantic; the name says which words fit into the plan's sentences
Clause = Annotated[Line, Form("clause", _TEXT)]
Phrase = Annotated[Line, Form("phrase", _TEXT)]
Question = Annotated[Line, Form("question", _TEXT)]
Clauses = Annotated[Lines, Form("clauses", _TEXTS)]
Questions = Annotated[Lines, Form("questions", _TEXTS)]
Id = Annotated[Line, Form("id", _STEP)]
Parent = Annotated[Line, Form("id", _MAP)]
Own = Annotated[str, Form("id", _OWN, own)]
Role = Annotated[str, Form("role", _ID, role)]
Several = Annotated[Any, Form("roles", either(_ID, items(_ID, 1)), roles)]
NoLeadsTo = Annotated[str, Form("id, `go-on`", _ID, if_no)]
Steps = Annotated[Any, Form("ids", items(_ID), list_of(id_of("act", "decision")))]
Things = Annotated[Any, Form("ids", items(_ID), list_of(id_of("fact", "stage", "act", "decision", "end")))]
Yes = Annotated[bool, Form("`true`, `false`", _YES, yes)]
