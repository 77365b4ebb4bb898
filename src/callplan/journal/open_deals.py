"""What a calendar knows the open deals by, as their rows keep it."""

from __future__ import annotations

from callplan.core.agenda.matching import known_by
from callplan.journal.calls import day_kept, rows_found
from callplan.journal.looking import ours, reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.agenda import RowFound
    from callplan.core.agenda.matching import OpenDeal
    from callplan.journal import Journal
    from callplan.journal.looking import Rows


def open_deals(journal: Journal, instead: Rows) -> list[OpenDeal]:
    """Every deal that is not over, with what it is known by in a calendar."""
    with reading(journal, instead) as database:
        found = (
            database.execute(
                f"SELECT deal, people, call FROM summary WHERE closed = ''{ours(database)} ORDER BY deal"
            ).fetchall()
            if database
            else []
        )
    return [known_by(deal, people, day_kept(journal, call)) for deal, people, call in found]


def rows_of(journal: Journal, deals: Iterable[str], instead: Rows) -> tuple[RowFound, ...]:
    """The rows of some deals."""
    names = list(deals)
    with reading(journal, instead) as database:
        wanted = ", ".join("?" * len(names))
        asked = f"SELECT deal, turns_on, body FROM summary WHERE deal IN ({wanted})"
        return rows_found(journal, database.execute(asked, names).fetchall() if database else [])
