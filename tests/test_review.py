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
from story import Story

WIDE = """\
REVIEW                                                           Mon 30 Nov 2026
Can you name the client's next decision, who makes it, by when, what they must
do first, and how you know?
You can for one of four deals. Missing most often: by when (3); then the
decision (1) and how you know (1).
One deal won, with something still owed.

DEAL         THEIR NEXT DECISION  WHOSE         BY      QUIET        MISSED
Norrland Kr… the go-ahead         Elin Berg     no day  42d 3 calls  they 2 we 1
  We were to send the reference list by 25 Nov: late. They have missed two
  dates: ask Elin Berg whether the go-ahead stands. First: the page on the worst
  days and the agenda item.
lindqvist    the go-ahead         Siv Lindqvist no day  14d
  No day for the go-ahead: ask Siv Lindqvist for one. That Siv Lindqvist decides
  is our belief alone: ask Siv Lindqvist to confirm it. First: the story of the
  last bad day and the yearly cost.
Oz & Sons    the add-on           Oz Tan        no day  20d 1 call   they 1
  Oz Tan was to send the ten names by 20 Nov: kept? No day for the add-on: ask
  Oz Tan for one. First: the gap on screen.
harrow       the remaining risk   Marta Lind    7 Dec   27d
  First: the quiet week (Marta Lind, 4 Dec) and the worst-case page.
tide         won; the list of sp…                       24d
  Owed before the start: the list of special cases and the list of must-haves.
"""

NARROW = """\
REVIEW                   Mon 30 Nov 2026
Can you name the client's next decision,
who makes it, by when, what they must do
first, and how you know?
You can for one of four deals. Missing
most often: by when (3); then the
decision (1) and how you know (1).
One deal won, with something still owed.

Norrland Kraft
  the go-ahead · Elin Berg · no day ·
  42d 3 calls · missed: they 2 we 1
  We were to send the reference list by
  25 Nov: late. They have missed two
  dates: ask Elin Berg whether the
  go-ahead stands. First: the page on
  the worst days and the agenda item.
lindqvist
  the go-ahead · Siv Lindqvist · no day
  · 14d
  No day for the go-ahead: ask Siv
  Lindqvist for one. That Siv Lindqvist
  decides is our belief alone: ask Siv
  Lindqvist to confirm it. First: the
  story of the last bad day and the
  yearly cost.

Three more deals: --all lists every one.
"""

MARKDOWN = """\
# Review · Mon 30 Nov 2026

Can you name the client's next decision, who makes it, by when, what they must do first, and how you know?

You can for one of four deals. Missing most often: by when (3); then the decision (1) and how you know (1).

One deal won, with something still owed.

| Deal | Their next decision | Whose | By | Quiet | Missed | Amount | Their date | To do |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Norrland Kraft | the go-ahead | Elin Berg | no day | 42d 3 calls | they 2 we 1 |  |  | We were to send the reference \
list by 25 Nov: late. They have missed two dates: ask Elin Berg whether the go-ahead stands. First: the page on the \
worst days and the agenda item. |

Four more deals: --all lists every one.
"""

CLOSED = """\
REVIEW                                                           Mon 30 Nov 2026
Two deals closed.

DEAL         HOW IT ENDED                       ON      AMOUNT       MISSED
tide         won                                6 Nov
  Owed before the start: the list of special cases and the list of must-haves.
quay         lost                               17 Nov
  Too dear.
"""

NORRLAND = """\
NORRLAND KRAFT · Mon 30 Nov 2026

THEY DID    Nothing that we know of.

THEY ARE    They are at “Is this worth changing?”, and so are we.
            No decision on the go-ahead yet, in 42 days and 3 calls.

THEY MUST   Elin Berg decides whether ending this trouble is worth a project
            this year, and has named no day.
            First: the page on the worst days (Oskar Ek or Elin Berg) and the
            agenda item (Elin Berg).
            Elin was to put a figure on it by 30 Oct and 13 Nov.

TO ASK      - They have missed two dates: ask Elin Berg whether the go-ahead
              stands.

WE CAN      Ours, late: send the reference list (Wed 25 Nov).
            For the page on the worst days: bring such a page from another
            client with the names cut out.
            For the agenda item: bring three lines for the agenda that name no
            supplier.

complex-b2b 1 · callplan prep "Norrland Kraft"
"""

TIDE = """\
TIDE · Mon 30 Nov 2026

THEY DID    Decided: the go-ahead (Ines Faro, 6 Nov), the choice of supplier
            (Ines, 6 Nov), the remaining risk (Ines, 6 Nov) and the order (Ines,
            6 Nov).

THEY ARE    It was closed as won on 6 Nov: “they ordered”.
            They are at “Shall we order, and when do we begin?”, we at “What
            must it do for us?”, three stages behind.
            Last decision: the order (Ines, 6 Nov), 24 days ago.

THEY MUST   Ines Faro and whoever works with it every day decide whether the
            list of must-haves is complete and short enough to buy by, and no
            day is named.
            First: the list of special cases (whoever works with it every day or
            Ines Faro).
            Owed: the list of special cases and the list of must-haves, before
            the start: no name, no day yet.

WE CAN      For the list of special cases: bring the twenty special cases others
            forgot, for crossing out.

considered-purchase 1 · callplan prep tide
"""

OZ = """\
OZ & SONS: Oz Tan decides whether the add-on would be used enough to pay for,
  and has named no day.
Oz Tan was to send the ten names by 20 Nov: kept? No day for the add-on: ask
  Oz Tan for one. First: the gap on screen. · callplan prep "Oz & Sons"
"""

QUAY = """\
QUAY: closed as lost on 17 Nov: “too dear”.
Never decided: the add-on and the order. · callplan show quay
"""

HARROW = {
    "id": "risk",
    "title": "the remaining risk",
    "holds": "",
    "who": "Marta Lind",
    "people": ["Marta Lind"],
    "missing": "",
    "told": {"day": "2026-12-07", "how": "meeting", "person": "Marta Lind", "on": "2026-11-03"},
    "weak": [],
    "ask": "Marta Lind",
    "silent": "",
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
        """It says how many pass, what is missing most, and of each deal, worst first, what to ask."""
        assert page(home) == WIDE

    def test_on_a_narrow_one(self, home: Path) -> None:
        """It folds each deal's line where there is no room for a table, and says how many more there are."""
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
            {
                "part": "decision",
                "what": "They have missed two dates",
                "do": "ask Elin Berg whether the go-ahead stands",
            }
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
        database = sqlite3.connect(tmp_path / "callplan.db")
        database.execute("UPDATE summary SET body = '{' WHERE deal = 'harrow'")
        database.commit()
        database.close()
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
        assert found.err.startswith("callplan: --stage: there is no stage “77”. There is change, doubts, ")
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
                "do": "ask Marta Lind which day holds now",
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
        """It answers the four questions, of a light map in two lines."""
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
        database = sqlite3.connect(path)
        database.execute("UPDATE summary SET form = 1, body = 'old', live = 0")
        database.commit()
        database.close()
        return tmp_path

    def test_once(self, old: Path) -> None:
        """It sums up anew what an older callplan summed up, and writes it back."""
        assert page(old) == WIDE
        written = (old / "callplan.db").read_bytes()
        assert page(old) == WIDE
        assert (old / "callplan.db").read_bytes() == written

    def test_of_many(self, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It says what takes so long when there are many, in several transactions."""
        monkeypatch.setattr("callplan.cli.refreshing.MANY", 2)
        monkeypatch.setattr("callplan.cli.refreshing.AT_A_TIME", 4)
        found = said(old, TODAY, ["review"])
        assert found.out.replace("\u00a0", " ") == WIDE
        assert found.err == "6 deals are summed up anew, once; it takes a while.\n"

    def test_of_a_held_file(self, old: Path) -> None:
        """It prints all the same while somebody else is writing."""
        other = sqlite3.connect(old / "callplan.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert page(old) == WIDE
        other.close()

    @pytest.mark.usefixtures("unprivileged")
    def test_of_a_read_only_folder(self, old: Path) -> None:
        """It prints all the same where it may not write."""
        before = (old / "callplan.db").read_bytes()
        assert page(old) == WIDE
        assert (old / "callplan.db").read_bytes() == before

    def test_a_damaged_row(self, old: Path) -> None:
        """It says that a row cannot be read."""
        page(old)
        database = sqlite3.connect(old / "callplan.db")
        database.execute("UPDATE summary SET body = '{' WHERE deal = 'harrow'")
        database.commit()
        database.close()
        found = said(old, TODAY, ["review"])
        assert (found.out, found.code) == ("", 3)
        assert "damaged (a summary cannot be read)" in found.err

    @pytest.fixture
    def unprivileged(self, old: Path) -> Iterator[None]:
        """The rights of an ordinary user who may look but not write, for this test."""
        if not hasattr(os, "geteuid"):
            pytest.skip("file rights are told otherwise here")
        places, root = [old.parent, old], os.geteuid() == 0
        modes = [place.stat().st_mode for place in places]
        for place in (*places, *old.parent.parents):
            if place.stat().st_uid == os.getuid() and str(place).startswith("/tmp/pytest"):
                place.chmod(place.stat().st_mode | 0o055)
        (old / "callplan.db").chmod(0o444)
        old.chmod(0o555)
        if root:
            os.seteuid(65534)
        yield
        if root:
            os.seteuid(0)
        for place, mode in zip(places, modes, strict=True):
            place.chmod(mode)


def test_hostile_names(tmp_path: Path) -> None:
    """It prints no sign that steers a screen or a page, and cuts a name to its column."""
    names = ["--opt", "a|b [x](y) <b>", "名前" * 9, "x" * 60, "\x1b[31mred\u202e"]
    for name in names:
        found = said(
            tmp_path, TODAY, ["prep", "--playbook", "small-add-on", "--with", "Ann|*x*:owner", "--no-input", "--", name]
        )
        assert found.code == 0, found.err
    wide = page(tmp_path)
    assert "\x1b" not in wide
    assert "\u202e" not in wide
    first = [line.partition("the add-on")[0].rstrip() for line in wide.splitlines() if "the add-on   " in line]
    assert first == ["--opt", "a|b [x](y)…", "red", "xxxxxxxxxxx…", "名前名前名…"]
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
        assert deal["note"].endswith("First: the count.")

    def test_an_amount_in_conflict(self, tmp_path: Path) -> None:
        """It finds a deal over an amount if anybody's word is over it, and asks which of them holds."""
        story = opened(tmp_path, "--person Cy:cfo:Ana --set amount=120000:Ana:wrote --set amount=90000:Cy")
        deal = line_of(story, "--over", "100k")
        assert (deal["summary"]["amount"], deal["summary"]["most"], deal["cells"][6]) == (None, 120_000, "120,000?")
        assert deal["note"].startswith("Amount: Ana wrote 120,000 and Cy says 90,000: ask Ana “How much?” No day")
        assert story.line("review", "--over", "120k", "--json").json["deals"] == []

    def test_somebody_who_has_spoken(self, tmp_path: Path) -> None:
        """It asks whoever has been on a call rather than the decider who never was; nobody known: at the client's."""
        story = Story(tmp_path, MAP)
        story.prep("--with Cy:cfo --person Bo:boss --on 2026-11-02")
        story.debrief("--on 2026-11-02 --with Cy --verdict stayed")
        assert line_of(story)["note"].startswith("No day for the go-ahead: ask Cy for one.")
        story.prep("--left Bo --left Cy --on 2026-11-05 --with Bo")
        assert "ask at acme for both" in line_of(story)["note"]

    def test_reopened(self, tmp_path: Path) -> None:
        """It says for a week that a deal was taken up again; the client has decided no more than before (rule 55)."""
        story = opened(tmp_path)
        story.debrief("--on 2026-11-02 --with Ana --verdict stayed")
        story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
        story.line("reopen", "acme", "--reason", "they rang", "--on", "2026-11-16")
        quiet = {}
        for story.today in ("2026-11-16", "2026-11-23", "2026-11-24"):
            quiet[story.today] = line_of(story)["cells"][4]
        assert quiet == {"2026-11-16": "reopened 0d", "2026-11-23": "reopened 7d", "2026-11-24": "22d 1 call"}
        assert [each["deal"] for each in story.line("review", "--stuck", "22", "--json").json["deals"]] == ["acme"]
        assert "Taken up again on 16 Nov." in " ".join(story.line("review", "acme").out.replace("\u00a0", " ").split())
        story.today = "2026-11-16"
        story.prep("--settled go:Ana")
        assert (line_of(story)["cells"][4], "Taken up again" in story.line("review", "acme").out) == ("0d", False)

    def test_lost(self, tmp_path: Path) -> None:
        """It asks nothing of anybody once a deal is lost: how it ended, and what was never decided."""
        story = opened(tmp_path)
        story.debrief(
            "--on 2026-11-02 --with Ana --verdict stayed --promised 'Ana:count it:2026-11-05:count'"
            " --we-promised 'send the price:2026-11-05'"
        )
        story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
        story.today = "2026-11-20"
        assert story.line("review", "acme").out.replace("\u00a0", " ").splitlines() == [
            "ACME: closed as lost on 2 Nov: “too dear”.",
            "Never decided: the go-ahead and the order. · callplan show acme",
        ]
        assert story.line("promises", "--json").json["promises"] == []

    def test_a_light_one_in_full(self, tmp_path: Path) -> None:
        """It holds, of a deal on a light map, whatever its line in the list holds, and more where there is more."""
        story = opened(tmp_path, '--date "buy:2026-12-30:Ana" --set amount=5:Ana')
        story.debrief(
            "--on 2026-11-02 --with Ana --verdict stayed --promised 'Ana:count it:2026-11-05:count'"
            " --we-promised 'send the price:2026-11-04'"
        )
        for story.today in ("2026-11-04", "2026-11-20", "2026-12-28", "2027-01-04"):
            page = " ".join(story.line("review", "acme").out.replace("\u00a0", " ").split())
            assert line_of(story)["note"].partition(" Also open")[0] in page
            assert ("Ana wants the order by 30 Dec, with " in page) == (story.today < "2027")


FOUR = """
roles: {boss: {title: boss}}
stages:
  - {id: want, title: Is it worth having?, steps: [
      {id: go, title: the go-ahead, whether: it is worth it, by: boss},
      {id: how, title: the way, whether: it is done so, by: boss},
      {id: when, title: the day, whether: it begins then, by: boss}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
"""


def test_nothing_left_to_decide(tmp_path: Path) -> None:
    """It says of a deal on a larger map that nothing is left, how it ended, and when it was taken up again."""
    story = Story(tmp_path, FOUR)
    story.prep("--with Ana:boss --on 2026-11-02")
    story.debrief("--on 2026-11-02 --with Ana --verdict stayed")
    story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    lost = " ".join(story.line("review", "acme").out.replace("\u00a0", " ").split())
    assert "IT ENDED It was closed as lost on 2 Nov: “too dear”. Never decided: the go-ahead, the way, the day" in lost
    story.line("reopen", "acme", "--on", "2026-11-02")
    assert "Taken up again on 2 Nov." in story.line("review", "acme").out.replace("\u00a0", " ")
    every = " ".join([f"--settled {step}:Ana:wrote@2026-11-02" for step in ("go", "how", "when", "buy")])
    story.prep(f"--with Ana --on 2026-11-03 {every}")
    assert "THEY MUST   Nothing is left for them to decide." in story.line("review", "acme").out
    story.line("close", "acme", "--won", "--reason", "", "--no-input")
    assert "THEY MUST   It was closed as won on 2 Nov." in story.line("review", "acme").out.replace("\u00a0", " ")


def test_days_told_differently(tmp_path: Path) -> None:
    """It says days as days, and names whoever decided last in full."""
    dated = FOUR.replace("it begins then,", "it begins then, before: end - 30d,")
    story = Story(tmp_path, "facts: {end: {ask: When does it end?, type: date}}\n" + dated)
    story.prep(
        r"--with Ana\ Lima:boss --with Bo:none --on 2026-11-02 --settled how:Ana\ Lima@2026-10-01 "
        r"--settled go:Ana\ Lima@2026-11-01 --set end=2027-03-31:Ana\ Lima:wrote --set end=2027-04-30:Bo"
    )
    told = " ".join(story.line("review", "acme").out.replace("\u00a0", " ").split())
    assert "THEY DID Decided: the go-ahead (Ana Lima, 1 Nov) and the way (Ana, 1 Oct)." in told
    assert "End: Ana Lima wrote 31 Mar and Bo says 30 Apr: ask Ana Lima “When does it end?”" in told


def test_who_decided_together_and_the_next_meeting(tmp_path: Path) -> None:
    """It names all who said yes, and the day of a meeting that is for another decision than the next."""
    joint = FOUR.replace("roles: {boss: {title: boss}}", "roles: {boss: {title: boss}, user: {title: user}}")
    story = Story(
        tmp_path, joint.replace("whether: it is worth it, by: boss", "whether: it is worth it, by: [boss, user]")
    )
    story.prep("--with Ana:boss --with Bo:user --on 2026-11-02")
    story.debrief(
        "--on 2026-11-02 --with Ana --with Bo --decided go:Ana --decided go:Bo --verdict advanced "
        "--next 2026-11-09:when:Ana"
    )
    told = " ".join(story.line("review", "acme").out.replace("\u00a0", " ").split())
    assert "THEY DID Decided: the go-ahead (Ana and Bo, 2 Nov)." in told
    assert "has named no day. You meet on Mon 9 Nov for the day." in told


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
    """It says that they said no, and asks what would have to change, in place of asking for a day."""
    story = Story(tmp_path, FOUR)
    story.prep("--with Ana:boss --on 2026-11-02 --settled go:Ana --settled how:Ana --settled when:Ana")
    story.debrief("--on 2026-11-02 --with Ana --declined 'buy:Ana:no money' --verdict stayed")
    (deal,) = story.line("review", "--json").json["deals"]
    assert deal["note"] == "They said no to the order: ask Ana what would have to change, or close the deal."


def test_the_date_of_somebody_who_has_left(tmp_path: Path) -> None:
    """It goes by the day of those who are still there; by that of somebody who has left only while it is the one."""
    story = Story(tmp_path, FOUR.replace("by: boss}]}", "by: boss, takes: 3bd}]}"))
    story.prep("--with Ana:boss --on 2026-11-02 --date 2026-11-20:Ana --date go:2026-11-05:Ana")
    story.prep("--with Bo:boss --left Ana@2026-11-02 --on 2026-11-02")
    assert [goal["person"] for goal in margin_of(story)["goals"]] == ["Ana", "Ana"]
    story.prep("--with Bo --on 2026-11-02 --date 2026-12-11:Bo --date go:2026-11-06:Bo")
    assert [(goal["step"], goal["day"], goal["person"]) for goal in margin_of(story)["goals"]] == [
        ("go", "2026-11-06", "Bo"),
        ("buy", "2026-12-11", "Bo"),
    ]
    (deal,) = story.line("review", "--json").json["deals"]
    assert (deal["summary"]["next"]["told"]["day"], deal["summary"]["next"]["told"]["person"]) == ("2026-11-06", "Bo")


def margin_of(story: Story) -> Any:
    (deal,) = story.line("review", "--json").json["deals"]
    return deal["summary"]["margin"]


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
