"""One page, several papers: the same sentences on each, laid out as agreed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date

import pytest
from pages import BAKERY, HARROW, HOSTILE, ORRIN, page, picture

from callplan.core.plan.briefing import Line
from callplan.core.plan.model import Missing, Person, PlaybookName
from callplan.core.record import Record
from callplan.render.json_value import as_json
from callplan.render.layout import plain
from callplan.render.markdown import markdown
from callplan.render.terminal import terminal


def drawn(capsys: pytest.CaptureFixture[str], text: str, *, why: bool = False) -> str:
    print(terminal(page(text), why=why), end="")
    return capsys.readouterr().out


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal of 80 columns that can do colours."""
    for name in ("NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


class TestPlain:
    def test_two_people(self) -> None:
        """It prints the first agreed page as it was agreed."""
        assert plain(page(HARROW)) == picture("""
            HARROW · night packing line · Thu 3 Dec 2026 · 45 minutes · 84,000 EUR
            With Marta Lind (sponsor) and Piet Maas (budget owner, first call).

            LAST TIME   Tue 24 Nov, with Marta. Marta decided to make a change this year:
                        “we throw away a pallet of misprinted trays every week”. Marta
                        settled on a supplier: “nobody else asked what happens at night”.
                        Marta on the quantity: three, “all three lines, or the crews cannot
                        help each other out”. Piet wasn't there.
                        Since then: Piet on the quantity: two, “two lines this year and not
                        one more”.
            WE OWE      Send the price per line. Due 1 Dec.

            OPEN        “Piet, good to have you with us. Marta, I said I'd send the price
                        per line by 1 Dec, and I haven't. You'll have that by ____. Would
                        you tell Piet where we've got to? Then I'd like you to decide
                        whether the risks are under control.”

            AIM         Marta decides whether the risks are under control.
            BEST CASE   If yes, ask Piet to decide whether to order at the agreed price and
                        scope, in writing. Then agree a day for Marta to list the cases that
                        do not fit the normal run.
            AT LEAST    Marta agrees to name the quietest week for the changeover by
                        Wed 9 Dec.

            ASK         * Marta and Piet: I've heard two and three for the quantity: which
                          should we plan on?
                        * Piet: What would have to be on paper for you to order today?
            WORRY       Marta on 24 Nov: “the last changeover cost us two shifts”. Not in
                        front of Piet.

            END         If yes: “Marta, so you've said the risks are under control. Have I
                        got that right?” If not: “What would have to change?” Last: “Was
                        this worth your time?”

            considered-purchase 1 · callplan debrief harrow
            """)

    def test_a_light_map(self) -> None:
        """It prints the second agreed page as it was agreed, with blank rows between its blocks like any other."""
        assert plain(page(BAKERY)) == picture("""
            BAKERY · shift planner · Thu 3 Dec 2026 · 15 minutes
            With Oz Tan (owner).

            SO FAR      Oz took this call because “the whole shift shares one login”.

            OPEN        “We have 15 minutes. You took this call because ‘the whole shift
                        shares one login’. By the end I'd like us to know whether enough
                        people would use the shift planner. If the answer's no, that helps
                        too. Anything you want to cover?”

            AIM         Oz decides whether enough people would use the shift planner.
            BEST CASE   If yes, ask Oz to decide whether to order the shift planner, in
                        writing.
            AT LEAST    Oz agrees to send the list of people concerned by Mon 7 Dec.

            ASK         * Oz: What do people still do the long way round?

            END         If yes: “So you've said enough people would use the shift planner.
                        Have I got that right?” If not: “What would have to change?” Last:
                        “Oz, was this worth your time?”

            small-add-on 1 · callplan debrief bakery
            """)

    def test_a_no_from_others(self) -> None:
        """It prints the third agreed page as it was agreed."""
        assert plain(page(ORRIN)) == picture("""
            ORRIN · Tue 17 Nov 2026 · 30 minutes · 60,000 EUR
            With Cora Bell (sponsor) and Dev Patel (security, first call, we hear a no).

            LAST TIME   Tue 10 Nov, with Cora and Stan. From others: Dev said no to the data
                        release: “the sub-supplier is not on our list”. Amy was to send the
                        draft with the fixed clauses marked, and did. Stan was to obtain two
                        comparable offers, and did.
            THEY OWE    Hugh was to send the mail with the sum and cost centre by 23 Oct and
                        didn't.

            OPEN        “Dev, good to have you with us. We have 30 minutes. I've heard
                        there's a problem with the data release, and I'd rather hear it from
                        you. I'm not here to push.”

            AIM         Find out whether Dev's no is for good and, if it isn't, what would
                        change it.
            AT LEAST    A clear answer: for good, or what would have to change and by when.

            ASK         * Dev: How do you see the data release?
                        * Cora: What would you need to see before this goes ahead?
                        Be ready for: Who at your end could read our data at night?
            WORRY       Stan on 20 Oct: “another site pays less”. Take it up with Stan, not
                        here.

            END         Say back what is open, and who does what by when. Last: “Shall I ask
                        again, and when?”

            DATES       The start by Mon 4 Jan will be close: it may take until Mon 25 Jan.
                        Mon 30 Nov is the last day for Dev to decide whether we may hold the
                        data.

            complex-b2b 1 · callplan debrief orrin
            """)

    def test_forty_columns(self) -> None:
        """It puts labels on rows of their own on a narrow page, and breaks no date and no name."""
        assert plain(page(BAKERY), columns=40) == picture("""
            BAKERY · shift planner ·
              Thu 3 Dec 2026 · 15 minutes
            With Oz Tan (owner).

            SO FAR
              Oz took this call because “the whole
              shift shares one login”.

            OPEN
              “We have 15 minutes. You took this
              call because ‘the whole shift shares
              one login’. By the end I'd like us to
              know whether enough people would use
              the shift planner. If the answer's no,
              that helps too. Anything you want to
              cover?”

            AIM
              Oz decides whether enough people would
              use the shift planner.
            BEST CASE
              If yes, ask Oz to decide whether to
              order the shift planner, in writing.
            AT LEAST
              Oz agrees to send the list of people
              concerned by Mon 7 Dec.

            ASK
              * Oz: What do people still do the long
                way round?

            END
              If yes: “So you've said enough people
              would use the shift planner. Have I
              got that right?” If not: “What would
              have to change?” Last: “Oz, was this
              worth your time?”

            small-add-on 1 ·
              callplan debrief bakery
            """)

    def test_forty_columns_in_blocks(self) -> None:
        """It keeps the blank rows between blocks, and none between what is asked and what they worry about."""
        short = page("""
            HEAD | NORRLAND KRAFT
            OPEN | “Today is for the go-ahead.”
            ASK * | Elin: What took the place of the outage figure, both times?
            ASK → | whether the merger takes the winter
            WORRY | They may fear that it is switched off.
            FOOT | complex-b2b 3
            """)
        assert plain(short, columns=59) == picture("""
            NORRLAND KRAFT

            OPEN
              “Today is for the go-ahead.”

            ASK
              * Elin: What took the place of the outage figure, both
                times?
                → whether the merger takes the winter
            WORRY
              They may fear that it is switched off.

            complex-b2b 3
            """)

    def test_sixty_columns(self) -> None:
        """It has room for labels beside the text from 60 columns on."""
        assert plain([Line("AIM", "this")], columns=60) == "AIM         this\n"

    def test_why(self) -> None:
        """It prints under each line, in parentheses, what it was computed from."""
        told = page("""
            HEAD | HARROW FOODS // call planned
            HEAD | With Marta~Lind
            AIM | The risk is small enough. // front of main; the choice of supplier on 24~Nov, which
              Marta made
            ASK * | Marta: What happened the last time? // decision risk
            ASK → | a date // decision risk
            """)
        assert plain(told, why=True) == picture("""
            HARROW FOODS
                (call planned)
            With Marta Lind

            AIM         The risk is small enough.
                          (front of main; the choice of supplier on 24 Nov, which Marta
                           made)

            ASK         * Marta: What happened the last time?
                            (decision risk)
                          → a date
                              (decision risk)
            """)

    def test_nothing(self) -> None:
        """It prints nothing for a page without lines."""
        assert (plain(()), markdown(())) == ("", "")

    def test_a_section_of_its_own(self) -> None:
        """It gives a section it has not heard of a block of its own, and a long label a row of its own."""
        lines = [Line("AIM", "this"), Line("WHAT WE LEARNT", "that"), Line("WHAT WE LEARNT", "more")]
        assert plain(lines) == picture("""
            AIM         this

            WHAT WE LEARNT
                        that
                        more
            """)

    def test_a_mark_of_its_own(self) -> None:
        """It prints no bullet for a mark that only the core has a use for."""
        assert plain([Line("WHERE", "Data: alarms", mark="1")]) == "WHERE       Data: alarms\n"

    def test_stays_cheap(self) -> None:
        """It loads neither rich nor any other slow part on the way into a pipe."""
        slow = "{'rich', 'typing', 'dataclasses', 'textwrap', 'pathlib', 'logging', 'inspect'}"
        code = (
            "import sys; before = set(sys.modules)\n"
            "import callplan.render.layout, callplan.render.json_value, callplan.render.markdown\n"
            f"print(sorted({slow} & set(sys.modules) - before))"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert said.stdout == "[]\n"


INK = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.usefixtures("screen")
class TestTerminal:
    def test_bold_labels(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It prints title and labels in bold and nothing else in any colour."""
        ink = drawn(capsys, BAKERY).replace("\x1b[1m", "«").replace("\x1b[0m", "»")
        assert ink == picture("""
            «BAKERY · shift planner · Thu 3 Dec 2026 · 15 minutes»
            With Oz Tan (owner).

            «SO FAR»      Oz took this call because “the whole shift shares one login”.

            «OPEN»        “We have 15 minutes. You took this call because ‘the whole shift
                        shares one login’. By the end I'd like us to know whether enough
                        people would use the shift planner. If the answer's no, that helps
                        too. Anything you want to cover?”

            «AIM»         Oz decides whether enough people would use the shift planner.
            «BEST CASE»   If yes, ask Oz to decide whether to order the shift planner, in
                        writing.
            «AT LEAST»    Oz agrees to send the list of people concerned by Mon 7 Dec.

            «ASK»         * Oz: What do people still do the long way round?

            «END»         If yes: “So you've said enough people would use the shift planner.
                        Have I got that right?” If not: “What would have to change?” Last:
                        “Oz, was this worth your time?”

            small-add-on 1 · callplan debrief bakery
            """)

    @pytest.mark.parametrize("text", [HARROW, BAKERY, ORRIN])
    @pytest.mark.parametrize("why", [False, True])
    def test_the_same_words(self, capsys: pytest.CaptureFixture[str], text: str, why: bool) -> None:
        """It prints the same page as into a pipe, bold aside."""
        assert INK.sub("", drawn(capsys, text, why=why)) == plain(page(text), why=why)

    def test_without_colour(self, capsys: pytest.CaptureFixture[str], screen: pytest.MonkeyPatch) -> None:
        """It uses no colour, with NO_COLOR or without, and no ink at all where there is no terminal."""
        assert set(INK.findall(drawn(capsys, HARROW))) == {"\x1b[1m", "\x1b[0m"}
        screen.setenv("NO_COLOR", "1")
        assert set(INK.findall(drawn(capsys, HARROW))) <= {"\x1b[1m", "\x1b[0m"}
        screen.delenv("FORCE_COLOR")
        assert drawn(capsys, HARROW) == plain(page(HARROW))

    def test_as_wide_as_the_screen(self, capsys: pytest.CaptureFixture[str], screen: pytest.MonkeyPatch) -> None:
        """It fits a narrow screen, and stays a page on a wide one."""
        for columns, room in (("44", 44), ("200", 80)):
            screen.setenv("COLUMNS", columns)
            assert INK.sub("", drawn(capsys, HARROW)) == plain(page(HARROW), columns=room)


class TestHostile:
    @pytest.mark.parametrize(("typed", "meant"), HOSTILE)
    def test_in_plain_text(self, typed: str, meant: str) -> None:
        """It prints what was typed, without what would steer a screen or break the row."""
        assert plain([Line("ASK", typed, mark="*")]) == f"ASK         * {meant}\n"

    @pytest.mark.usefixtures("screen")
    @pytest.mark.parametrize(("typed", "meant"), HOSTILE)
    def test_on_a_terminal(self, typed: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
        """It takes nothing in a name for ink of its own."""
        print(terminal([Line("ASK", typed, mark="*"), Line("FOOT", typed)]), end="")
        assert capsys.readouterr().out == f"\x1b[1mASK\x1b[0m         * {meant}\n\n{meant}\n"


class Kept(Record):
    """A record with one of each."""

    for_: str
    on: date
    people: tuple[Person, ...] = ()
    fronts: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 - a record's default is never changed
    gap: int | None = None


class TestModel:
    def test_a_record(self) -> None:
        """It writes a record as an object, its version first, names without `_`, dates as in ISO 8601."""
        told = Kept("Zoë", date(2026, 12, 3), (Person("Zoë\u00a0Ek", ("owner",)),), {"main": ("a", "b")})
        assert as_json(told) == picture("""
            {
              "schema": 1,
              "for": "Zoë",
              "on": "2026-12-03",
              "people": [
                {
                  "name": "Zoë~Ek",
                  "roles": [
                    "owner"
                  ]
                }
              ],
              "fronts": {
                "main": [
                  "a",
                  "b"
                ]
              },
              "gap": null
            }
            """).replace("~", "\u00a0")

    def test_every_field(self) -> None:
        """It leaves nothing out and adds nothing but the version."""
        assert json.loads(as_json(Missing("owner", "order"))) == {
            "schema": 1,
            "role": "owner",
            "for": "order",
        }
        assert json.loads(as_json(PlaybookName("b2b", 3))) == {"schema": 1, "id": "b2b", "version": 3}
