"""What every core type is built on: frozen, typed, cheap."""

from __future__ import annotations

import json
from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self, dataclass_transform
else:

    def dataclass_transform(**_: object):
        """Stand in for typing's marker, which costs a third of a Python start."""
        return lambda kind: kind


@dataclass_transform(frozen_default=True)
class Record:
    """A frozen value with named fields, written and used like a frozen dataclass.

    `but` gives a changed copy. A fortieth of a dataclass's cost at start-up: nothing is compiled.
    """

    __match_args__: tuple[str, ...] = ()
    _fields: frozenset[str] = frozenset()
    _defaults: dict[str, Any] = {}  # noqa: RUF012 - never changed, rebuilt by each subclass

    def __init_subclass__(cls) -> None:
        own, namespace = cls.__annotations__, cls.__dict__
        names = tuple(dict.fromkeys((*cls.__match_args__, *own))) if cls.__match_args__ else tuple(own)
        defaults = {**cls._defaults, **{name: namespace[name] for name in own if name in namespace}}
        if not defaults.keys() >= {*names[len(names) - len(defaults) :]}:
            raise TypeError(f"{cls.__name__}: a field without a default follows one with a default")
        cls._fields, cls._defaults = frozenset(names), defaults
        cls.__match_args__ = names  # type: ignore[misc]

    def __init__(self, /, *values: Any, **named: Any) -> None:
        own = self.__dict__
        own |= self._defaults
        if values:
            placed = dict(zip(self.__match_args__, values, strict=False))
            if len(placed) != len(values) or not placed.keys().isdisjoint(named):
                raise TypeError(f"{type(self).__name__}: a field too many")
            own |= placed
        own |= named
        if len(own) != len(self._fields) or not named.keys() <= self._fields:
            raise TypeError(f"{type(self).__name__}: {', '.join(sorted(own.keys() ^ self._fields))}")

    @classmethod
    def filled(cls, values: tuple[Any, ...]) -> Self:
        """A record of all its values in their order, none left out: for thousands at once, at a third of the cost."""
        made = object.__new__(cls)
        object.__setattr__(made, "__dict__", dict(zip(cls.__match_args__, values, strict=True)))
        return made

    def but(self, /, **changes: Any) -> Self:
        """The same record with some fields changed."""
        if not changes.keys() <= self._fields:
            raise TypeError(f"{type(self).__name__}: {', '.join(sorted(changes.keys() - self._fields))}")
        own, made = self.__dict__, object.__new__(type(self))
        # What a property keeps beside the fields is of the record as it was
        object.__setattr__(made, "__dict__", {name: own[name] for name in self.__match_args__} | changes)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def _values(self) -> tuple[Any, ...]:
        return tuple(map(self.__dict__.__getitem__, self.__match_args__))

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in zip(self.__match_args__, self._values(), strict=True))
        return f"{type(self).__qualname__}({inside})"


class Event(Record):
    """Something that happened `on` a day, as the rep dates it; `in_both`: it counts before its call too (rule 5)."""

    on: date
    in_both = False

    def __init_subclass__(cls, in_both: bool = False) -> None:
        super().__init_subclass__()
        cls.in_both = in_both


def packed(record: Record) -> str:
    """The record as JSON with a kind on every object; what equals its default is left out."""
    return json.dumps(record, default=_plain, ensure_ascii=False, separators=(",", ":"))


def parsed(text: str, kinds: dict[str, type[Record]]) -> Any:
    """The record that `packed` wrote, of these kinds. Raises ValueError, TypeError or KeyError when it is damaged."""

    new, give = object.__new__, object.__setattr__

    def record(found: dict[str, Any]) -> Any:
        name = found.pop("is", None)
        if name is None:
            return date.fromisoformat(found["date"])
        kind = kinds[name]
        for field, held in found.items():
            if type(held) is list:
                found[field] = tuple(held)
        fields = {**kind._defaults, **found}
        if len(fields) != len(kind._fields):
            raise TypeError(f"{name}: {', '.join(sorted(fields.keys() ^ kind._fields))}")
        # A call of the kind itself would cost three times as much, and a map has hundreds
        made = new(kind)
        give(made, "__dict__", fields)
        return made

    return json.loads(text, object_hook=record)


def _plain(value: Any) -> dict[str, Any]:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    defaults = value._defaults
    told = {name: value.__dict__[name] for name in value.__match_args__}
    return {"is": type(value).__name__} | {
        name: held for name, held in told.items() if name not in defaults or held != defaults[name]
    }
