"""Everything that is kept about somebody."""

from __future__ import annotations

import json
import os

from callplan import settings
from callplan.cli import deals
from callplan.core.forgetting import everybody, mentions, names_of
from callplan.core.record import packed
from callplan.core.text import did_you_mean, tidy
from callplan.errors import NoSuchDeal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def held(person: str) -> tuple[str, list[dict[str, Any]]]:
    """Somebody's name, and of each deal the entries that name them, with the drafts that do. Raises NoSuchDeal."""
    name, journal = tidy(person), deals.journal()
    every = [*journal.all_entries(), *journal.all_entries(dropped=True)]
    names = frozenset().union(*[names_of(entries, name) for _, entries in every])
    if not names:
        known = {each for _, entries in every for each in everybody(entries)}
        raise NoSuchDeal(f"Nobody is called “{name}”.{did_you_mean(name, sorted(known))}")
    found = []
    for deal, entries in every:
        told = [
            {"number": each.number, "recorded_at": each.recorded_at, "event": json.loads(body)}
            for each in entries
            if mentions(body := packed(each.event), names)
        ]
        drafts = [draft for draft in _drafts(names) if draft["deal"] == deal]
        if told or drafts:
            found.append({"deal": deal, "entries": told, "drafts": drafts})
    return name, found


def _drafts(names: frozenset[str]) -> list[dict[str, Any]]:
    folder = settings.drafts()
    found = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.endswith(".json"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                text = file.read()
            if mentions(text, names):
                found.append(json.loads(text))
    return found
