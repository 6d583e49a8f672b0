package archive

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"khotin/internal/fault"
)

// errClosed is what a call finds that comes after Close.
var errClosed = errors.New("closed")

// readers is the number of connections that read at once.
const readers = 4

// writer is the one connection that writes with a certain durability. gate is
// held for a whole transaction and shared with the other writer.
type writer struct {
	gate  chan struct{}
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt // by SQL text, each a constant of this package
}

func newWriter(ctx context.Context, path string, busy time.Duration, synchronous int, gate chan struct{}) (*writer, error) {
	db, err := newPool(path, "rwc", pragmas(busy, synchronous, false))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &writer{gate: gate, db: db, conn: conn, stmts: make(map[string]*sql.Stmt)}, nil
}

func (w *writer) close() error {
	w.gate <- struct{}{}
	defer func() { <-w.gate }()
	for _, s := range w.stmts {
		s.Close()
	}
	w.stmts = nil
	return errors.Join(w.conn.Close(), w.db.Close())
}

// do runs f in one transaction that takes SQLite's write lock at its start, so
// that what f reads cannot change before it writes. It commits when f returns
// nil. f must not run code of the caller: the writer is held throughout.
//
// The transaction is spelled out instead of using sql.Tx, which rolls back in
// the background when ctx ends and would let the rest of f run outside it.
func (w *writer) do(ctx context.Context, f func(*writer) error) error {
	if w == nil {
		return fault.New(fault.Invalid, "the archive was opened for reading only")
	}
	select {
	case w.gate <- struct{}{}:
		defer func() { <-w.gate }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if w.stmts == nil {
		return errClosed
	}
	if _, err := w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	end := context.WithoutCancel(ctx) // a commit or rollback that has begun is finished
	err := f(w)
	if err == nil {
		_, err = w.exec(end, "COMMIT")
	}
	if err != nil {
		// SQLite may have rolled back already, which makes this one fail.
		w.exec(end, "ROLLBACK")
	}
	return err
}

func (w *writer) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := w.stmts[query]; ok {
		return s, nil
	}
	s, err := w.conn.PrepareContext(ctx, query)
	if err == nil {
		w.stmts[query] = s
	}
	return s, err
}

func (w *writer) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := w.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// rows counts the rows that a statement changed.
func (w *writer) rows(ctx context.Context, query string, args ...any) (int64, error) {
	r, err := w.exec(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (w *writer) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := w.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// scan reads the one row of a query; sql.ErrNoRows when there is none.
func (w *writer) scan(ctx context.Context, query string, args []any, dest ...any) error {
	s, err := w.stmt(ctx, query)
	if err != nil {
		return err
	}
	return s.QueryRowContext(ctx, args...).Scan(dest...)
}

// reader is the pool of connections that cannot write.
type reader struct {
	db    *sql.DB
	mu    sync.Mutex
	stmts map[string]*sql.Stmt
}

func newReader(path string, busy time.Duration) (*reader, error) {
	db, err := newPool(path, "ro", pragmas(busy, syncFull, true))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return &reader{db: db, stmts: make(map[string]*sql.Stmt)}, nil
}

func (r *reader) close() error { return r.db.Close() }

func (r *reader) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s, ok := r.stmts[query]; ok {
		return s, nil
	}
	s, err := r.db.PrepareContext(ctx, query)
	if err == nil {
		r.stmts[query] = s
	}
	return s, err
}

func (r *reader) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := r.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// scan reads the one row of a query; sql.ErrNoRows when there is none.
func (r *reader) scan(ctx context.Context, query string, args []any, dest ...any) error {
	s, err := r.stmt(ctx, query)
	if err != nil {
		return err
	}
	return s.QueryRowContext(ctx, args...).Scan(dest...)
}

// step is one statement of a transaction.
type step struct {
	query string
	args  []any
}

// all runs statements in order, up to the first that fails.
func (w *writer) all(ctx context.Context, steps ...step) error {
	for _, s := range steps {
		if _, err := w.exec(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	return nil
}
