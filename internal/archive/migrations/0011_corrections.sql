-- Readings that were replaced: a page stays as it was received, and is read
-- again when the extractor has learnt more. The version keeps its number, its
-- times and its place; what it said of the page before is kept here.

CREATE TABLE correction (
  id    INTEGER PRIMARY KEY, -- in the order they were made
  seq   INTEGER NOT NULL REFERENCES version (seq),
  at    INTEGER NOT NULL,
  class TEXT    NOT NULL, -- number, text, punctuation or furniture; '' when the digest covers none of it
  json  TEXT    NOT NULL  -- article.Article, as it was before
);

CREATE INDEX correction_seq ON correction (seq);

-- The captures of an article, whatever addresses gave them.
CREATE INDEX capture_record ON capture (record, at) WHERE record <> '';

-- A capture is linked with the version that says what it says, which is not
-- always the article's last change.
UPDATE capture SET seq = ifnull((SELECT max(seq) FROM version WHERE article = capture.record AND version.seq <= capture.seq), seq)
WHERE seq > 0;
