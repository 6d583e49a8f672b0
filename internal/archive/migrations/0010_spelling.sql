-- How Vietnamese text prints the names of persons, by the name without marks.
-- Derived from the current records; what it proves is judged when asked for.

CREATE TABLE spelling (
  key     TEXT NOT NULL, -- the name folded
  article TEXT NOT NULL REFERENCES article (id),
  name    TEXT NOT NULL,
  posts   TEXT NOT NULL, -- JSON list, in Vietnamese
  PRIMARY KEY (key, article)
) WITHOUT ROWID;

CREATE INDEX spelling_article ON spelling (article);

INSERT OR IGNORE INTO spelling
SELECT json_extract(p.value, '$.key'), a.id, json_extract(p.value, '$.name_vi'),
  (SELECT json_group_array(json_extract(o.value, '$.post')) FROM json_each(p.value, '$.roles') o)
FROM article a JOIN record r ON r.seq = a.current, json_each(r.json, '$.persons') p
WHERE json_extract(p.value, '$.name_vi') GLOB '*[^ -~]*';
