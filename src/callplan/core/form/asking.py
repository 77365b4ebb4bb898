"""What is asked about a filled form: what is open of it, what every debrief asks, and whether to write it down."""

from __future__ import annotations

from datetime import date

from callplan.core.entries import drafted
from callplan.core.entry_in_words import teller
from callplan.core.form.filled import AGAIN, SINCE, Paper, filled, refusal, said_unread
from callplan.core.interview.calls import debriefed
from callplan.core.interview.debriefing import debriefing
from callplan.core.interview.question import Choice, Question, Settled
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers, Following

FILE, TEXT, TOLD, RIGHT = "form file", "form text", "form told", "form right"
_WHY = "What stands on the form is written down as yours; the log shows it, and undo takes it back."
_CHOICES = (Choice("yes", "yes, write it down"), Choice("no", "no, write nothing"))


class Stopped(Refusal):
    """The person wants nothing of a form written down."""


def asked_of(deal: Deal, entries: tuple[Entry, ...], today: date) -> Following:
    """What is asked next of a form that is among the answers, until all of it may be written down.

    Raises BadFile for what cannot be taken, Stopped where nothing is to be written.
    """

    def following(answers: Answers) -> Question | Settled | None:
        stops = [said == "no" for key, said in answers.items() if key == RIGHT or key.startswith((AGAIN, SINCE))]
        if any(stops):
            raise Stopped("Nothing was written; the file is as it was.")
        if TOLD not in answers:
            return _read(deal, entries, answers, today)
        asks = debriefing(deal, answers, today)
        return asks or (None if RIGHT in answers else _right(deal, entries, answers, today))

    return following


def _read(deal: Deal, entries: tuple[Entry, ...], answers: Answers, today: date) -> Question | Settled:
    paper = Paper(answers[FILE], answers[TEXT])
    found = filled(deal, entries, paper, answers, today)
    asked = [each.question for each in found.open if each.question]
    if found.problems and (not asked or _refused_unasked(deal, entries, answers, today)):
        raise refusal(paper, found.problems)
    if asked:
        return asked[0]
    flags = {key: value for key, value in answers.items() if " " not in key}
    return Settled({**not_asked(), **found.answers, **flags, TOLD: True})


def _refused_unasked(deal: Deal, entries: tuple[Entry, ...], answers: Answers, today: date) -> bool:
    """Whether a form is refused whatever is answered; what an answer brings up is told once all of them are there."""
    untold = {key: value for key, value in answers.items() if not key.startswith("form ")}
    return bool(filled(deal, entries, Paper(answers[FILE], answers[TEXT]), untold, today).problems)


def not_asked() -> Answers:
    """What a form leaves as it is: nobody is asked about what stands empty on it."""
    return {"kept": [], "decided": [], "promised": [], "as": []}


def _right(deal: Deal, entries: tuple[Entry, ...], answers: Answers, today: date) -> Question:
    """Whether what would be written down is right, which stands above the question."""
    paper = Paper(answers[FILE], answers[TEXT])
    passed_over = said_unread(paper, filled(deal, entries, paper, answers, today))
    above = (*passed_over, *[f"· {line}" for line in told(deal, entries, answers, today)])
    return Question(RIGHT, "Write this down?", "choice", _CHOICES, None, _WHY, offered="yes", above=above)


def told(deal: Deal, entries: tuple[Entry, ...], answers: Answers, today: date) -> list[str]:
    """What would be written down, a line each, in the words of the log."""
    new = debriefed(deal, answers, today).events
    every = drafted(entries, new)
    in_words = teller(every)
    return [in_words(entry) for entry in every[len(entries) :]]
