"""Interviews told once, to be played in every way there is: what was before, the command, and every answer."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

from answering import Answering
from maps import SKETCH
from typist import flags

from callplan import cli
from callplan.cli import asking
from callplan.core.interview import course
from callplan.core.interview.question import Question
from callplan.core.record import Record

OPENED = (
    "prep harrow --playbook sketch --with Marta\\ Lind:sponsor --with Piet\\ Maas:budget-owner --on 2026-11-24 "
    "--settled worth-changing:Marta\\ Lind:said --set data=personal:Piet\\ Maas --no-input"
)
PROMISED = (
    "debrief harrow --no-input --on 2026-11-24 --with Marta --with Piet --concern Piet:burnt\\ once "
    "--promised Marta:send\\ the\\ list:2026-11-26 --promised Piet:find\\ the\\ sum:2026-11-26 "
    "--next 2026-12-01::Marta,Piet"
)


class Scene(Record):
    """A command at a terminal on a day, after some lines, and what is answered where Enter is not enough."""

    name: str
    before: tuple[str, ...]
    command: str
    today: str
    answers: dict[str, Any]

    @property
    def words(self) -> list[str]:
        """The line that is typed."""
        return [self.command, "harrow"]


NEW = Scene("a new deal", (), "prep", "2026-11-22", {
    "playbook": "sketch", "on day": "2026-11-24", "with names": "Marta Lind, Piet Maas",
    "with Marta Lind role": "sponsor", "with Piet Maas role": "+", "with Piet Maas roles": ["budget-owner", "counsel"],
    "settled signs": ["order"], "settled on main": ["worth-changing"],
    "settled worth-changing who": ["Marta Lind", "+"],
    "settled worth-changing who new name": "Jo Adeyemi", "settled worth-changing who new Jo Adeyemi role": "none",
    "settled worth-changing when": "2026-11-02",
    "settled worth-changing Marta Lind how": "wrote", "settled worth-changing Jo Adeyemi how": "heard",
    "settled worth-changing Jo Adeyemi teller": "Piet Maas", "subject said": "Night line",
    "because said": "it stood still: twice", "because who": "Piet Maas", "date said": "2027-01-29",
    "date said who": "Piet Maas",
})  # fmt: skip
BESIDES = Scene("what they said besides", (OPENED,), "debrief", "2026-11-24", {
    "with who": ["Marta Lind", "Piet Maas"], "decided what": ["+told amount", "+dated", "+named"],
    "set amount": "84000", "set amount who": "Marta Lind", "date said": "2027-01-29", "date said who": "Piet Maas",
    "named name": "Jo Adeyemi", "named Jo Adeyemi role": "counsel", "named by": "Marta Lind", "verdict word": "stayed",
})  # fmt: skip
AGAIN = Scene("a call moved", (OPENED,), "prep", "2026-11-25", {
    "unheld call": "call-moved", "on day": "2026-11-30", "with who": ["Marta Lind", "+"], "with names": "Jo Adeyemi",
    "with Jo Adeyemi role": "counsel",
})  # fmt: skip
HELD = Scene("a call held", (OPENED, PROMISED), "debrief", "2026-12-02", {
    "with who": ["Marta Lind", "Piet Maas", "+", "+day"], "with names": "Jo Adeyemi", "with Jo Adeyemi role": "counsel",
    "on day": "2026-12-01", "kept what": ["p1"], "kept p2": "moved", "moved p2": "2026-12-04",
    "decided what": ["ordered", "cost-known", "+again", "+fear", "+c1", "+left", "+theirs", "+ours", "+meet"],
    "reopened worth-changing who": "Jo Adeyemi",
    "reopened worth-changing why": "a merger: all is open", "concern words": "it stands still on a Saturday",
    "concern who": "Piet Maas", "left who": "Jo Adeyemi", "decided ordered": "said",
    "decided ordered who": ["Piet Maas"],
    "decided ordered Piet Maas words": "we'll take it @ that price", "promised cost-known": "Marta, 9 dec",
    "promised lines": "follow up; Marta: ask the board: by mail, no day", "promised 1 reworded": "lay out the racks",
    "promised 1 who": "Piet Maas", "promised 1 due": "2026-12-08", "we-promised lines": "send the price, by friday",
    "next day": "2026-12-10", "next decision": "worth-changing", "next who": ["Marta Lind"],
    "worth-it words": "more than the last one", "verdict word": "advanced",
})  # fmt: skip
SPOKEN = Scene("a no and a not yet", (OPENED,), "debrief", "2026-11-24", {
    "with who": ["Marta Lind", "Piet Maas"], "decided what": ["ordered", "data-allowed"],
    "decided ordered": "deferred", "deferred ordered who": "Piet Maas", "deferred ordered until": "2027-01-15",
    "deferred ordered why": "after the audit", "decided data-allowed": "waived",
    "waived data-allowed who": "Marta Lind",
    "waived data-allowed why": "no data leaves", "verdict word": "stayed",
})  # fmt: skip
REFUSED = Scene("a no for good", (OPENED,), "debrief", "2026-11-24", {
    "with who": ["Marta Lind", "Piet Maas"], "decided what": ["ordered", "data-allowed"],
    "decided ordered": "declined", "declined ordered who": "Piet Maas", "declined ordered why": "too dear: by far",
    "declined ordered for": "good", "declined ordered end": "no budget", "verdict word": "lost",
    "decided data-allowed": "declined", "declined data-allowed who": "Marta Lind", "declined data-allowed why": "no",
})  # fmt: skip
NOT_NOW = Scene("a no for now", (OPENED,), "debrief", "2026-11-24", {
    "with who": ["Marta Lind", "Piet Maas"], "decided what": ["ordered"],
    "decided ordered": "declined", "declined ordered who": "Piet Maas", "declined ordered why": "after the audit",
    "declined ordered for": "now", "declined ordered until": "2027-01-15", "verdict word": "stayed",
})  # fmt: skip
NO_DAY = Scene("not yet and no day", (OPENED,), "debrief", "2026-11-24", {
    "with who": ["Marta Lind", "Piet Maas"], "decided what": ["ordered"],
    "decided ordered": "deferred", "deferred ordered who": "Piet Maas", "deferred ordered until": "",
    "deferred ordered why": "after the audit", "verdict word": "stayed",
})  # fmt: skip
CANCELLED = Scene("a call cancelled", (OPENED,), "debrief", "2026-11-25", {"with who": ["+cancelled"]})
MOVED = Scene("a call moved on", (OPENED,), "debrief", "2026-11-25", {
    "with who": ["Marta Lind", "+moved"], "moved to": "2026-11-30",
})  # fmt: skip
SCENES = (NEW, BESIDES, AGAIN, HELD, SPOKEN, REFUSED, NOT_NOW, NO_DAY, CANCELLED, MOVED)
# Played once through, not at every width
UNCLEAR = Scene("somebody whose name does not tell how to call them", (OPENED,), "prep", "2026-11-25", {
    "with who": ["+"], "with names": "J. R. Moss", "with J. R. Moss role": "counsel",
})  # fmt: skip
WON = Scene("a deal that is won", (OPENED,), "close", "2026-12-02", {"it": "won", "reason": "they wrote it to us"})
LOST = Scene("a deal that is lost", (OPENED, PROMISED), "close", "2026-12-02", {
    "it": "lost", "reason": "", "words": "another was cheaper", "look-back step": "cost-known",
})  # fmt: skip
ENDS = (UNCLEAR, WON, LOST)


class Played(Record):
    """What was asked and answered in a scene, the flags that say the same, and the journal it leaves."""

    asked: tuple[tuple[Question, Any], ...]
    flags: tuple[str, ...]
    journal: tuple[dict[str, Any], ...]


def home_of(scene: Scene, home: Path) -> Path:
    """A home as it stood before a scene."""
    (home / "playbooks").mkdir(parents=True)
    (home / "playbooks" / "sketch.yaml").write_text(SKETCH)
    for line in scene.before:
        run(home, "2026-11-24", *[word.replace("\0", " ") for word in line.replace("\\ ", "\0").split()])
    return home


def run(home: Path, today: str, *words: str) -> str:
    """What a line prints, in this process."""
    out, err = StringIO(), StringIO()
    env = {"CALLPLAN_HOME": str(home), "CALLPLAN_TODAY": today, "USER": "rep"}
    with (
        mock.patch.dict(os.environ, env),
        mock.patch.object(sys, "argv", ["callplan", *words]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        assert cli.main() == 0, err.getvalue()
    return out.getvalue()


def journal(home: Path) -> tuple[dict[str, Any], ...]:
    """Everything recorded of the deal, but for when it was typed."""
    entries = json.loads(run(home, "2026-12-31", "log", "harrow", "--json"))["entries"]
    return tuple([{key: value for key, value in entry.items() if key != "recorded_at"} for entry in entries])


def played(scene: Scene, home: Path) -> Played:
    """The scene once through, asked without a terminal, in a home as it stood before."""
    asker, answered = Answering(), []
    asker.given = dict(scene.answers)
    whole: dict[str, Any] = {}

    def ask(question: Question) -> Any:
        answer = asker(question)
        answered.append((question, answer))
        return answer

    def complete(*given: Any) -> dict[str, Any]:
        whole.update(course.complete(*given))
        return whole

    with (
        mock.patch.object(asking, "asker", return_value=ask),
        mock.patch("callplan.cli.drafting.complete", complete),
        mock.patch.object(sys, "stdin", StringIO()),
    ):
        run(home, scene.today, *scene.words)
    return Played(tuple(answered), tuple(flags(whole)), journal(home))


def copied(home: Path, to: Path) -> Path:
    """A home of its own with the same in it."""
    shutil.copytree(home, to)
    return to
