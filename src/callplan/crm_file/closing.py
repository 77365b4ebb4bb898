"""Which of several columns of closing days tells when the open deals close."""

from __future__ import annotations

from callplan.core.text import tidy
from callplan.crm_file import days, endings, headings
from callplan.crm_file.people import NOTHING
from callplan.errors import NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.crm_file.lines import Line, Sheet

FIELD = "closes"


def closing(sheet: Sheet, fields: dict[str, int], name: str) -> int:
    """The column of the days on which open deals close: the one that has any.

    A deal that is over has the day on which it closed, often in another column than that of the forecast. Raises
    NeedsAnswer where two of them say two days of an open deal.
    """
    known = fields[FIELD]
    columns = [known, *[each for each in headings.of_field(sheet.headers, FIELD) if each != known]]
    if len(columns) == 1:
        return known
    lines = [line for line in sheet.lines if _is_open(line, fields)]
    told = {each: _told(lines, each) for each in columns}
    filled = [each for each in columns if any(told[each])] or columns[:1]
    for other in filled[1:]:
        for line, one, two in zip(lines, told[filled[0]], told[other], strict=True):
            if one and two and not _same(one, two):
                first, second = (sheet.headers[each] for each in (filled[0], other))
                raise NeedsAnswer(
                    f"{name}:{line.number}: “{first}” has {one} and “{second}” {two}: "
                    f'give --map "closes={first}" or --map "closes={second}".'
                )
    return max(filled, key=lambda each: sum(map(bool, told[each])))


def _told(lines: list[Line], column: int) -> list[str]:
    cells = [tidy(line.cells[column]) if column < len(line.cells) else "" for line in lines]
    return ["" if cell.casefold() in NOTHING else cell for cell in cells]


def _same(one: str, two: str) -> bool:
    """Whether two texts are one day, as far as each tells it alone."""
    found = days.read({one, two}).days
    return one == two or (one in found and found[one] == found.get(two))


def _is_open(line: Line, fields: dict[str, int]) -> bool:
    said = {
        field: line.cells[fields[field]] if field in fields and fields[field] < len(line.cells) else ""
        for field in ("status", "stage", *endings.FLAGS)
    }
    flags = {field: said[field].strip().casefold() for field in endings.FLAGS}
    return endings.ending(endings.plain(said["status"]), endings.plain(said["stage"]), flags).said == "open"
