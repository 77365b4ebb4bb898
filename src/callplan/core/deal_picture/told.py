"""The picture of a deal in sentences, for those who cannot see it."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal_picture.model import (
    CALL,
    DAY,
    LATER,
    LET_GO,
    MADE,
    NO,
    OWED,
    REOPENED,
    TODAY,
    VOICE,
    DealPicture,
    Mark,
    Row,
)  # fmt: skip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SAID = {MADE: "decided", LET_GO: "let go of", NO: "a no", LATER: "put off", VOICE: "not decided yet"}
_SAID |= {REOPENED: "taken up again", OWED: "still to decide", DAY: "wanted by"}


def told(page: DealPicture) -> str:
    """Every row in a sentence, one after another."""
    return " ".join(sentences(page))


def sentences(page: DealPicture) -> tuple[str, ...]:
    """Every row in a sentence of its own."""
    titles = {column.stage: column.title for column in page.columns}
    return tuple([_sentence(row, titles) for row in page.rows])


def _sentence(row: Row, titles: dict[str, str]) -> str:
    day = phrase.full_day(row.day) if row.day else "Earlier"
    head = f"Today, {day}" if row.kind == TODAY else day
    people = f" with {phrase.joined(row.called)}" if row.called else ""
    call = f", call{people}" if row.kind == CALL else f", {row.text}{people}" if row.text else ""
    marks = "; ".join(_marks(row, titles)) or ("no decision" if row.kind == CALL else "")
    return phrase.loose(f"{head}{call}{': ' if marks else ''}{marks}.")


def _marks(row: Row, titles: dict[str, str]) -> Iterator[str]:
    for mark in row.marks:
        stage = f" (at “{titles[mark.stage]}”)" if mark.stage in titles and mark.step else ""
        yield f"{mark.title}{stage}{_said(mark)}"


def _said(mark: Mark) -> str:
    kind = "still to be done" if mark.act else _SAID.get(mark.kind, "")
    said = ", ".join(filter(None, (kind, *mark.people, mark.note)))
    return f", {said}" if said else ""
