package index

import (
	"iter"
	"slices"
	"strings"

	"khotin/internal/lang"
)

// phrase is a sequence of words in one language. Its pairs find it many times
// faster than positions would; two pairs that hold do not yet make three words
// in a row, nor folded pairs exact accents, so such phrases are read again in
// the text as long as not too many articles are in question.
type phrase struct {
	terms []weighted // pairs and, where exact, keys: all of them must be there
	also  []weighted // words: these as well, but they do not score
	tag   lang.Tag
	words []string // in order: keys when exact, else folded
	exact bool
}

// maxReread bounds how many articles are read for one phrase: about 50 ms. A
// phrase that more articles may hold is answered by its pairs.
const maxReread = 200

func newPhrase(tag lang.Tag, paired field, tokens []token, exact bool) phrase {
	p := phrase{terms: pairs(paired, tokens), tag: tag, exact: exact}
	for _, t := range tokens {
		if exact {
			p.terms = append(p.terms, weighted{viKey, t.term, 1})
			p.words = append(p.words, t.term)
		} else {
			p.words = append(p.words, t.fold)
			p.also = append(p.also, wordOf(tag, t))
		}
	}
	return p
}

// wordOf is the term of a word without marks. Two pairs may share a number, but
// hardly in an article that has all their words.
func wordOf(tag lang.Tag, t token) weighted {
	if tag == lang.Vietnamese {
		return weighted{viFold, t.fold, 1}
	}
	return weighted{fieldsOf(tag).stem, t.term, 1}
}

// pairs are the neighbours among the tokens.
func pairs(f field, tokens []token) (terms []weighted) {
	for i := 1; i < len(tokens); i++ {
		terms = append(terms, weighted{f, tokens[i-1].fold + " " + tokens[i].fold, 1})
	}
	return terms
}

// hold returns the documents that have the phrase. A field that the index does not
// have, because it was built by another version, tells nothing of any.
func (s *scorer) hold(p phrase) (docs bitset, err error) {
	terms := slices.DeleteFunc(slices.Concat(p.terms, p.also), func(t weighted) bool { return s.tally.docs[t.field.keptIn()] == 0 })
	for i, t := range terms {
		var one bitset
		if err := s.collectTerm(&one, t); err != nil {
			return nil, err
		}
		if i == 0 {
			docs = one
		} else {
			docs = docs.and(one)
		}
	}
	few := maxReread
	if len(p.words) <= 2 && !p.exact {
		few = maxReread / 8 // its one pair is nearly always right
	}
	if docs.count() > few {
		return docs, nil
	}
	var kept bitset
	for doc := range docs.all {
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		found, err := s.reads(p, doc)
		if err != nil {
			return nil, err
		}
		if found {
			kept.set(doc)
		}
	}
	return kept, nil
}

// reads looks for the phrase in the stored text of a document.
func (s *scorer) reads(p phrase, doc uint64) (bool, error) {
	_, rec, err := s.record(doc)
	if err != nil {
		return false, err
	}
	if s.holds(p, rec.Lang, rec.Headline) {
		return true, nil
	}
	for _, b := range rec.Blocks {
		if s.holds(p, b.Lang, b.Text) {
			return true, nil
		}
	}
	return false, nil
}

func (s *scorer) holds(p phrase, tag lang.Tag, text string) bool {
	if !p.readsIn(tag) {
		return false
	}
	for range p.spans(s.analyzer.tokens(nil, tag, text)) {
		return true
	}
	return false
}

// readsIn reports whether texts of a language are read for the phrase.
func (p phrase) readsIn(tag lang.Tag) bool {
	other := tag != lang.Vietnamese && fieldsOf(tag).tag == lang.Unknown
	return tag == p.tag || p.tag == lang.Unknown && other
}

// spans yields where the phrase stands among the tokens of a text.
func (p phrase) spans(tokens []token) iter.Seq[span] {
	return func(yield func(span) bool) {
		for n := len(p.words); len(tokens) >= n; {
			if !p.begins(tokens) {
				tokens = tokens[1:]
				continue
			}
			if !yield(span{tokens[0].start, tokens[n-1].end, strings.Join(p.words, " "), false}) {
				return
			}
			tokens = tokens[n:]
		}
	}
}

func (p phrase) begins(tokens []token) bool {
	for i, word := range p.words {
		if p.exact && tokens[i].term != word || !p.exact && tokens[i].fold != word {
			return false
		}
	}
	return true
}
