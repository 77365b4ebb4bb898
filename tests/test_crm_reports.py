"""Reports of a CRM, with what they add to their deals: titles, totals, groups, footers, and a second closing day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from test_crm_file import NOTHING, deal, found, odd, refused

from callplan.core.crm import CrmDeal, CrmPerson
from callplan.core.crm.lines import listing
from callplan.core.crm.which import called, picked
from callplan.crm_file import Asked, telling
from callplan.errors import NeedsAnswer

HEAD = "Opportunity Name,Account Name,Stage,Amount,Close Date\n"
NIGHT = "Night line,Harrow,Proposal,84000,2027-01-15\n"
OF_TOTALS = "0.csv: this is a report of totals: export the deals, one a line, with name, stage and amount."
NO_HEADINGS = "0.csv: no line of it has the headings of deals, such as a name, a stage and an amount."
TOTALS = "a line of totals, left out"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home in which nothing is remembered."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))


def read(text: str) -> list[str]:
    """The deals of a file in short: name, account, owner, stage and amount."""
    return [
        " ".join([each.name, each.company or "-", each.owner or "-", each.stage, str(each.amount)])
        for each in found(text).deals
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Row Labels,Sum of Amount,Count of Deal Name\nProspecting,4000,2\nGrand Total,4000,2\n", NO_HEADINGS),
        ("Stage,Sum of Amount,Record Count\nProspecting,4000,2\nTotal,4000,2\n", NO_HEADINGS),
        (
            "Owner,Prospecting,Negotiation,Grand Total\nKim,4000,84000,88000\nGrand Total,4000,84000,88000\n",
            NO_HEADINGS,
        ),
        ("Opportunity Owner,Stage,Amount,Record Count\nKim,Prospecting,4000,2\nTotal,,4000,2\n", OF_TOTALS),
        ("Account Name,Stage,Amount,Record Count\nHarrow,Offer,4000,2\nOz,Offer,84000,1\n,,88000,3\n", OF_TOTALS),
        ("Account Name,Stage,Amount,Count of Deals\nHarrow,Offer,4000,2\nOz,Offer,84000,1\n", OF_TOTALS),
        ("Kunde,Phase,Betrag,Anzahl von Deals\nHarrow,Angebot,4000,2\nOz,Angebot,84000,1\n", OF_TOTALS),
    ],
)
def test_pivot(text: str, why: str) -> None:
    """It refuses a report whose lines are sums of deals, by whatever they are added up."""
    assert refused(text) == why


@pytest.mark.parametrize(
    "line",
    [
        "Total,,,84000,", "Grand Total,,,84000,", '"Grand Totals (1 record)",,,"84,000.00",', "Count,1,,,",
        ",Count,1,,", "Average,,,84000,", "Total,1,Sum,84000,", ",,Sum of Amount,84000,", "Gesamtsumme,,,84000,",
        "Summe,,,84000,",
        "Total général,,,84000,", "Sous-total,,,84000,", "Total general,,,84000,", "Grand Total,1,Count,84000,",
    ],
)  # fmt: skip
def test_totals(line: str) -> None:
    """It leaves a line out that holds a word for totals and sums, and nothing else."""
    assert read(f"{HEAD}{NIGHT}{line}\n") == ["Night line Harrow - Proposal 84000"]
    assert odd(f"{HEAD}{NIGHT}{line}\n") == [(3, TOTALS, "")]


def test_called_total() -> None:
    """It takes a deal for one that is called as a total is: it has a stage."""
    assert read(f"{HEAD}Total,Total SE,Proposal,5,2027-01-15\nSum,,Proposal,7,\n") == [
        "Total Total SE - Proposal 5", "Sum - - Proposal 7",
    ]  # fmt: skip


def test_totals_under_ids() -> None:
    """It takes no total and no footer for the id of a deal."""
    text = (
        "Opportunity ID,Opportunity Name,Stage,Amount\n0061,Night line,Proposal,84000\nTotal,,,84000\n"
        "Grand Total (1 record),,,84000\nConfidential Information - Do Not Distribute\n"
    )
    assert read(text) == ["Night line - - Proposal 84000"]
    assert odd(text) == [
        (3, TOTALS, ""), (4, TOTALS, ""),
        (5, "{} is no deal, left out", "Confidential Information - Do Not Distribute"),
    ]  # fmt: skip


def test_head_and_foot() -> None:
    """It finds the headings below a report's title and filters, and leaves its footer out, line by line."""
    above = "Pipeline of Kim Aalto\nGenerated,2026-11-30,by,Kim\nFilter: Stage not equal to Closed\n\n"
    below = 'Confidential Information - Do Not Distribute\n"Copyright (c) 2000-2026, all rights reserved."\n'
    assert read(f"{above}{HEAD}{NIGHT}{below}") == ["Night line Harrow - Proposal 84000"]
    assert [line for line, _, _ in odd(f"{above}{HEAD}{NIGHT}{below}")] == [7, 8]


CLASSIC = """\
Stage,Opportunity Name,Account Name,Amount
Prospecting,Planner,Bakery,4000
,Scales,Oz,500
Subtotal,,,4500
,Count,2,
Negotiation,Night line,Harrow,84000
,Day line,Harrow,8000
Subtotal,,,92000
,Count,2,
Total,,,96500
,Count,4,
"""
LIGHTNING = """\
Stage  ↑,Opportunity Name,Account Name,Amount
Prospecting (2),Planner,Bakery,4000
,Scales,Oz,500
Subtotal,,,"4,500"
Negotiation (1),Night line,Harrow,84000
Subtotal,,,84000
Total (3),,,88500
"""
NESTED = """\
Opportunity Owner,Stage,Opportunity Name,Amount
Kim Aalto,Prospecting,Planner,4000
,,Scales,500
,Subtotal,,4500
,Negotiation,Night line,84000
,Subtotal,,84000
Subtotal,,,88500
Jo Day,Prospecting,Ovens,7
,,Mixer,8
,Subtotal,,15
Subtotal,,,15
Total,,,88515
"""
BY_LINES = """\
Opportunity Name,Account Name,Stage,Amount,Close Date
"Opportunity Owner: Kim Aalto (2 records)",,,,
Planner,Bakery,Discovery,4000,2026-12-20
Scales,,Discovery,500,2026-12-21
,,,"4,500",
"Opportunity Owner: Jo Day (1 record)",,,,
Night line,Harrow,Proposal,84000,2027-01-15
"Grand Totals (3 records)",,,88500,
"""


@pytest.mark.parametrize(
    ("text", "deals", "by"),
    [
        (CLASSIC, ["Planner Bakery - Prospecting 4000", "Scales Oz - Prospecting 500",
                   "Night line Harrow - Negotiation 84000", "Day line Harrow - Negotiation 8000"], "Stage"),
        (LIGHTNING, ["Planner Bakery - Prospecting 4000", "Scales Oz - Prospecting 500",
                     "Night line Harrow - Negotiation 84000"], "Stage ↑"),
        (NESTED, ["Planner - Kim Aalto Prospecting 4000", "Scales - Kim Aalto Prospecting 500",
                  "Night line - Kim Aalto Negotiation 84000", "Ovens - Jo Day Prospecting 7",
                  "Mixer - Jo Day Prospecting 8"], "Opportunity Owner and Stage"),
        (BY_LINES, ["Planner Bakery - Discovery 4000", "Scales - - Discovery 500",
                    "Night line Harrow - Proposal 84000"], ""),
    ],
)  # fmt: skip
def test_grouped(text: str, deals: list[str], by: str) -> None:
    """It gives each deal of a group what the first line of the group has, and says so."""
    assert read(text) == deals
    said = [line for line in telling.how(found(text)) if "grouped" in line]
    told = f"  grouped by {by}: what the first line of a group has holds for all of it"
    assert said == ([told] if by else [])


def test_not_grouped() -> None:
    """It fills nothing in where a column is empty here and there: that is no group."""
    text = (
        "Account Name,Opportunity Name,Stage,Amount\nHarrow,Night line,Offer,84\nBakery,Planner,Offer,4\n"
        ",Scales,Offer,5\nSubtotal,,,93\n,Ovens,Offer,7\nOz,Mixer,Offer,8\nTotal,,,108\n"
    )
    assert read(text)[2:] == ["Scales - - Offer 5", "Ovens - - Offer 7", "Mixer Oz - Offer 8"]


DATES = "Deal Id,Deal Name,Stage,Amount,Close Date,{} Close Date\n"


class TestClosing:
    @pytest.mark.parametrize("second", ["Expected", "Tentative", "Anticipated"])
    def test_two_days(self, second: str) -> None:
        """It asks which of two columns counts where they say two days of an open deal, and takes the one named."""
        text = f"{DATES.format(second)}1,a,Offer,5,2027-01-15,2027-02-01\n2,b,Closed Won,5,2026-01-15,2026-02-01\n"
        with pytest.raises(NeedsAnswer) as asked:
            found(text)
        assert str(asked.value) == (
            f"0.csv:2: “Close Date” has 2027-01-15 and “{second} Close Date” 2027-02-01: "
            f'give --map "closes=Close Date" or --map "closes={second} Close Date".'
        )
        assert deal_1(text, Asked({"closes": f"{second} Close Date"})) == date(2027, 2, 1)
        assert deal_1(text, Asked({"closes": "Close Date"})) == date(2027, 1, 15)

    def test_of_open_deals(self) -> None:
        """It goes by what open deals have: one that is over has the day on which it closed."""
        text = f"{DATES.format('Expected')}1,a,Offer,5,,2027-02-01\n2,b,Closed Won,5,2026-01-15,2026-02-01\n"
        assert deal_1(text) == date(2027, 2, 1)
        assert deal_1(text.replace(",,2027-02-01", ",2027-02-01,")) == date(2027, 2, 1)

    def test_same_day(self) -> None:
        """It asks nothing where both say one day, however each writes it."""
        text = f"{DATES.format('Expected')}1,a,Offer,5,2027-02-01 10:00,1 Feb 2027\n2,b,Offer,5,,2027-03-01\n"
        assert [each.closes for each in found(text).deals] == [date(2027, 2, 1), date(2027, 3, 1)]


def deal_1(text: str, asked: Asked = NOTHING) -> date | None:
    """The closing day of a file's first deal."""
    return found(text, asked).deals[0].closes


class TestHouses:
    deals = "Deal Id,Deal Name,Company,Stage,Amount\n1,Night line,Harrow Foods,Offer,5\n"
    people = "First Name,Last Name,Email,Job Title\nMarta,Lind,m@harrow.example,CFO\nOz,Tan,oz@gmail.com,Owner\n"

    @pytest.mark.parametrize("website", ["harrow.example", "https://www.Harrow.example/de", "www.harrow.example:443"])
    def test_by_account(self, website: str) -> None:
        """It joins contacts by the house of their address, which the file of accounts names."""
        accounts = f"Account Name,Website,Industry\nHarrow Foods,{website},Food\nOz,gmail.com,Food\n"
        assert deal(self.deals, NOTHING, accounts, self.people).people == (
            CrmPerson("Marta Lind", "CFO", "m@harrow.example"),
        )

    def test_of_two_accounts(self) -> None:
        """It joins nobody by a house of two accounts."""
        accounts = "Account Name,Website,Industry\nHarrow Foods,harrow.example,Food\nHarrow UK,harrow.example,Food\n"
        assert deal(self.deals, NOTHING, accounts, self.people).people == ()

    def test_by_colleague(self) -> None:
        """It joins those of the house of somebody whom the deal names, unless anybody may have an address there."""
        text = "Deal Id,Deal Name,Stage,Amount,Contact Name\n1,a,Offer,5,{}\n"
        one = deal(text.format("Piet Maas (p@harrow.example)"), NOTHING, self.people)
        assert [each.name for each in one.people] == ["Piet Maas", "Marta Lind"]
        other = deal(text.format("Piet Maas (p@gmail.com)"), NOTHING, self.people)
        assert [each.name for each in other.people] == ["Piet Maas"]

    def test_account_first(self) -> None:
        """It leaves a contact where the file says whose they are, whatever their address."""
        people = "First Name,Last Name,Email,Account Name\nMarta,Lind,m@harrow.example,Oz\n"
        accounts = "Account Name,Website,Industry\nHarrow Foods,harrow.example,Food\n"
        assert deal(self.deals, NOTHING, accounts, people).people == ()


def test_which() -> None:
    """It finds open deals by id, name and account, upper and lower case apart, and lists those of one name by id."""
    one = CrmDeal("CRM", "a1", "Night line", "Harrow")
    two, over = one.but(record="a2", company="Oz"), one.but(record="a3", status="won")
    every = (one, two, over)
    assert called(every, "night LINE") == (one, two)
    assert called(every, "oz") == (two,)
    assert [picked(every, said) for said in ("A2", "crm:a1", "a3", "harrow")] == [(two,), (one,), (), (one,)]
    assert [*listing((one, two), {}, date(2026, 12, 1))] == ["Night line · Harrow · a1", "Night line · Oz · a2"]
    assert [*listing((one,), {one.key: "harrow"}, date(2026, 12, 1))] == ["Night line · Harrow · prepared as harrow"]
