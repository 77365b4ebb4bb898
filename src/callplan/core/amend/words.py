"""An amendment in one sentence."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.amend.parts import called, parts
from callplan.core.map.difference import differences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.amend.parts import Part
    from callplan.core.events import Amended
    from callplan.core.map.difference import Difference
    from callplan.core.map.playbook import Playbook


def told(event: Amended, before: Playbook) -> str:
    """What an amendment did to the map that stood before it, in few words."""
    found, names = differences(before, event.playbook), parts(before) | parts(event.playbook)
    groups = {kind: [_name(each, names) for each in found if each.kind == kind]
              for kind in ("added", "left out", "changed")}  # fmt: skip
    said = "; ".join(
        [f"{kind} {phrase.shortened(list(dict.fromkeys(group)))}" for kind, group in groups.items() if group]
    )
    begun = f"map brought up to {event.playbook.id} {event.playbook.version}" if event.upstream else "map amended"
    return f"{begun}: {said or 'nothing changed'}{f' ({phrase.quoted(event.note)})' if event.note else ''}"


def _name(found: Difference, names: dict[str, Part]) -> str:
    part = names.get(f"@{found.id}" if found.part == "role" else found.id)
    return called(part) if part else "the map itself"
