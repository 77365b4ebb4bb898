"""The agreed pages, each as the lines the core makes of it."""

from __future__ import annotations

import re
from textwrap import dedent

from callplan.core.plan.model import Line

# `~` is a space that does not break; `//` begins what a line was computed from.
HARROW = """
HEAD | HARROW FOODS · Thu~3~Dec~2026 · 45~minutes // call planned
HEAD | With Marta~Lind (operations) and Piet~Maas (finance)
HEAD | Without Jo~Adeyemi (line supervisor), whose yes the list of must-haves needs
AIM | Marta~Lind decides whether the changeover risk is small enough to take. Marta can decide it on this
  call. // front of main; the choice of supplier is made
AIM | Good for them: they stop the old line once, on a day of their choosing. // the map
AIM | No is right if no weekend is free before March.
LEAST | Marta will name the weekend on which line 1 may stand still by Wed~9~Dec. With no date from Marta,
  nothing has moved. // act weekend
ALL THE WAY | Piet decides whether line 1 is ordered now and the other lines after it, in writing. Take it,
  and let Marta name a day for the label list and the list of must-haves, before the start on line 1.
OPEN | “I was to send the price per line by 1~Dec and have not. After the choice of supplier on 24~Nov, today
  is for the changeover risk. If no weekend is free before March, tell me and we stop there.”
ASK * | Marta: What happened the last time a line was changed over? // decision risk
ASK → | a date, a cost, and who took the blame // decision risk
ASK * | Piet: What would have to be on paper for line 1 to be ordered today?
ASK → | a sum, a signature, a name that is not in the room
ASK * | Marta and Piet: How many lines are we ordering for in the end?
RISK | They fear that the last changeover cost two shifts. Say: line 1 only, one weekend, and the old printers
  stay on the floor until you send them away. Do not promise a date for lines 2 and 3.
IF BACK | If the choice of supplier comes apart, ask what changed since 24~Nov and settle that first.
AT THE END | Say back what was reached: the order (Piet), the changeover risk (Marta) or Wed~9~Dec (Marta).
  “Marta, was this worth your time?”
WHERE | They are at “What could still go wrong?”, we at “What must it do?”, two stages behind.
WHERE | Last decision: the choice of supplier (Marta, 24~Nov), 9~days ago.
WHERE | Lines: Marta says three, Piet wrote two.
PROMISES | Ours, late: send the price per line (Tue~1~Dec).
PROMISES | Owed: the label list and the list of must-haves, before the start on line 1: no name, no day yet.
FOOT | considered-purchase 3 · callplan debrief harrow
"""
NORRLAND = """
HEAD | NORRLAND KRAFT · Thu~3~Dec~2026 · 30~minutes
HEAD | With Elin~Berg (grid operations) and Oskar~Ek (control room)
AIM | Elin~Berg decides whether shorter outages are worth a project this winter. Nobody is missing: Elin can
  decide it on this call.
AIM | Good for them: the night shift sees the fault before the phone rings.
AIM | No is right if the merger takes the winter.
AIM | Why not the outage figure again: Elin missed it on 6~Nov and 20~Nov.
LEAST | Oskar will pull the alarm log of the last three outages by Thu~10~Dec. With no date from Oskar,
  nothing has moved. Bring our reading of three other logs.
OPEN | “I was to send the reference list by 30~Nov and have not. We have met three times; today is for the
  go-ahead. If the merger takes the winter, tell me and we stop there.”
ASK * | Elin: What took the place of the outage figure, both times?
ASK → | whether the merger takes the winter
ASK * | Elin: What happens this winter if nothing changes?
ASK → | a consequence with a name on it
ASK - | Oskar: Which of the last three outages would you show a new colleague?
ASK - | Elin: Would alarm data leave your house?
THEY ASK ? | Who else of our size runs it at night?
THEY ASK ? | Can we not just tune the old alarms?
RISK | They fear that the last project in the control room was switched off after a month. Say: the night
  shift says when it goes live, not we and not the plan. Do not promise a fixed go-live date.
IF BACK | If Elin says no to the go-ahead, ask what would have to change first, and offer Elin to close.
AT THE END | Say back what was reached: the go-ahead (Elin) or Thu~10~Dec (Oskar). “Elin, was this worth your
  time?”
WHERE | They are at “Is this worth changing?”, we at “Which way shall we go?”, two stages ahead.
WHERE | No decision from Elin and Oskar yet, in 41~days and 3~calls.
WHERE | Data: alarms, on Oskar's word alone.
PROMISES | Ours, late: send the reference list (Mon~30~Nov).
PROMISES | Elin was to put a figure on the September outage by 6~Nov and 20~Nov.
FOOT | complex-b2b 3 · callplan debrief norrland
"""
OZ = """
HEAD | OZ & SONS · Thu~3~Dec~2026 · 15~minutes · with Oz~Tan (owner)
AIM | Oz~Tan decides whether ten more seats are worth the price. Nobody shares a login in the January rush; no
  is right if the temps leave before January.
LEAST | Oz will send the ten names by Mon~7~Dec. With no date from Oz, nothing has moved.
ALL THE WAY | Oz decides whether the seats are ordered, in writing.
OPEN | “Today is for the ten seats. If the temps leave before January, tell me and we stop there.”
ASK * | Oz: Who shares a login today?
ASK → | names, not a number
AT THE END | Say back what was reached: the order (Oz), the ten seats (Oz) or Mon~7~Dec (Oz). “Oz, was this
  worth your time?”
FOOT | small-add-on 3 · callplan debrief oz
"""
LABEL = re.compile(r"([A-Z ]+?) ?([*?→-]?) \| (.*)")


def page(text: str) -> tuple[Line, ...]:
    """The lines of a page from one text: `SECTION mark | sentence // because; because`."""
    lines = []
    for told in dedent(text).strip().replace("\n  ", " ").replace("~", "\u00a0").splitlines():
        found = LABEL.fullmatch(told)
        assert found, told
        said, _, because = found[3].partition(" // ")
        lines.append(Line(found[1], said, tuple(because.split("; ")) if because else (), found[2]))
    return tuple(lines)


def picture(text: str) -> str:
    return dedent(text).lstrip("\n")


# What was typed, and what is meant to be read of it.
HOSTILE = (
    ("[/x] [red]Marta[/red] :smile:", "[/x] [red]Marta[/red] :smile:"),
    ("\x1b[31mMarta\x1b[0m", "Marta"),
    ("\x1b]52;c;ZWNobw==\x07Marta", "Marta"),
    ("\x9b31mMarta \u202egnp.exe", "Marta gnp.exe"),
    ("Marta\nLind\r\nCEO\ttoo", "Marta Lind CEO too"),
    ("<script>alert(1)</script> & <b>x</b>", "<script>alert(1)</script> & <b>x</b>"),
    ("*Marta* _Lind_ `rm` ~~gone~~ **x**", "*Marta* _Lind_ `rm` ~~gone~~ **x**"),
    ("[link](http://example.test) ![x](y)", "[link](http://example.test) ![x](y)"),
    ("# not a title #", "# not a title #"),
    ("1. not a list", "1. not a list"),
    ("- not a list", "- not a list"),
    ("+ not a list", "+ not a list"),
    ("> no quotation", "> no quotation"),
    ("&lt;b&gt; &amp; &#35;", "&lt;b&gt; &amp; &#35;"),
    ("back\\slash \\* c:\\new", "back\\slash \\* c:\\new"),
    ("--- === ``` ~~~ |a|b|", "--- === ``` ~~~ |a|b|"),
)
