"""Where everything stands on the page, for every paper made of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callplan.core.clean import clean
from callplan.core.record import Record
from callplan.render.width import NO_BREAK, width, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.model import Line

COLUMNS = 80
NARROW = 60
LABEL = 12
UNLABELLED = ("HEAD", "FOOT")
BULLETS = {"*": "* ", "-": "- ", "?": "? ", "→": "  → "}
BLOCKS = (
    ("SO FAR", "LAST TIME", "THEY OWE", "WE OWE"),
    ("AIM", "NEXT", "BEST CASE", "AT LEAST"),
    ("ASK", "WORRY", "IF NO"),
)
_BLOCK = {section: block[0] for block in BLOCKS for section in block}


class Row(Record):
    """One printed row: what stands in the label's column, what beside it, and whether it is the title."""

    label: str = ""
    text: str = ""
    title: bool = False


def layout(lines: Sequence[Line], *, columns: int = COLUMNS, why: bool = False) -> list[Row]:
    """The rows of a page: a label where a section begins, and a blank row between blocks.

    On fewer than 60 columns the labels stand on rows of their own.
    """
    rows: list[Row] = []
    before = ""
    for line in lines:
        if before and _parted(before, line.section):
            rows.append(Row())
        title = not rows and line.section == "HEAD"
        rows += _rows(line, columns, why=why, begins=line.section != before, title=title)
        before = line.section
    return rows


def safe(text: str) -> str:
    """The text without anything that steers a screen; no-break spaces stay."""
    return text if text.replace(NO_BREAK, " ").isprintable() else clean(text)


def _parted(before: str, section: str) -> bool:
    """Whether a blank row stands between them: between blocks."""
    return _BLOCK.get(before, before) != _BLOCK.get(section, section)


def _rows(line: Line, columns: int, *, why: bool, begins: bool, title: bool) -> Iterator[Row]:
    labelled = begins and line.section not in UNLABELLED
    wide = columns >= NARROW
    beside = wide and len(line.section) < LABEL
    column = 0 if line.section in UNLABELLED else LABEL if wide else 2
    if labelled and not beside:
        yield Row(line.section)
    label = line.section if labelled and beside else ""
    for text, reason in _texts(line, columns - column, why=why):
        yield Row(label.ljust(column), text, title and not reason)
        label = ""


def _texts(line: Line, room: int, *, why: bool) -> Iterator[tuple[str, bool]]:
    """The rows of a line's text, then those of its reason."""
    bullet = BULLETS.get(line.mark, "")
    hang = width(bullet) or 2 * (line.section in UNLABELLED)
    for text in _hung(line.text, bullet, hang, room):
        yield text, False
    if why and line.because:
        for text in _hung(f"({'; '.join(line.because)})", " " * (hang + 2), hang + 3, room):
            yield text, True


def _hung(text: str, first: str, hang: int, room: int) -> Iterator[str]:
    for row in wrapped(safe(text), room - hang):
        yield first + row
        first = " " * hang
