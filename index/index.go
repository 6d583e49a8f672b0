package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"khotin/internal/fault"
	"khotin/internal/lexicon"
)

// Options of an index. The zero value is the default.
type Options struct {
	Words    io.Reader       // more Vietnamese compounds, one a line; read once by Open
	Lexicon  []lexicon.Entry // translations of words, for queries; rejected ones are left out
	Searches int             // at the same time; default four for every processor
}

// Index is the open index of one folder. It belongs to one process of one
// encoding; any number of goroutines may search while one follows the archive or
// rebuilds.
type Index struct {
	root        string // the folder that Open was given
	dir         string // the folder of this encoding in it
	encoding    int
	fingerprint string
	lock        *os.File
	analyzers   analyzerPool
	shelf       shelf
	searches    chan struct{} // a place for every search under way

	writing sync.Mutex // held by whoever follows or rebuilds
	cleared bool       // no index of an older encoding is left

	mu     sync.RWMutex // guards what follows
	live   *generation
	closed bool
}

// Open opens the index in dir, creating the folder where there is none. It
// waits at most two seconds for another process that holds the folder, then
// returns an InUse fault.
//
// A generation built with other fields, stems or words answers until it is rebuilt,
// see Outdated. One whose files are damaged, cut or missing is set aside, and for
// it, or where there is none but of another encoding, an empty one takes its
// place: Position is then 0, so that following the archive from there rebuilds it,
// and Search answers with an Unavailable fault until that is done. Nothing the
// archive does not hold is ever deleted.
//
// Indexes of other encodings are not touched, so that this program may build its
// own beside a program that answers from one of them.
func Open(ctx context.Context, dir string, o Options) (*Index, error) {
	return openEncoding(ctx, dir, encoding, o)
}

func openEncoding(ctx context.Context, root string, encoding int, o Options) (ix *Index, err error) {
	dir := folderOf(root, encoding)
	vocabulary, err := newVocabulary(o.Words)
	if err != nil {
		return nil, err
	}
	if vocabulary.lexicon, err = newTranslations(o.Lexicon); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("create the index folder: %w", err)
	}
	lock, err := lockFolder(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, lock.Close())
		}
	}()
	ix = &Index{
		root:        root,
		dir:         dir,
		encoding:    encoding,
		fingerprint: fingerprint(vocabulary),
		lock:        lock,
		analyzers:   newAnalyzerPool(vocabulary),
		searches:    make(chan struct{}, cmp.Or(max(0, o.Searches), 4*runtime.GOMAXPROCS(0))),
	}
	if ix.live, err = ix.openLive(); err != nil {
		return nil, fmt.Errorf("open the index in %s: %w", dir, err)
	}
	return ix, nil
}

// Position returns how far the index has read the change sequence.
func (ix *Index) Position() int64 {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.live.position
}

// Outdated reports whether the index was built with other fields, stems or words
// than this program would build it with. It answers all the same; Rebuild brings it
// up to date.
func (ix *Index) Outdated() bool {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.live.outdated
}

// Stats describes an open index.
type Stats struct {
	Generation string `json:"generation"`        // folder name of the live generation
	Articles   uint64 `json:"articles"`          // searchable
	Position   int64  `json:"position"`          // of the change sequence
	Bytes      int64  `json:"bytes"`             // on disk, of the live generation
	Rebuild    string `json:"rebuild,omitempty"` // why the index has to be built anew; "" when it is whole
}

// Stats returns the figures of the live generation.
func (ix *Index) Stats() (Stats, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.closed {
		return Stats{}, errClosed()
	}
	n, err := ix.live.index.DocCount()
	if err != nil {
		return Stats{}, fmt.Errorf("count the articles of the index: %w", err)
	}
	size, err := folderSize(ix.live.path)
	if err != nil {
		return Stats{}, fmt.Errorf("measure the index: %w", err)
	}
	return Stats{
		Generation: filepath.Base(ix.live.path), Articles: n, Position: ix.live.position,
		Bytes: size, Rebuild: ix.live.reason,
	}, nil
}

// Close waits for searches and writes under way, closes the index and lets go
// of the folder.
func (ix *Index) Close() error {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.Lock()
	closed := ix.closed
	ix.closed = true
	ix.mu.Unlock()
	if closed {
		return nil
	}
	ix.live.users.Wait()
	return errors.Join(ix.live.close(), ix.lock.Close())
}

// use returns the live generation, which is neither closed nor removed before the
// caller is Done with its users.
func (ix *Index) use() (*generation, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.closed {
		return nil, errClosed()
	}
	ix.live.users.Add(1)
	return ix.live, nil
}

func errClosed() error { return fault.New(fault.Unavailable, "the index is closed") }

// admit takes a place among the searches under way, or refuses.
func (ix *Index) admit(ctx context.Context) error {
	ix.mu.RLock()
	closed, reason := ix.closed, ix.live.reason
	ix.mu.RUnlock()
	switch {
	case closed:
		return errClosed()
	case reason != "":
		return fault.New(fault.Unavailable, "the index is being rebuilt: %s", reason).WithHint("try again in a few minutes")
	}
	select {
	case ix.searches <- struct{}{}:
		return nil
	default:
	}
	ctx, cancel := context.WithTimeout(ctx, searchWait)
	defer cancel()
	select {
	case ix.searches <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fault.New(fault.Unavailable, "too many searches at the same time: %w", context.Cause(ctx)).WithHint("try again in a moment")
	}
}

// searchWait is how long a search waits for its turn before it is refused.
const searchWait = 2 * time.Second

func (ix *Index) leave() { <-ix.searches }

// analyzerPool lends analyzers to searches, which each need one for a moment. It
// keeps one for every processor, with the words it has met.
type analyzerPool struct {
	vocabulary *vocabulary
	idle       chan *analyzer
}

func newAnalyzerPool(v *vocabulary) analyzerPool {
	return analyzerPool{vocabulary: v, idle: make(chan *analyzer, runtime.GOMAXPROCS(0))}
}

func (p *analyzerPool) get() *analyzer {
	select {
	case a := <-p.idle:
		return a
	default:
		return newAnalyzer(p.vocabulary)
	}
}

func (p *analyzerPool) put(a *analyzer) {
	select {
	case p.idle <- a:
	default: // there are enough
	}
}
