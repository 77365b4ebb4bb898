"""The number that is meant by what is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from answering import Answering
from hypothesis import given
from hypothesis import strategies as some
from story import Story
from test_interview import Story as Told
from test_interview import read as read_map

from callplan.core.interview.typed_sums import DoubtfulSum, read, written

MAP = """
roles: {boss: {title: boss}}
facts: {amount: {ask: What may it cost?, unit: EUR}}
stages:
- {id: one, title: Shall we?, steps: [{id: go, whether: to go on, by: boss, when: {amount: {over: 1k}}}]}
- {id: two, title: The order, steps: [{id: order, whether: to order, by: boss}]}
"""
HEADER = "format: 1\nid: way\ntitle: A way to buy\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("84000", 84_000), ("84k", 84_000), ("84K", 84_000), ("1.5m", 1_500_000), ("1,5m", 1_500_000),
        ("120k€", 120_000), ("€120,000", 120_000), ("€120.000", 120_000), ("EUR 120k", 120_000), ("120 k EUR", 120_000),
        ("84,000 EUR", 84_000), ("120000 euros", 120_000), ("about 120k", 120_000), ("ca. 120k", 120_000),
        ("~120k", 120_000), ("exactly 84", 84), ("1,234,567", 1_234_567), ("1.234.567", 1_234_567),
        ("1.234.567,50", 1_234_567.5), ("84,000.50", 84_000.5), ("84 000", 84_000), ("84'000", 84_000),
        ("84_000", 84_000), ("1.250m", 1_250_000), ("120,50", 120.5), ("84000,-", 84_000), ("1.5 million", 1_500_000),
        ("120 thousand", 120_000), ("0.125", 0.125), ("1234.567", 1234.567),
    ],
)  # fmt: skip
def test_read(text: str, found: float) -> None:
    """It reads a sum as people write it."""
    assert read(text, "EUR") == found


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("$1.2M", "USD", 1_200_000), ("US dollars 5", "USD", None), ("120k dollars", "USD", 120_000),
        ("£120K", "GBP", 120_000), ("120k pounds", "GBP", 120_000), ("¥1,200,000", "JPY", 1_200_000),
        ("CHF 120'000.-", "CHF", 120_000), ("120k francs", "CHF", 120_000), ("$84.000", "CAD", 84_000),
        ("120k cad", "CAD", 120_000), ("¥5m", "CNY", 5_000_000), ("UAH 120k", "UAH", 120_000),
        ("120 TEUR", "EUR", 120_000), ("120 kEuro", "EUR", 120_000), ("1,2 Mio", "EUR", 1_200_000),
        ("120\u202f000", "EUR", 120_000), ("\uff11\uff12\uff10k", "EUR", 120_000), ("0", "EUR", 0),
        ("1.355,90€", "EUR", 1355.9), ("10.999.99", "EUR", None), ("12,34,000", "EUR", None), ("1e6", "EUR", None),
        ("100-120k", "EUR", None), (">100k", "EUR", None), ("120k per year", "EUR", None),
        ("40 users", "users", 40), ("1 user", "users", 1), ("120,5", "users", 120.5), ("$5", "", 5),
        ("max 120k", "", None), ("120k net", "", None), ("120k€", "", 120_000),
    ],
)  # fmt: skip
def test_of_every_unit(text: str, unit: str, found: float | None) -> None:
    """It knows each unit by its code, its sign and its words, and takes no other for it."""
    assert read(text, unit) == found


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("84.000", "EUR", "can be read in two ways: write 84000 or 84k"),
        ("84,000", "EUR", "can be read in two ways: write 84000 or 84k"),
        ("84.500", "EUR", "can be read in two ways: write 84500 or 84.5k"),
        ("120,5", "EUR", "can be read in two ways: write 120.5k or 120.50"),
        ("1.250k", "EUR", "can be read in two ways: write 1250k or 1.25k"),
        ("1,250m", "EUR", "can be read in two ways: write 1250m or 1.25m"),
        ("84.000", "users", "can be read in two ways: write 84000 or 84"),
        ("1.125", "users", "can be read in two ways: write 1125 or 1.1250"),
        ("$120k", "EUR", "has “$” beside it: write what it comes to in EUR, in digits or with k or m"),
        ("€120", "users", "has “€” beside it: write what it comes to in users, in digits or with k or m"),
        ("12 months", "users", "has “months” beside it: write what it comes to in users, in digits or with k or m"),
        ("12 lakh", "EUR", "has “lakh” beside it: write what it comes to in EUR, in digits or with k or m"),
        ("1.2bn", "EUR", "has “bn” beside it: write what it comes to in EUR, in digits or with k or m"),
        ("120k CAD", "USD", "has “cad” beside it: write what it comes to in USD, in digits or with k or m"),
        ("jpy 120k", "CNY", "has “jpy” beside it: write what it comes to in CNY, in digits or with k or m"),
        ("9" * 16, "EUR", "is larger than any number here; write it with k or m"),
        ("9" * 400, "", "is larger than any number here; write it with k or m"),
    ],
)
def test_doubtful(text: str, unit: str, told: str) -> None:
    """It never guesses thousands and decimals apart, nor takes one unit for another."""
    with pytest.raises(DoubtfulSum) as found:
        read(text, unit)
    assert str(found.value) == told


@pytest.mark.parametrize("text", ["", "k", "84.", ".5", "12 34", "1,23,456", "120k-150k", "12x", "many", "-5"])
def test_no_number(text: str) -> None:
    """It takes nothing else for a number."""
    assert read(text, "EUR") is None


@given(some.one_of(some.integers(0, 10**9), some.floats(0, 10**6).map(lambda number: round(number, 3))))
def test_written(number: float) -> None:
    """What is written is read back the same, whatever the unit."""
    assert read(written(number), "EUR") == read(written(number), "users") == number


class TestUnbelievable:
    """A sum a hundred times as large, or as small, as the one on record."""

    @pytest.mark.parametrize(("typed", "now"), [("120", "120"), ("12m", "12,000,000")])
    def test_refused(self, tmp_path: Path, typed: str, now: str) -> None:
        """It is refused, with how to say that it is so."""
        story = Story(tmp_path, MAP)
        story.prep("--with Ana:boss --set amount=120k:Ana")
        said = story.tell("prep", f"--with Ana --set amount={typed}:Ana")
        assert said.err == (
            f"callplan: --set: the amount on record is 120,000 EUR, and this would be {now} EUR. If it is so, write "
            f"amount=exactly {typed}.\n"
        )
        assert story.tell("prep", f"--with Ana --set 'amount=exactly {typed}:Ana'").code == 0
        assert story.tell("prep", "--with Ana --set amount=0.1:Ana").code == 2

    @pytest.mark.parametrize(
        ("answers", "after"),
        [
            ({"set amount sure 1": "yes"}, 120),
            ({"set amount sure 1": "no", "set amount again 1": "120k"}, 120_000),
            ({"set amount sure 1": "no", "set amount again 1": "12m", "set amount sure 2": "yes"}, 12_000_000),
        ],
    )
    def test_asked(self, answers: dict[str, Any], after: int) -> None:
        """It is asked about where somebody can be asked, until it is believed."""
        story = Told(read_map(HEADER + MAP))
        story.prep(Answering(with_names="Ana"), set=["amount=120k:Ana"])
        story.prep(Answering(**answers), set=["amount=120:Ana"])
        assert story.deal is not None
        assert story.deal.claims[-1].value == after
