"""A filled form is read as it was meant, whatever was done to it; what would be a guess is refused or asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from forms import deal_of_demo, flags, key_of, read, refused, text_of
from markdown_it import MarkdownIt

from callplan.core.form.paper import form
from callplan.core.plan import plan

FOLDER = Path(__file__).parent / "filled_forms"
TEXT = text_of(deal_of_demo()[0])
WEEK = "name the quietest week for the changeover"
LEAST = f"- [ ] Marta Lind: {WEEK}, by Wed 9 Dec"
OWED = "- [ ] …: list the cases that do not fit the normal run, by …"
OTHER, OURS, DUE = "- [ ] …: …, by …", "- [ ] …, by …", "- [ ] we: send the price per line (Tue 1 Dec, p1)"
MEET, VIEW = "on …, for …, with …", "went back or lost):"
BOTH = ["Marta Lind", "Piet Maas"]
RISK = "risk:Marta Lind:said"


def but(*pairs: Sequence[str]) -> str:
    """The form of harrow with something written into it."""
    text = TEXT
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def table(name: str) -> list[dict[str, Any]]:
    """What is written into the form, and what comes of it."""
    rows: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


def told(text: str) -> dict[str, Any]:
    """What a form tells beside its day and its people."""
    return {key: value for key, value in flags(text).items() if key not in ("on", "with", "not-asked")}


RIGHT: dict[str, dict[str, Any]] = {
    "01-phone": {
        "decided": [f"{RISK}:week 3, if the old printers stay", "ordered:Piet Maas:said:I’ll mail it tonight"],
        "we-promised": ["send the plan with the hours:2026-12-04"], "concern": ["Piet Maas:that it slips into january"],
        "worth-it": "yes, he said “finally somebody with a list”", "verdict": "advanced",
    },
    "02-obsidian": {
        "decided": [f"{RISK}:week 3, if the old printers stay"], "kept": ["p1"], "verdict": "advanced",
        "promised": [f"Marta Lind:{WEEK}:2026-12-09:quiet-week"],
        "note": ["#call/harrow they parked in the yard %%harrow%%"],
    },
    "03-notion": {
        "declined": ["risk:Marta Lind:the crew of line two is new"], "concern": ["Marta Lind:two shifts again"],
        "promised": ["Piet Maas:list the cases that do not fit the normal run:2026-12-11:special-cases"],
        "next": "2026-12-10:risk:Marta Lind", "verdict": "stayed", "note": ["Piet left after twenty minutes"],
    },
    "04-word": {
        "decided": [f"{RISK}:week 3"], "verdict": "small-step",
        "promised": ["Marta Lind:settle the list of must-haves:2026-12-16:must-haves"],
    },
    "05-outliner": {
        "decided": [f"{RISK}:week 3, if the old printers stay"], "verdict": "advanced",
        "deferred": ["ordered:Piet Maas:2027-01-15:after the audit"],
        "promised": [f"Marta Lind:{WEEK}:2026-12-09:quiet-week"], "note": ["she drew the line plan on the board"],
    },
    "06-hasty": {
        "decided": [f"{RISK}:week 3 it is"], "kept": ["p1"], "verdict": "advanced",
        "promised": ["Marta Lind:list the special cases nobody has on paper:2026-12-04"],
        "we-promised": ["send the hours:2026-12-08"],
    },
    "07-mail": {
        "decided": [f"{RISK}:week 3, if the old printers stay where they are, and if nobody touches line one before"],
        "worth-it": "we came to ask about the risk and went away with a week", "verdict": "advanced",
    },
    "08-escaped": {
        "decided": ["ordered:Piet Maas:wrote:order 4500017766 - two lines"], "kept": ["p1"], "verdict": "won",
    },
    "09-moved": {
        "on": "2026-12-04", "with": ["Piet Maas"], "declined": ["ordered:Piet Maas:the sum is promised to the roof"],
        "concern": ["Piet Maas:we pay twice"], "next": "2026-12-17::Jo Adeyemi", "verdict": "went-back",
        "note": ["Marta was ill, Piet alone for most of it. He said the board meets on Monday."],
    },
    "10-struck": {"with": ["Marta Lind"], "decided": [f"{RISK}:week 3"], "verdict": "advanced"},
    "11-facts": {
        "set": [
            "quantity=2:Marta Lind:said:two now, and the third when the first has run for a month",
            "quantity=2:Piet Maas:said:two lines this year", "amount=90k:Piet Maas:said:that is what the board saw",
        ],
        "verdict": "stayed",
    },
    "12-newcomer": {
        "with": [*BOTH, "Jo Adeyemi"], "verdict": "advanced",
        "decided": [f"must-haves:{name}:said:it fits on one page" for name in ("Marta Lind", "Jo Adeyemi")],
        "promised": ["Jo Adeyemi:draw up the rota for week one:2026-12-08", "Marta Lind:ask the board:2026-12-14"],
    },
    "13-of-their-own": {
        "decided": [f"{RISK}:week 3"], "moved": ["p1:2026-12-07"], "verdict": "advanced",
        "note": ["she looked at Piet first", "What I saw", "ask Kim for the plan", "the hall is small"],
    },
    "14-no-boxes": {
        "deferred": ["risk:Marta Lind:2027-01-11:the new crew starts then"], "verdict": "stayed",
        "promised": [f"Marta Lind:{WEEK}:2026-12-11:quiet-week"],
    },
    "15-done-already": {
        "done": ["quiet-week:Marta Lind"], "promised": ["Piet Maas:ask the works council:-"],
        "we-promised": ["send the hours:2026-12-06"], "verdict": "small-step",
    },
    "16-html": {"decided": ["ordered:Piet Maas:wrote:order 4500017766 & two lines"], "verdict": "won"},
    "17-two-yeses": {
        "with": ["Marta Lind", "Jo Adeyemi"], "decided": ["must-haves:Marta Lind:said:it fits on one page"],
        "declined": ["must-haves:Jo Adeyemi:the night run is missing"],
        "deferred": ["risk:Marta Lind:2027-01-15:after the stock count"], "verdict": "advanced",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_as_people_write(name: str) -> None:
    """It reads what phones, editors and people in a hurry make of a form."""
    usual = {"on": "2026-12-03", "with": BOTH} | ({} if "worth-it" in RIGHT[name] else {"not-asked": True})
    assert flags((FOLDER / f"{name}.md").read_bytes().decode("utf-8-sig")) == usual | RIGHT[name]


def test_every_file() -> None:
    """Each filled form of the folder has its right answer here."""
    assert sorted(RIGHT) == sorted(path.stem for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("case", table("each_way"), ids=str)
def test_each_way(case: dict[str, Any]) -> None:
    """It reads each thing that may stand on a form."""
    assert told(but(*case["writes"])) == case["tells"]


@pytest.mark.parametrize("case", table("refused"), ids=str)
def test_refused(case: dict[str, Any]) -> None:
    """It refuses by its line what would be a guess."""
    assert refused(but(*case["writes"])) == [case["says"]]


def test_all_at_once() -> None:
    """It names everything that it refuses, in the order of the file."""
    text = but(("[ ] later", "[x] later"), (OURS, OURS.replace("[ ]", "[x]")), (VIEW, f"{VIEW} fine"))
    assert [each.partition(":")[0] for each in refused(text)] == ["9", "27", "46"]


@pytest.mark.parametrize("case", table("asked"), ids=str)
def test_asked(case: dict[str, Any]) -> None:
    """It asks about what is not clear, and names its line."""
    found = read(but(*case["writes"]))
    assert ([f"{each.line}: {each.why}" for each in found.open], found.problems) == ([case["asks"]], ())


def test_answered() -> None:
    """What was answered about a line counts as if it stood there."""
    text = but(("[ ] yes:", "[ ] yes: sure"), (OTHER, "- [x] Marta: go through the list of must-haves, by Wed 16 Dec"))
    tick = key_of(text, 7, "tick")
    said = {tick: "no", key_of(text, 23, "for"): "must-haves"}
    found = read(text, said=said)
    assert found.open == ()
    assert found.answers["promised"] == ["Marta Lind:go through the list of must-haves:2026-12-16:must-haves"]
    assert "decided" not in found.answers
    assert read(text, said={**said, tick: "yes"}).answers["decided"] == [f"{RISK}:sure"]


def test_each_box_alone() -> None:
    """Each box, ticked alone and filled in, is one thing told."""
    boxes = [line for line in TEXT.splitlines() if "[ ]" in line]
    assert len(boxes) == 13
    for place, line in enumerate(TEXT.splitlines()):
        if "[ ]" in line:
            filled = line.replace("[ ]", "[x]").replace("not before …", "not before 8 Jan")
            for gap in (
                ("Marta Lind", "ask the board") if line == OTHER else ("ask",) if line == OURS else ("Piet Maas",)
            ):
                filled = filled.replace("…", gap, 1)
            lines = TEXT.splitlines()
            lines[place] = filled.replace("…", "Wed 16 Dec")
            text = "\n".join(lines)
            found = read(text, said={key_of(text, place + 1, "why"): ""})
            assert (found.problems, found.open) == ((), ())
            flags = {key: each for key, each in found.answers.items() if key not in ("on", "with", "not-asked")}
            assert [len(each) for each in flags.values()] == [1], line


def test_shuffled() -> None:
    """The order of the lines in a block, and of the blocks, is nothing."""
    text = (FOLDER / "01-phone.md").read_text(encoding="utf-8")
    chance, right = Random(7), flags(text)
    head, *blocks = text.rstrip().split("\n\n")
    pairs = [tuple(blocks[place : place + 2]) for place in range(1, len(blocks) - 3, 2)]
    for _ in range(20):
        chance.shuffle(pairs)
        mixed = [
            "\n".join(chance.sample(block.split("\n"), len(block.split("\n")))) for pair in pairs for block in pair
        ]
        assert flags("\n\n".join([head, blocks[0], *mixed, *blocks[-3:]])).keys() == right.keys()


def test_as_markdown() -> None:
    """A reader of Markdown shows a heading, bold words, lists of boxes and a rule, and nothing else."""
    tokens = MarkdownIt("commonmark").parse(TEXT)
    kinds = {token.type.removesuffix("_open") for token in tokens if token.nesting >= 0}
    assert kinds == {"heading", "paragraph", "inline", "bullet_list", "list_item", "hr"}
    inside = {each.type for token in tokens for each in token.children or ()}
    assert inside == {"text", "strong_open", "strong_close"}


def test_none() -> None:
    """A deal without a planned call has a form for any day; one that is over has none."""
    deal, _ = deal_of_demo()
    without = form(plan(deal.but(planned=None), deal.opened), deal.last)
    assert without is not None
    assert without.call.startswith("Call of … with …. Tick what happened")
    assert "call of" not in without.foot
