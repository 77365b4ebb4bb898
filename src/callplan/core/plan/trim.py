"""One page: over the limit, lines fall in a fixed order (RULES §3)."""

from __future__ import annotations

from callplan.core.plan.model import Line

WORDS, ROWS, LIGHT_ROWS = 400, 60, 15
_TEXT_WIDTH, _LABEL = 68, 12


def words(lines: list[Line]) -> int:
    """How many words the page has, labels and bullets among them, as a reader counts them."""
    labels = dict.fromkeys(line.section for line in lines if line.section not in ("HEAD", "FOOT"))
    return sum(len(label.split()) for label in labels) + sum(len(f"{line.mark} {line.text}".split()) for line in lines)


def rows(lines: list[Line], light: bool = False) -> int:
    """About how many rows the page takes at 80 columns, with the blank ones between its blocks unless it is light."""
    parted = {"AIM", "OPEN", "ASK", "AT THE END", "WHERE", "FOOT"} if not light else set[str]()
    return len({line.section for line in lines} & parted) + sum(_rows(line) for line in lines)


def _rows(line: Line) -> int:
    width = _TEXT_WIDTH - (4 if line.mark else 0) + (_LABEL if line.section in ("HEAD", "FOOT") else 0)
    used, count = 0, 1
    for word in line.text.split(" "):
        if used and used + 1 + len(word) > width:
            used, count = 0, count + 1
        used += len(word) + bool(used)
    return count


def trimmed(lines: list[Line], light: bool) -> list[Line]:
    """The lines that fit a page; header, aim, rungs, opening, starred questions and the end never fall."""
    most = LIGHT_ROWS if light else ROWS
    kept = list(lines)
    for line in _falling(lines, light):
        if words(kept) <= WORDS and rows(kept, light) <= most:
            break
        kept = [each for each in kept if each is not line]
    return kept


def _falling(lines: list[Line], light: bool) -> list[Line]:
    """The lines that may fall, first to fall first."""
    plain = [line for line in lines if line.mark == "-"]
    may_ask = [line for line in lines if line.mark == "?"]
    single = [line for line in lines if line.section == "WHERE" and line.mark == "1"]
    work = [line for line in lines if line.section == "THEIR WORK"]
    listen = [line for line in lines if line.mark == "→"]
    owed = [line for line in lines if line.section == "PROMISES" and line.text.startswith("Owed")]
    risk = [line for line in lines if line.section == "RISK"]
    proof = [line for line in lines if line.section == "PROOF"]
    beside = [line for line in lines if line.text.startswith("Beside it")]
    if light:
        return [*reversed(work), *listen, *reversed(owed), *_last_resort(lines)]
    return [
        *reversed(plain), *proof, *may_ask[1:], *reversed(single), *reversed(work), *may_ask[:1],
        *reversed(listen[1:]), *reversed(owed[1:]), *beside, *risk, *_last_resort(lines),
    ]  # fmt: skip


def _last_resort(lines: list[Line]) -> list[Line]:
    """Where even that is too long: promises kept for the record and support, latest first; then what is late.

    A date in danger, our late promises and theirs that have gone by are said on the call, so they fall last of all.
    """
    found = [line for line in reversed(lines) if line.section in ("PROMISES", "WHERE") and line.mark != "1"]
    return sorted(found, key=_presses)[:-2]


def _presses(line: Line) -> bool:
    """Whether a line is about a date in danger, or a promise whose day has gone by."""
    late = line.text.startswith("Ours, late") or line.text.endswith("kept?")
    return late or (line.section == "WHERE" and "rule 60" in line.because)
