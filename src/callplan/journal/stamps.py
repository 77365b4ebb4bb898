"""When deals were begun and last written to: by this, what leaves the journal is known wherever it goes."""

from __future__ import annotations

from datetime import UTC, datetime

from callplan.core.promises import Stamp
from callplan.journal import Journal
from callplan.journal.opening import damaged, known


def stamps(journal: Journal, deals: set[str]) -> dict[str, Stamp]:
    """The stamp of each of these deals. Raises BadFile when a time cannot be read."""
    if not journal.exists():
        return {}
    with journal.open() as database:
        statement = (
            "SELECT ended.deal, first.recorded_at, ended.number, last.recorded_at"
            " FROM (SELECT deal, max(number) AS number FROM events GROUP BY deal) AS ended"
            " JOIN events AS last ON last.deal = ended.deal AND last.number = ended.number"
            " JOIN events AS first ON first.deal = ended.deal AND first.number = 1"
        )
        return {
            deal: Stamp(begun, number, _time(journal, deal, written))
            for deal, begun, number, written in (database.execute(statement) if known(database, journal.path) else ())
            if deal in deals
        }


def _time(journal: Journal, deal: str, written: str) -> datetime:
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as error:
        raise damaged(journal.path, f"when “{deal}” was written to cannot be read") from error
