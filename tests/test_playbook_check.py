"""`callplan playbook check`, as it is typed."""

from __future__ import annotations

import json
import os
from pathlib import Path

from lines import Said, said

from callplan.playbook_file import read

MAP = """\
format: 1
id: {name}
title: A map
roles: {{buyer: {{title: buyer}}}}
stages:
  - id: order
    title: Shall we order?
    steps:
      - {{id: ordered, whether: {whether}, by: {by}}}
"""
FINE = MAP.format(name="fine", whether="it is ordered, no_is_right_if: it is dear", by="buyer")
ODD = MAP.format(name="odd", whether="we show it", by="buyer")
WRONG = MAP.format(name="wrong", whether="It is ordered", by="buyr")
OURS = (
    'odd.yaml:9:32: "whether" tells what we do, and only they decide: say what they decide on, '
    'or make it an act of ours ("will:")\n'
)
NO = (
    'odd.yaml:9:14: "ordered" has no "no_is_right_if": say when a no is right for them, so that the plan can offer it\n'
)
CAPITAL = (
    'wrong.yaml:9:32: "whether" begins with a capital, and it stands inside a sentence: '
    "use a small letter, unless it is a name\n"
)
MISTAKE = 'wrong.yaml:9:51: "buyr" is no role of this map. Did you mean buyer?\n'


def checked(tmp_path: Path, *words: str, **files: str) -> Said:
    """What `playbook check` says of these files."""
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    before = os.getcwd()
    os.chdir(tmp_path)
    try:
        return said(tmp_path, "playbook", "check", *[f"{name}.yaml" for name in files], *words)
    finally:
        os.chdir(before)


def test_advice_stands_apart(tmp_path: Path) -> None:
    """It names the mistakes of every file first, then what would serve better, and can leave that out."""
    usable = "fine.yaml: “A map” can be used; it has one decision.\n"
    usable += "odd.yaml: “A map” can be used; it has one decision.\n"
    advice = "\nAdvice, which keeps no map from being used (--no-advice leaves it out):\n"
    wrong = "callplan: wrong.yaml cannot be used as it is.\n"
    found = checked(tmp_path, fine=FINE, odd=ODD, wrong=WRONG)
    assert found == Said(f"{usable}{MISTAKE}{advice}{NO}{OURS}{CAPITAL}", wrong, 3)
    found = checked(tmp_path, "--no-advice", fine=FINE, odd=ODD, wrong=WRONG)
    assert found == Said(f"{usable}{MISTAKE}", wrong, 3)
    assert checked(tmp_path, fine=FINE) == Said(usable.splitlines()[0] + "\n")


def test_as_json(tmp_path: Path) -> None:
    """It tells the same as data, in the order of the lines."""
    found = json.loads(checked(tmp_path, "--json", odd=ODD).out)
    problems = read(ODD.encode(), "odd.yaml")[1]
    told = [
        {"file": "odd.yaml", "line": 9, "column": column, "sentence": problem.sentence, "advice": True}
        for column, problem in zip((14, 32), problems, strict=True)
    ]
    assert found == {"schema": 1, "files": [{"file": "odd.yaml", "usable": True, "problems": told}]}
    found = json.loads(checked(tmp_path, "--json", "--no-advice", odd=ODD).out)
    assert found == {"schema": 1, "files": [{"file": "odd.yaml", "usable": True, "problems": []}]}
