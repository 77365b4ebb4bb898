"""The form at the command line: exported, filled in and read, asked about where it is not clear, or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from forms import told_until_the_call
from lines import Said, said
from screen import CTRL_C, DOWN, ENTER, Screen

from callplan.cli import demo

DAY = {"CALLPLAN_TODAY": "2026-12-05"}
NOBODY = "Nobody can be asked here, and nothing was written.\n"
MUST_HAVES = "the list of must-haves"
FILLED = (
    ("[ ] yes:", "[x] yes: week 3, if the old printers stay where they are"),
    ("[ ] yes, in writing:", "[x] yes, in writing: order 4500017766 for two lines, mailed while we talked"),
    ("[ ] …: …, by …", f"[x] Marta: sit down with Jo over {MUST_HAVES}, by Wed 16 Dec, for {MUST_HAVES}"),
    ("[ ] we: send", "[x] we: send"),
    ("- Marta Lind:\n", "- Marta Lind: 2, two now, and the third when the first has run for a month\n"),
    ("on …, for …, with …", "on Thu 17 Dec, for the start, with Marta and Jo"),
    ("words:\n\n**My", "words: we came to ask about the risk and went away with a week\n\n**My"),
    ("back or lost):", "back or lost): won"),
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Harrow of the demo, before the call of 3 December."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path / "home"))
    told_until_the_call("harrow")
    return tmp_path / "home"


def plan_of(home: Path, *pairs: tuple[str, str]) -> Path:
    """The plan as a file, with something written into its form."""
    text = said(home, "export", "harrow", CALLPLAN_TODAY="2026-12-02").out
    page, title, form = text.partition("## AFTER THE CALL")
    for before, after in pairs:
        assert before in form
        form = form.replace(before, after, 1)
    file = home.parent / "plan.md"
    file.write_text(page + title + form, encoding="utf-8")
    return file


def read(home: Path, file: Path, *more: str) -> Said:
    """What a debrief from a form says into a pipe."""
    return said(home, "debrief", "harrow", "--from", str(file), *more, **DAY)


def test_as_by_flags(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The filled form of the demo's deal gives the demo's own page, stands once, and leaves its file as it was."""
    file = plan_of(home, *FILLED)
    before = file.read_bytes()
    found = read(home, file)
    assert (found.err, found.code) == ("", 0)
    again = read(home, file)
    assert again.code == 0
    assert "stands already" in again.err
    assert file.read_bytes() == before
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path / "other"))
    told_until_the_call("harrow")
    flags = demo._story("harrow")["calls"][-1]["flags"]
    words = [
        word
        for key, value in flags.items()
        for each in ([value] if isinstance(value, str) else value)
        for word in (f"--{key}", each)
    ]
    assert said(tmp_path / "other", "debrief", "harrow", *words, "--no-input", **DAY).out == found.out


def test_light(tmp_path: Path) -> None:
    """The filled form of the README's bakery gives the page that the README shows."""
    line = "prep bakery --playbook small-add-on --on 2026-12-03 --minutes 15 --no-input"
    rest = ("--subject", "the shift planner", "--with", "Oz Tan:owner")
    assert said(tmp_path, *line.split(), *rest, CALLPLAN_TODAY="2026-12-01").code == 0
    text = said(tmp_path, "export", "bakery", CALLPLAN_TODAY="2026-12-01").out
    for before, after in (
        ("[ ] yes:", "[x] yes: nobody shares a login in January"),
        ("[ ] …: …, by …", "[x] Oz: ask Lea who would use it, by monday"),
        ("back or lost):", "back or lost): advanced"),
    ):
        assert before in text
        text = text.replace(before, after, 1)
    file = tmp_path / "bakery.md"
    file.write_text(text, encoding="utf-8")
    found = said(tmp_path, "debrief", "bakery", "--from", str(file), CALLPLAN_TODAY="2026-12-03")
    assert (found.err, found.code) == ("", 0)
    assert "They advanced. Oz said enough people would use the shift planner:\n            “nobody shares" in found.out
    assert "Oz is to ask Lea who would use it, by Mon 7 Dec" in " ".join(found.out.split())


def test_untouched(home: Path) -> None:
    """A form in which nothing is filled is refused, and no call is written down."""
    file = plan_of(home)
    told = f"callplan: {file}: nothing is ticked or written in it: what came of the call?\n"
    assert read(home, file) == Said("", told, 3)
    assert "call with Marta Lind and Piet" not in said(home, "log", "harrow", **DAY).out


def test_refused(home: Path) -> None:
    """Everything that would be a guess is refused at once, each by its line, and nothing is written."""
    file = plan_of(home, ("[ ] later", "[x] later"), ("[ ] …, by …", "[x] …, by …"))
    lines = file.read_text(encoding="utf-8").splitlines()
    later, ours = [1 + lines.index(line) for line in ("- [x] later, not before …, because:", "- [x] …, by …")]
    told = f"callplan: {file}:{later}: until when is the remaining risk put off?\n"
    told += f"{file}:{ours}: ticked, and “…” still stands where the act and the day go.\n"
    assert read(home, file) == Said("", told, 3)


def test_nobody_to_ask(home: Path) -> None:
    """What is open is named with its lines where nobody can be asked; a flag gives the word that is missing."""
    file = plan_of(home, ("[ ] yes:", "[ ] yes: sure"))
    line = 1 + file.read_text(encoding="utf-8").splitlines().index("- [ ] yes: sure")
    word = f"{file}: no word of your own on the call: fill in “My own view”, or give --verdict.\n"
    told = f"callplan: {file}:{line}: “yes: sure” is written and not ticked.\n"
    assert read(home, file) == Said("", f"{told}{word}{NOBODY}", 4)
    file = plan_of(home, ("[ ] yes:", "[x] yes: sure"))
    assert read(home, file) == Said("", f"callplan: {word}{NOBODY}", 4)
    assert read(home, file, "--verdict", "advanced").code == 0


def test_told_already(home: Path) -> None:
    """A call that is written down already is asked about."""
    assert read(home, plan_of(home, *FILLED)).code == 0
    file = plan_of(home, ("[ ] …, by …", "[x] send the hours, by friday"), ("back or lost):", "back or lost): won"))
    text = file.read_text(encoding="utf-8").replace("Call of … with ….", "Call of Thu 3 Dec 2026 with Marta.")
    file.write_text(text, encoding="utf-8")
    found = read(home, file)
    assert found.code == 4
    assert (
        "the call of Thu 3 Dec 2026 is written down already; `callplan debrief harrow --again` tells it anew"
        in found.err
    )


def test_dry_run(home: Path) -> None:
    """A trial says what would be written down, what is open and what is refused, and neither writes nor judges."""
    file = plan_of(home, ("[ ] yes:", "[x] yes: sure"), ("- …:", "- Vera Holm: too dear"), ("[ ] later", "[x] later"))
    before = said(home, "log", "harrow", **DAY).out
    found = read(home, file, "--dry-run", "--json")
    told = json.loads(found.out)
    assert (found.code, list(told)) == (3, ["schema", "deal", "would_record", "unclear", "refused", "unread"])
    assert [each["why"] for each in told["unclear"]] == [
        "nobody called “Vera Holm” is known: give --person “Vera Holm:ROLE”"
    ]
    assert [each["why"] for each in told["refused"]] == [
        "the remaining risk is ticked twice, here and in line 50: leave one tick."
    ]
    file = plan_of(home, ("[ ] yes:", "[x] yes: sure"))
    found = read(home, file, "--dry-run")
    lines = [
        "Marta Lind said yes to the remaining risk: “sure”",
        "call with Marta Lind and Piet Maas; worth it: not asked",
    ]
    assert found == Said("Would be written down:\n" + "".join([f"  {line}\n" for line in lines]), "", 0)
    assert read(home, plan_of(home), "--dry-run").code == 3
    assert said(home, "log", "harrow", **DAY).out == before
    assert said(home, "debrief", "harrow", "--dry-run", **DAY).code == 2
    assert read(home, file, "--again").code == 2


def test_no_form(home: Path) -> None:
    """What is no text, or no file, is refused in a sentence."""
    file = home.parent / "plan.md"
    for data, why in (
        (b"PK\x03\x04\0\0", ":1: this is no plain text: save it as Markdown or plain text."),
        (b"yes\nna\xefve\n", ":2: this is no text in UTF-8: save it as plain text in UTF-8."),
        (b"x" * 400_001, ": it is longer than any form: 400,001 bytes."),
    ):
        file.write_bytes(data)
        assert read(home, file) == Said("", f"callplan: {file}{why}\n", 3)
    file.unlink()
    assert read(home, file) == Said("", f"callplan: {file} cannot be read: No such file or directory.\n", 1)
    found = said(home, "debrief", "harrow", "--from", "-", typed="hello\n", **DAY)
    assert found == Said("", "callplan: form: nothing is ticked or written in it: what came of the call?\n", 3)


def test_wide_letters(home: Path) -> None:
    """A form that Notepad saved in its own coding is read."""
    text = plan_of(home, *FILLED).read_text(encoding="utf-8")
    file = home.parent / "wide.md"
    file.write_bytes(b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"))
    assert read(home, file).code == 0


def test_asked(home: Path) -> None:
    """At a terminal what is open is asked, then the rep's own word, then whether to write down what is listed."""
    file = plan_of(home, ("[ ] yes:", "[ ] yes: sure"))
    screen = Screen(home, "debrief", "harrow", "--from", str(file), rows=40, CALLPLAN_TODAY="2026-12-05")
    screen.answers(("“yes: sure”. Is that their answer?", ENTER))
    screen.answers(("How do you see it yourself?", CTRL_C))
    screen.sees("`callplan debrief harrow` goes on from there.")
    assert screen.ends() == 130
    file.unlink()
    again = Screen(home, "debrief", "harrow", rows=40, CALLPLAN_TODAY="2026-12-05")
    again.answers(("You stopped after one answer", ENTER))
    again.answers(("How do you see it yourself?", ENTER))
    again.sees("Marta Lind said yes to the remaining risk: “sure”")
    again.answers(("Write this down?", ENTER))
    again.sees("They advanced.")
    assert again.ends() == 0


def test_asked_of_another_form(home: Path) -> None:
    """Gone on with another form, it says so, shows no line of the old one, and asks about what stands there now."""
    file = plan_of(home, ("[ ] yes:", "[ ] yes: sure"))
    screen = Screen(home, "debrief", "harrow", "--from", str(file), rows=40, CALLPLAN_TODAY="2026-12-05")
    screen.answers(("“yes: sure”. Is that their answer?", CTRL_C))
    assert screen.ends() == 130
    file = plan_of(home, ("[ ] yes:", "[ ] yes: week 3"))
    again = Screen(home, "debrief", "harrow", "--from", str(file), rows=40, CALLPLAN_TODAY="2026-12-05")
    again.sees("The form has changed since then: an answer counts where its line stands as it stood.")
    assert "yes: sure" not in again.text
    again.answers(("Go on", ENTER))
    again.answers(("“yes: week 3”. Is that their answer?", CTRL_C))
    assert again.ends() == 130


def test_declined(home: Path) -> None:
    """Whoever does not want it written down leaves nothing behind, and the form as it was."""
    file = plan_of(home, ("[ ] yes:", "[x] yes: sure"), ("back or lost):", "back or lost): stayed"))
    before = file.read_bytes()
    screen = Screen(home, "debrief", "harrow", "--from", str(file), rows=40, CALLPLAN_TODAY="2026-12-05")
    screen.answers(("Write this down?", DOWN + ENTER))
    screen.sees("Nothing was written; the file is as it was.")
    assert screen.ends() == 1
    assert (file.read_bytes(), said(home, "drafts", **DAY).err) == (before, "Nothing is half done.\n")


def test_over(home: Path) -> None:
    """A deal that is over has a plan without a form."""
    assert "AFTER THE CALL" in said(home, "export", "harrow", **DAY).out
    assert said(home, "close", "harrow", "--lost", "--reason", "too expensive", "--no-input", **DAY).code == 0
    assert "AFTER THE CALL" not in said(home, "export", "harrow", **DAY).out


def test_no_reason(home: Path) -> None:
    """A no that gives no reason is one, where nobody can be asked for it."""
    file = plan_of(home, ("[ ] no, because:", "[x] no, because:"), ("back or lost):", "back or lost): stayed"))
    found = read(home, file)
    assert (found.err, found.code) == ("", 0)
    assert "Marta Lind said no to the remaining risk\n" in said(home, "log", "harrow", **DAY).out
