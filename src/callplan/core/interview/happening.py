"""What happened on a call, picked from one list: decided, agreed to do, taken up again, feared, or gone."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.acts import due
from callplan.core.call.choose import candidates
from callplan.core.deal.needs import is_ours
from callplan.core.deal.owed import owed
from callplan.core.deal.position import fronts, undone
from callplan.core.deal.standing import LATEST, times
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open, settled
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.deciding import decided, decision_choice, taken_up, title
from callplan.core.interview.grammar import NO_DAY
from callplan.core.interview.party import OnCall
from callplan.core.interview.promise_line import (
    DONE,
    short,
    who_and_when,
    who_and_when_shown,
    whose_words,
    words_shown,
)  # fmt: skip
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.said_besides import besides, told_besides
from callplan.core.interview.so_far import so_far
from callplan.core.map.playbook import Decision
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.interview.question import Answers, Asking, Script, Telling

BACK, AGAIN, OTHERS, FEAR, LEFT = "+back", "+again", "+others", "+fear", "+left"
THEIRS, OURS, MEET = "+theirs", "+ours", "+meet"
PROMISES = ("promised", "we-promised", "next")
AGREED, IN_OWN_WORDS = "agreed acts", "promised what"
PROMISING = (
    Choice(THEIRS, "they will … (in your own words)"),
    Choice(OURS, "we will …"),
    Choice(MEET, "we meet again on …"),
)
MOST = 9
WHY = "Only what the client decides, or does by a day, moves the deal."
CHANGES = "--decided, --declined, --deferred, --reopened, --promised, --set, --date or --person"
PROMISED = spelled("promised")
WHY_WHO = "A promise has a person, an act and a day."


def happened(deal: Deal, answers: Answers, on: date, today: date) -> Script:
    """Ask what they decided or agreed to do, then for each who it was, and what belongs to it.

    What else was promised is ticked here, too, and asked for later.
    """
    call = OnCall(so_far(deal, answers, on, today), answers, on, today)
    call.told = {key: [] for key in ("decided", "declined", "deferred", "reopened")}
    picked = yield from _picked(call)
    agreed = [name for name in picked if name.startswith("@") or not isinstance(call.steps[name], Decision)]
    for name in [each for each in picked if each not in agreed]:
        yield from decided(call, name)
    for name in agreed:
        yield from _act(call, name)
    return call.telling()


def _picked(call: OnCall) -> Asking:
    """The steps picked; whatever else was picked is told on the way."""
    likely, rest = _offered(call)
    again = [step.id for step in call.standing.map.decisions if settled(call.standing, step.id)]
    worries = [each for each in call.standing.deal.concerns.values() if not each.met and each.batch < LATEST]
    meant = _meant(call, again)
    again = [name for name in again if name not in meant]
    promising = PROMISING if _tells_promises(call) else ()
    choices = [
        *[Choice(BACK, f"they took {title(call.steps[name])} up again, as planned") for name in meant],
        *_choices(call, likely),
        *([Choice(OTHERS, "something else on their map")] if rest else []),
        *promising,
        *([Choice(AGAIN, "something they had settled came up again")] if again else []),
        *besides(call),
        Choice(FEAR, "they spoke of a worry"),
        *[Choice(f"+{each.id}", f"no longer a worry: {phrase.quoted(phrase.excerpt(each.words))}") for each in worries],
        *([Choice(LEFT, "somebody has left")] if call.party.everybody() else []),
    ]
    text = "What did they decide, or agree to do?"
    picked = yield Question("decided what", text, "many", tuple(choices), [], WHY, CHANGES, more=_choices(call, rest))
    if promising:
        call.told[IN_OWN_WORDS] = [each.value for each in promising if each.value in picked]
    if OTHERS in picked:
        picked = picked + (yield from _which(call, "decided others", "What else on their map?", rest, CHANGES))
    for name in meant if BACK in picked else ():
        yield from taken_up(call, name)
    if AGAIN in picked:
        for name in (yield from _which(call, "reopened what", "What came up again?", again, "--reopened")):
            yield from taken_up(call, name)
    yield from told_besides(call, picked)
    yield from _people(call, picked, [each.id for each in worries])
    return [name for name in (*likely, *rest) if name in picked]


def _meant(call: OnCall, settled: list[str]) -> list[str]:
    """The decision that the call was planned to go back to."""
    planned = call.standing.deal.planned
    return [planned.back_to] if planned and planned.back_to in settled else []


def _people(call: OnCall, picked: list[str], worries: list[str]) -> Telling:
    """A worry spoken of, worries that are over, somebody who left."""
    if FEAR in picked:
        flags = "--concern PERSON:WORDS"
        people = call.party.present
        name = f" (with whose they are, as in “{short(call, people[0])}: …”)" if len(people) > 1 else ""
        who, words = yield Question(
            "concern words", f"What do they fear, in their words?{name}", reads=whose_words(call), shows=words_shown,
            why="It opens what you may have to answer on the next call.", flags=flags, detail=True,
        )  # fmt: skip
        why = "The next page says it back to them."
        ask = call.typed("concern who", who) if who else call.one("concern who", "Whose worry is it?", why, flags)
        who = yield from ask
        call.tell("concern", written(who, words))
    for worry in worries:
        if f"+{worry}" in picked:
            call.tell("concern-met", worry)
    if LEFT in picked:
        why = "What somebody only said leaves with them; what they wrote stays."
        gone = yield from call.one("left who", "Who has left?", why, "--left PERSON")
        call.tell("left", written(gone))


def _offered(call: OnCall) -> tuple[list[str], list[str]]:
    """What is likely, the planned rungs first, then what a call may be for and the acts around it; and the rest.

    Acts are offered where promises are told here, too.
    """
    standing, planned = call.standing, call.standing.deal.planned
    rungs = [planned.all_the_way, planned.aim, planned.target, planned.least] if planned else []
    turns = candidates(standing)
    ahead = [standing.map.stage_of[step] for steps in fronts(standing).values() for step in steps]
    likely = [
        *rungs,
        *sorted(turns, key=turns.__getitem__),
        *[debt.id for debt in owed(standing)],
        *[step.id for stage in ahead for step in stage.steps],
    ]
    every_step = [*likely, *[step for step in call.steps if not is_ours(standing, step)], *call.steps]
    telling_acts = _tells_promises(call)
    names = [name for name in dict.fromkeys(every_step) if _still(call, name, telling_acts)]
    first = [name for name in names if name in likely and (name[0] == "@" or not is_ours(standing, name))][:MOST]
    return first, [name for name in names if name not in first]


def _tells_promises(call: OnCall) -> bool:
    return not any(key in call.answers for key in PROMISES)


def _still(call: OnCall, name: str, acts: bool) -> bool:
    """Whether a step can still be decided or done, and nobody has just given a promise of it another day."""
    promises = call.standing.deal.promises
    moved = [promises[each.partition(":")[0]].step for each in every(call.answers, "moved")]
    if name.startswith("@") or name in moved:
        return acts and name not in moved
    if name not in call.steps:
        return False
    if isinstance(call.steps[name], Decision):
        return is_open(call.standing, name)
    return acts and undone(call.standing, name)


def _choices(call: OnCall, names: Iterable[str]) -> tuple[Choice, ...]:
    return tuple([_choice(call, name) for name in names])


def _choice(call: OnCall, name: str) -> Choice:
    """A decision by its title, an act as a promise of theirs, or as work of ours."""
    step = call.steps.get(name)
    if isinstance(step, Decision):
        return decision_choice(step)
    if step and is_ours(call.standing, name):
        return Choice(name, f"Done by us: {step.clause}")
    return Choice(name, f"They will {_clause(call, name)}")


def _clause(call: OnCall, name: str) -> str:
    """What somebody does, as a bare infinitive; `@ROLE` is bringing somebody of that role."""
    if name in call.steps:
        return call.steps[name].clause
    role = call.standing.map.role[name[1:]]
    holders = call.standing.deal.holders(role.id)
    return f"bring in {holders[0] if holders else role.called or phrase.with_article(role.title)}"


def _which(call: OnCall, key: str, text: str, names: list[str], flags: str) -> Asking:
    """Those picked of a list; of one there is nothing to pick."""
    if len(names) == 1:
        return names
    return (yield Question(key, text, "many", _choices(call, names), None, WHY, flags, reads=grammar.some, detail=True))  # type: ignore[no-any-return]


def _act(call: OnCall, name: str) -> Telling:
    """Ask of an act that was picked who does it and by when, in one line; what is ours to do is done."""
    if name in call.steps and is_ours(call.standing, name):
        call.tell("done", written(name, "us"))
        return
    clause = _clause(call, name)
    who, until = yield Question(
        f"promised {name}", f"They will {clause}: who, and by when? As in {_offer(call, name)}, or “{DONE}”",
        default="", reads=who_and_when(call), shows=who_and_when_shown, empty="they named no day", detail=True,
        why="A promise counts with its day; no day is kept, and the next plan asks for it.", flags=PROMISED,
        names=tuple(call.party.everybody()),
    )  # fmt: skip
    key, text = f"promised {name} who", f"Who did it: {clause}?" if until == DONE else f"Who will {clause}?"
    why = "An act of theirs that nobody had promised counts as a small step." if until == DONE else WHY_WHO
    who = (yield from call.typed(key, who)) if who else (yield from call.one(key, text, why, PROMISED, name))
    if until == DONE:
        yield from _did(call, name, who)
    else:
        call.told[AGREED] = [*call.told.get(AGREED, []), written(who, clause, until or NO_DAY, name)]


def _offer(call: OnCall, name: str) -> str:
    """Whom and which day it would be usual to name; nobody takes it but whoever types it."""
    day = phrase.loose(phrase.long_day(due(call.standing, name), call.on))
    able = call.party.able(call.steps[name]) if name in call.steps else []
    likely = [*[each for each in able if each in call.party.present], *able, *call.party.present]
    alone = len(call.party.everybody()) < 2 or not likely
    return f"“{day}”" if alone else f"“{short(call, likely[0])}, {day}”"


def _did(call: OnCall, name: str, who: str) -> Telling:
    which = ""
    wanted = times(call.standing, name) if name in call.steps else 1
    if wanted > 1:
        which = yield Question(
            f"done {name} which", f"Which one was it, of {phrase.number(wanted)}?", default="", empty="not told apart",
            why="Each counts once: which it was tells it from the others; else who did it.",
            flags="--done STEP:PERSON:PROOF:LABEL", reads=grammar.words, detail=True,
        )  # fmt: skip
    call.tell("done", written(name, who, "said" if which else "", which))
