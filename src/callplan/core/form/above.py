"""What somebody wrote into the plan above a form, where nothing is read: it is said, line by line."""

from __future__ import annotations

import re
from datetime import date, timedelta

from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.form.headings import folded
from callplan.core.form.sheet import Problem
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.form.rows import Row

# On so many days before the call the plan may have been made; a day shows in some of its lines
DAYS = 10
WHY = "stands above “After the call”, where nothing is read: write it below, or under Notes."
# What a mail or a notebook puts above it
_HEAD = r"(?:[\w-]{1,15}:(?:\s.*)?|.*\bwrote:)"


def unread(deal: Deal, entries: tuple[Entry, ...], rows: Sequence[Row], on: date) -> tuple[Problem, ...]:
    """The rows above a form that are none of the plan as it was made from these entries, for a call of that day."""
    parts = [*_parts(rows)]
    known = set[str]()
    for lines in _made(deal, entries, on) if parts else ():
        known |= lines
        if all(_is_known(part, known) for part in parts):
            return ()
    first = next((part[0].line for part in parts if _is_known(part, known)), 0)
    strange = [_odd_one(part, known) for part in parts if not _is_known(part, known)]
    return tuple([
        Problem(row.line, row.whole, f"{phrase.said_back(_new_in(row.text, known))} {WHY}")
        for row in strange if row.line > first or not re.fullmatch(_HEAD, row.text)
    ])  # fmt: skip


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows that go on with one another."""
    part: list[Row] = []
    for row in rows:
        if part and not row.joins:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _made(deal: Deal, entries: tuple[Entry, ...], on: date) -> Iterator[set[str]]:
    """The lines of the plan, as it was on each day on which it may have been made."""
    then = fold(entries, deal.name, deal.free)
    call = call_planned(then)
    made = [each.event.on for each in entries[-1:]]
    days = [on - timedelta(days=ago) for ago in range(DAYS)]
    for day in dict.fromkeys([*made, *[each for each in days if not made or each >= made[0]]]):
        yield {_plain(line.text) for line in plan(then, day, call).lines}


def _plain(text: str) -> str:
    """A text as it is compared: a reader of Markdown shows no marks, and one letter in the place of another."""
    return " ".join(re.sub(r"[\\*_`#★→]", " ", folded(text)).split())


def _new_in(text: str, known: set[str]) -> str:
    """What of a row stands behind or before a line of the plan; all of it where there is none in it."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        if _plain(" ".join(words[:count])) in known:
            return " ".join(words[count:])
        if _plain(" ".join(words[-count:])) in known:
            return " ".join(words[:-count])
    return text


def _is_known(part: Sequence[Row], known: set[str]) -> bool:
    return _plain(" ".join([row.text for row in part])) in known


def _odd_one(part: Sequence[Row], known: set[str]) -> Row:
    """The row of a part that stands in no line of the plan, else the last."""
    odd = (row for row in part if not any(_plain(row.text) in line for line in known))
    return next(odd, part[-1])
