package index

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/concept"
	"khotin/internal/lang"
	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// maxBuckets is how many values of a field are listed. Periods are listed all.
const maxBuckets = 20

// fewValues are the fields with few values, by the name of their filter. The
// hits are counted value by value along the postings: exact however many hits
// there are, and cheaper than visiting the values of every hit.
var fewValues = [...]string{
	langField, outletField, sectionField, yearField, monthField, eventField, placeField, typeField, "concept",
}

// manyValues are those with as many values as there are people and documents.
var manyValues = [...]string{personField, docField}

// facets counts the documents by every field: most frequent value first,
// periods newest first.
func (s *scorer) facets(docs bitset) (map[string][]query.Bucket, error) {
	all := make(map[string][]query.Bucket, len(fewValues)+len(manyValues))
	for _, field := range fewValues {
		list, err := s.buckets(field, docs)
		if err != nil {
			return nil, err
		}
		if field == yearField || field == monthField {
			slices.SortFunc(list, func(a, b query.Bucket) int { return cmp.Compare(b.Value, a.Value) })
		} else {
			list = mostFrequent(list)
		}
		all[field] = list
	}
	for _, field := range manyValues {
		list, err := s.frequent(field, docs)
		if err != nil {
			return nil, err
		}
		all[field] = mostFrequent(list)
	}
	for i, b := range all[names[concepts]] {
		all[names[concepts]][i].Label = concept.Preferred(b.Value, lang.Vietnamese)
	}
	return all, nil
}

func mostFrequent(list []query.Bucket) []query.Bucket {
	slices.SortFunc(list, func(a, b query.Bucket) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return slices.Clip(list[:min(len(list), maxBuckets)])
}

// maxValues bounds the values of one field that are counted.
const maxValues = 1 << 20

// buckets counts the documents by the values of one field. A value printed in
// several ways is counted under each, and the counts are added: no document has
// it twice.
func (s *scorer) buckets(field string, docs bitset) (list []query.Bucket, err error) {
	list = []query.Bucket{}
	err = s.eachTerm(field, "", maxValues, func(term string, _ uint64) error {
		n, err := s.common(field, term, docs)
		if err == nil && n > 0 {
			list = addBucket(list, term, n)
		}
		return err
	})
	return list, err
}

// addBucket adds a count. Terms come in order, so that the spellings of one
// value are neighbours; one with Vietnamese marks is its label.
func addBucket(list []query.Bucket, term string, n int) []query.Bucket {
	value, label := cutLabel(term)
	if label == value {
		label = ""
	}
	last := len(list) - 1
	if last < 0 || list[last].Value != value {
		return append(list, query.Bucket{Value: value, Label: label, Count: n})
	}
	list[last].Count += n
	if lang.HasVietnameseMarks(label) && !lang.HasVietnameseMarks(list[last].Label) {
		list[last].Label = label
	}
	return list
}

// visited is up to how many hits their values are read one by one; of more hits
// the most frequent values are counted along the postings.
const visited = 4096

// frequent counts the documents by the most frequent values of a field.
func (s *scorer) frequent(field string, docs bitset) ([]query.Bucket, error) {
	if docs.count() <= visited {
		return s.visit(field, docs)
	}
	values, err := s.values(field)
	if err != nil {
		return nil, err
	}
	list := []query.Bucket{}
	for _, v := range values {
		// No value after this one can be among the first, nor tie with their last.
		if len(list) == maxBuckets && v.most < uint64(list[maxBuckets-1].Count) {
			break
		}
		var one []query.Bucket
		for _, term := range v.terms {
			n, err := s.common(field, term, docs)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				one = addBucket(one, term, n)
			}
		}
		list = mostFrequent(append(list, one...))
	}
	return list, nil
}

// spelt is a value of a labelled field in all its spellings.
type spelt struct {
	terms []string
	most  uint64 // articles that have it, at most: deleted ones may count
}

// values lists the values of a labelled field, most frequent first.
func (s *scorer) values(field string) (list []spelt, err error) {
	last := ""
	err = s.eachTerm(field, "", maxValues, func(term string, count uint64) error {
		term = strings.Clone(term)
		if value, _ := cutLabel(term); len(list) == 0 || value != last {
			list = append(list, spelt{})
			last = value
		}
		v := &list[len(list)-1]
		v.terms, v.most = append(v.terms, term), v.most+count
		return nil
	})
	slices.SortStableFunc(list, func(a, b spelt) int { return cmp.Compare(b.most, a.most) })
	return list, err
}

// visit counts the documents by the values each of them has.
func (s *scorer) visit(field string, docs bitset) ([]query.Bucket, error) {
	counts := map[string]int{}
	err := s.valuesOf(field, docs, func(_ uint64, term []byte) { counts[string(term)]++ })
	if err != nil {
		return nil, err
	}
	terms := make([]string, 0, len(counts))
	for term := range counts {
		terms = append(terms, term)
	}
	slices.Sort(terms)
	list := []query.Bucket{}
	for _, term := range terms {
		list = addBucket(list, term, counts[term])
	}
	return list, nil
}

// valuesOf hands out the values of a field with doc values, document by
// document.
func (s *scorer) valuesOf(field string, docs bitset, yield func(doc uint64, term []byte)) error {
	values, err := s.reader.DocValueReader([]string{field})
	if err != nil {
		return err
	}
	n := 0
	for doc := range docs.all {
		if n++; n%checkEvery == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		id := bleveindex.NewIndexInternalID(nil, doc)
		if err := values.VisitDocValues(id, func(_ string, term []byte) { yield(doc, term) }); err != nil {
			return err
		}
	}
	return nil
}

// common counts the documents that have a term.
func (s *scorer) common(field, term string, docs bitset) (n int, err error) {
	p, err := s.open(field, term, false)
	if err != nil {
		return 0, err
	}
	defer p.close()
	err = s.each(p, func(h held) {
		if docs.has(uint64(h.doc)) {
			n++
		}
	})
	return n, err
}
