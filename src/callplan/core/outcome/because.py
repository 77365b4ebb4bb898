"""One sentence saying what a result rests on."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.status import status
from callplan.core.events import No
from callplan.core.outcome.states import Around, newly


def because(
    call: Around,
    result: str | None,
    moved: tuple[str, ...],
    waived: tuple[str, ...],
    reopened: tuple[str, ...],
    small: tuple[str, ...],
    back: tuple[str, ...],
) -> str:
    """One sentence saying what the result rests on."""
    if result is None:
        return "No client person was on the call."
    if result == "lost":
        return "It was closed as lost on this call."
    if result == "went_back":
        return _back(call, moved, waived, reopened, back)
    if result in ("won", "advanced"):
        return _moved(call, moved, waived)
    if result == "small_step":
        return f"Nothing was decided, but {phrase.joined([_named(call, name) for name in small])} came nearer."
    noes = list(dict.fromkeys(_named(call, event.decision) for event in call.events if isinstance(event, No)))
    if noes:
        return phrase.capital(f"{phrase.joined(noes)} got a no, and nothing else moved.")
    if others := [step for step in call.steps if newly(call, step, "made")]:
        what = _sentence(call, tuple(others), "decided")
        return f"{what} Nobody of the client's said so on this call, so it is no advance of theirs."
    return "No client person decided anything, or promised a further dated act on the way."


def _moved(call: Around, moved: tuple[str, ...], waived: tuple[str, ...]) -> str:
    """What was decided, answered no and waived."""
    refused = tuple([step for step in moved if status(call.after, step) == "answered-no"])
    made = tuple([step for step in moved if step not in refused])
    parts = ((made, "decided"), (refused, "answered no"), (waived, "waived"))
    return " ".join(filter(None, [_sentence(call, steps, what) for steps, what in parts]))


def _back(
    call: Around,
    moved: tuple[str, ...],
    waived: tuple[str, ...],
    reopened: tuple[str, ...],
    back: tuple[str, ...],
) -> str:
    """What is open again; of what the call was meant to go back to, that it was, and whether it was decided anew."""
    others = _sentence(call, tuple([step for step in reopened if step not in back]), "open again")
    if not back:
        return others
    ending = "" if back[0] in reopened else ", and decided anew"
    meant = phrase.capital(f"{_named(call, back[0])} was taken up again{ending}.")
    more = _moved(call, tuple([step for step in moved if step not in back]), waived)
    return " ".join(filter(None, (meant, more, others)))


def _sentence(call: Around, steps: tuple[str, ...], what: str) -> str:
    if not steps:
        return ""
    verb = "was" if len(steps) == 1 else "were"
    verb = {"open again": "is" if len(steps) == 1 else "are"}.get(what, verb)
    return phrase.capital(f"{phrase.joined([_named(call, step) for step in steps])} {verb} {what}.")


def _named(call: Around, name: str) -> str:
    if name.startswith("@"):
        role = call.after.map.role.get(name[1:])
        return f"a call with the {role.title if role else name[1:]}"
    return call.steps[name].called if name in call.steps else "the next meeting"
