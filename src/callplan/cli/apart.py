"""What was told here and not taken over by the hub: kept as drafts, each answer as given, or as it was written."""

from __future__ import annotations

import json
from itertools import groupby

from callplan import drafts, put_aside
from callplan.cli.again import OPENING
from callplan.core import phrase
from callplan.core.history import history
from callplan.core.interview.course import Halfway
from callplan.core.text import clean
from callplan.drafts import Draft
from callplan.put_aside import PutAside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli.exchanging import Apart
    from callplan.core.exchange import Line
    from callplan.journal import Journal

OFFERED = ("prep", "debrief")
ELSEWHERE = "you wrote to {} on another machine, too"


def keep_apart(apart: Apart, called: str, journal: Journal) -> list[str]:
    """Keep everything of it, and say how it is gone on with; `called`: what the deal is called from now on."""
    here = apart.here
    entries = journal.entries(here.called, dropped=here.dropped)
    words = {note.number: note.text for note in history(here.called, entries).entries}
    said = []
    for batch, lines in groupby(apart.lines, key=lambda line: line.batch):
        told = [*lines]
        command, body = apart.answers.get(batch, ("", ""))
        if command in OFFERED and not apart.taker:
            drafts.put_aside(
                _draft(command, called, told, json.loads(body)), f"{here.id} {batch} {told[0].recorded_at}"
            )
            said.append(_offered(command, called))
        else:
            texts = tuple([words[each.number] for each in told])
            put_aside.keep(_as_written(apart, called, told, texts))
            said.append(_noted(apart, called, texts))
    return said


def _draft(command: str, called: str, lines: list[Line], told: dict[str, dict[str, object]]) -> Draft:
    given = {key: value for key, value in told["given"].items() if key not in OPENING}
    said = {key: value for key, value in told["said"].items() if key not in OPENING}
    first = lines[0]
    return Draft(
        command, called, given, first.number - 1, first.recorded_at, "", Halfway({}, said),
        typed_on=str(told["typed_on"]),
    )  # fmt: skip


def _offered(command: str, called: str) -> str:
    line = phrase.loose(phrase.command(command, clean(called)))
    return (
        f"One {command} of yours was put aside, since {ELSEWHERE.format(clean(called))}: `{line}` offers it again, "
        f"each answer as you gave it."
    )


def _as_written(apart: Apart, called: str, lines: list[Line], texts: tuple[str, ...]) -> PutAside:
    why = f"it is {apart.taker}'s now" if apart.taker else ELSEWHERE.format("it")
    entries = [dict(zip(each._fields, (*each[:-1], json.loads(each.body)), strict=True)) for each in lines]
    made_from = apart.answers.get(lines[0].batch)
    return PutAside(called, lines[0].recorded_at, why, texts, entries, made_from)


def _noted(apart: Apart, called: str, texts: tuple[str, ...]) -> str:
    why = f"{clean(called)} is {clean(apart.taker)}'s now" if apart.taker else ELSEWHERE.format(clean(called))
    told = clean("; ".join(texts))
    return f"Put aside, since {why}: {told}. `callplan drafts` keeps it until you drop it."
