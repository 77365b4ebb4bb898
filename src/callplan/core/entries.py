"""The journal's entries: how they are read, in which order a transaction folds, and which of them still count."""

from __future__ import annotations

from callplan.core.events import Event, Met, Opened
from callplan.core.map import playbook, terms
from callplan.core.outside import Noted
from callplan.core.record import Record, packed, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Entry(Record):
    """An event in the journal: its number, its transaction, who wrote it and when (never used by a rule)."""

    number: int
    batch: int
    event: Event
    recorded_at: str = ""
    recorder: str = ""


class Writing(Record):
    """What is to be written of a deal after its entry number `seen`, and what it was made from: a command and answers.

    `dropped`: the deal is one that was dropped.
    """

    deal: str
    events: tuple[Event, ...]
    seen: int
    dropped: bool = False
    answers: tuple[str, str] | None = None


class Resumed(Event):
    """A deal that was closed is taken up again."""

    reason: str = ""


class Corrected(Event):
    """An earlier entry is void, as if it had never been written."""

    entry: int


class Renamed(Event, in_both=True):
    """The deal is called this from here on; it was called something else `before`."""

    name: str
    before: str = ""


class Dropped(Event, in_both=True):
    """The deal, called so until then, was opened by mistake, and is in no look; taking this back brings it back."""

    name: str = ""


class PersonMended(Event, in_both=True):
    """Who was written down as `person` until here is `name`; with `roles`, those are theirs in all of that."""

    person: str
    name: str
    roles: tuple[str, ...] | None = None


FOLD_ORDER = tuple(Event.__subclasses__())
# there is one opening, and notes read on from one to the next
_AS_TOLD = (Opened, Noted)
_PLACE = {kind: place for place, kind in enumerate(FOLD_ORDER)}
_KINDS = {
    kind.__name__: kind
    for kind in (*vars(terms).values(), *vars(playbook).values(), *FOLD_ORDER)
    if isinstance(kind, type) and issubclass(kind, Record)
}


def ordered(events: list[Event]) -> list[Event]:
    """The events of one transaction in the one order they fold in, whatever order they were given in (rule 1)."""
    return sorted(events, key=lambda event: (_PLACE[type(event)], "" if isinstance(event, _AS_TOLD) else packed(event)))


def drafted(entries: tuple[Entry, ...], events: Sequence[Event]) -> tuple[Entry, ...]:
    """The entries with some events more, as they will be numbered when they are written."""
    batch = entries[-1].batch + 1 if entries else 1
    return (*entries, *[Entry(number, batch, event) for number, event in enumerate(events, len(entries) + 1)])


def live(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that no live correction names, which may itself be corrected (rule 2); people by their mended names.

    What was mended stays so, however often it is asked for.
    """
    void: set[int] = set()
    mended = False
    for entry in reversed(entries):
        if entry.number in void:
            continue
        if isinstance(entry.event, Corrected):
            void.add(entry.event.entry)
        mended = mended or isinstance(entry.event, PersonMended)
    told = tuple([entry for entry in entries if entry.number not in void])
    return _mended(told) if mended else told


def _mended(told: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries with everybody called, and holding the roles, as the mendings after each entry say."""
    now: dict[str, str] = {}
    fixed: dict[str, tuple[str, ...]] = {}
    found: list[tuple[Entry, str]] = []
    for entry in reversed(told):
        event = entry.event
        if isinstance(event, PersonMended):
            whole = now.get(event.name, event.name)
            if event.roles is not None:
                fixed.setdefault(whole, event.roles)
            now[event.person] = whole
            found.append((entry.but(event=event.but(person=whole, name=whole, roles=None)), ""))
            continue
        changed = _called(event, now) if now else event
        if isinstance(changed, Met) and changed.person in fixed:
            changed = changed.but(roles=fixed[changed.person])
        found.append((entry if changed is event else entry.but(event=changed), getattr(event, "person", "")))
    return _as_one(found[::-1])


def _as_one(found: list[tuple[Entry, str]]) -> tuple[Entry, ...]:
    """The entries, each with whom it named at first: of two who are one person, the roles of both."""
    held: dict[str, dict[str, tuple[str, ...]]] = {}
    one = []
    for entry, named in found:
        event = entry.event
        if isinstance(event, Met):
            of_them = held.setdefault(event.person, {})
            of_them[named] = event.roles
            event = event.but(roles=tuple(dict.fromkeys([role for roles in of_them.values() for role in roles])))
            entry = entry.but(event=event) if event != entry.event else entry
        if isinstance(event, PersonMended) and (of_them := held.get(event.name, {})):
            held[event.name] = {event.name: tuple([role for roles in of_them.values() for role in roles])}
        one.append(entry)
    return tuple(one)


def _called(event: Event, now: dict[str, str]) -> Event:
    """An event with the people in it by the names they have now."""
    changes: dict[str, Any] = {}
    for field in event.__match_args__:
        held = getattr(event, field)
        if field in ("person", "teller", "told_by") and held in now:
            changes[field] = now[held]
        if field in ("people", "absent") and not now.keys().isdisjoint(held):
            changes[field] = tuple(dict.fromkeys([now.get(name, name) for name in held]))
        if field in ("asked",):
            parts = [key.rpartition(":") for key in held]
            changes[field] = tuple([f"{key}{colon}{now.get(last, last)}" for key, colon, last in parts])
    return event.but(**changes) if changes else event


def name_now(entries: tuple[Entry, ...], first: str) -> str:
    """What a deal is called; `first` is what it was opened as, where no entry tells of a name before."""
    names = [entry.event.name for entry in live(entries) if isinstance(entry.event, Renamed)]
    told = [entry.event.before for entry in entries if isinstance(entry.event, Renamed) and entry.event.before]
    return names[-1] if names else next(iter(told), first)


def drop_of(entries: tuple[Entry, ...]) -> Entry | None:
    """The entry by which a deal was dropped, where it still counts."""
    return next((entry for entry in live(entries) if isinstance(entry.event, Dropped)), None)


def unpacked(text: str) -> Any:
    """The event, or the map, that `packed` wrote. Raises ValueError, TypeError or KeyError when it is damaged."""
    return parsed(text, _KINDS)
