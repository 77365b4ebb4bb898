"""What a report adds to the lines of its deals: totals, and groups whose first line alone says what they share."""

from __future__ import annotations

import re
from itertools import pairwise

from callplan.crm_file.headings import spelled
from callplan.crm_file.sums import is_sum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.crm_file.lines import Line

_WORDS = (
    "grandtotals? subtotals? totals? sums? counts? recordcounts? averages? avg median"
    " gesamt gesamtsumme gesamtergebnis zwischensumme teilergebnis summe anzahl mittelwert durchschnitt"
    " totalgeneral soustotal somme nombre moyenne suma recuento cuenta promedio totalgeral soma contagem media"
)
_TOTAL = re.compile(rf"(?:{'|'.join(_WORDS.split())})(?:\d+(?:records?|rows?)?|of[a-z0-9]+)?")
# As which a line begins where it is worth looking at the lines one by one
_PERHAPS = re.compile(
    r"(?mi)^[^\w\n]*(?:grand|sub|total|sum|count|record c|aver|avg|median|gesamt|zwischen|teil|anzahl|mittelw|durchsch"
    r"|sous|somme|nombre|moyenne|recuento|cuenta|promedio|soma|contagem|m[eé]dia)"
)
_COUNT = re.compile(r"\s*\(\d+(?: records?)?\)$")


def may_have(text: str) -> bool:
    """Whether a line of a text begins as one of totals might."""
    return _PERHAPS.search(text) is not None


def is_total(cells: Sequence[str]) -> bool:
    """Whether a line is one of totals: words for one and sums, and nothing else."""
    told = [cell.strip() for cell in cells if cell.strip()]
    words = [each for each in told if _TOTAL.fullmatch(spelled(each))]
    return bool(words) and all(each in words or is_sum(each) for each in told)


def without_groups(lines: Sequence[Line], totals: frozenset[int]) -> tuple[tuple[Line, ...], int]:
    """The lines that are none of totals, each with what its group shares; and how many columns were of groups.

    `totals`: the numbers of the others. A column is of groups where it is filled in none but the first line and those
    behind totals; that holds for the first columns of a report alone.
    """
    kept = tuple([line for line in lines if line.number not in totals])
    inner = any(before.number in totals and line.number not in totals for before, line in pairwise(lines))
    wide = max(map(_width, kept), default=0) if inner else 0
    columns = 0
    while columns < wide and _is_of_groups(lines, totals, columns):
        columns += 1
    if not columns:
        return kept, 0
    shared, found = [""] * columns, []
    for line in kept:
        head = [_COUNT.sub("", cell) if cell.strip() else "" for cell in line.cells[:columns]]
        shared = [own or above for own, above in zip(head, shared, strict=True)]
        found.append(line._replace(cells=[*shared, *line.cells[columns:]]))
    return tuple(found), columns


def _width(line: Line) -> int:
    return len(line.cells)


def _is_of_groups(lines: Sequence[Line], totals: frozenset[int], column: int) -> bool:
    """Whether a column is filled in no line that follows one of a deal, and is in the first."""
    first, *rest = [line for line in lines if line.number not in totals]
    follow = {line.number for before, line in pairwise(lines) if before.number not in totals}
    inside = [line.cells[column].strip() for line in rest if line.number in follow and _width(line) > column]
    return bool(first.cells[column].strip()) and bool(inside) and not any(inside)
