"""No rule looks at text: with every sentence replaced by another, the same lines stand in the same order."""

from __future__ import annotations

import ast
import codecs
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import callplan

ROOT = Path(callplan.__file__).parent
# What chooses among sentences by their words is grammar, and is left as it is
COMPOSING = ("core/plan", "core/happened.py", "core/names.py", "core/report.py")
LINES = """
import json, sys
from said_aloud import a_page
from random_maps import a_map
from random_histories import a_history
from random import Random
from callplan.core.entries import live
from callplan.core.events import Held
from callplan.core.report import told_of

def kinds(lines):
    return [[line.section, line.mark, line.drop, len(line.keys)] for line in lines]

found = []
for seed in range(int(sys.argv[1])):
    found.append(kinds(a_page(seed).plan.lines))
    chance = Random(seed)
    entries = a_history(chance, a_map(chance))
    for batch in [each.batch for each in live(entries) if isinstance(each.event, Held)][-1:]:
        found.append(kinds(told_of(entries, batch, "acme", (), frozenset()).lines))
print(json.dumps(found))
"""


class Reworded(ast.NodeTransformer):
    """Every sentence in another alphabet order: as long as it was, and with no word left as it was."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.JoinedStr:
        for value in node.values:
            if isinstance(value, ast.Constant):
                value.value = _other(str(value.value))
            elif isinstance(value, ast.FormattedValue):
                value.value = self.visit(value.value)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if isinstance(node.value, str) and " " in node.value and not node.value.isupper():
            return ast.Constant(_other(node.value))
        return node


def _other(text: str) -> str:
    """The text with each letter changed; what tells a yes-or-no clause from others is grammar and stays."""
    return " ".join(word if word == "whether" else codecs.encode(word, "rot13") for word in text.split(" "))


def _reworded(folder: Path) -> int:
    """A copy of the program in which every sentence of a page is another; how many modules that are."""
    shutil.copytree(ROOT, folder / "callplan", ignore=shutil.ignore_patterns("__pycache__"))
    files = [file for part in COMPOSING for file in sorted((folder / "callplan" / part).rglob("*.py"))]
    files += [folder / "callplan" / part for part in COMPOSING if part.endswith(".py")]
    for file in files:
        tree = Reworded().visit(ast.parse(file.read_text(encoding="utf-8")))
        file.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")
    return len(files)


def _lines(program: Path, seeds: int) -> list[object]:
    tests = Path(__file__).parent
    paths = f"{program}:{tests}"
    line = [sys.executable, "-c", LINES, str(seeds)]
    found = subprocess.run(line, env={"PYTHONPATH": paths}, capture_output=True, text=True, check=True)
    lines: list[object] = json.loads(found.stdout)
    return lines


@pytest.mark.parametrize("seeds", [60, pytest.param(200, marks=pytest.mark.torture)])
def test_no_rule_reads_a_sentence(tmp_path: Path, seeds: int) -> None:
    """It prints as many lines, of the same kinds in the same order, whatever the sentences are."""
    assert _reworded(tmp_path) > 15
    assert _lines(tmp_path, seeds) == _lines(ROOT.parent, seeds)
