"""One's own times as a patch to a map, in the form of `callplan map --patch`."""

from __future__ import annotations

from callplan.core.figures.model import Time
from callplan.core.map.playbook import Playbook


def patch(book: Playbook, times: tuple[Time, ...]) -> str:
    """The patch that puts the offered times of a playbook into its map; "" when none is offered."""
    offered = {time.id: time.offered for time in times if time.playbook == book.id and time.offered}
    if not offered:
        return ""
    told = [*_header(book), "stages:"]
    for stage in book.stages:
        steps = [step.id for step in stage.steps if step.id in offered]
        if steps:
            told += [f"  - id: {stage.id}", "    steps:"]
            told += [f"      - {{id: {step}, takes: {offered[step]}}}" for step in steps]
    return "\n".join(told) + "\n"


def _header(book: Playbook) -> list[str]:
    """How the patch is used, in lines that it can be used with."""
    return [
        f"# Days for decisions on {book.id}, from your own deals: callplan map DEAL --patch FILE",
        "# For deals to come, take the # from the next four lines, and save this among your playbooks",
        "# (`callplan where` names the folder) as the file that its id names:",
        "# format: 1",
        f"# id: my-{book.id}",
        "# title: In our own times",
        f"# extends: {book.id}",
    ]
