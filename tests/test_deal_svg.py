"""The picture of a deal as it is drawn: whole, legible, harmless, and in a browser with no word on another."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from browser import assert_apart, measured, needs_chromium
from random_histories import a_history
from random_maps import a_map
from story import Story

from callplan.core.deal.fold import fold
from callplan.core.deal_picture import deal_picture
from callplan.core.deal_picture.for_one import picture_for
from callplan.core.deal_picture.model import Column, DealPicture, Mark, Row
from callplan.core.letter import Letter
from callplan.core.text import clean
from callplan.render.deal_signs import KINDS, sign
from callplan.render.deal_svg import deal_svg, within

SPACE = "{http://www.w3.org/2000/svg}"
FIRST = date(2026, 3, 2)
HOSTILE = (
    "</text><script>alert(1)</script>",
    '"><image href="http://example.com/x.png"/>',
    "]]>&amp;<!-- --><?xml?>",
    "\u202eevil\u202c \x1b[31m \x00 \ufffe",
    "url(http://example.com) @import 'x';}*{display:none}",
    "A" * 300,
    "冬" * 80,
    "👩‍👩‍👧‍👦 family " * 9,
    "",
)
EVERY = tuple([(kind, act) for kind, said in KINDS.items() for act in (False, True) if said[act]])


def on(day: int) -> date:
    """So many days after the first."""
    return FIRST + timedelta(days=day)


def picture(text: str, stages: int = 5, calls: int = 4, marks: int = 2) -> DealPicture:
    """A picture in which every word is the same one: each call at another stage, back and forth, and today."""
    random = Random(f"{stages} {calls}")
    ids = [f"s{place}" for place in range(stages)]
    columns = [Column(each, text, text if place > 8 else "") for place, each in enumerate(ids)]
    kinds = [kind.partition(" ")[0] for kind, _ in EVERY if "undone" not in kind and kind != "call"]
    rows = []
    for call in range(calls):
        at = random.sample(ids, min(marks, stages))
        made = [Mark(random.choice(kinds), "x", each, text, (text, text), text, stands=call % 2 == 0) for each in at]
        made += [made[-1]] if made and call % 5 == 0 else []
        made = [mark.but(stands=True) if mark.kind not in ("made", "let-go") else mark for mark in made]
        rows.append(Row("call", on(3 * (call // 2)), tuple(made), (text, text), tuple(at) or ("s0",)))
    today = tuple([Mark("owed", "y", each, text, (text,), text, act=place % 2 == 1) for place, each in enumerate(ids)])
    last = (Row("today", on(90), today, way=(ids[-1],)), Row("planned", on(91), called=(text, text), text=text))
    date_ = Row("date", on(400), (Mark("day", "x", ids[-1], text, (text,)),), text=text)
    return DealPicture(text, on(90), tuple(columns), (*rows, *last, date_))


def tree_of(page: str) -> ET.Element:
    """The drawing as XML, after a look that there is nothing in it that runs or that is fetched."""
    tree = ET.fromstring(page)
    tags = {element.tag.removeprefix(SPACE) for element in tree.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "path", "text"}
    for element in tree.iter():
        assert {*element.attrib} <= {
            *("class", "d", "height", "role", "transform", "viewBox", "width", "x", "y"),
        }  # fmt: skip
    style = tree.findtext(f"{SPACE}style") or ""
    assert not re.search(r"url|import|expression|@font", style)
    assert [each.tag for each in tree][:3] == [f"{SPACE}title", f"{SPACE}desc", f"{SPACE}style"]
    return tree


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """It is whole and harmless whatever its words are, with nothing that steers a screen."""
    page = deal_svg(picture(text, 11, 30))
    tree_of(page)
    assert all(clean(row) == row for row in page.splitlines())


def test_every_sign() -> None:
    """It has a sign and a word for whatever may stand in a picture."""
    for kind, act in EVERY:
        assert sign(kind, 3, 4, act=act).startswith('<g transform="translate(3 4)"><path class="')


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, as WCAG counts it."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        lit = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]

    high, low = sorted([light(one), light(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast() -> None:
    """It has texts of at least 4.5 to 1 against the paper and lines that tell something of 3 to 1, light and dark."""
    from callplan.render.svg import DARK, LIGHT

    for named in (LIGHT, DARK):
        for colour in ("ink", "soft", "red", "green"):
            assert contrast(named[colour], named["paper"]) >= 4.5
        for colour in ("blue", "orange", "rail"):
            assert contrast(named[colour], named["paper"]) >= 3


SIZES = ((2, 1, 1), (5, 0, 0), (5, 1, 1), (5, 4, 2), (7, 30, 3), (12, 30, 2), (12, 4, 12))
WORDS = ("Ana", "Who do we go with, and who pays?", "the interdepartmental Donaudampfschifffahrtsgesellschaft again")


@needs_chromium
def test_in_a_browser(tmp_path: Path) -> None:
    """It lays no word on another and nothing outside, with 1 to 30 calls, 2 to 12 stages, and short and long words."""
    pages = [deal_svg(picture(words, *size)) for words in WORDS for size in SIZES]
    pages += [deal_svg(picture(text, 4, 3)) for text in HOSTILE if text]
    told = measured("".join(pages), tmp_path, 6000)
    assert len(told["svgs"]) == len(pages)
    assert_apart(told)


@needs_chromium
def test_what_is_measured(tmp_path: Path) -> None:
    """It would see a word on another, and one outside."""
    drawing = "<svg width=99 height=50><text x=5 y=20>here</text><text x={} y=22>there</text></svg>"
    for place in (20, 90):
        with pytest.raises(AssertionError):
            assert_apart(measured(drawing.format(place), tmp_path))
    assert_apart(measured(drawing.format(60), tmp_path))


@needs_chromium
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_at_three_widths(tmp_path: Path, width: int) -> None:
    """It is no wider than the window."""
    told = measured(deal_svg(picture(WORDS[1], 7, 6)), tmp_path, width)
    # Chromium has no window narrower than 500
    assert told["svgs"][0]["whole"][2] <= max(width, 500)
    assert_apart(told)


def test_any_history() -> None:
    """It draws any history there may be, for us and for everybody in it."""
    for seed in range(40):
        entries = a_history(Random(seed), a_map(Random(seed)))
        for day in (on(0), on(120)):
            page = deal_picture(entries, "acme", day, frozenset())
            tree_of(deal_svg(page))
            deal = fold(entries, "acme")
            for person in deal.people:
                bare = Letter(person, "", "", "", (), "")
                inside = within(picture_for(deal, entries, bare, day), 632)
                assert not re.search("http|style=|role=", inside)
                tree_of(inside.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'))


SOLD = """
roles: {boss: {title: boss}}
stages:
  - id: want
    title: Is it wanted?
    steps: [{id: wanted, title: the wish, whether: it is wanted, by: boss}]
  - id: buy
    title: Shall we order?
    steps: [{id: order, title: the order, whether: it is ordered, by: boss}]
ends: {lost: [too dear], no-decision: [no time]}
"""


@pytest.fixture
def acme(tmp_path: Path) -> Story:
    """A deal with one call."""
    story = Story(tmp_path, SOLD, today="2026-11-03")
    story.prep("--with 'Ana Lima:boss' --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Ana --decided wanted:Ana:said --verdict advanced")
    return story


def test_show_and_export(acme: Story) -> None:
    """It draws a deal on the screen and into a file, the same by both commands, over one that is there when told to."""
    page = acme.line("show", "acme", "--to", "svg")
    tree = tree_of(page.out)
    texts = [text.text for text in tree.iter(f"{SPACE}text")]
    assert texts[:8] == [
        "ACME",
        "Is it wanted?",
        "Shall we order?",
        "Tue 3 Nov",
        "Ana",
        "the wish",
        "Ana",
        "Today",
    ]
    assert acme.line("export", "acme", "--to", "svg").out == page.out
    file = acme.home / "acme.svg"
    written = acme.line("show", "acme", "--to", "svg", "-o", str(file))
    assert (written.code, written.out, written.err) == (0, "", f"Written to {file}.\n")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == (page.out, 0o600)
    again = acme.line("export", "acme", "--force", "--to", "svg", "--output", str(file))
    assert (again.code, again.out, again.err) == (0, "", f"{file} was replaced.\n")
    refused = acme.line("show", "acme", "--to", "svg", "-o", str(file))
    assert (refused.code, str(file) in refused.err) == (1, True)
