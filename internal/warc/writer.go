package warc

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"khotin/internal/fault"
)

// Options are the choices of whoever opens a Writer. The zero value works.
type Options struct {
	Prefix  string           // of file names: letters, digits, dot, dash; "khotin" when empty
	MaxSize int64            // bytes of a file before the next begins; 1 GB when 0
	Info    Info             // of the warcinfo record
	Lookup  Lookup           // finds payloads that need no second copy; nil keeps all
	Now     func() time.Time // the clock; time.Now when nil
	Random  io.Reader        // names of records; crypto/rand when nil

	create func(path string) (file, error) // a disk that tests can fill
}

// DefaultMaxSize is the size at which the standard advises to begin a new file
// (ISO 28500, Annex C).
const DefaultMaxSize = 1_000_000_000

// Writer appends exchanges to the files of a folder. Its methods may be called
// by many goroutines.
type Writer struct {
	dir       string
	o         Options
	ids       ids
	encoders  sync.Pool
	lock      io.Closer
	recovered []Recovery

	mu     sync.Mutex
	cur    *current // nil before the first exchange and after Rotate
	serial int
	closed bool
}

// NewWriter takes the folder dir, made if it is not there, finishes what a dead
// process left open in it, and returns a writer. It returns an InUse fault when
// another writer has the folder.
func NewWriter(dir string, o Options) (*Writer, error) {
	if o.Prefix == "" {
		o.Prefix = "khotin"
	}
	if strings.ContainsFunc(o.Prefix, notInName) {
		return nil, fault.New(fault.Invalid, "file prefix %q: use letters, digits, dot and dash", o.Prefix)
	}
	if o.MaxSize <= 0 {
		o.MaxSize = DefaultMaxSize
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.create == nil {
		o.create = createFile
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fault.New(fault.Unavailable, "open captures: %w", err).WithHint("look at the folder's permissions")
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	recovered, err := recoverFolder(dir)
	if err != nil {
		_ = lock.Close()
		return nil, err
	}
	w := &Writer{dir: dir, o: o, ids: ids{random: o.Random}, lock: lock, recovered: recovered}
	w.encoders.New = func() any { return newEncoder(dir) }
	return w, nil
}

func notInName(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '.')
}

// Recovered says what NewWriter found open in the folder.
func (w *Writer) Recovered() []Recovery { return w.recovered }

// Append writes an exchange and returns where its answer lies. When it returns
// without error the bytes are with the operating system: they survive the death
// of the process, and after Sync that of the machine.
//
// An Invalid fault means the exchange cannot be written, an Unavailable one
// that the disk would not take it. The files are whole either way, and the
// next Append may succeed.
func (w *Writer) Append(ctx context.Context, ex Exchange) (Location, error) {
	if err := ex.normalise(w.o.Now); err != nil {
		return Location{}, err
	}
	e := w.encoders.Get().(*encoder)
	defer w.encoders.Put(e)
	defer e.out.Close()
	loc, err := e.exchange(ctx, ex, w.o.Lookup, w.ids.next)
	if err != nil {
		return Location{}, fmt.Errorf("archive %s: %w", ex.URI, err)
	}
	if err := ctx.Err(); err != nil {
		return Location{}, fmt.Errorf("archive %s: %w", ex.URI, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.ready(e.out.Len()); err != nil {
		return Location{}, fmt.Errorf("archive %s: %w", ex.URI, err)
	}
	loc.File, loc.Offset = w.cur.name, w.cur.size
	if err := w.put(e.out); err != nil {
		return Location{}, fmt.Errorf("archive %s: %w", ex.URI, err)
	}
	return loc, nil
}

// put appends the spool to the current file, all of it or nothing.
func (w *Writer) put(s *Spool) error {
	err := w.cur.append(s)
	if err == nil {
		return nil
	}
	if cut := w.cur.cut(); cut != nil {
		// What lies behind the last whole record cannot be taken back. The file
		// stays .open for the next writer to repair.
		_ = w.cur.file.Close()
		w.cur = nil
	}
	return fault.New(fault.Unavailable, "write capture: %w", err).WithHint("look at the free space of %s", w.dir)
}

// Sync hands everything appended so far to the disk.
func (w *Writer) Sync() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cur == nil {
		return nil
	}
	if err := w.cur.file.Sync(); err != nil {
		return fault.New(fault.Unavailable, "sync %s: %w", w.cur.name, err)
	}
	return syncFolder(w.dir)
}

// Rotate finishes the current file, if there is one. The next Append begins
// another.
func (w *Writer) Rotate() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.finish()
}

// Close finishes the current file and gives the folder back. Later calls of
// Append return an Unavailable fault, those of Close nothing.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return nil
	}
	w.closed = true
	err := w.finish()
	if unlock := w.lock.Close(); err == nil && unlock != nil {
		err = fmt.Errorf("give back %s: %w", filepath.Base(w.dir), unlock)
	}
	return err
}
