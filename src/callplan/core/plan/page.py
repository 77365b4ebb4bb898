"""The page for a call: its lines in order, as many as fit."""

from __future__ import annotations

from callplan.core.plan import aim, asks, best_case, ending, opening, worry
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.their_words import Query
from callplan.core.plan.without_call import begins, dates_and_debts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def page(b: Briefing, found: Aim, questions: list[Query]) -> list[Line]:
    """The lines of a page that fit it; where IF NO has fallen, END asks what would have to change."""
    no = list(ending.if_no(b, found))
    kept = trimmed(list(_lines(b, found, questions, no)), b.light)
    if no and no[0] not in kept:
        return trimmed([each for line in kept for each in _end_anew(b, found, line)], b.light)
    return kept


def _end_anew(b: Briefing, found: Aim, line: Line) -> Iterator[Line]:
    """The line; END as it is without IF NO."""
    if line.section == "END":
        yield from ending.end(b, found, no_is_told=False)
    else:
        yield line


def _lines(b: Briefing, found: Aim, questions: list[Query], no: list[Line]) -> Iterator[Line]:
    """Every line in the order of the call: the first thirty seconds, what to get, what to ask, then dates and debts."""
    yield from begins(b, found)
    yield from opening.opening(b, found)
    yield from aim.aim(b, found)
    yield from best_case.best_case(b, found)
    yield from best_case.at_least(b, found)
    yield from asks.lines(b, found, questions)
    yield from worry.worry(b, found)
    yield from no
    yield from ending.end(b, found, bool(no))
    yield from dates_and_debts(b, found)


WORDS, ROWS, LIGHT_WORDS, LIGHT_ROWS = 280, 32, 150, 16
ARROW = "→"
_TEXT_WIDTH, _LABEL = 68, 12
_UNLABELLED = ("HEAD", "FOOT")


def trimmed(lines: list[Line], light: bool) -> list[Line]:
    """The lines that fit a page; of two that matter as little the lower falls, and an arrow goes with its question."""
    most = (LIGHT_WORDS, LIGHT_ROWS) if light else (WORDS, ROWS)
    kept = [(line, _words(line), _rows(line)) for line in lines]
    while sum(size[1] for size in kept) + _labels([size[0] for size in kept]) > most[0] or (
        sum(size[2] for size in kept) > most[1]
    ):
        place = max(range(len(kept)), key=lambda at: (kept[at][0].drop, at), default=0)
        if not kept or not kept[place][0].drop:
            break
        arrow = kept[place][0].mark != ARROW and place + 1 < len(kept) and kept[place + 1][0].mark == ARROW
        del kept[place : place + 1 + arrow]
    return [size[0] for size in kept]


def words(lines: list[Line]) -> int:
    """How many words the page has, labels and bullets among them, as a reader counts them."""
    return _labels(lines) + sum(map(_words, lines))


def rows(lines: list[Line]) -> int:
    """About how many rows with text the page takes at 80 columns."""
    return sum(map(_rows, lines))


def _labels(lines: list[Line]) -> int:
    return sum(len(label.split()) for label in {line.section for line in lines} if label not in _UNLABELLED)


def _words(line: Line) -> int:
    return len(line.text.split()) + bool(line.mark)


def _rows(line: Line) -> int:
    width = _TEXT_WIDTH - (4 if line.mark else 0) + (_LABEL if line.section in _UNLABELLED else 0)
    used, count = 0, 1
    for word in line.text.split(" "):
        if used and used + 1 + len(word) > width:
            used, count = 0, count + 1
        used += len(word) + bool(used)
    return count
