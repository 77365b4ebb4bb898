"""One playbook, as the client would walk it."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.map.playbook import Playbook

FOR_MACHINES = ("mermaid", "svg")


def playbook_show(
    playbook: words.Map, *, to: words.MapTo = None, json: words.Json = False, no_pager: words.NoPager = False
) -> None:
    """Show a playbook as a picture: tracks side by side, who decides, what is needed first and how long it takes."""
    from callplan.cli import maps, papers
    from callplan.errors import Usage

    if to not in (None, "text", "mermaid", "svg"):
        raise Usage(f"--to: “{to}” is no paper; it is text, mermaid or svg. Without it the map is drawn here.")
    if to and json:
        raise Usage("--to and --json name two papers: give one of them.")
    found = maps.load(playbook)
    if json:
        from callplan.render.json_value import as_json

        print(as_json(found))
    else:
        papers.printed(drawn(found, to), no_pager=no_pager or to in FOR_MACHINES)


def drawn(playbook: Playbook, paper: str | None = None) -> str:
    """The map on one of its papers; else its picture, as wide as the terminal."""
    if paper == "text":
        from callplan.render.mermaid import listing

        return listing(playbook)
    from callplan.core.map.picture import picture

    page = picture(playbook)
    if paper == "mermaid":
        from callplan.render.mermaid import mermaid

        return mermaid(page)
    if paper == "svg":
        from callplan.render.map_svg import map_svg

        return map_svg(page)
    from shutil import get_terminal_size

    from callplan.render.picture import IN_ASCII, SIGNS
    from callplan.render.picture import picture as in_rows

    rows = in_rows(page, get_terminal_size().columns)
    return rows if _carries(SIGNS) else rows.translate(IN_ASCII)


def _carries(signs: str) -> bool:
    """Whether the output has these signs; one without them would print question marks."""
    try:
        signs.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
