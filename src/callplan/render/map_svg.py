"""A map as a drawing that fits a screen and a sheet: stages from left to right, the other tracks below the main way."""

from __future__ import annotations

from callplan.core.map.picture import Card, Lane, Picture, Station
from callplan.core.record import Record
from callplan.render.svg import DARK, LIGHT, document, ems, escaped, rows, style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARGIN, COLUMN, GUTTER, HANG, PAD = 24, 178, 16, 24, 6
# A window of 1280 by 800, and lower limits that a column of cards may have
WINDOW, LIMITS = (1280, 800), range(80, 2400, 20)
LOOKS = {"title": (20, 27, True), "about": (12, 17, False), "track": (11, 18, True), "stage": (14, 18, True)}
LOOKS |= {"name": (12, 15, True), "plain": (12, 15, False), "note": (11, 14, False)}
KEY = (
    ("decision", "client", "a decision"),
    ("closing", "client", "wins the deal"),
    ("act", "client", "an act"),
    ("act", "us", "done by us"),
    ("act", "third-party", "by a third party"),
)


class Part(Record):
    """A stage as it is laid out: its columns of cards, below its title, or `beside` it on other tracks."""

    station: Station
    columns: tuple[tuple[Card, ...], ...]
    beside: bool = False

    @property
    def wide(self) -> int:
        """How many columns it takes."""
        return len(self.columns) + self.beside


def map_svg(page: Picture) -> str:
    """The map as SVG, as high as makes it fit best; what else holds of a step shows where a pointer rests on it."""
    limit = max(LIMITS, key=lambda each: _scale(page, each))
    sheet = MapSheet(page, limit)
    look = style(LOOKS, "max-width:100%;max-height:100vh", _colours(LIGHT), _colours(DARK))
    look += "@page{size:A4 landscape;margin:8mm}"
    return document(page.title, page.told, look, (sheet.wide, sheet.high), sheet.marks)


def _scale(page: Picture, limit: int) -> tuple[float, int]:
    """How large the map is in the window with columns of that height; of two alike the lower."""
    sheet = MapSheet(page, limit)
    return min(1.0, WINDOW[0] / sheet.wide, WINDOW[1] / sheet.high), -limit


class MapSheet:
    """The map with columns as high as a limit: what is drawn, and how large it is."""

    def __init__(self, page: Picture, limit: int) -> None:
        self.marks: list[str] = []
        parts = [_parts(lane, limit) for lane in page.lanes[:1]]
        self.count = max([3, *map(_wide, parts)])
        parts += [_within(lane, self.count) for lane in page.lanes[1:]]
        self.count = max([3, *map(_wide, parts)])
        self.wide = 2 * MARGIN + self.count * COLUMN - GUTTER
        y = self.head(page)
        begins: dict[str, int] = {}
        for lane, laid in zip(page.lanes, parts, strict=True):
            y = self.lane(lane, laid, self._start(lane, laid, begins), y, begins)
        self.high = self.key(y) + MARGIN

    def _start(self, lane: Lane, laid: Sequence[Part], begins: dict[str, int]) -> int:
        """The column in which a lane begins: behind the stage it waits for, as far as there is room."""
        return min(begins.get(lane.after, 0), self.count - _wide(laid))

    def text(self, look: str, text: str, x: int, y: int, room: int) -> int:
        """A text in rows; where it ends."""
        size, high, _ = LOOKS[look]
        for row in rows(text, LOOKS[look], room):
            self.marks.append(f'<text class="{look}" x="{x}" y="{y + size}">{escaped(row)}</text>')
            y += high
        return y

    def head(self, page: Picture) -> int:
        """Title, id, and when to choose the map."""
        room = self.wide - 2 * MARGIN
        y = self.text("title", page.title, MARGIN, MARGIN - 6, room)
        return self.text("about", ". ".join(page.about), MARGIN, y, room) + 8

    def lane(self, lane: Lane, laid: Sequence[Part], column: int, y: int, begins: dict[str, int]) -> int:
        """A track: its name, a line along its stages, and below each stage its cards; `begins`: what is behind it."""
        x = MARGIN + column * COLUMN
        named = ", ".join(filter(None, (lane.title.upper(), lane.begins)))
        y = self.text("track", named, x, y, self.wide - MARGIN - x) + 10
        end = x + _wide(laid) * COLUMN - GUTTER
        self.marks.append(f'<path class="rail" d="M{x} {y}H{end}"/>')
        heads = [self._station(part, MARGIN + place * COLUMN, y) for place, part in _placed(laid, column)]
        top, low = max(heads, default=y), max(heads, default=y)
        for place, part in _placed(laid, column):
            begins[part.station.id] = place + part.wide
            for more, cards in enumerate(part.columns, part.beside):
                at = y + 8 if part.beside else top
                for card in cards:
                    at = self.card(card, MARGIN + (place + more) * COLUMN, at)
                low = max(low, at)
        return low + 10

    def _station(self, part: Part, x: int, y: int) -> int:
        """The stop of a stage on the line, and its title below."""
        self.marks.append(f'<path class="stop" d="M{x + 6} {y - 6}a6 6 0 1 0 .01 0z"/>')
        room = (1 if part.beside else part.wide) * COLUMN - GUTTER
        y = self.text("stage", part.station.title, x, y + 10, room)
        for note in filter(None, (part.station.applies, *part.station.notes)):
            y = self.text("note", note, x, y, room)
        return y + 4

    def card(self, card: Card, x: int, y: int) -> int:
        """A step: a sign, what it is, and who decides or does it; a decision on a ground of its own."""
        kind = "closing" if card.closing else "decision" if card.decision else "act"
        high = _high(card)
        self.marks.append(f"<g><title>{escaped('; '.join((card.clause, *card.notes)))}</title>")
        box = f'x="{x}" y="{y}" width="{COLUMN - GUTTER}" height="{high - 4}" rx="5"'
        self.marks.append(f'<rect class="{kind}" {box}/>')
        self.marks.append(_sign(kind, card.side, x + 12, y + PAD + 8))
        at = self.text("name" if card.decision else "plain", card.title, x + HANG, y + PAD - 1, _ROOM)
        for note in _who(card):
            at = self.text("note", note, x + HANG, at, _ROOM)
        self.marks.append("</g>")
        return y + high

    def key(self, y: int) -> int:
        """What the signs mean."""
        x = MARGIN
        for kind, side, said in KEY:
            wide = HANG + ems(said) * 11 // 1000 + GUTTER
            if x + wide > self.wide - MARGIN:
                x, y = MARGIN, y + 18
            self.marks.append(_sign(kind, side, x + 8, y + 8))
            self.text("note", said, x + HANG, y + 2, wide)
            x += wide
        return y + 18


_ROOM = COLUMN - GUTTER - HANG - PAD


def _who(card: Card) -> Iterator[str]:
    """Who decides or does it and how long that takes, in one row where both fit."""
    whole = "\u00a0· ".join(filter(None, (card.who, card.takes)))
    yield from [whole] if whole else []


def _high(card: Card) -> int:
    """How high a card is, with the gap below it."""
    look = "name" if card.decision else "plain"
    named = len(rows(card.title, LOOKS[look], _ROOM)) * LOOKS[look][1]
    return named + sum([len(rows(note, LOOKS["note"], _ROOM)) * LOOKS["note"][1] for note in _who(card)]) + 2 * PAD + 2


def _wide(laid: Sequence[Part]) -> int:
    return sum([part.wide for part in laid])


def _parts(lane: Lane, limit: int, *, beside: bool = False) -> tuple[Part, ...]:
    return tuple([Part(station, tuple(_columns(station, limit)), beside) for station in lane.stations])


def _columns(station: Station, limit: int) -> Iterator[tuple[Card, ...]]:
    """A stage's cards in columns that are no higher than the limit, unless a card is."""
    column: list[Card] = []
    used = 0
    for card in station.cards:
        high = _high(card)
        if column and used + high > limit:
            yield tuple(column)
            column, used = [], 0
        column.append(card)
        used += high
    yield tuple(column)


def _within(lane: Lane, count: int) -> tuple[Part, ...]:
    """A lane in the lowest columns of which there are no more than so many, where it has no more stages than that."""
    laid = (_parts(lane, limit, beside=True) for limit in LIMITS)
    return next((each for each in laid if _wide(each) <= count), _parts(lane, LIMITS[-1]))


def _placed(laid: Sequence[Part], column: int) -> Iterator[tuple[int, Part]]:
    for part in laid:
        yield column, part
        column += part.wide


def _sign(kind: str, side: str, x: int, y: int) -> str:
    if kind != "act":
        return f'<path class="{kind} sign" d="M{x} {y - 6}l6 6-6 6-6-6z"/>'
    dashes = {"us": ' stroke-dasharray="2 2"', "third-party": ' stroke-dasharray="5 3"'}.get(side, "")
    return f'<path class="act sign" d="M{x} {y - 5}h5v10h-10v-10z"{dashes}/>'


def _colours(named: dict[str, str]) -> str:
    paper, blue, green = named["paper"], named["blue"], named["green"]
    told = {
        ".paper": f"fill:{paper}",
        "text": f"fill:{named['ink']}",
        ".note": f"fill:{named['soft']}",
        ".about": f"fill:{named['soft']}",
        ".track": f"fill:{named['soft']}",
        ".rail": f"fill:none;stroke-width:3;stroke:{named['rail']}",
        ".stop": f"fill:{paper};stroke-width:3;stroke:{named['rail']}",
        ".act": "fill:none",
        ".decision": f"fill:{named['tint']}",
        ".closing": f"fill:{named['good']}",
        ".sign": f"fill:{paper};stroke-width:1.5;stroke:{named['soft']}",
        ".decision.sign": f"fill:{blue};stroke:{blue}",
        ".closing.sign": f"fill:{green};stroke:{green}",
    }
    return "".join([f".drawing {name}{{{look}}}" for name, look in told.items()])
