"""The last entry, taken back."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import asking, deals
from callplan.core import phrase
from callplan.core.entries import Corrected
from callplan.core.history import taken_back
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def undo(
    deal: words.Deal, *, yes: words.Yes = False, no_input: words.NoInput = False, json: words.Json = False
) -> None:
    """Take back what was written down last; the history keeps both."""
    name, entries = deals.entries_of(deal)
    back = taken_back(name, entries)
    if not json:
        print("\n".join(back.lines), file=sys.stderr)
    if not yes:
        agreed = asking.one(back.question(), asking.asker(no_input, plain=False))
        if agreed != "yes":
            raise Refusal("Nothing was taken back.")
    deals.record(name, entries, [Corrected(settings.today(), number) for number in back.numbers])
    if json:
        from callplan.render.json_value import as_json

        print(as_json(back))
        return
    print(f"Taken back; `callplan log {phrase.typed(name)}` shows both.", file=sys.stderr)
