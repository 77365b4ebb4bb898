"""What a prep asks: the map of a new deal, when and with whom the call is, what was decided, what is not known."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import plannable
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.events import Entry, Planned
from callplan.core.interview import typed
from callplan.core.interview.calls import default_day, expected, prepared
from callplan.core.interview.deciding import how_known, title
from callplan.core.interview.grammar import value
from callplan.core.interview.missing import missing
from callplan.core.interview.party import NEW, Party
from callplan.core.interview.question import Choice, Question, every, upcoming
from callplan.core.playbook import Fact, Playbook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from callplan.core.interview.question import Answers, Script, Settled

    Saying = Generator[Question, Any, str]


def opening(shelf: dict[str, str], answers: Answers) -> Question | None:
    """Which map a new deal follows; `shelf` tells when to choose each."""
    if answers.get("playbook"):
        return None
    choices = tuple([Choice(name, f"{name}: {choose_when}", choose_when) for name, choose_when in shelf.items()])
    return Question(
        "playbook", "How does this client buy?", "choice", choices,
        why="The plan comes from the decisions on this map; the deal keeps its own copy.",
        flags="--playbook ID|FILE",
    )  # fmt: skip


def preparing(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Question | Settled | None:
    """The next question of a prep; None when enough is known."""
    return upcoming(
        answers,
        (
            ("on", lambda: _when(deal, answers, today)),
            ("with", lambda: _company(deal, playbook, answers, today)),
            ("settled", lambda: _decided(deal, playbook, answers, today)),
            ("set", lambda: _facts(deal, playbook, answers, today)),
        ),
    )


def _when(deal: Deal | None, answers: Answers, today: date) -> Script:
    """The day; a call that was planned for it keeps its length and what it is for."""
    coming = expected(deal, today)
    usual = (coming.call if coming else default_day(deal, today)).isoformat()
    on = yield Question(
        "on day", "When is the call?", "date", default=usual, reads=typed.day(today), flags="--on DATE",
        why="What is due, and how long nothing has moved, is counted to that day.",
    )  # fmt: skip
    return {"on": on, **(_kept(deal, coming, answers) if deal and coming and on == coming.call.isoformat() else {})}


def _kept(deal: Deal, coming: Planned, answers: Answers) -> Answers:
    if "with" in answers:
        return {}
    target = coming.target if coming.target and plannable(Standing(deal, coming.call), coming.target) else None
    kept = {"minutes": coming.minutes, "target": target}
    return {key: answer for key, answer in kept.items() if answer and not answers.get(key)}


def _company(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Script:
    """Who is on the call; those expected stand already."""
    party = Party(deal, playbook, answers, today)
    why = "Who is there decides what can be decided on this call."
    texts = yield from party.company("Who is on the call?", _usual(deal, today), why)
    return {"with": texts}


def _usual(deal: Deal | None, today: date) -> list[str]:
    """Those who are expected, else those of the last call."""
    coming = expected(deal, today)
    people = coming.people if coming else deal.calls[-1].people if deal and deal.calls else ()
    return [name for name in people if deal and not deal.people[name].left]


def _decided(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Script:
    """What a new client has decided already: they are taken as they are found."""
    if deal is not None:
        return {"settled": []}
    why = "Their way need not start where ours does. What they passed over is owed, and nothing starts again."
    decisions = tuple([Choice(step.id, step.name, f"whether {step.clause}") for step in playbook.decisions])
    picked = yield Question(
        "settled what", "What have they decided already?", "many", decisions, [], why, "--settled DECISION:PERSON"
    )
    party = Party(None, playbook, answers, today)
    told = []
    for name in picked:
        step = playbook.steps[name]
        said = yield from party.who(f"settled {name} who", f"Who said yes to {title(step)}?", several=True)
        for person in said:
            rung = (yield from how_known(f"settled {name} {person}", step, person, party)) if step.proof else ""
            told.append(typed.written(name, person, rung))
    return {"settled": told, "person": [*every(answers, "person"), *party.met]}


def _facts(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Script:
    """The one or two facts their way hangs on that nobody has told; a call prepared twice asks no more."""
    if deal and deal.planned:
        return {"set": []}
    if deal is None:
        events = prepared(None, playbook, answers, today).events
        deal, most = fold(tuple([Entry(number, 1, event) for number, event in enumerate(events, 1)])), 2
    else:
        most = 1
    told = []
    party = Party(deal, playbook, answers, today)
    for fact in missing(Standing(deal))[:most]:
        found = yield _fact(fact, today)
        if found:
            teller = yield from _teller(party, fact)
            told.append(f"{fact.id}={typed.written(str(found), teller)}")
    return {"set": told, "person": [*every(answers, "person"), *party.met]}


def _fact(fact: Fact, today: date) -> Question:
    why = "Part of their way hangs on it. If nobody knows, the plan has you ask."
    unit = f" In {fact.unit}." if fact.unit else ""
    text = f"Do you know? {phrase.quoted(fact.ask)}{unit}"
    flags = f"--set {fact.id}=VALUE"
    options = fact.choices or (("yes", "no") if fact.type == "yes-no" else ())
    if options:
        choices = (Choice("", "not yet"), *[Choice(each, each) for each in options])
        return Question(f"set {fact.id}", text, "choice", choices, "", why, flags)

    def read(answer: str) -> str:
        return str(value("set", answer, fact, today)) if typed.words(answer) else ""

    kind = "date" if fact.type == "date" else "text"
    return Question(f"set {fact.id}", text, kind, (), "", why, flags, reads=read, empty="not yet")


def _teller(party: Party, fact: Fact) -> Saying:
    """Who told a fact; empty when it is our own belief."""
    known = party.everybody()
    others = (Choice("", "nobody, we believe it"), Choice(NEW, "somebody else"))
    choices = (*[party.choice(name) for name in known], *others)
    why = "What one person says, or only we believe, the plan has you check."
    teller = yield Question(f"set {fact.id} who", "Who said so?", "choice", choices, why=why, detail=True)
    if teller == NEW:
        teller = (yield from party.newcomers(f"set {fact.id} who new", "Their full name?"))[0]
    return str(teller)
