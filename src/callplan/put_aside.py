"""What was told of a deal and not taken over in an exchange with the team, in small files until it is dropped."""

from __future__ import annotations

import json
import os
from contextlib import suppress

from callplan import settings
from callplan.core.record import Record
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SCHEMA = 1
_ENDS = ".entries"


class PutAside(Record):
    """A transaction: of which deal, when it was written down, a line on each entry in words, and the entries whole.

    `made_from`: the command that was typed and what it was told, where that was kept. `why` it was not taken over;
    `taker`: to whom the deal went, where that is why. `since`: the number from which on entries of the deal were not
    taken over; `meant`: what each id in them named, as `core.interview.by_id` tells it; `id`: the deal's on the hub.
    """

    deal: str
    written_at: str
    why: str
    told: tuple[str, ...]
    entries: list[dict[str, Any]]
    made_from: tuple[str, str] | None = None
    taker: str = ""
    since: int = 0
    meant: dict[str, list[str]] = {}  # noqa: RUF012 - never changed
    id: str = ""

    @property
    def first(self) -> int:
        """The number of its first entry; 1 where it has none."""
        numbers = [each["number"] for each in self.entries if isinstance(each.get("number"), int)]
        return min(numbers, default=1)


def keep(aside: PutAside) -> str:
    """Write it, the same one again in its own place; its file. Raises Refusal when it cannot be."""
    from hashlib import sha256

    from callplan.files import keep as write

    text = json.dumps({**vars(aside), "schema": SCHEMA}, ensure_ascii=False, indent=1)
    name = sha256(text.encode(errors="replace")).hexdigest()[:24]
    path = os.path.join(settings.made(settings.drafts()), name + _ENDS)
    write(path, text)
    return path


def kept() -> list[PutAside]:
    """Every one that was put aside, the earliest first. Raises BadFile when one is damaged."""
    return sorted(every().values(), key=lambda each: each.written_at)


def drop(deal: str) -> None:
    """Throw away what was put aside of a deal."""
    for path in [path for path, each in every().items() if each.deal.casefold() == deal.casefold()]:
        with suppress(FileNotFoundError):
            os.remove(path)


def rename(names: Mapping[str, str]) -> None:
    """Keep what was put aside of deals under their new names."""
    for path, each in every().items():
        if each.deal in names:
            keep(each.but(deal=names[each.deal]))
            os.remove(path)


def every() -> dict[str, PutAside]:
    """Every one that was put aside, by its file. Raises BadFile when one is damaged."""
    folder = settings.drafts()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    paths = [os.path.join(folder, name) for name in names if name.endswith(_ENDS)]
    return {path: _read(path) for path in paths}


def _read(path: str) -> PutAside:
    try:
        with open(path, encoding="utf-8") as file:
            told = json.load(file)
        if told.pop("schema") == SCHEMA:
            made_from = tuple(told["made_from"]) if told["made_from"] else None
            return PutAside(**{**told, "told": tuple(map(str, told["told"])), "made_from": made_from})
    except (ValueError, TypeError, LookupError, AttributeError):
        pass
    raise BadFile(f"{path}: what was put aside in it cannot be read; remove the file once you have looked at it.")
