"""Copies of everything: made, kept, put back; and what `doctor` says of a home."""

from __future__ import annotations

import os
import shlex
import sqlite3
import stat
from datetime import datetime, timedelta
from pathlib import Path

import first_version
import pytest
from lines import Said, said
from maps import SKETCH
from scenes import OPENED, PROMISED
from test_kill import TODAY

from callplan import place
from callplan.journal import Journal, backups

DAY = {"CALLPLAN_TODAY": TODAY}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a deal of one call."""
    folder = tmp_path / "home"
    (folder / "playbooks").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    (folder / "playbooks" / "sketch.yaml").write_text(SKETCH)
    (folder / "playbooks" / "sketch.yaml").chmod(0o600)
    does(folder, OPENED)
    return folder


def does(home: Path, line: str) -> Said:
    """What a line says that is done."""
    found = said(home, *shlex.split(line), **DAY)
    assert found.code == 0, found.err
    return found


def copies(home: Path) -> list[Path]:
    """The copies in a home, the oldest first."""
    return sorted((home / "backups").glob("2*.db"))


def aged(file: Path, days: int) -> Path:
    """A copy as if it had been made so many days ago."""
    made = datetime.now() - timedelta(days=days)
    older = file.with_name(f"{made:%Y-%m-%dT%H%M%S-%f}.db")
    file.rename(older)
    return older


def beside(database: sqlite3.Connection) -> list[list[object]]:
    """What lies beside the entries in a file, table by table."""
    tables = ("answers ORDER BY deal", "crm ORDER BY record", "crm_sent")
    return [database.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


class TestBackup:
    def test_in_the_home(self, home: Path) -> None:
        """It is a journal of its own that its owner alone can read, as whole as what it was made from."""
        before = set(copies(home))
        found = said(home, "backup", **DAY)
        (made,) = set(copies(home)) - before
        assert (found.out, found.err, found.code) == ("", f"Written to {made}. One deal, checked.\n", 0)
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        assert [*Journal(str(made), beside=False).all_entries()] == [*Journal(str(home / "callplan.db")).all_entries()]
        assert {each.name for each in (home / "backups").iterdir()} == {each.name for each in copies(home)}

    def test_ten_are_kept(self, home: Path) -> None:
        """It keeps the ten newest."""
        for days in range(40, 27, -1):
            aged(next(iter(copies(home))), days) if len(copies(home)) == 1 else None
            said(home, "backup", **DAY)
        newest = copies(home)[-1]
        said(home, "backup", **DAY)
        assert len(copies(home)) == 10
        assert newest in copies(home)

    def test_weekly(self, home: Path) -> None:
        """It is made by itself once in seven days, after what was written."""
        (first,) = copies(home)
        does(home, PROMISED)
        assert copies(home) == [first]
        older = aged(first, 8)
        does(home, "undo harrow --yes")
        assert copies(home)[0] == older
        assert len(copies(home)) == 2

    def test_that_cannot_be_made(self, home: Path) -> None:
        """It keeps nobody from writing something down, and says that it could not be made."""
        for each in copies(home):
            each.unlink()
        (home / "backups").rmdir()
        (home / "backups").write_text("in the way")
        found = does(home, PROMISED)
        assert "This week's backup could not be made: " in found.err
        assert "4 " in said(home, "log", "harrow", **DAY).out

    def test_to_a_file(self, home: Path, tmp_path: Path) -> None:
        """It goes to a file that is named, over none that is there, and into no pipe."""
        file = tmp_path / "deals.db"
        assert said(home, "backup", str(file), **DAY).err == f"Written to {file}. One deal, checked.\n"
        there = f"callplan: {file} is there already; --force writes over it.\n"
        assert said(home, "backup", str(file), **DAY) == Said("", there, 1)
        assert said(home, "backup", str(file), "--force", **DAY).err == f"{file} was replaced. One deal, checked.\n"
        os.mkfifo(tmp_path / "pipe")
        told = f"callplan: {tmp_path / 'pipe'} is no ordinary file: name another.\n"
        assert said(home, "backup", str(tmp_path / "pipe"), "--force", **DAY) == Said("", told, 1)

    def test_of_what_is_not_whole(self, home: Path, tmp_path: Path) -> None:
        """It is no backup of a journal in which something is not as it was written."""
        hurt(home)
        before = copies(home)
        for words in (["backup"], ["backup", str(tmp_path / "x.db")]):
            found = said(home, *words, **DAY)
            assert (found.code, "entry 2 of “harrow” is not as it was written" in found.err) == (3, True)
        assert (copies(home), (tmp_path / "x.db").exists()) == (before, False)

    def test_of_nothing(self, tmp_path: Path) -> None:
        """It says that there is nothing yet."""
        told = "callplan: There is no deal yet, and so nothing to back up.\n"
        assert said(tmp_path / "home", "backup") == Said("", told, 1)

    def test_before_an_upgrade(self, home: Path) -> None:
        """It is made before a journal of an older version is brought up to date, and holds that one."""
        book = Journal(str(home / "callplan.db"))
        deals = [*book.all_entries()]
        for each in (home / "callplan.db", *copies(home)):
            each.unlink()
        first_version.write(book.path, deals)
        old = (home / "callplan.db").read_bytes()
        does(home, PROMISED)
        made = copies(home)[0]
        assert sqlite3.connect(made).execute("PRAGMA user_version").fetchone() == (1,)
        assert [*Journal(str(made), beside=False).all_entries()] == deals
        assert said(home, "restore", str(made), "--yes", **DAY).code == 0
        assert [*book.all_entries()] == deals
        assert len(old) == (home / "callplan.db").stat().st_size


def hurt(home: Path) -> None:
    """Damage an entry."""
    file = home / "callplan.db"
    file.write_bytes(file.read_bytes().replace(b'"person":"Marta Lind"', b'"person":"Marta Land"'))


class TestRestore:
    def test_what_would_be_lost(self, home: Path) -> None:
        """It names the deals of the copy and what was written since, asks, and keeps what it replaces."""
        (copy,) = copies(home)
        does(home, PROMISED)
        does(home, OPENED.replace("harrow", "norrland"))
        told = (
            f"{copy}:\n  harrow, until Wed 2 Dec 2026\nWhat was written since would be lost:\n"
            "  norrland, all of it, until Wed 2 Dec 2026\n  harrow, six entries, until Wed 2 Dec 2026\n"
        )
        found = said(home, "restore", **DAY)
        assert (found.out, found.code) == ("", 4)
        assert found.err.replace("\u00a0", " ").startswith(told.partition("What")[0])
        assert "  norrland, all of it" in found.err
        before = [*Journal(str(home / "callplan.db")).all_entries()]
        found = said(home, "restore", "--yes", **DAY)
        (kept,) = (home / "backups").glob("replaced-*.db")
        assert found.err.endswith(f"Restored. What was there is kept as {kept}.\n")
        assert [name for name, _ in Journal(str(home / "callplan.db")).all_entries()] == ["harrow"]
        assert said(home, "restore", str(kept), "--yes", **DAY).code == 0
        assert [*Journal(str(home / "callplan.db")).all_entries()] == before

    def test_over_what_is_damaged(self, home: Path) -> None:
        """It puts back what is whole over what is no database any more, and goes on from there."""
        log = said(home, "log", "harrow", **DAY).out
        (home / "callplan.db").write_bytes(b"gone" * 100)
        assert said(home, "log", "harrow", **DAY).code == 3
        found = said(home, "restore", "--yes", **DAY)
        assert "What is there now is damaged, so that what was written since cannot be told.\n" in found.err
        assert said(home, "log", "harrow", **DAY).out == log
        (kept,) = (home / "backups").glob("replaced-*.db")
        assert kept.read_bytes() == b"gone" * 100
        does(home, PROMISED)

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (None, "There is no file {file}."),
            (b"", "{file} is empty: there is nothing in it to restore."),
            (b"text", "{file}: this is not a journal of callplan."),
        ],
    )
    def test_what_is_none(self, home: Path, tmp_path: Path, content: bytes | None, told: str) -> None:
        """It refuses what is no copy, and touches nothing."""
        file = tmp_path / "it"
        if content is not None:
            file.write_bytes(content)
        before = (home / "callplan.db").read_bytes()
        found = said(home, "restore", str(file), "--yes", **DAY)
        assert found.err == f"callplan: {told.format(file=file)}\n"
        assert (home / "callplan.db").read_bytes() == before

    def test_none(self, tmp_path: Path) -> None:
        """It says where it looked when there is no copy that is whole."""
        told = f"callplan: There is no backup that is whole in {tmp_path / 'backups'}: name a file.\n"
        assert said(tmp_path, "restore", "--yes") == Said("", told, 1)


class TestDoctor:
    def test_all_is_well(self, home: Path) -> None:
        """It says so, with what it looked at."""
        assert (
            said(home, "doctor", **DAY).out == "Everything is whole: one deal, six entries, each as it was written.\n"
        )
        assert said(home / "none", "doctor", **DAY).code == 0

    def test_salvage(self, home: Path, tmp_path: Path) -> None:
        """It saves every deal up to what is damaged, and says what it left out; that can be restored."""
        does(home, OPENED.replace("harrow", "norrland"))
        hurt_one = (home / "callplan.db").read_bytes().rpartition(b'"person":"Marta Lind"')
        (home / "callplan.db").write_bytes(hurt_one[0] + b'"person":"Marta Land"' + hurt_one[2])
        file = tmp_path / "saved.db"
        found = said(home, "doctor", "--salvage", str(file), **DAY)
        assert found.code == 0
        told = f"Written to {file}. `callplan restore {file}` puts it in the place of what is there.\n"
        assert found.err.endswith(told)
        saved = {name: len(entries) for name, entries in Journal(str(file), beside=False).all_entries()}
        assert sorted(saved.values()) == [4, 6]
        (less,) = [name for name, entries in saved.items() if entries == 4]
        assert f"{less}: four entries; two entries behind a damaged one left out\n" in found.err
        assert said(home, "restore", str(file), "--yes", **DAY).code == 0
        assert said(home, "doctor", **DAY).code == 0

    def test_salvage_beside(self, home: Path, tmp_path: Path) -> None:
        """It saves what transactions were made from, what the CRM says and what it was told, but what is damaged."""
        (tmp_path / "deals.csv").write_text(
            "Deal Id,Deal Name,Company,Stage,Amount\n1,Night line,Harrow,Offer,84\n2,Planner,Bakery,Offer,4\n"
            "3,Oz,Oz,Offer,5\n"
        )
        does(home, f"import {tmp_path / 'deals.csv'}")
        does(home, "prep 'night line' --playbook sketch --no-input")
        does(home, f"export --to crm -o {tmp_path / 'sent.csv'}")
        with sqlite3.connect(home / "callplan.db") as database:
            database.execute("UPDATE crm SET stage = 'Won' WHERE record = '3'")
            database.execute("UPDATE answers SET body = '{}' WHERE deal = 'night line'")
            before = beside(database)
        found = said(home, "doctor", "--salvage", str(tmp_path / "saved.db"), **DAY)
        assert found.err.splitlines()[-2] == "Two deals of the CRM; one damaged, left out"
        with sqlite3.connect(tmp_path / "saved.db") as database:
            after = beside(database)
        assert [len(each) for each in before] == [2, 3, 1]
        assert after == [before[0][:1], before[1][:2], before[2]]
        assert said(home, "restore", str(tmp_path / "saved.db"), "--yes", **DAY).code == 0
        assert said(home, "doctor", **DAY).out.startswith("Everything is whole")

    def test_home_that_others_may_read(self, home: Path) -> None:
        """It says how to keep others out; `where` does, too."""
        home.chmod(0o755)
        told = f"Others on this machine may look into {home}: `chmod -R go= {home}` keeps them out.\n"
        assert (said(home, "doctor", **DAY).out, said(home, "where", **DAY).err) == (told, told)
        home.chmod(0o700)
        (home / "callplan.db").chmod(0o644)
        assert said(home, "doctor", **DAY).out == (
            f"Others on this machine may read {home / 'callplan.db'}: `chmod -R go= {home}` keeps them out.\n"
        )

    def test_shared_folder(self, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """It says that a folder is copied to other machines, or lies on one, and names copies from there."""
        shared = tmp_path / "OneDrive - Acme" / "home"
        shared.parent.mkdir()
        home.rename(shared)
        assert "is in a folder that OneDrive - Acme copies to other machines: " in said(shared, "doctor", **DAY).out
        shared.rename(home)
        (home / "callplan (conflicted copy).db").touch(0o600)
        told = f"{home / 'callplan (conflicted copy).db'} looks like a copy of your deals from another machine"
        assert told in said(home, "doctor", **DAY).out
        (home / "callplan (conflicted copy).db").unlink()
        mounts = tmp_path / "mounts"
        mounts.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\nroot / ext4 rw 0 0\n")
        monkeypatch.setattr(place, "MOUNTS", str(mounts))
        monkeypatch.setenv("CALLPLAN_HOME", str(home))
        (told,) = place.remarks()
        assert told.startswith(f"{home} is on another machine (nfs4)")

    def test_left_overs(self, home: Path) -> None:
        """It names what was begun and never finished, a copy that is damaged, and that none is new."""
        (home / "backups" / ".callplan-x.part").touch(0o600)
        (copy,) = copies(home)
        copy.write_bytes(b"x" * 9000)
        older = aged(copy, 9)
        found = said(home, "doctor", **DAY)
        assert (found.out, found.code) == (
            f"{home / 'backups' / '.callplan-x.part'} was begun and never finished: it can be removed.\n"
            "The newest backup is over a week old: `callplan backup` makes one.\n"
            f"{older} is damaged, and no backup: it can be removed.\n",
            1,
        )
        assert backups.newest_good(str(home / "callplan.db")) == ""
