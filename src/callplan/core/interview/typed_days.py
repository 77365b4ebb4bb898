"""The day that a person means by what they type, in a closed grammar; day and month are never guessed apart."""

from __future__ import annotations

import re
from datetime import date, timedelta

from callplan.core.days import after
from callplan.core.map.terms import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS = {
    "d": (1, "d"), "day": (1, "d"), "bd": (1, "bd"), "working day": (1, "bd"), "w": (1, "w"), "week": (1, "w"),
    "fortnight": (2, "w"), "m": (1, "m"), "month": (1, "m"), "y": (12, "m"), "year": (12, "m"),
}  # fmt: skip
NEAR = {
    "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1, "last night": -1,
    "day before yesterday": -2,
}  # fmt: skip
WHICH = {"last": -1, "": 0, "this": 0, "next": 1}
YEARS = 9
LATELY, SOON = 60, 14
FARTHEST = 50
DASHES = "[\u2010-\u2015\u2212]"

_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\.?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(NUMBERS)}) (?P<unit>working day|day|week|fortnight|month|year)s?"
_WHICH = r"(?:(?P<which>this|next|last) )?"
_PART = r"(?P<part>end|mid|middle|start|beginning)[ -](?:of )?"
_LIKE = (
    rf"[\d+-]|(?:{'|'.join(NEAR)}|{_WEEKDAY}|{_MONTH}|this|next|last|in|end|mid|middle|start|beginning|early|late"
    r"|eo[wmy]|q[1-4])(?![\w.])[^.]*$"
)


class DoubtfulDay(Exception):
    """What was typed is a day, but hardly the one that was meant; the text says why, and what to write `instead`."""

    def __init__(self, why: str, *instead: str) -> None:
        super().__init__(why)
        self.instead = instead


def read(text: str, base: date, *, behind: bool = False) -> date | None:
    """The day that a text means, counted from the day `base`; None when it is not in the grammar.

    A weekday, or a day without its year, is the next one ahead (a weekday never `base` itself), or, of what lies
    `behind` us, the nearest that is not after `base`. A week stands for its Friday, a month for its last day. Raises
    DoubtfulDay where a weekday does not fit its day, where what is to come has gone by a short while ago or what has
    happened is still to come, where day and month may be either, and where a year is hardly the one that is meant.
    """
    said = re.sub(r"(?<=[a-z]),", "", _plain(text))
    said = re.sub(r"^(?:(?:on|by|until|till|from|since|the) )+", "", said).replace(" the ", " ")
    for pattern, meant in _FORMS:
        if found := re.fullmatch(pattern, said):
            parts = {name: part or "" for name, part in found.groupdict().items()}
            try:
                day = meant(_Typed(base, behind, parts))
            except (ValueError, OverflowError):
                return None
            if day and abs(day.year - base.year) > FARTHEST:
                raise DoubtfulDay(f"is in the year {day.year}: write a day within {FARTHEST} years")
            return day
    return None


def is_like(text: str) -> bool:
    """Whether a text begins as a day does, be it one of the grammar or not."""
    return re.match(_LIKE, _plain(text)) is not None


def _plain(text: str) -> str:
    """What was typed, in small letters with single blanks and the one dash that has a meaning here."""
    return re.sub(DASHES, "-", " ".join(text.lower().split()))


class _Typed:
    """What was typed, in its parts, and the day and the direction it is counted in."""

    def __init__(self, base: date, behind: bool, said: dict[str, str]) -> None:
        self.base = base
        self.behind = behind
        self.said = said
        self.which = WHICH[said.get("which", "")]
        self.weekday = WEEKDAYS.index(said["weekday"]) if said.get("weekday") else None

    def number(self, name: str) -> int:
        """A part that is a number, or the name of a month."""
        part = self.said.get(name, "")
        return int(part) if part.isdigit() else 1 + MONTHS.index(part[:3]) if part else 0

    def month(self) -> tuple[int, int]:
        """The year and the month of this, the next or the last month."""
        years, month = divmod(self.base.month - 1 + self.which, 12)
        return self.base.year + years, month + 1


def _iso(typed: _Typed) -> date:
    return date(typed.number("year"), typed.number("month"), typed.number("day"))


def _near(typed: _Typed) -> date:
    return typed.base + timedelta(days=NEAR[typed.said["near"]])


def _span(typed: _Typed) -> date:
    """`+3d`, `-4d`, `in two weeks`, `three days ago`."""
    told = typed.said["count"]
    count = int(told) if told.isdigit() else max(1, NUMBERS.index(told) - 1)
    back = typed.said.get("sign") == "-" or typed.said.get("ago")
    times, unit = UNITS[typed.said["unit"]]
    return after(typed.base, Span(-count * times if back else count * times, unit))


def _weekday(typed: _Typed) -> date:
    """`friday`, `this friday` (of this week), `next friday` (of next week), `last friday` (the nearest before)."""
    base, number = typed.base, typed.weekday or 0
    if typed.said["which"] in ("this", "next"):
        return base + timedelta(days=7 * typed.which - base.weekday() + number)
    if typed.which < 0 or typed.behind:
        latest = base - timedelta(days=1) if typed.which else base
        return latest - timedelta(days=(latest.weekday() - number) % 7)
    soonest = base + timedelta(days=1)
    return soonest + timedelta(days=(number - soonest.weekday()) % 7)


def _week_later(typed: _Typed) -> date:
    """`a week on friday`, `friday week`: a week after the next one, whatever is told."""
    return _weekday(_Typed(typed.base, behind=False, said={**typed.said, "which": ""})) + timedelta(days=7)


def _of_week(typed: _Typed) -> date:
    """A weekday of this, the next or the last week; else its Friday."""
    monday = typed.base + timedelta(days=7 * typed.which - typed.base.weekday())
    return monday + timedelta(days=WEEKDAYS.index("fri") if typed.weekday is None else typed.weekday)


def _of_month(typed: _Typed) -> date | None:
    """`26 nov`, `dec 15`, `15.12.`, `wed 9 dec 2026`: with its year, else the nearest on the side that is meant."""
    day, month, year = (typed.number(name) for name in ("day", "month", "year"))
    if year:
        return _on_its_weekday(typed, (date(year, month, day),))
    if not 1 <= month <= 12:
        return None
    near, other = (_nearest(typed, month, 12, day, behind=side) for side in (typed.behind, not typed.behind))
    if near is None or other is None:
        return None
    off = abs(typed.base - other).days
    if typed.weekday is not None:
        return _on_its_weekday(typed, (near, other) if off < LATELY else (near,))
    if near != typed.base and off < (SOON if typed.behind else LATELY):
        many = f"{off} day{'s' if off > 1 else ''}"
        where = f"is {many} ahead" if typed.behind else f"was {many} ago"
        raise DoubtfulDay(f"{where}: write {near} if that is meant", f"{near}")
    return near


def _on_its_weekday(typed: _Typed, days: tuple[date, ...]) -> date:
    """The first of the days that falls on the weekday that was typed with it, if one was."""
    for day in days:
        if typed.weekday in (None, day.weekday()):
            return day
    raise DoubtfulDay(f"is a {days[0]:%A} in {days[0].year}: write {days[0]}, or the day that is meant", f"{days[0]}")


def _either(typed: _Typed) -> None:
    """`3/12`, `15.12`: day and month are never guessed apart, not even where one reading is left."""
    first, second, year = (typed.number(name) for name in ("first", "second", "year"))
    pairs = dict.fromkeys(((first, second), (second, first)))
    days = [f"{day} {MONTHS[month - 1]} {year or ''}".strip() for day, month in pairs if day and 0 < month < 13]
    if days and max(first, second) <= 31:
        raise DoubtfulDay(f"does not tell day and month apart: write {' or '.join(days)}", *days)


def _of_any_month(typed: _Typed) -> date | None:
    """`the 15th`, `thu the 3rd`."""
    found = _nearest(typed, typed.base.month, 1, typed.number("day"), behind=typed.behind)
    return _on_its_weekday(typed, (found,)) if found else None


def _nearest(typed: _Typed, month: int, months: int, day: int, *, behind: bool) -> date | None:
    """The nearest such day on a side, looking every so many months from one on; a leap day's year may be far."""
    for step in range(0, 12 * YEARS, months):
        years, place = divmod(month - 1 + (-step if behind else step), 12)
        try:
            found = date(typed.base.year + years, place + 1, day)
        except ValueError:
            continue
        if found == typed.base or (found < typed.base) == behind:
            return found
    return None


def _part_of_month(typed: _Typed) -> date:
    """The last day of this, the next or the last month, the 15th or the first."""
    return _part(typed, *typed.month())


def _part_of_named_month(typed: _Typed) -> date:
    """The same of a month by name: of its year, else of the nearest on the side that is meant."""
    year, month = typed.number("year"), typed.number("month")
    found = _part(typed, year or typed.base.year, month)
    if year or found == typed.base or (found < typed.base) == typed.behind:
        return found
    return _part(typed, typed.base.year + (-1 if typed.behind else 1), month)


def _part(typed: _Typed, year: int, month: int) -> date:
    part = typed.said.get("part", "")
    if part in ("mid", "middle"):
        return date(year, month, 15)
    if part in ("start", "beginning"):
        return date(year, month, 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _of_year(typed: _Typed) -> date:
    return date(typed.number("year") or typed.base.year + typed.which, 12, 31)


_FORMS: tuple[tuple[str, Callable[[_Typed], date | None]], ...] = (
    (r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})", _iso),
    (rf"(?P<near>{'|'.join(NEAR)})", _near),
    (r"(?P<sign>[+-]) ?(?P<count>\d{1,4}) ?(?P<unit>bd|d|w|m|y)", _span),
    (rf"in {_COUNT}", _span),
    (rf"{_COUNT} (?:from (?:now|today)|(?P<ago>ago))", _span),
    (rf"{_WHICH}{_WEEKDAY}", _weekday),
    (rf"(?:a )?week (?:on|from) {_WEEKDAY}", _week_later),
    (rf"{_WEEKDAY} week", _week_later),
    (rf"{_WEEKDAY} (?:of )?{_WHICH.removesuffix('?')}week", _of_week),
    (rf"end of {_WHICH}week|eow", _of_week),
    (r"(?P<which>this|next|last) week", _of_week),
    (rf"(?:{_WEEKDAY} )?{_DAY} ?(?:of )?{_MONTH}{_YEAR}", _of_month),
    (rf"(?:{_WEEKDAY} )?{_MONTH} ?{_DAY}{_YEAR}", _of_month),
    (rf"(?:{_WEEKDAY} )?(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\.(?: ?(?P<year>\d{{4}}))?", _of_month),
    (r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}))?", _either),
    (rf"(?:{_WEEKDAY} )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)", _of_any_month),
    (rf"{_PART}{_WHICH}month|eom", _part_of_month),
    (r"(?P<which>this|next|last) month", _part_of_month),
    (rf"{_PART}{_MONTH}{_YEAR}", _part_of_named_month),
    (rf"end of (?:{_WHICH}year|(?P<year>\d{{4}}))|eoy", _of_year),
)
