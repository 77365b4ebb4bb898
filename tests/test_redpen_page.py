"""docs/redpen.md: its table is six deals, and what it shows is what is printed of them. `make guide` prints it anew."""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta
from pathlib import Path

import pytest
from story import Story

from callplan import playbook_file
from callplan.cli import deals
from callplan.cli.debrief import held
from callplan.core.events import Closed, Done, Event, Held, Learned, LookedBack, Met, Opened, Waived, Yes
from callplan.core.interview.calls import DebriefTold
from callplan.core.map.playbook import Playbook
from callplan.core.record import Record

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "redpen.md"
CONSOLE = re.compile(r"```console\n\$ callplan ([^\n]*)\n(.*?)```", re.DOTALL)
ROW = re.compile(r"^\| (\w+) \| ([^|]*) \| (\d+) \| *([\w-]*) *\| *([\d,]*) *\| *([^|]*?) *\|$", re.MULTILINE)
PEOPLE = {"Ana": "sponsor", "Ben": "user", "Piet": "budget-owner"}
OPENED = date(2026, 9, 1)


class Row(Record):
    """A row of the table."""

    deal: str
    settled: list[str]
    days: int
    end: str
    amount: str
    said: list[str]


def rows(text: str) -> list[Row]:
    """The deals of the page."""
    return [
        Row(deal, settled.split(" · "), int(days), end, amount, said.split(" · ") if said else [])
        for deal, settled, days, end, amount, said in ROW.findall(text)
    ]


def considered_purchase() -> Playbook:
    """The bundled map of the page."""
    file = ROOT / "playbooks" / "considered-purchase.yaml"
    found, _ = playbook_file.read(file.read_bytes(), str(file))
    assert found is not None
    return found


def transactions(row: Row, book: Playbook) -> list[list[Event]]:
    """A deal as it is written down: its opening, a call for each step, its end with the look back."""
    told: list[list[Event]] = [[Opened(OPENED, book), *[Met(OPENED, name, (role,)) for name, role in PEOPLE.items()]]]
    if row.amount:
        told[0].append(Learned(OPENED, "amount", int(row.amount.replace(",", "")), "Piet"))
    day = OPENED
    for step in row.settled:
        day += timedelta(days=row.days)
        told.append([*settling(step, day), Held(day, tuple(PEOPLE), "advanced")])
    if row.end:
        looks = [re.fullmatch(r"([\w-]+): (\w+), (.+)", said) for said in row.said]
        told.append([Closed(day, row.end), *[LookedBack(day, look[1], look[2], look[3]) for look in looks if look]])
    return told


def record(deal: str, events: list[Event]) -> None:
    """Write a transaction down; a call with its result as it is shown that day."""
    entries = deals.journal().entries(deal)
    if any(isinstance(event, Held) for event in events):
        held(deal, entries, lambda _: DebriefTold(tuple(events), events[0].on))
    else:
        deals.record(deal, entries, events)


def settling(step: str, day: date) -> list[Event]:
    """What settles a step: those who decide it say yes, or let it go; an act is done."""
    if step == "special-cases":
        return [Done(day, step, "Ben")]
    if step.endswith(" let go"):
        return [Waived(day, step.removesuffix(" let go"), name, "no time") for name in ("Ana", "Ben")]
    if step == "ordered":
        return [Yes(day, step, "Piet", "wrote")]
    return [Yes(day, step, name) for name in (("Ana", "Ben") if step == "must-haves" else ("Ana",))]


def written(text: str, home: Path, patched: pytest.MonkeyPatch) -> str:
    """The page with every console block as it is printed now."""
    patched.setenv("CALLPLAN_HOME", str(home))
    patched.setenv("CALLPLAN_TODAY", "2027-01-11")
    patched.setenv("COLUMNS", "80")
    book = considered_purchase()
    for row in rows(text):
        for events in transactions(row, book):
            record(row.deal, events)
    story = Story(home, today="2027-01-11")

    def printed(found: re.Match[str]) -> str:
        said = story.line(*shlex.split(found[1]))
        assert said.code == 0, said.err
        return f"```console\n$ callplan {found[1]}\n{said.out.rstrip()}\n```"

    return CONSOLE.sub(printed, text)


def test_blocks_are_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows what is printed of the deals in its table."""
    text = PAGE.read_text(encoding="utf-8")
    assert [row.deal for row in rows(text)] == ["alder", "birch", "cedar", "dogwood", "elm", "fir"]
    assert len(CONSOLE.findall(text)) == 3
    assert written(text, tmp_path, monkeypatch) == text


def test_days_of_calls() -> None:
    """It says on which days the calls were, as they follow from its table."""
    text = PAGE.read_text(encoding="utf-8")
    for row in rows(text):
        days = [OPENED + timedelta(days=row.days * number) for number in range(1, len(row.settled) + 1)]
        calls = [f"{day.day} {day:%b} {step}" for day, step in zip(days, row.settled, strict=True)]
        assert f"| {row.deal} | {' · '.join(calls)} |" in text


def test_its_patch_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows a patch that a deal's map takes, and that says what the figures say."""
    text = PAGE.read_text(encoding="utf-8")
    written(text, tmp_path, monkeypatch)
    patch = tmp_path / "times.yaml"
    patch.write_text(CONSOLE.findall(text)[2][1], encoding="utf-8")
    story = Story(tmp_path, today="2027-01-11")
    assert story.line("map", "fir", "--patch", str(patch)).code == 0
    assert "takes: 8-24d" in story.line("map", "fir", "--to", "yaml").out


def test_its_patch_is_a_map_for_deals_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows a patch that, freed of four signs as it says, is a map one can open deals on."""
    text = PAGE.read_text(encoding="utf-8")
    written(text, tmp_path, monkeypatch)
    freed = re.sub(r"^# (?=format|id|title|extends)", "", CONSOLE.findall(text)[2][1], flags=re.MULTILINE)
    (tmp_path / "playbooks").mkdir(exist_ok=True)
    (tmp_path / "playbooks" / "my-considered-purchase.yaml").write_text(freed, encoding="utf-8")
    story = Story(tmp_path, today="2027-01-11")
    assert story.line("prep", "gorse", "--playbook", "my-considered-purchase", "--no-input").code == 0
    assert "takes: 8-24d" in story.line("map", "gorse", "--to", "yaml").out


def test_the_offer_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It offers a line that can be pasted as it is: what its first half prints, its second takes."""
    written(PAGE.read_text(encoding="utf-8"), tmp_path, monkeypatch)
    story = Story(tmp_path, today="2027-01-11")
    offer = re.search(r"`(callplan [^`|]*) \| (callplan [^`]*) -`", " ".join(story.line("figures").out.split()))
    assert offer is not None
    first, second = [shlex.split(half)[1:] for half in offer.groups()]
    patch = tmp_path / "patch.yaml"
    patch.write_text(story.line(*first).out, encoding="utf-8")
    assert story.line(*second, str(patch)).code == 0
    assert "takes: 8-14d" in story.line("map", second[1], "--to", "yaml").out


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), Path(folder), patched), encoding="utf-8")
