"""Every question of every scene at a real terminal: answered, left and taken up again, gone back to."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from lines import said
from scenes import AGAIN, HELD, NEW, SCENES, SPOKEN, Played, Scene, copied, home_of, journal, played
from screen import CTRL_C, CTRL_D, DOWN, ENTER, ESC, Screen
from typist import keys, line

from callplan.core.interview.question import Question

SIZES = ((80, 24), (40, 12))
RESUME = "You stopped after"
WIDTHS = (*SIZES, (60, 20), (120, 40))
LENGTHS = {NEW.name: 20, AGAIN.name: 5, HELD.name: 27, SPOKEN.name: 11}
LEFT = [
    pytest.param(scene, number, id=f"{scene.name}-{number}")
    for scene in (NEW, AGAIN, HELD, SPOKEN)
    for number in (0, LENGTHS[scene.name] // 2, LENGTHS[scene.name] - 1)
]


class Stage:
    """A scene ready to be played: a home as it stood before, and how it went without a terminal."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self.home = home_of(scene, folder / "before")
        self.told = played(scene, copied(self.home, folder / "told"))


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    return {scene.name: Stage(scene, tmp_path_factory.mktemp("scene")) for scene in SCENES}


def begun(stage: Stage, home: Path, size: tuple[int, int], *more: str) -> Screen:
    """The scene's command at a terminal."""
    columns, rows = size
    return Screen(home, *stage.scene.words, *more, columns=columns, rows=rows, CALLPLAN_TODAY=stage.scene.today)


def ending(question: Question) -> str:
    """What a question ends with, on one line."""
    return " ".join(question.text.split())[-60:]


def asks(screen: Screen, question: Question, was: Any = "") -> None:
    """Wait until a question is asked: a list with its pointer below it, a line with nothing but what it was."""
    lines = () if question.choices else ("", "Enter:", " ".join(question.typed(was or question.begun).split()))
    screen.asks(ending(question), "»" if question.choices else "", lines)


def answers(screen: Screen, asked: tuple[tuple[Question, Any], ...]) -> None:
    """Answer some questions, each in its turn."""
    for question, answer in asked:
        asks(screen, question)
        screen.child.send(keys(question, answer))


@pytest.mark.parametrize("size", [*SIZES, *[pytest.param(each, marks=pytest.mark.torture) for each in WIDTHS[2:]]])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_once_through(stages: dict[str, Stage], tmp_path: Path, scene: Scene, size: tuple[int, int]) -> None:
    """Typed at a terminal of any width, it leaves the journal that its flags leave."""
    stage = stages[scene.name]
    screen = begun(stage, copied(stage.home, tmp_path / "typed"), size)
    answers(screen, stage.told.asked)
    assert screen.ends() == 0
    assert journal(tmp_path / "typed") == stage.told.journal
    assert not list((tmp_path / "typed").glob("drafts/*"))


@pytest.mark.parametrize(("scene", "number"), LEFT)
def test_left(stages: dict[str, Stage], tmp_path: Path, scene: Scene, number: int) -> None:
    """Left at one question and taken up again, it comes to the same."""
    stage, home = stages[scene.name], tmp_path / "home"
    asked, size = stage.told.asked, SIZES[number % 2]
    first = begun(stage, copied(stage.home, home), size)
    answers(first, asked[:number])
    asks(first, asked[number][0])
    first.child.send(CTRL_C if number % 3 else CTRL_D)
    assert first.ends() == 130
    assert not scene.before or journal(home) == stage.told.journal[: len(journal(home))]
    again = begun(stage, home, size)
    if number:
        again.answers((RESUME, ENTER))
    answers(again, asked[number:])
    assert again.ends() == 0
    assert journal(home) == stage.told.journal
    assert not list(home.glob("drafts/*"))


@pytest.mark.parametrize(
    "scene",
    [AGAIN, *[pytest.param(scene, marks=pytest.mark.torture) for scene in (NEW, HELD, SPOKEN)]],
    ids=lambda scene: scene.name,
)
def test_left_everywhere(stages: dict[str, Stage], tmp_path: Path, scene: Scene) -> None:
    """Left at every single question, it comes to the same in the end."""
    stage, home = stages[scene.name], tmp_path / "home"
    copied(stage.home, home)
    for number, (question, _) in enumerate(stage.told.asked):
        screen = begun(stage, home, SIZES[number % 2])
        if number > 1:
            screen.answers((RESUME, ENTER))
        answers(screen, stage.told.asked[max(0, number - 1) : number])
        asks(screen, question)
        screen.child.send(CTRL_C if number % 3 else CTRL_D)
        assert screen.ends() == 130
        assert not scene.before or journal(home) == stage.told.journal[: len(journal(home))]
    last = begun(stage, home, (80, 24))
    last.answers((RESUME, ENTER))
    answers(last, stage.told.asked[-1:])
    assert last.ends() == 0
    assert journal(home) == stage.told.journal


@pytest.mark.parametrize("size", [WIDTHS[1], pytest.param(WIDTHS[3], marks=pytest.mark.torture)])
@pytest.mark.parametrize("scene", [NEW, AGAIN, HELD, SPOKEN], ids=lambda scene: scene.name)
def test_back(stages: dict[str, Stage], tmp_path: Path, scene: Scene, size: tuple[int, int]) -> None:
    """One back from every question, Enter takes the old answer, and it comes to the same."""
    stage, home = stages[scene.name], tmp_path / "home"
    screen = begun(stage, copied(stage.home, home), size)
    before = None
    for number, (question, answer) in enumerate(stage.told.asked):
        asks(screen, question)
        if before:
            screen.child.send("<" if number % 2 and question.choices else ESC)
            screen.loses(ending(question))
            asks(screen, *before)
            screen.child.send(ENTER)
            asks(screen, question)
        screen.child.send(keys(question, answer))
        before = question, answer
    assert screen.ends() == 0
    assert journal(home) == stage.told.journal


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_flags(stages: dict[str, Stage], tmp_path: Path, scene: Scene) -> None:
    """The flags that say the same leave the same journal."""
    stage = stages[scene.name]
    home = copied(stage.home, tmp_path / "flags")
    found = said(home, *scene.words, *stage.told.flags, "--no-input", CALLPLAN_TODAY=scene.today)
    assert (found.code, "\x1b" in found.out) == (0, False)
    assert journal(home) == stage.told.journal


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_plain(stages: dict[str, Stage], tmp_path: Path, scene: Scene) -> None:
    """Plain prompts read from a pipe leave the same journal, without a draft and without an escape."""
    stage = stages[scene.name]
    home = copied(stage.home, tmp_path / "plain")
    typed = "\n".join([line(question, answer) for question, answer in stage.told.asked])
    found = said(home, *scene.words, "--plain-prompts", typed=f"{typed}\n", CALLPLAN_TODAY=scene.today)
    assert (found.code, "\x1b" in found.out + found.err) == (0, False)
    assert journal(home) == stage.told.journal
    assert not (home / "drafts").exists()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_answers_file(stages: dict[str, Stage], tmp_path: Path, scene: Scene) -> None:
    """An answers file under the names of the flags leaves the same journal."""
    stage = stages[scene.name]
    home = copied(stage.home, tmp_path / "file")
    (tmp_path / "answers.yaml").write_text(as_file(stage.told))
    found = said(
        home, *scene.words, "--answers", str(tmp_path / "answers.yaml"), "--no-input", CALLPLAN_TODAY=scene.today
    )
    assert found.code == 0, found.err
    assert journal(home) == stage.told.journal


def as_file(told: Played) -> str:
    """The flags of a scene as an answers file."""
    lines: dict[str, list[str]] = {}
    words = list(told.flags)
    while words:
        key = words.pop(0).removeprefix("--")
        lines.setdefault(key, []).append("true" if not words or words[0].startswith("--") else repr_of(words.pop(0)))
    return "".join(
        f"{key}: {texts[0]}\n" if len(texts) == 1 else f"{key}: [{', '.join(texts)}]\n" for key, texts in lines.items()
    )


def repr_of(text: str) -> str:
    """A text as YAML quotes it."""
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_gone(stages: dict[str, Stage], tmp_path: Path, how: signal.Signals, plain: bool) -> None:
    """A terminal that is closed, or a crash, loses no answer."""
    stage, home = stages[NEW.name], tmp_path / "home"
    more = ("--plain-prompts",) if plain else ()
    first = begun(stage, copied(stage.home, home), (80, 24), *more)
    for question, answer in stage.told.asked[:6]:
        first.asks(question.text, "? tells why" if plain else "")
        first.child.send(line(question, answer) + "\r" if plain else keys(question, answer))
    first.asks(stage.told.asked[6][0].text)
    os.kill(first.child.pid, how)
    first.child.wait()
    again = begun(stage, home, (80, 24))
    again.answers((RESUME, ENTER))
    answers(again, stage.told.asked[6:])
    assert again.ends() == 0
    assert journal(home) == stage.told.journal


def test_anew(stages: dict[str, Stage], tmp_path: Path) -> None:
    """From the first question on, each answer given before is offered again: Enter all the way."""
    stage, home = stages[HELD.name], tmp_path / "home"
    first = begun(stage, copied(stage.home, home), (80, 24))
    answers(first, stage.told.asked[:-1])
    asks(first, stage.told.asked[-1][0])
    first.child.send(CTRL_C)
    assert first.ends() == 130
    again = begun(stage, home, (80, 24))
    again.answers((RESUME, DOWN + ENTER))
    for question, answer in stage.told.asked[:-1]:
        asks(again, question, answer)
        again.child.send(ENTER)
    answers(again, stage.told.asked[-1:])
    assert again.ends() == 0
    assert journal(home) == stage.told.journal


def test_thrown_away(stages: dict[str, Stage], tmp_path: Path) -> None:
    """Thrown away, nothing of it is left, and it begins anew."""
    stage, home = stages[NEW.name], tmp_path / "home"
    first = begun(stage, copied(stage.home, home), (80, 24))
    answers(first, stage.told.asked[:3])
    asks(first, stage.told.asked[3][0])
    first.child.send(CTRL_C)
    assert first.ends() == 130
    again = begun(stage, home, (80, 24))
    again.answers((RESUME, DOWN + DOWN + ENTER))
    asks(again, stage.told.asked[0][0])
    assert not list(home.glob("drafts/*"))
    again.child.send(CTRL_C)
    assert again.ends() == 130
    assert "nothing was written" in again.text


def test_half_typed(stages: dict[str, Stage], tmp_path: Path) -> None:
    """What was half typed or half ticked stands there again."""
    stage, home = stages[SPOKEN.name], tmp_path / "home"
    asked = stage.told.asked
    why = next(number for number, (question, _) in enumerate(asked) if question.key == "deferred ordered why")
    first = begun(stage, copied(stage.home, home), (80, 24))
    answers(first, asked[:why])
    asks(first, asked[why][0])
    first.child.send("after the au")
    first.sees("after the au")
    first.child.send(CTRL_C)
    assert first.ends() == 130
    again = begun(stage, home, (80, 24))
    again.answers((RESUME, ENTER), ("after the au", "dit" + ENTER))
    answers(again, asked[why + 1 :])
    assert again.ends() == 0
    assert journal(home) == stage.told.journal


@pytest.mark.parametrize("scene", [NEW, AGAIN, HELD, SPOKEN], ids=lambda scene: scene.name)
def test_every_question(stages: dict[str, Stage], scene: Scene) -> None:
    """Each question of these scenes is among those left and gone back to above."""
    assert LENGTHS[scene.name] == len(stages[scene.name].told.asked)
