"""Where answers come from: flags, then an answers file, then whoever can be asked."""

from __future__ import annotations

import sys
from json import dumps

from callplan.cli.door import option_name
from callplan.core import phrase
from callplan.core.interview.course import complete
from callplan.core.interview.question import refuse
from callplan.core.record import Record
from callplan.core.text import clean, tidy
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import date
    from typing import Any

    from callplan.core.interview.question import Answers, Asker, Question


# the name of a file is what it is
FILES = frozenset(("playbook",))
BESIDE = ("plain_prompts", "json", "markdown", "why", "no_pager")
NO_ANSWERS = frozenset(
    ("again", "invite", "into", "deal", "name", "no_input", "answers", "from_", "dry_run", "schema", *BESIDE)
)


def given(flags: dict[str, Any], answers: str | None) -> Answers:
    """The answers given beforehand: those of the file, overruled by those of the flags; left out is left out."""
    known = {option_name(name): value for name, value in flags.items() if name not in NO_ANSWERS}
    told = _from_file(answers) if answers else {}
    for key in told:
        if key not in known:
            from callplan.core.text import did_you_mean

            raise Usage(f"Answers: there is no “{clean(key)}” here.{did_you_mean(key, known)}")
    every = {**told, **{key: value for key, value in known.items() if value is not None and value is not False}}
    return {key: value if key in FILES else _tidy(value) for key, value in every.items()}


class Told(Record):
    """What is told: all of it, what of it was given by flags and what was asked; and what to do once it is written."""

    answers: Answers
    given: Answers
    asked: Answers
    done: Callable[[], object] = dict


def switches(flags: dict[str, Any]) -> list[str]:
    """What was typed beside the answers, which is to be typed again to go on: how it is asked, and what comes out."""
    return [f"--{option_name(name)}" for name in BESIDE if flags.get(name)]


def into_again(into: str | None, again: bool) -> None:
    """Raise Usage where something is to be filed elsewhere that was not told yet."""
    if into and not again:
        raise Usage("--into files under another deal what was told already: give --again with it.")


def _tidy(value: Any) -> Any:
    """A text, or each text of a list, as it is kept."""
    return (
        [tidy(each) for each in value] if isinstance(value, list) else tidy(value) if isinstance(value, str) else value
    )


def _from_file(path: str) -> Answers:
    """An answers file: a mapping whose keys are the flags without their dashes; each a text, or its parts."""
    from callplan.files import read
    from callplan.playbook_file import mapping

    try:
        text = read(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.") from error
    found = mapping(text, "answers" if path == "-" else path)
    return {key: _texts(key, value) for key, value in found.items()}


def _texts(key: str, value: object) -> object:
    if isinstance(value, list):
        return [_text(key, each) for each in value]
    if isinstance(value, dict):
        return _text(key, value)
    return value if isinstance(value, bool) else _text(key, value)


def _text(key: str, value: object) -> str:
    if isinstance(value, dict):
        from callplan.core.interview.in_parts import as_text

        return as_text(key, value)
    if isinstance(value, list) or value is None:
        raise Usage(f"Answers: {key} is a text or a list of texts, written as the flag --{key} is.")
    return str(value)


def kept(command: str, told: Told, typed_on: date) -> tuple[str, str]:
    """What is kept beside a transaction of what it was made from: flags, what was asked, and all of it."""
    made_from = {"given": told.given, "said": told.asked, "answers": told.answers, "typed_on": typed_on.isoformat()}
    return command, dumps(made_from, ensure_ascii=False)


def heeding() -> AbstractContextManager[None]:
    """Hold Ctrl-C back between two questions, where there is a person to press it."""
    if not sys.stdin.isatty():
        from contextlib import nullcontext

        return nullcontext()
    from callplan.prompts.ctrl_c import CTRL_C

    return CTRL_C.held_back()


def one(question: Question, ask: Asker) -> Any:
    """The answer to a question that stands alone: there is nothing to go back to."""
    with heeding():
        return complete({}, lambda so_far: None if "it" in so_far else question.but(key="it"), ask)["it"]


def which_deal(command: str, ask: Asker) -> str:
    """The deal that is meant where none was named."""
    from callplan.cli.which_deal import which_deal as meant

    return meant(command, ask)


def can_ask(ask: Asker) -> bool:
    """Whether there is anybody behind an asker."""
    return ask is not refuse


def asker(no_input: bool, plain: bool) -> Asker:
    """Whoever answers what is still open: the person at the terminal, or lines from a pipe, else nobody."""
    if no_input or sys.stdin is None or not (plain or sys.stdin.isatty()):
        return refuse
    from callplan.prompts import at_terminal

    return at_terminal(plain=plain)


def day_of(kept_at: str) -> str:
    """When something was kept: `Tue 24 Nov 2026, 11:02`."""
    from datetime import datetime

    kept = datetime.fromisoformat(kept_at)
    return f"{phrase.full_day(kept.date())}, {kept:%H:%M}"
