"""What goes up to a hub: which deals may, and all of their lines at once."""

from __future__ import annotations

import json

from callplan.hub import HubDeal, Pushed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import psycopg

    from callplan.hub import Outgoing

    Connection = psycopg.Connection[Any]

# Locked in one order, whoever else pushes
OWN = (
    "SELECT opener || '/' || deal, owner, name, epoch, last, seen FROM callplan.deals d"
    " WHERE (deal, opener) IN (SELECT * FROM unnest(%s::uuid[], %s::text[])) AND owner = current_user"
    " ORDER BY d.deal, d.opener FOR UPDATE"
)
NAMED = "SELECT opener || '/' || deal, name FROM callplan.deals WHERE owner = current_user AND name = ANY(%s)"
OPENED = "INSERT INTO callplan.deals (deal, name) SELECT * FROM unnest(%s::uuid[], %s::text[])"
RENAMED = (
    "UPDATE callplan.deals d SET name = t.name"
    " FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS t (deal, opener, name)"
    " WHERE d.deal = t.deal AND d.opener = t.opener"
)
# The deals are locked by now, and COPY does not go into a table whose rows are guarded one by one
STAGE = (
    "CREATE TEMPORARY TABLE arriving (deal uuid, opener text, number integer, batch integer, batch_id uuid, kind text,"
    " on_day date, recorded_at text, body json, answers json) ON COMMIT DROP; SET LOCAL callplan.locked = 'yes'"
)
COLUMNS = "deal, opener, number, batch, batch_id, kind, on_day, recorded_at, body, answers"
COPIED = f"COPY pg_temp.arriving ({COLUMNS}) FROM STDIN"
ADDED = (
    f"INSERT INTO callplan.entries ({COLUMNS}, owner, recorder)"
    f" SELECT {COLUMNS}, who, who FROM pg_temp.arriving, current_user AS who"
)
AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
NUMBERED = "SET CONSTRAINTS ALL IMMEDIATE; SELECT seen FROM callplan.hub"


def push(connection: Connection, role: str, deals: list[Outgoing]) -> Pushed:
    """Send them, in the transaction that is open; what became of each."""
    there = _there(connection, deals)
    grown = {deal.id: there.get(deal.id) for deal in deals if not _as_known(deal, there.get(deal.id), role)}
    going = {deal.id: deal for deal in sorted(deals) if deal.id not in grown}
    clashing = _clashing(connection, going)
    for deal in clashing:
        del going[deal]
    if not going:
        return Pushed({}, grown, clashing)
    _name(connection, going, there)
    last = _add(connection, going)
    numbered = connection.execute(NUMBERED)
    numbered.nextset()
    (seen,) = numbered.fetchone() or (0,)
    done = {
        deal.id: HubDeal(deal.id, role, deal.name, deal.epoch, last.get(deal.id, deal.last), seen)
        for deal in going.values()
    }
    return Pushed(done, grown, clashing)


def _there(connection: Connection, deals: list[Outgoing]) -> dict[str, HubDeal]:
    rows = connection.execute(OWN, _keys([deal.id for deal in deals]))
    return {deal.id: deal for deal in (HubDeal(*row) for row in rows)}


def _as_known(deal: Outgoing, there: HubDeal | None, role: str) -> bool:
    if there is None:
        return deal.last == deal.epoch == 0 and deal.id.rpartition("/")[0] == role
    return (deal.epoch, deal.last) == (there.epoch, there.last)


def _clashing(connection: Connection, going: dict[str, Outgoing]) -> tuple[str, ...]:
    """Those whose name another deal has and keeps; what is kept back keeps its old name, and others from having it."""
    wanted = [deal.name for deal in going.values() if deal.name is not None]
    has: dict[str, str] = {name: deal for deal, name in connection.execute(NAMED, (wanted,))}
    left = dict(going)
    while True:
        to_have = {deal.name: deal.id for deal in left.values()}
        to_have |= {name: holder for name, holder in has.items() if holder not in left or left[holder].name == name}
        back = [deal.id for deal in left.values() if deal.name is not None and to_have[deal.name] != deal.id]
        if not back:
            return tuple([deal for deal in going if deal not in left])
        for deal in back:
            del left[deal]


def _name(connection: Connection, going: dict[str, Outgoing], there: dict[str, HubDeal]) -> None:
    other = [deal for deal in going.values() if deal.id in there and deal.name != there[deal.id].name]
    if other:
        connection.execute(RENAMED, (*_keys([deal.id for deal in other]), [deal.name for deal in other]))
    new = [deal for deal in going.values() if deal.id not in there]
    if new:
        connection.execute(OPENED, (_keys([deal.id for deal in new])[0], [deal.name for deal in new]))


def _add(connection: Connection, going: dict[str, Outgoing]) -> dict[str, int]:
    """Add the lines; the number of the last one of each deal that has any."""
    last: dict[str, int] = {}
    connection.execute(STAGE)
    with connection.cursor().copy(COPIED) as copy:
        for deal in going.values():
            opener, _, uuid = deal.id.rpartition("/")
            for _, number, batch, batch_id, kind, on_day, recorded_at, _, body, told in deal.lines:
                last[deal.id] = number
                answers = AS_JSON(told) if told else None
                copy.write_row((uuid, opener, number, batch, batch_id, kind, on_day, recorded_at, body, answers))
    if last:
        connection.execute(ADDED)
    return last


def _keys(deals: list[str]) -> tuple[list[str], list[str]]:
    apart = [deal.rpartition("/") for deal in deals]
    return [uuid for *_, uuid in apart], [opener for opener, *_ in apart]
