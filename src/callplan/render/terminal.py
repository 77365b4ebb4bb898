"""The page for a terminal, labels and title in bold: the only door to rich."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from callplan.render.layout import COLUMNS, PrintedRow, layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.briefing import Line


def terminal(lines: Sequence[Line], *, columns: int | None = None, why: bool = False) -> str:
    """The page as wide as the terminal is, and no wider than a page, with what makes it bold there."""
    console = Console(markup=False, emoji=False, highlight=False)
    room = min(console.width, COLUMNS) if columns is None else columns
    with console.capture() as page:
        for row in layout(lines, columns=room, why=why):
            console.print(_inked(row), soft_wrap=True)
    return page.get()


def _inked(row: PrintedRow) -> Text:
    ink = Text(f"{row.label}{row.text}".rstrip())
    ink.stylize("bold", 0, len(ink) if row.title else len(row.label.rstrip()))
    return ink
