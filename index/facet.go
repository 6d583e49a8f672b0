package index

import (
	"cmp"
	"slices"

	"khotin/internal/concept"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// maxBuckets is how many values of a field are listed. Periods are listed all.
const maxBuckets = 20

// facetFields are the fields whose values are counted, by the names of their
// filters.
var facetFields = [...]string{
	langField, outletField, sectionField, yearField, monthField, eventField, placeField, typeField, "concept",
	personField, docField,
}

// maxValues bounds the values of one field that are counted.
const maxValues = 1 << 20

// facets counts the documents by every field: most frequent value first,
// periods newest first.
func (s *scorer) facets(docs bitset) (map[string][]query.Bucket, error) {
	drawn, err := s.shelf.cabinet.draw(s.ctx, s.parts)
	if err != nil {
		return nil, err
	}
	all := make(map[string][]query.Bucket, len(facetFields))
	for f, field := range facetFields {
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		counts := drawn.count(f, docs)
		if field == yearField || field == monthField {
			all[field] = drawn.fields[f].buckets(counts, len(counts))
			slices.SortFunc(all[field], func(a, b query.Bucket) int { return cmp.Compare(b.Value, a.Value) })
		} else {
			all[field] = drawn.fields[f].buckets(counts, maxBuckets)
		}
	}
	for i, b := range all[names[concepts]] {
		all[names[concepts]][i].Label = concept.Preferred(b.Value, lang.Vietnamese)
	}
	return all, nil
}

// count counts the documents by the terms of a field.
func (d *drawn) count(f int, docs bitset) []uint32 {
	counts := make([]uint32, len(d.fields[f].terms))
	from := uint64(0)
	for _, seg := range d.segments {
		col, to := &seg.of[f], from+uint64(seg.docs)
		if len(col.values) > 0 {
			for doc := range docs.between(from, to) {
				for _, term := range col.values[col.starts[doc-from]:col.starts[doc-from+1]] {
					counts[term]++
				}
			}
		}
		from = to
	}
	return counts
}

// buckets lists the most frequent values, at most so many, by how many documents
// have the terms. A value printed in several ways is counted under each, and the
// counts are added: no document has it twice.
func (d *dictionary) buckets(counts []uint32, most int) []query.Bucket {
	totals := slices.Clone(counts)
	var again []uint32 // further spellings
	for term, first := range d.first {
		if n := counts[term]; n > 0 && uint32(term) != first {
			totals[first] += n
			totals[term] = 0
			again = append(again, uint32(term))
		}
	}
	list := []query.Bucket{}
	for _, first := range d.mostFrequent(totals, most) {
		spellings := []uint32{first}
		for _, term := range again {
			if d.first[term] == first {
				spellings = append(spellings, term)
			}
		}
		list = append(list, d.bucket(spellings, counts))
	}
	return list
}

// mostFrequent lists the values with the largest totals, in order.
func (d *dictionary) mostFrequent(totals []uint32, most int) (best []uint32) {
	order := func(a, b uint32) int {
		if c := cmp.Compare(totals[b], totals[a]); c != 0 {
			return c
		}
		return cmp.Compare(d.value(a), d.value(b))
	}
	for i, n := range totals {
		term := uint32(i)
		if n == 0 || len(best) == most && order(best[most-1], term) < 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, term, order)
		best = slices.Insert(best, at, term)
		best = best[:min(len(best), most)]
	}
	return best
}

// bucket counts a value in its spellings. Of those that are there the first with
// Vietnamese marks is its label, or else the first.
func (d *dictionary) bucket(spellings []uint32, counts []uint32) (b query.Bucket) {
	slices.SortFunc(spellings, func(a, b uint32) int { return cmp.Compare(d.terms[a], d.terms[b]) })
	for _, term := range spellings {
		if counts[term] == 0 {
			continue
		}
		value, label := cutLabel(d.terms[term])
		if b.Value == "" || lang.HasVietnameseMarks(label) && !lang.HasVietnameseMarks(b.Label) {
			b.Label = label
		}
		b.Value = value
		b.Count += int(counts[term])
	}
	if b.Label == b.Value {
		b.Label = ""
	}
	return b
}
