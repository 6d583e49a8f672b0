package warc

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"khotin/internal/fault"
)

const (
	suffix = ".warc.gz"
	open   = ".open" // behind the suffix while a file may still grow
)

// maxSerial bounds the search for a free name. Serials restart at every start
// of the program, and the second in the name differs long before that.
const maxSerial = 99_999

// file is what the writer needs of a file that is opened for appending.
type file interface {
	Write([]byte) (int, error)
	Truncate(size int64) error
	Sync() error
	Close() error
}

func createFile(path string) (file, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o644)
}

// current is the file that grows.
type current struct {
	file file
	name string // as it will be, without .open
	day  string // UTC, as in the name
	size int64  // up to the end of the last whole record
}

// append adds the spool to the file. After an error the file may hold a part.
func (c *current) append(s *Spool) error {
	n, err := s.writeTo(c.file)
	if err == nil {
		c.size += n
	}
	return err
}

// cut takes back what a failed append left.
func (c *current) cut() error { return c.file.Truncate(c.size) }

func day(t time.Time) string { return t.UTC().Format("20060102") }

// ready makes sure that a file of today is open which can take need bytes more.
// An exchange larger than a file gets one of its own.
func (w *Writer) ready(need int64) error {
	if w.closed {
		return fault.New(fault.Unavailable, "the writer is closed")
	}
	now := w.o.Now()
	if c := w.cur; c != nil && (c.day != day(now) || c.size+need > w.o.MaxSize) {
		if err := w.finish(); err != nil {
			return err
		}
	}
	if w.cur != nil {
		return nil
	}
	return w.begin(now)
}

// begin creates the next file, which starts with its warcinfo record.
func (w *Writer) begin(now time.Time) error {
	c, err := w.createNext(now)
	if err != nil {
		return fault.New(fault.Unavailable, "begin a capture file: %w", err).WithHint("look at the permissions and free space of %s", w.dir)
	}
	e := w.encoders.Get().(*encoder)
	defer w.encoders.Put(e)
	defer e.out.Close()
	if err := e.encodeInfo(w.o.Info, c.name, now, w.ids.next); err != nil {
		return errors.Join(err, w.discard(c))
	}
	if err := c.append(e.out); err != nil {
		err = fault.New(fault.Unavailable, "begin %s: %w", c.name, err).WithHint("look at the free space of %s", w.dir)
		return errors.Join(err, w.discard(c))
	}
	w.cur = c
	return nil
}

// discard removes a file that has no record yet.
func (w *Writer) discard(c *current) error {
	_ = c.file.Close()
	return os.Remove(filepath.Join(w.dir, c.name+open))
}

// createNext finds the first name of this second that nobody has.
func (w *Writer) createNext(now time.Time) (*current, error) {
	stamp := now.UTC().Format("20060102150405")
	for w.serial < maxSerial {
		w.serial++
		name := fmt.Sprintf("%s-%s-%05d%s", w.o.Prefix, stamp, w.serial, suffix)
		if _, err := os.Lstat(filepath.Join(w.dir, name)); err == nil {
			continue
		}
		f, err := w.o.create(filepath.Join(w.dir, name+open))
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return &current{file: f, name: name, day: day(now)}, nil
	}
	return nil, fmt.Errorf("no free name after serial %d", maxSerial)
}

// finish brings the current file to the disk and gives it its name. Whatever
// fails, the file is let go: as .open it waits for the next writer.
func (w *Writer) finish() error {
	c := w.cur
	if c == nil {
		return nil
	}
	w.cur = nil
	err := c.file.Sync()
	if shut := c.file.Close(); err == nil {
		err = shut
	}
	if err == nil {
		err = giveName(filepath.Join(w.dir, c.name))
	}
	if err != nil {
		return fault.New(fault.Unavailable, "finish %s: %w", c.name, err)
	}
	return nil
}

// giveName renames path.open to path and makes the new name last.
func giveName(path string) error {
	if err := os.Rename(path+open, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder brings names to the disk. Systems that cannot sync a folder keep
// names in order by themselves.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
