"""A map drawn on the screen, as Mermaid and as SVG, and two maps told apart: whole outputs, and hostile words."""

from __future__ import annotations

import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from random import Random

import pytest
from browser import assert_apart, measured, needs_chromium
from maps import SKETCH, read_map
from random_maps import a_map

from callplan import cli
from callplan.core.map.picture import Arrow, Card, Lane, Picture, Station, picture
from callplan.core.map.picture_lists import Table
from callplan.core.text import clean
from callplan.playbook_file import load
from callplan.render.layout import fitted, width
from callplan.render.map_svg import map_svg as svg
from callplan.render.mermaid import escaped, mermaid
from callplan.render.picture import picture as drawn
from callplan.render.svg import ems

BUNDLED = sorted((Path(__file__).parents[1] / "playbooks").glob("*.yaml"))
SPACE = "{http://www.w3.org/2000/svg}"
AT_80 = """\
A considered purchase by a small group
sketch, version 1
When two or more people must agree, and the money is released above the user

◆ a decision, and who makes it
○ an act, and who gets it done

THE MAIN WAY
│
● Is this worth changing?
│ ○ put a figure on the last outage
│   Sponsor · 1 to 2 weeks
│ ◆ the go-ahead
│   Sponsor
│   needs “put a figure on the last outage”
│   a no ends it: no decision
│ ○ bring the budget owner to a call
│   Sponsor · 10 days
├────────────────────────────────────────╮
● Order it                               │ SECURITY
│ ◆ the order                            ● May their data come to us?
│   Sponsor and Budget owner, or         │ if the data is personal
│     Budget owner, depending on the     │ needs the go-ahead
│     amount                             │ ◆ whether personal data may leave
│   hears Sponsor                        │   the house
│   needs the go-ahead and “May          │   Counsel · 2 to 4 weeks
│     their data come to us?”
│   a no ends it: lost
│   a yes wins the deal

Who (on their side unless said)
  Sponsor       has the problem and says so in meetings
  Budget owner  can release the money
  Counsel

Facts
  amount     What have you set aside for this?
  wanted by  By when do you want this in place?
  data       What data of yours would be held? Asked of Counsel. It is none,
             internal or personal.

By case
  the order  Sponsor and Budget owner if the amount is over 50,000, otherwise
             Budget owner

Ends
  won          needs the order; not later than the day it is wanted by
  lost         chose another, kept what they have, no budget
  no decision  lost interest, priorities moved
"""
AT_40 = """\
A considered purchase by a small group
sketch, version 1
When two or more people must agree,
  and the money is released above the
  user

◆ a decision, and who makes it
○ an act, and who gets it done

THE MAIN WAY
● Is this worth changing?
│ ○ put a figure on the last outage
│   Sponsor · 1 to 2 weeks
│ ◆ the go-ahead
│   Sponsor
│   needs “put a figure on the last
│     outage”
│   a no ends it: no decision
│ ○ bring the budget owner to a call
│   Sponsor · 10 days
│
● Order it
│ ◆ the order
│   Sponsor and Budget owner, or
│     Budget owner, depending on the
│     amount
│   hears Sponsor
│   needs the go-ahead and “May their
│     data come to us?”
│   a no ends it: lost
│   a yes wins the deal

SECURITY, from “Order it” on
● May their data come to us?
│ if the data is personal
│ needs the go-ahead
│ ◆ whether personal data may leave the
│   house
│   Counsel · 2 to 4 weeks

Who (on their side unless said)
  Sponsor       has the problem and says
                so in meetings
  Budget owner  can release the money
  Counsel
"""
MERMAID = """\
flowchart TB
  accTitle: A considered purchase by a small group
  accDescr: The main way#58; Is this worth changing? (the go-ahead)#59; Order it (the order). \
Security#58; May their data come to us? (whether personal data may leave the house).
  subgraph track_main["the main way"]
    subgraph stage_change["Is this worth changing?"]
      step_cost_known["put a figure on the last outage<br/>Sponsor<br/>1 to 2 weeks"]
      step_worth_changing{{"the go-ahead<br/>Sponsor"}}
      step_budget_owner_comes["bring the budget owner to a call<br/>Sponsor<br/>10 days"]
    end
    subgraph stage_order["Order it"]
      step_ordered{{"the order<br/>Sponsor and Budget owner, or Budget owner, depending on the amount"}}:::closing
    end
  end
  subgraph track_security["security"]
    subgraph stage_security["May their data come to us?<br/>(if the data is personal)"]
      step_data_allowed{{"whether personal data may leave the house<br/>Counsel<br/>2 to 4 weeks"}}
    end
  end
  stage_change -.-> stage_order
  step_cost_known --> step_worth_changing
  step_worth_changing --> stage_security
  step_worth_changing --> step_ordered
  stage_security --> step_ordered
  classDef closing stroke-width:4px
  classDef ours stroke-dasharray:2 3
  classDef others stroke-dasharray:8 4
"""
HOSTILE = (
    *("[/x]", "</svg><script>alert(1)</script>", '"];A-->B', "--> |x| {y} (z) ((w)) end", "%%{init: {}}%% %% x"),
    *("\u202eturned\u202c \u2066round\u2069 שלום \u200fעולם", "direction TB", "style x:“y”; classDef z:w;"),
    *("1. one", "- two", "123) three", "&amp; & &#35; #quot; <!-- ]]> -->", "a\nb\r\n\tc", "\x1b[31mred\x1b[0m \x9b2J"),
    *("\ud800 \ufffe \uffff \x00", "彼らは今年の冬に決めます。電話で。", "👩\u200d👩\u200d👧 🇩🇪 ❤\ufe0f"),
    *("`**x**` _y_ ~z~", "m" * 300, "W" * 300, "é" * 90, ""),
)  # fmt: skip


def hostile(text: str) -> Picture:
    """A picture in which every word is this one."""
    cards = [
        Card(f"c-{place}", place % 2 == 0, text, text, text, text, (text, text), side, place == 2)
        for place, side in enumerate(("client", "us", "third-party", ""))
    ]
    first = (Station("end", text, (cards[0],), text, (text,)), Station("graph", text, (cards[1],)))
    lanes = (
        Lane("main", text, first),
        Lane("class", text, (Station("style", text, (cards[2],)),), "end", text),
        Lane("default", text, (Station("click", text, (cards[3],)),), "", text),
    )
    arrows = (Arrow("c-0", "c-1", text, choice=True), Arrow("end", "c-3"))
    return Picture(text, (text, text), lanes, arrows, (Table(text, ((text, text), (text, ""))),), text)


class TestTerminal:
    def test_side_by_side(self) -> None:
        """It draws tracks side by side where 80 columns allow, a track leaving the main way where it may begin."""
        assert drawn(picture(read_map(SKETCH)), 80) == AT_80

    def test_below_one_another(self) -> None:
        """It puts tracks below one another on 40 columns, and says where each begins."""
        assert drawn(picture(read_map(SKETCH)), 40).startswith(AT_40)

    def test_wide(self) -> None:
        """It uses a wide terminal, each card no wider than it can be read."""
        rows = drawn(picture(read_map(SKETCH)), 200).splitlines()
        place = next(place for place, row in enumerate(rows) if "├" in row)
        assert rows[place : place + 3] == [
            f"├{'─' * 100}╮",
            f"● Order it{' ' * 91}│ SECURITY",
            f"│ ◆ the order{' ' * 88}● May their data come to us?",
        ]

    def test_one_track(self) -> None:
        """It names no track where there is but one."""
        small = drawn(picture(load(str(BUNDLED[-1]))), 80)
        assert small.splitlines()[7:12] == [
            "● Would we miss it?",
            "│ ○ the gap on screen",
            "│   user · 2 to 3 days",
            "│   until the add-on is settled",
            "│ ○ the list of names",
        ]

    def test_three_beside(self) -> None:
        """It lets two tracks leave at one place in three columns, and gives the main way its width back behind them."""
        rows = drawn(picture(load(str(BUNDLED[0]))), 80).splitlines()
        place = next(place for place, row in enumerate(rows) if "┬" in row)
        assert rows[place : place + 5] == [
            "├──────────────────────────┬──────────────────────────╮",
            "● Will it work here?       │ PURCHASING               │ SECURITY",
            "│ ○ the pass mark          ● Are the price and the    ● Can our data go there?",
            "│   user or sponsor        │ terms right?             │ if the data is not",
            "│   5 days                 │ if the amount is         │   none",
        ]
        assert "│   until the trial or     │     form                 │   10 days" in rows
        assert "│   not later than 5 working days before the board day" in rows
        assert "├──────────────────────────╮" in rows[place + 60 :]

    def test_no_room_beside(self) -> None:
        """It draws a track that finds no free column below another one, and says there where it begins."""
        tracks = [
            Lane(f"t{name}", f"track {name}", (Station(f"s{name}", f"Stage {name}", ()),), "one", "from here on")
            for name in "abcd"
        ]
        lanes = (Lane("main", "the main way", (Station("one", "One", ()), Station("two", "Two", ()))), *tracks)
        page = Picture("Many", (), lanes, (), (), "")
        assert drawn(page, 60).splitlines()[5:] == [
            "THE MAIN WAY",
            "│",
            "● One",
            "├──────────────────────────────╮",
            "● Two                          │ TRACK A",
            "                               ● Stage a",
            "",
            "                               TRACK B, from here on",
            "                               ● Stage b",
            "",
            "                               TRACK C, from here on",
            "                               ● Stage c",
            "",
            "                               TRACK D, from here on",
            "                               ● Stage d",
        ]

    def test_a_track_from_the_start_and_one_behind_the_end(self) -> None:
        """It lets a track leave above the first stage, or behind the last."""
        lanes = (
            Lane("main", "the main way", (Station("one", "One", ()),)),
            Lane("early", "early", (Station("a", "A", ()),), "", "from “One” on"),
            Lane("late", "late", (Station("b", "B", ()),), "one", "after “One”"),
        )
        assert drawn(Picture("Two", (), lanes, (), (), ""), 60).splitlines()[5:] == [
            "THE MAIN WAY",
            "├──────────────────────────────╮",
            "● One                          │ EARLY",
            "                               ● A",
            "",
            "                               LATE, after “One”",
            "                               ● B",
        ]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile(self, text: str) -> None:
        """It keeps to the width whatever it has to print, and prints nothing that steers a terminal."""
        for columns in (0, 24, 60, 90):
            page = drawn(hostile(text), columns)
            assert clean(page.replace("\n", "|")) == page.replace("\n", "|")
            assert max(map(width, page.split("\n"))) <= max(columns, 20)

    def test_cut(self) -> None:
        """It cuts a word that has no place to break, never between a sign and what joins it."""
        assert fitted("abcdefg hi", 3) == ["abc", "def", "g", "hi"]
        assert fitted("ee\u0301e\u0301e", 2) == ["ee\u0301", "e\u0301e"]
        assert fitted("冬冬", 1) == ["冬", "冬"]


class TestMermaid:
    def test_whole(self) -> None:
        """It writes tracks and stages as boxes, decisions six-sided, needs as arrows, the order expected in dots."""
        assert mermaid(picture(read_map(SKETCH))) == MERMAID

    def test_sides_waits_and_choices(self) -> None:
        """It marks what is ours or a third party's, and writes waits and alternatives at their arrows."""
        rows = mermaid(hostile("x")).splitlines()
        assert [row.strip() for row in rows if ":::" in row] == [
            'step_c_1["x<br/>x<br/>x"]:::ours',
            'step_c_2{{"x<br/>x<br/>x"}}:::closing',
        ]
        assert '  step_c_0 -->|"or, x later"| step_c_1' in rows
        assert "  stage_end --> step_c_3" in rows

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile(self, text: str) -> None:
        """It leaves nothing of a text that Mermaid could read as its own, and no id that is a word of Mermaid."""
        assert re.fullmatch(r"(?:[\w\s,.?!'’“”()–…·-]|#\d+;)+", escaped(text))
        assert not re.search(r"_|direction\s|\n|^\d+[.)]|^-", escaped(text), re.IGNORECASE)
        ids = {
            word
            for row in mermaid(hostile(text)).splitlines()
            for word in re.findall(r"\b(?:track|stage|step)_\w+", row)
        }
        assert ids == {
            "track_main",
            "track_class",
            "track_default",
            "stage_end",
            "stage_graph",
            "stage_style",
            "stage_click",
            "step_c_0",
            "step_c_1",
            "step_c_2",
            "step_c_3",
        }

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('"];A-->B', "#34;#93;#59;A--#62;B"),
            ("</svg><script>", "#60;#47;svg#62;#60;script#62;"),
            ("the Direction\u00a0TB", "the Direction#32;TB"),
            ("style x:y#z;", "style x#58;y#35;z#59;"),
            ("12. twelve", "#49;2. twelve"),
            ("- dash - dash", "#45; dash - dash"),
            ("Who's in, “why”?", "Who's in, “why”?"),
            ("\u202e", "…"),
        ],
    )
    def test_escaped(self, text: str, said: str) -> None:
        """It writes as a number what might be read as anything but text, and leaves words as they are."""
        assert escaped(text) == said


def boxes(page: str) -> tuple[ET.Element, list[tuple[float, float, float, float]]]:
    """The SVG as a tree, and where every row of text stands: left, top, right, bottom."""
    tree = ET.fromstring(page)
    style = tree.findtext(f"{SPACE}style") or ""
    sizes = {name: int(size) for name, size in re.findall(r"\.(\w+)\{font-size:(\d+)px", style)}
    found = []
    for text in tree.iter(f"{SPACE}text"):
        size = sizes[text.attrib["class"]]
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        found.append((x, y - 0.74 * size, x + ems(text.text or "") * size / 1000, y + 0.22 * size))
    return tree, found


def assert_sound(page: str) -> None:
    """It is whole, has no script, no text lies on another, and each text of a card stays in its box."""
    tree, rows = boxes(page)
    wide, high = float(tree.attrib["width"]), float(tree.attrib["height"])
    assert {element.tag.removeprefix(SPACE) for element in tree.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "path", "text"),
    }  # fmt: skip
    assert all(0 <= left <= right <= wide and 0 <= top <= bottom <= high for left, top, right, bottom in rows)
    placed = sorted(rows, key=lambda row: row[1])
    for place, (left, _, right, bottom) in enumerate(placed):
        for other in placed[place + 1 :]:
            if other[1] >= bottom:
                break
            assert other[0] >= right or other[2] <= left
    for card in tree.iter(f"{SPACE}g"):
        box = {name: float(value) for name, value in card[1].attrib.items() if name in ("x", "y", "width", "height")}
        inside = [
            row
            for row in rows
            if box["y"] <= row[1] < box["y"] + box["height"] and box["x"] <= row[0] < box["x"] + box["width"]
        ]
        assert len(inside) == len(card.findall(f"{SPACE}text"))
        assert all(row[2] <= box["x"] + box["width"] and row[3] <= box["y"] + box["height"] for row in inside)


class TestSvg:
    def test_what_it_holds(self) -> None:
        """It holds a title, a description, and each step as a card of its kind with all that is said of it."""
        page = svg(picture(read_map(SKETCH)))
        tree, _ = boxes(page)
        assert (tree.findtext(f"{SPACE}title"), tree.attrib["role"]) == (
            "A considered purchase by a small group",
            "img",
        )
        assert (tree.findtext(f"{SPACE}desc") or "").startswith("The main way: Is this worth changing? (the go-ahead);")
        assert [(card[1].attrib["class"], card.findtext(f"{SPACE}title")) for card in tree.iter(f"{SPACE}g")] == [
            ("act", "put a figure on the last outage"),
            (
                "decision",
                "whether fixing this is worth the effort this quarter; needs “put a figure on the last outage”; "
                "a no ends it: no decision",
            ),
            ("act", "bring the budget owner to a call"),
            (
                "closing",
                "whether it is ordered at the agreed price; hears Sponsor; needs the go-ahead and “May their data come "
                "to us?”; a no ends it: lost; a yes wins the deal",
            ),
            ("decision", "whether personal data may leave the house"),
        ]
        assert [text.text for text in tree.iter(f"{SPACE}text")] == [
            "A considered purchase by a small group",
            "sketch, version 1. When two or more people must agree, and the money is released above the user",
            "THE MAIN WAY",
            "Is this worth changing?",
            "Order it",
            "put a figure on the",
            "last outage",
            "Sponsor · 1 to 2",
            "weeks",
            "the go-ahead",
            "Sponsor",
            "bring the budget",
            "owner to a call",
            "Sponsor · 10 days",
            "the order",
            "Sponsor and Budget",
            "owner, or Budget",
            "owner, depending on",
            "the amount",
            "SECURITY, from “Order it” on",
            "May their data",
            "come to us?",
            "if the data is personal",
            "needs the go-ahead",
            "whether personal",
            "data may leave",
            "the house",
            "Counsel · 2 to 4",
            "weeks",
            "a decision",
            "wins the deal",
            "an act",
            "done by us",
            "by a third party",
        ]
        assert "prefers-color-scheme:dark" in page

    def test_left_to_right_and_below_one_another(self) -> None:
        """It has the stages of a track from left to right on one line, and every track below the one before."""
        for path in BUNDLED:
            page = picture(load(str(path)))
            tree, _ = boxes(svg(page))
            rails = [path.attrib["d"] for path in tree.iter(f"{SPACE}path") if path.attrib["class"] == "rail"]
            stops = [path.attrib["d"] for path in tree.iter(f"{SPACE}path") if path.attrib["class"] == "stop"]
            heights = [int(rail[1:].split("H")[0].split()[1]) for rail in rails]
            places = [[int(each) for each in re.findall(r"\d+", stop)[:2]] for stop in stops]
            assert heights == sorted({*heights})
            assert len(heights) == len(page.lanes)
            for lane, height in zip(page.lanes, heights, strict=True):
                across = [x for x, y in places if y == height - 6]
                assert across == sorted({*across})
                assert len(across) == len(lane.stations)

    def test_where_a_track_begins(self) -> None:
        """It begins a track under the stage from which it runs, as far as there is room at the right."""
        tree, _ = boxes(svg(picture(load(str(BUNDLED[0])))))
        tracks = [
            (text.text, text.attrib["x"]) for text in tree.iter(f"{SPACE}text") if text.attrib["class"] == "track"
        ]
        assert tracks == [
            ("THE MAIN WAY", "24"),
            ("SECURITY, from “Will it work here?” on", "558"),
            ("LEGAL, from “Do we sign?” on", "380"),
            ("PURCHASING, from “Will it work here?” on", "380"),
            ("IT, from “Will it work here?” on", "558"),
        ]

    @needs_chromium
    @pytest.mark.parametrize("size", [(1280, 800), (1062, 733)], ids=["a screen", "a sheet of A4"])
    def test_fits(self, tmp_path: Path, size: tuple[int, int]) -> None:
        """It is whole in a window of that size, and not too small to read; no word is on another or outside."""
        for path in BUNDLED:
            page = svg(picture(load(str(path))))
            told = measured(page, tmp_path, *size)
            left, top, right, bottom = told["svgs"][0]["whole"]
            assert (left, top) == (0, 0)
            assert right <= size[0]
            assert bottom <= size[1]
            wide, high = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', page)[0])
            assert min(size[0] / wide, size[1] / high) > 0.55
            assert_apart(told)

    @needs_chromium
    def test_hostile_in_a_browser(self, tmp_path: Path) -> None:
        """It lays no word on another whatever the words are."""
        assert_apart(measured("".join([svg(hostile(text)) for text in HOSTILE if text.isprintable()]), tmp_path, 2000))

    @pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
    def test_bundled(self, path: Path) -> None:
        """It draws every map that comes along with no text on another or out of its box."""
        assert_sound(svg(picture(load(str(path)))))

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile(self, text: str) -> None:
        """It stays whole, without a script, whatever its words are, and every word in its box."""
        assert_sound(svg(hostile(text)))

    def test_nothing_to_draw(self) -> None:
        """It draws a map of which nothing is left."""
        assert_sound(svg(Picture("Nothing", (), (), (), (), "")))


def test_any_map() -> None:
    """It draws any map there may be on every paper."""
    for seed in range(24):
        page = picture(a_map(Random(seed)))
        for columns in (24, 60, 130):
            assert max(map(width, drawn(page, columns).splitlines())) <= columns
        ET.fromstring(svg(page))
        assert mermaid(page).count("subgraph") == len(page.lanes) + sum(len(lane.stations) for lane in page.lanes)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two maps, in which lines are typed at 80 columns."""
    (tmp_path / "sketch.yaml").write_text(SKETCH)
    own = "format: 1\nid: ours\nversion: 2\ntitle: Ours\nextends: sketch\nwithout: [security]\n"
    own += "stages: [{id: order, steps: [{id: ordered, by: [sponsor, budget-owner]}]}]\n"
    own += "ends: {lost: [chose another, no budget]}\n"
    (tmp_path / "ours.yaml").write_text(own)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def typed(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of a line."""
    monkeypatch.setattr(sys, "argv", ["callplan", *line.split()])
    return cli.main()


def test_show(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It draws the map on the screen, writes the paper asked for, lists it as text, and gives the model itself."""
    page = picture(load(str(home / "sketch.yaml")))
    told = {"": AT_80, " --to mermaid": MERMAID, " --to svg": svg(page)}
    for option, expected in told.items():
        assert (typed(f"playbook show sketch.yaml{option}", monkeypatch), capsys.readouterr().out) == (0, expected)
    assert typed("playbook show sketch.yaml --to text", monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[:13] == [
        "sketch, version 1: A considered purchase by a small group",
        "When two or more people must agree, and the money is released above the user",
        "",
        "Roles",
        "  sponsor       Sponsor",
        "  budget-owner  Budget owner",
        "  counsel       Counsel",
        "",
        "Facts",
        "  amount     What have you set aside for this?",
        "  wanted-by  By when do you want this in place?",
        "  data       What data of yours would be held?",
        "",
    ]
    assert typed("playbook show sketch.yaml --json", monkeypatch) == 0
    assert json.loads(capsys.readouterr().out)["stages"][0]["id"] == "change"


def test_show_where_nothing_can_be_drawn(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It draws with plain signs where the output has no others."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    assert typed("playbook show sketch.yaml", monkeypatch) == 0
    screen.seek(0)
    assert [row.rstrip() for row in screen.read().splitlines()[16:20]] == [
        "| * bring the budget owner to a call",
        "|   Sponsor - 10 days",
        f"+{'-' * 40}+",
        "o Order it                               | SECURITY",
    ]
    assert home


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--to png", "--to: “png” is no paper; it is text, mermaid or svg. Without it the map is drawn here."),
        ("--to svg --json", "--to and --json name two papers: give one of them."),
    ],
)
def test_show_refused(
    line: str, told: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the papers there are, exit 2."""
    assert (typed(f"playbook show sketch.yaml {line}", monkeypatch), capsys.readouterr().err, home.exists()) == (
        2,
        f"callplan: {told}\n",
        True,
    )


def test_diff(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It says in groups what is different, as JSON each by its kind, and that nothing is; exit 0 in every case."""
    assert typed("playbook diff sketch.yaml ours.yaml", monkeypatch) == 0
    assert (
        capsys.readouterr().out
        == """\
From sketch, version 1 to ours, version 2

The map
  - “A considered purchase by a small group” is now called “Ours”.

May their data come to us?
  - “May their data come to us?” is left out.
  - The question whether personal data may leave the house is left out of “May
    their data come to us?”.

Order it
  - The order is now decided by the Sponsor and the Budget owner (before: the
    Sponsor and the Budget owner if the amount is over 50,000, otherwise the
    Budget owner).

Ends
  - The reasons for the end “lost”: “kept what they have” is gone.
"""
    )
    assert typed("playbook diff sketch.yaml sketch.yaml", monkeypatch) == 0
    assert capsys.readouterr().out == "No difference in decisions or acts.\n"
    assert typed("playbook diff ours.yaml sketch.yaml --json", monkeypatch) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["old"], found["new"]) == (
        1,
        {"id": "ours", "version": 2},
        {"id": "sketch", "version": 1},
    )
    assert found["differences"][-1] == {
        "kind": "changed",
        "part": "end",
        "id": "lost",
        "field": "reasons",
        "text": "The reasons for the end “lost”: “kept what they have” is new.",
    }
    assert typed("playbook diff ours.yaml ours.yaml --json", monkeypatch) == 0
    assert json.loads(capsys.readouterr().out)["differences"] == []
    assert home
