"""What came from the hub, kept apart until it is taken into the journal in one transaction."""

from __future__ import annotations

import sqlite3
from marshal import dumps, loads

from callplan.core.record import Record
from callplan.journal import erasing, handed_over, team, writing
from callplan.journal.among import among
from callplan.journal.opening import AGAIN
from callplan.journal.sound import linked
from callplan.journal.tables import GUARDED, UNGUARDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from callplan.core.exchange import Here, Line, There
    from callplan.journal import Journal
    from callplan.journal.team import KnownHub

_COLUMNS = "deal, number, batch, recorded_at, recorder, kind, on_day, body, chain"
_EVENT = f"INSERT INTO events ({_COLUMNS}) VALUES ({', '.join('?' * 9)})"
_ANSWERS = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)"
_DEAL = (
    "INSERT INTO deals (name, opened, written, called, dropped, last, chain) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT"
    " (name) DO UPDATE SET written = excluded.written, called = excluded.called, dropped = excluded.dropped,"
    " last = excluded.last, chain = excluded.chain"
)
AT_A_TIME = 500


class Taken(Record):
    """What becomes of a deal: as it was here, None of a new one, and as it is on the hub.

    `keep`: behind that entry ours are cut off. `rewritten`: something in it was forgotten, so that what is kept has the
    `words` that came, each a body, a recorder and the number of its entry. `last` and `chain` are the number and the
    checksum of its last entry then, and up to `agreed` the hub has the same.
    """

    here: Here | None
    there: There
    key: str
    called: str
    dropped: bool
    keep: int
    rewritten: bool
    last: int
    chain: int
    agreed: int
    opened: str
    words: tuple[tuple[str, str, int], ...] = ()

    @property
    def is_called_anew(self) -> bool:
        """Whether it takes a name that it does not have here."""
        return not self.dropped and (self.here is None or self.here.dropped or self.here.called != self.called)


class Sent(Record):
    """A deal, as it was here, that the hub has up to an entry now."""

    here: Here
    epoch: int
    agreed: int


class Incoming:
    """What came from the hub: entries of deals, and what their transactions were made from, in a file without a name.

    So much may come that it fits in no memory, and while it comes nobody who writes to the journal has to wait.
    """

    def __init__(self) -> None:
        from tempfile import TemporaryFile

        self.file = TemporaryFile(prefix="callplan-")  # noqa: SIM115 - closed with what it is part of
        self.rows: list[tuple[Any, ...]] = []
        self.answers: list[tuple[Any, ...]] = []

    def add(self, key: str, chain: int, line: Line, answers: tuple[str, str] | None) -> int:
        """Keep the next entry of a deal, and what its transaction was made from; its checksum."""
        found = linked(chain, key, *line)
        self.rows.append((key, *line, found))
        if answers:
            made_from = (key, line.batch, *answers)
            self.answers.append((*made_from, linked(0, *made_from)))
        if len(self.rows) >= AT_A_TIME:
            self._flush()
        return found

    def every(self) -> Iterator[tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]]:
        """All that came, some entries and some of what they were made from at a time."""
        self._flush()
        self.file.seek(0)
        with self.file:
            while begin := self.file.read(8):
                yield loads(self.file.read(int.from_bytes(begin)))

    def _flush(self) -> None:
        data = dumps((self.rows, self.answers))
        self.file.write(len(data).to_bytes(8))
        self.file.write(data)
        self.rows, self.answers = [], []


class TakingIn(Record):
    """All that an exchange changes here: what came, what went, and deals that are no longer for this home.

    `takers`: whose one's own deals are now that went to somebody else, by their ids.
    """

    incoming: Incoming
    taken: tuple[Taken, ...] = ()
    sent: tuple[Sent, ...] = ()
    gone: tuple[Here, ...] = ()
    takers: Mapping[str, str] = {}

    @property
    def forgets(self) -> bool:
        """Whether anything that was written down is not to be found in the file any more."""
        return bool(self.gone) or any(each.rewritten for each in self.taken)


def take_in(
    journal: Journal, database: sqlite3.Connection, what: TakingIn, known: Callable[[frozenset[str]], KnownHub]
) -> frozenset[str]:
    """Take all of it into the file in one transaction; the ids of deals that were left, since they have grown here.

    `known`: what is noted of the hub, where those are left.
    """
    if what.forgets:
        database.execute("PRAGMA secure_delete = ON")
    # what comes at first is large, and each page that has no room is written out on its own
    database.execute("PRAGMA cache_size = -64000")
    writing.begin(database, journal.path)
    for statement in UNGUARDED:
        database.execute(statement)
    left = _left_out(database, what)
    taken = [each for each in what.taken if each.there.id not in left]
    gone = [each for each in what.gone if each.id not in left]
    for here in gone:
        erasing.remove(database, here.key)
    _cut(database, taken)
    _place(database, taken)
    _add(database, what.incoming, {each.key for each in taken})
    for each in [each for each in taken if each.rewritten]:
        writing.chain(database, each.key)
    rows = [(each.key, each.there.id, each.there.owner, each.there.epoch, each.agreed) for each in taken]
    team.put(database, rows)
    for each in taken:
        if each.here:
            _written_by(database, each.here, each.keep)
    for sent in what.sent:
        _written_by(database, sent.here, sent.agreed)
    team.put(database, [(each.here.key, each.here.id, each.here.owner, each.epoch, each.agreed) for each in what.sent])
    for statement in GUARDED:
        database.execute(statement)
    hub = known(left)
    mine = [each.called for each in taken if each.there.owner == hub.role and not each.dropped]
    handed_over.forget(database, mine)
    went = [each for each in (*gone, *[each.here for each in taken if each.here]) if each.id in what.takers]
    handed_over.note(database, [(each.called, what.takers[each.id], each.id) for each in went if not each.dropped])
    team.put_hub(database, hub)
    writing.own_anew(database)
    database.execute("COMMIT")
    if what.forgets:
        database.execute("VACUUM")
    return left


def _left_out(database: sqlite3.Connection, what: TakingIn) -> frozenset[str]:
    """The ids of the deals that have grown here meanwhile, or whose name another has now."""
    keys, names = [each.key for each in what.taken], [each.called for each in what.taken]
    keys += [each.key for each in what.gone]
    of_it = "SELECT name, called, last FROM deals WHERE name IN"
    now = {key: (called, last) for key, called, last in among(database, of_it, keys)}
    ours = dict(among(database, "SELECT called, name FROM deals WHERE dropped = 0 AND called IN", names))
    known = [(each.key, each.there.id, each.here) for each in what.taken]
    changed = {id: key for key, id, here in known if now.get(key) != (here and (here.called, here.last))}
    gone = {each.key: each.id for each in what.gone if now.get(each.key, ("", 0))[1] != each.last}
    coming = {each.key for each in what.taken if each.there.id not in changed}
    coming |= {each.key for each in what.gone if each.key not in gone}
    for each in what.taken:
        holder = ours.get(each.called, each.key)
        if not each.dropped and holder != each.key and holder not in coming:
            changed[each.there.id] = each.key
    return frozenset((*changed, *gone.values()))


def _cut(database: sqlite3.Connection, taken: Sequence[Taken]) -> None:
    """Cut off what is not kept of deals, and give what is kept the words that came."""
    for each in taken:
        if each.here and each.keep < each.here.last:
            of_it = (each.key, each.keep)
            after = "batch > (SELECT coalesce(max(batch), 0) FROM events WHERE deal = ? AND number <= ?)"
            database.execute(f"DELETE FROM answers WHERE deal = ? AND {after}", (each.key, *of_it))
            database.execute("DELETE FROM events WHERE deal = ? AND number > ?", of_it)
        if each.rewritten:
            words = [(body, recorder, each.key, number) for body, recorder, number in each.words]
            database.executemany("UPDATE events SET body = ?, recorder = ? WHERE deal = ? AND number = ?", words)
            up_to = "(SELECT max(batch) FROM events WHERE deal = ? AND number <= ?)"
            until = (each.key, each.key, len(words))
            database.execute(f"DELETE FROM answers WHERE deal = ? AND batch <= {up_to}", until)


def _place(database: sqlite3.Connection, taken: Sequence[Taken]) -> None:
    """Have every deal called as it is now; the next look sums it up anew."""
    (written,) = database.execute("SELECT coalesce(max(written), 0) FROM deals").fetchone()
    old = [each.here.called for each in taken if each.here and not each.here.dropped]
    for table in ("summary", "promises"):
        database.executemany(f"DELETE FROM {table} WHERE deal = ?", [(called,) for called in old])
    # two deals may have changed their names with each other
    keys = [(each.key,) for each in taken if each.here]
    database.executemany(f"UPDATE deals SET called = '{AGAIN}' || name WHERE name = ?", keys)
    rows = [
        (each.key, each.opened, place, each.called, each.dropped, each.last, each.chain)
        for place, each in enumerate(taken, written + 1)
    ]
    database.executemany(_DEAL, rows)
    names = [(each.called,) for each in taken if not each.dropped]
    database.executemany("INSERT INTO summary (deal) VALUES (?) ON CONFLICT (deal) DO UPDATE SET form = 0", names)


def _add(database: sqlite3.Connection, incoming: Incoming, keys: set[str]) -> None:
    """Add the entries that came of these deals."""
    for rows, answers in incoming.every():
        database.executemany(_EVENT, [row for row in rows if row[0] in keys])
        database.executemany(_ANSWERS, [row for row in answers if row[0] in keys])


def _written_by(database: sqlite3.Connection, here: Here, last: int) -> None:
    """Have what the hub has now of a deal of one's own be written down here by whom it is written down there."""
    which, of_it = (
        "deal = ? AND number > ? AND number <= ? AND recorder <> ?",
        (here.key, here.agreed, last, here.owner),
    )
    if database.execute(f"SELECT 1 FROM events WHERE {which} LIMIT 1", of_it).fetchone():
        database.execute(f"UPDATE events SET recorder = ? WHERE {which}", (here.owner, *of_it))
        writing.chain(database, here.key)
