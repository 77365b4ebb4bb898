"""The map of one deal: whether it is still the file's, how it was amended, what on it is left out."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.entries import live
from callplan.core.events import Amended, Opened
from callplan.core.map.parts import called, mentioned, parts
from callplan.core.map.playbook import Playbook
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.entries import Entry
    from callplan.core.map.difference import Difference
    from callplan.core.map.parts import Part


class Amendment(Record):
    """One amendment that stands. `merged`: the version of the file that it merged in, if it did."""

    number: int
    on: date
    merged: int | None
    note: str


class OwnMap(Record):
    """A deal's own map. `file`: same, as-merged (the deal alone has changed it), changed (the file has), or none.

    `left_out`: what never applies here; `retired` those of it that the history names.
    """

    deal: str
    file: str
    file_version: int | None
    amended: tuple[Amendment, ...]
    left_out: tuple[str, ...]
    retired: tuple[str, ...]
    map: Playbook


def upstream(entries: tuple[Entry, ...]) -> Playbook:
    """The map of the file as it was last merged in: at an update, else at the opening."""
    events = [entry.event for entry in live(entries)]
    found = [event.upstream for event in events if isinstance(event, Amended) and event.upstream]
    opening = events[0]
    assert isinstance(opening, Opened)
    return found[-1] if found else opening.playbook


def current(entries: tuple[Entry, ...]) -> Playbook:
    """The map a deal has after these entries."""
    maps = [entry.event.playbook for entry in live(entries) if isinstance(entry.event, (Opened, Amended))]
    return maps[-1]


def own(name: str, entries: tuple[Entry, ...], file: Playbook | None) -> OwnMap:
    """A deal's own map beside the file it was taken from; `file` None: there is none that can be used."""
    book, base, told = current(entries), upstream(entries), mentioned(entries)
    state = "none" if file is None else "changed" if file != base else "same" if book == base else "as-merged"
    return OwnMap(
        deal=name,
        file=state,
        file_version=file.version if file else None,
        amended=tuple([_change(entry, entry.event) for entry in live(entries) if isinstance(entry.event, Amended)]),
        left_out=book.without,
        retired=tuple([part for part in parts(book) if part in book.left_out and part in told]),
        map=book,
    )


def _change(entry: Entry, event: Amended) -> Amendment:
    return Amendment(entry.number, event.on, event.upstream.version if event.upstream else None, event.note)


def about(found: OwnMap, today: date) -> Iterator[str]:
    """What to say of the map before it is shown."""
    book = found.map
    file, typed = f"{book.id}, version {book.version}", phrase.loose(phrase.typed(found.deal))
    yield f"The map of {found.deal}, taken from {file}: {_BESIDE[found.file]}"
    if found.file == "changed":
        yield f"`callplan map {typed} --update` shows what changed in the file, and takes it over."
    for each in found.amended:
        day = phrase.loose(phrase.long_day(each.on, today))
        merged = f", with version {each.merged} of the file" if each.merged else ""
        yield f"Amended on {day}{merged}{': ' + phrase.quoted(each.note) if each.note else ''}."
    if found.left_out:
        names = parts(book)
        yield f"Left out: {phrase.joined([f'{called(names[part])} ({part})' for part in found.left_out])}."


_BESIDE = {
    "same": "as the file has it.",
    "as-merged": "this deal has changed it, the file is as it was.",
    "changed": "the file has changed since.",
    "none": "there is no file of it any more that can be read.",
}


def amendment_sentence(event: Amended, before: Playbook) -> str:
    """What an amendment did to the map that stood before it, in one sentence."""
    # a map that is only shown is compared with none
    from callplan.core.map.difference import differences

    found, names = differences(before, event.playbook), parts(before) | parts(event.playbook)
    groups = {kind: [_name(each, names) for each in found if each.kind == kind]
              for kind in ("added", "left out", "changed")}  # fmt: skip
    said = "; ".join(
        [f"{kind} {phrase.shortened(list(dict.fromkeys(group)))}" for kind, group in groups.items() if group]
    )
    begun = f"map brought up to {event.playbook.id} {event.playbook.version}" if event.upstream else "map amended"
    return f"{begun}: {said or 'nothing changed'}{f' ({phrase.quoted(event.note)})' if event.note else ''}"


def _name(found: Difference, names: dict[str, Part]) -> str:
    part = names.get(f"@{found.id}" if found.part == "role" else found.id)
    return called(part) if part else "the map itself"
