"""One page for one call: values first, then the lines made from them, every one of this client's (DESIGN §6)."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from callplan.core import phrase
from callplan.core.deal.deadlines import past_winning
from callplan.core.deal.facts import known
from callplan.core.deal.state import Deal
from callplan.core.plan import aim, deadlines, head, missing, owing
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import PAST_WINNING, SILENT, Aim, case_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.plan.model import PlanValues
    from callplan.core.plan.questions_on_record import Query
    from callplan.core.plan.supposed import CallFor

WORDS, ROWS, LIGHT_WORDS, LIGHT_ROWS = 280, 32, 150, 16
ARROW = "→"
_TEXT_WIDTH, _LABEL = 68, 12
_UNLABELLED = ("HEAD", "FOOT")


class Plan:
    """One page for one call (or, without a call, where the deal stands): its lines, and the values behind them.

    `asked`: what this page asks and tells, by the keys of its lines.
    """

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.case: Aim = case_of(briefing)
        self.questions: list[Query] = []
        self.lines = tuple(self._lines())
        keys = [key for line in self.lines for key in line.keys]
        self.asked = tuple(dict.fromkeys(keys)) if briefing.call else ()

    def _lines(self) -> list[Line]:
        """The lines of the page; nobody who only looks where a deal stands waits for what is asked on a call."""
        if self.briefing.call is None:
            return _without_call(self.briefing, self.case)
        from callplan.core.plan.asked import questions_asked

        self.questions = questions_asked(self.briefing, self.case)
        return _page(self.briefing, self.case, self.questions)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know beside the page of a call: that there must be none (rule 64)."""
        told = "Nobody may call then: this page plans no call, and nobody is asked how it went."
        return (told,) if self.silent else ()

    @property
    def silent(self) -> bool:
        """Whether this page plans no call, since nobody may call then; a call among ourselves is one."""
        return self.briefing.call is not None and self.case.kind == SILENT

    @cached_property
    def values(self) -> PlanValues:
        """The values behind the page; nobody who only reads its lines waits for them."""
        from callplan.core.plan.values import values_of

        return values_of(self)


def plan(deal: Deal, today: date, call: CallFor | None = None) -> Plan:
    """The plan for a call; without one, where the deal stands today."""
    return Plan(Briefing(deal, today, call))


def _without_call(b: Briefing, found: Aim) -> list[Line]:
    """Where a deal stands, without a call."""
    gone = _too_late(b) if found.kind != PAST_WINNING else ()
    return [*_begins(b, found), *aim.aim(b, found), *gone, *_dates_and_debts(b, found)]


def _begins(b: Briefing, found: Aim) -> Iterator[Line]:
    """The first thirty seconds: who is on, what they last said, what is owed; before all that our own deadlines."""
    yield from head.head(b, found)
    ours = list(_ours(b, found)) if not b.over else []
    first = bool(deadlines.urgent(b) or (b.call and past_winning(b.now)))
    yield from ours if first else []
    yield from head.last_time(b)
    if not b.over:
        yield from owing.they_owe(b)
        yield from _open_when_it_ended(b, "THEY OWE")
        yield from ours if not first else []


def _ours(b: Briefing, found: Aim) -> Iterator[Line]:
    """What we owe, and of a deal taken up again what we owed when it ended."""
    yield from owing.we_owe(b, found)
    yield from _open_when_it_ended(b, "WE OWE")


def _open_when_it_ended(b: Briefing, section: str) -> Iterator[Line]:
    """What was still to be kept when a deal ended that was taken up again."""
    if b.deal.resumed:
        from callplan.core.plan.from_before import open_when_it_ended

        yield from open_when_it_ended(b, section)


def _too_late(b: Briefing) -> Iterator[Line]:
    """That the last day for winning has gone by when the call is."""
    last = [each.target.day for each in b.dates.targets if each.target.step == b.map.closing] if b.dates else []
    if last and min(last) < b.day:
        from callplan.core.plan.too_late import too_late

        yield from too_late(b)


def _dates_and_debts(b: Briefing, found: Aim) -> Iterator[Line]:
    """How their dates stand, what is missing, as long as it can be won, and the foot."""
    if b.dates and not past_winning(b.now):
        from callplan.core.plan import timing

        yield from timing.dates(b, found.step)
    if found.kind != PAST_WINNING:
        yield from missing.missing(b, found)
    yield Line("FOOT", " · ".join(_foot(b, found)), ("the pinned map",))


def _foot(b: Briefing, found: Aim) -> Iterator[str]:
    """Map and version, without a call what was assumed, and the command for what comes next."""
    yield f"{b.map.id} {b.map.version}"
    bare = [] if b.call else [name for name, fact in b.map.fact.items() if fact.depends is None]
    facts = {name: known(b.standing, name) for name in bare}
    assumed = [f"{b.names.fact(name)} ({each.value})" for name, each in facts.items() if each.state == "assumed"]
    if assumed:
        yield f"assumed: {phrase.joined(assumed)}"
    verb = "debrief" if b.call and found.kind != SILENT else "reopen" if b.over else "prep"
    yield from [b.names.command(verb)] if b.deal.ours else []


def _page(b: Briefing, found: Aim, questions: list[Query]) -> list[Line]:
    """The lines of a page that fit it, in the order of the call; where IF NO has fallen, END says what it would have.

    The first thirty seconds, what to get, what to ask, then dates and debts.
    """
    from callplan.core.plan import asked, best_case, end_of_call, on_it, opening

    no = list(end_of_call.if_no(b, found))
    every = [
        *_begins(b, found),
        *opening.opening(b, found),
        *aim.aim(b, found),
        *_too_late(b),
        *on_it.first_on_it(b, found),
        *best_case.best_case(b, found),
        *best_case.at_least(b, found),
        *asked.asked_lines(b, found, questions),
        *end_of_call.worry(b, found),
        *no,
        *end_of_call.end(b, found, no_is_told=bool(no)),
        *_dates_and_debts(b, found),
    ]
    kept = trimmed(every, b.light)
    if no and no[0] not in kept:
        anew = list(end_of_call.end(b, found, no_is_told=False))
        kept = trimmed([each for line in kept for each in (anew if line.section == "END" else [line])], b.light)
    return kept


def trimmed(lines: list[Line], light: bool) -> list[Line]:
    """The lines that fit a page; of two that matter as little the lower falls, and an arrow goes with its question."""
    most = (LIGHT_WORDS, LIGHT_ROWS) if light else (WORDS, ROWS)
    kept = [(line, _words(line), _rows(line)) for line in lines]
    while sum(size[1] for size in kept) + _labels([size[0] for size in kept]) > most[0] or (
        sum(size[2] for size in kept) > most[1]
    ):
        place = max(range(len(kept)), key=lambda at: (kept[at][0].drop, at), default=0)
        if not kept or not kept[place][0].drop:
            break
        arrow = kept[place][0].mark != ARROW and place + 1 < len(kept) and kept[place + 1][0].mark == ARROW
        del kept[place : place + 1 + arrow]
    return [size[0] for size in kept]


def words(lines: list[Line]) -> int:
    """How many words the page has, labels and bullets among them, as a reader counts them."""
    return _labels(lines) + sum(map(_words, lines))


def rows(lines: list[Line]) -> int:
    """About how many rows with text the page takes at 80 columns."""
    return sum(map(_rows, lines))


def _labels(lines: list[Line]) -> int:
    return sum(len(label.split()) for label in {line.section for line in lines} if label not in _UNLABELLED)


def _words(line: Line) -> int:
    return len(line.text.split()) + bool(line.mark)


def _rows(line: Line) -> int:
    width = _TEXT_WIDTH - (4 if line.mark else 0) + (_LABEL if line.section in _UNLABELLED else 0)
    used, count = 0, 1
    for word in line.text.split(" "):
        if used and used + 1 + len(word) > width:
            used, count = 0, count + 1
        used += len(word) + bool(used)
    return count
