package index

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"khotin/internal/concept"
	"khotin/internal/lang"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Two numbers say what an index is, and a test fails where one should have been
// raised and was not (TestEncodingAndSchema).
//
// encoding counts the ways an index is written, as far as a reader must know them
// to read it at all: keys, folded words, pairs and labels, the numbers of the
// fields, field totals and lengths, records, dates, names of keyword values, and
// the segments of the bleve that is linked in. Whoever changes one of them, or
// links a bleve that writes another segment, raises it. Every encoding has a
// folder of its own, see folderOf: the generation of another one is neither read
// nor touched, and is answered from by the program that wrote it while this one
// builds its own.
//
// schema counts what is in an index of the same encoding: which fields there are,
// and what becomes of a text in them, such as its stems. Whoever changes that
// raises it. Names of fields, word list and glossary count by themselves. A
// generation of any schema answers until it has been built anew: a field it lacks
// has no postings, one unknown here is passed over, and where its stems may be
// others a word stands for near ones as well (see nearStems).
//
// Weights, k1 and b belong to the search. They are in no index.
const (
	encoding = 8
	schema   = 14
)

// schemaDigits is how many digits of a fingerprint name the schema of an index.
// The rest names the words it was built with.
const schemaDigits = 6

// fingerprint names everything that decides what is in an index of this encoding.
func fingerprint(v *vocabulary) string {
	form, words := sha256.New(), sha256.New()
	fmt.Fprintln(form, schema, names)
	for _, c := range concept.All() {
		fmt.Fprintln(words, c.ID, c.Broader, c.Abbreviations())
		for _, tag := range [...]lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English} {
			fmt.Fprintln(words, c.Variants(tag))
		}
	}
	for _, w := range slices.Sorted(maps.Keys(v.words.compounds)) {
		fmt.Fprintln(words, w)
	}
	return hex.EncodeToString(form.Sum(nil))[:schemaDigits] + hex.EncodeToString(words.Sum(nil))[:schemaDigits]
}

// storage configures bleve's scorch. Without bolt_timeout an open waits for
// ever on another process. Two persisters with small in-memory merges are the
// measured best of speed and memory.
func storage() map[string]any {
	return map[string]any{
		"bolt_timeout":       "1s",
		"numSnapshotsToKeep": 1,
		"scorchPersisterOptions": map[string]any{
			"NumPersisterWorkers":           2,
			"MaxSizeInMemoryMergePerWorker": 20 << 20,
		},
		"scorchMergePlanOptions": map[string]any{
			"FloorSegmentFileSize": 3_500_000,
		},
	}
}

// noMapping maps nothing: documents arrive analysed.
func noMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentDisabledMapping()
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	return m
}
