"""The one or two facts that nobody has told and whose answer would change the plan."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.entries import drafted
from callplan.core.interview import typed
from callplan.core.interview.beginning import room
from callplan.core.interview.calls import prepared
from callplan.core.interview.grammar import value
from callplan.core.interview.missing import missing, possible
from callplan.core.interview.party import NEW, Party
from callplan.core.interview.question import Choice, Question, every
from callplan.core.map.playbook import Fact, Playbook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from callplan.core.interview.question import Answers, Script

    Page = Callable[[Answers], tuple[object, object]]
    Saying = Generator[Question, Any, str]

MOST_OF_A_NEW_DEAL = 2


def telling(deal: Deal | None, playbook: Playbook, answers: Answers, today: date, page: Page) -> Script:
    """Ask for what would change the plan most; a call prepared twice asks no more.

    `page` gives what a plan with some answers would aim at, and all of its lines.
    """
    told: list[str] = []
    party = Party(deal, playbook, answers, today)
    asked: list[str] = []
    for _ in range(0 if deal and deal.planned else _room(deal, answers)):
        knowing = {**answers, "set": told, "person": [*every(answers, "person"), *party.met]}
        fact = _next(_unknown(deal, playbook, knowing, today, asked), playbook, knowing, page)
        if fact is None:
            break
        asked.append(fact.id)
        found = yield asking(fact, today)
        if found:
            told.append(f"{fact.id}={typed.written(str(found), (yield from teller(party, fact)))}")
    return {"set": told, "person": [*every(answers, "person"), *party.met]}


def _room(deal: Deal | None, answers: Answers) -> int:
    """How many facts may be asked for."""
    return 1 if deal else min(MOST_OF_A_NEW_DEAL, room(answers))


def _unknown(deal: Deal | None, playbook: Playbook, answers: Answers, today: date, asked: list[str]) -> list[Fact]:
    """The facts that a front hangs on and nobody has told, once these answers are written down."""
    entries = drafted((), prepared(None, playbook, answers, today).events) if deal is None else ()
    standing = Standing(fold(entries) if deal is None else deal)
    return [fact for fact in missing(standing) if fact.id not in asked]


def _next(facts: list[Fact], playbook: Playbook, answers: Answers, page: Page) -> Fact | None:
    """The fact whose answer changes what the plan aims at, else the first that changes any of its lines."""
    second = None
    for fact in facts:
        told = ["", *[f"{fact.id}={typed.written(each)}" for each in possible(fact, playbook)]]
        pages = [page({**answers, "set": [*every(answers, "set"), *([each] if each else [])]}) for each in told]
        if any(aims != pages[0][0] for aims, _ in pages):
            return fact
        if second is None and any(lines != pages[0][1] for _, lines in pages):
            second = fact
    return second


def asking(fact: Fact, today: date) -> Question:
    """The question for a fact, which may stay open."""
    why = "The plan changes with it. If nobody knows, it has you ask."
    unit = f" In {fact.unit}." if fact.unit else ""
    text = f"Do you know? {phrase.quoted(fact.ask)}{unit}"
    flags = "--set FACT=VALUE[:PERSON]"
    options = fact.choices or (("yes", "no") if fact.type == "yes-no" else ())
    if options:
        choices = (Choice("", "not yet"), *[Choice(each, each) for each in options])
        return Question(f"set {fact.id}", text, "choice", choices, "", why, flags)

    def read(answer: str) -> str:
        return str(value("set", answer, fact, today)) if typed.words(answer) else ""

    kind = "date" if fact.type == "date" else "text"
    return Question(f"set {fact.id}", text, kind, (), "", why, flags, reads=read, empty="not yet")


def teller(party: Party, fact: Fact) -> Saying:
    """Who told a fact; empty when it is our own belief."""
    known = party.everybody()
    others = (Choice("", "nobody, we believe it"), Choice(NEW, "somebody else"))
    choices = (*[party.choice(name) for name in known], *others)
    why = "What one person says, or only we believe, the plan has you check."
    who = yield Question(
        f"set {fact.id} who", "Who said so?", "choice", choices, None, why, "--set FACT=VALUE[:PERSON]", detail=True
    )
    if who == NEW:
        who = (yield from party.newcomers(f"set {fact.id} who new", "Their full name?"))[0]
    return str(who)
