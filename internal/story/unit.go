package story

import (
	"slices"
	"strings"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// A unit is one block of an article with what can be compared in it.
type unit struct {
	article.Block
	subhead bool
	length  float64 // in letters of Vietnamese, see expansion
	figures []figure
	says    map[string]bool // its numbers in every reading, but for dates and documents
	days    []lang.DateSpan
	cited   []article.Citation
	names   []capitalised // persons only where person is set
	persons map[string]bool
	anchors []string // what a translation keeps, sorted
	words   []string // hashed runs of words, for texts of one language; sorted
}

// expansion is how many letters a text takes for one of its Vietnamese
// original, measured on translated news.
var expansion = map[lang.Tag]float64{lang.French: 1.3, lang.Romanian: 1.25, lang.English: 1.15}

// readUnit reads a block of an article.
func readUnit(a *article.Article, b article.Block) unit {
	u := unit{Block: b, length: float64(utf8.RuneCountInString(b.Text)), persons: map[string]bool{}}
	if b.Part == "paragraph" {
		u.subhead = a.Paragraphs[b.Index].Subhead
	}
	if e := expansion[b.Lang]; e > 0 {
		u.length /= e
	}
	var masks []span
	masks, u.days = spansOf(b.Text, a.Citations, b)
	u.figures = figures(b.Text, masks)
	u.says = sayings(b.Text, b.Lang, masks)
	u.names = capitalisedNames(b.Text)
	for _, c := range a.Citations {
		if c.Part == b.Part && c.Block == b.Index {
			u.cited = append(u.cited, c)
		}
	}
	for _, p := range a.Persons {
		for _, m := range p.Mentions {
			if string(m.Region) == b.Part && m.Index == b.Index && !isCredit(p) {
				u.person(m)
			}
		}
	}
	u.anchor()
	return u
}

func isCredit(p event.Person) bool { return len(p.Parts) == 1 && p.Parts[0] == event.Photographer }

// person adds a mention of a person whose name is made of Vietnamese syllables;
// a translated pen name is none.
func (u *unit) person(m event.Passage) {
	if m.Start < 0 || m.End > len(u.Text) || m.Start >= m.End {
		return
	}
	key := nameKey(u.Text[m.Start:m.End])
	for syllable := range strings.FieldsSeq(key) {
		if !lang.IsSyllable(syllable) {
			return
		}
	}
	u.persons[key] = true
	if !slices.ContainsFunc(u.names, func(n capitalised) bool { return n.key == key }) {
		u.names = append(u.names, capitalised{m.Start, m.End, key})
	}
}

func (u *unit) anchor() {
	for _, f := range u.figures {
		if len(f.form) > 1 {
			u.anchors = append(u.anchors, "n "+f.form)
		}
	}
	for _, d := range u.days {
		u.anchors = append(u.anchors, "d "+monthDay(d.Date))
	}
	for _, c := range u.cited {
		u.anchors = append(u.anchors, "c "+c.Key)
	}
	for _, n := range u.names {
		u.anchors = append(u.anchors, "p "+n.key)
	}
	slices.Sort(u.anchors)
	u.anchors = slices.Compact(u.anchors)
	var previous string
	for t := range lang.Tokens(u.Text) {
		word := lang.Fold(t.Text)
		u.words = append(u.words, previous+" "+word)
		previous = word
	}
	slices.Sort(u.words)
	u.words = slices.Compact(u.words)
}

// monthDay writes a date without its year, which one language may omit.
func monthDay(d lang.Date) string {
	return d.Month.String() + " " + string(rune('0'+d.Day/10)) + string(rune('0'+d.Day%10))
}

// common counts the strings that two sorted lists share.
func common(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch strings.Compare(a[i], b[j]) {
		case -1:
			i++
		case 1:
			j++
		default:
			i, j, n = i+1, j+1, n+1
		}
	}
	return n
}
