"""The agreed pages, each as the lines the core makes of it."""

from __future__ import annotations

import re
from textwrap import dedent

from callplan.core.plan.briefing import Line

# `~` is a space that does not break; `//` begins what a line was computed from.
HARROW = """
HEAD | HARROW · night packing line · Thu~3~Dec~2026 · 45~minutes · 84,000~EUR // call planned
HEAD | With Marta~Lind (sponsor) and Piet~Maas (budget owner, first call). // call planned
LAST TIME | Tue~24~Nov, with Marta. Marta decided to make a change this year: “we throw away a pallet of misprinted
  trays every week”. Marta settled on a supplier: “nobody else asked what happens at night”. Marta on the quantity:
  three, “all three lines, or the crews cannot help each other out”. Piet wasn't there. // call of 2026-11-24;
  entry 12; entry 14
LAST TIME | Since then: Piet on the quantity: two, “two lines this year and not one more”.
WE OWE | Send the price per line. Due 1~Dec. // promise p1
OPEN | “Piet, good to have you with us. Marta, I said I'd send the price per line by 1~Dec, and I haven't. You'll have
  that by ____. Would you tell Piet where we've got to? Then I'd like you to decide whether the risks are under
  control.”
AIM | Marta decides whether the risks are under control. // case decide; map risk
BEST CASE | If yes, ask Piet to decide whether to order at the agreed price and scope, in writing. Then agree a day for
  Marta to list the cases that do not fit the normal run. // map ordered; owed special-cases; rule 42
AT LEAST | Marta agrees to name the quietest week for the changeover by Wed~9~Dec. // map quiet-week; rule 45c
ASK * | Marta and Piet: I've heard two and three for the quantity: which should we plan on? // entry 16; entry 21
ASK * | Piet: What would have to be on paper for you to order today? // map ordered.ask
WORRY | Marta on 24~Nov: “the last changeover cost us two shifts”. Not in front of Piet. // entry 18
END | If yes: “Marta, so you've said the risks are under control. Have I got that right?” If not: “What would have to
  change?” Last: “Was this worth your time?” // case decide
FOOT | considered-purchase 1 · callplan~debrief~harrow // the pinned map
"""
BAKERY = """
HEAD | BAKERY · shift planner · Thu~3~Dec~2026 · 15~minutes // call planned
HEAD | With Oz~Tan (owner).
SO FAR | Oz took this call because “the whole shift shares one login”.
OPEN | “We have 15 minutes. You took this call because ‘the whole shift shares one login’. By the end I'd like us to
  know whether enough people would use the shift planner. If the answer's no, that helps too. Anything you want to
  cover?”
AIM | Oz decides whether enough people would use the shift planner.
BEST CASE | If yes, ask Oz to decide whether to order the shift planner, in writing.
AT LEAST | Oz agrees to send the list of people concerned by Mon~7~Dec.
ASK * | Oz: What do people still do the long way round?
END | If yes: “So you've said enough people would use the shift planner. Have I got that right?” If not: “What would
  have to change?” Last: “Oz, was this worth your time?”
FOOT | small-add-on 1 · callplan~debrief~bakery
"""
ORRIN = """
HEAD | ORRIN · Tue~17~Nov~2026 · 30~minutes · 60,000~EUR
HEAD | With Cora~Bell (sponsor) and Dev~Patel (security, first call, we hear a no).
LAST TIME | Tue~10~Nov, with Cora and Stan. From others: Dev said no to the data release: “the sub-supplier is not on
  our list”. Amy was to send the draft with the fixed clauses marked, and did. Stan was to obtain two comparable
  offers, and did.
THEY OWE | Hugh was to send the mail with the sum and cost centre by 23~Oct and didn't.
OPEN | “Dev, good to have you with us. We have 30 minutes. I've heard there's a problem with the data release, and I'd
  rather hear it from you. I'm not here to push.”
AIM | Find out whether Dev's no is for good and, if it isn't, what would change it.
AT LEAST | A clear answer: for good, or what would have to change and by when.
ASK * | Dev: How do you see the data release?
ASK * | Cora: What would you need to see before this goes ahead?
ASK | Be ready for: Who at your end could read our data at night?
WORRY | Stan on 20~Oct: “another site pays less”. Take it up with Stan, not here.
END | Say back what is open, and who does what by when. Last: “Shall I ask again, and when?”
DATES | The start by Mon~4~Jan will be close: it may take until Mon~25~Jan. Mon~30~Nov is the last day for Dev to decide
  whether we may hold the data.
FOOT | complex-b2b 1 · callplan~debrief~orrin
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
