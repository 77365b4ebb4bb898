"""One changed line of a reply while it is read: what its parts say, what is sure of it, and what else it might be."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.form.paper import GAP
from callplan.core.letter.shared import BLANK
from callplan.core.map.playbook import Act, Decision
from callplan.core.record import Record
from callplan.core.reply import meant
from callplan.core.reply.compared import Changed
from callplan.core.reply.meant import Said
from callplan.core.reply.on_the_desk import NOTED, Reading, ReplyDesk
from callplan.core.text import written

TAKE = "take"


class Way(Record):
    """One way to take a line: the word for it, and what it tells; `new` are those whom it names first."""

    word: str
    readings: tuple[Reading, ...]
    new: tuple[str, ...] = ()


class LineRead:
    """One line while it is read: what its parts say, what is sure of it, and what else it might be."""

    def __init__(self, desk: ReplyDesk, changed: Changed, said: list[Said]) -> None:
        self.desk = desk
        self.name = desk.name
        kind, _, self.id = changed.line.about.partition(":")
        self.step = desk.deal.playbook.steps.get(self.id)
        self.said = said
        self.kinds = [each.kind for each in self.said]
        self.kind = kind if self._is_known(kind) else ""
        self.wrote = changed.wrote
        cut = [each.was.strip(" ,;:.") for each in changed.pieces if not each.wrote]
        self.gone = (changed.struck or ", ".join(cut)).replace(GAP, BLANK)
        self.words = "; ".join(filter(None, (self.wrote, f"struck out: {self.gone}" if self.gone else "")))
        self.sure: list[Reading] = []
        self.new: list[str] = []
        self.others: list[Way] = []
        self.title = self._title(changed)

    def _is_known(self, kind: str) -> bool:
        """Whether what a line is about is still there: a map may have changed since."""
        if kind in ("decision", "decided", "day"):
            return isinstance(self.step, Decision)
        if kind == "act":
            return isinstance(self.step, Act)
        return kind != "promise" or self.id in self.desk.deal.promises

    def _title(self, changed: Changed) -> str:
        if self.kind in ("decision", "decided", "day") and self.step:
            return self.step.called
        if self.kind == "promise":
            return f"“{self.desk.deal.promises[self.id].act}”"
        if self.kind == "act" and self.step:
            return f"“{self.step.clause}”"
        if self.kind == "said":
            return f"“{self.id}”"
        return "the next call" if self.kind == "meeting" else phrase.excerpt(changed.line.text)

    def ways(self) -> list[Way]:
        """The sure way first, each part of it alone where it has several, then what it might be."""
        found = list[Way]()
        if self.sure or self.new:
            found.append(Way(TAKE, tuple(self.sure), tuple(self.new)))
        alone = [each for each in self.sure if each.key != NOTED]
        if len(alone) + len(self.new) > 1:
            parts = [((each,), self._named(each)) for each in alone] + [((), (name,)) for name in self.new]
            whole = (tuple(self.sure), tuple(self.new))
            found += [Way(f"only-{count}", *part) for count, part in enumerate(parts, 1) if part != whole]
        return [*found, *self.others]

    def _named(self, reading: Reading) -> tuple[str, ...]:
        return tuple([name for name in self.new if written(name) in reading.text])

    def has(self, *kinds: str) -> bool:
        """Whether some part is of one of these kinds."""
        return any(kind in kinds for kind in self.kinds)

    def of(self, kind: str) -> list[Said]:
        """The parts of a kind."""
        return [each for each in self.said if each.kind == kind]

    def besides(self, *kinds: str) -> str:
        """The words of the parts that are of none of these kinds, and what stands behind a day or a no."""
        parts = [each.text if each.kind not in kinds else each.more for each in self.said]
        return ", ".join(filter(None, parts))

    def tell(self, key: str, *fields: str) -> None:
        """One sure reading more."""
        self.sure.append(Reading(key, written(*fields)))

    def might(self, word: str, key: str, *fields: str) -> None:
        """One more way to take it, if the rep says so."""
        self.others.append(Way(word, (Reading(key, written(*fields)),)))

    def meet(self) -> None:
        """Whoever is named and not known is told of by whoever wrote."""
        for each in self.of(meant.NAMES):
            self.new += [name for name in each.names if name not in self.desk.roster.known and name not in self.new]

    def day_to_come(self) -> str:
        """The one day that is named and has not gone by; "" for none."""
        days = [each.day for each in self.said if each.day and each.kind in (meant.DAY, meant.NAMES)]
        return days[0].isoformat() if len(days) == 1 and days[0] >= self.desk.on else ""

    def day_named(self) -> str:
        """The one day to come that stands anywhere in it, be there more in the words; "" for none."""
        days = {each.within for each in self.said if each.within and each.within >= self.desk.on}
        return self.day_to_come() or (days.pop().isoformat() if len(days) == 1 else "")
