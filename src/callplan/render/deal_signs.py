"""The signs of the picture of a deal: what each looks like, what it is called, and in which colour."""

from __future__ import annotations

RADIUS = 8
# What each sign says where it is a decision, and where it is an act
KINDS = {
    "made": ("decided", "done"),
    "made undone": ("decided, taken up again later", ""),
    "undone": ("let go of, wanted again later", ""),
    "let-go": ("let go of", ""),
    "no": ("a no", ""),
    "later": ("put off", ""),
    "voice": ("said, but not decided by it", ""),
    "re-opened": ("open again", ""),
    "again": ("open again", "due again"),
    "owed": ("still to decide", "still to be done"),
    "next": ("comes next", ""),
    "call": ("a call with no decision", ""),
    "day": ("a day that was named", ""),
    "won": ("won", ""),
    "ended": ("closed", ""),
    "resumed": ("taken up again", ""),
}
_DIAMOND, _SQUARE = "M0-8l8 8-8 8-8-8z", "M-7-7h14v14h-14z"
_HALVES, _BEHIND = "M-2-9.5v14.5l-8-7.2zM2 9.5v-14.5l8 7.2z", "M0-13l11 10-1 9-10 6-11-10 1-9z"
_PATHS = {
    "made": (("solid", _DIAMOND),),
    "made undone": (("gap", _BEHIND), ("solid broken", _HALVES)),
    "undone": (("gap", _BEHIND), ("hollow broken", _HALVES)),
    "let-go": (("hollow done", _DIAMOND), ("solid", "M0-3.5l3.5 3.5-3.5 3.5-3.5-3.5z")),
    "no": (("hollow refused", _DIAMOND), ("stroke refused", "M-3.5-3.5l7 7m0-7l-7 7")),
    "later": (("hollow", _DIAMOND), ("stroke", "M-2-3v6m4-6v6")),
    "voice": (("hollow done", _DIAMOND), ("solid", "M0-8v16l-8-8z")),
    "re-opened": (("hollow again", _DIAMOND),),
    "again": (("hollow again", _DIAMOND),),
    "owed": (("hollow", _DIAMOND),),
    "next": (("hollow done", "M0-8a8 8 0 1 0 .01 0z"), ("solid", "M0-3a3 3 0 1 0 .01 0z")),
    "call": (("hollow done", "M0-5a5 5 0 1 0 .01 0z"),),
    "day": (("flag", "M0-14v14m0-14l9 4-9 4"),),
    "won": (("good", "M0-9a9 9 0 1 0 .01 0z"), ("tick", "M-4 0l3 3.5 5.5-7")),
    "ended": (("end", "M-7-7h14v14h-14z"),),
    "resumed": (("hollow done", "M0-7a7 7 0 1 0 .01 0z"), ("solid", "M-2-3.5v7l5-3.5z")),
}


def sign(kind: str, x: int, y: int, *, act: bool = False) -> str:
    """A sign at a place; that of an act has corners of a square."""
    paths = _PATHS[kind]
    drawn = "".join(
        [f'<path class="{look}" d="{_SQUARE if act and path == _DIAMOND else path}"/>' for look, path in paths]
    )
    return f'<g transform="translate({x} {y})">{drawn}</g>'


def colours(named: dict[str, str]) -> dict[str, str]:
    """The colours of signs and lines, by their classes."""
    paper, ink, blue = named["paper"], named["ink"], named["blue"]
    line = "fill:none;stroke-width"
    return {
        ".guide": f"{line}:1;stroke:{named['faint']}",
        ".line": f"{line}:1;stroke:{named['faint']}",
        ".line.today": f"{line}:2;stroke:{named['red']}",
        ".line.planned": f"{line}:1.5;stroke:{named['rail']};stroke-dasharray:2 5",
        ".line.date": f"{line}:2.5;stroke:{named['green']}",
        ".way": f"{line}:3.5;stroke:{blue};stroke-linejoin:round",
        ".way.back": f"stroke:{named['orange']}",
        ".way.ahead": "stroke-width:2.5;stroke-dasharray:1 6;stroke-linecap:round",
        ".tip": f"fill:{blue}",
        ".tip.back": f"fill:{named['orange']}",
        ".solid": f"fill:{blue};stroke:{paper};stroke-width:1.5",
        ".gap": f"fill:{paper}",
        ".hollow": f"fill:{paper};stroke:{ink};stroke-width:2",
        ".done": f"stroke:{blue}",
        ".broken": f"stroke:{named['orange']};stroke-width:1.5",
        ".again": f"stroke:{named['orange']};stroke-width:2.2;stroke-dasharray:5 3",
        ".refused": f"stroke:{named['red']}",
        ".stroke": f"{line}:2",
        ".stroke:not(.refused)": f"stroke:{ink}",
        ".flag": f"fill:{named['green']};stroke:{named['green']};stroke-width:2",
        ".good": f"fill:{named['green']}",
        ".end": f"fill:{ink}",
        ".tick": f"{line}:2.5;stroke:{paper}",
        ".day.today": f"fill:{named['red']}",
        ".day.date": f"fill:{named['green']}",
    }
