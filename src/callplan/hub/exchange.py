"""What is asked of a hub and what is sent there, each as one transaction."""

from __future__ import annotations

import json
from contextlib import contextmanager

from psycopg import capabilities, pq
from psycopg import errors as pg

from callplan.core.text import clean
from callplan.errors import Busy, HubRefuses
from callplan.hub import HandOver, HubDeal, HubLine, checking, connecting, line, pushing
from callplan.hub.refusing import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    import psycopg

    from callplan.hub import Outgoing, Pushed

DEAL = "opener || '/' || deal, owner, name, epoch, last, seen"
# Each deal's lines are looked up and sent on in turn, so that neither side holds or sorts them all
LINES = (
    "SELECT e.opener || '/' || e.deal, e.number, e.batch, e.batch_id::text, e.kind, e.on_day::text, e.recorded_at,"
    " e.recorder, e.body::text, e.answers::text"
    " FROM unnest(%s::uuid[], %s::text[], %s::integer[]) AS asked (deal, opener, known),"
    " LATERAL (SELECT * FROM callplan.entries e WHERE e.deal = asked.deal AND e.opener = asked.opener"
    " AND e.number > asked.known ORDER BY e.number) e"
)
REFUSED = pq.TransactionStatus.INERROR
# Rows that come in together; one by one, each costs as much as what it is made into
TOGETHER = 1000 if capabilities.has_stream_chunked() else 1


class Hub:
    """A team's hub as one role sees it: what can be read is of one moment, until something is sent."""

    def __init__(self, connection: psycopg.Connection[Any], place: str) -> None:
        self._connection = connection
        self._place = place
        with told(place):
            self._welcome = connecting.welcome(connection, place)
        self.role = self._welcome.role
        self.is_rep = self._welcome.is_rep
        self.is_manager = self._welcome.is_manager
        self.seen = self._welcome.seen
        self.key = self._welcome.key

    @property
    def described(self) -> str:
        """Who this role is on the hub, for a sentence."""
        kind = "rep and manager" if self.is_rep and self.is_manager else "manager" if self.is_manager else "rep"
        return f"{clean(self.role)}, a {kind} on {self._place}"

    def tried(self, deal: str) -> tuple[int, list[str]]:
        """How many things were tried that a hub must refuse, and a sentence for what is wrong; `deal`: a new id."""
        with told(self._place):
            self._connection.execute("ROLLBACK; BEGIN" if self._connection.info.transaction_status else "BEGIN")
            try:
                return checking.wrong(self._connection, is_rep=self.is_rep, is_manager=self.is_manager, deal=deal)
            finally:
                self._connection.execute("ROLLBACK")

    def own_id(self, uuid: str) -> str:
        """What a deal that was opened by this role, and with this id, is called on the hub."""
        return f"{self.role}/{uuid}"

    def changed(self, after: int) -> list[HubDeal]:
        """Every deal that this role may read and that changed after the hub's transaction of this number, by that."""
        with told(self._place):
            rows = self._connection.execute(
                f"SELECT {DEAL} FROM callplan.deals WHERE seen > %s ORDER BY seen, deal, opener", (after,)
            )
            return [HubDeal(*row) for row in rows]

    def to_hand_over(self, called: str) -> list[HubDeal]:
        """The deals of this name, or of this owner/name, that a manager may hand over; HubRefuses for anybody else."""
        self._must_manage()
        with told(self._place):
            rows = self._connection.execute(
                f"SELECT {DEAL} FROM callplan.deals WHERE name = %s OR owner || '/' || name = %s ORDER BY owner",
                (called, called),
            )
            return [HubDeal(*row) for row in rows]

    def handed_over(self, after: int) -> list[HandOver]:
        """Every deal that this role gave, or was given, after that transaction; to a manager, every one; by that."""
        with told(self._place):
            rows = self._connection.execute(
                "SELECT opener || '/' || deal, giver, taker, by, seen, last FROM callplan.handovers WHERE seen > %s"
                " ORDER BY seen, deal, opener",
                (after,),
            )
            return [HandOver(*row) for row in rows]

    def lines(self, asked: Iterable[tuple[str, int]]) -> Iterator[HubLine]:
        """The lines of deals behind a number each, deal by deal as asked, by number, as they come in."""
        wanted = [(*apart(deal), known) for deal, known in asked]
        if not wanted:
            return
        columns = [list(each) for each in zip(*wanted, strict=True)]
        with told(self._place), self._connection.cursor() as cursor:
            for row in cursor.stream(LINES, columns, size=TOGETHER, binary=True):
                yield HubLine._make(row if row[-1] is None else (*row[:-1], _pair(row[-1])))

    def push(self, deals: Iterable[Outgoing]) -> Pushed:
        """Send what is new of deals, all of it in one transaction; what became of each.

        Raises HubRefuses for a role that only manages.
        """
        if not self.is_rep:
            raise HubRefuses(f"{clean(self.role)} reads on {self._place}, and has no deals of its own there.")
        with self._writing():
            return pushing.push(self._connection, self.role, list(deals))

    def hand_over(self, deal: str, to: str) -> HubDeal:
        """Make a deal another rep's. Raises HubRefuses for a role that manages nobody, and for what cannot be."""
        self._must_manage()
        uuid, opener = apart(deal)
        statement = f"UPDATE callplan.deals SET owner = %s WHERE deal = %s AND opener = %s RETURNING {DEAL}"
        try:
            with self._writing():
                row = self._connection.execute(statement, (to, uuid, opener)).fetchone()
        except HubRefuses as refusal:
            if isinstance(refusal.__context__, pg.InsufficientPrivilege):
                raise HubRefuses(f"{clean(to)} is no rep on {self._place}, and a deal goes to a rep.") from None
            raise
        except Busy as busy:
            if isinstance(busy.__context__, pg.UniqueViolation):
                raise HubRefuses(
                    f"{clean(to)} has a deal of that name, too: one of the two gets another name first."
                ) from None
            raise
        if row is None:
            raise HubRefuses(f"There is no such deal on {self._place}.")
        return HubDeal(*row)

    def _must_manage(self) -> None:
        if not self.is_manager:
            raise HubRefuses(f"{clean(self.role)} is no manager on {self._place}: a manager hands deals over.")

    def forget(self, deal: str, last: int, bodies: Iterable[tuple[int, str]]) -> int:
        """Put other bodies in the place of some lines of one's own deal, and take every answer out; its new epoch.

        Raises Busy when its last entry is not number `last` any more, HubRefuses when it is not this role's.
        """
        told_anew = list(bodies)
        numbers, texts = [number for number, _ in told_anew], [body for _, body in told_anew]
        return self._forgotten("forget(%s, %s, %s, %s, %s)", (*apart(deal), last, numbers, texts))

    def forget_deal(self, deal: str) -> int:
        """Take every entry of one's own deal out of the hub, and its name; its new epoch."""
        return self._forgotten("forget_deal(%s, %s)", apart(deal))

    def _forgotten(self, call: str, given: tuple[Any, ...]) -> int:
        with self._writing():
            (epoch,) = self._connection.execute(f"SELECT callplan.{call}", given).fetchone() or (0,)
            return int(epoch)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction of its own, after which there is no snapshot any more: whole, or not there."""
        with told(self._place):
            self._connection.execute("ROLLBACK; BEGIN" if self._connection.info.transaction_status else "BEGIN")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # Either takes it all back. What the server refused it still answers after; else it may say nothing more
                if self._connection.info.transaction_status == REFUSED:
                    self._connection.execute("ROLLBACK")
                else:
                    self._connection.close()
                raise


def _pair(answers: str) -> tuple[str, str]:
    """A command and what it was told; whoever takes it sees whether it is."""
    try:
        found = json.loads(answers)
    except (ValueError, RecursionError):
        # the server takes what is nested deeper, and longer numbers
        found = None
    return tuple(found) if isinstance(found, list) else (answers,)


def apart(deal: str) -> tuple[str, str]:
    """The id a deal was opened with, and by whom."""
    opener, _, uuid = deal.rpartition("/")
    return uuid, opener


@contextmanager
def opened(database: str, timeout: int) -> Iterator[Hub]:
    """A hub until the end of the block. Raises Usage, HubAway or HubRefuses."""
    with connecting.connected(database, timeout) as connection:
        yield Hub(connection, line.place(database))
