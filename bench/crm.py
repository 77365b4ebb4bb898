"""What importing 8,800 deals costs, beside what the library needs to cut the same file; it judges nothing."""

from __future__ import annotations

import csv
import io
import os
from tempfile import TemporaryDirectory
from time import process_time

LINES, RUNS = 8_800, 5


def deals() -> str:
    """An invented export."""
    head = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
    stages = ("Won", "Lost", "Engaging", "Prospecting")
    rows = [
        f"{at:08X},Kim Aalto,Plus,Firm {at % 85},{stages[at % 4]},2026-10-{at % 28 + 1:02},2027-03-{at % 28 + 1:02},"
        f"{at % 9000 if at % 3 else ''}\n"
        for at in range(LINES)
    ]
    return head + "".join(rows)


def cheapest(does: object) -> float:
    """The seconds of processor time of the cheapest of some runs."""
    assert callable(does)
    found = []
    for _ in range(RUNS):
        began = process_time()
        does()
        found.append(process_time() - began)
    return min(found)


def main() -> None:
    """Print how long both take, and how many times the one is the other."""
    from callplan import crm_file
    from callplan.core.crm import compared

    text = deals()
    data = text.encode()
    bare = cheapest(lambda: [*csv.reader(io.StringIO(text))])
    with TemporaryDirectory() as home:
        os.environ["CALLPLAN_HOME"] = home
        whole = cheapest(lambda: compared((), crm_file.read([("deals.csv", data)], crm_file.Asked({})).deals))
    print(f"{LINES:,} deals of a CRM: cut {bare * 1000:.0f} ms, read {whole * 1000:.0f} ms, {whole / bare:.0f} times")


if __name__ == "__main__":
    main()
