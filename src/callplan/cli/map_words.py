"""How the arguments and options about maps are spelled and explained."""

from typing import Annotated

from callplan.cli.words import argument, offering, option, switch

# Which maps
Map = Annotated[str, argument("ID|FILE", "A playbook's id, or its file.", autocompletion=offering("playbooks"))]
OldMap = Annotated[
    str,
    argument("OLD", "The playbook as it was: its id, or its file.", autocompletion=offering("playbooks")),
]
NewMap = Annotated[
    str,
    argument("NEW", "The playbook as it is now: its id, or its file.", autocompletion=offering("playbooks")),
]
Files = Annotated[list[str], argument("FILE…", "The playbook files to read.")]

NewName = Annotated[str, argument("NAME", "The id of the new playbook, and the name of its file: plant-software.")]

# How a kind of client buys
Title = Annotated[str | None, option("--title", "TEXT", "What this kind of purchase is called.")]
Uses = Annotated[str | None, option("--uses", "TITLE", "Who works with it every day: line supervisor.")]
Wants = Annotated[str | None, option("--wants", "TITLE", "Who has the problem, and wants it solved: operations.")]
Pays = Annotated[str | None, option("--pays", "TITLE", "Who can release the money: finance.")]
Also = Annotated[
    list[str] | None,
    option("--also", "WHO", "Who else has to agree: security, legal, purchasing, or a title of yours. Repeatable."),
]
Decide = Annotated[
    list[str] | None,
    option(
        "--decide",
        "ID[=CLAUSE]|CLAUSE[:ROLE,…[:TOPIC[:YES]]]",
        "What they decide, in their order: worth-it, must-haves, supplier, risk, money, order; one of these in other "
        "words: risk=the hall can stand it; or anything else: the hall is free in May:operations. TOPIC and YES are "
        "said aloud, after “decide” and “last time you”: whether May suits:settled on May. Repeatable.",
    ),
]
Above = Annotated[
    str | None,
    option("--above", "AMOUNT:WHO", "Above it, somebody else decides on the money: 50k:managing director."),
]
ByDay = Annotated[
    str | None, option("--by-day", "CLAUSE", "It has to be decided before the day on which: the lease ends.")
]
InWriting = Annotated[
    str | None, option("--in-writing", "DECISION", "From this decision on they may only be written to: order.")
]

# The map of a deal
Edit = Annotated[bool, switch("--edit", "Change it in your editor, for this deal alone; it is checked on save.")]
Patch = Annotated[
    str | None, option("--patch", "FILE|-", "Change it by a patch, written as a map is that extends another.")
]
Update = Annotated[bool, switch("--update", "Take over what has changed in the playbook's file.")]
Note = Annotated[str | None, option("--note", "TEXT", "What the change is for; the history shows it.")]
ToYaml = Annotated[str | None, option("--to", "PAPER", "Print it as a file: yaml.")]

# How a map is read and shown
NoAdvice = Annotated[bool, switch("--no-advice", "Name the mistakes alone.")]
MapTo = Annotated[
    str | None,
    option("--to", "PAPER", "What to write: text (a plain list), mermaid or svg; else a picture on the screen."),
]
