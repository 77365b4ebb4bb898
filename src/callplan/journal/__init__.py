"""Events on disk, append-only: the one file that holds every deal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from callplan.core.entries import Entry, Writing, unpacked
from callplan.core.events import Event
from callplan.errors import BadFile, Refusal, Unwritable
from callplan.journal.opening import AGAIN, CHAINED, NAMED, OpenFile, damaged, deals_table, known
from callplan.journal.sound import broken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.core.ledger import Counted, DealsAsked, Pledge, Row
    from callplan.journal.looking import Looked

WAIT = 30.0
AT_A_TIME = 50

_ENTRIES = (
    "SELECT named.last, named.chain, named.name, number, batch, recorded_at, recorder, kind, on_day, body, events.chain"
    " FROM {deals} AS named LEFT JOIN events ON events.deal = named.name WHERE named.name IN {which}"
    " ORDER BY named.name, number"
)
# The deals of which this process has written something down
written: list[str] = []


class Journal:
    """Every deal's events in one file; each call opens it and closes it again.

    `beside`: how the file was left is noted beside it; nothing is written beside a file that is not ours. `says` is
    called when somebody else's writing has been waited for a while.
    """

    def __init__(self, path: str, *, beside: bool = True, says: Callable[[], object] = int) -> None:
        self.path = os.path.abspath(path)
        self.beside = beside
        self.says = says

    def deals(self) -> tuple[str, ...]:
        """The names of all deals, the one written to last first; those that were dropped apart."""
        return tuple([name for _, name in self._named()])

    def own_deals(self) -> tuple[str, ...]:
        """The names of the deals that are not somebody else's in the team, the one written to last first."""
        every = self.deals()
        if not any("/" in name for name in every):
            return every
        from callplan.journal.team import others

        theirs = set(others(self).values())
        return tuple([name for name in every if name not in theirs])

    def dropped(self) -> tuple[str, ...]:
        """The names of the deals that were dropped, the latest first."""
        return tuple([name for _, name in self._named(dropped=True)])

    def opened_as(self, name: str) -> frozenset[str]:
        """The keys of the deals called so, dropped ones too, which stay when a deal is renamed, in copies as well."""
        return frozenset(
            key for dropped in (False, True) for key, called in self._named(dropped=dropped) if called == name
        )

    def was_in_a_team(self) -> bool:
        """Whether the file was ever exchanged with a team's hub."""
        return bool(self._rows("SELECT 1 FROM sqlite_master WHERE name = 'team'"))

    def former(self) -> dict[str, str]:
        """The names that deals had before, each with what that deal is called now."""
        found = self._rows(
            "SELECT named.name, named.called, body FROM events JOIN {deals} AS named ON named.name = events.deal"
            " WHERE kind = 'Renamed' AND named.dropped = 0 ORDER BY named.written"
        )
        told = [(key.partition(AGAIN)[0], called, *(_events([body]) or ())) for key, called, body in found]
        names = {
            name: called
            for first, called, *rest in told
            for name in (first, *[_beside(first, each.name) for each in rest])
        }
        return {name: called for name, called in names.items() if name != called}

    def entries(self, deal: str, *, dropped: bool = False) -> tuple[Entry, ...]:
        """Everything written about a deal, in the order it was written; nothing when it is unknown."""
        which = f"SELECT name FROM {{deals}} WHERE called = ? AND dropped = {dropped:d} ORDER BY written DESC LIMIT 1"
        return self._whole(deal, self._rows(_ENTRIES.replace("{which}", f"({which})"), deal))

    def answers(self, deal: str) -> list[tuple[int, str, str]]:
        """What transactions of a deal were made from, by number: the command that was typed, and what it was told."""
        if not self.exists():
            return []
        with self.open() as database:
            if known(database, self.path) < NAMED:
                return []
            named = "SELECT name FROM deals WHERE called = ? AND dropped = 0"
            statement = f"SELECT batch, command, body FROM answers WHERE deal = ({named}) ORDER BY batch"
            return database.execute(statement, (deal,)).fetchall()

    def all_entries(self, *, dropped: bool = False) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Every deal by name with everything written about it; a few at a time, and nobody who writes has to wait.

        `dropped`: the dropped deals instead.
        """
        every = sorted(self._named(dropped=dropped), key=lambda each: each[1])
        for first in range(0, len(every), AT_A_TIME):
            some = every[first : first + AT_A_TIME]
            which = f"({', '.join('?' * len(some))})"
            rows = self._rows(_ENTRIES.replace("{which}", which), *[key for key, _ in some])
            told = {key: [*found] for key, found in groupby(rows, key=lambda row: row[2])}
            for key, deal in some:
                yield deal, self._whole(deal, told[key])

    def summaries(self) -> Iterator[tuple[str, date | None, str]]:
        """Each deal's summary and the next day on which the calendar alone changes it, by name."""
        for deal, turns_on, body in self._rows("SELECT deal, turns_on, body FROM summary ORDER BY deal"):
            try:
                yield deal, None if turns_on is None else date.fromisoformat(turns_on), body
            except (ValueError, TypeError) as error:
                raise damaged(self.path, f"the summary of “{deal}” cannot be read") from error

    def promises(
        self,
        *,
        side: str = "",
        until: date | None = None,
        deal: str = "",
        owner: str = "",
        ours: bool = False,
        limit: int = -1,
        instead: Iterable[tuple[str, Row]] = (),
    ) -> Iterator[Pledge]:
        """The promises still to be kept, by day, then all from before; `instead` are rows not written back.

        `ours`: of no deal that is somebody else's in the team.
        """
        from callplan.journal import looking

        return looking.promises(self, looking.WantedPromises(side, until, deal, owner, ours), limit, instead)

    def promised(
        self,
        *,
        side: str = "",
        until: date | None = None,
        deal: str = "",
        owner: str = "",
        ours: bool = False,
        instead: Iterable[tuple[str, Row]] = (),
    ) -> int:
        """How many promises `promises` would give without a limit."""
        from callplan.journal import looking

        return looking.promised(self, looking.WantedPromises(side, until, deal, owner, ours), instead)

    def look(
        self, asked: DealsAsked, limit: int = -1, instead: Iterable[tuple[str, Row]] = ()
    ) -> tuple[Counted, Looked]:
        """How many deals are as asked for and what they lack; and the first of them, worst first, read as they come."""
        from callplan.journal import looking

        return looking.look(self, asked, limit, instead)

    def names(self, kind: str, instead: Iterable[tuple[str, Row]] = ()) -> tuple[str, ...]:
        """Every owner, playbook or stage that deals have."""
        from callplan.journal import looking

        return looking.names(self, kind, instead)

    def stale(self, form: int, on: date | None = None) -> tuple[str, ...]:
        """The deals whose rows are of another form, or do not hold on a day."""
        from callplan.journal import looking

        return looking.stale(self, form, on)

    def refill(self, rows: Iterable[tuple[str, int, Row]]) -> None:
        """Write rows back, each of a deal that still ends with that entry; all or none, at once or Busy."""
        from callplan.journal import looking

        looking.refill(self, rows)

    def append(self, *writings: Writing, recorder: str, recorded_at: str) -> tuple[tuple[Entry, ...], ...]:
        """Write all that is new of some deals in one transaction, or nothing; the entries of each.

        Raises Busy when a deal has grown since it was read, or when somebody holds the file.
        """
        if not any(each.events for each in writings):
            return ((),) * len(writings)
        from callplan.journal import writing

        self.create()
        with self.open() as database:
            writing.begin(database, self.path)
            told = [writing.append(database, each, recorder, recorded_at) for each in writings]
            database.execute("COMMIT")
        written.extend([each.deal for each in writings if each.events])
        return tuple(told)

    def _named(self, *, dropped: bool = False) -> list[tuple[str, str]]:
        """What each deal was opened as and what it is called, the one written to last first."""
        return self._rows(f"SELECT name, called FROM {{deals}} WHERE dropped = {dropped:d} ORDER BY written DESC")

    def _whole(self, deal: str, rows: list[Any]) -> tuple[Entry, ...]:
        """The entries that rows hold. Raises BadFile where one is missing, or is not as it was written."""
        if fault := broken(rows):
            raise damaged(self.path, fault.format(deal=f"“{deal}”"))
        bodies = [row[-2] for row in rows]
        events = _events(bodies) or [found for body in bodies for found in _events([body]) or [None]]
        return tuple([self._entry(deal, event, *row[3:-2]) for event, row in zip(events, rows, strict=True)])

    def _entry(
        self, deal: str, event: Any, number: int, batch: int, at: str, recorder: str, kind: str, on_day: str
    ) -> Entry:
        if isinstance(event, Event) and (type(event).__name__, event.on.isoformat()) == (kind, on_day):
            return Entry(number, batch, event, at, recorder)
        raise damaged(self.path, f"entry {number} of “{deal}” cannot be read")

    def _rows(self, statement: str, *values: str) -> list[Any]:
        if not self.exists():
            return []
        with self.open() as database:
            version = known(database, self.path)
            asked = statement.replace("{deals}", deals_table(version))
            if version < CHAINED:
                asked = asked.replace("named.last, named.chain", "NULL, NULL").replace("events.chain", "NULL")
            return database.execute(asked, values).fetchall() if version else []

    def damaged(self, what: str) -> BadFile:
        """The refusal of this file, in which something cannot be read."""
        return damaged(self.path, what)

    def exists(self) -> bool:
        """Whether the file is there. Raises Refusal where one may not look."""
        try:
            os.stat(self.path)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise Refusal(f"{self.path} cannot be read: {error.strerror}.") from error
        return True

    def create(self) -> None:
        """Make the file, for its owner alone, unless it is there."""
        try:
            folder = os.path.dirname(self.path)
            if not os.path.isdir(folder):
                from callplan.files import make_folder

                make_folder(folder)
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            pass
        except OSError as error:
            raise Unwritable(f"{self.path} cannot be written: {error.strerror}.") from error

    def open(self, wait: float | None = None) -> OpenFile:
        """The file, open for as long as a `with` lasts; somebody else's writing is waited for so many seconds."""
        return OpenFile(self.path, WAIT if wait is None else wait, beside=self.beside, says=self.says)


def _beside(first: str, name: str) -> str:
    """What a deal was called, which is somebody else's in the team where `first` has its owner before it."""
    owner, slash, _ = first.partition("/")
    return f"{owner}{slash}{name}" if slash else name


def _events(bodies: list[str]) -> list[Any] | None:
    """What some bodies hold, read in one go; None when any of them cannot be read."""
    try:
        events = unpacked(f"[{','.join(bodies)}]")
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return events if len(events) == len(bodies) else None
