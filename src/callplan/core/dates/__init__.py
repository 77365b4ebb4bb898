"""Back-planning: whether a date the client has named still holds, and what has to be done by when (rules 58-60)."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.legs import Leg, legs, steps_in
from callplan.core.dates.passes import PROMISE, PUT_OFF, TAKES, WAIT, Pass, Stretch, critical, may_waive
from callplan.core.dates.targets import CLIENT, LIMIT, Target, binding, own, targets
from callplan.core.days import CANNOT, HOLDS, PAST, TIGHT, WORDS, as_told, between
from callplan.core.deal.deadlines import is_awaited
from callplan.core.deal.needs import ready_for
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.verdict import roles_in
from callplan.core.map.playbook import Decision
from callplan.core.record import Record

# So many working days are a long stretch
LONG = 10


class JudgedDate(Record):
    """A date and whether it holds. `word`: holds, tight, cannot-hold or past.

    `lower` and `upper`: when its step is settled at the earliest and at the latest, with everything begun today.
    `slack`: working days to spare, when tight with the lower ends; `missing`: working days short of the earliest.
    `way`: the critical way; `unknown`: what its step waits for, or itself, whose length the map does not tell. When it
    cannot hold, `may_waive` are the steps on the way that may be let go, longest first, and `may_start` those that need
    nothing more.
    """

    target: Target
    word: str
    lower: date
    upper: date
    slack: int | None = None
    missing: int | None = None
    way: tuple[Stretch, ...] = ()
    unknown: tuple[str, ...] = ()
    may_waive: tuple[str, ...] = ()
    may_start: tuple[str, ...] = ()


class DateRow(Record):
    """A step still to come: its earliest and latest finish with everything begun today, its latest date, its slack.

    `latest` and `slack` are None where no date waits for it, or one that cannot hold: no later one takes its place. A
    step keeps its own date all the same, `missing` so many working days. `certain`: it applies for sure. `begin`: the
    last day on which it may begin and be done by its latest; None once it has begun.
    """

    step: str
    kind: str
    track: str
    by: tuple[str, ...]
    lower: date
    upper: date
    latest: date | None
    slack: int | None
    critical: bool
    certain: bool
    missing: int | None
    begin: date | None


class Dates(Record):
    """Every date of a deal, and every step still to come.

    `word` is that of the client's own dates, the worst of them; None without any. The map's limits are among the
    `targets`, also those that have gone by. `unknown`: the steps whose length the map does not tell; `begin_now`: long
    stretches on the way to a date that nobody is known to be at work on, which would come late if they began late.
    """

    today: date
    word: str | None
    targets: tuple[JudgedDate, ...]
    rows: tuple[DateRow, ...]
    unknown: tuple[str, ...]
    begin_now: tuple[str, ...]

    @property
    def ranked(self) -> tuple[JudgedDate, ...]:
        """The dates, that in the worst way first; one of the client's own that has gone by is a question first.

        A limit that has gone by comes last: nothing can be done about it any more.
        """
        return tuple(sorted(self.targets, key=_badness))

    @property
    def worst(self) -> JudgedDate | None:
        """The date that is in the worst way."""
        return next(iter(self.ranked), None)


def _badness(judged: JudgedDate) -> tuple[bool, int, int, date]:
    room = judged.slack if judged.slack is not None else -(judged.missing or 0)
    return is_missed(judged), WORDS.index(judged.word), room, judged.target.day


def is_missed(judged: JudgedDate) -> bool:
    """Whether it is a limit of the map that has gone by, and the step still open."""
    return judged.target.kind == LIMIT and judged.word == PAST


def dates(standing: Standing, today: date) -> Dates:
    """Whether the dates of a deal hold, counted from a day, and what that means for every step still to come."""
    return _Count(standing, today).dates()


class _Count:
    """One deal counted through on one day, with both ends."""

    def __init__(self, standing: Standing, today: date) -> None:
        self.standing = standing
        self.today = today
        self.free = standing.deal.free
        self.legs = legs(standing)
        self.long, self.short = (Pass(self.legs, self.free, long=end) for end in (True, False))
        self.upper, self.lower = self.long.ends(today), self.short.ends(today)

    def dates(self) -> Dates:
        every = binding(targets(self.standing, self.legs), self.today)
        theirs = own(every, self.standing.map.closing)
        judged = [self._judged(target) for target in every]
        judged = [each for each in judged if not is_missed(each) or is_awaited(self.standing, each.target.step)]
        word = min([each.word for each in judged if each.target in theirs], key=WORDS.index, default=None)
        unknown = tuple([step for step, leg in self.legs.items() if not leg.takes])
        rows = self._rows(tuple(judged))
        return Dates(self.today, word, tuple(judged), rows, unknown, self._begin_now(judged, rows))

    def _begin_now(self, judged: list[JudgedDate], rows: tuple[DateRow, ...]) -> tuple[str, ...]:
        """The steps of the ways whose length nothing makes up for, where nobody is known to have begun on them."""
        ways = {each.step for one in judged for each in one.way if each.kind == TAKES}
        slack = {row.step: row.slack or 0 for row in rows if row.step in ways}
        idle = [step for step in slack if self.legs[step].since is None and self._may_start(self.legs[step])]
        idle = [step for step in idle if step in ready_for(self.standing, step)]
        long = {step: between(self.today, self.long.taken(self.legs[step], self.today), self.free) for step in idle}
        return tuple([step for step in idle if long[step] >= max(LONG, slack[step])])

    def _judged(self, target: Target) -> JudgedDate:
        lower, upper = self.lower[target.step], self.upper[target.step]
        found = JudgedDate(target, self._word(target), lower, upper)
        if found.word == PAST:
            return found.but(missing=between(target.day, self.today, self.free)) if is_missed(found) else found
        course, ends = (self.long, self.upper) if found.word == HOLDS else (self.short, self.lower)
        way = critical(course, target.step, ends, self.today)
        if found.word != CANNOT:
            last = course.latest({target.step: target.day}, ends, self.today)
            slack = min([between(ends[step], day, self.free) for step, day in last.items()])
            return found.but(slack=slack, way=way, unknown=self._unknown(target.step))
        steps = dict.fromkeys(each.step for each in way if each.step)
        return found.but(
            missing=between(target.day, lower, self.free),
            way=way,
            unknown=self._unknown(target.step),
            may_waive=may_waive(self.standing, course, target.step, way, self.today),
            may_start=tuple([step for step in steps if self._may_start(self.legs[step])]),
        )

    def _unknown(self, goal: str) -> tuple[str, ...]:
        """What of unknown length the goal waits for, directly or through others."""
        seen, look = {goal}, [goal]
        while look:
            leg = self.legs[look.pop()]
            more = {*steps_in(leg.waits), *leg.turn} - seen
            seen |= more
            look += more
        return tuple([step for step, leg in self.legs.items() if step in seen and not leg.takes])

    def _word(self, target: Target) -> str:
        if target.day < self.today:
            return PAST
        if self.upper[target.step] <= target.day:
            return HOLDS
        return TIGHT if self.lower[target.step] <= target.day else CANNOT

    def _may_start(self, leg: Leg) -> bool:
        """Whether nothing but its turn, or a day named for it, keeps a step from being begun today."""
        return self.short.reached(leg.waits, self.lower, self.today) <= self.today

    def _rows(self, judged: tuple[JudgedDate, ...]) -> tuple[DateRow, ...]:
        limits = [each for each in judged if each.target.kind == LIMIT and each.word in (CANNOT, PAST)]
        lost = {each.target.step: each for each in sorted(limits, key=lambda each: each.target.day, reverse=True)}
        found = self._latest(judged, lost)
        worst = min([each for each in judged if each.word != PAST], key=_badness, default=None)
        way = {each.step for each in worst.way if each.kind != WAIT} if worst else set[str]()
        steps = sorted(self.legs, key=self.standing.map.place.__getitem__)
        return tuple([self._row(step, found.get(step), step in way, lost.get(step)) for step in steps])

    def _latest(
        self, judged: tuple[JudgedDate, ...], lost: dict[str, JudgedDate]
    ) -> dict[str, tuple[int, date, date | None]]:
        """Slack, last day, and last day to begin, by the dates that can hold; none by a later one than binds it."""
        found: dict[str, tuple[int, date, date | None]] = {}
        bound = dict.fromkeys(lost, date.min)
        for each in [each for each in judged if each.word == CANNOT]:
            for step in self.short.latest({each.target.step: each.target.day}, self.lower, self.today):
                bound[step] = min(each.target.day, bound.get(step, date.max))
        for each in [each for each in judged if each.word in (HOLDS, TIGHT)]:
            course, ends = (self.long, self.upper) if each.word == HOLDS else (self.short, self.lower)
            for step, day in course.latest({each.target.step: each.target.day}, ends, self.today).items():
                if bound.get(step, date.max) > each.target.day:
                    mine = between(ends[step], day, self.free), day, self._begin_by(course, step, day, ends)
                    found[step] = min(mine, found.get(step, mine), key=lambda each: each[:2])
        return found

    def _begin_by(self, course: Pass, step: str, day: date, ends: dict[str, date]) -> date | None:
        """The last day on which a step may begin, unless it has begun, or somebody has promised it."""
        leg = self.legs[step]
        waits = leg.turn or any(steps_in(leg.waits))
        begun = leg.since is not None and not waits and course.begins(leg, ends, self.today) <= self.today
        return None if begun or leg.held or not leg.takes else course.begin_by(leg, day)

    def _row(
        self, name: str, found: tuple[int, date, date | None] | None, critical: bool, lost: JudgedDate | None
    ) -> DateRow:
        step = self.standing.map.steps[name]
        return DateRow(
            step=name,
            kind="decision" if isinstance(step, Decision) else "act",
            track=self.standing.map.stage_of[name].track,
            by=roles_in(self.standing, step.by),
            lower=self.lower[name],
            upper=self.upper[name],
            latest=found[1] if found else as_told(lost.target.day, self.today, self.free) if lost else None,
            slack=found[0] if found else None,
            critical=critical,
            certain=applies(self.standing, name) is True,
            missing=lost.missing if lost and not found else None,
            begin=found[2] if found else None,
        )


__all__ = [
    "CANNOT", "CLIENT", "HOLDS", "LIMIT", "PAST", "PROMISE", "PUT_OFF", "TAKES", "TIGHT", "WAIT", "Dates", "JudgedDate",
    "Stretch", "dates", "is_missed",
]  # fmt: skip
