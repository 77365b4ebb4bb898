"""A deal's own map changed: checked, recorded, and what follows from it."""

from __future__ import annotations

from callplan import playbook_file, settings
from callplan.cli import deals
from callplan.core.amend.follow import follows
from callplan.core.amend.merge import merged
from callplan.core.amend.own import current
from callplan.core.amend.parts import mentioned
from callplan.core.amend.retire import retired
from callplan.core.entries import drafted
from callplan.core.events import Amended
from callplan.core.interview.calls import default_day
from callplan.core.record import Record
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.amend.follow import Follows
    from callplan.core.entries import Entry
    from callplan.core.map.playbook import Playbook
    from callplan.playbook_file import Problem

PINNED = "“id” and “version” say which file this map was taken from; they stay as they were."


class Wanted(Record):
    """The map a deal is to have; `upstream` the file's as it was merged in, and what there is to say of it."""

    book: Playbook
    upstream: Playbook | None = None
    notes: tuple[str, ...] = ()


def patched(entries: tuple[Entry, ...], text: bytes, file: str, its_name: str) -> Wanted:
    """The deal's map with a patch. Raises BadFile with every mistake, one a line."""
    book = current(entries)
    return pinned(usable(*playbook_file.patch(text, file, book, its_name)), book)


def pinned(found: Playbook, book: Playbook) -> Wanted:
    """The map as it was typed, under the id and the version that it had."""
    notes = (PINNED,) if (found.id, found.version) != (book.id, book.version) else ()
    return Wanted(found.but(id=book.id, version=book.version), notes=notes)


def updated(entries: tuple[Entry, ...], base: Playbook, theirs: Playbook) -> Wanted:
    """The deal's map with what has changed in its file since `base`."""
    both = merged(base, current(entries), theirs)
    return Wanted(both.playbook, theirs, both.conflicts)


def recorded(name: str, entries: tuple[Entry, ...], wanted: Wanted, note: str = "") -> Follows:
    """Write the amendment, with all that the history holds fast, unless it changes nothing; and what follows."""
    before, today = deals.folded(entries, name), settings.today()
    kept = retired(before.playbook, wanted.book, mentioned(entries))
    book = usable(*playbook_file.own(playbook_file.written(kept.playbook).encode(), its_name(name)))
    notes = (*wanted.notes, *kept.again, *[_role(role) for role in kept.roles])
    if book == before.playbook and wanted.upstream is None:
        return follows(before, before, today, notes=notes)
    event = Amended(default_day(before, today), book, wanted.upstream, note)
    deals.record(name, entries, [event])
    return follows(before, deals.folded(drafted(entries, [event]), name), today, kept.ids, notes)


def its_name(name: str) -> str:
    """What stands for a file's name where a mistake is in the deal's map itself."""
    return f"the map of {name}"


def usable(found: Playbook | None, problems: tuple[Problem, ...]) -> Playbook:
    """The map that was read. Raises BadFile with every mistake, one a line."""
    if found is None:
        raise BadFile("\n".join([str(problem) for problem in problems if not problem.advice]))
    return found


def _role(role: str) -> str:
    return f"The role {role} stays: somebody holds it, or a part that stays names it."
