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
KIM · Thu 3 Dec 2026 · 15 minutes
With Ugo (chief clerk).
Not on it: Tess Kim (managing partner), who is needed to decide whether the
  scanner saves the clerks an hour a day.

OPEN        “We have 15 minutes. I'd like to work out with you what Tess needs
            to decide whether the scanner saves the clerks an hour a day.
            Anything you want to cover?”

AIM         Ugo agrees to bring in Tess by Thu 10 Dec. That's needed to decide
            whether the scanner saves the clerks an hour a day.
AT LEAST    Ugo agrees to keep one day's paper in one pile by Mon 7 Dec.

ASK         * Ugo: What will Tess want to know first?

END         If yes: “So you'll bring in Tess by 10 Dec. Have I got that right?”
            Last: “Ugo, was this worth your time?”

scan-module 1 · callplan debrief kim
"""


def test_with_the_clerk(tmp_path: Path) -> None:
    """The clerk can bring the partner, and the partner is named by what she would say no to."""
    assert page(tmp_path, MAP, WITH_THE_CLERK) == WITH_THE_CLERK_PAGE
