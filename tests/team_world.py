"""Two reps, one of them on two machines, and a manager, who do something at random."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from cut_line import CutLine
from homes import Home
from lines import Said
from many import MAP
from servers import Server

from callplan import hub
from callplan.core.entries import Corrected, Writing
from callplan.core.events import Event, Held, Met, Opened
from callplan.core.outside import Noted
from callplan.errors import Refusal
from callplan.journal import backups, sound

ON = date(2026, 12, 1)
NAMES = [f"deal{number}" for number in range(12)]
PEOPLE = ["Ana", "Ben", *[f"Pat{number}" for number in range(4)]]
# What the server still works on for a line that was cut
OPEN = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'callplan'"
STEPS = {
    "opens": 6.0, "debriefs": 14.0, "undoes": 4.0, "renames": 2.0, "drops": 2.0, "syncs": 10.0, "is_cut": 8.0,
    "is_handed_over": 2.0, "forgets_somebody": 1.2, "forgets_a_deal": 0.4, "is_copied": 2.0, "is_put_back": 0.8,
    "runs_sql_again": 1.2,
}  # fmt: skip


class World:
    """Four homes and a hub; of every transaction, told by the moment it was written at, whether it may be gone."""

    def __init__(self, seed: int, server: Server, database: str, folder: Path) -> None:
        self.chance, self.server, self.database = Random(seed), server, server.database(database)
        self.line = CutLine(str(folder / "line"), server.folder)
        names = {"anna": "anna", "anna2": "anna", "ben": "ben", "carol": "carol"}
        place = f"host={self.line.folder} dbname={database} user="
        self.homes = [Home(folder / name, role, place + role) for name, role in names.items()]
        self.manager, self.count = place + "carol", 0
        self.written: list[str] = []
        self.steps: list[str] = []
        self.may_be_gone, self.put_back = set[str](), set[str]()
        # What was forgotten: a moment, and who was in what was written then, "" all of it
        self.forgotten: set[tuple[str, str]] = set()

    def step(self) -> None:
        """Something that somebody does."""
        name = self.chance.choices([*STEPS], [*STEPS.values()])[0]
        home = self.chance.choice(self.homes if name in ("syncs", "is_cut") else self.homes[:3])
        does: Callable[[Home], object] = getattr(self, name)
        self.steps.append(f"{len(self.steps)} {home.path.name} {name}: ")
        self.steps[-1] += str(does(home))

    def write(self, home: Home, name: str, events: list[Event], answers: str = "") -> str:
        """Write a transaction that nobody else writes at that moment."""
        self.count += 1
        moment = f"2026-11-{self.count // 3600 + 1:02}T10:{self.count // 60 % 60:02}:{self.count % 60:02}+00:00"
        made_from = ("debrief", answers) if answers else None
        writing = Writing(name, tuple(events), len(home.journal.entries(name)), answers=made_from)
        try:
            home.journal.append(writing, recorder=home.path.name, recorded_at=moment)
        except Refusal as refusal:
            return str(refusal)
        self.written.append(moment)
        return f"{name} at {moment}"

    def mine(self, home: Home) -> str:
        """One of the deals of a home; "" where there is none."""
        return self.chance.choice(home.journal.own_deals() or ("",))

    def opens(self, home: Home) -> str:
        name = self.chance.choice(NAMES)
        events: list[Event] = [Opened(ON, MAP), Met(ON, "Ana", ("boss",)), Met(ON, "Ben", ("user",))]
        return "" if home.journal.entries(name) else self.write(home, name, [*events, Noted(ON, ON, str(self.count))])

    def debriefs(self, home: Home) -> str:
        name, who = self.mine(home), self.chance.choice(PEOPLE)
        told = {"given": {"with": [who]}, "said": {}, "answers": {}, "typed_on": "2026-12-01"}
        answers = json.dumps(told) if self.chance.random() < 0.6 else ""
        events: list[Event] = [Held(ON, (who,)), Noted(ON, ON, str(self.count), self.chance.choice((who, "")))]
        return self.write(home, name, events, answers) if name else ""

    def undoes(self, home: Home) -> str:
        name = self.mine(home)
        numbers = [each.number for each in home.journal.entries(name) if each.number > 4]
        return self.write(home, name, [Corrected(ON, self.chance.choice(numbers))]) if numbers else ""

    def renames(self, home: Home) -> object:
        return (name := self.mine(home)) and home.said("rename", name, self.chance.choice(NAMES))

    def drops(self, home: Home) -> object:
        if (gone := home.journal.dropped()) and self.chance.random() < 0.5:
            return home.said("drop", self.chance.choice(gone), "--back")
        return (name := self.mine(home)) and home.said("drop", name)

    def syncs(self, home: Home, cut: int | None = None) -> Said:
        before, told = home.texts(), self._told(home)
        self.line.left = cut
        found = home.said("sync")
        self.line.left = None
        while cut is not None and self.server.query(self.database, OPEN):
            time.sleep(0.01)
        assert found.code == 0 or (cut is not None and found.code == 6), found
        self._gone(before if "was forgotten" in found.out else "", home.texts())
        gone = told.keys() - self._told(home).keys()
        if "was forgotten elsewhere" in found.out:
            self.may_be_gone |= gone
        if "names them is gone, too" in found.out:
            # put aside, and thrown away for whom it names
            self.may_be_gone |= {each for each in gone if "Pat" in told[each] and each not in home.texts()}
        return found

    def is_cut(self, home: Home) -> object:
        return self.syncs(home, self.chance.randrange(self.chance.choice((12_000, 40_000))))

    def is_handed_over(self, _: Home) -> str:
        with hub.opened(self.manager) as there:
            deals = [each for each in there.changed(0) if each.name]
            if not deals:
                return ""
            deal = self.chance.choice(deals)
            to = "ben" if deal.owner == "anna" else "anna"
            try:
                there.hand_over(deal.id, to)
            except Refusal as refusal:
                return str(refusal)
            return f"{deal} to {to}"

    def forgets_somebody(self, home: Home) -> object:
        return self._forgets(home, self.chance.choice(PEOPLE[2:]))

    def forgets_a_deal(self, home: Home) -> object:
        if not (name := self.mine(home)):
            return ""
        told = [home.journal.entries(name, dropped=dropped) for dropped in (False, True)]
        self.may_be_gone |= {entry.recorded_at for entries in told for entry in entries}
        return self._forgets(home, name)

    def _forgets(self, home: Home, what: str) -> Said:
        before, told = home.texts(), {each: text for each, text in self._told(home).items() if each in self.written}
        found = home.said("forget", what, "--confirm", what)
        self._gone(before, home.texts())
        if what in PEOPLE:
            self.forgotten |= {(moment, what) for moment, text in told.items() if f'"{what}"' in text}
        else:
            self.forgotten |= {(moment, "") for moment in told.keys() - self._told(home).keys()}
        return found

    def _gone(self, before: str, after: str) -> None:
        self.may_be_gone |= {moment for moment in self.written if moment in before and moment not in after}

    def is_copied(self, home: Home) -> str:
        return backups.make(home.journal.path) if home.journal.exists() else ""

    def is_put_back(self, home: Home) -> object:
        if not (copies := sound.copies(home.journal.path)):
            return ""
        self.put_back.add(home.path.name)
        before = self._told(home).keys()
        found = home.said("restore", self.chance.choice(copies), "--yes")
        self.may_be_gone |= before - self._told(home).keys() - {row[3] for row in self.on_hub()}
        return found

    def runs_sql_again(self, _: Home) -> object:
        return self.server.query(self.database, hub.sql())

    def _told(self, home: Home) -> dict[str, str]:
        """What stands in the journal of a home, by the moment it was written at."""
        if not home.journal.exists():
            return {}
        with home.journal.open() as database:
            return dict(database.execute("SELECT recorded_at, group_concat(body) FROM events GROUP BY recorded_at"))

    def on_hub(self) -> list[tuple[Any, ...]]:
        """Every entry that the hub has, as a home keeps it."""
        columns = "opener || '/' || deal AS id, number, batch, recorded_at, recorder, kind, on_day::text, body::text"
        return self.server.query(self.database, f"SELECT {columns} FROM callplan.entries ORDER BY id, number")

    def settle(self) -> None:
        """Exchange until nothing is left to do, with another name for each deal whose name is taken."""
        for _ in range(6):
            for home in self.homes:
                told = self.syncs(home)
                self.steps.append(f"{home.path.name} settles: {told}")
                for line in [each for each in told.out.splitlines() if each.startswith("Another deal")]:
                    self.count += 1
                    home.said("rename", line.split("`")[1].split()[2], f"own{self.count}")
