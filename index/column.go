package index

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// column holds the values of one field in one segment of the index, document by
// document: those of document i are values[starts[i]:starts[i+1]], as ordinals
// of the field's dictionary.
type column struct{ starts, values []uint32 }

// columns of all facet fields of one segment.
type columns struct {
	of     [len(facetFields)]column
	docs   int
	needed int // by the last of so many searches
}

// cabinetSize bounds, in bytes, the columns that are kept. One article takes 100
// or more, as many values as it has.
const cabinetSize = 256 << 20

// cabinet keeps the columns of every segment that searches read. Bleve never
// changes a segment, it only notes which of its documents have been deleted,
// and no hit is among those: after a write or a merge only the new segments are
// read.
type cabinet struct {
	mu       sync.Mutex
	segments map[segment.Segment]*columns
	fields   [len(facetFields)]dictionary
	bytes    int // of the columns
	searches int
	gone     int // documents of segments that are no more
}

// drawn are the columns of one snapshot, segment by segment in the order of
// document numbers, and the dictionaries as far as they need them.
type drawn struct {
	segments []*columns
	fields   [len(facetFields)]dictionary
}

// draw returns the columns of a snapshot. Searches that come while new segments
// are read wait for them.
func (c *cabinet) draw(ctx context.Context, parts []*part) (d drawn, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tidy()
	for _, p := range parts {
		cols := c.segments[p.segment]
		if cols == nil {
			if cols, err = c.read(ctx, p.segment); err != nil {
				return d, fmt.Errorf("read the values of the facets: %w", err)
			}
			if size := cols.bytes(); c.bytes+size <= cabinetSize {
				c.segments[p.segment] = cols
				c.bytes += size
			}
		}
		cols.needed = c.searches
		d.segments = append(d.segments, cols)
	}
	d.fields = c.fields // which only grow
	return d, nil
}

// tidy throws out segments that the last searches did not need: they have been
// merged into others. Dictionaries begin anew when most of what they have met
// may be gone.
func (c *cabinet) tidy() {
	c.searches++
	held := 0
	maps.DeleteFunc(c.segments, func(_ segment.Segment, cols *columns) bool {
		stale := c.searches-cols.needed > staleRoom
		if stale {
			c.bytes -= cols.bytes()
			c.gone += cols.docs
		} else {
			held += cols.docs
		}
		return stale
	})
	if c.segments == nil || c.gone > 10*held+maxValues {
		c.segments = make(map[segment.Segment]*columns)
		c.fields, c.bytes, c.gone = [len(facetFields)]dictionary{}, 0, 0
	}
}

// read makes the columns of one segment.
func (c *cabinet) read(ctx context.Context, seg segment.Segment) (*columns, error) {
	all := &columns{docs: int(seg.Count())}
	for f, name := range facetFields {
		col := column{starts: make([]uint32, all.docs+1)}
		var docs, values []uint32
		err := eachPosting(ctx, seg, name, func(term string) uint32 { return c.fields[f].ordinal(term) }, func(doc, value uint32) {
			docs, values = append(docs, doc), append(values, value)
			col.starts[doc+1]++
		})
		if err != nil {
			return nil, err
		}
		for i := range all.docs {
			col.starts[i+1] += col.starts[i]
		}
		col.values = make([]uint32, len(values))
		next := slices.Clone(col.starts)
		for i, doc := range docs {
			col.values[next[doc]] = values[i]
			next[doc]++
		}
		all.of[f] = col
	}
	return all, nil
}

// eachPosting hands out which documents of a segment have which terms of a
// field, whether they have been deleted or not.
func eachPosting(ctx context.Context, seg segment.Segment, field string, number func(term string) uint32, yield func(doc, term uint32)) error {
	dict, err := seg.Dictionary(field)
	if err != nil {
		return err
	}
	var list segment.PostingsList
	var postings segment.PostingsIterator
	terms := dict.AutomatonIterator(nil, nil, nil)
	for range maxValues {
		entry, err := terms.Next()
		if err != nil || entry == nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if list, err = dict.PostingsList([]byte(entry.Term), nil, list); err != nil {
			return err
		}
		term := number(entry.Term)
		postings = list.Iterator(false, false, false, postings)
		for {
			p, err := postings.Next()
			if err != nil {
				return err
			}
			if p == nil {
				break
			}
			yield(uint32(p.Number()), term)
		}
	}
	return nil
}

func (c *columns) bytes() (n int) {
	for _, col := range c.of {
		n += 4 * (len(col.starts) + len(col.values))
	}
	return n
}

// dictionary numbers the terms of a field in the order they are met. A value of
// a labelled field has one for each of its spellings.
type dictionary struct {
	terms []string
	first []uint32          // for every term the one of the same value that was met first
	known map[string]uint32 // terms, and values by the first of theirs
}

func (d *dictionary) ordinal(term string) uint32 {
	if n, ok := d.known[term]; ok {
		return n
	}
	if d.known == nil {
		d.known = make(map[string]uint32)
	}
	n := uint32(len(d.terms))
	value, _ := cutLabel(term)
	first, ok := d.known[value]
	if !ok {
		first = n
		d.known[value] = n
	}
	d.terms, d.first = append(d.terms, term), append(d.first, first)
	d.known[term] = n
	return n
}

// value is the value a term stands for.
func (d *dictionary) value(term uint32) string {
	value, _ := cutLabel(d.terms[term])
	return value
}
