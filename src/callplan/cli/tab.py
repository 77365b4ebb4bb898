"""A deal's name and its ids at the TAB key: Typer's own protocol, answered before Typer is loaded."""

from __future__ import annotations

from callplan.cli.door import OF_A_DEAL, command, option_name, switches
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from callplan.core.deal.state import Deal


# of one deal, and no answers of an interview; the first ones take two names
PAIRS = ("rename", "merge")
OF_PEOPLE = (*PAIRS, "roles", "for", "by")


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
    if words == ["drop", "--back"]:
        return dropped
    what = offers(_wanting(words)[2:])
    return (lambda beginning: ids(what, words[1], beginning)) if what else None


def offers(option: str) -> str:
    """What is offered for an option of that name; "" for none."""
    from callplan.core.flags import FLAGS

    flag = FLAGS.get(option)
    return flag.offers if flag else "people" if option in OF_PEOPLE else ""


def _wanting(words: list[str]) -> str:
    """The option whose value stands next on a line that begins with a command and its deal; "" for none."""
    does = command(words[0])
    given = (does.__kwdefaults__ or {}).items()
    wanting = ["--" + option_name(name) for name, default in given if default is None]
    rest = [] if words[1].startswith("-") else words[2:]
    while rest:
        option, *rest = rest
        if option in wanting:
            values = 2 if option[2:] in PAIRS else 1
            if len(rest) < values:
                return option
            rest = rest[values:]
        elif option not in switches(does):
            return ""
    return ""


def names(beginning: str) -> list[str]:
    """The deals whose names begin so; a name that a shell might read as a command is never offered."""
    from callplan import settings
    from callplan.journal import Journal

    return _beginning(Journal(settings.journal()).deals(), beginning)


def dropped(beginning: str) -> list[str]:
    """The dropped deals whose names begin so."""
    from callplan import settings
    from callplan.journal import Journal

    return _beginning(Journal(settings.journal()).dropped(), beginning)


def _beginning(names: Iterable[str], beginning: str) -> list[str]:
    return [name for name in dict.fromkeys(names) if offered(name) and name.startswith(beginning)]


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
    return _beginning(every, beginning)


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
