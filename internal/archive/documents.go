package archive

import (
	"context"
	"slices"
	"strings"

	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/lang"
)

// Bounds of what one dossier or look-up reads.
const (
	maxPassages   = 500
	maxCandidates = 2000
	maxListed     = 200 // documents of one symbol
	maxTogether   = 20
)

const documentColumns = `id, key, number, canonical, type, scope, date, title, articles, mentions, first, last`

func scanDocument(row scanner) (d dossier.Document, err error) {
	err = row.Scan(&d.ID, &d.Key, &d.Number, &d.Canonical, &d.Type, &d.Scope, &d.Date, &d.Title, &d.Articles, &d.Mentions, &d.First, &d.Last)
	return d, err
}

func (a *Archive) documents(ctx context.Context, query string, args ...any) ([]dossier.Document, error) {
	rows, err := a.read.query(ctx, query, args...)
	docs, err := collect(rows, err, scanDocument)
	return docs, a.fault("look up documents", err)
}

// LookUp answers a question for a document number as a person types it. Any
// text has an answer; the error is the archive's.
func (a *Archive) LookUp(ctx context.Context, text string) (dossier.Answer, error) {
	q := docref.ParseQuery(text)
	docs, err := a.candidates(ctx, q)
	if err != nil {
		return dossier.Answer{}, err
	}
	return dossier.Rank(q, docs), nil
}

// candidates reads the documents that share with the question the rarest thing
// it names: the number, else the day, else the symbol.
func (a *Archive) candidates(ctx context.Context, q docref.Query) ([]dossier.Document, error) {
	const (
		byNumber = `SELECT ` + documentColumns + ` FROM document WHERE number = ? ORDER BY articles DESC, id LIMIT ?`
		byDate   = `SELECT ` + documentColumns + ` FROM document WHERE date = ? AND date <> '' ORDER BY articles DESC, id LIMIT ?`
		bySymbol = `SELECT ` + documentColumns + ` FROM document WHERE symbol = ? AND scope = ? ORDER BY articles DESC LIMIT ?`
		anyScope = `SELECT ` + documentColumns + ` FROM document WHERE symbol = ? ORDER BY articles DESC LIMIT ?`
	)
	switch {
	case q.Number != "":
		return a.documents(ctx, byNumber, leadingNumber(docref.Key(q.Number)), maxCandidates)
	case len(q.Date) == len("2006-01-02"):
		return a.documents(ctx, byDate, q.Date, maxCandidates)
	case q.Code != "" && q.Issuer != "" && q.Scope != "":
		return a.documents(ctx, bySymbol, docref.Key(q.Code+"-"+q.Issuer), q.Scope, maxListed)
	case q.Code != "" && q.Issuer != "":
		return a.documents(ctx, anyScope, docref.Key(q.Code+"-"+q.Issuer), maxListed)
	}
	return nil, nil
}

// Dossier returns what the archive knows of the document with that identity.
// An identity that no article cites is a NotFound fault.
func (a *Archive) Dossier(ctx context.Context, id string) (dossier.Dossier, error) {
	const (
		itself   = `SELECT ` + documentColumns + ` FROM document WHERE id = ?`
		siblings = `SELECT ` + documentColumns + ` FROM document WHERE key = ? AND id <> ? ORDER BY articles DESC, id LIMIT ?`
		together = `SELECT ` + documentColumns + ` FROM document JOIN (
				SELECT o.document AS other, count(DISTINCT o.article) AS n FROM citation c JOIN citation o ON o.article = c.article
				WHERE c.document = ?1 AND o.document NOT IN ('', ?1) GROUP BY o.document ORDER BY n DESC, o.document LIMIT ?2
			) ON id = other ORDER BY n DESC, id`
	)
	found, err := a.documents(ctx, itself, id)
	if err != nil {
		return dossier.Dossier{}, err
	}
	if len(found) == 0 {
		return dossier.Dossier{}, fault.New(fault.NotFound, "no article of this archive cites %q", id).
			WithHint("look it up by its number, for instance 04-NQ/TU")
	}
	d := dossier.NewDossier(found[0])
	if d.Siblings, err = a.documents(ctx, siblings, d.Key, d.ID, maxCandidates); err != nil {
		return d, err
	}
	if d.Together, err = a.documents(ctx, together, d.ID, maxTogether); err != nil {
		return d, err
	}
	for _, read := range []func(context.Context, *dossier.Dossier) error{a.readMentions, a.readMonths, a.readPassages} {
		if err := read(ctx, &d); err != nil {
			return d, a.fault("read the dossier of "+id, err)
		}
	}
	return d, nil
}

// readMentions fills how articles print the number and quote the title.
func (a *Archive) readMentions(ctx context.Context, d *dossier.Dossier) error {
	const (
		variants = `SELECT lang, surface, count(*) FROM citation WHERE document = ? GROUP BY lang, surface ORDER BY count(*) DESC, surface`
		titles   = `SELECT lang, title, count(*) FROM citation WHERE document = ? AND title <> '' GROUP BY title ORDER BY count(*) DESC, title`
	)
	type row struct {
		tag lang.Tag
		dossier.Count
	}
	scan := func(s scanner) (r row, err error) {
		err = s.Scan(&r.tag, &r.Value, &r.Count.Count)
		return r, err
	}
	rows, err := a.read.query(ctx, variants, d.ID)
	printed, err := collect(rows, err, scan)
	if err != nil {
		return err
	}
	for _, r := range printed {
		d.Variants[r.tag] = append(d.Variants[r.tag], r.Count)
	}
	rows, err = a.read.query(ctx, titles, d.ID)
	quoted, err := collect(rows, err, scan)
	for _, r := range quoted {
		d.Titles = append(d.Titles, r.Count)
	}
	return err
}

// readMonths counts the citing articles by month of publication.
func (a *Archive) readMonths(ctx context.Context, d *dossier.Dossier) error {
	const months = `SELECT substr(published, 1, 7), count(DISTINCT article) FROM citation
		WHERE document = ? AND length(published) >= 7 GROUP BY 1 ORDER BY 1`
	rows, err := a.read.query(ctx, months, d.ID)
	d.Months, err = collect(rows, err, func(s scanner) (c dossier.Count, err error) {
		err = s.Scan(&c.Value, &c.Count)
		return c, err
	})
	return err
}

// readPassages cuts the mentions out of the citing articles, the newest first.
func (a *Archive) readPassages(ctx context.Context, d *dossier.Dossier) error {
	const citing = `SELECT ` + currentColumns + ` FROM article a JOIN version v ON v.seq = a.current JOIN record r ON r.seq = a.current
		WHERE a.id IN (SELECT article FROM citation WHERE document = ?) ORDER BY a.published DESC, a.id LIMIT ?`
	rows, err := a.read.query(ctx, citing, d.ID, maxPassages)
	articles, err := collect(rows, err, scanStored)
	if err != nil {
		return err
	}
	for _, s := range articles {
		means, err := a.meanings(ctx, s.ID)
		if err != nil {
			return err
		}
		for n, c := range s.Citations {
			if n >= len(means) || means[n] != d.ID {
				continue
			}
			if c.Conflict != nil && !slices.Contains(d.Conflicts, *c.Conflict) {
				d.Conflicts = append(d.Conflicts, *c.Conflict)
			}
			d.CitedBy = append(d.CitedBy, passage(s, c))
		}
	}
	return nil
}

// meanings returns the identity of each mention of an article, in order.
func (a *Archive) meanings(ctx context.Context, id string) ([]string, error) {
	rows, err := a.read.query(ctx, `SELECT document FROM citation WHERE article = ? ORDER BY n`, id)
	means, err := collect(rows, err, func(s scanner) (doc string, err error) {
		err = s.Scan(&doc)
		return doc, err
	})
	return means, err
}

func passage(s article.Stored, c article.Citation) dossier.Passage {
	p := dossier.Passage{
		Article: s.ID, Headline: s.Headline, Lang: c.Lang, Outlet: s.Outlet, Published: s.Published,
		Part: c.Part, Rules: c.Rules, Sure: c.Sure,
	}
	for b := range s.Blocks() {
		if b.Part == c.Part && b.Index == c.Block {
			p.Before, p.Surface, p.After = dossier.NewPassage(b.Text, c.Start, c.End)
			break
		}
	}
	p.Before = strings.TrimLeft(p.Before, " ")
	return p
}
