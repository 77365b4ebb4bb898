"""Where answers come from: flags, then an answers file, then whoever can be asked."""

from __future__ import annotations

import sys
from json import dumps

from callplan.cli.door import option_name
from callplan.core import phrase
from callplan.core.interview.question import complete, refuse
from callplan.core.text import clean, tidy
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from callplan.core.interview.question import Answers, Asker, Question


# the name of a file is what it is
FILES = frozenset(("playbook",))
NO_ANSWERS = frozenset(
    ("again", "into", "deal", "name", "json", "markdown", "why", "no_input", "plain_prompts", "no_pager", "answers")
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


def _tidy(value: Any) -> Any:
    """A text, or each text of a list, as it is kept."""
    return (
        [tidy(each) for each in value] if isinstance(value, list) else tidy(value) if isinstance(value, str) else value
    )


def _from_file(path: str) -> Answers:
    """An answers file: a mapping whose keys are the flags without their dashes."""
    from callplan.playbook_file import mapping

    try:
        if path == "-":
            text = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                text = file.read()
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.") from error
    found = mapping(text, "answers" if path == "-" else path)
    return {key: _texts(key, value) for key, value in found.items()}


def _texts(key: str, value: object) -> object:
    if isinstance(value, list):
        return [_text(key, each) for each in value]
    return value if isinstance(value, bool) else _text(key, value)


def _text(key: str, value: object) -> str:
    if isinstance(value, (dict, list)) or value is None:
        raise Usage(f"Answers: {key} is a text or a list of texts, written as the flag --{key} is.")
    return str(value)


def kept(command: str, given: Answers, asked: Answers, answers: Answers, typed_on: date) -> tuple[str, str]:
    """What is kept beside a transaction of what it was made from: flags, what was asked, and all of it."""
    told = {"given": given, "said": asked, "answers": answers, "typed_on": typed_on.isoformat()}
    return command, dumps(told, ensure_ascii=False)


def one(question: Question, ask: Asker) -> Any:
    """The answer to a question that stands alone: there is nothing to go back to."""
    return complete({}, lambda so_far: None if "it" in so_far else question.but(key="it"), ask)["it"]


def which_deal(command: str, ask: Asker, *, opens: bool = False) -> str:
    """The deal that is meant where none was named; `opens`: it may be a new one."""
    from callplan.cli.which_deal import which_deal as meant

    return meant(command, ask, opens=opens)


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
