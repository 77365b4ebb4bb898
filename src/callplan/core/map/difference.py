"""Two maps compared: which decisions and acts were added, left out or changed, each in a sentence."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.changed import Maps
from callplan.core.map.condition_text import omitted
from callplan.core.map.fields import FIELDS
from callplan.core.map.parts import key_of
from callplan.core.map.playbook import Decision, End, Fact, Playbook, Role, Stage, Step
from callplan.core.map.wording import SIDES, Wording, track
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    Parts = Mapping[str, Any]


class Difference(Record):
    """One difference. `kind`: added, left out, changed; `field`: the key of the file, when it is a changed one.

    `part`: decision, act, stage, role, fact, end or map.
    """

    kind: str
    part: str
    id: str
    field: str = ""
    text: str = ""


def differences(old: Playbook, new: Playbook) -> tuple[Difference, ...]:
    """What is different, in the order of the new map, what was left out where it stood; nothing when nothing is."""
    facts, ways = (_facts(old), _facts(new)), (_way(old), _way(new))
    names = _renamed(old.role, new.role) | _renamed(facts[0] | ways[0], facts[1] | ways[1])
    maps = Maps(old, new, names)
    parts = ((old.role, new.role), facts, ways, (_ends(old), _ends(new)))
    return (*_whole(maps), *[each for before, after in parts for each in _compared(maps, before, after)])


def headed(found: Iterable[Difference], old: Playbook, new: Playbook) -> dict[str, list[str]]:
    """The sentences under the heads of a report: the map, roles, facts, each stage by its title, ends."""
    heads: dict[str, list[str]] = {}
    fixed = {"map": "The map", "role": "Roles", "fact": "Facts", "end": "Ends"}
    for each in found:
        around = new.stage_of | new.stage if each.kind != "left out" else old.stage_of | old.stage
        head = fixed.get(each.part) or new.stage.get(around[each.id].id, around[each.id]).title
        heads.setdefault(head, []).append(each.text)
    return heads


def _facts(playbook: Playbook) -> dict[str, Any]:
    gone = omitted(playbook)
    return {fact.id: fact for fact in playbook.facts if fact.id not in gone}


def _ends(playbook: Playbook) -> dict[str, Any]:
    return {end.id: end for end in playbook.ends if end.id not in playbook.left_out}


def _way(playbook: Playbook) -> dict[str, Any]:
    """The stages and steps that stand on a map, each stage before its steps."""
    gone = omitted(playbook)
    each = [part for stage in playbook.stages for part in (stage, *stage.steps)]
    return {part.id: part for part in each if part.id not in gone}


def _renamed(old: Parts, new: Parts) -> dict[str, str]:
    """The new ids of what is the same under another: of the same kind, and called and worded alike."""
    known = {_alike(part): name for name, part in new.items() if name not in old}
    gone = {name: _alike(part) for name, part in old.items() if name not in new}
    return {name: known.pop(alike) for name, alike in gone.items() if alike in known}


def _alike(part: Any) -> tuple[str, ...]:
    told = [getattr(part, field, "") for field in ("title", "clause", "ask", "predicate")]
    return (_part(part), *told) if any(told) else (_part(part), part.id)


def _part(part: Any) -> str:
    return type(part).__name__.lower()


def _woven(old: Sequence[str], new: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The ids in the new order, each that is not there any more behind the one it stood behind."""
    woven = list(new)
    for place, name in enumerate(old):
        if name not in new:
            before = names.get(old[place - 1], old[place - 1])
            woven.insert(woven.index(before) + 1 if place else 0, name)
    return woven


def _compared(maps: Maps, old: Parts, new: Parts) -> Iterator[Difference]:
    earlier = {now: was for was, now in maps.names.items() if was in old and now in new}
    for name in _woven(list(old), list(new), maps.names):
        was, now = old.get(earlier.get(name, name)), new.get(name)
        kept = was is not None and now is not None and isinstance(was, Stage) == isinstance(now, Stage)
        if was is not None and not kept:
            yield _left_out(maps, was, maps.names.get(name, ""))
        if now is not None and (not kept or name in earlier):
            yield _added(maps, now, earlier.get(name, ""))
        if kept:
            yield from _changed(maps, was, now)


def _left_out(maps: Maps, part: Any, other: str) -> Difference:
    told = f" of {maps.was.name(maps.old.stage_of[part.id].id)}" if isinstance(part, Step) else ""
    told = f" as {part.id}: it goes on as {other}" if other else told
    return Difference("left out", _part(part), part.id, text=f"{_called(maps.was, part)} is left out{told}.")


def _added(maps: Maps, part: Any, earlier: str) -> Difference:
    told = f"is the same under another id: {part.id} was {earlier}" if earlier else _new(maps, part)
    return Difference("added", _part(part), part.id, text=phrase.sentence(f"{_called(maps.now, part)} {told}"))


def _new(maps: Maps, part: Any) -> str:
    words = maps.now
    if isinstance(part, Role):
        side = f" ({SIDES[part.side]})" if SIDES[part.side] else ""
        return f"is a new role{side}{f': {part.predicate}' if part.predicate else ''}"
    if isinstance(part, Fact):
        return f"is a new fact: {words.worked_out(part.depends) if part.depends else part.ask}"
    if isinstance(part, End):
        return f"is a new end{': ' if part.reasons else ''}{', '.join(part.reasons)}"
    how = "back" if part.id in omitted(maps.old) else "added"
    if isinstance(part, Stage):
        return f"is {how} on {track(part.track)}"
    clause = f"{'whether ' * isinstance(part, Decision)}{part.clause}, " if part.title else ""
    by = f"{'decided' if isinstance(part, Decision) else 'done'} by {words.who(part.by, 'the ')}"
    to = "in" if how == "back" else "to"
    return f"is {how} {to} {words.name(words.map.stage_of[part.id].id)}: {clause}{by}"


def _changed(maps: Maps, was: Any, now: Any) -> Iterator[Difference]:
    part, called = _part(now), _called(maps.now, now, capital=False)
    if _part(was) != part:
        told = "an act (before: a decision)" if part == "act" else "a decision (before: an act)"
        yield Difference("changed", part, now.id, key_of(now, "clause"), f"{phrase.capital(called)} is now {told}.")
    if isinstance(now, Step):
        before, after = maps.old.stage_of[was.id].id, maps.new.stage_of[now.id].id
        if maps.names.get(before, before) != after:
            told = f"now stands in {maps.now.name(after)} (before: {maps.was.name(before)})"
            yield Difference("changed", part, now.id, "stage", f"{phrase.capital(called)} {told}.")
    for field in FIELDS[part]:
        if text := field.told(maps, called, was, now):
            yield Difference("changed", part, now.id, key_of(now, field.field), text)


def _whole(maps: Maps) -> Iterator[Difference]:
    """What differs in the map as a whole: its title, when to choose it, what wins the deal, the order of stages."""
    old, new = maps.old, maps.new
    told = [(key_of(new, field.field), field.told(maps, "the map", old, new)) for field in FIELDS["map"]]
    if maps.names.get(old.closing, old.closing) != new.closing:
        won = f"The deal is now won by {maps.now.name(new.closing)} (before: {maps.was.name(old.closing)})."
        told.append(("ends", won))
    told += [("stages", text) for text in _orders(maps)]
    return (Difference("changed", "map", new.id, key, text) for key, text in told if text)


def _orders(maps: Maps) -> Iterator[str]:
    """Where stages that were on a track before have changed places on it."""
    for name, stages in maps.new.tracks.items():
        before = {maps.names.get(stage.id, stage.id): stage.id for stage in maps.old.tracks.get(name, ())}
        after = [stage.id for stage in stages if stage.id in before]
        earlier = [now for now in before if now in after]
        if after != earlier:
            now, was = [maps.now.name(stage) for stage in after], [maps.was.name(before[stage]) for stage in earlier]
            told = f"the order on {track(name)} is now {phrase.joined(now)} (before: {phrase.joined(was)})"
            yield f"{phrase.capital(told)}."


def _called(words: Wording, part: Any, *, capital: bool = True) -> str:
    if isinstance(part, Role):
        called = f"the {part.title}"
    elif isinstance(part, End):
        called = f"the end {phrase.quoted(words.end(part.id))}"
    else:
        called = words.name(part.id)
    return phrase.capital(called) if capital else called
