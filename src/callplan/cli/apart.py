"""What was told here and not taken over by the hub: kept as drafts, each answer as given, or as it was written."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from itertools import groupby

from callplan import drafts, put_aside
from callplan.cli.again import OPENING
from callplan.cli.apart_in_words import KeptAside, came_back, told_on, why
from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.entries import Corrected
from callplan.core.history import history
from callplan.core.interview.by_id import ids_in, meant_by
from callplan.core.interview.course import Halfway
from callplan.drafts import Draft
from callplan.files import keep
from callplan.put_aside import PutAside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.entries import Entry
    from callplan.core.exchange import Apart, Line
    from callplan.core.interview.question import Answers
    from callplan.journal import Journal

OFFERED = ("prep", "debrief")


def keep_apart(apart: Apart, called: str, journal: Journal) -> list[KeptAside]:
    """Keep everything of it; `called`: what the deal is called from now on."""
    here = apart.here
    entries = journal.entries(here.called, dropped=here.dropped)
    words = _in_words(here.called, entries)
    found = []
    for batch, lines in groupby(apart.lines, key=lambda line: line.batch):
        told = [*lines]
        texts = [words[each.number] for each in told]
        command, body = apart.answers.get(batch, ("", ""))
        draft = _draft(command, called, told[0], json.loads(body), entries) if command in OFFERED else None
        if draft and not apart.taker:
            path = drafts.put_aside(draft.but(told=texts), f"{here.id} {batch} {draft.kept_at}")
        else:
            aside = _as_written(apart, called, told, entries).but(told=tuple(texts))
            path = put_aside.keep(aside.but(made_from=_made_from(draft.but(told=texts))) if draft else aside)
        found.append(KeptAside(path, called, command if draft else "", told_on(told), tuple(texts), apart.taker))
    return found


def _draft(
    command: str, called: str, first: Line, told: dict[str, dict[str, object]], entries: tuple[Entry, ...]
) -> Draft:
    given, said, answers = (
        {key: value for key, value in told[part].items() if key not in OPENING} for part in ("given", "said", "answers")
    )
    meant = _meant({**answers, **given, **said}, entries, first.number)
    return Draft(
        command, called, given, first.number - 1, first.recorded_at, "", Halfway({}, said),
        typed_on=str(told["typed_on"]), meant=meant, answers=answers,
    )  # fmt: skip


def _in_words(called: str, entries: tuple[Entry, ...]) -> dict[int, str]:
    """Each entry in words, by its number; of what takes another one back, that one's."""
    told = {note.number: note.text for note in history(called, entries).entries}
    back = {each.number: each.event.entry for each in entries if isinstance(each.event, Corrected)}
    return told | {number: f"taken back: {told.get(entry, entry)}" for number, entry in back.items()}


def _as_written(apart: Apart, called: str, lines: list[Line], entries: tuple[Entry, ...]) -> PutAside:
    kept = [dict(zip(each._fields, (*each[:-1], json.loads(each.body)), strict=True)) for each in lines]
    named: Answers = {"kept": [each["body"]["promise"] for each in kept if "promise" in each["body"]]}
    return PutAside(
        called, lines[0].recorded_at, why("it", apart.taker), (), kept, apart.answers.get(lines[0].batch),
        apart.taker, apart.lines[0].number, _meant(named, entries, lines[0].number), apart.here.id,
    )  # fmt: skip


def _meant(answers: Answers, entries: tuple[Entry, ...], number: int) -> dict[str, list[str]]:
    """What each id in some answers named before the entry of that number was written."""
    return meant_by(answers, fold(entries[: number - 1])) if ids_in(answers) else {}


def keep_begun(called: str, taker: str, id: str) -> list[KeptAside]:
    """Keep as it is what was begun or put aside of a deal that went to somebody else, by its id on the hub."""
    found = []
    for path, draft in drafts.every().items():
        if draft.deal != called or draft.verb == "playbook new":
            continue
        told = tuple(draft.told) or (f"{draft.command} begun", *_flags(draft))
        aside = PutAside(called, draft.kept_at, why("it", taker), told, [], _made_from(draft), taker, id=id)
        found.append(KeptAside(put_aside.keep(aside), called, "", None, told, taker))
        drafts.remove(path, draft)
    return found


def bring_back(id: str, called: str) -> list[str]:
    """Offer again what was put aside of a deal that came back, by its id on the hub; a line where there is anything."""
    offered = []
    for path, aside in put_aside.every().items():
        if aside.id != id or not aside.taker:
            continue
        draft = _draft_of(aside, called)
        if draft and (draft.typed_on or not drafts.is_begun(draft.command, called)):
            drafts.put_aside(draft, f"{id} {draft.kept_at}") if draft.typed_on else _begun_again(draft, aside)
        else:
            put_aside.keep(aside.but(deal=called, taker="", why=f"it was {aside.taker}'s for a while"))
        os.remove(path)
        offered.append(aside)
    return [came_back(called)] if offered else []


def _draft_of(aside: PutAside, called: str) -> Draft | None:
    with suppress(ValueError, TypeError, LookupError, AttributeError):
        _, text = aside.made_from or ("", "")
        return drafts.of_text(text).but(deal=called)
    return None


def _begun_again(draft: Draft, aside: PutAside) -> None:
    drafts.keep(draft)
    edited = json.loads(aside.made_from[1]).get("map") if aside.made_from else None
    if draft.command == drafts.MAP and isinstance(edited, str):
        keep(drafts.edited(draft.deal), edited)


def _flags(draft: Draft) -> list[str]:
    """What was answered: as flags give it, and to a question as it was picked or typed."""
    answers = {**draft.given, **draft.halfway.taken_back, **draft.halfway.said}
    every = [(key, text) for key, told in answers.items() for text in (told if isinstance(told, list) else [told])]
    flags = [f"--{key}{'' if text is True else f' {text}'}" for key, text in every if " " not in key]
    # what begins so is a choice of the question's own, and says nothing without it
    typed = [str(text) for key, text in every if " " in key and str(text)[:1] not in ("", "+", "@")]
    return [*flags, *map(phrase.quoted, typed)]


def _made_from(draft: Draft) -> tuple[str, str]:
    """The command, and everything that was typed into it."""
    found = json.loads(drafts.as_text(draft))
    if draft.command == drafts.MAP:
        with suppress(FileNotFoundError), open(drafts.edited(draft.deal), encoding="utf-8", errors="replace") as file:
            found["map"] = file.read()
    return draft.command, json.dumps(found, ensure_ascii=False)
