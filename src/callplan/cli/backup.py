"""A copy of everything that was written down."""

from __future__ import annotations

import os
import sys

from callplan import settings
from callplan.cli import deals
from callplan.core import phrase
from callplan.core.text import clean
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def backup(file: words.BackupFile = None, *, force: words.Force = False) -> None:
    """Copy every deal, checked, to a folder of your home or to a file."""
    from callplan import files
    from callplan.journal import backups

    path = settings.journal()
    if force and file is None:
        raise Usage("--force writes over the file that is named; name one, too.")
    if not os.path.exists(path):
        raise Refusal("There is no deal yet, and so nothing to back up.")
    if file is None:
        told = f"Written to {clean(backups.make(path))}."
    else:
        told = files.hand_over(file, lambda made: backups.copy(path, made), force=force)
    print(f"{told} {phrase.several(len(deals.journal().deals()), 'deal').capitalize()}, checked.", file=sys.stderr)
