package index

import (
	"encoding/binary"
	"fmt"
)

// tally is what BM25 must know of the collection: for every scored field how
// many documents have it and how many terms they have in it together. It is
// written in the same batch as the documents it counts, so a search reads the
// tally of exactly the snapshot it searches.
type tally struct {
	docs  [numScored]uint64
	terms [numScored]uint64
}

// Keys of bleve's internal storage.
var (
	tallyKey    = []byte("khotin/tally")
	positionKey = []byte("khotin/position")
	completeKey = []byte("khotin/complete")
)

func (t *tally) add(l *lengths) {
	for f, n := range l {
		if n > 0 {
			t.docs[f]++
			t.terms[f] += uint64(n)
		}
	}
}

func (t *tally) remove(l *lengths) {
	for f, n := range l {
		if n > 0 {
			t.docs[f]--
			t.terms[f] -= uint64(n)
		}
	}
}

// mean returns the average length of the field in the documents that have it.
func (t *tally) mean(f field) float64 {
	if t.docs[f] == 0 {
		return 1
	}
	return float64(t.terms[f]) / float64(t.docs[f])
}

// encode writes documents and terms of every field as unsigned varints.
func (t *tally) encode() []byte {
	buf := make([]byte, 0, 8*numScored)
	for f := range t.docs {
		buf = binary.AppendUvarint(buf, t.docs[f])
		buf = binary.AppendUvarint(buf, t.terms[f])
	}
	return buf
}

// decodeTally reads what encode wrote; nothing at all is the empty tally.
func decodeTally(buf []byte) (t tally, err error) {
	if len(buf) == 0 {
		return t, nil
	}
	for f := range t.docs {
		for _, p := range []*uint64{&t.docs[f], &t.terms[f]} {
			n, size := binary.Uvarint(buf)
			if size <= 0 {
				return t, fmt.Errorf("the index's field totals are cut off at field %s", names[f])
			}
			*p, buf = n, buf[size:]
		}
	}
	return t, nil
}
