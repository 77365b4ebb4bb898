"""What PostgreSQL refuses, in one sentence; its own text is never shown, for it may have what was typed or sent."""

from __future__ import annotations

from contextlib import contextmanager

import psycopg
from psycopg import errors as pg

from callplan.core.phrase import capital
from callplan.errors import HubAway, HubRefuses, Refusal, Unwritable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

UPGRADE = "whoever runs the server runs the SQL of `callplan team sql` of this version there"
AGAIN = "nothing is lost, and the same line later does what is left"
FULL = (pg.DiskFull,)
READ_ONLY = (pg.ReadOnlySqlTransaction,)
BUSY = (
    pg.SerializationFailure, pg.DeadlockDetected, pg.LockNotAvailable, pg.UniqueViolation,
)  # fmt: skip
SLOW = (pg.QueryCanceled, pg.IdleInTransactionSessionTimeout)
OVERLOADED = (pg.InsufficientResources, pg.ConfigurationLimitExceeded)
RIGHTS = (pg.InsufficientPrivilege,)
OTHER_VERSION = (pg.UndefinedTable, pg.UndefinedColumn, pg.UndefinedFunction, pg.InvalidSchemaName)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Whatever the server refuses inside, as a Refusal that names the place."""
    try:
        yield
    except psycopg.Error as error:
        raise refusal(error, place) from None
    except OSError:
        raise HubAway(f"The connection to {place} was lost: {AGAIN}.") from None


def refusal(error: psycopg.Error, place: str) -> Refusal:
    """What an error is, in a sentence."""
    hub = capital(place)
    if isinstance(error, FULL):
        return Unwritable(f"The disk of {place} is full: {AGAIN}, once there is room.")
    if isinstance(error, READ_ONLY):
        return HubAway(f"{hub} only lets read at the moment: {AGAIN}.")
    if isinstance(error, BUSY):
        return HubAway(f"Somebody else was writing on {place} at the same time: {AGAIN}.")
    if isinstance(error, SLOW):
        return HubAway(f"{hub} took too long to answer: {AGAIN}.")
    if isinstance(error, OVERLOADED):
        return HubAway(f"{hub} has no room at the moment: {AGAIN}.")
    if isinstance(error, RIGHTS):
        return HubRefuses(f"{hub} does not let your role do that: `callplan team check` says what is wrong.")
    if isinstance(error, OTHER_VERSION):
        return HubRefuses(f"{hub} is not as this callplan knows it: {UPGRADE}.")
    if isinstance(error, psycopg.OperationalError) or error.sqlstate is None:
        return HubAway(f"The connection to {place} was lost: {AGAIN}.")
    return HubRefuses(f"{hub} refused it, and nothing was changed: it says {error.sqlstate}.")
