"""What reading a calendar of 6 MB costs, against what the bare library needs to parse the same file."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

SOURCE = Path(__file__).parents[1] / "src"
EVENTS, SERIES = 4_300, 25
DAY = date(2026, 12, 3)
MOST = 1.0


def lines(number: int, chance: Random) -> list[str]:
    """An event of eight years, every so many of them a series, with four people and what conferences append."""
    begins = datetime(2019, 1, 1, 9) + timedelta(hours=chance.randrange(0, 24 * 365 * 8))
    rule = ["RRULE:FREQ=WEEKLY;BYDAY=TU,TH"] if number % SERIES == 0 else []
    guests = [
        f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Person {each}:mailto:p{each}.{number % 50}@c{number % 30}.example"
        for each in range(4)
    ]
    told = [
        "BEGIN:VEVENT",
        f"UID:{number}@bench",
        f"DTSTART;TZID=Europe/Berlin:{begins:%Y%m%dT%H%M%S}",
        "DURATION:PT45M",
    ]
    text = f"DESCRIPTION:Join the meeting {'now ' * 230}"
    return [*told, *rule, f"SUMMARY:Meeting {number}", *guests, text, "END:VEVENT"]


def calendar() -> bytes:
    """The file, folded as it is sent."""
    chance = Random(1)
    every = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench"]
    for number in range(EVENTS):
        every += lines(number, chance)
    rows = ["\r\n ".join([line[at : at + 74] for at in range(0, len(line), 74)]) for line in [*every, "END:VCALENDAR"]]
    return ("\r\n".join(rows) + "\r\n").encode()


def main() -> int:
    """Print the ratio; 1 where reading two days takes longer than parsing the file."""
    sys.path.insert(0, str(SOURCE))
    from icalendar import Calendar

    from callplan.calendar_file import read

    data = calendar()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work.ics"
        path.write_bytes(data)
        begun = time.process_time()
        told = read(str(path), DAY, DAY + timedelta(days=1))
        ours = time.process_time() - begun
    begun = time.process_time()
    Calendar.from_ical(data)
    bare = time.process_time() - begun
    print(f"{len(data):,} bytes, {EVENTS:,} events, {len(told.meetings)} meetings in two days")
    print(f"read {ours:.2f} s, parsed by the bare library {bare:.2f} s: {ours / bare:.2f} of it ({MOST:.2f} at most)")
    return 1 if ours > MOST * bare else 0


if __name__ == "__main__":
    sys.exit(main())
