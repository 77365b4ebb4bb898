"""A map drawn with characters: tracks side by side where there is room for them, else below one another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from callplan.core.map.picture import Card, Lane, Picture, Station
from callplan.core.map.picture_lists import Table
from callplan.render.layout import fitted, printed, safe, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SMALLEST, NARROW, WIDEST = 20, 24, 72
GAP = 3
NAMES = 26
LEGEND = ("◆ a decision, and who makes it", "○ an act, and who gets it done")
SIGNS = "│├─┬╮●◆○·"
IN_ASCII = str.maketrans(SIGNS, "|+-++o?*-")


class Sheet:
    """Columns of rows that grow downwards; the first lane stands in the first, as wide as nothing runs beside it.

    `leaving`: the rows at which a line leaves the first lane, and the columns it leads to; `late`: a lane had to wait
    for room.
    """

    def __init__(self, room: int, count: int) -> None:
        self.alone = min(room, WIDEST)
        self.wide = (room - GAP * (count - 1)) // count
        self.columns: list[list[str]] = [[] for _ in range(count)]
        self.leaving: dict[int, list[int]] = {}
        self.late = False

    def go_on(self, station: Station) -> None:
        """Draw the next stage of the first lane, each card as wide as there is room."""
        rows = self.columns[0]
        for block in _blocks(station):
            beside = any(len(column) > len(rows) for column in self.columns[1:])
            rows += block(self.wide if beside else self.alone)
        rows.append("│")

    def begin(self, lane: Lane, to_come: int) -> None:
        """Draw another lane in a column that is free by now, so that those `to_come` find room nearer; else below."""
        row = len(self.columns[0])
        free = [place for place, column in enumerate(self.columns) if place and len(column) < row]
        place = free[min(to_come, len(free) - 1)] if free else self._shortest()
        column = self.columns[place]
        if not free or any(len(each) >= row and each[row - 1] for each in self.columns[1:place]):
            self.late = True
            head = _hung("", "  ", f"{_title(lane)}, {lane.begins}", self.wide)
            column += [""] * max(1, row - len(column)) + [*head]
        else:
            column += [""] * (row - len(column))
            self.leaving.setdefault(row - 1, []).append(place)
            column += _hung("│ ", "│ ", _title(lane), self.wide)
        column += _drawn(lane, self.wide)

    def _shortest(self) -> int:
        return min(range(1, len(self.columns)), key=lambda place: len(self.columns[place]))

    def rows(self) -> Iterator[str]:
        """The columns side by side."""
        for row in range(max(map(len, self.columns))):
            cells = [column[row] if row < len(column) else "" for column in self.columns]
            yield self._line(row, cells) + "".join(
                [f"{cell}{' ' * (self.wide + GAP - width(cell))}" for cell in cells[max(self.leaving.get(row, [0])) :]]
            )

    def _line(self, row: int, cells: list[str]) -> str:
        """The line that leaves the first lane in a row, if any."""
        leaving = self.leaving.get(row, [])
        for place in leaving:
            cells[place] = "┬"
        if leaving:
            cells[0], cells[max(leaving)] = "├", "╮"
        return "".join([(cell or "─") + "─" * (self.wide + GAP - 1) for cell in cells[: max(leaving, default=0)]])


def picture(page: Picture, columns: int) -> str:
    """The page: the map above, its roles, facts and ends below."""
    room = max(columns, SMALLEST)
    rows = [*_head(page, room), "", *_map(page.lanes, room)]
    for table in page.tables:
        rows += ["", *_table(table, room)]
    return printed(rows)


def _head(page: Picture, room: int) -> Iterator[str]:
    yield from fitted(safe(page.title), room)
    for about in page.about:
        yield from _hung("", "  ", about, room)
    yield ""
    for sign in LEGEND:
        yield from _hung("", "  ", sign, room)


def _map(lanes: Sequence[Lane], room: int) -> Iterator[str]:
    most = min(len(lanes), (room + GAP) // (NARROW + GAP))
    if most < 2:
        return _below(lanes, min(room, WIDEST))
    sheets = (_sheet(lanes, room, count) for count in range(2, most + 1))
    return next((sheet for sheet in sheets if not sheet.late), _sheet(lanes, room, most)).rows()


def _below(lanes: Sequence[Lane], room: int) -> Iterator[str]:
    for place, lane in enumerate(lanes):
        if len(lanes) > 1:
            yield from [""] * bool(place)
            yield from _hung("", "  ", ", ".join(filter(None, (_title(lane), lane.begins))), room)
        yield from _drawn(lane, room)


def _sheet(lanes: Sequence[Lane], room: int, count: int) -> Sheet:
    first, sheet = lanes[0], Sheet(room, count)
    behind = [station.id for station in first.stations]
    waiting = sorted(lanes[1:], key=lambda lane: behind.index(lane.after) if lane.after else -1)
    sheet.columns[0] += [*_hung("", "", _title(first), sheet.alone), "│"]
    for done in ["", *behind]:
        while waiting and waiting[0].after == done:
            sheet.begin(waiting.pop(0), len(waiting))
        following = behind.index(done) + 1 if done else 0
        if following < len(behind):
            sheet.go_on(first.stations[following])
    if len(sheet.columns[0]) - 1 not in sheet.leaving:
        sheet.columns[0].pop()
    return sheet


def _title(lane: Lane) -> str:
    return safe(lane.title).upper()


def _drawn(lane: Lane, room: int) -> list[str]:
    rows: list[str] = []
    for station in lane.stations:
        rows += [row for block in _blocks(station) for row in block(room)]
        rows.append("│")
    return rows[:-1]


def _blocks(station: Station) -> Iterator[Callable[[int], list[str]]]:
    """The stage's head and each of its cards, drawn when its room is known."""
    yield partial(_heading, station)
    for card in station.cards:
        yield partial(_card, card)


def _heading(station: Station, room: int) -> list[str]:
    notes = [row for note in filter(None, (station.applies, *station.notes)) for row in _hung("│ ", "│   ", note, room)]
    return [*_hung("● ", "│ ", station.title, room), *notes]


def _card(card: Card, room: int) -> list[str]:
    whole = " · ".join(filter(None, (card.who, card.takes)))
    details = [whole] if width(safe(whole)) <= room - 6 else filter(None, [card.who, card.takes])
    notes = [row for note in (*details, *card.notes) for row in _hung("│   ", "│     ", note, room)]
    return [*_hung("│ ◆ " if card.decision else "│ ○ ", "│   ", card.title, room), *notes]


def _hung(first: str, then: str, text: str, room: int) -> Iterator[str]:
    for row in fitted(safe(text), room - len(then)):
        yield first + row
        first = then


def _table(table: Table, room: int) -> Iterator[str]:
    yield from _hung("", "  ", table.title, room)
    names = min(NAMES, max([width(safe(name)) for name, _ in table.rows]))
    beside = room >= 2 * names + 8
    for name, text in table.rows:
        column = 4 + names if beside else 4
        told = fitted(safe(text), room - column) if text else []
        head = fitted(safe(name), names if beside else room - 2)
        if not beside:
            yield from [f"  {row}" for row in head] + [f"    {row}" for row in told]
            continue
        for place in range(max(len(head), len(told))):
            left = head[place] if place < len(head) else ""
            yield f"  {left}{' ' * (names - width(left))}  {told[place] if place < len(told) else ''}"
