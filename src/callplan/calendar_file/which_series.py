"""The series of a calendar that can touch some days, each with what of it is needed there; those refused by their rule.

What a series does is left to the library; here is only looked at what need not be handed to it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.calendar_file.text_pass import Block

# A time zone shifts a day by one, and what begins the evening before ends on the next
NEAR = timedelta(days=2)
# What repeats by days and is said to be older is a slip in its year, and each of its days would be gone through
OLDEST = date(1970, 1, 1)
_TOO_OFTEN = re.compile(r"FREQ=(SECOND|MINUTE|HOUR)LY")
_COUNTED = re.compile(r"(BYDAY=[A-Z,]+;)?COUNT=(\d{1,5});FREQ=(DAILY|WEEKLY)(?:;INTERVAL=(\d{1,3}))?(?:;WKST=..)?")
_UNTIL = re.compile(r"UNTIL=(\d{4})(\d\d)(\d\d)")
NO_START, OFTEN, OLD = "has no day on which it begins", "repeats every {}", "repeats since {}"


class Wrong(Record):
    """An event that is left out, and why."""

    block: Block
    why: str


def series_of(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """The events by their series; of copies of one the latest, and a reply only where nothing else is known of it."""
    found: dict[str, dict[str, Block]] = {}
    for number, block in enumerate(blocks):
        own = found.setdefault(block.uid or f"{number} of {block.file}", {})
        before = own.get(block.occurrence)
        if before is None or _rank(block) >= _rank(before):
            own[block.occurrence] = block
    return {uid: list(own.values()) for uid, own in found.items()}


def _rank(block: Block) -> tuple[bool, int, bool]:
    return block.method != "REPLY", block.sequence, block.start is not None


def needed(series: list[Block], first: date, last: date) -> tuple[list[Block], list[Wrong]]:
    """What of a series the days from first to last need: none where it cannot touch them; and what is left out."""
    wrong = [Wrong(each, why) for each in series if (why := _refused(each, last))]
    refused = [each.block for each in wrong]
    sound = [each for each in series if each not in refused and each.start]
    heads = [each for each in sound if not each.occurrence]
    changed = [each for each in sound if each.occurrence and (each.later_too or _is_near(each, first, last))]
    if any(_touches(each, first, last) for each in (*heads, *changed)):
        return [*heads, *changed], wrong
    return [], wrong


def _is_near(block: Block, first: date, last: date) -> bool:
    return any(day and first - NEAR <= day <= last + NEAR for day in (block.start, block.occurs))


def _touches(block: Block, first: date, last: date) -> bool:
    if not (block.rule or block.is_dated or block.later_too):
        return _is_near(block, first, last)
    until = day_of(_UNTIL.search(block.rule)) or _counted_until(block)
    return bool(
        block.start and block.start <= last + NEAR and (until is None or block.is_dated or until >= first - NEAR)
    )


def _counted_until(block: Block) -> date | None:
    """The last day of a rule that counts days or weeks and nothing else."""
    found = _COUNTED.fullmatch(";".join(sorted(block.rule.split(";"))))
    if not found or not block.start:
        return None
    days = int(found[2]) * int(found[4] or 1) * (7 if found[1] or found[3] == "WEEKLY" else 1)
    return block.start + timedelta(days=min(days, (date.max - block.start).days))


def day_of(found: re.Match[str] | None) -> date | None:
    """The day that a pattern of year, month and day has found."""
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _refused(block: Block, last: date) -> str:
    """Why an event cannot be read, so far as its text shows it."""
    if block.start is None:
        return "" if block.method in ("CANCEL", "REPLY") else NO_START
    if block.start > last + NEAR:
        return ""
    if often := _TOO_OFTEN.search(block.rule):
        return OFTEN.format(often[1].lower())
    by_days = "FREQ=DAILY" in block.rule or "FREQ=WEEKLY" in block.rule
    return OLD.format(block.start.year) if by_days and block.start < OLDEST else ""
