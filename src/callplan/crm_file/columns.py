"""The columns of a sheet, each read whole; and what was odd in them, by kind and line."""

from __future__ import annotations

from itertools import zip_longest

from callplan.core.record import Record
from callplan.core.text import tidy
from callplan.crm_file import days, sums
from callplan.crm_file.people import NOTHING
from callplan.errors import NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Any

    from callplan.crm_file.lines import Sheet


class Odd(Record):
    """Something odd in a line: of which kind, and what stands there."""

    line: int
    kind: str
    text: str = ""


class Told(Record):
    """How the columns of a sheet are read: the column of each field, of people; what was decided of days and sums."""

    fields: dict[str, int]
    people: tuple[int, ...] = ()
    dates: str = ""
    decimal: str = ""


def each_as(made: Callable[[str], Any], texts: Iterable[str]) -> list[Any]:
    """What is made of each text of a column, made once for each that is in it."""
    texts = [*texts]
    known = {text: made(text) for text in set(texts)}
    return [*map(known.__getitem__, texts)]


def _told(text: str) -> str:
    """A tidy text; nothing for what stands for nothing."""
    kept = tidy(text)
    return "" if kept.casefold() in NOTHING else kept


class Columns:
    """The cells of a sheet by field, read once for each text that stands in a column."""

    def __init__(self, sheet: Sheet, told: Told, name: str) -> None:
        self.sheet, self.told, self.name = sheet, told, name
        self.odd: list[Odd] = []
        self.whole = [*zip_longest(*[line.cells for line in sheet.lines], fillvalue="")]
        self.none = [""] * len(sheet.lines)
        self.of = {field: self.cells(column) for field, column in told.fields.items()}
        self.days = {field: self._days(field) for field in ("closes", "opened") if field in told.fields}
        self.sums = self._sums() if "amount" in told.fields else [None] * len(sheet.lines)

    def cells(self, column: int) -> list[str]:
        """The tidy texts of a column; what stands for nothing is empty."""
        if column >= len(self.whole):
            return self.none
        return each_as(_told, self.whole[column])

    def texts(self, field: str) -> list[str]:
        """The texts of a field, line by line; "" where the file has none."""
        return self.of.get(field, self.none)

    def header(self, field: str) -> str:
        """The heading of a field's column."""
        return self.sheet.headers[self.told.fields[field]]

    def note(self, at: int, kind: str, text: str = "") -> None:
        """Note something odd."""
        self.odd.append(Odd(self.sheet.lines[at].number, kind, text))

    def _days(self, field: str) -> list[date | None]:
        texts, header = self.of[field], self.header(field)
        found = days.read(dict.fromkeys(filter(None, texts)), self.told.dates)
        if found.undecided:
            raise NeedsAnswer(
                f"{self.name}: nothing in “{header}” shows whether {found.undecided} begins with the day or the month:"
                " give --dates dmy or --dates mdy."
            )
        for at, text in enumerate(texts):
            if text in found.none:
                self.note(at, f"{header}: {{}} is no day, left empty", text)
            elif text in found.two:
                self.note(at, f"{header}: {{}} may be two days, left empty", text)
        return [found.days.get(text) for text in texts]

    def _sums(self) -> list[sums.Sum | None]:
        texts, header = self.of["amount"], self.header("amount")
        between_commas = self.sheet.mark == ","
        found = sums.read(dict.fromkeys(filter(None, texts)), self.told.decimal, between_commas=between_commas)
        if found.undecided:
            raise NeedsAnswer(
                f"{self.name}: nothing in “{header}” shows what {found.undecided} comes to: give --decimal . or"
                " --decimal , for the mark before cents."
            )
        for at, text in enumerate(texts):
            if text in found.none:
                self.note(at, f"{header}: {{}} is no amount, left empty", text)
        return [found.sums.get(text) for text in texts]
