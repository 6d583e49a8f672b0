package index

import (
	"cmp"
	"slices"

	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// reasonKinds says what a match in a scored field is a match of.
var reasonKinds = [numScored]string{
	viKey: "word", viWord: "compound", viFold: "word", viFoldPair: "pair", viTitle: "headline", viTitleFold: "headline",
	frStem: "word", frTitle: "headline", frPair: "pair", roStem: "word", roTitle: "headline", roPair: "pair",
	enStem: "word", enTitle: "headline", enPair: "pair", anyFold: "word", anyTitle: "headline", anyPair: "pair",
	number: "number", name: "name", concepts: "concept",
}

// scored is a term that was added to the scores, kept for explaining them.
type scored struct {
	weighted
	gain, mean float64 // weight times idf, and the mean length of the field
	except     bitset  // where it was not added
}

// explain says of each document what its score is made of, by reading the same
// postings again at those documents alone.
func (s *scorer) explain(docs []uint64, asked *plan) (map[uint64][]query.Reason, error) {
	docs = slices.Sorted(slices.Values(docs))
	why := make(map[uint64][]query.Reason, len(docs))
	for _, t := range s.added {
		tfr, err := s.reader.TermFieldReader(s.ctx, []byte(t.term), names[t.field], true, true, false)
		if err != nil {
			return nil, err
		}
		var posting bleveindex.TermFieldDoc
		for _, doc := range docs {
			p, err := tfr.Advance(bleveindex.NewIndexInternalID(nil, doc), &posting)
			if err != nil {
				tfr.Close()
				return nil, err
			}
			if p == nil {
				break
			}
			if p.ID.Value() == doc && !t.except.has(doc) {
				share := t.gain * saturate(float64(p.Freq), lengthOf(p.Norm), t.mean)
				why[doc] = addReason(why[doc], t.weighted, share, asked)
			}
		}
		if err := tfr.Close(); err != nil {
			return nil, err
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
