"""Where everything on the picture of a deal stands: rows by day, the way through them, and the columns it takes."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.standing import Standing, stage_applies
from callplan.core.deal_picture.model import COMING, MOVING, REOPENED, TODAY, Column, DealPicture, Row
from callplan.core.map.wording import MAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def placed(
    title: str, standing: Standing, today: date, rows: Iterable[Row], *, every_stage: bool = True
) -> DealPicture:
    """The picture that some rows make; `every_stage`: also those of the main way at which there is nothing yet."""
    along = with_way(in_order(rows), standing)
    return DealPicture(title, today, columns_of(standing, along, every_stage=every_stage), along)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The rows in the order of days: of one day what was before what is to come, today between the two."""

    def place(row: Row) -> tuple[date, int, int]:
        coming = 2 if row.kind in COMING else 0
        return row.day or date.min, 1 if row.kind == TODAY else coming, row.batch

    return sorted(rows, key=place)


def with_way(rows: Iterable[Row], standing: Standing) -> tuple[Row, ...]:
    """The rows with the stages of the main track that each leads through: where something was decided, else as before.

    What was taken up again is where they are then. Before anything was decided they are where a row says that they are.
    """
    main = {stage.id: place for place, stage in enumerate(standing.map.tracks.get(MAIN, ()))}
    at, found, past = "", [], True
    for row in rows:
        past = past and row.kind != TODAY
        moved = [mark for mark in row.marks if mark.kind in MOVING and mark.stage in main]
        moved.sort(key=lambda mark: (mark.kind == REOPENED, main[mark.stage]))
        stops = tuple(dict.fromkeys(mark.stage for mark in moved)) or ((at,) if at else row.way)
        at = stops[-1] if stops and past else at
        here = at or next(iter(standing.map.stage))
        marks = [mark if mark.stage else mark.but(stage=here) for mark in row.marks]
        found.append(row.but(way=stops if past else row.way, marks=tuple(marks)))
    return tuple(found)


def columns_of(standing: Standing, rows: Sequence[Row], *, every_stage: bool) -> tuple[Column, ...]:
    """The stages at which there is anything to be seen, and, of the main way, those that apply."""
    seen = {stage for row in rows for stage in (*row.way, *[mark.stage for mark in row.marks])}
    return tuple(
        [
            Column(stage.id, stage.title, "" if track == MAIN else phrase.spoken(track))
            for track, stages in standing.map.tracks.items()
            for stage in stages
            if stage.id in seen or (every_stage and track == MAIN and stage_applies(standing, stage.id) is not False)
        ]
    )
