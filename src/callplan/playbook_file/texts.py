"""Texts as pydantic checks them, ids, lists of both, and whole numbers."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from callplan.playbook_file.form import Form, Reader, Schema, count, defined, either, items, ref, text
from callplan.playbook_file.names import BUILT_IN, ID, KINDS, RESERVED, Reading, good, what
from callplan.playbook_file.nodes import Items, Node, Text

COUNT = r"(?!0+$)\d{1,3}"
_COUNT = re.compile(COUNT, re.ASCII)
_LETTERS = "small letters a to z, digits and -, and begins with a letter"


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
NoLeadsTo = Annotated[str, Form("id, `go-on`", _ID, if_no)]
Decisions = Annotated[Any, Form("ids", items(_ID), list_of(id_of("decision")))]
Things = Annotated[Any, Form("ids", items(_ID), list_of(id_of("fact", "stage", "act", "decision", "end")))]
Yes = Annotated[bool, Form("`true`, `false`", _YES, yes)]
