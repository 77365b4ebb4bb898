"""A filled form read: the answers it gives, what is asked about it, and what it is refused for."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.entries import Renamed, live
from callplan.core.events import Held, Planned
from callplan.core.form.above import unread
from callplan.core.form.desk import Desk, Open, in_doubt, is_gap
from callplan.core.form.headings import folded
from callplan.core.form.paper import form
from callplan.core.form.sheet import Item, Problem, Sheet, sheet
from callplan.core.form.told import tell
from callplan.core.history import history
from callplan.core.interview.question import Choice, Question
from callplan.core.interview.typed_days import DoubtfulDay, read
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.core.record import Record
from callplan.errors import BadFile, NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers

UNTOUCHED = "nothing is ticked or written in it: what came of the call?"
MOST_UNREAD = 6
# each with what it is about: the day, and the last entry
AGAIN, SINCE = "form again:", "form since:"
_ALREADY = "A call is told once; `callplan debrief DEAL --again` tells the same one anew."
_SINCE = "What was written since the form was made may be what stands on it."
_STOPS = Choice("no", "no, write nothing")
_EMPTY = frozenset(("with", "not-asked"))


class Filled(Record):
    """What a form comes to: answers under the keys of the flags, what is open, and what cannot be taken.

    `strangers`: names on it that are nobody's yet, or those of two. `unread`: what somebody wrote above it.
    """

    answers: Answers
    open: tuple[Open, ...]
    problems: tuple[Problem, ...]
    strangers: tuple[str, ...]
    unread: tuple[Problem, ...]


class Paper(Record):
    """A form that somebody filled in: the name of its file, and what stands in it."""

    file: str
    text: str


def filled(deal: Deal, entries: tuple[Entry, ...], paper: Paper, said: Answers, today: date) -> Filled:
    """What a form comes to for a deal; `said` is what was answered about it, and what flags said of its people."""
    found = sheet(deal.playbook, deal.people, paper.text)
    problems, asked = list[Problem](), list[Open]()
    planned = call_planned(deal)
    on = _day(found, planned.on if planned else today, today, problems)
    desk = Desk(deal, said, on, today, _usual(deal, entries, found))
    _company(desk, found, planned.people if planned and planned.on == on else ())
    tell(desk, found)
    problems += [*_wrong_deal(deal, entries, found), *found.problems, *desk.problems]
    answers = {**desk.answers(), "on": on.isoformat()}
    above = found.above if found.call or found.groups else ()
    passed_over = unread(deal, entries[: found.seen or len(entries)], above, on)
    if not problems and not desk.open and not [key for key in answers if key not in (*_EMPTY, "on")]:
        problems += [Problem(0, "", UNTOUCHED), *passed_over]
    asked += [*_once(desk, entries, found), *desk.open]
    problems.sort(key=lambda each: each.line)
    return Filled(answers, tuple(asked), tuple(problems), tuple(desk.strangers), passed_over)


def _day(found: Sheet, usual: date, today: date, problems: list[Problem]) -> date:
    """The day of the call: of its sentence, else of the foot, else of the call that is planned."""
    on = date.fromisoformat(found.on) if found.on and _is_date(found.on) else usual
    text = found.day.strip(" .,")
    if not found.call:
        return on
    if is_gap(text):
        problems.append(Problem(found.call, found.day, "on which day was the call? Write it in the place of “…”."))
        return on
    try:
        day = read(text, on) if text else on
    except DoubtfulDay as doubt:
        problems.append(Problem(found.call, found.day, in_doubt(text, on, doubt)))
        return on
    if day is None:
        problems.append(Problem(found.call, found.day, f"{phrase.said_back(text)} is no day."))
        return on
    if day > today:
        told = phrase.loose(phrase.full_day(day))
        problems.append(Problem(found.call, found.day, f"{told} has not come yet: a call is told once it is over."))
    return day


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _company(desk: Desk, found: Sheet, planned: tuple[str, ...]) -> None:
    """Who was on the call: the names of its sentence, else those planned."""
    given = found.who is not None and not is_gap(found.who)
    item = Item(found.call, found.who or "", None, found.who or "")
    names = [desk.who(item, name) for name in desk.names(found.who or "")] if given else list(planned)
    if not names and not desk.company:
        desk.refuse(item, "who was on the call? Write their names behind “with”.")
    desk.company = list(dict.fromkeys([*names, *desk.company]))


def _usual(deal: Deal, entries: tuple[Entry, ...], found: Sheet) -> frozenset[str]:
    """The lines of the form as it was made, which say nothing until they are ticked or changed."""
    ends = dict.fromkeys([min(found.seen or len(entries), len(entries)), len(entries)])
    lines = [line for end in ends for line in _lines(deal, entries[:end])]
    return frozenset([folded(line).rstrip(" .") for line in lines])


def _lines(deal: Deal, entries: tuple[Entry, ...]) -> list[str]:
    then = fold(entries, deal.name, deal.free)
    call = call_planned(then)
    made = form(plan(then, call.on if call else then.opened, call), then.last)
    blocks = made.blocks if made else ()
    return [row.text for block in blocks for row in block.rows]


def _wrong_deal(deal: Deal, entries: tuple[Entry, ...], found: Sheet) -> list[Problem]:
    """That a form is of another deal, or tells of entries that are not there."""
    names = {deal.name, *[each.event.name for each in entries if isinstance(each.event, Renamed)]}
    problems = []
    if found.deal and folded(found.deal) not in map(folded, names):
        why = f"this is the form of {found.deal}, not of {deal.name}."
        problems.append(Problem(found.foot, found.deal, why))
    elif found.seen and found.seen > len(entries):
        why = f"{deal.name} has no entry {found.seen}: this form was made from another copy of it."
        problems.append(Problem(found.foot, found.deal, why))
    return problems


def _once(desk: Desk, entries: tuple[Entry, ...], found: Sheet) -> list[Open]:
    """Whether to go on where the call is told already, or where something was written since the form was made."""
    item = Item(found.foot or found.call, f"after entry {found.seen}", None, "")
    before = len(desk.open)
    if any(isinstance(each.event, Held) and each.event.on == desk.on for each in live(entries)):
        day = phrase.loose(phrase.full_day(desk.on))
        text = f"The call of {day} is written down already. Is this a second one of that day?"
        choices = (_STOPS, Choice("yes", "yes, another call"))
        again = phrase.loose(f"`{phrase.command('debrief', desk.deal.name)} --again` tells it anew")
        why = f"the call of {day} is written down already; {again}"
        desk.ask(item, why, Question(f"{AGAIN} {desk.on}", text, "choice", choices, None, _ALREADY))
    elif since := _since(entries, found.seen):
        notes = {note.number: note for note in history(desk.deal.name, entries).entries}
        told = [f"{each.number} ({notes[each.number].text})" for each in since]
        text = f"Written since this form was made: {phrase.shortened(told)}. Go on?"
        choices = (Choice("yes", "yes, go on"), _STOPS)
        why = f"written since this form was made: {phrase.shortened(told)}"
        desk.ask(
            item, why, Question(f"{SINCE} {since[-1].number}", text, "choice", choices, None, _SINCE, offered="yes")
        )
    asked, desk.open[before:] = desk.open[before:], []
    return asked


def _since(entries: tuple[Entry, ...], seen: int | None) -> list[Entry]:
    """What was written after the form was made; that the call was planned once more is no news."""
    later = [each for each in live(entries) if seen and each.number > seen]
    return [each for each in later if not isinstance(each.event, Planned)]


def refusal(paper: Paper, problems: tuple[Problem, ...]) -> BadFile:
    """What a form is refused for, a line each."""
    return BadFile("\n".join([f"{paper.file}:{f'{each.line}: ' if each.line else ' '}{each.why}" for each in problems]))


def said_unread(paper: Paper, found: Filled) -> list[str]:
    """What was written where nothing is read, a line each, and how much more there is."""
    told = [f"{paper.file}:{each.line}: {each.why}" for each in found.unread[:MOST_UNREAD]]
    more = len(found.unread) - len(told)
    return [*told, *([f"So {'is' if more == 1 else 'are'} {phrase.several(more, 'more line')}."] if more > 0 else [])]


def unanswered(paper: Paper, asked: tuple[Open, ...]) -> NeedsAnswer:
    """What is open of a form where nobody can be asked, a line each."""
    told = [f"{paper.file}:{f'{each.line}: ' if each.line else ' '}{phrase.sentence(each.why)}" for each in asked]
    return NeedsAnswer("\n".join([*told, "Nobody can be asked here, and nothing was written."]))
