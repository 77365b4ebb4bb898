"""What became of the promises that were due, what else was promised on a call, and when it is that we meet again."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import candidates
from callplan.core.deal.promised import come
from callplan.core.deal.standing import LATEST
from callplan.core.deal.state import Contact, Deal, Fate, Promise
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.deciding import decision_choice
from callplan.core.interview.grammar import our_act, their_act
from callplan.core.interview.happening import AGREED
from callplan.core.interview.party import OnCall, Party
from callplan.core.interview.question import Choice, Question, every
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.interview.question import Answers, Saying, Script, Telling


THEIRS, OURS, MEET = "+theirs", "+ours", "+meet"
WHY = "A promise has a person, an act and a day; theirs counts when the act is on the map."
AS_SAID = "___ (as you’d say it: “send us”, never “you”, “me”, “my”)"
PROMISED, WE_PROMISED, NEXT = [spelled(key) for key in ("promised", "we-promised", "next")]
WHY_DUE = "Two dates that they missed put in doubt what they had decided; ours that are late open the next call."
FATES = (
    Choice("kept", "kept"),
    Choice("missed", "missed"),
    Choice("moved", "moved to another day"),
    Choice("released", "no longer wanted"),
    Choice("", "leave it as it is"),
)
_OURS = (
    r"(send|e-?mail|share|forward|present|show|give|prepare|draft|get|receive|review|look at|read|wait for)\b.*"
    r"\b(proposal|quote|quotation|offer|deck|slides|brochure|presentation|pricing|price list|demo|material|info\w*)\b",
    r"follow(ing)?[- ]?up\b|follow through\b",
    r"(check|touch|circle|loop|get|come|report) (in|back|base)\b",
    r"(keep|stay|be) (in|on) (touch|contact|the loop)\b",
    r"(re)?schedule\b|set up (a|another|the next)\b|book (a|another)\b|next steps?\b",
    r"(have|had|do|did|hold|give|gave|get|got|run)\b.*\b(call|meeting|demo\w*|chat|talk|conversation|presentation)\b",
    r"(good|great|nice|positive|productive|excellent)\b",
    r"(like|love)d?\b",
    r"be (interested|happy|keen|positive|excited)\b",
    r"think (about|it|over)\b|let (us|me|you) know\b|discuss (it )?internally\b",
)
_PATTERN = re.compile(rf"(?i)(?:{'|'.join(_OURS)})")


def fates(deal: Deal, answers: Answers, on: date, today: date) -> Script:
    """Ask what became of each promise that was due, theirs first; whoever was to be brought and is there needs none."""
    told: dict[str, list[str]] = {"kept": [], "missed": [], "moved": [], "released": []}
    there = _with_those_there(deal, answers, on, today)
    waiting = [each for each in there.promises.values() if each.state == "open" and each.due <= on]
    waiting.sort(key=lambda each: deal.side(each.person) == "us")
    kept: list[str] = []
    several = len(waiting) > 1
    if several:
        choices = tuple([Choice(each.id, _promise(each, on)) for each in waiting])
        text = "Which of these were kept?"
        kept = yield Question("kept what", text, "many", choices, [], WHY_DUE, spelled("kept"))
    for each in waiting:
        fate = "kept" if each.id in kept else (yield _fate(each, on, several))
        if fate == "moved":
            until = yield Question(
                f"moved {each.id}", "To which day?", "date", reads=grammar.day_reader(on, on), detail=True,
                why=WHY_DUE, flags=spelled("moved"),
            )  # fmt: skip
            told["moved"].append(written(each.id, until))
        elif fate:
            told[fate].append(each.id)
    return told


def _with_those_there(deal: Deal, answers: Answers, on: date, today: date) -> Deal:
    """The deal with those on the call, in the parts they play, and what their coming has kept."""
    party = Party(deal, deal.playbook, answers, today)
    known = party.roster.known
    people = {name: deal.people.get(name, Contact(name)).but(roles=known[name], left=None) for name in party.present}
    return come(deal.but(people=deal.people | people), tuple(party.present), Fate(on, LATEST, LATEST))


def _fate(promise: Promise, on: date, detail: bool) -> Question:
    choices = FATES[1:] if detail else FATES
    return Question(
        f"kept {promise.id}", f"{_promise(promise, on)}?", "choice", choices, "", WHY_DUE,
        "--kept, --missed, --moved or --released", offered=choices[0].value, detail=detail,
    )  # fmt: skip


def _promise(promise: Promise, on: date) -> str:
    who = f"{promise.person} was" if promise.person else "We were"
    return f"{who} to {promise.act} by {phrase.long_day(promise.due, on)}"


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
    said = yield from _their_words(1, f"They will {AS_SAID}", grammar.needed)
    while said:
        who = yield from call.one(f"promised {count} who", f"Who will {said}?", WHY, PROMISED)
        until = yield _until(call, f"promised {count} due", f"{who} will {said} by when?", PROMISED)
        call.tell("promised", written(who, said, until))
        count += 1
        said = yield from _their_words(count, "They will also", grammar.words)


def _their_words(count: int, text: str, reads: Callable[[str], str]) -> Saying:
    """What they will do; what sounds like our work is asked once more, and may stay."""
    key = f"promised {count}"
    said = yield _words(key, text, reads, PROMISED, their_act)
    if not seller_shaped(said):
        return str(said)
    again = f"“{said}” is ours to do, or a feeling. What will they decide or do, that you could see? They will"
    return str((yield _words(f"{key} reworded", again, grammar.needed, PROMISED, their_act).but(begun=said)))


def _ours(call: OnCall) -> Telling:
    count = 1
    said = yield _words("we-promised 1", "We will", grammar.needed, WE_PROMISED, our_act)
    while said:
        until = yield _until(call, f"we-promised {count} due", f"We will {said} by when?", WE_PROMISED)
        call.tell("we-promised", written(said, until))
        count += 1
        said = yield _words(f"we-promised {count}", "We will also", grammar.words, WE_PROMISED, our_act)


def _meeting(call: OnCall) -> Telling:
    """The next meeting: its day, what they will decide there, and who comes."""
    day = yield _until(call, "next day", "We meet again on", NEXT)
    turns = candidates(call.standing)
    decisions = [call.steps[name] for name in sorted(turns, key=turns.__getitem__)]
    choices = (*map(decision_choice, decisions), Choice("", "nothing yet"))
    about = yield Question(
        "next decision", "What will they decide there?", "choice", choices, "",
        "A meeting counts when it is for a decision, or brings somebody it needs.", NEXT, detail=True,
    )  # fmt: skip
    known = call.party.everybody()
    coming = yield Question(
        "next who", "Who will come?", "many", tuple(map(call.party.choice, known)), [],
        "Who is expected stands on the next page already.", NEXT, offered=call.party.present, detail=True,
    )  # fmt: skip
    call.told["next"] = written(day, about, ",".join(coming))


def _words(key: str, text: str, reads: Callable[[str], str], flags: str, fitted: Callable[[str], str]) -> Question:
    """A line that says what is promised; `fitted` is how it is told later, or refused."""
    default = "" if reads is grammar.words else None
    return Question(
        key, text, default=default, reads=lambda said: fitted(reads(said)), why=WHY, flags=flags, empty="nothing more",
        detail=True,
    )  # fmt: skip


def _until(call: OnCall, key: str, text: str, flags: str) -> Question:
    return Question(key, text, "date", reads=call.day, detail=True, why="A promise counts with its day.", flags=flags)


def seller_shaped(act: str) -> bool:
    """Whether an act said of the client is really ours, or nothing that can be seen to be done."""
    return _PATTERN.match(act.strip()) is not None
