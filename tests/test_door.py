"""The door and Typer read a line alike."""

from __future__ import annotations

import random
from typing import Any

from callplan.cli import app, door
from callplan.cli.door import COMMANDS, command

ALL = {name: door.switches(command(name)) for name in COMMANDS}
SWITCHES = sorted({spelled for each in ALL.values() for spelled in each})
DEALS = (
    "acme",
    "Acme Ltd",
    "a-b",
    "ü",
    "3",
    "",
    "prep",
    "no-input",
    "a=b",
    "@x",
    "a:b",
    "*",
    "~",
    "$HOME",
    "100%",
    "[a]",
)
ODD = (
    "-",
    "--",
    "-j",
    "--js",
    "--json=1",
    "--no-json",
    "--help",
    "--with",
    "--minutes",
    "x\n",
    "playbook",
    "list",
    "\x1b",
)


ARGUMENTS = {name: door.arguments(command(name)) for name in COMMANDS if " " not in name}
ANY = [*ODD, *SWITCHES, *DEALS, *COMMANDS]


def line(chance: random.Random) -> list[str]:
    """A line that is plain, nearly plain, or nonsense."""
    if chance.random() < 0.2:
        return chance.choices(ANY, k=chance.randint(1, 5))
    name = chance.choice(sorted(ARGUMENTS))
    said = [chance.choice(DEALS) for _ in ARGUMENTS[name]]
    said += chance.choices(sorted(ALL[name]), k=chance.randint(0, 3)) if ALL[name] else []
    chance.shuffle(said)
    if chance.random() < 0.4:
        said.insert(chance.randint(0, len(said)), chance.choice(ANY))
    return [name, *said]


def test_agreement() -> None:
    """It calls what Typer calls, with the same values and types, wherever the door answers a line."""
    chance = random.Random(6000)
    answered = 0
    for words in [line(chance) for _ in range(6000)]:
        plain = door.read(words)
        if plain is None:
            continue
        answered += 1
        does, named = app.read(words)
        assert plain[0] is does, words
        left_out = dict.fromkeys(door.arguments(does)) | (does.__kwdefaults__ or {})
        assert typed(left_out | plain[1]) == typed(named), words
    assert answered > 2000


def typed(given_: dict[str, object]) -> dict[str, tuple[type, object]]:
    """The values with their types, since 1 == True."""
    return {name: (type(value), value) for name, value in given_.items()}


def test_what_the_door_leaves() -> None:
    """It leaves to Typer whatever is not a command, its deal and its switches."""
    lines = [
        *("shwo acme", "show", "show a b", "show acme --jsn", "show --json=1 acme", "prep acme --minutes 3"),
        *("prep -- acme", "--json show acme", "playbook list", "playbook", "show *"),
    ]
    assert [door.read(line.split()) for line in lines] == [None] * len(lines)
    assert door.read(["playbook list"]) is None


def test_switches_are_typers_flags() -> None:
    """It knows exactly the flags that Typer knows, and no parameter reads the environment."""
    for name, parameters in parameters_of_typer().items():
        flags = {
            opt for each in parameters if getattr(each, "is_flag", False) for opt in [*each.opts, *each.secondary_opts]
        }
        assert flags == set(ALL[name]), name
        assert [each.name for each in parameters if each.envvar] == []


def test_spelling() -> None:
    """It spells an option as its parameter is named: `_` is `-`, and one at the end is dropped."""
    for name, parameters in parameters_of_typer().items():
        options = {each.name: each.opts for each in parameters if each.opts[0].startswith("-")}
        named = {option: "--" + option.rstrip("_").replace("_", "-") for option in options if option}
        assert {option: opts[0] for option, opts in options.items()} == named, name


def test_every_option_is_explained() -> None:
    """It explains each argument and option in sentences, and says of a list that it may be repeated."""
    for name, parameters in parameters_of_typer().items():
        assert [each.name for each in parameters if not each.help.endswith(".")] == [], name
        lists = {each.name for each in parameters if each.multiple}
        assert lists == {each.name for each in parameters if each.help.endswith("Repeatable.")}, name


def parameters_of_typer() -> dict[str, list[Any]]:
    """What Typer takes for each command, but for --help."""
    found = {}
    for name in COMMANDS:
        does: Any = app.root
        for word in name.split():
            does = does.commands[word]
        found[name] = list(does.params)
    return found
