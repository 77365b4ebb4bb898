"""HEAD, SO FAR and LAST TIME: what it is, who is on, and what they decided and said, in their words (sections 2, 3)."""

from __future__ import annotations

from callplan.core import happened, happened_in_words, phrase
from callplan.core.deal.clock import reopened
from callplan.core.deal.facts import known
from callplan.core.deal.position import fronts, stage_at
from callplan.core.deal.status import OPEN, settled
from callplan.core.deal.verdict import verdict
from callplan.core.happened import Happening
from callplan.core.hearing import entered, first_hand
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callplan.core.deal.state import HeldCall


def head(b: Briefing, found: Aim) -> Iterator[Line]:
    """The first lines of the page."""
    yield Line("HEAD", " · ".join(_title(b, found)), ("call planned",) if b.call else ("the journal",))
    if b.call and b.present:
        people = phrase.joined([_introduced(b, name, found) for name in b.present])
        yield Line("HEAD", f"With {people}.", ("call planned",))
    elif b.call:
        who = f"; it takes {b.names.shorts(found.people)}" if found.people and found.kind != case.SILENT else ""
        yield Line("HEAD", f"Nobody is named for it yet{who}.", ("call planned",))
    else:
        yield from _position(b)
    yield from _in_the_crm(b)
    yield from _signs(b)
    yield from _ended(b)
    yield from _resumed(b)
    yield from _left(b)
    if b.call:
        from callplan.core.plan.not_on_it import absent

        yield from absent(b, found)


def _title(b: Briefing, found: Aim) -> Iterator[str]:
    yield phrase.held(b.deal.name.upper())
    if b.deal.subject:
        yield phrase.bare(b.deal.subject)
    yield phrase.full_day(b.day)
    if b.call and found.kind != case.SILENT:
        yield phrase.held(f"{b.call.minutes} minutes")
    amount = known(b.standing, "amount").value if "amount" in b.map.fact else None
    if amount is not None:
        yield b.names.value("amount", amount)


def _introduced(b: Briefing, name: str, found: Aim) -> str:
    """Somebody in full, with their part, whether it is their first call, and their word on what the call is for."""
    notes = [phrase.joined(titles)] if (titles := b.names.roles(name)) else []
    notes += ["first call"] if name in b.new else []
    notes += [word] if (word := _latest_word(b, name, found)) else []
    return b.names.full(name) + (f" ({', '.join(notes)})" if notes else "")


def _latest_word(b: Briefing, name: str, found: Aim) -> str:
    """`said no 3 Nov`; `we hear a yes`, where we have it from others; nothing of a yes that counts already."""
    if not found.step or b.status(found.step) not in OPEN:
        return ""
    verdicts = verdict(b.standing, found.step)
    noes = [(word, "no") for word in verdicts.noes if word.person == name]
    yeses = [(word, "yes") for word in verdicts.yeses if word.person == name]
    latest = max([*noes, *yeses], key=lambda pair: pair[0].number, default=None)
    if latest is None:
        return ""
    word, what = latest
    day = "" if word.undated else f" {b.names.day(word.on)}"
    return f"said {what}{day}" if first_hand(b.deal, entered(word)) else f"we hear a {what}"


def _position(b: Briefing) -> Iterator[Line]:
    """Where they are on the main way, and beside it."""
    stage = stage_at(b.standing, "main")
    if stage and not b.over:
        yield Line("HEAD", f"They are at {phrase.quoted(stage.title)}.", (f"front {stage.id}", "rule 28"))
    elif not b.over and "main" in fronts(b.standing):
        yield Line("HEAD", "All on the main way is decided.", ("rule 28",))


def _in_the_crm(b: Briefing) -> Iterator[Line]:
    """What a CRM says of it."""
    if b.deal.listed and not b.over:
        from callplan.core.plan.in_the_crm import in_the_crm

        yield from in_the_crm(b)


def _signs(b: Briefing) -> Iterator[Line]:
    """A stage at which something showed them, while what they decided on the way there is not on record."""
    for track, ahead in fronts(b.standing).items():
        stages = [stage.id for stage in b.map.tracks[track]]
        at = min([stages.index(b.map.stage_of[step].id) for step in ahead], default=len(stages))
        for sign in [stage for stage in stages[at + 1 :] if stage in b.deal.signs][-1:]:
            if not b.over and b.fresh(key := f"sign:{sign}"):
                title = phrase.quoted(b.map.stage[sign].title)
                text = f"There are signs of {title}; nobody has told us what they decided before it."
                yield Line("HEAD", text, (f"sign of {sign}",), keys=(key,))


def _ended(b: Briefing) -> Iterator[Line]:
    """How the deal was closed."""
    closed = b.deal.closed
    if closed:
        reason = f": {phrase.excerpt(closed.reason)}" if closed.reason else ""
        reason += f": {b.names.quote(closed.words)}" if closed.words else ""
        yield Line(
            "HEAD",
            phrase.sentence(f"{phrase.capital(b.deal.ended)} on {b.names.day(closed.on)}{reason}"),
            ("deal closed",),
        )


def _resumed(b: Briefing) -> Iterator[Line]:
    """That a closed deal was taken up again, while nothing was decided since."""
    resumed = reopened(b.standing)
    if resumed:
        yield Line("HEAD", f"Taken up again on {b.names.day(resumed.on)}.", (f"entry {resumed.number}",))


def _left(b: Briefing) -> Iterator[Line]:
    """Who has left since the last call."""
    since = b.last_call.on if b.last_call else b.deal.opened
    for contact in b.deal.people.values():
        if contact.left and contact.left >= since and b.fresh(f"left:{contact.name}"):
            text = f"{b.names.short(contact.name)} left on {b.names.day(contact.left)}."
            yield Line("HEAD", text, ("person left",), keys=(f"left:{contact.name}",))


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
        last = each.entries[-1]
        day = "" if last.undated else f"{phrase.short_day(last.on, b.today)}: "
        yield Line("SO FAR", f"{day}{happened_in_words.told(b.names, each)}", each.because)


def _since_last(b: Briefing, call: HeldCall) -> Iterator[Line]:
    """What the last call came to, and what has come in since that no earlier page told."""
    found = _shortened(b.last_happened)
    others = [name for name in call.people if b.deal.side(name) == "client"]
    company = f", with {b.names.shorts(others)}" if set(others) != set(b.clients) else ""
    parts = [happened_in_words.told(b.names, each) for each in found]
    if not any(each.kind in happened.OF_A_DECISION for each in found):
        parts.insert(0, _nothing_decided(b))
    because = (f"call of {call.on}", *[text for each in found for text in each.because])
    idle = list(_without_effect(b, call)) if b.call else []
    parts, because = [*parts, *[text for text, _ in idle]], (*because, *[entry for _, entry in idle])
    away = [name for name in b.clients if name not in call.people]
    if away and any(each.words for each in found):
        parts.append(f"{b.names.shorts(away)} {'was' if len(away) == 1 else 'were'}n't there.")
    yield Line("LAST TIME", f"{b.names.long_day(call.on)}{company}. {' '.join(parts)}", because)
    later = _shortened(b.since_happened)
    fresh = [each for each in later if b.fresh(_key(each))]
    if fresh:
        text = " ".join([f"{happened_in_words.told(b.names, each)}{_not_before(b, each)}" for each in fresh])
        because = tuple([text for each in fresh for text in each.because])
        yield Line("LAST TIME", f"Since then: {text}", because, keys=tuple(map(_key, fresh)))
    elif later:
        yield Line("LAST TIME", "Nothing new since then.", ("the journal",))


def _without_effect(b: Briefing, call: HeldCall) -> Iterator[tuple[str, str]]:
    """What that call's debrief told of acts, did not count, and is asked for on this one."""
    idle = [step.id for step in b.map.acts if step.id in b.deal.past and not settled(b.standing, step.id)]
    if any(word.batch == call.batch for step in idle for word in b.deal.past[step].words):
        from callplan.core.plan.no_effect import without_effect

        yield from without_effect(b, call.batch, idle)


def _not_before(b: Briefing, each: Happening) -> str:
    """That words which came in between calls are not for somebody who is on this one."""
    if not each.words or each.kind not in happened.OF_A_DECISION:
        return ""
    text = b.not_in_front_of(each.entries, each.people)
    return f" {text}" if text else ""


def _key(each: Happening) -> str:
    return f"event:{each.number}"


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
    found = [*_shortened(b.last_happened), *[each for each in _shortened(b.since_happened) if b.fresh(_key(each))]]
    return frozenset(entry.number for each in found for entry in each.entries)


def _quotes(b: Briefing, call: HeldCall | None) -> Iterator[bool]:
    """Whether each of what is told above has words of theirs."""
    if call is None:
        yield b.deal.taken is not None or any(each.words for each in b.last_happened)
        return
    for each in (*_shortened(b.last_happened), *_shortened(b.since_happened)):
        yield bool(each.words)


def _latest_quote(b: Briefing, section: str) -> Line | None:
    """Their latest words for a decision that is made."""
    made = [(step.id, verdict(b.standing, step.id).made) for step in b.map.decisions]
    said = [(step, word) for step, word in made if word and word.words and b.deal.side(word.person) == "client"]
    if not said:
        return None
    step, word = max(said, key=lambda pair: pair[1].number)
    others = "From others: " if word.teller or word.proof == "heard" else ""
    text = f"{others}{b.names.who_when(word.person, word.on, word.undated)}: {b.names.quote(word.words)}."
    return Line(section, text, (f"entry {word.number}", f"map {step}"), drop=QUOTE)
