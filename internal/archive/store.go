package archive

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// batch is how many articles PutAll stores in one transaction: enough to share
// the cost of a sync, few enough not to hold up other writers.
const batch = 200

// Change is the kind of a change of the change sequence.
type Change string

const (
	VersionStored Change = "stored"       // a new version
	Withdrawn     Change = "withdrawn"    // the page is gone
	Returned      Change = "returned"     // the page is back and says what it said
	Reclassified  Change = "reclassified" // same content, other outlet, language or group
)

// Put stores what a page says now. A record whose Digest differs from the last
// version's becomes a new version: visit.New for the first, visit.Changed for
// a further one. For the same content the answer is visit.Unchanged, and only
// the time of last sight moves; if the page had been withdrawn or belongs to
// another outlet, language or group than before, that is a change without a
// version. Every change takes the next number of the change sequence.
//
// The record is on disk when Put returns. An invalid one is refused with an
// Invalid fault.
func (a *Archive) Put(ctx context.Context, art article.Article) (article.Stored, visit.Reason, error) {
	e, err := newEntry(art)
	if err != nil {
		return article.Stored{}, "", a.fault("store "+art.URL, err)
	}
	var s article.Stored
	var reason visit.Reason
	err = a.durable.do(ctx, func(w *writer) (err error) {
		s, reason, err = a.put(ctx, w, e)
		return err
	})
	if err != nil {
		return article.Stored{}, "", a.fault("store "+art.URL, err)
	}
	return s, reason, nil
}

// PutAll stores many articles, some hundred to a transaction, and counts what
// became of them. It stops at the first error, and then counts what is stored.
func (a *Archive) PutAll(ctx context.Context, articles iter.Seq[article.Article]) (map[visit.Reason]int, error) {
	counts := make(map[visit.Reason]int)
	entries := make([]entry, 0, batch)
	var failed error
	for art := range articles {
		e, err := newEntry(art)
		if err != nil {
			failed = a.fault("store "+art.URL, err)
			break
		}
		if entries = append(entries, e); len(entries) < batch {
			continue
		}
		if err := a.putBatch(ctx, entries, counts); err != nil {
			return counts, err
		}
		entries = entries[:0]
	}
	return counts, errors.Join(a.putBatch(ctx, entries, counts), failed)
}

func (a *Archive) putBatch(ctx context.Context, entries []entry, counts map[visit.Reason]int) error {
	if len(entries) == 0 {
		return nil
	}
	reasons := make([]visit.Reason, len(entries))
	err := a.durable.do(ctx, func(w *writer) (err error) {
		for i, e := range entries {
			if _, reasons[i], err = a.put(ctx, w, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return a.fault("store articles", err)
	}
	for _, r := range reasons {
		counts[r]++
	}
	return nil
}

func unknown(id string) error { return fault.New(fault.NotFound, "there is no article %q", id) }

// known is what deciding on a record needs of the version before it.
type known struct {
	number              int // of the current version, 0 when there is none
	seq                 int64
	digest              string
	outlet, lang, group string
	state               article.State
	firstSeen           int64
}

func (w *writer) lookUp(ctx context.Context, id string) (known, error) {
	const query = `SELECT v.number, v.seq, v.digest, a.outlet, a.lang, a."group", a.state, a.first_seen
		FROM article a JOIN version v ON v.seq = a.current WHERE a.id = ?`
	var k known
	err := w.scan(ctx, query, []any{id}, &k.number, &k.seq, &k.digest, &k.outlet, &k.lang, &k.group, &k.state, &k.firstSeen)
	if errors.Is(err, sql.ErrNoRows) {
		return known{}, nil
	}
	return k, err
}

func (a *Archive) put(ctx context.Context, w *writer, e entry) (article.Stored, visit.Reason, error) {
	was, err := w.lookUp(ctx, e.article.ID)
	if err != nil {
		return article.Stored{}, "", err
	}
	if was.digest != e.digest {
		s, err := a.putVersion(ctx, w, e, was)
		if was.number == 0 {
			return s, visit.New, err
		}
		return s, visit.Changed, err
	}
	if err := a.confirm(ctx, w, e, was); err != nil {
		return article.Stored{}, "", err
	}
	s, err := w.stored(ctx, e.article.ID)
	return s, visit.Unchanged, err
}

// putVersion appends a version and makes it the current one.
func (a *Archive) putVersion(ctx context.Context, w *writer, e entry, was known) (article.Stored, error) {
	const (
		saveArticle = `INSERT INTO article (id, url, outlet, lang, "group", published, state, seq, current, first_seen)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'live', ?7, ?7, ?8)
			ON CONFLICT (id) DO UPDATE SET outlet = ?3, lang = ?4, "group" = ?5, published = ?6, state = 'live', seq = ?7, current = ?7`
		saveVersion = `INSERT INTO version (seq, article, number, digest, stored_at, last_seen, class) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)`
		saveRecord  = `INSERT INTO record (seq, json) VALUES (?, ?)`
	)
	art, now := e.article, a.moment()
	seq, err := w.nextSeq(ctx)
	if err != nil {
		return article.Stored{}, err
	}
	class, err := w.classOf(ctx, art, was)
	if err != nil {
		return article.Stored{}, err
	}
	s := article.Stored{
		Article: art, Seq: seq, Version: was.number + 1, State: article.Live,
		FirstSeen: fromMillis(was.firstSeen), StoredAt: now, LastSeen: now,
	}
	if was.number == 0 {
		s.FirstSeen = now
	}
	err = w.all(ctx,
		step{saveArticle, []any{art.ID, art.URL, art.Outlet, string(art.Lang), art.Group, art.Published.String(), seq, millis(s.FirstSeen)}},
		step{saveChange, []any{seq, art.ID, string(VersionStored), millis(now)}},
		step{saveVersion, []any{seq, art.ID, s.Version, e.digest, millis(now), string(class)}},
		step{saveRecord, []any{seq, e.json}},
	)
	if err != nil {
		return article.Stored{}, err
	}
	if err := w.complete(ctx, art, now); err != nil {
		return article.Stored{}, err
	}
	return s, w.derive(ctx, art)
}

// derive brings the tables that are made from the current records up to date.
func (w *writer) derive(ctx context.Context, art article.Article) error {
	if err := w.cite(ctx, art); err != nil {
		return err
	}
	if err := w.report(ctx, art); err != nil {
		return err
	}
	if err := w.spell(ctx, art); err != nil {
		return err
	}
	return w.print(ctx, art)
}

// classOf compares a new version with the one before.
func (w *writer) classOf(ctx context.Context, art article.Article, was known) (diff.Class, error) {
	if was.number == 0 {
		return diff.None, nil
	}
	var record []byte
	if err := w.scan(ctx, `SELECT json FROM record WHERE seq = ?`, []any{was.seq}, &record); err != nil {
		return diff.None, err
	}
	before, err := decode(record)
	if err != nil {
		return diff.Words, nil // damaged, which Check reports; the new version is worth keeping
	}
	return diff.Classify(before, art), nil
}

// confirm notes that the page still says what the current version says.
func (a *Archive) confirm(ctx context.Context, w *writer, e entry, was known) error {
	const (
		touch      = `UPDATE version SET last_seen = ? WHERE seq = ?`
		saveRecord = `UPDATE record SET json = ? WHERE seq = ?`
		classify   = `UPDATE article SET outlet = ?, lang = ?, "group" = ? WHERE id = ?`
	)
	art := e.article
	if _, err := w.exec(ctx, touch, millis(a.moment()), was.seq); err != nil {
		return err
	}
	what := Change("")
	if was.outlet != art.Outlet || was.lang != string(art.Lang) || was.group != art.Group {
		what = Reclassified
		err := w.all(ctx,
			step{saveRecord, []any{e.json, was.seq}},
			step{classify, []any{art.Outlet, string(art.Lang), art.Group, art.ID}},
		)
		if err := errors.Join(err, w.derive(ctx, art)); err != nil {
			return err
		}
	}
	if was.state == article.Gone {
		what = Returned
	}
	if what == "" {
		return nil
	}
	return a.changeState(ctx, w, art.ID, article.Live, what)
}

const saveChange = `INSERT INTO change (seq, article, what, at) VALUES (?, ?, ?, ?)`

const lastSeq = `SELECT ifnull(max(seq), 0) FROM change`

func (w *writer) nextSeq(ctx context.Context) (seq int64, err error) {
	err = w.scan(ctx, lastSeq, nil, &seq)
	return seq + 1, err
}
