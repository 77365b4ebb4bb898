"""Where things are kept."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def where(*, json: words.Json = False) -> None:
    """Say where your data and your playbooks are kept."""
    raise NotImplementedError
