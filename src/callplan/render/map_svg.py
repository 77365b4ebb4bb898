"""A map as a drawing that needs nothing beside itself: tracks side by side, stages as stations, steps as cards."""

from __future__ import annotations

from callplan.core.map.picture import Card, Lane, Picture, Station, Table
from callplan.render.svg import escaped, rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN, RAIL, WIDE, BETWEEN = 28, 26, 320, 34
GAP, PAD = 46, 12
NAMES, LONGEST = 190, 620
LEGEND = "Diamond: a decision. Square: an act. Dotted: done by us. Dashed: by a third party."
# How each kind of text looks: its size, the height of its rows, and whether it is bold
LOOKS = {"title": (21, 30, True), "about": (13, 19, False), "track": (13, 30, True), "stage": (15, 22, True)}
LOOKS |= {"name": (13, 18, True), "note": (12, 17, False), "table": (14, 28, True)}
_LIGHT = {"paper": "#fbfaf7", "ink": "#22252a", "soft": "#565c65", "rail": "#8b929c"}
_LIGHT |= {"act": "#ffffff #b9bfc8", "decision": "#e6eefc #2b65c4", "closing": "#e2f3e5 #25803a"}
_DARK = {"paper": "#16181c", "ink": "#eceef1", "soft": "#aab1bb", "rail": "#7d8590"}
_DARK |= {"act": "#1f2227 #565d67", "decision": "#1b2a44 #79a9f8", "closing": "#173322 #62c980"}
_DASHES = {"us": ' stroke-dasharray="2 3"', "third-party": ' stroke-dasharray="8 4"'}


def map_svg(page: Picture) -> str:
    """The map as SVG."""
    sheet = SvgSheet()
    below = sheet.map(page.lanes, sheet.head(page))
    for table in page.tables:
        below = sheet.table(table, below + 14)
    wide, high = max(sheet.wide, MARGIN + NAMES + LONGEST) + MARGIN, below + MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" role="img">',
            f"<title>{escaped(page.title)}</title>",
            f"<desc>{escaped(page.told)}</desc>",
            f"<style>{_style()}</style>",
            f'<rect class="paper" width="{wide}" height="{high}"/>',
            *sheet.marks,
            "</svg>\n",
        ]
    )


class SvgSheet:
    """What is drawn so far, and how wide it has become; each method draws one thing and returns where it ends."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.wide = 0

    def text(self, look: str, text: str, x: int, y: int, room: int) -> int:
        """A text in rows."""
        high = LOOKS[look][1]
        for row in rows(text, LOOKS[look], room):
            self.marks.append(f'<text class="{look}" x="{x}" y="{y + high * 3 // 4}">{escaped(row)}</text>')
            y += high
        return y

    def head(self, page: Picture) -> int:
        """Title, id and when to choose the map."""
        y = self.text("title", page.title, MARGIN, MARGIN, NAMES + LONGEST)
        for about in (*page.about, LEGEND):
            y = self.text("about", about, MARGIN, y, NAMES + LONGEST)
        return y + PAD

    def map(self, lanes: Sequence[Lane], y: int) -> int:
        """The tracks: the later one begins, the nearer it stands, so that no line crosses a card."""
        if not lanes:
            return y
        first, *others = lanes
        behind = [station.id for station in first.stations]
        below, ends = self.lane(first, MARGIN, y)
        others.sort(key=lambda lane: behind.index(lane.after) if lane.after else -1, reverse=True)
        for place, lane in enumerate(others, 1):
            x = MARGIN + place * (RAIL + WIDE + BETWEEN)
            top = ends[lane.after] if lane.after else y
            if lane.after:
                self.line(f"M{MARGIN + 8} {top - GAP // 2}v{GAP // 2}H{x}q8 0 8 8v{LOOKS['track'][1]}")
            below = max(below, self.lane(lane, x, top)[0])
        return below

    def lane(self, lane: Lane, x: int, y: int) -> tuple[int, dict[str, int]]:
        """A track, and where the gap behind each of its stages is."""
        y = self.text("track", lane.title.upper(), x + RAIL, y, WIDE)
        top, ends = y + 11, {}
        place = len(self.marks)
        for station in lane.stations:
            self.marks.append(f'<circle class="stop" cx="{x + 8}" cy="{y + 11}" r="6"/>')
            y = self.station(station, x + RAIL, y)
            ends[station.id] = y + GAP // 2
            y += GAP
        self.marks.insert(place, f'<path class="rail" d="M{x + 8} {top}V{y - GAP}"/>')
        self.wide = max(self.wide, x + RAIL + WIDE)
        return y, ends

    def line(self, path: str) -> None:
        """A line of the way."""
        self.marks.append(f'<path class="rail" d="{path}"/>')

    def station(self, station: Station, x: int, y: int) -> int:
        """A stage and its cards."""
        y = self.text("stage", station.title, x, y, WIDE)
        for note in filter(None, (station.applies, *station.notes)):
            y = self.text("note", note, x, y, WIDE)
        for card in station.cards:
            y = self.card(card, x, y + 8)
        return y

    def card(self, card: Card, x: int, y: int) -> int:
        """A step in its box; what it asks or does shows where a pointer rests on it."""
        kind = "closing" if card.closing else "decision" if card.decision else "act"
        place = len(self.marks)
        end = self.text("name", card.title, x + 30, y + 7, WIDE - 30 - PAD)
        for note in ("\u00a0· ".join(filter(None, (card.who, card.takes))), *card.notes):
            end = self.text("note", note, x + 30, end, WIDE - 30 - PAD)
        sign = f"M{x + 16} {y + 10}l6 6-6 6-6-6z" if card.decision else f"M{x + 11} {y + 11}h10v10h-10z"
        size = f'width="{WIDE}" height="{end + 7 - y}" rx="7"{_DASHES.get(card.side, "")}'
        box = f'<rect class="{kind}" x="{x}" y="{y}" {size}/>'
        self.marks[place:place] = [
            "<g>",
            f"<title>{escaped(card.clause)}</title>",
            box,
            f'<path class="{kind} sign" d="{sign}"/>',
        ]
        self.marks.append("</g>")
        return end + 7

    def table(self, table: Table, y: int) -> int:
        """A list below the tracks."""
        y = self.text("table", table.title, MARGIN, y, NAMES + LONGEST)
        for name, text in table.rows:
            named = self.text("note", name, MARGIN, y, NAMES - PAD)
            y = max(named, self.text("note", text, MARGIN + NAMES, y, LONGEST) if text else y)
        return y


def _style() -> str:
    sizes = "".join(
        f".{look}{{font-size:{size}px{';font-weight:600' * bold}}}" for look, (size, _, bold) in LOOKS.items()
    )
    return (
        f"text{{font-family:Helvetica,Arial,sans-serif}}{sizes}.track{{letter-spacing:1px}}"
        f".rail{{fill:none;stroke-width:3}}.sign{{stroke-width:2}}.closing{{stroke-width:3}}"
        f"{_colours(_LIGHT)}@media (prefers-color-scheme:dark){{{_colours(_DARK)}}}"
    )


def _colours(named: dict[str, str]) -> str:
    boxes = {kind: named[kind].split() for kind in ("act", "decision", "closing")}
    return (
        f".paper{{fill:{named['paper']}}}text{{fill:{named['ink']}}}.note,.about,.track{{fill:{named['soft']}}}"
        f".rail{{stroke:{named['rail']}}}.stop{{fill:{named['rail']}}}"
        + "".join(f".{kind}{{fill:{fill};stroke:{stroke}}}" for kind, (fill, stroke) in boxes.items())
    )
