"""The page as Markdown, for a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from callplan.render.layout import UNLABELLED, safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.briefing import Line

BULLETS = {"*": "- ★ ", "-": "- ", "?": "- ", "→": "  - → "}
_MARKUP = (
    (r"&(?=#?\w+;)", "&amp;"),
    ("<", "&lt;"),
    (r"([\\`*_\[\]~#])", r"\\\1"),
    (r"^([-+>])", r"\\\1"),
    (r"^(\d+)([.)])", r"\1\\\2"),
)


def markdown(lines: Sequence[Line], *, why: bool = False) -> str:
    """The page as Markdown; `why` adds under each line what it was computed from."""
    page = ""
    before: Line | None = None
    for line in lines:
        begins = before is None or before.section != line.section
        listed = before is not None and not begins and line.mark and before.mark
        page += "" if before is None else "\n" if listed else "\n\n"
        page += _heading(line.section) if begins else ""
        page += "\n".join(_paragraphs(line, title=before is None and line.section == "HEAD", why=why))
        before = line
    return page + "\n" if page else ""


def escaped(text: str) -> str:
    """The text with nothing left in it that Markdown or HTML would take for its own."""
    text = " ".join(safe(text).split())
    for markup, instead in _MARKUP:
        text = re.sub(markup, instead, text)
    return text


def table_row(cells: Iterable[str]) -> str:
    """A row of a table, of cells in Markdown."""
    inside = " | ".join([cell.replace("|", "\\|") for cell in cells])
    return f"| {inside} |"


def table_head(heads: Sequence[str]) -> str:
    """The two rows with which a table begins."""
    return f"{table_row(heads)}\n{table_row(['---'] * len(heads))}"


def _heading(section: str) -> str:
    if section in UNLABELLED:
        return "---\n\n" if section == "FOOT" else ""
    return f"## {escaped(section)}\n\n"


def _paragraphs(line: Line, *, title: bool, why: bool) -> Iterator[str]:
    bullet = BULLETS.get(line.mark, "")
    yield ("# " if title else bullet) + escaped(line.text)
    if why and line.because:
        under = " " * (bullet.index("-") + 2) + "- " if bullet else "\n"
        yield f"{under}({escaped('; '.join(line.because))})"
