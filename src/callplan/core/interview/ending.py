"""What is asked when a deal ends: why, and what this end of the map wants to be known; and what that records."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.owed import owed
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open
from callplan.core.entries import ordered
from callplan.core.events import Event
from callplan.core.interview import typed
from callplan.core.interview.looking_back import looked_back, looking_back
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, every, upcoming
from callplan.core.interview.telling import asking, teller
from callplan.core.map.condition import leaves
from callplan.core.map.terms import Named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script, Settled


def ending(deal: Deal, end: str, answers: Answers, today: date) -> Question | Settled | None:
    """The next question when a deal ends: why, then the facts that this end of the map wants. Raises Usage."""
    from callplan.core.interview.told import end_of

    end_of("end", deal.playbook, end)
    return _reason_why(deal, end, answers) or upcoming(
        answers,
        (
            ("set told", lambda: _facts(deal, end, answers, today)),
            ("look-back", lambda: looking_back(deal, answers, today)),
        ),
    )


def _facts(deal: Deal, end: str, answers: Answers, today: date) -> Script:
    """Ask for the facts that this end wants, with this reason, and nobody has told."""
    from callplan.core.interview.told import closing

    told = every(answers, "set")
    party = Party(deal, deal.playbook, answers, today)
    standing = Standing(deal.but(closed=closing("reason", deal.playbook, today, end, answers.get("reason", ""))), today)
    needs = deal.playbook.end[end].needs
    given = {each.partition("=")[0] for each in told}
    names = [leaf.id for leaf in leaves(needs) if isinstance(leaf, Named) and leaf.id in deal.playbook.fact]
    for fact in [deal.playbook.fact[name] for name in dict.fromkeys(names) if name not in given]:
        if fact.ask and fact.depends is None and known(standing, fact.id).state in ("unknown", "assumed", "conflict"):
            found = yield asking(fact, today)
            if found:
                told.append(f"{fact.id}={typed.written(str(found), (yield from teller(party, fact)))}")
    return {"set": told, "set told": True}


def ended(deal: Deal, answers: Answers, end: str, on: date, today: date, passed: tuple[str, ...] = ()) -> list[Event]:
    """What closing a deal records: the facts told on the way, its end, and the look back at what was `passed` over.

    Raises Usage for what cannot be read.
    """
    from callplan.core.interview.told import Teller, closing

    known = Teller(deal, deal.playbook, answers, on, today).known()
    end_of_it = closing("reason", deal.playbook, on, end, answers.get("reason", ""))
    return ordered([*known, end_of_it, *looked_back(deal, answers, on, passed)])


def closed_as(deal: Deal) -> str:
    """How a deal was closed, in a line."""
    assert deal.closed is not None
    end = deal.playbook.end[deal.closed.end]
    reason = f": {deal.closed.reason}" if deal.closed.reason else ""
    return f"{deal.name}: closed as {end.title or end.id}{reason}."


def left_over(deal: Deal, on: date) -> str:
    """What a won deal still owes, in a sentence; it is looked after until it is paid (rule 63)."""
    debts = [debt.id for debt in owed(Standing(deal, on)) if debt.id in deal.playbook.steps]
    if deal.ending != "won" or not debts:
        return ""
    titles = phrase.shortened([deal.playbook.steps[each].called for each in debts])
    return phrase.sentence(f"Still missing: {titles}; `callplan prep {phrase.typed(deal.name)}` plans it")


def _reason_why(deal: Deal, kind: str, answers: Answers) -> Question | None:
    """Why the deal ended; a won deal whose closing decision was not made asks how that is known (rule 63)."""
    if answers.get("reason"):
        return None
    choices = tuple([Choice(reason, reason) for reason in deal.playbook.end[kind].reasons])
    if kind == "won" and is_open(Standing(deal), deal.playbook.closing):
        title = deal.playbook.steps[deal.playbook.closing].name
        text = f"{phrase.capital(title)} is not on record. How do you know it is won?"
        return _reason(text, choices, None, "--reason TEXT, or debrief it first")
    if "reason" in answers and not choices:
        return None
    if kind == "won" and not choices:
        return _reason("Why did they choose you?", choices, "")
    return _reason("Why did it end?", choices, None)


def _reason(text: str, choices: tuple[Choice, ...], default: str | None, flags: str = "--reason TEXT") -> Question:
    if choices:
        return Question("reason", text, "choice", choices, default, flags=flags)
    reads = typed.needed if default is None else typed.words
    return Question("reason", text, default=default, flags=flags, reads=reads, empty="not known")
