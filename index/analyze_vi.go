package index

// vietnamese adds the tokens of a Vietnamese text to its streams: keys, folded
// syllables and their pairs, and compounds. Folding alone loses too much (6,630
// syllables become 1,581); the pairs give it back.
func (a *analyzer) vietnamese(bags *[numScored]bag, tokens []token, title bool) {
	for i, t := range tokens {
		bags[viKey].add(t.term)
		bags[viFold].add(t.fold)
		if title {
			bags[viTitle].add(t.term)
			bags[viTitleFold].add(t.fold)
		}
		if i > 0 {
			bags[viFoldPair].add(tokens[i-1].fold + " " + t.fold)
		}
	}
	for len(tokens) > 0 {
		n, word := a.words.match(tokens)
		if n > 1 {
			bags[viWord].add(word)
		}
		tokens = tokens[n:]
	}
}
