"""One map made from another, and a client who is met on the way."""

from __future__ import annotations

from datetime import date

from story import Story

from callplan.cli import maps
from callplan.core.interview.preparing import locating

COUNCIL = """\
facts:
  route: {depends: [{when: {amount: {over: 50k}}, is: vote}, {is: desk}]}
roles:
  officer: {title: officer, is: asks for it}
  council: {title: councillor, is: speaks for the council}
stages:
  - id: need
    title: Is it worth its cost?
    steps: [{id: wanted, title: the request, whether: the request is worth its cost, by: officer}]
  - id: vote
    title: Does the council agree?
    when: {route: vote}
    steps: [{id: voted, title: the vote, whether: the council agrees, by: council}]
  - id: order
    title: Shall we order it?
    steps:
      - {id: quoted, title: the quotes, will: get a written quote, by: officer, times: 3}
      - {id: ordered, title: the order, whether: it is ordered, by: officer, needs: [voted, quoted]}
"""


def council(story: Story, folder: str) -> Story:
    """A deal of its own on the map that the others start from."""
    home = story.home / folder
    home.mkdir()
    return Story(home, COUNCIL)


def test_variants_of_a_map(story: Story) -> None:
    """It votes from a lower sum, asks the parish as well, and takes two quotes; all else is as in the other map.

    extends: council
    facts:
      route: {depends: [{when: {amount: {over: 10k}}, is: vote}, {is: desk}]}
    roles:
      parish: {title: parish clerk, is: speaks for the parish}
    stages:
      - id: need
      - id: parish
        title: Does the parish want it?
        steps: [{id: heard, title: the parish meeting, whether: the parish is for it, by: parish}]
      - id: order
        steps:
          - {id: quoted, times: 2}
    """
    base = council(story, "base")
    (story.home / "council.yaml").write_text(base.file.read_text().replace("id: way", "id: council", 1))
    known = "--with Ove:officer --on 2026-11-03 --set amount=20k:Ove --settled wanted:Ove --done quoted:Ove:said:Alfa"
    plan = base.prep(known)
    assert (plan["decision"]["id"], plan["rungs"]["aim"]["id"]) == ("ordered", "quoted")
    own = story.prep(f"{known} --person Pam:parish")
    assert (own["decision"]["id"], own["rungs"]["aim"]["act"]) == ("heard", "bring in Pam")
    own = story.prep("--with Ove --on 2026-11-03 --target ordered")
    assert [own["rungs"][rung]["id"] for rung in ("aim", "least")] == ["@council", "quoted"]


def test_a_map_for_one_deal(story: Story) -> None:
    """It leaves out the vote and asks for a visit in one deal alone, and keeps what was done there.

    stages:
      - id: order
        steps:
          - {id: quoted, times: 2}
          - {id: seen, title: the visit, will: visit a town that has one, by: officer, takes: 2w}
          - {id: ordered, needs: [quoted, seen]}
    without: [voted]
    """
    deal = council(story, "deal")
    known = "--with Ove:officer --on 2026-11-03 --set amount=90k:Ove --settled wanted:Ove --done quoted:Ove:said:Alfa"
    assert deal.prep(known)["decision"]["id"] == "voted"

    said = deal.line("map", "acme", "--patch", str(story.file), "--note", "a framework contract", "--json").json
    changed = [(part["kind"], part["part"], part["id"]) for part in said["differences"]]
    assert ("left out", "decision", "voted") in changed
    assert ("added", "act", "seen") in changed
    after = deal.prep("--with Ove --on 2026-11-03")
    assert after["decision"]["id"] == "ordered"
    assert (
        after["decision"]["why"]
        == "Ove agrees to get a written quote by Tue 10 Nov. That's needed to decide whether it is ordered."
    )
    assert council(story, "other").prep(known)["decision"]["id"] == "voted"


def test_a_client_who_is_already_on_the_way(story: Story) -> None:
    """It is met where the signs say; what they passed over is owed before what waits for it, and nothing starts again.

    roles:
      warden: {title: harbour warden, is: runs the marina}
      board:  {title: board member, is: speaks for the board}
    stages:
      - id: need
        title: Is the crane too small?
        signals: [they count the boats they turn away]
        steps:
          - {id: counted, title: the need, whether: the crane is too small, by: warden}
          - {id: ground-held, title: the ground survey, whether: the quay bears more weight, by: warden}
      - id: choice
        title: Which crane?
        signals: [they compare lifting heights, they have been to see one]
        steps: [{id: chosen, title: the choice, whether: this crane is the one, by: warden}]
      - id: order
        title: Shall we order it?
        signals: [they ask for a date of delivery]
        steps: [{id: ordered, title: the order, whether: it is ordered, by: board, needs: [ground-held]}]
    """
    signs = next(locating(maps.load(str(story.file)), {}, date(2026, 11, 2)))
    assert signs.text == "What do you see or hear of them?"
    assert [choice.label for choice in signs.choices] == [
        "They count the boats they turn away", "They compare lifting heights", "They ask for a date of delivery",
    ]  # fmt: skip

    plan = story.prep("--with Win:warden --person Bea:board --on 2026-11-03 --settled chosen:Win:wrote@2026-10-20")
    assert plan["position"]["client"] == {"main": "order"}
    owed = [(debt["id"], debt["before"], debt["hard"]) for debt in plan["owed"]]
    assert owed == [("counted", "ordered", False), ("ground-held", "ordered", True)]
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("ground-held", "here")
    fresh = story.line("prep", "new", "--playbook", str(story.file), "--with", "Win:warden", "--no-input", "--json")
    assert fresh.json["fronts"] == {"main": ["counted", "ground-held"]}
