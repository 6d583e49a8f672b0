package archive

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"khotin/internal/fault"
)

// ErrOlderSchema is what opening for reading finds of an archive that only an older
// program has written to.
var ErrOlderSchema = errors.New("the archive is of an older version")

// OpenCopy copies the archive in dir, of this or an older schema, into the folder
// to, brings the copy up to this program's schema and opens it. The archive itself
// is only read, so that an older program may go on with it meanwhile. It returns
// the errors of Backup and Open, and an Invalid fault where the new schema adds
// changes of its own: the numbers of the copy's change sequence then are not those
// that the archive's will have.
func OpenCopy(ctx context.Context, dir, to string, o Options) (*Archive, error) {
	old := &Archive{path: filepath.Join(dir, File), now: time.Now}
	last, err := old.copyTo(ctx, filepath.Join(to, File))
	if err != nil {
		return nil, err
	}
	o.ReadOnly = false
	a, err := Open(ctx, to, o)
	if err != nil {
		return nil, err
	}
	now, err := a.LastSeq(ctx)
	if err == nil && now != last {
		err = fault.New(fault.Invalid, "this version makes %d changes to the articles themselves", now-last)
	}
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// copyTo copies an archive that is not open and returns the last number of the
// copy's change sequence.
func (a *Archive) copyTo(ctx context.Context, path string) (last int64, err error) {
	if err := prepareFolder("", a.path, true); err != nil {
		return 0, a.fault("copy archive", err)
	}
	if a.read, err = newReader(a.path, defaultBusy); err != nil {
		return 0, a.fault("copy archive", err)
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if _, err := schemaVersion(ctx, a.read.db); err != nil {
		return 0, a.fault("copy archive", err)
	}
	if err := a.Backup(ctx, path); err != nil {
		return 0, err
	}
	copied := &Archive{path: path, now: a.now}
	if copied.read, err = newReader(path, defaultBusy); err != nil {
		return 0, a.fault("copy archive", err)
	}
	defer func() { err = errors.Join(err, copied.Close()) }()
	return copied.LastSeq(ctx)
}
