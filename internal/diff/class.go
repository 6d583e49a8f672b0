package diff

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// Class is the weightiest thing that changed between two versions.
type Class string

// The classes, the weightiest first.
const (
	Number      Class = "number"      // a number, a date or a name: what is looked up and cited
	Words       Class = "text"        // anything else that is said
	Punctuation Class = "punctuation" // marks, spaces and capital letters
	Furniture   Class = "furniture"   // what pages put around an article
	None        Class = ""            // nothing that the digest covers
)

// rank orders the classes by weight.
func (c Class) rank() int {
	for i, other := range [...]Class{Furniture, Punctuation, Words, Number} {
		if c == other {
			return i + 1
		}
	}
	return 0
}

// Classify returns the class of a new version. Numbers and names count where
// they stand in place of others or go missing from a sentence; sentences that
// were added or taken out as a whole are text.
func Classify(before, after article.Article) Class {
	worst := None
	for _, c := range Articles(before, after) {
		if class := c.class(); class.rank() > worst.rank() {
			worst = class
		}
	}
	return worst
}

func (c Change) class() Class {
	switch c.Part {
	case "byline", "published":
		return Number
	case "paragraph", "caption":
		if c.isFurniture() {
			return Furniture
		}
	}
	worst := None
	for _, e := range c.edits() {
		if class := e.class(); class.rank() > worst.rank() {
			worst = class
		}
	}
	return worst
}

// edit is what was removed and added at one place.
type edit struct {
	removed, added string
	opens          bool // it begins a sentence
	closes         bool // it ends with one
}

// edits returns the places at which the text changed.
func (c Change) edits() (out []edit) {
	kept := ""
	for i := 0; i < len(c.Runs); i++ {
		r := c.Runs[i]
		if r.Op == Kept {
			kept = r.Text
			continue
		}
		e := edit{opens: opensSentence(kept, r.Text)}
		for ; i < len(c.Runs) && c.Runs[i].Op != Kept; i++ {
			if c.Runs[i].Op == Removed {
				e.removed += c.Runs[i].Text
			} else {
				e.added += c.Runs[i].Text
			}
		}
		e.closes = i == len(c.Runs) || endsSentence(strings.TrimSpace(e.removed+e.added))
		out = append(out, e)
		i--
	}
	return out
}

// opensSentence reports whether the text behind another begins a sentence.
func opensSentence(before, text string) bool {
	trimmed := strings.TrimRightFunc(before, unicode.IsSpace)
	first, _ := utf8.DecodeRuneInString(text)
	spaced := len(trimmed) < len(before) || unicode.IsSpace(first)
	return trimmed == "" || strings.HasSuffix(before, "\n") || spaced && endsSentence(strings.TrimRight(trimmed, closers))
}

func (e edit) class() Class {
	switch {
	case letters(e.removed) == letters(e.added):
		return Punctuation
	case e.opens && e.closes && (e.removed == "" || e.added == ""):
		return Words
	case hasFact(e.removed, e.opens) || hasFact(e.added, e.opens):
		return Number
	}
	return Words
}

// letters is a text without what Punctuation leaves out.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !isWord(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, lang.NFC(s))
}

// hasFact reports a number or a name: a word with a digit, or with a capital
// that no beginning of a sentence explains.
func hasFact(text string, opens bool) bool {
	for _, sentence := range sentences(text) {
		for _, w := range words(sentence) {
			first, _ := utf8.DecodeRuneInString(w)
			switch {
			case strings.ContainsFunc(w, unicode.IsDigit), isWord(first) && unicode.IsUpper(first) && !opens, isDateWord(w):
				return true
			case isWord(first):
				opens = false
			case first == ':':
				opens = true
			}
		}
		opens = true
	}
	return false
}

// isDateWord knows months and weekdays. "mai" is May, but far more often the
// Romanian "more".
func isDateWord(w string) bool {
	_, month := lang.Month(w)
	_, weekday := lang.Weekday(w)
	return (month || weekday) && lang.Fold(w) != "mai"
}

//go:embed furniture.txt
var furnitureTable string

// The lengths in bytes up to which a line is furniture if it begins with one of
// the phrases, or has one anywhere.
const (
	maxFurniture = 120
	bareLine     = 40
)

// isFurniture reports whether every line that was touched is furniture.
func (c Change) isFurniture() bool {
	var old, now strings.Builder
	for _, r := range c.Runs {
		if r.Op != Added {
			old.WriteString(r.Text)
		}
		if r.Op != Removed {
			now.WriteString(r.Text)
		}
	}
	for line := range strings.Lines(old.String() + "\n" + now.String()) {
		if line = strings.TrimSpace(line); line != "" && !isFurniture(line) {
			return false
		}
	}
	return true
}

func isFurniture(line string) bool {
	short := len(line) <= bareLine
	if len(line) > maxFurniture {
		return false
	}
	line = " " + strings.Join(strings.FieldsFunc(lang.Fold(line), func(r rune) bool { return !isWord(r) && r != '-' }), " ") + " "
	for phrase := range strings.Lines(furnitureTable) {
		phrase = strings.TrimSpace(phrase)
		if phrase == "" || phrase[0] == '#' {
			continue
		}
		if at := strings.Index(line, " "+phrase+" "); at == 0 || at > 0 && short {
			return true
		}
	}
	return false
}
