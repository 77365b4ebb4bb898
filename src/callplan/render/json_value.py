"""The model itself, as JSON."""

from __future__ import annotations

import json
from datetime import date

from callplan.core.record import Record
from callplan.core.text import spelled_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

SCHEMA = 1


def as_json(record: Record) -> str:
    """The record and all it holds as JSON, its version first; a name's trailing `_` is dropped."""
    return versioned(**_fields(record)) + "\n"


def versioned(**parts: Any) -> str:
    """These parts as JSON, its version first."""
    return _dumped({"schema": SCHEMA, **parts})


def in_pieces(record: Record, name: str, parts: Iterable[Record]) -> Iterator[str]:
    """The record as JSON with these parts in the place of its field of that name, which is empty; part by part."""
    before, after = as_json(record).split(f'"{name}": []')
    yield f'{before}"{name}": ['
    between = "\n"
    for part in parts:
        told = _dumped(part).replace("\n", "\n    ")
        yield f"{between}    {told}"
        between = ",\n"
    yield f"{'' if between == chr(10) else chr(10) + '  '}]{after}"


def _dumped(value: object) -> str:
    return spelled_out(json.dumps(value, default=_plain, indent=2, ensure_ascii=False))


def _plain(value: Record | date) -> Any:
    return value.isoformat() if isinstance(value, date) else _fields(value)


def _fields(record: Record) -> dict[str, Any]:
    return {name.removesuffix("_"): getattr(record, name) for name in record.__match_args__}
