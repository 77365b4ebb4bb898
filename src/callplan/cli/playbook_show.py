"""One playbook, as the client would walk it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def playbook_show(playbook: words.Map) -> None:
    """Show a playbook: its stages, decisions and acts."""
    raise NotImplementedError
