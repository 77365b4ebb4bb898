"""What the journal holds, turned back into events and maps."""

from __future__ import annotations

from callplan.core.entries import FOLD_ORDER
from callplan.core.map import playbook, terms
from callplan.core.record import Record, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KINDS = {
    kind.__name__: kind
    for kind in (*vars(terms).values(), *vars(playbook).values(), *FOLD_ORDER)
    if isinstance(kind, type) and issubclass(kind, Record)
}


def unpacked(text: str) -> Any:
    """The event, or the map, that `packed` wrote. Raises ValueError, TypeError or KeyError when it is damaged."""
    return parsed(text, _KINDS)
