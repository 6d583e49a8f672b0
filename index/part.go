package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// part is one segment of a snapshot, as one search reads it. Bleve never changes
// a segment; it notes beside it which of its documents have been deleted.
type part struct {
	segment segment.Segment
	first   uint32 // number that its first document has in the snapshot
	docs    int    // deleted ones among them
	deleted bitset // nil where there are none
	room    *room  // of the shelf

	// What the next list is read with.
	dicts    map[string]segment.TermDictionary
	lengths  map[string]fieldLengths
	list     segment.PostingsList
	iterator segment.PostingsIterator
}

// partsOf returns the segments of a snapshot in the order of their documents.
func partsOf(snapshot bleveindex.IndexReader) ([]*part, error) {
	scorched, ok := snapshot.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("read the index: a snapshot of type %T has no segments", snapshot)
	}
	var list []*part
	first := uint32(0)
	for _, s := range scorched.Segments() {
		p := &part{segment: s.Segment(), first: first, docs: int(s.Segment().Count())}
		if gone := s.Deleted(); gone != nil {
			for _, doc := range gone.ToArray() {
				p.deleted.set(uint64(doc))
			}
		}
		list = append(list, p)
		first += uint32(p.docs)
	}
	return list, nil
}

// dictionary opens the terms of a field, once in a search.
func (p *part) dictionary(field string) (segment.TermDictionary, error) {
	if dict, ok := p.dicts[field]; ok {
		return dict, nil
	}
	dict, err := p.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("read the terms of %s: %w", field, err)
	}
	if p.dicts == nil {
		p.dicts = make(map[string]segment.TermDictionary)
	}
	p.dicts[field] = dict
	return dict, nil
}
