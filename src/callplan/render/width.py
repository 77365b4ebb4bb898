"""How much room a text takes on a screen, and how it breaks into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import category, east_asian_width

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
