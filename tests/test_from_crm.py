"""A deal that the CRM has begins with what it knows, and is told of what changes there; none of it moves anything."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from pathlib import Path

import pytest
from lines import Said, said
from maps import SKETCH, read_map

from callplan.core.crm import CrmDeal, CrmPerson
from callplan.core.crm.taken_over import at_first, offered, since
from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.core.events import Closed, Dated, Event, Held, Learned, Met, Opened, Planned, Reopened, Yes
from callplan.core.interview.likely_role import likely_role
from callplan.core.outside import Listed, Reached
from callplan.core.phrase import loose
from callplan.core.plan import plan
from callplan.core.plan.supposed import CallFor

HEAD = "Deal Id,Deal Name,Company,Stage,Amount,Currency,Close Date,Created Date,Next Step,Contacts\n"
HARROW = (
    "1,Harrow,Harrow Foods,Proposal,84000,EUR,2027-01-15,2026-09-30,call Marta,"
    "Marta Lind <marta@harrow.example>;Piet Maas (CFO)\n"
)
PREP = 'prep harrow --playbook considered-purchase --with "Marta Lind:sponsor" --on 2026-12-03 --no-input'
IN_PROPOSAL = "The CRM has it in “Proposal”; nothing they decided is written down."
CLOSES = [
    "The CRM closes it on 15 Jan 2027; from here the order takes until 11 Feb 2027",
    "  at the longest, and nobody there has named a day.",
]
DAY = date(2026, 12, 2)


class Home:
    """A home in which something was imported."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"

    def says(self, line: str, on: str = "2026-12-02") -> Said:
        """What a line says on a day."""
        return said(self.home, *shlex.split(line), CALLPLAN_TODAY=on)

    def takes(self, rows: str, on: str = "2026-12-02") -> Said:
        """What an import of deals says on a day."""
        (self.folder / "deals.csv").write_text(HEAD + rows)
        run = self.says(f"import {self.folder}/deals.csv", on)
        assert run.code == 0, run.err
        return run


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home in which one deal was imported."""
    made = Home(tmp_path)
    made.takes(HARROW)
    return made


class TestFirstPrep:
    def test_page(self, home: Home) -> None:
        """It tells the CRM's stage and closing day beside what the client decided, once."""
        assert home.says(PREP).out.splitlines()[:5] == [
            "HARROW · Thu 3 Dec 2026 · 30 minutes · 84,000 EUR", "With Marta Lind (sponsor).", IN_PROPOSAL, *CLOSES,
        ]  # fmt: skip
        assert home.says("log harrow").out.splitlines()[:5] == [
            "   1  2026-09-30  opened with considered-purchase 1",
            "   2  2026-12-02  Marta Lind, sponsor",
            "   3  2026-12-02  amount = 84000, our belief",
            "   4  2026-12-02  Marta Lind is reached at marta@harrow.example",
            "   5  2026-12-02  CRM has it in “Proposal”, open, 84,000, closing on 2027-01-15: “call Marta”",
        ]
        later = home.says("prep harrow --on 2026-12-10 --no-input", "2026-12-07").out
        assert "The CRM" not in later
        assert IN_PROPOSAL in home.says("show harrow").out

    def test_again(self, home: Home) -> None:
        """It takes over the same where the first prep is told once more."""
        home.says(PREP)
        again = home.says("prep harrow --again --on 2026-12-04 --no-input")
        assert (again.code, IN_PROPOSAL in again.out) == (0, True)
        log = home.says("log harrow").out
        assert log.count("CRM has it in “Proposal”") == 1
        assert "amount = 84000, our belief" in log
        assert home.says("import --list").out.endswith("prepared as harrow\n")

    def test_asked(self, home: Home) -> None:
        """It offers the people, the part a title shows, and the stage in the question where they are."""
        typed = "2\n3 dec\n\n1\n" + "\n" * 10
        run = said(home.home, "prep", "harrow", "--plain-prompts", typed=typed, CALLPLAN_TODAY="2026-12-02")
        told = run.err + run.out
        for part in ("Enter for “Marta Lind, Piet Maas”", "or Enter for 3.", "hear of them? The CRM says “Proposal”."):
            assert part in told
        assert "Piet Maas, budget owner" in home.says("log harrow").out

    def test_account(self, home: Home) -> None:
        """It knows a deal by its account's name, and asks which of two that are called alike."""
        home.takes(HARROW + HARROW.replace("1,Harrow,", "2,Second,"))
        line = PREP.replace("prep harrow", 'prep "harrow foods"')
        run = home.says(line)
        assert (run.code, run.out) == (4, "")
        assert run.err.replace("\u00a0", " ") == (
            "callplan: Two deals of the CRM are called harrow foods. Which is it? Nobody can be asked here: give "
            "--crm 1 (Harrow · Harrow Foods · Proposal · 84,000 EUR · closes 15 Jan 2027), "
            "--crm 2 (Second · Harrow Foods · Proposal · 84,000 EUR · closes 15 Jan 2027) or --crm none.\n"
        )
        assert "The CRM" not in home.says(f"{line} --crm none").out
        assert IN_PROPOSAL in home.says(PREP.replace("prep harrow", "prep second")).out

    @pytest.mark.parametrize(("typed", "is_it"), [("\n", True), ("2\n", False)])
    def test_alike(self, home: Home, typed: str, is_it: bool) -> None:
        """It asks whether a deal of a longer name is meant, and takes over nothing where nobody can be asked."""
        home.takes(HARROW.replace("1,Harrow,", "1,Night line,"))
        line = ("prep", "harrow", "--plain-prompts")
        rest = "2\n3 dec\n\n1\n" + "\n" * 10
        run = said(home.home, *line, typed=typed + rest, CALLPLAN_TODAY="2026-12-02")
        told = (run.err + run.out).replace("\u00a0", " ")
        assert "Is harrow this deal of the CRM?" in told
        assert ("The CRM says “Proposal”" in told) is is_it

    def test_alike_and_nobody_asked(self, home: Home) -> None:
        """It says what is called alike, and takes over nothing."""
        home.takes(HARROW.replace("1,Harrow,", "1,Night line,"))
        run = home.says(PREP)
        assert (run.code, "The CRM says" in run.out) == (0, False)
        assert run.err.replace("\u00a0", " ").splitlines()[0] == (
            "The CRM has deals called alike, and none was taken over: "
            "--crm 1 (Night line · Harrow Foods · Proposal · 84,000 EUR · closes 15 Jan 2027)."
        )

    @pytest.mark.parametrize("said", ["2", "CRM:2", "second", "Oz Ltd"])
    def test_picked(self, home: Home, said: str) -> None:
        """It takes the deal of an id, a name or an account, whatever the deal is called here."""
        home.takes(HARROW + HARROW.replace("1,Harrow,Harrow Foods", "2,Second,Oz Ltd"))
        assert IN_PROPOSAL in home.says(PREP.replace("prep harrow", f"prep night --crm '{said}'")).out
        assert home.says("import --list").out.splitlines()[1].endswith("prepared as night")

    def test_picked_in_vain(self, home: Home) -> None:
        """It refuses what the CRM does not have, and a deal that is open already."""
        run = home.says(f"{PREP} --crm 7")
        assert (run.code, run.err) == (
            2,
            "callplan: --crm: the CRM has no open deal of the id, name or account “7”: "
            "`callplan import --list` shows those it has.\n",
        )
        assert home.says(PREP).code == 0
        run = home.says(f"{PREP} --crm 1")
        assert (run.code, run.err) == (2, "callplan: --crm: harrow is open already; it is for a new deal.\n")

    def test_prepared_already(self, home: Home) -> None:
        """It ties no second deal to one of the CRM's, and says which has it."""
        assert home.says(f"{PREP.replace('prep harrow', 'prep night')} --crm 1").code == 0
        run = home.says(PREP)
        assert run.code == 0
        assert (
            "Harrow of the CRM is prepared as night already (`callplan prep night`): nothing was taken over." in run.err
        )
        assert "The CRM" not in run.out
        run = home.says(f"{PREP.replace('prep harrow', 'prep more')} --crm 1")
        assert (run.code, run.err.replace("\u00a0", " ")) == (
            2, "callplan: --crm: Harrow of the CRM is prepared as night already (`callplan prep night`).\n",
        )  # fmt: skip

    def test_which(self, home: Home) -> None:
        """It asks which of two deals of one name is meant, at a terminal, and lists them with their ids."""
        home.takes(HARROW + HARROW.replace("1,Harrow,Harrow Foods", "2,Harrow,Oz Ltd"))
        typed = "2\n2\n3 dec\n\n1\n" + "\n" * 10
        run = said(home.home, "prep", "harrow", "--plain-prompts", typed=typed, CALLPLAN_TODAY="2026-12-02")
        assert run.err.replace("\u00a0", " ").splitlines()[1:5] == [
            "Two deals of the CRM are called harrow. Which is it?",
            "  1 Harrow · Harrow Foods · Proposal · 84,000 EUR · closes 15 Jan 2027 · 1",
            "  2 Harrow · Oz Ltd · Proposal · 84,000 EUR · closes 15 Jan 2027 · 2",
            "  3 none of them",
        ]
        listed = home.says("import --list").out.replace("\u00a0", " ")
        assert [line.rpartition(" closes ")[2] for line in listed.splitlines()] == [
            "15 Jan 2027 · 1", "15 Jan 2027 · 2 · prepared as harrow",
        ]  # fmt: skip

    def test_review(self, home: Home) -> None:
        """It is counted in one line how many open deals of the CRM are not prepared."""
        assert home.says("review").err == "1 open deal in the CRM, 0 prepared: `callplan import --list`.\n"
        home.says(PREP)
        assert home.says("review").err == ""
        assert home.says("import --list").out.endswith(" · closes 15 Jan 2027 · prepared as harrow\n")


class TestImportedAgain:
    def test_moved(self, home: Home) -> None:
        """It says where the CRM moved it while nobody decided, and falls silent once somebody has."""
        home.says(PREP)
        line = 'debrief harrow --on 2026-12-03 --with Marta --decided "go-ahead:Marta:said:we must" --verdict advanced'
        assert home.says(f"{line} --no-input", "2026-12-03").code == 0
        assert "The CRM has it" not in home.says("show harrow", "2026-12-03").out
        home.takes(HARROW.replace("Proposal,84000", "Negotiation,90000"), "2026-12-05")
        shown = home.says("show harrow", "2026-12-05").out
        assert "90,000 EUR" in shown.splitlines()[0]
        assert "moved" not in shown
        home.takes(HARROW.replace("Proposal,84000", "Contract,90000"), "2026-12-05")
        shown = home.says("show harrow", "2026-12-05").out.replace("\n  ", " ")
        moved = (
            "The CRM moved it from “Negotiation” to “Contract” by 5 Dec; their last decision is the go-ahead of 3 Dec."
        )
        assert moved in shown
        before = home.says("log harrow", "2026-12-05").out
        home.takes(HARROW.replace("Proposal,84000", "Contract,90000"), "2026-12-06")
        assert home.says("log harrow", "2026-12-06").out == before

    def test_ours_stays(self, home: Home) -> None:
        """It overwrites no amount that was typed, and says so."""
        home.says(f"{PREP} --set amount=70000")
        run = home.takes(HARROW.replace("84000", "90000"), "2026-12-05")
        assert "harrow: the CRM says 90,000, you typed 70,000 on 2 Dec: yours stays." in run.err
        assert "70,000 EUR" in home.says("show harrow", "2026-12-05").out

    def test_closed(self, home: Home) -> None:
        """It says how the CRM has a deal that is over there."""
        home.says(PREP)
        home.takes(HARROW.replace("Proposal", "Closed Lost"), "2026-12-05")
        assert "The CRM has it as lost." in home.says("show harrow", "2026-12-05").out

    def test_closed_and_no_day(self, home: Home) -> None:
        """It tells of a deal that is over there no closing day, and nothing else in its place."""
        home.says(PREP)
        home.takes(HARROW.replace("Proposal", "Closed Lost"), "2026-12-05")
        lines = home.says("show harrow", "2026-12-05").out.splitlines()
        at = lines.index("The CRM has it as lost.")
        assert lines[at - 1 : at + 2] == ["They are at “Is it worth changing at all?”.", "The CRM has it as lost.", ""]

    def test_forgotten(self, home: Home) -> None:
        """It leaves nothing of somebody who is forgotten, their address and the next step among it."""
        home.says(PREP)
        assert home.says('forget "Marta Lind" --confirm "Marta Lind"').code == 0
        assert not [each for each in home.home.rglob("*") if each.is_file() and b"arta" in each.read_bytes()]
        assert "Somebody is reached at an address that is forgotten" in home.says("log harrow").out


MONEY = read_map(
    """
    format: 1
    id: plain
    title: Plain
    for: one person can say yes
    facts: {amount: {ask: What may it come to?, unit: EUR}}
    roles:
      want: {title: sponsor, is: wants it}
      pays: {title: budget owner, is: pays}
      a: {title: security lead, is: looks}
      b: {title: security officer, is: looks}
    stages:
    - id: one
      title: Shall we?
      steps: [{id: order, title: the order, whether: to order it, by: [want, pays]}]
    """
)
ROW = CrmDeal("HubSpot", "9", "Harrow", amount=84000, currency="EUR", opened=DAY - timedelta(9), stage="Proposal")


def told(*events: Event) -> tuple[Entry, ...]:
    """Entries with these events behind the opening and the first listing."""
    first = Listed(DAY, "HubSpot", "9", "Proposal", "open", 84000)
    return tuple([Entry(number, number, each) for number, each in enumerate((Opened(DAY, MONEY), first, *events), 1)])


def head(*events: Event, on: date = DAY) -> list[str]:
    """What stands of the CRM on the page of a deal."""
    page = plan(fold(told(Met(DAY, "Ana Lima", ("want", "pays")), *events), "harrow"), on)
    return [loose(line.text) for line in page.lines if "CRM" in line.text]


NOTHING = "nothing they decided is written down."
MOVED = Listed(DAY + timedelta(3), "HubSpot", "9", "Negotiation")


class TestPage:
    def test_stage(self) -> None:
        """It tells the stage until something is decided, and where it moved while nothing was."""
        assert head() == [f"The CRM has it in “Proposal”; {NOTHING}"]
        assert head(MOVED) == [f"The CRM moved it from “Proposal” to “Negotiation” by 5 Dec; {NOTHING}"]
        assert head(MOVED.but(stage="")) == []
        assert head(Closed(DAY, "lost")) == []

    def test_decided(self) -> None:
        """It falls silent where they decided after it moved, and names their last decision where they did before."""
        own = read_map(SKETCH)
        events = (Opened(DAY, own), Met(DAY, "Ana Lima", ("sponsor",)), Yes(DAY, "worth-changing", "Ana Lima"))
        first = Listed(DAY, "HubSpot", "9", "Proposal")
        entries = [Entry(number, number, each) for number, each in enumerate((*events, first, MOVED), 1)]

        def texts(*more: Event) -> list[str]:
            every = (*entries, *[Entry(number, number, each) for number, each in enumerate(more, 6)])
            page = plan(fold(tuple(every), "harrow"), DAY + timedelta(5))
            return [loose(line.text) for line in page.lines if "CRM" in line.text]

        assert texts() == [
            "The CRM moved it from “Proposal” to “Negotiation” by 5 Dec; their last decision is the go-ahead of 2 Dec."
        ]
        later, what = DAY + timedelta(4), "worth-changing"
        again = (Reopened(later, what, "Ana Lima"), Yes(later, what, "Ana Lima"))
        assert texts(*again) == []
        assert texts(MOVED.but(stage="Negotiation", amount=5)) == texts()

    def test_status(self) -> None:
        """It tells how the CRM has what is over there."""
        assert head(MOVED.but(status="won")) == ["The CRM has it as won."]

    def test_closing(self) -> None:
        """It tells the CRM's closing day beside how long it takes, unless somebody there has named a day."""
        closing = MOVED.but(stage="Proposal", closes=date(2027, 1, 15))
        told_so = "The CRM closes it on 15 Jan 2027; from here the order takes until"
        assert head(closing)[1].startswith(told_so)
        assert head(closing)[1].endswith("at the longest, and nobody there has named a day.")
        assert len(head(closing, Dated(DAY, "order", date(2027, 2, 1), "Ana Lima"))) == 1

    def test_once(self) -> None:
        """It tells the same on one page of a call, and not on the next."""
        planned = Planned(DAY, DAY, ("Ana Lima",), asked=("crm:2",))
        entries = told(Met(DAY, "Ana Lima", ("want", "pays")), planned, Held(DAY, ("Ana Lima",)))
        page = plan(fold(entries, "harrow"), DAY + timedelta(1), CallFor(DAY + timedelta(1), ("Ana Lima",), 30))
        assert not [line for line in page.lines if "CRM" in line.text]


class TestTakenOver:
    def test_offered(self) -> None:
        """It offers no day of opening that is still to come."""
        assert "opened" not in offered(ROW.but(opened=DAY + timedelta(1)), DAY)
        assert offered(ROW, DAY)["opened"] == "2026-11-23"

    def test_money(self) -> None:
        """It takes over no amount in another money than the map's, no empty one, and none beside ours."""
        taken = at_first(ROW.but(currency="USD"), MONEY, [], DAY)
        assert taken.notes == ("The CRM has 84,000 USD, and the map counts in EUR: not taken over.",)
        assert [type(each) for each in taken.events] == [Listed]
        assert [type(each) for each in at_first(ROW.but(amount=0), MONEY, [], DAY).events] == [Listed]
        typed = [Learned(DAY, "amount", 5), Met(DAY, "Ana Lima"), Met(DAY, "Oz Tan")]
        people = (CrmPerson("Ana Lima", "", "ana@x.example"),)
        taken = at_first(ROW.but(people=people), MONEY, typed, DAY)
        assert taken.events[1:] == (Reached(DAY, "Ana Lima", "ana@x.example"),)

    def test_said(self) -> None:
        """It overwrites nothing that a person said, and tells nothing where nothing changed."""
        said_so = Learned(DAY, "amount", 70000, "Ana Lima")
        deal = fold(told(Met(DAY, "Ana Lima"), said_so), "harrow")
        assert since(deal, ROW, DAY + timedelta(3)).events == ()
        taken = since(deal, ROW.but(amount=90000), DAY + timedelta(3))
        assert taken.notes == (
            "harrow: the CRM says 90,000, Ana Lima said 70,000 on 2\N{NO-BREAK SPACE}Dec: that stays.",
        )
        assert len(taken.events) == 1
        moved = since(deal, ROW.but(stage="Negotiation"), DAY + timedelta(3))
        assert (len(moved.events), moved.notes) == (1, ())

    def test_own(self) -> None:
        """It takes the place of what it had taken over itself."""
        deal = fold(told(Learned(DAY, "amount", 84000, paper="CRM")), "harrow")
        assert [type(each) for each in since(deal, ROW.but(amount=90000), DAY).events] == [Listed, Learned]


@pytest.mark.parametrize(
    ("title", "role"),
    [("CFO", "pays"), ("Economic Buyer", "pays"), ("Head of Operations", ""), ("Champion", ""), ("", ""), ("CISO", "")],
)
def test_likely_role(title: str, role: str) -> None:
    """It takes a title for a part that a title can show, where one role of the map is that part."""
    assert likely_role(title, MONEY) == role
