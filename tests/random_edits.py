"""Random edits of a map, and random histories in which the map is amended."""

from __future__ import annotations

from random import Random

from random_maps import Maker

from callplan.core.entries import Corrected, Entry
from callplan.core.events import Amended
from callplan.core.map.parts import mentioned, retired
from callplan.core.map.playbook import Act, Decision, Playbook, Stage
from callplan.core.own_map import current


def an_edit(chance: Random, book: Playbook, tag: str) -> Playbook:
    """The map with one to three things changed: parts out, in, moved, retitled."""
    for turn in range(chance.choice((1, 1, 2, 3))):
        book = chance.choice(EDITS)(chance, book, f"{tag}-{turn}")
    return book


def _without_a_step(chance: Random, book: Playbook, _: str) -> Playbook:
    gone = chance.choice([step for step in book.steps if step != book.closing] or [""])
    return book.but(
        stages=tuple(
            [stage.but(steps=tuple([step for step in stage.steps if step.id != gone])) for stage in book.stages]
        )
    )


def _without_a_stage(chance: Random, book: Playbook, _: str) -> Playbook:
    gone = chance.choice([stage.id for stage in book.stages if book.closing not in [s.id for s in stage.steps]] or [""])
    return book.but(stages=tuple([stage for stage in book.stages if stage.id != gone]))


def _with_a_step(chance: Random, book: Playbook, tag: str) -> Playbook:
    maker = Maker(chance)
    made = maker.decision(0) if chance.random() < 0.6 else maker.act(0)
    chosen, place = chance.choice(book.stages).id, chance.randrange(3)
    new: Act | Decision = made.but(id=f"new-{tag}", needs=None, when=None)
    return book.but(
        stages=tuple(
            [
                stage.but(steps=(*stage.steps[:place], new, *stage.steps[place:])) if stage.id == chosen else stage
                for stage in book.stages
            ]
        )
    )


def _with_a_stage(chance: Random, book: Playbook, tag: str) -> Playbook:
    new = Stage(
        f"stage-{tag}", "What is new?", (Maker(chance).decision(0).but(id=f"made-{tag}", needs=None, when=None),)
    )
    place = chance.randrange(len(book.stages) + 1)
    return book.but(stages=(*book.stages[:place], new, *book.stages[place:]))


def _in_another_order(chance: Random, book: Playbook, _: str) -> Playbook:
    return book.but(stages=tuple(chance.sample(book.stages, len(book.stages))))


def _retitled(chance: Random, book: Playbook, tag: str) -> Playbook:
    chosen = chance.choice(list(book.steps))
    return book.but(
        stages=tuple(
            [
                stage.but(steps=tuple([s.but(title=f"the {tag}") if s.id == chosen else s for s in stage.steps]))
                for stage in book.stages
            ]
        )
    )


def _without_a_fact(chance: Random, book: Playbook, _: str) -> Playbook:
    gone = chance.choice(book.facts[3:] or (book.facts[0],)).id
    return book.but(facts=(*book.facts[:3], *[fact for fact in book.facts[3:] if fact.id != gone]))


def _without_a_role(chance: Random, book: Playbook, _: str) -> Playbook:
    gone = chance.choice(book.roles).id
    return book.but(roles=tuple([role for role in book.roles if role.id != gone]))


def _back_again(chance: Random, book: Playbook, _: str) -> Playbook:
    back = chance.choice(book.without or ("",))
    return book.but(without=tuple([name for name in book.without if name != back]))


EDITS = (
    _without_a_step, _without_a_step, _without_a_stage, _with_a_step, _with_a_step, _with_a_stage, _in_another_order,
    _retitled, _without_a_fact, _without_a_role, _back_again,
)  # fmt: skip


def amended(chance: Random, entries: tuple[Entry, ...], share: float = 0.4) -> tuple[Entry, ...]:
    """The history with its map amended here and there, within a transaction or before it; what it named is kept."""
    told: list[Entry] = []
    numbers: dict[int, int] = {}
    apart = 0
    for batch in dict.fromkeys(entry.batch for entry in entries):
        if told and chance.random() < share:
            told.append(Entry(len(told) + 1, batch + apart, an_amendment(chance, tuple(told), f"e{batch}")))
            apart += chance.random() < 0.5
        for entry in [entry for entry in entries if entry.batch == batch]:
            numbers[entry.number] = len(told) + 1
            event = entry.event
            if isinstance(event, Corrected):
                event = Corrected(event.on, numbers.get(event.entry, event.entry))
            told.append(Entry(len(told) + 1, batch + apart, event))
    return tuple(told)


def an_amendment(chance: Random, told: tuple[Entry, ...], tag: str) -> Amended:
    """A random edit of the map these entries lead to."""
    book = current(told)
    return Amended(told[-1].event.on, retired(book, an_edit(chance, book, tag), mentioned(told)).playbook)
