"""One page: over the limit the line that matters least falls, until it fits (page section 2, falling)."""

from __future__ import annotations

from callplan.core.plan.model import Line

WORDS, ROWS, LIGHT_WORDS, LIGHT_ROWS = 280, 32, 150, 16
ARROW = "→"
_TEXT_WIDTH, _LABEL = 68, 12
_UNLABELLED = ("HEAD", "FOOT")


def trimmed(lines: list[Line], light: bool) -> list[Line]:
    """The lines that fit a page; of two that matter as little the lower falls, and an arrow goes with its question."""
    most = (LIGHT_WORDS, LIGHT_ROWS) if light else (WORDS, ROWS)
    kept, tall = list(lines), [_rows(line) for line in lines]
    while words(kept) > most[0] or sum(tall) > most[1]:
        place = max(range(len(kept)), key=lambda at: (kept[at].drop, at), default=0)
        if not kept or not kept[place].drop:
            break
        arrow = kept[place].mark != ARROW and place + 1 < len(kept) and kept[place + 1].mark == ARROW
        del kept[place : place + 1 + arrow], tall[place : place + 1 + arrow]
    return kept


def words(lines: list[Line]) -> int:
    """How many words the page has, labels and bullets among them, as a reader counts them."""
    labels = dict.fromkeys(line.section for line in lines if line.section not in _UNLABELLED)
    return sum(len(label.split()) for label in labels) + sum(len(f"{line.mark} {line.text}".split()) for line in lines)


def rows(lines: list[Line]) -> int:
    """About how many rows with text the page takes at 80 columns."""
    return sum(map(_rows, lines))


def _rows(line: Line) -> int:
    width = _TEXT_WIDTH - (4 if line.mark else 0) + (_LABEL if line.section in _UNLABELLED else 0)
    used, count = 0, 1
    for word in line.text.split(" "):
        if used and used + 1 + len(word) > width:
            used, count = 0, count + 1
        used += len(word) + bool(used)
    return count
