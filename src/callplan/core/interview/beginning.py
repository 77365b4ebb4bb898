"""What a first prep asks beside the plan's own needs, and what a follow-on deal takes over from the one before."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.entries import ordered
from callplan.core.events import CallTaken, Event, Learned, Met, Opened, SubjectNamed
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.grammar import fields
from callplan.core.interview.party import Party
from callplan.core.interview.question import Question, every
from callplan.core.map.playbook import Playbook
from callplan.core.text import written
from callplan.errors import NeedsAnswer, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.interview.question import Answers, Script
    from callplan.core.interview.recorded import FlagReader

FIRST, MOST_WORDS = 8, 4
COUNTED = ("settled on ", "called ")
ARTICLES = ("the", "a", "an", "our", "this", "that")
BECAUSE = spelled("because")


def room(answers: Answers, before: str = "") -> int:
    """How many of a first prep's eight questions are left, `before` a question that may be answered already.

    Map, day, people and signs have taken four.
    """
    begun = ("subject said", "because said", "date said")
    asked = [key for key in answers if key != before and (key.startswith(COUNTED) or key in begun)]
    return max(0, FIRST - 4 - len(asked) - len(every(answers, "days asked")))


def naming(answers: Answers) -> Script:
    """Ask what it is called that is sold, while there is room for a question."""
    if room(answers, "subject said") < 1:
        return {"subject": ""}
    said = yield Question(
        "subject said", "What would they be buying? As you both call it, with “the”, at most four words.", default="",
        reads=lambda text: subject(text) if grammar.words(text) else "", empty="not said", flags="--subject TEXT",
        why="The page says it in their word, where a sentence would say it.",
    )  # fmt: skip
    return {"subject": said}


def taking(playbook: Playbook, answers: Answers, today: date) -> Script:
    """Ask why they took the call, in their words, and of several people on it whose words those are."""
    party = Party(None, playbook, answers, today)
    clients = [name for name in party.present if _of_theirs(playbook, party.roster.known[name])]
    if not clients or room(answers, "because said") < 1:
        return {"because": ""}
    said = yield Question(
        "because said",
        "What did they say made them take this call? They took this call because ___ "
        "(their words; best without “we”, “I” or “they”)",
        default="", reads=grammar.words, empty="not known", flags=BECAUSE,
        why="Their own reason opens the first call better than ours.",
    )  # fmt: skip
    if not said:
        return {"because": ""}
    who = clients[0]
    if len(clients) > 1:
        who = yield Question(
            "because who", "Whose words are those?", "choice", tuple(map(party.choice, clients)), None,
            "The first page says it back to them.", BECAUSE, detail=True,
        )  # fmt: skip
    return {"because": written(who, said)}


def followed_on(deal: Deal, playbook: Playbook, today: date) -> list[Event]:
    """The opening of a deal that follows on another: its people who are still there, and what they and we know.

    What a deal comes to and its days are its own; roles and facts that the map does not know stay behind.
    """
    people = {each.name: each for each in deal.people.values() if not each.left}
    met = [
        Met(
            each.met, each.name, tuple([role for role in each.roles if role in playbook.role]),
            each.told_by if each.told_by in people else "",
        )
        for each in people.values()
    ]  # fmt: skip
    known = [fact.id for fact in playbook.facts if fact.id != "amount" and fact.type != "date"]
    learned = [
        Learned(each.on, each.fact, each.value, each.person, each.proof, each.words, each.paper, each.teller)
        for each in deal.claims
        if each.fact in known and {each.person, each.teller} <= {"", *people}
    ]
    return [Opened(today, playbook, deal.name), *ordered([*met, *learned])]


def subject(text: str) -> str:
    """What is sold, with its article, as it stands inside a sentence. Raises Usage for more than four words."""
    said = " ".join(grammar.words(text).split()).rstrip(".")
    first, _, rest = said.partition(" ")
    article = first.lower() if first.lower() in ARTICLES else ""
    name = rest if article else said
    if not name or len(name.split()) > MOST_WORDS:
        shown = phrase.said_back(said)
        raise Usage(f"{shown}: name one thing in at most four words after its article, as in: the shift planner.")
    # a proper name needs no article
    return f"{article or 'the'} {name}" if article or name[0].islower() else name


def begun_with(reader: FlagReader, people: tuple[str, ...]) -> list[Event]:
    """What a prep's answers say of the subject, and of why the call was taken."""
    found: list[Event] = []
    if named := reader.answers.get("subject"):
        found.append(SubjectNamed(reader.on, subject(named)))
    if because := reader.answers.get("because"):
        found.append(_taken(reader, because, people))
    return found


def _taken(reader: FlagReader, text: str, people: tuple[str, ...]) -> CallTaken:
    """Why it was taken, by whoever is named, else by the first of theirs on the call."""
    first, words = fields("because", text, "PERSON:WORDS", 1)
    if words:
        return CallTaken(reader.on, reader.roster.named("because", first), _reason(words))
    theirs = [name for name in people if _of_theirs(reader.playbook, reader.roster.known[name])]
    if not theirs:
        raise NeedsAnswer("Who took the call, and said why? Write --because PERSON:WORDS.")
    return CallTaken(reader.on, theirs[0], _reason(first))


def _reason(words: str) -> str:
    """Their words without the "because" that stands before them wherever they are printed."""
    first, _, rest = words.partition(" ")
    return rest.strip() if first.casefold() == "because" and rest.strip() else words


def _of_theirs(playbook: Playbook, roles: tuple[str, ...]) -> bool:
    sides = {playbook.role[role].side for role in roles if role in playbook.role}
    return not sides or "client" in sides
