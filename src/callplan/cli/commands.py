"""The commands by name: where each is, and what its parameters are called on a line."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

OF_A_DEAL = ("prep", "debrief", "show", "export", "map", "log", "undo", "close", "reopen", "review")
OF_MAPS = ("playbook list", "playbook show", "playbook new", "playbook check", "playbook diff", "playbook schema")
OF_ALL = ("promises", "redpen", "figures")
COMMANDS = (*OF_A_DEAL, *OF_ALL, *OF_MAPS, "drafts", "where", "demo")


def command(name: str) -> Callable[..., None]:
    """The function behind a name of COMMANDS: of `playbook list`, playbook_list in its module."""
    module = name.replace(" ", "_")
    does: Callable[..., None] = getattr(__import__(f"callplan.cli.{module}", fromlist=[module]), module)
    return does


def option_name(parameter: str) -> str:
    """What an option is called on the line, and in an answers file, whose parameter may have a Python word's name."""
    return parameter.rstrip("_").replace("_", "-")
