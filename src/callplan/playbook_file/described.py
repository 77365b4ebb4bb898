"""The keys of each part of a map as their docstrings describe them, read from the source when somebody asks."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from typing import Any

from callplan.core.record import Record
from callplan.playbook_file import cards, steps

FORMS = {
    "Line": "text",
    "Lines": "texts",
    "Clause": "clause",
    "Clauses": "clauses",
    "Phrase": "phrase",
    "Question": "question",
    "Questions": "questions",
    "Id": "id",
    "Own": "id",
    "Parent": "id",
    "Role": "role",
    "NoLeadsTo": "id, `go-on`",
    "Decisions": "ids",
    "Things": "ids",
    "Yes": "`true`, `false`",
    "When": "condition",
    "Need": "need",
    "Day": "moment *",
    "Long": "duration *",
    "Times": "number *",
    "Proven": "proof *",
    "Who": "roles *",
    "Waived": "waiver",
    "Concerns": "concerns",
    "Talking": "mapping",
    "Value": "value",
    "Depends": "cases",
    "Facts": "`ID: fact`",
    "Roles": "`ID: role`",
    "Ends": "`ID: end`",
    "Stages": "stages",
    "Steps": "steps",
    "int": "number",
}


class Key(Record):
    """A key of a part: the form its value has, the words it may be, and its docstring in two parts."""

    name: str
    form: str
    words: tuple[str, ...] = ()
    required: bool = False
    meaning: str = ""
    default: str = ""

    @property
    def text(self) -> str:
        """The whole docstring."""
        return f"{self.meaning} Default: {self.default}." if self.default else self.meaning


def parts() -> dict[str, tuple[Key, ...]]:
    """The keys of every part, by the name of its class; what acts and decisions share comes first in both."""
    found: dict[str, tuple[Key, ...]] = {}
    for module in (steps, cards):
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                shared = found.get(ast.unparse(node.bases[0]), ())
                found[node.name] = (*shared, *_keys(node))
    return found


def form_of(reader: Any) -> tuple[str, str, str]:
    """A form's name, how it is written, and what it means: the two halves of its reader's first line, and the rest."""
    head, _, meaning = (inspect.getdoc(reader) or "").partition("\n\n")
    name, _, written = " ".join(head.split()).partition(": ")
    return name, written.removesuffix("."), " ".join(meaning.split())


def _keys(part: ast.ClassDef) -> Iterator[Key]:
    for field, below in zip(part.body, [*part.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            meaning, _, default = _docstring(below).partition(" Default: ")
            yield _key(field.target.id, field.annotation, meaning, default.removesuffix("."))


def _docstring(below: ast.stmt | None) -> str:
    found = below.value if isinstance(below, ast.Expr) else None
    return " ".join(found.value.split()) if isinstance(found, ast.Constant) and isinstance(found.value, str) else ""


def _key(name: str, annotation: ast.expr, meaning: str, default: str) -> Key:
    required = _within(annotation, "Required")
    form = required or annotation
    annotated = _within(form, "Annotated")
    if isinstance(annotated, ast.Tuple):
        form, *more = annotated.elts
        name = next((alias for each in more if (alias := _alias(each))), name)
    words = _within(form, "Literal")
    kind = "Literal" if words else ast.unparse(form)
    return Key(name, kind, _words(words), required is not None, meaning, default)


def _within(annotation: ast.expr, name: str) -> ast.expr | None:
    """What stands in the brackets of NAME[...]."""
    found = isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == name
    return annotation.slice if found and isinstance(annotation, ast.Subscript) else None


def _words(literal: ast.expr | None) -> tuple[str, ...]:
    found = ast.literal_eval(literal) if literal else ()
    return (found,) if isinstance(found, str) else tuple(found)


def _alias(field: ast.expr) -> str:
    keywords = field.keywords if isinstance(field, ast.Call) else []
    return next((str(ast.literal_eval(each.value)) for each in keywords if each.arg == "alias"), "")
