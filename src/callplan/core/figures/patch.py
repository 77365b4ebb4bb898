"""One's own times as a patch to a map, in the form of `callplan map --patch`."""

from __future__ import annotations

from callplan.core.figures.model import Time
from callplan.core.playbook import Playbook


def patch(book: Playbook, times: tuple[Time, ...]) -> str:
    """The patch that puts the offered times of a playbook into its map; "" when none is offered."""
    offered = {time.id: time.offered for time in times if time.playbook == book.id and time.offered}
    if not offered:
        return ""
    told = ["stages:"]
    for stage in book.stages:
        steps = [step.id for step in stage.steps if step.id in offered]
        if steps:
            told += [f"  - id: {stage.id}", "    steps:"]
            told += [f"      - {{id: {step}, takes: {offered[step]}}}" for step in steps]
    return "\n".join(told) + "\n"
