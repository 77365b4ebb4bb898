"""A bakery chain leases ovens: put off, declined, promised twice, and a bank that has to agree."""

from __future__ import annotations

from pathlib import Path

from aloud import page

MAP = """
format: 1
id: oven-lease
title: A bakery chain leases ovens
for: a family firm with shops of its own, where bakers are listened to
facts:
  shops:
    ask: In how many shops do you bake in the window?
    type: number
    unit: shops
    of: master
    listen_for: shops where the smell sells
  lease-or-buy:
    ask: What made you lease the last van and buy the last freezer?
    choices: [lease, purchase]
    of: owner
    assume: lease
roles:
  owner: {title: owner}
  master: {title: master baker, is: lights the first oven}
  shop-lead: {title: head of shops, is: runs the counters}
  bank: {title: house bank, side: third-party, is: lends to the family}
  fitter: {title: fitter, side: us}
stages:
  - id: bread
    title: Is our bread good enough?
    steps:
      - id: tasting
        title: the blind tasting
        will: taste six loaves without their names
        by: [master, shop-lead]
        takes: 4d
        on_call: true
        ask: Which loaf do you send back most mornings?
        listen_for: a loaf, a weekday, a shop
        help: six loaves from two ovens, wrapped and numbered
      - id: oven-matters
        title: the oven question
        whether: the oven is what holds the bread back
        by: master
        implied_by: [lease-signed]
        ask: What would you bake tomorrow if the oven let you?
        listen_for: a bread they took off the shelf
        good_for_them: the crust is the same at six and at eleven
        no_is_right_if: the flour changed at the same time
        if_skipped: the new oven bakes the old bread
        if_no: no-decision
  - id: fit
    title: Where would it stand?
    steps:
      - id: floor-plan
        title: the floor plan
        will: draw the floor with doors and drains
        by: shop-lead
        takes: 3d
        help: squared paper with the oven cut out to scale
      - id: power-checked
        title: the check of the mains
        will: have the mains checked in every shop
        by: fitter
        takes: 1w
      - id: shops-picked
        title: the choice of shops
        whether: these shops are the right ones to begin with
        by: {any: [owner, shop-lead]}
        hear: master
        needs: [floor-plan]
        ask: Which shop would you close for three days in spring?
        listen_for: a shop nobody defends
        good_for_them: they lose three quiet days and not one Saturday
        no_is_right_if: two leases of shops run out this year
        if_skipped: the ovens stand in the shops with the weakest street
        concerns:
          - the smoke goes up the neighbour's stairs
  - id: numbers
    title: What does it cost each month?
    steps:
      - id: loaves-counted
        title: the count of loaves
        will: count what is thrown away in one week
        by: {any: [shop-lead, master]}
        takes: 8d
        gives_up: reputation
        ask: Who would not like the bin to be counted?
        listen_for: a name
        if_skipped: the rate is set against a guess
      - id: rate-holds
        title: the monthly rate
        whether: the rate is less than what goes in the bin
        by: owner
        needs: [{any: [loaves-counted, tasting]}]
        ask: What rate would you notice and not mind?
        listen_for: a sum, and a month in which it hurts
        good_for_them: each oven pays its rate by the tenth of the month
        no_is_right_if: the bin holds less than forty loaves
        they_ask: [What if a shop closes before the lease is up?]
        concerns:
          - fear: the rate goes on when the shop does not
            say: one oven in five may come back each year
            never: a rate for all shops at once
  - id: money
    title: Does the bank go along?
    track: bank
    when: {lease-or-buy: lease}
    steps:
      - id: bank-agrees
        title: the word of the bank
        whether: the lease fits into the line of credit
        by: [bank, owner]
        needs: [rate-holds]
        proof: wrote
        ask: How did the bank take the last lease?
  - id: lease
    title: Do we sign the lease?
    steps:
      - id: lease-signed
        title: the lease
        whether: the ovens are leased for five years
        by: owner
        needs: [rate-holds, bank-agrees]
        ask: What would you want to read in it before you sleep on it?
        listen_for: a way out
        proof: {wrote: a lease with a name under it}
        if_no: lost
ends:
  lost: [repaired the old ovens, another maker, the bank said no]
  no-decision: [the season came first]
"""

NO_IN_THE_WAY = """
2026-03-02
prep huber --playbook MAP --on 2026-03-04 --with "Sepp:master" --with "Gitti:shop-lead"
2026-03-04
debrief huber --on 2026-03-04 --with Sepp --with Gitti --decided "oven-matters:Sepp" --done "tasting:Sepp" \
    --done "tasting:Gitti" \
    --set "shops=6:Gitti" --promised "Gitti:draw the floor with doors and drains:2026-03-09:floor-plan" \
    --deferred "shops-picked:Gitti:2026-03-20:Easter comes first" --verdict advanced \
    --worth-it "the loaves were, yes"
2026-03-10
prep huber --on 2026-03-11 --with Gitti
prep huber --on 2026-03-11 --with Gitti --with "Alois Huber:owner"
2026-03-11
debrief huber --on 2026-03-11 --with Gitti --with "Alois Huber:owner" --missed p1 \
    --promised "Gitti:draw the floor with doors and drains:2026-03-16:floor-plan" \
    --declined "rate-holds:Alois Huber:no rate before the bank has answered" --set "shops=8:Alois Huber" \
    --we-promised "bring the rates of two other chains:2026-03-13" \
    --concern "Alois Huber:my brother signed one of those:lease-signed" --verdict stayed --not-asked
2026-03-17
prep huber --on 2026-03-18 --with "Alois"
prep huber --on 2026-03-18 --with "Alois" --with Sepp --with Gitti --with "Rosa Kahn:bank"
"""

NO_IN_THE_WAY_PAGE = """\
HUBER · Wed 18 Mar 2026 · 30 minutes
With Alois Huber (owner), Sepp (master baker), Gitti (head of shops) and
  Rosa Kahn (house bank).

LAST TIME   Wed 11 Mar, with Gitti and Alois. Alois said no to the monthly rate:
            “no rate before the bank has answered”. Sepp wasn't there.
THEY OWE    Gitti was to draw the floor with doors and drains by 16 Mar.
WE OWE      Bring the rates of two other chains. Due 13 Mar.
            Do it before the call, or have a day ready.

OPEN        “Alois, I said I'd bring the rates of two other chains by 13 Mar,
            and I haven't. You'll have that by ____. Today I'd like to talk
            about whether the lease fits into the line of credit, and what has
            to happen first.”

AIM         Before anybody can decide whether the lease fits into the line of
            credit, it takes the monthly rate.
AT LEAST    Alois agrees a day for the next call, and who should be on it.

ASK         * Alois: How do you see the monthly rate?
            * Sepp: In how many shops do you bake in the window?
            * Gitti: How did you get on with what you planned for 16 Mar?
            * Alois and Gitti: I've heard six and eight for the shops: which
              should we plan on?
WORRY       Gitti on 4 Mar: “Easter comes first”. Not in front of Alois.
            Alois on 11 Mar: “my brother signed one of those”. Not in front of
            Sepp.

END         Say back what is open, and who does what by when. Last: “What didn't
            we talk about that we should have?”

oven-lease 1 · callplan debrief huber
"""

IN_DOUBT = """
2026-05-04
prep kornblum --playbook MAP --on 2026-05-05 --with "Ida Kornblum:owner,master" --minutes 25
2026-05-05
debrief kornblum --on 2026-05-05 --with "Ida" --decided "oven-matters:Ida:said:the crust is gone by eleven" \
    --promised "Ida:count what is thrown away in one week:2026-05-12:loaves-counted" --verdict advanced \
    --not-asked
2026-05-13
debrief kornblum --on 2026-05-13 --with Ida --missed p1 \
    --promised "Ida:count what is thrown away in one week:2026-05-20:loaves-counted" --verdict advanced \
    --not-asked
2026-05-21
debrief kornblum --on 2026-05-21 --with Ida --missed p2 --verdict advanced --not-asked
2026-05-24
prep kornblum --on 2026-05-26 --with Ida
prep kornblum --on 2026-05-26 --with "Franz Lohr:shop-lead"
"""

IN_DOUBT_PAGE = """\
KORNBLUM · Tue 26 May 2026 · 30 minutes
With Franz Lohr (head of shops, first call).
Not on it: Ida Kornblum (owner and master baker), who is needed to decide
  whether the oven is what holds the bread back.

LAST TIME   Thu 21 May, with Ida. Nothing was decided; that makes two calls and
            21 days.
            Ida on 5 May: “the crust is gone by eleven”.
THEY OWE    Ida was to count what is thrown away in one week by 12 May and
            20 May. Don't ask for it again: ask what it would take.

OPEN        “Franz, good to meet you. We have 30 minutes. I'd like to work out
            with you what Ida needs to decide whether the oven is what holds the
            bread back.”

AIM         Franz agrees to get Ida onto a call by Tue 2 Jun. That's needed to
            decide again whether the oven is what holds the bread back.
AT LEAST    Franz agrees to taste six loaves without their names by Mon 1 Jun.

ASK         * Franz: What have you been told so far, and how do you see it?
            * Franz: Which shop would you close for three days in spring?
              → a shop nobody defends

END         If yes: “So you'll get Ida onto a call by 2 Jun. Have I got that
            right?” Last: “Franz, was this worth your time?”

oven-lease 1 · callplan debrief kornblum
"""


def test_no_in_the_way(tmp_path: Path) -> None:
    """What the call is for waits for something its decider has said no to."""
    assert page(tmp_path, MAP, NO_IN_THE_WAY) == NO_IN_THE_WAY_PAGE


def test_in_doubt(tmp_path: Path) -> None:
    """Two dates missed put a decision in doubt: whoever made it is not on the call, and is to be brought onto one."""
    assert page(tmp_path, MAP, IN_DOUBT) == IN_DOUBT_PAGE
