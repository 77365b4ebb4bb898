"""What there is to type, by what it is about, each command with a whole line that runs as it stands."""

from __future__ import annotations

from callplan.cli.door import command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = {
    "A call": {
        "prep": 'callplan prep harrow --playbook considered-purchase --with "Marta Lind:sponsor" --on today',
        "debrief": 'callplan debrief harrow --with "Marta Lind" --promised "Marta Lind:list the stops:+1w" '
        "--verdict small-step",
        "export": "callplan export harrow --output harrow.md",
        "today": "callplan today --until friday",
        "letter": 'callplan letter harrow --for "Marta Lind" --to html --output marta.html',
    },
    "A deal": {
        "show": "callplan show harrow --plan",
        "map": "callplan map harrow --to yaml",
        "log": "callplan log harrow",
        "undo": "callplan undo harrow --yes",
        "person": 'callplan person harrow --as "Marta Lind:Marta"',
        "rename": "callplan rename harrow harrow-foods",
        "close": 'callplan close harrow --lost --reason "too expensive"',
        "reopen": 'callplan reopen harrow --reason "they called again"',
        "drop": "callplan drop harrow-foods",
    },
    "All deals": {
        "review": "callplan review --stuck 0",
        "promises": "callplan promises --theirs --until +2w",
        "redpen": "callplan redpen --playbook considered-purchase",
        "figures": "callplan figures --since 2026-01-01",
        "import": "callplan import --list",
    },
    "Maps": {
        "playbook list": "callplan playbook list",
        "playbook show": "callplan playbook show complex-b2b",
        "playbook new": "callplan playbook new plant-software --uses operations --wants operations --pays finance "
        "--decide worth-it --decide risk --decide order --no-input",
        "playbook check": "callplan playbook check plant-software",
        "playbook diff": "callplan playbook diff considered-purchase plant-software",
        "playbook schema": "callplan playbook schema --answers",
    },
    "This machine": {
        "drafts": "callplan drafts",
        "backup": "callplan backup",
        "restore": "callplan restore --yes",
        "doctor": "callplan doctor",
        "forget": 'callplan forget "Marta Lind" --confirm "Marta Lind"',
        "where": "callplan where",
        "demo": "callplan demo --no-input",
    },
    "A team": {
        "team sql": "callplan team sql",
        "team join": "callplan team join service=callplan",
        "team check": "callplan team check",
        "sync": "callplan sync",
        "team hand-over": "callplan team hand-over anna/harrow --to ben",
    },
}


def contents() -> None:
    """List every command, by what it is about."""
    helped("\n".join(page()))


def helped(text: str) -> None:
    """Print a text that explains what can be typed, no wider than a page."""
    from callplan.cli import papers
    from callplan.render.word_ends import folded

    papers.printed(folded(text, papers.columns()) + "\n")


def page() -> Iterator[str]:
    """The rows of the list, each as long as it is."""
    from callplan import __doc__ as about

    yield from ("Usage: callplan COMMAND [OPTIONS]", "", f"  {about}")
    widest = max([len(name) for of_it in GROUPS.values() for name in of_it])
    for title, of_it in GROUPS.items():
        yield from ("", f"{title}:")
        yield from [f"  {name:<{widest}}  {command(name).__doc__}" for name in of_it]
        yield from ("", f"  {next(iter(of_it.values()))}")
    yield from ("", "`callplan COMMAND --help`, or -h, explains a command and has a line to try.")
    yield "`callplan --install-completion` has TAB complete names; `callplan --version` says which this is."


def example(name: str) -> str:
    """A whole line with a command, to be typed as it stands; nothing for what is no command."""
    return next((of_it[name] for of_it in GROUPS.values() if name in of_it), "")
