"""Whatever stands in the journal, however it came there, nothing that is printed of it steers a terminal or a page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import lines
import pytest
from lines import environ
from monday import said
from random_histories import a_history
from random_maps import a_map
from test_text_at_every_door import STEERS

from callplan.core.entries import Entry, Writing
from callplan.core.record import Event, Record
from callplan.journal import Journal

# What other fields refer to; every other text of an event or of a map, also of one that is new, is a free one
REFERENCES = frozenset((
    "id", "fact", "decision", "step", "stage", "promise", "concern", "proof", "verdict", "worth", "shown", "end",
    "target", "aim", "all_the_way", "least", "back_to", "asked", "changed", "closing", "type", "kind", "side", "op",
    "value", "is_", "choices", "roles", "state", "implied_by", "track", "unit", "stages", "role", "of", "talk",
    "outcome", "result",
))  # fmt: skip
PAYLOADS = (
    "\x1b[31mred", "\x1b]0;title\x07", "\x1b]52;c;aGk=\x07", "\x9b2J", "\x90q\x9c", "\r\x1b[2Kover", "a\nb",
    "\u2028line", "\u202etxet", "\u2066iso\u2069", "pay\u200bpal", "\ufefftop", "\x00nul", "\x08\x08", "\x7f",
    "\U000e0041tag", "\xadsoft", "[/x][bold]", "[link=file:///etc]x[/link]", "{0.__class__}", "%s%n",
    "<script>x</script>", "|a|b|", "`id`$(id)", "![x](http://x)", "[x](javascript:x)", "# head", "=1+1", "@SUM(1)",
    "\t=cmd",
)  # fmt: skip
LOOKS = (
    "show acme", "show acme --why", "show acme --dates", "show acme --json", "show acme --plan", "log acme --all",
    "undo acme", "prep acme --no-input", "person acme", "review", "review acme", "promises", "promises --to csv",
    "promises --to ics", "export acme", "export acme --to json", "redpen", "figures", "map acme",
    "map acme --to yaml", "review --markdown", "", "promises --markdown", "today", "today --markdown",
    "close acme --no-input", "debrief acme --no-input", "export --person x --json", "doctor",
    "letter acme --for Ben --sender Kim", "letter acme --for Uma --to html --sender Kim",
)  # fmt: skip


def hostile(value: object, payload: str, field: str = "") -> object:
    """The same with the payload in every free text of it."""
    if field in REFERENCES:
        return value
    if isinstance(value, str):
        return f"{value} {payload}" if value else value
    if isinstance(value, tuple):
        return tuple([hostile(each, payload, field) for each in value])
    if isinstance(value, Record):
        fields = map(str, value.__match_args__)
        return value.but(**{name: hostile(getattr(value, name), payload, name) for name in fields})
    return value


def steered(printed: str) -> str:
    """Where a text steers; "" where it does not. What a line ends with is its own."""
    found = STEERS.search(printed.replace("\r\n", "\n"))
    return printed[max(0, found.start() - 60) : found.end() + 10] if found else ""


@pytest.mark.parametrize(
    "number", [*range(4), *[pytest.param(each, marks=pytest.mark.torture) for each in range(4, 30)]]
)
def test_every_text_of_every_event(tmp_path: Path, number: int, counts: Callable[[str], None]) -> None:
    """It prints no payload of any text of any event, or of a map, on any look, so that it would do anything."""
    payload, chance = PAYLOADS[number % len(PAYLOADS)], Random(number)
    book = Journal(str(tmp_path / "callplan.db"))
    for deal in ("acme", "other"):
        entries = a_history(chance, a_map(chance))
        last = entries[-1].batch
        for batch in range(1, last + 1):
            told = [each for each in entries if each.batch == batch]
            events = tuple([_event(each, payload) for each in told])
            book.append(
                Writing(deal, events, told[0].number - 1),
                recorder=f"rep {payload}",
                recorded_at="2026-01-01T10:00:00+00:00",
            )
    today = max(each.event.on for each in entries).isoformat()
    for line in LOOKS:
        found = said(tmp_path, today, line.split())
        assert found.code in (0, 1, 2, 4, 5), (line, found.err)
        assert (steered(found.out), steered(found.err)) == ("", ""), line
    counts(f"{payload!r} in every text, on {len(LOOKS)} looks: no leak")


def _event(entry: Entry, payload: str) -> Event:
    found = hostile(entry.event, payload)
    assert isinstance(found, Event)
    return found


class TestBytesThatAreNoText:
    def test_typed(self, tmp_path: Path) -> None:
        """It refuses what is no text instead of keeping another sign in its place."""
        line = [sys.executable, "-m", "callplan", "prep", "oz", "--with", os.fsdecode(b"A\xffna:user"), "--no-input"]
        run = subprocess.run(line, capture_output=True, env=environ(tmp_path), check=False)
        told = "callplan: “A\ufffdna:user” holds bytes that are no text: type it again.\n"
        assert (run.stdout, run.stderr.decode(), run.returncode) == (b"", told, 2)
        assert not (tmp_path / "callplan.db").exists()

    def test_in_files(self, tmp_path: Path) -> None:
        """It says of a file of answers, and of the settings, that they are no text."""
        (tmp_path / "answers.yaml").write_bytes(b"with: [A\xffna]\n")
        found = lines.said(tmp_path, "prep", "oz", "--answers", str(tmp_path / "answers.yaml"))
        assert "this is not UTF-8: save the file as UTF-8" in found.err
        (tmp_path / "config.toml").write_bytes(b'recorder = "A\xffna"\n')
        found = lines.said(tmp_path, "prep", "oz", "--playbook", "small-add-on", "--no-input", USER="")
        told = f"callplan: {tmp_path / 'config.toml'}: this is not UTF-8: save the file as UTF-8.\n"
        assert (found.err, found.code) == (told, 3)

    def test_recorder(self, tmp_path: Path) -> None:
        """It keeps who writes without what steers, which every look across deals prints."""
        opened = ("prep", "oz", "--playbook", "small-add-on", "--no-input")
        assert lines.said(tmp_path, *opened, CALLPLAN_RECORDER="\x1b[31mAda  Berg\x07").code == 0
        ((_, entries),) = Journal(str(tmp_path / "callplan.db")).all_entries()
        assert {each.recorder for each in entries} == {"Ada Berg"}
