"""A deal's name and its ids at the TAB key: Typer's own protocol, answered before Typer is loaded."""

from __future__ import annotations

from callplan.cli.door import OF_A_DEAL, command, option_name, switches
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from callplan.core.deal.state import Deal


class Answer(Record):
    """What to print for the shell, and how to exit."""

    text: str
    code: int = 0


def read(environ: Mapping[str, str]) -> Answer | None:
    """The answer when a deal's name or one of its ids is wanted, or None: ask Typer."""
    shell = environ["_CALLPLAN_COMPLETE"].removeprefix("complete_")
    if shell not in _SHELLS:
        return None
    asked = _bash(environ) if shell == "bash" else _rest(environ)
    offer = _offer(asked[0]) if asked and not asked[1].startswith("-") else None
    return _SHELLS[shell](offer(asked[1]), environ) if asked and offer else None


def _offer(words: list[str]) -> Callable[[str], list[str]] | None:
    """What is offered after these words: deals after a command, a deal's ids after an option that takes them."""
    if not words or words[0] not in OF_A_DEAL:
        return None
    if len(words) == 1:
        return names
    from callplan.core.flags import FLAGS

    flag = FLAGS.get(words[-1][2:]) if words[-1] in _wanting(words) else None
    return (lambda beginning: ids(flag.offers, words[1], beginning)) if flag and flag.offers else None


def _wanting(words: list[str]) -> tuple[str, ...]:
    """The options whose value may stand at the end of a line that begins with a command and its deal."""
    does = command(words[0])
    given = (does.__kwdefaults__ or {}).items()
    wanting = tuple(["--" + option_name(name) for name, default in given if default is None])
    place = 2
    while place < len(words) - 1:
        place += 1 if words[place] in switches(does) else 2 if words[place] in wanting else len(words)
    return wanting if place == len(words) - 1 and not words[1].startswith("-") else ()


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


def ids(what: str, name: str, beginning: str) -> list[str]:
    """The names of one kind that begin so, of a deal or on the shelf; those a shell might read as more are left out."""
    if what == "playbooks":
        from callplan import settings

        every: Iterable[str] = settings.shelf()
    else:
        deal = _deal(name)
        every = _OF_A_DEAL[what](deal) if deal else ()
    return [each for each in every if offered(each) and each.startswith(beginning)]


def _deal(name: str) -> Deal | None:
    from callplan.cli import deals

    name, entries = deals.found(name) if name else ("", ())
    return deals.folded(entries, name) if entries else None


_OF_A_DEAL: dict[str, Callable[[Deal], Iterable[str]]] = {
    "decisions": lambda deal: [step.id for step in deal.playbook.decisions],
    "steps": lambda deal: deal.playbook.steps,
    "stages": lambda deal: deal.playbook.stage,
    "facts": lambda deal: [fact.id for fact in deal.playbook.facts if fact.depends is None],
    # each as one word: `Marta-Lind`
    "people": lambda deal: [each.name.replace(" ", "-") for each in deal.people.values() if not each.left],
    "promises": lambda deal: [each.id for each in deal.promises.values() if each.state == "open"],
}
_SHELLS = {"bash": _lines, "zsh": _zsh, "fish": _fish}
