"""The first line of a deal in a review: whose decision it is, which, and by when (page section 11)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.review.asking import shorts
from callplan.core.review.cells import their_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.summary import Summary


def line(summary: Summary, on: date) -> str:
    """`Kate · the choice of supplier · no day`; of a deal that is closed, how and when."""
    if summary.closed:
        return f"{summary.ended} on {phrase.long_day(summary.closed_on or on, on)}"
    found = summary.next
    if not found.id:
        return "nothing left to decide"
    return " · ".join([shorts(summary, found.known) or "nobody named yet", found.title, _day(summary, on)])


def _day(summary: Summary, on: date) -> str:
    """The day by which it is to be decided, or to which it was put off."""
    found = summary.next
    if found.not_before:
        return f"not before {phrase.long_day(found.not_before, on)}"
    ahead = found.told and not found.holds and found.told.day >= on
    return f"by {phrase.long_day(found.told.day, on)}" if found.told and ahead else "no day"


def beside(summary: Summary, on: date) -> tuple[str, ...]:
    """What is told of a deal where there is room: what it is worth, and the client's own date."""
    told = [_amount(summary)] if summary.most is not None else []
    told += [f"their date {their_date(summary, on)}"] if summary.margin and not summary.closed else []
    return tuple(told)


def _amount(summary: Summary) -> str:
    """`84,000 EUR`; the highest that is told, while it is in conflict: `up to 84,000 EUR`."""
    up_to = "" if summary.amount is not None else "up to "
    return phrase.held(f"{up_to}{summary.most:,.15g} {summary.unit}".rstrip())
