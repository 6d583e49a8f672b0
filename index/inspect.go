package index

import "khotin/internal/lang"

// Term is one term that the index makes of a text.
type Term struct {
	Field string `json:"field"` // the field that holds it
	Term  string `json:"term"`
	Start int    `json:"start"` // bytes of the composed (NFC) text
	End   int    `json:"end"`
}

// Analyze returns the terms of a text in one language, field by field, as
// indexing and searching make them with the built-in word list: keys or stems,
// folded syllables and compounds.
func Analyze(text string, tag lang.Tag) ([]Term, error) {
	v, err := newVocabulary(nil)
	if err != nil {
		return nil, err
	}
	a := newAnalyzer(v)
	tokens := a.tokens(nil, tag, lang.NFC(text))
	terms := make([]Term, 0, 2*len(tokens))
	exact := viKey
	if tag != lang.Vietnamese {
		exact = fieldsOf(tag).stem
	}
	for _, t := range tokens {
		terms = append(terms, Term{names[exact], t.term, t.start, t.end})
	}
	if tag != lang.Vietnamese {
		return terms, nil
	}
	for _, t := range tokens {
		terms = append(terms, Term{names[viFold], t.fold, t.start, t.end})
	}
	for len(tokens) > 0 {
		n, word := a.words.match(tokens)
		terms = append(terms, Term{names[viWord], word, tokens[0].start, tokens[n-1].end})
		tokens = tokens[n:]
	}
	return terms, nil
}
