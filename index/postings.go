package index

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// posting says how often a document has a term, and how long its field is.
type posting struct {
	doc        uint64
	tf, length float64
}

// lengthOf reads bleve's norm, 1/√length, which is exact as far as held goes.
func lengthOf(norm float64) uint16 { return uint16(min(1/(norm*norm)+.5, math.MaxUint16)) }

// postings are the documents that have a term of a field of bleve's: held, or
// still to be read.
type postings struct {
	name   listName
	held   []held
	reader bleveindex.TermFieldReader // nil where they are held
}

// open opens the postings of a term in a field of bleve's. Those that are not
// counted have neither frequencies nor lengths.
func (s *scorer) open(field, term string, counted bool) (p postings, err error) {
	p.name = listName{field, term, counted}
	if list, ok := s.shelf.get(s.reader, p.name); ok {
		p.held = list
		return p, nil
	}
	p.reader, err = s.reader.TermFieldReader(s.ctx, []byte(term), field, counted, counted, false)
	return p, err
}

// count is how many documents have the term.
func (p postings) count() uint64 {
	if p.reader == nil {
		return uint64(len(p.held))
	}
	return p.reader.Count()
}

func (p postings) close() error {
	if p.reader == nil {
		return nil
	}
	return p.reader.Close()
}

// each hands out postings, and keeps them where there are many.
func (s *scorer) each(p postings, yield func(held)) error {
	if p.reader == nil {
		for _, h := range p.held {
			yield(h)
		}
		return s.ctx.Err()
	}
	var list []held
	long := p.reader.Count() >= longList
	if long {
		list = make([]held, 0, p.reader.Count())
	}
	var d bleveindex.TermFieldDoc
	for n := 0; ; n++ {
		if n%checkEvery == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		next, err := p.reader.Next(&d)
		if err != nil {
			return err
		}
		if next == nil {
			break
		}
		h := heldOf(next)
		if long {
			list = append(list, h)
		}
		yield(h)
	}
	if long {
		p.name.term = strings.Clone(p.name.term)
		s.shelf.put(s.reader, p.name, list)
	}
	return nil
}

// at returns the posting of a document, if it has the term. Documents must be
// asked for in order.
func (p postings) at(doc uint64) (h held, ok bool, err error) {
	if p.reader == nil {
		i, ok := slices.BinarySearchFunc(p.held, doc, func(h held, doc uint64) int { return cmp.Compare(uint64(h.doc), doc) })
		if ok {
			h = p.held[i]
		}
		return h, ok, nil
	}
	next, err := p.reader.Advance(bleveindex.NewIndexInternalID(nil, doc), nil)
	if err != nil || next == nil || next.ID.Value() != doc {
		return held{}, false, err
	}
	return heldOf(next), true, nil
}

func heldOf(d *bleveindex.TermFieldDoc) held {
	h := held{doc: uint32(d.ID.Value()), tf: uint16(min(d.Freq, math.MaxUint16))}
	if d.Norm > 0 {
		h.length = lengthOf(d.Norm)
	}
	return h
}

func (h held) posting() posting {
	return posting{uint64(h.doc), float64(h.tf), float64(h.length)}
}

// several are the postings of a term of a scored field, which may be kept as
// several terms.
type several []postings

// postingsOf opens the postings of a term of a scored field. Frequencies and
// lengths are 0 in fields of pairs.
func (s *scorer) postingsOf(f field, term string) (all several, err error) {
	terms, err := s.kept(f, term)
	if err != nil {
		return nil, err
	}
	for _, term := range terms {
		p, err := s.open(names[f.keptIn()], term, !f.isPair())
		if err != nil {
			return nil, errors.Join(err, all.close())
		}
		if p.count() > 0 {
			all = append(all, p)
		} else if err := p.close(); err != nil {
			return nil, errors.Join(err, all.close())
		}
	}
	return all, nil
}

func (all several) close() (err error) {
	for _, p := range all {
		err = errors.Join(err, p.close())
	}
	return err
}

// merge adds up the postings of a term that is kept as several. They are in no
// order.
func (s *scorer) merge(f field, term string, all several) (list []held, err error) {
	name := listName{names[f] + "+", term, true} // of no field: all that the term is kept as
	if list, ok := s.shelf.get(s.reader, name); ok {
		return list, nil
	}
	most := uint64(0)
	for _, p := range all {
		most += p.count()
	}
	list = make([]held, 0, most)
	for _, p := range all {
		err := s.each(p, func(h held) {
			s.grow(uint64(h.doc))
			if at := s.places[h.doc]; at > 0 {
				list[at-1].tf += min(h.tf, math.MaxUint16-list[at-1].tf)
				return
			}
			list = append(list, h)
			s.places[h.doc] = int32(len(list))
		})
		if err != nil {
			return nil, err
		}
	}
	for _, h := range list {
		s.places[h.doc] = 0
	}
	if len(list) >= longList {
		s.shelf.put(s.reader, name, list)
	}
	return list, nil
}
