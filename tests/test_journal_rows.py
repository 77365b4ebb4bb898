"""What the journal keeps beside the entries: rows to count and sort, promises by day; and its older files."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import first_version
import pytest
from test_journal import DAY, MET, OPENED, raw, write

from callplan.core.entries import Entry
from callplan.core.ledger import PARTS, Counted, DealsAsked, Found, Pledge, Row
from callplan.errors import BadFile, Busy
from callplan.journal import Journal

TUESDAY, FRIDAY = date(2026, 12, 1), date(2026, 12, 4)


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
    looked_at(book, "a", Row("A", 1, as_of=DAY, promises=(A1, A2)))
    looked_at(book, "b", Row("B", 1, as_of=DAY, turns_on=FRIDAY, promises=(B1,)))
    return book


def looked_at(book: Journal, deal: str, row: Row) -> None:
    """A deal that was written to and summed up since."""
    (entry,) = write(book, deal, OPENED)
    book.refill([(deal, entry.number, row)])


@pytest.fixture
def old(book: Journal) -> Journal:
    """The same deals in a file of the first version."""
    first_version.write(book.path, [(deal, (Entry(1, 1, OPENED, "", "ana"),)) for deal in "ab"])
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
        """It replaces a deal's promises when it is summed up anew, and no other deal's."""
        kept.refill([("a", 1, Row("A"))])
        assert list(kept.promises()) == [B1]

    def test_none_without_a_file(self, book: Journal) -> None:
        """It knows of no promise where nothing exists, and leaves nothing there."""
        assert (list(book.promises()), book.promised(), os.path.exists(book.path)) == ([], 0, False)

    def test_a_damaged_one(self, kept: Journal) -> None:
        """It says whose promise is damaged."""
        raw(kept, "UPDATE promises SET due = 'soon' WHERE deal = 'b'")
        with pytest.raises(BadFile, match="what the table promises says of “b” has changed"):
            list(kept.promises())


class TestRows:
    def test_stale(self, kept: Journal) -> None:
        """It names the deals written to since, summed up by another form, or on another day than theirs."""
        assert kept.stale(1) == kept.stale(1, TUESDAY) == ()
        assert kept.stale(2) == ("a", "b")
        assert kept.stale(1, FRIDAY) == ("b",)
        assert kept.stale(1, date(2026, 11, 23)) == ("a", "b")
        write(kept, "a", MET, seen=1)
        assert (kept.stale(1), kept.stale(1, FRIDAY)) == (("a",), ("a", "b"))

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
        instead = [("b", Row("B!", lacks=PARTS["work"], failed=1, promises=()))]
        counted, found = kept.look(DealsAsked(DAY), instead=instead)
        assert counted == Counted(deals=2, passed=1, work=1)
        assert (len(found), list(found)) == (2, [Found("b", "ana", "B!"), Found("a", "ana", "A")])
        assert (list(kept.promises(instead=instead)), kept.promised(instead=instead)) == ([A2, A1], 2)
        assert Path(kept.path).read_bytes() == before


class TestLooking:
    @pytest.fixture
    def many(self, book: Journal) -> Journal:
        """Six deals: two that pass, one quiet for longer, one without anything, two won, one lost."""
        firm, day = Row("firm", amount=50, playbook="saas", stage="s", since=TUESDAY), date(2026, 11, 2)
        looked_at(book, "firm", firm)
        looked_at(book, "late", firm.but(body="late", since=day, amount=50.5))
        lacks = Row("bare", lacks=sum(PARTS.values()) - PARTS["decision"], failed=4, since=day)
        looked_at(book, "bare", lacks)
        looked_at(book, "owes", Row("owes", closed="won", since=day))
        looked_at(book, "paid", Row("paid", closed="won", live=0))
        looked_at(book, "gone", Row("gone", closed="lost", live=0, since=DAY))
        return book

    def names(self, book: Journal, asked: DealsAsked, limit: int = -1) -> list[str]:
        return [found.deal for found in book.look(asked, limit)[1]]

    def test_counts_and_sorts(self, many: Journal) -> None:
        """It counts every part without an answer, and gives the worst first, then the longest without a decision."""
        counted, found = many.look(DealsAsked(TUESDAY), 3)
        assert counted == Counted(deals=4, owing=1, passed=2, decider=1, day=1, work=1, source=1)
        assert [each.body for each in found] == ["bare", "late", "owes"]

    def test_a_date_that_came_to_nothing(self, many: Journal) -> None:
        """It puts those whose date has come to nothing before others that lack as much."""
        no_day = Row("vain", lacks=PARTS["day"], failed=1, in_danger=1, since=TUESDAY)
        looked_at(many, "vain", no_day)
        looked_at(many, "none", no_day.but(body="none", in_danger=0, since=date(2026, 11, 1)))
        counted, found = many.look(DealsAsked(FRIDAY))
        assert (counted.passed, counted.day) == (2, 3)
        assert [each.deal for each in found] == ["bare", "vain", "none", "late", "owes", "firm"]

    def test_some_at_a_time(self, many: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
        """It gives the same deals in the same order however few are read at a time, and lets others write between."""
        every = self.names(many, DealsAsked(FRIDAY))
        monkeypatch.setattr("callplan.journal.looking.AT_A_TIME", 1)
        _, found = many.look(DealsAsked(FRIDAY))
        reading = iter(found)
        first = next(reading).deal
        looked_at(many, "more", Row("more"))
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
        rows = "SELECT deal, number, batch, kind, on_day, recorded_at, recorder, body FROM events"
        entries = raw(old, rows)
        old.refill([("a", 1, Row("A", promises=(A1,)))])
        assert raw(old, "PRAGMA user_version") == [(5,)]
        assert (old.stale(0), list(old.promises())) == ((), [A1])
        assert list(old.summaries()) == [("a", None, "A"), ("b", None, "")]
        assert raw(old, rows) == entries
        new = Journal(str(tmp_path / "new.db"))
        write(new, "a", OPENED)
        shape = "SELECT name, sql FROM sqlite_master ORDER BY name"
        assert raw(old, shape) == raw(new, shape)

    def test_go_on(self, old: Journal) -> None:
        """It takes new entries; every row is summed up anew."""
        write(old, "a", MET, seen=1)
        assert [entry.event for entry in old.entries("a")] == [OPENED, MET]
        assert old.stale(1) == ("a", "b")
