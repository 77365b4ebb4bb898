"""What a changed line says by what it is about: a decision, a promise, a task, the next call or their day."""

from __future__ import annotations

from callplan.core.events import Intended
from callplan.core.form.limited import hedged
from callplan.core.interview.grammar import NO_DAY
from callplan.core.map.playbook import Act, Decision
from callplan.core.reply import meant
from callplan.core.reply.line_read import LineRead, Way
from callplan.core.reply.meant import agrees, has_time, sounds_decided
from callplan.core.reply.on_the_desk import MOVED, NOTED, Reading
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.deal.state import Promise
    from callplan.core.reply.compared import Changed
    from callplan.core.reply.meant import Said
    from callplan.core.reply.on_the_desk import ReplyDesk


def line_read(desk: ReplyDesk, changed: Changed, said: list[Said]) -> LineRead:
    """A changed line, read as one about what it is about; without parts, as words alone."""
    line = LineRead(desk, changed, said)
    _ABOUT[line.kind if said else ""](line)
    return line


def _decision(line: LineRead) -> None:
    """A day, a yes, a no or later; a yes beside which anything takes it back is asked about."""
    makes, day = line.name in line.desk.party.able(_step(line)), line.day_to_come()
    answers = [kind for kind in (meant.YES, meant.NO, meant.LATER) if line.has(kind)]
    line.meet()
    if answers == [meant.YES] and not hedged(line.besides(meant.YES)) and not line.has(meant.DAY) and not day:
        _yes(line, makes)
    elif answers == [meant.NO] and makes and not line.of(meant.DAY) and not agrees(line.besides(meant.NO)):
        line.tell("declined", line.id, line.name, line.besides(meant.NO))
        line.might("later", "deferred", line.id, line.name, NO_DAY, line.besides(meant.NO))
    elif answers == [meant.LATER] and makes and len(line.of(meant.LATER)) == 1:
        until = next((each.day.isoformat() for each in line.of(meant.LATER) if each.day), day or NO_DAY)
        line.tell("deferred", line.id, line.name, until, line.besides(meant.LATER, meant.DAY))
    elif not answers and day and not line.has(meant.DONE):
        _dated(line, day)
    elif line.new and not answers and not line.has(meant.WORDS, meant.DONE, meant.DAY):
        return
    else:
        named, line.new = tuple(line.new), []
        _asked(line, makes, line.day_named())
        line.others += [Way("met", (), named)] if named else []


def _dated(line: LineRead, day: str) -> None:
    more = line.besides(meant.DAY, meant.NAMES)
    line.tell("date", line.id, day, line.name, "wrote", more)


def _yes(line: LineRead, makes: bool) -> None:
    """Their own yes, in writing; of what others decide, that they tell of it."""
    if makes:
        line.tell("decided", line.id, line.name, "wrote", line.wrote)
        return
    able = [name for name in line.desk.party.able(_step(line)) if name != line.name]
    if len(able) == 1:
        line.sure.append(_heard(line, able[0]))
    else:
        line.others += [Way(f"yes-{count}", (_heard(line, name),)) for count, name in enumerate(able, 1)]
    line.might("own", "decided", line.id, line.name, "wrote", line.wrote)


def _heard(line: LineRead, name: str) -> Reading:
    teller = written(line.name)
    return Reading("decided", f"{written(line.id, name)}:heard={teller}:{written(line.wrote)}")


def _asked(line: LineRead, makes: bool, day: str) -> None:
    """What a line at a decision might say, where its words do not say it alone."""
    if day:
        line.might("date", "date", line.id, day, line.name, "wrote", line.wrote)
    if not sounds_decided(line.wrote):
        return
    if makes:
        line.might("yes", "decided", line.id, line.name, "wrote", line.wrote)
    else:
        able = [name for name in line.desk.party.able(_step(line)) if name != line.name]
        line.others += [Way(f"yes-{count}", (_heard(line, name),)) for count, name in enumerate(able, 1)]
    line.might("no", "declined", line.id, line.name, line.wrote)
    until = next((each.day.isoformat() for each in line.of(meant.LATER) if each.day), day or NO_DAY)
    line.might("later", "deferred", line.id, line.name, until, line.wrote)


def _decided(line: LineRead) -> None:
    """What was told them as decided: any of theirs may take it up again."""
    line.meet()
    if line.has(meant.NO, meant.LATER) or hedged(line.wrote):
        line.new = []
        line.might("reopened", "reopened", line.id, line.name, line.wrote)


def _day(line: LineRead) -> None:
    """The day by which they want it."""
    if day := line.day_to_come():
        _dated(line, day)
    elif day := line.day_named():
        line.might("date", "date", line.id, day, line.name, "wrote", line.wrote)
    line.meet()


def _promise(line: LineRead) -> None:
    """Another day for a promise, that it is kept, or that somebody else does it; ours they only say they have."""
    promise, day = line.desk.deal.promises[line.id], line.day_to_come()
    ours = line.desk.deal.side(promise.person) == "us"
    if line.has(meant.DONE) and not hedged(line.besides(meant.DONE)):
        line.tell("kept", line.id)
    elif line.has(meant.NEEDLESS):
        if ours:
            line.tell("released", line.id)
        else:
            line.might("released", "released", line.id)
    elif not ours:
        _moved(line, promise, day)
    line.meet()


def _moved(line: LineRead, promise: Promise, day: str) -> None:
    who = _doer(line, promise.person)
    if who and who != promise.person:
        due = day or promise.due.isoformat()
        line.tell("promised", who, promise.act, due, promise.step)
        line.tell("released", line.id)
    elif day and day != promise.due.isoformat() and not line.has(meant.WORDS, meant.NO):
        line.tell("moved", line.id, day)
    elif (named := line.day_named()) and named != promise.due.isoformat():
        line.might("moved", "moved", line.id, named)


def _act(line: LineRead) -> None:
    """Who will do it, and by when; without a day they mean to."""
    act, step = (_step(line).clause, line.id) if line.step else (line.id, "")
    who, day, named = _doer(line, _whose(line)), line.day_to_come(), line.day_named()
    if line.has(meant.DONE) and step and not hedged(line.besides(meant.DONE)):
        line.tell("done", step, who or line.name, "wrote")
    elif line.has(meant.NO, meant.NEEDLESS, meant.LATER) or hedged(line.besides(meant.NAMES, meant.DAY)):
        if named:
            line.might("promised", "promised", who or line.name, act, named, step)
    elif day:
        line.tell("promised", who or line.name, act, day, step)
    else:
        if who and line.has(meant.NAMES, meant.ME, meant.WILL, meant.YES):
            line.tell("promised", who, act, NO_DAY, step)
        if named:
            line.might("promised", "promised", who or line.name, act, named, step)
    line.meet()


def _whose(line: LineRead) -> str:
    """Who said that they would do a task, naming no day; "" where nobody did, or several."""
    told = [each.event for each in line.desk.deal.intended]
    people = {each.person for each in told if isinstance(each, Intended) and each.act == line.id}
    return people.pop() if len(people) == 1 else ""


def _doer(line: LineRead, usual: str) -> str:
    """Who does a task as the line reads now."""
    if line.has(meant.ME):
        return line.name
    named = [name for each in line.of(meant.NAMES) for name in each.names]
    if len(named) == 1:
        return named[0]
    return "" if named else usual or (line.name if line.has(meant.WILL, meant.YES) else "")


def _meeting(line: LineRead) -> None:
    """The next call on another day; its hour is noted."""
    coming = line.desk.deal.planned or line.desk.deal.meeting
    now = None if coming is None else getattr(coming, "call", None) or getattr(coming, "meeting", None)
    day = line.day_to_come()
    if now and day and day != now.isoformat():
        line.tell(MOVED, day)
        if has_time(line.wrote) or line.has(meant.WORDS):
            line.sure.append(Reading(NOTED, f"The next call: {line.wrote}"))
    line.meet()


def _other(line: LineRead) -> None:
    """What the page said that the deal does not know of any more: words alone."""


def _step(line: LineRead) -> Act | Decision:
    assert line.step is not None
    return line.step


_ABOUT: dict[str, Callable[[LineRead], None]] = {
    "decision": _decision, "decided": _decided, "promise": _promise, "act": _act, "said": _act, "meeting": _meeting,
    "day": _day, "": _other,
}  # fmt: skip
