package archive

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
)

const selectCurrent = `SELECT ` + currentColumns + `
	FROM article a JOIN version v ON v.seq = a.current JOIN record r ON r.seq = a.current
	WHERE a.id = ?`

// stored reads the article within a write transaction.
func (w *writer) stored(ctx context.Context, id string) (article.Stored, error) {
	s, err := w.stmt(ctx, selectCurrent)
	if err != nil {
		return article.Stored{}, err
	}
	return scanStored(s.QueryRowContext(ctx, id))
}

// one reads the article or version of a query that has at most one row.
func (a *Archive) one(ctx context.Context, none error, query string, args ...any) (article.Stored, error) {
	stmt, err := a.read.stmt(ctx, query)
	if err != nil {
		return article.Stored{}, a.fault("read article", err)
	}
	s, err := scanStored(stmt.QueryRowContext(ctx, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return article.Stored{}, none
	}
	return s, a.fault("read article", err)
}

// many reads the articles or versions of a query.
func (a *Archive) many(ctx context.Context, query string, args ...any) ([]article.Stored, error) {
	rows, err := a.read.query(ctx, query, args...)
	out, err := collect(rows, err, scanStored)
	return out, a.fault("read articles", err)
}

// Get returns the current version of an article; Seq is its last change. An
// unknown id is a NotFound fault.
func (a *Archive) Get(ctx context.Context, id string) (article.Stored, error) {
	s, err := a.one(ctx, unknown(id), selectCurrent, id)
	if err == nil {
		err = a.spellPersons(ctx, &s)
	}
	return s, err
}

// ByURL returns the article recorded under the canonical address.
func (a *Archive) ByURL(ctx context.Context, canonical string) (article.Stored, error) {
	none := fault.New(fault.NotFound, "there is no article of %s", canonical)
	return a.one(ctx, none, selectCurrent, article.IDOf(canonical))
}

// At returns one version of an article, counted from 1; Seq is the change that
// stored it, State that of the article today.
func (a *Archive) At(ctx context.Context, id string, version int) (article.Stored, error) {
	const query = `SELECT ` + versionColumns + `
		FROM version v JOIN article a ON a.id = v.article JOIN record r ON r.seq = v.seq
		WHERE v.article = ? AND v.number = ?`
	return a.one(ctx, fault.New(fault.NotFound, "there is no version %d of article %q", version, id), query, id, version)
}

// Versions returns all versions of an article, the first one first, as At
// returns them. An unknown id is a NotFound fault.
func (a *Archive) Versions(ctx context.Context, id string) ([]article.Stored, error) {
	const query = `SELECT ` + versionColumns + `
		FROM version v JOIN article a ON a.id = v.article JOIN record r ON r.seq = v.seq
		WHERE v.article = ? ORDER BY v.number`
	out, err := a.many(ctx, query, id)
	if err == nil && len(out) == 0 {
		return nil, unknown(id)
	}
	return out, err
}

// Group returns the articles of a translation group, ordered by language and
// address. There are none in the group "".
func (a *Archive) Group(ctx context.Context, group string) ([]article.Stored, error) {
	const query = `SELECT ` + currentColumns + `
		FROM article a JOIN version v ON v.seq = a.current JOIN record r ON r.seq = a.current
		WHERE a."group" = ? AND a."group" <> '' ORDER BY a.lang, a.url`
	return a.many(ctx, query, group)
}

// Event is one change in the life of an article.
type Event struct {
	Seq     int64     `json:"seq"`
	Change  Change    `json:"change"`
	Version int       `json:"version"` // the version it stored, or the one it left in place
	At      time.Time `json:"at"`

	// Class is the weightiest thing that a stored version changed; none for a
	// first version, and for those stored before classes were kept.
	Class diff.Class `json:"class,omitempty"`
}

// History returns what happened to an article, the oldest first: its versions,
// and when its page was withdrawn and returned. An unknown id is a NotFound
// fault.
func (a *Archive) History(ctx context.Context, id string) ([]Event, error) {
	const query = `SELECT c.seq, c.what, (SELECT max(number) FROM version WHERE article = c.article AND seq <= c.seq), c.at, ifnull(v.class, '')
		FROM change c LEFT JOIN version v ON v.seq = c.seq WHERE c.article = ? ORDER BY c.seq`
	rows, err := a.read.query(ctx, query, id)
	events, err := collect(rows, err, func(row scanner) (e Event, err error) {
		var at int64
		err = row.Scan(&e.Seq, &e.Change, &e.Version, &at, &e.Class)
		e.At = fromMillis(at)
		return e, err
	})
	if err == nil && len(events) == 0 {
		return nil, unknown(id)
	}
	return events, a.fault("read the history of "+id, err)
}
