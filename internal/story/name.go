package story

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"khotin/internal/lang"
)

// A capitalised is a run of words of a text that could be a Vietnamese name.
type capitalised struct {
	start, end int
	key        string // folded: "le hong vinh"
}

// longestName in words; longer runs are headings.
const longestName = 5

// capitalisedNames finds the runs of two to five capitalised Vietnamese
// syllables. French and Romanian keep such names letter by letter but for the
// diacritics; most other words of theirs are no Vietnamese syllables.
func capitalisedNames(text string) []capitalised {
	var found []capitalised
	var run []lang.Token
	flush := func() {
		if n := len(run); n >= 2 && n <= longestName {
			keys := make([]string, n)
			for i, t := range run {
				keys[i] = syllableKey(t.Text)
			}
			found = append(found, capitalised{run[0].Start, run[n-1].End, strings.Join(keys, " ")})
		}
		run = run[:0]
	}
	for t := range lang.Tokens(text) {
		if len(run) > 0 && !isGap(text[run[len(run)-1].End:t.Start]) {
			flush()
		}
		if isNameWord(t.Text) {
			run = append(run, t)
		} else {
			flush()
		}
	}
	flush()
	return found
}

//go:embed tables/institutions.tsv
var institutionRows string

// institutions are the keys of runs that name no one in particular.
var institutions = sync.OnceValue(func() map[string]bool {
	keys := map[string]bool{}
	for line := range strings.Lines(institutionRows) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			keys[line] = true
		}
	}
	return keys
})

// isGap reports that nothing but one space parts two words.
func isGap(between string) bool {
	r, size := utf8.DecodeRuneInString(between)
	return size == len(between) && size > 0 && lang.IsSpace(r)
}

// isNameWord reports a Vietnamese syllable with a capital first letter alone.
func isNameWord(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) {
		return false
	}
	for _, r := range word[size:] {
		if unicode.IsUpper(r) {
			return false
		}
	}
	return lang.IsSyllable(lang.Fold(word))
}

// syllableKey folds a syllable; ly and li, quy and qui are one.
func syllableKey(word string) string {
	f := lang.Fold(word)
	if n := len(f); n > 1 && f[n-1] == 'y' && strings.IndexByte("hklmqstu", f[n-2]) >= 0 && (f[n-2] != 'u' || n > 2 && f[n-3] == 'q') {
		f = f[:n-1] + "i"
	}
	return f
}

// nameKey folds a name word by word.
func nameKey(name string) string {
	var keys []string
	for t := range lang.Tokens(name) {
		keys = append(keys, syllableKey(t.Text))
	}
	return strings.Join(keys, " ")
}
