-- Documents and the mentions of them. Both are derived from the current
-- records: a mention belongs to the article's last version.

CREATE TABLE citation (
  article   TEXT    NOT NULL REFERENCES article (id),
  n         INTEGER NOT NULL, -- in reading order, from 0
  key       TEXT    NOT NULL, -- "4-nq-tu", or the partial "4-nq"
  told      TEXT    NOT NULL, -- the identity as far as the article tells, '' while partial
  whole     INTEGER NOT NULL, -- 1 when the article tells number, scope and day
  document  TEXT    NOT NULL, -- the identity with what other articles add, '' while partial
  canonical TEXT    NOT NULL,
  type      TEXT    NOT NULL,
  title     TEXT    NOT NULL,
  surface   TEXT    NOT NULL,
  lang      TEXT    NOT NULL,
  published TEXT    NOT NULL, -- day of the article
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE INDEX citation_key ON citation (key, whole, told);
CREATE INDEX citation_document ON citation (document, published);

-- One row for each identity that a mention has.
CREATE TABLE document (
  id        TEXT    PRIMARY KEY,
  key       TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  symbol    TEXT    NOT NULL, -- the key without number and year: "nq-tu"
  canonical TEXT    NOT NULL,
  type      TEXT    NOT NULL,
  scope     TEXT    NOT NULL, -- '' unknown
  date      TEXT    NOT NULL, -- '' unknown
  title     TEXT    NOT NULL,
  articles  INTEGER NOT NULL,
  mentions  INTEGER NOT NULL,
  first     TEXT    NOT NULL,
  last      TEXT    NOT NULL
) WITHOUT ROWID;

CREATE INDEX document_key ON document (key);
CREATE INDEX document_number ON document (number);
CREATE INDEX document_symbol ON document (symbol, articles);
CREATE INDEX document_scope ON document (symbol, scope, articles);
CREATE INDEX document_date ON document (date) WHERE date <> '';
