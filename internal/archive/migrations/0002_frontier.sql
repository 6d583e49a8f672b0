-- The frontier: every address to visit, and what the last visit left.

CREATE TABLE frontier (
  url      TEXT    PRIMARY KEY,
  outlet   TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  due      INTEGER NOT NULL,
  leased   INTEGER NOT NULL DEFAULT 0, -- the lease runs out then; 0 for none
  via      TEXT    NOT NULL,
  depth    INTEGER NOT NULL,
  etag     TEXT    NOT NULL,
  modified TEXT    NOT NULL,
  failures INTEGER NOT NULL,
  visited  INTEGER NOT NULL,
  digest   TEXT    NOT NULL
) WITHOUT ROWID;

-- The key of the table ends every entry, so this index also orders by url.
CREATE INDEX frontier_due ON frontier (outlet, due);
CREATE INDEX frontier_leased ON frontier (leased) WHERE leased > 0;
