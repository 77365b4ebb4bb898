"""The maps that come with callplan, as people copy them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.playbook_file import read

FILES = {file.stem: file for file in sorted((Path(__file__).parents[1] / "playbooks").glob("*.yaml"))}
LANGUAGE = (
    "assume:", "before:", "brings:", "choices:", "depends:", "hear:", "if_no: go-on", "implied_by:", "kind: lost",
    "kind: void", "kind: won", "lasts:", "not_proof:", "on_call: true", "side: third-party", "side: us", "talk:",
    "times:", "track:", "until_then:", "unit:", "waive: {", "waive: never", "when:", "without_us: true",
)  # fmt: skip


def book(name: str) -> Playbook:
    """A map of ours, of which nothing is said."""
    playbook, problems = read(FILES[name].read_bytes(), f"{name}.yaml")
    assert playbook is not None, problems
    assert problems == ()
    return playbook


@pytest.mark.parametrize("name", FILES)
def test_clean(name: str) -> None:
    """It has no mistake and earns no advice, says when to choose it, and tells editors where its schema is."""
    playbook = book(name)
    assert playbook.id == name
    assert playbook.choose_when
    assert FILES[name].read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n")


@pytest.mark.parametrize("name", FILES)
def test_said_in_a_breath(name: str) -> None:
    """What is to be said to a fear has twenty words at most, and what they do is said of them."""
    playbook = book(name)
    for step in playbook.decisions:
        assert [concern.say for concern in step.concerns if not 0 < len(concern.say.split()) <= 20] == []
        assert [sign for sign in step.not_proof if not sign.startswith("they ")] == []
    for stage in playbook.stages:
        assert stage.signals
        assert [sign for sign in stage.signals if not sign.startswith("they ")] == []


def test_one_sentence_one_place() -> None:
    """No two steps of all the maps ask the same, fear the same, or are good or right for the same reason."""
    said: list[str] = []
    for name in FILES:
        for step in book(name).steps.values():
            said += [step.ask, step.listen_for, step.if_skipped]
            said += [step.help] if isinstance(step, Act) else []
            if isinstance(step, Decision):
                said += [step.good_for_them, step.no_is_right_if, *step.they_ask]
                said += [text for each in step.concerns for text in (each.fear, each.say, each.never)]
    assert [text for text, count in Counter(filter(None, said)).items() if count > 1] == []


def test_the_language_is_shown() -> None:
    """Whoever copies a line finds every part of the language used where it belongs, in one map or another."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in FILES.values())
    assert [part for part in LANGUAGE if f" {part}" not in text] == []


def test_shortened() -> None:
    """The renewal can be shortened as its first lines say, and what is left waits for nothing left out."""
    head = FILES["renewal"].read_text(encoding="utf-8").split("format: 1")[0]
    lines = [line.removeprefix("#     ") for line in head.splitlines() if line.startswith("#     ")]
    own = "\n".join(["format: 1", "id: ours", "title: How ours renew", *lines]).encode()
    playbook, problems = read(own, "ours.yaml", lambda name: (FILES[name].read_bytes(), f"{name}.yaml"))
    assert playbook is not None, problems
    assert problems == ()
    assert playbook.without == ("heir", "again", "market", "privacy")
