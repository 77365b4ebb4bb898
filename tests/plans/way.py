"""A small map with a topic, a yes and a name for each thing that is spoken of, and what a plan says of one section."""

from __future__ import annotations

from typing import Any

WAY = """
facts:
  size: {ask: How many is it for?, type: number, of: user}
roles:
  boss: {title: boss, is: runs it, called: the person who leads this}
  cfo: {title: finance, is: can pay, called: the person with the budget}
  user: {title: user}
  purchasing: {title: purchasing}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: count, title: the count, will: count the users, by: user}
      - {id: go, title: the go-ahead, whether: it is worth it, topic: whether to go ahead, yes: decided to go ahead,
         by: boss}
  - id: which
    title: Which one?
    steps:
      - {id: pick, title: the choice, whether: this one is right, topic: which supplier to go with,
         yes: settled on a supplier, by: boss, needs: [go]}
  - id: order
    title: Order it
    steps:
      - {id: buy, title: the order, whether: it is ordered, topic: whether to order, yes: placed the order, by: cfo,
         proof: wrote, needs: [pick, count]}
  - id: begin
    title: Begin
    steps:
      - {id: start, title: the start, whether: it begins, topic: whether to begin, yes: said yes to the start, by: boss}
ends: {won: {needs: [buy]}, lost: [too dear]}
"""
JOINT = WAY.replace(
    "yes: decided to go ahead,\n         by: boss", "yes: decided to go ahead,\n         by: [boss, cfo]"
)
WITH_FACT = WAY.replace("by: boss}\n  - id: which", "by: boss, needs: [size]}\n  - id: which")


def told(plan: Any, *sections: str) -> list[str]:
    """The lines of some sections of a plan or of a debrief's answer, with their marks."""
    found = [(line["mark"], line["text"]) for line in plan["lines"] if line["section"] in sections]
    return [f"{mark} {text}".strip().replace("\u00a0", " ") for mark, text in found]


def opening(plan: Any) -> str:
    """What is said first, without its quotation marks."""
    (said,) = told(plan, "OPEN")
    assert (said[0], said[-1]) == ("“", "”")
    return said[1:-1]
