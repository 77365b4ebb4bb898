"""The commands by name, and plain lines, answered before Typer is loaded: a doubt costs time, never an answer."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.cli import Line

OF_A_DEAL = (
    "prep", "debrief", "show", "export", "letter", "map", "log", "undo", "person", "rename", "drop", "close", "reopen",
    "review",
)  # fmt: skip
OF_MAPS = ("playbook list", "playbook show", "playbook new", "playbook check", "playbook diff", "playbook schema")
OF_ALL = ("today", "promises", "redpen", "figures", "import")
OF_A_TEAM = ("sync", "team sql", "team join", "team check", "team hand-over")
OF_THIS_MACHINE = ("drafts", "backup", "restore", "doctor", "forget", "where", "demo")
COMMANDS = (*OF_A_DEAL, *OF_ALL, *OF_MAPS, *OF_A_TEAM, *OF_THIS_MACHINE)


def command(name: str) -> Callable[..., None]:
    """The function behind a name of COMMANDS: of `playbook list`, playbook_list in its module."""
    # a word of Python's own can name no function
    module = "import_" if name == "import" else name.replace(" ", "_").replace("-", "_")
    does: Callable[..., None] = getattr(__import__(f"callplan.cli.{module}", fromlist=[module]), module)
    return does


def option_name(parameter: str) -> str:
    """What an option is called on the line, and in an answers file, whose parameter may have a Python word's name."""
    return parameter.rstrip("_").replace("_", "-")


def read(words: list[str]) -> Line | None:
    """The command a plain line calls and what it is given, or None: ask Typer."""
    if words[0] not in COMMANDS or " " in words[0]:
        return None
    does = command(words[0])
    known = switches(does)
    said = [word for word in words[1:] if word not in known]
    takes = arguments(does)
    least = len(takes) - len(does.__defaults__ or ())
    if takes[:1] not in ((), ("deal",)) or not least <= len(said) <= len(takes) or not all(map(_plain, said)):
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


def version() -> None:
    """Say which version this is."""
    from callplan import __version__

    print(f"callplan {__version__}")
