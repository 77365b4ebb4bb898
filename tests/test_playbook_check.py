"""`callplan playbook check`, as it is typed."""

from __future__ import annotations

import json
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from lines import Said

from callplan import cli
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
SPOKEN = "topic: whether to order, yes: ordered it"
FINE = MAP.format(name="fine", whether=f"it is ordered, no_is_right_if: it is dear, {SPOKEN}", by="buyer")
ODD = MAP.format(name="odd", whether=f"we show it, {SPOKEN}", by="buyer")
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


def checked(folder: Path, *words: str, **files: str) -> Said:
    """What `playbook check` says of these files."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    line = ["callplan", "playbook", "check", *[f"{name}.yaml" for name in files], *words]
    out, err = StringIO(), StringIO()
    with chdir(folder), mock.patch.object(sys, "argv", line), redirect_stdout(out), redirect_stderr(err):
        code = cli.main()
    return Said(out.getvalue(), err.getvalue(), code)


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


HEAD = "format: 1\nid: nasty\ntitle: A map\nroles: {user: {title: user}}\n"
STAGE = f"{HEAD}stages:\n- id: a\n  title: A\n  steps:\n"
DECIDED = "  - {id: d, whether: it is, by: user}\n"
MANY = "that is no map a person wrote"
SPLIT = f"{MANY}; take out what repeats, or make several maps of it"


def chain(count: int) -> str:
    """Acts each of which needs the one before."""
    acts = [f"  - {{id: s{number}, will: do it, by: user, needs: [s{number - 1}]}}\n" for number in range(1, count)]
    return f"  - {{id: s0, will: do it, by: user}}\n{''.join(acts)}"


NASTY: dict[str, tuple[bytes, str]] = {
    "empty": (b"", '1:1: the file is empty: a map begins with "format: 1"'),
    "latin": ("title: Ein Märchen\n".encode("latin-1"), "1:13: this is not UTF-8: save the file as UTF-8"),
    "tabs": (STAGE.replace("  title", "\ttitle").encode(), "7:1: a tab: indent with blanks"),
    "deep": (b"for: " + b"[" * 41 + b"]" * 41, "1:46: this stands more than 40 levels deep: no map needs that"),
    "large": (b"#" * 1_000_001, f"1:1: the file is larger than 1 MB: {MANY}; make several of it"),
    "nul": (b"title: A\0map", "1:9: a character that cannot be seen (U+0000): take it out"),
    "letter": (
        (STAGE + "  - {id: x, will: do it, by: user}\n" * 5_000).encode(),
        f"2148:26: more than 15,000 keys and values end here: {SPLIT}",
    ),
    "stages": (
        (f"{HEAD}stages:\n" + "- {id: t, title: T}\n" * 20_000).encode(),
        f"3003:3: more than 15,000 keys and values end here: {SPLIT}",
    ),
    "chain": (
        (STAGE + chain(3_000) + DECIDED).encode(),
        f"1507:6: more than 15,000 keys and values end here: {SPLIT}",
    ),
    "row": (
        (STAGE + chain(60) + DECIDED).encode(),
        '40:38: "s31" needs what needs something else, and so on, more than 30 in a row: '
        "take out what follows from the others",
    ),
    "steps": (
        (
            STAGE + "".join(f"  - {{id: s{number}, will: do it, by: user}}\n" for number in range(500)) + DECIDED
        ).encode(),
        "509:6: more than 500 steps, from here on: make several maps of it, one for each kind of client",
    ),
    "when": (
        (STAGE + DECIDED.replace("by: user", f"by: user, when: [{'amount, ' * 5_000}]")).encode(),
        "“A map” can be used; it has one decision.",
    ),
    "itself": (
        f"{STAGE}{DECIDED}extends: itself\n".encode(),
        "10:10: itself -> itself: maps cannot extend each other in a circle: name another",
    ),
    "row0": (f"{STAGE}{DECIDED}extends: row1\n".encode(), ""),
}
REST = [
    "row20.yaml:2:10: more than 20 maps extend each other here: let this one extend a map nearer to it",
    "empty.yaml/map.yaml:1:1: it cannot be read (not a directory): let yourself read it, or copy it",
    "folder:1:1: this is a folder, and a file is asked for: name one that is in it",
    "missing:1:1: there is no such file: look at how it is spelled, and at the folder you are in",
]


def test_the_nastiest_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what is wrong with each file, where, and what to do; one that cannot be read keeps it from no other."""
    monkeypatch.chdir(tmp_path)
    for name, (data, _) in NASTY.items():
        (tmp_path / f"{name}.yaml").write_bytes(data)
    for number in range(1, 61):
        (tmp_path / f"row{number}.yaml").write_text(f"id: row{number}\nextends: row{number + 1}\n")
    (tmp_path / "folder").mkdir()
    names = [*[f"{name}.yaml" for name in NASTY], "empty.yaml/map.yaml", "folder", "missing"]
    monkeypatch.setattr(sys, "argv", ["callplan", "playbook", "check", "--no-advice", *names])
    code = cli.main()
    out, err = capsys.readouterr()
    wrong = ", ".join([name for name in names if name != "when.yaml"])
    assert (code, err) == (3, f"callplan: {wrong} cannot be used as it is.\n")
    said = [
        f"{name}.yaml:{' ' if name == 'when' else ''}{sentence}" for name, (_, sentence) in NASTY.items() if sentence
    ]
    assert out.splitlines() == [*said, *REST]
