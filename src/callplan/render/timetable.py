"""The table of what is still to come: in columns, on a narrow screen row under row, or as Markdown."""

from __future__ import annotations

from callplan.render.layout import NARROW, fitted, printed, safe, width, wrapped
from callplan.render.markdown import escaped, table_head, table_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.plan.timetable import TableRow, Timetable

HEADS = ("Still to come", "Who", "Earliest–latest", "By", "Slack")
WIDTHS = (25, 15, 18, 11, 5)
CRITICAL, NONE = "* ", "–"


def plain(table: Timetable, columns: int) -> str:
    """The table for a screen of so many columns; a star marks the critical way."""
    wide = columns >= NARROW
    rows = [*wrapped(safe(table.title), columns)]
    if table.entries:
        rows += ["", *(_row(HEADS, "  ") if wide else ())]
    for entry in table.entries:
        rows += wrapped(safe(entry.track), columns) if entry.track else ()
        rows += _row(_cells(entry), _mark(entry)) if wide else _under(entry, columns)
    for told in table.foot:
        rows += ["", *wrapped(safe(told), columns)]
    return printed(rows)


def _mark(entry: TableRow) -> str:
    return CRITICAL if entry.critical else " " * len(CRITICAL)


def _cells(entry: TableRow) -> tuple[str, ...]:
    return entry.what, entry.who, entry.finish, entry.by, entry.spare


def _row(cells: tuple[str, ...], mark: str) -> Iterator[str]:
    """One entry in columns, each cell in as many rows as it takes."""
    columns = [fitted(safe(cell), room) for cell, room in zip(cells, WIDTHS, strict=True)]
    for place in range(max(map(len, columns))):
        parts = [column[place] if place < len(column) else "" for column in columns]
        yield mark + " ".join([_filled(part, room) for part, room in zip(parts, WIDTHS, strict=True)])
        mark = " " * len(CRITICAL)


def _filled(text: str, room: int) -> str:
    return text + " " * (room - width(text))


def _under(entry: TableRow, columns: int) -> Iterator[str]:
    """One entry where columns have no room: what it is, and its days below."""
    mark = _mark(entry)
    for row in wrapped(safe(entry.what), columns - len(mark)):
        yield mark + row
        mark = " " * len(CRITICAL)
    room = [f"by {entry.by}, slack {entry.spare}"] if entry.by != NONE else []
    for told in (f"{entry.who} · {entry.finish}", *room):
        for row in wrapped(safe(told), columns - 4):
            yield f"    {row}"


def on_markdown(table: Timetable) -> str:
    """The table as Markdown, the critical way in bold."""
    rows = [f"# {escaped(table.title)}", ""]
    if table.entries:
        rows.append(table_head(HEADS))
    for entry in table.entries:
        rows += [table_row((f"*{escaped(entry.track)}*", "", "", "", ""))] if entry.track else []
        what, *rest = map(escaped, _cells(entry))
        rows.append(table_row((f"**{what}**" if entry.critical else what, *rest)))
    for told in table.foot:
        rows += ["", escaped(told)]
    return "".join([f"{row}\n" for row in rows])
