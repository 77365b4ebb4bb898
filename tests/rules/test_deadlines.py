"""Page rule 19: a deadline that is running is told everywhere, ours first of all, and the day after it is late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from story import Story

PORTAL = """
facts: {closes: {ask: When does the portal close?, type: date}}
roles:
  buyer: {title: buyer}
  board: {title: board, called: the board}
  bid: {title: bid lead, side: us}
stages:
  - id: open
    title: What do the bidders have to know?
    steps:
      - {id: out, title: the notice, whether: it is put out, by: buyer}
      - {id: answers, title: the answers, will: publish the answers, by: buyer, needs: [out], before: closes - 6d}
      - {id: outline, title: the outline, will: write the outline, by: bid, needs: [out], before: closes - 8d}
      - {id: bid-in, title: the bid, will: hand in the bid, by: bid, needs: [outline], before: closes - 1d}
      - {id: gift, title: the gift, will: bring a gift, by: bid}
      - {id: stand, title: the final text, whether: the text stands, by: buyer}
  - id: verdict
    title: Whose is it?
    steps:
      - {id: award, title: the award, whether: it is awarded, by: board, needs: [bid-in], before: closes + 90d}
ends: {won: {needs: [award]}, lost: [no]}
"""


def told(home: Path, playbook: str = PORTAL) -> Story:
    """A deal whose portal closes on Tue 20 Apr, with nothing done but the notice."""
    story = Story(home, playbook, today="2027-03-01")
    story.prep("--with Jan:buyer --settled out:Jan@2027-03-01 --set closes=2027-04-20:Jan:wrote")
    return story


def plain(text: str) -> str:
    """A text in one line, with spaces that break."""
    return " ".join(text.split())


def section(story: Story, label: str) -> list[str]:
    """The lines of one section of where the deal stands."""
    return [plain(line["text"]) for line in story.show()["lines"] if line["section"] == label]


class TestThePage:
    def test_once_it_is_ready(self, tmp_path: Path) -> None:
        """Ours stands with what we owe once it can be begun; until then, and what is not ours, with the dates."""
        story = told(tmp_path)
        assert section(story, "WE OWE") == ["Write the outline, by Mon 12 Apr."]
        assert section(story, "DATES") == [
            "Deadlines: the answers by Wed 14 Apr, the bid by Mon 19 Apr, the award by Mon 19 Jul."
        ]
        story.prep("--with Jan --done outline:us")
        assert section(story, "WE OWE") == ["Hand in the bid, by Mon 19 Apr."]
        assert section(story, "DATES") == ["Deadlines: the answers by Wed 14 Apr, the award by Mon 19 Jul."]

    @pytest.mark.parametrize(
        ("today", "first"),
        [
            ("2027-04-15", "They are at “What do the bidders have to know?”."),
            ("2027-04-16", "Hand in the bid, by Mon 19 Apr."),
            ("2027-04-18", "Hand in the bid, by Mon 19 Apr."),
            ("2027-04-19", "Hand in the bid, by today, Mon 19 Apr."),
            ("2027-04-20", "Hand in the bid. Late: it was due Mon 19 Apr."),
            ("2027-04-26", "Hand in the bid. Late: it was due Mon 19 Apr."),
        ],
    )
    def test_first_of_all(self, tmp_path: Path, today: str, first: str) -> None:
        """From the working day before it is the first line, with the way they are at before it, and late for a week."""
        story = told(tmp_path)
        story.prep("--with Jan --done outline:us --done answers:Jan")
        story.today = today
        lines = [plain(line["text"]) for line in story.show()["lines"]][1:3]
        assert first in lines
        late = [line for line in section(story, "WE OWE") if "Late" in line]
        assert bool(late) == (today > "2027-04-19")

    def test_long_late(self, tmp_path: Path) -> None:
        """After a week it stands where what we owe stands, late, for as long as anything it is for is open."""
        story = told(tmp_path)
        story.prep("--with Jan --done outline:us --done answers:Jan")
        story.today = "2027-05-20"
        assert section(story, "WE OWE") == ["Hand in the bid. Late: it was due Mon 19 Apr."]
        story.debrief("--on 2027-05-21 --with Bo:board --decided award:Bo:wrote --verdict won --not-asked")
        assert section(story, "WE OWE") == []

    def test_theirs_that_went_by(self, tmp_path: Path) -> None:
        """Theirs that has gone by is told with how late it is, and of more than two how many (page rule 11)."""
        more = "      - {id: %s, title: the %s, will: send the %s, by: buyer, needs: [out], before: closes - 6d}\n"
        acts = "".join(more % (name, name, name) for name in ("map", "key", "log"))
        story = told(tmp_path, PORTAL.replace("      - {id: gift", acts + "      - {id: gift"))
        story.today = "2027-04-16"
        gone = "was Wed 14 Apr (six days before “closes”): two working days late."
        assert section(story, "DATES")[:3] == [
            f"The deadline for the answers {gone}",
            f"The deadline for the map {gone}",
            "And two deadlines more that went by: callplan show acme --dates.",
        ]

    @pytest.mark.parametrize(
        ("won", "told_of"),
        [
            ("award", []),
            (
                "award, filed",
                ["The deadline for the filing was Tue 20 Jul (91 days after “closes”): two working days late."],
            ),
        ],
    )
    def test_what_winning_takes(self, tmp_path: Path, won: str, told_of: list[str]) -> None:
        """What went by once all is decided is told where winning takes it, and else by nobody (rule 52)."""
        filed = (
            "      - {id: filed, title: the filing, will: file it, by: buyer, needs: [award], before: closes + 91d}\n"
        )
        story = told(tmp_path, PORTAL.replace("ends: {won: {needs: [award]", f"{filed}ends: {{won: {{needs: [{won}]"))
        story.prep("--with Jan --done outline:us --done answers:Jan --done bid-in:us --settled stand:Jan")
        story.debrief("--on 2027-05-21 --with Bo:board --decided award:Bo:wrote --verdict won --not-asked")
        story.today = "2027-07-22"
        assert section(story, "DATES") == told_of

    def test_visibly_gone_by(self, tmp_path: Path) -> None:
        """No act is late whose stage has visibly gone by, with nothing further on that waits for it (rule 45)."""
        sat = "    steps:\n      - {id: sat, title: the sitting, will: hold a sitting, by: board}\n      - {id: award"
        story = told(tmp_path, PORTAL.replace("    steps:\n      - {id: award", sat))
        story.today = "2027-04-16"
        late = "The deadline for the answers was Wed 14 Apr (six days before “closes”): two working days late."
        assert late in section(story, "DATES")
        story.prep("--with Jan --person Bo:board --done sat:Bo")
        assert late not in section(story, "DATES")

    def test_of_a_whole_stage(self, tmp_path: Path) -> None:
        """What a stage has to be over by is the deadline of each step in it with no earlier one (page rule 12)."""
        whole = PORTAL.replace(", before: closes + 90d", "").replace(
            "title: Whose is it?", "title: Whose is it?\n    before: closes + 80d"
        )
        story = told(tmp_path, whole)
        assert section(story, "DATES") == [
            "Deadlines: the answers by Wed 14 Apr, the bid by Mon 19 Apr, the award by Fri 9 Jul."
        ]

    def test_promised_as_well(self, tmp_path: Path) -> None:
        """What we promised in time is told by that promise; for a later day than the deadline, it is told beside it."""
        story = told(tmp_path)
        story.debrief("--on 2027-03-02 --with Jan --we-promised 'write the outline:2027-04-01:outline' --not-asked")
        assert section(story, "WE OWE") == ["Write the outline, by Thu 1 Apr."]
        story.today = "2027-04-02"
        assert section(story, "WE OWE") == ["Write the outline. Due 1 Apr.", "Write the outline, by Mon 12 Apr."]

    def test_before_the_call(self, tmp_path: Path) -> None:
        """What has a deadline is told with it, and not again as what is to be done before the call (page rule 9)."""
        story = told(tmp_path)
        page = story.prep("--with Bo:board --on 2027-03-03 --target award --done outline:us")
        assert [plain(line["text"]) for line in page["lines"] if line["section"] == "WE OWE"] == [
            "Hand in the bid, by Mon 19 Apr."
        ]

    def test_the_day_told(self, tmp_path: Path) -> None:
        """A day on a weekend is told as the working day before, until that has gone by; then as itself (60)."""
        story = told(tmp_path)
        story.prep("--with Jan --set closes=2027-04-19:Jan:wrote --done outline:us")
        story.today = "2027-04-14"
        assert section(story, "WE OWE") == ["Hand in the bid, by Fri 16 Apr."]
        story.today = "2027-04-17"
        assert section(story, "WE OWE") == ["Hand in the bid, by Sun 18 Apr."]
        story.today = "2027-04-19"
        assert section(story, "WE OWE") == ["Hand in the bid. Late: it was due Sun 18 Apr."]

    def test_their_own_day(self, tmp_path: Path) -> None:
        """A day that the client wants is theirs, and among no deadlines."""
        story = told(tmp_path, PORTAL.replace("before: closes + 90d", "before: wanted-by"))
        story.prep("--with Jan --set wanted-by=2027-07-01:Jan")
        assert "award" not in " ".join(section(story, "DATES")[-1:])


LAST = PORTAL.replace("before: closes - 1d}", "before: closes - 1d, waive: never}")


class TestTheLastDay:
    """Of our own act that nobody may let go: the day that its own is counted back from."""

    @pytest.mark.parametrize(
        ("today", "ours"),
        [
            ("2027-04-15", "Hand in the bid, by Fri 16 Apr (“closes” is Sun 18 Apr)."),
            ("2027-04-17", "Hand in the bid, by today, Sat 17 Apr (“closes” is Sun 18 Apr)."),
            ("2027-04-18", "Hand in the bid, by today, Sun 18 Apr, at the latest: it was due Sat 17 Apr."),
        ],
    )
    def test_until_it(self, tmp_path: Path, today: str, ours: str) -> None:
        """It is told from the first, on a weekend too, and until it has gone by nothing is late (page rule 19)."""
        story = told(tmp_path, LAST)
        story.prep(
            "--with Jan --set closes=2027-04-18:Jan:wrote --done outline:us --done answers:Jan --settled stand:Jan"
        )
        story.today = today
        assert section(story, "WE OWE") == [ours]
        assert "it's late" not in story.line("review").out
        assert "LATE\n" not in story.line("promises").out

    def test_once_it_has_gone_by(self, tmp_path: Path) -> None:
        """Then nothing can be won: it says so, and what remains, and asks for nothing of it any more."""
        story = told(tmp_path, LAST)
        story.prep("--with Jan --done answers:Jan --settled stand:Jan")
        story.today = "2027-04-20"
        assert "Late: it was due Mon 12 Apr." in story.page()
        story.today = "2027-04-21"
        gone = "It's too late to hand in the bid: “closes” was Tue 20 Apr."
        done = "`callplan prep acme --done bid-in:us@DATE`"
        remains = f"If it was done in time, write that down: {done}. If not, close the deal:"
        sections = dict.fromkeys(line["section"] for line in story.show()["lines"])
        assert list(sections) == ["HEAD", "SO FAR", "NEXT", "FOOT"]
        assert section(story, "NEXT") == [f"{gone} {remains} callplan close acme."]
        assert plain(story.line("show", "acme", "--dates").out).endswith(f"{gone} {remains} callplan close acme.")
        assert f"{gone} Close the deal, unless it was done in time." in plain(story.line("review").out)
        assert "From us: nothing." in story.line("promises").out
        assert f"WE OWE {gone} {remains}" in story.page("--with Jan --on 2027-04-22")
        story.prep("--with Jan --done outline:us@2027-04-01 --done bid-in:us@2027-04-19")
        assert "too late" not in story.page()

    def test_where_something_else_would_do(self, tmp_path: Path) -> None:
        """It is not told where winning waits for one of several."""
        story = told(tmp_path, LAST.replace("needs: [bid-in], before", "needs: [{any: [bid-in, gift]}], before"))
        story.today = "2027-04-21"
        assert "too late" not in story.page()

    def test_what_only_helps(self, tmp_path: Path) -> None:
        """Once it has gone by for what winning does not wait for, that is told no more: it cannot be done."""
        gift = "will: bring a gift, by: bid, before: closes - 9d, waive: never}"
        story = told(tmp_path, PORTAL.replace("will: bring a gift, by: bid}", gift))
        story.today = "2027-04-20"
        assert "Bring a gift, by today, Tue 20 Apr, at the latest: it was due Sun 11 Apr." in section(story, "WE OWE")
        story.today = "2027-04-21"
        assert "gift" not in story.page()

    def test_in_a_calendar(self, tmp_path: Path) -> None:
        """It stands there as a day of its own, until its act is done."""
        story = told(tmp_path, LAST)
        days = story.line("promises", "--to", "ics").out.replace("\r\n ", "")
        last = (
            "DTSTART;VALUE=DATE:20270420\r\nDTEND;VALUE=DATE:20270421\r\nSUMMARY:acme: last day to hand in the bid\r\n"
        )
        assert last in days
        story.prep("--with Jan --done bid-in:us")
        days = story.line("promises", "--to", "ics").out.replace("\r\n ", "")
        assert f"{last}CLASS:PRIVATE\r\nSTATUS:CANCELLED" in days

    def test_nothing_comes_before_it(self, tmp_path: Path) -> None:
        """From the working day before it is told first, also where ours before it was never written down."""
        story = told(tmp_path)
        story.today = "2027-04-16"
        assert section(story, "WE OWE") == [
            "Hand in the bid, by Mon 19 Apr.",
            "Write the outline. Late: it was due Mon 12 Apr.",
        ]
        assert "We have to hand in the bid by Mon 19 Apr." in plain(story.line("review").out)


LONG = PORTAL.replace("needs: [outline], before: closes - 1d}", "needs: [outline], before: closes - 1d, takes: 3-5w}")


class TestInTime:
    """By when to begin, and what cannot hold (rule 60, page rule 19)."""

    def test_to_begin_in_time(self, tmp_path: Path) -> None:
        """What long work of ours waits for is wanted by the day that has to begin on, as the dates count it."""
        story = told(tmp_path, LONG)
        # five weeks back from Mon 19 Apr
        assert section(story, "WE OWE") == [
            "Write the outline, by Mon 12 Apr. To begin on the bid in time, by Mon 15 Mar."
        ]
        both = "We have to write the outline by Mon 12 Apr, and by Mon 15 Mar to begin on the bid in time."
        assert both in plain(story.line("review").out)
        story.today = "2027-03-22"
        # with the short ends, once the long ones do not hold
        assert section(story, "WE OWE") == [
            "Write the outline, by Mon 12 Apr. To begin on the bid in time, by Mon 29 Mar."
        ]

    def test_long_work_that_nothing_comes_before(self, tmp_path: Path) -> None:
        """It has the day by which it has to begin beside its own, as long as nothing says that it has begun."""
        outline = "will: write the outline, by: bid, needs: [out],"
        story = told(tmp_path, PORTAL.replace(outline, "will: write the outline, by: bid, takes: 2w,"))
        assert section(story, "WE OWE") == ["Write the outline, by Mon 12 Apr. Begin by Mon 29 Mar."]

    def test_of_ours_that_cannot_hold(self, tmp_path: Path) -> None:
        """A limit of ours that cannot hold is told with how late the work comes, in a review too."""
        outline = "will: write the outline, by: bid, needs: [out],"
        story = told(tmp_path, PORTAL.replace(outline, "will: write the outline, by: bid, takes: 9-10w,"))
        late = "by Mon 12 Apr. At this pace it comes"
        assert late in " ".join(section(story, "WE OWE"))
        story.prep("--with Jan --done answers:Jan --settled stand:Jan")
        assert "by Mon 12 Apr: at this pace it comes" in plain(story.line("review").out)

    def test_what_cannot_hold(self, tmp_path: Path) -> None:
        """A limit that cannot hold is none of the deadlines to come: it is told by how much it comes late."""
        slow = PORTAL.replace("needs: [bid-in], before: closes + 90d", "takes: 9-10w, before: closes + 9d")
        answers = "publish the answers, by: buyer,"
        story = told(tmp_path, slow.replace(answers, f"{answers} takes: 9-10w,"))
        assert section(story, "DATES")[1:] == [
            "At this pace the award comes two working days after its deadline, Thu 29 Apr (nine days after “closes”).",
            "Deadline: the bid by Mon 19 Apr.",
        ]
        story.prep("--with Jan --done outline:us --done bid-in:us --done answers:Jan --settled stand:Jan")
        story.today = "2027-03-02"
        late = "At this pace the award comes two working days after the deadline, Thu 29 Apr."
        assert late in plain(story.line("review").out)


class TestElsewhere:
    def test_review(self, tmp_path: Path) -> None:
        """In a review our nearest one stands under BY, and before all else in its note from a week before (page 11)."""
        story = told(tmp_path)
        story.prep("--with Jan --done outline:us --done answers:Jan --settled stand:Jan")

        def row(today: str) -> list[str]:
            story.today = today
            cells = story.line("review", "--markdown").out.replace("\u00a0", " ").splitlines()[-1].split(" | ")
            return [cells[3], cells[-1].removesuffix(" |")]

        near = "We have to hand in the bid by Mon 19 Apr. "
        assert row("2027-03-10") == ["we 19 Apr", "No debrief of the call of 1 Mar yet. " + near.strip()]
        assert row("2027-04-12") == ["we 19 Apr", near + "No debrief of the call of 1 Mar yet."]
        late = "We had to hand in the bid by Mon 19 Apr: it's late. No debrief of the call of 1 Mar yet."
        assert row("2027-04-21") == ["we 19 Apr, late", late]

    def test_the_latest_that_is_late(self, tmp_path: Path) -> None:
        """Of ours that are late a review names the last, and what of ours is still to come."""
        more = "      - {id: plan, title: the plan, will: make a plan, by: bid, needs: [out], before: closes - 20d}\n"
        story = told(tmp_path, PORTAL.replace("      - {id: gift", more + "      - {id: gift"))
        story.today = "2027-04-14"
        told_of = "We had to write the outline by Mon 12 Apr: it's late, and the bid is due by Mon 19 Apr."
        assert told_of in plain(story.line("review").out)

    def test_beside_a_day_that_has_gone_by(self, tmp_path: Path) -> None:
        """The next deadline is told in a review also where the client's own day has gone by."""
        story = told(tmp_path)
        story.prep("--with Jan --done outline:us --done bid-in:us --done answers:Jan --date 2027-04-16:Jan")
        story.debrief("--on 2027-03-02 --with Jan --not-asked")
        story.today = "2027-04-17"
        both = "Jan wanted the award by Fri 16 Apr. Ask which day holds now. Due by Mon 19 Jul: the award."
        assert both in plain(story.line("review").out)

    def test_theirs_in_a_review(self, tmp_path: Path) -> None:
        """Theirs stands there as well, under BY and in the note, where nothing of ours is nearer."""
        story = told(tmp_path, PORTAL.replace("by: board, ", "by: buyer, ").replace("before: closes - 8d", "takes: 1d"))
        story.debrief("--on 2027-03-02 --with Jan --done bid-in:us --not-asked --next '2027-05-01:award'")

        def row(today: str) -> tuple[str, str]:
            story.today = today
            cells = story.line("review", "--markdown").out.replace("\u00a0", " ").splitlines()[-1].split(" | ")
            return cells[3], cells[-1].removesuffix(" |")

        assert row("2027-04-01") == ("14 Apr", "Due by Wed 14 Apr: the answers.")
        assert row("2027-04-15") == (
            "14 Apr, late",
            "The deadline for the answers was Wed 14 Apr. Due by Mon 19 Jul: the award.",
        )

    def test_promises(self, tmp_path: Path) -> None:
        """Among the promises each is to be kept by whoever sees to it, and late once its day has gone by."""
        story = told(tmp_path)
        out = plain(story.line("promises").out)
        assert "From them: two later. From us: two later." in out
        assert "Mon 12 Apr We have to write the outline. · acme · outline" in out
        assert "Mon 19 Jul The board has to decide whether it is awarded. · acme · award" in out
        assert out.endswith("A deadline of the map ends with its step: callplan debrief DEAL.")
        story.today = "2027-04-15"
        out = plain(story.line("promises").out)
        assert "LATE Mon 12 Apr We were to write the outline: three days late. · acme · outline" in out
        refused = story.line("promises", "--kept", "acme:outline")
        assert (refused.code, refused.err) == (
            2,
            "callplan: --kept: outline is a step of “acme” and no promise; `callplan debrief acme` takes down what "
            "became of it.\n",
        )
        story.prep("--with Jan --done outline:us")
        assert "write the outline" not in story.line("promises").out

    def test_calendar(self, tmp_path: Path) -> None:
        """In a calendar it is a whole day, and struck out once its step is done."""
        story = told(tmp_path)
        days = story.line("promises", "--to", "ics").out.replace("\r\n ", "")
        assert (
            "DTSTART;VALUE=DATE:20270412\r\nDTEND;VALUE=DATE:20270413\r\nSUMMARY:acme: we have to write the outline"
            in days
        )
        assert "DESCRIPTION:Done: callplan debrief acme\\, step outline" in days
        assert "SUMMARY:acme: The board has to decide whether it is awarded" in days
        story.prep("--with Jan --done outline:us")
        days = story.line("promises", "--to", "ics").out.replace("\r\n ", "")
        event = next(each for each in days.split("BEGIN:VEVENT") if "the outline" in each)
        assert "DTSTART;VALUE=DATE:20270412" in event
        assert "STATUS:CANCELLED" in event

    def test_none_once_it_is_over(self, tmp_path: Path) -> None:
        """Of a deal that has ended none is told anywhere."""
        story = told(tmp_path)
        story.close("--lost --reason no")
        assert "Deadline" not in story.page()
        assert story.line("promises", "--json").json["promises"] == []

    def test_on_every_day(self, tmp_path: Path) -> None:
        """Every day up to the award each step with a deadline is on the page, with the same day on each."""
        story = told(tmp_path)
        days = {"outline": "2027-04-12", "answers": "2027-04-14", "bid": "2027-04-19", "award": "2027-07-19"}
        for later in range(145):
            today = date(2027, 3, 1) + timedelta(days=later)
            story.today = today.isoformat()
            page = story.page().replace("\u00a0", " ")
            table = plain(story.line("show", "acme", "--dates").out)
            for what, last in days.items():
                day = f"{int(last[8:])} {date.fromisoformat(last):%b}"
                assert story.today > last or (what in page and day in page), (story.today, what)
                assert story.today <= last or f"The deadline for the {what} was" in table, (story.today, what)
