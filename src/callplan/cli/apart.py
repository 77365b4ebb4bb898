"""What was told here and not taken over by the hub: kept as drafts, each answer as given, or as it was written."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import groupby

from callplan import drafts, put_aside
from callplan.cli.again import OPENING
from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.entries import Corrected
from callplan.core.history import history
from callplan.core.interview.by_id import ids_in, meant_by
from callplan.core.interview.course import Halfway
from callplan.core.text import clean
from callplan.drafts import Draft
from callplan.put_aside import PutAside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.entries import Entry
    from callplan.core.exchange import Apart, Line
    from callplan.core.interview.question import Answers
    from callplan.journal import Journal

OFFERED = ("prep", "debrief")
ELSEWHERE = "you wrote to {} on another machine, too"


def keep_apart(apart: Apart, called: str, journal: Journal) -> list[str]:
    """Keep everything of it, and say how it is gone on with; `called`: what the deal is called from now on."""
    here = apart.here
    entries = journal.entries(here.called, dropped=here.dropped)
    words = _in_words(here.called, entries)
    said = []
    for batch, lines in groupby(apart.lines, key=lambda line: line.batch):
        told = [*lines]
        texts = tuple([words[each.number] for each in told])
        command, body = apart.answers.get(batch, ("", ""))
        if command in OFFERED and not apart.taker:
            drafts.put_aside(
                _draft(command, called, told, json.loads(body), entries).but(told=[*texts]),
                f"{here.id} {batch} {told[0].recorded_at}",
            )
            said.append(_offered(command, called))
        else:
            aside = _as_written(apart, called, told, texts, entries)
            put_aside.keep(aside)
            said.append(_noted(aside))
    return said


def _draft(
    command: str, called: str, lines: list[Line], told: dict[str, dict[str, object]], entries: tuple[Entry, ...]
) -> Draft:
    given = {key: value for key, value in told["given"].items() if key not in OPENING}
    said = {key: value for key, value in told["said"].items() if key not in OPENING}
    first = lines[0]
    meant = _meant({**given, **said}, entries, first.number)
    return Draft(
        command, called, given, first.number - 1, first.recorded_at, "", Halfway({}, said),
        typed_on=str(told["typed_on"]), meant=meant,
    )  # fmt: skip


def _offered(command: str, called: str) -> str:
    line = phrase.loose(phrase.command(command, clean(called)))
    return (
        f"One {command} of yours was put aside, since {ELSEWHERE.format(clean(called))}: `{line}` offers it again, "
        f"each answer as you gave it."
    )


def _in_words(called: str, entries: tuple[Entry, ...]) -> dict[int, str]:
    """Each entry in words, by its number; of what takes another one back, that one's."""
    told = {note.number: note.text for note in history(called, entries).entries}
    back = {each.number: each.event.entry for each in entries if isinstance(each.event, Corrected)}
    return told | {number: f"taken back: {told.get(entry, entry)}" for number, entry in back.items()}


def _as_written(
    apart: Apart, called: str, lines: list[Line], texts: tuple[str, ...], entries: tuple[Entry, ...]
) -> PutAside:
    kept = [dict(zip(each._fields, (*each[:-1], json.loads(each.body)), strict=True)) for each in lines]
    named: Answers = {"kept": [each["body"]["promise"] for each in kept if "promise" in each["body"]]}
    return PutAside(
        called, lines[0].recorded_at, _why("it", apart.taker), texts, kept, apart.answers.get(lines[0].batch),
        apart.taker, apart.lines[0].number, _meant(named, entries, lines[0].number), apart.here.id,
    )  # fmt: skip


def _meant(answers: Answers, entries: tuple[Entry, ...], number: int) -> dict[str, list[str]]:
    """What each id in some answers named before the entry of that number was written."""
    return meant_by(answers, fold(entries[: number - 1])) if ids_in(answers) else {}


def keep_begun(called: str, taker: str) -> list[str]:
    """Keep as it is what was begun or put aside of a deal that is somebody else's now; a line on each."""
    said = []
    for path, draft in drafts.every().items():
        if draft.deal != called or draft.verb == "playbook new":
            continue
        told = tuple(draft.told) or (f"{draft.command} begun", *_flags(draft))
        made_from = draft.command, json.dumps(_typed(draft), ensure_ascii=False)
        aside = PutAside(called, draft.kept_at, _why("it", taker), told, [], made_from, taker)
        put_aside.keep(aside)
        drafts.remove(path, draft)
        said.append(_noted(aside))
    return said


def _flags(draft: Draft) -> list[str]:
    """What was answered, as flags give it."""
    answers = {**draft.given, **draft.halfway.taken_back, **draft.halfway.said}
    every = [(key, text) for key, told in answers.items() for text in (told if isinstance(told, list) else [told])]
    return [f"--{key}{'' if text is True else f' {text}'}" for key, text in every if " " not in key]


def _typed(draft: Draft) -> dict[str, object]:
    """Everything that was typed into it."""
    found = {"given": draft.given, **vars(draft.halfway), "typed_on": draft.typed_on}
    if draft.command == drafts.MAP:
        with suppress(FileNotFoundError), open(drafts.edited(draft.deal), encoding="utf-8", errors="replace") as file:
            found["map"] = file.read()
    return found


def _why(called: str, taker: str) -> str:
    """Why it was not taken over."""
    return f"{called} is {taker}'s now" if taker else ELSEWHERE.format(called)


def _noted(aside: PutAside) -> str:
    told, why = clean("; ".join(aside.told)), clean(_why(aside.deal, aside.taker))
    return f"Put aside, since {why}: {told}. `callplan drafts` keeps it until you drop it."
