"""A map that extends another."""

from __future__ import annotations

from pathlib import Path

from maps import SMALL

from callplan.core.map.playbook import Playbook
from callplan.core.map.terms import Named, Some
from callplan.errors import BadFile
from callplan.playbook_file import load, read


def extended(yaml: str, base: str = SMALL) -> tuple[Playbook | None, list[str]]:
    """The map that extends another, and what is said of both."""

    def parent(name: str) -> tuple[bytes, str]:
        if name != "small-add-on":
            raise BadFile("there is no such map")
        return base.encode(), "base.yaml"

    playbook, problems = read(yaml.encode(), "own.yaml", parent)
    return playbook, [str(problem) for problem in problems if not problem.advice]


def test_keys_are_merged() -> None:
    """It changes what it names, takes out what it leaves empty, and keeps the rest."""
    yaml = """\
format: 1
id: own
extends: small-add-on
roles:
  owner: {title: Managing director, called: the director}
  lawyer: {title: Lawyer}
stages:
  - id: want
    steps:
      - id: wanted
        topic:
        yes: said yes to {it}
        hear:
        by: [owner, lawyer]
ends:
  lost: [too late]
"""
    base = SMALL.replace("by: owner", "by: owner\n        topic: whether to have it\n        yes: took it", 1)
    playbook, said = extended(yaml, base)
    assert said == []
    assert playbook is not None
    assert (playbook.id, playbook.title) == ("own", "A little more of what they already have")
    assert [(role.id, role.title, role.called, role.predicate) for role in playbook.roles] == [
        ("user", "User", "", "asked for it and will work with it"),
        ("owner", "Managing director", "the director", "can say yes and pay"),
        ("lawyer", "Lawyer", "", ""),
    ]
    wanted = playbook.decisions[0]
    assert (wanted.by, wanted.hear) == (Some((Named("owner"), Named("lawyer"))), None)
    assert (wanted.topic, wanted.yes) == ("", "said yes to {it}")
    assert wanted.good_for_them == "no second tool for one missing thing"
    assert playbook.end["lost"].reasons == ("too late",)
    assert playbook.end["no-decision"].reasons == ("no time for it",)


def test_a_decision_on_something_else_is_spoken_of_anew() -> None:
    """It takes topic and yes over only where `whether` stays as it is."""
    base = SMALL.replace("by: owner", "by: owner\n        topic: whether to have it\n        yes: took it", 1)
    patch = """\
format: 1
id: own
extends: small-add-on
stages:
  - id: want
    steps:
      - {id: wanted, whether: CLAUSE}
"""
    told = []
    for clause in ("the whole thing is leased", base.split("whether: ")[1].split("\n")[0]):
        playbook, said = extended(patch.replace("CLAUSE", clause), base)
        assert said == []
        assert playbook is not None
        told.append((playbook.decisions[0].topic, playbook.decisions[0].yes))
    assert told == [("", ""), ("whether to have it", "took it")]


def test_entries_have_their_places() -> None:
    """It puts a new entry after the one above it, and the first of the list at the start."""
    yaml = """\
format: 1
id: own
extends: small-add-on
stages:
  - {id: find, title: Who has it?, steps: [{id: found, whether: somebody has it, by: user}]}
  - id: want
    steps:
      - id: gap-shown
      - {id: tried, will: try it, by: user}
  - id: try
    title: Does it work?
    steps: [{id: works, whether: it works, by: user}]
"""
    playbook, said = extended(yaml)
    assert said == []
    assert playbook is not None
    assert [stage.id for stage in playbook.stages] == ["find", "want", "try", "order"]
    assert list(playbook.steps) == ["found", "gap-shown", "tried", "wanted", "works", "ordered"]


def test_without() -> None:
    """It notes what never applies, and takes what the map below it left out as left out too."""
    base = SMALL + "extends: small\nwithout: [gap-shown]\n"

    def parent(name: str) -> tuple[bytes, str]:
        return (base if name == "small-add-on" else SMALL).encode(), f"{name}.yaml"

    yaml = "format: 1\nid: own\nextends: small-add-on\nwithout: [wanted]\n"
    playbook, problems = read(yaml.encode(), "own.yaml", parent)
    assert all(problem.advice for problem in problems)
    assert playbook is not None
    assert playbook.without == ("gap-shown", "wanted")


def test_mistakes_keep_their_file() -> None:
    """It says in which of the two files each mistake stands, the map's own first."""
    yaml = "format: 1\nid: own\nextends: small-add-on\nwithout: [wnated]\nroles:\n  user:\n"
    assert extended(yaml, SMALL.replace("takes: 2d", "takes: long"))[1] == [
        'own.yaml:4:11: "wnated" is nothing in this map. Did you mean wanted?',
        'base.yaml:12:65: "user" is no role of this map, which has owner.',
        'base.yaml:12:78: "long" is no length of time: write 10d, 10bd, 2w, 3m, 3-5d, 2d-3w or 3w+',
        'base.yaml:16:15: "user" is no role of this map, which has owner.',
    ]


def test_what_cannot_be_extended() -> None:
    """It says why there is nothing to extend."""
    head = "format: 1\nid: own\nextends: "
    for yaml, base, said in [
        (head + "smal", SMALL, 'own.yaml:3:10: the map "smal" cannot be read: there is no such map'),
        (head + "../x", SMALL, 'own.yaml:3:10: "extends" is the id of another map'),
        (head + "[a]", SMALL, 'own.yaml:3:10: "extends" is the id of another map'),
        (head + "small-add-on", "- a", 'own.yaml:3:10: the file of the map "small-add-on" holds no map'),
        (
            head + "small-add-on",
            "a: [b",
            "base.yaml:1:4: the bracket that opens here is not closed where it should be",
        ),
        (
            head + "small-add-on",
            SMALL + "extends: small-add-on",
            "base.yaml:27:10: small-add-on -> small-add-on: maps cannot extend each other in a circle: name another",
        ),
        (
            head + "small-add-on\nwithout: [ordered]",
            SMALL,
            'base.yaml:19:9: the last stage has no decision left: leave the whole stage out with "without", '
            "or one decision in",
        ),
        (
            head + "small-add-on\nwithout: [ordered]\nends: {won: {needs: [ordered]}}",
            SMALL,
            'own.yaml:5:14: "ordered" wins the deal, so it cannot stand in "without"',
        ),
    ]:
        assert extended(yaml, base) == (None, [said])


def test_the_file_beside(tmp_path: Path) -> None:
    """It finds the other map in the same folder."""
    (tmp_path / "small-add-on.yaml").write_text(SMALL, encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text("format: 1\nid: own\nextends: small-add-on\n", encoding="utf-8")
    assert load(str(own)).closing == "ordered"
