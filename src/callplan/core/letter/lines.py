"""The lines of a letter, in sentences that are said to the client."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.letter.shared import BLANK, Shared
from callplan.core.map.playbook import Act, Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Promise
    from callplan.core.deal.story import Word

    Told = tuple[str, str]

DECIDED, OPEN, TASKS, NEXT, DAY = (
    "Decided so far", "Still to decide", "Who does what until then", "Next time", "Your day",
)  # fmt: skip
NO_DAY = phrase.held(f"by {BLANK}")
_YOU = {
    "they": "you", "them": "you", "their": "your", "theirs": "yours", "themselves": "yourselves",
    "they're": "you're", "they've": "you've", "they'll": "you'll", "they'd": "you'd",
}  # fmt: skip


def to_you(text: str) -> str:
    """A text that speaks of the client, said to them: they and their become you and your."""

    def turned(found: re.Match[str]) -> str:
        word = found[0].replace("’", "'")
        you = _YOU[word.lower()]
        return phrase.capital(you) if word[0].isupper() else you

    return re.sub(
        rf"(?i)\b(?:{'|'.join(sorted(_YOU, key=len, reverse=True))})(?![\w’'])".replace("'", "['’]"), turned, text
    )


class Lines:
    """Every line of one letter, with what it is about; a line refers to another by its number, in brackets."""

    def __init__(self, shared: Shared, us: str) -> None:
        self.shared = shared
        self.names = shared.names
        self.us = us
        self.made = shared.decided()
        self.still = shared.open()
        self.promises = shared.promises()
        self.meant = shared.meant()
        self.acts = shared.acts(self.still)
        self.meeting = shared.meeting()
        self.place = {step.id: len(self.made) + count for count, step in enumerate(self.still, 1)}

    def parts(self) -> list[tuple[str, list[Told]]]:
        """The headings, each with what stands under it; nothing under some."""
        return [
            (DECIDED, [(f"decided:{step.id}", self._decided(step, yeses)) for step, yeses in self.made]),
            (OPEN, [(f"decision:{step.id}", self._open(step)) for step in self.still]),
            (TASKS, self._tasks()),
            (NEXT, [("meeting:", self._next())] if self.meeting else []),
            (DAY, self._day()),
        ]

    def title(self) -> str:
        """What the letter is called: by what is sold, where it has a name between them."""
        what = "what is decided, and what comes next" if self.made else "what there is to decide"
        subject = self.shared.deal.subject
        return phrase.capital(f"{subject}: {what}" if subject else what)

    def purpose(self) -> str:
        """What it is for: why the reader took the first call, in their words; else what the next decision brings."""
        taken = self.shared.theirs.taken
        if taken:
            return f"{self.names.quote(taken.words)} (your words)"
        good = next((step.good_for_them for step in self.still if step.good_for_them), "")
        return phrase.sentence(phrase.capital(to_you(good))) if good else ""

    def _decided(self, step: Decision, yeses: list[Word]) -> str:
        people = phrase.joined([self.names.full(name) for name in dict.fromkeys(yes.person for yes in yeses)])
        last = yeses[-1]
        day = "" if last.undated else f", {self._long(last.on)}"
        if self.shared.is_no(step.id):
            return phrase.sentence(f"Whether {to_you(step.clause)}: no, {people}{day}")
        return phrase.sentence(f"{phrase.capital(to_you(step.clause))}: {people}{day}")

    def _open(self, step: Decision) -> str:
        heard = phrase.joined([self.names.full(name) for name in self.shared.heard(step)])
        told = [
            f"Whether {to_you(step.clause)}: {self.shared.who(step.id)}",
            f"after hearing {heard}" if heard else "",
            self._when(step.id),
            self._before(step.id),
        ]
        return phrase.sentence(", ".join(filter(None, told)))

    def _when(self, step: str) -> str:
        if self.meeting and self.meeting.decision == step:
            return f"{self._long(self.meeting.day)}, when we talk"
        off = self.shared.put_off(step)
        if off:
            return f"not before {self._long(off)}"
        return self._by(step)

    def _by(self, step: str) -> str:
        day = self.shared.latest.get(step)
        return phrase.held(f"by {self._long(day)}") if day else NO_DAY

    def _before(self, step: str) -> str:
        gate = self.place.get(self.shared.gate(step))
        return f"before ({gate})" if gate else ""

    def _tasks(self) -> list[Told]:
        found = [(f"promise:{each.id}", self._promise(each)) for each in self.promises]
        found += [
            (
                f"said:{each.act}",
                phrase.sentence(f"{self.names.full(each.person)}: {to_you(each.act)}, {NO_DAY}"),
            )
            for each in self.meant
        ]
        return found + [(f"act:{act.id}", self._act(act)) for act in self.acts]

    def _promise(self, promise: Promise) -> str:
        ours = self.shared.is_ours(promise.person)
        task = f"{self.us if ours else self.names.full(promise.person)}: {to_you(promise.act)}"
        due = self.names.day(promise.due)
        if self.shared.is_late(promise):
            if ours:
                return f"{phrase.sentence(task)} It was promised for {due} and is not done yet."
            return f"{task}, {NO_DAY}. The day named for it was {due}."
        late = f" It was promised for {self.names.day(promise.misses[-1])}." if ours and promise.misses else ""
        return f"{task}, by {self._long(promise.due)}.{late}"

    def _act(self, act: Act) -> str:
        told = [f"{BLANK}: {to_you(act.clause)}", self._by(act.id), self._before(act.id)]
        return phrase.sentence(", ".join(filter(None, told)))

    def _next(self) -> str:
        assert self.meeting is not None
        call = self.meeting
        known = [name for name in call.people if name in self.shared.theirs.people]
        long = f", {call.minutes} minutes" if call.minutes else ""
        told = [
            phrase.sentence(f"{self._long(call.day)}{long}: {phrase.joined([self.names.full(each) for each in known])}")
        ]
        needed = self._needed(call.decision, known) if call.decision in self.place else []
        if needed:
            verb = "is" if len(needed) == 1 else "are"
            told.append(f"For ({self.place[call.decision]}), {phrase.joined(needed)} {verb} needed as well.")
        told += [f"To settle together: {ask[:1].lower()}{ask[1:]}" for ask in self.shared.disputed()[:1]]
        return " ".join(told)

    def _needed(self, step: str, there: list[str]) -> list[str]:
        """Who decides or is heard in a decision, is known, and is not on the call where a decider is missing."""
        decision = self.shared.map.steps[step]
        assert isinstance(decision, Decision)
        every = [*self.shared.deciders(step)[:1], *self.shared.heard(decision)]
        return [self.names.full(name) for name in dict.fromkeys(every) if name not in there]

    def _day(self) -> list[Told]:
        """The day they want it by, to be named or to be corrected."""
        closing = self.shared.map.closing
        if closing not in self.place:
            return []
        named = [each for each in self.shared.theirs.dated if each.decision == closing]
        if not named:
            ask = f"By which day do you want ({self.place[closing]}) decided, and why that one? {BLANK}"
            back = " The days above are counted back from it once you name one." if not self.shared.latest else ""
            return [(f"day:{closing}", ask + back)]
        last = min(named, key=lambda each: each.day)
        who = "You" if last.person == self.shared.reader else self.names.full(last.person)
        return [(f"day:{closing}", f"{who} named {self._long(last.day)} for ({self.place[closing]}).")]

    def _long(self, day: date) -> str:
        return self.names.long_day(day)
