"""The picture of a deal: stages across, days down, each call and each decision where it happened, and what is owed."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing, stage_applies
from callplan.core.deal_picture.for_one import for_one
from callplan.core.deal_picture.gone_by import gone_by
from callplan.core.deal_picture.model import COMING, MOVING, REOPENED, TODAY, Column, DealPicture, Row
from callplan.core.deal_picture.to_come import to_come
from callplan.core.entries import Entry
from callplan.core.map.wording import MAIN
from callplan.core.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def deal_picture(entries: tuple[Entry, ...], name: str, today: date, free: frozenset[date]) -> DealPicture:
    """The picture of a deal on a day; `free`: days on which nobody works."""
    names, standing, rows = _rows(entries, name, today, free)
    subject = f" · {phrase.bare(names.deal.subject)}" if names.deal.subject else ""
    return _picture(f"{name.upper()}{subject}", standing, rows)


def picture_for(person: str, entries: tuple[Entry, ...], name: str, today: date, free: frozenset[date]) -> DealPicture:
    """The picture as one person of the client's may have it, by the whole name; nothing in it is internal."""
    names, standing, rows = _rows(entries, name, today, free)
    return _picture("What is decided, and what is still open", standing, for_one(person, rows, names))


def _rows(
    entries: tuple[Entry, ...], name: str, today: date, free: frozenset[date]
) -> tuple[Names, Standing, list[Row]]:
    deal = fold(entries, name, free)
    names, standing = Names(deal, today), Standing(deal, today)
    return names, standing, [*gone_by(entries, names), *to_come(standing, names, entries)]


def _picture(title: str, standing: Standing, rows: list[Row]) -> DealPicture:
    placed = with_way(in_order(rows), standing)
    return DealPicture(title, standing.on or date.min, columns_of(standing, placed), placed)


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


def columns_of(standing: Standing, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The stages of the main way that apply, and those of other tracks at which there is anything to be seen."""
    seen = {stage for row in rows for stage in (*row.way, *[mark.stage for mark in row.marks])}
    return tuple(
        [
            Column(stage.id, stage.title, "" if track == MAIN else phrase.spoken(track))
            for track, stages in standing.map.tracks.items()
            for stage in stages
            if stage.id in seen or (track == MAIN and stage_applies(standing, stage.id) is not False)
        ]
    )
