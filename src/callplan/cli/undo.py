"""What was written down, taken back."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import asking, deals, papers
from callplan.core import phrase
from callplan.core.entries import Corrected
from callplan.core.history import entry_of, taken_back, taking_back, written_with
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.entries import Entry
    from callplan.core.history import TakenBack
    from callplan.core.interview.question import Asker


def undo(
    deal: words.Deal,
    entry: words.EntryNumber = None,
    *,
    whole: words.Whole = False,
    yes: words.Yes = False,
    no_input: words.NoInput = False,
    json: words.Json = False,
) -> None:
    """Take back what was written last, or any entry; both are kept."""
    name, entries = deals.own_entries(deal)
    if whole and entry is None:
        raise Usage("--whole is for an entry that is named: without one, all that was written last is taken back.")
    back = _meant(name, entries, entry, whole=whole)
    if not json:
        papers.noted(back.lines)
    if not yes:
        back = _agreed(name, entries, back, None if whole else entry, asking.asker(no_input, plain=False))
    deals.record(name, entries, [Corrected(settings.today(), number) for number in back.numbers])
    if json:
        from callplan.render.json_value import as_json

        print(as_json(back))
        return
    print(phrase.loose(f"Taken back; `callplan log {phrase.typed(name)}` shows both."), file=sys.stderr)


def _meant(name: str, entries: tuple[Entry, ...], number: str | None, *, whole: bool) -> TakenBack:
    if number is None:
        return taken_back(name, entries)
    one = entry_of(name, entries, number)
    return taking_back(name, entries, written_with(entries, one) if whole else (one,))


def _agreed(name: str, entries: tuple[Entry, ...], back: TakenBack, number: str | None, ask: Asker) -> TakenBack:
    """What the person agrees to take back: that, or all that was written with it, shown before they are asked again."""
    together = len(written_with(entries, entry_of(name, entries, number))) if number else 1
    agreed = asking.one(back.question(together), ask)
    if agreed == "whole":
        back = _meant(name, entries, number, whole=True)
        papers.noted(back.lines)
        agreed = asking.one(back.question(), ask)
    if agreed != "yes":
        raise Refusal("Nothing was taken back.")
    return back
