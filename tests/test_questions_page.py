"""docs/questions.md: every question of the scenes, as it is asked: its words, its choices, what Enter takes, and why.

`make answers` writes the page anew.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from scenes import ENDS, SCENES, home_of, played
from test_answers import founded

from callplan.core import phrase
from callplan.core.interview.question import Question

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
HEAD = """\
# Questions

What is asked at a terminal, in order, of one client told once: to be read aloud, and to see at once what a change
asks otherwise. Behind a question stand what Enter takes, the flags that say it beforehand, and why it is asked (`?`
shows that there). *Beside* are those that follow from an answer just given.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    with tempfile.TemporaryDirectory() as folder:
        for scene in (*SCENES, *ENDS):
            asked = played(scene, home_of(scene, Path(folder) / scene.name)).asked
            lines += [f"## {phrase.capital(scene.name)}: `callplan {scene.command}`", *_told([q for q, _ in asked])]
    lines += ["## A kind of client: `callplan playbook new`", *_told(founded())]
    return "\n\n".join(lines) + "\n"


def _told(asked: list[Question]) -> list[str]:
    """Each question once."""
    return list(dict.fromkeys("\n".join(_lines(each)) for each in asked))


def _lines(asked: Question) -> list[str]:
    lines = [f"**{_plain(asked.text)}**{' *Beside.*' if asked.detail else ''} `{asked.key}`, {asked.kind}\\"]
    lines += [f"above: {_plain(each)}\\" for each in asked.above]
    for each in (*asked.choices, *asked.more):
        whole = f": {_plain(each.detail)}" if each.detail not in ("", each.label) else ""
        lines.append(f"- {_plain(each.label)} {_code(each.value)}{whole}")
    took = asked.start
    facts = {
        "Enter": "needs an answer" if took is None else _code(took),
        "left empty": _plain(asked.empty),
        "begun": _plain(asked.begun),
        "flags": f"`{asked.flags}`" if asked.flags else "",
        "why": _plain(asked.why),
    }
    return [*lines, "; ".join(f"{name}: {said}" for name, said in facts.items() if said)]


def _code(value: object) -> str:
    """An answer as it is kept."""
    return f"`{value}`" if value else "(nothing)"


def _plain(text: str) -> str:
    """A text as it stands in Markdown."""
    return text.replace(phrase.HARD_SPACE, " ").replace("|", "\\|").replace("_", "\\_").replace("*", "\\*")


def test_written() -> None:
    """Every question is asked as the page says."""
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
