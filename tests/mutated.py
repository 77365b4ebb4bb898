"""Maps with something done to them, the same ones for the same seed every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from maps import SKETCH, SMALL

BUNDLED = sorted((Path(__file__).parents[1] / "playbooks").glob("*.yaml"))
LARGE = 900_000
SIGNS = [
    *"\n\t:?{}[],#\"'\\>|~%@`-0\0é\u202e\u2028\x85🦓",
    "---\n",
    "...",
    "<<: ",
    "!!",
    "? ",
    "- ",
    ": ",
    "&a ",
    "*a",
    "\r",
]
TAGS = [
    "!!python/object/apply:os.system [ls]",
    "!!str",
    "!!binary aGk=",
    "!x",
    "!<tag:a>",
    "!!set {a}",
    "!!timestamp 1",
]
NUMBERS = ["9" * 400, "1e999", "-0", "0x1F", "1_000", ".inf", ".nan", "12:30", "0o17", "1" + "0" * 5000, "٣", "3.1.4"]
HUGE = ["9999d", "99999d", "amount: {over: " + "9" * 4000 + "}", "takes: 9999m-1d", "wanted-by + 9999m"]
WORDS = ["any", "not", "yes", "null", "is", "when", "depends", "by", "needs", "of", "at_least", "go-on", "- {}", "~"]
BOMB = "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(9))
Mutation = Callable[[bytes, Random], bytes]


def _flipped(data: bytes, chance: Random) -> bytes:
    """Some bytes changed."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 12))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _lines(data: bytes, chance: Random) -> bytes:
    """Some lines cut, doubled, swapped or moved in and out."""
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 1, 2, 6))):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0 and len(lines) > 2:
            del lines[at : at + chance.randint(1, 3)]
            continue
        if kind == 1:
            lines.insert(other, lines[at])
        elif kind == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = b" " * chance.randint(1, 5) + lines[at]
        else:
            lines[at] = lines[at][chance.randint(1, 4) :]
    return b"\n".join(lines)


def _written_in(data: bytes, chance: Random) -> bytes:
    """Signs, words, tags, numbers and strange letters written in anywhere."""
    text = data.decode()
    for _ in range(chance.choice((1, 1, 2, 6))):
        at = chance.randrange(len(text))
        letters = "".join(
            chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)))) for _ in "abc"
        )
        piece = chance.choice([chance.choice(kind) for kind in (SIGNS, TAGS, NUMBERS, HUGE, WORDS)] + [letters])
        text = text[:at] + piece + text[at + chance.randint(0, 9) :]
    return text.encode()


def _values(data: bytes, chance: Random) -> bytes:
    """The values of some keys made something else."""
    lines = data.decode().split("\n")
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(lines))
        key, colon, _ = lines[at].partition(": ")
        piece = chance.choice(
            [*TAGS, *NUMBERS, *HUGE, *WORDS, "", "[]", "{}", "[[[]]]", "{any: []}", "*a", "&a x", '"']
        )
        lines[at] = f"{key}{colon or ': '}{piece}"
    return "\n".join(lines).encode()


def _soup(data: bytes, chance: Random) -> bytes:
    """Brackets, some of them very deep, in the middle or instead of it all."""
    deep = chance.choice((3, 39, 41, 200, 5_000, 40_000))
    opened = chance.choice((b"[", b"{a: ", b"- ", b"? ", b"[{not: ", b"{any: ["))
    soup = opened * deep + b"x" + chance.choice((b"", b"]" * deep, b"}" * deep))
    at = chance.choice((0, chance.randrange(len(data)), len(data)))
    return data[:at] + soup + chance.choice((b"", data[at:]))


def _otherwise_kept(data: bytes, chance: Random) -> bytes:
    """Kept by a program with other habits: line ends, marks, alphabets, tabs, cut short."""
    ways: list[Mutation] = [
        lambda data, _: data.replace(b"\n", b"\r\n"),
        lambda data, _: data.replace(b"\n", b"\r"),
        lambda data, _: b"\xef\xbb\xbf" + data,
        lambda data, _: b"\xef\xbb\xbf" * 2 + data,
        lambda data, _: data.decode().encode("utf-16"),
        lambda data, _: data.decode().replace("a", "ä").encode("latin-1", "replace"),
        lambda data, _: data.replace(b"  ", b"\t"),
        lambda data, chance: data[: chance.randrange(len(data))],
        lambda data, chance: data[chance.randrange(len(data)) :],
        lambda data, chance: data[: chance.randrange(len(data))] * 3,
    ]
    return chance.choice(ways)(data, chance)


def _repeated(data: bytes, chance: Random) -> bytes:
    """Places named and repeated, merged in, or folded into a bomb."""
    text = data.decode()
    at = text.find(": ", chance.randrange(len(text))) + 2 or 3
    named = text[:at] + "&a " + text[at:]
    end = chance.choice(["again: *a\n", "<<: *a\n", "*a\n", BOMB])
    return (named + end).encode()


def _long(data: bytes, chance: Random) -> bytes:
    """A line, a list or a text that goes on and on."""
    lines = data.split(b"\n")
    count = chance.choice((500, 3_000, 20_000))
    at = chance.randrange(len(lines))
    piece = chance.choice((b"x", b"a, ", b"[], ", b"{a: b}, ", b"a: ", b"not ", b"- ", "ä🦓".encode()))
    lines.insert(at, lines[at] + piece * count)
    return b"\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    _flipped, _lines, _lines, _written_in, _written_in, _values, _values, _soup, _otherwise_kept, _repeated, _long,
)  # fmt: skip


def _grown(data: bytes, chance: Random) -> bytes:
    """A map made as large as a file may be, or of as many steps, roles or facts as are read."""
    count = chance.choice((480, 1_200, 12_000))
    kind = chance.choice(("steps", "roles", "facts", "stages", "line", "remark"))
    if kind == "line":
        line = chance.choice(data.split(b"\n"))[:200] + b"\n"
        return data + line * (LARGE // len(line) - 1)
    if kind == "remark":
        return data + b"# " + b"x" * LARGE
    written = {
        "steps": lambda n: f"      - {{id: s{n}, will: do it, by: user, takes: {n % 9}d}}\n",
        "roles": lambda n: f"  r{n}: {{title: role {n}, is: does it}}\n",
        "facts": lambda n: f"  f{n}: {{ask: What is it?, when: {{amount: {{over: {n}}}}}}}\n",
        "stages": lambda n: (
            f"  - {{id: t{n}, title: T, steps: [{{id: d{n}, whether: it is, by: user, if_no: t{n}}}]}}\n"
        ),
    }[kind]
    many = "".join(map(written, range(count))).encode()
    if kind == "facts" and b"facts:\n" not in data:
        return data.replace(b"roles:\n", b"facts:\n" + many + b"roles:\n", 1)
    return data.replace(f"{kind}:\n".encode(), f"{kind}:\n".encode() + many, 1)


def _left_alone(data: bytes, _: Random) -> bytes:
    """Nothing done to it."""
    return data


def mutated(seed: int, *, large: bool = True) -> bytes:
    """A map with something done to it; one in forty is very large, unless they are to be small."""
    chance = Random(seed)
    small = [SKETCH.encode(), SMALL.encode()]
    data = chance.choice([*[file.read_bytes() for file in BUNDLED], *small] if large else small)
    if large and seed % 40 == 0:
        return chance.choice((*MUTATIONS, *[_left_alone] * 6))(_grown(data, chance), chance)[:1_000_001]
    return chance.choice(MUTATIONS)(data, chance)
