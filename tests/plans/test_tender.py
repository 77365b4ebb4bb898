"""A district tenders its waste scales, told on the bundled map: before the notice, and once nobody may be rung."""

from __future__ import annotations

from pathlib import Path

from aloud import page

TALKS = """
2026-11-23
prep kreis --playbook public-tender --on 2026-11-24 --with "Petra Amend:department" \
    --person "Jan Voss:buyer:Petra Amend"
2026-11-24
debrief kreis --on 2026-11-24 --with Petra --set amount=900000:Petra --not-asked --verdict small-step \
    --promised "Petra:write the need down without a single product name:2026-12-11:need-paper" \
    --we-promised "send three published papers:2026-11-27"
2026-12-15
debrief kreis --on 2026-12-15 --with Petra --with Jan --kept p1 --kept p2 --decided need-set:Petra \
    --done estimate:Jan --set amount=1200000:Jan:wrote --not-asked --verdict advanced \
    --promised "Jan:announce the talks to the whole market:2027-01-08:talks-announced" \
    --person "Ute Blum:finance:Jan Voss"
2027-01-19
prep kreis --on 2027-01-20 --with Petra --with Jan
"""

TALKS_PAGE = """\
KREIS · Wed 20 Jan 2027 · 30 minutes
With Petra Amend (head of department) and Jan Voss (procurement officer)
Without Ute Blum (finance), whose yes the budget needs

AIM         Ute Blum decides whether the money is there for all years of the
            term, in writing. Not on this call, without Ute.
            Good for them: they cannot be forced to call it off for want of
            money.
            No is right if the sum pays for the purchase and not for running it.
TODAY       Petra will bring Ute to a call by Wed 27 Jan.
LEAST       Petra will bring somebody who signs for the authority to a call by
            Wed 27 Jan. With no date from Petra, nothing has moved.
ALL THE WAY First the choice of procedure; then Petra and Jan decide whether the
            criteria pick the bid that serves the work best. Take it, and let
            Petra name a day for the budget, the record of the talks and the
            market consultation, before the publication; for the announcement of
            the talks, before the contract; for a call with somebody who judges
            the bids, before the first order. If the budget stays owed, the call
            is withdrawn after everybody has written a bid.

OPEN        “After the statement of need on 15 Dec 2026, today is a step towards
            the budget. If the sum pays for the purchase and not for running it,
            tell me and we stop there.”

ASK         * Petra: What would make Ute say no to the budget?
              → whether the sum pays for the purchase and not for running it
            * Petra: What should a dearer bid be allowed to win with?
            * Petra and Jan: Which value does your estimate come to, with every
              option and extension in it?
IF BACK     If the statement of need comes apart, ask what changed since
            15 Dec 2026 and settle that first.

AT THE END  Say back what was reached: the marking scheme (Petra and Jan) or
            Wed 27 Jan (Petra). “Petra, was this worth your time?”

WHERE       They are at “What do we need, and is there money?”, and so are we.
            Last decision: the statement of need (Petra, 15 Dec 2026), 36 days
            ago.
PROMISES    Jan was to announce the talks to the whole market by 8 Jan: kept?

public-tender 1 · assumed: clarification (none) and challenge (nothing) ·
  callplan debrief kreis
"""

IN_WRITING = """
2027-03-01
prep kreis --playbook public-tender --on 2027-03-02 --with "Jan Voss:buyer" --person "Petra Amend:department" \
    --set amount=1200000:Jan:wrote --settled published:Jan:did@2027-02-26
2027-03-02
debrief kreis --on 2027-03-02 --with "Eva Holm:management" --done bid-decided:us --not-asked \
    --set questions-close=2027-03-26:Jan:wrote --set bids-due=2027-04-20:Jan:wrote
2027-03-08
prep kreis --on 2027-03-09 --with Jan
"""

IN_WRITING_PAGE = """\
KREIS · Tue 9 Mar 2027 · 30 minutes
With Jan Voss (procurement officer)

AIM         Jan Voss decides whether the documents stand with the answers that
            were given, by deed. Not on a call: nobody may call before the final
            version is settled.
            Good for them: they get bids for one and the same thing.
            No is right if an answer would have brought others to bid.
IN WRITING  Write to Jan through the tender portal by Fri 26 Mar.

PROOF       It counts with a last version in the portal.

WHERE       They are at “What do the bidders still have to know?”, we at “What
            do we need, and is there money?”, three stages behind.
            Last decision: the publication (Jan, 26 Feb), 11 days ago.
THEIR WORK  Jan Voss has to publish every question with its answer by
            Wed 14 Apr.

public-tender 1 · assumed: clarification (none) and challenge (nothing) ·
  callplan debrief kreis
"""

JUDGED = """
2027-03-01
prep kreis --playbook public-tender --on 2027-03-02 --with "Jan Voss:buyer" --person "Petra Amend:department" \
    --set amount=180000:Jan:wrote --settled published:Jan:did@2027-02-26
2027-04-12
debrief kreis --on 2027-04-12 --with Jan --set questions-close=2027-03-26:Jan:wrote \
    --set bids-due=2027-04-20:Jan:wrote --done bid-decided:us --done answers-out:Jan:did --not-asked \
    --decided documents-stand:Jan:did --verdict advanced
2027-04-26
prep kreis --on 2027-04-27 --with Jan --with Petra --done bid-in:us:did@2027-04-19 \
    --done "bids-opened:Jan:did:ours" --done "bids-opened:Jan:did:one from Linz"
"""

JUDGED_PAGE = """\
KREIS · Tue 27 Apr 2027 · 30 minutes
With Jan Voss (procurement officer) and Petra Amend (head of department)

AIM         Jan Voss decides whether the bid meets every condition of the call,
            in writing. Not on a call: nobody may call or write before the
            formal check, the ranking and the award are settled.
            Good for them: they judge what bids can do and not what is missing
            in them.
            No is right if a paper is missing that may not be asked for again.

RISK        Until the award is settled, nobody is to talk price with a bidder or
            go round the committee to the council.
PROOF       It counts with a record of the check.

WHERE       They are at “Which bid gets it?”, we at “What do we need, and is
            there money?”, four stages behind.
            Last decision: the final version (Jan, 12 Apr), 15 days ago.
THEIR WORK  Jan Voss has to open a bid and admit it (two of three).

public-tender 1 · assumed: clarification (none) and challenge (nothing) ·
  callplan debrief kreis
"""


def test_talks(tmp_path: Path) -> None:
    """Before the notice a call is a call; the values told differ, and whoever keeps the budget is not there."""
    assert page(tmp_path, "", TALKS) == TALKS_PAGE


def test_in_writing(tmp_path: Path) -> None:
    """After the notice nobody calls: it says who is written to, how, and until when."""
    assert page(tmp_path, "", IN_WRITING) == IN_WRITING_PAGE


def test_judged(tmp_path: Path) -> None:
    """While bids are judged there is not a word, and on the short way two bids are one too few."""
    assert page(tmp_path, "", JUDGED) == JUDGED_PAGE
