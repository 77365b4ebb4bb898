"""A name that no deal of this home has: which one it stands for, or why that is not here any more."""

from __future__ import annotations

import os
import sys

from callplan.cli import deals
from callplan.core.text import abbreviated, clean, near
from callplan.errors import Busy, NoSuchDeal, Refusal, not_ours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.entries import Entry
    from callplan.put_aside import PutAside


def stands_for(name: str) -> str:
    """The deal that was called so once, or that alone begins so. Raises NoSuchDeal with close names."""
    if taker := deals.went_to(name):
        theirs = f"{taker}/{name}"
        if theirs not in deals.others():
            raise handed_to(name, taker)
        print(f"{name}: {clean(theirs)}", file=sys.stderr)
        return theirs
    if now := deals.called_now(name):
        print(f"{name} is called {clean(now)} now.", file=sys.stderr)
        return now
    if dropped := _dropped(name):
        raise dropped
    known = deals.journal().deals()
    begun = abbreviated(name, known)
    if len(begun) != 1:
        raise NoSuchDeal(f"There is no deal “{name}”.{_offered(name, begun, known)}")
    print(f"{name}: {clean(begun[0])}", file=sys.stderr)
    return begun[0]


def entries_again(name: str) -> tuple[Entry, ...]:
    """Everything recorded of a deal that has grown since it was read. Raises Refusal where it is not here any more."""
    if entries := deals.journal().entries(name):
        return entries
    raise left_behind(name)


def handed_to(name: str, taker: str) -> Refusal:
    """The refusal of a deal that went to somebody else; what was half done of it is put aside."""
    if (theirs := f"{taker}/{name}") in deals.others():
        return Refusal(" ".join([str(not_ours(clean(theirs), clean(taker))), *_put_aside(name, taker)]))
    told = f"{name} was handed over to {clean(taker)}, and is not here any more: tell {clean(taker)} what is new."
    return NoSuchDeal(" ".join([told, *_put_aside(name, taker)]))


def _put_aside(name: str, taker: str) -> list[str]:
    """Put aside what is half done of a deal, in place of what was, of the same, while it went on; a line on each."""
    from callplan import put_aside
    from callplan.cli.apart import keep_begun
    from callplan.cli.apart_in_words import in_sentences
    from callplan.journal import handed_over

    _, id = handed_over.taker(deals.journal(), name)
    before = put_aside.every()
    kept = keep_begun(name, taker, id)
    now = put_aside.every()
    typed = {each.path: _typed(now[each.path]) for each in kept}
    for path, each in [each for each in before.items() if each[0] not in typed]:
        if each.deal == name and not each.entries and any(_typed(each) <= more for more in typed.values()):
            os.remove(path)
    return in_sentences(kept)


def _typed(aside: PutAside) -> set[str]:
    """The command of what was begun, and everything that was typed into it."""
    import json

    from callplan import drafts

    command, text = aside.made_from or ("", "")
    draft = drafts.of_text(text) if text else None
    told = {**draft.given, **draft.halfway.taken_back, **draft.halfway.said} if draft else {}
    return {command, *[json.dumps(answer) for answer in told.items()]}


def left_behind(name: str) -> Refusal:
    """Why a deal that was being written to is not here any more; what was half done of it goes where it belongs."""
    if taker := deals.went_to(name):
        return handed_to(name, taker)
    if now := deals.called_now(name):
        from callplan import drafts

        drafts.rename({name: now})
        return Busy(
            f"{name} is called {clean(now)} since it was read; nothing was written, so do it again by that name."
        )
    return _dropped(name) or _put_back(name) or _forgotten(name)


def _dropped(name: str) -> NoSuchDeal | None:
    if not (gone := deals.dropped_on(name)):
        return None
    from callplan.core import phrase

    back = phrase.loose(phrase.command("drop", name))
    return NoSuchDeal(f"{name} was dropped on {gone}: `{back} --back` brings it back.")


def _put_back(name: str) -> NoSuchDeal | None:
    """Why a deal is not here that a copy of this home still has, so that nobody forgot it."""
    from callplan.cli.forgetting_papers import good_copies
    from callplan.journal import Journal

    copies = good_copies(deals.journal())
    if not any(name in Journal(copy, beside=False).deals() for copy in copies):
        return None
    return NoSuchDeal(f"{name} is not in the journal that was put back since it was read; nothing was written.")


def _forgotten(name: str) -> NoSuchDeal:
    from callplan.cli.forgetting_there import drop_what_is_begun

    drop_what_is_begun(name)
    return NoSuchDeal(
        f"{name} was forgotten since it was read: nothing was written, and what was half done is gone, too."
    )


def _offered(name: str, begun: list[str], known: Sequence[str]) -> str:
    """The names it may stand for, or how to open the first deal, to stand at the end of a refusal."""
    close = begun[: deals.MOST_OFFERED] or near(name, known)
    return f" Did you mean {' or '.join(close)}?" if close else " `callplan prep NAME` opens one."
