"""What is asked when a deal ends: why, what its end wants to be known, what was missing; and what that records."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.owed import owed
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open
from callplan.core.entries import ordered
from callplan.core.events import Event, LookedBack
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.grammar import split
from callplan.core.interview.ids import step
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, as_kept, every, upcoming
from callplan.core.interview.unknown_facts import fact_told
from callplan.core.map.condition import named
from callplan.core.text import written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script, Settled

CHANGED = ("yes", "maybe", "no")
REASONS = (
    "dislike it", "uneasy asking", "cannot make it worth their time", "lack the skill", "no access",
    "did not think it mattered",
)  # fmt: skip
MOST_PASSED_OVER = 9
LOOK_BACK = spelled("look-back")


def how(deal: Deal) -> Question:
    """How a deal ended, among the ends of its map."""
    ends = [each for each in deal.playbook.ends if each.id not in deal.playbook.left_out]
    choices = tuple([Choice(each.id, phrase.capital(phrase.spoken(each.title or each.id))) for each in ends])
    why = "The deal is on no list of open ones from then on; `callplan reopen` takes it up again."
    flags = "--won, --lost, --no-decision or --end END"
    return Question("end", f"How did {deal.name} end?", "choice", choices, None, why, flags)


def ending(deal: Deal, end: str, answers: Answers, today: date) -> Question | Settled | None:
    """The next question when a deal ends: why, then the facts that this end of the map wants. Raises Usage."""
    from callplan.core.interview.recorded import end_of

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
    from callplan.core.interview.recorded import closing

    told = every(answers, "set")
    party = Party(deal, deal.playbook, answers, today)
    standing = Standing(deal.but(closed=closing("reason", deal.playbook, today, *_why(end, answers))), today)
    given = {each.partition("=")[0] for each in told}
    names = [name for name in named(deal.playbook.end[end].needs) if name in deal.playbook.fact and name not in given]
    for fact in [deal.playbook.fact[name] for name in names]:
        if fact.ask and fact.depends is None and known(standing, fact.id).state in ("unknown", "assumed", "conflict"):
            told += yield from fact_told(party, fact, today)
    return {"set": told, "set told": True}


def ended(deal: Deal, answers: Answers, end: str, on: date, today: date, passed: tuple[str, ...] = ()) -> list[Event]:
    """What closing a deal records: the facts told on the way, its end, and the look back at what was `passed` over.

    Raises Usage for what cannot be read.
    """
    from callplan.core.interview.recorded import FlagReader, closing

    known = FlagReader(deal, deal.playbook, answers, on, today).known()
    end_of_it = closing("reason", deal.playbook, on, *_why(end, answers))
    return ordered([*known, end_of_it, *looked_back(deal, answers, on, passed)])


def closed_as(deal: Deal) -> str:
    """How a deal was closed, in a line."""
    assert deal.closed is not None
    end = deal.playbook.end[deal.closed.end]
    told = filter(None, (phrase.excerpt(deal.closed.reason), _quoted(deal.closed.words)))
    reason = "".join([f": {each}" for each in told])
    return f"{deal.name}: closed as {end.title or end.id}{reason}."


def _why(end: str, answers: Answers) -> tuple[str, str, str]:
    """An end, its reason and why in their words."""
    return end, answers.get("reason", ""), answers.get("words", "")


def _quoted(words: str) -> str:
    return phrase.quoted(phrase.excerpt(words)) if words else ""


def left_over(deal: Deal, on: date) -> str:
    """What a won deal still owes, in a sentence; it is looked after until it is paid (rule 63)."""
    debts = _steps_owed(deal, on)
    if deal.ending != "won" or not debts:
        return ""
    titles = phrase.shortened([deal.playbook.steps[each].called for each in debts])
    return phrase.sentence(f"Still missing: {titles}; `callplan prep {phrase.typed(deal.name)}` plans it")


def _reason_why(deal: Deal, kind: str, answers: Answers) -> Question | None:
    """Why the deal ended; a won deal whose closing decision was not made asks how that is known (rule 63)."""
    choices = as_kept(deal.playbook.end[kind].reasons)
    if answers.get("reason") or answers.get("words"):
        return _in_their_words("") if choices and "words" not in answers else None
    if choices and "reason" in answers:
        return _in_their_words(None)
    if kind == "won" and is_open(Standing(deal), deal.playbook.closing):
        title = deal.playbook.steps[deal.playbook.closing].name
        text = f"{phrase.capital(title)} is not on record. How do you know it is won?"
        return _reason(text, choices, None, "--reason TEXT, or debrief it first")
    if "reason" in answers and not choices:
        return None
    if kind == "won" and not choices:
        return _reason("Why did they choose you?", choices, "")
    return _reason("Why did it end?", choices, None)


def _in_their_words(default: str | None) -> Question:
    """Why, beside a reason of the list; needed where it is none of them."""
    reads = grammar.needed if default is None else grammar.words
    return Question(
        "words", "Why, in their words?", default=default, flags="--words TEXT", reads=reads, empty="not known",
        why="The list is for counting; their own words are for the next time.", detail=True,
    )  # fmt: skip


def _reason(text: str, choices: tuple[Choice, ...], default: str | None, flags: str = "--reason TEXT") -> Question:
    if choices:
        return Question("reason", text, "choice", (*choices, Choice("", "another reason")), default, flags=flags)
    reads = grammar.needed if default is None else grammar.words
    return Question("reason", text, default=default, flags=flags, reads=reads, empty="not known")


def looking_back(deal: Deal, answers: Answers, today: date) -> Script:
    """Ask about one step that was passed over; nothing where none was, or nobody cares to say."""
    told = every(answers, "look-back")
    missing = _steps_owed(deal, today)[:MOST_PASSED_OVER]
    if not missing:
        return {"look-back": told}
    choices = (*[Choice(each, deal.playbook.steps[each].called) for each in missing], Choice("", "none of these"))
    name = yield Question(
        "look-back step", "Looking back: which of these was missing most?", "choice", choices, "",
        "What is left out again and again, and at what price, is what `callplan redpen` shows you alone.", LOOK_BACK,
    )  # fmt: skip
    if not name:
        return {"look-back": told}
    title = deal.playbook.steps[name].called
    changed = yield Question(
        "look-back changed", f"Would {title} have changed how it ended?", "choice",
        as_kept(CHANGED), None, "Your own judgement, kept beside the rest.", LOOK_BACK,
        detail=True,
    )  # fmt: skip
    reason = yield Question(
        "look-back reason", "Why was it left out?", "choice",
        (*as_kept(REASONS), Choice("", "none of these")), None,
        "Each reason wants something else practised.", LOOK_BACK, detail=True,
    )  # fmt: skip
    return {"look-back": [*told, written(name, str(changed), str(reason)) if reason else written(name, str(changed))]}


def _steps_owed(deal: Deal, on: date) -> list[str]:
    """The steps passed over, the nearest to their gate first."""
    return [debt.id for debt in owed(Standing(deal, on)) if debt.id in deal.playbook.steps]


def looked_back(deal: Deal, answers: Answers, on: date, passed: tuple[str, ...]) -> list[Event]:
    """What the answers come to; `passed`: the steps passed over. Raises Usage for what cannot be read, or is none."""
    found: list[Event] = []
    for text in every(answers, "look-back"):
        name, changed, reason, words = split("look-back", text)
        if changed not in CHANGED:
            raise Usage(f"--look-back: “{changed}” is none of yes, maybe and no: would it have changed how it ended?")
        if reason and reason not in REASONS:
            raise Usage(f"--look-back: “{reason}” is none of the reasons. They are: {'; '.join(REASONS)}.")
        found.append(LookedBack(on, _of(step("look-back", name, deal.playbook), deal, passed), changed, reason, words))
    return found


def _of(name: str, deal: Deal, passed: tuple[str, ...]) -> str:
    """A step that was passed over."""
    if name in passed:
        return name
    there = f"Passed over: {', '.join(passed)}" if passed else f"In {deal.name} nothing was"
    raise Usage(f"--look-back: {name} was not passed over, so there is nothing to look back at. {there}.")
