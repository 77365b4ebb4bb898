"""Reviews as they are printed: every deal from the client's side, and one in full."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from monday import TODAY, said, told
from rights import of_somebody_else
from sealed import seal
from story import Story

WIDE = """\
REVIEW                                                           Mon 30 Nov 2026
Can you name the client's next decision, who makes it, by when, what they must
do first, and how you know?
You can for one of the four deals. Missing most often: by when (3); then the
decision (1) and how you know (1).
One deal won, with something still missing.

Norrland Kraft  Elin · the go-ahead · no day
  We owe: send the reference list, since 25 Nov. Two dates missed: ask whether
  it still matters.
lindqvist  Siv · the go-ahead · no day
  No debrief of the call of 17 Nov yet.
Oz & Sons  Oz · the add-on · no day
  Oz was to send the ten names by 20 Nov. Quiet for 20 days: get a day.
harrow  Marta · the remaining risk · by Mon 7 Dec · 84,000 EUR
  Next: Marta decides whether the risks are under control.
tide  won on Fri 6 Nov
  Still missing before the start: the list of special cases and the list of
  must-haves.
"""

NARROW = """\
REVIEW                   Mon 30 Nov 2026
Can you name the client's next decision,
who makes it, by when, what they must do
first, and how you know?
You can for one of the four deals.
Missing most often: by when (3); then
the decision (1) and how you know (1).
One deal won, with something still
missing.

Norrland Kraft
  Elin · the go-ahead · no day
  We owe: send the reference list, since
  25 Nov. Two dates missed: ask whether
  it still matters.
lindqvist  Siv · the go-ahead · no day
  No debrief of the call of 17 Nov yet.

Three more deals: --all lists every one.
"""

MARKDOWN = """\
# Review · Mon 30 Nov 2026

Can you name the client's next decision, who makes it, by when, what they must do first, and how you know?

You can for one of the four deals. Missing most often: by when (3); then the decision (1) and how you know (1).

One deal won, with something still missing.

| Deal | Their next decision | Whose | By | Quiet | Missed | Amount | Their date | To do |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Norrland Kraft | the go-ahead | Elin Berg | no day | 42d 3 calls | they 2 we 1 |  |  | We owe: send the reference \
list, since 25 Nov. Two dates missed: ask whether it still matters. |

Four more deals: --all lists every one.
"""

CLOSED = """\
REVIEW                                                           Mon 30 Nov 2026
Two deals closed.

tide  won on Fri 6 Nov
  Still missing before the start: the list of special cases and the list of
  must-haves.
quay  lost on Tue 17 Nov
  Too expensive.
"""

NORRLAND = """\
NORRLAND KRAFT · Mon 30 Nov 2026
They are at “Is this worth changing?”.

LAST TIME   Tue 17 Nov, with Elin. Nothing was decided; that makes three calls
            and 42 days.
THEY OWE    Elin was to put a figure on it by 30 Oct and 13 Nov. Don't ask for
            it again: ask what it would take.
WE OWE      Send the reference list. Due 25 Nov.

NEXT        Elin decides whether this is worth a project this year. Two dates
            were missed, so ask before anything else.
            Don't send an offer with a price in it before the go-ahead.

TO ASK      - Two dates missed: ask Elin whether it still matters.

complex-b2b 1 · assumed: paper (client paper) and integration (none) ·
  callplan prep "Norrland Kraft"
"""

TIDE = """\
TIDE · Mon 30 Nov 2026
They are at “Shall we order, and when do we start?”.
Won on 6 Nov: they ordered.

LAST TIME   Fri 6 Nov, with Ines. Ines decided to make a change this year. Ines
            settled on a supplier. Ines said the risks are under control. Ines
            placed the order.

NEXT        Ines and one of the users decide what this must do.

MISSING     Still missing before the start: the list of special cases.

considered-purchase 1 · callplan prep tide
"""

OZ = """\
OZ & SONS · Mon 30 Nov 2026
They are at “Would we miss it?”.

LAST TIME   Thu 12 Nov, with Oz. Nothing was decided.
THEY OWE    Oz was to send the ten names by 20 Nov.

NEXT        Oz decides whether enough people would use this.

TO ASK      - No day for the add-on: agree one with Oz.

small-add-on 1 · callplan prep "Oz & Sons"
"""

QUAY = """\
QUAY · Mon 30 Nov 2026
Lost on 17 Nov: too expensive.

LAST TIME   Tue 17 Nov, with Ann. Nothing was decided.

MISSING     Never decided: the add-on and the order.

small-add-on 1 · callplan reopen quay
"""

HARROW = {
    "latest": None,
    "id": "risk",
    "title": "the remaining risk",
    "holds": "",
    "who": "Marta",
    "people": ["Marta Lind"],
    "missing": "",
    "told": {"day": "2026-12-07", "how": "meeting", "person": "Marta Lind", "on": "2026-11-03"},
    "weak": [],
    "ask": "Marta Lind",
    "silent": "",
    "until": [],
    "to": "",
    "topic": "whether the risks are under control",
    "known": ["Marta Lind"],
    "called": "",
    "said": None,
    "not_before": None,
    "aim": "Marta decides whether the risks are under control.",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the deals of a Monday."""
    folder = tmp_path_factory.mktemp("home")
    told(folder)
    return folder


def page(home: Path, *words: str, columns: int = 80, today: str = TODAY) -> str:
    found = said(home, today, ["review", *words], columns)
    assert (found.err, found.code) == ("", 0)
    return found.out.replace("\u00a0", " ")


def deals(home: Path, *words: str, today: str = TODAY) -> list[str]:
    """The names of the deals, in the order of the review."""
    return [each["deal"] for each in json.loads(page(home, *words, "--json", today=today))["deals"]]


class TestAll:
    def test_on_a_wide_screen(self, home: Path) -> None:
        """It says how many pass, what is missing most, and of each deal, worst first, what to act on."""
        assert page(home) == WIDE

    def test_on_a_narrow_one(self, home: Path) -> None:
        """It folds a deal's line that has no room, and says how many more there are."""
        assert page(home, "--top", "2", columns=40) == NARROW
        assert max(map(len, page(home, "--all", columns=40).splitlines())) <= 40

    def test_in_markdown(self, home: Path) -> None:
        """It is a table with what to do in its last column."""
        assert page(home, "--top", "1", "--markdown") == MARKDOWN

    def test_closed_ones(self, home: Path) -> None:
        """It lists those that are over apart, with the reason."""
        assert page(home, "--closed") == CLOSED

    def test_as_json(self, home: Path) -> None:
        """It gives the whole value: what was counted, and of each deal what is missing and what is known."""
        found: dict[str, Any] = json.loads(page(home, "--json"))
        assert (found["schema"], found["on"]) == (1, TODAY)
        assert found["counted"] == {
            "deals": 5, "owing": 1, "passed": 1, "decision": 1, "decider": 0, "day": 3, "work": 0, "source": 1
        }  # fmt: skip
        harrow = found["deals"][3]
        assert (harrow["deal"], harrow["owner"], harrow["passed"], harrow["lacks"]) == ("harrow", "rep", True, [])
        assert (harrow["quiet_days"], harrow["summary"]["amount"]) == (27, 84000)
        assert {name: value for name, value in harrow["summary"]["next"].items() if name != "work"} == HARROW
        assert found["deals"][0]["lacks"] == [
            {"part": "decision", "what": "Two dates missed", "do": "ask Elin whether it still matters"}
        ]

    def test_json_in_pieces(self, home: Path) -> None:
        """It writes one deal after another what it would write at once, also when there is none."""
        whole = page(home, "--all", "--json")
        assert whole == json.dumps(json.loads(whole), indent=2, ensure_ascii=False) + "\n"
        assert json.loads(page(home, "--over", "1m", "--json"))["deals"] == []

    def test_a_damaged_one_further_on(self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It prints what comes before a row that cannot be read, and then says so."""
        monkeypatch.setattr("callplan.cli.review.AT_A_TIME", 1)
        (tmp_path / "callplan.db").write_bytes((home / "callplan.db").read_bytes())
        said(tmp_path, TODAY, ["review"])  # its rows are of this day, whatever day was looked at before
        seal(tmp_path, "UPDATE summary SET body = '{' WHERE deal = 'harrow'")
        found = said(tmp_path, TODAY, ["review"])
        assert (found.out.replace("\u00a0", " "), found.code) == (WIDE.partition("harrow ")[0], 3)

    def test_filters(self, home: Path) -> None:
        """It looks at those of an owner, a playbook, a stage, over an amount, or stuck for some days."""
        assert deals(home, "--playbook", "small-add-on") == ["Oz & Sons"]
        assert deals(home, "--stage", "doubts") == ["harrow"]
        assert deals(home, "--over", "83k") == ["harrow"]
        assert deals(home, "--stuck", "25") == ["Norrland Kraft", "harrow"]
        assert deals(home, "--stuck", "999999") == deals(home, "--playbook", "renewal") == []
        assert len(deals(home, "--owner", "rep", "--all")) == 5
        assert page(home, "--over", "1m").splitlines()[1:] == ["No deal is over 1,000,000."]
        known = page(home, "--stage", "order", "--playbook", "small-add-on").splitlines()[1:]
        assert known == ["No deal is on small-add-on and at order."]

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("--stage doubt", "--stage: there is no stage “doubt”. Did you mean doubts?"),
            ("--playbook renewl", "--playbook: there is no playbook “renewl”. Did you mean renewal?"),
            ("--owner nobody", "--owner: no deal is of “nobody”. There is rep."),
            ("--top 0", "--top: 0 is no number of deals; it is 1 or more."),
            ("--top -1", "--top: -1 is no number of deals; it is 1 or more."),
            ("--top 3 --all", "--all and --top are two lengths of one list: leave one of them out."),
            ("--stuck -1", "--stuck: -1 is no number of days; it is 0 or more."),
            ("harrow --playbook x", "--playbook chooses among all deals: leave it out, or “harrow”."),
            ("harrow --closed", "--closed chooses among all deals: leave it out, or “harrow”."),
        ],
    )
    def test_what_names_nothing(self, home: Path, words: str, told: str) -> None:
        """It refuses what nobody knows, with what there is, and what makes no sense beside the rest."""
        found = said(home, TODAY, ["review", *words.split()])
        assert (found.out, found.err, found.code) == ("", f"callplan: {told}\n", 2)

    def test_what_there_is_instead(self, home: Path) -> None:
        """It offers the stages at which deals stand first, where no name is like the one given."""
        found = said(home, TODAY, ["review", "--stage", "77"])
        assert found.err.startswith("callplan: --stage: there is no stage “77”. There are change, doubts, ")
        assert re.search(r" and \d+ more\.\n$", found.err)

    def test_closed_ones_all(self, home: Path) -> None:
        """It lists all that are over."""
        assert page(home, "--all", "--closed") == CLOSED

    def test_a_day_goes_by(self, home: Path) -> None:
        """It asks which day holds now once the day that was named has gone by."""
        (harrow,) = json.loads(page(home, "--stage", "doubts", "--json", today="2026-12-08"))["deals"]
        assert (harrow["passed"], harrow["cells"][3]) == (False, "7 Dec?")
        assert harrow["lacks"] == [
            {
                "part": "day",
                "what": "The day for the remaining risk was 7 Dec",
                "do": "ask Marta which day holds now",
            }
        ]

    def test_no_such_amount(self, home: Path) -> None:
        """It says what is wrong with an amount it cannot read."""
        found = said(home, TODAY, ["review", "--over", "lots"])
        assert (found.out, found.code) == ("", 2)

    def test_nothing(self, tmp_path: Path) -> None:
        """It makes nothing where nothing is, and says so."""
        assert page(tmp_path / "none").splitlines()[1:] == ["There is no deal to look at."]
        assert page(tmp_path / "none", "--closed").splitlines()[1:] == ["No deal is closed."]
        assert not (tmp_path / "none").exists()


class TestOne:
    @pytest.mark.parametrize(
        ("deal", "told_of_it"), [("norr", NORRLAND), ("tide", TIDE), ("Oz & Sons", OZ), ("quay", QUAY)]
    )
    def test_in_full(self, home: Path, deal: str, told_of_it: str) -> None:
        """It is the deal's page with what to ask under it; of one that is lost, what was never decided."""
        found = said(home, TODAY, ["review", deal])
        assert (found.out.replace("\u00a0", " "), found.code) == (told_of_it, 0)

    def test_as_json(self, home: Path) -> None:
        """It says whether the deal passes, and what is missing."""
        found = json.loads(page(home, "harrow", "--json"))
        assert (found["schema"], found["deal"], found["passed"], found["lacks"]) == (1, "harrow", True, [])

    def test_nobody(self, home: Path) -> None:
        """It knows no stranger."""
        assert said(home, TODAY, ["review", "nobody"]).code == 5


class TestRefilling:
    @pytest.fixture
    def old(self, home: Path, tmp_path: Path) -> Path:
        """The same deals with rows of an older form, of which nothing is true."""
        path = tmp_path / "callplan.db"
        path.write_bytes((home / "callplan.db").read_bytes())
        seal(tmp_path, "UPDATE summary SET form = 1, body = 'old', live = 0")
        return tmp_path

    def test_once(self, old: Path) -> None:
        """It sums up anew what an older callplan summed up, and writes it back."""
        assert page(old) == WIDE
        written = (old / "callplan.db").read_bytes()
        assert page(old) == WIDE
        assert (old / "callplan.db").read_bytes() == written

    def test_of_many(self, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It says once how far it is when there are many, in several transactions."""
        monkeypatch.setattr("callplan.cli.refreshing.SOON", -1)
        monkeypatch.setattr("callplan.cli.refreshing.AT_A_TIME", 4)
        found = said(old, TODAY, ["review"])
        assert found.out.replace("\u00a0", " ") == WIDE
        assert found.err == "0 of 6 deals are summed up for today.\n"

    def test_of_a_held_file(self, old: Path) -> None:
        """It prints all the same while somebody else is writing."""
        other = sqlite3.connect(old / "callplan.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert page(old) == WIDE
        other.close()

    def test_of_a_read_only_folder(self, readable: Path) -> None:
        """It prints all the same where it may not write."""
        before = (readable / "callplan.db").read_bytes()
        with of_somebody_else():
            assert page(readable) == WIDE
        assert (readable / "callplan.db").read_bytes() == before

    def test_a_damaged_row(self, old: Path) -> None:
        """It says that a row cannot be read."""
        page(old)
        seal(old, "UPDATE summary SET body = '{' WHERE deal = 'harrow'")
        found = said(old, TODAY, ["review"])
        assert (found.out, found.code) == ("", 3)
        assert "damaged (a summary cannot be read)" in found.err

    @pytest.fixture
    def readable(self, old: Path) -> Iterator[Path]:
        """The home of an older version, which an ordinary user may look at and not write to."""
        places = [old.parent, old]
        modes = [place.stat().st_mode for place in places]
        for place in (*places, *old.parent.parents):
            if place.stat().st_uid == os.getuid() and str(place).startswith("/tmp/pytest"):
                place.chmod(place.stat().st_mode | 0o055)
        (old / "callplan.db").chmod(0o444)
        old.chmod(0o555)
        yield old
        for place, mode in zip(places, modes, strict=True):
            place.chmod(mode)


def test_hostile_names(tmp_path: Path) -> None:
    """It prints no sign that steers a screen or a page; a name that is too long stands alone."""
    names = ["--opt", "a|b [x](y) <b>", "名前" * 9, "x" * 60, "\x1b[31mred\u202e"]
    for name in names:
        found = said(
            tmp_path, TODAY, ["prep", "--playbook", "small-add-on", "--with", "Ann|*x*:owner", "--no-input", "--", name]
        )
        assert found.code == 0, found.err
    wide = page(tmp_path)
    assert "\x1b" not in wide
    assert "\u202e" not in wide
    first = [line.partition("Ann|*x* · the add-on · no day")[0] for line in wide.splitlines() if " · the add-" in line]
    assert first == ["--opt  ", "a|b [x](y) <b>  ", "red  ", "  ", "名前" * 9 + "  "]
    assert "x" * 60 in wide.splitlines()
    rows = [line for line in page(tmp_path, "--markdown").splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {10}
    assert "a\\|b \\[x\\](y) &lt;b>" in page(tmp_path, "--markdown")


MAP = """
roles: {boss: {title: boss}, cfo: {title: finance}}
facts: {amount: {type: number, ask: How much?}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss}
      - {id: count, title: the count, will: count it, by: boss}
      - {id: room, title: the room, will: clear the room, by: boss, needs: [go]}
      - {id: key, title: the key, will: hand over the key, by: boss, needs: [room]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: cfo}]}
"""


def opened(home: Path, flags: str = "") -> Story:
    """A deal whose boss is known, and was on no call."""
    story = Story(home, MAP)
    story.prep(f"--with Ana:boss --on 2026-11-02 {flags}")
    return story


def line_of(story: Story, *words: str) -> Any:
    """The one deal of a review."""
    (deal,) = json.loads(story.line("review", *words, "--json").out.replace("\u00a0", " "))["deals"]
    return deal


class TestOneDeal:
    def test_what_comes_first(self, tmp_path: Path) -> None:
        """It names no work that itself waits for the decision."""
        deal = line_of(opened(tmp_path))
        assert [work["id"] for work in deal["summary"]["next"]["work"]] == ["count"]
        assert deal["note"] == "Next: Ana decides whether it is worth it."

    def test_an_amount_in_conflict(self, tmp_path: Path) -> None:
        """It finds a deal over an amount if anybody's word is over it, tells that, and asks which of them holds."""
        story = opened(tmp_path, "--person Cy:cfo:Ana --set amount=120000:Ana:wrote --set amount=90000:Cy")
        deal = line_of(story, "--over", "100k")
        assert (deal["summary"]["amount"], deal["summary"]["most"], deal["cells"][6]) == (None, 120_000, "120,000?")
        assert deal["beside"] == ["up to 120,000"]
        (lack,) = [lack for lack in deal["lacks"] if lack["part"] == "source" and "amount" in lack["what"]]
        assert lack["what"] == "Ana wrote 120,000 and Cy says 90,000 for the amount"
        assert lack["do"] == "ask Ana which of them holds"
        assert story.line("review", "--over", "120k", "--json").json["deals"] == []

    def test_somebody_who_has_spoken(self, tmp_path: Path) -> None:
        """It asks whoever has been on a call rather than the decider who never was; where nobody is known: them."""
        story = Story(tmp_path, MAP)
        story.prep("--with Cy:cfo --person Bo:boss --on 2026-11-02")
        story.debrief("--on 2026-11-02 --with Cy --verdict stayed")
        assert next(lack["do"] for lack in line_of(story)["lacks"]) == "agree one with Cy"
        story.prep("--left Bo --left Cy --on 2026-11-05 --with Bo")
        assert [lack["do"] for lack in line_of(story)["lacks"]][:2] == ["ask them who decides", "agree one with them"]

    def test_reopened(self, tmp_path: Path) -> None:
        """It says for a week that a deal was taken up again; the client has decided no more than before (rule 55)."""
        story = opened(tmp_path)
        story.debrief("--on 2026-11-02 --with Ana --verdict stayed")
        story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
        story.today = "2026-11-16"
        story.line("reopen", "acme", "--reason", "they rang")
        quiet = {}
        for story.today in ("2026-11-16", "2026-11-23", "2026-11-24"):
            quiet[story.today] = line_of(story)["cells"][4]
        assert quiet == {"2026-11-16": "reopened 0d", "2026-11-23": "reopened 7d", "2026-11-24": "22d 1 call"}
        assert [each["deal"] for each in story.line("review", "--stuck", "22", "--json").json["deals"]] == ["acme"]
        story.today = "2026-11-16"
        story.prep("--settled go:Ana")
        assert line_of(story)["cells"][4] == "0d"

    def test_lost(self, tmp_path: Path) -> None:
        """It asks nothing of anybody once a deal is lost: how it ended, and what was never decided."""
        story = opened(tmp_path)
        story.debrief(
            "--on 2026-11-02 --with Ana --verdict stayed --promised 'Ana:count it:2026-11-05:count'"
            " --we-promised 'send the price:2026-11-05'"
        )
        story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
        story.today = "2026-11-20"
        told = " ".join(story.line("review", "acme").out.replace("\u00a0", " ").split())
        assert "Lost on 2 Nov: too dear." in told
        assert "Never decided: the go-ahead and the order." in told
        assert "TO ASK" not in told
        assert story.line("promises", "--json").json["promises"] == []


FOUR = """
roles: {boss: {title: boss}}
stages:
  - {id: want, title: Is it worth having?, steps: [
      {id: go, title: the go-ahead, whether: it is worth it, by: boss},
      {id: how, title: the way, whether: it is done so, by: boss},
      {id: when, title: the day, whether: it begins then, by: boss}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
"""


def read(story: Story) -> str:
    """One deal in full, in one line."""
    return " ".join(story.line("review", "acme").out.replace("\u00a0", " ").split())


def test_everything_was_decided(tmp_path: Path) -> None:
    """Of a deal that ended with every decision made or declined it says how it ended, and nothing of what was not."""
    story = Story(tmp_path, FOUR)
    made = " ".join([f"--settled {step}:Ana:wrote@2026-11-02" for step in ("go", "how", "when")])
    story.prep(f"--with Ana:boss --on 2026-11-02 {made}")
    story.debrief("--on 2026-11-02 --with Ana --declined 'buy:Ana:too dear' --verdict lost")
    story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    assert "Lost on 2 Nov: too dear." in read(story)
    assert "Never decided" not in read(story)


def test_nothing_left_to_decide(tmp_path: Path) -> None:
    """It says how a deal ended and what was never decided; of one that goes on, that nothing is left."""
    story = Story(tmp_path, FOUR)
    story.prep("--with Ana:boss --on 2026-11-02")
    story.debrief("--on 2026-11-02 --with Ana --verdict stayed")
    story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    assert "Lost on 2 Nov: too dear." in read(story)
    assert "MISSING Never decided: the go-ahead, the way, the day and the order." in read(story)
    story.line("reopen", "acme", "--on", "2026-11-02")
    every = " ".join([f"--settled {step}:Ana:wrote@2026-11-02" for step in ("go", "how", "when", "buy")])
    story.prep(f"--with Ana --on 2026-11-03 {every}")
    assert "TO ASK - Nothing is left for them to decide: callplan close acme --won." in read(story)
    deal = line_of(story)
    assert (deal["line"], deal["note"]) == (
        "nothing left to decide", "Nothing is left for them to decide: callplan close acme --won."
    )  # fmt: skip
    story.line("close", "acme", "--won", "--reason", "", "--no-input")
    assert "Won on 2 Nov." in read(story)


def test_days_told_differently(tmp_path: Path) -> None:
    """It says days as days, and whoever told them by first name."""
    dated = FOUR.replace("it begins then,", "it begins then, before: end - 30d,")
    story = Story(tmp_path, "facts: {end: {ask: When does it end?, type: date}}\n" + dated)
    story.prep(
        r"--with Ana\ Lima:boss --with Bo:none --on 2026-11-02 --settled how:Ana\ Lima@2026-10-01 "
        r"--settled go:Ana\ Lima@2026-11-01 --set end=2027-03-31:Ana\ Lima:wrote --set end=2027-04-30:Bo"
    )
    assert "Ana wrote 31 Mar 2027 and Bo says 30 Apr 2027 for the end: ask Ana which of them holds" in read(story)


def test_whose_a_deal_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays with who planned or debriefed it last, whoever marks a promise."""
    story = Story(tmp_path, FOUR)
    monkeypatch.setenv("CALLPLAN_RECORDER", "lena")
    story.prep("--with Ana:boss --on 2026-11-02")
    story.debrief("--on 2026-11-02 --with Ana --verdict stayed --promised 'Ana:count it:2026-11-02'")
    monkeypatch.setenv("CALLPLAN_RECORDER", "max")
    assert story.line("promises", "--missed", "acme:p1").code == 0
    for command in ("review", "figures", "redpen"):
        assert story.line(command, "--owner", "lena").code == 0
    assert [each["owner"] for each in story.line("review", "--json").json["deals"]] == ["lena"]
    assert story.line("figures", "--owner", "lena", "--json").json["deals"] == 1


def test_a_no_to_the_next_decision(tmp_path: Path) -> None:
    """It says in their words that they said no, and asks whether that is for good, in place of asking for a day."""
    story = Story(tmp_path, FOUR)
    story.prep("--with Ana:boss --on 2026-11-02 --settled go:Ana --settled how:Ana --settled when:Ana")
    story.debrief("--on 2026-11-02 --with Ana --declined 'buy:Ana:no money' --verdict stayed")
    (deal,) = story.line("review", "--json").json["deals"]
    assert deal["note"] == "Ana said no: “no money”. Ask if it's for good."
    assert [lack["what"] for lack in deal["lacks"]] == ["Ana said no to the order"]


def test_the_date_of_somebody_who_has_left(tmp_path: Path) -> None:
    """It goes by the day of those who are still there; by that of somebody who has left only while it is the one."""
    story = Story(tmp_path, FOUR.replace("by: boss}]}", "by: boss, takes: 3bd}]}"))
    story.prep("--with Ana:boss --on 2026-11-02 --date 2026-11-20:Ana --date go:2026-11-05:Ana")
    story.prep("--with Bo:boss --left Ana@2026-11-02 --on 2026-11-02")
    assert [each["person"] for each in dates_of(story)] == ["Ana", "Ana"]
    story.prep("--with Bo --on 2026-11-02 --date 2026-12-11:Bo --date go:2026-11-06:Bo")
    assert [(each["step"], each["day"], each["person"]) for each in dates_of(story)] == [
        ("go", "2026-11-06", "Bo"),
        ("buy", "2026-12-11", "Bo"),
    ]
    (deal,) = story.line("review", "--json").json["deals"]
    assert (deal["summary"]["next"]["told"]["day"], deal["summary"]["next"]["told"]["person"]) == ("2026-11-06", "Bo")


def dates_of(story: Story) -> Any:
    (deal,) = story.line("review", "--json").json["deals"]
    return deal["summary"]["dates"]


def test_long_names_are_indented(tmp_path: Path) -> None:
    """It keeps every row but a deal's first away from the edge, however long a name is."""
    name = "x" * 60
    assert (
        said(
            tmp_path, TODAY, ["prep", name, "--playbook", "small-add-on", "--with", f"{'A' * 50}:owner", "--no-input"]
        ).code
        == 0
    )
    rows = page(tmp_path, columns=40).splitlines()
    first = rows.index("x" * 39 + "…")
    assert all(row.startswith("  ") and len(row) <= 40 for row in rows[first + 1 :])
    assert len(rows) > first + 4
