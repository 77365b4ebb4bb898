"""What one of them gets in writing: whole, for them alone, and once."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import lines
import pytest
from letters import ADD_ON, HARROW, OPENED, WRITTEN, told, written
from monday import said
from screen import Screen

from callplan.core.deal.fold import fold
from callplan.core.deal.state import Promise
from callplan.core.events import Kept, Moved
from callplan.core.letter.late import late, new_day, told_of
from callplan.errors import Usage
from callplan.journal import Journal

FOR_MARTA = """\
# The tray printer: what is decided, and what comes next

For Marta Lind, from Kim Aalto at Printline. Wed 2 Dec 2026. A working page, and no offer: correct anything, by its \
number, and send it back.

**What it is for:** “we throw away a pallet of misprinted trays every week” (your words)

## Decided so far

1. Today's way costs enough to change it this year: Marta Lind, Tue 24 Nov.
2. One supplier is ahead of the others on what counts: Marta Lind, Tue 24 Nov.

## Still to decide

3. Whether the list of must-haves is complete and short enough to buy by: Marta Lind and Jo Adeyemi, by ____, \
before (6).
4. Whether what could still go wrong is small enough to take on: Marta Lind, Thu 3 Dec, when we talk.
5. Whether it is ordered at the agreed price and scope: Piet Maas, after hearing Marta Lind, by ____.
6. Whether everything is ready for the first day: Marta Lind, after hearing Jo Adeyemi, by ____.

## Who does what until then

7. Printline: send the price per line. It was promised for 1 Dec and is not done yet.
8. Marta Lind: name the quietest week for the changeover, by Wed 9 Dec.
9. ____: put a name to everything that could go wrong, by ____.
10. ____: list every signature the order still needs, by ____.
11. ____: draw up the schedule for the first week, by ____.

## Next time

12. Thu 3 Dec, 45 minutes: Marta Lind and Piet Maas. To settle together: how many sites, seats or machines should the \
first order cover?

## Your day

13. By which day do you want (5) decided, and why that one? ____ The days above are counted back from it once you name \
one.

A no is fine at any number, and so is “later”. If it is not worth your time any more, tell us and we stop there. \
(page nkwj)
"""
FOR_OZ = """\
# What there is to decide

For Oz Tan, from Kim Aalto at Printline. Wed 2 Dec 2026. A working page, and no offer: correct anything, by its \
number, and send it back.

**What it is for:** You keep one tool where a second one was creeping in.

## Still to decide

1. Whether the add-on would be used enough to pay for: Oz Tan, by ____.
2. Whether it is ordered at this price for this number: Oz Tan, by ____.

## Who does what until then

3. ____: send the list of people concerned, by ____.
4. ____: name the cost centre for the invoice, by ____.
5. ____: pick a first day of use, by ____.

## Next time

6. Thu 3 Dec, 15 minutes: Oz Tan.

## Your day

7. By which day do you want (2) decided, and why that one? ____ The days above are counted back from it once you name \
one.

A no is fine at any number, and so is “later”. If it is not worth your time any more, tell us and we stop there. \
(page %s)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Harrow as it stands the day before a call."""
    return told(tmp_path, *HARROW)


class TestTheWhole:
    def test_between_two_calls(self, home: Path) -> None:
        """It says what is decided, what is still to decide, who does what, when we talk, and asks for their day."""
        found = written(home, "harrow", "Marta")
        assert (found.out, found.code) == (FOR_MARTA, 0)

    def test_what_nobody_took_on(self, tmp_path: Path) -> None:
        """It names nobody for what nobody promised, the same to two who could do it, and offers nothing of ours."""
        told(
            tmp_path,
            (OPENED, 'prep brook --playbook considered-purchase --with "Ana Ferri:sponsor" --with "Jon Reed:sponsor" '
             '--on 2026-12-03 --no-input'),
        )  # fmt: skip
        ana, jon = (written(tmp_path, "brook", name).out for name in ("Ana", "Jon"))
        tasks = [text.split("## Who does what until then\n\n")[1].split("\n\n")[0].splitlines() for text in (ana, jon)]
        assert (
            tasks[0]
            == tasks[1]
            == [
                "7. ____: write down the last bad day, hour by hour, by ____.",
                "8. ____: cut the wish list down to what is worth money, by ____.",
                "9. ____: name the quietest week for the changeover, by ____.",
                "10. ____: put a name to everything that could go wrong, by ____.",
                "11. ____: list every signature the order still needs, by ____.",
            ]
        )
        assert "We bring" not in ana + jon

    def test_before_the_first_call(self, tmp_path: Path) -> None:
        """It claims nothing decided before anything is, and says what the next decision is good for."""
        found = written(told(tmp_path, *ADD_ON), "oz", "Oz")
        assert found.out == FOR_OZ % found.out[-6:-2]

    def test_their_day(self, home: Path) -> None:
        """It counts the days back from the one they named, and says who named it."""
        told(home, (WRITTEN, 'debrief harrow --no-input --again --on 2026-11-24 --date "ordered:2027-01-29:Marta"'))
        found = written(home, "harrow", "Marta").out
        assert "4. Whether what could still go wrong is small enough to take on: Marta Lind, Thu 3 Dec" in found
        assert (
            "5. Whether it is ordered at the agreed price and scope: Piet Maas, after hearing Marta Lind, by Fri "
            in found
        )
        assert "13. You named Fri 29 Jan 2027 for (5).\n" in found


class TestItIsKept:
    def test_once(self, home: Path) -> None:
        """It is kept with its page, the same page once; and it moves nothing."""
        before = said(home, WRITTEN, ["show", "harrow", "--json"]).json
        first, second = written(home, "harrow", "Marta"), written(home, "harrow", "Marta Lind")
        assert first.out == second.out
        assert first.err.endswith("Kept as page nkwj.\n")
        log = said(home, WRITTEN, ["log", "harrow"]).out
        assert log.count("a letter for Marta Lind, page nkwj") == 1
        assert said(home, WRITTEN, ["show", "harrow", "--json"]).json == before

    def test_forgotten(self, home: Path) -> None:
        """It is emptied when who it was for is forgotten, and is another page from then on."""
        written(home, "harrow", "Marta")
        assert said(home, WRITTEN, ["forget", "Marta Lind", "--confirm", "Marta Lind"]).code == 0
        assert b"misprinted" not in (home / "callplan.db").read_bytes()
        assert "a letter for Somebody, page nkwj" in said(home, WRITTEN, ["log", "harrow"]).out

    def test_a_file(self, home: Path) -> None:
        """It is written to a file that says by its name what it is, and never over one without --force."""
        page = home / "out" / "marta.html"
        page.parent.mkdir()
        assert written(home, "harrow", "Marta", "-o", str(page)).out == ""
        assert page.read_text().startswith("<!doctype html>")
        assert page.stat().st_mode & 0o777 == 0o600
        again = written(home, "harrow", "Marta", "-o", str(page))
        assert (again.code, again.err) == (1, f"callplan: {page} is there already; --force writes over it.\n")


class TestWhoSigns:
    def test_kept(self, home: Path) -> None:
        """It keeps who signs, above what stands in the settings, and asks no more."""
        settings = home / "config.toml"
        settings.write_text('# mine\nrecorder = "kim"\n[calendar]\nsender = "x"\n')
        written(home, "harrow", "Marta")
        kept = 'sender = "Kim Aalto, Printline"\n# mine\nrecorder = "kim"\n[calendar]\nsender = "x"\n'
        assert settings.read_text() == kept
        found = said(home, WRITTEN, ["letter", "harrow", "--for", "Marta"])
        assert (found.out, found.err) == (FOR_MARTA, "Kept as page nkwj.\n")
        said(home, WRITTEN, ["letter", "harrow", "--for", "Marta", "--sender", 'Ann "A" Quay'])
        assert settings.read_text() == kept.replace("Kim Aalto, Printline", 'Ann \\"A\\" Quay')

    def test_asked_once(self, home: Path) -> None:
        """It asks who signs where somebody can be asked, and for a new day of what we promised and have not done."""
        line = ["letter", "harrow", "--for", "Marta", "--plain-prompts"]
        found = lines.said(home, *line, typed="Kim Aalto, Printline\nfri\n", CALLPLAN_TODAY=WRITTEN)
        assert "Who is the letter from?" in found.err
        assert "We promised to send the price per line by Tue 1 Dec. By when now?" in found.err
        assert "7. Printline: send the price per line, by Fri 4 Dec. It was promised for 1 Dec.\n" in found.out
        again = lines.said(home, *line, typed="", CALLPLAN_TODAY=WRITTEN)
        assert again.out == found.out

    @pytest.mark.parametrize(("typed", "shown"), [("done", False), ("", True)])
    def test_done_or_late(self, home: Path, typed: str, shown: bool) -> None:
        """It leaves out what is done by now, and shows as late what nobody names a day for."""
        line = ["letter", "harrow", "--for", "Marta", "--plain-prompts", "--sender", "Kim"]
        found = lines.said(home, *line, typed=f"{typed}\n", CALLPLAN_TODAY=WRITTEN)
        assert ("Kim: send the price per line. It was promised for 1 Dec and is not done yet." in found.out) == shown

    def test_nobody_to_ask(self, home: Path) -> None:
        """It is signed by whoever writes here, and says how to sign it."""
        found = said(home, WRITTEN, ["letter", "harrow", "--for", "Marta"])
        assert "For Marta Lind, from rep. Wed 2 Dec 2026." in found.out
        assert found.err.startswith("It is signed rep: --sender “NAME, COMPANY” signs it, and is kept.\n")

    def test_settings_of_another_shape(self, home: Path) -> None:
        """It leaves settings alone that cannot be changed line by line, and says what to write."""
        settings = home / "config.toml"
        settings.write_text('note = """\nsender = "x"\n"""\n')
        assert "cannot be changed line by line" in written(home, "harrow", "Marta").err
        assert settings.read_text() == 'note = """\nsender = "x"\n"""\n'


@pytest.mark.parametrize(("line", "says", "code"), [
    ("letter harrow", "Say whom it is for: --for NAME, one of Jo Adeyemi, Marta Lind, Piet Maas.", 2),
    ("letter harrow --for Nobody", "--for: nobody called “Nobody” is known here; add --person “Nobody:ROLE”.", 2),
    ("letter harrow --for Marta --to pdf", "--to: “pdf” is no paper; it is markdown or html.", 2),
    ("letter harrow --for Marta --sender ,x", "--sender: write your name, and your company after a comma: Kim Aalto, "
     "Printline.", 2),
])  # fmt: skip
def test_refused(home: Path, line: str, says: str, code: int) -> None:
    """It says what is wrong with a line, and keeps nothing."""
    found = said(home, WRITTEN, shlex.split(line))
    assert (found.out, found.err, found.code) == ("", f"callplan: {says}\n", code)
    assert "a letter" not in said(home, WRITTEN, ["log", "harrow"]).out


@pytest.mark.parametrize(("before", "person", "says"), [
    ("debrief harrow --no-input --on 2026-12-02 --with Marta --left Piet", "Piet Maas", "Piet Maas has left."),
    ('prep harrow --no-input --with Marta --person "Kim Aalto:account"', "Kim", "Kim Aalto is on our side; a letter is "
     "for somebody of theirs."),
    ("close harrow --lost --reason 'too expensive' --no-input", "Marta", "harrow is over (lost); `callplan reopen "
     "harrow` takes it up again."),
])  # fmt: skip
def test_nobody_to_write_to(home: Path, before: str, person: str, says: str) -> None:
    """It writes to nobody who has left or is ours, and not of a deal that is over."""
    told(home, (WRITTEN, before))
    found = written(home, "harrow", person)
    assert (found.out, found.err.splitlines()[-1], found.code) == ("", f"callplan: {says}", 1)


@pytest.mark.parametrize("columns", [80, 40])
def test_at_a_terminal(home: Path, columns: int) -> None:
    """It ends its rows between words on any screen, its mark with them, and is read back from there as it was sent."""
    line = "{} letter harrow --for Marta --sender 'Kim Aalto, Printline' --no-input 2> /dev/null"
    screen = Screen(home, shell=line, columns=columns, rows=90, CALLPLAN_TODAY=WRITTEN)
    assert screen.ends() == 0
    rows = [row.rstrip() for row in screen.screen.display]
    assert " ".join(" ".join(rows).split()) == " ".join(FOR_MARTA.split())
    (home / "copied.md").write_text("\n".join(rows))
    back = said(home, WRITTEN, ["letter", "harrow", "--back", str(home / "copied.md"), "--by", "Marta"])
    assert (back.out, back.code) == ("", 0)


def test_nothing_to_say(tmp_path: Path) -> None:
    """It writes nothing to somebody for whom there is nothing decided or to decide."""
    home = told(
        tmp_path, *ADD_ON,
        (OPENED, "debrief oz --no-input --on 2026-11-24 --with Oz --decided wanted:Oz --decided ordered:Oz:wrote"),
        (OPENED, 'prep oz --person "Al Bo:user" --no-input'),
    )  # fmt: skip
    found = written(home, "oz", "Al")
    assert found.err.splitlines()[-1] == (
        "callplan: Nothing is decided or to decide that Al Bo knows of: there is no letter to write yet."
    )


SEVERAL = """\
format: 1
id: several
title: Several
roles: {a: {title: A}, b: {title: B}, c: {title: C}}
stages:
  - id: first
    title: First
    steps:
      - {id: x, whether: the hall is free, by: {any: [a, b]}}
      - {id: y, whether: the floor holds, by: {at_least: 2, of: [a, b, c]}}
      - {id: z, whether: to wait a year, by: c, hear: [a, b]}
      - {id: tidy, will: clear the hall with the c, by: a}
      - {id: sweep, will: sweep the hall, by: a, needs: [x]}
  - {id: last, title: Nobody talks, talk: {how: none}, steps: [{id: order, whether: it is ordered, by: c, needs: [x]}]}
ends: {won: {needs: [order]}}
"""
PREPPED = (
    'prep hall --playbook {map} --with "Ana Lima:a" --with "Ben Ek:b" --person "Cleo Roth:c:Ana" --on 2026-11-24 '
    "--no-input"
)


class TestSeveral:
    @pytest.fixture
    def hall(self, tmp_path: Path) -> Path:
        """A deal in which several decide."""
        (tmp_path / "several.yaml").write_text(SEVERAL)
        return told(tmp_path, (OPENED, PREPPED.format(map=tmp_path / "several.yaml")))

    def line(self, home: Path, person: str, about: str) -> str:
        """The line about something in somebody's letter."""
        found = written(home, "hall", person).out.splitlines()
        return next((each.split(". ", 1)[1] for each in found if about in each), "")

    def test_who_decides(self, hall: Path) -> None:
        """It says that any of them may decide, or how many of them; of those alone whom the reader knows."""
        assert self.line(hall, "Ana", "the hall is free") == "Whether the hall is free: Ana Lima or Ben Ek, by ____."
        assert (
            self.line(hall, "Ben", "the floor") == "Whether the floor holds: two of Ana Lima, Ben Ek and ____, by ____."
        )
        waits = "Whether to wait a year: Cleo Roth, after hearing Ana Lima and Ben Ek, by ____."
        assert self.line(hall, "Ana", "wait a year") == waits
        assert self.line(hall, "Ana", "sweep") == self.line(hall, "Ana", "clear the hall") == ""

    def test_put_off(self, hall: Path) -> None:
        """It says until when they put something off, to those who heard it."""
        told(hall, (OPENED, "debrief hall --no-input --on 2026-11-24 --with Ana --deferred x:Ana:2027-01-15:later"))
        assert self.line(hall, "Ana", "the hall is free").endswith("Ana Lima or Ben Ek, not before Fri 15 Jan 2027.")
        assert self.line(hall, "Ben", "the hall is free").endswith("Ana Lima or Ben Ek, by ____.")

    def test_who_is_needed(self, hall: Path) -> None:
        """It says who else is needed for what the next call was agreed for; off is off."""
        told(hall, (OPENED, "debrief hall --no-input --on 2026-11-24 --with Ana --next 2026-12-08:z:Ana"))
        assert (
            self.line(hall, "Ana", "needed") == "Tue 8 Dec: Ana Lima. For (3), Cleo Roth and Ben Ek are needed as well."
        )
        told(hall, (WRITTEN, "prep hall --no-input --with Ana --call-cancelled --on 2027-01-12"))
        assert self.line(hall, "Ana", "needed") == ""

    def test_who_left(self, hall: Path) -> None:
        """It names nobody who has left, to those who know it and those who do not."""
        told(hall, (OPENED, "debrief hall --no-input --on 2026-11-24 --with Ana --left Cleo"))
        assert [self.line(hall, name, "wait a year")[:29] for name in ("Ana", "Ben")] == [
            "Whether to wait a year: ____,"
        ] * 2

    def test_nobody_may_write(self, hall: Path) -> None:
        """It writes to nobody who may not be written to."""
        decided = "--decided x:Ana --decided y:Ana --decided y:Ben --decided z:Cleo"
        told(hall, (OPENED, f"debrief hall --no-input --on 2026-11-24 --with Ana --with Ben --with Cleo {decided}"))
        found = written(hall, "hall", "Cleo")
        assert (
            found.err.splitlines()[-1]
            == "callplan: Nobody may call or write to Cleo Roth while “Nobody talks” is open."
        )


@pytest.mark.parametrize(("talk", "person", "says"), [
    ("{how: written, through: the portal}", "Cleo", "What is written goes through the portal while “Nobody talks” is "
     "open; a letter to Cleo Roth would go past it."),
    ("{how: written, to: a}", "Cleo", "What is written goes to Ana while “Nobody talks” is open, and not to Cleo "
     "Roth."),
    ("{how: written, before: ends}", "Cleo", "The last day for writing to Cleo Roth has gone by, while “Nobody talks” "
     "is open."),
    ("{how: written, to: c}", "Cleo", "Kept as page"),
])  # fmt: skip
def test_only_in_writing(tmp_path: Path, talk: str, person: str, says: str) -> None:
    """It goes past no portal, to nobody but whom is to be written to, and to nobody once that is over."""
    text = SEVERAL.replace("talk: {how: none}", f"talk: {talk}").replace(
        "stages:", "facts: {ends: {ask: When does it end?, type: date}}\nstages:", 1
    )
    (tmp_path / "several.yaml").write_text(text)
    decided = "--decided x:Ana --decided y:Ana --decided y:Ben --decided z:Cleo --set ends=2026-11-25"
    told(
        tmp_path, (OPENED, PREPPED.format(map=tmp_path / "several.yaml")),
        (OPENED, f"debrief hall --no-input --on 2026-11-24 --with Ana --with Ben --with Cleo {decided}"),
    )  # fmt: skip
    last = written(tmp_path, "hall", person).err.splitlines()[-1]
    assert last.removeprefix("callplan: ").startswith(says)


class TestALatePromise:
    def test_asked(self) -> None:
        """It takes a day to come, a word for done, or nothing; and refuses a day gone by."""
        due, today = date(2026, 12, 1), date(2026, 12, 2)
        question = new_day(Promise("p1", "", "send it", due, "", due, 1), today)
        assert question.text == "We promised to send it by Tue 1 Dec. By when now?"
        assert [question.read(each) for each in ("Done ", "", "fri")] == ["done", "", "2026-12-04"]
        with pytest.raises(Usage):
            question.read("2026-11-30")

    def test_written_down(self, home: Path) -> None:
        """It asks of what the letter would show as late, and writes down the new day, or that it is done."""
        entries = Journal(str(home / "callplan.db")).entries("harrow")
        day = date(2026, 12, 2)
        (found,) = late(fold(entries, "harrow"), entries, "Marta Lind", day)
        assert told_of(found, "2026-12-04", day) == Moved(day, "p1", date(2026, 12, 4))
        assert (told_of(found, "sent", day), told_of(found, "", day)) == (Kept(day, "p1"), None)
        assert late(fold(entries, "harrow"), entries, "Piet Maas", day) == []
