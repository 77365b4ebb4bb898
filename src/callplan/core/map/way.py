"""What needs what on a map, worked out once a map: nothing here knows of any deal."""

from __future__ import annotations

from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Condition, Named, Some

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Way:
    """The needs of a map, read both ways.

    `needs`: the steps each step names in its needs and its stage's (a stage named stands for its decisions; what
    stands under a `not` is not needed);
    `needed_by`: the same turned round; `mentions`: for each step the steps that name it, each with the any-ofs and
    at-leasts around the name.
    """

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.needs: dict[str, tuple[str, ...]] = {}
        self.needed_by: dict[str, tuple[str, ...]] = {}
        self.mentions: dict[str, list[tuple[str, tuple[Some, ...]]]] = {}
        self._through: dict[str, frozenset[str]] = {}
        for step in playbook.steps.values():
            self._read(step)

    def _read(self, step: Act | Decision) -> None:
        found: dict[str, None] = {}
        for condition in (self.playbook.stage_of[step.id].needs, step.needs):
            for name, around in _names(condition, ()):
                for each in self.stands_for(name):
                    found[each] = None
                    self.mentions.setdefault(each, []).append((step.id, around))
        self.needs[step.id] = tuple(found)
        for name in found:
            self.needed_by[name] = (*self.needed_by.get(name, ()), step.id)

    def stands_for(self, name: str) -> tuple[str, ...]:
        """The steps behind a name: the step itself, or a stage's decisions; a fact has none."""
        stage = self.playbook.stage.get(name)
        if stage:
            return tuple([step.id for step in stage.steps if isinstance(step, Decision)])
        return (name,) if name in self.playbook.steps else ()

    def through(self, step: str) -> frozenset[str]:
        """Every step that a step needs, directly or through others."""
        if step not in self._through:
            self._through[step] = frozenset()
            direct = self.needs[step]
            self._through[step] = frozenset(direct).union(*map(self.through, direct))
        return self._through[step]


def way(playbook: Playbook) -> Way:
    """The way of a map, kept beside it."""
    kept = playbook.__dict__
    if "way" not in kept:
        kept["way"] = Way(playbook)
    found: Way = kept["way"]
    return found


def _names(condition: Condition | None, around: tuple[Some, ...]) -> Iterator[tuple[str, tuple[Some, ...]]]:
    if isinstance(condition, Some):
        inside = (*around, condition) if condition.least else around
        for each in condition.of:
            yield from _names(each, inside)
    elif isinstance(condition, Named):
        yield condition.id, around
