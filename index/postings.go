package index

import (
	"errors"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// postings are the documents that have one term of a scored field, which may be
// kept as several.
type postings struct {
	readers []bleveindex.TermFieldReader
}

// postingsOf opens the postings of a term. Frequencies and lengths are 0 in
// fields of pairs.
func (s *scorer) postingsOf(f field, term string) (p postings, err error) {
	terms, err := kept(s.reader, f, term)
	if err != nil {
		return p, err
	}
	counted := !f.isPair()
	for _, term := range terms {
		r, err := s.reader.TermFieldReader(s.ctx, []byte(term), names[f.keptIn()], counted, counted, false)
		if err != nil {
			return p, errors.Join(err, p.close())
		}
		if r.Count() > 0 {
			p.readers = append(p.readers, r)
		} else if err := r.Close(); err != nil {
			return p, errors.Join(err, p.close())
		}
	}
	return p, nil
}

func (p postings) close() (err error) {
	for _, r := range p.readers {
		err = errors.Join(err, r.Close())
	}
	return err
}

// posting says how often a document has a term, and how long its field is.
type posting struct {
	doc        uint64
	tf, length float64
}

// each hands out the postings of a reader.
func (s *scorer) each(r bleveindex.TermFieldReader, yield func(posting)) error {
	var d bleveindex.TermFieldDoc
	for n := 0; ; n++ {
		if n%checkEvery == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		p, err := r.Next(&d)
		if err != nil || p == nil {
			return err
		}
		yield(postingOf(p))
	}
}

func postingOf(d *bleveindex.TermFieldDoc) posting {
	p := posting{doc: d.ID.Value(), tf: float64(d.Freq)}
	if d.Norm > 0 {
		p.length = lengthOf(d.Norm)
	}
	return p
}

// merge adds up the postings of a term that is kept as several.
func (s *scorer) merge(p postings) (list []posting, err error) {
	for _, r := range p.readers {
		err := s.each(r, func(one posting) {
			s.grow(one.doc)
			if at := s.places[one.doc]; at > 0 {
				list[at-1].tf += one.tf
				return
			}
			list = append(list, one)
			s.places[one.doc] = int32(len(list))
		})
		if err != nil {
			return nil, err
		}
	}
	for _, one := range list {
		s.places[one.doc] = 0
	}
	return list, nil
}
