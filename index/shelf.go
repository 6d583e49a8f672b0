package index

import (
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Bounds of what is kept of postings between searches.
const (
	longList  = 256      // postings; shorter lists are read as fast as they are found
	shelfSize = 96 << 20 // bytes
)

// shelf keeps long lists of postings as they were last read. Bleve decodes them
// from the disk format at every search, and the words that most articles have
// are in most questions: without it they decide what a question costs.
//
// A list belongs to the snapshot it was read from. A search of a newer one
// empties the shelf; one that still reads an older one goes without.
type shelf struct {
	mu    sync.RWMutex
	of    bleveindex.IndexReader
	lists map[listName][]held
	bytes int

	cabinet cabinet // of what facets count
}

// listName names the postings of a term in a field of bleve's.
type listName struct {
	field, term string
	counted     bool // with frequencies and lengths
}

// held is a posting of eight bytes. Longer texts than it can tell count as long
// as it can.
type held struct {
	doc        uint32
	tf, length uint16
}

const heldSize = 8

// visit makes the shelf ready for a snapshot.
func (s *shelf) visit(snapshot bleveindex.IndexReader) {
	s.mu.RLock()
	same := s.of == snapshot && s.lists != nil
	s.mu.RUnlock()
	if same {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of, s.lists, s.bytes = snapshot, make(map[listName][]held), 0
}

func (s *shelf) get(snapshot bleveindex.IndexReader, name listName) (list []held, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.of != snapshot {
		return nil, false
	}
	list, ok = s.lists[name]
	return list, ok
}

// put keeps a list. Where there is no room others make it, whichever come first:
// the frequent ones are soon back.
func (s *shelf) put(snapshot bleveindex.IndexReader, name listName, list []held) {
	size := len(list) * heldSize
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, there := s.lists[name]; there || s.of != snapshot || size > shelfSize/8 {
		return
	}
	for other, old := range s.lists {
		if s.bytes+size <= shelfSize {
			break
		}
		s.bytes -= len(old) * heldSize
		delete(s.lists, other)
	}
	s.lists[name] = list
	s.bytes += size
}
