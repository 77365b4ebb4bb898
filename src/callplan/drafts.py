"""Interviews and edits that stopped halfway, in small files, until what they came to is in the journal."""

from __future__ import annotations

import json
import os
from contextlib import suppress

from callplan import settings
from callplan.core.interview.course import START, Halfway
from callplan.core.record import Record
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SCHEMA = 1
MAP, EDIT = "map", "edit"


class Draft(Record):
    """An interview of a command about a deal, or an edit of its map, that has not come to its end.

    `given` are the answers of its flags, `seen` the number of the deal's last entry when it began, `kept_at` when
    the last answer was kept, `asks` the question that is next; `switches` were typed beside the answers, and `about`
    is the transaction that is told again. `typed_on`: it was told to its end that day, in ISO form, and put aside;
    `told` is what it said, in words. `meant`: what each id in its answers named, as `core.interview.by_id` tells it;
    `answers` are all of those that were told to their end, under the keys of the flags.
    """

    command: str
    deal: str
    given: dict[str, Any]
    seen: int
    kept_at: str
    asks: str
    halfway: Halfway
    switches: list[str] = []  # noqa: RUF012 - never changed
    about: int = 0
    typed_on: str = ""
    told: list[str] = []  # noqa: RUF012 - never changed
    meant: dict[str, list[str]] = {}  # noqa: RUF012 - never changed
    answers: dict[str, Any] = {}  # noqa: RUF012 - never changed

    @property
    def told_at(self) -> str:
        """When what was put aside was told, by the day from which its days are counted; in ISO form."""
        return f"{self.typed_on}{self.kept_at[len(self.typed_on) :]}"

    @property
    def verb(self) -> str:
        """What is typed before the deal's name: of `prep --again`, `prep`."""
        return self.command.partition(" --")[0]

    @property
    def option(self) -> str:
        """What is typed after the deal's name to go on."""
        edit = f" --{EDIT}" if self.command == MAP else self.command.removeprefix(self.verb)
        return "".join((edit, *[f" {each}" for each in self.switches]))


def find(command: str, deal: str) -> Draft | None:
    """The draft of that command about that deal; None when there is none. Raises BadFile when it is damaged.

    Where none was begun, it is the earliest of those that were put aside.
    """
    path = _place(command, deal)
    if not os.path.isfile(path):
        for first in _waiting(command, deal)[:1]:
            os.replace(first, path)
    return _read(path) if os.path.isfile(path) else None


def keep(draft: Draft) -> str:
    """Write a draft in place of the one before; its file. Raises Refusal when it cannot be."""
    return _write(_place(draft.command, draft.deal), draft)


def put_aside(draft: Draft, mark: str) -> str:
    """Keep what was told to its end beside what is begun, to be offered in its turn; once, by its mark. Its file."""
    from hashlib import sha256

    # several may have been told in one second
    told_at = f"{draft.kept_at[:19].replace(':', '')}-{draft.seen:09}"
    name = f"{told_at}-{sha256(mark.encode(errors='replace')).hexdigest()[:8]}"
    return _write(f"{_place(draft.command, draft.deal).removesuffix('.json')}-{name}.json", draft)


def is_begun(command: str, deal: str) -> bool:
    """Whether something is gone on with, before which nothing that was put aside is offered."""
    return os.path.isfile(_place(command, deal))


def waiting(command: str, deal: str) -> int:
    """How many were put aside and wait behind what is gone on with."""
    return len(_waiting(command, deal))


def _write(path: str, draft: Draft) -> str:
    settings.made(settings.drafts())
    _keep(path, as_text(draft))
    return path


def as_text(draft: Draft) -> str:
    """A draft as it is kept."""
    return json.dumps({**vars(draft), "halfway": vars(draft.halfway), "schema": SCHEMA}, ensure_ascii=False, indent=1)


def of_text(text: str) -> Draft:
    """The draft that was kept so. Raises ValueError, TypeError, LookupError or AttributeError when it is damaged."""
    told = json.loads(text)
    fields = {name: value for name, value in told.items() if name in Draft.__match_args__}
    draft = Draft(**{**fields, "halfway": Halfway(**told["halfway"])})
    if told["schema"] != SCHEMA or not _whole(draft):
        raise ValueError(draft.deal)
    return draft


def _keep(path: str, text: str) -> None:
    from callplan.files import keep as write

    write(path, text)


def _waiting(command: str, deal: str) -> list[str]:
    """The files of what was put aside, the earliest first."""
    path = _place(command, deal)
    folder, begin = os.path.dirname(path), f"{os.path.basename(path).removesuffix('.json')}-"
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return [os.path.join(folder, name) for name in sorted(names) if name.startswith(begin)]


def files(path: str, draft: Draft) -> tuple[str, ...]:
    """The files of a draft: its own, and the one that was edited."""
    return (edited(draft.deal), path) if draft.command == MAP else (path,)


def remove(path: str, draft: Draft) -> None:
    """Remove a draft by its file, and the file that was edited."""
    for each in files(path, draft):
        with suppress(FileNotFoundError):
            os.remove(each)


def drop(command: str, deal: str) -> None:
    """Remove what was begun by a command about a deal, if there is anything."""
    remove(_place(command, deal), Draft(command, deal, {}, 0, "", "", START))


def rename(names: Mapping[str, str]) -> None:
    """Keep the drafts about deals under their new names; two deals may have changed theirs with each other."""
    moved = [(path, draft) for path, draft in every().items() if draft.deal in names]
    edits = {names[each.deal]: edited(each.deal) for _, each in moved if each.command == MAP}
    texts = {new: text for new, path in edits.items() if (text := _text(path)) is not None}
    written = set()
    for _, draft in moved:
        mark = f"{draft.kept_at} {draft.halfway} {draft.given}" if draft.typed_on else ""
        renamed = draft.but(deal=names[draft.deal])
        written.add(put_aside(renamed, mark) if mark else keep(renamed))
    for new, text in texts.items():
        _keep(edited(new), text)
        written.add(edited(new))
    for each in [each for path, draft in moved for each in files(path, draft) if each not in written]:
        with suppress(FileNotFoundError):
            os.remove(each)


def _text(path: str) -> str | None:
    with suppress(FileNotFoundError), open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()
    return None


def edited(deal: str) -> str:
    """The file in which the map of a deal is edited, beside the draft that tells of it."""
    return f"{_place(MAP, deal).removesuffix('.json')}.map.yaml"


def kept() -> list[Draft]:
    """Every draft, the latest first."""
    return sorted(every().values(), key=lambda draft: draft.kept_at, reverse=True)


def every() -> dict[str, Draft]:
    """Every draft, by its file. Raises BadFile when one is damaged."""
    folder = settings.drafts()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    paths = [os.path.join(folder, name) for name in names if name.endswith(".json")]
    return {path: _read(path) for path in paths}


def _place(command: str, deal: str) -> str:
    """The file of a draft. A deal's name may hold any sign, and a folder's list should not tell it."""
    from hashlib import sha256

    name = sha256(f"{command} {deal}".encode(errors="replace")).hexdigest()[:24]
    return os.path.join(settings.drafts(), f"{name}.json")


def _read(path: str) -> Draft:
    with suppress(ValueError, TypeError, LookupError, AttributeError), open(path, encoding="utf-8") as file:
        return of_text(file.read())
    raise BadFile(f"{path}: this draft cannot be read; remove the file to begin anew.")


def _whole(draft: Draft) -> bool:
    """Whether everything in a draft is of its kind."""
    texts = (draft.command, draft.deal, draft.kept_at, draft.asks, draft.typed_on)
    answers = (draft.given, draft.halfway.said, draft.halfway.taken_back, draft.meant, draft.answers)
    return (
        all(isinstance(text, str) for text in texts)
        and isinstance(draft.seen, int)
        and isinstance(draft.about, int)
        and all(isinstance(texts, list) and _answer(texts) for texts in (draft.switches, draft.told))
        and all(_answer(each) for told in answers for each in told.values())
    )


def _answer(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, (str, int))
