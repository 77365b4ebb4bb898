"""The picture of a deal as a drawing: a line for every call, the way through them, and a mark for each decision."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal_picture.model import CALL, DATE, MADE, PLANNED, TODAY, DealPicture, Mark, Row
from callplan.core.deal_picture.told import told
from callplan.render.deal_signs import KINDS, RADIUS, colours, sign
from callplan.render.svg import DARK, LIGHT, bold, document, ems, escaped, rows, style

MARGIN, LEFT, PAD, DEEP, BELOW = 24, 116, 13, 9, 22
NARROWEST, WIDEST, ROOM, LONGEST = 92, 172, 900, 190
LOOKS = {"title": (21, 30, True), "head": (13, 17, True), "track": (11, 16, True), "day": (13, 17, True)}
LOOKS |= {"name": (13, 16, True), "note": (12, 16, False), "key": (12, 20, False)}


def deal_svg(page: DealPicture) -> str:
    """The picture as SVG, a drawing of its own."""
    sheet = DealSheet(page, ROOM)
    size = sheet.draw(page.title)
    look = style(LOOKS, "max-width:100%;height:auto", _colours(LIGHT), _colours(DARK))
    return document(page.title, told(page), look, size, sheet.drawn)


def within(page: DealPicture, room: int) -> str:
    """The picture as a part of a white page that has so many pixels; a narrower one shows it smaller."""
    sheet = DealSheet(page, room)
    wide, high = sheet.draw("")
    size = f"width:100%;max-width:{wide}px;height:auto"
    look = style(LOOKS, size, _colours(LIGHT | {"paper": "#ffffff"}))
    return document(page.title, told(page), look, (wide, high), sheet.drawn, alone=False)


class DealSheet:
    """What is drawn so far: lines below, then the way, then marks and texts."""

    def __init__(self, page: DealPicture, room: int) -> None:
        self.page = page
        count = max(1, len(page.columns))
        words = [word for column in page.columns for word in column.title.split()]
        words += [word for row in page.rows for mark in row.marks for word in mark.title.split()]
        longest = max([bold(word) * 13 // 1000 + 1 + PAD + RADIUS for word in words], default=0)
        fair = max(NARROWEST, min(WIDEST, (room - 2 * MARGIN - LEFT) // count))
        self.column = max(fair, min(longest, LONGEST))
        self.left = MARGIN + LEFT
        self.wide = max(self.left + count * self.column, 420) + MARGIN
        self.place = {column.stage: place for place, column in enumerate(page.columns)}
        self.lines: list[str] = []
        self.way: list[str] = []
        self.marks: list[str] = []
        self.kinds: dict[str, tuple[str, bool]] = {}

    def draw(self, title: str) -> tuple[int, int]:
        """Draw it all, under a title if there is one; how wide and how high it is."""
        low = self.key(self.rows(self.head(MARGIN if title else PAD, title)))
        return self.wide, low + MARGIN

    @property
    def drawn(self) -> list[str]:
        """Everything, what lies below first."""
        return [*self.lines, *self.way, *self.marks]

    def x(self, stage: str) -> int:
        """Where the marks of a stage stand."""
        return self.left + self.place[stage] * self.column + RADIUS + 2

    def text(self, look: str, text: str, x: int, y: int, room: int, more: str = "") -> int:
        """A text in rows; where it ends."""
        size, high, _ = LOOKS[look]
        for row in rows(text, LOOKS[look], room):
            self.marks.append(f'<text class="{look}{more}" x="{x}" y="{y + size}">{escaped(row)}</text>')
            y += high
        return y

    def head(self, y: int, title: str) -> int:
        """Title and stages, those of other tracks below the track's name; all end in one line."""
        y = self.text("title", title, MARGIN, y, self.wide - 2 * MARGIN) + 10 if title else y
        room, high = self.column - 10, LOOKS["head"][1]
        titles = [rows(column.title, LOOKS["head"], room) for column in self.page.columns]
        tracks = [
            rows(column.track.upper(), LOOKS["track"], room) if column.track else () for column in self.page.columns
        ]
        deep = max([len(each) for each in tracks], default=0) * LOOKS["track"][1]
        low = y + deep + max([len(each) for each in titles], default=0) * high
        for place, column in enumerate(self.page.columns):
            x = self.left + place * self.column
            top = low - len(titles[place]) * high
            if column.track:
                self.text("track", column.track.upper(), x, top - len(tracks[place]) * LOOKS["track"][1], room)
            self.text("head", column.title, x, top, room)
        self.top = low + 8
        return low + 34

    def rows(self, y: int) -> int:
        """Every row at its height, the longer after the one before the more days lie between; then what runs down."""
        before, at = None, None
        for row in self.page.rows:
            y += min(28, (row.day - before).days) if row.day and before else 0
            before = row.day or before
            low = y + BELOW if row.kind == TODAY and row.marks else y
            at = self._way(row, low, at)
            y = max(self._row(row, y), self._marks(row, low)) + 16
        for column in self.page.columns:
            x = self.x(column.stage)
            self.lines.insert(0, f'<path class="guide" d="M{x} {self.top}V{y - 8}"/>')
        return y

    def _row(self, row: Row, y: int) -> int:
        """Its line, and at the left below it the day, and who was on the call."""
        kind = {TODAY: " today", DATE: " date", PLANNED: " planned"}.get(row.kind, "")
        if row.kind in (CALL, TODAY, PLANNED, DATE):
            self.lines.append(f'<path class="line{kind}" d="M{MARGIN} {y}H{self.wide - MARGIN}"/>')
        day = phrase.long_day(row.day, self.page.today) if row.day else "earlier"
        low = self.text("day", "Today" if row.kind == TODAY else day, MARGIN, y + 4, LEFT - 8, kind)
        beside = day if row.kind == TODAY else row.text
        low = self.text("note", beside, MARGIN, low, LEFT - 8) if beside else low
        return self.text("note", ", ".join(row.called), MARGIN, low, LEFT - 8) if row.called else low

    def _marks(self, row: Row, y: int) -> int:
        """Its marks, and where none shows a call its own sign; today's stand below the line."""
        cells: dict[str, list[Mark]] = {}
        for mark in row.marks:
            cells.setdefault(mark.stage, []).append(mark)
        if row.kind == CALL and row.way and cells.keys().isdisjoint(row.way):
            self._sign("call", self.x(row.way[-1]), y)
        shown = {*cells, *row.way[-1:]}
        return max([self._cell(marks, y, stage, shown) for stage, marks in cells.items()], default=y)

    def _cell(self, marks: list[Mark], y: int, stage: str, shown: set[str]) -> int:
        """The marks of one stage below one another, their texts as far as nothing stands beside them."""
        x = self.x(stage)
        beside = [self.x(each) for each in shown if self.x(each) > x]
        room = min(beside, default=self.wide - MARGIN + RADIUS) - x - PAD - RADIUS
        for place, mark in enumerate(marks):
            y += 20 if place else 0
            self._sign(_kind(mark), x, y, mark.act)
            y = self.text("name", mark.title, x + PAD, y + DEEP, room) if mark.title else y + DEEP
            if note := ", ".join(filter(None, (*mark.people, mark.note))):
                y = self.text("note", note, x + PAD, y, room)
        return y

    def _sign(self, kind: str, x: int, y: int, act: bool = False) -> None:
        self.kinds.setdefault(KINDS[kind][act], (kind, act))
        self.marks.append(sign(kind, x, y, act=act))

    def _way(self, row: Row, y: int, at: tuple[int, int] | None) -> tuple[int, int] | None:
        """The way to a row and along it; one back has a colour of its own, and one that is to come is dotted."""
        for stage in row.way:
            x = self.x(stage)
            if at is not None and at != (x, y):
                self._leg(at, (x, y), " ahead" if row.kind == TODAY else "")
            at = (x, y)
        return at

    def _leg(self, at: tuple[int, int], to: tuple[int, int], more: str) -> None:
        (x, y), (end, low) = at, to
        if x == end:
            self.way.append(f'<path class="way{more}" d="M{x} {y}V{low}"/>')
            return
        back, round_ = end < x, 10 if low > y else 0
        more += " back" if back else ""
        side = -1 if back else 1
        bend = f"V{low - round_}q0 {round_} {side * round_} {round_}" if round_ else ""
        tip = end - side * (RADIUS + 2)
        self.way.append(f'<path class="way{more}" d="M{x} {y}{bend}H{tip - side * 6}"/>')
        self.way.append(f'<path class="tip{more}" d="M{tip} {low}l{-side * 10} -6v12z"/>')

    def key(self, y: int) -> int:
        """What each sign means, of those that are drawn."""
        x, y = MARGIN, y + 14
        for said, (kind, act) in self.kinds.items():
            wide = ems(said) * 11 // 1000 + 44
            if x > MARGIN and x + wide > self.wide - MARGIN:
                x, y = MARGIN, y + 24
            self.marks.append(sign(kind, x + RADIUS, y, act=act))
            self.text("key", said, x + 2 * RADIUS + 6, y - 8, wide)
            x += wide
        return y + 12 if self.kinds else y


def _kind(mark: Mark) -> str:
    return mark.kind if mark.stands else f"{mark.kind} undone" if mark.kind == MADE else "undone"


def _colours(named: dict[str, str]) -> str:
    told = {
        ".paper": f"fill:{named['paper']}",
        "text": f"fill:{named['ink']};stroke:{named['paper']};stroke-width:4px;paint-order:stroke",
    }
    told |= {".note": f"fill:{named['soft']}", ".track": f"fill:{named['soft']}", ".key": f"fill:{named['soft']}"}
    return "".join([f".drawing {name}{{{look}}}" for name, look in (told | colours(named)).items()])
