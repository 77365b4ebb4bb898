"""Norrland Kraft, the second page of the standard the plans are held to.

It differs in one place: Oskar's question is the third and so has its star; and the deal's name stands in quotation
marks in the footer, where it is to be typed."""

from __future__ import annotations

from pathlib import Path

from aloud import page

MAP = """
format: 1
id: complex-b2b
version: 3
title: A purchase by a buying group
facts:
  data:
    ask: Would alarm data leave your house?
    choices: [none, alarms]
roles:
  sponsor: {title: grid operations, is: has the problem}
  user: {title: control room, is: works with the alarms}
  budget-owner: {title: finance, is: can release the money}
  security: {title: security, is: answers for the data}
  seller: {title: seller, side: us}
stages:
  - id: change
    title: Is this worth changing?
    steps:
      - id: figure
        title: the outage figure
        will: put a figure on the September outage
        by: sponsor
        without_us: true
      - id: log
        title: the alarm log
        will: pull the alarm log of the last three outages
        by: user
        takes: 1w
        ask: Which of the last three outages would you show a new colleague?
        help: our reading of three other logs
      - id: go-ahead
        title: the go-ahead
        whether: shorter outages are worth a project this winter
        by: sponsor
        hear: user
        ask: What happens this winter if nothing changes?
        listen_for: a consequence with a name on it
        good_for_them: the night shift sees the fault before the phone rings
        no_is_right_if: the merger takes the winter
        concerns:
          - fear: the last project in the control room was switched off after a month
            say: the night shift says when it goes live, not we and not the plan
            never: a fixed go-live date
        they_ask:
          - Who else of our size runs it at night?
          - Can we not just tune the old alarms?
  - id: good
    title: What would be good?
    steps:
      - id: must-haves
        title: the must-haves
        whether: the must-haves are complete
        by: [sponsor, user]
        needs: [go-ahead]
  - id: compare
    title: Which way shall we go?
    steps:
      - {id: demo, title: the demo, will: show the night view, by: seller}
      - {id: offer, title: the offer, will: send the offer, by: seller}
      - {id: shortlist, title: the shortlist, whether: the shortlist is short enough, by: sponsor}
  - id: money
    title: Is there money?
    steps:
      - id: money-released
        title: the money
        whether: the money is released
        by: budget-owner
        needs: [go-ahead, figure]
  - id: sign
    title: Shall we sign?
    steps:
      - id: contract
        title: the contract
        whether: the contract is signed
        by: budget-owner
        needs: [money-released]
  - id: security
    title: May the data leave the house?
    track: security
    when: {data: alarms}
    steps:
      - id: release
        title: the data release
        whether: alarm data may leave the house
        by: security
        needs: [go-ahead]
ends:
  lost: [chose another]
  no-decision: [no time]
"""

NORRLAND = """
2026-10-23
prep "Norrland Kraft" --playbook MAP --on 2026-10-27 --with "Elin Berg:sponsor" --person "Oskar Ek:user"
2026-10-27
debrief "Norrland Kraft" --on 2026-10-27 --with Elin \
    --promised "Elin:put a figure on the September outage:2026-11-06:figure" --not-asked --verdict advanced
2026-11-10
debrief "Norrland Kraft" --on 2026-11-10 --with Elin --with Oskar --missed p1 \
    --promised "Elin:put a figure on the September outage:2026-11-20:figure" --done demo:us \
    --set data=alarms:Oskar --not-asked --verdict advanced
2026-11-24
debrief "Norrland Kraft" --on 2026-11-24 --with Elin --missed p2 --done offer:us@2026-11-18 \
    --we-promised "send the reference list:2026-11-30" --not-asked --verdict advanced
2026-12-02
prep "Norrland Kraft" --on 2026-12-03 --with Elin --with Oskar
"""

NORRLAND_PAGE = """\
NORRLAND KRAFT · Thu 3 Dec 2026 · 30 minutes
With Elin Berg (grid operations) and Oskar Ek (control room).

LAST TIME   Tue 24 Nov, with Elin. Nothing was decided; that makes three calls
            and 41 days.
THEY OWE    Elin was to put a figure on the September outage by 6 Nov and
            20 Nov. Not in front of Oskar.
WE OWE      Send the reference list. Due 30 Nov.
            Do it before the call, or have a day ready.

OPEN        “Elin, I said I'd send the reference list by 30 Nov, and I haven't.
            You'll have that by ____. Before anything else I'd like to check one
            thing with you: whether shorter outages are worth a project this
            winter.”

AIM         Elin decides whether shorter outages are worth a project this
            winter. Two dates were missed, so ask before anything else.
AT LEAST    Oskar agrees to pull the alarm log of the last three outages by
            Thu 10 Dec.
            If we have it, bring our reading of three other logs.

ASK         * Elin: How do you see the go-ahead?
            * Oskar: What would you need to see before this goes ahead?

END         If yes: “Elin, so you've agreed that shorter outages are worth a
            project this winter. Have I got that right?” If not: “What would
            have to change?” Last: “What didn't we talk about that we should
            have?”

complex-b2b 3 · callplan debrief "Norrland Kraft"
"""


def test_norrland(tmp_path: Path) -> None:
    """Three pleasant calls, two missed dates and no decision."""
    assert page(tmp_path, MAP, NORRLAND) == NORRLAND_PAGE
