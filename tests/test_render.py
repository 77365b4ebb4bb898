"""One page, several papers: the same sentences on each, laid out as agreed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date

import pytest
from pages import HARROW, HOSTILE, NORRLAND, OZ, page, picture

from callplan.core.plan.model import Line, Missing, Person, PlaybookName
from callplan.core.record import Record
from callplan.render.markdown import markdown
from callplan.render.model import as_json
from callplan.render.plain import plain
from callplan.render.terminal import terminal


def drawn(capsys: pytest.CaptureFixture[str], text: str, *, light: bool = False, why: bool = False) -> str:
    terminal(page(text), why=why)
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
    def test_a_considered_purchase(self) -> None:
        """It prints the first agreed page as it was agreed."""
        assert plain(page(HARROW)) == picture("""
            HARROW FOODS · Thu 3 Dec 2026 · 45 minutes
            With Marta Lind (operations) and Piet Maas (finance)
            Without Jo Adeyemi (line supervisor), whose yes the list of must-haves needs

            AIM         Marta Lind decides whether the changeover risk is small enough to
                        take. Marta can decide it on this call.
                        Good for them: they stop the old line once, on a day of their
                        choosing.
                        No is right if no weekend is free before March.

            LEAST       Marta will name the weekend on which line 1 may stand still by
                        Wed 9 Dec. With no date from Marta, nothing has moved.

            ALL THE WAY Piet decides whether line 1 is ordered now and the other lines after
                        it, in writing. Take it, and let Marta name a day for the label list
                        and the list of must-haves, before the start on line 1.

            OPEN        “I was to send the price per line by 1 Dec and have not. After the
                        choice of supplier on 24 Nov, today is for the changeover risk. If
                        no weekend is free before March, tell me and we stop there.”

            ASK         * Marta: What happened the last time a line was changed over?
                          → a date, a cost, and who took the blame
                        * Piet: What would have to be on paper for line 1 to be ordered
                          today?
                          → a sum, a signature, a name that is not in the room
                        * Marta and Piet: How many lines are we ordering for in the end?

            RISK        They fear that the last changeover cost two shifts. Say: line 1
                        only, one weekend, and the old printers stay on the floor until you
                        send them away. Do not promise a date for lines 2 and 3.

            IF BACK     If the choice of supplier comes apart, ask what changed since 24 Nov
                        and settle that first.

            AT THE END  Say back what was reached: the order (Piet), the changeover risk
                        (Marta) or Wed 9 Dec (Marta). “Marta, was this worth your time?”

            WHERE       They are at “What could still go wrong?”, we at “What must it do?”,
                        two stages behind.
                        Last decision: the choice of supplier (Marta, 24 Nov), 9 days ago.
                        Lines: Marta says three, Piet wrote two.

            PROMISES    Ours, late: send the price per line (Tue 1 Dec).
                        Owed: the label list and the list of must-haves, before the start on
                        line 1: no name, no day yet.

            considered-purchase 3 · callplan debrief harrow
            """)

    def test_a_complex_sale(self) -> None:
        """It prints the second agreed page as it was agreed."""
        assert plain(page(NORRLAND)) == picture("""
            NORRLAND KRAFT · Thu 3 Dec 2026 · 30 minutes
            With Elin Berg (grid operations) and Oskar Ek (control room)

            AIM         Elin Berg decides whether shorter outages are worth a project this
                        winter. Nobody is missing: Elin can decide it on this call.
                        Good for them: the night shift sees the fault before the phone
                        rings.
                        No is right if the merger takes the winter.
                        Why not the outage figure again: Elin missed it on 6 Nov and 20 Nov.

            LEAST       Oskar will pull the alarm log of the last three outages by
                        Thu 10 Dec. With no date from Oskar, nothing has moved. Bring our
                        reading of three other logs.

            OPEN        “I was to send the reference list by 30 Nov and have not. We have
                        met three times; today is for the go-ahead. If the merger takes the
                        winter, tell me and we stop there.”

            ASK         * Elin: What took the place of the outage figure, both times?
                          → whether the merger takes the winter
                        * Elin: What happens this winter if nothing changes?
                          → a consequence with a name on it
                        - Oskar: Which of the last three outages would you show a new
                          colleague?
                        - Elin: Would alarm data leave your house?

            THEY ASK    ? Who else of our size runs it at night?
                        ? Can we not just tune the old alarms?

            RISK        They fear that the last project in the control room was switched off
                        after a month. Say: the night shift says when it goes live, not we
                        and not the plan. Do not promise a fixed go-live date.

            IF BACK     If Elin says no to the go-ahead, ask what would have to change
                        first, and offer Elin to close.

            AT THE END  Say back what was reached: the go-ahead (Elin) or Thu 10 Dec
                        (Oskar). “Elin, was this worth your time?”

            WHERE       They are at “Is this worth changing?”, we at “Which way shall we
                        go?”, two stages ahead.
                        No decision from Elin and Oskar yet, in 41 days and 3 calls.
                        Data: alarms, on Oskar's word alone.

            PROMISES    Ours, late: send the reference list (Mon 30 Nov).
                        Elin was to put a figure on the September outage by 6 Nov and
                        20 Nov.

            complex-b2b 3 · callplan debrief norrland
            """)

    def test_a_light_map(self) -> None:
        """It prints the third agreed page as it was agreed, without blank rows."""
        assert plain(page(OZ), light=True) == picture("""
            OZ & SONS · Thu 3 Dec 2026 · 15 minutes · with Oz Tan (owner)
            AIM         Oz Tan decides whether ten more seats are worth the price. Nobody
                        shares a login in the January rush; no is right if the temps leave
                        before January.
            LEAST       Oz will send the ten names by Mon 7 Dec. With no date from Oz,
                        nothing has moved.
            ALL THE WAY Oz decides whether the seats are ordered, in writing.
            OPEN        “Today is for the ten seats. If the temps leave before January, tell
                        me and we stop there.”
            ASK         * Oz: Who shares a login today?
                          → names, not a number
            AT THE END  Say back what was reached: the order (Oz), the ten seats (Oz) or
                        Mon 7 Dec (Oz). “Oz, was this worth your time?”
            small-add-on 3 · callplan debrief oz
            """)

    def test_forty_columns(self) -> None:
        """It puts labels on rows of their own on a narrow page, and breaks no date and no name."""
        assert plain(page(OZ), columns=40, light=True) == picture("""
            OZ & SONS · Thu 3 Dec 2026 ·
              15 minutes · with Oz Tan (owner)
            AIM
              Oz Tan decides whether ten more seats
              are worth the price. Nobody shares a
              login in the January rush; no is right
              if the temps leave before January.
            LEAST
              Oz will send the ten names by
              Mon 7 Dec. With no date from Oz,
              nothing has moved.
            ALL THE WAY
              Oz decides whether the seats are
              ordered, in writing.
            OPEN
              “Today is for the ten seats. If the
              temps leave before January, tell me
              and we stop there.”
            ASK
              * Oz: Who shares a login today?
                → names, not a number
            AT THE END
              Say back what was reached: the order
              (Oz), the ten seats (Oz) or Mon 7 Dec
              (Oz). “Oz, was this worth your time?”
            small-add-on 3 · callplan debrief oz
            """)

    def test_forty_columns_in_blocks(self) -> None:
        """It keeps the blank rows between blocks, and one between our questions and theirs."""
        short = page("""
            HEAD | NORRLAND KRAFT
            OPEN | “Today is for the go-ahead.”
            ASK * | Elin: What took the place of the outage figure, both times?
            ASK - | Oskar: Which of them would you show?
            THEY ASK ? | Can we not just tune the old alarms?
            RISK | They fear that it was switched off.
            FOOT | complex-b2b 3
            """)
        assert plain(short, columns=59) == picture("""
            NORRLAND KRAFT

            OPEN
              “Today is for the go-ahead.”

            ASK
              * Elin: What took the place of the outage figure, both
                times?
              - Oskar: Which of them would you show?

            THEY ASK
              ? Can we not just tune the old alarms?

            RISK
              They fear that it was switched off.

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
            "import callplan.render.plain, callplan.render.model, callplan.render.markdown\n"
            f"print(sorted({slow} & set(sys.modules) - before))"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert said.stdout == "[]\n"


INK = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.usefixtures("screen")
class TestTerminal:
    def test_bold_labels(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It prints title and labels in bold and nothing else in any colour."""
        ink = drawn(capsys, OZ, light=True).replace("\x1b[1m", "«").replace("\x1b[0m", "»")
        assert ink == picture("""
            «OZ & SONS · Thu 3 Dec 2026 · 15 minutes · with Oz Tan (owner)»

            «AIM»         Oz Tan decides whether ten more seats are worth the price. Nobody
                        shares a login in the January rush; no is right if the temps leave
                        before January.

            «LEAST»       Oz will send the ten names by Mon 7 Dec. With no date from Oz,
                        nothing has moved.

            «ALL THE WAY» Oz decides whether the seats are ordered, in writing.

            «OPEN»        “Today is for the ten seats. If the temps leave before January, tell
                        me and we stop there.”

            «ASK»         * Oz: Who shares a login today?
                          → names, not a number

            «AT THE END»  Say back what was reached: the order (Oz), the ten seats (Oz) or
                        Mon 7 Dec (Oz). “Oz, was this worth your time?”

            small-add-on 3 · callplan debrief oz
            """)

    @pytest.mark.parametrize("text", [HARROW, NORRLAND, OZ])
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
        terminal([Line("ASK", typed, mark="*"), Line("FOOT", typed)])
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
