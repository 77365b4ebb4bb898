"""How an argument or option is made for Typer, with what TAB offers for it."""

from typing import Any

import typer

from callplan.cli import values


def argument(metavar: str, explained: str, **more: Any) -> Any:
    """An argument, by the name it has in the help."""
    return typer.Argument(metavar=metavar, help=explained, show_default=False, **more)


def option(spelled: str, metavar: str, explained: str) -> Any:
    """An option with a value."""
    offers = offering(values.OFFERS[spelled]) if spelled in values.OFFERS else None
    return typer.Option(*spelled.split(), metavar=metavar, help=explained, show_default=False, autocompletion=offers)


def marks(spelled: str, metavar: str, explained: str, **more: Any) -> Any:
    """An option that names the deal itself, so that TAB has no deal whose ids it could offer."""
    return typer.Option(spelled, metavar=metavar, help=explained, show_default=False, **more)


def offering(offer: "values.Offer") -> Any:
    """The offer as Typer asks for it; while the last option has no value yet, the deal's name is still in `args`."""

    def offered(ctx: Any, incomplete: str) -> list[str]:
        return offer(ctx.params.get("deal") or next(iter(ctx.args), ""), incomplete)

    return offered


def switch(spelled: str, explained: str) -> Any:
    """An option without a value."""
    return typer.Option(spelled, help=explained, show_default=False)
