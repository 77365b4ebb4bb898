"""What the client decided on a call: yes, no, not yet, or taken up again, by whom and how we know."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import candidates
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open, settled
from callplan.core.interview import typed
from callplan.core.interview.party import NEW, Party
from callplan.core.interview.question import Choice, Question, every
from callplan.core.playbook import Act, Decision
from callplan.core.terms import Look, Proof

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from typing import Any

    from callplan.core.interview.question import Answers, Script

    Telling = Generator[Question, Any, None]
    Saying = Generator[Question, Any, str]

AGAIN = "+again"
OTHERS = "+others"
MOST = 9
WHY = "Only what the client decides moves the deal: a yes, a no, or not yet."
FLAGS = "--decided, --declined, --deferred, --reopened"
OUTCOMES = (Choice("decided", "they said yes"), Choice("declined", "they said no"), Choice("deferred", "not yet"))


class Deciding:
    """What is told of the decisions of one call, under the keys of the flags."""

    def __init__(self, deal: Deal, answers: Answers, on: date, today: date) -> None:
        self.steps = deal.playbook.steps
        self.standing = Standing(deal, on)
        self.party = Party(deal, deal.playbook, answers, today)
        self.on = on
        self.today = today
        self.told: dict[str, list[str]] = {"decided": [], "declined": [], "deferred": [], "reopened": []}
        self.people = every(answers, "person")

    def script(self) -> Script:
        """Ask which decisions were spoken of, then what each one came to."""
        step_ids = yield from self._spoken_of()
        for name in step_ids:
            step = self.steps[name]
            text = phrase.capital(f"{step.title}, whether {step.clause}:" if step.title else f"whether {step.clause}:")
            answer = yield Question(f"decided {name}", text, "choice", OUTCOMES, why=WHY, flags=FLAGS, detail=True)
            yield from {"decided": self._yes, "declined": self._no, "deferred": self._not_yet}[answer](name)
        return {**self.told, "person": [*self.people, *self.party.met]}

    def _spoken_of(self) -> Generator[Question, Any, list[str]]:
        """The decisions picked: the planned ones on top, then what a call may be for, then the rest."""
        first, rest = self._open()
        again = [step.id for step in self.standing.map.decisions if settled(self.standing, step.id)]
        more = [Choice(OTHERS, "another decision")] if rest else []
        back = [Choice(AGAIN, "something they had settled")] if again else []
        choices = (*self._choices(first), *more, *back)
        picked = yield Question("decided what", "What did they decide?", "many", choices, [], WHY, FLAGS)
        if OTHERS in picked:
            picked = picked + (yield self._which("decided others", "Which other decisions?", rest))
        if AGAIN in picked:
            taken_up = yield self._which("reopened what", "What did they take up again?", again)
            for name in taken_up:
                yield from self._again(name)
        return [name for name in picked if name in self.steps]

    def _open(self) -> tuple[list[str], list[str]]:
        planned = self.standing.deal.planned
        rungs = [planned.all_the_way, planned.aim, planned.target] if planned else []
        turns = candidates(self.standing)
        open_ones = [step.id for step in self.standing.map.decisions if is_open(self.standing, step.id)]
        first = [name for name in dict.fromkeys([*rungs, *sorted(turns, key=turns.__getitem__)]) if name in open_ones]
        rest = [name for name in open_ones if name not in first]
        return (first, rest) if len(open_ones) > MOST else ([*first, *rest], [])

    def _choices(self, names: Iterable[str]) -> tuple[Choice, ...]:
        steps = [self.steps[name] for name in names]
        return tuple([Choice(step.id, step.name, f"whether {step.clause}") for step in steps])

    def _which(self, key: str, text: str, names: list[str]) -> Question:
        return Question(key, text, "many", self._choices(names), why=WHY, flags=FLAGS, reads=typed.some, detail=True)

    def _yes(self, name: str) -> Telling:
        step = self.steps[name]
        people = yield from self.party.who(f"decided {name} who", f"Who said yes to {title(step)}?", several=True)
        for person in people:
            rung = yield from how_known(f"decided {name} {person}", step, person, self.party)
            words = yield Question(
                f"decided {name} {person} words", f"What were {person}’s words?", default="", reads=typed.words,
                why="The next plan says it in their own words.", empty="not known", detail=True,
            )  # fmt: skip
            self.told["decided"].append(typed.written(name, person, rung, words))

    def _no(self, name: str) -> Telling:
        person = yield from self._one(f"declined {name}", f"Who said no to {title(self.steps[name])}?")
        reason = yield self._reason(f"declined {name} why")
        self.told["declined"].append(typed.written(name, person, reason))

    def _not_yet(self, name: str) -> Telling:
        person = yield from self._one(f"deferred {name}", f"Who put off {title(self.steps[name])}?")
        until = yield Question(
            f"deferred {name} until", "Until when?", "date", reads=typed.day(self.today, self.on), detail=True,
            why="Until that day it is not what a call is for.",
        )  # fmt: skip
        reason = yield self._reason(f"deferred {name} why")
        self.told["deferred"].append(typed.written(name, person, until, reason))

    def _again(self, name: str) -> Telling:
        person = yield from self._one(f"reopened {name}", f"Who took up {title(self.steps[name])} again?")
        reason = yield self._reason(f"reopened {name} why")
        self.told["reopened"].append(typed.written(name, person, reason))

    def _one(self, key: str, text: str) -> Saying:
        return (yield from self.party.who(f"{key} who", text))[0]

    def _reason(self, key: str) -> Question:
        why = "What has to change is in it; it is said back on the next call."
        return Question(key, "Why, in their words?", reads=typed.needed, detail=True, why=why)


def title(step: Act | Decision) -> str:
    """What a question calls a decision."""
    return step.title or phrase.quoted(step.clause)


def how_known(key: str, step: Act | Decision, person: str, party: Party) -> Saying:
    """How a yes is known, as a proof of the flags; what the map takes for proof stands beside it."""
    looks = {look.rung: look.like for look in _looks(step) if look.like}
    ways = (("said", "said it"), ("wrote", "wrote it"), ("did", "showed it by what they did"))
    choices = [Choice(rung, f"{way}: {looks[rung]}" if rung in looks else way) for rung, way in ways]
    rung = yield Question(
        f"{key} how", f"How do you know? {person} …", "choice", (*choices, Choice("heard", "told somebody else")),
        why="Some decisions count only in writing, or when something was done.", detail=True,
    )  # fmt: skip
    if rung != "heard":
        return str(rung)
    others = [name for name in party.everybody() if name != person]
    choices = [*[party.choice(name) for name in others], Choice(NEW, "somebody else")]
    teller = yield Question(f"{key} teller", "Who told you?", "choice", tuple(choices), detail=True)
    if teller == NEW:
        teller = (yield from party.newcomers(f"{key} teller new", "Their full name?"))[0]
    return f"heard={teller}"


def _looks(step: Act | Decision) -> tuple[Look, ...]:
    return step.proof.of if isinstance(step.proof, Proof) else ()
