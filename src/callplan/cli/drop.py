"""A deal opened by mistake, out of every look."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals
from callplan.core import phrase
from callplan.core.entries import Corrected, Dropped, drop_of
from callplan.errors import NoSuchDeal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def drop(deal: words.DroppedOrNot, *, back: words.Back = False) -> None:
    """Take a deal opened by mistake out of every look, or back."""
    told = _brought_back(deal) if back else _dropped(deal)
    print(phrase.loose(told), file=sys.stderr)


def _dropped(deal: str) -> str:
    name, entries = deals.own_entries(deal)
    deals.record(name, entries, [Dropped(settings.today(), name)])
    return f"{name} is in no list and no look any more; `{phrase.command('drop', name)} --back` brings it back."


def _brought_back(deal: str) -> str:
    name, entries = deals.dropped(deals.as_name(deal))
    drop = drop_of(entries)
    if drop is None:
        gone = deals.journal().dropped()
        raise NoSuchDeal(f"No deal “{name}” was dropped.{f' Dropped are {phrase.joined(gone)}.' if gone else ''}")
    if deals.journal().entries(name):
        first = f"`{phrase.loose(phrase.command('rename', name))} NEW`"
        raise Usage(f"There is another deal called {name} now: {first} renames that one first.")
    deals.record(name, entries, [Corrected(settings.today(), drop.number)], dropped=True)
    return f"{name} is back, as it was; `{phrase.command('show', name)}` shows where it stands."
