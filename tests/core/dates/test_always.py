"""What holds of every map, history and date (rules 58-60), on random ones, the same for the same seed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from random_histories import a_history
from random_maps import a_map
from test_invariants import ODD

from callplan.core.dates import CANNOT, CLIENT, HOLDS, LIMIT, PAST, TIGHT, WAIT, Dates, dates, is_missed
from callplan.core.dates.legs import After, Several, afresh, legs, steps_in
from callplan.core.dates.passes import Pass, beginnings
from callplan.core.days import between, worked
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.entries import Entry
from callplan.core.events import Amended, Dated, Event
from callplan.core.map.playbook import Playbook, Stage
from callplan.core.map.terms import Length, Named, Some, Span
from callplan.core.plan import WORDS, plan, words
from callplan.core.plan.supposed import CallFor
from callplan.core.plan.timetable import timetable
from callplan.core.summary import rows, unpacked

SEEDS = 160
seeds = pytest.mark.parametrize("begin", range(0, SEEDS, 80))
FREE = frozenset(date(2026, 4, 3) + timedelta(days=each) for each in (0, 3, 25, 40, 41, 60))


def timed(chance: Random, book: Playbook, *units: str) -> Playbook:
    """The map with lengths for most steps, and with waits in those units."""

    def span(most: int) -> Span:
        unit = chance.choice(units)
        return Span(chance.randrange(most) // (20 if unit == "m" else 1), unit)

    def needs(found: Any) -> Any:
        if isinstance(found, Some):
            return Some(tuple([needs(each) for each in found.of]), found.least)
        return found.but(wait=span(12)) if isinstance(found, Named) and found.wait else found

    def of(stage: Stage) -> Stage:
        steps = []
        for step in stage.steps:
            shortest = span(12)
            takes = Length(shortest, Span(shortest.count + chance.randrange(6), shortest.unit))
            steps.append(step.but(takes=takes if chance.random() < 0.8 else None, needs=needs(step.needs)))
        return stage.but(steps=tuple(steps), needs=needs(stage.needs))

    return book.but(stages=tuple([of(stage) for stage in book.stages]))


@cache
def told(seed: int) -> tuple[Deal, date]:
    """A deal with lengths on its map and one date or two on its decisions, and its last day."""
    chance = Random(seed)
    book = a_map(chance)
    entries = a_history(chance, book)
    today = max(entry.event.on for entry in entries)
    units = ("bd",) if seed % 2 else ("bd", "d", "w", "m")
    events: list[Event] = [Amended(today, timed(chance, book, *units))]
    for decision in {book.closing, chance.choice(book.decisions).id} if seed % 3 else {book.closing}:
        people = chance.sample(("Ana Berg", "Ben Ek", ""), chance.choice((1, 1, 2)))
        events += [Dated(today, decision, today + timedelta(days=chance.randrange(-3, 90)), each) for each in people]
    more = [Entry(entries[-1].number + count, 999, event) for count, event in enumerate(events, 1)]
    return fold((*entries, *more), "acme", FREE), today


def counted(seed: int, later: int = 0) -> Dates:
    deal, today = told(seed)
    day = today + timedelta(days=later)
    return dates(Standing(deal, day), day)


def straight(wait: After | Several) -> bool:
    """Whether nothing in it makes up for anything else."""
    return isinstance(wait, After) or (wait.least == len(wait.of) and all(map(straight, wait.of)))


@seeds
def test_a_row_has_the_dates_of_the_plan(begin: int) -> None:
    """It keeps of a deal whose dates run what counting says on that day, and is worked out anew on the next."""
    seen = set()
    for seed in range(begin, begin + SEEDS // 2):
        deal, today = told(seed)
        for later in (0, 8, 45):
            kept = rows.row(deal, today + timedelta(days=later))
            if deal.closed:
                continue
            full, found = counted(seed, later), unpacked(kept.body).dates
            assert kept.turns_on == today + timedelta(days=later + 1)
            assert next((each.word for each in found), None) == full.word, (seed, later)
            own = {each.target.step: each for each in full.targets if each.target.kind == CLIENT}
            for each in found:
                judged = own[each.step]
                assert (each.day, each.word, each.slack, each.missing) == (
                    judged.target.day, judged.word, judged.slack, judged.missing,
                ), (seed, later)  # fmt: skip
                seen.add(each.word)
    assert seen >= {TIGHT, CANNOT, PAST}


@seeds
def test_a_beginning_is_slack_told_without_today(begin: int) -> None:
    """From today to the last day to begin a step there is its slack, where nothing in it but today moves."""
    seen = 0
    for seed in range(begin + 1, begin + 2 * SEEDS, 2):
        deal, today = told(seed)
        full, standing = counted(seed), Standing(deal, today)
        every = afresh(legs(standing))
        if {each.word for each in full.targets} != {HOLDS} or not all(straight(leg.waits) for leg in every.values()):
            continue
        if any(leg.held for leg in every.values()):
            continue
        starts, fixed = beginnings(standing), Pass(every, FREE, long=True).ends(date.min)
        for each in full.rows:
            assert (each.slack is None) == (each.step not in starts), (seed, each)
            anew = Pass(every, FREE, long=True).ends(today)[each.step] == each.upper
            if each.slack is not None and fixed[each.step] < today and anew:
                assert each.slack == between(today, starts[each.step], FREE), (seed, each)
                seen += 1
    assert seen > 10, seen


@seeds
def test_what_has_begun_does_not_begin_anew(begin: int) -> None:
    """The same length, looked at on each of its days, ends on the same day; after that it is expected today (59)."""
    seen = set()
    for seed in range(begin, begin + SEEDS // 2):
        deal, today = told(seed)
        first = legs(Standing(deal, today))
        for later in (0, 1, 2, 5, 9, 30):
            day = today + timedelta(days=later)
            every = legs(Standing(deal, day))
            for step, leg in every.items():
                if leg != first.get(step) or leg.since is None or leg.turn or leg.held or list(steps_in(leg.waits)):
                    continue
                for long in (True, False):
                    ends = [Pass(each, FREE, long=long).ends(on)[step] for each, on in ((first, today), (every, day))]
                    assert ends[1] == max(ends[0], day), (seed, step, later)
                    seen.add(ends[1] == ends[0] and later > 0)
    assert seen == {True, False}


@seeds
def test_a_promise_outranks_the_map(begin: int) -> None:
    """A day that is promised and can be kept is the day, sooner or later than the map's usual time (60)."""
    seen = set()
    for seed in range(begin, begin + SEEDS // 2):
        deal, today = told(seed)
        every = legs(Standing(deal, today))
        for step, leg in every.items():
            for days in (0, 3, 20, 70):
                held = leg.but(held=worked(today + timedelta(days=days), FREE), put_off=False)
                usual = Pass(every | {step: leg.but(held=None)}, FREE, long=True).ends(today)[step]
                course = Pass(every | {step: held}, FREE, long=True)
                ends = course.ends(today)
                day = worked(today + timedelta(days=days), FREE)
                if max(today, course.begins(held, ends, today)) <= day:
                    assert ends[step] == day, (seed, step, days)
                    seen.add(day < usual)
                else:
                    assert ends[step] == usual, (seed, step, days)
    assert seen == {True, False}


@seeds
def test_beginning_turned_round(begin: int) -> None:
    """The last day to begin on is the last: begun that day the goal is reached in time, a day later it is not."""
    for seed in range(begin, begin + SEEDS // 2):
        deal, today = told(seed)
        every = afresh(legs(Standing(deal, today)))
        for step in every:
            for long in (True, False):
                course, goal = Pass(every, FREE, long=long), today + timedelta(days=seed % 70)
                start = course.start_by(step, goal)
                if start > date.min:
                    assert course.ends(start)[step] <= goal, (seed, step)
                    assert course.ends(start + timedelta(days=1))[step] > goal, (seed, step)
                else:
                    assert course.ends(date(2000, 1, 3))[step] > goal, (seed, step)


@seeds
def test_latest_dates_are_the_last(begin: int) -> None:
    """A step that ends on its latest date keeps every date that holds, and on the next working day it breaks one.

    Unless something makes up for it: an alternative that is counted on has a latest date of its own.
    """
    seen = sharp = 0
    for seed in range(begin, begin + SEEDS // 2):
        deal, today = told(seed)
        full = counted(seed)
        if {each.word for each in full.targets} != {HOLDS}:
            continue
        every, goals = legs(Standing(deal, today)), {each.target for each in full.targets}
        alone = all(straight(leg.waits) for leg in every.values())
        for row in full.rows:
            if row.latest is None:
                continue
            seen += 1
            sharp += alone
            assert row.latest >= worked(row.upper, FREE), (seed, row)
            for held, kept in ((row.latest, True), (row.latest + timedelta(days=1), False)):
                moved = every | {row.step: every[row.step].but(held=held)}
                ends = Pass(moved, FREE, long=True).ends(today)
                if kept or alone:
                    assert all(ends[goal.step] <= goal.day for goal in goals) is kept, (seed, row)
    assert seen > 50, seen
    assert sharp > 20, sharp


@seeds
def test_no_limit_moves(begin: int) -> None:
    """While only the clock goes on a limit keeps its day, and what cannot hold any more is never given a later one."""
    seen = set()
    for seed in range(begin, begin + SEEDS // 2):
        days = dict[str, date]()
        for later in (0, 3, 10, 30, 80):
            full = counted(seed, later)
            limits = {each.target.step: each for each in full.targets if each.target.kind == LIMIT}
            for step, judged in limits.items():
                assert days.setdefault(step, judged.target.day) == judged.target.day, (seed, step, later)
                (row,) = [row for row in full.rows if row.step == step]
                assert row.latest is None or row.latest <= worked(judged.target.day, FREE), (seed, step, later)
                assert row.latest is not None, (seed, step, later)
                seen.add(judged.word)
    assert seen >= {TIGHT, CANNOT, PAST}


@seeds
def test_the_critical_way_takes_all_of_the_time(begin: int) -> None:
    """It leads from today to the goal, each stretch beginning where the one before it ends, each step with its day."""
    for seed in range(begin, begin + SEEDS // 2):
        full = counted(seed)
        for judged in full.targets:
            if judged.word == PAST:
                assert judged.way == ()
                continue
            ends = [each.ends for each in judged.way]
            assert judged.way[-1].step == judged.target.step, seed
            assert ends[-1] == (judged.upper if judged.word == HOLDS else judged.lower), seed
            if judged.word in (HOLDS, TIGHT) and not any(each.word == CANNOT for each in full.targets):
                latest = {row.step: row.latest for row in full.rows}
                assert all(latest[each.step] for each in judged.way if each.kind != WAIT), seed
            assert [max(full.today, each.begins) for each in judged.way] == [full.today, *ends[:-1]], seed


@seeds
def test_what_is_said_of_it_has_no_hole(begin: int) -> None:
    """Its sentences are whole, on the page of a call and under the table, and the page keeps its limits."""
    said = 0
    for seed in range(begin, begin + SEEDS // 2):
        deal, today = told(seed)
        here = tuple([name for name, contact in deal.people.items() if not contact.left][: seed % 4])
        page = plan(deal, today, CallFor(today, here))
        table = timetable(deal, today)
        lines = [
            line.text for line in page.lines if line.section == "DATES" and line.because[0] in ("rule 58", "rule 60")
        ]
        said += len(lines)
        assert len(lines) <= 1, seed
        for text in (*lines, *table.foot):
            assert not ODD.search(text.replace("\u00a0", " ").replace("`", "")), (seed, text)
        assert words(list(page.lines)) <= WORDS or not any(line.drop for line in page.lines), seed
        assert len(table.entries) == len(table.dates.rows), seed
    assert said > 10


@seeds
def test_words_and_days_agree(begin: int) -> None:
    """A date holds when the long ends meet it, is tight when only the short ones do; slack is never below 0."""
    for seed in range(begin, begin + SEEDS // 2):
        full = counted(seed)
        for each in full.targets:
            meets = HOLDS if each.upper <= each.target.day else TIGHT if each.lower <= each.target.day else CANNOT
            assert each.word == (PAST if each.target.day < full.today else meets), seed
            assert each.lower <= each.upper, seed
            gone = each.lower if each.word == CANNOT else full.today if is_missed(each) else each.target.day
            assert (each.missing or 0) == between(each.target.day, gone, FREE), seed
        lost = {
            each.target.step: each for each in full.targets if each.target.kind == LIMIT and each.missing is not None
        }
        for row in full.rows:
            assert (row.slack is None) == (row.latest is None or row.missing is not None), seed
            if row.slack is None and row.step in lost:
                assert row.latest == worked(lost[row.step].target.day, FREE), seed
