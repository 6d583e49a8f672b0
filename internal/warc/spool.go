package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// spoolMemory is how many bytes a Spool keeps in memory before it moves to a
// temporary file: more than nearly every page takes.
const spoolMemory = 1 << 20

// Spool is a body on its way: written once, in pieces, then read as often as a
// record needs (a digest stands before the bytes it is of). Past one MiB it
// lives in a temporary file, so memory stays bounded whatever arrives. It is
// for one goroutine at a time; its readers are for many.
type Spool struct {
	dir  string
	max  int64
	mem  []byte
	file *os.File
	size int64
	over bool
}

// NewSpool returns an empty spool that keeps the first max bytes and makes its
// temporary file in dir (os.TempDir when empty). A max of 0 means no limit.
func NewSpool(dir string, max int64) *Spool { return &Spool{dir: dir, max: max} }

// Write keeps p, or as much of it as the limit allows. It accepts all of it
// either way, so that a tee never breaks what it listens to; Truncated tells.
func (s *Spool) Write(p []byte) (int, error) {
	n := len(p)
	if s.max > 0 && s.size+int64(n) > s.max {
		p = p[:s.max-s.size]
		s.over = true
	}
	if len(p) == 0 {
		return n, nil
	}
	if s.file == nil && len(s.mem)+len(p) > spoolMemory {
		if err := s.spill(); err != nil {
			return 0, err
		}
	}
	if s.file == nil {
		s.mem = append(s.mem, p...)
	} else if _, err := s.file.WriteAt(p, s.size); err != nil {
		return 0, fmt.Errorf("spool: %w", err)
	}
	s.size += int64(len(p))
	return n, nil
}

// spill moves what is in memory to a temporary file. The file loses its name at
// once where the system allows that, so a killed process leaves nothing behind.
func (s *Spool) spill() error {
	file, err := os.CreateTemp(s.dir, "spool-*.tmp")
	if err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	_ = os.Remove(file.Name())
	if _, err := file.Write(s.mem); err != nil {
		_ = file.Close()
		_ = os.Remove(file.Name())
		return fmt.Errorf("spool: %w", err)
	}
	s.file = file
	s.mem = s.mem[:0]
	return nil
}

// Len returns the bytes kept.
func (s *Spool) Len() int64 { return s.size }

// Truncated says whether more came than the limit allowed.
func (s *Spool) Truncated() bool { return s.over }

// Reader reads what is kept so far, from its start.
func (s *Spool) Reader() io.ReadSeeker {
	if s.file != nil {
		return io.NewSectionReader(s.file, 0, s.size)
	}
	return bytes.NewReader(s.mem[:s.size:s.size])
}

// Close removes the temporary file. The spool is empty afterwards and can be
// used again.
func (s *Spool) Close() error {
	file := s.file
	s.mem, s.file, s.size, s.over = s.mem[:0], nil, 0, false
	if file == nil {
		return nil
	}
	err := file.Close()
	if gone := os.Remove(file.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// writeTo sends everything to w, in one call when it is in memory.
func (s *Spool) writeTo(w io.Writer) (int64, error) {
	if s.file != nil {
		return io.Copy(w, struct{ io.Reader }{s.Reader()})
	}
	n, err := w.Write(s.mem)
	if err == nil && n < len(s.mem) {
		err = io.ErrShortWrite
	}
	return int64(n), err
}
