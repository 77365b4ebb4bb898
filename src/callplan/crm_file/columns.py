"""The columns of a sheet, each read whole; and what was odd in them, by kind and line."""

from __future__ import annotations

from callplan.core.record import Record
from callplan.core.text import tidy
from callplan.crm_file import days, sums
from callplan.crm_file.people import NOTHING
from callplan.errors import NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

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


class Columns:
    """The cells of a sheet by field, read once for each text that stands in a column."""

    def __init__(self, sheet: Sheet, told: Told, name: str) -> None:
        self.sheet, self.told, self.name = sheet, told, name
        self.odd: list[Odd] = []
        self.of = {field: self.cells(column) for field, column in told.fields.items()}
        self.days = {field: self._days(field) for field in ("closes", "opened") if field in told.fields}
        self.sums = self._sums() if "amount" in told.fields else [None] * len(sheet.lines)

    def cells(self, column: int) -> list[str]:
        """The tidy texts of a column; what stands for nothing is empty."""
        known: dict[str, str] = {}
        found = []
        for line in self.sheet.lines:
            text = line.cells[column] if column < len(line.cells) else ""
            if text not in known:
                kept = tidy(text)
                known[text] = "" if kept.casefold() in NOTHING else kept
            found.append(known[text])
        return found

    def text(self, field: str, at: int) -> str:
        """The text of a field in a line; "" where the file has none."""
        return self.of[field][at] if field in self.of else ""

    def header(self, field: str) -> str:
        """The heading of a field's column."""
        return self.sheet.headers[self.told.fields[field]]

    def note(self, at: int, kind: str, text: str = "") -> None:
        """Note something odd."""
        self.odd.append(Odd(self.sheet.lines[at].number, kind, text))

    def _days(self, field: str) -> list[date | None]:
        texts, header = self.of[field], self.header(field)
        found = days.read({text for text in texts if text}, self.told.dates)
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
        found = sums.read({text for text in texts if text}, self.told.decimal, between_commas=between_commas)
        if found.undecided:
            raise NeedsAnswer(
                f"{self.name}: nothing in “{header}” shows what {found.undecided} comes to: give --decimal . or"
                " --decimal , for the mark before cents."
            )
        for at, text in enumerate(texts):
            if text in found.none:
                self.note(at, f"{header}: {{}} is no amount, left empty", text)
        return [found.sums.get(text) for text in texts]
