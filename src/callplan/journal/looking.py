"""The look across all deals: counted, sorted and filtered by the database, so that no deal is folded for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from callplan.core.ledger import BEFORE, PARTS, Counted, Found, Pledge
from callplan.core.promises import Stamp
from callplan.core.record import Record
from callplan.journal import writing
from callplan.journal.opening import VERSION, damaged, deals_table, known

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from typing import Any

    from callplan.core.ledger import DealsAsked, Row
    from callplan.journal import Journal

    Rows = Iterable[tuple[str, Row]]


AT_ONCE = 0.2
_NOT_THEIRS = (
    " AND deal NOT IN (SELECT called FROM team JOIN deals ON name = team.deal WHERE dropped = 0"
    " AND team.owner NOT IN (SELECT role FROM team_hub))"
)
AT_A_TIME = 500


class WantedPromises(Record):
    """Which promises are wanted; "" and None: any."""

    side: str = ""
    until: date | None = None
    deal: str = ""
    owner: str = ""
    ours: bool = False


def promises(journal: Journal, wanted: WantedPromises, limit: int, instead: Rows) -> Iterator[Pledge]:
    """The promises still to be kept, by day, so many at most; after them all of those from before (rule 63)."""
    by_day, given = "ORDER BY due, deal, promise", _given(wanted, limit=limit, state=BEFORE)
    with reading(journal, instead) as database:
        which = f"{_which(wanted)}{ours(database) if wanted.ours and database else ''}"
        select = f"SELECT {', '.join(Pledge.__match_args__)} FROM promises WHERE {which} AND state"
        found = database.execute(f"{select} <> :state {by_day} LIMIT :limit", given).fetchall() if database else []
        found += database.execute(f"{select} = :state {by_day}", given).fetchall() if database else []
    for deal, promise, side, person, act, due, state, step in found:
        try:
            day = date.fromisoformat(due)
        except (ValueError, TypeError) as error:
            raise damaged(journal.path, f"a promise of “{deal}” cannot be read") from error
        yield Pledge(deal, promise, side, person, act, day, state, step)


def promised(journal: Journal, wanted: WantedPromises, instead: Rows) -> int:
    """How many promises there are of those wanted, those from before among them."""
    with reading(journal, instead) as database:
        if database is None:
            return 0
        which = f"{_which(wanted)}{ours(database) if wanted.ours else ''}"
        return int(database.execute(f"SELECT count(*) FROM promises WHERE {which}", _given(wanted)).fetchone()[0])


def _which(wanted: WantedPromises) -> str:
    parts = [f"{name} = :{name}" for name in ("side", "deal") if getattr(wanted, name)]
    parts += ["due <= :until"] if wanted.until else []
    parts += ["deal IN (SELECT deal FROM summary WHERE owner = :owner)"] if wanted.owner else []
    return " AND ".join(parts) or "1 = 1"


class Looked:
    """The deals that were looked for, worst first, as many as asked for; each is read when its turn comes.

    They are read some at a time, so that nobody who writes has to wait for whoever reads a long list.
    """

    def __init__(self, journal: Journal, places: list[tuple[str, str]], instead: Rows) -> None:
        self.journal = journal
        self.places = places
        self.instead = {deal: row.body for deal, row in instead}

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Found]:
        for start in range(0, len(self.places), AT_A_TIME):
            some = self.places[start : start + AT_A_TIME]
            bodies = self._bodies([deal for deal, _ in some if deal not in self.instead])
            yield from [Found(deal, owner, self.instead.get(deal) or bodies[deal]) for deal, owner in some]

    def _bodies(self, deals: list[str]) -> dict[str, str]:
        if not deals:
            return {}
        with self.journal.open() as database:
            wanted = ", ".join("?" * len(deals))
            return dict(database.execute(f"SELECT deal, body FROM summary WHERE deal IN ({wanted})", deals))


def look(journal: Journal, asked: DealsAsked, limit: int, instead: Rows) -> tuple[Counted, Looked]:
    """How many deals are as asked for and what they lack; and the first of them, worst first."""
    given, instead = _given(asked, limit=limit), list(instead)
    with reading(journal, instead) as database:
        if database is None:
            return Counted(), Looked(journal, [], ())
        groups = database.execute(_groups(_asked(asked)), given).fetchall()
        places = database.execute(_worst(_asked(asked)), given).fetchall()
    return _counted(groups), Looked(journal, places, instead)


def names(journal: Journal, kind: str, instead: Rows) -> tuple[str, ...]:
    """Every owner, playbook or stage that deals have."""
    return tuple([name for (name,) in _read(journal, f"SELECT DISTINCT {kind} FROM summary ORDER BY 1", {}, instead)])


def _groups(which: str) -> str:
    """How many deals lack the same."""
    return f"SELECT closed, lacks, count(*) FROM summary WHERE {which} GROUP BY closed, lacks"


def _counted(groups: list[Any]) -> Counted:
    counts = dict.fromkeys(("deals", "owing", "passed", *PARTS), 0)
    for closed, lacks, deals in groups:
        counts["deals"] += deals
        counts["owing"] += deals if closed else 0
        counts["passed"] += 0 if closed or lacks else deals
        for part, bit in PARTS.items():
            counts[part] += deals if lacks & bit else 0
    return Counted(**counts)


def _worst(which: str) -> str:
    """The deals that lack most; then those whose date came to nothing; then those without a decision for longest."""
    order = "failed DESC, in_danger DESC, since, deal"
    return f"SELECT deal, owner FROM summary WHERE {which} ORDER BY {order} LIMIT :limit"


def _asked(asked: DealsAsked) -> str:
    parts = ["live IN (0, 1) AND closed <> ''" if asked.closed else "live = 1"]
    parts += [f"{name} = :{name}" for name in ("owner", "playbook", "stage") if getattr(asked, name)]
    parts += ["amount > :over"] if asked.over is not None else []
    parts += ["since <= :quiet_since"] if asked.quiet_since else []
    return " AND ".join(parts) or "1 = 1"


def stale(journal: Journal, form: int, on: date | None) -> tuple[str, ...]:
    """The deals whose rows are of another form, or do not hold on a day; all of them in a file of an older version."""
    if not journal.exists():
        return ()
    with journal.open() as database:
        version = known(database, journal.path)
        if version < VERSION:
            named = f"SELECT called FROM {deals_table(version)} WHERE dropped = 0"
            found = database.execute(named) if version else ()
        else:
            parts = ["form < :form", "form > :form"]
            parts += ["turns_on <= :on", "form = :form AND as_of > :on"] if on else []
            union = " UNION ALL ".join([f"SELECT deal FROM summary WHERE {part}" for part in parts])
            found = database.execute(union, {"form": form, "on": on and on.isoformat()})
        return tuple(sorted({name for (name,) in found}))


def refill(journal: Journal, rows: Iterable[tuple[str, int, Row]]) -> None:
    """Write rows back, each of a deal that still ends with that entry."""
    with journal.open(AT_ONCE) as database:
        writing.begin(database, journal.path)
        writing.sum_up(database, [(deal, row) for deal, seen, row in rows if _end(database, deal) == seen])
        database.execute("COMMIT")


def _end(database: sqlite3.Connection, deal: str) -> int:
    return writing.end(database, writing.key_of(database, deal))[0]


def _given(record: Record, **more: int | str) -> dict[str, Any]:
    given = {name: getattr(record, name) for name in record.__match_args__}
    return {name: held.isoformat() if isinstance(held, date) else held for name, held in given.items()} | more


def _read(journal: Journal, statement: str, given: dict[str, Any], instead: Rows) -> list[Any]:
    with reading(journal, instead) as database:
        return database.execute(statement, given).fetchall() if database else []


@contextmanager
def reading(journal: Journal, instead: Rows) -> Iterator[sqlite3.Connection | None]:
    """The file, open to be looked at; rows given `instead` stand in it for this reader alone. None: there is none."""
    if not journal.exists():
        yield None
        return
    with journal.open() as database:
        version = known(database, journal.path)
        rows = list(instead)
        if version and (rows or version < VERSION):
            writing.lay_over(database, rows, version)
        yield database if version else None


def ours(database: sqlite3.Connection) -> str:
    """What leaves deals out, behind a condition, that are somebody else's in the team; "" where there are none."""
    return _NOT_THEIRS if writing.in_a_team(database) else ""


def stamps(journal: Journal, deals: set[str], *, dropped: bool = False) -> dict[str, Stamp]:
    """The stamp of each of these deals, or of the dropped of these names, of one name the latest.

    Raises BadFile when a time cannot be read.
    """
    if not journal.exists():
        return {}
    with journal.open() as database:
        version = known(database, journal.path)
        statement = (
            "SELECT named.called, named.name, first.recorded_at, ended.number, last.recorded_at"
            " FROM (SELECT deal, max(number) AS number FROM events GROUP BY deal) AS ended"
            f" JOIN {deals_table(version)} AS named ON named.name = ended.deal AND named.dropped = {dropped:d}"
            " JOIN events AS last ON last.deal = ended.deal AND last.number = ended.number"
            " JOIN events AS first ON first.deal = ended.deal AND first.number = 1 ORDER BY last.recorded_at"
        )
        return {
            deal: Stamp(opened_as, begun, number, _time(journal, deal, written))
            for deal, opened_as, begun, number, written in (database.execute(statement) if version else ())
            if deal in deals
        }


def _time(journal: Journal, deal: str, written: str) -> datetime:
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as error:
        raise damaged(journal.path, f"when “{deal}” was written to cannot be read") from error
