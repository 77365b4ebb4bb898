"""Every mistake in a playbook file, at once."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def playbook_check(files: words.Files, *, json: words.Json = False) -> None:
    """Read playbook files and name every mistake by file, line and column."""
    raise NotImplementedError
