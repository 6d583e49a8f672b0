package index

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/docref"
	"khotin/internal/lang"
	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// The detector's word is taken from the confidence sure on. Below, the archive is
// asked as well, and below likely it decides alone.
const (
	sure   = .8
	likely = .5
)

// languageOf tells the language of a query, Unknown for numbers, names and what
// could be in several. Where the detector is not sure, the language must be one in
// which the archive has most of the words. Case does not matter, but for names.
func (a *analyzer) languageOf(q query.Query, prose bool, archive bleveindex.IndexReader) (lang.Tag, error) {
	var parts []string
	for _, c := range q.Clauses {
		if !c.Exclude && c.Kind != query.Prefix {
			parts = append(parts, c.Text)
		}
	}
	text := strings.Join(parts, " ")
	if docref.ParseQuery(text).IsNumber {
		return lang.Unknown, nil
	}
	for _, n := range numbers(text, lang.Unknown) {
		text = blank(text, n.start, n.end)
	}
	words := a.spans(text)
	if !prose {
		found, err := a.persons(archive, text, words)
		if err != nil {
			return lang.Unknown, err
		}
		for _, n := range found {
			text = blank(text, words[n.from].Start, words[n.to-1].End)
		}
		text = withoutCodes(text)
	}
	for i, named := range a.provincesAmong(words) {
		if named {
			text = blank(text, words[i].Start, words[i].End)
		}
	}
	if !prose && isName(text) {
		return lang.Unknown, nil
	}
	text = strings.ToLower(text)
	tag, confidence := lang.Detect(text)
	if confidence >= sure || archive == nil {
		return tag, nil
	}
	best, err := a.speakers(archive, text)
	switch {
	case err != nil || len(best) == 0:
		return lang.Unknown, err
	case len(best) == 1:
		return best[0], nil
	case confidence >= likely && slices.Contains(best, tag):
		return tag, nil
	}
	return lang.Unknown, nil
}

// blank puts spaces in the place of text[start:end].
func blank(text string, start, end int) string {
	return text[:start] + strings.Repeat(" ", end-start) + text[end:]
}

// isName reports two to four words of which each begins with a capital, and not
// all of which are in capitals.
func isName(text string) bool {
	words := strings.Fields(text)
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return len(words) >= 2 && len(words) < proseWords && strings.ToUpper(text) != text
}

// isVietnameseName reports a name whose words are Vietnamese syllables.
func isVietnameseName(text string) bool {
	for word := range strings.FieldsSeq(text) {
		if !lang.IsSyllable(lang.Fold(word)) {
			return false
		}
	}
	return isName(text)
}

// withoutCodes blanks the words in capitals of a text that is not all in them:
// UBND and MTTQ are typed in every language.
func withoutCodes(text string) string {
	if strings.ToUpper(text) == text {
		return text
	}
	for t := range lang.Tokens(text) {
		if utf8.RuneCountInString(t.Text) > 1 && strings.ToUpper(t.Text) == t.Text {
			text = blank(text, t.Start, t.End)
		}
	}
	return text
}

// provincesAmong says which of the words are parts of the name of a province.
func (a *analyzer) provincesAmong(words []lang.Token) []bool {
	named := make([]bool, len(words))
	for i := range words {
		name := lang.Fold(words[i].Text)
		for j := i + 1; j < min(i+maxProvince, len(words)); j++ {
			if name += " " + lang.Fold(words[j].Text); a.provinces[name] {
				for k := i; k <= j; k++ {
					named[k] = true
				}
			}
		}
	}
	return named
}

// maxProvince is how many words the name of a province has at most.
const maxProvince = 4

// speakers returns the languages in whose texts the most words of a text occur.
func (a *analyzer) speakers(archive bleveindex.IndexReader, text string) (best []lang.Tag, err error) {
	most := 1
	for _, tag := range [...]lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English} {
		n := 0
		for _, t := range a.tokens(nil, tag, text) {
			f, term := viFold, t.fold
			if tag != lang.Vietnamese {
				f, term = fieldsOf(tag).stem, t.term
			}
			known, err := knows(archive, f, term)
			if err != nil {
				return nil, err
			}
			if known {
				n++
			}
		}
		if n > most {
			best, most = nil, n
		}
		if n == most {
			best = append(best, tag)
		}
	}
	return best, nil
}

// ownFirst puts the hits in the language of the query before all others: these
// keep their order, and their scores are brought below.
func (s *scorer) ownFirst(docs bitset) {
	least, most := math.Inf(1), 0.
	for doc := range docs.all {
		if s.own.has(doc) {
			least = min(least, s.score(doc))
		} else {
			most = max(most, s.score(doc))
		}
	}
	if least <= 0 || most < least {
		return
	}
	for doc := range docs.all {
		if !s.own.has(doc) && s.score(doc) > 0 {
			s.scores[doc] *= below * least / most
		}
	}
}

// below is how far under the last hit of the query's language the others begin.
const below = .99
