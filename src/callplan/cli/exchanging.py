"""What changed on the team's hub, sorted out and kept apart until all of it is taken into the journal."""

from __future__ import annotations

import json
from itertools import groupby

from callplan import settings
from callplan.cli.team_hub import see_whose_home
from callplan.core.exchange import (
    Apart,
    Both,
    Here,
    There,
    agreed,
    clashing,
    name_here,
    rest,
    seen_now,
    sorted_out,
)
from callplan.core.exchange.readable import Reader, is_made_from, is_name, is_text
from callplan.core.exchange.told import Batch, batch_of, day_of
from callplan.core.text import clean
from callplan.journal import forgets, team, team_deals, writing
from callplan.journal.taking_in import Incoming, Sent, Taken
from callplan.journal.team import KnownHub

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from callplan.hub import HandOver, HubLine
    from callplan.hub.exchange import Hub
    from callplan.journal import Journal


class Exchange:
    """One exchange: what this home has and what changed on the hub, and what becomes of each deal."""

    def __init__(self, journal: Journal, database: sqlite3.Connection, there: Hub) -> None:
        self.journal, self.database, self.there = journal, database, there
        self.role, self.upto = there.role, there.seen
        self.known = team.hub(database)
        self.trusted = self.known is not None and self.known.key == there.key and self.known.seen <= there.seen
        self.taken: list[Taken] = []
        self.agreed: list[Sent] = []
        self.apart: list[Apart] = []
        self.came: list[Batch] = []
        self.new: list[tuple[str, str]] = []
        self.unreadable: set[str] = set()
        self.reworded: list[str] = []
        self.reader = Reader()
        self._begin()

    def _begin(self) -> None:
        """See to the tables. Raises Refusal where what this home has is somebody else's on the hub."""
        see_whose_home(self.known, self.role)
        writing.begin(self.database, self.journal.path)
        team.begin(self.database)
        self.database.execute("COMMIT")
        self.incoming = Incoming()

    def read(self) -> None:
        """Read what changed on the hub, sort it out, and take it apart in the order in which it comes."""
        after = self.known.seen if self.known and self.trusted else 0
        moved = self.there.handed_over(after)
        every = [There(*each) for each in self.there.changed(after)]
        if not self.trusted:
            there = [(each.id, each.owner) for each in every] + [(each.deal, each.giver) for each in moved]
            team_deals.call_anew(self.database, self.journal.path, self.role, there)
        self.forgets = {id for id, names in forgets.waiting(self.database).items() if forgets.ALL in names}
        self.changed = [each for each in every if each.id not in self.forgets]
        self._look_here(moved)
        self._hand_over(moved, {each.id for each in self.changed})
        named = [each for each in self.changed if is_text(each.owner) and (each.name is None or is_name(each.name))]
        self.unreadable = {each.id for each in self.changed} - {each.id for each in named}
        self.sorted = sorted_out(self.here.values(), named)
        self.away = self._not_for_us_any_more()
        self.gone = [*self.sorted.gone, *[self.here[id] for id in self.lost], *self.away]
        self._take()

    def _look_here(self, moved: Iterable[HandOver]) -> None:
        """Read what this home has: all of it, or what an exchange with a hub that is known is about."""
        if self.trusted:
            ids = [*[each.id for each in self.changed], *[each.deal for each in moved]]
            names = [name_here(each.owner, each.name, self.role) for each in self.changed if each.name is not None]
            every = team_deals.some_here(self.database, self.role, ids, names)
        else:
            every = team_deals.here(self.database, self.role)
        self.stored = {each.id: each for each in every}
        self.here = {each.id: each if self.trusted else each.anew() for each in every}

    def _not_for_us_any_more(self) -> list[Here]:
        """Deals of others that cannot be read any more, as is seen where all that can be was told."""
        there = {each.id for each in self.changed}
        theirs = [each for each in self.here.values() if each.owner != self.role and each.id not in there]
        return [] if self.trusted else theirs

    def _hand_over(self, moved: Iterable[HandOver], readable: set[str]) -> None:
        """Tell the deals that went to somebody else, and those that came from somebody else."""
        self.lost, self.won, self.moved_at = {}, {}, {}
        ours = {id for id, here in self.stored.items() if here.owner == self.role}
        went: dict[str, HandOver] = {}
        for each in moved:
            if each.giver == self.role and each.deal in self.here and each.deal not in readable:
                went[each.deal] = each
            if each.taker == self.role and each.deal not in ours:
                self.won[each.deal] = each.giver
        for id, each in went.items():
            self.lost[id], self.moved_at[id] = each.taker, each.seen
            self._put_aside(self.here[id], min(self.stored[id].agreed, each.last), each.taker)

    def _take(self) -> None:
        """Compare what either may have more of, which may change what deals are called, and then take the rest."""
        both = {each.there.id: each for each in self.sorted.both}
        for id, lines in self._lines([(id, each.after) for id, each in both.items() if each.there.last > each.after]):
            self._both(both.pop(id), lines)
        for id in [each for each in both if each not in self.unreadable]:
            self._both(both[id], [])
        self._see_names()
        fresh = {each.id: each for each in self.sorted.fresh if each.id not in self.clash}
        self.keys = team_deals.keys(self.database) if fresh else set()
        behind = {each.id: (here, each) for here, each in self.sorted.behind if each.id not in self.clash}
        asked = [(id, here.agreed) for id, (here, each) in behind.items() if each.last > here.agreed]
        for id, lines in self._lines([(id, 0) for id in fresh]):
            self._fresh(fresh[id], lines)
        for id, lines in self._lines(asked):
            self._behind(*behind.pop(id), lines)
        for id in [each for each in behind if each not in self.unreadable]:
            self._behind(*behind[id], [])

    def _see_names(self) -> None:
        """Leave the deals that cannot come, since another one of this home is called what they would be called."""
        gone = {each.id for each in self.gone}
        told = [*self.sorted.fresh, *[each for _, each in self.sorted.behind]]
        coming = {each.id: name_here(each.owner, each.name, self.role) for each in told if each.name is not None}
        coming |= {each.there.id: each.called for each in self.taken if each.is_called_anew}
        here = [each for each in self.here.values() if each.id not in gone]
        self.clash = clashing(here, coming)
        self.clash_names = {coming[id] for id in self.clash}
        self.to_rename = self.clash_names & {each.called for each in here if each.id not in self.clash}
        self.taken = [each for each in self.taken if each.there.id not in self.clash]
        self.apart = [each for each in self.apart if each.here.id not in self.clash]
        self.reworded = [each for each in self.reworded if each not in self.clash]

    def _lines(self, asked: list[tuple[str, int]]) -> Iterator[tuple[str, list[HubLine]]]:
        """The lines of each deal behind a number, in that order, of those that can be read."""
        for id, came in groupby(self.there.lines(asked), key=lambda line: line.deal):
            if self._reads(lines := [*came]):
                yield id, lines
            else:
                self.unreadable.add(id)

    def _reads(self, lines: list[HubLine]) -> bool:
        made_from = [each.answers for each in lines if each.answers]
        return self.reader.reads([each.line for each in lines]) and all(map(is_made_from, made_from))

    def _called(self, there: There, here: Here) -> str:
        """What a deal is called here; one that was dropped, what it was called before."""
        return here.called if there.name is None else name_here(there.owner, there.name, self.role)

    def _fresh(self, there: There, lines: list[HubLine]) -> None:
        """A deal that was not here; what a dropped one was called, its entries alone know."""
        called = name_here(there.owner, there.name or _dropped_as(lines) or there.id[-8:], self.role)
        key = writing.key_besides(self.keys, called)
        self.keys.add(key)
        last, chain, opened = self._add(key, 0, 0, lines)
        if last == there.last:
            self.taken.append(Taken(None, there, key, called, there.name is None, 0, False, last, chain, last, opened))
            self.new.append((there.owner, called))

    def _add(self, key: str, last: int, chain: int, lines: Iterable[HubLine]) -> tuple[int, int, str]:
        """Keep entries of a deal apart: the number and the checksum of the last, and when the first was written."""
        opened = ""
        for each in lines:
            chain = self.incoming.add(key, chain, each.line, each.answers)
            last, opened = each.number, opened or each.recorded_at
        return last, chain, opened

    def _behind(self, here: Here, there: There, lines: list[HubLine]) -> None:
        """A deal that grew on the hub alone, or is called or owned otherwise there."""
        called, dropped = self._called(there, here), there.name is None
        if not lines and (called, dropped, there.owner) == (here.called, here.dropped, here.owner):
            return
        chain = team_deals.chain_at(self.database, here.key, here.last)
        last, chain, _ = self._add(here.key, here.last, chain, lines)
        if last == there.last:
            self.taken.append(Taken(here, there, here.key, called, dropped, here.last, False, last, chain, last, ""))
            self._news(called, lines)

    def _both(self, both: Both, lines: list[HubLine]) -> None:
        """A deal of which either may have what the other has not: the hub's entries stand, and ours are put aside."""
        here, there, after = both.here, both.there, both.after
        theirs, ours = [each.line for each in lines], team_deals.lines(self.database, here.key, after)
        same = max(after, agreed(ours, theirs, forgot=both.forgot))
        more = [each for each in lines if each.number > same]
        ahead, called = rest(ours, same), (self._called(there, here), there.name is None)
        stands = bool(more) or both.moved or (not ahead and called != (here.called, here.dropped))
        if not stands and not both.rewritten:
            self.here[here.id] = here.but(agreed=same, epoch=there.epoch)
            self.agreed.append(Sent(self.stored[here.id], there.epoch, same))
            return
        if stands and ahead:
            self._put_aside(here, same, there.owner if both.moved else "")
        keep, last = (same, there.last) if stands else (here.last, here.last)
        self.here[here.id] = here.but(agreed=there.last, epoch=there.epoch, last=last)
        chain = team_deals.chain_at(self.database, here.key, same)
        _, chain, _ = self._add(here.key, 0, chain, more)
        called = called if stands else (here.called, here.dropped)
        taken = Taken(self.stored[here.id], there, here.key, *called, keep, both.rewritten, last, chain, there.last, "")
        words = [(each.body, each.recorder, each.number) for each in lines if both.rewritten and each.number <= same]
        self.taken.append(taken.but(words=tuple(words)))
        was = {each.number: each.body for each in ours}
        self.reworded += [here.id] if any(was[number] != body for body, _, number in words) else []
        self._news(called[0], more)

    def noted(self, left: frozenset[str]) -> KnownHub:
        """What is noted of the hub: that this home has everything, but for deals that were `left` for the next time."""
        waiting = [each.seen for each in self.changed if each.id in left | self.clash | self.unreadable]
        waiting += [seen for id, seen in self.moved_at.items() if id in left]
        return KnownHub(self.there.key, self.role, seen_now(self.upto, waiting), settings.now())

    def name_of(self, there: There) -> str:
        """What a deal of the hub is called in a message, whatever its name holds."""
        return clean(name_here(there.owner, there.name or there.id, self.role))

    def _put_aside(self, here: Here, after: int, taker: str = "") -> None:
        """Keep what was told here behind an entry, where the deal is one's own."""
        ahead = team_deals.lines(self.database, here.key, after)
        if ahead and here.owner == self.role:
            self.apart.append(Apart(here, tuple(ahead), team_deals.answers(self.database, here.key, after), taker))

    def _news(self, called: str, lines: list[HubLine]) -> None:
        for _, told in groupby(lines, key=lambda line: line.batch):
            by_day = [(each.kind, day_of(each.kind, each.on_day, each.body), each.recorder) for each in told]
            self.came.append(batch_of(called, by_day))


def _dropped_as(lines: list[HubLine]) -> str:
    """What a deal was called when it was dropped; "" where that was not noted."""
    told = [json.loads(each.body).get("name", "") for each in lines if each.kind in ("Dropped", "Renamed")]
    return next((name for name in reversed(told) if is_name(name)), "")
