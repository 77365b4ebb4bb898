"""The page as text, for a pipe, a file or a mail."""

from __future__ import annotations

from collections.abc import Sequence

from callplan.render.layout import COLUMNS, layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.model import Line


def plain(lines: Sequence[Line], *, columns: int = COLUMNS, why: bool = False) -> str:
    """The page as text; `why` adds under each line what it was computed from."""
    rows = layout(lines, columns=columns, why=why)
    return "".join([f"{row.label}{row.text}".rstrip() + "\n" for row in rows])
