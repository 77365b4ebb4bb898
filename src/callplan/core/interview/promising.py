"""What became of the promises that were due, what else was promised on a call, and when it is that we meet again."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import candidates
from callplan.core.deal.fulfilled import nobody_waits
from callplan.core.deal.needs import is_ours
from callplan.core.deal.position import undone
from callplan.core.deal.promised import LIVE
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.status import is_open
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.deciding import decision_choice
from callplan.core.interview.grammar import NO_DAY
from callplan.core.interview.happening import AGREED, IN_OWN_WORDS, MEET, OURS, PROMISING, THEIRS
from callplan.core.interview.party import OnCall
from callplan.core.interview.promise_line import (
    example,
    our_lines,
    parts,
    promises_shown,
    short,
    their_line,
    their_lines,
)
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.so_far import so_far
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script, Telling


WHY = "A promise has a person, an act and a day; theirs counts when the act is on the map."
SEVERAL = "; a semicolon before the next"
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
    standing = Standing(so_far(deal, answers, on, today), on)
    there = [each for each in standing.deal.promises.values() if each.id in deal.promises]
    waiting = [each for each in there if each.state in LIVE and each.due <= on and not nobody_waits(standing, each)]
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


def _fate(promise: Promise, on: date, detail: bool) -> Question:
    choices = FATES[1:] if detail else FATES
    return Question(
        f"kept {promise.id}", f"{_promise(promise, on)}. What became of it?", "choice", choices, "", WHY_DUE,
        "--kept, --missed, --moved or --released", offered=choices[0].value, detail=detail,
    )  # fmt: skip


def _promise(promise: Promise, on: date) -> str:
    who = f"{promise.person} was" if promise.person else "We were"
    return f"{who} to {promise.act} by {phrase.long_day(promise.due, on)}"


def promised(deal: Deal, answers: Answers, on: date, today: date) -> Script:
    """Ask for promises in their own words, ours, and the next meeting."""
    call = OnCall(so_far(deal, answers, on, today), answers, on, today)
    call.told = {"promised": every(answers, AGREED), "we-promised": []}
    flags = "--promised, --we-promised or --next"
    picked = yield Question(IN_OWN_WORDS, "What else was promised?", "many", PROMISING, [], WHY, flags)
    for each, ask in ((THEIRS, _theirs), (OURS, _ours)):
        if each in picked:
            yield from ask(call)
    if MEET in picked:
        yield from _meeting(call, Standing(deal, on))
    return call.telling()


def _theirs(call: OnCall) -> Telling:
    """Their promises, all on one line."""
    like = example(call, _sample(call, "send us the list", ours=False))
    lines = yield Question(
        "promised lines", f"They will ___ (as in “{like}”{SEVERAL})", reads=their_lines(call),
        shows=promises_shown, default="", empty="nothing", why=WHY, flags=PROMISED, detail=True,
        names=tuple(call.party.everybody()),
    )  # fmt: skip
    for count, line in enumerate(lines, 1):
        yield from _one_of_theirs(call, f"promised {count}", line)


def _one_of_theirs(call: OnCall, key: str, line: str) -> Telling:
    """What the line left out of a promise of theirs; what sounds like our work is asked once more, and may stay."""
    who, act, until = parts(line)
    if seller_shaped(act):
        again = yield Question(
            f"{key} reworded",
            f"“{act}” is ours to do, or a feeling. What will they decide or do, that you could see? They will",
            reads=their_line(call), shows=promises_shown, begun=promises_shown([line]), why=WHY, flags=PROMISED,
            detail=True,
        )  # fmt: skip
        who, act, until = parts(again[0])
    key_who, text = f"{key} who", f"Who will {act}?"
    if who:
        who = yield from call.typed(key_who, who)
    else:
        who = yield from call.one(key_who, text, WHY, PROMISED)
        act = _without_name(call, who, act)
    until = until or (yield _until(call, f"{key} due", f"{who} will {act} by when?", PROMISED))
    call.tell("promised", written(who, act, until or NO_DAY))


def _without_name(call: OnCall, who: str, act: str) -> str:
    """An act without the name of whoever does it, where that was typed before it: `Oz send us the list`."""
    first, _, rest = act.partition(" ")
    return rest if rest and call.party.roster.meant(first) == [who] else act


def _sample(call: OnCall, usual: str, *, ours: bool) -> str:
    """The shortest act that the map has still open, of theirs or of ours; else what is usual."""
    acts = [step for step in call.standing.map.acts if is_ours(call.standing, step.id) == ours]
    clauses = [step.clause for step in acts if undone(call.standing, step.id)]
    return min(clauses, key=len, default=usual)


def _ours(call: OnCall) -> Telling:
    people = call.party.present
    usual = f"send {short(call, people[0])} the notes" if people else "send the notes"
    like = _sample(call, usual, ours=True)
    lines = yield Question(
        "we-promised lines", f"We will ___ (as in “{like}, by friday”{SEVERAL})", reads=our_lines(call),
        shows=promises_shown, default="", empty="nothing", why=WHY, flags=WE_PROMISED, detail=True,
    )  # fmt: skip
    for count, line in enumerate(lines, 1):
        _, act, until = parts(line)
        key, text = f"we-promised {count} due", f"We will {act} by when?"
        if until in ("", NO_DAY):
            until = yield _until(call, key, text, WE_PROMISED).but(default=None, empty="", reads=call.day)
        call.tell("we-promised", written(act, until))


def _meeting(call: OnCall, before: Standing) -> Telling:
    """The next meeting: its day, what they will decide there, now or as it stood `before` the call, and who comes."""
    day = yield _until(call, "next day", "We meet again on", NEXT).but(empty="no day yet, so it is not written down")
    if not day:
        return
    turns = [candidates(each) for each in (call.standing, before)]
    names = dict.fromkeys([name for each in turns for name in sorted(each, key=each.__getitem__)])
    decisions = [call.steps[name] for name in names if is_open(call.standing, name)]
    choices = (*map(decision_choice, decisions), Choice("", "nothing yet"))
    about = yield Question(
        "next decision", "What will they decide there?", "choice", choices, "",
        "A meeting counts when it is for a decision, or brings somebody it needs.", NEXT, detail=True,
    )  # fmt: skip
    known = [name for name in call.party.everybody() if not call.standing.deal.has_left(name)]
    coming = yield Question(
        "next who", "Who will come?", "many", tuple(map(call.party.choice, known)), [],
        "Who is expected stands on the next page already.", NEXT,
        offered=[name for name in call.party.present if name in known], detail=True,
    )  # fmt: skip
    call.told["next"] = written(day, about, ",".join(coming))


def _until(call: OnCall, key: str, text: str, flags: str) -> Question:
    """By which day; nothing in its place where they named none."""
    return Question(
        key, text, "date", default="", reads=lambda said: call.day(said) if grammar.words(said) else "", detail=True,
        empty="they named no day", why="A promise counts with its day; without one the next plan asks for it.",
        flags=flags,
    )  # fmt: skip


def seller_shaped(act: str) -> bool:
    """Whether an act said of the client is really ours, or nothing that can be seen to be done."""
    return _PATTERN.match(act.strip()) is not None
