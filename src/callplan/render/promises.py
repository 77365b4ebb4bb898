"""Promises by day, as wide as the screen; and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from callplan.core import phrase
from callplan.core.ledger import BEFORE
from callplan.core.promises import LATE, LATER, WEEK, Due, PromisesPage
from callplan.render.layout import NARROW, fitted, heading, loose, printed, safe, width
from callplan.render.markdown import escaped, table_head, table_row

TITLES = {LATE: "LATE", WEEK: "WITHIN SEVEN DAYS", LATER: "LATER", BEFORE: "OPEN WHEN THE DEAL ENDED"}
COLUMNS = ("Day", "Days late", "Deal", "Who", "What", "Step", "Id")
INDENT = "  "


def plain(page: PromisesPage, columns: int) -> str:
    """The promises as text; on fewer than 60 columns the day stands on a row of its own."""
    rows = [heading("PROMISES", phrase.full_day(page.on), columns)]
    for text in page.head:
        rows += fitted(safe(text), columns)
    every = [*page.promises, *page.before]
    rows += [""] if every else []
    days = [phrase.long_day(each.due, page.on) for each in every]
    room = max(map(width, days), default=0) + len(INDENT)
    before = ""
    for each, day in zip(every, days, strict=True):
        if each.when != before:
            rows.append(TITLES[each.when])
        rows += _beside(each, day, room, columns) if columns >= NARROW else _below(each, day, columns)
        before = each.when
    if page.foot:
        rows += ["", *fitted(page.foot, columns)]
    return printed(rows)


def _beside(each: Due, day: str, room: int, columns: int) -> Iterator[str]:
    """The day, and beside it who was to do what, and what marks it."""
    label = loose(day)
    for row in _told(each, columns - len(INDENT) - room):
        yield INDENT + label.ljust(room) + row
        label = ""


def _below(each: Due, day: str, columns: int) -> Iterator[str]:
    yield INDENT + loose(day)
    for row in _told(each, columns - 2 * len(INDENT)):
        yield 2 * INDENT + row


def _told(each: Due, room: int) -> list[str]:
    marked = " · ".join([each.reference, each.step] if each.step else [each.reference])
    together = f"{loose(each.text)} · {loose(marked)}"
    if width(together) <= room:
        return [together]
    return [*fitted(safe(each.text), room), *fitted(safe(marked), room)]


def markdown(page: PromisesPage) -> str:
    """The promises for a wiki or a mail."""
    paper = [f"# Promises · {escaped(phrase.full_day(page.on))}", *[escaped(text) for text in page.head]]
    for title, found in (("", page.promises), ("## Open when the deal ended: still wanted?", page.before)):
        if found:
            rows = [table_row(map(escaped, _cells(each, page))) for each in found]
            paper += [title] if title else []
            paper.append("\n".join([table_head(COLUMNS), *rows]))
    paper += [escaped(page.foot)] if page.foot else []
    return "\n\n".join(paper) + "\n"


def _cells(each: Due, page: PromisesPage) -> tuple[str, ...]:
    late = str(each.days_late or "")
    who = each.person or "we"
    return (phrase.long_day(each.due, page.on), late, each.deal, who, each.act, each.step, each.promise)
