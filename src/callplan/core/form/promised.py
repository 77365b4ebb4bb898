"""What stands under promises: theirs, ours, those that were due, and when it is that we meet again."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.deal.promised import LIVE
from callplan.core.deal.status import is_open
from callplan.core.form.desk import Desk, by_when, has_gap, is_gap
from callplan.core.form.headings import folded
from callplan.core.form.paper import GAP
from callplan.core.form.sheet import Item
from callplan.core.form.whose import mentioned
from callplan.core.interview.grammar import NO_DAY, timed
from callplan.core.interview.promise_line import our_lines, parts, their_line
from callplan.core.interview.promising import FATES
from callplan.core.interview.question import Choice, Question
from callplan.core.map.playbook import Decision
from callplan.core.text import near, tidy, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Promise

_FOR = r"(?i)[,;]?\s+for\s+(.+?)[\s.]*$"
_WE = r"(?i)^(?:we|us|i)\s*(?::|will\b|'ll\b|’ll\b)\s*"
_STATES = (
    ("released", r"no longer wanted|not needed any ?more|released|dropped"),
    ("missed", r"not kept|not done|missed|wasn[’']t kept|no"),
    ("moved", r"(?:moved|now|put off)(?: to| by)?\s+(?P<day>.+)"),
    ("kept", r"kept|done|yes"),
)
DONE = r"(?i),?\s*(?:\()?(?:done|already done|done already)\)?[\s.]*$"
_FOR_WHAT = "A promise counts for the step that it is tied to."


def promised(desk: Desk, item: Item, *, ours: bool) -> None:
    """Tell a promise of theirs, or of ours."""
    if _is_blank(item.text) and not item.box:
        return
    if not desk.happened(item, "Did it happen?" if re.search(DONE, item.text) else "Was that promised?"):
        return
    text = re.sub(_WE, "", item.text) if ours else item.text
    text, step = _tied(desk, item, text)
    if step is None or _lacks(desk, item, text, ours=ours):
        return
    if not ours and re.search(DONE, text):
        _done(desk, item, re.sub(DONE, "", text), step)
        return
    _told(desk, item, text, step, ours=ours)


def _told(desk: Desk, item: Item, text: str, step: str, *, ours: bool) -> None:
    """A promise with a day, under its flag."""
    day = _day_typed(text)
    if wrong := bool(day) and not desk.day(item, day):
        text = text[: text.rindex(day)]
    known = "" if ours else desk.begun_by(text)
    text = re.sub(r"[:;]", r"\\\g<0>", known) + text[len(known) :].replace(";", r"\;")
    found = desk.read_by(item, our_lines(desk.call) if ours else their_line(desk.call), text)
    who, act, due = parts(found[0]) if found else (desk.apart(text)[0] or "".join(mentioned(desk, text)), "", "")
    lacks_day = found and not wrong and (not due or (ours and due == NO_DAY))
    if lacks_day:
        desk.refuse(item, by_when(item))
    if lacks_name := not ours and not who:
        desk.refuse(item, "whose promise is it? Begin the line with a name and a colon.")
    if not found or wrong or lacks_day or lacks_name:
        return
    tied = step or carried(desk, act) or _named(desk, item, act)
    if tied is None:
        return
    if ours:
        desk.tell("we-promised", written(act, due, tied))
    else:
        desk.tell("promised", written(desk.who(item, who), act, due, tied))


def _day_typed(text: str) -> str:
    """What stands behind the last `by`, where it begins as a weekday does: it is checked against its date."""
    found = re.search(r"(?i)\bby\s+((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+\d.*|\d.*)$", text)
    return re.sub(r"(?<!\d)\.$|(?<=\d{4})\.$", "", found[1].strip()) if found else ""


def _is_blank(text: str) -> bool:
    """Whether nothing is written on a line of promises."""
    return not re.sub(r"(?i)\bby\b|…|\.\.\.|[\s:,._-]", "", text)


def _lacks(desk: Desk, item: Item, text: str, *, ours: bool) -> bool:
    """Whether a gap of the form still stands where something is needed; that is refused."""
    if not has_gap(text) and not _is_blank(text):
        return False
    head, _, rest = text.partition(":") if not ours else ("", "", text)
    act, _, day = rest.rpartition(" by ") if " by " in rest else (rest, "", "")
    gaps = (
        ("the name", not ours and is_gap(head)),
        ("the act", has_gap(act) or is_gap(act)),
        ("the day", has_gap(day)),
    )
    where = [part for part, is_left in gaps if is_left]
    goes = f"{phrase.joined(where)} {'go' if len(where) > 1 else 'goes'}"
    desk.refuse(item, f"ticked, and “{GAP}” still stands where {goes}.")
    return True


def _tied(desk: Desk, item: Item, text: str) -> tuple[str, str | None]:
    """A promise without `, for TITLE`, and the step of that title; None where no step is called so."""
    for found in reversed(list(re.finditer(r"(?i)[,;]\s*for\s+", text))):
        title = text[found.end() :]
        by = re.search(r"(?i)[,;]?\s+by\s+[^,]+[\s.]*$", title)
        told = title[: by.start()] if by else title
        if step := titled(desk, told):
            return text[: found.start()] + (title[by.start() :] if by else ""), step
        if not by and re.search(r"(?i)\bby\b", text[: found.start()]):
            desk.refuse(item, f"{phrase.said_back(told.strip(' .'))} is no step of this map{_nearest(desk, told)}.")
            return text, None
    return text, ""


def titled(desk: Desk, text: str) -> str:
    """The step that is called so, by its title or what is done; "" where none is."""
    wanted = _bare(text)
    named = {
        _bare(each): step.id for step in desk.call.steps.values() for each in (step.clause, step.called, step.name)
    }
    return named.get(wanted, "")


def _bare(text: str) -> str:
    return folded(text).strip(" .,:;\"'").removeprefix("the ")


def _nearest(desk: Desk, text: str) -> str:
    meant = near(tidy(text).strip(" ."), [step.called for step in desk.call.steps.values()])
    return f" ({meant[0]}?)" if meant else ""


def carried(desk: Desk, act: str) -> str:
    """The step that an act is in the words of the form: an act of the map, or to settle a decision."""
    wanted = folded(act).strip(" .")
    for step in desk.call.steps.values():
        told = f"settle {step.called}" if isinstance(step, Decision) else step.clause
        if folded(told) == wanted or folded(desk.act_of(step.id)) == wanted:
            return step.id
    return ""


def _named(desk: Desk, item: Item, act: str) -> str | None:
    """The step whose title stands in an act, asked about; "" for none, None as long as that is open."""
    low = folded(act)
    open_ones = [step for step in desk.call.steps.values() if step.title and _is_in(folded(step.title), low)]
    open_ones = [each for each in open_ones if not isinstance(each, Decision) or is_open(desk.call.standing, each.id)]
    if not open_ones:
        return ""
    choices = (*[Choice(each.id, f"yes, for {each.title}") for each in open_ones], Choice("", "no, for no step"))
    names = phrase.joined([each.title for each in open_ones], "or")
    text = f"Line {item.line}, {phrase.said_back(act)}: is that for {names}?"
    asked = Question(item.key("for"), text, "choice", choices, None, _FOR_WHAT, detail=True)
    why = f"{phrase.said_back(act)} names {names}: end the line with “, for {open_ones[0].title}” if it is for that"
    found: str | None = desk.ask(item, why, asked)
    return found


def _is_in(title: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text) is not None


def _done(desk: Desk, item: Item, text: str, step: str) -> None:
    """An act that somebody has done already."""
    who, act = desk.apart(text)
    name = step or carried(desk, act) or titled(desk, act)
    if not name or is_gap(who):
        desk.refuse(item, "done, and it is none of the acts of this map: write it under Notes.")
        return
    desk.tell("done", written(name, desk.who(item, who)))


def fate(desk: Desk, item: Item) -> None:
    """Tell what became of a promise that was due."""
    found = _meant(desk, item.text)
    if found is None:
        if item.box or not desk.is_usual(item):
            desk.refuse(item, "which promise is that? Leave its number, as in p1, on the line.")
        return
    behind = re.split(rf"(?i)\b{re.escape(found.id)}\s*\)?", item.text)[-1].strip(" :;,.–—→>-")
    for state, said in _STATES:
        if told := re.fullmatch(said, behind, re.IGNORECASE):
            _came_of(desk, item, found, state, told.groupdict().get("day") or "")
            return
    if item.box:
        desk.tell("kept", found.id)
    elif not desk.is_usual(item):
        text = f"Line {item.line} is not ticked: {phrase.said_back(item.text)}. What became of it?"
        choices = tuple([each for each in FATES if each.value != "moved"])
        asked = Question(item.key("fate"), text, "choice", choices, None, _FOR_WHAT, detail=True)
        if state := desk.ask(item, f"{phrase.said_back(item.text)} is written and not ticked", asked):
            desk.tell(state, found.id)


def _came_of(desk: Desk, item: Item, found: Promise, state: str, day: str) -> None:
    if state == "kept" or not item.box:
        until = desk.day(item, day) if state == "moved" else ""
        if state != "moved" or until:
            desk.tell(state, written(found.id, until) if until else found.id)
        return
    desk.refuse(item, "ticked as kept, and something else stands behind it: leave one of them.")


def _meant(desk: Desk, text: str) -> Promise | None:
    """The promise that a line tells of: by its number, else by what was promised."""
    made = desk.deal.promises
    for number in reversed(re.findall(r"\bp\d+\b", text)):
        if number in made:
            return made[number]
    named = [each for each in made.values() if each.state in LIVE and folded(each.act) in folded(text)]
    return named[0] if len(named) == 1 else None


def meeting(desk: Desk, item: Item) -> None:
    """Tell when we meet again, for what and with whom."""
    text = item.text.strip(" .")
    found = re.fullmatch(
        r"(?i)\s*:?\s*(?:on\b|at\b)?\s*(?P<day>.*?)(?:[,;]?\s*\bfor\s+(?P<what>.*?))?(?:[,;]?\s*\bwith\s+(?P<who>.*))?",
        text,
    )
    day, what, who = (found[part] or "" for part in ("day", "what", "who")) if found else ("", "", "")
    day, what, who = (each.strip(" ,.:") for each in (day, what, who))
    day, hour = timed(day)
    if hour:
        # a meeting has a day; its hour is noted, so that it is not lost
        desk.tell("note", f"We meet again {text}")
    if is_gap(day):
        if not is_gap(what) or not is_gap(who):
            desk.refuse(item, f"“{GAP}” still stands where the day goes: when do we meet again?")
        return
    title, others = ("", who) if is_gap(what) else (what, who)
    step = titled(desk, title) if title else ""
    if title and not isinstance(desk.call.steps.get(step), Decision):
        desk.refuse(item, f"{phrase.said_back(title)} is no decision of this map{_nearest(desk, title)}.")
        return
    people = [] if is_gap(others) else [desk.who(item, name) for name in desk.names(others)]
    if until := desk.day(item, day):
        desk.alone["next"] = written(until, step, ",".join(people))
