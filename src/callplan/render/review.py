"""A review with a line a deal and what to act on under it, as wide as the screen; and as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callplan.core import phrase
from callplan.core.review import Review, Reviewed
from callplan.render.layout import fitted, heading, loose, safe, width, wrapped
from callplan.render.markdown import escaped, table_head, table_row

NARROW, WIDE = 80, 110
INDENT, BETWEEN = "  ", " · "


def plain(review: Review, columns: int) -> Iterator[str]:
    """The review as text, row by row: a line a deal, and under it what to act on.

    Where a line has room left, the amount and their own date are told as well; where it has none, it is folded.
    """
    columns = WIDE if columns >= WIDE else min(columns, NARROW)
    yield from _ended([heading("REVIEW", phrase.full_day(review.on), columns)])
    for text in review.head:
        yield from _ended(wrapped(safe(text), columns))
    for number, each in enumerate(review.deals):
        yield from _ended([*([] if number else [""]), *_deal(each, columns)])
    if review.rest:
        yield from _ended(["", *wrapped(review.rest, columns)])


def _ended(rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        yield f"{row.rstrip()}\n"


def _deal(each: Reviewed, columns: int) -> Iterator[str]:
    line = loose(f"{each.deal}{INDENT}{each.line}")
    if width(line) <= columns:
        yield _filled(line, each.beside, columns)
    else:
        yield _fit(each.deal, columns)
        yield from _under(each.line, columns)
    yield from _under(each.note, columns)


def _under(text: str, columns: int) -> Iterator[str]:
    for row in fitted(safe(text), columns - len(INDENT)) if text else ():
        yield INDENT + row


def _filled(line: str, more: tuple[str, ...], columns: int) -> str:
    """The line with as much more as it has room for."""
    for text in more:
        longer = f"{line}{BETWEEN}{loose(text)}"
        line = longer if width(longer) <= columns else line
    return line


def _fit(text: str, room: int) -> str:
    """The text, cut where it is longer than so many columns."""
    text = loose(text)
    if width(text) > room:
        while width(text) >= room:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text


def markdown(review: Review) -> Iterator[str]:
    """The review for a wiki or a mail, piece by piece."""
    page = [f"# Review · {escaped(phrase.full_day(review.on))}", *[escaped(text) for text in review.head]]
    yield "\n\n".join(page) + "\n"
    shown = [place for place, head in enumerate(review.columns) if head]
    for number, each in enumerate(review.deals):
        if not number:
            heads = [*[review.columns[place].capitalize() for place in shown], "To do"]
            yield f"\n{table_head(heads)}\n"
        yield table_row([escaped(cell) for cell in (*[each.cells[place] for place in shown], each.note)]) + "\n"
    if review.rest:
        yield f"\n{escaped(review.rest)}\n"
