"""How a change of each field is said: one kind of sentence for what can be put in words, one for texts and lists."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.condition_text import plain
from callplan.core.map.playbook import Playbook
from callplan.core.map.wording import Wording
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    Words = Callable[[Wording, Any], str]

SHORT, SHARED = 72, 24


class Maps:
    """Two maps to compare, in words; `names`: the ids of the old one that are others in the new one."""

    def __init__(self, old: Playbook, new: Playbook, names: Mapping[str, str]) -> None:
        self.old, self.new, self.names = old, new, names
        self.was, self.now = Wording(old, whole=True), Wording(new, whole=True)


class Frame(Record):
    """A field that words can be made of.

    `now` has a place for them, `gone` is said when there are none any more, `before` stands for none before;
    `of` has a place for what the sentence is about.
    """

    field: str
    words: Words
    now: str
    gone: str = ""
    before: str = ""
    of: str = "{}"

    def told(self, maps: Maps, called: str, old: Any, new: Any) -> str:
        """What changed, in a sentence; nothing when a reader would not see it."""
        was, now = getattr(old, self.field, None), getattr(new, self.field, None)
        if _same(was, now, maps.names):
            return ""
        before = self.words(maps.was, was) if _given(was) else ""
        after = self.words(maps.now, now) if _given(now) else ""
        if before == after:
            return ""
        told = self.now.format(after) if after else self.gone
        return f"{phrase.capital(self.of.format(called))} {told} (before: {before or self.before})."


class TextField(Record):
    """A field of somebody's own words; `of` has a place for what it belongs to."""

    field: str
    of: str

    def told(self, _: Maps, called: str, old: Any, new: Any) -> str:
        """What changed, in a sentence, long texts shortened to where they differ."""
        was, now = getattr(old, self.field, ""), getattr(new, self.field, "")
        label = phrase.capital(self.of.format(called))
        if was == now:
            return ""
        if not was or not now:
            return f"{label} is {'new' if now else 'gone'}: {phrase.quoted(shortened(now or was))}."
        before, after = _apart(was, now)
        return f"{label} is now {phrase.quoted(after)} (before: {phrase.quoted(before)})."


class ListField(Record):
    """A field that lists somebody's own words; their order means nothing."""

    field: str
    of: str
    words: Callable[[Any], str] = str

    def told(self, _: Maps, called: str, old: Any, new: Any) -> str:
        """What is new in the list and what is gone, in a sentence."""
        was = [words for each in getattr(old, self.field, ()) if (words := self.words(each))]
        now = [words for each in getattr(new, self.field, ()) if (words := self.words(each))]
        more, less = [each for each in now if each not in was], [each for each in was if each not in now]
        told = [f"{_listed(found)} {what}" for found, what in ((more, "new"), (less, "gone")) if found]
        return f"{phrase.capital(self.of.format(called))}: {'; '.join(told)}." if told else ""


class Reworded(Record):
    """A title or a clause, which is itself what a thing is called."""

    field: str
    verb: str

    def told(self, _: Maps, called: str, old: Any, new: Any) -> str:
        """Both in quotation marks."""
        was, now = getattr(old, self.field, ""), getattr(new, self.field, "")
        if was == now:
            return ""
        before, after = _apart(was or _otherwise(old), now or _otherwise(new))
        whose = f"{phrase.capital(called)}: " if self.field == "clause" and new.title else ""
        return f"{whose}{phrase.quoted(before)} {self.verb} {phrase.quoted(after)}."


class FlagField(Record):
    """A field that holds or does not."""

    field: str
    yes: str
    no: str

    def told(self, _: Maps, called: str, old: Any, new: Any) -> str:
        """Whether it holds now, in a sentence, when it did not before or the other way round."""
        was, now = getattr(old, self.field, False), getattr(new, self.field, False)
        return "" if was == now else f"{phrase.capital(called)} {self.yes if now else self.no}."


def shortened(text: str) -> str:
    """The text, or its beginning up to a word."""
    if len(text) <= SHORT:
        return text
    cut = text[: SHORT - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _apart(was: str, now: str) -> tuple[str, str]:
    """Two texts shortened so that it shows where they differ."""
    if max(len(was), len(now)) <= SHORT:
        return was, now
    place = next((place for place, signs in enumerate(zip(was, now, strict=False)) if len(set(signs)) > 1), 0)
    start = was.rfind(" ", 0, place) + 1 if place > SHARED else 0
    skipped = "… " if start else ""
    return skipped + shortened(was[start:]), skipped + shortened(now[start:])


def _listed(texts: Sequence[str]) -> str:
    told = phrase.joined([phrase.quoted(shortened(text)) for text in texts])
    return f"{told} {'is' if len(texts) == 1 else 'are'}"


def _otherwise(thing: Any) -> str:
    """What a thing without a title is called."""
    return str(getattr(thing, "clause", "") or thing.id)


def _same(was: Any, now: Any, names: Mapping[str, str]) -> bool:
    if isinstance(was, str):
        return bool(names.get(was, was) == now)
    if isinstance(was, tuple) and isinstance(now, tuple):
        return {names.get(each, each) for each in was} == set(now)
    return bool(plain(was, names) == plain(now, {}))


def _given(value: Any) -> bool:
    return value not in (None, "", ())
