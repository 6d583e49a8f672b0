package index

import (
	"math"
	"math/bits"

	"khotin/internal/lang"
)

// search runs a plan: filters and required units first, because they narrow
// what has to be scored, then the words, then the bonus terms.
func (s *scorer) search(p *plan) (docs bitset, total int, err error) {
	if s.own, err = s.in(p.lang); err != nil {
		return nil, 0, err
	}
	if err := s.filter(p.filter); err != nil {
		return nil, 0, err
	}
	var required, optional uint64
	positive := false
	for pass := range 2 { // required units, then words
		for i, u := range p.units {
			if u.required != (pass == 0) || !u.required && len(u.terms)+len(u.foreign) == 0 {
				continue
			}
			bit := uint64(0)
			if i < maxUnits {
				bit = 1 << i
			}
			switch {
			case u.excluded:
				if err := s.exclude(u); err != nil {
					return nil, 0, err
				}
				continue
			case u.required:
				required |= bit
				if err := s.require(u, bit); err != nil {
					return nil, 0, err
				}
			default:
				optional |= bit
				if err := s.words(u, bit, p.prose && !p.whole); err != nil {
					return nil, 0, err
				}
			}
			positive = true
		}
	}
	if !positive {
		docs, total = s.everything()
		return docs, total, nil
	}
	for _, t := range p.bonus {
		if err := s.add(t.field, t.term, t.weight, 0); err != nil {
			return nil, 0, err
		}
	}
	if p.whole {
		if docs, total = s.hits(required, optional, bits.OnesCount64(optional)); total > 0 {
			return docs, total, nil
		}
	}
	docs, total = s.hits(required, optional, leastOf(optional, p.prose))
	switch {
	case total == 0 && required != 0: // what must be there is, without the words beside it
		docs, total = s.hits(required, optional, 0)
	case p.prose && p.lang != lang.Unknown && !docs.meets(s.own): // other languages lack most of its words
		docs, total = s.hits(required, optional, 1)
	}
	return docs, total, nil
}

// words scores a unit of words.
func (s *scorer) words(u unit, bit uint64, prose bool) error {
	for _, t := range u.terms {
		bits := bit
		if prose && t.field == concepts {
			bits |= named
		}
		if err := s.add(t.field, t.term, t.weight, bits); err != nil {
			return err
		}
	}
	if len(u.foreign) == 0 {
		return nil
	}
	s.except = s.own
	defer func() { s.except = nil }()
	for _, t := range u.foreign {
		if err := s.add(t.field, t.term, t.weight, bit); err != nil {
			return err
		}
	}
	return nil
}

// leastShare is how many of the words of a query a hit must have at least.
const leastShare = .2

// Both of two words must be there, unless they are what a sentence is about.
func leastOf(optional uint64, prose bool) int {
	n := bits.OnesCount64(optional)
	if n <= 2 && !prose {
		return n
	}
	return int(math.Ceil(leastShare * float64(n)))
}

// require scores a unit and narrows the search to the documents that have it.
func (s *scorer) require(u unit, bit uint64) error {
	var err error
	if u.terms, err = s.expand(u.terms); err != nil {
		return err
	}
	docs, err := s.holders(u)
	if err != nil {
		return err
	}
	s.narrowTo(docs)
	for doc := range s.only.all {
		s.grow(doc)
		s.units[doc] |= bit
	}
	for _, t := range u.terms {
		if err := s.add(t.field, t.term, t.weight, 0); err != nil {
			return err
		}
	}
	for _, p := range u.phrases {
		for _, t := range p.terms {
			if err := s.add(t.field, t.term, t.weight, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *scorer) exclude(u unit) error {
	var err error
	if u.terms, err = s.expand(u.terms); err != nil {
		return err
	}
	docs, err := s.holders(u)
	s.skip = s.skip.or(docs)
	return err
}

func (s *scorer) narrowTo(docs bitset) {
	if s.narrow {
		docs = s.only.and(docs)
	}
	s.only, s.narrow = docs, true
}

// everything answers a query of filters and exclusions alone.
func (s *scorer) everything() (docs bitset, total int) {
	docs = s.only
	if !s.narrow {
		docs = s.live()
	}
	docs = docs.without(s.skip)
	return docs, docs.count()
}

// live returns all documents.
func (s *scorer) live() (docs bitset) {
	for _, p := range s.parts {
		for doc := range uint64(p.docs) {
			if !p.deleted.has(doc) {
				docs.set(uint64(p.first) + doc)
			}
		}
	}
	return docs
}
