"""What an import changes, and how that and the list of it are told."""

from __future__ import annotations

from datetime import date

from callplan.core.crm import Changes, CrmDeal, compared
from callplan.core.crm.lines import counted, listing
from callplan.core.phrase import loose

TODAY = date(2026, 12, 2)
ONE = CrmDeal("HubSpot", "1", "Harrow", "Harrow Foods", stage="Proposal", amount=84000, currency="EUR")
TWO = CrmDeal("HubSpot", "2", "Bakery", "Bakery", "Kim", closes=date(2026, 12, 20))
OTHER = CrmDeal("Zoho", "9", "Norrland")


class TestCompared:
    def test_new(self) -> None:
        """It takes what is open, and counts what is over and was never there."""
        found = compared((), (ONE, TWO.but(status="won")))
        assert found == Changes(new=(ONE,), closed=1)
        assert found.anything

    def test_same(self) -> None:
        """It finds nothing to write where all is as it was, and keeps what another CRM said."""
        found = compared((ONE, OTHER), (ONE.but(stage="", amount=None),))
        assert found == Changes(same=(ONE,), others=(OTHER,))
        assert not found.anything
        assert found.kept == (ONE, OTHER)

    def test_changed(self) -> None:
        """It keeps what is over now where it was known, takes a nought for an amount, and drops what is gone."""
        found = compared((ONE, TWO), (ONE.but(amount=0, status="lost"),))
        assert found == Changes(changed=(ONE.but(amount=0, status="lost"),), gone=(TWO,))


def test_counted() -> None:
    """It says how many deals there are of each kind, each with what becomes of it."""
    every = Changes((ONE,), (TWO.but(status="won"),), (ONE.but(record="3"),), (TWO.but(record="4"),), (), 2)
    assert [*counted(every)] == [
        "2 open: 1 new, 1 changed, 1 as before. 2 closed ones are not taken.",
        "1 deal that was open is closed in it.",
        "1 deal of before is not in it: taken out.",
    ]
    assert [*counted(Changes())] == ["0 open: 0 new, 0 changed, 0 as before."]


def test_listing() -> None:
    """It lists a deal a line, those that are prepared last."""
    assert [loose(line) for line in listing((TWO, ONE), {TWO.key: "bakery"}, TODAY)] == [
        "Harrow · Harrow Foods · Proposal · 84,000 EUR",
        "Bakery · closes 20 Dec · Kim · prepared as bakery",
    ]
