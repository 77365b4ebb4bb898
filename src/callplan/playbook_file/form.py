"""A form that a key's value may have: how it is called, read and written, and what an editor is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema, with_info_plain_validator_function

from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Empty, Items, Keys, Text

Reader = Callable[[Any, Reading], Any]
Writer = Callable[[Any], Any]
Schema = dict[str, Any]

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
