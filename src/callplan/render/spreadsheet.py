"""Promises as rows of a spreadsheet: CSV, RFC 4180."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from callplan.core.clean import clean
from callplan.core.promises import Due

COLUMNS = ("deal", "id", "side", "who", "act", "due", "days_late", "state", "step")
# The wide ones are read as the narrow ones where Chinese or Japanese is written
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def spreadsheet(promises: Sequence[Due]) -> str:
    """The promises as CSV, a header first; what a spreadsheet would take for a formula begins with a '."""
    paper = StringIO(newline="")
    sheet = csv.writer(paper)
    sheet.writerow(COLUMNS)
    for each in promises:
        who, days = each.person or "us", str(each.days_late or "")
        cells = (each.deal, each.promise, each.side, who, each.act, each.due.isoformat(), days, each.state, each.step)
        sheet.writerow([_harmless(cell) for cell in cells])
    return paper.getvalue()


def _harmless(cell: str) -> str:
    text = clean(cell)
    return f"'{text}" if cell.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
