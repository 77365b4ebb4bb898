"""A deal's own map in the editor; what was typed is kept in a file until it is recorded or thrown away."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from callplan import drafts, files, playbook_file, settings
from callplan.cli import asking, deals
from callplan.core import phrase
from callplan.core.amendment import follows
from callplan.core.entries import drafted
from callplan.core.events import Amended
from callplan.core.interview.course import START
from callplan.core.interview.question import Choice, Question
from callplan.core.interview.which_call import default_day
from callplan.core.map.merge import merged
from callplan.core.map.parts import mentioned, retired
from callplan.core.own_map import current
from callplan.core.record import Record
from callplan.errors import BadFile, Interrupted, NeedsAnswer, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.amendment import Follows
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Asker
    from callplan.core.map.playbook import Playbook
    from callplan.playbook_file import Problem


AGAIN = Question(
    "again", "Open it again?", "choice", (Choice("yes", "Yes, to put it right"), Choice("no", "No, later")),
    offered="yes", why="Nothing is written before the map has no mistakes; what you typed is kept.",
)  # fmt: skip


def edited(name: str, entries: tuple[Entry, ...], note: str, ask: Asker) -> Follows:
    """Have the map edited, and record it; whatever keeps it from being recorded, the edit stays."""
    path, base = _begun(name, entries)
    try:
        wanted = pinned(_saved(path, ask), base)
        found = recorded(name, entries, _on_top(wanted, base, current(entries)), note)
    except KeyboardInterrupt:
        raise Interrupted(f"Stopped; nothing was written. {_kept(name, path)}") from None
    except Refusal as refusal:
        if not os.path.exists(path):
            raise
        apart = "\n" if isinstance(refusal, BadFile) else " "
        raise type(refusal)(f"{refusal}{apart}{_kept(name, path)}") from None
    drafts.drop(drafts.MAP, name)
    return found


def _begun(name: str, entries: tuple[Entry, ...]) -> tuple[str, Playbook]:
    """The file to edit, and the map it was begun with; one that was kept goes on."""
    path, draft = drafts.edited(name), drafts.find(drafts.MAP, name)
    if draft and os.path.isfile(path):
        print(f"Your edit of {asking.day_of(draft.kept_at)} was kept; it goes on from there.", file=sys.stderr)
        return path, current(entries[: max(1, draft.seen)])
    settings.made(settings.drafts())
    files.keep(path, playbook_file.written(current(entries)))
    drafts.keep(drafts.Draft(drafts.MAP, name, {}, entries[-1].number, settings.now(), "", START))
    return path, current(entries)


def _saved(path: str, ask: Asker) -> Playbook:
    """The map as it was saved, once it has no mistakes. Raises BadFile when the person gives up, or is not there."""
    while True:
        edit(path)
        try:
            return usable(*playbook_file.own(playbook_file.contents(path), path))
        except BadFile as mistakes:
            if not asking.can_ask(ask):
                raise
            print(mistakes, file=sys.stderr)
        if asking.one(AGAIN, ask) == "no":
            raise BadFile("The map still has mistakes, so nothing was written.")


def _on_top(wanted: WantedMap, base: Playbook, now: Playbook) -> WantedMap:
    """The edit of a map that has changed since it was begun."""
    if base == now:
        return wanted
    both = merged(base, wanted.book, now)
    return wanted.but(book=both.playbook, notes=(*wanted.notes, *both.conflicts))


def _kept(name: str, path: str) -> str:
    typed = phrase.loose(phrase.typed(name))
    return (
        f"What you typed is kept in {path}: `callplan map {typed} --edit` goes on with it, "
        f"`callplan drafts --drop {typed}` throws it away."
    )


USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")


def edit(path: str) -> None:
    """Open a file in the editor and wait until it is closed. Raises Refusal when there is none, or when it fails."""
    line = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _usual()
    try:
        # Windows takes a line apart by itself, and by other rules
        code = subprocess.call(f'{line} "{path}"' if os.name == "nt" else [*shlex.split(line), path])
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refusal(f"The editor “{line}” cannot be started ({why}): set EDITOR to one that can.") from error
    if code:
        raise Refusal(f"The editor “{line}” ended with an error ({code}).")


def _usual() -> str:
    """The first editor there is. Raises NeedsAnswer where nobody could type into it."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise NeedsAnswer("Nobody can edit here: give the change with --patch FILE, or set EDITOR to what makes it.")
    found = [name for name in USUAL if shutil.which(name)]
    if not found:
        raise Refusal("No editor is found here: set EDITOR to the one you use.")
    return found[0]


PINNED = "“id” and “version” say which file this map was taken from; they stay as they were."


class WantedMap(Record):
    """The map a deal is to have; `upstream` the file's as it was merged in, and what there is to say of it."""

    book: Playbook
    upstream: Playbook | None = None
    notes: tuple[str, ...] = ()


def patched(entries: tuple[Entry, ...], text: bytes, file: str, its_name: str) -> WantedMap:
    """The deal's map with a patch. Raises BadFile with every mistake, one a line."""
    book = current(entries)
    return pinned(usable(*playbook_file.patch(text, file, book, its_name)), book)


def pinned(found: Playbook, book: Playbook) -> WantedMap:
    """The map as it was typed, under the id and the version that it had."""
    notes = (PINNED,) if (found.id, found.version) != (book.id, book.version) else ()
    return WantedMap(found.but(id=book.id, version=book.version), notes=notes)


def updated(entries: tuple[Entry, ...], base: Playbook, theirs: Playbook) -> WantedMap:
    """The deal's map with what has changed in its file since `base`."""
    both = merged(base, current(entries), theirs)
    return WantedMap(both.playbook, theirs, both.conflicts)


def recorded(name: str, entries: tuple[Entry, ...], wanted: WantedMap, note: str = "") -> Follows:
    """Write the amendment, with all that the history holds fast, unless it changes nothing; and what follows."""
    before, today = deals.folded(entries, name), settings.today()
    kept = retired(before.playbook, wanted.book, mentioned(entries))
    book = usable(*playbook_file.own(playbook_file.written(kept.playbook).encode(), its_name(name)))
    stays = [f"The role {role} stays: somebody holds it, or a part that stays names it." for role in kept.roles]
    notes = (*wanted.notes, *kept.again, *stays)
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
