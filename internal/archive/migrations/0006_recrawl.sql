-- What decides when an article is looked at again, and when it is given up;
-- who is crawling; the captures; what kind of change a version was.

ALTER TABLE frontier ADD COLUMN record  TEXT    NOT NULL DEFAULT ''; -- address of the record it gave
ALTER TABLE frontier ADD COLUMN born    INTEGER NOT NULL DEFAULT 0;  -- published, else first seen
ALTER TABLE frontier ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;  -- versions after the first
ALTER TABLE frontier ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;  -- found gone since
ALTER TABLE frontier ADD COLUMN rate    REAL    NOT NULL DEFAULT 0;  -- new addresses an hour
ALTER TABLE frontier ADD COLUMN signs   TEXT    NOT NULL DEFAULT ''; -- see signs.go

-- An older frontier learns its past from the store: whose page is the address
-- of a record has given that record.
UPDATE frontier SET record = frontier.url, born = known.first_seen, changes = known.number - 1
FROM (SELECT url, first_seen, number FROM article JOIN version ON version.seq = article.current) AS known
WHERE frontier.url = known.url AND kind = 'article';

-- A run that goes on says so every now and then. One whose process is gone, or
-- silent for long, was cut off.
ALTER TABLE run ADD COLUMN beat INTEGER NOT NULL DEFAULT 0; -- last sign of life, 0 once it ended
ALTER TABLE run ADD COLUMN host TEXT    NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN pid  INTEGER NOT NULL DEFAULT 0;

-- Number, text, punctuation or furniture; '' for a first version.
ALTER TABLE version ADD COLUMN class TEXT NOT NULL DEFAULT '';

-- Where every answer lies in the WARC files: this table is the CDX. record and
-- seq say which article and version the answer led to, '' and 0 for none.
CREATE TABLE capture (
  id        INTEGER PRIMARY KEY,
  url       TEXT    NOT NULL,
  at        INTEGER NOT NULL,
  status    INTEGER NOT NULL,
  file      TEXT    NOT NULL,
  offset    INTEGER NOT NULL, -- of the gzip member, in bytes
  length    INTEGER NOT NULL,
  warc      TEXT    NOT NULL, -- WARC-Record-ID
  digest    TEXT    NOT NULL, -- of the payload, as in the file
  truncated TEXT    NOT NULL, -- why the body is not whole, '' when it is
  revisit   INTEGER NOT NULL, -- 1 when the payload lies in an earlier capture
  record    TEXT    NOT NULL DEFAULT '',
  seq       INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX capture_url ON capture (url, at);
CREATE INDEX capture_digest ON capture (digest) WHERE revisit = 0 AND truncated = '';
CREATE INDEX capture_seq ON capture (seq) WHERE seq > 0;
