package archive

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"khotin/internal/article"
	"khotin/internal/docref"
)

// cite replaces the mentions of an article by those of its new version, and
// brings the documents they touch up to date, in the same transaction.
//
// What a mention means may depend on other articles: one that tells neither
// date nor province means the one document of that number that fits it, as
// long as there is only one. So whenever the fully known documents of a number
// change, every open mention of it is judged again, and the outcome does not
// depend on the order in which articles arrive.
func (w *writer) cite(ctx context.Context, art article.Article) error {
	before, err := w.citedBy(ctx, art.ID)
	if err != nil {
		return err
	}
	if len(before) == 0 && len(art.Citations) == 0 {
		return nil
	}
	known, documents := map[string][]docref.ID{}, map[string]bool{}
	for _, c := range before {
		known[c.key], documents[c.document] = nil, true
	}
	for _, c := range art.Citations {
		if known[c.Key] = nil; c.Document != "" {
			documents[c.Document] = true
		}
	}
	for key := range known {
		if known[key], err = w.wholeDocuments(ctx, key); err != nil {
			return err
		}
	}
	if _, err := w.exec(ctx, `DELETE FROM citation WHERE article = ?`, art.ID); err != nil {
		return err
	}
	for n, c := range art.Citations {
		if err := w.insertCitation(ctx, art, n, c); err != nil {
			return err
		}
	}
	for key, was := range known {
		if err := w.resolve(ctx, key, art.ID, was, documents); err != nil {
			return err
		}
	}
	for id := range documents {
		if err := w.count(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// mention is a citation row as the resolver sees it.
type mention struct {
	article   string
	n         int
	key       string
	told      string
	document  string
	published string
}

func scanMention(row scanner) (m mention, err error) {
	err = row.Scan(&m.article, &m.n, &m.key, &m.told, &m.document, &m.published)
	return m, err
}

func (w *writer) citedBy(ctx context.Context, id string) ([]mention, error) {
	rows, err := w.query(ctx, `SELECT article, n, key, told, document, published FROM citation WHERE article = ?`, id)
	return collect(rows, err, scanMention)
}

func (w *writer) insertCitation(ctx context.Context, art article.Article, n int, c article.Citation) error {
	const insert = `INSERT INTO citation (article, n, key, told, whole, document, canonical, type, title, surface, lang, published)
		VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?6, ?7, ?8, ?9, ?10, ?11)`
	whole := false
	if id, err := docref.ParseID(c.Document); err == nil {
		whole = id.Whole()
	}
	_, err := w.exec(ctx, insert, art.ID, n, c.Key, c.Document, whole, c.Canonical, c.Type, c.Title, c.Surface, string(c.Lang), art.Published.Day())
	return err
}

// resolve judges the open mentions of a number against the documents that are
// fully known, and adds the documents that gain or lose a mention to touched.
// Where the known documents are those they were, only the article's own
// mentions need a judgement.
func (w *writer) resolve(ctx context.Context, key, id string, was []docref.ID, touched map[string]bool) error {
	const (
		all = `SELECT article, n, key, told, document, published FROM citation WHERE key = ?1 AND whole = 0 AND told <> ''`
		own = all + ` AND article = ?2`
	)
	known, err := w.wholeDocuments(ctx, key)
	if err != nil {
		return err
	}
	query, args := all, []any{key}
	if slices.Equal(was, known) {
		query, args = own, []any{key, id}
	}
	rows, err := w.query(ctx, query, args...)
	open, err := collect(rows, err, scanMention)
	if err != nil {
		return err
	}
	for _, m := range open {
		id, err := docref.ParseID(m.told)
		if err != nil {
			continue // written with other tables of provinces; left as told
		}
		means := m.told
		if fitting := id.Among(known, m.published); len(fitting) == 1 {
			means = fitting[0].String()
		}
		if means == m.document {
			continue
		}
		touched[m.document], touched[means] = true, true
		if _, err := w.exec(ctx, `UPDATE citation SET document = ? WHERE article = ? AND n = ?`, means, m.article, m.n); err != nil {
			return err
		}
	}
	return nil
}

// wholeDocuments lists the identities of a number that some article tells in
// full.
func (w *writer) wholeDocuments(ctx context.Context, key string) (known []docref.ID, err error) {
	rows, err := w.query(ctx, `SELECT DISTINCT told FROM citation WHERE key = ? AND whole = 1 ORDER BY told`, key)
	return collect(rows, err, func(row scanner) (docref.ID, error) {
		var told string
		if err := row.Scan(&told); err != nil {
			return docref.ID{}, err
		}
		return docref.ParseID(told)
	})
}

// count writes the row of a document anew from its mentions, or removes it
// with the last of them. Of spellings, types and titles it keeps those that
// most of the first mentions have: a document that thousands cite must not cost
// more with each of them.
func (w *writer) count(ctx context.Context, id string) error {
	const (
		sample = `SELECT canonical, type, title FROM citation WHERE document = ?1 ORDER BY published, article, n LIMIT 200`
		drop   = `DELETE FROM document WHERE id = ?`
		write  = `INSERT INTO document (id, key, number, symbol, scope, date, canonical, type, title, articles, mentions, first, last)
			SELECT ?1, ?2, ?3, ?6, ?4, ?5,
				ifnull((SELECT canonical FROM (` + sample + `) WHERE canonical <> '' GROUP BY canonical ORDER BY count(*) DESC, canonical LIMIT 1), ''),
				ifnull((SELECT type FROM (` + sample + `) WHERE type <> '' GROUP BY type ORDER BY count(*) DESC, type LIMIT 1), ''),
				ifnull((SELECT title FROM (` + sample + `) WHERE title <> '' GROUP BY title ORDER BY count(*) DESC, title LIMIT 1), ''),
				count(DISTINCT article), count(*), min(published), max(published)
			FROM citation WHERE document = ?1 HAVING count(*) > 0`
	)
	doc, err := docref.ParseID(id)
	if err != nil {
		return nil // no identity: a partial mention
	}
	return w.all(ctx,
		step{drop, []any{id}},
		step{write, []any{id, doc.Key, leadingNumber(doc.Key), doc.Scope, doc.Date, symbolOf(doc.Key)}},
	)
}

// leadingNumber is the number a key begins with.
func leadingNumber(key string) int {
	digits, _, _ := strings.Cut(key, "-")
	n, _ := strconv.Atoi(digits)
	return n
}

// symbolOf is a key without its number and the year inside it.
func symbolOf(key string) string {
	_, symbol, _ := strings.Cut(key, "-")
	if year, rest, ok := strings.Cut(symbol, "-"); ok && len(year) == 4 && strings.Trim(year, "0123456789") == "" {
		return rest
	}
	return symbol
}
