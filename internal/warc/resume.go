package warc

import (
	"bytes"
	"fmt"
)

// resume looks for the first place from off on where a record begins.
func (s *stream) resume(off int64) error {
	for ; s.tried < maxCandidates; s.tried++ {
		if err := s.src.seek(off); err != nil {
			return err
		}
		mark := magicGzip
		if !s.packed {
			mark = magicWARC
		}
		at, err := s.src.find(mark)
		if err != nil {
			return err
		}
		if err := s.src.seek(at); err != nil {
			return err
		}
		if !s.packed {
			s.member, s.out = at, 0
			s.buf.Reset(s.counted())
			return nil
		}
		if s.next() == nil {
			if head, _ := s.buf.Peek(len(magicWARC)); bytes.Equal(head, magicWARC) {
				return nil
			}
		}
		off = at + 1
	}
	return fmt.Errorf("no record in %d places that looked like one", maxCandidates)
}

// maxCandidates bounds the places at which the searches in one file look. The
// three bytes of a gzip header turn up once in 16 MB of noise.
const maxCandidates = 10_000

// find returns the offset of the next mark, or io.EOF.
func (s *source) find(mark []byte) (int64, error) {
	for {
		window, err := s.in.Peek(s.in.Size())
		if i := bytes.Index(window, mark); i >= 0 {
			return s.off + int64(i), nil
		}
		if err != nil {
			return 0, err
		}
		skip, _ := s.in.Discard(len(window) - len(mark) + 1)
		s.off += int64(skip)
	}
}
