"""A map taken apart and put together again, and what its parts name; a role's id as `@role`."""

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
_OF_ROLES = ("by", "hear")


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
    elif isinstance(value, Point):
        yield value.id
    elif isinstance(value, Test):
        yield value.fact
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
    held = [f"@{role}" for event in told for role in getattr(event, "roles", ())]
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
