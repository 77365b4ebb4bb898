"""What an edit took out and the history still names: kept on the map as left out."""

from __future__ import annotations

from callplan.core.amend.parts import assembled, called, named, parts, places, woven
from callplan.core.map.playbook import Act, Decision, Fact, Playbook
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.amend.parts import Part


class Retired(Record):
    """The map with what had to stay on it: `ids` as left out, `roles` as they were; `again` says which ids are lost."""

    playbook: Playbook
    ids: tuple[str, ...]
    roles: tuple[str, ...]
    again: tuple[str, ...]


def retired(old: Playbook, new: Playbook, history: frozenset[str]) -> Retired:
    """The new map with those parts of the old one that it lacks and the history names, and all that these name.

    They stand where they stood and never apply. A stage stays with all of its steps.
    """
    was, now = parts(old), parts(new)
    still = frozenset(name for part in now.values() for name in named(part))
    gone = [name for name in was if name not in now]
    back = _held_fast(old, was, gone, [name for name in gone if name in history or name in still])
    found = was | now
    order = [name for name in woven(now, was) if name in now or name in back]
    whole = assembled(new, [found[name] for name in order], places(old) | places(new))
    ids = [name for name in was if name in back and not name.startswith("@")]
    # a stage that is left out takes its steps along
    alone = [name for name in ids if name not in old.stage_of or old.stage_of[name].id not in back]
    return Retired(
        whole.but(without=tuple(dict.fromkeys((*new.without, *alone)))),
        tuple(ids),
        tuple([name[1:] for name in was if name in back and name.startswith("@")]),
        tuple([_same(was[name], new_part) for name in ids for new_part in _alike(was[name], was, now)]),
    )


def _held_fast(old: Playbook, was: dict[str, Part], gone: list[str], found: list[str]) -> set[str]:
    """What stays when those parts do: all that they name and that is gone, too."""
    back: set[str] = set()
    look = list(found)
    while look:
        name = look.pop()
        if name in back:
            continue
        back.add(name)
        around = old.stage_of[name].id if name in old.stage_of else ""
        inside = [step.id for step in old.stage[name].steps] if name in old.stage else []
        look += [each for each in (*named(was[name]), around, *inside) if each in gone]
    return back


def _alike(part: Part, was: dict[str, Part], now: dict[str, Part]) -> Iterator[Part]:
    """The new parts that are titled, worded or asked for as an old one was."""
    for name, other in now.items():
        if name not in was and type(other) is type(part) and _words(part) & _words(other):
            yield other


def _words(part: Part) -> frozenset[str]:
    if isinstance(part, Fact):
        return frozenset((part.ask,)) - {""}
    if isinstance(part, (Act, Decision)):
        return frozenset((part.title, part.clause)) - {""}
    return frozenset((part.title,)) - {""}


def _same(part: Part, other: Part) -> str:
    lost = called(part)
    return (
        f"{lost[0].upper()}{lost[1:]} has a history under the id {part.id}: if {other.id} is the same thing, "
        "give it its old id back."
    )
