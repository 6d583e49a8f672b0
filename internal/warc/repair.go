package warc

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"khotin/internal/fault"
)

// Repair cuts a file behind its last whole record, so that it reads to its end
// again, and returns what Verify said before. Damage further up stays as it is:
// Records passes over it, and cutting there would lose what follows.
//
// It refuses, with an Invalid fault, a file without a whole record and one that
// is packed as a whole, whose records would go with the cut; with an InUse fault
// a file that a writer has open.
func Repair(path string) (Summary, error) {
	if strings.HasSuffix(path, open) {
		lock, err := lockFolder(filepath.Dir(path))
		if err != nil {
			return Summary{}, err
		}
		defer lock.Close()
	}
	sum, err := Verify(path)
	if err != nil || sum.End == sum.Size {
		return sum, err
	}
	if sum.Records == 0 {
		return sum, fault.New(fault.Invalid, "repair %s: it has no whole record", path)
	}
	if sum.pending > 0 {
		return sum, fault.New(fault.Invalid, "repair %s: %d records share the damaged gzip member at byte %d", path, sum.pending, sum.End).
			WithHint("copy the records into a new file instead")
	}
	if err := cutFile(path, sum.End); err != nil {
		return sum, fault.New(fault.Unavailable, "repair %s: %w", path, err)
	}
	return sum, nil
}

func cutFile(path string, size int64) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = f.Truncate(size)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// damaged stands behind the suffix of a file that a dead process left with
// nothing whole in it.
const damaged = ".damaged"

// Recovery says what became of a file that a dead process left open.
type Recovery struct {
	File    string // its name now; empty when it held nothing and was removed
	Records int    // whole records in it
	Cut     int64  // bytes of an unfinished record that were cut off
	Damaged int    // damaged stretches between whole records, left as they are
}

// recoverFolder finishes every .open file of a folder that this process has
// locked.
func recoverFolder(dir string) ([]Recovery, error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(dir), "*"+suffix+open))
	if err != nil {
		return nil, fmt.Errorf("look for unfinished files in %s: %w", dir, err)
	}
	var done []Recovery
	for _, path := range paths {
		r, err := recoverFile(strings.TrimSuffix(path, open))
		if err != nil {
			return done, fmt.Errorf("recover %s: %w", filepath.Base(path), err)
		}
		done = append(done, r)
	}
	return done, nil
}

func escapeGlob(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// recoverFile cuts what is unfinished and gives the file its name. A file with
// nothing whole in it is kept under another.
func recoverFile(path string) (Recovery, error) {
	name := filepath.Base(path)
	if _, err := os.Lstat(path); err == nil {
		return Recovery{}, fault.New(fault.Invalid, "%s is there with and without %s", name, open).
			WithHint("move one of the two away")
	}
	sum, err := Verify(path + open)
	if err != nil && fault.Of(err) != fault.Invalid {
		return Recovery{}, err
	}
	switch {
	case err == nil && sum.Records == 0 && len(sum.Damage) == 0: // empty, or empty gzip members
		return Recovery{}, os.Remove(path + open)
	case err != nil || sum.End == 0:
		return Recovery{File: name + damaged, Damaged: len(sum.Damage)}, os.Rename(path+open, path+damaged)
	}
	if err := cutFile(path+open, sum.End); err != nil {
		return Recovery{}, fault.New(fault.Unavailable, "cut %s: %w", name, err)
	}
	return Recovery{name, sum.Records - sum.pending, sum.Size - sum.End, len(sum.middle())}, giveName(path)
}

// middle returns the damage that has whole records behind it.
func (s *Summary) middle() (out []*Damage) {
	for _, d := range s.Damage {
		if d.Offset < s.End {
			out = append(out, d)
		}
	}
	return out
}
