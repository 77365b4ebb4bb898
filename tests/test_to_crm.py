"""What goes back to the CRM: who decides what next and what they decided, and never a stage, a sum or a forecast."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from maps import SKETCH, read_map
from test_from_crm import HARROW, PREP, Home

from callplan.core.crm.going_out import LONGEST, Outgoing, going_out
from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.core.events import Closed, Dated, Event, Learned, Met, Next, Opened, Yes

DAY = date(2026, 12, 2)
DEBRIEF = (
    'debrief harrow --on 2026-12-03 --with Marta --decided "go-ahead:Marta:said:we must" --verdict advanced'
    " --date 2027-01-29:Marta --no-input"
)
NEXT = "Next: Marta and one of the users decide on the list of must-haves. Last: the go-ahead, Marta Lind, 2026-12-03."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home in which a deal of the CRM was prepared and debriefed."""
    made = Home(tmp_path)
    made.takes(HARROW)
    assert made.says(PREP).code == 0
    assert made.says(DEBRIEF, "2026-12-03").code == 0
    return made


def rows(text: str) -> list[list[str]]:
    """The cells of a file."""
    return [*csv.reader(io.StringIO(text))]


class TestFile:
    def test_rows(self, home: Home) -> None:
        """It writes one row a deal that changed, under the CRM's own headings, until it is in a file."""
        whole = [
            ["Deal Id", "Next Step", "Client's date", "Last client decision", "Decided by", "Decided on"],
            ["1", NEXT, "2027-01-29", "the go-ahead", "Marta Lind", "2026-12-03"],
        ]
        assert rows(home.says("export --to crm", "2026-12-03").out) == whole
        file = home.folder / "out.csv"
        assert home.says(f"export --to crm -o {file}", "2026-12-03").code == 0
        assert rows(file.read_text()) == whole
        again = home.says("export --to crm", "2026-12-03")
        assert (again.out, again.err) == ("", "Nothing changed since the last file for the CRM.\n")
        home.says("debrief harrow --on 2026-12-04 --with Marta --next 2026-12-10:must-haves --no-input", "2026-12-04")
        assert "must-haves, 2026-12-10." in rows(home.says("export --to crm", "2026-12-04").out)[1][1]

    def test_taken_in_again(self, home: Home) -> None:
        """It changes nothing where its file is taken in, or its own sentence comes back from the CRM."""
        file = home.folder / "out.csv"
        home.says(f"export --to crm -o {file}", "2026-12-03")
        before = {path: path.read_bytes() for path in home.home.rglob("*") if path.is_file()}
        run = home.says(f"import {file}", "2026-12-03")
        assert (run.code, run.err) == (0, "All of it is as before: nothing was written.\n")
        assert home.takes(HARROW.replace("call Marta", f'"{NEXT}"'), "2026-12-04").err.endswith(
            "nothing was written.\n"
        )
        assert {path: path.read_bytes() for path in home.home.rglob("*") if path.is_file()} == before

    def test_two_crms(self, home: Home) -> None:
        """It writes the deals of one CRM a file, and leaves the others for the next."""
        (home.folder / "zoho.csv").write_text(
            "Record Id,Potential Name,Potential Owner,Stage,Amount,Closing Date,Created Time\nz1,Oz,Kim,Offer,5,,\n"
        )
        assert home.says(f"import {home.folder}/zoho.csv").code == 0
        assert home.says(PREP.replace("prep harrow", "prep oz")).code == 0
        run = home.says(f"export --to crm -o {home.folder}/a.csv", "2026-12-03")
        assert run.err.endswith("One deal of another CRM: export once more.\n")
        assert home.says("export --to crm", "2026-12-03").out.startswith("Record Id,Next step,")

    def test_pasted(self, home: Home) -> None:
        """It prints one deal as lines to paste."""
        assert home.says("export harrow --to crm", "2026-12-03").out.splitlines() == [
            f"Next step: {NEXT}", "Client's date: 2027-01-29", "Last client decision: the go-ahead",
            "Decided by: Marta Lind", "Decided on: 2026-12-03",
        ]  # fmt: skip

    def test_refused(self, home: Home, tmp_path: Path) -> None:
        """It refuses where no deal is one of the CRM's, and where nobody knows any more what its columns are called."""
        (home.home / "crm.toml").unlink()
        assert home.says("export --to crm").code == 2
        none = Home(tmp_path / "none")
        none.folder.mkdir()
        assert none.says("export --to crm").err == (
            "callplan: No deal is one of the CRM's: `callplan import FILE`, then `callplan prep NAME`, makes it one.\n"
        )


def out(*events: Event, title: str = "the go-ahead") -> Outgoing:
    """What goes out of a deal of these events, whose first decision is called so."""
    told = (Opened(DAY, read_map(SKETCH.replace("the go-ahead", title))), Met(DAY, "Ana Lima", ("sponsor",)), *events)
    return going_out(fold(tuple([Entry(at, at, each) for at, each in enumerate(told, 1)]), "harrow"), DAY)


class TestCells:
    def test_nothing_yet(self) -> None:
        """It tells who decides what next, and nothing where nothing was decided."""
        assert out() == Outgoing("Next: Ana Lima decides on the go-ahead.")

    def test_decided(self) -> None:
        """It tells their last decision, with whom and when, and the earliest day that they named."""
        met = Met(DAY, "Piet Maas", ("budget-owner",))
        day = Dated(DAY, "ordered", DAY + timedelta(30), "Ana Lima")
        found = out(met, Yes(DAY, "worth-changing", "Ana Lima"), day, Dated(DAY, "ordered", DAY + timedelta(9), ""))
        assert (found.by, found.decision, found.person, found.on) == (
            "2027-01-01", "the go-ahead", "Ana Lima", "2026-12-02",
        )  # fmt: skip
        assert found.step.endswith(" Last: the go-ahead, Ana Lima, 2026-12-02.")

    def test_day(self) -> None:
        """It tells the day on which it is decided, where there is one."""
        assert out(Next(DAY, date(2026, 12, 9), "worth-changing", ("Ana Lima",))).step == (
            "Next: Ana Lima decides on the go-ahead, 2026-12-09."
        )

    def test_none_left(self) -> None:
        """It says so where nothing is left to decide."""
        piet = Met(DAY, "Piet Maas", ("budget-owner",))
        yeses = [Yes(DAY, "ordered", name, "did") for name in ("Ana Lima", "Piet Maas")]
        none = Learned(DAY, "data", "none", "Ana Lima")
        found = out(piet, none, Yes(DAY, "worth-changing", "Ana Lima"), *yeses)
        assert found.step == "Next: nothing is left to decide. Last: the order, Piet Maas, 2026-12-02."

    def test_closed(self) -> None:
        """It says that a deal is closed, and how."""
        assert out(Closed(DAY, "lost")).step == "Next: it is closed: lost."

    def test_fits(self) -> None:
        """It fits into the field of every CRM, and has no sign that one of them refuses."""
        long = out(Yes(DAY, "worth-changing", "Ana Lima", words="x"), title="'the " + "far " * 30 + "<way> | back'")
        assert len(long.step) <= LONGEST
        assert set('"|<>').isdisjoint("".join(long.cells))
        longer = out(title="the " + "long " * 60 + "way")
        assert (len(longer.step), longer.step[-1]) == (LONGEST, "…")
