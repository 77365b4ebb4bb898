"""The last day for winning: what it hangs on is asked until it is told, and what it comes to that it goes by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
facts:
  term-end: {ask: When does the term end?, type: date, of: owner}
  notice-day: {ask: What is the last day for notice?, type: date, of: owner}
  clause: {ask: What happens if nobody says anything?, of: owner, choices: [it ends, it runs on]}
roles:
  sponsor: {title: sponsor}
  owner: {title: owner}
  account: {title: account lead, side: us}
stages:
  - id: use
    title: Did it help?
    steps:
      - {id: worth-it, title: the review, whether: it did the job, topic: whether it did the job, by: sponsor}
  - id: renew
    title: Do we go on?
    steps:
      - id: renewed
        title: the renewal
        whether: it goes on
        topic: whether to go on
        by: owner
        needs: [worth-it]
        takes: 1w
        before: {depends: [{when: notice-day, is: notice-day}, {is: term-end - 90d}]}
        if_skipped: nobody can give notice any more
ends:
  won: {needs: [renewed], before: wanted-by}
  rolled-over: {title: rolled over, kind: no-decision, needs: [{clause: it runs on}, notice-day + 1d, {not: renewed}]}
  no-decision: {title: lapsed, needs: [{clause: it ends}, term-end + 0d, {not: renewed}]}
"""
TERM = "--set term-end=2027-06-30:Otto"
NOTICE = f"{TERM} --set notice-day=2027-03-31:Otto:wrote"
RUNS_ON = f"{NOTICE} --set 'clause=it runs on:Otto:wrote'"
WHEN, SILENT = "What is the last day for notice?", "What happens if nobody says anything?"
GONE = "The last day for the renewal has gone by: nobody can give notice any more."
ONCE = "Once it's too late, nobody can give notice any more."


def told(answer: Any, section: str) -> list[str]:
    """The lines of one section of a plan or of a debrief's answer, with their marks."""
    lines = [(line["mark"], line["text"]) for line in answer["lines"] if line["section"] == section]
    return [f"{mark} {text}".strip().replace("\u00a0", " ") for mark, text in lines]


def renewal(home: Path, flags: str) -> Story:
    """A contract whose review is planned for 11 January, and what is known of its days."""
    story = Story(home, MAP, today="2027-01-04")
    story.prep("--on 2027-01-05 --with Ada:sponsor --with Otto:owner")
    story.debrief(f"--on 2027-01-05 --with Ada --with Otto {flags}")
    return story


def on(story: Story, day: str, section: str) -> list[str]:
    """One section of the page of a call on a day with both."""
    story.today = day
    return told(story.prep(f"--on {day} --with Ada --with Otto"), section)


def asked(story: Story, day: str) -> list[str]:
    """Those of the three questions on the days that a page asks."""
    found = on(story, day, "ASK")
    return [each for each in (WHEN, SILENT) if any(each in line for line in found)]


class TestAsked:
    """What the last day hangs on (page rule 20)."""

    @pytest.mark.parametrize(
        ("flags", "expected"),
        [
            ("", []),
            ("--set wanted-by=2027-05-28:Otto", []),
            (TERM, [WHEN, SILENT]),
            (NOTICE, [SILENT]),
            (RUNS_ON, []),
            (f"{RUNS_ON} --decided worth-it:Ada --decided renewed:Otto:wrote", []),
        ],
    )
    def test_on_every_page(self, tmp_path: Path, flags: str, expected: list[str]) -> None:
        """It is asked on each page until somebody has told it, once a last day is known at all; never of what is over.

        The day the client wants is theirs to move, and no last day.
        """
        story = renewal(tmp_path, flags)
        for day in ("2027-01-12", "2027-01-19", "2027-02-09"):
            assert asked(story, day) == expected, day
            story.debrief(f"--on {day} --with Ada --with Otto")

    def test_of_whom(self, tmp_path: Path) -> None:
        """It is asked of whoever would know, and while they are not there of who decides."""
        story = renewal(tmp_path, TERM)
        assert f"* Otto: {WHEN}" in on(story, "2027-01-12", "ASK")
        story.today = "2027-01-19"
        assert f"* Ada: {WHEN}" in told(story.prep("--on 2027-01-19 --with Ada"), "ASK")

    def test_silence_asks_nothing(self, tmp_path: Path) -> None:
        """It is asked of nobody on a call among ourselves."""
        story = renewal(tmp_path, f"{TERM} --person Kim:account")
        story.today = "2027-01-12"
        assert told(story.prep("--on 2027-01-12 --with Kim"), "ASK") == []


class TestGoneBy:
    """The last day has gone by, and nobody has decided (page rule 20)."""

    @pytest.mark.parametrize(
        ("flags", "day", "expected"),
        [
            (RUNS_ON, "2027-03-31", []),
            (NOTICE, "2027-04-01", [GONE]),
            (
                RUNS_ON,
                "2027-04-01",
                [
                    f"{GONE} By the map it's “rolled over” now: callplan close acme --end rolled-over, unless they "
                    "still decide it."
                ],
            ),
            (
                f"{NOTICE} --set 'clause=it ends:Otto:wrote'",
                "2027-04-01",
                [f"{GONE} If nobody decides, it's “lapsed” by the map."],
            ),
            (
                f"{NOTICE} --set 'clause=it ends:Otto:wrote'",
                "2027-06-30",
                [
                    f"{GONE} By the map it's “lapsed” now: callplan close acme --end no-decision, unless they still "
                    "decide it."
                ],
            ),
        ],
    )
    def test_what_it_means(self, tmp_path: Path, flags: str, day: str, expected: list[str]) -> None:
        """It is told under the aim, with the end of the map whose needs are met, else the one that silence leads to."""
        story = renewal(tmp_path, flags)
        assert [line for line in on(story, day, "AIM") if "last day" in line] == expected

    def test_by_the_call(self, tmp_path: Path) -> None:
        """A call planned beyond the last day says so while it can still be moved."""
        story = renewal(tmp_path, RUNS_ON)
        story.today = "2027-03-30"
        page = told(story.prep("--on 2027-04-02 --with Otto"), "AIM")
        begin = "By then the last day for the renewal has gone by: nobody can give notice any more. By the map"
        assert any(line.startswith(begin) for line in page), page

    def test_where_a_deal_stands(self, tmp_path: Path) -> None:
        """It stands in `show` too, and nowhere once the deal is closed."""
        story = renewal(tmp_path, RUNS_ON)
        story.today = "2027-04-06"
        assert any(line.startswith(GONE) for line in told(story.show(), "NEXT"))
        story.line("close", "acme", "--end", "rolled-over", "--reason", "nobody felt in charge", "--no-input")
        assert not any("last day" in line["text"] for line in story.show()["lines"])


class TestTooFar:
    """A day that somebody names beyond the last day (page rule 20)."""

    def test_put_off(self, tmp_path: Path) -> None:
        """Put off beyond it, the debrief says what it comes to, and so does the next page."""
        story = renewal(tmp_path, RUNS_ON)
        off = "--on 2027-01-12 --with Otto --decided worth-it:Ada --deferred renewed:Otto:2027-05-03:busy"
        ends = f"{ONCE} If nobody decides, it's “rolled over” by the map."
        assert told(story.debrief(off), "NOTE") == [
            f"Mon 3 May is after the deadline for the renewal, Wed 31 Mar (“notice day”). {ends}"
        ]
        assert on(story, "2027-01-19", "DATES") == [
            "At this pace the renewal comes on Mon 3 May, 23 working days after the deadline, Wed 31 Mar (“notice "
            "day”). It would help if Otto could do it by Wed 31 Mar.",
            ends,
        ]

    @pytest.mark.parametrize(
        ("off", "notes"),
        [
            ("worth-it:Ada:2027-05-03:busy", 1),
            ("renewed:Otto:2027-03-31:busy", 0),
            ("renewed:Ada:2027-05-03:busy", 0),
            ("renewed:Otto:-:busy", 0),
        ],
    )
    def test_what_is_told(self, tmp_path: Path, off: str, notes: int) -> None:
        """It counts for what the closing decision waits for as well; not on the day itself, nor as a wish alone."""
        answer = renewal(tmp_path, RUNS_ON).debrief(f"--on 2027-01-12 --with Otto --with Ada --deferred {off}")
        assert len([line for line in told(answer, "NOTE") if "is after the deadline" in line]) == notes

    def test_of_two_days(self, tmp_path: Path) -> None:
        """Of the day they want and the map's limit the earlier is the answer, wherever it is told (rule 58)."""
        story = renewal(tmp_path, f"{NOTICE} --set wanted-by=2027-04-30:Ada")
        story.today = "2027-01-12"
        row = story.line("review", "--json").json["deals"][0]
        assert [each["day"] for each in row["summary"]["dates"]] == ["2027-03-31"]
        assert row["beside"] == ["deadline 31\u00a0Mar, 51d slack"]
        dates = story.line("show", "acme", "--dates", "--json").json["dates"]
        days = {each["target"]["step"]: each["target"]["day"] for each in dates["targets"]}
        assert days == {"renewed": "2027-03-31"}
        story.debrief("--on 2027-01-12 --with Ada --set wanted-by=2027-03-15:Ada")
        row = story.line("review", "--json").json["deals"][0]
        assert (row["beside"], row["note"]) == (
            ["their date 15\u00a0Mar, 39d slack"],
            "Next: Ada decides whether it did the job.",
        )
