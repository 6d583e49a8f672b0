package probe

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed known.tsv
var knownFile string

// The kinds of row in known.tsv.
const (
	knownSitemap  = "sitemap"
	knownFeed     = "feed"
	knownSection  = "section"
	knownAside    = "aside"
	knownAsideMap = "asidemap"
	knownExtra    = "extra"
)

// known returns the values of a kind, in order.
func known(kind string) []string { return knownTable()[kind] }

// knownTable reads the embedded table; Check says what is wrong with it.
var knownTable = sync.OnceValue(func() map[string][]string {
	rows, _ := readKnown(knownFile)
	return rows
})

// Check validates the embedded table.
func Check() error {
	_, err := readKnown(knownFile)
	return err
}

func readKnown(text string) (map[string][]string, error) {
	kinds := []string{knownSitemap, knownFeed, knownSection, knownAside, knownAsideMap, knownExtra}
	rows := make(map[string][]string)
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		kind, value, ok := strings.Cut(line, "\t")
		if !ok || value == "" || !slices.Contains(kinds, kind) || slices.Contains(rows[kind], value) {
			return rows, fmt.Errorf("known.tsv:%d: want a kind, a tab and a new value, not %q", n, line)
		}
		rows[kind] = append(rows[kind], value)
	}
	for _, kind := range kinds {
		if len(rows[kind]) == 0 {
			return rows, fmt.Errorf("known.tsv: there is no %s", kind)
		}
	}
	return rows, nil
}

// isAside reports a path that is a tag, a search or a print version, whatever
// its form: by a segment that says so, or as tags are marked at the end of a
// name, "x-ptag.html" and "x-tag399.vnp".
func isAside(path string) bool {
	return slices.ContainsFunc(known(knownAside), func(word string) bool { return isSegment(path, word) }) || tagMark(path) != ""
}

// isSegment reports that the word is a whole segment of the path, but not the
// last: that is a page's own name.
func isSegment(path, word string) bool {
	segments := strings.Split(strings.TrimSuffix(path, "/"), "/")
	return slices.Contains(segments[:len(segments)-1], word)
}

// tagMark returns the word by which a name ends as that of a tag, "" for none.
func tagMark(path string) string {
	stem, _ := cutExt(path)
	word := strings.TrimRight(stem[strings.LastIndexByte(stem, '-')+1:], "0123456789")
	if word == "tag" || word == "ptag" {
		return word
	}
	return ""
}
