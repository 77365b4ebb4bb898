"""A team's hub, a PostgreSQL: what it holds, what goes up and comes down, and the SQL that makes one."""

from __future__ import annotations

import os
from typing import NamedTuple

from callplan.core.exchange import Line
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from callplan.hub.exchange import Hub

VERSION = 1
INSTALL = (
    'A team needs what talks to PostgreSQL: `pip install "psycopg[binary]"`, in the environment of callplan, installs '
    'it; where pipx installed callplan, `pipx inject callplan "psycopg[binary]"`.'
)


class HubDeal(NamedTuple):
    """A deal on the hub, by "opener/uuid": the role that opened it, and the id it was opened with.

    Without a name it was dropped; with no entry left either (`last` is 0), the whole of it was forgotten. `epoch` is
    how often something was forgotten in it, `seen` the number of the transaction in which it changed last.
    """

    id: str
    owner: str
    name: str | None
    epoch: int
    last: int
    seen: int


class HubLine(NamedTuple):
    """An entry of a deal as the hub holds it; `recorder` is the role that sent it.

    `answers`, on the first line of a transaction alone: the command that was typed, and what it was told.
    """

    deal: str
    number: int
    batch: int
    batch_id: str
    kind: str
    on_day: str
    recorded_at: str
    recorder: str
    body: str
    answers: tuple[str, str] | None = None

    @property
    def line(self) -> Line:
        """The entry as a home keeps it."""
        return Line(self.number, self.batch, self.recorded_at, self.recorder, self.kind, self.on_day, self.body)


class HandOver(NamedTuple):
    """A deal that went from one role to another, by whose word, in which transaction; `last`: its last entry then."""

    deal: str
    giver: str
    taker: str
    by: str
    seen: int
    last: int


class Outgoing(NamedTuple):
    """What goes up of one deal: its name, and the lines behind the last one that the hub is known to have.

    `epoch` and `last` are the hub's as they were when this was read; a deal that is new there has 0 and 0.
    """

    id: str
    name: str | None
    epoch: int
    last: int
    lines: Iterable[HubLine]


class Pushed(NamedTuple):
    """What became of what went up: what went through as it is there now, and two kinds of which nothing was sent.

    `grown`: what the hub has otherwise than was known, as it is there; None where it is no longer this role's.
    `clashing`: those whose name another deal of this role has there.
    """

    done: dict[str, HubDeal]
    grown: dict[str, HubDeal | None]
    clashing: tuple[str, ...]


def sql() -> str:
    """The SQL that makes a hub, or brings an older one up to date."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schema.sql"), encoding="utf-8") as file:
        return file.read()


def checked(database: str) -> str:
    """What `database` says, tidied: a libpq service, or a URL. Raises Usage for what is neither, or has a password.

    Raises Refusal where psycopg is not installed.
    """
    try:
        from callplan.hub import line
    except ModuleNotFoundError:
        raise Refusal(INSTALL) from None
    return line.checked(database)


def opened(database: str, timeout: int = 10) -> AbstractContextManager[Hub]:
    """The hub, until the end of the block; `timeout` is in seconds, for the connection.

    Raises Usage, HubAway, HubRefuses or Unwritable, here or at any call of what it gives, and Refusal where psycopg is
    not installed.
    """
    try:
        from callplan.hub import exchange
    except ModuleNotFoundError:
        raise Refusal(INSTALL) from None
    return exchange.opened(database, timeout)
