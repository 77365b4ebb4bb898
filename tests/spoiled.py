"""A small map to spoil in one place, and what is then said of it."""

from __future__ import annotations

from string import Template

from callplan.playbook_file import read

MAP = Template(
    """\
format: 1
id: m
title: A map
$top
roles: {buyer: {title: Buyer}, user: {title: User}, we: {title: We, side: us}$role}
facts:
  data: {ask: What data of yours?, choices: [none, personal]}
  cloud: {ask: Which of yours?, type: yes-no}
  renewal: {ask: When does it end?, type: date}
  $fact
stages:
- id: order
  title: Order it
  $stage
  steps:
  - {id: tried, will: try it for a week, by: user}
  - $act
  - id: ordered
    whether: it is ordered
    $by
    $decision
$end
"""
)
FINE = {
    "top": "for: you",
    "role": "",
    "fact": "size: {ask: How large is it?}",
    "stage": "signals: [they ask]",
    "act": "{id: seen, will: see it, by: we}",
    "by": "by: buyer",
    "decision": "ask: What now?",
    "end": "ends: {lost: [no]}",
}


def told(**spoiled: str) -> list[str]:
    """What is said of the map with this written in this place, advice left out."""
    playbook, problems = read(MAP.substitute(FINE | spoiled).encode(), "map.yaml")
    said = [str(problem) for problem in problems if not problem.advice]
    assert (playbook is None) == bool(said)
    return said


def cases(page: str) -> list[tuple[str, list[str]]]:
    """Blocks of YAML and, behind `>`, what is said of it; a line that goes on is indented."""
    blocks = [block.replace("\n>   ", " ").splitlines() for block in page.strip("\n").split("\n\n")]
    return [
        (
            "\n".join([line for line in block if not line.startswith("> ")]),
            ["map.yaml:" + line[2:] for line in block if line.startswith("> ")],
        )
        for block in blocks
    ]
