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
	fresh   []bleveindex.TokenFreq // to hand out, made by the dozen
	length  int
	room    int // for so many different terms to begin with
	options bleveindex.FieldIndexingOptions
}

var _ document.Field = (*bag)(nil)

// counts reports whether it matters how often a term occurs.
func (b *bag) counts() bool { return b.options&bleveindex.SkipFreqNorm == 0 }

func (b *bag) add(term string) { b.addBytes([]byte(term)) }

// addBytes adds a term that the caller may overwrite afterwards.
func (b *bag) addBytes(term []byte) {
	if b.freqs == nil {
		b.freqs = make(bleveindex.TokenFrequencies, b.room)
	}
	b.length++
	if tf, ok := b.freqs[string(term)]; ok {
		if b.counts() {
			tf.SetFrequency(tf.Frequency() + 1)
		}
		return
	}
	if len(b.fresh) == 0 {
		b.fresh = make([]bleveindex.TokenFreq, max(8, b.room/4))
	}
	tf := &b.fresh[0]
	b.fresh = b.fresh[1:]
	if b.counts() {
		tf.SetFrequency(1)
	}
	b.freqs[string(term)] = tf
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
