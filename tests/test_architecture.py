"""docs/architecture.md: its pictures are what the code imports (`make architecture`), and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from grimp import build_graph

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
PICTURE = re.compile(r"(## The (\w+)\n\n```mermaid\n)(.*?)(```)", re.DOTALL)
NAMED = re.compile(r"`((?:tests|playbooks|docs)?[\w/]*(?:/|\.py))`")

Arrows = set[tuple[str, str]]


def arrows(whole: str) -> Arrows:
    """Which room of a package needs which, what is imported only for types left out."""
    graph = build_graph("callplan", exclude_type_checking_imports=True)
    depth = len(whole.split("."))
    every = [(m, other) for m in graph.modules for other in graph.find_modules_directly_imported_by(m)]
    inside = [pair for pair in every if all(each.startswith(f"{whole}.") for each in pair)]
    rooms = [(m.split(".")[depth], other.split(".")[depth]) for m, other in inside]
    return {(one, other) for one, other in rooms if one != other}


def beyond(found: Arrows, room: str) -> set[str]:
    """The rooms that one needs, directly or through others."""
    seen, look = set[str](), [room]
    while look:
        one = look.pop()
        more = {other for begin, other in found if begin == one} - seen
        seen |= more
        look += more
    return seen


def reduced(found: Arrows) -> Arrows:
    """The arrows without those that follow from others."""
    far = {room: beyond(found, room) for room, _ in found}
    near = {room: {other for begin, other in found if begin == room} for room in far}
    return {(a, b) for a, b in found if not any(b in far.get(c, ()) for c in near[a] - {b})}


def picture(whole: str) -> str:
    """A Mermaid flowchart of a package's rooms, folders with square corners."""
    folder = ROOT / "src" / whole.replace(".", "/")
    found = reduced(arrows(whole))
    rooms = sorted({room for pair in found for room in pair})
    boxes = [f'  {room}["{room}/"]' if (folder / room).is_dir() else f'  {room}("{room}")' for room in rooms]
    return "\n".join(["flowchart TD", *boxes, *[f"  {one} --> {other}" for one, other in sorted(found)], ""])


def made(text: str) -> str:
    """The page with its pictures made anew."""
    packages = {"house": "callplan", "core": "callplan.core"}
    return PICTURE.sub(lambda told: f"{told[1]}{picture(packages[told[2]])}{told[4]}", text)


def test_the_pictures_are_what_the_code_imports() -> None:
    """It is what `make architecture` makes of it."""
    text = PAGE.read_text(encoding="utf-8")
    assert text == made(text)


def test_no_room_needs_itself() -> None:
    """It finds no circle between the rooms, imports inside functions counted."""
    for whole in ("callplan", "callplan.core"):
        found = arrows(whole)
        assert [room for room in sorted({one for one, _ in found}) if room in beyond(found, room)] == []


def test_what_the_page_names_is_there() -> None:
    """It names no module and no folder that is not there."""
    names = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert [
        name for name in names if not any((base / name).exists() for base in (ROOT, ROOT / "src" / "callplan"))
    ] == []


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
