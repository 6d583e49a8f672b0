package archive

import (
	"context"
	"encoding/json"
	"strconv"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/story"
)

// print keeps what links between an article and others are judged on.
func (w *writer) print(ctx context.Context, art article.Article) error {
	body, err := json.Marshal(story.Fingerprint(art))
	if err != nil {
		return err
	}
	_, err = w.exec(ctx, `INSERT INTO story (article, print) VALUES (?1, ?2) ON CONFLICT (article) DO UPDATE SET print = ?2`, art.ID, string(body))
	return err
}

// relatedBucket remembers up to which change stories have been told apart.
const relatedBucket = "stories"

// Relate finds out which articles tell one story, in any language and outlet,
// and gives those the same group. An article whose group changes takes the next
// number of the change sequence, so that the index follows. It returns how many
// did; nothing is done where nothing was stored since the last time.
func (a *Archive) Relate(ctx context.Context) (moved int, err error) {
	last, err := a.LastSeq(ctx)
	if err != nil {
		return 0, err
	}
	done, _, err := a.Memo(ctx, relatedBucket, "seq")
	if err != nil || string(done) == strconv.FormatInt(last, 10) {
		return 0, err
	}
	prints, now, err := a.prints(ctx)
	if err != nil {
		return 0, a.fault("relate articles", err)
	}
	moves := regroup(story.Cluster(prints), now)
	for _, m := range moves {
		if err := a.move(ctx, m); err != nil {
			return moved, a.fault("relate articles", err)
		}
		moved++
	}
	if last, err = a.LastSeq(ctx); err != nil {
		return moved, err
	}
	return moved, a.SetMemo(ctx, relatedBucket, "seq", []byte(strconv.FormatInt(last, 10)))
}

// prints reads the prints of all articles, and the story each is in now.
func (a *Archive) prints(ctx context.Context) (prints []story.Print, now map[string]string, err error) {
	now = map[string]string{}
	rows, err := a.read.query(ctx, `SELECT print, id FROM story ORDER BY article`)
	prints, err = collect(rows, err, func(row scanner) (p story.Print, err error) {
		var body []byte
		var id string
		if err := row.Scan(&body, &id); err != nil {
			return p, err
		}
		if err := json.Unmarshal(body, &p); err != nil {
			return p, err
		}
		now[p.ID] = id
		return p, nil
	})
	return prints, now, err
}

// move is an article that goes into another story.
type move struct {
	article, story string
	reasons        []story.Reason
}

// regroup compares the stories found with those the articles are in. An article
// that is alone keeps its outlet's own key.
func regroup(groups []story.Group, now map[string]string) (moves []move) {
	for _, g := range groups {
		id := g.ID
		if len(g.Members) < 2 {
			id = ""
		}
		for _, member := range g.Members {
			if now[member] != id {
				moves = append(moves, move{member, id, reasonsOf(member, g.Reasons)})
			}
		}
	}
	return moves
}

func reasonsOf(member string, all []story.Reason) []story.Reason {
	own := []story.Reason{}
	for _, r := range all {
		if r.A == member || r.B == member {
			own = append(own, r)
		}
	}
	return own
}

func (a *Archive) move(ctx context.Context, m move) error {
	body, err := json.Marshal(m.reasons)
	if err != nil {
		return err
	}
	return a.durable.do(ctx, func(w *writer) error {
		was, err := w.lookUp(ctx, m.article)
		if err != nil {
			return err
		}
		if _, err := w.exec(ctx, `UPDATE story SET id = ?, reasons = ? WHERE article = ?`, m.story, string(body), m.article); err != nil {
			return err
		}
		return a.changeState(ctx, w, m.article, was.state, Reclassified)
	})
}

// Translations returns the articles that tell the same story as the given one,
// itself first, and the links that hold the story together, each once. An
// unknown id is a NotFound fault.
func (a *Archive) Translations(ctx context.Context, id string) (articles []article.Stored, links []story.Reason, err error) {
	self, err := a.Get(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	const (
		others = `SELECT ` + currentColumns + ` FROM article a JOIN version v ON v.seq = a.current JOIN record r ON r.seq = a.current
			JOIN story t ON t.article = a.id WHERE t.id = (SELECT id FROM story WHERE article = ?1) AND t.id <> '' AND a.id <> ?1 ORDER BY a.lang, a.url`
		// An article knows the links of the day it joined: of a later one only that
		// one knows.
		why = `SELECT reasons FROM story WHERE id = (SELECT id FROM story WHERE article = ?1) AND id <> '' ORDER BY article`
	)
	rest, err := a.many(ctx, others, id)
	if err != nil {
		return nil, nil, err
	}
	articles = append([]article.Stored{self}, rest...)
	rows, err := a.read.query(ctx, why, id)
	found, err := collect(rows, err, scanText)
	if err != nil {
		return nil, nil, a.fault("read the story of "+id, err)
	}
	links, err = linksAmong(articles, found)
	if err != nil {
		return nil, nil, fault.New(fault.Internal, "the story of %s cannot be read: %w", id, err)
	}
	return articles, links, nil
}

// linksAmong reads lists of links and keeps those between the articles, which
// may have left others behind.
func linksAmong(articles []article.Stored, lists []string) (links []story.Reason, err error) {
	type ends struct{ a, b string }
	here, seen := map[string]bool{}, map[ends]bool{}
	for _, s := range articles {
		here[s.ID] = true
	}
	for _, text := range lists {
		var own []story.Reason
		if err := json.Unmarshal([]byte(text), &own); err != nil {
			return nil, err
		}
		for _, r := range own {
			if e := (ends{r.A, r.B}); here[r.A] && here[r.B] && !seen[e] {
				seen[e] = true
				links = append(links, r)
			}
		}
	}
	return links, nil
}
