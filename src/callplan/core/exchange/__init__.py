"""What this home and the team's hub each have of every deal, and what one has to take from the other."""

from __future__ import annotations

from collections import Counter, namedtuple
from itertools import groupby

from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

# An entry as both keep it: `recorder` is whoever wrote it, by the name that the hub knows them by
Line = namedtuple("Line", "number batch recorded_at recorder kind on_day body")


class Here(Record):
    """A deal of this home, by what it was opened as and what it is called; `last`: the number of its last entry.

    `agreed`: up to that entry the hub has the same, which has the deal by its `id` and of its `owner`; `epoch` counts
    how often something in it was forgotten; `forgot`: something was here that the hub may have yet.
    """

    key: str
    called: str
    dropped: bool
    last: int
    id: str
    owner: str
    epoch: int = 0
    agreed: int = 0
    forgot: bool = False

    def anew(self) -> Here:
        """The deal where it is not known any more what the hub has of it."""
        return self.but(epoch=0, agreed=0, forgot=self.forgot or self.epoch > 0)


class There(Record):
    """A deal on the hub, whose it is and what they call it; `seen` grows with every change on the hub.

    Without a name it was dropped; without entries, too, it was forgotten.
    """

    id: str
    owner: str
    name: str | None
    epoch: int
    last: int
    seen: int


class Both(Record):
    """A deal of which home and hub may each have what the other has not, to be compared behind an entry."""

    here: Here
    there: There
    after: int

    @property
    def rewritten(self) -> bool:
        """Whether something in it was forgotten elsewhere, so that the words of the hub are what stands."""
        return self.here.epoch != self.there.epoch

    @property
    def forgot(self) -> bool:
        """Whether something in it was forgotten on either side, so that the words of an entry may differ."""
        return self.rewritten or self.here.forgot

    @property
    def moved(self) -> bool:
        """Whether it is somebody else's on the hub than it is here."""
        return self.here.owner != self.there.owner


class Apart(Record):
    """What was told here of a deal and not taken over, since it had grown on the hub, or is somebody else's now."""

    here: Here
    lines: tuple[Line, ...]
    answers: dict[int, tuple[str, str]]
    taker: str = ""


class Sorted(Record):
    """What changed on the hub: deals new to this home, some that grew there alone, some to compare, some gone."""

    fresh: tuple[There, ...] = ()
    behind: tuple[tuple[Here, There], ...] = ()
    both: tuple[Both, ...] = ()
    gone: tuple[Here, ...] = ()


def sorted_out(here: Iterable[Here], there: Iterable[There]) -> Sorted:
    """What to do about each deal that changed on the hub."""
    known = {each.id: each for each in here}
    fresh, behind, both, gone = [], [], [], []
    for each in there:
        ours = known.get(each.id)
        if not each.last:
            gone += [ours] if ours else []
        elif ours is None:
            fresh.append(each)
        elif ours.epoch != each.epoch or each.last < ours.agreed:
            both.append(Both(ours, each, 0))
        elif ours.last > ours.agreed:
            both.append(Both(ours, each, ours.agreed))
        else:
            behind.append((ours, each))
    return Sorted(tuple(fresh), tuple(behind), tuple(both), tuple(gone))


def agreed(ours: Iterable[Line], theirs: Iterable[Line], *, forgot: bool) -> int:
    """The number of the last entry up to which both have the same transactions; 0: not even the first is the same.

    `forgot`: the words of an entry may differ. Who wrote an entry down may differ: a home knows them by its own name
    for them before it first meets the hub.
    """
    last = 0
    for one, other in zip(_transactions(ours, forgot), _transactions(theirs, forgot), strict=False):
        if one != other:
            break
        last = one[-1][0]
    return last


def _transactions(lines: Iterable[Line], forgot: bool) -> Iterable[list[tuple[Any, ...]]]:
    for _, told in groupby(lines, key=lambda line: line.batch):
        yield [line[:3] + line[4:6] + (() if forgot else line[6:]) for line in told]


def to_send(here: Iterable[Here], role: str) -> list[Here]:
    """The deals of whoever has that role in which something stands that the hub has not."""
    return [each for each in here if each.owner == role and each.last > each.agreed]


def rest(lines: Iterable[Line], after: int) -> list[Line]:
    """The lines behind an entry."""
    return [line for line in lines if line.number > after]


def name_here(owner: str, name: str, role: str) -> str:
    """What the home of that role calls a deal: somebody else's by its owner, too."""
    return name if owner == role else f"{owner}/{name}"


def clashing(here: Iterable[Here], coming: Mapping[str, str]) -> frozenset[str]:
    """The ids, among those of deals that come to be called so, whose name another deal of this home has.

    One that cannot come keeps the name that it has here, which no other can have then.
    """
    now = {each.id: each.called for each in here if not each.dropped}
    left: dict[str, str] = dict(coming)
    while True:
        count = Counter((now | left).values())
        more = [id for id, name in left.items() if count[name] > 1]
        if not more:
            return frozenset(coming.keys() - left.keys())
        left = {id: name for id, name in left.items() if id not in more}


def seen_now(upto: int, waiting: Iterable[int]) -> int:
    """Up to which change of the hub a home has everything that has it `upto` one, but for the deals of some changes."""
    return min([upto + 1, *waiting]) - 1
