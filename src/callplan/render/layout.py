"""Where everything stands on the page, for every paper made of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import category, east_asian_width

from callplan.core.record import Record
from callplan.core.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.briefing import Line


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


class PrintedRow(Record):
    """One printed row: what stands in the label's column, what beside it, and whether it is the title."""

    label: str = ""
    text: str = ""
    title: bool = False


def layout(lines: Sequence[Line], *, columns: int = COLUMNS, why: bool = False) -> list[PrintedRow]:
    """The rows of a page: a label where a section begins, and a blank row between blocks.

    On fewer than 60 columns the labels stand on rows of their own.
    """
    rows: list[PrintedRow] = []
    before = ""
    for line in lines:
        if before and _parted(before, line.section):
            rows.append(PrintedRow())
        title = not rows and line.section == "HEAD"
        rows += _rows(line, columns, why=why, begins=line.section != before, title=title)
        before = line.section
    return rows


def safe(text: str) -> str:
    """The text without anything that steers a screen; no-break spaces stay."""
    return text if text.replace(NO_BREAK, " ").isprintable() else clean(text)


def loose(text: str) -> str:
    """The text likewise, with plain spaces."""
    return safe(text).replace(NO_BREAK, " ")


def heading(title: str, day: str, columns: int) -> str:
    """A page's title, and its day at the right."""
    return title + " " * max(1, columns - len(title) - len(day)) + loose(day)


def _parted(before: str, section: str) -> bool:
    """Whether a blank row stands between them: between blocks."""
    return _BLOCK.get(before, before) != _BLOCK.get(section, section)


def _rows(line: Line, columns: int, *, why: bool, begins: bool, title: bool) -> Iterator[PrintedRow]:
    labelled = begins and line.section not in UNLABELLED
    wide = columns >= NARROW
    beside = wide and len(line.section) < LABEL
    column = 0 if line.section in UNLABELLED else LABEL if wide else 2
    if labelled and not beside:
        yield PrintedRow(line.section)
    label = line.section if labelled and beside else ""
    for text, reason in _texts(line, columns - column, why=why):
        yield PrintedRow(label.ljust(column), text, title and not reason)
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


Measure = Callable[[str], int]

NO_BREAK = "\u00a0"
EMOJI_LOOK = "\ufe0f"


def width(text: str) -> int:
    """How many columns of a terminal the text fills."""
    if text.isascii():
        return len(text)
    return sum([_columns(sign) for sign in text])


def _columns(sign: str) -> int:
    # The sign that turns a letter-wide picture into an emoji has no width, but doubles the one before it.
    if sign == EMOJI_LOOK:
        return 1
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 1 + (east_asian_width(sign) in "WF")


def wrapped(text: str, room: int, measure: Measure = width) -> list[str]:
    """The text in rows of at most `room` columns; only a word that has no place to break is longer.

    A no-break space does not break, and comes out as a plain one. Another `measure` has units of its own.
    """
    rows: list[str] = []
    row, used = "", 0
    for gap, piece in _pieces(text, room, measure):
        space, wide = measure(gap), measure(piece)
        if row and used + space + wide > room:
            rows.append(row)
            row = ""
        row, used = (row + gap + piece, used + space + wide) if row else (piece, wide)
    return [*rows, row]


def fitted(text: str, room: int, measure: Measure = width) -> list[str]:
    """The text in rows of which none is longer than `room`: a word that has no place to break is cut."""
    return [part for row in wrapped(text, room, measure) for part in _cut(row, room, measure)]


def _cut(row: str, room: int, measure: Measure) -> Iterator[str]:
    start, used = 0, 0
    for place, sign in enumerate(row):
        wide = measure(sign)
        if used + wide > room and place > start:
            yield row[start:place]
            start, used = place, 0
        used += wide
    yield row[start:]


def _pieces(text: str, room: int, measure: Measure) -> Iterator[tuple[str, str]]:
    """What a row may break between, each with the gap before it."""
    for word in filter(None, text.split(" ")):
        whole = word.replace(NO_BREAK, " ")
        gap = " "
        for piece in [whole] if measure(whole) <= room else _broken(whole):
            yield gap, piece
            gap = ""


def _broken(word: str) -> Iterator[str]:
    start = 0
    for place in range(1, len(word)):
        if _breaks(word[place - 1], word[place]):
            yield word[start:place]
            start = place
    yield word[start:]


def _breaks(before: str, after: str) -> bool:
    """Whether a row may end between two signs of a script that is written without spaces."""
    return (
        east_asian_width(before) in "WF"
        and east_asian_width(after) in "WF"
        and category(before) in ("Lo", "So", "Po", "Pe")
        and category(after) in ("Lo", "So", "Ps")
    )


def printed(rows: Iterable[str]) -> str:
    """The rows as one text, none with spaces at its end."""
    return "".join([f"{row.rstrip()}\n" for row in rows])


def plain(lines: Sequence[Line], *, columns: int = COLUMNS, why: bool = False) -> str:
    """The page as text; `why` adds under each line what it was computed from."""
    rows = layout(lines, columns=columns, why=why)
    return printed([f"{row.label}{row.text}" for row in rows])
