package warc

import (
	"errors"
	"io"
	"time"
)

// The types of record this package writes (ISO 28500, 6). It reads any.
const (
	TypeInfo     = "warcinfo"
	TypeResponse = "response"
	TypeRequest  = "request"
	TypeMetadata = "metadata"
	TypeRevisit  = "revisit"
)

// Bounds of a record. The reader refuses what lies beyond them as damage, the
// writer as invalid.
const (
	maxHeader = 64 << 10 // bytes of the WARC fields, version line included
	maxFields = 256      // number of WARC fields
	maxHead   = 64 << 10 // bytes of an HTTP start line and its fields
	maxBlock  = 1 << 40  // bytes of a block that a Content-Length may promise
)

// Record is one record of a file. Its block can be read once, before the next
// record is asked for.
type Record struct {
	Version string // "1.1"
	Header  Fields // as in the file

	Type string
	ID   string    // <urn:uuid:…>, with its angle brackets
	URI  string    // WARC-Target-URI, without the brackets that WARC 1.0 put round it
	Date time.Time // zero when absent or unreadable

	Offset int64 // of the gzip member, or of the record in an unpacked file
	Inner  int64 // unpacked bytes of that member before the record: 0 in our files
	Size   int64 // of the block in bytes, as Content-Length promises

	path   string // of a record of ReadAt, as opened
	block  *block
	finish func() (int64, error)
	close  func() error

	done   bool
	length int64
	err    error
}

// Block reads the record's block. It returns io.ErrUnexpectedEOF where the file
// ends before the block does.
func (r *Record) Block() io.Reader { return r.block }

// Finish reads what is left of the record and returns the bytes it takes in the
// file, and an error when it is not whole. A record that shares its gzip member
// with others has no length of its own: 0.
func (r *Record) Finish() (int64, error) {
	if !r.done {
		r.done = true
		r.length, r.err = r.finish()
	}
	return r.length, r.err
}

// Close gives back the file of a record that ReadAt returned. Records of a
// Reader need no Close.
func (r *Record) Close() error {
	if r.close == nil {
		return nil
	}
	return r.close()
}

// block counts down the bytes that Content-Length promised.
type block struct {
	src  io.Reader
	left int64
	err  error // what ended it early, kept for Finish
}

func (b *block) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.left == 0 {
		return 0, io.EOF
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.src.Read(p)
	b.left -= int64(n)
	if err == nil || b.left == 0 {
		return n, nil
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	b.err = err
	return n, err
}
