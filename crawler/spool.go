package crawler

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// spoolMemory is what a spool holds in memory, in bytes; more goes to a file.
const spoolMemory = 1 << 20

// spool keeps bytes until they are read once.
type spool struct {
	size  int64
	bytes bytes.Buffer
	file  *os.File // nil while all is in memory
}

func (s *spool) write(p []byte) error {
	if s.file == nil && s.size+int64(len(p)) > spoolMemory {
		if err := s.toFile(); err != nil {
			return err
		}
	}
	s.size += int64(len(p))
	if s.file == nil {
		s.bytes.Write(p)
		return nil
	}
	_, err := s.file.Write(p)
	return err
}

func (s *spool) toFile() (err error) {
	if s.file, err = os.CreateTemp("", "khotin-*.body"); err != nil {
		return err
	}
	_, err = s.file.Write(s.bytes.Bytes())
	s.bytes = bytes.Buffer{}
	return err
}

// reader returns what was written, from its start.
func (s *spool) reader() (io.ReadSeeker, error) {
	if s.file == nil {
		return bytes.NewReader(s.bytes.Bytes()), nil
	}
	_, err := s.file.Seek(0, io.SeekStart)
	return s.file, err
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
