"""What is different between two maps, part by part."""

from __future__ import annotations

from callplan.core.playbook import Act, Decision, End, Fact, Playbook, Role, Stage
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS: dict[type, str] = {
    Act: "act", Decision: "decision", Stage: "stage", Role: "role", Fact: "fact", End: "end", Playbook: "map",
}  # fmt: skip
_INSIDE = ("stages", "steps", "roles", "facts", "ends", "without", "closing", "version", "id")


class Difference(Record):
    """One difference. `kind`: added, left out, changed; `part`: decision, act, stage, role, fact, end, map."""

    kind: str
    part: str
    id: str
    text: str
    field: str = ""


def differences(old: Playbook, new: Playbook) -> tuple[Difference, ...]:
    """What the new map has, has not, and has otherwise than the old one; what is left out counts as not there."""
    was, now = _parts(old), _parts(new)
    found = [_told("added", now[name]) for name in now if name not in was]
    found += [_told("left out", was[name]) for name in was if name not in now]
    return (*found, *[each for name in now if name in was for each in _changed(was[name], now[name])])


def _parts(book: Playbook) -> dict[str, Record]:
    steps = [step for step in book.steps.values() if step.id not in book.left_out]
    stages = [stage for stage in book.stages if stage.id not in book.left_out]
    facts = [fact for fact in book.facts if fact.id not in book.left_out]
    ends = [end for end in book.ends if end.id not in book.left_out]
    found: dict[str, Record] = {"": book}
    found.update({part.id: part for part in (*facts, *stages, *steps, *ends)})
    found.update({f"@{role.id}": role for role in book.roles})
    return found


def _changed(old: Record, new: Record) -> Iterator[Difference]:
    names = [name for name in new.__match_args__ if name not in _INSIDE]
    keys = [name for name in names if getattr(old, name, None) != getattr(new, name)]
    if keys:
        yield _told("changed", new, f" ({', '.join(keys)})")


def _told(kind: str, part: Record, more: str = "") -> Difference:
    what, name = _PARTS[type(part)], getattr(part, "id", "")
    title = getattr(part, "title", "") or getattr(part, "clause", "") or name
    return Difference(kind, what, name, f"{kind.capitalize()}: the {what} {name} (“{title}”){more}.")
