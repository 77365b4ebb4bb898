"""The map as a picture: tracks of stages with their cards, what needs what, and the lists below; every word made."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.condition import way
from callplan.core.map.condition_text import kept
from callplan.core.map.picture_lists import Table, lists, stands
from callplan.core.map.playbook import Act, Decision, Playbook, Stage
from callplan.core.map.terms import Condition, Named, Some
from callplan.core.map.wording import MAIN, SIDES, Wording, span
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Card(Record):
    """A step: who decides or does it and how long that takes; `notes`: what else holds; `side` of those who do it."""

    id: str
    decision: bool
    title: str
    clause: str
    who: str
    takes: str
    notes: tuple[str, ...] = ()
    side: str = "client"
    closing: bool = False


class Station(Record):
    """A stage of a track, its cards in the order of the map; `applies`: when it does, if not always."""

    id: str
    title: str
    cards: tuple[Card, ...]
    applies: str = ""
    notes: tuple[str, ...] = ()


class Lane(Record):
    """A track. `after`: the stage of the first lane behind which it begins, if any; `begins` says so."""

    track: str
    title: str
    stations: tuple[Station, ...]
    after: str = ""
    begins: str = ""


class Arrow(Record):
    """A step or stage that has to be settled before a step or stage. `choice`: it is one of several ways to that."""

    start: str
    end: str
    wait: str = ""
    choice: bool = False


class Picture(Record):
    """The whole map. `told`: the picture in a few sentences, for those who cannot see it."""

    title: str
    about: tuple[str, ...]
    lanes: tuple[Lane, ...]
    arrows: tuple[Arrow, ...]
    tables: tuple[Table, ...]
    told: str


def picture(playbook: Playbook) -> Picture:
    """The picture of a map, without what never applies on it."""
    words = Wording(playbook)
    lanes = _lanes(words)
    when = [f"When {playbook.choose_when}"] if playbook.choose_when else []
    return Picture(
        title=playbook.title,
        about=(f"{playbook.id}, version {playbook.version}", *when),
        lanes=lanes,
        arrows=tuple(_arrows(words)),
        tables=tuple(lists(words)),
        told=" ".join(map(_told, lanes)),
    )


def _lanes(words: Wording) -> tuple[Lane, ...]:
    found = {track: [each for each in stages if stands(words, each.id)] for track, stages in words.map.tracks.items()}
    tracks = [(track, stages) for track, stages in found.items() if stages]
    return tuple([_lane(words, track, stages, tracks[0][1]) for track, stages in tracks])


def _lane(words: Wording, track: str, stages: list[Stage], first: list[Stage]) -> Lane:
    title = "the main way" if track == MAIN else phrase.spoken(track)
    stations = tuple([_station(words, stage) for stage in stages])
    if stages is first:
        return Lane(track, title, stations)
    last = _waited_for(words, first, stages[0])
    after = first[last].id if last >= 0 else ""
    beside = first[last + 1].title if last + 1 < len(first) else ""
    return Lane(track, title, stations, after, f"from “{beside}” on" if beside else f"after “{first[last].title}”")


def _waited_for(words: Wording, first: list[Stage], stage: Stage) -> int:
    """The place in the first lane of the last stage that the earliest steps of another stage wait for; else -1."""
    rank = {step.id: place for place, each in enumerate(first) for step in each.steps}
    steps = [step.id for step in stage.steps if stands(words, step.id)]
    waits = [[rank[need] for need in way(words.map).through(step) if need in rank] for step in steps]
    return min([max(wait, default=-1) for wait in waits])


def _station(words: Wording, stage: Stage) -> Station:
    cards = [_card(words, step) for step in stage.steps if stands(words, step.id)]
    notes = [before + said for before, said in (*_first(words, stage), ("", words.talk(stage.talk))) if said]
    return Station(stage.id, stage.title, tuple(cards), words.applies(stage.when), tuple(notes))


def _first(words: Wording, part: Stage | Act | Decision) -> tuple[tuple[str, str], ...]:
    """What is to be settled first, and by when, each with the words before it."""
    return (
        ("needs ", words.needs(part.needs)),
        ("waits for ", words.needs(part.after)),
        ("not later than ", words.day(part.before)),
    )


def _card(words: Wording, step: Act | Decision) -> Card:
    side = words.side(step.by)
    who = words.who(step.by) + (f" ({SIDES[side]})" if SIDES.get(side) else "")
    clause = f"whether {step.clause}" if isinstance(step, Decision) else step.clause
    return Card(
        step.id,
        isinstance(step, Decision),
        step.title or clause,
        clause,
        who,
        words.length(step.takes),
        tuple(_notes(words, step)),
        side,
        step.id == words.map.closing,
    )


def _notes(words: Wording, step: Act | Decision) -> Iterator[str]:
    decision = isinstance(step, Decision)
    if step.times != 1:
        times, what = words.times(step.times), "different people" if decision else "separate ones"
        yield f"{times} {what}" if times.isdecimal() else f"{what}: {times}"
    if isinstance(step, Decision) and step.hear:
        yield f"hears {words.who(step.hear)}"
    for before, said in (
        ("", words.applies(step.when)),
        *_first(words, step),
        ("lapses after ", words.length(step.lasts)),
        ("a no ", words.leads(step.if_no) if isinstance(step, Decision) else ""),
    ):
        if said:
            yield before + said
    if step.id == words.map.closing:
        yield "a yes wins the deal"


def _arrows(words: Wording) -> Iterator[Arrow]:
    for stage in words.map.stages:
        if stands(words, stage.id):
            for each in (stage, *stage.steps):
                for asked in (each.needs, each.after) if stands(words, each.id) else ():
                    yield from _needed(words, each.id, kept(words.map, asked))


def _needed(words: Wording, end: str, condition: Condition | None, *, choice: bool = False) -> Iterator[Arrow]:
    if isinstance(condition, Some):
        for each in condition.of:
            yield from _needed(words, end, each, choice=choice or 0 < condition.least < len(condition.of))
    elif isinstance(condition, Named) and condition.id not in words.map.fact:
        wait = span(condition.wait) if condition.wait else ""
        inside = condition.id in words.map.stage and words.map.stage_of.get(end) is words.map.stage[condition.id]
        starts = way(words.map).stands_for(condition.id) if inside else (condition.id,)
        yield from [Arrow(start, end, wait, choice) for start in starts if stands(words, start)]


def _told(lane: Lane) -> str:
    stages = [
        f"{station.title} ({phrase.joined([card.title for card in station.cards if card.decision])})"
        for station in lane.stations
    ]
    return phrase.capital(f"{lane.title}: {'; '.join(stages)}.")
