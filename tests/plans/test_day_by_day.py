"""A tender and a renewal with the clock moving, every day of four months: no deadline is missing, moved or false."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from story import Story

BUNDLED = Path(__file__).parents[2] / "playbooks"
TENDER = {
    "2027-03-01": "prep --with 'Jan Voss:buyer' --person 'Petra Amend:department' --set amount=1200000:Jan:wrote "
    "--settled published:Jan:did@2027-02-26",
    "2027-03-02": "debrief --with Jan --set questions-close=2027-03-26:Jan:wrote --set bids-due=2027-04-20:Jan:wrote",
    "2027-03-10": "debrief --with 'Eva Holm:management' --done bid-decided:us",
    "2027-03-23": "debrief --with Eva --done our-questions:us",
    "2027-04-13": "debrief --with Eva --done answers-out:Jan:did",
    "2027-04-16": "debrief --with Eva --decided documents-stand:Jan:did",
    "2027-04-19": "debrief --with Eva --done bid-in:us:did",
    "2027-04-21": "debrief --with Eva --done bids-opened:Jan:did:ours",
    "2027-05-05": "debrief --with Eva --decided bid-sound:Jan:wrote",
    "2027-06-09": "debrief --with Eva --decided ranked:Jan:did --decided ranked:Petra:did",
}
RENEWAL = {
    "2027-01-04": "prep --with 'Rui Costa:sponsor' --person 'Otto Mai:budget-owner'",
    "2027-01-05": "debrief --with Rui --set term-end=2027-06-30:Rui --done use-counted:us",
    "2027-01-20": "debrief --with Rui --with Otto --decided worth-it:Rui --decided scope-set:Rui "
    "--set comparison=nobody:Rui --set data=none:Rui",
    "2027-02-02": "debrief --with Otto --set notice-day=2027-03-31:Otto:wrote "
    "--promised 'Otto:put it in the budget:2027-02-26:money'",
    "2027-02-26": "debrief --with Otto --decided money:Otto:wrote --done problems-listed:Rui --done offer:us "
    "--done problems-answered:us",
    "2027-03-18": "debrief --with Otto --decided renewed:Otto:wrote",
}
STORIES = {"public-tender": TENDER, "renewal": RENEWAL}


def days(home: Path, book: str) -> Any:
    """Each day of four months, with the deal as it stands on it: the story, and its dates as JSON."""
    told = STORIES[book]
    story = Story(home)
    story.file = BUNDLED / f"{book}.yaml"
    first = date.fromisoformat(min(told))
    for later in range(122):
        story.today = (first + timedelta(days=later)).isoformat()
        if line := told.get(story.today):
            verb, flags = line.split(" ", 1)
            new = f" --playbook {shlex.quote(str(story.file))}" if verb == "prep" else " --not-asked"
            said = story.tell(verb, f"--on {story.today} {flags}{new}")
            assert said.code == 0, said.err
        yield story, story.line("show", "acme", "--dates", "--json").json["dates"]


@pytest.mark.parametrize("book", sorted(STORIES))
def test_every_day(tmp_path: Path, book: str) -> None:
    """Every limit that runs is on the page on each day, and keeps its day; what is in time is never said to come late.

    Everything in these two stories is done by its day, so that each *cannot hold* would be false.
    """
    known: dict[str, str] = {}
    for story, dates in days(tmp_path, book):
        page = " ".join(story.line("show", "acme").out.split())
        for each in [each for each in dates["targets"] if each["target"]["kind"] == "limit"]:
            step, day = each["target"]["step"], each["target"]["day"]
            told = f"{int(day[8:])} {date.fromisoformat(day):%b}"
            assert told in page, (story.today, step)
            if step != "renewed":
                assert known.setdefault(step, day) == day, (story.today, step)
            assert each["word"] in ("holds", "tight"), (story.today, step, each["word"])
        assert "At this pace" not in page, story.today
        assert "Late:" not in page, story.today


def test_the_notice_day(tmp_path: Path) -> None:
    """A renewal's limit is the usual notice, until the day itself is told; then that, and one of them alone."""
    found = {}
    for story, dates in days(tmp_path, "renewal"):
        limits = [each["target"] for each in dates["targets"] if each["target"]["step"] == "renewed"]
        assert len(limits) <= 1
        found.update(
            {limit["day"]: (story.today, limit["counted"]["id"]) for limit in limits if limit["day"] not in found}
        )
    assert found == {"2027-04-01": ("2027-01-05", "term-end"), "2027-03-31": ("2027-02-02", "notice-day")}


WE_OWE = {
    "2027-03-02": ["Decide whether to bid, by Tue 23 Mar. To begin on the bid in time, by Mon 15 Mar."],
    "2027-03-10": [
        "Put every open question into the portal, by Wed 24 Mar (“questions close” is Fri 26 Mar).",
        "Hand in the bid through the portal, by Mon 19 Apr (“bids due” is Tue 20 Apr).",
    ],
    "2027-03-23": ["Hand in the bid through the portal, by Mon 19 Apr (“bids due” is Tue 20 Apr)."],
    "2027-04-16": ["Hand in the bid through the portal, by Mon 19 Apr (“bids due” is Tue 20 Apr)."],
    "2027-04-19": [],
}


def test_what_is_ours_in_a_tender(tmp_path: Path) -> None:
    """It has, from one day to the next, what is ours to do by when; the day before the bid is due it comes first."""
    for story, _ in days(tmp_path, "public-tender"):
        if story.today not in WE_OWE:
            continue
        lines = story.show()["lines"]
        ours = [line["text"].replace("\u00a0", " ") for line in lines if line["section"] == "WE OWE"]
        assert ours == WE_OWE[story.today], story.today
        sections = [line["section"] for line in lines if line["section"] != "HEAD"]
        assert (sections[0] == "WE OWE") == (story.today == "2027-04-16"), story.today
