"""The light page of the standard: two decisions, nothing happened yet; only the footer's quotation marks differ."""

from __future__ import annotations

from pathlib import Path

from aloud import page

MAP = """
format: 1
id: small-add-on
version: 3
title: Ten more seats
roles:
  owner: {title: owner, is: decides and pays}
stages:
  - id: want
    title: Would we use them?
    steps:
      - {id: names, title: the ten names, will: send the ten names, by: owner, takes: 4d, when: {not: seats}}
      - id: seats
        title: the ten seats
        whether: ten more seats are worth the price
        by: owner
        ask: Who shares a login today?
        listen_for: names, not a number
        good_for_them: nobody shares a login in the January rush
        no_is_right_if: the temps leave before January
  - id: order
    title: Shall we order them?
    steps:
      - {id: ordered, title: the order, whether: the seats are ordered, by: owner, proof: wrote}
ends:
  lost: [too dear]
  no-decision: [no time]
"""

OZ = """
2026-12-02
prep "Oz & Sons" --playbook MAP --on 2026-12-03 --minutes 15 --with "Oz Tan:owner"
"""

OZ_PAGE = """\
OZ & SONS · Thu 3 Dec 2026 · 15 minutes
With Oz Tan (owner).

OPEN        “We have 15 minutes. By the end I'd like us to know whether ten more
            seats are worth the price. If the answer's no, that helps too.
            Anything you want to cover?”

AIM         Oz decides whether ten more seats are worth the price.
BEST CASE   If yes, ask Oz to decide whether the seats are ordered, in writing.
AT LEAST    Oz agrees to send the ten names by Mon 7 Dec.

ASK         * Oz: Who shares a login today?
IF NO       A no from Oz is right if the temps leave before January. Otherwise
            ask what would have to change.

END         If yes: “So you've agreed that ten more seats are worth the price.
            Have I got that right?” Last: “Oz, was this worth your time?”

small-add-on 3 · callplan debrief "Oz & Sons"
"""


def test_oz(tmp_path: Path) -> None:
    """A light page of 14 rows."""
    assert page(tmp_path, MAP, OZ) == OZ_PAGE
