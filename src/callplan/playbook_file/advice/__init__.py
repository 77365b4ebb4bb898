"""What would serve the person better in a map that can be used as it is."""

from __future__ import annotations

from callplan.core.map.playbook import BUILT_IN_FACTS, Playbook
from callplan.playbook_file.advice import people, spoken, stages
from callplan.playbook_file.map_ids import Reading, keys_under
from callplan.playbook_file.nodes import Keys
from callplan.playbook_file.problems import cut


def advise(playbook: Playbook, doc: Keys, reading: Reading) -> None:
    """Note what would read better and, in a map without mistakes, what is never used or makes little sense."""
    mistaken = bool(reading.problems)
    spoken.advise(doc, reading)
    if not mistaken:
        _unused(doc, reading)
        spoken.advise_aloud(playbook, doc, reading)
        people.advise(playbook, reading)
        stages.advise(playbook, reading)


def _unused(doc: Keys, reading: Reading) -> None:
    for name, role in reading.roles.items():
        if "@" + name not in reading.named:
            reading.advise(role, f'no step names the role "{name}"')
    for name in keys_under(doc, "facts"):
        if name not in reading.named and name not in BUILT_IN_FACTS:
            reading.advise(name, f"nothing asks about the fact {cut(name)}")
