"""The TAB key gets from us what Typer would say."""

from __future__ import annotations

import random

import pytest

from callplan.cli import app, door, tab
from callplan.cli.door import COMMANDS, OF_A_DEAL, command
from callplan.journal import Journal

DEALS = (
    "acme",
    "Acme-2",
    "a.b",
    "ü",
    "b_c",
    "Acme Ltd",
    "a$(touch x)",
    "`x`",
    "a:b",
    'q"',
    "it's",
    "-x",
    "",
    "a\tb",
    "[b]",
)
WORDS = (
    "show",
    "prep",
    "log",
    "playbook",
    "list",
    "where",
    "--json",
    "--why",
    "--with",
    "Ana",
    "acme",
    "-",
    "--",
    "a'b",
    "$x",
)
BEGINNINGS = ("", "a", "A", "ac", "b", "z", "-", "--j", "x=", "'", "a b", "ü", "$(x", "*")
SHELLS = (
    "complete_bash",
    "complete_zsh",
    "complete_fish",
    "complete_powershell",
    "source_bash",
    "complete_csh",
    "x",
)


@pytest.fixture(autouse=True)
def _deals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Journal, "deals", lambda _: DEALS)


def asked(chance: random.Random) -> dict[str, str]:
    """What a shell says when TAB is pressed somewhere on a line."""
    said = [chance.choice(WORDS[:3] if chance.random() < 0.8 else WORDS)]
    said += [
        chance.choice(("--json", "--why") if chance.random() < 0.5 else WORDS)
        for _ in range(chance.choice((0, 0, 0, 1)))
    ]
    line = " ".join(["callplan", *said, chance.choice(BEGINNINGS)])
    shell = chance.choice(SHELLS[:3] if chance.random() < 0.9 else SHELLS)
    if shell == "complete_bash":
        place = str(max(0, len(line.split(" ")) - chance.choice((1, 1, 1, 2, 0))))
        return {
            "_CALLPLAN_COMPLETE": shell,
            "COMP_WORDS": line.replace(" ", chance.choice(" \n")),
            "COMP_CWORD": place,
        }
    action = {"_TYPER_COMPLETE_FISH_ACTION": chance.choice(("get-args", "is-args", "other"))}
    return {"_CALLPLAN_COMPLETE": shell, "_TYPER_COMPLETE_ARGS": line} | (action if "fish" in shell else {})


def test_agreement(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints and exits as Typer does, wherever it answers."""
    chance = random.Random(570)
    answered = dict.fromkeys(SHELLS, 0)
    for environ in [asked(chance) for _ in range(4000)]:
        answer = tab.read(environ)
        if answer is not None:
            answered[environ["_CALLPLAN_COMPLETE"]] += 1
            assert (answer.text, answer.code) == by_typer(environ, monkeypatch, capsys), environ
    assert min([answered[shell] for shell in SHELLS[:3]]) > 200
    assert max([answered[shell] for shell in SHELLS[3:]]) == 0


def by_typer(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[str, int]:
    """What Typer prints, and its exit code."""
    with monkeypatch.context() as patch:
        for name, value in environ.items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            app.read([])
    return capsys.readouterr().out, int(ended.value.code or 0)


def test_only_names_that_no_shell_reads_as_more() -> None:
    """It offers the names of letters, digits and `-_.`, and no other; the answer for zsh is run by zsh."""
    environ = {"_CALLPLAN_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "callplan show "}
    told = '_arguments \'*: :(("acme"\n"Acme-2"\n"a.b"\n"ü"\n"b_c"))\'\n'
    assert tab.read(environ) == tab.Answer(told)


def test_every_command_of_a_deal() -> None:
    """It answers for every command that takes a deal, and for no other."""
    takes = [name for name in COMMANDS if door.arguments(command(name))[:1] == ("deal",)]
    assert takes == list(OF_A_DEAL)
    bash = {"_CALLPLAN_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    said = {name: tab.read(bash | {"COMP_WORDS": f"callplan {name} ac"}) for name in (*COMMANDS, "shwo")}
    assert {name: answer for name, answer in said.items() if answer} == dict.fromkeys(takes, tab.Answer("acme\n"))
