"""What the journal keeps beside the entries: rows to count and sort, promises by day; and its older files."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from test_journal import DAY, MET, OPENED, raw, write

from callplan.core.ledger import PARTS, Counted, DealsAsked, Found, Pledge, Row
from callplan.errors import BadFile, Busy
from callplan.journal import Journal

TUESDAY, FRIDAY = date(2026, 12, 1), date(2026, 12, 4)
FIRST_VERSION = (
    "CREATE TABLE deals (name TEXT PRIMARY KEY, opened TEXT NOT NULL, written BIGINT NOT NULL)",
    "CREATE INDEX deals_written ON deals (written)",
    "CREATE TABLE events (deal TEXT NOT NULL REFERENCES deals (name), number BIGINT NOT NULL,"
    " batch BIGINT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL, recorded_at TEXT NOT NULL,"
    " recorder TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (deal, number))",
    "CREATE TABLE summary (deal TEXT PRIMARY KEY REFERENCES deals (name), turns_on TEXT, body TEXT NOT NULL)",
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END",
    "CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END",
    "CREATE TRIGGER events_follow BEFORE INSERT ON events"
    " WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM events WHERE deal = NEW.deal)"
    " BEGIN SELECT RAISE(ABORT, 'an event is only ever added at the end'); END",
    "PRAGMA application_id = 1128352844",
    "PRAGMA user_version = 1",
)


def pledge(deal: str, promise: str, side: str, due: date) -> Pledge:
    return Pledge(deal, promise, side, "" if side == "us" else "Ana", "send it", due, "open", "")


A1, A2, B1 = pledge("a", "p1", "client", FRIDAY), pledge("a", "p2", "us", TUESDAY), pledge("b", "p1", "us", FRIDAY)


def nothing(book: Journal, asked: DealsAsked) -> bool:
    """Whether there is nothing to look at."""
    counted, found = book.look(asked)
    return counted == Counted() and list(found) == []


@pytest.fixture
def book(tmp_path: Path) -> Journal:
    return Journal(str(tmp_path / "journal.db"))


@pytest.fixture
def kept(book: Journal) -> Journal:
    """Two deals with promises."""
    write(book, "a", OPENED, row=Row("A", 1, as_of=DAY, promises=(A1, A2)))
    write(book, "b", OPENED, row=Row("B", 1, as_of=DAY, turns_on=FRIDAY, promises=(B1,)))
    return book


@pytest.fixture
def old(book: Journal, kept: Journal) -> Journal:
    """The same deals in a file of the first version."""
    rows = raw(kept, "SELECT name, opened, written FROM deals"), raw(kept, "SELECT * FROM events")
    os.remove(kept.path)
    raw(book, *FIRST_VERSION)
    database = sqlite3.connect(book.path)
    database.executemany("INSERT INTO deals VALUES (?, ?, ?)", rows[0])
    database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows[1])
    database.execute("INSERT INTO summary SELECT name, '2026-12-01', 'old' FROM deals")
    database.commit()
    database.close()
    return book


class TestPromises:
    def test_by_day(self, kept: Journal) -> None:
        """It gives every promise still to be kept, the earliest first, and as many as are asked for."""
        assert list(kept.promises()) == [A2, A1, B1]
        assert list(kept.promises(limit=2)) == [A2, A1]
        assert kept.promised() == 3

    def test_filtered(self, kept: Journal) -> None:
        """It gives those of a side, a deal, an owner, or until a day."""
        assert list(kept.promises(side="us")) == [A2, B1]
        assert list(kept.promises(deal="a")) == [A2, A1]
        assert list(kept.promises(until=TUESDAY)) == [A2]
        assert list(kept.promises(owner="ana", side="client", until=FRIDAY, deal="a")) == [A1]
        assert (kept.promised(owner="bo"), kept.promised(owner="ana", side="us")) == (0, 2)

    def test_follow_the_entries(self, kept: Journal) -> None:
        """It replaces a deal's promises in the transaction of the events, and no other deal's."""
        write(kept, "a", MET, seen=1, row=Row("A"))
        assert list(kept.promises()) == [B1]

    def test_none_without_a_file(self, book: Journal) -> None:
        """It knows of no promise where nothing exists, and leaves nothing there."""
        assert (list(book.promises()), book.promised(), os.path.exists(book.path)) == ([], 0, False)

    def test_a_damaged_one(self, kept: Journal) -> None:
        """It says whose promise is damaged."""
        raw(kept, "UPDATE promises SET due = 'soon' WHERE deal = 'b'")
        with pytest.raises(BadFile, match="a promise of “b” cannot be read"):
            list(kept.promises())


class TestRows:
    def test_stale(self, kept: Journal) -> None:
        """It names the deals summed up by another form, and those whose day has come or is still to come."""
        assert kept.stale(1) == kept.stale(1, TUESDAY) == ()
        assert kept.stale(2) == ("a", "b")
        assert kept.stale(1, FRIDAY) == ("b",)
        assert kept.stale(1, date(2026, 11, 23)) == ("a", "b")

    def test_refilled(self, kept: Journal) -> None:
        """It takes a row back only of a deal that has not grown since it was read."""
        kept.refill([("a", 1, Row("A!", promises=(A1,))), ("b", 0, Row("B!"))])
        assert [body for _, _, body in kept.summaries()] == ["A!", "B"]
        assert list(kept.promises()) == [A1, B1]

    def test_does_not_wait(self, kept: Journal) -> None:
        """It gives up soon when somebody else is writing: a look can do without."""
        other = sqlite3.connect(kept.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            kept.refill([("a", 1, Row("A!"))])
        other.close()

    def test_instead(self, kept: Journal) -> None:
        """It looks at rows given instead of those in the file, and leaves the file as it is."""
        before = Path(kept.path).read_bytes()
        instead = [("b", Row("B!", lacks=PARTS["work"], failed=1, by_day=DAY, promises=()))]
        counted, found = kept.look(DealsAsked(DAY), instead=instead)
        assert counted == Counted(deals=2, passed=1, work=1)
        assert (len(found), list(found)) == (2, [Found("b", "ana", "B!"), Found("a", "ana", "A")])
        assert (list(kept.promises(instead=instead)), kept.promised(instead=instead)) == ([A2, A1], 2)
        assert Path(kept.path).read_bytes() == before


class TestLooking:
    @pytest.fixture
    def many(self, book: Journal) -> Journal:
        """Six deals: one that passes, one whose day goes by, one without anything, two won, one lost."""
        firm, day = Row("firm", amount=50, playbook="saas", stage="s", since=TUESDAY, by_day=FRIDAY), date(2026, 11, 2)
        write(book, "firm", OPENED, row=firm)
        write(book, "late", OPENED, row=firm.but(body="late", since=day, by_day=TUESDAY, amount=50.5))
        lacks = Row("bare", lacks=sum(PARTS.values()) - PARTS["decision"], failed=4, since=day)
        write(book, "bare", OPENED, row=lacks)
        write(book, "owes", OPENED, row=Row("owes", closed="won", since=day))
        write(book, "paid", OPENED, row=Row("paid", closed="won", live=0))
        write(book, "gone", OPENED, row=Row("gone", closed="lost", live=0, since=DAY))
        return book

    def names(self, book: Journal, asked: DealsAsked, limit: int = -1) -> list[str]:
        return [found.deal for found in book.look(asked, limit)[1]]

    def test_counts_and_sorts(self, many: Journal) -> None:
        """It counts every part without an answer, and gives the worst first, then the longest without a decision."""
        counted, found = many.look(DealsAsked(TUESDAY), 3)
        assert counted == Counted(deals=4, owing=1, passed=2, decider=1, day=1, work=1, source=1)
        assert [each.body for each in found] == ["bare", "late", "owes"]

    def test_a_day_goes_by(self, many: Journal) -> None:
        """It misses an answer to `by when` from the day after the one that was named."""
        counted, found = many.look(DealsAsked(FRIDAY))
        assert (counted.passed, counted.day) == (1, 2)
        assert [each.deal for each in found] == ["bare", "late", "owes", "firm"]

    def test_a_date_that_came_to_nothing(self, many: Journal) -> None:
        """It puts those whose date has come to nothing before others that lack as much, and counts no day twice."""
        write(many, "vain", OPENED, row=Row("vain", lacks=PARTS["day"], failed=1, since=TUESDAY, by_day=date.min))
        write(many, "none", OPENED, row=Row("none", lacks=PARTS["day"], failed=1, since=date(2026, 11, 1)))
        counted, found = many.look(DealsAsked(FRIDAY))
        assert (counted.passed, counted.day) == (1, 4)
        assert [each.deal for each in found] == ["bare", "late", "vain", "none", "owes", "firm"]

    def test_some_at_a_time(self, many: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
        """It gives the same deals in the same order however few are read at a time, and lets others write between."""
        every = self.names(many, DealsAsked(FRIDAY))
        monkeypatch.setattr("callplan.journal.looking.AT_A_TIME", 1)
        _, found = many.look(DealsAsked(FRIDAY))
        reading = iter(found)
        first = next(reading).deal
        write(many, "more", OPENED, row=Row("more"))
        assert [first, *[each.deal for each in reading]] == every

    def test_names(self, many: Journal) -> None:
        """It names the owners, playbooks and stages that deals have."""
        assert [many.names(kind) for kind in ("owner", "playbook", "stage")] == [("ana",), ("", "saas"), ("", "s")]

    def test_filters(self, many: Journal) -> None:
        """It looks at deals of an owner, a playbook, a stage, over an amount, quiet since a day, or closed."""
        assert self.names(many, DealsAsked(DAY, playbook="saas", stage="s", owner="ana")) == ["late", "firm"]
        assert self.names(many, DealsAsked(DAY, over=50)) == ["late"]
        assert self.names(many, DealsAsked(DAY, quiet_since=DAY)) == ["bare", "late", "owes"]
        assert self.names(many, DealsAsked(DAY, closed=True)) == ["paid", "owes", "gone"]
        assert nothing(many, DealsAsked(DAY, owner="bo"))

    def test_nothing(self, book: Journal) -> None:
        """It counts nothing where nothing exists, nor in a file not yet begun."""
        assert nothing(book, DealsAsked(DAY))
        assert book.stale(1, DAY) == book.names("owner") == ()
        open(book.path, "w").close()
        assert nothing(book, DealsAsked(DAY))
        assert book.stale(1, DAY) == book.names("owner") == ()


class TestOlderFiles:
    def test_are_read(self, old: Journal) -> None:
        """It reads a file of the first version as it is, without writing to it."""
        before = Path(old.path).read_bytes()
        assert (old.deals(), [entry.event for entry in old.entries("a")]) == (("b", "a"), [OPENED])
        assert old.stale(1) == old.stale(1, DAY) == ("a", "b")
        instead = [("a", Row("A"))]
        assert list(old.look(DealsAsked(DAY), instead=instead)[1]) == [Found("a", "ana", "A")]
        assert old.names("owner", instead) == ("ana",)
        assert Path(old.path).read_bytes() == before

    def test_are_brought_up_to_date(self, old: Journal, tmp_path: Path) -> None:
        """It becomes, with the first write, what a new file is, and loses nothing."""
        entries = raw(old, "SELECT * FROM events")
        old.refill([("a", 1, Row("A", promises=(A1,)))])
        assert raw(old, "PRAGMA user_version") == [(2,)]
        assert old.stale(0) == ()
        assert list(old.summaries()) == [("a", None, "A"), ("b", TUESDAY, "old")]
        assert raw(old, "SELECT * FROM events") == entries
        new = Journal(str(tmp_path / "new.db"))
        write(new, "a", OPENED)
        shape = "SELECT name, sql FROM sqlite_master WHERE type <> 'table' OR name <> 'summary' ORDER BY name"
        columns = "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('summary')"
        assert (raw(old, shape), raw(old, columns)) == (raw(new, shape), raw(new, columns))

    def test_go_on(self, old: Journal) -> None:
        """It takes new entries; rows not summed up since are stale."""
        write(old, "a", MET, seen=1, row=Row("A", 1))
        assert [entry.event for entry in old.entries("a")] == [OPENED, MET]
        assert old.stale(1) == ("b",)
