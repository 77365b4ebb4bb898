"""One line of config.toml, put there by a command; whatever else stands in the file is as it was."""

from __future__ import annotations

import re
from json import dumps

from callplan import files, settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def line(key: str, value: str) -> str:
    """The line as it stands in the file."""
    return f"{key} = {dumps(value, ensure_ascii=False)}"


def kept(key: str, value: str, table: str = "") -> bool:
    """Put the line there, among the keys without a table or in a table; False where the file is written otherwise.

    Raises Refusal where the file cannot be written.
    """
    import tomllib

    path = settings.settings_file()
    known = settings.config()
    text = "\n".join(_with(_rows(path), key, line(key, value), table)) + "\n"
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    if found != _changed(known, key, value, table):
        return False
    settings.made(settings.home())
    files.keep(path, text)
    return True


def _with(rows: list[str], key: str, new: str, table: str) -> list[str]:
    """The rows with the new one in the place of the old, or first where it belongs; a new table comes last."""
    first = 0
    if table:
        head = next((place for place, row in enumerate(rows) if row.strip() == f"[{table}]"), None)
        if head is None:
            return [*rows, *([""] if rows else []), f"[{table}]", new]
        first = head + 1
    rest = rows[first:]
    last = first + next((place for place, row in enumerate(rest) if row.lstrip().startswith("[")), len(rest))
    own = next((place for place in range(first, last) if re.match(rf"\s*{key}\s*=", rows[place])), None)
    return [*rows[:first], new, *rows[first:]] if own is None else [*rows[:own], new, *rows[own + 1 :]]


def _changed(known: dict[str, Any], key: str, value: str, table: str) -> dict[str, Any]:
    if not table:
        return known | {key: value}
    inside = known.get(table, {})
    return known | {table: inside | {key: value}} if isinstance(inside, dict) else {}


def _rows(path: str) -> list[str]:
    """The file's rows; none where there is none."""
    try:
        return files.read(path).decode("utf-8").splitlines()
    except FileNotFoundError:
        return []
