package index

import (
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// bag is one field of one document as bleve wants it: how often every term
// occurs, and how many terms there are. It implements document.Field.
type bag struct {
	name    string
	freqs   bleveindex.TokenFrequencies
	length  int
	room    int // for so many different terms to begin with
	options bleveindex.FieldIndexingOptions
}

var _ document.Field = (*bag)(nil)

// times are the frequencies that nearly all terms have. Bleve reads them only,
// so all documents share them: an article has hundreds of terms, and a
// TokenFreq of its own for each is a tenth of the time that indexing takes.
var times = func() (table [64]bleveindex.TokenFreq) {
	for n := range table {
		table[n].SetFrequency(n)
	}
	return table
}()

func frequency(n int) *bleveindex.TokenFreq {
	if n < len(times) {
		return &times[n]
	}
	tf := new(bleveindex.TokenFreq)
	tf.SetFrequency(n)
	return tf
}

// add adds a term. Where it does not matter how often one occurs, it counts as 0.
func (b *bag) add(term string) {
	if b.freqs == nil {
		b.freqs = make(bleveindex.TokenFrequencies, b.room)
	}
	b.length++
	switch tf, again := b.freqs[term]; {
	case b.options&bleveindex.SkipFreqNorm != 0:
		b.freqs[term] = frequency(0)
	case again:
		b.freqs[term] = frequency(tf.Frequency() + 1)
	default:
		b.freqs[term] = frequency(1)
	}
}

func (b *bag) Name() string                                          { return b.name }
func (b *bag) ArrayPositions() []uint64                              { return nil }
func (b *bag) Options() bleveindex.FieldIndexingOptions              { return b.options }
func (b *bag) Analyze()                                              {}
func (b *bag) Value() []byte                                         { return nil }
func (b *bag) NumPlainTextBytes() uint64                             { return 0 }
func (b *bag) Size() int                                             { return 64 * len(b.freqs) }
func (b *bag) EncodedFieldType() byte                                { return 't' }
func (b *bag) AnalyzedLength() int                                   { return b.length }
func (b *bag) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return b.freqs }
