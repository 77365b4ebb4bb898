"""docs/answers.md: every flag that answers something, its key in an answers file, and what is asked for it.

`make answers` writes the page anew.
"""

from __future__ import annotations

import inspect
import re
import tempfile
from pathlib import Path
from random import Random
from typing import Any, get_args

from answering import Answering, ByChance
from scenes import SCENES, home_of, played
from test_interview import BUNDLED, Story

from callplan import playbook_file, settings
from callplan.cli.app import parameters
from callplan.cli.asking import NO_ANSWERS
from callplan.cli.door import command
from callplan.core import phrase
from callplan.core.flags import FLAGS
from callplan.core.founding.questions import founding
from callplan.core.founding.starter import Starter
from callplan.core.interview.course import complete
from callplan.core.interview.question import Question

PAGE = Path(__file__).parents[1] / "docs" / "answers.md"
COMMANDS = ("prep", "debrief", "playbook new")
HEAD = """\
# Answers

What `callplan prep`, `debrief` and `playbook new` ask at a terminal can be said beforehand: with a flag, or in a file.
`--answers FILE` (or `-` for a pipe) reads YAML or JSON whose keys are the flags without their dashes; what may be said
more than once is a list. Flags overrule the file. With `--no-input`, or without a terminal, nothing is asked: what was
left out stays open, and what cannot be left out ends with exit code 4 and the flag's name.

```yaml
with: ["Marta Lind", "Piet Maas"]
decided: ["ordered:Piet Maas:wrote:we take it"]
we-promised: ["send the price:friday"]
verdict: advanced
```

A colon inside a field is written `\\:`. In a file the parts of a text may also stand one by one, under the words of its
form in small letters, and then nothing is escaped: `decided: [{decision: ordered, person: Piet Maas, words: "yes: we
take it"}]`. `roles` and `people` are lists, `told-by` says who told what was `heard`, `on` is the day behind the @.
`callplan debrief DEAL --schema` prints what may stand there for that deal, as a JSON Schema.

Days are written as one writes them:
`2026-12-03`, `3 dec`, `dec 3 2026`, `thu 3 dec` (checked), `3.12.`, `today`, `thursday`, `next thursday` (of next
week), `last thursday`, `+3d`, `-4d`, `+2w`, `+1m`, `+5bd`, `in two weeks`, `three days ago`, `next week` (its Friday),
`end of january`, `mid january`, `the 15th`, `eow`, `eom`. Where they tell what has happened they lie behind us, else
ahead, counted from the call. What was not typed in full is said back; `3/12` is refused.

What is told without a day (`--set`, `--settled`, `--done`, with no `@DATE`) counts as told today, or on the day of the
last call if that is later; `--on` is the day of the call and of nothing else. What was decided between two calls, by
mail or in a meeting you hear of later, is told to `prep` at any time: `callplan prep DEAL --settled
order:Rui:wrote@2026-11-26`. The ids of promises (`p1`) and concerns (`c1`) stand in `callplan log DEAL`.

`callplan playbook schema --answers > answers-schema.json` and a first line `# yaml-language-server:
$schema=answers-schema.json` have an editor that knows YAML explain, complete and check such a file while you type.
"""


def asked() -> dict[str, list[str]]:
    """The questions of every scene under each flag that answers them, in the words of the screen."""
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for scene in SCENES:
            for question, _ in played(scene, home_of(scene, Path(folder) / scene.name)).asked:
                for flag in flags_of(question):
                    found.setdefault(f"{scene.command} {flag}", []).append(said(question))
    for question in founded():
        for flag in flags_of(question):
            found.setdefault(f"playbook new {flag}", []).append(said(question))
    return {flag: list(dict.fromkeys(texts)) for flag, texts in found.items()}


def founded() -> list[Question]:
    """What is asked about a kind of client of whom there is something to tell everywhere."""
    asker = Answering()
    asker.given = {
        "also who": ["security", "+"], "also others": "works council", "decide what": ["order", "+", "="],
        "decide order": "it is ordered", "decide own 1": "the hall is free", "decide own 2": "",
        "hangs on": ["above", "by-day", "in-writing"], "hangs on sum": "50k", "hangs on day": "the lease ends",
    }  # fmt: skip
    starter = Starter(playbook_file.load(settings.starter()))
    complete({}, lambda so_far: founding(so_far, "plants", starter), asker)
    return asker.asked


def flags_of(question: Question) -> list[str]:
    """The flags that answer a question."""
    return re.findall(r"--[a-z-]+", question.flags)


def said(question: Question) -> str:
    """A question's text, as it stands in a list of Markdown."""
    return question.text.replace(phrase.HARD_SPACE, " ").replace("|", "\\|")


def options(name: str) -> dict[str, tuple[str, str]]:
    """The flags of a command that answer something: how each is written, and what it says."""
    does = command(name)
    hints = parameters(does)
    found = {}
    for parameter in inspect.signature(does).parameters:
        if parameter not in NO_ANSWERS:
            option: Any = get_args(hints[parameter])[-1]
            spelled = [option.default, *(option.param_decls or ())][0]
            found[spelled] = (option.metavar or "", option.help)
    return found


def page() -> str:
    """The whole page."""
    questions, lines = asked(), [HEAD]
    for name in COMMANDS:
        lines.append(f"## callplan {name}\n")
        for flag, (metavar, explained) in options(name).items():
            lines.append(f"- **`{f'{flag} {metavar}'.strip()}`** (`{flag[2:]}` in a file): {explained}")
            lines += [f"  - {text}" for text in questions.get(f"{name} {flag}", ["*is not asked*"])]
        lines.append("")
    return "\n".join(lines)


def test_written() -> None:
    """The page is what the code says now."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_flag_is_taken() -> None:
    """Each row of the table of flags is one of a command."""
    taken = {flag[2:] for name in (*COMMANDS, "close", "letter") for flag in options(name)}
    assert not set(FLAGS) - taken


def test_every_question_has_its_flag() -> None:
    """Whatever is asked on any map names flags that its command has."""
    known = {name: options(name) for name in COMMANDS}
    for file in BUNDLED:
        story = Story(playbook_file.load(str(file), lambda name: (b"", name)))
        chance = Random(file.stem)
        for _ in range(12):
            for name, tell in (("prep", story.prep), ("debrief", story.debrief)):
                asker = ByChance(chance)
                tell(asker)
                for question in asker.asked:
                    assert flags_of(question), question
                    assert set(flags_of(question)) <= set(known[name]), question


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
