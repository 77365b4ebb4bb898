"""A deal's name at the TAB key: Typer's own protocol, answered before Typer is loaded."""

from __future__ import annotations

from callplan.cli import OF_A_DEAL
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Answer(Record):
    """What to print for the shell, and how to exit."""

    text: str
    code: int = 0


def read(environ: Mapping[str, str]) -> Answer | None:
    """The answer when a deal's name is wanted, or None: ask Typer."""
    shell = environ["_CALLPLAN_COMPLETE"].removeprefix("complete_")
    if shell not in _SHELLS:
        return None
    asked = _bash(environ) if shell == "bash" else _rest(environ)
    if asked is None or asked[1].startswith("-") or asked[0] not in [[name] for name in OF_A_DEAL]:
        return None
    return _SHELLS[shell](names(asked[1]), environ)


def names(beginning: str) -> list[str]:
    """The deals whose names begin so; a name that a shell might read as a command is never offered."""
    from callplan import settings
    from callplan.journal import Journal

    return [name for name in Journal(settings.journal()).deals() if offered(name) and name.startswith(beginning)]


def _bash(environ: Mapping[str, str]) -> tuple[list[str], str] | None:
    words = environ.get("COMP_WORDS", "").split()
    place = environ.get("COMP_CWORD", "")
    if not (all(map(_plain, words)) and place.isdecimal() and place.isascii()):
        return None
    return words[1 : int(place)], words[int(place)] if int(place) < len(words) else ""


def _rest(environ: Mapping[str, str]) -> tuple[list[str], str] | None:
    line = environ.get("_TYPER_COMPLETE_ARGS", "")
    words = line.split()[1:]
    if not all(map(_plain, words)):
        return None
    return (words, "") if not words or line.endswith(" ") else (words[:-1], words[-1])


def _lines(found: list[str], _: Mapping[str, str]) -> Answer:
    return Answer("\n".join(found) + "\n")


def _zsh(found: list[str], _: Mapping[str, str]) -> Answer:
    quoted = "\n".join([f'"{name}"' for name in found])
    return Answer(f"_arguments '*: :(({quoted}))'\n" if found else "_files\n")


def _fish(found: list[str], environ: Mapping[str, str]) -> Answer | None:
    action = environ.get("_TYPER_COMPLETE_FISH_ACTION", "")
    if action == "is-args":
        return Answer("", 0 if found else 1)
    return _lines(found, environ) if action == "get-args" else None


def offered(name: str) -> bool:
    """Whether every shell reads a name as nothing but a name."""
    return _plain(name) and not name.startswith("-")


def _plain(word: str) -> bool:
    return word.replace("-", "").replace("_", "").replace(".", "").isalnum()


_SHELLS = {"bash": _lines, "zsh": _zsh, "fish": _fish}
