-- Small things worth remembering across restarts, each in its owner's own
-- form: robots.txt as last read, open circuits, learnt not-found pages.

CREATE TABLE memo (
  bucket TEXT    NOT NULL, -- whose it is
  key    TEXT    NOT NULL,
  value  BLOB    NOT NULL,
  stored INTEGER NOT NULL,
  PRIMARY KEY (bucket, key)
) WITHOUT ROWID;
