"""One row a deal: what folding from scratch gives, true until the day it turns on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from random_histories import a_history
from random_maps import a_map
from test_journal import DAY, MAP

from callplan.core.deal.fold import fold
from callplan.core.entries import Dropped, Entry, Renamed
from callplan.core.events import Answered, Closed, Dated, Deferred, Event, Held, Met, Missed, Next, Opened, Promised
from callplan.core.ledger import PARTS, Pledge, Row, form
from callplan.core.map.playbook import Role
from callplan.core.summary import Told, unpacked
from callplan.core.summary.lacking import lacks
from callplan.core.summary.rows import row
from callplan.journal import Journal, tables, writing

HISTORIES = 2_000
TURNING = 100


def told(seed: int) -> tuple[Entry, ...]:
    """A history; the deal keeps its name, by which it is looked for here."""
    chance = Random(seed)
    found = a_history(chance, a_map(chance))
    none = [entry.but(event=Answered(entry.event.on, "none")) for entry in found]
    return tuple(
        [none[place] if isinstance(each.event, (Renamed, Dropped)) else each for place, each in enumerate(found)]
    )


def latest(entries: tuple[Entry, ...]) -> date:
    return max(entry.event.on for entry in entries)


def written(path: str, begin: int, end: int) -> None:
    """Histories as they are written, all in one commit; every tenth is summed up before its last transaction, too."""
    journal = Journal(path)
    journal.create()
    with journal.open() as database:
        writing.begin(database, path)
        for seed in range(begin, end):
            entries, name = told(seed), f"deal {seed:04}"
            before = tuple([entry for entry in entries if entry.batch < entries[-1].batch])
            if before and seed % 10 == 0:
                writing.put(database, writing.key_of(database, name), name, writing.lines(before))
                writing.sum_up(database, [(name, row(fold(before, name), latest(before)))])
            else:
                before = ()
            writing.put(database, writing.key_of(database, name), name, writing.lines(entries[len(before) :]))
            writing.sum_up(database, [(name, row(fold(entries, name), latest(entries)))])
        database.execute("COMMIT")


def kept(path: str) -> Iterator[tuple[str, Row]]:
    """The rows in a file, with their promises."""
    database = sqlite3.connect(path)
    names = ", ".join(["deal", *tables.COLUMNS])
    pledges = ", ".join(Pledge.__match_args__)
    promised: dict[str, list[Pledge]] = {}
    for values in database.execute(f"SELECT {pledges} FROM promises ORDER BY rowid"):
        each = dict(zip(Pledge.__match_args__, values, strict=True))
        promised.setdefault(each["deal"], []).append(Pledge(**each | {"due": date.fromisoformat(each["due"])}))
    for deal, *values in database.execute(f"SELECT {names} FROM summary ORDER BY deal"):
        found = dict(zip(tables.COLUMNS, values, strict=True))
        days = {name: date.fromisoformat(found[name]) for name in ("as_of", "turns_on", "since", "call") if found[name]}
        yield deal, Row(**(found | days), promises=tuple(promised.get(deal, ())))
    database.close()


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "begin", [0, *[pytest.param(at, marks=pytest.mark.torture) for at in range(250, HISTORIES, 250)]]
)
def test_folding_from_scratch(tmp_path: Path, begin: int) -> None:
    """It keeps, of two thousand histories with corrections, exactly the rows that folding what was written gives."""
    path = str(tmp_path / "journal.db")
    written(path, begin, begin + 250)
    journal, rows = Journal(path), dict(kept(path))
    assert len(rows) == 250
    for deal, found in rows.items():
        entries = journal.entries(deal)
        assert row(fold(entries, deal), latest(entries)) == found, deal
        counted(found)


def test_turning() -> None:
    """It turns on the next day, whatever lapses, is put off, waits or is promised; one that does not holds always."""
    turned = 0
    for seed in range(TURNING):
        entries, chance = told(seed), Random(seed)
        deal, day = fold(entries, "acme"), latest(entries) - timedelta(days=Random(seed).randrange(12))
        found = row(deal, day)
        assert found.turns_on in (None, day + timedelta(days=1))
        turned += found.turns_on is not None
        for later in (1, 1 + chance.randrange(400)):
            if not found.turns_on:
                assert row(deal, day + timedelta(days=later)).but(as_of=found.as_of) == found, (seed, later)
    assert 15 < turned < TURNING


def counted(found: Row) -> None:
    """The parts counted are those the summary lacks on its day."""
    summary = unpacked(found.body)
    missing = lacks(summary, found.as_of)
    assert (found.lacks, found.failed) == (sum(PARTS[part] for part in missing), len(missing))
    assert not found.in_danger or "day" in missing or any(each.late for each in summary.deadlines)


def test_form() -> None:
    """It is another form for another set of holidays, so that rows are summed up anew."""
    first, second = date(2026, 12, 25), date(2026, 12, 26)
    assert (
        len({form(frozenset()), form(frozenset({first})), form(frozenset({second})), form(frozenset({first, second}))})
        == 4
    )


class TestByWhen:
    """A small map, the one who decides, and the days that were named for the order."""

    def row(self, on: date, *events: Event) -> tuple[Row, Told | None]:
        told_of = (
            Opened(DAY, MAP.but(roles=(Role("owner", "owner"),))),
            Met(DAY, "Ana Berg", ("owner",)),
            Held(DAY, ("Ana Berg",)),
            *events,
        )
        found = row(fold(tuple([Entry(number, 1, event) for number, event in enumerate(told_of, 1)])), on)
        return found, unpacked(found.body).next.told

    def test_the_first_still_to_come(self) -> None:
        """It is the first of several days still to come; when all have gone by, the last, and that is told."""
        promised = Promised(DAY, "p1", "Ana Berg", "order", date(2026, 12, 1), "order")
        days = (promised, Next(DAY, date(2026, 12, 5), "order", ("Ana Berg",)))
        found, told_by = self.row(DAY, *days)
        assert (found.in_danger, found.turns_on) == (0, DAY + timedelta(days=1))
        assert told_by == Told(date(2026, 12, 1), "promised", "Ana Berg", DAY)
        meeting = Told(date(2026, 12, 5), "meeting", "Ana Berg", DAY)
        assert [(row.in_danger, told) for row, told in (self.row(date(2026, 12, day), *days) for day in (2, 9))] == [
            (0, meeting), (1, meeting),
        ]  # fmt: skip

    def test_the_clients_own(self) -> None:
        """It is the day a client person named, whatever we believe; our own belief needs asking for."""
        ours, theirs = Dated(DAY, "order", date(2026, 12, 3)), Dated(DAY, "order", date(2026, 12, 8), "Ana Berg")
        found, told_by = self.row(DAY, ours)
        assert (told_by, found.lacks) == (Told(date(2026, 12, 3), "dated", "", DAY), PARTS["source"])
        found, told_by = self.row(DAY, ours, theirs)
        assert (told_by, found.lacks) == (Told(date(2026, 12, 8), "dated", "Ana Berg", DAY), 0)

    def test_put_off(self) -> None:
        """It is the day to which the client put it off."""
        _, told_by = self.row(DAY, Deferred(DAY, "order", "Ana Berg", date(2026, 12, 4), "after the fair"))
        assert told_by == Told(date(2026, 12, 4), "put-off", "Ana Berg", DAY)

    def test_closed(self) -> None:
        """It keeps no promise of a deal that is lost, and ours of one that is won; neither ever turns."""
        promised = Promised(DAY, "p1", "", "send it", date(2026, 12, 1))
        lost, won = (self.row(DAY, promised, Closed(DAY, end))[0] for end in ("lost", "won"))
        assert (lost.live, lost.promises, lost.turns_on) == (0, (), None)
        assert (won.live, [each.promise for each in won.promises], won.turns_on) == (1, ["p1"], None)
        late = self.row(DAY, promised, Missed(DAY, "p1"))[0]
        assert [(each.promise, each.state) for each in late.promises] == [("p1", "missed")]
        assert self.row(DAY, Closed(DAY, "won"))[0].live == 0
