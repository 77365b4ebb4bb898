"""A map taken apart and put together again, what its parts name, and what an edit keeps; a role's id as `@role`."""

from __future__ import annotations

from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Role, Stage, Talk
from callplan.core.map.terms import Case, Named, Point, Test
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from callplan.core.entries import Entry

    Part = Fact | Role | End | Stage | Act | Decision
KINDS = (Fact, Role, End, Stage, (Act, Decision))
_OF_HISTORY = ("decision", "step", "fact", "end", "target", "aim", "all_the_way", "least")
_ROLE_OF: dict[type, str] = {Talk: "to", Fact: "of", Act: "brings"}
_OF_ROLES = ("by", "hear", "under", "exempt")
_KEYS = {"predicate": "is", "choose_when": "for"}


def parts(book: Playbook) -> dict[str, Part]:
    """Every part by its id, in the order of the map, its stages without their steps."""
    stages = [stage.but(steps=()) for stage in book.stages]
    found: list[Fact | End | Stage | Act | Decision] = [*book.facts, *book.ends, *stages, *book.steps.values()]
    return {part.id: part for part in found} | {f"@{role.id}": role for role in book.roles}


def assembled(head: Playbook, found: Iterable[Part], stands_in: dict[str, str]) -> Playbook:
    """The map of these parts in their order, with the rest of `head`; `stands_in`: the stage of each step."""
    every = list(found)
    steps = [part for part in every if isinstance(part, (Act, Decision))]
    return head.but(
        facts=tuple([part for part in every if isinstance(part, Fact)]),
        roles=tuple([part for part in every if isinstance(part, Role)]),
        ends=tuple([part for part in every if isinstance(part, End)]),
        stages=tuple(
            [
                part.but(steps=tuple([step for step in steps if stands_in[step.id] == part.id]))
                for part in every
                if isinstance(part, Stage)
            ]
        ),
    )


def places(book: Playbook) -> dict[str, str]:
    """The stage each step stands in."""
    return {step: stage.id for step, stage in book.stage_of.items()}


def woven(order: Iterable[str], more: Iterable[str]) -> list[str]:
    """The first ids, with each that only the second hold put after the one it follows there, else to the start."""
    found, place = list(order), 0
    for each in more:
        if each in found:
            place = found.index(each)
        else:
            found.insert(place, each)
        place += 1
    return found


def named(part: Part) -> frozenset[str]:
    """Every id that a part names."""
    return frozenset(_named(part))


def _named(value: Any, roles: bool = False) -> Iterator[str]:
    """The ids in a part or in something of it; `roles`: what stands there are roles."""
    if isinstance(value, tuple):
        for each in value:
            yield from _named(each, roles)
    elif isinstance(value, Named):
        yield f"@{value.id}" if roles else value.id
    elif isinstance(value, str) and roles:
        yield f"@{value}"
    elif isinstance(value, (Point, Test)):
        yield value.id
    elif isinstance(value, Case):
        yield from _named(value.value, roles)
        yield from _named(value.when)
    elif isinstance(value, Record):
        yield from _of_record(value, roles)


def _of_record(record: Record, roles: bool) -> Iterator[str]:
    if isinstance(record, Decision):
        yield from record.implied_by
        yield from [record.if_no] if record.if_no not in ("", "go-on") else []
    role = getattr(record, _ROLE_OF[type(record)]) if type(record) in _ROLE_OF else ""
    yield from [f"@{role}"] if role else []
    for field in record.__match_args__:
        yield from _named(getattr(record, field), roles or field in _OF_ROLES)


def mentioned(entries: Iterable[Entry]) -> frozenset[str]:
    """Every id that a deal's history names, those of entries taken back among them."""
    told = [entry.event for entry in entries]
    names = [getattr(event, field) for event in told for field in _OF_HISTORY if field in event.__match_args__]
    held = [f"@{role}" for event in told for role in getattr(event, "roles", None) or ()]
    return frozenset((*names, *held))


def called(part: Record) -> str:
    """What a sentence calls a part."""
    if isinstance(part, (Act, Decision)):
        return part.called
    if isinstance(part, Stage):
        return f"“{part.title}”"
    if isinstance(part, (Fact, Role, End)):
        return f"the {type(part).__name__.lower()} {part.id}"
    return "the map"


def key_of(part: Record, field: str) -> str:
    """A field of a part as it is called in a file."""
    if field == "clause":
        return "whether" if isinstance(part, Decision) else "will"
    return _KEYS.get(field, field)


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
        if name not in was and type(other) is type(part) and _called_by(part) & _called_by(other):
            yield other


def _called_by(part: Part) -> frozenset[str]:
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
