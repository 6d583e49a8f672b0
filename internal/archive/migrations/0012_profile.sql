-- What records have, by the profile that read them as well.

CREATE TABLE completeness_by_profile (
  day      TEXT    NOT NULL,
  outlet   TEXT    NOT NULL,
  basis    TEXT    NOT NULL, -- where the headlines came from: profile, metadata …
  profile  TEXT    NOT NULL, -- CMS family, '' for none
  records  INTEGER NOT NULL,
  date     INTEGER NOT NULL,
  byline   INTEGER NOT NULL,
  captions INTEGER NOT NULL,
  lead     INTEGER NOT NULL,
  missed   INTEGER NOT NULL, -- the outlet has profiles and none fitted
  PRIMARY KEY (day, outlet, basis, profile)
) WITHOUT ROWID;

INSERT INTO completeness_by_profile
SELECT day, outlet, basis, '', records, date, byline, captions, lead, missed FROM completeness;

DROP TABLE completeness;
ALTER TABLE completeness_by_profile RENAME TO completeness;
