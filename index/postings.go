package index

import (
	"fmt"
	"math"
	"strings"
)

// posting says how often a document has a term, and how long its field is.
type posting struct {
	doc        uint64
	tf, length float64
}

// postings are the documents that have a term of a field of bleve's, segment by
// segment.
type postings struct {
	field   string
	counted bool
	lists   [][]entry
}

// each hands out postings by the number that documents have in the snapshot.
// Those that are not counted have neither frequencies nor lengths.
func (s *scorer) each(all postings, yield func(posting)) error {
	for i, list := range all.lists {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		p := s.parts[i]
		var lengths fieldLengths
		if all.counted && len(list) > 0 {
			lengths = s.lengthsIn(p, all.field)
		}
		for _, e := range list {
			if p.deleted.has(uint64(e.doc())) {
				continue
			}
			one := posting{doc: uint64(p.first + e.doc()), tf: float64(e.tf())}
			if lengths != nil {
				one.length = float64(lengths[e.doc()].Load())
			}
			yield(one)
		}
	}
	return nil
}

// lengthsIn returns the lengths of a field in a segment.
func (s *scorer) lengthsIn(p *part, field string) fieldLengths {
	if known, ok := p.lengths[field]; ok {
		return known
	}
	if p.lengths == nil {
		p.lengths = make(map[string]fieldLengths)
	}
	p.lengths[field] = s.shelf.lengths(p, field)
	return p.lengths[field]
}

// count is how many documents have the term.
func (s *scorer) count(all postings) (n uint64) {
	for i, list := range all.lists {
		n += uint64(len(list))
		if p := s.parts[i]; p.deleted != nil {
			for _, e := range list {
				if p.deleted.has(uint64(e.doc())) {
					n--
				}
			}
		}
	}
	return n
}

// postingsOf returns the postings of a term of a scored field, which may be kept
// as several terms. Frequencies and lengths are 0 in fields of pairs.
func (s *scorer) postingsOf(f field, term string) (all postings, err error) {
	terms, err := s.kept(f, term)
	if err != nil {
		return all, err
	}
	if len(terms) == 1 {
		return s.open(names[f.keptIn()], terms[0], !f.isPair())
	}
	all = postings{names[f.keptIn()], true, make([][]entry, len(s.parts))}
	for i, p := range s.parts {
		if all.lists[i], err = s.merged(p, f, term, terms); err != nil {
			return all, err
		}
	}
	return all, nil
}

// open returns the postings of a term in a field of bleve's. Those that are not
// counted have neither frequencies nor lengths.
func (s *scorer) open(field, term string, counted bool) (all postings, err error) {
	all = postings{field, counted, make([][]entry, len(s.parts))}
	for i, p := range s.parts {
		if all.lists[i], err = s.list(p, listName{field, term, counted}); err != nil {
			return all, err
		}
	}
	return all, nil
}

// list returns the postings of a term in a segment: held, or read now and then
// kept, where there are many.
func (s *scorer) list(p *part, name listName) ([]entry, error) {
	if list, ok := s.shelf.get(p.room, name); ok {
		return list, nil
	}
	list, err := s.read(p, name)
	if err != nil {
		return nil, err
	}
	if len(list) >= longList {
		name.term = strings.Clone(name.term)
		s.shelf.put(p.room, name, list)
	}
	return list, nil
}

// read reads the postings of a term in a segment, also of documents that have
// been deleted from it.
func (s *scorer) read(p *part, name listName) (list []entry, err error) {
	dict, err := p.dictionary(name.field)
	if err != nil {
		return nil, err
	}
	if p.list, err = dict.PostingsList([]byte(name.term), nil, p.list); err != nil {
		return nil, err
	}
	most := p.list.Count()
	if most == 0 {
		return nil, nil
	}
	list = make([]entry, 0, most)
	var lengths fieldLengths
	if name.counted {
		lengths = s.lengthsIn(p, name.field)
	}
	p.iterator = p.list.Iterator(name.counted, name.counted, false, p.iterator)
	for {
		if len(list)%checkEvery == 0 && s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		next, err := p.iterator.Next()
		if err != nil || next == nil {
			return list, err
		}
		doc, tf := next.Number(), uint64(0)
		if doc >= maxDocs {
			return nil, fmt.Errorf("read the index: a segment of more than %d articles", maxDocs)
		}
		if name.counted {
			tf = min(next.Frequency(), maxTF)
			if lengths[doc].Load() == 0 {
				lengths[doc].Store(lengthOf(next.Norm()))
			}
		}
		list = append(list, entry(doc<<tfBits|tf))
	}
}

// lengthOf reads bleve's norm, which is 1/√length in 32 bits.
func lengthOf(norm float64) uint32 {
	if norm <= 0 {
		return 0
	}
	return uint32(min(1/(norm*norm)+.5, math.MaxUint32))
}

// merged adds up the postings of a term that a segment keeps as several.
func (s *scorer) merged(p *part, f field, term string, terms []string) (list []entry, err error) {
	name := listName{names[f] + "+", term, true} // of no field: all that the term is kept as
	if list, ok := s.shelf.get(p.room, name); ok {
		return list, nil
	}
	for _, one := range terms {
		more, err := s.read(p, listName{names[f.keptIn()], one, true})
		if err != nil {
			return nil, err
		}
		for _, e := range more {
			doc := e.doc()
			s.grow(uint64(doc))
			if at := s.places[doc]; at > 0 {
				list[at-1] += entry(min(e.tf(), maxTF-list[at-1].tf()))
				continue
			}
			list = append(list, e)
			s.places[doc] = int32(len(list))
		}
	}
	for _, e := range list {
		s.places[e.doc()] = 0
	}
	if len(list) >= longList {
		s.shelf.put(p.room, name, list)
	}
	return list, nil
}
