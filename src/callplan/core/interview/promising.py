"""What else was promised on a call, on either side, and when it is that we meet again."""

from __future__ import annotations

from datetime import date

from callplan.core.call.choose import candidates
from callplan.core.deal.state import Deal
from callplan.core.interview import typed
from callplan.core.interview.grammar import our_act, their_act
from callplan.core.interview.happening import AGREED
from callplan.core.interview.oncall import OnCall
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.wording import seller_shaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.interview.oncall import Saying, Telling
    from callplan.core.interview.question import Answers, Script

THEIRS, OURS, MEET = "+theirs", "+ours", "+meet"
WHY = "A promise has a person, an act and a day; theirs counts when the act is on the map."
AS_SAID = "___ (as you’d say it: “send us”, never “you”, “me”, “my”)"
PROMISED, WE_PROMISED = "--promised PERSON:ACT:DATE", "--we-promised ACT:DATE"
NEXT = "--next DATE[:DECISION[:PERSON,…]]"


def promised(deal: Deal, answers: Answers, on: date, today: date) -> Script:
    """Ask for promises in their own words, ours, and the next meeting."""
    call = OnCall(deal, answers, on, today)
    call.told = {"promised": every(answers, AGREED), "we-promised": []}
    choices = (
        Choice(OURS, "We will …"),
        Choice(THEIRS, "They will … (in your own words)"),
        Choice(MEET, "We meet again on …"),
    )
    flags = "--promised, --we-promised or --next"
    picked = yield Question("promised what", "What else was promised?", "many", choices, [], WHY, flags)
    for each, ask in ((THEIRS, _theirs), (OURS, _ours), (MEET, _meeting)):
        if each in picked:
            yield from ask(call)
    return call.telling()


def _theirs(call: OnCall) -> Telling:
    count = 1
    said = yield from _their_words(1, f"They will {AS_SAID}", typed.needed)
    while said:
        who = yield from call.one(f"promised {count} who", f"Who will {said}?", WHY, PROMISED)
        until = yield _until(call, f"promised {count} due", f"{who} will {said} by when?", PROMISED)
        call.tell("promised", typed.written(who, said, until))
        count += 1
        said = yield from _their_words(count, "They will also", typed.words)


def _their_words(count: int, text: str, reads: Callable[[str], str]) -> Saying:
    """What they will do; what sounds like our work is asked once more, and may stay."""
    key = f"promised {count}"
    said = yield _words(key, text, reads, PROMISED, their_act)
    if not seller_shaped(said):
        return str(said)
    again = f"“{said}” is ours to do, or a feeling. What will they decide or do, that you could see? They will"
    return str((yield _words(f"{key} reworded", again, typed.needed, PROMISED, their_act).but(begun=said)))


def _ours(call: OnCall) -> Telling:
    count = 1
    said = yield _words("we-promised 1", "We will", typed.needed, WE_PROMISED, our_act)
    while said:
        until = yield _until(call, f"we-promised {count} due", f"We will {said} by when?", WE_PROMISED)
        call.tell("we-promised", typed.written(said, until))
        count += 1
        said = yield _words(f"we-promised {count}", "We will also", typed.words, WE_PROMISED, our_act)


def _meeting(call: OnCall) -> Telling:
    """The next meeting: its day, what they will decide there, and who comes."""
    day = yield _until(call, "next day", "We meet again on", NEXT)
    turns = candidates(call.standing)
    decisions = [call.steps[name] for name in sorted(turns, key=turns.__getitem__)]
    choices = (*[Choice(step.id, step.name, f"whether {step.clause}") for step in decisions], Choice("", "nothing yet"))
    about = yield Question(
        "next decision", "What will they decide there?", "choice", choices, "",
        "A meeting counts when it is for a decision, or brings somebody it needs.", NEXT, detail=True,
    )  # fmt: skip
    known = call.party.everybody()
    coming = yield Question(
        "next who", "Who will come?", "many", tuple(map(call.party.choice, known)), [],
        "Who is expected stands on the next page already.", NEXT, offered=call.party.present, detail=True,
    )  # fmt: skip
    call.told["next"] = typed.written(day, about, ",".join(coming))


def _words(key: str, text: str, reads: Callable[[str], str], flags: str, fitted: Callable[[str], str]) -> Question:
    """A line that says what is promised; `fitted` is how it is told later, or refused."""
    default = "" if reads is typed.words else None
    return Question(
        key, text, default=default, reads=lambda said: fitted(reads(said)), why=WHY, flags=flags, empty="nothing more",
        detail=True,
    )  # fmt: skip


def _until(call: OnCall, key: str, text: str, flags: str) -> Question:
    return Question(key, text, "date", reads=call.day, detail=True, why="A promise counts with its day.", flags=flags)
