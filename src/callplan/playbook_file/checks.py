"""What only the whole map shows."""

from __future__ import annotations

from callplan.core.playbook import Playbook
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Keys


def check(playbook: Playbook, doc: Keys, reading: Reading) -> Playbook:
    """The map with its closing decision named; what is wrong with it as a whole is noted in the reading."""
    decisions = [step.id for stage in playbook.tracks.get("main", ())[-1:] for step in stage.steps if "will" not in doc]
    return playbook.but(closing=decisions[-1] if decisions else "")
