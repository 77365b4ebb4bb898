"""The Typer app: help, options with values, mistakes, and every line that the door does not read."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer
import typer.core

from callplan.cli import words
from callplan.cli.door import COMMANDS, command, version
from callplan.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callplan.cli import Line

_heard: list[Line] = []
# Help is laid out where its width is known, so that here a row is as long as it has to be
WIDE = 10_000


def _help(ctx: typer.Context, told: Callable[[], str]) -> str:
    """Note that help is wanted, with a line to try below it, for `main` to print it outside Typer."""
    from callplan.cli import contents

    name = ctx.command_path.removeprefix("callplan").strip()
    example = contents.example(name)
    text = f"{told()}\n\nFor example:\n  {example}" if example else told() if name else "\n".join(contents.page())
    _heard.append((contents.helped, {"text": text}))
    raise typer.Exit


class _Command(typer.core.TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _help(ctx, lambda: super(_Command, self).get_help(ctx))


class _Commands(Mapping[str, Any]):
    """The commands of a group by name, each made for Typer when it is looked up: a line calls one of many."""

    def __init__(self, group: str, groups: dict[str, Any]) -> None:
        split = [(name, name.rpartition(" ")) for name in COMMANDS]
        self.whole = {last: name for name, (of, _, last) in split if of == group}
        self.made = groups

    def __getitem__(self, name: str) -> Any:
        if name not in self.made:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(name, cls=_Command)(_listen(command(self.whole[name])))
            self.made[name] = typer.main.get_command(alone)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self.whole, *self.made]))

    def __len__(self) -> int:
        return len(self.whole | self.made)


class _Group(typer.core.TyperGroup):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands: Any = _Commands(given["name"], given["commands"])

    def get_help(self, ctx: Any) -> str:
        return _help(ctx, lambda: super(_Group, self).get_help(ctx))


_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "cls": _Group}
_SPELLED = {"help_option_names": ["--help", "-h"], "terminal_width": WIDE}
app = typer.Typer(pretty_exceptions_enable=False, context_settings=_SPELLED, **_PLAIN)


def read(line: list[str]) -> Line:
    """The command a line calls and what it is given, or what help it asks for; at a mistake the process ends here."""
    _one_database(line)
    try:
        root(args=[*line, "--help"] if line in [[group] for group in words.GROUPS] else line, prog_name="callplan")
    except SystemExit:
        if not _heard:
            raise
    return _heard.pop()


def _one_database(line: list[str]) -> None:
    """Refuse words round a database's line: Typer would tell them back, and a password in one of them, too."""
    first = line[1] if line[:1] == ["team"] and len(line) > 1 else ""
    other = first != "join" and f"team {first}" in COMMANDS
    odd = first != "join" or len(line) > 3
    if first and not other and odd and any(":" in word or "=" in word for word in line[1:]):
        raise Usage('One database is joined, in quotes: callplan team join "host=db.example dbname=callplan".')


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


def parameters(does: Callable[..., None]) -> dict[str, Any]:
    """What each parameter of a command is to Typer: as its annotation says, or made of the row of its flag."""
    plain = {name: kind for name, kind in does.__annotations__.items() if kind in words.KINDS}
    hints = get_type_hints(does, localns={"words": words}, include_extras=True)
    return hints | {name: words.answer(name, kind) for name, kind in plain.items()}


def _listen(does: Callable[..., None]) -> Callable[..., None]:
    """A function with the command's signature that notes the line, for `main` to run it outside Typer."""

    def heard(**given: Any) -> None:
        _heard.append((does, given))

    hints = parameters(does)
    signature = inspect.signature(does)
    heard.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[each.replace(annotation=hints[name]) for name, each in signature.parameters.items()]
    )
    heard.__annotations__, heard.__doc__ = hints, does.__doc__
    return heard


for group, explained in words.GROUPS.items():
    app.add_typer(typer.Typer(help=explained, **_PLAIN), name=group)
root = typer.main.get_command(app)
