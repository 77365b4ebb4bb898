"""Mail addresses as the rep lets them stand: one person's each, mended and forgotten with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from monday import DEALS, TODAY, said, told

from callplan.cli import deals
from callplan.journal import Journal


def prep(home: Path, *reached: str) -> str:
    """What a prep with these addresses says on stderr."""
    words = [word for each in reached for word in ("--reached", each)]
    return said(home, TODAY, ["prep", "harrow", "--on", "2026-12-03", "--with", "Marta", *words, "--no-input"]).err


def addresses(home: Path) -> dict[str, tuple[str, ...]]:
    """Who is reached where."""
    deal = deals.folded(Journal(str(home / "callplan.db")).entries("harrow"), "harrow")
    return {name: each.addresses for name, each in deal.people.items() if each.addresses}


def test_reached(tmp_path: Path) -> None:
    """It keeps an address with its person, in small letters; one that is somebody else's by now is theirs."""
    told(tmp_path, DEALS)
    assert prep(tmp_path, "Marta:mailto:M.Lind@Harrow.example".replace("mailto:", ""), "Piet:piet@harrow.example") == ""
    assert addresses(tmp_path) == {"Marta Lind": ("m.lind@harrow.example",), "Piet Maas": ("piet@harrow.example",)}
    assert prep(tmp_path, "Marta:piet@harrow.example") == ""
    assert addresses(tmp_path) == {"Marta Lind": ("m.lind@harrow.example", "piet@harrow.example")}
    assert "Marta Lind is reached at piet@harrow.example" in said(tmp_path, TODAY, ["log", "harrow"]).out


@pytest.mark.parametrize("text", ["marta", "@harrow.example", "m@harrow", "m l@harrow.example", "<m@harrow.example>"])
def test_no_address(tmp_path: Path, text: str) -> None:
    """It refuses what is no address."""
    told(tmp_path, DEALS)
    assert prep(tmp_path, f"Marta:{text}").startswith(f"callplan: --reached: “{text}” is no mail address")


def test_forgotten(tmp_path: Path) -> None:
    """It forgets the address of whoever is forgotten, in the rows as well."""
    told(tmp_path, DEALS)
    prep(tmp_path, "Marta:m.lind@harrow.example")
    assert said(tmp_path, TODAY, ["review"]).code == 0
    assert said(tmp_path, TODAY, ["forget", "Marta Lind", "--confirm", "Marta Lind"]).code == 0
    assert "Somebody is reached at an address that is forgotten" in said(tmp_path, TODAY, ["log", "harrow"]).out
    assert said(tmp_path, TODAY, ["review"]).code == 0
    assert b"m.lind" not in (tmp_path / "callplan.db").read_bytes()
