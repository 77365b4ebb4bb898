"""A deal's own map and a newer file of the map it was taken from, made one; what the deal changed stays."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.parts import KINDS, assembled, called, key_of, parts, places, woven
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.core.map.parts import Part


class Merged(Record):
    """One map of two, and a sentence for each place where both had changed it."""

    playbook: Playbook
    conflicts: tuple[str, ...]


def merged(base: Playbook, ours: Playbook, theirs: Playbook) -> Merged:
    """Our map with what they changed since `base`; where both changed the same thing, ours stays and it is said."""
    return _Merging(base, ours, theirs).done()


class _Merging:
    def __init__(self, base: Playbook, ours: Playbook, theirs: Playbook) -> None:
        self.maps = base, ours, theirs
        self.was, self.here, self.there = map(parts, self.maps)
        self.told: list[str] = []

    def done(self) -> Merged:
        _, ours, theirs = self.maps
        names = [name for kind in KINDS for name in self._order(kind)]
        found = {name: part for name in names if (part := self._part(name)) is not None}
        stands_in = {name: self._stage(name, found) for name in names if isinstance(found.get(name), (Act, Decision))}
        kept = [name for name in names if name in found and stands_in.get(name) != ""]
        head = self._head().but(id=ours.id, version=theirs.version, without=self._without(kept))
        return Merged(assembled(head, [found[name] for name in kept], stands_in), tuple(self.told))

    def _order(self, kind: Any) -> list[str]:
        """The ids of one kind: in our order, or in theirs where they have changed it."""
        was, here, there = ([name for name in each if isinstance(each[name], kind)]
                            for each in (self.was, self.here, self.there))  # fmt: skip
        moved = [name for name in was if name in there] != [name for name in there if name in was]
        return woven(there, here) if moved else woven(here, there)

    def _part(self, name: str) -> Part | None:
        """A part as it is to be; None when it is to be gone."""
        was, here, there = self.was.get(name), self.here.get(name), self.there.get(name)
        if here == there or there == was:
            return here
        if here == was:
            return there
        if here is None:
            self._say(there, "left out here and changed in the file; it stays left out")
            return None
        if there is None:
            self._say(here, "changed here and left out of the file; it stays as it is here")
            return here
        if not type(was) is type(here) is type(there):
            self._say(here, "not the same here and in the file; it stays as it is here")
            return here
        part: Part = self._fields(was, here, there)
        return part

    def _fields(self, was: Part | Playbook | None, here: Any, there: Part | Playbook) -> Any:
        """The part with what they changed in it and we did not."""
        changed = {}
        for field in here.__match_args__:
            before, mine, other = (getattr(each, field) for each in (was, here, there))
            if mine not in (other, before) and other != before:
                self._say(here, f"“{key_of(here, field)}” was changed here and in the file; it stays as it is here")
            changed[field] = other if mine == before else mine
        return here.but(**changed)

    def _stage(self, name: str, found: dict[str, Part]) -> str:
        """The stage a step is to stand in, which stays for its sake; none where we left that stage out."""
        was, here, there = (places(each).get(name) for each in self.maps)
        stage = there if here in (None, was) and there else here
        if here not in (None, was, there) and there != was:
            self._say(found[name], "put into another stage here and in the file; it stays where it stands here")
        if stage not in found and stage in self.here:
            found[stage] = self.here[stage]
        if stage not in found:
            self._say(found[name], "new in the file, in a stage that is left out here; it is left out, too")
            return ""
        return str(stage)

    def _head(self) -> Playbook:
        base, ours, theirs = self.maps
        was, here, there = (each.but(stages=(), roles=(), facts=(), ends=(), without=(), id="", version=1, closing="")
                            for each in self.maps)  # fmt: skip
        head: Playbook = self._fields(was, here, there)
        return head.but(closing=theirs.closing if ours.closing == base.closing else ours.closing)

    def _without(self, kept: list[str]) -> tuple[str, ...]:
        """What is left out: as it is here where that was changed here, else as in the file."""
        base, ours, theirs = self.maps
        own = {name for name in kept if (name in ours.without) != (name in base.without)}
        named = [name for name in dict.fromkeys((*ours.without, *theirs.without)) if name in kept]
        return tuple([name for name in named if name in (ours.without if name in own else theirs.without)])

    def _say(self, part: Record | None, what: str) -> None:
        assert part is not None
        self.told.append(phrase.capital(f"{called(part)}: {what}."))
