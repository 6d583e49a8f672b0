package lexicon

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
)

// Passage is a text in one language.
type Passage struct {
	Lang lang.Tag
	Text string
}

// Pair is a passage and its translation.
type Pair struct{ A, B Passage }

// least is how sure an alignment must be to learn from it.
const least = .5

// Pairs lists the passages of two versions of a story that translate one
// another: headlines, leads, and the paragraphs as story.Align has them.
func Pairs(a, b article.Article) (pairs []Pair) {
	if a.Lang == b.Lang || a.Lang == lang.Unknown || b.Lang == lang.Unknown {
		return nil
	}
	pairs = add(pairs, Passage{a.Lang, a.Headline}, Passage{b.Lang, b.Headline})
	for _, p := range story.Align(a, b) {
		if p.Score >= least {
			pairs = add(pairs, joined(&a, p.A), joined(&b, p.B))
		}
	}
	return pairs
}

// joined is the text of some paragraphs of an article in its own language.
func joined(a *article.Article, indexes []int) Passage {
	var texts []string
	for _, i := range indexes {
		switch {
		case i == story.Lead:
			texts = append(texts, a.Lead)
		case a.Paragraphs[i].Lang == a.Lang:
			texts = append(texts, a.Paragraphs[i].Text)
		}
	}
	return Passage{a.Lang, strings.Join(texts, "\n")}
}

// CaptionPairs lists the captions of an article that it prints in two languages.
func CaptionPairs(a article.Article) (pairs []Pair) {
	for i, c := range a.Captions {
		if c.Pair != nil && *c.Pair > i && *c.Pair < len(a.Captions) {
			other := a.Captions[*c.Pair]
			pairs = add(pairs, Passage{c.Lang, c.Text}, Passage{other.Lang, other.Text})
		}
	}
	return pairs
}

func add(pairs []Pair, a, b Passage) []Pair {
	if a.Text == "" || b.Text == "" || a.Lang == b.Lang {
		return pairs
	}
	return append(pairs, Pair{a, b})
}

// FromStories lists the pairs of all versions of every story, by group, and of
// all bilingual captions. Pairs that say the same are listed once: a caption
// goes round.
func FromStories(articles []article.Article) (pairs []Pair) {
	groups := map[string][]article.Article{}
	for _, a := range articles {
		pairs = append(pairs, CaptionPairs(a)...)
		if a.Group != "" {
			groups[a.Group] = append(groups[a.Group], a)
		}
	}
	for _, versions := range groups {
		versions = versions[:min(len(versions), maxVersions)]
		for i, a := range versions {
			for _, b := range versions[i+1:] {
				pairs = append(pairs, Pairs(a, b)...)
			}
		}
	}
	for i, p := range pairs {
		if rank(p.A.Lang) > rank(p.B.Lang) {
			pairs[i] = Pair{p.B, p.A}
		}
	}
	slices.SortFunc(pairs, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(p.A.Lang, q.A.Lang), cmp.Compare(p.B.Lang, q.B.Lang), cmp.Compare(p.A.Text, q.A.Text), cmp.Compare(p.B.Text, q.B.Text))
	})
	return slices.Compact(pairs)
}

// maxVersions bounds how many articles of one story are aligned with one
// another: agencies are copied by dozens.
const maxVersions = 12

// rank orders the languages: the one the archive is written in comes first.
func rank(tag lang.Tag) int {
	return slices.Index([]lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English}, tag)
}
