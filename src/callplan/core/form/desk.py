"""One form on the desk: what is known of its deal and its call, what was answered about it, what is told and open."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.form.headings import folded
from callplan.core.form.paper import GAP
from callplan.core.form.sheet import Problem
from callplan.core.interview.party import OnCall
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.typed_days import DoubtfulDay, read
from callplan.core.interview.who_is_meant import no_name
from callplan.core.map.playbook import Decision
from callplan.core.names import Names
from callplan.core.record import Record
from callplan.core.text import plain, written
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from callplan.core.deal.state import Deal
    from callplan.core.form.sheet import Item
    from callplan.core.interview.question import Answers

NOBODY = frozenset((GAP, "...", "_", "?"))
_WEEKDAY = r"(?i)^\s*(?:on\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
_AND = r"\s*(?:[,;&+/]|\band\b|\bor\b)\s*"
_WHY = "What is written without a tick may have happened or not; nobody guesses."


class Open(Record):
    """What is not clear of a line: what stands there, why, and what is asked; None where a name asks for itself."""

    line: int
    text: str
    why: str
    question: Question | None = None


class Desk:
    """Reads one form of a deal; `said` is what was answered already, `usual` the lines as the form had them."""

    def __init__(self, deal: Deal, said: Answers, on: date, today: date, usual: frozenset[str]) -> None:
        self.deal = deal
        self.said = said
        self.on = on
        self.today = today
        self.usual = usual
        self.calls = Names(deal, today)
        self.call = OnCall(deal, {"person": every(said, "person"), "with": every(said, "with")}, on, max(on, today))
        self.company: list[str] = list(self.call.party.present)
        self.told: dict[str, list[str]] = {}
        self.alone: Answers = {}
        self.open: list[Open] = []
        self.strangers: list[str] = []
        self.problems: list[Problem] = []

    def tell(self, key: str, text: str) -> None:
        """One text more under a flag; a line that stands there twice tells it once."""
        texts = self.told.setdefault(key, [])
        texts += [text] if text not in texts else []

    def refuse(self, item: Item, why: str) -> None:
        """Take nothing of a line, and say why."""
        self.problems.append(Problem(item.line, item.whole, why))

    def ask(self, item: Item, why: str, asked: Generator[Question, Any, Any] | Question) -> Any:
        """What was answered about a line; None as long as it is open."""
        script = _one(asked) if isinstance(asked, Question) else asked
        try:
            question = next(script)
            while question.key in self.said:
                question = script.send(self.said[question.key])
        except StopIteration as end:
            return end.value
        self.open.append(Open(item.line, item.whole, why, question))
        return None

    def is_usual(self, item: Item) -> bool:
        """Whether a line is as the form had it."""
        return folded(item.text).rstrip(" .") in self.usual

    def happened(self, item: Item, asks: str) -> bool:
        """Whether a line counts: ticked, or written and said to be so."""
        if item.box:
            return True
        if self.is_usual(item):
            return False
        text = f"Line {item.line} is not ticked: {phrase.said_back(item.text)}. {asks}"
        choices = (Choice("yes", "yes, it counts"), Choice("no", "no, leave it out"))
        asked = Question(item.key("tick"), text, "choice", choices, None, _WHY, detail=True)
        answer: str | None = self.ask(item, f"{phrase.said_back(item.text)} is written and not ticked", asked)
        return answer == "yes"

    def day(self, item: Item, text: str, *, ahead: bool = True) -> str:
        """A day as it is kept, counted from the day of the call; "" where the line is refused for it."""
        try:
            found = read(text, self.on)
        except DoubtfulDay as doubt:
            self.refuse(item, in_doubt(text, self.on, doubt))
            return ""
        if found is None:
            self.refuse(item, f"{phrase.said_back(text)} is no day. Write 3 dec, friday, or 2026-12-03.")
            return ""
        if ahead and found < self.on:
            before = phrase.loose(phrase.full_day(self.on))
            self.refuse(item, f"{phrase.loose(phrase.full_day(found))} lies before the call of {before}.")
            return ""
        return found.isoformat()

    def unknown(self, item: Item) -> None:
        """Keep what stands under a heading and is none of its answers; what is ticked there would be a guess."""
        if item.box:
            self.refuse(
                item, f"{phrase.said_back(item.text)} is ticked, and is no answer: begin it with yes, no or later."
            )
        elif not is_gap(item.text):
            self.tell("note", item.text)

    def act_of(self, name: str) -> str:
        """What somebody does about a step, as the form says it."""
        step = self.call.steps[name]
        return phrase.loose(self.calls.act(name)) if not isinstance(step, Decision) else f"settle {step.called}"

    def names(self, text: str) -> list[str]:
        """The people in a list, by their whole names where they are known."""
        found, rest = list[str](), _without_and(text.strip(" .,:"))
        while rest:
            head = self.begun_by(rest) or re.split(_AND, rest, maxsplit=1)[0]
            rest = _without_and(rest[len(head) :].strip())
            if not is_gap(head):
                found.append(self.name(head))
        return list(dict.fromkeys(found))

    def begun_by(self, text: str) -> str:
        """The whole name of somebody known that a text begins with, as it stands there."""
        low = folded(text)
        known = sorted(self.call.party.roster.called, key=len, reverse=True)
        for name in known:
            key = folded(name).rstrip(".")
            if low.startswith(key) and not low[len(key) : len(key) + 1].isalnum():
                return text[: len(key) + (name.endswith(".") and text[len(key) : len(key) + 1] == ".")]
        return ""

    def name(self, typed: str) -> str:
        """The whole name of the one person that is meant; else as it stands, to be asked about."""
        typed = typed.strip(" .,:@")
        found = self.call.party.roster.meant(typed)
        return found[0] if len(found) == 1 else typed

    def who(self, item: Item, name: str) -> str:
        """A name on a line; whoever is not known, or may be two, is noted as open."""
        found = self.name(name)
        if no_name(found):
            self.refuse(item, f"{phrase.said_back(found)} is no name: name those who are sure; Notes keep the rest.")
            return found
        meant = self.call.party.roster.meant(found)
        if len(meant) != 1:
            known = f"{phrase.quoted(found)} may be {phrase.joined(meant, 'or')}" if meant else ""
            nobody = f"nobody called {phrase.quoted(found)} is known: give --person {phrase.quoted(f'{found}:ROLE')}"
            why = known or nobody
            if found not in self.strangers:
                self.strangers.append(found)
                self.open.append(Open(item.line, item.whole, why))
        return found

    def apart(self, text: str) -> tuple[str, str]:
        """A name and what stands behind its colon; without a colon, nobody."""
        known = self.begun_by(text)
        rest = text[len(known) :].lstrip()
        if known and rest[:1] == ":":
            return known, rest[1:].strip()
        head, colon, rest = text.partition(":")
        return (head.strip(), rest.strip()) if colon else ("", text.strip())

    def read_by(self, item: Item, reader: Any, text: str) -> Any:
        """What a reader of typed lines makes of a text; None where it refuses, with the line."""
        try:
            return reader(text)
        except Refusal as refused:
            self.refuse(item, _with_below(item, str(refused)))
            return None

    def answers(self) -> Answers:
        """All that is told, under the keys of the flags."""
        found = {key: texts for key, texts in self.told.items() if texts}
        return {**found, "with": [written(name) for name in self.company], **self.alone}


def _one(question: Question) -> Generator[Question, Any, Any]:
    return (yield question)


def _without_and(text: str) -> str:
    return re.sub(rf"^(?:{_AND})+", "", text)


def names_any(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text of a flag has one of these names between its colons."""
    parts = [plain(part) for part in re.split(r"(?<!\\)[:,]", text)]
    return any(name in parts for name in names)


def unquoted(words: str) -> str:
    """Somebody's words without the quotation marks around them, and nothing in the place of a gap."""
    said = words.strip(" ,;–—-")
    if len(said) > 1 and said[0] in '“"„«' and said[-1] in '”"“»' and not set(said[1:-1]) & set('“”"„«»'):
        said = said[1:-1].strip()
    return "" if is_gap(said) else said


def in_doubt(text: str, on: date, doubt: DoubtfulDay) -> str:
    """Why a day is in doubt: `16 Dec 2026 is a Wed, not a Thu.`, or what else it is."""
    weekday = re.match(_WEEKDAY, text)
    try:
        found = read(text[weekday.end() :], on) if weekday else None
    except DoubtfulDay:
        found = None
    if weekday is None or found is None:
        return f"{phrase.said_back(text)} {doubt}."
    full = phrase.loose(phrase.full_day(found))
    return f"{full[4:]} is a {full[:3]}, not a {weekday[1].capitalize()}."


def by_when(item: Item) -> str:
    """That a promise has no day at its end."""
    return _with_below(item, "by when? End the line with “, by” and a day.")


def _with_below(item: Item, why: str) -> str:
    """Why a line is refused, with what is read as part of it."""
    return f"{why} What stands below it is part of it until it has a bullet." if item.joined else why


def is_gap(text: str) -> bool:
    """Whether nothing stands where something was to be written."""
    return text.strip(" :,._") in NOBODY | {""}


def has_gap(text: str) -> bool:
    """Whether a gap of the form still stands in a text."""
    return GAP in text or "..." in text or "__" in text


def no_day(text: str) -> bool:
    """Whether a text says that no day was named."""
    return re.fullmatch(r"(?i)(?:with )?no (?:day|date)(?: named| yet)?|tb[adc]|-", text.strip()) is not None
