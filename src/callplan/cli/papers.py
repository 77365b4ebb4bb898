"""Which paper a page is printed on: JSON, Markdown, the terminal with its weights, or plain text; and where."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callplan.core.plan import Plan
    from callplan.core.plan.briefing import Line
    from callplan.core.record import Record


# sections that no page is printed with for now
left_out: set[str] = set()


def show(
    page: Record | Plan,
    lines: Sequence[Line],
    *,
    json: bool,
    markdown: bool = False,
    why: bool = False,
    no_pager: bool = False,
    notes: Sequence[str] = (),
    again: str = "",
) -> None:
    """Print a page on the paper asked for, with notes above it; Rich only where a person reads it."""
    if json:
        from callplan.core.record import Record
        from callplan.render.json_value import as_json

        noted(notes)
        print(as_json(page if isinstance(page, Record) else page.values))
        return
    lines = [line for line in lines if line.section not in left_out]
    if markdown:
        from callplan.render.markdown import markdown as on_markdown

        text = on_markdown(lines, why=why)
    elif at_terminal():
        from callplan.render.terminal import terminal

        text = terminal(lines, columns=columns(), why=why)
    else:
        from callplan.render.layout import plain

        text = plain(lines, why=why)
    printed(text, no_pager=no_pager, notes=notes, again="" if "FOOT" in left_out else again)


def printed(text: str, *, no_pager: bool = False, notes: Sequence[str] = (), again: str = "") -> None:
    """Print what is laid out already, with notes above it; a pager for what is taller than the terminal."""
    if at_terminal():
        from callplan.cli.paging import shown

        shown(text, notes=notes, again=again, no_pager=no_pager)
        return
    noted(notes)
    print(text, end="")


def listed(rows: Iterable[str], *, no_pager: bool = False) -> None:
    """Print rows that nobody has laid out."""
    printed(at_word_ends(rows), no_pager=no_pager)


def at_word_ends(rows: Iterable[str]) -> str:
    """Rows that nobody has laid out; those of a terminal end at word ends, and what is to be pasted is whole."""
    text = "".join([f"{_printable(row)}\n" for row in rows])
    if at_terminal():
        from callplan.cli.paging import columns as wide
        from callplan.render.word_ends import folded

        return folded(text, wide(sys.stdout))
    if text.isascii():
        return text
    from callplan.core.phrase import loose

    return loose(text)


def _printable(row: str) -> str:
    """A row that steers no terminal; where it may not break it still may not."""
    if row.isprintable():
        return row
    from callplan.render.layout import safe

    return safe(row)


def file_named(output: str | None, *, force: bool) -> str | None:
    """The file that something is to be written to; None: the screen. Raises Usage for --force without a file."""
    if output not in (None, "-"):
        return output
    if force:
        from callplan.errors import Usage

        raise Usage("--force writes over the file of --output; give that, too.")
    return None


def handed_out(text: str, file: str | None, *, force: bool) -> None:
    """Print what is to be kept or pasted as it is, or write it to a file and say where that lies."""
    if file is None:
        print(text, end="")
        return
    from callplan import files

    print(files.hand_out(file, text, force=force), file=sys.stderr)


def at_terminal() -> bool:
    """Whether what is printed is read by a person at a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def noted(notes: Iterable[str]) -> None:
    """Print what is said beside a page, of what was typed whenever, a line each; nothing of it steers the terminal."""
    for line in "\n".join(filter(None, notes)).splitlines():
        print(line if line.isprintable() else _cleaned(line), file=sys.stderr)


def _cleaned(line: str) -> str:
    from callplan.core.text import clean

    return clean(line)


def columns(most: int = 80) -> int:
    """The width of the page: the terminal's, 80 at most, or as many as a page has use for."""
    try:
        return min(most, os.get_terminal_size(sys.stdout.fileno()).columns) or 80
    except OSError:
        return 80
