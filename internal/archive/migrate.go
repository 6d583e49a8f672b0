package archive

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"khotin/internal/fault"
)

// The schema is the sum of the numbered files in migrations, applied in order,
// each in one transaction together with its number, which SQLite keeps in the
// header of the file (PRAGMA user_version). A published file is never edited:
// a change is a new file.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID marks a file as an archive; migration 1 writes it.
const applicationID = 0x6b68746e

// migrations returns the files by number; number n is element n-1.
func migrations(files fs.FS) ([]string, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var out []string
	for i, name := range names {
		number, _, _ := strings.Cut(strings.TrimPrefix(name, "migrations/"), "_")
		if n, err := strconv.Atoi(number); err != nil || n != i+1 {
			return nil, fmt.Errorf("%s: the name must begin with %04d_", name, i+1)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		out = append(out, string(text))
	}
	return out, nil
}

// migrate applies what is missing; an archive that is up to date is not locked.
// Two processes may migrate at once: each looks at the number again once it
// holds the write lock.
func migrate(ctx context.Context, w *writer) error {
	all, err := migrations(migrationFiles)
	if err != nil {
		return err
	}
	version, err := schemaVersion(ctx, w.conn)
	if err != nil {
		return err
	}
	for i := version; i < len(all); i++ {
		err := w.do(ctx, func(w *writer) error {
			have, err := schemaVersion(ctx, w.conn)
			if err != nil || have > i {
				return err
			}
			if _, err := w.conn.ExecContext(ctx, all[i]); err != nil {
				return fmt.Errorf("migration %d: %w", i+1, err)
			}
			_, err = w.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", i+1))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkSchema refuses to read a schema other than the program's own.
func checkSchema(ctx context.Context, r *reader) error {
	all, err := migrations(migrationFiles)
	if err != nil {
		return err
	}
	have, err := schemaVersion(ctx, r.db)
	switch {
	case err != nil:
		return err
	case have > len(all):
		return fault.New(fault.Invalid, "the archive has schema %d and this program knows only %d", have, len(all)).
			WithHint("use the newer khotin that wrote it")
	case have < len(all):
		return fault.New(fault.Invalid, "%w: it has schema %d and this program needs %d", ErrOlderSchema, have, len(all)).
			WithHint("open it once for writing, for instance with khotin crawl, to bring it up to date")
	}
	return nil
}

// schemaVersion returns the number of the last migration, 0 for a new file,
// and an Invalid fault for a database that belongs to another program.
func schemaVersion(ctx context.Context, db interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (int, error) {
	const header = `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`
	var id, version, tables int
	if err := db.QueryRowContext(ctx, header).Scan(&id, &version, &tables); err != nil {
		return 0, err
	}
	if id != applicationID && (id != 0 || version != 0 || tables != 0) {
		return 0, fault.New(fault.Invalid, "the file is an SQLite database, but not a khotin archive").
			WithHint("name another folder in the configuration")
	}
	return version, nil
}
