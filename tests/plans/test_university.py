"""A university buys an instrument: two of three chairs decide, and any of two awards will do."""

from __future__ import annotations

from pathlib import Path

from aloud import page

MAP = """
format: 1
id: lab-purchase
title: A university buys lab instruments
for: public money, three chairs, and bids that must be compared
facts:
  grant-end:
    ask: On which day does the grant run out?
    type: date
    of: buyer
    listen_for: a day that nobody can move
  funds:
    ask: Which pot would pay for it?
    choices: [grant, faculty, mixed]
    of: dean
    listen_for: a pot with somebody's name on it
  bids-needed:
    ask: How many bids does the rule book want for such a sum?
    type: number
    of: buyer
    unit: bids
roles:
  chem: {title: chair of chemistry, is: runs the chemistry benches}
  phys: {title: chair of physics, is: runs the laser hall}
  bio: {title: chair of biology, is: runs the cold rooms}
  dean: {title: dean, is: answers for the faculty's purse}
  buyer: {title: purchasing office, is: keeps the rule book}
  us-lab: {title: application lab, side: us}
stages:
  - id: shared
    title: Can three labs share one instrument?
    steps:
      - id: diary
        title: the booking diary
        will: keep a diary of who would have used it for two weeks
        by: {any: [chem, phys, bio]}
        takes: 2w
        ask: Whose samples waited longest last term?
        listen_for: a doctoral student with a name
        help: a diary with the hours already ruled
      - id: shared-use
        title: the shared use
        whether: one instrument serves the benches of all three labs
        by: {at_least: 2, of: [chem, phys, bio]}
        ask: What would you have to see in the diary to share it?
        listen_for: hours at night
        good_for_them: each lab pays a third and books online
        no_is_right_if: one lab would fill it alone
        if_skipped: the three labs quarrel over Tuesdays
        concerns:
          - fear: physics books every night for a year
            say: no lab holds more than three nights running
            never: hours without a diary
        they_ask:
          - Who cleans it after the cold room?
  - id: spec
    title: What must it measure?
    steps:
      - id: samples
        title: the box of samples
        will: send twelve samples that were hard to measure
        by: chem
        takes: 1w
        gives_up: time
      - id: we-measure
        title: our readings
        will: measure the twelve samples blind
        by: us-lab
        needs: [samples]
        takes: 5bd
      - id: spec-agreed
        title: the specification
        whether: the specification names what is needed and no maker
        by: [chem, phys]
        hear: bio
        needs: [shared-use]
        ask: Which line of the last specification cost you a month?
        listen_for: a line that named a maker
        good_for_them: no rival can appeal against a line of it
        no_is_right_if: the method changes with the new doctoral student
        if_no: shared-use
        if_skipped: a losing bidder appeals
  - id: bids
    title: Which bid is the best?
    steps:
      - id: bid-in
        title: our bid
        will: send the bid in the form of the purchasing office
        by: us-lab
        needs: [spec-agreed]
        takes: 1w
      - id: by-tender
        title: the award by tender
        whether: the award goes to the bid with the most points
        by: buyer
        needs: [spec-agreed, bid-in]
        proof: wrote
        ask: What made the points come out wrong the last time?
        listen_for: a weight nobody wanted
      - id: by-frame
        title: the call on the frame contract
        whether: the frame contract covers this instrument
        by: buyer
        needs: [spec-agreed]
        ask: Which frame contract has room for one more line?
        listen_for: a contract number
        good_for_them: nobody has to publish and wait thirty days
        no_is_right_if: the frame contract ends before delivery
  - id: order
    title: Is it ordered?
    steps:
      - id: ordered
        title: the order
        whether: the instrument is ordered from the pot agreed on
        by: [dean, buyer]
        needs: [{any: [by-tender, by-frame]}, funds, award-letter + 10d]
        proof: wrote
        ask: What has to lie on your desk for an order to go out the same day?
        listen_for: a form with a number
        if_no: lost
      - id: award-letter
        title: the letter to the losing bidders
        will: write to the losing bidders
        by: buyer
        needs: [{any: [by-tender, by-frame]}]
        takes: 3bd
ends:
  won: {needs: [ordered]}
  lost: [another bid, no money this year]
  no-decision: [the labs fell out]
"""

TAKEN_UP_AGAIN = """
2026-02-02
prep alma --playbook MAP --on 2026-02-03
prep alma --on 2026-02-03 --with "Prof. Edda Stein:chem"
2026-02-03
debrief alma --on 2026-02-03 --with "Prof. Edda Stein" --decided "shared-use:Prof. Edda Stein" \
    --set "funds=grant:Prof. Edda Stein" --verdict advanced --not-asked
prep alma --on 2026-02-10 --with "Prof. Edda Stein" --with "Bo Lind:phys"
2026-02-10
debrief alma --on 2026-02-10 --with "Prof. Edda Stein" --with "Bo Lind" --decided "shared-use:Bo Lind" \
    --decided "spec-agreed:Prof. Edda Stein" --set "funds=faculty:Bo Lind" --verdict advanced --not-asked \
    --promised "Prof. Edda Stein:send twelve samples that were hard to measure:2026-02-17:samples"
2026-02-20
prep alma --on 2026-02-24 --with "Bo Lind" --with "Prof. Edda Stein" --with "Nora Falk:buyer" \
    --with "Ken Abe:bio"
2026-02-24
debrief alma --on 2026-02-24 --with "Bo Lind" --with "Prof. Edda Stein" --with "Nora Falk" --with "Ken Abe" \
    --decided "spec-agreed:Bo Lind" --decided "by-frame:Nora Falk" --moved p1:2026-03-03 --verdict advanced \
    --not-asked
prep alma --on 2026-03-02 --with "Nora Falk"
prep alma --on 2026-03-02 --with "Nora Falk" --with "Ulla Berg:dean" --set funds=grant:Ulla
2026-03-02
debrief alma --on 2026-03-02 --with "Nora Falk" \
    --reopened "shared-use:Nora Falk:the rule book knows no shared use" --verdict stayed --not-asked
prep alma --on 2026-03-04 --with "Nora Falk" --with "Bo Lind"
"""

TAKEN_UP_AGAIN_PAGE = """\
ALMA · Wed 4 Mar 2026 · 30 minutes
With Nora Falk (purchasing office) and Bo Lind (chair of physics).
Not on it: Prof. Edda Stein (chair of chemistry), who is needed to decide
  whether one instrument serves the benches of all three labs.

LAST TIME   Mon 2 Mar, with Nora. Nora wants to look again at whether one
            instrument serves the benches of all three labs: “the rule book
            knows no shared use”. Bo wasn't there.
THEY OWE    Prof. Stein was to send twelve samples that were hard to measure, by
            3 Mar.

OPEN        “I'd like to start with the question of whether one instrument
            serves the benches of all three labs.”

AIM         Bo agrees to get Prof. Stein onto a call by Wed 11 Mar. That's
            needed to decide whether one instrument serves the benches of all
            three labs.
AT LEAST    Bo agrees to keep a diary of who would have used it for two weeks,
            by Wed 18 Mar.

ASK         * Bo: How do you see the shared use?
            * Nora: What would you need to see before this goes ahead?

END         If yes: “Bo, so you'll get Prof. Stein onto a call by 11 Mar. Have I
            got that right?” Last: “What didn't we talk about that we should
            have?”

MISSING     Needs a fresh yes: the specification and the call on the frame
            contract.

lab-purchase 1 · callplan debrief alma
"""


def test_taken_up_again(tmp_path: Path) -> None:
    """What two chairs had decided is open again, and only one of them is on the call."""
    assert page(tmp_path, MAP, TAKEN_UP_AGAIN) == TAKEN_UP_AGAIN_PAGE
