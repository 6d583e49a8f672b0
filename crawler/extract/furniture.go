package extract

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"khotin/internal/lang"

	"golang.org/x/net/html"
)

//go:embed furniture.tsv
var furnitureTable string

// furniture knows the words that stand around articles; the kinds are
// described in furniture.tsv.
type furniture struct {
	kinds  map[string]map[string]bool
	marks  []string       // of kind end
	credit *regexp.Regexp // any word of kind credit with a name behind it
}

var furnitureKinds = []string{"line", "stop", "tail", "has", "class", "lead", "caption", "byline", "clock",
	"source", "credit", "by", "issued", "changed", "lost", "end", "label", "title", "nobody", "begin", "dated", "tool"}

func readFurniture() (*furniture, error) {
	f := &furniture{kinds: make(map[string]map[string]bool)}
	var credits []string
	number := 0
	for row := range strings.Lines(furnitureTable) {
		number++
		row = strings.TrimRight(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		kind, words, _ := strings.Cut(row, "\t")
		if !slices.Contains(furnitureKinds, kind) || words == "" {
			return nil, fmt.Errorf("furniture.tsv:%d: %q is not a kind, a tab and words", number, row)
		}
		switch kind {
		case "credit":
			credits = append(credits, regexp.QuoteMeta(words))
			continue
		case "end":
			f.marks = append(f.marks, words)
			continue
		}
		if f.kinds[kind] == nil {
			f.kinds[kind] = make(map[string]bool)
		}
		f.kinds[kind][plain(strings.ReplaceAll(words, "#", "0"))] = true
	}
	f.credit = creditPattern(credits)
	return f, nil
}

// has reports whether the words are listed under the kind.
func (f *furniture) has(kind, words string) bool { return f.kinds[kind][words] }

// line reports whether a line of text is furniture, and whether nothing after
// it belongs to the article.
func (f *furniture) line(text string) (drop, stop bool) {
	words := plain(text)
	switch {
	case words == "", f.labelled(text), timeOfDay.MatchString(text):
		return true, false
	case f.has("line", words):
		return true, false
	case f.has("stop", words):
		return true, true
	}
	if _, begins := f.starts("begin", words); begins && len(words) < 120 {
		return true, false
	}
	for part := range f.kinds["has"] {
		if len(words) < 120 && strings.Contains(words, part) {
			return true, true
		}
	}
	if strings.Count(words, " ") < 8 {
		for part := range f.kinds["tail"] {
			if strings.HasSuffix(words, " "+part) {
				return true, true
			}
		}
	}
	return false, false
}

// timeOfDay is a line that only tells the time, as live reports print over each
// of their parts.
var timeOfDay = regexp.MustCompile(`^\s*\d{1,2}\s?[:hH]\s?\d{2}\s*$`)

// maxLabelled bounds the bytes of a line that its label alone gives away.
const maxLabelled = 300

// labelled reports a line such as "Lire aussi : …", which belongs to another
// article, or "Etichete: …".
func (f *furniture) labelled(text string) bool {
	label, rest, ok := strings.Cut(text, ":")
	return ok && rest != "" && len(text) < maxLabelled && len(label) < 60 && f.has("label", plain(label))
}

// tools reports plain words that consist of entries of that kind.
func (f *furniture) tools(words string) bool {
	for range 12 {
		rest, ok := f.starts("tool", words)
		if !ok {
			return false
		}
		if rest == "" {
			return true
		}
		words = rest
	}
	return false
}

// starts returns what follows the longest entry of the kind that plain words
// begin with.
func (f *furniture) starts(kind, words string) (rest string, ok bool) {
	best := -1
	for entry := range f.kinds[kind] {
		if len(entry) > best && (words == entry || strings.HasPrefix(words, entry+" ")) {
			best = len(entry)
		}
	}
	if best < 0 {
		return words, false
	}
	return strings.TrimSpace(words[best:]), true
}

// ends reports whether plain words end with an entry of the kind, or with one
// and a small word more, as in "mis à jour le".
func (f *furniture) ends(kind, words string) bool {
	for entry := range f.kinds[kind] {
		if i := strings.LastIndex(" "+words, " "+entry); i >= 0 && len(words)-i-len(entry) <= 5 {
			return true
		}
	}
	return false
}

// classed reports whether a word of the element's class or id is listed under
// one of the kinds.
func (f *furniture) classed(n *html.Node, kinds ...string) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" && a.Key != "role" {
			continue
		}
		for word := range strings.FieldsFuncSeq(a.Val, func(r rune) bool { return !unicode.IsLetter(r) }) {
			word = strings.ToLower(word)
			for _, kind := range kinds {
				if f.has(kind, word) {
					return true
				}
			}
		}
	}
	return false
}

// plain is text as furniture.tsv writes it: folded, numbers that no letter
// parts written as one #, nothing but words and single spaces.
func plain(s string) string { return bareWords(s, true) }

// bareWords is text without case, marks and punctuation, with its digits or
// with a # for each number.
func bareWords(s string, mask bool) string {
	var b strings.Builder
	var last rune
	space := false
	for _, r := range lang.Fold(s) {
		digit := unicode.IsDigit(r)
		switch {
		case digit && mask && last == '#':
			continue
		case digit && mask:
			space, r = space || last != 0, '#'
		case digit:
		case unicode.IsLetter(r):
			space = space || last == '#'
		default:
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space, last = false, r
		b.WriteRune(r)
	}
	return b.String()
}
