package index

import (
	"cmp"
	"slices"

	"khotin/internal/query"
)

// reasonKinds says what a match in a scored field is a match of.
var reasonKinds = [numScored]string{
	viKey: "word", viWord: "compound", viFold: "word", viFoldPair: "pair", viTitle: "headline", viTitleFold: "headline",
	frStem: "word", frTitle: "headline", frPair: "pair", roStem: "word", roTitle: "headline", roPair: "pair",
	enStem: "word", enTitle: "headline", enPair: "pair", anyFold: "word", anyTitle: "headline", anyPair: "pair",
	number: "number", name: "name", concepts: "concept",
}

// explain says of each document what its score is made of, by reading the same
// postings again at those documents alone.
func (s *scorer) explain(docs []uint64, asked *plan) (map[uint64][]query.Reason, error) {
	docs = slices.Sorted(slices.Values(docs))
	why := make(map[uint64][]query.Reason, len(docs))
	for _, g := range s.gains {
		found, err := s.at(docs, g)
		if err != nil {
			return nil, err
		}
		for doc, p := range found {
			if !g.except.has(doc) {
				why[doc] = addReason(why[doc], g.weighted, g.of(p), asked)
			}
		}
	}
	for _, list := range why {
		total := 0.
		for _, r := range list {
			total += r.Share
		}
		for i := range list {
			list[i].Share /= total
		}
		slices.SortStableFunc(list, func(a, b query.Reason) int { return cmp.Compare(b.Share, a.Share) })
	}
	return why, nil
}

// at reads the postings of a term at a few documents, in order.
func (s *scorer) at(docs []uint64, g gain) (map[uint64]posting, error) {
	all, err := s.postingsOf(g.field, g.term)
	if err != nil {
		return nil, err
	}
	found := make(map[uint64]posting)
	err = s.each(all, func(one posting) {
		if _, asked := slices.BinarySearch(docs, one.doc); !asked {
			return
		}
		if g.field.isPair() {
			one = s.pair(one.doc, g.mean)
		}
		found[one.doc] = one
	})
	return found, err
}

// addReason adds a part of a score to what is known of the same word and field.
func addReason(list []query.Reason, t weighted, share float64, asked *plan) []query.Reason {
	r := query.Reason{Kind: reasonKinds[t.field], Text: cmp.Or(asked.typed[t.term], t.term), Field: names[t.field], Share: share}
	if as := asked.translated[fieldTerm{t.field, t.term}]; as != "" {
		r.Kind, r.Text = "translation", as
	}
	for i := range list {
		if list[i].Kind == r.Kind && list[i].Text == r.Text && list[i].Field == r.Field {
			list[i].Share += share
			return list
		}
	}
	return append(list, r)
}
