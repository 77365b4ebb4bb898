"""What is wrong with a file, and where; what the YAML reader stumbled over, said plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from yaml.error import MarkedYAMLError

from callplan.core.phrase import joined
from callplan.core.record import Record

MANY = 30
Mark = tuple[str, int, int]
_HIDDEN = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_PLAINLY = {
    "mapping values are not allowed in this context": "a colon with a blank after it begins a value, and "
    "none can begin here: put a text that holds a colon in quotation marks, or check the indent",
    "did not find expected key": "no key can stand here: check the indent of this line and of those above, "
    "and whether a quotation mark ends too early",
    "did not find expected '-' indicator": 'a line of a list begins with "- ": check the indent of this one',
    "did not find expected ',' or '}'": "the brace that opens here is not closed where it should be",
    "did not find expected ',' or ']'": "the bracket that opens here is not closed where it should be",
    "found unexpected end of stream": "the quotation mark that opens here is never closed",
    "found unexpected ':'": "in braces a colon needs a value after it; a text with one, quotation marks",
    "block sequence entries are not allowed in this context": "a list begins on a line of its own",
    "could not find expected ':'": "this line has no colon: a text that goes on in the next line is indented",
    "did not find expected <document start>": "something is left over after the end: check the brackets",
    "did not find expected node content": "a value is missing here, or a bracket before it is not closed",
    "found unknown directive name": 'a line cannot begin with "%": put the text in quotation marks',
    "could not find expected directive name": 'a line cannot begin with "%": put the text in quotation marks',
    "found unknown escape character": "a backslash in double quotation marks has a meaning: use single ones",
    "found invalid Unicode character escape code": "this escape stands for no character: write the character",
}
_WHERE_IT_OPENS = (
    "did not find expected ',' or '}'",
    "did not find expected ',' or ']'",
    "found unexpected end of stream",
)


class Problem(Record):
    """A mistake in a file, in one sentence; `advice`: the map can be used as it is."""

    file: str
    line: int
    column: int
    sentence: str
    advice: bool = False

    def __str__(self) -> str:
        return f"{clean(self.file)}:{self.line}:{self.column}: {self.sentence}"


def clean(text: str) -> str:
    """The text with what no screen should be sent replaced by a question mark."""
    return _HIDDEN.sub("?", text)


def cut(text: str) -> str:
    """The text in quotation marks, shortened to what an eye takes in."""
    told = " ".join(clean(text).split())
    return f'"{told}"' if len(told) <= 50 else f'"{told[:47]}..."'


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest of the known words, or nothing."""
    close = get_close_matches(word[:60], list(known), n=1)
    return f" Did you mean {close[0]}?" if close else ""


def listed(words: Iterable[str], last: str = "or") -> str:
    """The words as a person lists them: a, b or c; of very many, the first."""
    told = list(islice(words, MANY + 1))
    if len(told) > MANY:
        told, last = [*told[:MANY], "more"], "and"
    return joined(told, last)


def plainly(error: MarkedYAMLError, name: str, text: str) -> Problem:
    """The reader's error as a problem of ours, at a line the file has."""
    found = error.problem or ""
    mark = error.problem_mark
    if found in _WHERE_IT_OPENS and error.context_mark:
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if line >= len(lines) or (line == len(lines) - 1 > 0 and not lines[line]):
        line, column = len(lines) - 2 if len(lines) > 1 else 0, 0
    character = lines[line][column : column + 1]
    if found == "found character that cannot start any token":
        sentence = _cannot_begin(character)
    elif "tab" in found:
        sentence = _cannot_begin("\t")
    else:
        sentence = _PLAINLY.get(found, f"this is not YAML: {clean(found)}")
    return Problem(name, line + 1, column + 1, sentence)


def _cannot_begin(character: str) -> str:
    if character == "\t":
        return "a tab: indent with blanks"
    return f'no text can begin with "{character}": put it in quotation marks'
