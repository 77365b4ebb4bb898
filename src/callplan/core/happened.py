"""What the client decided, took back and promised in one stretch of the journal."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.position import doubted
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import waiver_takes
from callplan.core.deal.story import Past, Word
from callplan.core.deal.verdict import against, enough, of_deciders, past, roles_in, rung_asked, still_takes, verdict
from callplan.core.hearing import Entered, entered
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Window = Callable[[int, int], bool]

DECIDED, WAITING, UNWRITTEN, HEARSAY, VOICE = "decided", "waiting", "unwritten", "hearsay", "voice"
REOPENED, NO, PUT_OFF, WAIVED = "re-opened", "no", "put-off", "waived"
KEPT, MISSED, FACT = "kept", "missed", "fact"
OF_A_DECISION = (DECIDED, WAITING, UNWRITTEN, HEARSAY, VOICE, REOPENED, NO, PUT_OFF, WAIVED)


class Happening(Record):
    """One thing that happened: its kind, the step, fact or promise, whose it was, their words, and its entries.

    `roles`: those whose yes it still takes; `against`: who said no as another of the same role; `until`: the day
    something was put off to.
    """

    kind: str
    id: str
    people: tuple[str, ...]
    entries: tuple[Entered, ...]
    words: str = ""
    roles: tuple[str, ...] = ()
    until: date | None = None
    value: str | int | float = ""
    against: tuple[str, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """The entries behind it, as a line tells what it was computed from."""
        return tuple([f"entry {entry.number}" for entry in self.entries])

    @property
    def number(self) -> int:
        """The number of its last entry."""
        return max(entry.number for entry in self.entries)


def happenings(standing: Standing, window: Window) -> tuple[Happening, ...]:
    """What happened in the entries for which `window` is true of number and transaction, in the order of the map."""
    deal = standing.deal
    told_of = [step.id for step in deal.playbook.decisions if step.id in deal.past]
    found = [each for step in told_of for each in _of_step(standing, step, window)]
    found += _promises(deal, window)
    found += _facts(deal, window)
    return tuple(found)


def news(standing: Standing, window: Window) -> tuple[Happening, ...]:
    """Of what happened what a later page tells: not a yes to what stood already, and stands as it did (rule 14)."""
    return tuple([each for each in happenings(standing, window) if not _stood_before(standing, each)])


def _stood_before(standing: Standing, told: Happening) -> bool:
    if told.kind not in (DECIDED, WAITING, UNWRITTEN, HEARSAY, VOICE):
        return False
    stands, again = verdict(standing, told.id).made, past(standing, told.id).again
    if stands is None or again or standing.map.steps[told.id].lasts or told.id == doubted(standing):
        return False
    return all(each.number > stands.number and each.batch != stands.batch for each in told.entries)


def _of_step(standing: Standing, step: str, window: Window) -> Iterator[Happening]:
    story = past(standing, step)
    yeses = _theirs(standing, story.yeses, window)
    up = _theirs(standing, tuple([each.word for each in story.taken_up]), window)
    if up and not any(yes.number > up[-1].number for yes in yeses):
        yield _happening(REOPENED, step, up)
    if yeses:
        yield from _yeses(standing, step, story, yeses)
    for no in {no.person: no for no in _theirs(standing, story.noes, window)}.values():
        yield _happening(NO, step, [no]).but(roles=_if_no_voice(standing, step, no))
    off = story.put_off
    if off and window(off.word.number, off.word.batch) and not any(yes.number > off.word.number for yes in yeses):
        yield _happening(PUT_OFF, step, [off.word]).but(until=off.until)
    wish = story.wished
    if wish and window(wish.word.number, wish.word.batch) and not any(yes.number > wish.word.number for yes in yeses):
        roles = roles_in(standing, standing.map.steps[step].by)
        yield _happening(PUT_OFF, step, [wish.word]).but(until=wish.until, roles=roles)
    not_yet = story.not_yet
    if not_yet and window(not_yet.number, not_yet.batch) and not any(yes.number > not_yet.number for yes in yeses):
        yield _happening(PUT_OFF, step, [not_yet])
    if waivers := _theirs(standing, tuple([each.word for each in story.waivers]), window):
        yield _happening(WAIVED, step, waivers[-1:]).but(roles=waiver_takes(standing, step))


def _theirs(standing: Standing, words: tuple[Word, ...], window: Window) -> list[Word]:
    return [word for word in words if window(word.number, word.batch) and standing.deal.side(word.person) != "us"]


def _happening(kind: str, step: str, words: list[Word]) -> Happening:
    people = tuple(dict.fromkeys(word.person for word in words))
    told = next((word.words for word in reversed(words) if word.words), "")
    return Happening(kind, step, people, tuple(map(entered, words)), told)


def decided_by(step: str, words: list[Word]) -> Happening:
    """What happened where these yeses made a decision, whenever each of them was given."""
    return _happening(DECIDED, step, words)


def _yeses(standing: Standing, step: str, story: Past, yeses: list[Word]) -> Iterator[Happening]:
    """The yeses of one stretch: those that decided it, else each with what it still takes."""
    asked, deciding = rung_asked(standing, step), of_deciders(standing, step, yeses)
    counted = [yes for yes in deciding if enough(yes.proof, asked)]
    if counted and _was_made(standing, step, story, counted[-1]):
        yield _happening(DECIDED, step, counted)
        return
    missing = still_takes(standing, step)
    for yes in yeses:
        if yes not in deciding:
            yield _happening(VOICE, step, [yes]).but(roles=missing or roles_in(standing, standing.map.steps[step].by))
        elif not enough(yes.proof, asked):
            yield _happening(UNWRITTEN if enough(yes.proof, "said") else HEARSAY, step, [yes])
        else:
            noes = against(standing, step, yes)
            left = tuple([role for role in missing if not noes or role not in yes.roles])
            yield _happening(WAITING, step, [yes]).but(roles=left, against=noes)


def _was_made(standing: Standing, step: str, story: Past, yes: Word) -> bool:
    """Whether a yes decided it: it stands made, or was taken up again, let go of or lapsed since."""
    found = verdict(standing, step)
    made = (found.made or found.was) is not None
    return made or any(mark.number > yes.number for mark in story.marks)


def _if_no_voice(standing: Standing, step: str, no: Word) -> tuple[str, ...]:
    """Whose no it would take, where a no was said by somebody who does not decide it."""
    return () if of_deciders(standing, step, [no]) else roles_in(standing, standing.map.steps[step].by)


def _promises(deal: Deal, window: Window) -> Iterator[Happening]:
    for promise in deal.promises.values():
        fate = promise.fate
        if fate and promise.state in (KEPT, MISSED) and window(fate.number, fate.batch) and promise.person:
            entry = Entered(fate.number, fate.batch, fate.on, promise.person)
            yield Happening(promise.state, promise.id, (promise.person,), (entry,))


def _facts(deal: Deal, window: Window) -> Iterator[Happening]:
    for claim in deal.claims:
        if claim.words and window(claim.number, claim.batch) and claim.person and claim.fact in deal.playbook.fact:
            entry = entered(claim)
            yield Happening(FACT, claim.fact, (claim.person,), (entry,), claim.words, value=claim.value)
