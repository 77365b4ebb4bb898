"""A form as Markdown: every reader shows its boxes, and no name in it is taken for markup."""

from __future__ import annotations

from callplan.core.form.paper import TITLE
from callplan.render.markdown import escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.form.paper import Block, Form, Row


def form(paper: Form) -> str:
    """The whole form, to stand below a plan."""
    parts = [f"## {TITLE}", escaped(paper.call), *[part for block in paper.blocks for part in _block(block)]]
    return "\n\n".join([*parts, "---", escaped(paper.foot)]) + "\n"


def _block(block: Block) -> list[str]:
    heading = f"**{escaped(block.heading)}**{_behind(block.about)}"
    return [heading, "\n".join(map(_row, block.rows))] if block.rows else [heading]


def _behind(text: str) -> str:
    """What stands behind a heading, with the blank before it."""
    return f" {escaped(text)}" if text.startswith(" ") else escaped(text)


def _row(row: Row) -> str:
    return f"- [ ] {escaped(row.text)}" if row.box else f"- {escaped(row.text)}"
