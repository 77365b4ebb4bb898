"""What a debrief asks: who came, promises due, what was decided and promised, was it worth it, the rep's word."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open
from callplan.core.interview import typed
from callplan.core.interview.calls import debrief_day
from callplan.core.interview.company import OFF, company
from callplan.core.interview.fates import fates
from callplan.core.interview.happening import PROMISES, happened
from callplan.core.interview.party import Party
from callplan.core.interview.promising import promised
from callplan.core.interview.question import Choice, Question, upcoming
from callplan.core.outcome import VERDICTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script, Settled


def debriefing(deal: Deal, answers: Answers, today: date) -> Question | Settled | None:
    """The next question of a debrief; None when enough is known, or when the call did not take place."""
    if any(answers.get(key) for key in OFF):
        return None
    on, _ = debrief_day(deal, answers, today)
    today = max(on, today)
    return upcoming(
        answers,
        (
            ("with", lambda: company(deal, answers, on, today)),
            ("kept,missed,moved,released", lambda: fates(deal, on, today)),
            ("decided,declined,deferred,reopened,waived", lambda: happened(deal, answers, on, today)),
            (",".join(PROMISES), lambda: promised(deal, answers, on, today)),
            ("worth-it,not-asked", lambda: _worth(deal, answers, today)),
            ("verdict", _verdict),
        ),
    )


def _worth(deal: Deal, answers: Answers, today: date) -> Script:
    """Whether it was worth their time; an empty answer is "not asked"."""
    present = Party(deal, deal.playbook, answers, today).present
    whose = f"{present[0]}{chr(8217)}s" if len(present) == 1 else "their"
    words = yield Question(
        "worth-it words", f"Was it worth {whose} time, in their words?", default="", empty="not asked",
        why="It is the last question of every call; nobody else tells you this early.",
        flags="--worth-it WORDS or --not-asked", reads=typed.words,
    )  # fmt: skip
    return {"worth-it": words} if words else {"not-asked": True}


def _verdict() -> Script:
    """The rep's own word, before the computed one is shown."""
    said = {
        "advanced": "The client advanced", "small-step": "A small step", "stayed": "They stayed where they were",
        "went-back": "They went back", "won": "Won", "lost": "Lost",
    }  # fmt: skip
    choices = (*[Choice(word, said[word]) for word in VERDICTS], Choice("", "I cannot say"))
    why = "Asked before the result is worked out; both are kept, and the gap is shown over time."
    text = "How do you see it yourself?"
    verdict = yield Question("verdict word", text, "choice", choices, "", why, "--verdict", offered="stayed")
    return {"verdict": verdict}


def closing_question(deal: Deal, kind: str, answers: Answers) -> Question | None:
    """Why the deal ended; a won deal whose closing decision was not made asks how that is known (rule 63)."""
    if answers.get("reason"):
        return None
    end = deal.playbook.end.get(kind)
    choices = tuple([Choice(reason, reason) for reason in end.reasons]) if end else ()
    if kind == "won" and is_open(Standing(deal), deal.playbook.closing):
        title = deal.playbook.steps[deal.playbook.closing].name
        text = f"{phrase.capital(title)} is not on record. How do you know it is won?"
        return _reason(text, choices, None, "--reason TEXT, or debrief it first")
    if "reason" in answers and not choices:
        return None
    if kind == "won" and not choices:
        return _reason("Why did they choose you?", choices, "")
    return _reason("Why, in their words?", choices, None)


def _reason(text: str, choices: tuple[Choice, ...], default: str | None, flags: str = "--reason TEXT") -> Question:
    if choices:
        return Question("reason", text, "choice", choices, default, flags=flags)
    reads = typed.needed if default is None else typed.words
    return Question("reason", text, default=default, flags=flags, reads=reads, empty="not known")
