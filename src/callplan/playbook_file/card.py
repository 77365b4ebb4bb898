"""One part of a map checked by pydantic, and pydantic's findings said plainly."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter, ValidationError

from callplan.core.map.terms import Some
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Empty, Keys, Node, Text
from callplan.playbook_file.problems import cut, listed

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


class Card:
    """A part of the map: its name, the shape of its keys, and what to say of keys that belong elsewhere."""

    def __init__(self, name: str, shape: Any, elsewhere: dict[str, str] | None = None) -> None:
        self._name = name
        self._adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(shape)
        schema = self._adapter.json_schema()
        self._keys = tuple(schema["properties"])
        self._required = tuple(schema.get("required", ()))
        self._elsewhere = elsewhere or {}

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
