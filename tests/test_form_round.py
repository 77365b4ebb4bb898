"""What a form was filled with is what is read from it, on every map, whatever people are called."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest
from forms import deal_of_demo, text_of
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from callplan import playbook_file
from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.core.events import Event, Held, Met, Opened, Planned, Promised, Yes
from callplan.core.form.filled import Filled, Paper, filled
from callplan.core.form.paper import GAP, HEARD, NO, THEY_WILL, WAS_DUE, WE_WILL, Form, form
from callplan.core.map.playbook import Playbook
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.core.text import written
from callplan.errors import Refusal
from callplan.render.form import form as on_paper
from callplan.render.markdown import escaped

FILES = sorted((Path(__file__).parents[1] / "playbooks").glob("*.yaml"))
BOOKS: dict[str, Playbook] = {file.stem: playbook_file.load(str(file), lambda name: (b"", name)) for file in FILES}
FIRST = BOOKS["considered-purchase"]
BEGUN, CALL, TODAY = date(2026, 11, 2), date(2026, 12, 3), date(2026, 12, 5)
NAMES = (
    "Marta Lind", "[/x]", "Jan van den Berg", "*a*", "- [x]", "by Fri Name", "Ana: Lima", "Ben and Bo", "O’Hara, Jr.",
    "_Eve_ Roth", "# Head", "山田 太郎", "<b>Kim</b>", "Notes", "yes", "Ada & Co", "1. Uma", "~~Sal~~", "x", "`Lee`",
    "Zoë Ørn-Åse", "A|B", "[link](http://a)", "We meet again",
)  # fmt: skip
WORDS = ("do it", "week 3, if it holds", "5 < 6: mostly", "“at last”, he said", "fine; go", "it costs 10 % more")
VIEWS = {"won": "won", "small step": "small-step", "stayed": "stayed"}


def history(chance: Random, book: Playbook) -> tuple[Entry, ...]:
    """A deal with people, a few yeses, a promise of ours that is due, and a call to come."""
    names = chance.sample(NAMES, 5)
    roles = [role.id for role in book.roles if role.side == "client"]
    events: list[Event] = [Opened(BEGUN, book)]
    events += [Met(BEGUN, name, tuple(chance.sample(roles, min(len(roles), 2)))) for name in names[:4]]
    made = [step.id for step in book.decisions][: chance.choice((0, 1, 2))]
    events += [Yes(BEGUN, step, chance.choice(names[:4]), "wrote") for step in made]
    events += [Promised(BEGUN, "p1", "", "send the price", CALL - timedelta(days=2)), Held(BEGUN, (names[0],))]
    events += [Planned(BEGUN, CALL, tuple(names[: chance.choice((1, 2, 3))]))]
    return tuple([Entry(number, min(number, 2), event) for number, event in enumerate(events, 1)])


class Filler:
    """Fills a form at random, and knows what that says."""

    def __init__(self, chance: Random, entries: tuple[Entry, ...]) -> None:
        self.chance = chance
        self.deal = fold(entries, "acme")
        call = call_planned(self.deal)
        made = form(plan(self.deal, CALL, call), self.deal.last)
        assert made is not None
        self.form: Form = made
        self.people = call.people if call else ()
        self.said: dict[str, list[str]] = {}
        self.lines: dict[str, str] = {}

    def tell(self, key: str, *parts: str) -> None:
        self.said.setdefault(key, []).append(written(*parts))

    def text(self) -> str:
        """The form with some of its lines ticked."""
        titles = {step.called.casefold(): step.id for step in self.deal.playbook.decisions}
        parts = on_paper(self.form.but(blocks=())).split("\n\n---\n\n")
        blocks = []
        for block in self.form.blocks:
            rows = [self.row(titles, block.heading, row.text) for row in block.rows]
            if block.heading not in (THEY_WILL, WE_WILL, WAS_DUE) and block.heading.casefold() in titles:
                rows = self.one_of(titles[block.heading.casefold()], block.about, [row.text for row in block.rows])
            head = on_paper(Form("", (block.but(rows=()),), "")).split("\n\n")[2]
            blocks.append("\n\n".join([head, "\n".join(rows)]) if rows else head)
        return "\n\n".join([parts[0], *blocks, "---", parts[1]])

    def one_of(self, step: str, about: str, rows: list[str]) -> list[str]:
        """A decision's lines, one ticked at most."""
        ticked = self.chance.randrange(len(rows) * 2)
        lines = [f"- [ ] {escaped(row)}" for row in rows]
        if ticked >= len(rows) or self.answer(step, about, rows[ticked]) is None:
            return lines
        words = self.chance.choice(WORDS)
        line = escaped(rows[ticked]).replace(GAP, "Fri 15 Jan 2027")
        lines[ticked] = f"- [x] {line} {words}"
        self.tell(*self.answer(step, about, rows[ticked]) or (), words)
        return lines

    def answer(self, step: str, about: str, row: str) -> tuple[str, ...] | None:
        """What a line answers, but for the words; None where it has to be asked about."""
        people = [name for name in self.people if f"({name})" in about]
        named = [name for name in self.people if row.endswith(f", {name}:")]
        whose = named or people
        if len(whose) != 1 or row == HEARD:
            return None
        if row.startswith("yes"):
            proof = "wrote" if "in writing" in row else "did" if "shown by" in row else "said"
            return "decided", step, whose[0], proof
        if row.startswith("later"):
            return "deferred", step, whose[0], "2027-01-15"
        return ("declined" if row == NO else "reopened"), step, whose[0]

    def row(self, titles: dict[str, str], heading: str, text: str) -> str:
        """A line of promises, filled in or left."""
        line = f"- [ ] {escaped(text)}"
        if self.chance.random() < 0.5 or heading.casefold() in titles:
            return (
                line
                if heading.casefold() in titles or heading in (THEY_WILL, WE_WILL, WAS_DUE)
                else line[0:2] + line[6:]
            )
        who = self.chance.choice(self.people)
        if heading == WAS_DUE:
            self.tell("kept", "p1")
        elif heading == WE_WILL:
            line = line.replace(f"{GAP}, by {GAP}", "send the hours, by Wed 9 Dec")
            self.tell("we-promised", "send the hours", "2026-12-09")
        elif heading == THEY_WILL and text == f"{GAP}: {GAP}, by {GAP}":
            line = f"- [ ] {escaped(who)}: count the crates, by Wed 9 Dec"
            self.tell("promised", who, "count the crates", "2026-12-09")
        else:
            return line if heading == THEY_WILL else f"- {escaped(text)}"
        return line.replace("[ ]", "[x]", 1)


def read(entries: tuple[Entry, ...], text: str) -> Filled:
    """What a filled form comes to."""
    return filled(fold(entries, "acme"), entries, Paper("plan.md", text), {}, TODAY)


def round_trip(seed: int, book: str) -> None:
    """Fill a form by a seed, and read it."""
    chance = Random(seed)
    entries = history(chance, BOOKS[book])
    filler = Filler(chance, entries)
    view = chance.choice(sorted(VIEWS))
    text = filler.text().replace("went back or lost):", f"went back or lost): {view}")
    found = read(entries, text)
    assert (found.problems, found.open) == ((), ()), text
    told = {key: sorted(each) for key, each in found.answers.items() if isinstance(each, list) and key != "with"}
    assert told == {key: sorted(each) for key, each in filler.said.items()}, text
    assert found.answers["with"] == [written(name) for name in filler.people]
    assert (found.answers["on"], found.answers["verdict"]) == (CALL.isoformat(), VIEWS[view])


@pytest.mark.parametrize("book", BOOKS)
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_round(book: str, seed: int) -> None:
    """Any form, ticked at random, reads back to what was ticked."""
    round_trip(seed, book)


@pytest.mark.torture
@pytest.mark.parametrize("book", BOOKS)
@settings(max_examples=500, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_round_often(book: str, seed: int) -> None:
    """Any form, ticked at random, reads back to what was ticked, five hundred times on each map."""
    round_trip(seed, book)


@pytest.mark.parametrize("name", NAMES)
def test_as_markdown(name: str) -> None:
    """No name becomes markup on a form: a reader shows it as it is."""
    roles = tuple(role.id for role in FIRST.roles if role.side == "client")
    told: tuple[Event, ...] = (Opened(BEGUN, FIRST), Met(BEGUN, name, roles), Planned(BEGUN, CALL, (name,)))
    text = text_of(fold(tuple([Entry(number, 1, event) for number, event in enumerate(told, 1)]), "acme"))
    tokens = MarkdownIt("commonmark").parse(text)
    inside = [each for token in tokens for each in token.children or ()]
    assert {each.type for each in inside} <= {"text", "strong_open", "strong_close", "text_special"}
    shown = ["".join([each.content for each in token.children or ()]) for token in tokens if token.type == "inline"]
    assert f"Call of Thu 3 Dec 2026 with {name}. Tick what happened" in shown[1]


def spoiled(text: str, chance: Random) -> str:
    """A form with lines lost, doubled and moved, and letters changed."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(lines))
        what = chance.randrange(4)
        if what == 0 and len(lines) > 2:
            del lines[place]
        elif what == 1:
            lines.insert(chance.randrange(len(lines)), lines[place])
        elif what == 2 and lines[place]:
            at = chance.randrange(len(lines[place]))
            letter = chance.choice("x[]()*_-#>:,.…\\~`<&\u202e\x00\t1é")
            lines[place] = lines[place][:at] + letter + lines[place][at + chance.randrange(2) :]
        else:
            lines[place] = re.sub(r"\[ \]", "[x]", lines[place])
    return "\n".join(lines)


def never_a_traceback(seed: int) -> float:
    """Read a spoiled form; how long that took, in seconds."""
    chance = Random(seed)
    deal, entries = deal_of_demo()
    folder = sorted((Path(__file__).parent / "filled_forms").glob("*.md"))
    text = chance.choice([text_of(deal), *[path.read_bytes().decode("utf-8-sig") for path in folder]])
    began = process_time()
    found = filled(deal, entries, Paper("plan.md", spoiled(text, chance)), {}, TODAY)
    assert all([*[each.why for each in found.problems], *[each.why for each in found.open]])
    return process_time() - began


@pytest.mark.parametrize("seed", range(40))
def test_spoiled(seed: int) -> None:
    """A spoiled form gives answers, or sentences."""
    never_a_traceback(seed)


@pytest.mark.torture
def test_spoiled_often() -> None:
    """Five hundred spoiled forms give answers, or sentences, each in half a second."""
    assert max(map(never_a_traceback, range(1000, 1500))) < 0.5


def test_is_taken() -> None:
    """What is read from a form is taken by what reads the flags, or refused in a sentence."""
    from callplan.core.interview.calls import debriefed

    taken = 0
    for seed in range(60):
        chance = Random(seed)
        entries = history(chance, list(BOOKS.values())[seed % len(BOOKS)])
        found: Any = read(entries, Filler(chance, entries).text())
        try:
            debriefed(fold(entries, "acme"), found.answers, TODAY)
        except Refusal:
            continue
        taken += 1
    assert taken > 50
