"""A review as a table with a remark under each line, as wide as the screen; and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from callplan.core import phrase
from callplan.core.review import Review, Reviewed
from callplan.render.layout import safe
from callplan.render.markdown import escaped
from callplan.render.width import width, wrapped

WIDTHS = (12, 20, 13, 7, 12, 11)
NARROW = 80
INDENT = "  "


def plain(review: Review, columns: int) -> str:
    """The review as text; where there is no room for a table, a deal's line is folded."""
    rows = [_right(phrase.full_day(review.on), columns)]
    for text in review.head:
        rows += wrapped(safe(text), columns)
    if review.deals:
        rows += ["", *([_table(review.columns)] if columns >= NARROW else [])]
    for each in review.deals:
        rows += _deal(each, columns)
    if review.rest:
        rows += ["", *wrapped(review.rest, columns)]
    return "".join([f"{row.rstrip()}\n" for row in rows])


def _right(day: str, columns: int) -> str:
    title = "REVIEW"
    return title + " " * max(1, columns - len(title) - len(day)) + safe(day).replace("\u00a0", " ")


def _deal(each: Reviewed, columns: int) -> Iterator[str]:
    if columns >= NARROW:
        yield _table(each.cells)
    else:
        yield from _folded(each, columns)
    for row in wrapped(safe(each.note), columns - len(INDENT)):
        yield INDENT + row


def _table(cells: tuple[str, ...]) -> str:
    return " ".join([_fit(cell, room) for cell, room in zip(cells, WIDTHS, strict=True)])


def _folded(each: Reviewed, columns: int) -> Iterator[str]:
    name, decision, whose, by, quiet, missed = each.cells
    told = [part for part in (decision, whose, by, quiet, f"missed: {missed}" if missed else "") if part]
    yield _fit(name, columns)
    for row in wrapped(" · ".join([safe(part) for part in told]), columns - len(INDENT)):
        yield INDENT + row


def _fit(text: str, room: int) -> str:
    """The text on exactly so many columns, cut where it is longer."""
    text = safe(text).replace("\u00a0", " ")
    if width(text) > room:
        while width(text) >= room:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (room - width(text))


def markdown(review: Review) -> str:
    """The review for a wiki or a mail."""
    page = [f"# Review · {escaped(phrase.full_day(review.on))}", *[escaped(text) for text in review.head]]
    if review.deals:
        heads = [*[name.capitalize() for name in review.columns], "To do"]
        rows = [_row(heads), _row(["---"] * len(heads))]
        rows += [_row([escaped(cell) for cell in (*each.cells, each.note)]) for each in review.deals]
        page.append("\n".join(rows))
    page += [escaped(review.rest)] if review.rest else []
    return "\n\n".join(page) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join([cell.replace('|', chr(92) + '|') for cell in cells])} |"
