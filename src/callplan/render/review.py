"""A review as a table with a remark under each line, as wide as the screen; and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callplan.core import phrase
from callplan.core.review import Review, Reviewed
from callplan.render.layout import safe
from callplan.render.markdown import escaped
from callplan.render.width import fitted, width, wrapped

WIDTHS = (12, 20, 13, 7, 12, 11, 10, 18)
NARROW, TABLE, WIDE = 80, 6, 110
INDENT = "  "


def plain(review: Review, columns: int) -> Iterator[str]:
    """The review as text, row by row; where there is no room for a table, a deal's line is folded.

    On 110 columns or more the amount and their date are shown as well.
    """
    columns = WIDE if columns >= WIDE else min(columns, NARROW)
    yield from _ended([_right(phrase.full_day(review.on), columns)])
    for text in review.head:
        yield from _ended(wrapped(safe(text), columns))
    for number, each in enumerate(review.deals):
        if not number:
            yield from _ended(["", *([_table(review.columns, columns)] if columns >= NARROW else [])])
        yield from _ended(_deal(each, review.columns, columns))
    if review.rest:
        yield from _ended(["", *wrapped(review.rest, columns)])


def _ended(rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        yield f"{row.rstrip()}\n"


def _right(day: str, columns: int) -> str:
    title = "REVIEW"
    return title + " " * max(1, columns - len(title) - len(day)) + safe(day).replace("\u00a0", " ")


def _deal(each: Reviewed, heads: tuple[str, ...], columns: int) -> Iterator[str]:
    if columns >= NARROW:
        yield _table(each.cells, columns)
    else:
        yield from _folded(each, heads, columns)
    for row in fitted(safe(each.note), columns - len(INDENT)):
        yield INDENT + row


def _table(cells: tuple[str, ...], columns: int) -> str:
    shown = len(WIDTHS) if columns >= WIDE else TABLE
    return " ".join([_fit(cell, room) for cell, room in zip(cells[:shown], WIDTHS, strict=False)])


def _folded(each: Reviewed, heads: tuple[str, ...], columns: int) -> Iterator[str]:
    name, *rest = each.cells[:TABLE]
    told = [
        f"missed: {safe(cell)}" if head == "MISSED" else safe(cell)
        for head, cell in zip(heads[1:], rest, strict=False)
        if cell
    ]
    yield _fit(name, columns)
    for row in fitted(" · ".join(told), columns - len(INDENT)):
        yield INDENT + row


def _fit(text: str, room: int) -> str:
    """The text on exactly so many columns, cut where it is longer."""
    text = safe(text).replace("\u00a0", " ")
    if width(text) > room:
        while width(text) >= room:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (room - width(text))


def markdown(review: Review) -> Iterator[str]:
    """The review for a wiki or a mail, piece by piece."""
    page = [f"# Review · {escaped(phrase.full_day(review.on))}", *[escaped(text) for text in review.head]]
    yield "\n\n".join(page) + "\n"
    shown = [place for place, head in enumerate(review.columns) if head]
    for number, each in enumerate(review.deals):
        if not number:
            heads = [*[review.columns[place].capitalize() for place in shown], "To do"]
            yield "\n" + _row(heads) + _row(["---"] * len(heads))
        yield _row([escaped(cell) for cell in (*[each.cells[place] for place in shown], each.note)])
    if review.rest:
        yield f"\n{escaped(review.rest)}\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join([cell.replace('|', chr(92) + '|') for cell in cells])} |\n"
