"""A recording of the terminal as an SVG: what stood on the screen, step by step, without a script in it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from screen import Screen

from callplan.core.record import Record

ROWS, COLUMNS = 41, 80
WIDE, HIGH, MARGIN = 7.8, 17, 16
# How a cell looks: plain, bold, or coloured, as most of what is coloured is what was chosen
LOOKS = {(False, False): "", (True, False): "b", (False, True): "c", (True, True): "b c"}
STYLE = (
    "rect{fill:#1d2025}text{fill:#d9dce1;font:13px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "white-space:pre}.b{font-weight:700}.c{fill:#8fc7ff}.s{visibility:hidden}.still{visibility:visible}"
)


class Step(Record):
    """What stands on the screen at one time, row by row in runs of one look, and for how many seconds."""

    rows: tuple[tuple[tuple[str, str], ...], ...]
    seconds: float


def seen(screen: Screen, line: str, seconds: float) -> Step:
    """The screen as it is now, below the line that was typed."""
    grid = screen.screen.buffer
    rows = [tuple(_runs([grid[row][column] for column in range(COLUMNS)])) for row in range(ROWS)]
    while rows and not rows[-1]:
        rows.pop()
    return Step(((("b", "$ "), ("", line)), *rows), seconds)


def _runs(cells: list[object]) -> Iterator[tuple[str, str]]:
    """The cells of a row in runs of one look; nothing of what is blank at its end."""
    text = "".join([cell.data for cell in cells])  # type: ignore[attr-defined]
    filled = len(text.rstrip())
    shown = [(LOOKS[cell.bold, cell.fg != "default"], cell.data) for cell in cells[:filled]]  # type: ignore[attr-defined]
    for look, run in groupby(shown, key=lambda each: each[0]):
        yield look, "".join([data for _, data in run])


def recording(title: str, told: str, steps: list[Step], still: int) -> str:
    """The steps one after another, again and again; where nothing may move, step `still` alone."""
    size = f"{COLUMNS * WIDE + 2 * MARGIN:.0f}", f"{(ROWS + 1) * HIGH + 2 * MARGIN}"
    whole = sum([step.seconds for step in steps])
    times, begun = [], 0.0
    for place, step in enumerate(steps):
        first, last = 100 * begun / whole, 100 * (begun + step.seconds) / whole
        begun += step.seconds
        before = "0%{visibility:hidden}" if place else ""
        after = "" if place == len(steps) - 1 else f"{last:.2f}%{{visibility:hidden}}"
        times.append(f"@keyframes k{place}{{{before}{first:.2f}%{{visibility:visible}}{after}}}")
        times.append(f".k{place}{{animation:k{place} {whole:g}s step-end infinite}}")
    moving = f"@media not (prefers-reduced-motion:reduce){{{''.join(times)}}}"
    shown = [_step(step, place, place == still) for place, step in enumerate(steps)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
            f'viewBox="0 0 {size[0]} {size[1]}" style="max-width:100%;height:auto" role="img">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(told)}</desc>",
            f"<style>{STYLE}{moving}</style>",
            f'<rect width="{size[0]}" height="{size[1]}" rx="8"/>',
            *shown,
            "</svg>\n",
        ]
    )


def _step(step: Step, place: int, still: bool) -> str:
    rows = [_row(runs, MARGIN + HIGH * (row + 1) - 4) for row, runs in enumerate(step.rows) if runs]
    return f'<g class="s k{place}{" still" * still}">{"".join(rows)}</g>'


def _row(runs: tuple[tuple[str, str], ...], y: int) -> str:
    """A row, each sign in its column whatever the font is."""
    text = "".join([data for _, data in runs])
    inside = "".join([f'<tspan class="{look}">{escape(data)}</tspan>' if look else escape(data) for look, data in runs])
    return f'<text x="{MARGIN}" y="{y}" textLength="{len(text) * WIDE:.1f}">{inside}</text>'
