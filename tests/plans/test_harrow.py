"""Harrow Foods, the first page of the standard the plans are held to.

The map is told from the standard's shorthand. Three things differ from its page: the second question's "listen for"
has fallen, since with bullets and labels counted as words the page would have 408 of them; the deal's name stands in
quotation marks in the footer, where it is to be typed; and the acts that commit (the weekend, the sending of the
order) fall away with what they serve, as the bundled maps write it."""

from __future__ import annotations

from pathlib import Path

from aloud import page

MAP = """
format: 1
id: considered-purchase
version: 3
title: A considered purchase by a small group
facts:
  lines:
    ask: How many lines are we ordering for in the end?
    type: number
roles:
  sponsor: {title: operations, is: has the problem}
  user: {title: line supervisor, is: works on the line}
  budget-owner: {title: finance, is: can release the money}
  seller: {title: seller, side: us}
stages:
  - id: change
    title: Is this worth changing?
    steps:
      - id: go-ahead
        title: the go-ahead
        whether: stopping the old line is worth the effort this year
        by: sponsor
        implied_by: [ordered]
  - id: needs
    title: What must it do?
    steps:
      - {id: labels, title: the label list, will: list the labels that line 1 has to print, by: user}
      - {id: walk, title: the walk through the lines, will: walk through the lines, by: seller}
      - id: must-haves
        title: the list of must-haves
        whether: the list of must-haves is complete
        by: [sponsor, user]
  - id: choice
    title: Who could do it?
    steps:
      - id: supplier
        title: the choice of supplier
        whether: this supplier is the right one
        by: sponsor
        implied_by: [ordered]
  - id: doubts
    title: What could still go wrong?
    steps:
      - id: risk
        title: the changeover risk
        whether: the changeover risk is small enough to take
        by: sponsor
        needs: [supplier]
        ask: What happened the last time a line was changed over?
        listen_for: a date, a cost, and who took the blame
        good_for_them: they stop the old line once, on a day of their choosing
        no_is_right_if: no weekend is free before March
        concerns:
          - fear: the last changeover cost two shifts
            say: line 1 only, one weekend, and the old printers stay on the floor until you send them away
            never: a date for lines 2 and 3
      - id: weekend
        title: the weekend
        will: name the weekend on which line 1 may stand still
        by: sponsor
        takes: 6d
        gives_up: reputation
        when: {not: risk}
  - id: order
    title: Shall we order?
    steps:
      - id: ordered
        title: the order
        whether: line 1 is ordered now and the other lines after it
        by: budget-owner
        needs: [risk]
        proof: wrote
        if_no: lost
        ask: What would have to be on paper for line 1 to be ordered today?
        listen_for: a sum, a signature, a name that is not in the room
      - id: sent
        title: the sending of the order
        will: send the order
        by: budget-owner
        gives_up: money
        when: {not: ordered}
  - id: start
    title: Are we ready to begin?
    steps:
      - id: started
        title: the start on line 1
        whether: line 1 may begin
        by: sponsor
        needs: [must-haves, labels]
ends:
  won: {needs: [ordered]}
  lost: [chose another]
  no-decision: [no time]
"""

HARROW = """
2026-11-20
prep "Harrow Foods" --playbook MAP --on 2026-11-24 --with "Marta Lind:sponsor" \
    --person "Piet Maas:budget-owner:Marta Lind" --person "Jo Adeyemi:user:Marta Lind"
2026-11-24
debrief "Harrow Foods" --on 2026-11-24 --with Marta --decided go-ahead:Marta --decided supplier:Marta \
    --set amount=84000:Marta --set lines=3:Marta --we-promised "send the price per line:2026-12-01" \
    --not-asked --verdict advanced
2026-12-02
prep "Harrow Foods" --on 2026-12-03 --minutes 45 --with Marta --with Piet \
    --set "lines=2:Piet:wrote@2026-11-30"
"""

HARROW_PAGE = """\
HARROW FOODS · Thu 3 Dec 2026 · 45 minutes · 84,000
With Marta Lind (operations) and Piet Maas (finance, first call).

LAST TIME   Tue 24 Nov, with Marta. Marta agreed that stopping the old line is
            worth the effort this year. Marta agreed that this supplier is the
            right one.
WE OWE      Send the price per line. Due 1 Dec.
            Do it before the call, or have a day ready.

OPEN        “Piet, good to have you with us. Marta, I said I'd send the price
            per line by 1 Dec, and I haven't. You'll have that by ____. Would
            you tell Piet where we've got to? Then I'd like you to decide
            whether the changeover risk is small enough to take.”

AIM         Marta decides whether the changeover risk is small enough to take.
BEST CASE   If yes, ask Piet to decide whether line 1 is ordered now and the
            other lines after it, in writing. Then agree a day to settle whether
            the list of must-haves is complete.
AT LEAST    Marta agrees to name the weekend on which line 1 may stand still, by
            Wed 9 Dec.

ASK         * Marta and Piet: I've heard two and three for the lines: which
              should we plan on?
            * Piet: What would have to be on paper for line 1 to be ordered
              today?
IF NO       A no from Marta is right if no weekend is free before March.
            Otherwise ask what would have to change.

END         If yes: “Marta, so you've agreed that the changeover risk is small
            enough to take. Have I got that right?” Last: “Was this worth your
            time?”

considered-purchase 3 · callplan debrief "Harrow Foods"
"""


def test_harrow(tmp_path: Path) -> None:
    """A client who is settling the last doubts while we still analyse needs."""
    assert page(tmp_path, MAP, HARROW) == HARROW_PAGE
