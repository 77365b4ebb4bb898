"""What a debrief asks: who came, promises due, what was decided and promised, was it worth it, the rep's word."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.state import Deal
from callplan.core.interview import grammar
from callplan.core.interview.calling import calling
from callplan.core.interview.doubts import doubts
from callplan.core.interview.happening import PROMISES, happened
from callplan.core.interview.party import Party
from callplan.core.interview.promising import fates, promised
from callplan.core.interview.question import Choice, Question, upcoming
from callplan.core.interview.which_call import awaited, debrief_day
from callplan.core.outcome import VERDICTS
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script, Settled

OFF = ("call-moved", "call-cancelled", "no-show", "our-no-show")
DAY, MOVED, CANCELLED, NOBODY, NOT_US = "+day", "+moved", "+cancelled", "+nobody", "+not-us"
NOT_HELD = (CANCELLED, NOBODY, NOT_US)
WHY_WHO = "Only what the client does counts; a call with nobody of theirs has no result."


def debriefing(deal: Deal, answers: Answers, today: date) -> Question | Settled | None:
    """The next question of a debrief; None when enough is known, or when the call did not take place."""
    if any(answers.get(key) for key in OFF):
        return None
    on, _ = debrief_day(deal, answers, today)
    today = max(on, today)
    return upcoming(
        answers,
        (
            *doubts(deal, deal.playbook, answers, today),
            ("with", lambda: _company(deal, answers, on, today)),
            ("kept,missed,moved,released", lambda: fates(deal, answers, on, today)),
            ("decided,declined,deferred,reopened,waived", lambda: happened(deal, answers, on, today)),
            (",".join(PROMISES), lambda: promised(deal, answers, on, today)),
            ("as", lambda: calling(deal, deal.playbook, answers, today)),
            ("worth-it,not-asked", lambda: _worth(deal, answers, today)),
            ("verdict", _verdict),
        ),
    )


def _company(deal: Deal, answers: Answers, on: date, today: date) -> Script:
    """Ask who came; those planned stand already, and a call that did not take place is one tick."""
    planned = list(deal.planned.people) if deal.planned else None
    last = deal.meeting.people if deal.meeting else deal.calls[-1].people if deal.calls else ()
    party = Party(deal, deal.playbook, answers, today)
    offered = [name for name in (last if planned is None else planned) if name in party.everybody()]
    waited_for = bool(awaited(deal))
    besides = (
        *([] if answers.get("on") else [Choice(DAY, "it was on another day")]),
        *([Choice(MOVED, "it was moved to another day"), Choice(CANCELLED, "it was cancelled")] if waited_for else []),
        Choice(NOBODY, "nobody came, or picked up: tick who was to"),
        Choice(NOT_US, "we did not come ourselves"),
    )
    text = f"Who was on the call of {phrase.long_day(on, today)}?"
    if any(call.on == on for call in deal.calls):
        text = f"A call of {phrase.long_day(on, today)} is on record already. Who was on this one?"
    picked = yield from party.company(text, planned, WHY_WHO, offered=offered, reads=_somebody, besides=besides)
    if CANCELLED in picked:
        return {"call-cancelled": True}
    company = [text for text in picked if text not in (DAY, MOVED, NOBODY, NOT_US)]
    told: Answers = {"our-no-show": True} if NOT_US in picked else {"with": company}
    # of a call with our own people alone nobody of theirs stayed away
    if NOBODY in picked and Party(deal, deal.playbook, {**answers, **told}, today).present:
        told["no-show"] = True
    if MOVED in picked:
        told = {key: answer for key, answer in told.items() if key != "with" or "no-show" in told}
        told["call-moved"] = yield _day("moved to", "Which day was it moved to?", "--call-moved DATE", today)
    if DAY in picked:
        told["on"] = yield _day("on day", "Which day was it?", "--on DATE", today, behind=True)
    return told


def _somebody(picked: list[str]) -> list[str]:
    """Somebody was there, or there was no call, for one reason. Raises Usage where two answers exclude each other."""
    why_not = [each for each in picked if each in NOT_HELD]
    elsewhen = [each for each in picked if each in (DAY, MOVED)]
    if len(why_not) > 1 or len(elsewhen) > 1 or (elsewhen and CANCELLED in picked):
        raise Usage("That cannot all be so: tick whether it was cancelled, moved, on another day, or who did not come.")
    without = (DAY, NOBODY, MOVED) if NOBODY in picked else (DAY,)
    return grammar.some([name for name in picked if name not in without]) and picked


def _day(key: str, text: str, flags: str, today: date, *, behind: bool = False) -> Question:
    why = "What was due, and how long nothing has moved, is counted to that day."
    return Question(
        key, text, "date", reads=grammar.day_reader(today, behind=behind), flags=flags, why=why, detail=True
    )


def _worth(deal: Deal, answers: Answers, today: date) -> Script:
    """Whether it was worth their time; an empty answer is "not asked"."""
    present = Party(deal, deal.playbook, answers, today).present
    whose = f"{present[0]}{chr(8217)}s" if len(present) == 1 else "their"
    words = yield Question(
        "worth-it words", f"Was it worth {whose} time, in their words?", default="", empty="not asked",
        why="It is the last question of every call; nobody else tells you this early.",
        flags="--worth-it WORDS or --not-asked", reads=grammar.words,
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
