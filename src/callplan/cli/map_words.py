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

# The map of a deal
Edit = Annotated[bool, switch("--edit", "Change it in your editor, for this deal alone; it is checked on save.")]
Patch = Annotated[
    str | None, option("--patch", "FILE|-", "Change it by a patch, written as a map is that extends another.")
]
Update = Annotated[bool, switch("--update", "Take over what has changed in the playbook's file.")]
Note = Annotated[str | None, option("--note", "TEXT", "What the change is for; the history shows it.")]
ToYaml = Annotated[str | None, option("--to", "PAPER", "Print it as a file: yaml.")]

# How a map is read and shown
OfAnswers = Annotated[bool, switch("--answers", "Print that of what --answers FILE reads.")]
NoAdvice = Annotated[bool, switch("--no-advice", "Name the mistakes alone.")]
MapTo = Annotated[
    str | None,
    option("--to", "PAPER", "What to write: text (a plain list), mermaid or svg; else a picture on the screen."),
]
