-- What alarms are judged from, counted as it happens, so that the cost of
-- judging grows with outlets and days and not with the archive. Days are those
-- of Vietnam.

CREATE TABLE visits (
  day    TEXT    NOT NULL, -- 2026-11-22
  outlet TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  reason TEXT    NOT NULL,
  n      INTEGER NOT NULL,
  read   INTEGER NOT NULL, -- of these, visits of addresses that had been read before
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  detail TEXT    NOT NULL, -- of the last
  PRIMARY KEY (day, outlet, kind, reason)
) WITHOUT ROWID;

INSERT INTO visits
SELECT date(at / 1000, 'unixepoch', '+7 hours'), outlet, kind, reason, count(*), 0, min(at), max(at), ''
FROM outcome WHERE at > 0 GROUP BY 1, 2, 3, 4;

-- What the versions stored on a day have. The past of more than three months
-- is left out: nobody compares with it.
CREATE TABLE completeness (
  day      TEXT    NOT NULL,
  outlet   TEXT    NOT NULL,
  basis    TEXT    NOT NULL, -- where the headlines came from: profile, metadata …
  records  INTEGER NOT NULL,
  date     INTEGER NOT NULL,
  byline   INTEGER NOT NULL,
  captions INTEGER NOT NULL,
  lead     INTEGER NOT NULL,
  missed   INTEGER NOT NULL, -- the outlet has profiles and none fitted
  PRIMARY KEY (day, outlet, basis)
) WITHOUT ROWID;

INSERT INTO completeness
SELECT date(v.stored_at / 1000, 'unixepoch', '+7 hours') AS day, a.outlet,
  ifnull(json_extract(r.json, '$.evidence.headline.basis'), '') AS basis, count(*),
  sum(ifnull(json_extract(r.json, '$.published'), '') <> ''),
  sum(ifnull(json_extract(r.json, '$.byline'), '') <> ''),
  sum(ifnull(json_array_length(r.json, '$.captions'), 0) > 0),
  sum(ifnull(json_extract(r.json, '$.lead'), '') <> ''),
  sum(instr(ifnull(json_extract(r.json, '$.flags'), ''), '"profile-missed"') > 0)
FROM version v JOIN record r ON r.seq = v.seq JOIN article a ON a.id = v.article
WHERE v.stored_at >= (unixepoch('now') - 90 * 86400) * 1000
GROUP BY day, a.outlet, basis;

-- New articles by the time they were found.
CREATE INDEX article_seen ON article (first_seen, outlet, lang, published);
