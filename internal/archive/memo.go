package archive

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Memo returns a value kept by SetMemo and when it was kept; nil and a zero
// time when there is none.
func (a *Archive) Memo(ctx context.Context, bucket, key string) ([]byte, time.Time, error) {
	const query = `SELECT value, stored FROM memo WHERE bucket = ? AND key = ?`
	var value []byte
	var stored int64
	err := a.read.scan(ctx, query, []any{bucket, key}, &value, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, nil
	}
	return value, fromMillis(stored), a.fault("read memo "+bucket+"/"+key, err)
}

// SetMemo keeps a value under a key of a bucket in place of the one before;
// nil forgets it.
func (a *Archive) SetMemo(ctx context.Context, bucket, key string, value []byte) error {
	const (
		save   = `INSERT OR REPLACE INTO memo (bucket, key, value, stored) VALUES (?, ?, ?, ?)`
		forget = `DELETE FROM memo WHERE bucket = ? AND key = ?`
	)
	err := a.relaxed.do(ctx, func(w *writer) error {
		if value == nil {
			return w.all(ctx, step{forget, []any{bucket, key}})
		}
		return w.all(ctx, step{save, []any{bucket, key, value, millis(a.moment())}})
	})
	return a.fault("keep memo "+bucket+"/"+key, err)
}
