"""The Typer app: help, options with values, mistakes, and every line that the door does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from callplan import __doc__ as about
from callplan.cli import words
from callplan.cli.door import COMMANDS, command, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.cli import Line

_PLAIN: dict[str, Any] = {"rich_markup_mode": None}
_heard: list[Line] = []
app = typer.Typer(help=about, pretty_exceptions_enable=False, **_PLAIN)


def read(line: list[str]) -> Line:
    """The command a line calls and what it is given; after help, or at a mistake, the process ends here."""
    try:
        root(args=line, prog_name="callplan")
    except SystemExit:
        if not _heard:
            raise
    return _heard.pop()


def _version(wanted: bool) -> None:
    if wanted:
        version()
        raise typer.Exit


@app.callback()
def _callplan(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    pass


def _listen(does: Callable[..., None]) -> Callable[..., None]:
    """A function with the command's signature that notes the line, for `main` to run it outside Typer."""

    def heard(**given: Any) -> None:
        _heard.append((does, given))

    plain = {name: kind for name, kind in does.__annotations__.items() if kind in words.KINDS}
    does.__annotations__ = {name: kind for name, kind in does.__annotations__.items() if name not in plain}
    spelled = get_type_hints(does, localns={"words": words}, include_extras=True)
    does.__annotations__ = spelled | {name: words.answer(name, kind) for name, kind in plain.items()}
    heard.__wrapped__ = does  # type: ignore[attr-defined]
    heard.__annotations__, heard.__doc__ = does.__annotations__, does.__doc__
    return heard


def _build() -> None:
    groups: dict[str, typer.Typer] = {}
    for name in COMMANDS:
        group, _, last = name.rpartition(" ")
        if group and group not in groups:
            groups[group] = typer.Typer(help=words.GROUPS[group], **_PLAIN)
            app.add_typer(groups[group], name=group)
        groups.get(group, app).command(last)(_listen(command(name)))


_build()
root = typer.main.get_command(app)
