"""A letter as it is kept, and found again for a reply."""

from __future__ import annotations

from datetime import date

from callplan.core.entries import Entry, live
from callplan.core.letter import Letter
from callplan.core.outside import Sent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def sent(letter: Letter, on: date) -> Sent:
    """The letter as it is kept: its rows, and what each numbered line is about."""
    return Sent(on, letter.page, letter.person, letter.rows, tuple([line.about for line in letter.lines]))


def letters(entries: Sequence[Entry]) -> list[Sent]:
    """Every letter that was made and is still kept whole, the latest first."""
    return [each.event for each in reversed(live(tuple(entries))) if isinstance(each.event, Sent) and each.event.text]


def is_kept(entries: Sequence[Entry], letter: Letter) -> bool:
    """Whether this very letter is kept already."""
    return any(each.text == letter.rows and each.person == letter.person for each in letters(entries))
