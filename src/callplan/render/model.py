"""The model itself, as JSON."""

from __future__ import annotations

import json
from datetime import date

from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = 1


def as_json(record: Record) -> str:
    """The record and all it holds as JSON, its version first; a name's trailing `_` is dropped."""
    return json.dumps({"schema": SCHEMA} | _fields(record), default=_plain, indent=2, ensure_ascii=False) + "\n"


def _plain(value: Record | date) -> Any:
    return value.isoformat() if isinstance(value, date) else _fields(value)


def _fields(record: Record) -> dict[str, Any]:
    return {name.removesuffix("_"): getattr(record, name) for name in record.__match_args__}
