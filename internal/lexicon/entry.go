package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"

	"khotin/internal/concept"
	"khotin/internal/lang"
)

// Status says who vouches for an entry.
type Status string

const (
	Mined    Status = "mined"    // learnt, not reviewed
	Accepted Status = "accepted" // by a person
	Rejected Status = "rejected" // by a person; never used
)

// Entry says that a term of one language is translated by a term of another. It
// is used both ways.
type Entry struct {
	Term        string   `json:"term"`
	Lang        lang.Tag `json:"lang"`
	Translation string   `json:"translation"`
	Into        lang.Tag `json:"into"`
	Count       int      `json:"count"` // passages in which the two were linked
	Score       float64  `json:"score"` // 0 to 1: the share of the passages with either that have the link (Dice)
	Status      Status   `json:"status"`
	Example     string   `json:"example,omitempty"` // a passage with the term
}

// key tells entries apart.
func (e Entry) key() [4]string {
	return [4]string{string(e.Lang), e.Term, string(e.Into), e.Translation}
}

// maxExample bounds an example, in bytes.
const maxExample = 160

// entry makes an entry of a link made in n passages; ok is false where it is not
// sure enough or says nothing new: names, which are the same in every language,
// and concepts of the glossary.
func (m *miner) entry(l link, n int) (e Entry, ok bool) {
	e = Entry{
		Term: m.a.print(l.a), Lang: m.a.tag, Translation: m.b.print(l.b), Into: m.b.tag,
		Count: n, Score: 2 * float64(n) / float64(m.a.passes[l.a]+m.b.passes[l.b]), Status: Mined,
	}
	need := minScore
	if e.Lang == lang.Vietnamese && !strings.Contains(e.Term, " ") {
		need = minSyllable
	}
	sure := e.Score * float64(n) / float64(n+1)
	if n < minCount || sure < need || sharesWord(e.Term, e.Translation) || isConcept(e) || utf8.RuneCountInString(e.Translation) < 3 {
		return e, false
	}
	e.Example = excerpt(m.pairs[m.first[l]].A.Text, e.Term)
	return e, true
}

// sharesWord reports whether two terms have a word in common but for its marks,
// as names have, or are the same but for spaces.
func sharesWord(a, b string) bool {
	have := strings.Fields(lang.Fold(a))
	for w := range strings.FieldsSeq(lang.Fold(b)) {
		if slices.Contains(have, w) {
			return true
		}
	}
	return strings.Join(have, "") == strings.ReplaceAll(lang.Fold(b), " ", "")
}

// isConcept reports whether the glossary has both terms as names of one concept.
func isConcept(e Entry) bool {
	for _, c := range concept.Find(e.Term, e.Lang) {
		if c.Start > 0 || c.End < len(e.Term) {
			continue
		}
		for _, d := range concept.Find(e.Translation, e.Into) {
			if d.ID == c.ID && d.Start == 0 && d.End == len(e.Translation) {
				return true
			}
		}
	}
	return false
}

// excerpt is what stands about a term in a text, on one line.
func excerpt(text, term string) string {
	text = squeeze(text)
	at := max(0, strings.Index(strings.ToLower(text), term))
	from := max(0, at-maxExample/3)
	to := min(len(text), from+maxExample)
	for from > 0 && text[from] != ' ' {
		from--
	}
	for to < len(text) && text[to] != ' ' {
		to++
	}
	return strings.TrimSpace(text[from:to])
}
