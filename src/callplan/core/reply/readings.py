"""What each changed line of a reply may come to: what it says by itself, what it might say, and its words as a note."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.record import Record
from callplan.core.reply import meant
from callplan.core.reply.by_subject import line_read
from callplan.core.reply.compared import Changed
from callplan.core.reply.line_read import TAKE, Way
from callplan.core.reply.meant import Said, said_in
from callplan.core.reply.on_the_desk import NOTED, Reading, ReplyDesk, answers_of
from callplan.errors import Refusal

NOTE, OUT = "note", "out"
# what is longer than this is a letter of their own: it is kept in their words, or left out
LONGEST = 1_000


class Offer(Record):
    """A changed line with every way to take it, the likeliest first; `title` is what it is called in a sentence,
    `gone` what was struck out of it.

    `sure`: its words mean but one thing. `doubt`: why a day on it may be two.
    """

    changed: Changed
    title: str
    gone: str
    ways: tuple[Way, ...]
    sure: bool
    doubt: str = ""


def offer(desk: ReplyDesk, changed: Changed) -> Offer:
    """What a changed line may come to."""
    said = said_in(changed, desk.roster, desk.on) if len(changed.wrote) <= LONGEST else []
    line = line_read(desk, changed, said)
    note = Way(NOTE, (Reading(NOTED, f"{phrase.capital(line.title.strip('“”'))}: {line.words}"),))
    ways = [way for way in (*line.ways(), *_with_days(desk, changed, said)) if _can_be(desk, way)]
    sure = bool(ways) and ways[0].word == TAKE
    doubt = next((each.doubt for each in said if each.doubt), "")
    return Offer(changed, line.title, line.gone, (*ways, note) if sure else (note, *ways), sure, doubt)


def _with_days(desk: ReplyDesk, changed: Changed, said: list[Said]) -> list[Way]:
    """The line as it reads with each day that one in doubt may be."""
    found = list[Way]()
    for place, each in enumerate(said):
        for count, day in enumerate(each.either, 1):
            sure = [*said[:place], each.but(kind=meant.DAY, day=day), *said[place + 1 :]]
            ways = line_read(desk, changed, sure).ways()
            found += [way.but(word=f"day-{count}") for way in ways[:1] if way.word == TAKE]
    return found


def _can_be(desk: ReplyDesk, way: Way) -> bool:
    try:
        desk.events(answers_of((*desk.met_now(way.new), *way.readings)))
    except Refusal:
        return False
    return True
