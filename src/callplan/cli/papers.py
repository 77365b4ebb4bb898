"""Which paper a page is printed on: JSON, Markdown, the terminal with its weights, or plain text."""

from __future__ import annotations

import os
import sys

from callplan.core.record import Record
from callplan.render.layout import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.plan import Plan
    from callplan.core.plan.briefing import Line


def show(page: Record | Plan, lines: Sequence[Line], *, json: bool, markdown: bool = False, why: bool = False) -> None:
    """Print a page on the paper asked for; Rich only where a person reads it."""
    if json:
        from callplan.render.json_value import as_json

        print(as_json(page if isinstance(page, Record) else page.values))
    elif markdown:
        from callplan.render.markdown import markdown as on_markdown

        print(on_markdown(lines, why=why), end="")
    elif sys.stdout is not None and sys.stdout.isatty():
        from callplan.render.terminal import terminal

        terminal(lines, columns=columns(), why=why)
    else:
        print(plain(lines, why=why), end="")


def columns(most: int = 80) -> int:
    """The width of the page: the terminal's, 80 at most, or as many as a page has use for."""
    try:
        return min(most, os.get_terminal_size(sys.stdout.fileno()).columns) or 80
    except OSError:
        return 80
