"""Nothing internal stands in a letter, and to nobody what they did not hear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from letters import HARROW, told, written

TODAY = "2026-11-20"
PEOPLE = ("Ana Lima", "Rui Costa", "Eva Stone", "Bo Third")
MAP = """\
format: 1
id: secretmapid
title: Secretmaptitle
for: secretfor
facts:
  amount: {unit: EUR, ask: What is secretbudget?}
  seats: {ask: How many seats are there?, type: number, of: user, listen_for: secretlisten}
roles:
  boss: {title: Secretroletitle, is: secretpredicate, called: the secretcalled}
  user: {title: Secretusertitle, called: the secretuser}
  agent: {title: Secretagenttitle, side: third-party}
  us: {title: Secretourtitle, side: us}
stages:
  - id: first
    title: Is it worth it?
    signals: [secretsignal]
    steps:
      - {id: tell, title: secretacttitle, will: count their seats, by: user, ask: Secretask?, listen_for: secretlisten,
         help: a list with blanks, if_skipped: secretskipped, gives_up: money}
      - {id: quiet, will: do the secretalone, by: user, without_us: true}
      - {id: here, will: do the secrethere, by: user, on_call: true}
      - {id: bring, will: bring the secretboss, by: user, brings: boss}
      - {id: ours, will: prepare the secretours, by: us}
      - id: worth
        title: secretdecisiontitle
        whether: their work is worth it
        topic: secrettopic
        yes: secretyes
        by: boss
        hear: user
        proof: {said: secretproof}
        not_proof: [secretnotproof]
        ask: Secretask?
        listen_for: secretlisten
        good_for_them: they win a day of theirs
        no_is_right_if: secretnoright
        if_skipped: secretskipped
        concerns: [{fear: secretfear, say: secretsay, never: secretnever}]
        they_ask: [Secrettheyask?]
        until_then: [secretuntil]
        waive: {reasons: [secretwaive]}
  - id: second
    title: Do you buy?
    steps:
      - {id: bought, title: secrettwo, whether: it is bought, by: boss, hear: user, needs: [worth]}
ends:
  won: {title: secretwon, needs: [bought]}
  lost: [secretlost]
"""
LINES = (
    'prep secretdeal --playbook {map} --with "Ana Lima:boss" --with "Rui Costa:user" --person "Eva Stone:user:Rui" '
    '--person "Bo Third:agent:Rui" --on 2026-11-10 --because "Rui:privaterui took the call" --set amount=77777 '
    '--set seats=4711:Rui:wrote:privaterui --sign second --target worth --subject "the thing" --opened 2026-11-02',
    'debrief secretdeal --on 2026-11-10 --with Ana --concern "Ana:privateana fear" '
    '--set "seats=4712:Ana:said:privateana" '
    '--decided "worth:Ana:said:privateana yes" --promised "Ana:ask the privateana board:2026-11-18" '
    '--worth-it "privateana worth" --verdict won --declined "bought:Ana:privateana no" '
    '--we-promised "send Ana the privateana notes:2026-11-15"',
    'debrief secretdeal --on 2026-11-12 --with Rui --concern "Rui:privaterui fear:worth" '
    '--promised "Rui:ask the privaterui team:2026-11-13" --deferred "bought:Rui:-:privaterui later" '
    '--decided "bought:Ana:heard=Rui:privaterui hearsay" --verdict small-step --not-asked',
    'debrief secretdeal --on 2026-11-17 --with Eva --reopened "worth:Eva:privateeva reason" --missed p1 '
    '--waived "tell:Eva:secretwaive" --we-promised "show Eva the privateeva page:2026-12-01" '
    '--next 2026-11-25:worth:Eva --verdict went-back --set "seats=4713:Eva"',
    'prep secretdeal --with Rui --with Eva --on 2026-11-24 --minutes 30',
)  # fmt: skip
NEVER = re.compile(
    r"(?i)secret|callplan|\b(?:77,?777|471[123]|amount|EUR|assumed|heard from|verdict|advanced|stayed|entry|owed|proof"
    r"|stage|playbook|aim|least|risk|stance|sponsor|conflict|missed|role|won)\b"
)
PRIVATE = {name: re.compile(rf"private(?!{name.split()[0].lower()})") for name in PEOPLE}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deal in which everything stands that no letter may show."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "map.yaml").write_text(MAP)
    return told(folder, *[(TODAY, f"{line.format(map=folder / 'map.yaml')} --no-input") for line in LINES])


@pytest.mark.parametrize("paper", ["markdown", "html"])
@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_internal(home: Path, person: str, paper: str) -> None:
    """It shows nothing of the list of what is internal, and nobody's words to anybody else."""
    found = written(home, "secretdeal", person, "--to", paper, today=TODAY)
    assert found.code == 0, found.err
    shown = re.sub(r"(?s)<head>.*</style>", "", found.out)
    assert NEVER.findall(shown) == []
    assert PRIVATE[person].findall(shown) == []


THEIRS = {
    "Ana Lima": ("1. Whether it is bought: no, Ana Lima, Tue 10 Nov.",
                 "Printline: send Ana the privateana notes. It was",
                 "Ana Lima: ask the privateana board, by ____. The day named for it was 18 Nov."),
    "Rui Costa": ("“privaterui took the call” (your words)", "Rui Costa: ask the privaterui team, by ____. The day",
                  "Ana Lima, after hearing Eva Stone and Rui Costa, by ____",
                  "Tue 24 Nov, 30 minutes: Rui Costa and Eva"),
    "Eva Stone": ("You win a day of yours.", "Printline: show Eva the privateeva page, by Tue 1 Dec.",
                  "1. Whether your work is worth it: ____, after hearing Eva Stone and Rui Costa, by ____."),
    "Bo Third": ("1. Whether your work is worth it: ____, by ____.",),
}  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_theirs(home: Path, person: str) -> None:
    """It shows each of them what they said, what they were promised, and whom they know."""
    found = written(home, "secretdeal", person, today=TODAY).out
    assert [each for each in THEIRS[person] if each not in found] == []


MARTA, PIET = "Marta Lind", "Piet Maas"
DECIDES = "One supplier is ahead of the others on what counts: Marta Lind, Tue 24 Nov."
HISTORIES = {
    "a yes on a call with one of them": ((), DECIDES, (MARTA,)),
    "a yes on a call with both": (
        ('--on 2026-12-01 --with Marta --with Piet --decided "risk:Marta"',),
        "What could still go wrong is small enough to take on: Marta Lind, Tue 1 Dec.", (MARTA, PIET),
    ),
    "a yes that one of them wrote": (
        ('--on 2026-12-01 --with Marta --decided "ordered:Piet:wrote"',),
        "It is ordered at the agreed price and scope: Piet Maas", (PIET,),
    ),
    "a promise to one of them": (
        ('--on 2026-12-01 --with Piet --we-promised "send the terms of payment:2026-12-08"',),
        "Printline: send the terms of payment, by Tue 8 Dec.", (PIET,),
    ),
    "a day that one of them named": (
        ('--on 2026-12-01 --with Marta --date "ordered:2027-01-29:Marta"',), "named Fri 29 Jan 2027 for", (MARTA,),
    ),
    "a no to one of us alone": (
        ('--on 2026-12-01 --with Piet --declined "ordered:Piet:no money"',),
        "Whether it is ordered at the agreed price and scope: no, Piet Maas, Tue 1 Dec.", (PIET,),
    ),
    "somebody whom one of them told us of": (
        ('--on 2026-12-01 --with Piet --person "Vera Lund:user:Piet"',), "Vera Lund", (PIET,),
    ),
    "what was taken up again without them": (
        ('--on 2026-12-01 --with Jo --with Piet --reopened "supplier-chosen:Jo:a new offer"',), DECIDES, (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("history", HISTORIES)
def test_who_was_there(tmp_path: Path, history: str) -> None:
    """It has a line for who was there when it was said, or wrote it, and for nobody else."""
    lines, line, whose = HISTORIES[history]
    day = "2026-12-02"
    home = told(tmp_path, *HARROW[:2], *[(day, f"debrief harrow --no-input {each}") for each in lines])
    found = {person: written(home, "harrow", person).out for person in (MARTA, PIET)}
    assert tuple(person for person, text in found.items() if line in text) == whose
