"""A deal's own map in the editor; what was typed is kept in a file until it is recorded or thrown away."""

from __future__ import annotations

import os
import sys

from callplan import drafts, playbook_file, settings
from callplan.cli import amending, asking, editor
from callplan.core import phrase
from callplan.core.amend.merge import merged
from callplan.core.amend.own import current
from callplan.core.interview.course import START
from callplan.core.interview.question import Choice, Question
from callplan.errors import BadFile, Interrupted, Refusal
from callplan.files import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.amend.follow import Follows
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Asker
    from callplan.core.map.playbook import Playbook

AGAIN = Question(
    "again", "Open it again?", "choice", (Choice("yes", "Yes, to put it right"), Choice("no", "No, later")),
    offered="yes", why="Nothing is written before the map has no mistakes; what you typed is kept.",
)  # fmt: skip


def edited(name: str, entries: tuple[Entry, ...], note: str, ask: Asker) -> Follows:
    """Have the map edited, and record it; whatever keeps it from being recorded, the edit stays."""
    path, base = _begun(name, entries)
    try:
        wanted = amending.pinned(_saved(path, ask), base)
        found = amending.recorded(name, entries, _on_top(wanted, base, current(entries)), note)
    except KeyboardInterrupt:
        raise Interrupted(f"Stopped; nothing was written. {_kept(name, path)}") from None
    except Refusal as refusal:
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
    write(path, playbook_file.written(current(entries)))
    drafts.keep(drafts.Draft(drafts.MAP, name, {}, entries[-1].number, settings.now(), "", START))
    return path, current(entries)


def _saved(path: str, ask: Asker) -> Playbook:
    """The map as it was saved, once it has no mistakes. Raises BadFile when the person gives up, or is not there."""
    while True:
        editor.edit(path)
        try:
            return amending.usable(*playbook_file.own(playbook_file.contents(path), path))
        except BadFile as mistakes:
            if not asking.can_ask(ask):
                raise
            print(mistakes, file=sys.stderr)
        if asking.one(AGAIN, ask) == "no":
            raise BadFile("The map still has mistakes, so nothing was written.")


def _on_top(wanted: amending.Wanted, base: Playbook, now: Playbook) -> amending.Wanted:
    """The edit of a map that has changed since it was begun."""
    if base == now:
        return wanted
    both = merged(base, wanted.book, now)
    return wanted.but(book=both.playbook, notes=(*wanted.notes, *both.conflicts))


def _kept(name: str, path: str) -> str:
    typed = phrase.typed(name).replace(phrase.HARD_SPACE, " ")
    return (
        f"What you typed is kept in {path}: `callplan map {typed} --edit` goes on with it, "
        f"`callplan drafts --drop {typed}` throws it away."
    )
