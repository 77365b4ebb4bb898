"""What was given by flags, offered on a line each, to be gone over."""

from __future__ import annotations

from callplan.core.flags import FLAGS, spelled
from callplan.core.interview import grammar
from callplan.core.interview.by_id import BY_ID, choices_by_id, id_given
from callplan.core.interview.question import Choice, Question, every

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.interview.question import Answers, Saying, Script


def lines_again(given: Answers, known: Deal | None = None) -> Script:
    """Offer each text as it was given; one that is emptied is left out.

    What is named by its id is offered among what is `known` of the kind, by what it is.
    """
    found: Answers = {"again": True}
    for key, value in given.items():
        if isinstance(value, bool):
            found[key] = value
            continue
        texts = every(given, key) if isinstance(value, list) else [str(value)]
        kept = []
        for place, text in enumerate(texts):
            by_id = _which(key, place, text, known) if known and key in BY_ID else None
            said = yield from by_id or _line(key, f"{key} {place}", text)
            kept += [said] if said else []
        if kept:
            found[key] = kept if isinstance(value, list) else kept[0]
    return found


def _line(key: str, asked: str, text: str, what: str = "as it was given") -> Saying:
    said = yield Question(
        f"again {asked}", f"--{key}, {what}", default="", begun=text, reads=grammar.words,
        why=FLAGS[key].asks, flags=spelled(key), empty="left out", detail=True,
    )  # fmt: skip
    return str(said)


def _which(key: str, place: int, text: str, known: Deal) -> Saying:
    """Which promise or worry it was; what a deal has not is left out, unless somebody says which it is now."""
    name, typed, rest = id_given(known, text)
    asks = f"--{key}, as it was given" if name else f"--{key}, as it was given: {typed}. Which one is that now?"
    choices = (*choices_by_id(key, known, name), Choice("", "none of these: left out"))
    name = yield Question(
        f"again {key} {place}", asks, "choice", choices, "", FLAGS[key].asks, spelled(key), offered=name, detail=True
    )
    if not name or not rest:
        return str(name)
    more = yield from _line(key, f"{key} {place} rest", rest, f"the day of {name}, as it was given")
    return f"{name}:{more}" if more else ""
