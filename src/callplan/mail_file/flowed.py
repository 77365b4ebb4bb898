"""Lines that a mail program has broken for the width of a screen, whole again (RFC 3676)."""

from __future__ import annotations

import re


def flowed(text: str, *, without_blank: bool) -> str:
    """The text with each line that goes on in the next, at the same depth of quoting, joined to it.

    `without_blank`: the blank by which a line shows that it goes on is none of the text.
    """
    found = list[list[str]]()
    depth, goes_on = -1, False
    for line in re.split(r"\r\n|\r|\n", text):
        quoted = re.match(r">*", line)
        marks = quoted[0] if quoted else ""
        said = line[len(marks) :].removeprefix(" ")
        if goes_on and len(marks) == depth and said != "-- ":
            found[-1].append(said)
        else:
            found.append([f"{marks} " if marks else "", said])
        depth, goes_on = len(marks), said.endswith(" ") and said != "-- "
        if goes_on and without_blank:
            found[-1][-1] = found[-1][-1][:-1]
    return "\n".join(["".join(parts) for parts in found])
