"""Interviews and edits that stopped halfway."""

from __future__ import annotations

import sys

from callplan import drafts as kept
from callplan.cli import asking
from callplan.core import phrase
from callplan.core.text import clean
from callplan.errors import NoSuchDeal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.drafts import Draft


def drafts(*, drop: words.Drop = None, json: words.Json = False) -> None:
    """List what was begun and not finished, or throw it away."""
    found = kept.kept()
    for name in drop or []:
        _drop(clean(name).strip(), found)
    if drop:
        return
    if json:
        from json import dumps

        listed = [{name: value for name, value in vars(draft).items() if name != "halfway"} for draft in found]
        print(dumps({"schema": 1, "drafts": listed}, ensure_ascii=False, indent=2))
        return
    for draft in found:
        print(_line(draft))
    if not found:
        print("Nothing is half done.", file=sys.stderr)


def _drop(name: str, found: list[Draft]) -> None:
    of_it = [draft for draft in found if draft.deal.casefold() == name.casefold()]
    if not of_it:
        raise NoSuchDeal(f"There is no draft of “{name}”. `callplan drafts` lists them.")
    for draft in of_it:
        kept.drop(draft.command, draft.deal)
        print(f"Thrown away: {draft.command} {clean(draft.deal)}.", file=sys.stderr)


def _line(draft: Draft) -> str:
    count = phrase.several(len(draft.halfway.said), "answer") if draft.halfway.said else "no answer"
    what = "an edit" if draft.option else count
    line = f"callplan {draft.command} {phrase.typed(clean(draft.deal))}{draft.option}"
    asks = f" · next: {clean(draft.asks)}" if draft.asks or not draft.option else ""
    return f"{line} · {what} on {asking.day_of(draft.kept_at)}{asks}".replace(phrase.HARD_SPACE, " ")
