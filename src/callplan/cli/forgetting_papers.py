"""What was begun or put aside, looked through for somebody who is to be forgotten."""

from __future__ import annotations

import json
import os
from contextlib import suppress

from callplan import drafts, settings
from callplan.core.forgetting import everybody, mentions, named_in, names_of
from callplan.core.record import Record
from callplan.journal import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from callplan.core.entries import Entry


class Paper(Record):
    """A file of what is half done: of which deal, "" where it does not say, and every text in it."""

    path: str
    deal: str
    texts: tuple[str, ...]


def forget_in_papers(
    names: frozenset[str], deals: Mapping[str, tuple[Entry, ...]], *, of_others: bool
) -> tuple[str, ...]:
    """Throw away what names somebody, or them by a part where it is about one of these deals; of which deals.

    `of_others`: what is about any other deal, too, where it names them whole.
    """
    gone = []
    for paper in _papers(deals) if names else ():
        entries = deals.get(paper.deal)
        named = mentions("\n".join(paper.texts), names) and (of_others or entries is not None)
        if named or (entries is not None and named_in(paper.texts, entries, names)):
            with suppress(FileNotFoundError):
                os.remove(paper.path)
                gone.append(paper.deal)
    return tuple(gone)


def in_papers(name: str) -> list[str]:
    """The deals of which something is half done or put aside that names somebody of this name; "" of an unknown one."""
    wanted = frozenset((name,))
    return sorted({paper.deal for paper in _papers(()) if named_in(paper.texts, (), wanted)})


def good_copies(journal: Journal) -> list[str]:
    """The copies of this home that are whole; one that is damaged is left as it is."""
    from callplan.journal.backups import REPLACED, is_good
    from callplan.journal.sound import copies

    return [copy for copy in (*copies(journal.path), *copies(journal.path, REPLACED)) if is_good(copy)]


def in_copies(paths: Iterable[str], name: str) -> dict[str, frozenset[str]]:
    """The deals in whole copies of a home in which there is somebody of this name, each with all names they had."""
    found: dict[str, frozenset[str]] = {}
    for path in paths:
        copy = Journal(path, beside=False)
        for deal, entries in (*copy.all_entries(), *copy.all_entries(dropped=True)):
            if names := names_of(entries, name):
                found[deal] = found.get(deal, frozenset()) | names
    return found


def deals_with(journal: Journal, names: frozenset[str]) -> dict[str, tuple[Entry, ...]]:
    """The deals in which there is somebody of these names, with all that is written about them."""
    every = (*journal.all_entries(), *journal.all_entries(dropped=True))
    return {deal: entries for deal, entries in every if everybody(entries) & names}


def _papers(deals: Iterable[str]) -> Iterator[Paper]:
    """Every file of what is half done; a map that is edited is known by the deals it may be of."""
    folder = settings.drafts()
    edited = {drafts.edited(deal): deal for deal in deals}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        with suppress(FileNotFoundError), open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
            told = _told(text)
            deal = told.get("deal") if isinstance(told, dict) else None
            of = deal if isinstance(deal, str) else edited.get(path, "")
            yield Paper(path, of, tuple(_texts(told)))


def _told(text: str) -> object:
    """What stands in a file: as JSON where it is that."""
    with suppress(ValueError, RecursionError):
        return json.loads(text)
    return text


def _texts(told: object) -> Iterator[str]:
    """Every text in what was read, one that is JSON itself as what stands in it."""
    waiting = [told]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str):
            inner = _told(each) if each[:1] in "{[" and each else each
            waiting += [inner] if not isinstance(inner, str) else []
            yield each
