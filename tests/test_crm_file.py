"""A CRM's export is read for what it is: how it is saved, which column is what, and what in it is odd."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from exports import EXPORTS

from callplan import crm_file
from callplan.core.crm import CrmDeal, CrmPerson
from callplan.crm_file import Asked, Found
from callplan.errors import BadFile, NeedsAnswer, Usage

NOTHING = Asked({})
HEAD = "Deal Id,Deal Name,Stage,Amount,Close Date\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home in which nothing is remembered."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))


def found(text: str, asked: Asked = NOTHING, *beside: str) -> Found:
    """What a file of deals is read as, with others beside it."""
    files = [(f"{number}.csv", each.encode()) for number, each in enumerate((text, *beside))]
    return crm_file.read(files, asked)


def deal(text: str, asked: Asked = NOTHING, *beside: str) -> CrmDeal:
    """The one deal of a file."""
    (one,) = found(text, asked, *beside).deals
    return one


def odd(text: str, asked: Asked = NOTHING) -> list[tuple[int, str, str]]:
    """What is odd in a file."""
    return [(each.line, each.kind, each.text) for each in found(text, asked).odd]


def refused(text: str, *beside: str) -> str:
    """Why a file cannot be used."""
    with pytest.raises(BadFile) as refusal:
        found(text, NOTHING, *beside)
    return str(refusal.value)


class TestShapes:
    @pytest.mark.parametrize("name", EXPORTS)
    def test_counts(self, name: str) -> None:
        """It finds as many open and closed deals as there are in an export of that CRM, and knows whose it is."""
        export = EXPORTS[name]
        read = crm_file.read([("deals.csv", export.text.encode(export.saved_in))], NOTHING)
        open_ = [each for each in read.deals if each.status == "open"]
        assert (len(open_), len(read.deals) - len(open_)) == (export.open, export.closed)
        assert read.way.system == (export.system or "CRM")

    def test_whole(self) -> None:
        """It takes every field of a deal that the file has."""
        read = crm_file.read([("deals.csv", EXPORTS["hubspot"].text.encode("utf-8-sig"))], NOTHING)
        assert read.deals[0] == CrmDeal(
            "HubSpot", "9001", "Harrow - night line", "Harrow Foods", "Kim Aalto", "Contract sent", "open", 84000, "",
            date(2027, 1, 15), date(2026, 9, 30), "",
            (CrmPerson("Marta Lind", "", "marta@harrow.example"), CrmPerson("Piet Maas", "", "piet@harrow.example")),
        )  # fmt: skip
        assert (read.saved_in, read.mark, read.unused) == ("UTF-8", "commas", ("Pipeline",))

    def test_bitrix(self) -> None:
        """It takes what Bitrix24 calls an opportunity for the amount that it is."""
        read = crm_file.read([("deals.csv", EXPORTS["bitrix"].text.encode())], NOTHING)
        assert [(each.name, each.amount, each.status) for each in read.deals] == [
            ("Прицеп", 0, "closed"), ("Тягач", 2900000, "open"),
        ]  # fmt: skip

    def test_unmarked_utf16(self) -> None:
        """It reads two bytes a letter that begin with no mark."""
        read = crm_file.read([("deals.csv", (HEAD + "1,Ümlaut,Offer,5,\n").encode("utf-16-le"))], NOTHING)
        assert (read.deals[0].name, read.saved_in) == ("Ümlaut", "UTF-16")


class TestDays:
    def test_order_by_mark(self) -> None:
        """It decides for each mark in a column which comes first, the day or the month."""
        text = HEAD + "1,a,Offer,,13/02/2026\n2,b,Offer,,03/04/2026\n3,c,Offer,,02-13-2026\n4,d,Offer,,03-04-2026\n"
        days = [each.closes for each in found(text).deals]
        assert days == [date(2026, 2, 13), date(2026, 4, 3), date(2026, 2, 13), date(2026, 3, 4)]

    def test_undecided(self) -> None:
        """It guesses no order that no line shows, and takes the one that is said."""
        text = HEAD + "1,a,Offer,,07/08/2026\n"
        with pytest.raises(NeedsAnswer) as refusal:
            found(text)
        assert str(refusal.value) == (
            "0.csv: nothing in “Close Date” shows whether 07/08/2026 begins with the day or the month: give --dates dmy"
            " or --dates mdy."
        )
        assert deal(text, Asked({}, "dmy")).closes == date(2026, 8, 7)
        assert deal(text, Asked({}, "mdy")).closes == date(2026, 7, 8)
        assert deal(HEAD + "1,a,Offer,,05/05/2026\n").closes == date(2026, 5, 5)

    def test_both_orders(self) -> None:
        """It leaves a day empty that may be two where lines show both orders, and says so."""
        text = HEAD + "1,a,Offer,,13/02/2026\n2,b,Offer,,02/13/2026\n3,c,Offer,,03/04/2026\n"
        assert [each.closes for each in found(text).deals] == [date(2026, 2, 13), date(2026, 2, 13), None]
        assert odd(text) == [(4, "Close Date: {} may be two days, left empty", "03/04/2026")]

    @pytest.mark.parametrize(
        "typed",
        ["2026-12-03", "2026-12-03T10:00:00Z", "2026/12/3", "20261203", "3.12.2026", "03.12.26", "3 Dec 2026",
         "3-Dec-26", "Dec 3, 2026", "December 3rd, 2026 10:00 AM", "Thu, 3 Dec 2026", "3. Dezember 2026",
         "3 décembre 2026",
         "3 de diciembre de 2026", "3 de dezembro de 2026", "1796256000000", "1796256000"],
    )  # fmt: skip
    def test_forms(self, typed: str) -> None:
        """It knows a day in every form that leaves nothing open."""
        assert deal(f'{HEAD}1,a,Offer,,"{typed}"\n').closes == date(2026, 12, 3)

    @pytest.mark.parametrize("typed", ["Q4", "31.02.2026", "13/13/2026", "soon", "0001-01-01", "3 Foo 2026"])
    def test_none(self, typed: str) -> None:
        """It leaves empty what is no day, and says so."""
        assert odd(f"{HEAD}1,a,Offer,5,{typed}\n") == [(2, "Close Date: {} is no day, left empty", typed)]


class TestSums:
    @pytest.mark.parametrize(
        ("typed", "amount", "currency"),
        [("84000", 84000, ""), ("84,000.50", 84000.5, ""), ("84.000,50", 84000.5, ""), ("€ 84.000,00", 84000, "EUR"),
         ("84 000,00 €", 84000, "EUR"), ("$84,000", 84000, "USD"), ("84'000.00", 84000, ""), ("1.234.567", 1234567, ""),
         ("250k", 250000, ""), ("USD 1,000.00 (EUR 900.00)", 1000, "USD"), ("R$ 84.000,00", 84000, "BRL"),
         ("-5", -5, ""), ("0", 0, ""), ("84,000", 84000, "")],
    )  # fmt: skip
    def test_forms(self, typed: str, amount: float, currency: str) -> None:
        """It knows a sum by its marks, and the currency beside it."""
        one = deal(f'{HEAD}1,a,Offer,"{typed}",\n')
        assert (one.amount, one.currency) == (amount, currency)

    @pytest.mark.parametrize(
        ("told", "code"), [("eur", "EUR"), ("US Dollar", "USD"), ("€", "EUR"), ("-99", ""), ("Stones", "")]
    )
    def test_currency(self, told: str, code: str) -> None:
        """It knows a currency by code, sign or name, and takes an id for none."""
        assert deal(f"Deal Name,Stage,Amount,Currency\na,Offer,5,{told}\n").currency == code

    def test_column(self) -> None:
        """It lets one cell decide what a point is in another, and asks where none does."""
        head = HEAD.replace(",", ";")
        assert [each.amount for each in found(f"{head}1;a;Offer;84.000;\n2;b;Offer;1,50;\n").deals] == [84000, 1.5]
        assert [each.amount for each in found(f"{head}1;a;Offer;84.000;\n2;b;Offer;1.5;\n").deals] == [84, 1.5]
        with pytest.raises(NeedsAnswer) as refusal:
            found(f"{head}1;a;Offer;84.000;\n")
        assert str(refusal.value) == (
            "0.csv: nothing in “Amount” shows what 84.000 comes to: give --decimal . or --decimal , for the mark before"
            " cents."
        )
        assert deal(f"{head}1;a;Offer;84.000;\n", Asked({}, decimal=",")).amount == 84000
        assert deal(f"{head}1;a;Offer;84.000;\n", Asked({}, decimal=".")).amount == 84

    @pytest.mark.parametrize("typed", ["3956.65x", "tbd?", "1.2.3", "12,34,56.789.1", "1e5", "=1+1", "9" * 20])
    def test_none(self, typed: str) -> None:
        """It leaves empty what is no amount, and says so."""
        assert odd(f'{HEAD}1,a,Offer,"{typed}",\n') == [(2, "Amount: {} is no amount, left empty", typed)]


class TestEndings:
    def test_status_counts(self) -> None:
        """It believes the status where the stage says another thing, and says so."""
        text = "Deal Name,Status,Stage,Amount\na,Dead,G. Project Won,1\nb,Open,Closed Lost,1\nc,Lost,Offer,1\n"
        assert [each.status for each in found(text).deals] == ["lost", "open", "lost"]
        assert [(line, kind) for line, kind, _ in odd(text)] == [
            (2, "the status says “Dead” and the stage “G. Project Won”: the status counts"),
            (3, "the status says “Open” and the stage “Closed Lost”: the status counts"),
        ]

    def test_closed(self) -> None:
        """It says so where a deal is closed, and neither won nor lost."""
        assert odd(f"{HEAD}1,a,Closed,5,\n") == [(2, "closed, and neither won nor lost", "")]

    def test_deleted(self) -> None:
        """It leaves out what was deleted there."""
        text = "Id,Name,StageName,Amount,IsDeleted\n1,a,Offer,1,1\n2,b,Offer,1,0\n"
        assert [each.name for each in found(text).deals] == ["b"]


class TestLines:
    def test_headings_again(self) -> None:
        """It leaves out the headings where they stand once more as a line."""
        text = f"{HEAD}1,a,Offer,5,\n{HEAD}2,b,Offer,5,\n"
        assert [each.name for each in found(text).deals] == ["a", "b"]
        assert odd(text) == [(3, "the headings once more, left out", "")]

    def test_line_ends_in_cells(self) -> None:
        """It names a line as an editor does, whatever line ends stand in cells before it."""
        text = 'Deal Name,Stage,Amount,Note\r\na,Offer,5,"one\r\ntwo\nthree"\r\nb,Offer,x5,\r\n'
        assert odd(text) == [(5, "Amount: {} is no amount, left empty", "x5")]

    def test_unclosed(self) -> None:
        """It refuses a quote that swallows the rest, naming its line."""
        told = "a quote in this line is not closed: close it, or export once more."
        assert refused(f'{HEAD}1,a,Offer,5,\n2,"b,Offer,5,\n3,c,Offer,5,\n') == f"0.csv:3: {told}"
        assert refused(f'{HEAD}1,"a,Offer,5,\n2,b,Offer,5,\n3,"c",Offer,5,\n') == f"0.csv:2: {told}"

    def test_loose_quote(self) -> None:
        """It reads a quote within a cell as it stands, and says so."""
        assert odd(f'{HEAD}1,"Acme "Best" Ltd",Offer,5,\n') == [(2, "a quote where none may stand, read as it is", "")]

    def test_twice(self) -> None:
        """It takes only the people of a line with the id of a deal above."""
        text = "Deal Id,Deal Name,Stage,Amount,Contact\n1,a,Offer,5,Ana Lima\n1,a,Offer,5,Oz Tan\n"
        assert [each.name for each in deal(text).people] == ["Ana Lima", "Oz Tan"]
        assert odd(text) == [(3, "the deal {} once more, only its people are taken", "1")]

    def test_no_id(self) -> None:
        """It tells deals without an id apart by name and account, and refuses far fewer names than lines."""
        text = "Deal Name,Company,Stage,Amount\n" + "".join([f"deal,firm {at},Offer,5\n" for at in range(8)])
        assert [each.record for each in found(text).deals][:2] == ["deal / firm 0", "deal / firm 1"]
        text = "Deal Name,Stage,Amount\n" + "".join([f"deal {at % 3},Offer,5\n" for at in range(9)])
        assert refused(text) == (
            "0.csv: 9 lines have 3 names and no id: add the column “Record Id” (the CRM's own id of a deal) to the"
            " export."
        )

    def test_accounts_by_id(self) -> None:
        """It tells deals of one name apart by the ids of their accounts, too."""
        text = "Deal Name,Client Code,Stage,Amount\nSakura,COMPANY103,Offer,5\nSakura,COMPANY077,Offer,7\n"
        assert [each.amount for each in found(text).deals] == [5, 7]

    def test_same_heading_twice(self) -> None:
        """It takes the first of two columns of one name."""
        assert deal("Deal Name,Stage,Amount,Amount\na,Offer,5,7\n").amount == 5


class TestPeople:
    @pytest.mark.parametrize(
        ("cell", "people"),
        [("Jane Doe (VP Ops)", [("Jane Doe", "VP Ops", "")]),
         ("Jane Doe <jane@x.example>", [("Jane Doe", "", "jane@x.example")]),
         ("Jane Doe; Oz Tan", [("Jane Doe", "", ""), ("Oz Tan", "", "")]), ("Lewis, James", [("Lewis, James", "", "")]),
         ("Jane Doe, Oz Tan", [("Jane Doe", "", ""), ("Oz Tan", "", "")]), ("n/a", []), ("jane@x.example", [])],
    )  # fmt: skip
    def test_cells(self, cell: str, people: list[tuple[str, str, str]]) -> None:
        """It knows the people in a cell, with what is told of them there."""
        one = deal(f'Deal Name,Stage,Amount,Contact\na,Offer,5,"{cell}"\n')
        assert [(each.name, each.title, each.address) for each in one.people] == people

    def test_part(self) -> None:
        """It takes the part that a column's heading gives somebody."""
        one = deal("Name,StageName,Amount,Economic_Buyer__c\na,Offer,5,Ann Roe (CFO)\n")
        assert one.people == (CrmPerson("Ann Roe", "Economic Buyer"),)

    def test_ids(self) -> None:
        """It takes an id for nobody's name, and says which file is missing."""
        text = "Id,Name,StageName,Amount,AccountId,Contact\n1,a,Offer,5,001bm00001ZL8UCAA1,0038a000037J0ggAAC\n"
        assert (deal(text).company, deal(text).people) == ("", ())
        assert odd(text) == [
            (2, "{} is somebody's id and no name: name the file of contacts, too", "0038a000037J0ggAAC"),
            (2, "{} is an account's id and no name: name the file of accounts, too", "001bm00001ZL8UCAA1"),
        ]

    def test_beside(self) -> None:
        """It joins accounts, owners and contacts by their ids from the files beside it."""
        text = "Id,Name,StageName,Amount,AccountId,OwnerId\n1,a,Offer,5,001bm00001ZL8UCAA1,005bm00001ZL8UCAA1\n"
        accounts = "Id,Name,Website\n001bm00001ZL8UCAA1,Harrow Foods,harrow.example\n"
        users = "Id,Name,Username,IsActive,Email\n005bm00001ZL8UCAA1,Kim Aalto,kim,1,kim@x.example\n"
        people = (
            "Id,FirstName,LastName,Email,Title,AccountId\n"
            "0038a000037J0ggAAC,Marta,Lind,m@h.example,CFO,001bm00001ZL8UCAA1\n"
        )
        one = deal(text, NOTHING, accounts, users, people)
        assert (one.company, one.owner) == ("Harrow Foods", "Kim Aalto")
        assert one.people == (CrmPerson("Marta Lind", "CFO", "m@h.example"),)


REFUSED = {
    "PK\x03\x04": "this is a spreadsheet: save it as CSV.",
    "<html><table>": "this is a page of the web under another name: export it as CSV.",
    '[{"a": 1}]': "this is JSON: export it as CSV.",
    "": "no line of it has the headings of deals, such as a name, a stage and an amount.",
    "ab\0cdefgh": "this is no text: export it as CSV.",
    "Stage,Record Count,Amount,Status\nOffer,3,5,Open\n": (
        "this is a report of totals: export the deals, one a line, with name, stage and amount."
    ),
    "Task Subject,Due Date,Status,Priority,Owner,Name\na,2026-12-03,Open,High,Kim,b\n": (
        "this is a list of tasks or activities: export the deals."
    ),
    "Deal Name,Company,Amount\na,b,5\n": (
        "this is no list of deals: no heading is that of a stage (--map FIELD=COLUMN names one)."
    ),
    "Deal Name,Company,Stage\na,b,Offer\n": (
        "this is no list of deals: no heading is that of an amount or a closing day (--map FIELD=COLUMN names one)."
    ),
    "Deal Name,Stage,Amount\n": "no line of it is a deal with a name and a stage.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    """It refuses what is no list of deals, and says what it is."""
    assert refused(text) == f"0.csv: {REFUSED[text]}"


def test_map() -> None:
    """It takes the column that is said for a field, and refuses one that is not there."""
    text = "Deal Name,Phase,Stufe,Betrag\na,x,Angebot,5\n"
    assert deal(text).stage == "x"
    assert deal(text, Asked({"stage": "Stufe"})).stage == "Angebot"
    with pytest.raises(Usage) as refusal:
        found(text, Asked({"stage": "Stuf"}))
    assert str(refusal.value) == "--map stage=Stuf: the file has no such heading. Did you mean Stufe?"
