"""How the columns of a CRM's export are read, remembered by its headings in whatever order, in crm.toml."""

from __future__ import annotations

import os
from json import dumps

from callplan import files, settings
from callplan.core.record import Record
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ABOUT = (
    "# How callplan reads your CRM's exports, by their headings. Yours to change; `callplan import --map` does, too.\n"
)


class Way(Record):
    """How a file with these headings is read: its system, the heading of each field, the order of days, the mark."""

    headers: tuple[str, ...]
    system: str
    fields: dict[str, str]
    dates: str = ""
    decimal: str = ""


def every() -> tuple[Way, ...]:
    """All that is remembered. Raises BadFile where the file is not as `remember` writes it."""
    place = settings.crm_file()
    if not os.path.isfile(place):
        return ()
    import tomllib

    try:
        with open(place, "rb") as file:
            return tuple(map(_way, tomllib.load(file).get("export", [])))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise BadFile(f"{place}: this cannot be read ({error}): mend it, or take it away.") from error


def of(headers: tuple[str, ...]) -> Way | None:
    """How a file with these headings was read."""
    return next((way for way in every() if set(way.headers) == set(headers)), None)


def remember(ways: tuple[Way, ...]) -> None:
    """Keep how files were read; nothing is written where that is known."""
    before = every()
    now = [each for each in before if all(set(each.headers) != set(way.headers) for way in ways)]
    kept = {frozenset(each.headers): each for each in before}
    if all(_same(kept.get(frozenset(way.headers)), way) for way in ways):
        return
    settings.made(settings.home())
    files.keep(settings.crm_file(), _ABOUT + "".join(map(_told, (*now, *ways))))


def _same(before: Way | None, now: Way) -> bool:
    return before is not None and before.but(headers=()) == now.but(headers=())


def _way(told: dict[str, Any]) -> Way:
    fields = {str(name): str(header) for name, header in told["fields"].items()}
    return Way(
        tuple(map(str, told["headers"])), str(told["system"]), fields, str(told.get("dates", "")),
        str(told.get("decimal", "")),
    )  # fmt: skip


def _told(way: Way) -> str:
    rows = [("headers", list(way.headers)), ("system", way.system), ("dates", way.dates), ("decimal", way.decimal)]
    fields = "".join([f"{name} = {_text(header)}\n" for name, header in way.fields.items()])
    return (
        "\n[[export]]\n" + "".join([f"{name} = {_text(held)}\n" for name, held in rows]) + f"[export.fields]\n{fields}"
    )


def _text(held: object) -> str:
    """A text, or a list of them, as TOML writes it."""
    return dumps(held, ensure_ascii=False).replace("\x7f", "\\u007f")
