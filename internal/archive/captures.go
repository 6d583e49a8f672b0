package archive

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

const captureColumns = `url, at, status, file, offset, length, warc, digest, truncated, revisit, record, seq`

func scanCapture(row scanner) (c visit.Capture, err error) {
	var at int64
	err = row.Scan(&c.ID, &c.URL, &at, &c.Status, &c.File, &c.Offset, &c.Length, &c.WARC, &c.Digest, &c.Truncated, &c.Revisit, &c.Record, &c.Seq)
	c.At = fromMillis(at)
	return c, err
}

// SaveCapture enters where an answer lies and returns the number it is known
// by. The answer itself must be in its file already.
func (a *Archive) SaveCapture(ctx context.Context, c visit.Capture) (id int64, err error) {
	const query = `INSERT INTO capture (` + captureColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	if c.URL == "" || c.File == "" {
		return 0, fault.New(fault.Invalid, "save capture of %q in %q: address and file must not be empty", c.URL, c.File)
	}
	err = a.relaxed.do(ctx, func(w *writer) error {
		res, err := w.exec(ctx, query, c.URL, millis(c.At), c.Status, c.File, c.Offset, c.Length, c.WARC, c.Digest, c.Truncated, c.Revisit, c.Record, c.Seq)
		if err != nil {
			return err
		}
		id, err = res.LastInsertId()
		return err
	})
	return id, a.fault("save capture of "+c.URL, err)
}

// link notes which record an answer led to, and which version: the outcome may
// name a later change, which left that version as it is.
func (w *writer) link(ctx context.Context, o visit.Outcome) error {
	if o.Capture == 0 || o.Record == "" {
		return nil
	}
	const query = `UPDATE capture SET record = ?1, seq = ifnull((SELECT max(seq) FROM version WHERE article = ?1 AND seq <= ?2), ?2) WHERE id = ?3`
	_, err := w.exec(ctx, query, o.Record, o.Seq, o.Capture)
	return err
}

// Captures returns the captures of an address, the first one first.
func (a *Archive) Captures(ctx context.Context, url string) ([]visit.Capture, error) {
	const query = `SELECT id, ` + captureColumns + ` FROM capture WHERE url = ? ORDER BY at, id`
	rows, err := a.read.query(ctx, query, url)
	out, err := collect(rows, err, scanCapture)
	return out, a.fault("read the captures of "+url, err)
}

// CapturesOf returns the captures that led to an article, whatever address they
// are of, the first one first.
func (a *Archive) CapturesOf(ctx context.Context, article string) ([]visit.Capture, error) {
	const query = `SELECT id, ` + captureColumns + ` FROM capture WHERE record = ? AND record <> '' ORDER BY at, id`
	rows, err := a.read.query(ctx, query, article)
	out, err := collect(rows, err, scanCapture)
	return out, a.fault("read the captures of "+article, err)
}

// capturesOf returns the captures that say what a version says, the first one
// first.
func (a *Archive) capturesOf(ctx context.Context, seq int64) ([]visit.Capture, error) {
	const query = `SELECT id, ` + captureColumns + ` FROM capture WHERE seq = ? ORDER BY at, id`
	rows, err := a.read.query(ctx, query, seq)
	out, err := collect(rows, err, scanCapture)
	return out, a.fault("read the captures of a version", err)
}

// EachCapture yields all captures in the order in which they were made.
func (a *Archive) EachCapture(ctx context.Context) iter.Seq2[visit.Capture, error] {
	const query = `SELECT id, ` + captureColumns + ` FROM capture WHERE id > ? ORDER BY id LIMIT ?`
	return func(yield func(visit.Capture, error) bool) {
		after := int64(0)
		next := func() ([]visit.Capture, error) {
			rows, err := a.read.query(ctx, query, after, page)
			out, err := collect(rows, err, scanCapture)
			return out, a.fault("read the captures", err)
		}
		pages(next, func(c visit.Capture) { after = c.ID })(yield)
	}
}

// CaptureFiles returns how many bytes each WARC file must have at least, by its
// name, for the captures to lie in it.
func (a *Archive) CaptureFiles(ctx context.Context) (map[string]int64, error) {
	type file struct {
		name string
		size int64
	}
	rows, err := a.read.query(ctx, `SELECT file, max(offset + length) FROM capture GROUP BY file`)
	files, err := collect(rows, err, func(row scanner) (f file, err error) {
		err = row.Scan(&f.name, &f.size)
		return f, err
	})
	sizes := make(map[string]int64, len(files))
	for _, f := range files {
		sizes[f.name] = f.size
	}
	return sizes, a.fault("read the captures", err)
}

// CaptureOf returns the first capture that led to a version, named by the
// number of the change that stored it; a NotFound fault when there is none.
func (a *Archive) CaptureOf(ctx context.Context, seq int64) (visit.Capture, error) {
	const query = `SELECT id, ` + captureColumns + ` FROM capture WHERE seq = ? ORDER BY at, id LIMIT 1`
	return a.capture(ctx, query, seq)
}

// Original returns a capture that has the whole payload of the digest in its
// own file; a NotFound fault when there is none.
func (a *Archive) Original(ctx context.Context, digest string) (visit.Capture, error) {
	const query = `SELECT id, ` + captureColumns + ` FROM capture
		WHERE digest = ? AND digest <> '' AND revisit = 0 AND truncated = '' ORDER BY id LIMIT 1`
	return a.capture(ctx, query, digest)
}

// LastWhole returns the last capture of an address with a page, which a site
// means when it says that nothing was modified; a NotFound fault when there is
// none.
func (a *Archive) LastWhole(ctx context.Context, url string) (visit.Capture, error) {
	const query = `SELECT id, ` + captureColumns + ` FROM capture
		WHERE url = ? AND status = 200 AND truncated = '' ORDER BY at DESC, id DESC LIMIT 1`
	return a.capture(ctx, query, url)
}

func (a *Archive) capture(ctx context.Context, query string, key any) (visit.Capture, error) {
	stmt, err := a.read.stmt(ctx, query)
	if err != nil {
		return visit.Capture{}, a.fault("read a capture", err)
	}
	c, err := scanCapture(stmt.QueryRowContext(ctx, key))
	if errors.Is(err, sql.ErrNoRows) {
		return c, fault.New(fault.NotFound, "there is no capture of %v", key)
	}
	return c, a.fault("read a capture", err)
}
