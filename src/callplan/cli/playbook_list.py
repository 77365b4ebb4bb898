"""The playbooks at hand."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def playbook_list(*, json: words.Json = False) -> None:
    """List the playbooks at hand: yours, then those that come with callplan."""
    raise NotImplementedError
