package archive

import (
	"context"
	"errors"
	"fmt"

	"khotin/internal/fault"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// fault turns what SQLite reports into one of the five kinds, with a sentence
// that says what was done to which file. A fault that is already one keeps its
// kind and gains the sentence's beginning.
func (a *Archive) fault(doing string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	if a.shut.Load() {
		return fault.New(fault.Unavailable, "%s: the archive %s is closed: %w", doing, a.path, err)
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return fault.New(fault.Internal, "%s: %s: %w", doing, a.path, err)
	}
	switch e.Code() & 0xff { // the rest is the extended code
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return fault.New(fault.InUse, "%s: another process is writing to %s: %w", doing, a.path, err).
			WithHint("wait until it is done, or stop it")
	case codes.SQLITE_FULL:
		return fault.New(fault.Unavailable, "%s: the disk that holds %s is full: %w", doing, a.path, err).
			WithHint("free some space; nothing that was acknowledged is lost")
	case codes.SQLITE_CORRUPT, codes.SQLITE_NOTADB:
		return fault.New(fault.Internal, "%s: the file %s is damaged: %w", doing, a.path, err).
			WithHint("run khotin check, then restore the last backup or rebuild the archive from its captures")
	case codes.SQLITE_READONLY, codes.SQLITE_PERM, codes.SQLITE_CANTOPEN:
		return fault.New(fault.Unavailable, "%s: %s cannot be opened or written: %w", doing, a.path, err).
			WithHint("look at the permissions of the file and its folder")
	case codes.SQLITE_IOERR, codes.SQLITE_NOMEM:
		return fault.New(fault.Unavailable, "%s: %s cannot be read or written: %w", doing, a.path, err).
			WithHint("look at the disk and at the free memory of this machine")
	}
	return fault.New(fault.Internal, "%s: %s: %w", doing, a.path, err)
}
