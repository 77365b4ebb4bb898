"""Deals from which letters are written, and what a letter to somebody says."""

from __future__ import annotations

import shlex
from pathlib import Path

from monday import said
from story import Said

OPENED, WRITTEN = "2026-11-24", "2026-12-02"
HARROW = (
    (OPENED, 'prep harrow --playbook considered-purchase --with "Marta Lind:sponsor" '
     '--person "Piet Maas:budget-owner:Marta Lind" --person "Jo Adeyemi:user:Marta Lind" --on 2026-11-24 '
     '--because "Marta:we throw away a pallet of misprinted trays every week" --set amount=84000 '
     '--subject "the tray printer" --no-input'),
    (OPENED, 'debrief harrow --no-input --on 2026-11-24 --with Marta --decided "go-ahead:Marta:said:yes, this year" '
     '--decided supplier-chosen:Marta --set quantity=3:Marta --set quantity=2:Piet:wrote '
     '--we-promised "send the price per line:2026-12-01" '
     '--promised "Marta:name the quietest week for the changeover:2026-12-09:quiet-week" '
     '--concern "Marta:it stands still on a Saturday" --verdict advanced --next 2026-12-03:risk:Marta,Piet'),
    (WRITTEN, "prep harrow --with Marta --with Piet --on 2026-12-03 --minutes 45 --no-input"),
)  # fmt: skip
ADD_ON = (
    (OPENED, 'prep oz --playbook small-add-on --with "Oz Tan:owner" --on 2026-12-03 --minutes 15 --no-input'),
)  # fmt: skip


def told(home: Path, *lines: tuple[str, str]) -> Path:
    """A home in which these lines were typed, each on its day."""
    for today, line in lines:
        found = said(home, today, shlex.split(line))
        assert found.code == 0, found.err
    return home


def written(home: Path, deal: str, person: str, *more: str, today: str = WRITTEN) -> Said:
    """The letter to somebody, signed."""
    line = ["letter", deal, "--for", person, "--sender", "Kim Aalto, Printline", "--no-input", *more]
    return said(home, today, line)
