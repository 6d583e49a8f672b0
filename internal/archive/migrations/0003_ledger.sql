-- The run ledger: what came of every visit, and of every address refused.

CREATE TABLE run (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  started  INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0 -- 0 while it goes on, and for ever when it was cut off
);

CREATE TABLE outcome (
  id       INTEGER PRIMARY KEY, -- in the order they were written
  run      INTEGER NOT NULL REFERENCES run (id),
  url      TEXT    NOT NULL,
  outlet   TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  reason   TEXT    NOT NULL,
  detail   TEXT    NOT NULL,
  status   INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  duration INTEGER NOT NULL, -- nanoseconds
  at       INTEGER NOT NULL
);

CREATE INDEX outcome_run ON outcome (run, outlet, reason);
