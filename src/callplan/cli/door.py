"""Plain lines, answered before Typer is loaded: a doubt costs time, never an answer."""

from __future__ import annotations

from callplan.cli.commands import COMMANDS, command, option_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.cli import Line


def read(words: list[str]) -> Line | None:
    """The command a plain line calls and what it is given, or None: ask Typer."""
    if words[0] not in COMMANDS or " " in words[0]:
        return None
    does = command(words[0])
    known = switches(does)
    said = [word for word in words[1:] if word not in known]
    takes = arguments(does)
    least = len(takes) - len(does.__defaults__ or ())
    if takes not in ((), ("deal",)) or not least <= len(said) <= len(takes) or not all(map(_plain, said)):
        return None
    return does, dict(zip(takes, said, strict=False)) | {known[word]: True for word in words[1:] if word in known}


def arguments(does: Callable[..., None]) -> tuple[str, ...]:
    """What a command takes before its options."""
    return does.__code__.co_varnames[: does.__code__.co_argcount]


def switches(does: Callable[..., None]) -> dict[str, str]:
    """A command's options without a value, as they are spelled, and the parameter each sets."""
    options = (does.__kwdefaults__ or {}).items()
    return {"--" + option_name(name): name for name, default in options if default is False}


def _plain(word: str) -> bool:
    """Whether Typer would take the word as it stands; on Windows it expands some marks."""
    return not word.startswith("-") and not any(mark in word for mark in "*?[]~$%")
