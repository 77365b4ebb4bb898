"""What a debrief asks: promises due, what the client decided and promised, was it worth their time, the rep's word."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import candidates
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open
from callplan.core.interview.question import Choice, Question
from callplan.core.outcome import VERDICTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers


def debriefing(deal: Deal, answers: Answers, on: date) -> Question | None:
    """The next question of a debrief; None when enough is known."""
    for key, ask in _ASKED.items():
        if not any(other in answers for other in key.split()):
            question = ask(deal, answers, on)
            if question is not None:
                return question
    return None


def company(deal: Deal, _: Answers, __: date) -> Question:
    """Who came; those planned stand already."""
    planned = list(deal.planned.people) if deal.planned else None
    people = tuple([Choice(name, name) for name, contact in deal.people.items() if not contact.left])
    why = "Only what client people did counts; a call without one has no result."
    return Question("with", "Who was on the call?", "people", people, planned, why, "--with PERSON")


def _due(deal: Deal, _: Answers, on: date) -> Question | None:
    due = [each for each in deal.promises.values() if each.state == "open" and each.due <= on]
    if not due:
        return None
    choices = tuple([Choice(each.id, f"{each.person or 'We'}: {each.act}", f"due {each.due}") for each in due])
    why = "Two dates that a client missed put in doubt what they had decided."
    return Question("due", "What became of these promises?", "due", choices, [], why, "--kept, --missed, --moved")


def _decided(deal: Deal, answers: Answers, on: date) -> Question:
    standing = Standing(deal, on)
    planned = [deal.planned.all_the_way, deal.planned.aim] if deal.planned else []
    rest = [step.id for step in deal.playbook.decisions if is_open(standing, step.id)]
    order = [step for step in [*planned, *sorted(candidates(standing)), *rest] if step in deal.playbook.steps]
    steps = [deal.playbook.steps[name] for name in dict.fromkeys(order) if name in rest]
    choices = tuple([Choice(step.id, step.name, f"whether {step.clause}") for step in steps])
    people = tuple([Choice(text.split(":")[0], text.split(":")[0]) for text in answers.get("with") or []])
    why = "Only a decision by the client moves the deal: yes, no, not yet, or taken up again."
    return Question(
        "decisions", "What did they decide?", "decisions", (*choices, *people), [], why,
        "--decided, --declined, --deferred, --reopened",
    )  # fmt: skip


def _theirs(deal: Deal, answers: Answers, on: date) -> Question:
    why = "A promise has a person, an act and a day; it counts when the act is on the map."
    acts = tuple([Choice(act.id, act.clause) for act in deal.playbook.acts if is_open(Standing(deal, on), act.id)])
    people = tuple([Choice(f"@{text.split(':')[0]}", text.split(":")[0]) for text in answers.get("with") or []])
    return Question(
        "promised", "What did they promise?", "promises", (*acts, *people), [], why, "--promised", "They will"
    )


def _ours(_: Deal, __: Answers, ___: date) -> Question:
    why = "What we owe them opens the next call when it is late."
    return Question("we-promised", "What did we promise?", "our promises", (), [], why, "--we-promised", "We will")


def _worth(deal: Deal, answers: Answers, _: date) -> Question:
    name = next((text.split(":")[0] for text in answers.get("with") or [] if deal.side(text) == "client"), "them")
    question = f"Was it worth {'their' if name == 'them' else name + chr(8217) + 's'} time, in their words?"
    return Question("worth-it", question, "text", (), "", "Empty: not asked.", "--worth-it WORDS or --not-asked")


def _verdict(_: Deal, __: Answers, ___: date) -> Question:
    words = {word: word.replace("-", " ") for word in VERDICTS}
    choices = tuple([Choice(word, phrase.capital(shown)) for word, shown in words.items()])
    why = "Asked before the computed result is shown; both are kept."
    return Question("verdict", "Your own word for it?", "choice", choices, "", why, "--verdict")


_ASKED = {
    "with": company,
    "due kept missed moved released": _due,
    "decisions decided declined deferred reopened waived": _decided,
    "promised": _theirs,
    "we-promised": _ours,
    "worth-it not-asked": _worth,
    "verdict": _verdict,
}


def closing_question(deal: Deal, kind: str, answers: Answers) -> Question | None:
    """Why the deal ended; a won deal whose closing decision was not made asks how that is known (rule 63)."""
    if answers.get("reason"):
        return None
    end = deal.playbook.end.get(kind)
    choices = tuple([Choice(reason, reason) for reason in end.reasons]) if end else ()
    if kind == "won" and is_open(Standing(deal), deal.playbook.closing):
        title = deal.playbook.steps[deal.playbook.closing].name
        text = f"{phrase.capital(title)} is not on record. How do you know it is won?"
        return Question(
            "reason", text, "choice" if choices else "text", choices, flags="--reason TEXT, or debrief it first"
        )
    if kind == "won" and "reason" not in answers and not choices:
        return Question("reason", "Why did they choose you?", "text", default="", flags="--reason TEXT")
    if "reason" in answers and not choices:
        return None
    return Question("reason", "Why, in their words?", "choice" if choices else "text", choices, flags="--reason TEXT")
