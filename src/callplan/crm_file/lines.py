"""The lines of a CRM's export, cut into cells; the only door to the library that reads CSV."""

from __future__ import annotations

import csv
from typing import NamedTuple

from callplan.core.record import Record
from callplan.core.text import tidy
from callplan.crm_file import headings, totals
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# A report has its title, its filters and an empty line before its headings
MOST_BEFORE = 25
HEADED, SHARED = 2, 3
LONGEST_CELL = 1_000_000


class Line(NamedTuple):
    """The cells of a line, and its number in the file: of one with line ends in its cells, the first."""

    number: int
    cells: list[str]


class Sheet(Record):
    """A file's headings, in which line they stand, and the lines below them; `mark`: what stands between cells.

    Left out of these are the headings once more, and totals; `grouped`: so many columns at the front are of groups.
    """

    headers: tuple[str, ...]
    at: int
    lines: tuple[Line, ...]
    mark: str
    repeated: tuple[int, ...] = ()
    loose: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    grouped: int = 0


def sheet(text: str, name: str) -> Sheet:
    """The sheet that a text is. Raises BadFile where it has no headings, or a quote in it is never closed."""
    csv.field_size_limit(LONGEST_CELL)
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"')
    told = said[4:] if said.lower().startswith("sep=") else ""
    if len(told) == 1 or said.lower() == "sep=\t":
        text, skipped, marks = rest, 1, {told or "\t": 0}
    else:
        skipped, marks = 0, dict.fromkeys(MARKS, 0)
    mark, at = _headed(text, name, [*marks])
    lines, loose = _cut(text, name, mark, skipped)
    head = lines[at]
    headers = tuple(map(tidy, head.cells))
    own = {*headers, *head.cells} - {""}
    below = [line for line in lines[at + 1 :] if any(map(str.strip, line.cells))]
    again = [line.number for line in below if _is_heading(line, headers, own)]
    kept = [line for line in below if line.number not in again] if again else below
    sums = [line.number for line in kept if totals.is_total(line.cells)] if totals.may_have(text) else []
    deals, grouped = totals.without_groups(kept, frozenset(sums)) if sums else (tuple(kept), 0)
    return Sheet(headers, head.number, deals, mark, tuple(again), tuple(loose), tuple(sums), grouped)


def _is_heading(line: Line, headers: tuple[str, ...], own: set[str]) -> bool:
    """Whether a line is the headings once more; `own`: these, as they are written and tidy."""
    if line.cells[0].strip() != headers[0] and own.isdisjoint(line.cells):
        return False
    same = sum(tidy(cell) == header != "" for cell, header in zip(line.cells, headers, strict=False))
    return same >= min(SHARED, len({*headers} - {""}))


def _headed(text: str, name: str, marks: list[str]) -> tuple[str, int]:
    """What stands between cells, and at which place the headings are: where most of them are known."""
    found = []
    top = "\n".join(text.splitlines()[:400])
    for mark in marks:
        for at, line in enumerate(_some(top, mark)):
            known = len(headings.known(tuple(map(tidy, line))))
            found.append((known, len(line), -at, mark))
    best = max(found, default=(0, 0, 0, ""))
    if best[0] < HEADED:
        raise BadFile(f"{name}: no line of it has the headings of deals, such as a name, a stage and an amount.")
    return best[3], -best[2]


def _some(text: str, mark: str) -> Iterator[list[str]]:
    try:
        for number, line in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=mark)):
            if number == MOST_BEFORE:
                return
            yield line
    except csv.Error:
        return


def _cut(text: str, name: str, mark: str, skipped: int) -> tuple[list[Line], list[int]]:
    """Every line in its cells, and those in which a quote stands where none may. Raises BadFile for one not closed."""
    rows = [*_ended(text.splitlines(keepends=True))]
    found: list[Line] = []
    loose: list[int] = []
    at = 0
    while at < len(rows):
        at = _strictly(rows, at, mark, skipped, found)
        if at < len(rows):
            cells = _loosely(rows, at, mark)
            if cells is None:
                told = "a quote in this line is not closed: close it, or export once more."
                raise BadFile(f"{name}:{at + 1 + skipped}: {told}")
            found.append(Line(at + 1 + skipped, cells))
            loose.append(at + 1 + skipped)
            at += 1
    return found, loose


def _strictly(rows: list[str], at: int, mark: str, skipped: int, found: list[Line]) -> int:
    """Add every line from `at` on until one in which a quote is odd; the place of that one."""
    reader = csv.reader((rows[place] for place in range(at, len(rows))), delimiter=mark, strict=True)
    before = 0
    try:
        for cells in reader:
            found.append(Line(at + before + 1 + skipped, cells))
            before = reader.line_num
    except csv.Error:
        return at + before
    return len(rows)


def _loosely(rows: list[str], at: int, mark: str) -> list[str] | None:
    """The cells of one line in which a quote is odd; None where it swallows the line behind it."""
    reader = csv.reader((rows[place] for place in range(at, len(rows))), delimiter=mark)
    try:
        cells = next(reader)
    except csv.Error:
        return None
    return cells if reader.line_num == 1 and not cells[-1].endswith(("\n", "\r")) else None


def _ended(lines: list[str]) -> Iterator[str]:
    """Lines as the library wants them: ended by what ends lines in files, not by what else Python takes for an end."""
    held = ""
    for line in lines:
        held += line
        if line.endswith(("\n", "\r")):
            yield held
            held = ""
    if held:
        yield held
