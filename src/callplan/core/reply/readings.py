"""What each changed line of a reply may come to: what it says by itself, what it might say, and its words as a note."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.form.limited import hedged
from callplan.core.form.paper import GAP
from callplan.core.interview.grammar import NO_DAY
from callplan.core.letter.shared import BLANK
from callplan.core.map.playbook import Act, Decision
from callplan.core.record import Record
from callplan.core.reply import meant
from callplan.core.reply.compared import Changed
from callplan.core.reply.meant import Said, agrees, has_time, said_in, sounds_decided
from callplan.core.reply.on_the_desk import MOVED, NOTED, Reading, ReplyDesk, answers_of
from callplan.core.text import written
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.deal.state import Promise

TAKE, NOTE, OUT = "take", "note", "out"
# what is longer than this is a letter of their own: it is kept in their words, or left out
LONGEST = 1_000


class Way(Record):
    """One way to take a line: the word for it, and what it tells; `new` are those whom it names first."""

    word: str
    readings: tuple[Reading, ...]
    new: tuple[str, ...] = ()


class Offer(Record):
    """A changed line with every way to take it, the likeliest first; `title` is what it is called in a sentence,
    `gone` what was struck out of it.

    `sure`: its words mean but one thing. `doubt`: why a day on it may be two.
    """

    changed: Changed
    title: str
    gone: str
    ways: tuple[Way, ...]
    sure: bool
    doubt: str = ""


def offer(desk: ReplyDesk, changed: Changed) -> Offer:
    """What a changed line may come to."""
    said = said_in(changed, desk.roster, desk.on) if len(changed.wrote) <= LONGEST else []
    line = _read(desk, changed, said)
    note = Way(NOTE, (Reading(NOTED, f"{phrase.capital(line.title.strip('“”'))}: {line.words}"),))
    ways = [way for way in (*line.ways(), *_with_days(desk, changed, said)) if _can_be(desk, way)]
    sure = bool(ways) and ways[0].word == TAKE
    doubt = next((each.doubt for each in said if each.doubt), "")
    return Offer(changed, line.title, line.gone, (*ways, note) if sure else (note, *ways), sure, doubt)


def _read(desk: ReplyDesk, changed: Changed, said: list[Said]) -> _Line:
    line = _Line(desk, changed, said)
    _ABOUT[line.kind if said else ""](line)
    return line


def _with_days(desk: ReplyDesk, changed: Changed, said: list[Said]) -> list[Way]:
    """The line as it reads with each day that one in doubt may be."""
    found = list[Way]()
    for place, each in enumerate(said):
        for count, day in enumerate(each.either, 1):
            sure = [*said[:place], each.but(kind=meant.DAY, day=day), *said[place + 1 :]]
            ways = _read(desk, changed, sure).ways()
            found += [way.but(word=f"day-{count}") for way in ways[:1] if way.word == TAKE]
    return found


def _can_be(desk: ReplyDesk, way: Way) -> bool:
    try:
        desk.events(answers_of((*desk.met_now(way.new), *way.readings)))
    except Refusal:
        return False
    return True


class _Line:
    """One line while it is read: what its parts say, what is sure of it, and what else it might be."""

    def __init__(self, desk: ReplyDesk, changed: Changed, said: list[Said]) -> None:
        self.desk = desk
        self.name = desk.name
        kind, _, self.id = changed.line.about.partition(":")
        self.step = desk.deal.playbook.steps.get(self.id)
        self.said = said
        self.head = changed.line.text.partition(":")[0]
        self.kinds = [each.kind for each in self.said]
        self.kind = kind if self._is_known(kind) else ""
        self.wrote = changed.wrote
        cut = [each.was.strip(" ,;:.") for each in changed.pieces if not each.wrote]
        self.gone = (changed.struck or ", ".join(cut)).replace(GAP, BLANK)
        self.words = "; ".join(filter(None, (self.wrote, f"struck out: {self.gone}" if self.gone else "")))
        self.sure: list[Reading] = []
        self.new: list[str] = []
        self.others: list[Way] = []
        self.title = self._title(changed)

    def _is_known(self, kind: str) -> bool:
        """Whether what a line is about is still there: a map may have changed since."""
        if kind in ("decision", "decided", "day"):
            return isinstance(self.step, Decision)
        if kind == "act":
            return isinstance(self.step, Act)
        return kind != "promise" or self.id in self.desk.deal.promises

    def _title(self, changed: Changed) -> str:
        if self.kind in ("decision", "decided", "day") and self.step:
            return self.step.called
        if self.kind == "promise":
            return f"“{self.desk.deal.promises[self.id].act}”"
        if self.kind == "act" and self.step:
            return f"“{self.step.clause}”"
        if self.kind == "said":
            return f"“{self.id}”"
        return "the next call" if self.kind == "meeting" else phrase.excerpt(changed.line.text)

    def ways(self) -> list[Way]:
        """The sure way first, each part of it alone where it has several, then what it might be."""
        found = list[Way]()
        if self.sure or self.new:
            found.append(Way(TAKE, tuple(self.sure), tuple(self.new)))
        alone = [each for each in self.sure if each.key != NOTED]
        if len(alone) + len(self.new) > 1:
            parts = [((each,), self._named(each)) for each in alone] + [((), (name,)) for name in self.new]
            whole = (tuple(self.sure), tuple(self.new))
            found += [Way(f"only-{count}", *part) for count, part in enumerate(parts, 1) if part != whole]
        return [*found, *self.others]

    def _named(self, reading: Reading) -> tuple[str, ...]:
        return tuple([name for name in self.new if written(name) in reading.text])

    def has(self, *kinds: str) -> bool:
        """Whether some part is of one of these kinds."""
        return any(kind in kinds for kind in self.kinds)

    def of(self, kind: str) -> list[Said]:
        """The parts of a kind."""
        return [each for each in self.said if each.kind == kind]

    def besides(self, *kinds: str) -> str:
        """The words of the parts that are of none of these kinds, and what stands behind a day or a no."""
        parts = [each.text if each.kind not in kinds else each.more for each in self.said]
        return ", ".join(filter(None, parts))

    def tell(self, key: str, *fields: str) -> None:
        """One sure reading more."""
        self.sure.append(Reading(key, written(*fields)))

    def might(self, word: str, key: str, *fields: str) -> None:
        """One more way to take it, if the rep says so."""
        self.others.append(Way(word, (Reading(key, written(*fields)),)))

    def meet(self) -> None:
        """Whoever is named and not known is told of by whoever wrote."""
        for each in self.of(meant.NAMES):
            self.new += [name for name in each.names if name not in self.desk.roster.known and name not in self.new]

    def day_to_come(self) -> str:
        """The one day that is named and has not gone by; "" for none."""
        days = [each.day for each in self.said if each.day and each.kind in (meant.DAY, meant.NAMES)]
        return days[0].isoformat() if len(days) == 1 and days[0] >= self.desk.on else ""

    def day_named(self) -> str:
        """The one day to come that stands anywhere in it, be there more in the words; "" for none."""
        days = {each.within for each in self.said if each.within and each.within >= self.desk.on}
        return self.day_to_come() or (days.pop().isoformat() if len(days) == 1 else "")


def _decision(line: _Line) -> None:
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


def _dated(line: _Line, day: str) -> None:
    more = line.besides(meant.DAY, meant.NAMES)
    line.tell("date", line.id, day, line.name, "wrote", more)


def _yes(line: _Line, makes: bool) -> None:
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


def _heard(line: _Line, name: str) -> Reading:
    teller = written(line.name)
    return Reading("decided", f"{written(line.id, name)}:heard={teller}:{written(line.wrote)}")


def _asked(line: _Line, makes: bool, day: str) -> None:
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


def _decided(line: _Line) -> None:
    """What was told them as decided: any of theirs may take it up again."""
    line.meet()
    if line.has(meant.NO, meant.LATER) or hedged(line.wrote):
        line.new = []
        line.might("reopened", "reopened", line.id, line.name, line.wrote)


def _day(line: _Line) -> None:
    """The day by which they want it."""
    if day := line.day_to_come():
        _dated(line, day)
    elif day := line.day_named():
        line.might("date", "date", line.id, day, line.name, "wrote", line.wrote)
    line.meet()


def _promise(line: _Line) -> None:
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


def _moved(line: _Line, promise: Promise, day: str) -> None:
    who = _doer(line, promise.person)
    if who and who != promise.person:
        due = day or promise.due.isoformat()
        line.tell("promised", who, promise.act, due, promise.step)
        line.tell("released", line.id)
    elif day and day != promise.due.isoformat() and not line.has(meant.WORDS, meant.NO):
        line.tell("moved", line.id, day)
    elif (named := line.day_named()) and named != promise.due.isoformat():
        line.might("moved", "moved", line.id, named)


def _act(line: _Line) -> None:
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


def _whose(line: _Line) -> str:
    """Whose a task is on the page; "" for a blank."""
    head = line.desk.roster.meant(line.head)
    return head[0] if len(head) == 1 else ""


def _doer(line: _Line, usual: str) -> str:
    """Who does a task as the line reads now."""
    if line.has(meant.ME):
        return line.name
    named = [name for each in line.of(meant.NAMES) for name in each.names]
    if len(named) == 1:
        return named[0]
    return "" if named else usual or (line.name if line.has(meant.WILL, meant.YES) else "")


def _meeting(line: _Line) -> None:
    """The next call on another day; its hour is noted."""
    coming = line.desk.deal.planned or line.desk.deal.meeting
    now = None if coming is None else getattr(coming, "call", None) or getattr(coming, "meeting", None)
    day = line.day_to_come()
    if now and day and day != now.isoformat():
        line.tell(MOVED, day)
        if has_time(line.wrote) or line.has(meant.WORDS):
            line.sure.append(Reading(NOTED, f"The next call: {line.wrote}"))
    line.meet()


def _other(line: _Line) -> None:
    """What the page said that the deal does not know of any more: words alone."""


def _step(line: _Line) -> Act | Decision:
    assert line.step is not None
    return line.step


_ABOUT: dict[str, Callable[[_Line], None]] = {
    "decision": _decision, "decided": _decided, "promise": _promise, "act": _act, "said": _act, "meeting": _meeting,
    "day": _day, "": _other,
}  # fmt: skip
