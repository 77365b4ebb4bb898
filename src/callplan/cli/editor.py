"""The person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from callplan.errors import NeedsAnswer, Refusal

USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")


def edit(path: str) -> None:
    """Open a file in the editor and wait until it is closed. Raises Refusal when there is none, or when it fails."""
    line = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _usual()
    try:
        # Windows takes a line apart by itself, and by other rules
        code = subprocess.call(f'{line} "{path}"' if os.name == "nt" else [*shlex.split(line), path])
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refusal(f"The editor “{line}” cannot be started ({why}): set EDITOR to one that can.") from error
    if code:
        raise Refusal(f"The editor “{line}” ended with an error ({code}).")


def _usual() -> str:
    """The first editor there is. Raises NeedsAnswer where nobody could type into it."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise NeedsAnswer("Nobody can edit here: give the change with --patch FILE, or set EDITOR to what makes it.")
    found = [name for name in USUAL if shutil.which(name)]
    if not found:
        raise Refusal("No editor is found here: set EDITOR to the one you use.")
    return found[0]
