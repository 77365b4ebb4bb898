"""The tables of the journal's file, as they are made and as those of older versions become them."""

from __future__ import annotations

from callplan.core.ledger import Row
from callplan.journal.opening import APPLICATION, VERSION

COLUMNS = tuple([name for name in Row.__match_args__ if name != "promises"])
FILTERS = "owner, playbook, stage, amount"
SUMMARY = (
    "deal TEXT PRIMARY KEY, turns_on TEXT, body TEXT NOT NULL DEFAULT '', form BIGINT NOT NULL DEFAULT 0,"
    " as_of TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '', live BIGINT NOT NULL DEFAULT 1,"
    " closed TEXT NOT NULL DEFAULT '', playbook TEXT NOT NULL DEFAULT '', stage TEXT NOT NULL DEFAULT '',"
    " amount DOUBLE PRECISION, since TEXT NOT NULL DEFAULT '', lacks BIGINT NOT NULL DEFAULT 0,"
    " failed BIGINT NOT NULL DEFAULT 0, in_danger BIGINT NOT NULL DEFAULT 0, call TEXT,"
    " people TEXT NOT NULL DEFAULT '', sum BIGINT NOT NULL DEFAULT 0"
)
PROMISES = (
    "deal TEXT NOT NULL, promise TEXT NOT NULL, side TEXT NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL,"
    " due TEXT NOT NULL, state TEXT NOT NULL, step TEXT NOT NULL, sum BIGINT NOT NULL DEFAULT 0,"
    " PRIMARY KEY (deal, promise)"
)
# All of it can be summed up anew from the events, so that an older version's is not carried over
SUMMED_UP = (
    "DROP TABLE IF EXISTS summary",
    "DROP TABLE IF EXISTS promises",
    f"CREATE TABLE summary ({SUMMARY})",
    "CREATE INDEX summary_form ON summary (form, as_of)",
    "CREATE INDEX summary_turns ON summary (turns_on)",
    f"CREATE INDEX summary_counted ON summary (live, closed, lacks, since, {FILTERS})",
    f"CREATE INDEX summary_worst ON summary (live, failed DESC, in_danger DESC, since, deal, closed, {FILTERS})",
    "CREATE INDEX summary_call ON summary (call, deal)",
    f"CREATE TABLE promises ({PROMISES})",
    "CREATE INDEX promises_due ON promises (due, deal, promise)",
    "INSERT INTO summary (deal) SELECT called FROM deals WHERE dropped = 0",
    f"PRAGMA user_version = {VERSION}",
)
# What keeps an event as it is, in the file itself; and what is told while it is brought up to date or forgets
GUARDED = (
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END",
    "CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END",
)
UNGUARDED = ("DROP TRIGGER events_stay", "DROP TRIGGER events_last")
# The checksum of each entry, and in `deals` the number and the checksum of the last
CHAINED = (
    "ALTER TABLE deals ADD COLUMN last BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE deals ADD COLUMN chain BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE events ADD COLUMN chain BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE answers ADD COLUMN sum BIGINT NOT NULL DEFAULT 0",
)
# The name of a deal in `events` is what it was opened as; what it is called now follows from its entries
NAMED = (
    "ALTER TABLE deals ADD COLUMN called TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE deals ADD COLUMN dropped BIGINT NOT NULL DEFAULT 0",
    "UPDATE deals SET called = name",
    "CREATE UNIQUE INDEX deals_called ON deals (called) WHERE dropped = 0",
    "CREATE INDEX events_renamed ON events (deal) WHERE kind = 'Renamed'",
    "CREATE TABLE answers (deal TEXT NOT NULL, batch BIGINT NOT NULL, command TEXT NOT NULL, body TEXT NOT NULL,"
    " PRIMARY KEY (deal, batch))",
)
SCHEMA = (
    "CREATE TABLE deals (name TEXT PRIMARY KEY, opened TEXT NOT NULL, written BIGINT NOT NULL)",
    "CREATE INDEX deals_written ON deals (written)",
    "CREATE TABLE events (deal TEXT NOT NULL REFERENCES deals (name), number BIGINT NOT NULL,"
    " batch BIGINT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL, recorded_at TEXT NOT NULL,"
    " recorder TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (deal, number))",
    *GUARDED,
    "CREATE TRIGGER events_follow BEFORE INSERT ON events"
    " WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM events WHERE deal = NEW.deal)"
    " BEGIN SELECT RAISE(ABORT, 'an event is only ever added at the end'); END",
    f"PRAGMA application_id = {APPLICATION}",
    *NAMED,
    *CHAINED,
    *SUMMED_UP,
)
