"""The cells of a deal's row in a review that is a table."""

from __future__ import annotations

from datetime import date

from callplan.core import names, phrase
from callplan.core.days import CANNOT, PAST, TIGHT
from callplan.core.review.question import shorts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.summary import Side, Summary


COLUMNS = ("DEAL", "THEIR NEXT DECISION", "WHOSE", "BY", "QUIET", "MISSED", "AMOUNT", "THEIR DATE")
CLOSED = ("DEAL", "HOW IT ENDED", "", "ON", "AMOUNT", "MISSED", "", "")
FRESH = 7
WORDS = {CANNOT: "late", TIGHT: "close", PAST: "gone by"}


def cells(summary: Summary, on: date, *, closed: bool = False) -> tuple[str, ...]:
    """A deal's row: what they decide next, or how it ended and what is missing; among `closed` ones, how it ended."""
    if not summary.closed:
        title = summary.next.title or "none left"
        known = (summary.deal, title, _whose(summary), _by(summary, on))
        return (*known, _quiet(summary, on), _missed(summary, on), amount(summary), their_date(summary, on))
    if closed or not summary.won or not (summary.owed or summary.theirs.open or summary.ours.open):
        ended = phrase.short_day(summary.closed_on or on, on)
        return (summary.deal, summary.ended, "", ended, amount(summary), _missed(summary, on), "", "")
    debt = summary.owed[0] if summary.owed else None
    by = phrase.short_day(debt.due, on) if debt and debt.due else ""
    owed = (summary.deal, f"{summary.ended}; {debt.title if debt else 'promises'}", debt.owner if debt else "", by)
    return (*owed, _quiet(summary, on), _missed(summary, on), amount(summary), "")


def quiet_days(summary: Summary, on: date) -> int:
    """The days since the last client decision, else since the opening."""
    return max(0, (on - summary.since).days)


def amount(summary: Summary) -> str:
    """`84,000`; the highest that is told with a question mark while it is in conflict."""
    if summary.most is None:
        return ""
    return f"{summary.most:,.15g}{'?' if summary.amount is None else ''}"


def _quiet(summary: Summary, on: date) -> str:
    days, calls = quiet_days(summary, on), summary.calls_since
    if summary.since > on:
        return phrase.short_day(summary.since, on)
    reopened = (on - summary.resumed).days if summary.resumed else None
    if reopened is not None and 0 <= reopened <= FRESH:
        return f"reopened {reopened}d"
    return f"{days}d {calls} call{'' if calls == 1 else 's'}" if calls else f"{days}d"


def _missed(summary: Summary, on: date) -> str:
    """How many promised days have gone by on each side without the promise kept: `they 2 we 1`."""
    if summary.closed and not summary.won:
        return " ".join([f"{who} {side.missed}" for who, side in _sides(summary) if side.missed])
    return " ".join([f"{who} {count}" for who, side in _sides(summary) if (count := side.gone_by(on))])


def _sides(summary: Summary) -> tuple[tuple[str, Side], ...]:
    return (("they", summary.theirs), ("we", summary.ours))


def _whose(summary: Summary) -> str:
    people = [names.full(name) for name in summary.next.known]
    if not people:
        return "nobody named yet" if summary.next.id else ""
    return f"{people[0]} +{len(people) - 1}" if len(people) > 1 else people[0]


def _by(summary: Summary, on: date) -> str:
    """The day told; else the one counted back from their own date: `≤3 Dec`; a deadline that is sooner: `we 3 Dec`."""
    told, latest, off = summary.next.told, summary.next.latest, summary.next.not_before
    days = [day for day in (told and told.day, latest) if day and day >= on]
    near = [each for each in summary.deadlines if each.late or each.day <= min(days, default=date.max)]
    soon = [each for each in near if not each.late and (each.day - on).days <= FRESH]
    due = next(iter(soon or near), None)
    if due and due.step != summary.next.id:
        return f"{'we ' if due.ours else ''}{phrase.short_day(due.day, on)}{', late' if due.late else ''}"
    if not summary.next.id:
        return ""
    if off:
        return f"not before {phrase.short_day(off, on)}"
    if told:
        return f"{phrase.short_day(told.day, on)}{'?' if told.day < on else ''}"
    return f"≤{phrase.short_day(latest, on)}" if latest and latest >= on else "no day"


def their_date(summary: Summary, on: date) -> str:
    """Their own date and what is left before it: `30 Apr, 12d slack`; `31 Dec, late`."""
    if not summary.dates:
        return ""
    worst = summary.dates[0]
    told = WORDS.get(worst.word) or f"{worst.slack}d slack"
    return f"{phrase.short_day(worst.day, on)}, {told}"


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
    """What is told of a deal where there is room: what it is worth, and the client's own date or the map's limit."""
    told = [_amount(summary)] if summary.most is not None else []
    if summary.dates and not summary.closed:
        told.append(f"{'deadline' if summary.dates[0].limit else 'their date'} {their_date(summary, on)}")
    return tuple(told)


def _amount(summary: Summary) -> str:
    """`84,000 EUR`; the highest that is told, while it is in conflict: `up to 84,000 EUR`."""
    up_to = "" if summary.amount is not None else "up to "
    return phrase.held(f"{up_to}{summary.most:,.15g} {summary.unit}".rstrip())
