package archive

import (
	"context"
	"encoding/json"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// spell keeps how an article prints the names of persons in Vietnamese, in
// place of what its last version printed.
func (w *writer) spell(ctx context.Context, art article.Article) error {
	const save = `INSERT OR REPLACE INTO spelling (key, article, name, posts) VALUES (?, ?, ?, ?)`
	if _, err := w.exec(ctx, `DELETE FROM spelling WHERE article = ?`, art.ID); err != nil {
		return err
	}
	for _, p := range art.Persons {
		if p.NameVi == "" || !lang.HasVietnameseMarks(p.NameVi) && !printsMarks(art) {
			continue
		}
		posts := []string{}
		for _, r := range p.Roles {
			posts = append(posts, r.Post)
		}
		body, err := json.Marshal(posts)
		if err != nil {
			return err
		}
		if _, err := w.exec(ctx, save, p.Key, art.ID, p.NameVi, string(body)); err != nil {
			return err
		}
	}
	return nil
}

// printsMarks reports whether the Vietnamese of an article is typed with its
// marks, so that a name without any is known to have none.
func printsMarks(art article.Article) bool {
	for b := range art.Blocks() {
		if b.Lang == lang.Vietnamese && lang.HasVietnameseMarks(b.Text) {
			return true
		}
	}
	return false
}

// Bounds of what one name is judged from: its spellings, and the articles read
// of each. The best known officials are named in tens of thousands.
const (
	maxSpellings = 20
	maxPrinted   = 20
)

// printed reads how the archive prints a folded name, and what those who do so
// are to an article.
func (a *Archive) printed(ctx context.Context, key, id string) (all []event.Printed, err error) {
	const (
		page  = `SELECT name, posts, article, 1 FROM spelling WHERE key = ?1 AND article = ?2`
		story = `SELECT n.name, n.posts, n.article, 1 FROM story t JOIN spelling n ON n.article = t.article AND n.key = ?1
			WHERE t.id = (SELECT id FROM story WHERE article = ?2) AND t.id <> '' AND t.article <> ?2 LIMIT ?3`
		// Walks from one spelling to the next in the index.
		names = `WITH RECURSIVE n (name) AS (SELECT min(name) FROM spelling WHERE key = ?1
			UNION ALL SELECT (SELECT min(name) FROM spelling WHERE key = ?1 AND name > n.name) FROM n WHERE n.name IS NOT NULL LIMIT ?2)
			SELECT name FROM n WHERE name IS NOT NULL`
		archive = `SELECT name, posts, min(article), count(*) FROM (SELECT name, posts, article FROM spelling WHERE key = ?1 AND name = ?2 LIMIT ?3) GROUP BY posts`
	)
	add := func(basis, query string, args ...any) error {
		rows, err := a.read.query(ctx, query, args...)
		found, err := collect(rows, err, func(row scanner) (event.Printed, error) { return scanPrinted(row, basis) })
		all = append(all, found...)
		return err
	}
	if err := add(event.BasisPage, page, key, id); err != nil {
		return nil, err
	}
	if err := add(event.BasisStory, story, key, id, maxPrinted); err != nil || len(all) > 0 {
		return all, err
	}
	rows, err := a.read.query(ctx, names, key, maxSpellings)
	spellings, err := collect(rows, err, scanText)
	for _, name := range spellings {
		if err := add(event.BasisArchive, archive, key, name, maxPrinted); err != nil {
			return nil, err
		}
	}
	return all, err
}

func scanPrinted(row scanner, basis string) (event.Printed, error) {
	p := event.Printed{Basis: basis}
	var posts []byte
	if err := row.Scan(&p.Name, &posts, &p.Article, &p.Times); err != nil {
		return p, err
	}
	return p, json.Unmarshal(posts, &p.Posts)
}

// spellPersons gives the persons of an article the spelling that others prove.
func (a *Archive) spellPersons(ctx context.Context, s *article.Stored) error {
	for i := range s.Persons {
		p := &s.Persons[i]
		if p.NameVi != "" {
			continue
		}
		printed, err := a.printed(ctx, p.Key, s.ID)
		if err != nil {
			return a.fault("spell the names of "+s.ID, err)
		}
		if found, ok := p.Spell(printed); ok {
			p.Spelling = &found
		}
	}
	return nil
}

// spellEvents does so for the people of events, and names their chairs as they
// are spelt.
func (a *Archive) spellEvents(ctx context.Context, d *calendar.Detail) error {
	for _, r := range d.Reports {
		for i := range r.Event.People {
			p := &r.Event.People[i]
			if lang.HasVietnameseMarks(p.Name) {
				continue
			}
			printed, err := a.printed(ctx, p.Key, r.Article)
			if err != nil {
				return a.fault("spell the names of event "+d.ID, err)
			}
			found, ok := event.Person{Key: p.Key}.Spell(printed)
			if !ok {
				continue
			}
			p.Spelling = &found
			for k, chair := range d.Chairs {
				if chair == p.Name {
					d.Chairs[k] = found.Name
				}
			}
		}
	}
	return nil
}
