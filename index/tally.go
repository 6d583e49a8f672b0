package index

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// tally is what BM25 must know of the collection: for every scored field how
// many documents have it and how many terms they have in it together. It is
// written in the same batch as the documents it counts, so a search reads the
// tally of exactly the snapshot it searches.
type tally struct {
	docs  [numScored]uint64
	terms [numScored]uint64
	rest  string // of fields unknown here, as they were written
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

// encode writes number, documents and terms of every field that a document has, as
// unsigned varints.
func (t *tally) encode() []byte {
	buf := make([]byte, 0, 8*numScored)
	for f := range t.docs {
		if t.docs[f] > 0 {
			buf = binary.AppendUvarint(buf, uint64(f))
			buf = binary.AppendUvarint(buf, t.docs[f])
			buf = binary.AppendUvarint(buf, t.terms[f])
		}
	}
	return append(buf, t.rest...)
}

// decodeTally reads what encode wrote, here or in a program with other fields: one
// that it does not count is 0, and one unknown here is kept as it is.
func decodeTally(buf []byte) (t tally, err error) {
	for len(buf) > 0 {
		var n [3]uint64
		rest, err := uvarints(buf, n[:])
		switch {
		case err != nil:
			return t, fmt.Errorf("the index's field totals: %w", err)
		case n[0] < uint64(numScored):
			t.docs[n[0]], t.terms[n[0]] = n[1], n[2]
		default:
			t.rest += string(buf[:len(buf)-len(rest)])
		}
		buf = rest
	}
	return t, nil
}

// encode writes number and length of every field that the document has, as unsigned
// varints.
func (l *lengths) encode() []byte {
	buf := make([]byte, 0, 2*len(l))
	for f, n := range l {
		if n > 0 {
			buf = binary.AppendUvarint(buf, uint64(f))
			buf = binary.AppendUvarint(buf, uint64(n))
		}
	}
	return buf
}

// decodeLengths reads what encode wrote, here or in a program with other fields.
func decodeLengths(buf []byte) (l lengths, err error) {
	for len(buf) > 0 {
		var n [2]uint64
		if buf, err = uvarints(buf, n[:]); err != nil {
			return l, fmt.Errorf("the stored lengths: %w", err)
		}
		if n[0] < uint64(numScored) {
			l[n[0]] = uint32(n[1])
		}
	}
	return l, nil
}

// uvarints reads numbers and returns what follows them.
func uvarints(buf []byte, into []uint64) (rest []byte, err error) {
	for i := range into {
		n, size := binary.Uvarint(buf)
		if size <= 0 {
			return nil, errors.New("cut off")
		}
		into[i], buf = n, buf[size:]
	}
	return buf, nil
}
