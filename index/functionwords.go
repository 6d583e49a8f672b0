package index

import "khotin/internal/lang"

// The index holds every function word, and they count where they stand: Le Hong
// Vinh has its Le. Yet a question has many that are rare in what answers it
// (est-ce que, comment, bao nhiêu), and rare words weigh most. So they count
// little in sentences. And they never count in another language than the
// query's, where de is đề and la is là.

// functional says of each word of a run whether it is a function word of the
// query's language. Parts of the names of provinces are none: Sơn La is not "son" and "la". Where
// all words are, they are what is looked for, and none is.
func (a *analyzer) functional(p *plan, r route, text string, words []lang.Token) []bool {
	flags := make([]bool, len(words))
	if p.lang == lang.Unknown {
		return flags
	}
	tokens := a.tokens(nil, p.lang, text)
	names := a.provincesAmong(words)
	content, at := 0, 0
	for len(tokens) > 0 {
		n, is := 1, lang.IsFunctionWord(p.lang, tokens[0].fold)
		if p.lang == lang.Vietnamese {
			n, is = a.functionalSyllables(r, tokens)
		}
		for _, t := range tokens[:n] {
			for at < len(words)-1 && t.start >= words[at].End {
				at++
			}
			flags[at] = is && !names[at]
			if !flags[at] {
				content++
			}
		}
		tokens = tokens[n:]
	}
	if content == 0 {
		clear(flags)
	}
	return flags
}

// functionalSyllables judges the compound or syllable at the front of Vietnamese
// tokens.
func (a *analyzer) functionalSyllables(r route, tokens []token) (n int, is bool) {
	if !r.marked {
		return 1, lang.IsFoldedFunctionWord(tokens[0].fold)
	}
	n, word := a.words.match(tokens)
	return n, lang.IsFunctionWord(lang.Vietnamese, word)
}
