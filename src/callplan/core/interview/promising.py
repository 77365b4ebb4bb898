"""Promises: what became of those that were due, and what was promised on either side."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.acts import due
from callplan.core.deal.needs import is_ours
from callplan.core.deal.owed import owed
from callplan.core.deal.position import fronts, undone
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal, Promise
from callplan.core.interview import typed
from callplan.core.interview.grammar import act
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, every

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from callplan.core.interview.question import Answers, Script

    Telling = Generator[Question, Any, None]

OTHERS, THEIRS, OURS, MEET = "+others", "+theirs", "+ours", "+meet"
MOST = 6
KEPT_WHY = "Two dates that they missed put in doubt what they had decided; ours that are late open the next call."
WHY = "A promise has a person, an act and a day; theirs counts when the act is on the map."
FATES = (
    Choice("kept", "kept"),
    Choice("missed", "missed"),
    Choice("moved", "moved to another day"),
    Choice("", "leave it as it is"),
)


def fates(deal: Deal, on: date, today: date) -> Script:
    """What became of each promise that was due."""
    told: dict[str, list[str]] = {"kept": [], "missed": [], "moved": []}
    waiting = [each for each in deal.promises.values() if each.state == "open" and each.due <= on]
    kept: list[str] = []
    if len(waiting) > 1:
        choices = tuple([Choice(each.id, _promise(each, on)) for each in waiting])
        kept = yield Question("kept what", "Which of these were kept?", "many", choices, [], KEPT_WHY, "--kept ID")
    for each in waiting:
        fate = "kept" if each.id in kept else (yield _fate(each, on, len(waiting) > 1))
        if fate == "moved":
            day = typed.day(today)
            until = yield Question(f"moved {each.id}", "To which day?", "date", reads=day, detail=True, why=KEPT_WHY)
            told["moved"].append(typed.written(each.id, until))
        elif fate:
            told[fate].append(each.id)
    return told


def _fate(promise: Promise, on: date, detail: bool) -> Question:
    choices = FATES[1:] if detail else FATES
    return Question(
        f"kept {promise.id}", f"{_promise(promise, on)}?", "choice", choices, "", KEPT_WHY,
        "--kept, --missed or --moved", offered=choices[0].value, detail=detail,
    )  # fmt: skip


def _promise(promise: Promise, on: date) -> str:
    who = f"{promise.person} was" if promise.person else "We were"
    return f"{who} to {promise.act} by {phrase.long_day(promise.due, on)}"


class Promising:
    """What is told of the promises of one call, and of the next meeting, under the keys of the flags."""

    def __init__(self, deal: Deal, answers: Answers, on: date, today: date) -> None:
        self.steps = deal.playbook.steps
        self.standing = Standing(deal, on)
        self.party = Party(deal, deal.playbook, answers, today)
        self.day = typed.day(today, on)
        self.told: dict[str, Any] = {"promised": [], "we-promised": []}
        self.people = every(answers, "person")

    def script(self) -> Script:
        """Ask what was promised on either side, then by whom and for when."""
        first, rest = self._acts()
        others = [Choice(OTHERS, "something else on their map")] if rest else []
        free = (
            Choice(THEIRS, "They will … (something else)"),
            Choice(OURS, "We will …"),
            Choice(MEET, "We meet again on …"),
        )
        choices = (*self._choices(first), *others, *free)
        picked = yield Question(
            "promised what", "What was promised?", "many", choices, [], WHY, "--promised, --we-promised, --next"
        )
        for name in [each for each in picked if each in self.steps]:
            yield from self._act(name)
        if OTHERS in picked:
            more = yield Question(
                "promised others", "Which?", "many", self._choices(rest), why=WHY, reads=typed.some, detail=True
            )
            for name in more:
                yield from self._act(name)
        for each, ask in ((THEIRS, self._theirs), (OURS, self._ours), (MEET, self._meeting)):
            if each in picked:
                yield from ask()
        return {**self.told, "person": [*self.people, *self.party.met]}

    def _choices(self, names: list[str]) -> tuple[Choice, ...]:
        return tuple([Choice(name, f"They will {self.steps[name].clause}") for name in names])

    def _acts(self) -> tuple[list[str], list[str]]:
        """The acts offered: the planned ones, what is owed, what stands at the fronts; then the others of the map."""
        standing, planned = self.standing, self.standing.deal.planned
        ahead = [standing.map.stage_of[step] for steps in fronts(standing).values() for step in steps]
        likely = [
            *([planned.least, planned.aim] if planned else []),
            *[debt.id for debt in owed(standing)],
            *[step.id for stage in ahead for step in stage.steps],
        ]
        theirs = [step.id for step in standing.map.acts if undone(standing, step.id) and not is_ours(standing, step.id)]
        first = [name for name in dict.fromkeys(likely) if name in theirs][:MOST]
        return first, [name for name in theirs if name not in first]

    def _act(self, name: str) -> Telling:
        clause, usual = self.steps[name].clause, due(self.standing, name).isoformat()
        who = (yield from self.party.who(f"promised {name} who", f"Who will {clause}?"))[0]
        until = yield self._until(f"promised {name} due", f"{who} will {clause} by when?", usual)
        self.told["promised"].append(typed.written(who, clause, until, name))

    def _theirs(self) -> Telling:
        count = 1
        said = yield self._words("promised 1", "They will", typed.needed)
        while said:
            who = (yield from self.party.who(f"promised {count} who", f"Who will {said}?"))[0]
            until = yield self._until(f"promised {count} due", f"{who} will {said} by when?")
            self.told["promised"].append(typed.written(who, said, until))
            count += 1
            said = yield self._words(f"promised {count}", "They will also", typed.words)

    def _ours(self) -> Telling:
        count = 1
        said = yield self._words("we-promised 1", "We will", typed.needed)
        while said:
            until = yield self._until(f"we-promised {count} due", f"We will {said} by when?")
            self.told["we-promised"].append(typed.written(said, until))
            count += 1
            said = yield self._words(f"we-promised {count}", "We will also", typed.words)

    def _meeting(self) -> Telling:
        meeting = yield self._until("next day", "We meet again on")
        self.told["next"] = meeting

    def _words(self, key: str, text: str, reads: Any) -> Question:
        default = "" if reads is typed.words else None
        return Question(
            key, text, default=default, reads=lambda said: act(reads(said)), why=WHY, empty="nothing more", detail=True
        )

    def _until(self, key: str, text: str, usual: str | None = None) -> Question:
        why = "Without a day nothing has moved."
        return Question(key, text, "date", offered=usual, reads=self.day, detail=True, why=why)
