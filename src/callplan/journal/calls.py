"""The calls that deals wait for, found by their days in the rows of all deals."""

from __future__ import annotations

from datetime import date

from callplan.core.agenda import CallsFound, RowFound
from callplan.journal import looking
from callplan.journal.looking import reading
from callplan.journal.opening import damaged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.journal import Journal
    from callplan.journal.looking import Rows

_BEHIND, _AHEAD = "call < :on", "call >= :on AND call <= :last"


def calls(journal: Journal, on: date, last: date, most: tuple[int, int], instead: Rows) -> CallsFound:
    """The first deals with a call from a day to the last one, by day, and of calls that lie behind it the latest.

    `most`: so many of each; -1 all.
    """
    given = {"on": on.isoformat(), "last": last.isoformat(), "ahead": most[0], "behind": most[1]}
    columns = "SELECT deal, turns_on, body FROM summary WHERE"
    with reading(journal, instead) as database:
        if database is None:
            return CallsFound()
        ours = looking.ours(database)
        ahead = database.execute(f"{columns} {_AHEAD}{ours} ORDER BY call, deal LIMIT :ahead", given).fetchall()
        behind = database.execute(f"{columns} {_BEHIND}{ours} ORDER BY call DESC, deal LIMIT :behind", given).fetchall()
        days = database.execute(
            f"SELECT call, count(*) FROM summary WHERE {_AHEAD}{ours} GROUP BY call", given
        ).fetchall()
        (count,) = database.execute(f"SELECT count(*) FROM summary WHERE {_BEHIND}{ours}", given).fetchone()
        (later,) = database.execute(f"SELECT min(call) FROM summary WHERE call > :last{ours}", given).fetchone()
    counted = tuple([(day, number) for kept, number in days if (day := day_kept(journal, kept))])
    return CallsFound(rows_found(journal, ahead), rows_found(journal, behind), counted, count, day_kept(journal, later))


def rows_found(journal: Journal, found: list[tuple[str, str | None, str]]) -> tuple[RowFound, ...]:
    """The summaries in rows of a deal, the day on which it turns, and its body."""
    return tuple([RowFound(deal, day_kept(journal, turns_on), body) for deal, turns_on, body in found])


def day_kept(journal: Journal, kept: str | None) -> date | None:
    """A day of a row. Raises BadFile where it is none."""
    try:
        return date.fromisoformat(kept) if kept else None
    except (ValueError, TypeError) as error:
        raise damaged(journal.path, "a summary cannot be read") from error
