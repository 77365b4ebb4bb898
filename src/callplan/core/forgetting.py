"""What is left of somebody's entries once they are forgotten: that somebody said or did it, and not who or how."""

from __future__ import annotations

import re

from callplan.core.entries import Entry, PersonMended
from callplan.core.events import Called
from callplan.core.outside import Listed, Noted
from callplan.core.record import Event
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

WHO = ("person", "teller", "told_by", "name", "called")
TOGETHER = ("people", "absent")
WORDS = ("words", "reason", "paper", "label", "worth", "address", "text", "about")
SHORTEST = 3


def names_of(entries: Iterable[Entry], name: str) -> frozenset[str]:
    """Every name that somebody had in a deal who is called so, now or before; nothing when there is nobody."""
    told, wanted = tuple(entries), tidy(name).casefold()
    found = {each for each in everybody(told) if each.casefold() == wanted}
    if not found:
        return frozenset()
    mended = [entry.event for entry in told if isinstance(entry.event, PersonMended)]
    for _ in mended:
        found |= {each for event in mended if found & {event.person, event.name} for each in (event.person, event.name)}
    return frozenset(found)


def everybody(entries: Iterable[Entry]) -> set[str]:
    """Everybody who is named in a deal, by every name they had."""
    return {each for entry in entries for each in _people_of(entry.event)}


def forgotten(entries: tuple[Entry, ...], names: frozenset[str]) -> tuple[Entry, ...]:
    """The entries of a deal in which nobody's name stands wherever one of these stood, and nothing that they said.

    Where a text of anybody else names them, the name is taken out of it; where they are in the deal, a part of it, too,
    that nobody else there has; what was noted freely is emptied there, for it may tell of them without a name.
    """
    people = everybody(entries)
    others = people - names
    there = bool(people & names)
    instead, pattern = _nobody(others), _pattern(entries, names, others if there else None)

    def without(event: Event) -> Event:
        left = _without(event, names, instead, pattern)
        if there and isinstance(left, Noted):
            return left.but(text="")
        return left.but(next_step="") if there and isinstance(left, Listed) else left

    return tuple([entry.but(event=without(entry.event)) for entry in entries])


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether a text names somebody of these names."""
    folded = text.casefold()
    return any(name.casefold() in folded for name in names)


def missing(before: Iterable[Entry], after: Iterable[Entry]) -> frozenset[str]:
    """Everybody who is named in entries as they were, and not in the same ones as they are now."""
    now = {_mark(each): each for each in after}
    was = [each for each in before if _mark(each) in now]
    return frozenset(everybody(was) - everybody([now[_mark(each)] for each in was]))


def named_in(texts: Iterable[str], entries: tuple[Entry, ...], names: frozenset[str]) -> bool:
    """Whether a text about a deal with these entries names somebody: as `forgotten` sees it, or by a part as answer."""
    people = everybody(entries)
    others = people - names if people & names else None
    pattern = _pattern(entries, names, others)
    shared = {part.casefold() for other in others or () for part in other.split()}
    parts = {part.casefold() for name in names for part in name.split()} - shared if others is not None else set()
    return any(
        pattern.search(text) or any(piece.strip().casefold() in parts for piece in re.split("[:,]", text))
        for text in texts
    )


def _mark(entry: Entry) -> tuple[int, int, str, type[Event]]:
    return entry.number, entry.batch, entry.recorded_at, type(entry.event)


def _nobody(others: set[str]) -> str:
    known = {each.casefold() for each in others}
    choices = ("Somebody", "Somebody else", *[f"Somebody {number}" for number in range(3, len(known) + 5)])
    return next(each for each in choices if each.casefold() not in known)


def _people_of(event: Event) -> set[str]:
    alone = [getattr(event, field, "") for field in ("person", "teller", "told_by")]
    if isinstance(event, PersonMended):
        alone.append(event.name)
    together = [each for field in TOGETHER for each in getattr(event, field, ())]
    return {each for each in (*alone, *together) if each}


def _pattern(entries: tuple[Entry, ...], names: frozenset[str], others: set[str] | None) -> re.Pattern[str]:
    """What names them in a text: whole, as they are called, and by the parts that none of the `others` has."""
    called = {each.event.called for each in entries if isinstance(each.event, Called) and each.event.person in names}
    shared = {part.casefold() for other in others or () for part in other.split()}
    parts = {part for name in names for part in name.split() if len(part) >= SHORTEST and part.casefold() not in shared}
    every = sorted({*names, *called, *(parts if others is not None else ())}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)", re.IGNORECASE)


def _without(event: Event, names: frozenset[str], instead: str, pattern: re.Pattern[str]) -> Event:
    theirs = getattr(event, "person", None) in names
    changes: dict[str, Any] = {}
    for field in map(str, event.__match_args__):
        held = getattr(event, field)
        if theirs and field in WORDS:
            changes[field] = type(held)()
        elif (field in WHO and held in names) or (field == "called" and theirs):
            changes[field] = instead
        elif field in TOGETHER:
            changes[field] = tuple([instead if each in names else each for each in held])
        elif isinstance(held, str):
            changes[field] = pattern.sub(instead, held)
        elif isinstance(held, tuple) and all(isinstance(each, str) for each in held):
            changes[field] = tuple([pattern.sub(instead, each) for each in held])
    return event.but(**changes)
