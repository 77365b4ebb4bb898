"""A journal beside a model of it: whatever is typed, in whichever order, both tell the same, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import pytest
from monday import said

from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.journal import Journal, opening

NAMES = ("oz", "harrow", "[/x] & Co", "van den Berg")
PEOPLE = ("Ana Lima", "Rui Costa", "Zoë Quist")
START = date(2026, 11, 2)
State = list[tuple[Entry, ...]]
Typed = tuple[list[str], Callable[[], object]]


class Crash(BaseException):
    """The process is gone, in the middle of writing or just after."""


class Told:
    """One transaction of a deal, as the model knows it."""

    def __init__(self, kind: str, name: str = "") -> None:
        self.kind, self.name, self.void = kind, name, False
        self.replaced: list[Told] = []


class Deal:
    """A deal as the model knows it: what was written of it, and what of that was taken back."""

    def __init__(self, first: str) -> None:
        self.first, self.told, self.emptied = first, [Told("open")], False

    def live(self, *kinds: str) -> list[Told]:
        """What still counts, of these kinds."""
        return [each for each in self.told if not each.void and (not kinds or each.kind in kinds)]

    @property
    def name(self) -> str:
        """What it is called."""
        renamed = self.live("rename")
        return renamed[-1].name if renamed else self.first

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        ends = self.live("close", "reopen")
        return bool(ends) and ends[-1].kind == "close"

    @property
    def dropped(self) -> bool:
        """Whether it is in no look."""
        return bool(self.live("drop"))


class Machine:
    """callplan in a home, driven beside the model."""

    def __init__(self, home: Path, chance: Random) -> None:
        self.home, self.chance, self.today = home, chance, START
        self.book = Journal(str(home / "callplan.db"))
        self.deals: list[Deal] = []
        self.gone: list[Deal] = []
        self.counts = {"done": 0, "refused": 0, "crashed": 0}

    @property
    def open_ones(self) -> list[Deal]:
        return [deal for deal in self.deals if not deal.dropped]

    def step(self) -> None:
        """Type one line, and see that the journal and the model are the same after it."""
        self.today += timedelta(days=self.chance.choice((0, 0, 1, 3, -2)))
        line, effect = self.chance.choice([*self._lines()])
        before = self.state()
        if self.chance.random() < 0.15:
            self._crash(line, effect, before)
            return
        code = said(self.home, self.today.isoformat(), line).code
        assert code in (0, 1, 2, 4, 5), (line, code)
        after = self.state()
        if code == 0 and after != before:
            effect()
            self.counts["done"] += 1
        else:
            assert after == before, line
            self.counts["refused"] += 1
        self._same(before, after, line)

    def _crash(self, line: list[str], effect: Callable[[], object], before: State) -> None:
        as_asked, left = opening.Patient.execute, [self.chance.randrange(3, 25)]

        def execute(database: Any, *asked: Any) -> Any:
            left[0] -= 1
            if left[0] == 0 and asked[0] != "COMMIT":
                raise Crash
            found = as_asked(database, *asked)
            if asked[0] == "COMMIT" and left[0] < 8:
                raise Crash
            return found

        with mock.patch.object(opening.Patient, "execute", execute):
            try:
                said(self.home, self.today.isoformat(), line)
            except Crash:
                self.counts["crashed"] += 1
        after = self.state()
        if after != before:
            effect()
        self._same(before, after, line)

    def state(self) -> list[tuple[Entry, ...]]:
        """All that is written of every deal, dropped ones last."""
        return [entries for dropped in (False, True) for _, entries in self.book.all_entries(dropped=dropped)]

    def _same(self, before: State, after: State, line: list[str]) -> None:
        grown = []
        for entries in after:
            older = max([each for each in before if each == entries[: len(each)]], key=len, default=())
            grown += [entries[len(older) :]] if entries != older else []
        assert len(before) <= len(after) <= len(before) + 1, line
        assert len(grown) <= 1, line
        assert len({entry.batch for entries in grown for entry in entries}) <= 1, line
        assert sorted(self.book.deals()) == sorted(deal.name for deal in self.open_ones), line
        assert sorted(self.book.dropped()) == sorted(deal.name for deal in self.deals if deal.dropped), line
        for deal in self.open_ones:
            assert (fold(self.book.entries(deal.name)).closed is not None) == deal.closed, line

    def _lines(self) -> Iterator[Typed]:
        """What may be typed now, and what it does to the model when it is done."""
        new, who = self.chance.choice(NAMES), self.chance.choice(PEOPLE)
        if new not in [deal.name for deal in self.open_ones]:
            opens = f"--playbook small-add-on --with {who.split()[0]}:user --on today --no-input --opened 2026-11-01"
            yield ["prep", new, *opens.split()], partial(self._opened, new)
        for deal in self.open_ones[:2]:
            yield from self._of(deal, who)
        gone = sorted([each for each in self.deals if each.dropped], key=lambda each: self.gone.index(each))
        for deal in gone[-1:]:
            yield ["drop", deal.name, "--back"], partial(self._undropped, deal)

    def _of(self, deal: Deal, who: str) -> Iterator[Typed]:
        name, other, person = deal.name, self.chance.choice(NAMES), f"{who}:user"
        debrief = ["debrief", name, "--with", person, "--no-input"]
        yield ["prep", name, "--with", person, "--on", "tomorrow", "--no-input"], partial(self._add, deal, "prep")
        yield [*debrief, "--promised", f"{who}:send it:+1w"], partial(self._add, deal, "debrief")
        yield [*debrief, "--decided", f"worth-it:{who}"], partial(self._add, deal, "debrief")
        yield ["debrief", name, "--again", "--verdict", "stayed", "--no-input"], partial(self._again, deal)
        yield ["undo", name, "--yes"], partial(self._undone, deal)
        yield ["rename", name, other], partial(self._add, deal, "rename", other)
        yield ["person", name, "--merge", *self.chance.sample(PEOPLE, 2)], partial(self._add, deal, "person")
        yield ["close", name, "--lost", "--reason", "too dear", "--no-input"], partial(self._add, deal, "close")
        yield ["reopen", name], partial(self._add, deal, "reopen")
        yield ["drop", name], partial(self._dropped, deal)
        yield ["show", name], int

    def _opened(self, name: str) -> None:
        self.deals.append(Deal(name))

    def _add(self, deal: Deal, kind: str, name: str = "") -> None:
        deal.told.append(Told(kind, name))

    def _dropped(self, deal: Deal) -> None:
        self.gone = [*[each for each in self.gone if each is not deal], deal]
        self._add(deal, "drop")

    def _undropped(self, deal: Deal) -> None:
        for each in deal.live("drop"):
            each.void = True

    def _undone(self, deal: Deal) -> None:
        """What was written last and still stands; of the first, all but that the deal was opened."""
        last = [each for each in deal.live() if each.kind != "open" or not deal.emptied][-1]
        if last.kind == "open":
            deal.emptied = True
            return
        last.void = True
        for each in last.replaced:
            each.void = False

    def _again(self, deal: Deal) -> None:
        """What was debriefed last, standing or not, is told in its own place, with the call that was planned since."""
        last = max(at for at, each in enumerate(deal.told) if each.kind in ("debrief", "again"))
        new, since = Told("again"), [each for each in deal.told[last + 1 :] if each.kind == "prep"]
        new.replaced = [each for each in (deal.told[last], *since) if not each.void]
        for each in new.replaced:
            each.void = True
        deal.told.append(new)


@pytest.mark.parametrize(
    ("first", "runs"), [(0, 3), *[pytest.param(first, 25, marks=pytest.mark.torture) for first in range(0, 500, 25)]]
)
def test_fifty_steps(tmp_path: Path, first: int, runs: int, counts: Callable[[str], None]) -> None:
    """It is as the model says after each of fifty lines, crashes among them, and a clock that goes back."""
    became: Counter[str] = Counter()
    for seed in range(first, first + runs):
        home = tmp_path / str(seed)
        home.mkdir()
        machine = Machine(home, Random(seed))
        for _ in range(50):
            machine.step()
        became += Counter(machine.counts)
        assert said(home, START.isoformat(), ["doctor"]).code in (0, 1)
    counts(f"{runs} runs of 50 steps: {became['done']} done, {became['refused']} refused, {became['crashed']} crashed")
