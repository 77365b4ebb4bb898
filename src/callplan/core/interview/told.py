"""From answers to events: what a prep and a debrief record."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.state import Deal
from callplan.core.entries import ordered
from callplan.core.events import (
    Answered,
    Closed,
    Deferred,
    Done,
    Event,
    Held,
    Learned,
    Next,
    No,
    Raised,
    Reopened,
    Waived,
    Yes,
)  # fmt: skip
from callplan.core.interview.beginning import begun_with
from callplan.core.interview.grammar import dated, day, decision, fields, proof, step, value
from callplan.core.interview.named_days import named_days
from callplan.core.interview.pledged import became, pledged
from callplan.core.interview.roster import Roster
from callplan.core.map.playbook import Act, End, Playbook
from callplan.core.outcome import VERDICTS
from callplan.core.text import did_you_mean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Answers = dict[str, Any]


class Teller:
    """Reads one command's answers against one deal; each method gives the events of one flag."""

    def __init__(self, deal: Deal | None, playbook: Playbook, answers: Answers, on: date, today: date) -> None:
        self.deal = deal
        self.playbook = playbook
        self.answers = answers
        self.on = on
        self.today = today
        self.roster = Roster(deal, playbook, on, today)
        self.roster.introduce(self.every("with"), self.every("person"))
        self.people = self.roster.with_(self.every("with"))
        self.roster.others(self.every("person"))
        self.roster.left(self.every("left"))
        self.concerns = len(deal.concerns) if deal else 0

    def every(self, key: str) -> list[str]:
        """The texts given for a flag."""
        found = self.answers.get(key) or []
        return [found] if isinstance(found, str) else list(found)

    def person(self, flag: str, name: str) -> str:
        """Somebody known, by name; "" for us."""
        return self.roster.named(flag, name, us=True)

    def known(self) -> list[Event]:
        """What both commands may record: people, facts, the client's own dates, acts done."""
        return [*self.roster.events(), *self._learned(), *named_days(self), *self._done()]

    def begun(self, people: tuple[str, ...]) -> list[Event]:
        """What a prep may record beside: what is sold, and why they took the call."""
        return begun_with(self, people)

    def _learned(self) -> list[Event]:
        found: list[Event] = []
        for text in self.every("set"):
            rest, on = dated("set", text, self.today)
            name, sign, told = rest.partition("=")
            fact = self.playbook.fact.get(name.strip())
            if not sign or fact is None:
                known = did_you_mean(name.strip(), self.playbook.fact) or f" It has {', '.join(self.playbook.fact)}."
                raise Usage(f"--set {text}: it is written FACT=VALUE[:PERSON[:PROOF[:WORDS[:PAPER]]]].{known}")
            answer, person, rung, words, paper = fields("set", told, "VALUE[:PERSON[:PROOF[:WORDS[:PAPER]]]]", 1)
            given = proof("set", rung)
            read = value("set", answer, fact, self.today)
            who = self.person("set", person) if person else ""
            teller = self.person("set", given.teller) if given.teller else ""
            found.append(Learned(on or self.on, fact.id, read, who, given.rung, words, paper, teller))
        return found

    def _done(self) -> list[Event]:
        found: list[Event] = []
        for text in self.every("done"):
            rest, on = dated("done", text, self.today)
            name, person, rung, label = fields("done", rest, "STEP:PERSON|us[:PROOF[:LABEL]]", 2)
            given = proof("done", rung)
            teller = self.person("done", given.teller) if given.teller else ""
            done = step("done", name, self.playbook, Act)
            found.append(Done(on or self.on, done, self.person("done", person), given.rung, label, teller))
        return found

    def yeses(self, flag: str) -> list[Event]:
        """Yeses: `DECISION:PERSON[:proof[:WORDS]]`, with a day in `--settled`."""
        found: list[Event] = []
        for text in self.every(flag):
            rest, on = dated(flag, text, self.today) if flag == "settled" else (text, None)
            name, person, rung, words = fields(flag, rest, "DECISION:PERSON[:PROOF[:WORDS]]", 2)
            given = proof(flag, rung)
            teller = self.person(flag, given.teller) if given.teller else ""
            made = decision(flag, name, self.playbook).id
            found.append(Yes(on or self.on, made, self.person(flag, person), given.rung, words, teller))
        return found

    def _reasons(self, flag: str, kind: Callable[..., Event]) -> list[Event]:
        """`DECISION:PERSON:REASON`."""
        found = []
        for text in self.every(flag):
            name, person, reason = fields(flag, text, "DECISION:PERSON:REASON", 3)
            found.append(kind(self.on, decision(flag, name, self.playbook).id, self.person(flag, person), reason))
        return found

    def _waived(self) -> list[Event]:
        found: list[Event] = []
        for text in self.every("waived"):
            name, person, reason = fields("waived", text, "STEP:PERSON:REASON", 3)
            found.append(Waived(self.on, step("waived", name, self.playbook), self.person("waived", person), reason))
        return found

    def _deferred(self) -> list[Event]:
        found: list[Event] = []
        for text in self.every("deferred"):
            name, person, until, reason = fields("deferred", text, "DECISION:PERSON:DATE:REASON", 3)
            about, who = decision("deferred", name, self.playbook).id, self.person("deferred", person)
            put_off = self.to_come("deferred", until, "what is put off has")
            found.append(Deferred(self.on, about, who, put_off, reason))
        return found

    def to_come(self, flag: str, text: str, what: str) -> date:
        """A day that does not lie before the call. Raises Usage for one that does."""
        if (found := day(flag, text, self.today)) < self.on:
            raise Usage(f"--{flag}: {found} lies before the call on {self.on}; {what} a day still to come.")
        return found

    def _concerns(self) -> list[Event]:
        found: list[Event] = []
        for text in self.every("concern"):
            person, words, name = fields("concern", text, "PERSON:WORDS[:DECISION]", 2)
            about = decision("concern", name, self.playbook).id if name else ""
            found.append(Raised(self.on, "", self.person("concern", person), words, about))
        numbered = [event.but(concern=f"c{self.concerns + count}") for count, event in enumerate(ordered(found), 1)]
        return [*numbered, *(Answered(self.on, self._known_concern(text)) for text in self.every("concern-met"))]

    def _known_concern(self, name: str) -> str:
        concerns = self.deal.concerns if self.deal else {}
        if name.strip() not in concerns:
            live = [f"{each.id} ({each.words})" for each in concerns.values() if not each.met]
            raise Usage(f"--concern-met: there is no concern “{name}”. Open are {', '.join(live) or 'none'}.")
        return name.strip()

    def _next(self) -> list[Event]:
        text = self.answers.get("next")
        if not text:
            return []
        meeting, name, people = fields("next", text, "DATE[:DECISION[:PERSON,PERSON]]", 1)
        coming = [self.person("next", each.strip()) for each in people.split(",") if each.strip()]
        about = decision("next", name, self.playbook).id if name else ""
        return [Next(self.on, self.to_come("next", meeting, "the next meeting has"), about, tuple(coming))]

    def _closed(self) -> list[Event]:
        text = self.answers.get("close")
        if not text:
            return []
        name, reason = fields("close", text, "END:REASON", 1)
        return [closing("close", self.playbook, self.on, name, reason)]

    def held(self) -> Held:
        """The call itself."""
        verdict = (self.answers.get("verdict") or "").strip().lower().replace("_", "-").replace(" ", "-")
        if verdict and verdict not in VERDICTS:
            raise Usage(f"--verdict: “{verdict}” is none of {', '.join(VERDICTS)}.{did_you_mean(verdict, VERDICTS)}")
        return Held(self.on, self.people, verdict, self.answers.get("worth-it") or "")

    def debriefed(self) -> list[Event]:
        """Every event of a debrief, in the order they fold."""
        told = [
            *self.known(), *became(self), *self._reasons("reopened", Reopened), *self._reasons("declined", No),
            *self.yeses("decided"), *self._waived(), *self._deferred(), *pledged(self), *self._concerns(),
            self.held(), *self._next(), *self._closed(),
        ]  # fmt: skip
        return ordered(told)


def end_of(flag: str, playbook: Playbook, name: str) -> End:
    """The map's end of that name. Raises Usage with those there are."""
    ends = {each.id: each for each in playbook.ends if each.id not in playbook.left_out}
    if name not in ends:
        raise Usage(f"--{flag}: “{name}” is no end of {playbook.id}. It has {', '.join(ends)}.")
    return ends[name]


def closing(flag: str, playbook: Playbook, on: date, name: str, reason: str) -> Closed:
    """The closing of a deal at one of the map's ends, with a reason from its list where it has one."""
    end = end_of(flag, playbook, name)
    known = {each.casefold(): each for each in end.reasons}
    if known and reason.casefold() not in known:
        what = f"“{reason}” is no reason of {name}" if reason else f"{name} wants a reason"
        raise Usage(f"--{flag}: {what}. It has: {'; '.join(end.reasons)}.{did_you_mean(reason, end.reasons)}")
    return Closed(on, end.id, known.get(reason.casefold(), reason))
