"""The journal's file: opened and closed again, known as ours, and what SQLite has against it in sentences."""

from __future__ import annotations

import os
import sqlite3

from callplan.errors import BadFile, Busy, Refusal, Unwritable
from callplan.journal import sound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# In seconds: after so long somebody who waits is told why
SOON = 2.0
APPLICATION = 0x43414C4C
VERSION = 5
# The versions from which deals could be renamed or dropped, and entries carry checksums
NAMED, CHAINED = 4, 5
# In `events`, what stands before it is what a deal was opened as, where another was opened as that before
AGAIN = "\x1f"


class Patient(sqlite3.Connection):
    """A connection that says so when it has waited for somebody else's writing a while, and goes on waiting."""

    waits: float
    says: Callable[[], object]

    def execute(self, *asked: Any) -> sqlite3.Cursor:
        """As sqlite3 does."""
        try:
            return super().execute(*asked)
        except sqlite3.OperationalError as error:
            if self.waits <= SOON or _code(error) != sqlite3.SQLITE_BUSY:
                raise
        self.says()
        super().execute(f"PRAGMA busy_timeout = {int((self.waits - SOON) * 1000)}")
        self.waits = SOON
        return super().execute(*asked)


class OpenFile:
    """The file, open for as long as a `with` lasts; what SQLite has against it becomes a sentence.

    `beside`: how it is left is noted beside it, so that it is not checked anew the next time. `wait`: for how many
    seconds somebody else's writing is waited for; after two, `says` is called.
    """

    def __init__(self, path: str, wait: float, *, beside: bool = True, says: Callable[[], object] = int) -> None:
        self.path = path
        self.wait = wait
        self.beside = beside
        self.says = says

    def __enter__(self) -> Patient:
        place = self.path.replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        address = f"file:///{place.lstrip('/')}?mode=rw"
        try:
            first = min(self.wait, SOON)
            self.database = sqlite3.connect(address, first, isolation_level=None, uri=True, factory=Patient)
            self.database.waits, self.database.says = self.wait, self.says
        except sqlite3.DatabaseError as error:
            raise _refusal(self.path, error) from error
        if not (self.beside and sound.is_as_left(self.path)):
            self._check()
        return self.database

    def _check(self) -> None:
        """See that what somebody else has changed, or nobody has looked at yet, is sound."""
        from callplan.journal.checking import check

        try:
            check(self.database, self.path)
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        if self.beside:
            sound.note(self.path)

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        wrote = self.beside and self.database.total_changes > 0
        self.database.close()
        if wrote:
            sound.note(self.path)
        if isinstance(error, sqlite3.DatabaseError):
            raise _refusal(self.path, error) from error
        if isinstance(error, UnicodeDecodeError):
            raise damaged(self.path, "text that cannot be read") from error
        if isinstance(error, UnicodeEncodeError):
            raise Refusal("A character that is no character cannot be kept: type it again.") from error


def _header(database: sqlite3.Connection) -> tuple[int, int, int]:
    """Whose file it is, of which version, and how many things are in it, as they were at one moment.

    Read one by one, they could tell of the file before and after somebody's first write.
    """
    alone = not database.in_transaction
    if alone:
        database.execute("BEGIN")
    found = [
        int(database.execute(statement).fetchone()[0])
        for statement in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    ]
    if alone:
        database.execute("COMMIT")
    return found[0], found[1], found[2]


def known(database: sqlite3.Connection, path: str) -> int:
    """The version of the journal's tables; 0 of an empty file, a journal not yet begun."""
    application, version, tables = _header(database)
    if (application, version, tables) == (0, 0, 0):
        # asked in this order, since somebody may have begun the file after it was looked at
        if sound.had_something(path) and not os.path.getsize(path):
            raise damaged(path, "it is empty, and was not")
        return 0
    if application == APPLICATION and not version:
        raise damaged(path, "it does not say of which version it is")
    if application != APPLICATION:
        raise BadFile(f"{path}: this is not a journal of callplan.")
    if version > VERSION:
        raise BadFile(f"{path}: written by a newer callplan; upgrade this one to use it.")
    return int(version)


def deals_table(version: int) -> str:
    """The table of deals; in a file from before deals could be renamed or dropped, each by its only name."""
    return "deals" if version >= NAMED else "(SELECT *, name AS called, 0 AS dropped FROM deals)"


def _refusal(path: str, error: sqlite3.DatabaseError) -> Exception:
    """The sentence for what SQLite reports; a wrong call of ours stays what it is, a bug."""
    if isinstance(error, sqlite3.ProgrammingError):
        return error
    if refused := busy(path, error):
        return refused
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return Unwritable(f"The disk that holds {path} is full: nothing was written.")
    if code == sqlite3.SQLITE_NOTADB:
        return BadFile(f"{path}: this is not a journal of callplan.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return Unwritable(f"{path} cannot be used: {error}.")
    return damaged(path, "".join(sign for sign in str(error) if sign.isprintable()))


def busy(path: str, error: sqlite3.DatabaseError) -> Busy | None:
    """The sentence for a file that somebody else holds; None: it is something else."""
    if _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(f"Somebody else is writing to {path}: try again in a moment.")
    return None


def _code(error: sqlite3.DatabaseError) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF


def damaged(path: str, what: str) -> BadFile:
    """The refusal of a file in which something cannot be read, with what can be put in its place."""
    from callplan.journal.backups import newest_good

    if good := newest_good(path):
        return BadFile(f"{path}: damaged ({what}); nothing was changed. `callplan restore` puts back {good}.")
    salvage = "`callplan doctor --salvage FILE` writes what can be read into a new one"
    return BadFile(f"{path}: damaged ({what}); nothing was changed, and there is no backup: {salvage}.")
