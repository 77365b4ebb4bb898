"""What the CRM says is taken in beside the journal: counted as it will be, written whole or not at all, and no deal."""

from __future__ import annotations

import json
import random
import shlex
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from exports import EXPORTS
from lines import Said, said
from maps import SKETCH
from scenes import OPENED
from test_kill import TODAY

from callplan import crm_file
from callplan.crm_file import Asked
from callplan.errors import Refusal
from callplan.journal import Journal, crm

DAY = {"CALLPLAN_TODAY": TODAY}
HEAD = "Deal Id,Deal Name,Company,Stage,Amount,Close Date\n"
TWO = f"{HEAD}1,Night line,Harrow Foods,Negotiation,84000,2027-01-15\n2,Planner,Bakery,Discovery,4000,2026-12-20\n"
FIRST = """\
deals.csv: 3 deals, UTF-8, commas.
  record id Deal Id · name Deal Name · company Company · stage Stage · amount Amount · closes Close Date
2 open: 2 new, 0 changed, 0 as before. 1 closed one is not taken.
Odd: 1 line, Amount: “3956.65x” is no amount, left empty (4)
"""


class Home:
    """A home, with files beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"

    def says(self, line: str, text: str = "", *, file: str = "deals.csv") -> Said:
        """What a line says that is about a file of that text."""
        (self.folder / file).write_text(text)
        run = said(self.home, *[str(self.folder / word) if word == file else word for word in shlex.split(line)], **DAY)
        return run.but(out=run.out.replace(f"{self.folder}/", ""), err=run.err.replace(f"{self.folder}/", ""))

    def rows(self) -> list[tuple[str, str, str]]:
        """What is in the table: the id, name and stage of each deal."""
        return [(each.record, each.name, each.stage) for each in crm.listed(Journal(str(self.home / "callplan.db")))]

    def bytes(self) -> dict[str, bytes]:
        """Every file of the home."""
        return {str(each): each.read_bytes() for each in self.home.rglob("*") if each.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path)


class TestTaken:
    def test_first(self, home: Home) -> None:
        """It says how a file is read and what comes of it, the same in a dry run, which writes nothing."""
        text = f"{TWO}3,Scales,Oz,Closed Won,3956.65x,\n"
        dry = home.says("import deals.csv --dry-run", text)
        assert (dry.out, dry.err, dry.code) == (FIRST, "", 0)
        assert not home.home.exists()
        run = home.says("import deals.csv", text)
        assert (run.out, run.err, run.code) == (FIRST, "Written.\n", 0)
        assert home.rows() == [("1", "Night line", "Negotiation"), ("2", "Planner", "Discovery")]
        assert said(home.home, "review", **DAY).out == said(home.folder / "none", "review", **DAY).out

    def test_twice(self, home: Home) -> None:
        """It changes no byte of anything where all is as before, whatever the file and its columns are called by."""
        assert home.says("import deals.csv", TWO).code == 0
        before = home.bytes()
        again = home.says("import deals.csv", TWO)
        assert "2 open: 0 new, 0 changed, 2 as before.\n" in again.out
        assert again.err == "All of it is as before: nothing was written.\n"
        rows = [line.split(",") for line in TWO.splitlines()]
        swapped = "".join([",".join([row[1], row[0], *row[2:]]) + "\n" for row in rows])
        assert home.says("import other.csv", swapped, file="other.csv").err == again.err
        assert home.bytes() == before

    def test_changed(self, home: Home) -> None:
        """It keeps what was there for an empty cell, closes what closed, and takes out what the file has no more."""
        home.says("import deals.csv", f"{TWO}3,Scales,Oz,Offer,5,\n")
        run = home.says("import deals.csv", f"{HEAD}1,Night line,,Closed Won,,\n2,Planner,Bakery,Offer,0,\n")
        assert run.out.splitlines()[2:] == [
            "1 open: 0 new, 2 changed, 0 as before.",
            "1 deal that was open is closed in it.",
            "1 deal of before is not in it: taken out.",
        ]
        told = json.loads(home.says("import --list --json").out)["deals"]
        assert [(each["record"], each["company"], each["amount"]) for each in told] == [("2", "Bakery", 0)]
        assert [each for each, _, _ in home.rows()] == ["1", "2"]

    def test_of_two_crms(self, home: Home) -> None:
        """It leaves what another CRM said where it is."""
        home.says("import deals.csv", TWO)
        home.says("import deals.csv", EXPORTS["hubspot"].text)
        assert [each for each, _, _ in home.rows()] == ["1", "2", "9001"]

    def test_list(self, home: Home) -> None:
        """It lists the open deals that were taken in, a line each."""
        assert (
            home.says("import --list").err
            == "Nothing was taken in: `callplan import FILE` reads what your CRM exports.\n"
        )
        home.says("import deals.csv", TWO)
        assert home.says("import --list").out == (
            "Night line · Harrow Foods · Negotiation · 84,000 · closes 15 Jan 2027\n"
            "Planner · Bakery · Discovery · 4,000 · closes 20 Dec\n"
        )

    def test_odd(self, home: Home) -> None:
        """It groups odd lines by kind with the first three, and writes all of them to a file."""
        text = HEAD + "".join([f"{at},deal {at},,Offer,x,\n" for at in range(1, 6)])
        run = home.says(f"import deals.csv --dry-run --odd {home.folder}/odd.txt", text)
        assert run.out.splitlines()[3:] == [
            "Odd: 5 lines, Amount: “x” is no amount, left empty (2, 3, 4 …)",
            "--odd FILE writes every odd line to a file.",
        ]
        odd = (home.folder / "odd.txt").read_text().replace(f"{home.folder}/", "").splitlines()
        assert odd[0] == "deals.csv:2: Amount: “x” is no amount, left empty"
        assert len(odd) == 5
        assert home.says(f"import deals.csv --dry-run --odd {home.folder}/odd.txt", text).code == 1
        assert home.says(f"import deals.csv --dry-run --force --odd {home.folder}/odd.txt", text).code == 0

    def test_map(self, home: Home) -> None:
        """It remembers a column that was said, and the order of days, by the headings."""
        text = "Deal Id,Deal Name,Phase,Stufe,Close Date\n1,a,x,Angebot,07/08/2026\n"
        assert home.says("import deals.csv", text).code == 4
        assert home.rows() == []
        assert home.says("import deals.csv --map stage=Stufe --dates dmy", text).code == 0
        assert home.says("import deals.csv", text.replace("07/08", "09/10")).code == 0
        assert home.rows() == [("1", "a", "Angebot")]
        assert crm.listed(Journal(str(home.home / "callplan.db")))[0].closes.isoformat() == "2026-10-09"  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("line", "code", "told"),
        [
            ("import", 2, "Name the file that the CRM exported; `callplan import --list` shows what was taken in.\n"),
            ("import none.csv", 1, "none.csv cannot be read: No such file or directory.\n"),
            ("import deals.csv --list", 2, "--list stands alone: it shows what was taken in.\n"),
            ("import deals.csv --dates ymd", 2, "--dates: “ymd” is no order; it is dmy, 31/01, or mdy, 01/31.\n"),
            ("import deals.csv --decimal x", 2, "--decimal: “x” is no mark before cents; it is . or ,\n"),
            ("import deals.csv --map stge=Stage", 2, "--map stge=Stage: write FIELD=COLUMN. Did you mean stage?\n"),
        ],
    )
    def test_refused(self, home: Home, line: str, code: int, told: str) -> None:
        """It refuses a line that cannot be meant."""
        run = home.says(line, TWO)
        assert (run.out, run.err, run.code) == ("", f"callplan: {told}", code)


class TestKept:
    def test_refused_file(self, home: Home) -> None:
        """It leaves every file as it was where one is refused."""
        home.says("import deals.csv", TWO)
        before = home.bytes()
        run = home.says("import deals.csv", f'{HEAD}1,"a,b,Offer,5,\n')
        assert (run.code, run.err) == (
            3, "callplan: deals.csv:2: a quote in this line is not closed: close it, or export once more.\n",
        )  # fmt: skip
        assert home.bytes() == before

    def test_forgotten(self, home: Home) -> None:
        """It is gone with whoever is forgotten, from the copies as well, whether or not a deal knows them."""
        home.says("import deals.csv", EXPORTS["hubspot"].text)
        said(home.home, "backup", **DAY)
        held = json.loads(said(home.home, "export", "--person", "Marta Lind", "--json", **DAY).out)
        assert [each["record"] for each in held["crm"]] == ["9001"]
        run = said(home.home, "forget", "Marta Lind", "--confirm", "Marta Lind", **DAY)
        assert run.err.splitlines()[0] == "Marta Lind, in one deal of the CRM."
        assert not [path for path, data in home.bytes().items() if b"Marta" in data]
        assert said(home.home, "doctor", **DAY).code == 0
        assert said(home.home, "forget", "Marta Lind", "--confirm", "Marta Lind", **DAY).code == 5

    def test_in_the_open(self, home: Home) -> None:
        """It is in what is kept in the open, and comes back from it."""
        home.says("import deals.csv", EXPORTS["hubspot"].text)
        before = home.rows()
        (home.folder / "all.json").write_text(said(home.home, "export", "--all", "--json", **DAY).out)
        home.says("import deals.csv", TWO)
        assert said(home.home, "restore", str(home.folder / "all.json"), "--yes", **DAY).code == 0
        assert home.rows() == before

    def test_damaged(self, home: Home) -> None:
        """It is told by `doctor` and by the next line where the table is not as it was written."""
        home.says("import deals.csv", TWO)
        with sqlite3.connect(home.home / "callplan.db") as database:
            database.execute("UPDATE crm SET stage = 'Won' WHERE record = '1'")
        assert "what the table crm says of “CRM” has changed" in said(home.home, "import", "--list", **DAY).err
        assert said(home.home, "doctor", **DAY).code == 3

    def test_remembered_damaged(self, home: Home) -> None:
        """It names the file of what is remembered where that cannot be read."""
        home.says("import deals.csv", TWO)
        (home.home / "crm.toml").write_text("[[export]]\nheaders = 5\n")
        run = home.says("import deals.csv", TWO)
        assert (run.code, "mend it, or take it away" in run.err) == (3, True)


HOSTILE = (
    "\x1b]0;gone\x07",
    "=cmd|' /C calc'!A0",
    "a" * 3000,
    "\u202eevil",
    "'; DROP TABLE crm; --",
    "{}",
    "{0}",
    "%s",
)


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile(home: Home, bad: str) -> None:
    """It takes a hostile text in any cell for a text, and prints nothing that steers a terminal."""
    for at in range(6):
        cells = ["1", "Night line", "Harrow", "Offer", "5", "2027-01-15"]
        cells[at] = f'"{bad}"'
        for line in ("import deals.csv", "import --list"):
            run = home.says(line, f"{HEAD}{','.join(cells)}\n2,b,c,Offer,5,\n")
            assert (run.code, "\x1b" in run.out + run.err, "\u202e" in run.out + run.err) == (0, False, False)
    assert said(home.home, "doctor", **DAY).code in (0, 1)


def spoiled(seed: int) -> bytes:
    """An export with something done to it, the same for the same seed."""
    dice = random.Random(seed)
    export = EXPORTS[dice.choice(sorted(EXPORTS))]
    data = bytearray(export.text.encode(export.saved_in))
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(data))
        what = dice.choice([b"", b"copy", b'"', b",", b";;", b"\t", b"\r\n", bytes([dice.randrange(256)])])
        if what == b"copy":
            data[at:at] = data[at : at + dice.randint(1, 200)]
        else:
            data[at : at + dice.randint(0, 40 if not what else 1)] = what
        data = data or bytearray(b"x")
    return bytes(data)


@pytest.mark.parametrize("seeds", [range(40), pytest.param(range(40, 540), marks=pytest.mark.torture)])
def test_mutated(seeds: range, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counts: Callable[[str], None]) -> None:
    """It reads or refuses whatever becomes of an export, and never fails otherwise."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    ends: Counter[str] = Counter()
    for seed in seeds:
        try:
            ends["read"] += bool(crm_file.read([("deals.csv", spoiled(seed))], Asked({})).deals)
        except Refusal as refusal:
            ends["refused"] += str(refusal).startswith("deals.csv:")
    assert ends.total() == len(seeds)
    assert min(ends.values()) > len(seeds) / 20
    counts(f"{len(seeds)} spoiled exports: {ends['read']} read, {ends['refused']} refused")


def test_deals_stay(home: Home) -> None:
    """It changes nothing of the deals there are."""
    (home.home / "playbooks").mkdir(parents=True)
    (home.home / "playbooks" / "sketch.yaml").write_text(SKETCH)
    assert said(home.home, *shlex.split(OPENED), **DAY).code == 0
    before = [*Journal(str(home.home / "callplan.db")).all_entries()]
    home.says("import deals.csv", TWO)
    assert [*Journal(str(home.home / "callplan.db")).all_entries()] == before
