package index

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Bounds of what is kept of postings between searches.
const (
	longList  = 128      // postings; shorter lists are read as fast as they are found
	shelfSize = 96 << 20 // bytes
	staleRoom = 32       // searches
)

// shelf keeps long lists of postings as they were last read. Bleve decodes them
// from the disk format at every search, and the words that most articles have
// are in most questions: without it they decide what a question costs.
//
// Every segment has a room of its own. A segment never changes, so a write
// leaves what is kept of the others in its place.
type shelf struct {
	mu       sync.RWMutex
	rooms    map[segment.Segment]*room
	bytes    int
	searches int

	cabinet cabinet // of what facets count
}

// room is what is kept of one segment.
type room struct {
	lists   map[listName][]entry    // nil once the segment is gone
	lengths map[string]fieldLengths // by the name of the field
	needed  int                     // by the last of so many searches
}

// listName names the postings of a term in a field of bleve's, or of a term of a
// scored field that is kept as several.
type listName struct {
	field, term string
	counted     bool // with frequencies and lengths
}

// entry is a posting in four bytes: the number of the document in its segment,
// and how often it has the term, up to 511 times; more makes no difference to
// BM25. No segment is so large that its documents are too many: bleve merges up
// to 5,000,000.
type entry uint32

const (
	entrySize = 4
	tfBits    = 9
	maxTF     = 1<<tfBits - 1
	maxDocs   = 1 << (32 - tfBits)
)

func (e entry) doc() uint32 { return uint32(e >> tfBits) }
func (e entry) tf() uint32  { return uint32(e & maxTF) }

// fieldLengths are the lengths of one field in the documents of a segment, as far
// as postings have told them. They are the same in all postings of a document,
// so they are held once.
type fieldLengths []atomic.Uint32

// visit shows the segments of a snapshot to their rooms, and clears out those
// that the last searches did not need: their segments have been merged into
// others.
func (s *shelf) visit(parts []*part) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.searches++
	if s.rooms == nil {
		s.rooms = make(map[segment.Segment]*room)
	}
	for _, p := range parts {
		r := s.rooms[p.segment]
		if r == nil {
			r = &room{lists: make(map[listName][]entry), lengths: make(map[string]fieldLengths)}
			s.rooms[p.segment] = r
		}
		r.needed, p.room = s.searches, r
	}
	maps.DeleteFunc(s.rooms, func(_ segment.Segment, r *room) bool {
		if s.searches-r.needed <= staleRoom {
			return false
		}
		for _, list := range r.lists {
			s.bytes -= len(list) * entrySize
		}
		r.lists = nil
		return true
	})
}

// warm reads what every search of a generation needs before the first one asks
// for it.
func (ix *Index) warm(ctx context.Context, g *generation) error {
	advanced, err := g.index.Advanced()
	if err != nil {
		return err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	parts, err := partsOf(reader)
	if err != nil {
		return err
	}
	_, err = ix.shelf.cabinet.draw(ctx, parts)
	return err
}

func (s *shelf) get(r *room, name listName) (list []entry, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	list, ok = r.lists[name]
	return list, ok
}

// lengths returns what is known of the lengths of a field.
func (s *shelf) lengths(p *part, field string) fieldLengths {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := p.room.lengths[field]
	if known == nil {
		known = make(fieldLengths, p.docs)
		p.room.lengths[field] = known
	}
	return known
}

// put keeps a list. Where there is no space others make it, whichever come
// first: the frequent ones are soon back.
func (s *shelf) put(r *room, name listName, list []entry) {
	size := len(list) * entrySize
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, there := r.lists[name]; there || r.lists == nil || size > shelfSize/8 {
		return
	}
	for _, other := range s.rooms {
		for name, old := range other.lists {
			if s.bytes+size <= shelfSize {
				break
			}
			s.bytes -= len(old) * entrySize
			delete(other.lists, name)
		}
	}
	r.lists[name] = list
	s.bytes += size
}
