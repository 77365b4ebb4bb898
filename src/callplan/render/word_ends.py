"""What stands outside a page, in rows that end at word ends; what is to be pasted stays whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callplan.render.layout import NO_BREAK, width, wrapped

LEAST_BESIDE = 24
STEP = 2
_PASTED = re.compile(r"`[^`]+`")
_CELLS = re.compile(r"(?P<first> *\S.*?) {2,}(?P<beside>\S.*)")
_BULLET = re.compile(r" *(?:[-*·→]|\d+\.?) +")
# a sentence may begin with our name as well, but is never set in
_LINE = re.compile(r"(?: +|\$ )callplan ")


def folded(text: str, columns: int) -> str:
    """The text in rows of at most so many columns; a line to paste alone is longer, where it has to be."""
    return "\n".join([row.rstrip(" ") for line in text.split("\n") for row in _rows(line, columns)])


def _rows(line: str, columns: int) -> Iterator[str]:
    cells = _CELLS.fullmatch(line)
    if width(line) <= columns:
        yield line.replace(NO_BREAK, " ")
    elif cells:
        yield from _in_cells(cells["first"], cells["beside"], cells.start("beside"), columns)
    elif _LINE.match(line) and NO_BREAK not in line:
        yield line
    else:
        yield from _sentence(line, columns)


def _in_cells(first: str, beside: str, start: int, columns: int) -> Iterator[str]:
    """Two cells in one row: the second beside the first where there is room for it, else below."""
    room = columns - start
    if room >= LEAST_BESIDE:
        rows = wrapped(_whole(beside), room)
        yield from [f"{first if not number else '':<{start}}{row}" for number, row in enumerate(rows)]
        return
    yield from _rows(first, columns)
    hang = " " * (_indent(first, columns) + STEP)
    yield from [hang + row for row in wrapped(_whole(beside), columns - len(hang))]


def _sentence(line: str, columns: int) -> Iterator[str]:
    bullet, told = _BULLET.match(line), line.lstrip(" ")
    lead = " " * _indent(line, columns)
    hang = len(lead) + (STEP if lead else 0)
    if bullet:
        lead, told, hang = bullet[0], line[bullet.end() :], bullet.end()
    for row in wrapped(_whole(told), columns - hang):
        yield lead + row
        lead = " " * hang


def _indent(line: str, columns: int) -> int:
    """How far a line is set in; on a screen that has little room beside that, a step."""
    indent = len(line) - len(line.lstrip(" "))
    return indent if columns - indent >= LEAST_BESIDE else min(indent, STEP)


def _whole(text: str) -> str:
    """The text with no break inside what stands between backquotes, and every gap between cells as wide as it is."""
    told = _PASTED.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return re.sub(" (?= )", NO_BREAK, told)
