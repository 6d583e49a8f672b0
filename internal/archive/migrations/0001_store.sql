-- The store: articles, every version of them, and the change sequence.
-- Times are Unix milliseconds, UTC; 0 means none.

PRAGMA application_id = 0x6b68746e; -- "khtn", so that file(1) and Open know the file

-- One row for each canonical address. Everything but state and the two
-- sequence numbers can be rebuilt from the current record. These two are no
-- foreign keys, because change and version already refer to article: a deferred
-- key would scan the table at every insert. Check looks after them.
CREATE TABLE article (
  id         TEXT    PRIMARY KEY, -- a function of the address: there is no index on url
  url        TEXT    NOT NULL,
  outlet     TEXT    NOT NULL,
  lang       TEXT    NOT NULL,    -- ISO 639-1, '' when unknown
  "group"    TEXT    NOT NULL,    -- translation group, '' for none
  published  TEXT    NOT NULL,    -- W3C date as precise as the page, '' when unknown
  state      TEXT    NOT NULL CHECK (state IN ('live', 'gone')),
  seq        INTEGER NOT NULL,    -- its last change
  current    INTEGER NOT NULL,    -- the change that stored its last version
  first_seen INTEGER NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX article_seq ON article (seq);
CREATE INDEX article_group ON article ("group") WHERE "group" <> '';

-- The change sequence: 1, 2, 3 … without holes. Rows are never deleted, so the
-- next number is always the last one plus one. A version is a change of the kind
-- 'stored'; the other kinds leave the version as it is.
CREATE TABLE change (
  seq     INTEGER PRIMARY KEY,
  article TEXT    NOT NULL REFERENCES article (id),
  what    TEXT    NOT NULL CHECK (what IN ('stored', 'withdrawn', 'returned', 'reclassified')),
  at      INTEGER NOT NULL
);

CREATE INDEX change_article ON change (article);

-- A version is known by the change that stored it. The row is narrow because
-- last_seen moves with every visit; the record itself lies apart.
CREATE TABLE version (
  seq       INTEGER PRIMARY KEY REFERENCES change (seq),
  article   TEXT    NOT NULL REFERENCES article (id),
  number    INTEGER NOT NULL,  -- 1, 2, 3 … within the article
  digest    TEXT    NOT NULL,  -- of the content, SHA-256 in hex
  stored_at INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  UNIQUE (article, number)
);

CREATE TABLE record (
  seq  INTEGER PRIMARY KEY REFERENCES version (seq),
  json TEXT    NOT NULL -- article.Article
);
