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
With Petra Amend (head of department) and Jan Voss (procurement officer).
Not on it: Ute Blum (finance), who is needed to decide whether the money is
  there for the whole term.

LAST TIME   Tue 15 Dec 2026. Petra decided to put it out to tender. Petra was to
            write the need down without a single product name, and did.
THEY OWE    Jan was to announce the talks to the whole market by 8 Jan.

OPEN        “Petra, last time you decided to put it out to tender. I'd like to
            work out with you what Ute needs to decide whether the money is
            there for the whole term.”

AIM         Petra agrees to bring in Ute by Wed 27 Jan. That's needed to decide
            whether the money is there for the whole term.
BEST CASE   If yes, ask Jan to decide which procedure to use, in writing. Then
            agree a day for Jan to put minutes of every talk in the file.
AT LEAST    Petra agrees to bring in the head of the authority by Wed 27 Jan.

ASK         * Petra: What should a more expensive bid be able to win on?
            * Jan: Were you able to announce the talks to the whole market?

END         If yes: “Petra, so you'll bring in Ute by 27 Jan. Have I got that
            right?” Last: “What didn't we talk about that we should have?”

MISSING     They differ on the amount: 900,000 EUR (Petra) and 1,200,000 EUR
            (Jan).
            Still missing before the scoring scheme: a call with one of the
            specialists.

public-tender 1 · callplan debrief kreis
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
KREIS · Tue 9 Mar 2027 · 1,200,000 EUR
With Jan Voss (procurement officer, first call).

SO FAR      26 Feb: Jan published the tender.
WE OWE      Put every open question into the portal, by Wed 24 Mar (“questions
            close” is Fri 26 Mar).
            Hand in the bid through the portal, by Mon 19 Apr (“bids due” is
            Tue 20 Apr).

AIM         No calls now: nobody may call before the final award is done, on
            Wed 16 Jun at the earliest. Questions go in writing to Jan through
            the tender portal by Fri 26 Mar.

DATES       Deadlines: the list of answers by Wed 14 Apr, the award by
            Mon 19 Jul.

public-tender 1 · callplan prep kreis
"""

CORRECTED = """
2027-03-01
prep kreis --playbook public-tender --on 2027-03-02 --with "Jan Voss:buyer" --person "Petra Amend:department" \
    --set amount=800000:Jan:wrote --set wanted-by=2027-10-01:Petra --settled published:Jan:did@2027-02-26 \
    --set questions-close=2027-03-12:Jan:wrote --set bids-due=2027-04-20:Jan:wrote
2027-03-19
prep kreis --on 2027-03-19 --with "Eva Holm:management" --done bid-decided:us@2027-03-05 \
    --done our-questions:us@2027-03-10 --done answers-out:Jan:did@2027-03-18
2027-03-22
debrief kreis --on 2027-03-22 --with Jan --declined "documents-stand:Jan:one answer changes too much" --not-asked
show kreis
"""

CORRECTED_PAGE = """\
KREIS · Mon 22 Mar 2027 · 800,000 EUR
They are at “What do the bidders still have to know?”.

LAST TIME   Mon 22 Mar, with Jan. Jan said no to the final version: “one answer
            changes too much”.
WE OWE      Hand in the bid through the portal, by Mon 19 Apr (“bids due” is
            Tue 20 Apr).

NEXT        No calls now: nobody may call before the final award is done, on
            Wed 16 Jun at the earliest. Questions went in writing to Jan through
            the tender portal until Fri 12 Mar: that day has gone by.

DATES       Deadline: the award by Mon 19 Jul.

public-tender 1 · assumed: partners (none), clarification (none) and challenge
  (nothing) · callplan prep kreis
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
KREIS · Tue 27 Apr 2027 · 180,000 EUR
With Jan Voss (procurement officer) and Petra Amend (head of department, first
  call).

LAST TIME   Mon 12 Apr, with Jan. Jan published the final documents.

AIM         No calls now: nobody may call or write before the formal check, the
            ranking and the award are done, nor call before the final award is
            done, on Fri 4 Jun at the earliest.
            Don't talk price with anybody or go over the committee's head to the
            council before the award.

DATES       Deadline: the award by Mon 19 Jul.

public-tender 1 · callplan prep kreis
"""


def test_talks(tmp_path: Path) -> None:
    """Before the notice a call is a call; the values told differ, and whoever keeps the budget is not there."""
    assert page(tmp_path, "", TALKS) == TALKS_PAGE


def test_in_writing(tmp_path: Path) -> None:
    """After the notice nobody calls: it says who is written to, how, and until when."""
    assert page(tmp_path, "", IN_WRITING) == IN_WRITING_PAGE


def test_put_right(tmp_path: Path) -> None:
    """A no to the final version leaves the notice out, and brings back nothing of what lies before it."""
    assert page(tmp_path, "", CORRECTED) == CORRECTED_PAGE


def test_judged(tmp_path: Path) -> None:
    """While bids are judged there is not a word, and on the short way two bids are one too few."""
    assert page(tmp_path, "", JUDGED) == JUDGED_PAGE
