"""A hospital buys imaging software: a board, a data officer from outside, and two people called Anna."""

from __future__ import annotations

from pathlib import Path

from aloud import page

MAP = """
format: 1
id: imaging
title: A hospital buys imaging software
for: a clinic where the board meets four times a year and images leave the house
facts:
  board-day:
    ask: On which day does the board meet next?
    type: date
    of: director
    listen_for: a date with an agenda already half full
  images:
    ask: Whose images would be kept outside the house?
    choices: [none, phantom, patient]
    of: physicist
    listen_for: a kind of patient, not a kind of file
  sites:
    ask: How many sites read each other's scans on a Monday?
    type: number
    unit: sites
    of: radiologist
    listen_for: a number that leaves out the vans
roles:
  radiologist: {title: head of radiology, is: reads the scans}
  physicist: {title: medical physicist, is: answers for the machines}
  director: {title: medical director, is: speaks for the clinic before the board}
  treasurer: {title: treasurer, is: signs for sums above the ward budget}
  privacy: {title: data officer, side: third-party, is: rules on patient data for the region}
  lead: {title: project lead, side: us}
stages:
  - id: pain
    title: How long do we wait for a reading?
    signals: [they joke about the night list]
    steps:
      - id: night-list
        title: the night list
        will: count the scans that waited past midnight last month
        by: radiologist
        takes: 1w
        ask: Which scan last month should have been read the same night?
        listen_for: a patient, a ward, an hour
        help: the counting sheet of a clinic with two vans
      - id: worth-it
        title: the case for change
        whether: faster readings are worth a new system this year
        by: radiologist
        hear: physicist
        ask: What do the wards do while they wait for a reading?
        listen_for: a transfer, a second scan, a phone call at night
        good_for_them: nobody on the ward phones the reading room after ten
        no_is_right_if: the second scanner is cancelled
        if_skipped: the board hears of it from the accounts first
        concerns:
          - fear: the last system slowed the reading room for half a year
            say: both systems run side by side until the night shift asks for the old one to go
            never: a day on which the old one is gone
        they_ask:
          - Who reads with it at night today?
          - What happens when the line to the other site is down?
  - id: trial
    title: Does it hold on our own scans?
    needs: [worth-it]
    steps:
      - id: cases-picked
        title: the forty cases
        will: pick forty cases nobody agreed on
        by: {any: [radiologist, physicist]}
        takes: 5-8bd
        gives_up: reputation
        ask: Which cases would you be ashamed to get wrong twice?
        listen_for: a disagreement between two readers
        help: our list of cases from a clinic of the same size
      - id: trial-run
        title: the trial on site
        will: run the trial on the forty cases
        by: lead
        needs: [cases-picked]
        takes: 2w
      - id: reading-holds
        title: the reading test
        whether: the readings hold on the forty cases
        by: [radiologist, physicist]
        needs: [cases-picked, trial-run]
        ask: What would a reading have to miss for the test to have failed?
        listen_for: a size in millimetres
        good_for_them: they know the worst case before a patient is in it
        no_is_right_if: two readers would still have to read each scan
        if_skipped: the first hard case is a real one
  - id: data
    title: May the images leave the house?
    track: privacy
    when: {images: patient}
    needs: [worth-it]
    steps:
      - id: data-map
        title: the map of the data
        will: draw where each image goes and who can open it
        by: physicist
        takes: 1-2w
        help: the drawing two other regions have passed
      - id: data-ruled
        title: the ruling on patient data
        whether: patient images may be kept outside the house
        by: privacy
        needs: [data-map]
        takes: 3-6w
        proof: wrote
  - id: board
    title: Will the board pay for it?
    steps:
      - id: paper
        title: the paper for the board
        will: write the two pages for the board
        by: director
        needs: [reading-holds]
        takes: 1w
        without_us: true
        help: the two pages another director let us keep
      - id: treasurer-comes
        title: the hour with the treasurer
        will: bring the treasurer to a call before the board meets
        by: director
        brings: treasurer
        takes: 10d
        gives_up: reputation
      - id: board-says
        title: the vote of the board
        whether: the money is set aside in the new year
        by: {depends: [{when: {amount: {over: 200k}}, is: [director, treasurer]}, {is: director}]}
        hear: treasurer
        needs: [paper, board-day + 0d]
        ask: Which item on that agenda could push this one off it?
        listen_for: a roof, a lift, a strike
        good_for_them: the ward plan for spring does not hang on overtime
        no_is_right_if: the merger takes the reserve
        until_then: [a price to the wards]
        if_no: no-decision
  - id: contract
    title: Shall we sign?
    steps:
      - id: signed
        title: the contract
        whether: the contract is signed as it lies on the table
        by: [director, treasurer]
        needs: [board-says, data-ruled]
        proof: wrote
        ask: What would still stop a pen on the day?
        listen_for: a clause with a number
        if_no: lost
ends:
  lost: [kept the old system, chose another, no money]
  no-decision: [board put it off for good]
  won: {needs: [signed], before: wanted-by}
"""

NOBODY_KNOWN = """
2026-11-02
prep lakeside --playbook MAP --on 2026-11-05
prep lakeside --on 2026-11-05 --with "Ruth Amsel:none"
"""

NOBODY_KNOWN_PAGE = """\
LAKESIDE · Thu 5 Nov 2026 · 30 minutes
With Ruth Amsel.
Nobody named yet: the head of radiology, needed to decide whether faster
  readings are worth a new system this year.

OPEN        “We have 30 minutes. Today I'd like to work out with you who should
            have a say in the case for change. Anything you want to cover?”

AIM         Ruth agrees to bring in the head of radiology by Thu 12 Nov. That's
            needed to decide whether faster readings are worth a new system this
            year.
            What's in it for them: nobody on the ward phones the reading room
            after ten.
AT LEAST    Ruth agrees to bring in the medical physicist by Thu 12 Nov.

ASK         * Ruth: What's your part in this?
            * Ruth: Who is the head of radiology, and what do they know about
              this so far?
              → the name of the head of radiology
WORRY       They may fear that the last system slowed the reading room for half
            a year. If it's true of us, say: “Both systems run side by side
            until the night shift asks for the old one to go.” Don't promise a
            day on which the old one is gone.

END         If yes: “So you'll bring in the head of radiology by 12 Nov. Have I
            got that right?” Last: “Ruth, was this worth your time?”

imaging 1 · callplan debrief lakeside
"""

LATE_PROMISE = """
2026-11-02
prep lakeside --playbook MAP --on 2026-11-05
prep lakeside --on 2026-11-05 --with "Ruth Amsel:none"
prep lakeside --on 2026-11-05 --with "Ruth Amsel:physicist" --minutes 20
2026-11-05
debrief lakeside --on 2026-11-05 --with "Ruth" \
    --promised "Ruth:bring the head of radiology to a call:2026-11-16:@radiologist" \
    --set images=patient:Ruth --not-asked --concern "Ruth:we cannot lose another Sunday" --verdict advanced
2026-11-15
prep lakeside --on 2026-11-16 --with "Ruth" --with "Ivo Brandt:radiologist" --minutes 40
2026-11-16
debrief lakeside --on 2026-11-16 --with Ruth --with Ivo --kept p1 \
    --decided "worth-it:Ivo:said:I am tired of apologising to the wards" --set images=none:Ivo \
    --we-promised "send the list of clinics with two vans:2026-11-20" \
    --worth-it "ask me when the night list is shorter" \
    --promised "Ivo:pick forty cases nobody agreed on:2026-11-27:cases-picked" --verdict advanced \
    --next 2026-12-01:reading-holds:Ivo,Ruth
2026-11-30
prep lakeside --on 2026-12-01 --with Ruth --with Ivo --person "Dora Venn:director:Ruth"
"""

LATE_PROMISE_PAGE = """\
LAKESIDE · Tue 1 Dec 2026 · 30 minutes
With Ruth Amsel (medical physicist) and Ivo Brandt (head of radiology).

LAST TIME   Mon 16 Nov. Ivo agreed that faster readings are worth a new system
            this year: “I am tired of apologising to the wards”. Ruth was to
            bring the head of radiology to a call, and did.
THEY OWE    Ivo was to pick forty cases nobody agreed on by 27 Nov.
WE OWE      Send the list of clinics with two vans. Due 20 Nov.
            Do it before the call, or have a day ready.

OPEN        “Ruth, I said I'd send the list of clinics with two vans by 20 Nov,
            and I haven't. You'll have that by ____. I'd like to hear where
            things stand, and then look at whether the readings hold on the
            forty cases.”

AIM         If Ivo kept the promise to pick forty cases nobody agreed on, Ivo
            and Ruth decide whether the readings hold on the forty cases.
AT LEAST    A new day from Ivo, and what's in the way.

ASK         * Ruth and Ivo: I've heard none and patient for the images: which
              should we plan on?
            * Ivo: Were you able to pick forty cases nobody agreed on?
WORRY       Ruth on 5 Nov: “we cannot lose another Sunday”. Not in front of Ivo.
            Take Ruth aside.

END         If yes: “Ivo and Ruth, so you've agreed that the readings hold on
            the forty cases. Have I got that right?” If it isn't done: “What's
            the new day?” Last: “What didn't we talk about that we should have?”

imaging 1 · callplan debrief lakeside
"""

SOMEBODY_LEFT = """
2026-10-01
prep stmary --playbook MAP --on 2026-11-03 --opened 2026-09-14 --with "Anna Roth:radiologist" \
    --with "Anna Kern:physicist" --settled "worth-it:Anna Roth:wrote@2026-09-20" \
    --set "images=patient:Anna Kern" --set "amount=260000" \
    --set "board-day=2026-12-11:Anna Roth:heard=Anna Kern" --done "cases-picked:Anna Roth" \
    --target reading-holds --minutes 50
2026-11-03
debrief stmary --on 2026-11-03 --with "Anna Roth" --with "Anna Kern" --done trial-run:us \
    --decided "reading-holds:Anna Roth:said:it found two I had missed" --verdict advanced --not-asked
prep stmary --on 2026-11-10 --with "Anna Kern"
prep stmary --on 2026-11-10 --with "Anna Roth" --with "Leo Falk:director" --with "Hanna Moss:lead" \
    --with "Jun Park:privacy"
2026-11-10
debrief stmary --on 2026-11-10 --with "Anna Roth" --with "Anna Kern" --with "Leo Falk:director" \
    --with "Jun Park:privacy" --decided "reading-holds:Anna Kern" \
    --reopened "worth-it:Leo Falk:the second scanner may not come" --set "amount=180000:Leo Falk:wrote" \
    --set "amount=240000:Anna Roth" --concern "Leo Falk:the board remembers the last system:board-says" \
    --promised "Leo Falk:bring the treasurer to a call before the board meets:2026-11-20:treasurer-comes" \
    --verdict advanced --worth-it "yes, bring fewer slides"
2026-11-16
prep stmary --on 2026-11-17 --with "Anna Roth" --with "Leo Falk" --minutes 45
prep stmary --on 2026-11-17 --with "Leo Falk" --target board-says
2026-11-17
debrief stmary --on 2026-11-17 --with "Anna Roth" --with "Leo Falk" --left "Anna Kern" \
    --decided "worth-it:Anna Roth:wrote" --verdict small-step --not-asked
2026-12-12
prep stmary --on 2026-12-15 --with "Leo Falk" --person "Otto Gram:treasurer:Leo Falk" \
    --with "Mia Dahl:physicist"
"""

SOMEBODY_LEFT_PAGE = """\
STMARY · Tue 15 Dec 2026 · 30 minutes
With Leo Falk (medical director) and Mia Dahl (medical physicist, first call).
Anna Kern left on 17 Nov.

LAST TIME   Tue 17 Nov, with Anna Roth and Leo. Anna Roth agreed that faster
            readings are worth a new system this year.
THEY OWE    Leo was to bring the treasurer to a call before the board meets by
            20 Nov.

OPEN        “Mia, good to have you with us. We have 30 minutes. Leo, would you
            tell Mia where we've got to? Then, Mia, I'd like us to know whether
            the readings hold on the forty cases.”

AIM         Mia decides whether the readings hold on the forty cases. Anna Roth
            said yes already.
AT LEAST    Mia agrees a day for the next call, and who should be on it.

ASK         * Mia: Before you joined, Anna Kern agreed that the readings hold on
              the forty cases: would you decide the same?
            * Leo: How did you get on with what you planned for 20 Nov?
WORRY       Leo on 10 Nov: “the board remembers the last system”. Not in front
            of Mia.

END         If yes: “Mia, so you've agreed that the readings hold on the forty
            cases. Have I got that right?” If not: “What would have to change?”
            Last: “Was this worth your time?”

MISSING     They differ on the amount: 180,000 (Leo) and 240,000 (Anna Roth).

imaging 1 · callplan debrief stmary
"""


def test_nobody_known(tmp_path: Path) -> None:
    """The first call, with somebody whose role nobody knows and no decider known."""
    assert page(tmp_path, MAP, NOBODY_KNOWN) == NOBODY_KNOWN_PAGE


def test_late_promise(tmp_path: Path) -> None:
    """The test waits for a promise past its day; the one who made it is on the call, as are two who disagree."""
    assert page(tmp_path, MAP, LATE_PROMISE) == LATE_PROMISE_PAGE


def test_somebody_left(tmp_path: Path) -> None:
    """One of two joint deciders has left; a yes stands, and her successor gives the other."""
    assert page(tmp_path, MAP, SOMEBODY_LEFT) == SOMEBODY_LEFT_PAGE
