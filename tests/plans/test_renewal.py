"""Two contracts come to their end, told on the bundled map: a sponsor who has left, and a notice day that is near."""

from __future__ import annotations

from pathlib import Path

from aloud import page

HEIR = """
2026-11-23
prep lindner --playbook renewal --on 2026-11-24 --with "Rui Paz:sponsor" --set "former-sponsor=has left:Rui Paz" \
    --set data=none --set "comparison=nobody:Rui Paz" --set "term-end=2027-06-30:Rui Paz:wrote"
2026-11-24
debrief lindner --on 2026-11-24 --with Rui --not-asked --verdict advanced --person "Lea Horn:user:Rui Paz" \
    --promised "Rui:look up why it was bought in the first place:2026-12-01:file-opened" \
    --we-promised "send the figures of the past year:2026-11-27" --concern "Rui:I did not choose this:re-earned"
2026-12-02
prep lindner --on 2026-12-03 --with Rui --with Lea --done use-counted:us
"""

HEIR_PAGE = """\
LINDNER · Thu 3 Dec 2026 · 30 minutes
With Rui Paz (sponsor) and Lea Horn (user, first call).

LAST TIME   Tue 24 Nov, with Rui. Nothing was decided.
THEY OWE    Rui was to look up why it was bought in the first place by 1 Dec.
WE OWE      Send the figures of the past year. Due 27 Nov.

OPEN        “Lea, good to have you with us. Rui, I said I'd send the figures of
            the past year by 27 Nov, and I haven't. You'll have that by ____.
            Would you tell Lea where we've got to? Then I'd like you to decide
            whether to keep this at all.”

AIM         Rui decides whether to keep this at all.
BEST CASE   If yes, ask Rui to decide whether this did the job.
AT LEAST    Rui agrees a day for the next call, and who should be on it.

ASK         * Rui: How did you get on with what you planned for 1 Dec?
            * Lea: How do you see the fresh go-ahead?
            * Rui: What's the last day on which you could give notice?
            * Rui: What happens on the last day of the term if nobody has said
              anything?
WORRY       Rui on 24 Nov: “I did not choose this”. Not in front of Lea.

END         If yes: “Rui, so you've said yes to keeping it. Have I got that
            right?” If not: “What would have to change?” Last: “Was this worth
            your time?”

DATES       The renewal by Thu 1 Apr 2027 (90 days before “term end”) will be
            close: it may take until Wed 14 Apr 2027. Wed 10 Feb 2027 is the
            last day for Rui to decide whether to keep this at all.
            Deadline: the start of the new term by Wed 30 Jun 2027.

renewal 1 · callplan debrief lindner
"""

NOTICE = """
2026-11-20
prep eder --playbook renewal --on 2026-11-24 --with "Ines Vogt:sponsor" --with "Lea Horn:user" --set data=personal \
    --set "comparison=nobody:Ines Vogt" --set "term-end=2027-03-31:Ines Vogt:wrote" \
    --settled "data-cleared:Sam Roth:wrote@2025-12-10" --person "Sam Roth:security" \
    --person "Otto Beck:budget-owner:Ines Vogt" --done use-counted:us --done answers-updated:us
2026-11-24
debrief eder --on 2026-11-24 --with Ines --with Lea --decided "worth-it:Ines:said:nobody rings at night any more" \
    --done heads-counted:Ines --decided scope-set:Ines --worth-it "the misses came first, for once" --verdict advanced \
    --promised "Lea:write down what is still done outside it:2026-12-04:detours"
2026-12-08
prep eder --on 2026-12-09 --with "Otto Beck" --done offer:us@2026-12-01
2026-12-09
debrief eder --on 2026-12-09 --with Otto --decided "money:Otto:wrote" --set "clause=it runs on:Otto:wrote" \
    --not-asked --verdict advanced
2026-12-14
prep eder --on 2026-12-15 --with Otto --with Ines
"""

NOTICE_PAGE = """\
EDER · Tue 15 Dec 2026 · 30 minutes
With Otto Beck (budget owner) and Ines Vogt (sponsor).

LAST TIME   Wed 9 Dec, with Otto. Otto put the new price in the budget.
THEY OWE    Lea was to write down what is still done outside it by 4 Dec.

OPEN        “Today I'd like to talk about whether to renew at the offered price
            and scope, and what has to happen first.”

AIM         Otto agrees to get Lea to list the problems that are still open, by
            Fri 18 Dec. That's needed to decide whether to renew at the offered
            price and scope.
AT LEAST    Otto agrees to read the notice clause and put both days in the
            calendar by Fri 18 Dec.

ASK         * Otto: What's still in the way of a signature?
            * Ines: When do you want this off your desk, and why then?
            * Otto: What's the last day on which you could give notice?

END         If yes: “Otto, so by 18 Dec you'll get Lea to list the problems that
            are still open. Have I got that right?” Last: “What didn't we talk
            about that we should have?”

DATES       At this pace the renewal comes on Mon 18 Jan 2027, 12 working days
            after the deadline, Thu 31 Dec (90 days before “term end”). This
            week it would help to get Lea or Sam to list the data that was added
            since the last review.
            Once it's too late, notice can't be given for this term, and the
            contract ends or runs on as its clause says.
            Deadline: the start of the new term by Wed 31 Mar 2027.

renewal 1 · callplan debrief eder
"""


def test_heir(tmp_path: Path) -> None:
    """Whoever bought it has left, and it has to be wanted again by somebody who did not choose it."""
    assert page(tmp_path, "", HEIR) == HEIR_PAGE


def test_notice(tmp_path: Path) -> None:
    """All is decided but the renewal itself, two weeks before silence decides it."""
    assert page(tmp_path, "", NOTICE) == NOTICE_PAGE
