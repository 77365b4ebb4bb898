"""The invented pipeline that a look across all deals is measured by is what the journal itself would have written."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from test_journal import raw

from callplan.core.deal.fold import fold
from callplan.core.entries import Writing
from callplan.core.summary import unpacked
from callplan.core.summary.lacking import no_longer
from callplan.core.summary.rows import row
from callplan.journal import Journal

DEALS = 10


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "bench"))
    yield import_module("pipeline")
    for name in ("pipeline", "start_up"):
        sys.modules.pop(name, None)


def test_is_as_appended(pipeline: Any, tmp_path: Path) -> None:
    """It writes the entries, rows and promises that appending its stories one transaction after another writes."""
    fast, slow = Journal(str(tmp_path / "fast.db")), Journal(str(tmp_path / "slow.db"))
    pipeline.fill(fast.path, DEALS)
    for number in range(DEALS):
        entries, deal = pipeline.story(number), f"deal {number:06}"
        assert len(entries) == pipeline.ENTRIES
        for batch in sorted({entry.batch for entry in entries}):
            so_far = tuple([entry for entry in entries if entry.batch <= batch])
            now = [entry for entry in so_far if entry.batch == batch]
            new = Writing(deal, tuple([entry.event for entry in now]), len(so_far) - len(now))
            slow.append(new, recorder=now[0].recorder, recorded_at=now[0].recorded_at)
        slow.refill([(deal, len(entries), row(fold(entries, deal), pipeline.TODAY))])
    found = [unpacked(body) for _, _, body in fast.summaries()]
    assert any(no_longer(each) for each in found)
    assert any(each.dates and not no_longer(each) for each in found)
    for table in ("events", "summary", "promises"):
        statement = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert raw(fast, statement) == raw(slow, statement)
