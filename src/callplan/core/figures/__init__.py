"""What calls came to across deals, which promises were kept, and how long decisions take (rule 52)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from statistics import median

from callplan.core.days import NONE_FREE
from callplan.core.deal.fold import replay
from callplan.core.deal.position import stage_at
from callplan.core.deal.state import Deal, Promise
from callplan.core.entries import Entry
from callplan.core.figures.lines import STATES, lines, patch
from callplan.core.figures.model import ENOUGH, Calls, DecisionTime, Figures, PromiseCounts, StageCalls
from callplan.core.figures.spans import BEFORE, NEEDS, OPENING, TimeTaken, spans
from callplan.core.map.playbook import Playbook
from callplan.core.map.terms import Cases, Length
from callplan.core.map.wording import Wording
from callplan.core.outcome import JudgedCall, added, of
from callplan.core.which_deals import Among

Key = tuple[str, str]


def figures(
    deals: Iterable[tuple[str, tuple[Entry, ...]]],
    on: date,
    among: Among | None = None,
    free: frozenset[date] = NONE_FREE,
    owners: Mapping[str, str] | None = None,
) -> Figures:
    """The figures of many deals on a day, read once, one at a time; `owners`: whose some are on the team's hub."""
    among, tally = among or Among(), CallTally(on)
    for name, entries in deals:
        if among.holds(entries, (owners or {}).get(name, "")):
            tally.add(entries, name, free)
    times = tally.times()
    patches = {name: told for name, book in sorted(tally.books.items()) if (told := patch(book, times))}
    found = Figures(
        on=on,
        among=among,
        deals=tally.deals,
        calls=tally.in_all(),
        months=tally.by_month(),
        promises=tally.kept(),
        stages=tally.by_stage(),
        times=times,
        patches=patches,
        fitting={name: deal for name, deal in sorted(tally.fitting.items()) if name in patches},
        lines=(),
    )
    return found.but(lines=tuple(lines(found)))


class CallTally:
    """Everything that is counted, one deal in memory at a time; what grows with them are numbers alone."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.deals = 0
        self.months: dict[str, Counter[str]] = {}
        self.promises: dict[str, Counter[str]] = {"client": Counter(), "us": Counter()}
        self.stages: dict[Key, Counter[str]] = {}
        self.days: dict[Key, Counter[int]] = {}
        self.since: dict[Key, Counter[str]] = {}
        self.books: dict[str, Playbook] = {}
        self.fitting: dict[str, str] = {}

    def add(self, entries: tuple[Entry, ...], name: str, free: frozenset[date] = NONE_FREE) -> None:
        """Take in one deal more."""
        self.deals += 1
        timed: set[str] = set()
        for turn in replay(entries, name, free):
            for call in of(turn):
                self._call(call)
            for took in () if turn.batch == entries[0].batch else spans(turn):
                if took.step not in timed:
                    timed.add(took.step)
                    self._time(turn.after.playbook, took)
        deal = turn.after
        for promise in deal.promises.values():
            if (side := deal.side(promise.person)) in self.promises:
                self.promises[side][self._state(promise, deal)] += 1
        self._book(deal, name)

    def _call(self, call: JudgedCall) -> None:
        """A call's figures, as they are now and as they were shown, for its month and for the stage it began in."""
        if call.result is None:
            return
        now = added([(call.held, call.result)])
        shown = added([(call.held, call.held.shown or call.result)])
        found = self.months.setdefault(f"{call.held.on:%Y-%m}", Counter())
        found.update(now)
        found.update(back=call.result == "went_back", meant=call.outcome.planned)
        found.update({f"shown_{name}": shown[name] for name in ("decisions", "small_steps")})
        stage = stage_at(call.around.before, "main")
        key = call.around.after.map.id, stage.id if stage else ""
        self.stages.setdefault(key, Counter()).update(calls=now["calls"], decisions=now["decisions"])

    def _time(self, book: Playbook, took: TimeTaken) -> None:
        key = book.id, took.step
        self.days.setdefault(key, Counter())[took.days] += 1
        self.since.setdefault(key, Counter())[took.since] += 1

    def _state(self, promise: Promise, deal: Deal) -> str:
        if promise.state == "no-show":
            return "missed"
        if promise.state == "from before":
            return "left"
        if promise.state == "fell away":
            return "missed" if promise.misses else "left"
        if promise.state != "open":
            return "late" if promise.state == "kept" and promise.misses else promise.state
        if deal.ending not in ("", "won"):
            return "left"
        return "unmarked" if promise.due < self.on else "open"

    def _book(self, deal: Deal, name: str) -> None:
        """Keep the latest map of each playbook, for its words, and an open deal on that map."""
        book, kept = deal.playbook, self.books.get(deal.playbook.id)
        if kept is None or book.version >= kept.version:
            self.books[book.id] = book
        if kept is None or book.version > kept.version:
            self.fitting.pop(book.id, None)
        if self.books[book.id] is book and not deal.closed and _typeable(name):
            self.fitting[book.id] = name

    def by_month(self) -> tuple[Calls, ...]:
        """The figures of each month in which there were calls."""
        return tuple([_calls(month, self.months[month]) for month in sorted(self.months)])

    def in_all(self) -> Calls:
        """The figures of all months together."""
        return _calls("", sum(self.months.values(), Counter()))

    def kept(self) -> tuple[PromiseCounts, ...]:
        """What became of the clients' promises, and of ours."""
        return tuple([_promises(side, found) for side, found in self.promises.items()])

    def by_stage(self) -> tuple[StageCalls, ...]:
        """The calls in each stage, in the order of the maps."""
        return tuple(
            [_stage(self.books[key[0]], key[1], self.stages[key]) for key in _ordered(self.books, self.stages)]
        )

    def times(self) -> tuple[DecisionTime, ...]:
        """How long each decision took, in the order of the maps."""
        keys = _ordered(self.books, self.days)
        return tuple([_time(self.books[key[0]], key[1], self.days[key], self.since[key]) for key in keys])


def _typeable(name: str) -> bool:
    """Whether a deal's name can be typed in any shell, in quotation marks at most."""
    return name[:1].isalnum() and all(letter.isalnum() or letter in " -_." for letter in name)


def _calls(month: str, found: Counter[str]) -> Calls:
    return Calls(month, **{name: found[name] for name in Calls.__match_args__ if name != "month"})


def _promises(side: str, found: Counter[str]) -> PromiseCounts:
    settled = found["kept"] + found["late"] + found["missed"]
    rate = found["kept"] / settled if settled >= ENOUGH else None
    return PromiseCounts(side=side, rate=rate, **{state: found[state] for state in STATES})


def _ordered(books: dict[str, Playbook], keys: dict[Key, Counter[str]] | dict[Key, Counter[int]]) -> list[Key]:
    """By playbook and in the order of its map; what it knows no more comes last."""
    orders = {name: [*book.stage, *book.steps] for name, book in books.items()}

    def place(key: Key) -> tuple[str, int, str]:
        order = orders[key[0]]
        return key[0], order.index(key[1]) if key[1] in order else len(order), key[1]

    return sorted(keys, key=place)


def _stage(book: Playbook, name: str, found: Counter[str]) -> StageCalls:
    title = book.stage[name].title if name in book.stage else name
    each = found["calls"] / found["decisions"] if found["decisions"] >= ENOUGH else None
    return StageCalls(book.id, name, title, found["calls"], found["decisions"], each)


def _time(book: Playbook, name: str, days: Counter[int], since: Counter[str]) -> DecisionTime:
    step = book.steps.get(name)
    took = sorted(days.elements())
    quarter, enough = len(took) // 4, len(took) >= ENOUGH
    low, high = took[quarter], took[-1 - quarter]
    takes = Wording(book).length(step.takes) if step else ""
    own = "" if not enough or not high else f"{low}d" if low == high else f"{low}-{high}d"
    return DecisionTime(
        playbook=book.id,
        id=name,
        title=step.called if step else name,
        cases=len(took),
        low=low if enough else None,
        median=median(took) if enough else None,
        high=high if enough else None,
        from_needs=since[NEEDS],
        from_before=since[BEFORE],
        from_opening=since[OPENING],
        takes=takes,
        offered=own if step and _differs(step.takes, low, high) else "",
    )


def _differs(takes: Length | Cases | None, low: int, high: int) -> bool:
    """Whether a map says otherwise, and can be told so many days, which cannot stand for times that go by case."""
    if isinstance(takes, Length):
        days = [{"d": 1, "w": 7}.get(end.unit, 0) * end.count for end in (takes.shortest, takes.longest)]
        return takes.open or days != [low, high]
    return takes is None
