"""What the team's hub has not, sent to it, and what was forgotten here, forgotten there."""

from __future__ import annotations

import os
from itertools import groupby

from callplan.core.exchange import to_send
from callplan.core.record import Record
from callplan.journal import team_deals
from callplan.journal.taking_in import Sent
from callplan.journal.team import KnownHub

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.cli.exchanging import Exchange
    from callplan.core.exchange import Here
    from callplan.hub import HubLine, Outgoing


class Went(Record):
    """What the hub has now of deals, and the names of those that something was `told` of; what could not go, and why.

    `grown`: of some the hub has more than this home knew, or has them no more. `clashing`: their names are taken there.
    `unsendable`: so many deals whose owner is no rep there.
    """

    sent: tuple[Sent, ...] = ()
    told: tuple[str, ...] = ()
    grown: bool = False
    clashing: tuple[str, ...] = ()
    unsendable: int = 0


def send(exchange: Exchange) -> Went:
    """Send what the hub has not of one's own deals, in one transaction."""
    gone = {each.id for each in exchange.gone}
    every = [
        each
        for each in to_send(exchange.here.values(), exchange.role)
        if each.id not in gone | exchange.clash | exchange.unreadable
    ]
    here = [each for each in every if each.dropped or each.called not in exchange.clash_names]
    if not here or not exchange.there.is_rep:
        return Went(unsendable=len(here))
    _may_be_there([each for each in here if not exchange.stored[each.id].agreed], exchange)
    sending = _Sending(exchange)
    pushed = exchange.there.push(map(sending.deal, here))
    sent = [Sent(exchange.stored[id], done.epoch, done.last) for id, done in pushed.done.items()]
    told = [exchange.here[id].called for id in pushed.done if id in sending.told]
    clashing = [exchange.here[id].called for id in pushed.clashing]
    return Went(tuple(sent), tuple(told), bool(pushed.grown), tuple(clashing))


def _may_be_there(new: list[Here], exchange: Exchange) -> None:
    """Note of these, before they go, that the hub may have them: its answer may be lost, and they be forgotten then."""
    if new:
        hub = KnownHub(exchange.there.key, exchange.role, 0, "")
        team_deals.go(exchange.database, exchange.journal.path, new, hub)


class _Sending:
    """What goes up, made as it is read; of which deals there was anything."""

    def __init__(self, exchange: Exchange) -> None:
        self.database = exchange.database
        self.told: set[str] = set()

    def deal(self, here: Here) -> Outgoing:
        from callplan.hub import Outgoing

        name = None if here.dropped else here.called
        return Outgoing(here.id, name, here.epoch, here.agreed, self._lines(here))

    def _lines(self, here: Here) -> Iterator[HubLine]:
        from callplan.hub import HubLine

        answers = team_deals.answers(self.database, here.key, here.agreed)
        for batch, told in groupby(team_deals.lines(self.database, here.key, here.agreed), key=lambda line: line.batch):
            self.told.add(here.id)
            id, made_from = _random_id(), answers.get(batch)
            for each in told:
                when = (each.kind, each.on_day, each.recorded_at, each.recorder)
                yield HubLine(here.id, each.number, batch, id, *when, each.body, made_from)
                made_from = None


def _random_id() -> str:
    text = os.urandom(16).hex()
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"
