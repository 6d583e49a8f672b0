package index

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"

	"khotin/internal/concept"
	"khotin/internal/lang"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
)

// schema counts the changes to the way text becomes terms that the names of the
// fields and the word lists do not show.
const schema = 6

// formDigits is how many digits of a fingerprint name the form of an index: its
// fields and how they are written. The rest names the words it was built with.
const formDigits = 6

// fingerprint names everything that decides what is in an index. An index of the
// same form and other words can be read, if not as well as one built anew.
func fingerprint(v *vocabulary) string {
	form, words := sha256.New(), sha256.New()
	fmt.Fprintln(form, schema, bleveVersion(), k1, b)
	fmt.Fprintln(form, names)
	for _, c := range concept.All() {
		fmt.Fprintln(words, c.ID, c.Broader, c.Abbreviations())
		for _, tag := range [...]lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English} {
			fmt.Fprintln(words, c.Variants(tag))
		}
	}
	for _, w := range slices.Sorted(maps.Keys(v.words.compounds)) {
		fmt.Fprintln(words, w)
	}
	return hex.EncodeToString(form.Sum(nil))[:formDigits] + hex.EncodeToString(words.Sum(nil))[:formDigits]
}

// bleveVersion is the version of bleve that was linked in.
func bleveVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/blevesearch/bleve/v2" {
				return m.Version
			}
		}
	}
	return "unknown"
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
