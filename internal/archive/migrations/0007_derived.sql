-- What articles report, and which of them tell one story. Derived from the
-- current records, as citations are.

CREATE TABLE report (
  article TEXT    NOT NULL REFERENCES article (id),
  n       INTEGER NOT NULL, -- in the record's order, from 0
  family  TEXT    NOT NULL, -- the first day, which reports of one event share; '' when it is unknown
  event   TEXT    NOT NULL, -- the event's id
  json    TEXT    NOT NULL, -- calendar.Report
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

-- What links between articles are judged on, and the story each belongs to.
CREATE TABLE story (
  article TEXT PRIMARY KEY REFERENCES article (id),
  print   TEXT NOT NULL,            -- story.Print
  id      TEXT NOT NULL DEFAULT '', -- '' while the article is alone in its story
  reasons TEXT NOT NULL DEFAULT '[]' -- story.Reason: what joined it to others
) WITHOUT ROWID;

CREATE INDEX story_id ON story (id);
