"""A closed deal taken up again."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers
from callplan.core import phrase
from callplan.core.entries import Resumed
from callplan.core.interview.which_call import day_taken
from callplan.core.text import tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def reopen(deal: words.Deal, *, reason: str | None = None, on: str | None = None) -> None:
    """Take a closed deal up again, where it stood."""
    name, entries = deals.own_entries(deal)
    known, today = deals.folded(entries, name), settings.today()
    if known.closed is None:
        raise Usage(f"{name} is open already: `callplan prep {phrase.typed(name)}` plans its next call.")
    begun, note = day_taken(known, {"on": on}, today, today, (known.closed.on, "closed"))
    deals.record(name, entries, [Resumed(begun, tidy(reason or ""))])
    command = f"`callplan prep {phrase.typed(name)}`"
    papers.noted((f"{name}: open again, and all that was decided stands: {command} plans its next call.", note))
