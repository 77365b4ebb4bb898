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
With Rui Paz (sponsor) and Lea Horn (user)

AIM         Rui Paz decides whether it would be bought again today. Nobody is
            missing: Rui can decide it on this call.
            Good for them: they answer for something they chose themselves.
            No is right if it would take a month for anybody to miss it.
ALL THE WAY Rui decides whether it has done what it was bought for.

OPEN        “I was to send the figures of the past year by 27 Nov and have not.
            We have met once; today is for the fresh go-ahead. If it would take
            a month for anybody to miss it, tell me and we stop there.”

ASK         * Rui: What would you set up in its place if you started with an
              empty desk?
              → a tool they brought along, or a supplier they trust
            * Rui: Which promise do you hold the past year up against?
              → a figure of their own, and something we said and did not do
            * Lea: What has become of whoever asked for it in the first place?
              → a name, a month, and what was said at the farewell

THEY ASK    ? What did my predecessor want from you that never came?
RISK        Rui on 24 Nov: “I did not choose this”. Ask what would settle it.
IF BACK     If Rui says no to the fresh go-ahead, ask what would have to change
            first, and offer to close it.

AT THE END  Say back what was reached: the use review (Rui) or the fresh
            go-ahead (Rui). “Rui, was this worth your time?”

WHERE       They are at “Whose is it now?”, we at “What has it done for us?”,
            one stage ahead.
            No decision from Rui and Lea yet, in 10 days and 1 call.
            The limit for the renewal is Thu 1 Apr, which is tight: it may take
            until Wed 14 Apr. To keep it, Rui Paz has to settle the fresh
            go-ahead by Wed 10 Feb.
            Former sponsor: has left, on Rui's word alone.
PROMISES    Ours, late: send the figures of the past year (Fri 27 Nov).
            Rui was to look up why it was bought in the first place by 1 Dec:
            kept?

renewal 1 · assumed: length (one year) and data (none) ·
  callplan debrief lindner
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
With Otto Beck (budget owner) and Ines Vogt (sponsor)
Without Sam Roth (security), whose yes the data release needs

AIM         Otto Beck decides whether the contract goes on at the offered price
            and scope, in writing. Not on this call: it waits for the data
            release.
            Good for them: they choose it, and it does not just happen to them.
            No is right if something already paid for does most of it.
            It has to be settled by Thu 31 Dec.
TODAY       Ines will bring somebody from security to a call by Fri 25 Dec.
LEAST       Otto will read the notice clause and put both days in the diary by
            Fri 18 Dec. With no date from Otto, nothing has moved. Bring the
            clause on one page with both days worked out.

OPEN        “After the budget line on 9 Dec, today is a step towards the
            renewal. If something already paid for does most of it, tell me and
            we stop there.”

ASK         * Otto: What still stands between you and a signature before the
              notice day?
              → a comparison that is still running, a form, a person
            * Otto: For how long do you want to be bound this time?
            * Ines: What has become of whoever asked for it in the first place?
IF BACK     If the budget line comes apart, ask what changed since 9 Dec and
            settle that first.

AT THE END  Say back what was reached: the talk with security by Fri 25 Dec
            (Ines) or the notice clause by Fri 18 Dec (Otto). “Ines, was this
            worth your time?”

WHERE       They are at “Do we go on?”, we at “What has it done for us?”, three
            stages behind.
            Last decision: the budget line (Otto, 9 Dec), 6 days ago.
            The limit for the renewal is Thu 31 Dec, and that cannot hold: 12
            working days are missing. What takes longest is the data release, 15
            working days. Sam Roth can waive the data release; else the day
            moves, to Mon 18 Jan at the earliest.
PROMISES    Lea Horn (user) was to write down what is still done outside it by
            4 Dec: kept?

renewal 1 · assumed: former sponsor (still here), length (one year) and data
  (personal) · callplan debrief eder
"""


def test_heir(tmp_path: Path) -> None:
    """Whoever bought it has left, and it has to be wanted again by somebody who did not choose it."""
    assert page(tmp_path, "", HEIR) == HEIR_PAGE


def test_notice(tmp_path: Path) -> None:
    """All is decided but the renewal itself, two weeks before silence decides it."""
    assert page(tmp_path, "", NOTICE) == NOTICE_PAGE
