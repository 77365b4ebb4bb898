"""Forty names as people type them: by flag, by answers file and at the interview, each is the person it means."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from answering import Answering
from story import Story
from test_interview import Story as Told
from test_interview import read

from callplan.core.interview.party import Party
from callplan.core.names import Names
from callplan.core.person import meant
from callplan.core.text import written
from callplan.errors import Usage

TODAY = date(2026, 11, 22)
WAY = """
roles:
  boss: {title: managing director}
stages:
- {id: one, title: Shall we?, steps: [{id: go, whether: to go on, by: boss}]}
- {id: two, title: The order, steps: [{id: order, whether: to order, by: boss}]}
"""
HEADER = "format: 1\nid: way\ntitle: A way to buy\n"
# typed, kept, printed
FORTY = (
    ("Marta Lind", "Marta Lind", "Marta"),
    ("  marta\u00a0 roth ", "marta roth", "marta"),
    ("Lindqvist, Eva", "Eva Lindqvist", "Eva"),
    ("Holm, Ida, PhD", "Ida Holm, PhD", "Ida"),
    ("Bo Ek <bo.ek@x.se>", "Bo Ek", "Bo"),
    ('"Stein, Uwe" <u@x.de>', "Uwe Stein", "Uwe"),
    ("Jose\u0301 Garci\u0301a Lo\u0301pez", "José García López", "José"),
    ("María-José Núñez", "María-José Núñez", "María-José"),
    ("Piet van den Berg", "Piet van den Berg", "Piet"),
    ("Jong, Kees de", "Kees de Jong", "Kees"),
    ("van Dijk", "van Dijk", "van Dijk"),
    ("Jan vd Steen", "Jan vd Steen", "Jan"),
    ("vd Velde", "vd Velde", "vd Velde"),
    ("Van Nguyen", "Van Nguyen", "Van Nguyen"),
    ("Seán O'Brien", "Seán O'Brien", "Seán"),
    ("Aoife O’Neill", "Aoife O’Neill", "Aoife"),
    ("Ó Briain", "Ó Briain", "Ó Briain"),
    ("Jean-Pierre Martin", "Jean-Pierre Martin", "Jean-Pierre"),
    ("Simon Murtha-Smith", "Simon Murtha-Smith", "Simon"),
    ("王小明", "王小明", "王小明"),
    ("Xiaoming Wang", "Xiaoming Wang", "Xiaoming"),
    ("Dr. Hans von der Heide", "Dr. Hans von der Heide", "Dr. von der Heide"),
    ("Prof. Dr. Klein", "Prof. Dr. Klein", "Prof. Dr. Klein"),
    ("Frau Schmidt", "Frau Schmidt", "Frau Schmidt"),
    ("Mr Ng", "Mr Ng", "Mr Ng"),
    ("Mrs Ng", "Mrs Ng", "Mrs Ng"),
    ("J. R. Tolland", "J. R. Tolland", "J. R. Tolland"),
    ("P.J. Hale", "P.J. Hale", "P.J. Hale"),
    ("Hearst Jr., William", "William Hearst Jr.", "William"),
    ("LEWIS, DOMINIC G", "DOMINIC G LEWIS", "DOMINIC"),
    ("X", "X", "X"),
    ("Snuggle", "Snuggle", "Snuggle"),
    ("🙂 Olga Ruiz", "🙂 Olga Ruiz", "Olga"),
    ("\u200fYael\u200e Cohen", "Yael Cohen", "Yael"),
    ("Nora [/x] Vale", "Nora [/x] Vale", "Nora"),
    ("Quist: the boss", "Quist: the boss", "Quist"),
    ("O'Hara @ Oz", "O'Hara @ Oz", "O'Hara"),
    ('Robert "Bobby" Dale', 'Robert "Bobby" Dale', "Bobby"),
    ("Alex (Alexandra) Thorn", "Alex (Alexandra) Thorn", "Alex"),
    ("İpek Yılmaz", "İpek Yılmaz", "İpek"),
)
KEPT = [kept for _, kept, _ in FORTY]


def opened(home: Path) -> Story:
    """A deal with all forty, each typed as a flag."""
    story = Story(home, WAY, today="2026-11-22")
    people = [word for typed, _, _ in FORTY for word in ("--with", written(typed) + ":boss,new")]
    said = story.line("prep", "acme", "--playbook", str(story.file), "--no-input", "--json", *people)
    assert said.code == 0, said.err
    return story


def kept(story: Story) -> list[str]:
    """Everybody there is, as they are kept."""
    return [each["name"] for each in story.line("person", "acme", "--json").json["people"]]


def test_by_flag(tmp_path: Path) -> None:
    """It keeps each as one person, and takes what was typed, what is kept and what is printed for them again."""
    story = opened(tmp_path)
    assert sorted(kept(story)) == sorted(KEPT)
    for typed, name, _ in FORTY:
        said = story.line("debrief", "acme", "--with", written(typed), "--not-asked", "--json", "--no-input")
        assert said.code == 0, (typed, said.err)
        assert story.line("person", "acme", "--as", f"{written(name)}:{written(name)}").code == 0
    assert sorted(kept(story)) == sorted(KEPT)


def test_by_answers_file(tmp_path: Path) -> None:
    """It keeps each from an answers file as it does from a flag."""
    story, answers = Story(tmp_path, WAY), tmp_path / "answers.yaml"
    texts = [f"{written(typed)}:boss,new" for typed, _, _ in FORTY]
    answers.write_text(yaml.safe_dump({"with": texts}, allow_unicode=True), encoding="utf-8")
    said = story.line("prep", "acme", "--playbook", str(story.file), "--no-input", "--answers", str(answers))
    assert said.code == 0, said.err
    assert sorted(kept(story)) == sorted(KEPT)


@pytest.mark.parametrize(("typed", "name", "_"), FORTY)
def test_at_the_interview(typed: str, name: str, _: str) -> None:
    """It keeps each as it was typed at the question who is there."""
    story = Told(read(HEADER + WAY), TODAY)
    asker = Answering(**{"with names": f"{typed};", f"with {name} role": "boss"})
    story.prep(asker)
    assert story.deal is not None
    assert list(story.deal.people) == [name]


@pytest.mark.parametrize(("typed", "name", "printed"), FORTY)
def test_how_each_is_printed(typed: str, name: str, printed: str) -> None:
    """It prints each alone as they are called, and knows them by that."""
    story = Told(read(HEADER + WAY), TODAY)
    given: dict[str, Any] = {"with": [written(typed) + ":boss"]}
    story.prep(Answering(**{f"called {name}": printed}), **given)
    assert story.deal is not None
    assert Names(story.deal, TODAY).short(name).replace("\u00a0", " ") == printed
    assert meant(printed, {each: contact.called for each, contact in story.deal.people.items()}) == [name]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_printed_is_read(seed: int) -> None:
    """It understands whatever the page prints for somebody as them, whoever else is there."""
    chance = Random(seed)
    story = Told(read(HEADER + WAY), TODAY)
    some = chance.sample(KEPT, chance.randint(2, 40))
    called = [written(name, chance.choice(KEPT).split()[0]) for name in some if chance.random() < 0.3]
    given: dict[str, Any] = {"with": [written(name) + ":boss,new" for name in some], "as": called}
    story.prep(Answering(), **given)
    assert story.deal is not None
    names = Names(story.deal, TODAY)
    calls = {each: contact.called for each, contact in story.deal.people.items()}
    for name in some:
        for printed in (names.short(name), names.full(name)):
            assert meant(printed, calls) == [name], printed


def test_a_part_behind_a_name() -> None:
    """It keeps no part for a piece of a name: it is asked next."""
    told = "“Marta Lind:boss”: write the name alone; the part they play is asked next."
    with pytest.raises(Usage, match=re.escape(told)):
        Told(read(HEADER + WAY), TODAY).prep(Answering(with_names="Marta Lind:boss"))


def test_one_name() -> None:
    """It drops no name in silence where one person is meant."""
    story = Told(read(HEADER + WAY), TODAY)
    story.prep(Answering(**{"with names": "Marta Lind", "with Marta Lind role": "boss"}))
    assert story.deal is not None
    question = next(Party(story.deal, story.deal.playbook, {}, TODAY).newcomers("who", "Their full name?"))
    with pytest.raises(Usage, match="One person is meant here, not 2: write one name"):
        question.read("Ana Lima, Rui Costa")
    assert question.read("Ana Lima") == ["Ana Lima"]
