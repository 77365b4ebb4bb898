"""A law firm adds a scanner: a light page, with the one who asked and without the one who pays."""

from __future__ import annotations

from pathlib import Path

from aloud import page

MAP = """
format: 1
id: scan-module
title: A scanner for the law firm that has the rest
for: one partner says yes and pays
roles:
  clerk: {title: chief clerk, is: stands at the copier}
  partner: {title: managing partner}
stages:
  - id: want
    title: Is paper still the trouble?
    steps:
      - id: pile
        title: the pile of a day
        will: keep one day's paper in one pile
        by: clerk
        takes: 2d
        ask: Which letter was looked for twice this week?
        listen_for: a client's name, lowered
        help: a tray with a slot for each hour
      - id: wanted
        title: the scanner
        whether: the scanner saves the clerks an hour a day
        by: partner
        hear: clerk
        ask: What would the clerks do with an hour a day?
        listen_for: a job that is left lying
        good_for_them: nobody walks to the archive after five
        no_is_right_if: the court goes digital in spring
  - id: order
    title: Do we take it?
    steps:
      - id: ordered
        title: the order for the scanner
        whether: the scanner is ordered for both floors
        by: partner
        proof: wrote
        takes: 1w
        if_no: lost
ends:
  lost: [kept the copier]
  no-decision: [nobody had time]
"""

WITH_THE_CLERK = """
2026-12-01
prep kim --playbook MAP --on 2026-12-03
prep kim --on 2026-12-03 --with "Tess Kim:partner" --minutes 15
prep kim --on 2026-12-03 --with "Ugo:clerk" --minutes 15
"""

WITH_THE_CLERK_PAGE = """\
KIM · Thu 3 Dec 2026 · 15 minutes · with Ugo (chief clerk)
AIM         Tess Kim decides whether the scanner saves the clerks an hour a day.
            Not on this call, without Tess. Nobody walks to the archive after
            five; no is right if the court goes digital in spring.
TODAY       Ugo will bring Tess Kim (managing partner) to a call by Thu 10 Dec.
LEAST       Ugo will keep one day's paper in one pile by Mon 7 Dec. With no date
            from Ugo, nothing has moved. Bring a tray with a slot for each hour.
OPEN        “Today is a step towards the scanner. If the court goes digital in
            spring, tell me and we stop there.”
ASK         * Ugo: What would the clerks do with an hour a day?
              → a job that is left lying
AT THE END  Say back what was reached: a call with Tess by Thu 10 Dec (Ugo) or
            the pile of a day by Mon 7 Dec (Ugo). “Ugo, was this worth your
            time?”
scan-module 1 · callplan debrief kim
"""


def test_with_the_clerk(tmp_path: Path) -> None:
    """The clerk can bring the partner, and the partner is named by what she would say no to."""
    assert page(tmp_path, MAP, WITH_THE_CLERK) == WITH_THE_CLERK_PAGE
