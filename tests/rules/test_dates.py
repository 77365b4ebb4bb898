"""Rules 58 to 60: the client's own dates, what is counted and how, and the three words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

ROLES = """
roles:
  boss: {title: boss}
  cash: {title: finance, is: releases the money}
  law: {title: legal}
  rep: {title: rep, side: us}
"""
# The example of docs/dates.md, as short as it goes.
TRACKS = f"""{ROLES}
stages:
  - id: means
    title: Is there money?
    steps: [{{id: money, title: the money, whether: it is there, by: cash, takes: 8-10bd}}]
  - id: data
    title: May it leave?
    track: security
    steps:
      - {{id: form, title: the form, will: fill in the form, by: law, takes: 5bd}}
      - {{id: release, title: the release, whether: it may leave, by: law, needs: [form + 10bd], takes: 2-4bd}}
  - id: buying
    title: Order it
    steps: [{{id: order, title: the order, whether: it is ordered, by: boss, needs: [money, release], takes: 3-5bd}}]
ends: {{won: {{needs: [order]}}, lost: [no]}}
"""
FREE = "2026-12-24\n2026-12-25\n2026-12-31\n2027-01-01\n2027-01-06\n"
WITH = "--with Ana:boss --person Rui:cash --person Sam:law"


def story(home: Path, playbook: str = TRACKS, today: str = "2026-12-03") -> Story:
    """A deal on a map, where nobody works on five days around Christmas."""
    (home / "holidays.txt").write_text(FREE, encoding="utf-8")
    return Story(home, playbook, today)


def told(deal: Story) -> Any:
    """The dates of the deal as JSON."""
    return deal.line("show", "acme", "--dates", "--json").json["dates"]


def rows(deal: Story) -> dict[str, list[Any]]:
    """Of each step still to come: earliest and latest finish, latest date, slack."""
    found = told(deal)["rows"]
    return {row["step"]: [row[key] for key in ("lower", "upper", "latest", "slack")] for row in found}


def foot(deal: Story) -> list[str]:
    """The sentences under the table."""
    out = deal.line("show", "acme", "--dates").out
    return [" ".join(part.split()) for part in out.split("\n\n")[2:]]


def plain(text: str) -> str:
    """A sentence with spaces that break."""
    return text.replace("\u00a0", " ")


def one(steps: str, more: str = "") -> str:
    """A map of one stage with these steps, won by `buy`; `more` are stages of other tracks."""
    return f"""{ROLES}
facts: {{size: {{ask: How large is it?, choices: [small, large]}}, fair: {{ask: When is the fair?, type: date}}}}
stages:
  - id: only
    title: Buy it
    steps:
{steps}{more}
ends: {{won: {{needs: [buy]}}, lost: [no]}}
"""


BUY = "      - {id: buy, title: the purchase, whether: it is bought, by: boss, needs: [NEEDS], takes: 1bd}\n"
ACT = "      - {id: %s, title: the %s, will: send the %s, by: %s, takes: %s}\n"


def act(name: str, takes: str, by: str = "law", more: str = "") -> str:
    """An act of a map."""
    return (ACT % (name, name, name, by, takes)).replace("}\n", f"{more}}}\n")


class TestExample:
    """The deal of docs/dates.md, to the day."""

    @pytest.mark.parametrize(
        ("target", "word", "form", "release", "money", "order"),
        [
            ("2027-01-29", "holds", ["2026-12-30", 12], ["2027-01-22", 12], ["2027-01-22", 21], 12),
            ("2027-01-15", "holds", ["2026-12-14", 2], ["2027-01-08", 2], ["2027-01-08", 11], 2),
            ("2027-01-08", "tight", ["2026-12-11", 1], ["2027-01-04", 1], ["2027-01-04", 10], 1),
            ("2027-01-04", "cannot-hold", [None, None], [None, None], [None, None], None),
            ("2026-11-20", "past", [None, None], [None, None], [None, None], None),
        ],
    )
    def test_each_target(
        self, tmp_path: Path, target: str, word: str, form: Any, release: Any, money: Any, order: Any
    ) -> None:
        """It counts forward to the same days for every target, and back from each with the ends that fit (60)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date {target}:Ana")
        latest = target if order is not None else None
        assert told(deal)["word"] == word
        assert rows(deal) == {
            "money": ["2026-12-15", "2026-12-17", *money],
            "form": ["2026-12-10", "2026-12-10", *form],
            "release": ["2026-12-30", "2027-01-05", *release],
            "order": ["2027-01-07", "2027-01-13", latest, order],
        }

    def test_cannot_hold(self, tmp_path: Path) -> None:
        """It says when it comes at this pace, how late that is, and one thing that would help (60)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2027-01-04:Ana")
        (found,) = told(deal)["targets"]
        assert [found[key] for key in ("missing", "lower", "upper")] == [2, "2027-01-07", "2027-01-13"]
        assert [(each["kind"], each["step"], each["days"]) for each in found["way"]] == [
            ("takes", "form", 5), ("wait", "form", 10), ("takes", "release", 2), ("takes", "order", 3),
        ]  # fmt: skip
        assert (found["may_waive"], found["may_start"]) == (["form", "release"], ["form"])
        assert foot(deal) == [
            "At this pace the order comes on Thu 7 Jan 2027, two working days after the day Ana wants, Mon 4 Jan 2027. "
            "Ask Sam whether the form is really needed.",
            "Critical way: the form, a wait of 10 working days, the release, the order.",
        ]

    def test_promised(self, tmp_path: Path) -> None:
        """A live promise's date counts in place of the estimate, when it is later (60)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2027-01-29:Ana")
        deal.debrief("--with Sam --promised 'Sam:fill it in:2026-12-18:form' --promised 'Sam:look:2026-12-04:release'")
        assert rows(deal) == {
            "money": ["2026-12-15", "2026-12-17", "2027-01-22", 21],
            "form": ["2026-12-18", "2026-12-18", "2026-12-30", 6],
            "release": ["2027-01-12", "2027-01-14", "2027-01-22", 6],
            "order": ["2027-01-15", "2027-01-21", "2027-01-29", 6],
        }
        deal.prep("--with Ana --date 2027-01-12:Ana")
        assert foot(deal)[0] == (
            "At this pace the order comes on Fri 15 Jan 2027, three working days after the day Ana wants, "
            "Tue 12 Jan 2027. It would help if Sam could do it before Fri 18 Dec."
        )

    def test_put_off(self, tmp_path: Path) -> None:
        """So does the day to which a decision is put off; once it has come, the estimate counts again (60)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2027-01-29:Ana")
        deal.debrief("--with Rui --deferred 'money:Rui:2027-01-20:the audit'")
        assert rows(deal)["money"] == ["2027-01-20", "2027-01-20", "2027-01-22", 2]
        assert foot(deal)[1] == "Critical way: the money, put off by Rui to Wed 20 Jan 2027, the order."
        deal.today = "2027-01-20"
        assert rows(deal)["money"][:2] == ["2027-02-01", "2027-02-03"]

    def test_wait_running(self, tmp_path: Path) -> None:
        """A wait that runs already counts from the day it began, and in full (59); nothing helps before it is over."""
        deal = story(tmp_path, today="2026-12-15")
        deal.prep(f"{WITH} --date 2027-01-15:Ana --done form:Sam@2026-12-10")
        assert rows(deal)["release"] == ["2026-12-30", "2027-01-05", "2027-01-08", 2]
        assert foot(deal)[1] == "Critical way: a wait of seven working days, the release, the order."
        deal.prep("--with Ana --date 2027-01-04:Ana")
        assert foot(deal)[0] == (
            "At this pace the order comes on Thu 7 Jan 2027, two working days after the day Ana wants, Mon 4 Jan 2027."
        )


class TestBegun:
    """What has begun does not begin anew on every day (59)."""

    REVIEW = one(
        act("papers", "2bd")
        + "      - {id: review, title: the review, whether: it stands, by: law, needs: [papers], takes: 7bd}\n"
        + BUY.replace("NEEDS", "review")
    )

    @pytest.mark.parametrize(
        ("today", "review", "buy"),
        [
            ("2027-03-01", "2027-03-10", "2027-03-11"),
            ("2027-03-04", "2027-03-10", "2027-03-11"),
            ("2027-03-10", "2027-03-10", "2027-03-11"),
            ("2027-03-11", "2027-03-11", "2027-03-12"),
            ("2027-03-15", "2027-03-15", "2027-03-16"),
        ],
    )
    def test_from_the_day_its_needs_were_met(self, tmp_path: Path, today: str, review: str, buy: str) -> None:
        """Seven working days begun on Mon 1 Mar are over on Wed 10 Mar, whichever day one looks; then today (59)."""
        deal = story(tmp_path, self.REVIEW, today="2027-03-01")
        deal.prep(f"{WITH} --date 2027-03-31:Ana --done papers:Sam@2027-03-01")
        deal.today = today
        assert [rows(deal)[step][1] for step in ("review", "buy")] == [review, buy]

    def test_from_its_turn(self, tmp_path: Path) -> None:
        """A decision is before them from the day the one before it on its track was made (59)."""
        deal = story(tmp_path, TRACKS.replace("needs: [money, release], takes: 3-5bd", "takes: 3-5bd"))
        deal.prep(f"{WITH} --date 2026-12-31:Ana --settled money:Rui@2026-12-01")
        assert rows(deal)["order"][:2] == ["2026-12-04", "2026-12-08"]

    def test_taken_up_again(self, tmp_path: Path) -> None:
        """What is taken up again, or put off to a day that has come, takes its time anew from then (59)."""
        deal = story(tmp_path, self.REVIEW, today="2027-03-01")
        deal.prep(f"{WITH} --date 2027-04-30:Ana --done papers:Sam@2027-03-01")
        deal.debrief("--on 2027-03-02 --with Sam --decided review:Sam")
        deal.debrief("--on 2027-03-15 --with Sam --reopened 'review:Sam:a new law'")
        deal.today = "2027-03-18"
        assert rows(deal)["review"][1] == "2027-03-24"

    def test_nobody_at_work(self, tmp_path: Path) -> None:
        """What had nothing to wait for, and what they said no to, begins today, whatever the day (59)."""
        deal = story(tmp_path, self.REVIEW, today="2027-03-01")
        deal.prep(f"{WITH} --date 2027-04-30:Ana")
        deal.today = "2027-03-04"
        assert rows(deal)["papers"][1] == "2027-03-08"
        deal.debrief("--on 2027-03-05 --with Sam --done papers:Sam --declined 'review:Sam:not like this'")
        deal.today = "2027-03-12"
        assert rows(deal)["review"][1] == "2027-03-23"

    def test_what_applies_since(self, tmp_path: Path) -> None:
        """What applies only since a fact was told has not begun before that (59)."""
        deal = story(tmp_path, self.REVIEW.replace("needs: [papers]", "needs: [papers], when: {size: large}"))
        deal.prep(f"{WITH} --date 2027-04-30:Ana --done papers:Sam@2026-12-01 --set size=large:Ana@2026-12-03")
        deal.today = "2026-12-08"
        assert rows(deal)["review"][1] == "2026-12-14"

    def test_a_need_that_is_implied(self, tmp_path: Path) -> None:
        """A wait after what is only implied runs from the decision that implies it, and ends (23, 59)."""
        look = "      - {id: look, title: the look, whether: it is seen, by: law, implied_by: [seen]}\n"
        seen = "      - {id: seen, title: the sight, whether: it was seen, by: cash}\n"
        deal = story(tmp_path, one(look + seen + BUY.replace("NEEDS", "look + 5bd")))
        deal.prep(f"{WITH} --date 2026-12-31:Ana --settled seen:Rui@2026-12-01")
        assert rows(deal)["buy"][1] == "2026-12-09"
        deal.today = "2026-12-08"
        assert rows(deal)["buy"][1] == "2026-12-09"
        assert deal.prep("--with Ana --on 2026-12-08")["decision"]["feasibility"] == "here"


class TestKept:
    """A day that is promised outranks the usual time, in both directions (60)."""

    def test_sooner(self, tmp_path: Path) -> None:
        """A day sooner than the map's usual time counts, and the page says on whose promise it hangs (60)."""
        deal = story(tmp_path, TestBegun.REVIEW, today="2027-03-01")
        deal.prep(f"{WITH} --person Bea:law --date 2027-03-09:Ana --done papers:Sam@2027-03-01")
        assert told(deal)["word"] == "cannot-hold"
        deal.debrief("--on 2027-03-02 --with Bea --promised 'Bea:say whether it stands:2027-03-08:review'")
        deal.today = "2027-03-03"
        assert rows(deal) == {
            "review": ["2027-03-08", "2027-03-08", "2027-03-08", 0],
            "buy": ["2027-03-09", "2027-03-09", "2027-03-09", 0],
        }
        said = "The purchase by Tue 9 Mar works, with no slack, if Bea keeps Mon 8 Mar."
        assert foot(deal)[0] == said
        assert f"DATES {said}" in plain(deal.page())

    def test_close(self, tmp_path: Path) -> None:
        """Where the date will be close, the page says which promised day it needs kept, ours as well (60)."""
        deal = story(tmp_path, TestBegun.REVIEW.replace("takes: 1bd", "takes: 1-9bd"), today="2027-03-01")
        deal.prep(f"{WITH} --date 2027-03-12:Ana")
        deal.debrief("--on 2027-03-02 --with Sam --promised 'Sam:send the papers:2027-03-03:papers' --not-asked "
                     "--promised 'Sam:say whether it stands:2027-03-09:review'")  # fmt: skip
        deal.today = "2027-03-03"
        close = "The purchase by Fri 12 Mar may not hold: it may take until"
        assert (
            foot(deal)[0]
            == f"{close.replace('may not hold', 'will be close')} Mon 22 Mar. It needs Sam to keep Tue 9 Mar."
        )

    def test_gone_by(self, tmp_path: Path) -> None:
        """A promised day that has gone by, or cannot be kept, counts no more: the usual time does (60)."""
        deal = story(tmp_path, TestBegun.REVIEW, today="2027-03-01")
        deal.prep(f"{WITH} --date 2027-03-31:Ana --done papers:Sam@2027-03-01")
        deal.debrief("--on 2027-03-02 --with Sam --promised 'Sam:say whether it stands:2027-03-04:review'")
        deal.today = "2027-03-05"
        assert rows(deal)["review"][1] == "2027-03-10"


class TestBeginNow:
    """Long stretches that have to begin now are named once there is a date (59)."""

    LONG = one(
        act("check", "12-15bd")
        + act("form", "12bd", by="rep")
        + act("note", "2bd")
        + BUY.replace("NEEDS", "check, form, note")
    )

    def begin(self, deal: Story) -> list[str]:
        """What is to begin now, on the page of where the deal stands."""
        lines = [plain(line["text"]) for line in deal.show()["lines"] if line["section"] == "DATES"]
        return [line for line in lines if "begin now" in line]

    def test_once_there_is_a_date(self, tmp_path: Path) -> None:
        """It names the long one on the way to the date, with who begins it, where waiting as long would be too late."""
        deal = story(tmp_path, self.LONG)
        deal.prep(WITH)
        assert self.begin(deal) == []
        deal.prep("--with Ana --date 2027-01-15:Ana")
        said = "The check takes up to 15 working days, and nothing else can make up for it: get Sam to begin now."
        assert self.begin(deal) == [said]
        assert said in foot(deal)
        assert told(deal)["begin_now"] == ["check"]

    def test_not_while_there_is_time(self, tmp_path: Path) -> None:
        """It names none for which there is more room than it takes."""
        deal = story(tmp_path, self.LONG)
        deal.prep(f"{WITH} --date 2027-03-15:Ana")
        assert self.begin(deal) == []

    def test_not_what_is_seen_to(self, tmp_path: Path) -> None:
        """It names none that is promised; then ours, where ours is the longest left."""
        deal = story(tmp_path, self.LONG)
        deal.prep(f"{WITH} --date 2027-01-12:Ana")
        deal.debrief("--with Sam --promised 'Sam:send the check:2026-12-16:check' --not-asked")
        said = "The form takes up to 12 working days, and nothing else can make up for it: we have to begin now."
        assert self.begin(deal) == [said]


class TestTargets:
    def test_several_people(self, tmp_path: Path) -> None:
        """Of several people's days the earliest counts, it says who named another, and each one's latest word (58)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2027-03-01:Ana --date 'order:2027-02-01:Rui:wrote:by February' --date 2027-01-29")
        (found,) = told(deal)["targets"]
        assert found["target"] == {
            "step": "order", "day": "2027-02-01", "kind": "client",
            "said": [{"person": "Rui", "day": "2027-02-01"}, {"person": "Ana", "day": "2027-03-01"}], "counted": None,
        }  # fmt: skip
        assert foot(deal)[0] == (
            "The order by Mon 1 Feb 2027 works, with 13 working days of slack, if Sam can fill in the form by "
            "Mon 4 Jan 2027. Ana named Mon 1 Mar 2027: ask which day holds."
        )
        deal.prep("--with Rui --date 2027-03-01:Rui --date 2027-03-01:Ana")
        assert foot(deal)[0] == (
            "The order by Mon 1 Mar 2027 works, with 33 working days of slack, if Sam can fill in the form by "
            "Tue 2 Feb 2027."
        )

    def test_our_belief(self, tmp_path: Path) -> None:
        """Without anybody's word our own belief counts, and is called one once its day has gone by (58)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2027-01-15")
        assert foot(deal)[0].startswith("The order by Fri 15 Jan 2027 works, with two working days of slack, if ")
        deal.today = "2027-01-18"
        assert foot(deal) == ["We believe they wanted the order by Fri 15 Jan. Ask which day holds now."]

    def test_wanted_by(self, tmp_path: Path) -> None:
        """The built-in fact is the closing decision's date while nobody has dated that (58)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --set wanted-by=2027-02-26:Ana --set wanted-by=2027-01-15:Rui")
        found = told(deal)["targets"]
        assert [(each["target"]["step"], each["target"]["day"], each["slack"]) for each in found] == [
            ("order", "2027-01-15", 2)
        ]
        deal.prep("--with Ana --date money:2026-12-21:Rui --date 2027-01-29:Ana")
        found = told(deal)["targets"]
        assert [(each["target"]["step"], each["target"]["day"], each["slack"]) for each in found] == [
            ("money", "2026-12-21", 2), ("order", "2027-01-29", 12),
        ]  # fmt: skip
        assert rows(deal)["money"][2:] == ["2026-12-21", 2]

    def test_assumed(self, tmp_path: Path) -> None:
        """What the map assumes of that day counts as our belief does."""
        deal = story(tmp_path, f"{TRACKS}facts: {{wanted-by: {{assume: 2027-01-29}}}}\n")
        deal.prep(WITH)
        assert foot(deal)[0].startswith("The order by Fri 29 Jan 2027 works, with 12 working days of slack, if ")

    def test_limits(self, tmp_path: Path) -> None:
        """A step's own limit is a latest date as well, and says what it is counted from; what is settled has none."""
        deal = story(tmp_path, TRACKS.replace("by: law, takes", "by: law, before: money + 5bd, takes"))
        deal.prep(f"{WITH} --settled money:Rui@2026-12-02 --date 2027-02-26:Ana")
        found = told(deal)
        assert [(each["target"]["kind"], each["target"]["step"], each["word"]) for each in found["targets"]] == [
            ("client", "order", "holds"), ("limit", "form", "cannot-hold"),
        ]  # fmt: skip
        assert found["word"] == "holds"
        assert foot(deal)[0] == (
            "At this pace the form comes on Thu 10 Dec, one working day after the deadline, Wed 9 Dec (five working "
            "days after the money). Ask Sam whether the form is really needed."
        )

    def test_a_limit_keeps_its_day(self, tmp_path: Path) -> None:
        """A limit that cannot hold, or has gone by, keeps its day and says by how much; no later date is its own (60).

        On paper: five working days after Wed 2 Dec are Wed 9 Dec. The order by Fri 26 Feb leaves room until February.
        """
        deal = story(tmp_path, TRACKS.replace("by: law, takes: 5bd", "by: law, before: money + 5bd, takes: 5bd"))
        deal.prep(f"{WITH} --settled money:Rui@2026-12-02 --date 2027-02-26:Ana")
        for today, missing, comes in (("2026-12-03", 1, "2026-12-10"), ("2026-12-08", 4, "2026-12-15"),
                                      ("2026-12-10", 1, "2026-12-17"), ("2026-12-14", 3, "2026-12-21")):  # fmt: skip
            deal.today = today
            (row,) = [each for each in told(deal)["rows"] if each["step"] == "form"]
            assert (row["latest"], row["slack"], row["missing"], row["upper"]) == ("2026-12-09", None, missing, comes)
        assert foot(deal)[0] == (
            "The deadline for the form was Wed 9 Dec (five working days after the money): three working days late."
        )

    def test_closing_limit(self, tmp_path: Path) -> None:
        """A limit of winning that has gone by says how long ago, and stands beside a day named later (58)."""
        late = TRACKS.replace("won: {needs: [order]}", "won: {needs: [order], before: money + 10d}")
        deal = story(tmp_path, late, today="2026-12-14")
        deal.prep(f"{WITH} --settled money:Rui@2026-12-02")
        gone = "The deadline for the order was Sat 12 Dec (10 days after the money): one working day late."
        assert foot(deal)[0] == gone
        assert told(deal)["word"] == "past"
        deal.prep("--with Ana --date 2027-02-26:Ana")
        assert [each["target"]["kind"] for each in told(deal)["targets"]] == ["client", "limit"]
        assert foot(deal)[0] == gone
        assert told(deal)["word"] == "holds"

    def test_their_own_day_again(self, tmp_path: Path) -> None:
        """Where the limit is the client's own day, the one they name last takes its place (58)."""
        late = TRACKS.replace("won: {needs: [order]}", "won: {needs: [order], before: wanted-by}")
        deal = story(tmp_path, late)
        deal.prep(f"{WITH} --set wanted-by=2026-12-11:Ana")
        deal.today = "2026-12-14"
        deal.prep("--with Ana --date 2027-02-26:Ana")
        assert [each["target"]["day"] for each in told(deal)["targets"]] == ["2027-02-26"]

    def test_none(self, tmp_path: Path) -> None:
        """Without any date the days run forward, nothing has a latest date, and it says how one is recorded."""
        deal = story(tmp_path)
        deal.prep(WITH)
        assert told(deal)["word"] is None
        assert rows(deal)["order"] == ["2027-01-07", "2027-01-13", None, None]
        assert foot(deal) == ["Nobody has named a day yet: `callplan prep acme --date DATE:PERSON` records one."]

    def test_none_after_the_closing_decision(self, tmp_path: Path) -> None:
        """Once the closing decision is made it names what is open, and takes no day without a decision."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --settled order:Ana:wrote")
        assert foot(deal)[-1] == (
            "Nobody has named a day yet: `callplan prep acme --date DECISION:DATE:PERSON` records one."
        )
        refused = deal.line("prep", "acme", "--date", "2027-02-26:Ana", "--no-input")
        assert (refused.code, refused.err) == (
            2,
            "callplan: --date 2027-02-26:Ana: the order is settled already; name the decision: "
            "DECISION:2027-02-26:Ana.\n",
        )


class TestFlag:
    def test_forms(self, tmp_path: Path) -> None:
        """It takes a decision, a day, a person, proof and words, each left out where it is not known."""
        deal = story(tmp_path)
        deal.prep(
            f"{WITH} --date 'release:15 jan:Sam:heard=Ana:before the audit@2026-12-01' --date order:eom "
            "--date 2027-01-29"
        )
        log = deal.log()
        assert "2026-12-01  the release by 2027-01-15, from Sam (heard from Ana): “before the audit”" in log
        assert "2026-12-03  the order by 2027-01-29, our belief" in log
        assert "2026-12-03  the order by 2026-12-31, our belief" in log

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("soon", "--date soon: it is written [DECISION:]DATE[:PERSON[:PROOF[:WORDS]]]."),
            ("order:soon", "--date: “soon” is no day."),
            ("form:2027-01-29", "--date: form is an act, not a decision; use --done or --promised for it."),
            ("ordr:2027-01-29", "--date: there is no decision “ordr” in way. Did you mean order?"),
            ("2027-01-29:Ana:sure", "--date: “sure” is no proof."),
        ],
    )
    def test_refused(self, tmp_path: Path, text: str, said: str) -> None:
        """It says what is wrong and how it is written."""
        deal = story(tmp_path)
        deal.prep(WITH)
        assert said in deal.tell("prep", f"--with Ana --date {text}").err

    def test_answers_file(self, tmp_path: Path) -> None:
        """An answers file says the same, before a debrief as well."""
        deal = story(tmp_path)
        deal.prep(WITH)
        (tmp_path / "said.yaml").write_text('with: Ana\ndate: ["2027-01-29:Ana", "money:2027-01-15:Rui"]\n')
        assert deal.line("debrief", "acme", "--answers", str(tmp_path / "said.yaml"), "--no-input").code == 0
        assert [each["target"]["day"] for each in told(deal)["targets"]] == ["2027-01-15", "2027-01-29"]


class TestCounting:
    """What holds a step up, and what does not (59)."""

    def test_order_of_the_track(self, tmp_path: Path) -> None:
        """A decision waits for those before it on its track; begun out of turn, it need not."""
        deal = story(tmp_path, TRACKS.replace("needs: [money, release]", "needs: [release]"))
        deal.prep(f"{WITH} --date 2026-12-16:Ana --done form:Sam@2026-11-10 --settled release:Sam@2026-11-30")
        assert rows(deal)["order"] == ["2026-12-18", "2026-12-28", None, None]
        assert foot(deal)[0].endswith("Wed 16 Dec. This week it would help to get Rui to decide whether it is there.")

    def test_owed(self, tmp_path: Path) -> None:
        """What is owed holds up nothing but what needs it."""
        book = f"""{ROLES}
stages:
  - {{id: one, title: One, steps: [{{id: early, whether: it is early, by: law, takes: 30bd}}]}}
  - {{id: two, title: Two, steps: [{{id: next, whether: it is next, by: cash, takes: 2bd}}]}}
  - {{id: three, title: Three, steps: [{{id: buy, whether: it is bought, by: boss, takes: 1bd}}]}}
ends: {{won: {{needs: [buy]}}}}
"""
        deal = story(tmp_path, book)
        deal.prep(f"{WITH} --date 2026-12-31:Ana")
        assert rows(deal)["buy"][0] == "2027-01-26"
        deal.prep("--with Ana --settled next:Rui")
        assert rows(deal)["buy"][0] == "2026-12-04"
        assert rows(deal)["early"] == ["2027-01-21", "2027-01-21", None, None]

    def test_needs_before_order(self, tmp_path: Path) -> None:
        """Where a need runs against the order of the track, the need counts."""
        book = f"""{ROLES}
stages:
  - {{id: one, title: One, steps: [{{id: early, whether: it is early, by: law, needs: [late], takes: 2bd}}]}}
  - {{id: two, title: Two, steps: [{{id: late, whether: it is late, by: cash, takes: 3bd}}]}}
  - {{id: three, title: Three, steps: [{{id: buy, whether: it is bought, by: boss, takes: 1bd}}]}}
ends: {{won: {{needs: [buy]}}}}
"""
        deal = story(tmp_path, book)
        deal.prep(f"{WITH} --date 2026-12-31:Ana")
        assert {step: row[0] for step, row in rows(deal).items()} == {
            "early": "2026-12-10", "late": "2026-12-08", "buy": "2026-12-11",
        }  # fmt: skip

    def test_alternatives(self, tmp_path: Path) -> None:
        """Of alternatives the first that is there counts; one that another makes up for has no latest date."""
        steps = act("short", "2bd") + act("long", "20bd") + BUY.replace("NEEDS", "{any: [short, long]}")
        deal = story(tmp_path, one(steps))
        deal.prep(f"{WITH} --date 2026-12-11:Ana")
        assert rows(deal) == {
            "short": ["2026-12-07", "2026-12-07", "2026-12-10", 3],
            "long": ["2027-01-07", "2027-01-07", None, None],
            "buy": ["2026-12-08", "2026-12-08", "2026-12-11", 3],
        }

    @pytest.mark.parametrize(
        ("target", "word", "visit", "release", "money", "order"),
        [
            ("2026-12-30", "holds", ["2026-12-15", 4], ["2026-12-18", 4], ["2026-12-18", 8], 4),
            ("2026-12-18", "tight", ["2026-12-11", 2], ["2026-12-16", 2], ["2026-12-16", 6], 2),
        ],
    )
    def test_alternative_on_the_way(
        self, tmp_path: Path, target: str, word: str, visit: Any, release: Any, money: Any, order: Any
    ) -> None:
        """An act that is one of two, and counted on, has a latest date and slack of its own (60).

        On paper, forward from Thu 3 Dec: the visit takes four days, to Wed 9 Dec, the call eight, to Tue 15 Dec, so the
        release has its three on Mon 14 Dec; two days for the order are over on Wed 16 Dec, six on Tue 22 Dec. Back from
        Wed 30 Dec by six over Christmas: Fri 18 Dec for the release, three before it Tue 15 Dec for the visit. The call
        would do by then as well, and yet somebody has to see to the visit. Back from Fri 18 Dec by two: Wed 16 Dec, and
        Fri 11 Dec for the visit.
        """
        either = TRACKS.replace("form + 10bd", "{any: [visit, call]}").replace("2-4bd", "3bd").replace("8-10bd", "3bd")
        either = either.replace("3-5bd", "2-6bd").replace(
            "      - {id: form, title: the form, will: fill in the form, by: law, takes: 5bd}\n",
            act("call", "8bd") + act("visit", "4bd"),
        )
        deal = story(tmp_path, either)
        deal.prep(f"{WITH} --date {target}:Ana")
        assert (told(deal)["word"], rows(deal)) == (
            word,
            {
                "money": ["2026-12-08", "2026-12-08", *money],
                "call": ["2026-12-15", "2026-12-15", None, None],
                "visit": ["2026-12-09", "2026-12-09", *visit],
                "release": ["2026-12-14", "2026-12-14", *release],
                "order": ["2026-12-16", "2026-12-22", target, order],
            },
        )
        holds = "if Sam can send the visit by Tue 15 Dec."
        assert foot(deal)[0].endswith(
            holds if word == "holds" else " Fri 11 Dec is the last day for Sam to send the visit."
        )
        assert foot(deal)[1] == "Critical way: the visit, the release, the order."

    def test_two_of_three(self, tmp_path: Path) -> None:
        """Of two of three the second to come counts."""
        steps = act("a", "2bd") + act("b", "4bd") + act("c", "20bd")
        steps += BUY.replace("NEEDS", "{at_least: 2, of: [a, b, c]}")
        deal = story(tmp_path, one(steps))
        deal.prep(f"{WITH} --date 2026-12-31:Ana")
        assert rows(deal)["buy"][0] == "2026-12-10"
        deal.prep("--with Ana --done a:Sam")
        assert rows(deal)["buy"][0] == "2026-12-10"
        deal.prep("--with Ana --done b:Sam")
        assert rows(deal)["buy"][0] == "2026-12-04"
        assert "c" not in rows(deal)

    def test_facts_among_alternatives(self, tmp_path: Path) -> None:
        """A fact that does not hold makes up for no step; one that holds does."""
        steps = act("known", "9bd") + BUY.replace("NEEDS", "{any: [{size: small}, known]}")
        deal = story(tmp_path, one(steps))
        deal.prep(f"{WITH} --date 2026-12-31:Ana")
        assert rows(deal)["buy"][0] == "2026-12-17"
        deal.prep("--with Ana --set size=large:Ana")
        assert rows(deal)["buy"][0] == "2026-12-17"
        deal.prep("--with Ana --set size=small:Ana")
        assert rows(deal)["buy"][0] == "2026-12-04"

    def test_ways_that_are_closed(self, tmp_path: Path) -> None:
        """An alternative of several things is none while a fact closes it."""
        steps = act("quick", "2bd") + act("slow", "9bd")
        steps += BUY.replace("NEEDS", "{any: [[quick, {size: small}], slow]}")
        deal = story(tmp_path, one(steps))
        deal.prep(f"{WITH} --date 2026-12-31:Ana --set size=large:Ana")
        assert rows(deal) == {
            "slow": ["2026-12-16", "2026-12-16", "2026-12-29", 7],
            "buy": ["2026-12-17", "2026-12-17", "2026-12-30", 7],
        }
        deal.prep("--with Ana --set size=small:Ana")
        assert rows(deal)["buy"][0] == "2026-12-08"

    def test_only_facts(self, tmp_path: Path) -> None:
        """What only facts hold up is counted as if they were known."""
        deal = story(tmp_path, one(BUY.replace("NEEDS", "size, {any: [{size: small}, size]}")))
        deal.prep(f"{WITH} --date 2026-12-31:Ana")
        assert rows(deal)["buy"][0] == "2026-12-04"

    def test_day_of_a_fact(self, tmp_path: Path) -> None:
        """A wait after a day they have named runs from that day."""
        deal = story(tmp_path, one(BUY.replace("NEEDS", "fair + 5bd")))
        deal.prep(f"{WITH} --date 2027-01-29:Ana --set fair=2026-12-14:Ana")
        assert rows(deal)["buy"][0] == "2026-12-22"
        assert foot(deal)[1] == "Critical way: a wait of 12 working days, the purchase."

    def test_stage(self, tmp_path: Path) -> None:
        """A stage stands for all of its decisions, with the wait after the last; without one that applies, for none."""
        more = """
  - id: check
    title: Check it
    track: check
    when: {size: large}
    needs: [sent]
    steps:
      - {id: safe, whether: it is safe, by: law, takes: 3bd}
      - {id: legal, whether: it is legal, by: law, takes: 6bd}
"""
        sent = "      - {id: sent, whether: it is sent, by: law, takes: 2bd}\n"
        steps = sent + BUY.replace("NEEDS", "check + 1w")
        deal = story(tmp_path, one(steps, more))
        deal.prep(f"{WITH} --date 2027-01-29:Ana --set size=large:Ana")
        assert rows(deal)["buy"][0] == "2026-12-23"
        deal.prep("--with Ana --set size=small:Ana")
        assert rows(deal)["buy"][0] == "2026-12-08"
        assert list(rows(deal)) == ["sent", "buy"]

    def test_fact_that_does_not_apply(self, tmp_path: Path) -> None:
        """A fact that does not apply holds nothing up, and is no alternative."""
        book = one(act("other", "9bd") + BUY.replace("NEEDS", "{any: [fair + 1w, other]}"))
        deal = story(tmp_path, book.replace("type: date}", "type: date, when: {size: large}}"))
        deal.prep(f"{WITH} --date 2026-12-31:Ana --set size=small:Ana --set fair=2026-12-01:Ana")
        assert rows(deal)["buy"][0] == "2026-12-17"
        deal.prep("--with Ana --set size=large:Ana")
        assert rows(deal)["buy"][0] == "2026-12-09"

    def test_may_not_apply(self, tmp_path: Path) -> None:
        """A step that may not apply is counted and marked; one among alternatives that does not, is none of them."""
        steps = act("extra", "4bd", more=", when: {size: large}") + act("other", "9bd")
        deal = story(tmp_path, one(steps + BUY.replace("NEEDS", "{any: [extra, other]}")))
        deal.prep(f"{WITH} --date 2026-12-31:Ana")
        assert rows(deal)["buy"][0] == "2026-12-10"
        assert "the extra, if it applies" in " ".join(deal.line("show", "acme", "--dates").out.split())
        deal.prep("--with Ana --set size=small:Ana")
        assert rows(deal)["buy"][0] == "2026-12-17"

    def test_unknown(self, tmp_path: Path) -> None:
        """A step whose length the map does not tell counts as no time, and is named (60)."""
        deal = story(tmp_path, TRACKS.replace(", takes: 8-10bd", "").replace(", takes: 5bd", ""))
        deal.prep(f"{WITH} --date 2027-01-29:Ana")
        assert told(deal)["unknown"] == ["money", "form"]
        assert rows(deal)["money"][:2] == ["2026-12-03", "2026-12-03"]
        assert foot(deal)[0].endswith(" That counts no time for the money and the form.")
        assert foot(deal)[-1] == "Counted as no time, since the map does not say how long: the money and the form."

    def test_by_case(self, tmp_path: Path) -> None:
        """While it is open which length holds, the shortest and the longest of all count."""
        depends = "{depends: [{when: {size: large}, is: 10-20bd}, {is: 3bd}]}"
        deal = story(tmp_path, one(act("list", depends) + BUY.replace("NEEDS", "list")))
        deal.prep(f"{WITH} --date 2027-01-29:Ana")
        assert rows(deal)["list"][:3] == ["2026-12-08", "2027-01-07", "2027-01-28"]

    def test_units(self, tmp_path: Path) -> None:
        """Calendar days, weeks and months count whole, and what ends on a free day moves to the next (60)."""
        steps = act("days", "2d") + act("weeks", "3w") + act("months", "1m")
        deal = story(tmp_path, one(steps + BUY.replace("NEEDS", "days, weeks, months")))
        deal.prep(f"{WITH} --date 2027-03-01:Ana")
        assert {step: row[1:3] for step, row in rows(deal).items()} == {
            "days": ["2026-12-07", "2027-02-26"],
            "weeks": ["2026-12-28", "2027-02-26"],
            "months": ["2027-01-04", "2027-02-26"],
            "buy": ["2027-01-05", "2027-03-01"],
        }


class TestOnThePlan:
    def test_far(self, tmp_path: Path) -> None:
        """A date that holds by more than ten working days takes no line of the page."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2027-01-28:Ana")
        assert "DATES" not in deal.page()
        deal.prep("--with Ana --date 2027-01-27:Ana")
        assert (
            "DATES The order by Wed 27 Jan 2027 works, with 10 working days of slack, if Sam can fill in the form by "
            "Mon 28 Dec." in deal.page()
        )

    def test_ours(self, tmp_path: Path) -> None:
        """What has to be done first may be ours; a decision is settled by whoever decides it."""
        steps = act("offer", "2bd", "rep") + act("gone", "1bd", "cash") + BUY.replace("NEEDS", "offer")
        deal = story(tmp_path, one(steps))
        deal.prep(f"{WITH} --date 2026-12-09:Ana")
        assert (
            "DATES The purchase by Wed 9 Dec works, with one working day of slack, if we can send the offer by "
            "Tue 8 Dec." in deal.page()
        )
        deal.prep("--with Ana --done offer:us")
        deal.prep("--with Ana --date 2026-12-04:Ana")
        assert "DATES The purchase by Fri 4 Dec works, with no slack. way" in deal.page()
        deal.prep("--with Ana --date 2026-12-03:Ana")
        assert (
            "DATES At this pace the purchase comes on Fri 4 Dec, one working day after the day Ana wants, Thu 3 Dec. "
            "This week it would help to get Ana to decide whether it is bought." in deal.page()
        )

    def test_our_promise(self, tmp_path: Path) -> None:
        """What we have promised for a day counts from that day too, and several may have to do a step."""
        both = act("offer", "3bd", "rep") + act("plan", "2bd", "[boss, law]") + BUY.replace("NEEDS", "offer, plan")
        deal = story(tmp_path, one(both))
        deal.prep(f"{WITH} --date 2026-12-09:Ana")
        assert "if we can send the offer by Tue 8 Dec." in deal.page()
        deal.prep("--with Ana --done offer:us")
        assert "if Ana and Sam can send the plan by Tue 8 Dec." in deal.page()

    def test_gone_by(self, tmp_path: Path) -> None:
        """A date that has gone by is told with whose it was, and asked about on the page (58)."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2026-11-20:Ana")
        said = "DATES Ana wanted the order by Fri 20 Nov. Ask which day holds now."
        assert said in deal.page("--with Ana --with Rui")
        assert said in deal.page()

    def test_another_day(self, tmp_path: Path) -> None:
        """The days run from today, whatever the day of the call."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2027-01-15:Ana --on 2026-12-21")
        page = deal.page("--with Ana --on 2026-12-21")
        assert "works, with two working days of slack, if Sam can fill in the form by Mon 14 Dec." in page

    @pytest.mark.parametrize(
        ("flags", "end"),
        [
            (
                "--date release:2027-01-04:Sam --date 2027-01-08:Ana",
                " for Sam to fill in the form. The order by Fri 8 Jan 2027 will be close, too.",
            ),
            ("--date release:2026-12-29:Sam --date 2027-01-04:Ana", " The release by Tue 29 Dec doesn't hold either."),
            (
                "--date release:2026-12-29:Sam --date 2027-01-08:Ana",
                " is really needed. The order by Fri 8 Jan 2027 will be close, too.",
            ),
            (
                "--date release:2026-11-20:Sam --date 2027-01-08:Ana",
                " holds now. The order by Fri 8 Jan 2027 will be close, too.",
            ),
            (
                "--date release:2026-11-20:Sam --date 2026-11-27:Ana",
                " holds now. The order by Fri 27 Nov has gone by, too.",
            ),
            (
                "--date release:2027-02-26:Sam --date 2027-01-08:Ana",
                " Fri 11 Dec is the last day for Sam to fill in the form.",
            ),
        ],
    )
    def test_another_in_danger(self, tmp_path: Path, flags: str, end: str) -> None:
        """Of several dates it tells of the worst, and names another that is in danger; nothing of one that holds."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} {flags}")
        (told,) = [plain(line["text"]) for line in deal.show()["lines"] if line["because"][0] in ("rule 58", "rule 60")]
        assert told.endswith(end)

    def test_over(self, tmp_path: Path) -> None:
        """A deal that is over has no line of it."""
        deal = story(tmp_path)
        deal.prep(f"{WITH} --date 2026-11-20:Ana")
        deal.close("--lost --reason no")
        assert "20 Nov" not in deal.page()
        assert "20 Nov" not in deal.page("--with Ana")


class TestTheCall:
    """What a day that the client has named does to the choice of a call and to the days asked for on it (40, 48)."""

    @pytest.mark.parametrize(
        ("flags", "chosen"),
        [("", "quick"), ("--date 2027-01-29:Ana", "slow"), ("--set wanted-by=2027-01-29:Ana", "slow")],
    )
    def test_least_slack(self, tmp_path: Path, flags: str, chosen: str) -> None:
        """Between two decisions side by side it is for the one with less slack, counted back from that day (40).

        On paper, for Fri 29 Jan: both by Thu 28 Jan, so the quick one is begun by Tue 26 Jan, the slow one by
        Tue 5 Jan at the latest.
        """
        decision = "      - {id: %s, title: the %s one, whether: it is %s, by: boss, takes: %s}\n"
        steps = decision % ("quick", "quick", "quick", "2bd") + decision % ("slow", "slow", "slow", "16bd")
        deal = story(tmp_path, one(steps + BUY.replace("NEEDS", "quick, slow")))
        assert deal.prep(f"{WITH} {flags}")["decision"]["id"] == chosen

    @pytest.mark.parametrize(
        ("date", "due"),
        [("", "2027-01-04"), ("--date 2027-01-29:Ana", "2027-01-04"), ("--date 2026-12-11:Ana", "2026-12-11")],
    )
    def test_day_of_an_act(self, tmp_path: Path, date: str, due: str) -> None:
        """An act is asked for by the latest date of its decision, where its usual time is longer (48)."""
        buy = "      - {id: buy, title: the purchase, whether: it is bought, by: cash, takes: 1bd}\n"
        deal = story(tmp_path, one(act("tour", "18bd", "boss") + buy))
        deal.prep(f"{WITH} {date}")
        least = deal.prep("--with Ana")["rungs"]["least"]
        assert (least["id"], least["due"]) == ("tour", due)


LIGHT = f"""{ROLES}
stages:
  - id: only
    title: Add seats
    steps:
      - {{id: names, title: the names, will: send the names, by: boss, takes: 2bd}}
      - {{id: buy, title: the seats, whether: they are bought, by: boss, needs: [names], takes: 1bd}}
ends: {{won: {{needs: [buy]}}}}
"""


def test_light(tmp_path: Path) -> None:
    """A light deal has one line of it at most: how the date stands, or that it has gone by."""
    deal = story(tmp_path, LIGHT)
    deal.prep("--with Ana:boss --date 2026-12-08:Ana")
    page = deal.line("prep", "acme", "--no-input").out
    assert len(list(filter(None, page.splitlines()))) <= 16
    page = " ".join(page.split())
    assert page.count("DATES") == page.count("The seats by Tue 8 Dec works, with no slack, if Ana") == 1
    deal.today = "2026-12-09"
    page = deal.page("--with Ana")
    assert page.count("DATES") == page.count("Ana wanted the seats by Tue 8 Dec. Ask which day holds now.") == 1


WIDE = """\
ACME · Thu 3 Dec 2026

  Still to come             Who             Earliest–latest    By          Slack
The main way
  the money                 Rui             15 Dec–17 Dec      8 Jan 2027  11
* the order                 Ana             7 Jan–13 Jan 2027  15 Jan 2027 2
The track security
* the form                  legal           10 Dec             14 Dec      2
* the release               legal           30 Dec–5 Jan 2027  8 Jan 2027  2

The order by Fri 15 Jan 2027 works, with two working days of slack, if somebody
from legal can fill in the form by Mon 14 Dec.

Critical way: the form, a wait of 10 working days, the release, the order.
"""
NARROW = """\
ACME · Thu 3 Dec 2026

The main way
  the money
    Rui · 15 Dec–17 Dec
    by 8 Jan 2027, slack 11
* the order
    Ana · 7 Jan–13 Jan 2027
    by 15 Jan 2027, slack 2
The track security
* the form
    legal · 10 Dec
    by 14 Dec, slack 2
* the release
    legal · 30 Dec–5 Jan 2027
    by 8 Jan 2027, slack 2

The order by Fri 15 Jan 2027 works, with
two working days of slack, if somebody
from legal can fill in the form by
Mon 14 Dec.

Critical way: the form, a wait of 10
working days, the release, the order.
"""
MARKDOWN = """\
# ACME · Thu 3 Dec 2026

| Still to come | Who | Earliest–latest | By | Slack |
| --- | --- | --- | --- | --- |
| *The main way* |  |  |  |  |
| the money | Rui | 15 Dec–17 Dec | 8 Jan 2027 | 11 |
| **the order** | Ana | 7 Jan–13 Jan 2027 | 15 Jan 2027 | 2 |
| *The track security* |  |  |  |  |
| **the form** | legal | 10 Dec | 14 Dec | 2 |
| **the release** | legal | 30 Dec–5 Jan 2027 | 8 Jan 2027 | 2 |

The order by Fri 15 Jan 2027 works, with two working days of slack, if somebody from legal can fill in the form by \
Mon 14 Dec.

Critical way: the form, a wait of 10 working days, the release, the order.
"""


class TestTable:
    @pytest.mark.parametrize(("columns", "picture"), [(80, WIDE), (40, NARROW)])
    def test_widths(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int, picture: str) -> None:
        """It is read at 80 columns and at 40."""
        deal = story(tmp_path)
        deal.prep("--with Ana:boss --person Rui:cash --date 2027-01-15:Ana")
        monkeypatch.setattr("callplan.cli.papers.columns", lambda: columns)
        assert deal.line("show", "acme", "--dates").out == picture

    def test_markdown(self, tmp_path: Path) -> None:
        """It is a table on Markdown, too."""
        deal = story(tmp_path)
        deal.prep("--with Ana:boss --person Rui:cash --date 2027-01-15:Ana")
        assert deal.line("show", "acme", "--dates", "--markdown").out == MARKDOWN

    def test_no_latest(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It leaves out on a narrow screen what there is none of, and calls us us."""
        deal = story(tmp_path, one(act("offer", "2bd", "rep") + BUY.replace("NEEDS", "offer")))
        deal.prep(WITH)
        monkeypatch.setattr("callplan.cli.papers.columns", lambda: 40)
        shown = deal.line("show", "acme", "--dates").out
        assert "\n  the offer\n    us · 7 Dec\n  the purchase\n    Ana · 8 Dec\n" in shown

    def test_done(self, tmp_path: Path) -> None:
        """With nothing left to come there are no rows."""
        deal = story(tmp_path, LIGHT)
        deal.prep("--with Ana:boss --date 2026-12-08:Ana --done names:Ana --settled buy:Ana:wrote")
        shown = deal.line("show", "acme", "--dates").out
        assert shown.startswith("ACME · Thu 3 Dec 2026\n\nNobody has named a day")
        assert deal.line("show", "acme", "--dates", "--markdown").out.startswith("# ACME · Thu 3 Dec 2026\n\n\nNobody")

    def test_hostile(self, tmp_path: Path) -> None:
        """What a map calls things cannot steer a screen or break a table."""
        deal = story(tmp_path, LIGHT.replace("title: the names", 'title: "the |names| [31m and <b>"'))
        deal.prep("--with Ana:boss --date 2026-12-08:Ana")
        assert "the |names| [31m and" in deal.line("show", "acme", "--dates").out
        assert "the \\|names\\| \\[31m and &lt;b>** |" in deal.line("show", "acme", "--dates", "--markdown").out
