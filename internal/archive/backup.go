package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"khotin/internal/fault"
)

// Backup writes a copy of the archive, as it is at one moment, to a file that
// must not exist yet. Readers and writers go on meanwhile. The copy is made
// under a temporary name in the same folder, examined, synced and only then
// given its name, so a file of that name is always a whole archive.
//
// Copying the file itself would miss the write-ahead log beside it.
func (a *Archive) Backup(ctx context.Context, path string) error {
	doing := "back up to " + path
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = fault.New(fault.Invalid, "the file exists already").WithHint("choose another name, or remove it first")
		}
		return a.fault(doing, err)
	}
	folder := filepath.Dir(path)
	temporary, err := os.CreateTemp(folder, filepath.Base(path)+".*.tmp")
	if err != nil {
		return fault.New(fault.Unavailable, "%s: %w", doing, err).WithHint("look at the folder's permissions and free space")
	}
	defer os.Remove(temporary.Name())
	if err := temporary.Close(); err != nil {
		return a.fault(doing, err)
	}
	if _, err := a.read.db.ExecContext(ctx, `VACUUM INTO ?`, temporary.Name()); err != nil {
		return a.fault(doing, err)
	}
	if err := examine(ctx, temporary.Name()); err != nil {
		return a.fault(doing, err)
	}
	if err := syncFile(temporary.Name()); err != nil {
		return a.fault(doing, err)
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return a.fault(doing, err)
	}
	return a.fault(doing, syncFile(folder))
}

// examine turns a fresh copy into an archive with a write-ahead log of its
// own, as Open expects it, and lets SQLite read all of it.
func examine(ctx context.Context, path string) (err error) {
	db, err := newPool(path, "rw", pragmas(defaultBusy, syncFull, false))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var result string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return fmt.Errorf("the copy is damaged: %s", result)
	}
	return nil
}

// syncFile waits until a file, or the names in a folder, are on the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
