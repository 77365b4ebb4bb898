"""Text that steers a terminal, hides or looks like something else, at every flag that takes text."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from story import Story

from callplan.core.flags import FLAGS
from callplan.core.text import written

MAP = """
roles: {boss: {title: boss}, user: {title: user}}
facts: {pain: {ask: What hurts?}, amount: {ask: What may it cost?, unit: EUR}}
stages:
- id: one
  title: Shall we?
  steps: [{id: go, title: the go-ahead, whether: to go on, by: boss}, {id: trial, will: try it, by: boss}]
- {id: two, title: The order, steps: [{id: order, title: the order, whether: to order, by: boss}]}
"""
ODD = (
    "=1+1\x1b[31m\x1b]0;title\x07\r\n\ncallplan: “it” [/x][bold] {} %s \u202etxt\u2066 pay\u200bpal \x00 "
    "<b>&amp; | `id` $(id) end"
)
KEPT = "=1+1 callplan: “it” [/x][bold] {} %s txt paypal <b>&amp; | `id` $(id) end"
STEERS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
LONG = " ".join([f"word{number}" for number in range(1_500)])
EXCERPT = " ".join([f"word{number}" for number in range(25)])
LOOKS = (
    "show acme", "log acme", "prep acme --no-input", "person acme", "review", "review acme", "promises", "today",
    "promises --to csv", "promises --to ics", "export acme", "export acme --to json", "redpen", "undo acme --yes", "",
)  # fmt: skip


def doors(text: str) -> list[tuple[str, ...]]:
    """Every line that takes a text as it is said."""
    said = written(text)
    prep = {
        "subject": text, "because": f"Ana:{said}", "set": f"pain={said}:Ana:said:{said}",
        "settled": f"go:Ana:said:{said}",
        "target": text, "back-to": text, "on": text, "date": said, "sign": said, "done": f"{said}:us",
        "left": said,
        "as": f"Ana:{said}", "reached": f"Ana:{said}", "person": f"{said}:user:Ana",
        "with": f"{said}:user", "opened": text,
    }  # fmt: skip
    debrief = {
        "decided": f"go:Ana:said:{said}", "declined": f"go:Ana:{said}", "deferred": f"go:Ana:-:{said}",
        "waived": f"trial:Ana:{said}", "promised": f"Ana:{said}:+3d", "we-promised": f"{said}:+3d",
        "concern": f"Ana:{said}", "worth-it": text, "close": f"lost:{said}:{said}", "verdict": text, "next": text,
        "kept": text, "missed": text, "moved": f"{said}:+3d", "released": text, "concern-met": text,
        "reopened": f"go:Ana:{said}", "note": text,
    }  # fmt: skip
    return [
        *[("prep", "acme", f"--{key}", each, "--no-input") for key, each in prep.items()],
        *[("debrief", "acme", f"--{key}", each, "--with", "Ana", "--no-input") for key, each in debrief.items()],
        ("close", "acme", "--lost", "--reason", text, "--no-input"),
        ("close", "acme", "--lost", "--reason", "no", "--words", text, "--no-input"),
        ("close", "acme", "--end", text, "--no-input"), ("reopen", "acme", "--reason", text),
        ("rename", "acme", text), ("drop", text), ("map", "acme", "--note", text), ("review", "--owner", text),
        ("prep", "new", "--crm", text, "--no-input"),
        ("letter", "acme", "--back", "/dev/null", "--by", text, "--line", f"1:{text}"),
        ("prep", "new", "--like", text, "--no-input"), ("figures", "--since", text), ("promises", "--deal", text),
    ]  # fmt: skip


def opened(folder: Path) -> Story:
    """A deal with a call today."""
    story = Story(folder, MAP)
    story.prep("--with Ana:boss")
    return story


@pytest.mark.parametrize("line", doors(ODD), ids=lambda line: " ".join(line[:1] + line[2:3]))
def test_nothing_steers(tmp_path: Path, line: tuple[str, ...]) -> None:
    """It is taken in one line without what steers or hides, or refused, and is printed so wherever it is printed."""
    story = opened(tmp_path)
    said = [story.line(*line)]
    assert said[0].code in range(5), said[0].err
    if said[0].code == 0 and line[0] not in ("rename", "drop"):
        said += [story.line(*look.split()) for look in LOOKS]
    for each in said:
        assert "Traceback" not in each.err
        for printed in (each.out, each.err):
            found = STEERS.search(printed.replace("\r\n", "\n"))
            assert found is None, printed[max(0, found.start() - 40) : found.end()]
            assert "\ncallplan: “it”" not in printed


def test_markup_is_text(tmp_path: Path) -> None:
    """Marks that a library, a shell or a page would read are kept and printed as they were typed."""
    story = opened(tmp_path)
    story.line("debrief", "acme", "--with", "Ana", "--concern", f"Ana:{written(ODD)}", "--no-input")
    assert f"“{KEPT}”" in story.log()


def test_no_formula(tmp_path: Path) -> None:
    """A spreadsheet takes no cell for a formula, whatever it begins with."""
    story = opened(tmp_path)
    for start in ("=", "+", "-", "@", "\t=", " =", "\r=", "\uff1d"):
        story.line("debrief", "acme", "--with", "Ana", "--we-promised", f"{written(f'{start}1+1')}:+3d", "--no-input")
    rows = list(csv.reader(io.StringIO(story.line("promises", "--to", "csv").out)))
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r\uff1d")] == []


def test_a_long_text(tmp_path: Path) -> None:
    """A pasted mail is kept whole, and a page quotes its first 25 words."""
    story = opened(tmp_path)
    said = story.line("debrief", "acme", "--with", "Ana", "--declined", f"go:Ana:{LONG}", "--no-input")
    assert f"“{EXCERPT}…”" in " ".join(said.out.split())
    assert "word25" not in said.out
    assert LONG in " ".join(story.log().split())


def test_every_flag() -> None:
    """Every flag of a prep, a debrief and a close that takes text has a door here."""
    told = {word[2:] for line in doors("x") for word in line if word.startswith("--")}
    of_maps = ("title", "uses", "wants", "pays", "also", "decide", "above", "by-day", "in-writing", "playbook")
    others = ("minutes", "call-moved", "look-back")
    assert {key for key, flag in FLAGS.items() if flag.form} - {*of_maps, *others} <= told


def test_a_long_text_in_a_refusal(tmp_path: Path) -> None:
    """What is refused is said back with its first 25 words, not whole."""
    story = opened(tmp_path)
    for flag, refusal in (
        ("--subject", "name one thing"), ("--on", "is no day"), ("--set", "is no number"),
    ):  # fmt: skip
        text = f"amount={LONG}" if flag == "--set" else LONG
        refused = story.line("prep", "acme", flag, text, "--no-input")
        assert (f"“{EXCERPT}…”" in refused.err, refusal in refused.err) == (True, True), refused.err
        assert "word25" not in refused.err
