package archive

import (
	"context"
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
	keys, documents := map[string]bool{}, map[string]bool{}
	for _, c := range before {
		keys[c.key], documents[c.document] = true, true
	}
	if _, err := w.exec(ctx, `DELETE FROM citation WHERE article = ?`, art.ID); err != nil {
		return err
	}
	for n, c := range art.Citations {
		if err := w.insertCitation(ctx, art, n, c); err != nil {
			return err
		}
		if keys[c.Key] = true; c.Document != "" {
			documents[c.Document] = true
		}
	}
	for key := range keys {
		if err := w.resolve(ctx, key, documents); err != nil {
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
func (w *writer) resolve(ctx context.Context, key string, touched map[string]bool) error {
	known, err := w.wholeDocuments(ctx, key)
	if err != nil {
		return err
	}
	rows, err := w.query(ctx, `SELECT article, n, key, told, document, published FROM citation WHERE key = ? AND whole = 0 AND told <> ''`, key)
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
	rows, err := w.query(ctx, `SELECT DISTINCT told FROM citation WHERE key = ? AND whole = 1`, key)
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
// most mentions have.
func (w *writer) count(ctx context.Context, id string) error {
	const (
		drop  = `DELETE FROM document WHERE id = ?`
		write = `INSERT INTO document (id, key, number, symbol, scope, date, canonical, type, title, articles, mentions, first, last)
			SELECT ?1, ?2, ?3, ?6, ?4, ?5,
				ifnull((SELECT canonical FROM citation WHERE document = ?1 AND canonical <> '' GROUP BY canonical ORDER BY count(*) DESC, canonical LIMIT 1), ''),
				ifnull((SELECT type FROM citation WHERE document = ?1 AND type <> '' GROUP BY type ORDER BY count(*) DESC, type LIMIT 1), ''),
				ifnull((SELECT title FROM citation WHERE document = ?1 AND title <> '' GROUP BY title ORDER BY count(*) DESC, title LIMIT 1), ''),
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
