"""What is written stays, whole and in order, whoever else writes."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rights import of_somebody_else

from callplan import journal
from callplan.core.entries import Entry, Writing
from callplan.core.events import Event, Met, Opened, Promised
from callplan.core.map.playbook import Act, Decision, Playbook, Stage
from callplan.core.map.terms import Named
from callplan.errors import BadFile, Busy, Refusal
from callplan.journal import Journal, writing

DAY = date(2026, 11, 24)
MAP = Playbook(
    id="small",
    title="A small map",
    closing="order",
    stages=(
        Stage(
            id="shall",
            title="Shall we order?",
            steps=(
                Act(id="names", clause="send the ten names", by=Named("owner")),
                Decision(id="order", clause="the seats are ordered", by=Named("owner"), title="the order"),
            ),
        ),
    ),
)
OPENED = Opened(DAY, MAP)
MET = Met(DAY, "Zoë “Z” O'Hara", ("owner",))
PRICE = Promised(DAY, "p1", "", "send the price", date(2026, 12, 1))


def write(book: Journal, deal: str, *events: Event, seen: int = 0) -> tuple[Entry, ...]:
    (wrote,) = book.append(Writing(deal, events, seen), recorder="ana", recorded_at="2026-11-24T10:00:00+01:00")
    return wrote


@pytest.fixture
def book(tmp_path: Path) -> Journal:
    return Journal(str(tmp_path / "data" / "journal.db"))


@pytest.fixture
def written(book: Journal) -> Journal:
    write(book, "harrow", OPENED, MET)
    write(book, "norrland", OPENED)
    return book


def raw(book: Journal, *statements: str) -> list[Any]:
    """Run statements on the file behind the journal's back."""
    database = sqlite3.connect(book.path)
    rows = [row for statement in statements for row in database.execute(statement).fetchall()]
    database.commit()
    database.close()
    return rows


class TestWriting:
    def test_gives_back_what_was_written(self, book: Journal) -> None:
        """It numbers the events of a deal from 1, counts its transactions, and reads back what it wrote."""
        first = write(book, "harrow", OPENED, MET)
        second = write(book, "harrow", PRICE, seen=2)
        at = "2026-11-24T10:00:00+01:00"
        assert (
            book.entries("harrow")
            == first + second
            == (Entry(1, 1, OPENED, at, "ana"), Entry(2, 1, MET, at, "ana"), Entry(3, 2, PRICE, at, "ana"))
        )

    def test_keeps_deals_apart(self, written: Journal) -> None:
        """It numbers each deal on its own and mixes none."""
        assert [entry.number for entry in written.entries("norrland")] == [1]
        assert [entry.event for entry in written.entries("harrow")] == [OPENED, MET]

    def test_lists_the_latest_first(self, written: Journal) -> None:
        """It lists deals by when they were last written to, without asking any clock."""
        assert written.deals() == ("norrland", "harrow")
        write(written, "harrow", PRICE, seen=2)
        assert written.deals() == ("harrow", "norrland")

    def test_nothing_is_nothing(self, book: Journal) -> None:
        """It makes no file and no entry for an append without events."""
        assert write(book, "harrow") == ()
        assert not os.path.exists(book.path)

    @pytest.mark.parametrize("name", ["Ørsted & Sønner", "100% #1? yes", "'; DROP TABLE deals; --", "名前", ""])
    def test_takes_any_name(self, tmp_path: Path, name: str) -> None:
        """It keeps a deal, in a folder, of any name that is text."""
        book = Journal(str(tmp_path / f"{name.replace('/', '')} x" / "j.db"))
        write(book, name, OPENED)
        assert book.deals() == (name,)
        assert os.path.getsize(book.path) > 0
        assert sorted(os.listdir(os.path.dirname(book.path))) == ["j.db", "j.db.seen"]

    @pytest.mark.parametrize("seen", [0, 1, 3])
    def test_refuses_what_was_not_seen(self, written: Journal, seen: int) -> None:
        """It refuses as busy when the deal is not as it was read, and writes nothing."""
        with pytest.raises(Busy, match="“harrow” has changed since it was read"):
            write(written, "harrow", PRICE, seen=seen)
        assert len(written.entries("harrow")) == 2

    def test_writes_all_or_none(self, written: Journal) -> None:
        """It refuses half a character with a sentence, and takes back what it wrote before it."""
        with pytest.raises(Refusal, match="cannot be kept"):
            write(written, "harrow", PRICE, Met(DAY, "\udc80"), seen=2)
        assert len(written.entries("harrow")) == 2
        assert written.deals() == ("norrland", "harrow")


class TestReading:
    def test_makes_nothing(self, book: Journal) -> None:
        """It reads no deals where nothing exists, and leaves nothing there."""
        assert (book.deals(), book.entries("harrow"), list(book.summaries())) == ((), (), [])
        assert not os.path.exists(os.path.dirname(book.path))

    def test_knows_no_stranger(self, written: Journal) -> None:
        """It has no entries for a deal it does not know."""
        assert written.entries("nobody") == ()

    def test_takes_an_empty_file_as_a_beginning(self, book: Journal) -> None:
        """It reads a file that was never written to as no deals, and begins it on the first append."""
        os.makedirs(os.path.dirname(book.path))
        open(book.path, "w").close()
        assert book.deals() == ()
        write(book, "harrow", OPENED)
        assert book.deals() == ("harrow",)

    def test_stays_cheap(self) -> None:
        """It loads none of the slow parts of the library."""
        slow = "{'typing', 'dataclasses', 'pathlib', 'logging', 'inspect', 'importlib.metadata'}"
        code = (
            "import sys; before = set(sys.modules)\n"
            f"import callplan.journal; print(sorted({slow} & set(sys.modules) - before))"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert said.stdout == "[]\n"


class TestKeeping:
    def test_is_private(self, written: Journal) -> None:
        """It makes its file for the owner alone, in a folder for the owner alone."""
        folder = os.path.dirname(written.path)
        assert [stat.S_IMODE(os.stat(place).st_mode) for place in (folder, written.path)] == [0o700, 0o600]

    def test_leaves_a_folder_as_it_is(self, tmp_path: Path) -> None:
        """It does not change the mode of a folder that was there."""
        tmp_path.chmod(0o755)
        write(Journal(str(tmp_path / "j.db")), "harrow", OPENED)
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755

    def test_leaves_one_file(self, written: Journal) -> None:
        """It leaves no side file behind but the note of how it left the file."""
        assert sorted(os.listdir(os.path.dirname(written.path))) == ["journal.db", "journal.db.seen"]

    def test_speaks_to_the_disk_as_agreed(self, written: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
        """It writes with a rollback journal, full care, foreign keys, and alone from the start."""
        seen: list[str] = []
        begin = writing.begin

        def watched(database: sqlite3.Connection, path: str) -> None:
            begin(database, path)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                sqlite3.connect(path, 0, isolation_level=None).execute("BEGIN IMMEDIATE")
            pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            seen.extend(f"{name} {database.execute(f'PRAGMA {name}').fetchone()[0]}" for name in pragmas)

        monkeypatch.setattr(writing, "begin", watched)
        write(written, "harrow", PRICE, seen=2)
        assert seen == ["journal_mode delete", "synchronous 3", "foreign_keys 1", "busy_timeout 2000"]

    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("UPDATE events SET body = ''", "never changed"),
            ("DELETE FROM events", "never deleted"),
            (
                "INSERT OR REPLACE INTO events SELECT deal, 1, 1, 'Met', on_day, '', '', '', 0 FROM events",
                "only ever added at the end",
            ),
            (
                "INSERT INTO events SELECT deal, number + 9, 1, 'Met', on_day, '', '', '', 0 FROM events",
                "only ever added at the end",
            ),
        ],
    )
    def test_refuses_to_forget(self, written: Journal, statement: str, why: str) -> None:
        """It refuses, in the file itself, to change, delete, replace or skip an event."""
        before = raw(written, "SELECT * FROM events")
        with pytest.raises(sqlite3.IntegrityError, match=why):
            raw(written, statement)
        assert raw(written, "SELECT * FROM events") == before


WRITER = """if True:
    import sys
    from datetime import date
    from callplan.core.entries import Writing
    from callplan.core.events import Met
    from callplan.errors import Busy
    from callplan.journal import Journal
    book, left, name = Journal(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    while left:
        event = Met(date(2026, 11, 24), f"{name} {left}")
        seen = len(book.entries("harrow"))
        try:
            book.append(Writing("harrow", (event, event), seen), recorder=name, recorded_at="")
            left -= 1
        except Busy:
            pass
"""


class TestTogether:
    @pytest.mark.parametrize("appends", [25, pytest.param(250, marks=pytest.mark.torture)])
    def test_four_writers_lose_nothing(self, tmp_path: Path, appends: int, counts: Callable[[str], None]) -> None:
        """It keeps every append of four processes that write to one deal, and shuts out nobody who reads meanwhile."""
        book = Journal(str(tmp_path / "j.db"))
        line = [sys.executable, "-c", WRITER, book.path, str(appends)]
        writers = [subprocess.Popen([*line, name]) for name in "abcd"]
        reads, before = 0, 0
        while any(child.poll() is None for child in writers):
            found = len(book.entries("harrow"))
            assert found % 2 == 0
            assert found >= before
            reads, before = reads + 1, found
        assert [child.wait() for child in writers] == [0, 0, 0, 0]
        entries = book.entries("harrow")
        assert [entry.number for entry in entries] == list(range(1, 8 * appends + 1))
        assert [entry.batch for entry in entries] == [1 + place // 2 for place in range(8 * appends)]
        said = [entry.event.person for entry in entries if isinstance(entry.event, Met)]
        assert sorted(said) == sorted(2 * [f"{name} {left}" for name in "abcd" for left in range(1, appends + 1)])
        assert reads > appends // 10
        counts(f"4 writers of {appends} appends, none lost; {reads} reads meanwhile, none shut out")

    def test_says_who_is_in_the_way(self, written: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
        """It refuses as busy when another program holds the file for longer than it waits."""
        monkeypatch.setattr(journal, "WAIT", 0.05)
        other = sqlite3.connect(written.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        for blocked in (lambda: write(written, "harrow", PRICE, seen=2), written.deals):
            with pytest.raises(Busy, match="Somebody else is writing to"):
                blocked()
        other.close()
        assert len(written.entries("harrow")) == 2

    def test_a_slow_reader_stops_no_writer(self, written: Journal) -> None:
        """It can be written to while somebody walks through its summaries."""
        rows = written.summaries()
        next(rows)
        write(written, "harrow", PRICE, seen=2)
        assert [deal for deal, _, _ in rows] == ["norrland"]


def foreign(path: str) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE deals (name)")
    database.close()


class TestTrouble:
    def refuses(self, book: Journal, kind: type[Refusal], sentence: str) -> None:
        """Reading and writing both refuse with this sentence and leave the file's bytes alone."""
        before = Path(book.path).read_bytes()
        for call in (book.deals, lambda: book.entries("harrow"), lambda: write(book, "new", OPENED)):
            with pytest.raises(kind) as refused:
                call()
            assert str(refused.value) == f"{book.path}{sentence}"
        assert Path(book.path).read_bytes() == before

    def test_a_letter_is_not_a_journal(self, tmp_path: Path) -> None:
        """It refuses a file that is no database."""
        book = Journal(str(tmp_path / "j.db"))
        Path(book.path).write_text("Dear Ana, " * 200)
        self.refuses(book, BadFile, ": this is not a journal of callplan.")

    def test_another_programs_file(self, tmp_path: Path) -> None:
        """It refuses a database that is not its own, even with a table of the same name."""
        book = Journal(str(tmp_path / "j.db"))
        foreign(book.path)
        self.refuses(book, BadFile, ": this is not a journal of callplan.")

    def test_a_newer_file(self, written: Journal) -> None:
        """It refuses a file that a newer callplan has written."""
        raw(written, "PRAGMA user_version = 6")
        self.refuses(written, BadFile, ": written by a newer callplan; upgrade this one to use it.")

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        """It refuses a folder where its file should be."""
        with pytest.raises(Refusal, match="cannot be used: unable to open database file"):
            Journal(str(tmp_path)).deals()
        with pytest.raises(Refusal, match="cannot be used: unable to open database file"):
            write(Journal(str(tmp_path)), "harrow", OPENED)

    def test_a_file_in_its_folders_place(self, tmp_path: Path) -> None:
        """It refuses when its folder is a file."""
        (tmp_path / "data").write_text("")
        book = Journal(str(tmp_path / "data" / "j.db"))
        with pytest.raises(Refusal, match="cannot be read: Not a directory"):
            book.deals()
        with pytest.raises(Refusal, match="cannot be used: unable to open database file"):
            write(book, "harrow", OPENED)

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            ("UPDATE events SET body = '{' WHERE number = 2", "entry 2 of “harrow” is not as it was written"),
            ("UPDATE events SET body = '[1]' WHERE number = 2", "entry 2 of “harrow” is not as it was written"),
            ("UPDATE events SET body = x'ff' WHERE number = 2", "entry 2 of “harrow” is not as it was written"),
            ("UPDATE events SET kind = 'Left' WHERE number = 2", "entry 2 of “harrow” is not as it was written"),
            ("UPDATE events SET on_day = '' WHERE number = 2", "entry 2 of “harrow” is not as it was written"),
            ("UPDATE events SET body = replace(body, 'Met', 'Sung')", "entry 2 of “harrow” is not as it was written"),
            ("DELETE FROM events WHERE number = 1", "entries of “harrow” are missing"),
            ("DROP TABLE events", "no such table: events"),
        ],
    )
    def test_damaged_entries(self, written: Journal, change: str, what: str) -> None:
        """It says which entry is damaged, and never leaves one out in silence."""
        raw(written, "DROP TRIGGER events_stay", "DROP TRIGGER events_last", change)
        with pytest.raises(BadFile) as refused:
            written.entries("harrow")
        assert (
            str(refused.value) == f"{written.path}: damaged ({what}); nothing was changed, and there is no backup: "
            "`callplan doctor --salvage FILE` writes what can be read into a new one."
        )

    def test_a_damaged_summary(self, written: Journal) -> None:
        """It says whose summary is damaged."""
        raw(written, "UPDATE summary SET turns_on = 'soon' WHERE deal = 'norrland'")
        with pytest.raises(BadFile, match="the summary of “norrland” cannot be read"):
            list(written.summaries())

    def test_damage_steers_no_screen(self, written: Journal) -> None:
        """It keeps what SQLite quotes from a damaged file from steering the terminal."""
        whole = Path(written.path).read_bytes()
        struck = whole.replace(b"tableevents", b"table\x1b[31mX").replace(b"CREATE TABLE ev", b"CREATE TABEL ev")
        Path(written.path).write_bytes(struck)
        with pytest.raises(BadFile, match="malformed database schema") as refused:
            written.deals()
        assert str(refused.value).isprintable()

    def test_any_damage_is_a_sentence(self, written: Journal) -> None:
        """It reads, writes or refuses with a sentence whatever bytes of the file are struck."""
        whole, dice = Path(written.path).read_bytes(), random.Random(11)
        for _ in range(300):
            struck = bytearray(whole)
            for _ in range(dice.choice((1, 20, 300))):
                struck[dice.randrange(len(struck))] = dice.randrange(256)
            cut = dice.choice((len(struck), len(struck), dice.randrange(len(struck))))
            Path(written.path).write_bytes(struck[:cut])
            for call in (written.deals, lambda: written.entries("harrow"), lambda: list(written.summaries())):
                with suppress(Refusal):
                    call()
            with suppress(Refusal):
                write(written, "harrow", PRICE, seen=2)

    def test_a_full_disk(self, written: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
        """It says that the disk is full, and keeps what it had."""
        connect = sqlite3.connect

        def small(*given: Any, **named: Any) -> sqlite3.Connection:
            database: sqlite3.Connection = connect(*given, **named)
            database.execute("PRAGMA max_page_count = 1")
            return database

        # what counts lines opens a file of its own between two tests, and must find a disk then
        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", small)
            with pytest.raises(Refusal) as refused:
                write(written, "harrow", *[Met(DAY, "x" * 9000)] * 9, seen=2)
        assert str(refused.value) == f"The disk that holds {written.path} is full: nothing was written."
        assert len(written.entries("harrow")) == 2

    def test_a_wrong_call_is_a_bug(self, written: Journal) -> None:
        """It does not dress up its own mistakes as the user's."""
        with pytest.raises(sqlite3.ProgrammingError):
            written._rows("SELECT name FROM deals", "too", "many")


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that an ordinary user may look into and not write to."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        write(Journal(f"{name}/j.db"), "harrow", OPENED)
        os.chmod(f"{name}/j.db", 0o644)
        os.chmod(name, 0o555)
        yield Path(name)
        os.chmod(name, 0o755)


class TestRights:
    def test_a_read_only_folder(self, shared_folder: Path) -> None:
        """It reads where it may not write, and says so when it has to write."""
        book = Journal(str(shared_folder / "j.db"))
        with of_somebody_else():
            assert [entry.event for entry in book.entries("harrow")] == [OPENED]
            with pytest.raises(Refusal, match="db cannot be used: "):
                write(book, "harrow", MET, seen=1)

    def test_a_new_file_in_a_read_only_folder(self, shared_folder: Path) -> None:
        """It says that it may not make its file or its folder there."""
        with of_somebody_else():
            for place in ("new.db", "new/j.db"):
                with pytest.raises(Refusal, match=f"{place} cannot be written: Permission denied"):
                    write(Journal(str(shared_folder / place)), "harrow", OPENED)

    def test_a_closed_folder(self, shared_folder: Path) -> None:
        """It does not say "no deals" where it may not look."""
        os.chmod(shared_folder, 0o600)
        with of_somebody_else(), pytest.raises(Refusal, match="cannot be read: Permission denied"):
            Journal(str(shared_folder / "j.db")).deals()
