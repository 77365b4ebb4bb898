"""Whatever is in a file: a map, or problems at lines the file has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maps import SKETCH, SMALL

from callplan.core.entries import unpacked
from callplan.core.record import packed
from callplan.playbook_file import read

NOT_READ = [
    (b"", '1:1: the file is empty: a map begins with "format: 1"'),
    (b"# nothing but this\n", '1:1: the file is empty: a map begins with "format: 1"'),
    (b"---\n", '2:1: the file is empty: a map begins with "format: 1"'),
    (b"- a\n- b\n", '1:1: a map begins with "format: 1", not with this'),
    (b"just words", '1:1: a map begins with "format: 1", not with this'),
    (b"id: m\ntitle: caf\xe9", "2:11: this is not UTF-8: save the file as UTF-8"),
    ("id: m\n".encode("utf-16"), "1:1: this is not UTF-8: save the file as UTF-8"),
    (b"id: m\x00", "1:6: a character that cannot be seen (U+0000): take it out"),
    ("id: m\n# \u202e".encode(), "2:3: a character that cannot be seen (U+202E): take it out"),
    (b"id:\n\t- b", "2:1: a tab: indent with blanks"),
    (b"#" * 1_000_001, "1:1: the file is larger than 1 MB: that is no map a person wrote; make several of it"),
    (b"a: " + b"[" * 50 + b"]" * 50, "1:44: this stands more than 40 levels deep: no map needs that"),
    (b"a: {b: 1\nc: 2", "1:4: the brace that opens here is not closed where it should be"),
    (b"a: [b\n", "1:4: the bracket that opens here is not closed where it should be"),
    (b"a: 'b\n", "1:4: the quotation mark that opens here is never closed"),
    (b"a: @b", '1:4: no text can begin with "@": put it in quotation marks'),
    (b"a: - b", "1:4: a list begins on a line of its own"),
    (b"- a\nb: c", '2:1: a line of a list begins with "- ": check the indent of this one'),
    (b"a: b\nc\nd: e", "3:1: this line has no colon: a text that goes on in the next line is indented"),
    (b"{a: 1}}", "1:7: something is left over after the end: check the brackets"),
    (b'a: "\\q"', "1:5: a backslash in double quotation marks has a meaning: use single ones"),
    (b'a: "\\ud83d\\ude00"', "1:7: this escape stands for no character: write the character"),
    (b"a: {b:, c: d}", "1:6: in braces a colon needs a value after it; a text with one, quotation marks"),
    (
        b"a: What happened: and when?",
        "1:17: a colon with a blank after it begins a value, and none can begin here: "
        "put a text that holds a colon in quotation marks, or check the indent",
    ),
    (
        b'a: "b" c',
        "1:8: no key can stand here: check the indent of this line and of those above, "
        "and whether a quotation mark ends too early",
    ),
    (b"%X\n", '1:3: a line cannot begin with "%": put the text in quotation marks'),
    (b"a: [", "1:1: a value is missing here, or a bracket before it is not closed"),
    (
        b"? a\nb: c\n- d",
        "3:1: no key can stand here: check the indent of this line and of those above, "
        "and whether a quotation mark ends too early",
    ),
]


@pytest.mark.parametrize(("text", "said"), NOT_READ)
def test_what_cannot_be_read(text: bytes, said: str) -> None:
    """It says in one sentence why nothing in the file can be read."""
    assert [str(problem) for problem in read(text, "map.yaml")[1]] == [f"map.yaml:{said}"]


def test_what_is_read_all_the_same() -> None:
    """It says what YAML allows and a map does not, and reads on to the other mistakes."""
    text = "? [a]\n: b\nformat: 1\nformat: 1\nid: !!str m\ntitle: &t A map\nfor: *t\nstages: []\n---\nmore: 1\n"
    assert [str(problem) for problem in read(text.encode(), "m")[1]] == [
        "m:1:3: a key is one word, with a colon after it",
        'm:4:1: "format" stands here twice, first in line 3: keep one of them',
        'm:5:5: "tag:yaml.org,2002:str" is a tag: take it out, the key decides what its value is',
        'm:6:8: "&t" names a place to repeat: take it out, and write the repetition out',
        'm:7:6: "*t" stands for another place in the file: write it out',
        'm:8:9: "stages" is a list: begin each of them with "- id:"',
        "m:9:1: a second document begins here: one file holds one",
    ]


def test_what_is_quoted_is_cleaned() -> None:
    """It repeats nothing from a file that could steer a terminal, the file's name included."""
    text = SMALL.replace("takes: 2d", 'takes: "\\e]0;x\\a"')
    said = [str(problem) for problem in read(text.encode(), "a\x1bb.yaml")[1]]
    assert said == ["a?b.yaml:12:78: a character that cannot be seen (U+001B): take it out"]


def test_a_windows_file() -> None:
    """It reads a file with a mark before it and with Windows line ends."""
    assert read(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode(), "m") == read(SMALL.encode(), "m")


def test_a_bomb() -> None:
    """It refuses a file of repetitions within repetitions without unfolding them."""
    layers = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    playbook, problems = read("\n".join(layers).encode(), "m")
    assert playbook is None
    assert len(problems) > 30


def test_a_file_full_of_mistakes() -> None:
    """It names the nearest id for the first mistakes only: to look for thousands of them would take for ever."""
    steps = [f"  - {{id: s{n}, will: do it, by: r, needs: [t{n}]}}" for n in range(1300)]
    text = "\n".join(["format: 1", "id: m", "title: M", "stages:", "- id: s", "  title: S", "  steps:", *steps])
    problems = read(text.encode(), "m")[1]
    assert len(problems) > 2_000
    assert not any("Did you mean" in problem.sentence for problem in problems[200:])


MARKS = list("\n\t:?{}[],#\"'\\>|~%@`-0\0é\u202e")
WORDS = ["any", "not", "yes", "null", "is", "when", "depends", "ordered", "sponsor", "amount", "3d", " + 3d"]
SIGNS = [": ", "- ", "&x ", "*x", "!!", "id: ", "will: ", "{any: ", "[]", "{}", "-1", "  ", "\r\n", "---\n", "<<: "]
PIECES = st.sampled_from(MARKS + WORDS + SIGNS)
EDITS = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 20), PIECES), min_size=1, max_size=6)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from([SKETCH, SMALL]), EDITS)
def test_a_map_with_anything_done_to_it(text: str, edits: list[tuple[int, int, str]]) -> None:
    """It never fails: it gives a map that can be pinned, or problems, each at a line that is there."""
    for place, cut, piece in edits:
        at = place % len(text)
        text = text[:at] + piece + text[at + cut :] + "\n"
    playbook, problems = read(text.encode(), "m")
    assert (playbook is None) == any(not problem.advice for problem in problems)
    assert playbook is None or unpacked(packed(playbook)) == playbook
    lines = text.replace("\r\n", "\n").count("\n") + 1
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    """It never fails on what was never meant to be a map."""
    playbook, problems = read(data, "m")
    assert playbook is None
    assert problems
