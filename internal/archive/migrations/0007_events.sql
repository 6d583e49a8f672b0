-- What articles report. Derived from the current records, as citations are.

CREATE TABLE report (
  article TEXT    NOT NULL REFERENCES article (id),
  n       INTEGER NOT NULL, -- in the record's order, from 0
  family  TEXT    NOT NULL, -- the first day, which reports of one event share; '' when it is unknown
  event   TEXT    NOT NULL, -- the event's id
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE INDEX report_family ON report (family);
CREATE INDEX report_event ON report (event);

-- One row for each event, with what filters ask for.
CREATE TABLE event (
  id         TEXT    PRIMARY KEY,
  kind       TEXT    NOT NULL,
  date       TEXT    NOT NULL, -- ISO day of its beginning, '' unknown
  last       TEXT    NOT NULL, -- ISO day of its end, the same as date for one day
  province   TEXT    NOT NULL,
  attendance INTEGER NOT NULL,
  json       TEXT    NOT NULL  -- calendar.Detail
) WITHOUT ROWID;

CREATE INDEX event_date ON event (date);
