"""What was given by flags, offered on a line each, to be gone over."""

from __future__ import annotations

from callplan.core.flags import FLAGS, spelled
from callplan.core.interview import grammar
from callplan.core.interview.question import Question, every

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script


def lines_again(given: Answers) -> Script:
    """Offer each text as it was given; one that is emptied is left out."""
    found: Answers = {"again": True}
    for key, value in given.items():
        if isinstance(value, bool):
            found[key] = value
            continue
        texts = every(given, key) if isinstance(value, list) else [str(value)]
        kept = []
        for place, text in enumerate(texts):
            said = yield Question(
                f"again {key} {place}", f"--{key}, as it was given", default="", begun=text, reads=grammar.words,
                why=FLAGS[key].asks, flags=spelled(key), empty="left out", detail=True,
            )  # fmt: skip
            kept += [said] if said else []
        if kept:
            found[key] = kept if isinstance(value, list) else kept[0]
    return found
