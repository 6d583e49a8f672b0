package warc

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"

	"khotin/internal/fault"
)

// Reader reads the records of one file in their order: of ours and of others,
// packed by record, as a whole or not at all.
type Reader struct {
	path string
	file *os.File
	s    *stream

	end     int64 // behind the last gzip member, or record, that is whole
	pending int   // whole records behind end: their member is not whole yet
}

// Damage is a stretch of a file that holds no whole record.
type Damage struct {
	Path   string
	Offset int64 // of the gzip member or record that is not whole
	Err    error
}

func (d *Damage) Error() string {
	return fmt.Sprintf("%s is damaged at byte %d: %v", d.Path, d.Offset, d.Err)
}

func (d *Damage) Unwrap() error { return d.Err }

// Open opens a file of records. A file that is still written to is found under
// the name it will have. It returns a NotFound fault when there is no such
// file.
func Open(path string) (*Reader, error) { return openAt(path, 0) }

func openAt(path string, off int64) (*Reader, error) {
	f, err := os.Open(path)
	for range 2 { // the file may be renamed between the two looks
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
		if f, err = os.Open(path + open); errors.Is(err, fs.ErrNotExist) {
			f, err = os.Open(path)
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "open captures: %w", err)
	}
	if err != nil {
		return nil, fault.New(fault.Unavailable, "open captures: %w", err)
	}
	s, err := newStream(f, off)
	if err != nil {
		_ = f.Close()
		return nil, fault.New(fault.Invalid, "read %s: %w", path, err)
	}
	return &Reader{path: path, file: f, s: s}, nil
}

// Close closes the file.
func (r *Reader) Close() error { return r.file.Close() }

// Records iterates over what is left of the file. A record is good until the
// next one is asked for, its block need not be read.
//
// Damage comes as an error of type *Damage; going on with the loop goes on
// behind it, at the next place where a record begins. A record whose damage
// shows only at its end was handed out already; its error follows it.
func (r *Reader) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for range maxDamage {
			start, err := r.run(yield)
			if err == nil {
				return
			}
			if !yield(nil, &Damage{r.path, start, err}) {
				return
			}
			if err := r.s.resume(start + 1); err != nil {
				if !errors.Is(err, io.EOF) {
					yield(nil, fmt.Errorf("read %s: %w", r.path, err))
				}
				return
			}
		}
		yield(nil, fault.New(fault.Invalid, "read %s: damaged in more than %d places", r.path, maxDamage))
	}
}

// maxDamage bounds the fresh starts in one file.
const maxDamage = 1000

// run yields records until the file ends, the loop does (both nil), or a
// record is not whole: then it returns where that begins in the file.
func (r *Reader) run(yield func(*Record, error) bool) (int64, error) {
	for {
		rec, err := r.next()
		if errors.Is(err, io.EOF) {
			r.end, r.pending = r.s.here(), 0
			return 0, nil
		}
		if err != nil {
			return r.s.start(), err
		}
		if !yield(rec, nil) {
			return 0, nil
		}
		if _, err := rec.Finish(); err != nil {
			return rec.Offset, err
		}
	}
}

// start returns where in the file the current member, or line, begins.
func (s *stream) start() int64 {
	if s.packed {
		return s.member
	}
	return s.member + s.at()
}

// here returns where in the file the stream is, at a record's end.
func (s *stream) here() int64 {
	if s.packed {
		return s.src.off
	}
	return s.start()
}

// next reads the next record's header.
func (r *Reader) next() (*Record, error) {
	if err := r.s.begin(); err != nil {
		return nil, err
	}
	rec := &Record{Offset: r.s.start()}
	if r.s.packed {
		rec.Inner = r.s.at()
	}
	var err error
	if rec.Version, rec.Header, err = parseHeader(r.s.line); err != nil {
		return nil, r.headerError(rec, err)
	}
	if rec.Size, err = rec.Header.contentLength(); err != nil {
		return nil, r.headerError(rec, err)
	}
	rec.Type = rec.Header.Get("WARC-Type")
	rec.ID = rec.Header.Get("WARC-Record-ID")
	rec.URI = unbracket(rec.Header.Get("WARC-Target-URI"))
	rec.Date = parseDate(rec.Header.Get("WARC-Date"))
	rec.block = &block{src: r.s, left: rec.Size}
	rec.finish = func() (int64, error) { return r.finish(rec) }
	return rec, nil
}

// headerError puts the stream back to where the record began, for Damage to
// name, and keeps the end of a file inside a header from looking like its end.
func (r *Reader) headerError(rec *Record, err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	r.s.member = rec.Offset
	if !r.s.packed {
		r.s.out = int64(r.s.buf.Buffered())
	}
	return err
}

// unbracket takes off the angle brackets that the grammar of WARC 1.0 asked for
// by mistake and wget writes.
func unbracket(uri string) string {
	if len(uri) > 1 && uri[0] == '<' && uri[len(uri)-1] == '>' {
		return uri[1 : len(uri)-1]
	}
	return uri
}

// finish reads to the end of the record, and of its member when that ends
// there, and measures it.
func (r *Reader) finish(rec *Record) (int64, error) {
	if _, err := io.Copy(io.Discard, rec.block); err != nil {
		return 0, err
	}
	for _, want := range []byte("\r\n\r\n") {
		got, err := r.s.buf.Peek(1)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, err
		}
		if got[0] != want && got[0] != '\n' {
			break
		}
		_, _ = r.s.buf.Discard(1)
	}
	if !r.s.packed {
		r.end = r.s.start()
		return r.end - rec.Offset, nil
	}
	// Only the end of the member has the checksum.
	if _, err := r.s.buf.Peek(1); err == nil {
		r.pending++
		return 0, nil // another record shares the member
	} else if !errors.Is(err, io.EOF) {
		return 0, err
	}
	r.end, r.pending = r.s.src.off, 0
	if rec.Inner > 0 || rec.Offset != r.s.member {
		return 0, nil
	}
	return r.s.src.off - rec.Offset, nil
}

// ReadAt returns the record at an offset of a file, as a Location or a CDX
// names it. The caller closes it.
func ReadAt(path string, offset int64) (*Record, error) {
	r, err := openAt(path, offset)
	if err != nil {
		return nil, err
	}
	rec, err := r.next()
	if err != nil {
		_ = r.Close()
		if errors.Is(err, io.EOF) {
			return nil, fault.New(fault.NotFound, "read %s: it ends before byte %d", path, offset)
		}
		return nil, &Damage{path, offset, err}
	}
	rec.close, rec.path = r.Close, r.file.Name()
	return rec, nil
}
