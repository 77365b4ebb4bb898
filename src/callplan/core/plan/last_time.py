"""SO FAR and LAST TIME: what they decided and said, in their words, and what has come in since (page sections 2, 3)."""

from __future__ import annotations

from callplan.core import happened, phrase
from callplan.core.deal.verdict import verdict
from callplan.core.happened import Happening
from callplan.core.plan.briefing import Briefing, Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callplan.core.deal.state import HeldCall

MOST_BESIDE, MOST_BEFORE, QUOTE = 2, 2, 60


def last_time(b: Briefing) -> Iterator[Line]:
    """What happened so far; before the first call, why they took it and what they had decided by then."""
    call = b.last_call
    lines = list(_since_last(b, call) if call else _before_first(b))
    yield from lines
    if not any(_quotes(b, call)) and (line := _latest_quote(b, "LAST TIME" if call else "SO FAR")):
        yield line


def _before_first(b: Briefing) -> Iterator[Line]:
    if b.deal.taken:
        text = f"{b.names.short(b.deal.taken.person)} took this call because {b.names.quote(b.deal.taken.words)}."
        yield Line("SO FAR", text, (f"entry {b.deal.taken_at}",))
    decided = [each for each in b.last_happened if each.kind in happened.OF_A_DECISION]
    for each in sorted(decided, key=lambda each: each.number)[-MOST_BEFORE:]:
        day = phrase.short_day(each.entries[-1].on, b.today)
        yield Line("SO FAR", f"{day}: {happened.told(b.names, each)}", each.because)


def _since_last(b: Briefing, call: HeldCall) -> Iterator[Line]:
    """What the last call came to, and what has come in since that no earlier page told."""
    found = _of_call(b)
    others = [name for name in call.people if b.deal.side(name) == "client"]
    company = f", with {b.names.shorts(others)}" if set(others) != set(b.clients) else ""
    parts = [happened.told(b.names, each) for each in found]
    if not any(each.kind in happened.OF_A_DECISION for each in found):
        parts.insert(0, _nothing_decided(b))
    because = (f"call of {call.on}", *[text for each in found for text in each.because])
    away = [name for name in b.clients if name not in call.people]
    if away and any(each.words for each in found):
        parts.append(f"{b.names.shorts(away)} {'was' if len(away) == 1 else 'were'}n't there.")
    yield Line("LAST TIME", f"{b.names.long_day(call.on)}{company}. {' '.join(parts)}", because)
    later = _later(b)
    fresh = [each for each in later if b.fresh(_key(each))]
    if fresh:
        text = " ".join([f"{happened.told(b.names, each)}{_not_before(b, each)}" for each in fresh])
        because = tuple([text for each in fresh for text in each.because])
        yield Line("LAST TIME", f"Since then: {text}", because, keys=tuple(map(_key, fresh)))
    elif later:
        yield Line("LAST TIME", "Nothing new since then.", ("the journal",))


def _not_before(b: Briefing, each: Happening) -> str:
    """That words which came in between calls are not for somebody who is on this one."""
    if not each.words or each.kind not in happened.OF_A_DECISION:
        return ""
    text = b.not_in_front_of(each.entries, each.people)
    return f" {text}" if text else ""


def _key(each: Happening) -> str:
    return f"event:{each.number}"


def _of_call(b: Briefing) -> list[Happening]:
    return _shortened(b.last_happened)


def _later(b: Briefing) -> list[Happening]:
    return _shortened(b.since_happened)


def _shortened(found: Sequence[Happening]) -> list[Happening]:
    """The decisions, and of kept promises and facts so many; what was missed stands under what they owe."""
    beside = [each for each in found if each.kind in (happened.KEPT, happened.FACT)][:MOST_BESIDE]
    return [each for each in found if each.kind in happened.OF_A_DECISION or each in beside]


def _nothing_decided(b: Briefing) -> str:
    calls, days = b.quiet.calls, b.quiet.days
    if calls < 2:
        return "Nothing was decided."
    return f"Nothing was decided; that makes {phrase.several(calls, 'call')} and {phrase.several(days, 'day')}."


def told_on_page(b: Briefing) -> frozenset[int]:
    """The entries that this page tells under LAST TIME."""
    call = b.last_call
    if call is None:
        return frozenset()
    found = [*_of_call(b), *[each for each in _later(b) if b.fresh(_key(each))]]
    return frozenset(entry.number for each in found for entry in each.entries)


def _quotes(b: Briefing, call: HeldCall | None) -> Iterator[bool]:
    """Whether each of what is told above has words of theirs."""
    if call is None:
        yield b.deal.taken is not None or any(each.words for each in b.last_happened)
        return
    for each in (*_of_call(b), *_later(b)):
        yield bool(each.words)


def _latest_quote(b: Briefing, section: str) -> Line | None:
    """Their latest words for a decision that is made."""
    made = [(step.id, verdict(b.standing, step.id).made) for step in b.map.decisions]
    said = [(step, word) for step, word in made if word and word.words and b.deal.side(word.person) == "client"]
    if not said:
        return None
    step, word = max(said, key=lambda pair: pair[1].number)
    others = "From others: " if word.teller or word.proof == "heard" else ""
    text = f"{others}{b.names.short(word.person)} on {b.names.day(word.on)}: {b.names.quote(word.words)}."
    return Line(section, text, (f"entry {word.number}", f"map {step}"), drop=QUOTE)
