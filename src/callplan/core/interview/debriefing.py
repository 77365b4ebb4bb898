"""What a debrief asks: who came, promises due, what was decided and promised, was it worth it, the rep's word."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.state import Deal
from callplan.core.interview import typed
from callplan.core.interview.calls import debrief_day
from callplan.core.interview.happening import PROMISES, happened
from callplan.core.interview.oncall import OFF, company
from callplan.core.interview.party import Party
from callplan.core.interview.promising import fates, promised
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
            ("kept,missed,moved,released", lambda: fates(deal, answers, on, today)),
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
