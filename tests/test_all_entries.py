"""Every deal is read once, by name, whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from many import deal

from callplan import journal
from callplan.cli import deals


def test_every_deal_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives each deal by name, with the entries that reading it alone gives, however many are read at a time."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    book = deals.journal()
    assert list(book.all_entries()) == []
    names = ["oz", "Ärger & Sohn", "a%_b", "abc", "ABC"]
    for name in names:
        deals.record(name, (), [entry.event for entry in deal()])
    for at_a_time in (1, 2, 50):
        monkeypatch.setattr(journal, "AT_A_TIME", at_a_time)
        assert list(book.all_entries()) == [(name, book.entries(name)) for name in sorted(names)]
