"""The days of a column, read all together: what one cell leaves open another decides, and nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from callplan.core.record import Record
from callplan.crm_file.headings import spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_TIME = r"(?:[T,\s].*)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.DOTALL)
_SOLID = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.DOTALL)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º)?[.\s-]*(?:de\s+)?([^\W\d_]{{3,}})\.?,?[\s-]*(?:de\s+)?(\d{{4}}|\d{{2}})\b{_TIME}",
    re.DOTALL,
)
_MONTH_FIRST = re.compile(rf"([^\W\d_]{{3,}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}", re.DOTALL)
_WEEKDAY = re.compile(r"^[^\W\d_]{2,}\.?,?\s+(?=\d|[^\W\d_]{3,}\.?\s+\d)")
_STAMP = re.compile(r"(\d{13}|\d{10})(?:\.0+)?")
_MONTHS = (
    "jan januar january janvier enero ene janeiro gennaio", "feb februar february fevrier fev febrero fevereiro",
    "mar marz march mars marzo marco mrz", "apr april avril avr abril abr", "may mai mayo maio",
    "jun juni june juin junio junho", "jul juli july juillet juil julio julho", "aug august aout agosto ago",
    "sep sept september septembre septiembre setembro set", "oct okt oktober october octobre octubre outubro out",
    "nov november novembre noviembre novembro", "dec dez dezember december decembre diciembre dic dezembro",
)  # fmt: skip
MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
YEARS = range(1980, 2101)
DMY, MDY = "dmy", "mdy"


class Read(Record):
    """What the texts of a column are: the day of each that is one; those that are two days, none, or undecided."""

    days: dict[str, date]
    none: frozenset[str] = frozenset()
    two: frozenset[str] = frozenset()
    undecided: str = ""


def read(texts: Iterable[str], order: str = "") -> Read:
    """The days that the texts of one column mean; `order` decides what the column leaves open."""
    days: dict[str, date] = {}
    none, numbers = set[str](), dict[str, list[tuple[str, int, int, int]]]()
    for text in texts:
        if found := _NUMBERS.fullmatch(text):
            first, mark, second, year = found.groups()
            numbers.setdefault(mark, []).append((text, int(first), int(second), _year(year)))
        elif day := _plain(text):
            days[text] = day
        else:
            none.add(text)
    two, undecided = set[str](), ""
    for mark, told in numbers.items():
        way = _way(mark, told)
        if way == "open":
            way = order
            undecided = undecided or ("" if order else told[0][0])
        for text, first, second, year in told:
            day = _ordered(first, second, year, way)
            if day:
                days[text] = day
            else:
                (two if first <= 12 and second <= 12 else none).add(text)
    return Read(days, frozenset(none), frozenset(two), undecided)


def _way(mark: str, told: list[tuple[str, int, int, int]]) -> str:
    """Which comes first with this mark: the day, the month, "open" where nothing shows it, "" where both are."""
    if mark == ".":
        return DMY
    day_first = any(first > 12 for _, first, _, _ in told)
    month_first = any(second > 12 for _, _, second, _ in told)
    if day_first and month_first:
        return ""
    if day_first or month_first:
        return DMY if day_first else MDY
    return DMY if all(first == second for _, first, second, _ in told) else "open"


def _ordered(first: int, second: int, year: int, way: str) -> date | None:
    if first > 12 or (way == DMY and second <= 12):
        return _day(year, second, first)
    if second > 12 or way == MDY:
        return _day(year, first, second)
    return _day(year, first, second) if first == second else None


def _plain(text: str) -> date | None:
    """The day of a text that leaves nothing open."""
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _SOLID.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _STAMP.fullmatch(text):
        seconds = int(found[1]) // (1000 if len(found[1]) == 13 else 1)
        return _in_years(date(1970, 1, 1) + timedelta(days=seconds // 86_400))
    bare = _WEEKDAY.sub("", text) if not text[0].isdigit() else text
    if found := _DAY_FIRST.fullmatch(bare):
        return _worded(found[1], found[2], found[3])
    if found := _MONTH_FIRST.fullmatch(bare) or _MONTH_FIRST.fullmatch(text):
        return _worded(found[2], found[1], found[3])
    return None


def _worded(day: str, month: str, year: str) -> date | None:
    number = MONTH.get(spelled(month))
    return _day(_year(year), number, int(day)) if number else None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _in_years(date(year, month, day))
    except ValueError:
        return None


def _in_years(day: date) -> date | None:
    return day if day.year in YEARS else None
