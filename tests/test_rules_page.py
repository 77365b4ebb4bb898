"""docs/rules.md: every rule that code cites has its entry, and each entry names who cites it (`make rules`)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
SRC, TESTS = ROOT / "src" / "callplan", ROOT / "tests"
NUMBERS = r"\d+[a-e]?(?:(?:, | and | to |-)\d+[a-e]?)*"
CITED = re.compile(rf"\b(page rule|page principle|page section|rule|PLAYBOOKS|section)s? ({NUMBERS})", re.IGNORECASE)
ENTRY = re.compile(r"^\*\*(Rule|Page rule|Page principle|PLAYBOOKS) (\d+)[:.]", re.MULTILINE)
PAGE_SECTION = re.compile(r"\*\*[Ss]ection (\d+)\*\*")
MADE = re.compile(r"\n\n\*(?:Kept|Shown) in [^\n]*\*(?=\n|$)")


def numbers(told: str) -> set[int]:
    """Every number that a citation names: `58-60`, `7 to 10`, `3, 5 and 35`."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)[a-e]?(?:(?: to |-)(\d+))?", told):
        found.update(range(int(first), int(last or first) + 1))
    return found


def cited(text: str) -> set[tuple[str, int]]:
    """What a text cites: each kind of rule with its number."""
    kinds = {"section": "page section"}
    return {
        (kinds.get(kind.lower(), kind.lower()), number)
        for kind, told in CITED.findall(text)
        for number in numbers(told)
    }


def docstrings(file: Path) -> str:
    """What a file says of itself and of its parts."""
    parts = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if _is_documented(node)]
    return "\n".join(ast.get_docstring(node) or "" for node in parts)  # type: ignore[arg-type]


def _is_documented(node: ast.AST) -> bool:
    return isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))


def files(folder: Path) -> list[Path]:
    """The Python files under a folder, in their order, this one apart."""
    return [file for file in sorted(folder.rglob("*.py")) if file != Path(__file__)]


def citing(folder: Path) -> dict[tuple[str, int], list[str]]:
    """Who cites each rule where it says what it is."""
    found: dict[tuple[str, int], list[str]] = {}
    for file in files(folder):
        for each in cited(docstrings(file)):
            found.setdefault(each, []).append(f"`{file.relative_to(folder)}`")
    return found


def entries(text: str) -> set[tuple[str, int]]:
    """The rules that the page has an entry for."""
    rules = {(kind.lower(), int(number)) for kind, number in ENTRY.findall(text)}
    return rules | {("page section", int(number)) for number in PAGE_SECTION.findall(text)}


def made(text: str) -> str:
    """The page with the line under each entry that says where it is kept and where it is shown."""
    kept, shown = citing(SRC), citing(TESTS)
    parts = re.split(r"(?m)^(?=\*\*|#)", MADE.sub("", text))
    return "".join(_with_line(part, kept, shown) for part in parts)


def _with_line(part: str, kept: dict[tuple[str, int], list[str]], shown: dict[tuple[str, int], list[str]]) -> str:
    head = ENTRY.match(part)
    if not head:
        return part
    rule = (head[1].lower(), int(head[2]))
    told = [
        f"{word} {', '.join(found[rule])}" for word, found in (("Kept in", kept), ("Shown in", shown)) if rule in found
    ]
    line = ". ".join(told)
    return f"{part.rstrip()}\n\n*{line}.*\n\n" if line else part


def test_every_rule_that_code_cites_has_an_entry() -> None:
    """It holds of every number in code, tests and what is printed with `--why`."""
    known = entries(PAGE.read_text(encoding="utf-8"))
    every = {each for folder in (SRC, TESTS) for file in files(folder) for each in cited(file.read_text("utf-8"))}
    assert sorted(every - known) == []


def test_the_rules_run_through() -> None:
    """It has an entry for each of the 64 rules, the 19 page rules and the 13 principles, in their order."""
    found = [(kind, int(number)) for kind, number in ENTRY.findall(PAGE.read_text(encoding="utf-8"))]
    assert [number for kind, number in found if kind == "Rule"] == list(range(1, 65))
    assert [number for kind, number in found if kind == "Page rule"] == list(range(1, 21))
    assert [number for kind, number in found if kind == "Page principle"] == list(range(1, 14))


def test_who_cites_each_rule_is_named() -> None:
    """It is what `make rules` makes of it."""
    text = PAGE.read_text(encoding="utf-8")
    assert text == made(text)


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
