"""The corners of reading a form: people of one name, a call alone, what is told already, and the asking itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from forms import TODAY, deal_of_demo, key_of, read, text_of

from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.core.events import Closed, Event, Held, Met, Planned, Yes
from callplan.core.form.asking import FILE, TEXT, Stopped, asked_of
from callplan.core.form.desk import names_any
from callplan.core.form.filled import Filled, Paper, filled, unanswered
from callplan.core.form.headings import Headings
from callplan.core.form.paper import form
from callplan.core.form.rows import Row
from callplan.core.interview.course import complete
from callplan.core.interview.question import Question
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.errors import BadFile

DEAL, ENTRIES = deal_of_demo()
TEXT_OF = text_of(DEAL)
CALL = DEAL.planned.call if DEAL.planned else TODAY


def later(*events: Event) -> tuple[Entry, ...]:
    """The deal's entries with some more."""
    numbers = range(len(ENTRIES) + 1, len(ENTRIES) + 1 + len(events))
    return (*ENTRIES, *[Entry(number, 99, event) for number, event in zip(numbers, events, strict=True)])


def of(entries: tuple[Entry, ...], text: str = "", said: dict[str, Any] | None = None) -> Filled:
    """What a form of a deal with these entries comes to."""
    return filled(fold(entries, "harrow"), entries, Paper("plan.md", text or TEXT_OF), said or {}, TODAY)


def form_of(entries: tuple[Entry, ...]) -> str:
    """The form of the deal with these entries."""
    return text_of(fold(entries, "harrow"))


def whys(found: Filled) -> list[str]:
    """What is open."""
    return [each.why for each in found.open]


def but(text: str, *pairs: Sequence[str]) -> str:
    """A form with something written into it."""
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_two_of_a_name() -> None:
    """A first name that two have is asked about once."""
    entries = later(Met(CALL, "Marta Roth", ("user",)))
    ticked = "- [x] Marta: ask the board, by friday\n- [x] Marta: ask Jo, by friday"
    found = of(entries, but(form_of(entries), ("- [ ] …: …, by …", ticked)))
    assert whys(found) == ["“Marta” may be Marta Lind or Marta Roth"]
    assert found.strangers == ("Marta",)


def test_alone() -> None:
    """With one person on the call, words without a name are theirs."""
    text = but(TEXT_OF, ("Marta Lind and Piet Maas", "Piet Maas"), ("- …:", "- too dear"), ("- Piet Maas:", "- 3"))
    assert read(text).answers["concern"] == ["Piet Maas:too dear"]
    assert read(text).answers["set"] == ["quantity=3:Piet Maas:said"]


def test_whose_words() -> None:
    """Words behind a gap are whose they are said to be."""
    text = but(TEXT_OF, ("- …:", "- …: too dear"))
    assert whys(read(text)) == ["whose words are those?"]
    assert read(text, said={key_of(text, 40, "who"): "Marta Lind"}).answers["concern"] == ["Marta Lind:too dear"]


def test_nobody() -> None:
    """Without anybody on the call, nobody can be meant."""
    entries = tuple([each for each in ENTRIES if not isinstance(each.event, Planned)])
    entries = tuple([each.but(number=number) for number, each in enumerate(entries, 1)])
    text = but(
        form_of(entries), ("Call of …", "Call of Thu 3 Dec 2026"), ("(Marta Lind)", ""), ("[ ] yes:", "[x] yes:")
    )
    assert [each.why for each in of(entries, text).problems] == [
        "who was on the call? Write their names behind “with”.",
        "whose answer on the remaining risk is it? Write a name in brackets behind the heading.",
    ]


def test_without_its_head() -> None:
    """A form that has lost its sentence is of the call in its foot, or of the one planned, with those planned."""
    text = "**My own view**: won\n"
    assert (read(text).answers["on"], read(text).answers["with"]) == ("2026-12-03", ["Marta Lind", "Piet Maas"])
    other = f"{text}\nharrow · call of 2026-12-02 · after entry 18\n"
    assert read(other).answers["on"] == "2026-12-02"
    assert [each.why for each in read(other).problems] == ["who was on the call? Write their names behind “with”."]


def test_who_was_not_there() -> None:
    """A yes of somebody who was not there counts as it is said to be known."""
    text = but(TEXT_OF, ("(Marta Lind),", "(Jo Adeyemi),"), ("[ ] yes:", "[x] yes: so"))
    said = {key_of(text, 7, "Jo Adeyemi how"): "wrote"}
    assert read(text, said=said).answers["decided"] == ["risk:Jo Adeyemi:wrote:so"]
    entries = later(Planned(CALL, CALL, ("Piet Maas",)))
    assert "**The remaining risk** (Marta Lind), whether what could still go wrong is small enough to take on\n\n" + (
        "- [ ] yes, in writing:\n- [ ] yes, heard from …:\n- [ ] no, because:"
    ) in form_of(entries)


def test_fate_answered() -> None:
    """What became of a promise is as it is answered; one that is no more, and stands untouched, tells nothing."""
    text = but(TEXT_OF, ("(Tue 1 Dec, p1)", "(Tue 1 Dec, p1) monday, he says"))
    assert read(text, said={key_of(text, 31, "fate"): "missed"}).answers["missed"] == ["p1"]
    assert "missed" not in read(text, said={key_of(text, 31, "fate"): ""}).answers
    gone = filled(DEAL.but(promises={}), ENTRIES, Paper("plan.md", TEXT_OF + "\n**My own view**: won"), {}, TODAY)
    assert gone.problems == ()


def test_numbers_of_others() -> None:
    """A number that is none of a promise is passed over."""
    text = but(TEXT_OF, ("- [ ] we: send the price per line (Tue 1 Dec, p1)", "- [x] we: send the price per line p9"))
    assert read(text).answers["kept"] == ["p1"]


def test_told_already() -> None:
    """A call that is written down is asked about, and told again where it is another."""
    entries = later(Held(CALL, ("Marta Lind",)))
    text = but(TEXT_OF, ("lost):", "lost): won"))
    assert whys(of(entries, text)) == [
        "the call of Thu 3 Dec 2026 is written down already; `callplan debrief harrow --again` tells it anew"
    ]
    assert whys(of(entries, text, {"form again: 2026-12-03": "yes"})) == []


def test_written_since() -> None:
    """What was written after the form was made is asked about, and Enter goes on."""
    found = of(later(Met(CALL, "Zoë Quist", ("user",))), but(TEXT_OF, ("lost):", "lost): won")))
    asked = [each.question for each in found.open if each.question]
    assert [[choice.value for choice in each.choices] for each in asked] == [["yes", "no"]]
    assert [each.start for each in asked] == ["yes"]


def test_written_once_more() -> None:
    """That it goes on is asked anew where more was written than was known when it was answered."""
    events = (Met(CALL, "Zoë Quist", ("user",)), Met(CALL, "Uwe Orth", ("user",)))
    text = but(TEXT_OF, ("lost):", "lost): won"))
    said = {"form since: 19": "yes"}
    assert of(later(events[0]), text, said).open == ()
    assert len(of(later(*events), text, said).open) == 1


def test_not_ticked() -> None:
    """What is written and not ticked is asked about, and left out where it did not happen."""
    text = but(TEXT_OF, ("- [ ] yes:", "- [ ] yes: sure"))
    (asked,) = [each.question for each in read(text).open if each.question]
    assert [(choice.value, choice.label) for choice in asked.choices] == [
        ("yes", "yes, it counts"), ("no", "no, leave it out"),
    ]  # fmt: skip
    assert [read(text, said={asked.key: said}).answers.get("decided") for said in ("yes", "no")] == [
        ["risk:Marta Lind:said:sure"], None,
    ]  # fmt: skip


def test_over() -> None:
    """A deal that was lost has no form, nor has a call that nobody may make."""
    deal = fold(later(Closed(CALL, "lost", "too expensive")), "harrow")
    assert form(plan(deal, CALL, call_planned(deal)), deal.last) is None
    assert text_of(deal) == ""


def test_back_on_purpose() -> None:
    """A call that goes back has a line for what is taken up again."""
    entries = later(Planned(CALL, CALL, ("Marta Lind",), back_to="go-ahead"))
    text = form_of(entries)
    assert "**The go-ahead** (Marta Lind), whether" in text
    again = but(text, ("- [ ] taken up again, because:", "- [x] taken up again, because: a new head"))
    assert of(entries, again).answers["reopened"] == ["go-ahead:Marta Lind:a new head"]


def test_several_decide() -> None:
    """Of several who decide, each has a line for a yes."""
    events = (Yes(CALL, "risk", "Marta Lind"), Planned(CALL, CALL, ("Marta Lind", "Jo Adeyemi"), target="must-haves"))
    text = form_of(later(*events))
    assert "- [ ] yes, Marta Lind:\n- [ ] yes, Jo Adeyemi:\n- [ ] no, because:" in text


def test_names_any() -> None:
    """A stranger is found between the colons of a flag's text."""
    assert names_any("Vera Holm:ask:friday", ("Vera Holm",))
    assert not names_any(r"Ana:ask Vera Holm\: now", ("Vera Holm",))


def test_unanswered() -> None:
    """What is open stands in the order of the file, each with its line."""
    found = read(but(TEXT_OF, ("[ ] yes:", "[ ] yes: sure")))
    told = "plan.md:7: “yes: sure” is written and not ticked.\nNobody can be asked here, and nothing was written."
    assert str(unanswered(Paper("plan.md", ""), found.open)) == told


class Answering:
    """Somebody who answers each question by its key, and notes what was asked."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {key.replace("_", " "): value for key, value in answers.items()}
        self.asked: list[Question] = []

    def __call__(self, question: Question) -> Any:
        self.asked.append(question)
        return self.answers[question.key]


def asked(text: str, answering: Answering) -> dict[str, Any]:
    """The answers of a form, asked about until all of it may be written down."""
    given = {FILE: "plan.md", TEXT: text}
    return complete(given, asked_of(DEAL, ENTRIES, TODAY), answering)


def test_asking() -> None:
    """What is open is asked first, then the rep's own word; then all of it is shown, and to be agreed to."""
    text = but(TEXT_OF, ("[ ] yes:", "[ ] yes: sure"))
    answers = {key_of(text, 7, "tick"): "yes", "verdict word": "advanced", "form right": "yes"}
    answering = Answering(**answers)
    found = asked(text, answering)
    assert [each.key for each in answering.asked] == list(answers)
    assert answering.asked[0].why == "What is written without a tick may have happened or not; nobody guesses."
    assert answering.asked[-1].above == (
        "· Marta Lind said yes to the remaining risk: “sure”",
        "· call with Marta Lind and Piet Maas; called advanced; worth it: not asked",
    )
    assert (found["decided"], found["verdict"]) == (["risk:Marta Lind:said:sure"], "advanced")


def test_asking_for_somebody_new() -> None:
    """Somebody new is asked about as everywhere: what part they play."""
    text = but(TEXT_OF, ("- …:", "- Vera Holm: too dear"), ("lost):", "lost): won"))
    answers = {"named Vera Holm who": "+", "named Vera Holm role": "user", "form right": "yes"}
    answering = Answering(**{key.replace(" ", "_"): value for key, value in answers.items()})
    assert asked(text, answering)["person"] == ["Vera Holm:user"]
    assert [each.key for each in answering.asked] == list(answers)


def test_asking_of_no_note() -> None:
    """A note, and the hour of a meeting, are kept as they stand; nobody asks who they are."""
    text = but(TEXT_OF, ("**Notes**", "**Notes**\n\nthey park in the yard, all of them"), ("lost):", "lost): stayed"))
    answering = Answering(form_right="yes")
    found = asked(but(text, ("on …, for …, with …", "on 17 dec 10am, for the start, with Marta")), answering)
    assert found["note"] == [
        "We meet again on 17 dec 10am, for the start, with Marta", "they park in the yard, all of them",
    ]  # fmt: skip
    assert [each.key for each in answering.asked] == ["form right"]


@pytest.mark.parametrize("typed", ["maybe Vera", "2 others"])
def test_who_is_not_sure(typed: str) -> None:
    """Whoever may come, or is only counted, is nobody by that name, and the line says so."""
    with pytest.raises(BadFile) as refused:
        asked(but(TEXT_OF, ("on …, for …, with …", f"on 17 dec, with Marta and {typed}")), Answering())
    said = f"“{typed}” is no name: name those who are sure; Notes keep the rest."
    assert str(refused.value).partition(": ")[2] == said


def test_not_right() -> None:
    """Whoever says no has nothing written down."""
    with pytest.raises(Stopped):
        asked(but(TEXT_OF, ("lost):", "lost): won")), Answering(form_right="no"))


def test_asked_by_kind() -> None:
    """What is written and not ticked is asked about as what it is: an answer, a promise, or something done."""
    text = but(
        TEXT_OF, ("[ ] yes:", "[ ] yes: sure"), ("- [ ] …: …, by …", "- [ ] Marta: ask the board, by friday\n"
        "- [ ] Marta: name the quietest week for the changeover, done"), ("- [ ] …, by …", "- [ ] send it, by friday"),
    )  # fmt: skip
    assert [each.question.text.rpartition("”. ")[2] for each in read(text).open if each.question] == [
        "Is that their answer?", "Was that promised?", "Did it happen?", "Was that promised?",
    ]  # fmt: skip


def test_refused_together() -> None:
    """What answers bring up is refused at once, all of it, when the last of them is there."""
    text = but(TEXT_OF, ("- [ ] …: …, by …", "- [ ] ask the board"), ("- [ ] …, by …", "- [ ] send the plan"))
    ticks = [key_of(text, line, "tick") for line in (23, 27)]
    answering = Answering(**dict.fromkeys(ticks, "yes"))
    with pytest.raises(BadFile) as refused:
        asked(text, answering)
    by_when = "by when? End the line with “, by” and a day."
    assert str(refused.value).splitlines() == [
        f"plan.md:23: {by_when}",
        "plan.md:23: whose promise is it? Begin the line with a name and a colon.",
        f"plan.md:27: {by_when}",
    ]
    assert [each.key for each in answering.asked] == ticks


def test_day_and_name_wrong() -> None:
    """A wrong day and a missing name of one line are refused together."""
    text = but(TEXT_OF, ("- [ ] …: …, by …", "- [x] ask the board, by Thu 16 Dec"))
    assert [each.why for each in read(text).problems] == [
        "16 Dec 2026 is a Wed, not a Thu.", "whose promise is it? Begin the line with a name and a colon.",
    ]  # fmt: skip


def test_no_day_and_no_name() -> None:
    """A day that is none and a missing name of one line are refused together; a name in it is enough of one."""
    below = "What stands below it is part of it until it has a bullet."
    text = but(TEXT_OF, ("- [ ] …: …, by …", "- [x] send lists by thursday\nask Kim"))
    day = "is no day. Write 3 dec, friday, next thursday, in two weeks or 2026-12-03."
    assert [each.why for each in read(text).problems] == [
        f"“thursday ask Kim” {day} {below}", "whose promise is it? Begin the line with a name and a colon.",
    ]  # fmt: skip
    text = but(TEXT_OF, ("- [ ] …: …, by …", "- [x] Marta will send lists by thursday or so"))
    assert [each.why for each in read(text).problems] == [f"“thursday or so” {day}"]


def test_another_line_in_its_place() -> None:
    """An answer about a line is none about the line that stands in its place when the file was edited."""
    lines = ("- [ ] send the plan, by friday", "- [ ] send the contract, by monday")
    text = but(TEXT_OF, ("- [ ] …, by …", "\n".join(lines)))
    edited = but(text, (f"{lines[0]}\n", ""))
    said = {key_of(text, 27, "tick"): "yes"}
    assert read(text, said=said).answers["we-promised"] == ["send the plan:2026-12-04"]
    assert [each.line for each in read(edited, said=said).open] == [27]
    assert "we-promised" not in read(edited, said=said).answers
    other = {key_of(text, 28, "tick"): "yes"}
    assert read(edited, said=other).answers["we-promised"] == ["send the contract:2026-12-07"]


def test_asking_what_is_refused() -> None:
    """What is refused is so before anything is asked."""
    answering = Answering()
    with pytest.raises(BadFile) as refused:
        asked(TEXT_OF, answering)
    assert str(refused.value) == "plan.md: nothing is ticked or written in it: what came of the call?"
    assert answering.asked == []


def test_somebody_called_like_a_heading() -> None:
    """A bullet that begins with somebody's name heads nothing, even where a heading is called so, unless in bold."""
    book = deal_of_demo()[0].playbook
    for people, bold, heads in (
        (["We meet again"], "", False),
        (["We meet again"], "We meet again:", True),
        ([], "", True),
    ):
        row = Row(1, "We meet again: friday", bold=bold, bullet=True)
        assert (Headings(book, people).read(row) is not None) == heads


def test_a_decision_without_its_article() -> None:
    """In bold a decision heads its lines without “the”, too; plain text does not."""
    read = Headings(deal_of_demo()[0].playbook, ()).read
    found = read(Row(1, "Order (Marta Lind):", bold="Order (Marta Lind):"))
    assert found is not None
    assert (found.heading.text, found.who) == ("The order", "Marta Lind")
    assert read(Row(1, "Order (Marta Lind):")) is None
