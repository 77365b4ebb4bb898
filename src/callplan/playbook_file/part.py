"""One part of a map: checked by pydantic, whose findings are said plainly, and written again, key by key."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple, Required, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from typing_extensions import get_type_hints

from callplan.core.map.terms import Some
from callplan.core.record import Record
from callplan.playbook_file.form import Form, Writer, plain
from callplan.playbook_file.map_ids import Reading
from callplan.playbook_file.nodes import Empty, Keys, Node, Text
from callplan.playbook_file.problems import cut, listed

FIRST = ("id", "title", "called", "clause", "topic", "yes", "by", "hear")
_STAND_INS = {"by": Some(()), "format": "1", "steps": (), "stages": ()}
_LITERAL = re.compile(r"'([^']*)'")
_WANTED = {
    "id": "a short name in small letters",
    "title": "what a sentence calls it",
    "by": "the role that does it or can decide it",
    "ask": "the question that finds it out",
    "steps": "what has to happen in this stage",
    "stages": "the client's way, from the first stage to the last",
    "format": '"format: 1" is the first line of a map',
    "fear": "what they may fear",
}


class Field(NamedTuple):
    """A field of a part: its key in a file, what writes its value, and whether it has to be there."""

    key: str
    writer: Writer
    required: bool


class Part:
    """A part of the map: its name, the shape of its keys, and what to say of keys that belong elsewhere."""

    def __init__(self, name: str, shape: Any, elsewhere: dict[str, str] | None = None) -> None:
        self.shape = shape
        self._name = name
        self._adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(shape)
        self._elsewhere = elsewhere or {}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Each field of what the part becomes, as a file has it."""
        hints = get_type_hints(self.shape, include_extras=True)
        return {name: _field(name, hint) for name, hint in hints.items()}

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple([field.key for field in self.fields.values()])

    @property
    def _required(self) -> tuple[str, ...]:
        return tuple([field.key for field in self.fields.values() if field.required])

    def written(self, part: Record, *apart: str, like: Record | None = None) -> dict[str, Any]:
        """A part by its keys, but for those apart and those that hold the usual, or what the part holds it is like."""
        usual = vars(like) if like else part._defaults
        names = [name for name in dict.fromkeys((*FIRST, *part.__match_args__)) if name in part.__match_args__]
        held = {name: getattr(part, name) for name in names if name in self.fields and name not in apart}
        told = {name: value for name, value in held.items() if name not in usual or value != usual[name]}
        return {self.fields[name].key: self.fields[name].writer(value) for name, value in told.items()}

    def read(self, node: Node, reading: Reading) -> dict[str, Any]:
        """The part's values by their fields; what is wrong is said, and something harmless stands in."""
        if not isinstance(node, Keys):
            keys = ": ..., ".join(self._required or self._keys[:2])
            reading.say(node, f"{self._name} has keys of its own: {{{keys}: ...}}")
            return self._adapter.validate_python(self._mended({}), context=Reading())
        try:
            return self._adapter.validate_python(node, context=reading)
        except ValidationError as error:
            wrong = error.errors(include_input=False, include_url=False)
        written = {str(key): key for key in node}
        for each in wrong:
            self._say(each["type"], each["loc"], each.get("ctx", {}), written, node, reading)
        bad = {each["loc"][0] for each in wrong}
        mended = self._mended({key: value for key, value in node.items() if key not in bad})
        return self._adapter.validate_python(mended, context=reading)

    def _mended(self, good: dict[Any, Any]) -> dict[Any, Any]:
        return {key: _STAND_INS.get(key, "?") for key in self._required} | good

    def _say(
        self,
        kind: str,
        loc: tuple[int | str, ...],
        ctx: dict[str, Any],
        written: dict[str, Text],
        node: Keys,
        reading: Reading,
    ) -> None:
        key = str(loc[0])
        if kind == "missing":
            reading.say(node, f'{self._name} has no "{key}": {_WANTED.get(key, "it needs one")}')
            return
        if kind == "extra_forbidden":
            reading.say(written[key], self._unknown(key, node, reading))
            return
        found = node[key]
        for step in loc[1:]:
            found = found[step]
        reading.say(found, _sentence(kind, f'"{key}"' if len(loc) == 1 else f'a line of "{key}"', ctx, found, reading))

    def _unknown(self, key: str, node: Keys, reading: Reading) -> str:
        if key in self._elsewhere:
            return f'"{key}" {self._elsewhere[key]}'
        if node.braces and isinstance(node[key], Empty):
            return (
                f"a comma inside braces ends a text, so {cut(key)} became a key: "
                "put the text in quotation marks, or each key on its own line"
            )
        offer = reading.offer(key, self._keys) or f" It has {listed(self._keys, 'and')}."
        return f"{cut(key)} is no key of {self._name}.{offer}"


def _field(name: str, hint: Any) -> Field:
    required = get_origin(hint) is Required
    notes = getattr(hint.__args__[0] if required else hint, "__metadata__", ())
    keys = [note.alias for note in notes if isinstance(note, FieldInfo) and note.alias]
    writers = [note.writer for note in notes if isinstance(note, Form)]
    return Field((keys or [name])[0], (writers or [plain])[-1], required)


def _sentence(kind: str, name: str, ctx: dict[str, Any], found: Node, reading: Reading) -> str:
    if isinstance(found, Empty):
        return f"{name} is empty: fill it in, or take it out"
    if kind == "blank":
        return f"{name} holds nothing but blanks: fill it in, or take it out"
    if kind == "literal_error":
        words = _LITERAL.findall(ctx["expected"])
        told = cut(found) if isinstance(found, Text) else "a list or keys"
        return f"{name} is {listed(words)}, not {told}.{reading.offer(str(found), words)}"
    if kind == "string_type" and isinstance(found, Keys):
        return f"{name} is a text, and a colon with a blank after it made keys of it: put it in quotation marks"
    if kind == "string_type":
        return f"{name} is one text, and this is a list"
    if kind == "tuple_type":
        return f'{name} is a list: begin each line below it with "- "'
    return f"{name} is a whole number from 1{', not ' + cut(found) if isinstance(found, Text) else ''}"
