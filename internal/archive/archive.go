// Package archive is the truth on disk: one SQLite file that keeps every
// version of every article, the frontier of addresses still to visit and the
// ledger of what came of each visit. The index is rebuilt from it; nothing
// else is.
//
// A process has one writer at a time and as many readers as it likes, and
// readers never wait for the writer, in this process or another (SQLite's
// write-ahead log). What a call acknowledges survives the death of the
// process. Versions and tombstones also survive a power cut; the frontier and
// the ledger may then lose their last moments, which costs a repeated visit.
package archive

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"khotin/internal/fault"
)

// File is the name of the archive in its folder.
const File = "archive.db"

// defaultBusy is how long a write waits for the writer of another process.
const defaultBusy = 5 * time.Second

// Options are the choices of whoever opens an archive. The zero value opens it
// for reading and writing.
type Options struct {
	ReadOnly    bool             // open an existing archive and never write
	BusyTimeout time.Duration    // wait for another process's write; 5 s when zero
	Now         func() time.Time // the clock; time.Now when nil
}

// Archive is an open archive. Its methods may be called by many goroutines.
type Archive struct {
	path string
	now  func() time.Time
	read *reader
	shut atomic.Bool

	// Both writers share one gate, so they never wait for one another inside
	// SQLite, which would poll. They are nil in a read-only archive.
	durable *writer // synced to the disk at every commit
	relaxed *writer // synced with the next checkpoint or durable commit

	crawl lock
}

// Open opens the archive in dir, creating folder and file and bringing an
// older schema up to date unless o.ReadOnly is set. It returns a NotFound
// fault for a read-only archive that is not there, Invalid for a file of a
// newer program or of another one, InUse when another process keeps it
// locked, and Internal for a damaged file.
func Open(ctx context.Context, dir string, o Options) (*Archive, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fault.New(fault.Invalid, "open archive %s: %w", dir, err)
	}
	a := &Archive{path: filepath.Join(dir, File), now: o.Now}
	if a.now == nil {
		a.now = time.Now
	}
	if o.BusyTimeout == 0 {
		o.BusyTimeout = defaultBusy
	}
	if err := a.open(ctx, dir, o); err != nil {
		err = a.fault("open archive", err)
		a.Close()
		return nil, err
	}
	return a, nil
}

func (a *Archive) open(ctx context.Context, dir string, o Options) (err error) {
	if err := prepareFolder(dir, a.path, o.ReadOnly); err != nil {
		return err
	}
	if !o.ReadOnly {
		gate := make(chan struct{}, 1)
		if a.durable, err = newWriter(ctx, a.path, o.BusyTimeout, syncFull, gate); err != nil {
			return err
		}
		if a.relaxed, err = newWriter(ctx, a.path, o.BusyTimeout, syncNormal, gate); err != nil {
			return err
		}
		if err := migrate(ctx, a.durable); err != nil {
			return err
		}
	}
	if a.read, err = newReader(a.path, o.BusyTimeout); err != nil {
		return err
	}
	return checkSchema(ctx, a.read)
}

// prepareFolder makes the folder of a writable archive, and tells a read-only
// archive that does not exist from one that cannot be opened.
func prepareFolder(dir, path string, readOnly bool) error {
	if !readOnly {
		return os.MkdirAll(dir, 0o755)
	}
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "there is no archive at %s", path).
			WithHint("start one with khotin crawl, or name its folder in the configuration")
	}
	return err
}

// Path returns the name of the file.
func (a *Archive) Path() string { return a.path }

// Close ends all connections; calls still running fail as Unavailable. Closing
// twice does nothing.
func (a *Archive) Close() error {
	if a.shut.Swap(true) {
		return nil
	}
	a.crawl.letGo(0)
	var errs []error
	if a.read != nil {
		errs = append(errs, a.read.close())
	}
	// Writers come last: the last connection folds the log into the file, and
	// one that only reads cannot.
	for _, w := range []*writer{a.durable, a.relaxed} {
		if w != nil {
			errs = append(errs, w.close())
		}
	}
	if err := errors.Join(errs...); err != nil {
		return a.fault("close archive", err)
	}
	return nil
}

// moment is the clock as the archive can keep it.
func (a *Archive) moment() time.Time { return a.now().UTC().Truncate(time.Millisecond) }

// millis and fromMillis turn times into what the tables hold and back.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// scanner is a *sql.Row or *sql.Rows.
type scanner interface{ Scan(dest ...any) error }

// collect reads all rows with scan and closes them.
func collect[T any](rows *sql.Rows, err error, scan func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
