"""What is asked about a reply: one question for each line that is changed, and one for what stands beside the lines."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.form.paper import GAP
from callplan.core.interview.party import NONE
from callplan.core.interview.question import Choice, Question, every, upcoming
from callplan.core.letter.shared import BLANK
from callplan.core.record import Record
from callplan.core.reply.line_read import Way
from callplan.core.reply.on_the_desk import NOTED, Reading, ReplyDesk, answers_of, person_in
from callplan.core.reply.readings import NOTE, OUT, Offer, offer
from callplan.core.text import written
from callplan.errors import NeedsAnswer, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.interview.question import Answers, Following, Script, Settled
    from callplan.core.reply.compared import Compared

REST, TOLD = "rest", "reply told"
WHY = "Nothing that somebody wrote moves the deal by itself; silence proves nothing, and a line as it was says nothing."


class Asked(Record):
    """One line to ask about: its word (a number, or rest), the page's text, what was done to it, the ways to take it.

    `labels` say each way in the words of the log; `likely` is the first.
    """

    word: str
    title: str
    sent: str
    wrote: tuple[str, ...]
    ways: tuple[Way, ...]
    labels: tuple[str, ...]
    doubt: str = ""

    @property
    def likely(self) -> str:
        """The way that is offered first."""
        return self.ways[0].word


class Asking(Record):
    """All that is asked about a reply, and the lines that say what stands in the deal already."""

    asked: tuple[Asked, ...]
    standing: tuple[str, ...]


def asking_of(desk: ReplyDesk, found: Compared) -> Asking:
    """What there is to ask about a reply."""
    asked, standing = list[Asked](), list[str]()
    for changed in found.changed:
        offered = offer(desk, changed)
        if any(not way.new and not desk.new(way.readings) for way in offered.ways):
            standing.append(f"{changed.line.number}")
        else:
            asked.append(_asked(desk, offered))
    rest = Way(NOTE, (Reading(NOTED, found.rest),))
    if found.rest and not desk.new(rest.readings):
        standing.append(REST)
    elif found.rest:
        wrote = (f"{desk.name} wrote beside the lines: {phrase.quoted(found.rest)}",)
        asked.append(Asked(REST, "", "", wrote, (rest, Way(OUT, ())), (_label(desk, rest), "leave it out")))
    return Asking(tuple(asked), tuple(standing))


def _asked(desk: ReplyDesk, offered: Offer) -> Asked:
    line = offered.changed.line
    labels = tuple([_label(desk, way) for way in offered.ways])
    sent = f"{line.number}. {line.text}".replace(GAP, BLANK)
    wrote = [f"{desk.name} wrote: {phrase.quoted(offered.changed.wrote)}"] if offered.changed.wrote else []
    wrote += [f"{desk.name} struck out: {phrase.quoted(offered.gone)}"] if offered.gone else []
    ways = (*offered.ways, Way(OUT, ()))
    return Asked(f"{line.number}", offered.title, sent, tuple(wrote), ways, (*labels, "leave it out"), offered.doubt)


def _label(desk: ReplyDesk, way: Way) -> str:
    """What a way would write down, in the words of the log."""
    if way.word == NOTE:
        return "keep the words as a note"
    events = desk.new((*desk.met_now(way.new), *way.readings))
    return "; ".join(desk.told(events)) or "nothing new"


def asked_about(made: Callable[[], ReplyDesk], asking: Asking, *, can_ask: bool) -> Following:
    """What is asked next, until every line is answered; what they come to are answers under the keys of the flags.

    Raises Usage for a line told beforehand that is none, NeedsAnswer where lines are open and nobody can be asked.
    """

    def following(answers: Answers) -> Question | Settled | None:
        return upcoming(answers, ((TOLD, lambda: _script(made(), asking, answers, can_ask=can_ask)),))

    return following


def _script(desk: ReplyDesk, asking: Asking, answers: Answers, *, can_ask: bool) -> Script:
    given = given_lines(asking, every(answers, "line"))
    readings, people = list[Reading](), list[str]()
    for each in asking.asked:
        word = given.get(each.word) or (yield question(each))
        way = next(way for way in each.ways if way.word == word)
        called = {}
        for name in way.new:
            if name not in desk.roster.known and can_ask:
                (text,) = yield from desk.party.parts(f"reply {each.word} who", [name])
                called[name] = person_in(text)
            else:
                text = written(name) if name in desk.roster.known else written(name, NONE)
                desk.roster.add(name)
            if re.search(r"(?<!\\):", text):
                people.append(f"{text}:{written(desk.name)}")
        readings += [_renamed(reading, called) for reading in way.readings]
    told = answers_of(readings)
    return {**told, "person": [*desk.met, *people], TOLD: True}


def _renamed(reading: Reading, called: dict[str, str]) -> Reading:
    """A reading in which somebody has their whole name."""
    text = reading.text
    for name, whole in called.items():
        parts = re.split(r"(?<!\\)([:=])", text)
        text = "".join([written(whole) if part == written(name) else part for part in parts])
    return reading.but(text=text)


def question(asked: Asked) -> Question:
    """What is asked about one line."""
    choices = tuple([Choice(way.word, label) for way, label in zip(asked.ways, asked.labels, strict=True)])
    text = "Write that down?" if asked.word == REST else f"Line {asked.word}, {asked.title}: write that down?"
    above = tuple(filter(None, (asked.sent, *asked.wrote, asked.doubt)))
    return Question(
        f"reply {asked.word} {_sum(asked)}", text, "choice", choices, None, WHY, f"--line {asked.word}:{asked.likely}",
        offered=asked.likely, above=above,
    )  # fmt: skip


def _sum(asked: Asked) -> str:
    """What tells one text from another: an answer given to one is none to the other."""
    from hashlib import sha256

    return sha256("\n".join(asked.wrote).encode("utf-8", "replace")).hexdigest()[:8]


def given_lines(asking: Asking, texts: list[str]) -> dict[str, str]:
    """What lines were told beforehand to come to, by their words. Raises Usage for one that is none."""
    every_one = {each.word: each for each in asking.asked}
    found = {}
    for text in texts:
        number, _, word = (part.strip() for part in text.partition(":"))
        if number in asking.standing:
            continue
        if number not in every_one:
            lines = ", ".join(every_one) or "none"
            raise Usage(f"--line {text}: there is nothing to tell of that; open are {lines}.")
        ways = [way.word for way in every_one[number].ways]
        if word not in ways:
            raise Usage(f"--line {text}: it is one of {', '.join(ways)}, as in --line {number}:{ways[0]}.")
        found[number] = word
    return found


def left_open(asking: Asking, texts: list[str]) -> list[Asked]:
    """The lines that were not told beforehand."""
    given = given_lines(asking, texts)
    return [each for each in asking.asked if each.word not in given]


def listing(asking: Asking) -> list[str]:
    """What was found and what each would become, for whoever cannot be asked."""
    rows = list[str]()
    for each in asking.asked:
        rows += ["", each.sent] if each.sent else [""]
        rows += [f"   {row}" for row in (*each.wrote, each.doubt) if row]
        words = [f"{each.word}:{way.word}" for way in each.ways]
        wide = max(map(len, words))
        rows += [f"   {word:<{wide}}  {label}" for word, label in zip(words, each.labels, strict=True)]
    return rows[1:]


def unanswered(line: str, asked: list[Asked]) -> NeedsAnswer:
    """What to type where nobody can be asked: the line with the likeliest way of each."""
    words = " ".join([f"--line {each.word}:{each.likely}" for each in asked])
    return NeedsAnswer(f"Nobody can be asked here, and nothing was written. Say what each comes to:\n  {line} {words}")
