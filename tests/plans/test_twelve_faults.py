"""Twelve faults that readers found in printed pages, each told as a little story on a map that comes along."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from monday import said
from way import told


def last(home: Path, story: str) -> Any:
    """What the last line of a story says, as JSON; a date alone on a line sets today."""
    today, found = "2026-11-02", None
    for line in filter(None, (line.strip() for line in story.replace("\\\n", "").splitlines())):
        if line[0].isdigit():
            today = line
        else:
            answer = said(home, today, [*shlex.split(line), "--no-input", "--json"])
            assert answer.code == 0, (line, answer.err)
            found = json.loads(answer.out)
    return found


RAY = '--with "Ray Moss:sponsor" --with "Kate Orr:budget-owner" --on 2026-11-03'
RAY_KATE = "--with Ray --with Kate"


def test_a_german_bid_told_and_asked_for(tmp_path: Path) -> None:
    """It turns what they told into the question, and does not ask for the comparison that Ray has made meanwhile."""
    plan = last(
        tmp_path,
        f"""
        prep mill --playbook considered-purchase {RAY} --settled go-ahead:Ray --settled supplier-chosen:Ray
        2026-11-03
        debrief mill {RAY_KATE} --on 2026-11-03 --not-asked
        2026-11-10
        debrief mill {RAY_KATE} --on 2026-11-10 --reopened "supplier-chosen:Ray:a German bid came in 20k lower" \\
            --promised "Ray:lay both bids side by side:2026-11-16:side-by-side" --not-asked
        2026-11-16
        debrief mill --with Ray --on 2026-11-16 --kept p1 --not-asked
        prep mill {RAY_KATE} --on 2026-11-17
        """,
    )
    assert told(plan, "THEY OWE", "AIM", "AT LEAST", "ASK") == [
        "Ray decides which supplier to go with.",
        "Ray agrees to find out who prefers another supplier, by Mon 23 Nov.",
        "If we have it, bring our comparison with the supplier we meet most often.",
        "* Ray: You said “a German bid came in 20k lower”: what would settle it for you?",
        "* Kate: What would you need to see before this goes ahead?",
    ]
    assert "Ray was to lay both bids side by side, and did." in told(plan, "LAST TIME")[0]


def test_a_put_off_after_a_re_opening(tmp_path: Path) -> None:
    """It gets ready for the day to which it was put off, though it was re-opened before."""
    plan = last(
        tmp_path,
        """
        prep mill --playbook considered-purchase --with "Ray Moss:sponsor" --on 2026-11-03 --settled go-ahead:Ray
        2026-11-03
        debrief mill --with Ray --on 2026-11-03 --reopened "go-ahead:Ray:the merger" --not-asked
        2026-11-10
        debrief mill --with Ray --on 2026-11-10 --deferred "go-ahead:Ray:2027-01-11:after the year end" --not-asked
        2026-11-16
        prep mill --with Ray --on 2026-11-17
        """,
    )
    assert told(plan, "LAST TIME", "OPEN", "AIM", "AT LEAST") == [
        "Tue 10 Nov. Ray put the go-ahead off to Mon 11 Jan 2027: “after the year end”.",
        "“You want to come back to the go-ahead on 11 Jan 2027. Today I'd like us to get ready.”",
        "Get ready for Mon 11 Jan 2027: Ray put the go-ahead off until then.",
        "A call in the diary for Mon 11 Jan 2027 or just after.",
    ]
    assert told(plan, "ASK")[0] == "* Ray: You said “after the year end”: what has to be ready by 11 Jan 2027?"


def test_a_cfo_on_her_first_call(tmp_path: Path) -> None:
    """It greets her, has Ray tell her where they are, quotes nothing to her, and asks her what is hers."""
    plan = last(
        tmp_path,
        """
        prep mill --playbook considered-purchase --with "Ray Moss:sponsor" --on 2026-11-03
        2026-11-03
        debrief mill --with Ray --on 2026-11-03 --decided "go-ahead:Ray:said:we can't do another Christmas like that" \\
            --decided supplier-chosen:Ray --decided risk:Ray --not-asked
        2026-11-10
        prep mill --with Ray --with "Joan Fisk:budget-owner" --on 2026-11-17
        """,
    )
    assert told(plan, "HEAD")[1:] == ["With Ray Moss (sponsor) and Joan Fisk (budget owner, first call)."]
    assert told(plan, "OPEN", "AIM", "END") == [
        "“Joan, good to have you with us. We have 30 minutes. Ray, would you tell Joan where we've got to? "
        "Then, Joan, I'd like us to know whether to order at the agreed price and scope.”",
        "Joan decides whether to order at the agreed price and scope. It counts once it's in writing.",
        "If yes: “When can you send me that in writing?” Last: “Was this worth your time?”",
    ]
    assert told(plan, "ASK") == [
        "* Joan: What would have to be on paper for you to order today?",
        "* Ray: What would you want to see working the evening before the start?",
        "Be ready for: What can be taken out to bring the price down?",
    ]


def test_the_officer_who_said_no(tmp_path: Path) -> None:
    """It is about the no while the officer who said it is on the call."""
    plan = last(
        tmp_path,
        """
        prep mill --playbook complex-b2b --with "Cora Bell:sponsor" --with "Dev Patel:security" --on 2026-11-03 \\
            --settled worth-changing:Cora:wrote --settled short-list:Cora:wrote --set data=personal:Cora
        2026-11-03
        debrief mill --with Cora --with Dev --on 2026-11-03 --not-asked \\
            --declined "data-allowed:Dev:the sub-supplier is not on our list"
        2026-11-10
        prep mill --with Cora --with Dev --on 2026-11-17
        """,
    )
    assert told(plan, "OPEN", "AIM", "AT LEAST", "ASK", "END") == [
        "“Dev, you said no to the data release, and I'm not here to push. "
        "I'd like to understand what would change it.”",
        "Find out whether Dev's no to the data release is for good and, if it isn't, what would change it.",
        "A clear answer: for good, or what would have to change and by when.",
        "* Dev: You said “the sub-supplier is not on our list”: what would have to change?",
        "* Cora: What would you need to see before this goes ahead?",
        "Say back what is open, and who does what by when. Last: “Shall I ask again, and when?”",
    ]


def test_what_was_promised_for_the_day_before(tmp_path: Path) -> None:
    """It counts on a promise that is due by the call, asks about it, and has a new day for the least."""
    plan = last(
        tmp_path,
        """
        prep mill --playbook public-tender --with "Jan Vos:department" --with "Bea Kok:buyer" --on 2026-11-03
        2026-11-03
        debrief mill --with Jan --with Bea --on 2026-11-03 --not-asked \\
            --promised "Jan:write down the need without naming a product:2026-11-16:need-paper"
        2026-11-16
        prep mill --with Jan --with Bea --on 2026-11-17
        """,
    )
    assert told(plan, "THEY OWE", "OPEN", "AIM", "AT LEAST", "END") == [
        "Jan was to write down the need without naming a product by 16 Nov.",
        "“I'd like to hear where things stand, and then look at whether the need is worth a tender of its own.”",
        "If Jan kept the promise to write down the need without naming a product, "
        "Jan decides whether the need is worth a tender of its own.",
        "A new day from Jan, and what's in the way.",
        "If yes: “Jan, so you've decided to put it out to tender. Have I got that right?” "
        "If it isn't done: “What's the new day?” Last: “What didn't we talk about that we should have?”",
    ]
    assert told(plan, "ASK")[0] == "* Jan: Were you able to write down the need without naming a product?"


def test_the_fear_that_fell_from_the_page(tmp_path: Path) -> None:
    """It keeps what Ray fears, as the first question, on a page that is full of other things."""
    plan = last(
        tmp_path,
        f"""
        prep mill --playbook considered-purchase {RAY} --subject "the packing line"
        2026-11-03
        debrief mill {RAY_KATE} --on 2026-11-03 --decided go-ahead:Ray --decided supplier-chosen:Ray --not-asked \\
            --concern "Ray:the last changeover cost us two shifts" --we-promised "send the price:2026-11-05" \\
            --we-promised "send the plan:2026-11-06"
        2026-11-16
        prep mill {RAY_KATE} --on 2026-11-17
        """,
    )
    assert told(plan, "ASK") == [
        "* Ray: You told us “the last changeover cost us two shifts”: what would put your mind at rest?",
        "* Kate: What would you need to see before this goes ahead?",
    ]
    assert [line["drop"] for line in plan["lines"] if line["section"] == "ASK"] == [0, 0]


def test_the_price_asked_of_a_user(tmp_path: Path) -> None:
    """It asks a user what is the user's, tells the rep alone that two sums differ, and asks for none of them."""
    plan = last(
        tmp_path,
        """
        prep mill --playbook complex-b2b --with "Cora Bell:sponsor" --with "Una Fox:user" --on 2026-11-03 \\
            --settled worth-changing:Cora:wrote --set amount=60000:Cora --set amount=75000:Una
        2026-11-03
        debrief mill --with Cora --with Una --on 2026-11-03 --not-asked
        2026-11-10
        prep mill --with Una --on 2026-11-17
        """,
    )
    assert told(plan, "ASK") == [
        "* Una: What's the one thing a supplier must not fail on?",
        "→ one line, said without looking at the list",
        "* Una: Where is that number recorded today?",
        "→ a report, a whiteboard, somebody's own spreadsheet",
    ]
    assert told(plan, "MISSING") == ["They differ on the amount: 60,000 EUR (Cora) and 75,000 EUR (Una)."]


def test_a_third_request_for_the_same_figure(tmp_path: Path) -> None:
    """It asks what keeps getting in the way, and asks for something else."""
    plan = last(
        tmp_path,
        """
        prep mill --playbook complex-b2b --with "Elin Berg:sponsor" --on 2026-11-03
        2026-11-03
        debrief mill --with Elin --on 2026-11-03 --promised "Elin:put a figure on it:2026-11-06:cost-figure" --not-asked
        2026-11-07
        debrief mill --with Elin --on 2026-11-07 --missed p1 --not-asked \\
            --promised "Elin:put a figure on it:2026-11-13:cost-figure"
        2026-11-14
        debrief mill --with Elin --on 2026-11-14 --missed p2 --not-asked
        2026-11-16
        prep mill --with Elin --on 2026-11-17
        """,
    )
    assert told(plan, "THEY OWE", "AT LEAST") == [
        "Elin was to put a figure on it by 6 Nov and 13 Nov. Don't ask for it again: ask what it would take.",
        "Elin agrees to write up the three worst days of the past year by Tue 24 Nov.",
    ]
    assert told(plan, "ASK")[0] == "* Elin: You wanted to put a figure on it: what keeps getting in the way?"
    assert [line["text"] for line in plan["lines"] if "figure" in line["text"] and line["section"] == "MISSING"] == []


def test_the_promise_of_one_who_left(tmp_path: Path) -> None:
    """It owes nothing any more, and the successor is asked whether the decision still holds."""
    story = """
        prep mill --playbook considered-purchase --with "Ian Ash:sponsor" --with "Omar Ali:user" --on 2026-11-03
        2026-11-03
        debrief mill --with Ian --with Omar --on 2026-11-03 --decided go-ahead:Ian --not-asked \\
            --promised "Ian:find out who prefers another supplier:2026-11-12:runner-up"
        2026-11-10
        debrief mill --with Omar --on 2026-11-10 --left Ian --not-asked
        2026-11-16
        prep mill --with Omar --with "Nia Roe:sponsor" --on 2026-11-17
        """
    plan = last(tmp_path, story)
    assert told(plan, "THEY OWE") == []
    assert told(plan, "HEAD", "OPEN", "AIM")[1:] == [
        "With Omar Ali (user) and Nia Roe (sponsor, first call).",
        "Ian left on 10 Nov.",
        "“Nia, good to have you with us. We have 30 minutes. Omar, would you tell Nia where we've got to? "
        "Then, Nia, I'd like us to know whether to make a change this year.”",
        "Nia decides whether to make a change this year.",
    ]
    assert told(plan, "ASK")[0] == (
        "* Nia: Before you joined, Ian decided to make a change this year: would you decide the same?"
    )
    assert json.loads(said(tmp_path, "2026-11-17", ["promises", "--json"]).out)["promises"] == []


def test_two_who_disagree(tmp_path: Path) -> None:
    """It names both, has the two of them settle it, and asks each about their own words."""
    plan = last(
        tmp_path,
        """
        prep mill --playbook considered-purchase --with "Ada Fay:sponsor" --with "Ben Lau:sponsor" --on 2026-11-03
        2026-11-03
        debrief mill --with Ada --with Ben --on 2026-11-03 --decided "go-ahead:Ada:said:it pays in a year" \\
            --declined "go-ahead:Ben:we have no hands free" --not-asked
        2026-11-16
        prep mill --with Ada --with Ben --on 2026-11-17
        """,
    )
    assert told(plan, "HEAD")[1] == "With Ada Fay (sponsor, said yes 3 Nov) and Ben Lau (sponsor, said no 3 Nov)."
    assert told(plan, "OPEN", "AIM", "AT LEAST") == [
        "“Ada and Ben, you see this differently. I'd like to hear what would settle it between you.”",
        "Ada said yes and Ben said no: get them to agree on whether to make a change this year.",
        "A day by which the two of them settle it.",
    ]
    assert told(plan, "ASK")[:2] == [
        "* Ada: You said “it pays in a year”: what does it cost to wait?",
        "* Ben: You said “we have no hands free”: what would have to be different for a yes?",
    ]


def test_not_with_two_bids_open(tmp_path: Path) -> None:
    """It is a no and not a loss, is asked about while Kate is on the call, and the deal goes on meanwhile."""
    begun = f"""
        prep mill --playbook considered-purchase {RAY} --settled go-ahead:Ray
        2026-11-03
        debrief mill {RAY_KATE} --on 2026-11-03 --declined "ordered:Kate:not with two bids open" --verdict lost \\
            --not-asked
        """
    found = last(tmp_path, begun)
    assert (found["outcome"]["result"], found["outcome"]["ends"]) == ("stayed", None)
    assert told(found, "RESULT")[0] == (
        "They stayed where they were. Kate said no to the order: “not with two bids open”."
    )
    assert told(found, "YOUR WORD", "NEXT") == [
        "You said lost; by the rule they stayed.",
        "Ray and one of the users decide what this must do.",
    ]
    plan = last(tmp_path, f"2026-11-10\nprep mill {RAY_KATE} --on 2026-11-17")
    assert told(plan, "AIM") == [
        "Ray agrees to bring in one of the users by Tue 24 Nov. That's needed to decide what this must do."
    ]
    assert told(plan, "ASK")[-1] == "* Kate: You said “not with two bids open”: what would have to change?"


@pytest.mark.parametrize(
    ("call", "least"),
    [
        ("", "Kate agrees a day for the next call, and who should be on it."),
        (
            '--deferred "supplier-chosen:Ray:2026-12-11:after the fair"',
            "A call in the diary for Fri 11 Dec or just after.",
        ),
    ],
)
def test_a_page_without_its_least(tmp_path: Path, call: str, least: str) -> None:
    """It says what would still count on every page of a call, also where nobody there can promise anything."""
    plan = last(
        tmp_path,
        f"""
        prep mill --playbook considered-purchase {RAY} --settled go-ahead:Ray
        2026-11-03
        debrief mill {RAY_KATE} --on 2026-11-03 --not-asked {call}
        2026-11-10
        prep mill --with Kate --on 2026-11-17 --target supplier-chosen
        """,
    )
    assert told(plan, "AT LEAST") == [least]
