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

// maxPrinted bounds the ways of printing one name that are weighed.
const maxPrinted = 200

// printed reads how the archive prints a folded name, and what those who do so
// are to an article.
func (a *Archive) printed(ctx context.Context, key, id string) ([]event.Printed, error) {
	const query = `SELECT n.name, n.posts, min(n.article), count(*), CASE WHEN n.article = ?2 THEN 'page' WHEN t.id <> '' THEN 'story' ELSE 'archive' END AS basis
		FROM spelling n LEFT JOIN story t ON t.article = n.article AND t.id = (SELECT id FROM story WHERE article = ?2)
		WHERE n.key = ?1 GROUP BY n.name, n.posts, basis ORDER BY basis DESC, 4 DESC LIMIT ?3`
	rows, err := a.read.query(ctx, query, key, id, maxPrinted)
	return collect(rows, err, func(row scanner) (p event.Printed, err error) {
		var posts []byte
		if err := row.Scan(&p.Name, &posts, &p.Article, &p.Times, &p.Basis); err != nil {
			return p, err
		}
		return p, json.Unmarshal(posts, &p.Posts)
	})
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
