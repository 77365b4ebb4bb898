"""Whether everything that was written down is whole and lies where it should."""

from __future__ import annotations

import os
import sys

from callplan import drafts, settings
from callplan.cli import deals, papers
from callplan.core import phrase
from callplan.core.text import clean
from callplan.errors import BadFile, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.cli import words

FOUND = "Something needs looking after: each line above says what to do."


def doctor(*, salvage: words.Salvage = None, force: words.Force = False) -> None:
    """See whether all that was written down is whole, and lies where it should."""
    if salvage is not None:
        _salvage(salvage, force=force)
        return
    from callplan import place

    faults = [*_of_the_journal()]
    found = [*faults, *place.remarks(), *_of_drafts(), *_of_strays(), *_of_backups()]
    papers.listed(found or [_all_is_well()])
    if faults:
        raise BadFile(FOUND)
    if found:
        raise Refusal(FOUND)


def _of_the_journal() -> Iterator[str]:
    from callplan.journal import backups
    from callplan.journal.checking import faults

    journal = deals.journal()
    if not journal.exists():
        return
    try:
        with journal.open() as database:
            found = faults(database, journal.path)
    except BadFile as refusal:
        yield str(refusal)
        return
    for fault in found:
        yield f"{journal.path} is damaged: {fault}."
    if found:
        good = backups.newest_good(journal.path)
        yield f"`callplan restore` puts back {good}." if good else "`callplan doctor --salvage FILE` saves what it can."


def _all_is_well() -> str:
    journal = deals.journal()
    count = len(journal.deals())
    entries = sum(len(each) for dropped in (False, True) for _, each in journal.all_entries(dropped=dropped))
    return (
        f"Everything is whole: {phrase.several(count, 'deal')}, {phrase.several(entries, 'entry', 'entries')}, each "
        f"as it was written."
    )


def _of_drafts() -> Iterator[str]:
    try:
        found = drafts.kept()
    except BadFile as refusal:
        yield str(refusal)
        return
    names = deals.journal().deals()
    for draft in found:
        if draft.verb not in ("prep", "playbook new") and draft.deal not in names:
            away = phrase.loose(f"`callplan drafts --drop {phrase.typed(draft.deal)}` throws it away")
            yield f"A {draft.verb} of {clean(draft.deal)} was begun, which is no deal any more: {away}."


def _of_strays() -> Iterator[str]:
    from callplan import place

    for path in place.strays():
        yield f"{clean(path)} was begun and never finished: it can be removed."


def _of_backups() -> Iterator[str]:
    from datetime import datetime

    from callplan.journal import backups
    from callplan.journal.sound import copies, copy_is_due

    path = settings.journal()
    made = copies(path)
    if copy_is_due(path, datetime.now()):
        lacks = "The newest backup is over a week old" if made else "There is no backup yet"
        yield f"{lacks}: `callplan backup` makes one."
    for each in made:
        if not backups.is_good(each):
            yield f"{each} is damaged, and no backup: it can be removed."


def _salvage(file: str, *, force: bool) -> None:
    from callplan import files
    from callplan.journal.salvage import Salvaged, salvage

    path = settings.journal()
    if not os.path.exists(path):
        raise Refusal("There is no deal yet, and so nothing to save.")
    found: list[Salvaged] = []
    told = files.hand_over(file, lambda made: found.append(salvage(path, made)), force=force)
    for each in found[0].deals:
        left = f"; {phrase.several(each.left, 'entry', 'entries')} behind a damaged one left out" if each.left else ""
        print(f"{clean(each.deal)}: {phrase.several(each.entries, 'entry', 'entries')}{left}", file=sys.stderr)
    if found[0].listed or found[0].left:
        left = f"; {phrase.number(found[0].left)} damaged, left out" if found[0].left else ""
        print(f"{phrase.capital(phrase.several(found[0].listed, 'deal'))} of the CRM{left}", file=sys.stderr)
    print(f"{told} `callplan restore {clean(file)}` puts it in the place of what is there.", file=sys.stderr)
