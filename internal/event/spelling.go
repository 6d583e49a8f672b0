package event

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/lang"
)

// A Spelling is the Vietnamese form of a name that an article prints without
// its marks, as other articles prove it. It is judged when it is asked for, not
// when the article is recorded: what is clear today may be open tomorrow, when
// the archive has met a second bearer of the folded name.
type Spelling struct {
	Name     string   `json:"name"`
	Basis    string   `json:"basis"`          // BasisPage, BasisStory or BasisArchive
	Post     string   `json:"post,omitempty"` // which the person holds here and there; in Vietnamese
	Articles []string `json:"articles"`       // ids of some that print it so
}

// What a spelling can rest on.
const (
	BasisPage    = "page"    // a Vietnamese part of the same page
	BasisStory   = "story"   // another article on the same story
	BasisArchive = "archive" // any article of the archive
)

// A Printed is how Vietnamese text prints a folded name.
type Printed struct {
	Name    string
	Posts   []string // in Vietnamese
	Article string   // one that prints it so
	Times   int      // in how many articles
	Basis   string   // what they are to the article asked about
}

// proofs bounds the articles a spelling names.
const proofs = 3

// shortName is the length in syllables from which a name alone, without a post,
// tells who is meant: half the country shares its names of two syllables.
const shortName = 3

// Spell judges how the name of a person is written, from how others print the
// same folded name. The page comes first, then the story, then the archive; in
// each there has to be one spelling, or one among several whose bearer holds a
// post this person holds. Spellings that differ only in where the tone stands (hòa, hoà)
// are one. A person the page itself spells needs none.
func (p Person) Spell(printed []Printed) (Spelling, bool) {
	if p.NameVi != "" {
		return Spelling{}, false
	}
	for _, basis := range [...]string{BasisPage, BasisStory} {
		near := slices.DeleteFunc(slices.Clone(printed), func(o Printed) bool { return o.Basis != basis })
		if len(near) > 0 {
			return p.choose(near, basis)
		}
	}
	return p.choose(printed, BasisArchive)
}

// choose takes the only spelling, or the only one that shares a post.
func (p Person) choose(printed []Printed, basis string) (Spelling, bool) {
	fitting := slices.DeleteFunc(slices.Clone(printed), func(o Printed) bool { return p.shares(o) == "" })
	long := strings.Count(p.Key, " ")+1 >= shortName || basis != BasisArchive
	switch {
	case spellings(printed) == 1 && (len(fitting) > 0 || long):
	case spellings(fitting) == 1:
		printed = fitting
	default:
		return Spelling{}, false
	}
	times := map[string]int{}
	for _, o := range printed {
		times[o.Name] += o.Times
	}
	slices.SortFunc(printed, func(a, b Printed) int {
		return cmp.Or(-cmp.Compare(times[a.Name], times[b.Name]), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Article, b.Article))
	})
	s := Spelling{Name: printed[0].Name, Basis: basis}
	if len(fitting) > 0 {
		s.Post = p.shares(fitting[0])
	}
	for _, o := range printed {
		if len(s.Articles) < proofs && !slices.Contains(s.Articles, o.Article) {
			s.Articles = append(s.Articles, o.Article)
		}
	}
	return s, true
}

// shares returns a post that p and the bearer of a printed name both hold, the
// fuller of the two forms.
func (p Person) shares(o Printed) string {
	for _, r := range p.Roles {
		for _, post := range o.Posts {
			switch {
			case r.Post == post, generalises(r.Post, post):
				return post
			case generalises(post, r.Post):
				return r.Post
			}
		}
	}
	return ""
}

// spellings counts the names that differ in more than the place of a tone.
func spellings(printed []Printed) int {
	different := map[string]bool{}
	for _, o := range printed {
		var key strings.Builder
		for tok := range lang.Tokens(o.Name) {
			key.WriteString(lang.Key(tok.Text))
			key.WriteByte(' ')
		}
		different[key.String()] = true
	}
	return len(different)
}
