package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// source counts the bytes taken from a file. It is an io.ByteReader, so gzip
// takes not a byte more than its member has, and off is exact at a member's end.
type source struct {
	file io.ReadSeeker
	in   *bufio.Reader
	off  int64
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	s.off += int64(n)
	return n, err
}

func (s *source) ReadByte() (byte, error) {
	b, err := s.in.ReadByte()
	if err == nil {
		s.off++
	}
	return b, err
}

// seek goes to an offset of the file.
func (s *source) seek(off int64) error {
	if _, err := s.file.Seek(off, io.SeekStart); err != nil {
		return err
	}
	s.in.Reset(s.file)
	s.off = off
	return nil
}

// stream is the unpacked text of a file, which knows where in the file it is.
type stream struct {
	src    *source
	gz     *gzip.Reader  // nil in an unpacked file
	buf    *bufio.Reader // unpacked bytes, of one member at a time
	member int64         // offset of the current member
	out    int64         // unpacked bytes that buf took from it
	packed bool
	tried  int // places that resume looked at
}

var (
	magicGzip = []byte{0x1f, 0x8b, 8}
	magicZstd = []byte{0x28, 0xb5, 0x2f, 0xfd}
	magicWARC = []byte("WARC/")
	errZstd   = errors.New("compressed with zstd, which this program does not read")
)

// newStream looks at the beginning of a file to see how it is packed.
func newStream(file io.ReadSeeker, off int64) (*stream, error) {
	s := &stream{src: &source{file: file, in: bufio.NewReaderSize(nil, 64<<10)}}
	s.buf = bufio.NewReaderSize(s.counted(), 32<<10)
	if err := s.src.seek(off); err != nil {
		return nil, err
	}
	head, err := s.src.in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if bytes.Equal(head, magicZstd) {
		return nil, errZstd
	}
	s.packed = bytes.HasPrefix(head, magicGzip[:2])
	if !s.packed {
		s.member = off
	}
	return s, nil
}

// counted is what buf reads from.
func (s *stream) counted() io.Reader {
	return readerFunc(func(p []byte) (n int, err error) {
		switch {
		case !s.packed:
			n, err = s.src.Read(p)
		case s.gz == nil:
			return 0, io.EOF
		default:
			n, err = s.gz.Read(p)
		}
		s.out += int64(n)
		return n, err
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// at returns the unpacked bytes of the member that were handed on.
func (s *stream) at() int64 { return s.out - int64(s.buf.Buffered()) }

// next opens the gzip member at the current offset. It returns io.EOF at the
// end of the file, and in an unpacked file.
func (s *stream) next() error {
	if !s.packed {
		return io.EOF
	}
	if _, err := s.src.in.Peek(1); err != nil {
		return err
	}
	s.member, s.out = s.src.off, 0
	var err error
	if s.gz == nil {
		s.gz, err = gzip.NewReader(s.src)
	} else {
		err = s.gz.Reset(s.src)
	}
	s.buf.Reset(s.counted())
	if err != nil {
		s.gz = nil
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	s.gz.Multistream(false)
	return nil
}

// crossed goes on to the next member in the middle of a record. Some packers
// cut a file into members of equal size; but a member that begins with a record
// means that the last record ended too early.
func (s *stream) crossed() (bool, error) {
	if err := s.next(); err != nil {
		return false, err
	}
	head, err := s.buf.Peek(len(magicWARC))
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return !bytes.Equal(head, magicWARC), err
}

// Read reads on, across members.
func (s *stream) Read(p []byte) (int, error) {
	for range maxEmpty {
		n, err := s.buf.Read(p)
		if n > 0 || !errors.Is(err, io.EOF) {
			return n, err
		}
		if on, err := s.crossed(); err != nil {
			return 0, err
		} else if !on {
			return 0, io.EOF
		}
	}
	return 0, errEmpty
}

// maxEmpty bounds a run of members without content.
const maxEmpty = 1000

var errEmpty = fmt.Errorf("more than %d empty gzip members in a row", maxEmpty)

// line returns the next line with its end, across members, of max bytes at most.
func (s *stream) line(max int) ([]byte, error) {
	var line []byte
	for range maxEmpty {
		part, err := s.buf.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > max:
			return nil, errHeader
		case err == nil:
			return line, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case !errors.Is(err, io.EOF):
			return nil, err
		default:
			on, err := s.crossed()
			if err == nil && !on {
				err = io.EOF
			}
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return nil, errEmpty
}

// begin goes to the start of the next record, past the line ends that close the
// last one. It returns io.EOF at the end of the file.
func (s *stream) begin() error {
	empty := 0
	for range maxFiller {
		b, err := s.buf.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			if err := s.next(); err != nil {
				return err
			}
			if empty++; empty > maxEmpty {
				return errEmpty
			}
		case err != nil:
			return err
		case b == '\r' || b == '\n':
		default:
			return s.buf.UnreadByte()
		}
	}
	return errFiller
}

// maxFiller bounds the line ends between two records; four are usual.
const maxFiller = 4096

var errFiller = fmt.Errorf("more than %d line ends between two records", maxFiller)
