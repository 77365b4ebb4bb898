"""A copy put back in the place of what is there."""

from __future__ import annotations

import os
from contextlib import suppress

from callplan import settings
from callplan.cli import asking, papers
from callplan.core import phrase
from callplan.core.interview.question import Choice, Question
from callplan.core.text import clean
from callplan.errors import BadFile, Refusal
from callplan.journal import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.cli import words

    # of each deal, the number of its last entry and that entry's day
    Ends = dict[str, tuple[int, date]]

PUT_BACK = Question(
    "restore",
    "Put it in the place of what there is?",
    "choice",
    (Choice("no", "No, leave everything as it is"), Choice("yes", "Yes; what there is now is kept beside it")),
    flags="--yes",
)


def restore(file: words.RestoreFile = None, *, yes: words.Yes = False, no_input: words.NoInput = False) -> None:
    """Put a backup in the place of what is there: the newest, or a file."""
    from tempfile import TemporaryDirectory

    from callplan.journal import backups

    path = settings.journal()
    with TemporaryDirectory(prefix="callplan-") as apart:
        chosen = _chosen(file, apart) if file else backups.newest_good(path)
        if not chosen:
            raise Refusal(f"There is no backup that is whole in {backups.folder(path)}: name a file.")
        papers.noted([f"{file or chosen}:", *_told(chosen, path)])
        if not yes and asking.one(PUT_BACK, asking.asker(no_input, plain=False)) != "yes":
            raise Refusal("Nothing was restored.")
        forgets = _still_to_forget(path)
        kept = backups.put_back(path, chosen)
        if forgets:
            from callplan.journal.forgets import carry_on

            carry_on(path, forgets)
    papers.noted([f"Restored.{f' What was there is kept as {kept}.' if kept else ''}"])


def _still_to_forget(path: str) -> dict[str, tuple[str, ...]]:
    """Who is still to be forgotten on the team's hub, which no backup may undo; nothing where it cannot be read."""
    from callplan.journal.forgets import to_forget

    with suppress(BadFile):
        return to_forget(Journal(path))
    return {}


def _chosen(file: str, apart: str) -> str:
    """The file that is named, seen to be whole; one that is JSON is made into a journal in a folder `apart`.

    Raises Refusal, or BadFile, when it is not.
    """
    from callplan.journal import in_the_open
    from callplan.journal.checking import check

    if not os.path.isfile(file):
        raise Refusal(f"There is no file {clean(file)}.")
    with open(file, "rb") as source:
        if in_the_open.is_one(source.read(100)):
            source.seek(0)
            made = os.path.join(apart, "callplan.db")
            in_the_open.bring_back(source.read(), clean(file), made)
            return made
    with Journal(file, beside=False).open() as database:
        if not check(database, file, every_entry=True):
            raise Refusal(f"{clean(file)} is empty: there is nothing in it to restore.")
    return os.path.abspath(file)


def _told(file: str, path: str) -> list[str]:
    """Which deals a backup holds, until when each, and what was written since and would be lost."""
    held = _ends(Journal(file, beside=False))
    lines = [f"  {clean(deal)}, until {phrase.full_day(day)}" for deal, (_, day) in held.items()]
    if not os.path.exists(path):
        return lines
    try:
        now = _ends(Journal(path))
    except BadFile:
        return [*lines, "What is there now is damaged, so that what was written since cannot be told."]
    lines += [f"  {clean(deal)} is in no look now, and comes back." for deal in held if deal not in now]
    lost = [_lost(deal, end, held.get(deal)) for deal, end in now.items() if end != held.get(deal)]
    return [*lines, *(["What was written since would be lost:", *lost] if lost else ["Nothing was written since."])]


def _lost(deal: str, end: tuple[int, date], held: tuple[int, date] | None) -> str:
    if held is None:
        return f"  {clean(deal)}, all of it, until {phrase.full_day(end[1])}"
    entries = phrase.several(end[0] - held[0], "entry", "entries")
    return f"  {clean(deal)}, {entries}, until {phrase.full_day(end[1])}"


def _ends(journal: Journal) -> Ends:
    return {
        deal: (entries[-1].number, max(each.event.on for each in entries)) for deal, entries in journal.all_entries()
    }
