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
    from collections.abc import Iterable
    from typing import Any

    from callplan.journal import Journal


def held(person: str) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """Somebody's name, of each deal the entries and drafts that name them, and what the CRM says with their name.

    Raises NoSuchDeal.
    """
    name, journal = tidy(person), deals.journal()
    every = [*journal.all_entries(), *journal.all_entries(dropped=True)]
    names = frozenset().union(*[names_of(entries, name) for _, entries in every])
    listed = in_the_crm(journal, names or [name])
    if not names and not listed:
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
    return name, found, listed


def in_the_crm(journal: Journal, names: Iterable[str]) -> list[dict[str, Any]]:
    """The deals of the CRM that name somebody of these names."""
    from callplan.journal.in_the_open import listed

    return [each for each in listed(journal) if mentions(json.dumps(each, default=str, ensure_ascii=False), names)]


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
