package index

import (
	_ "embed"
	"fmt"
	"strings"

	"khotin/internal/lang"
)

//go:embed functionwords.txt
var ownFunctionWords string

// functionWords are the words that languages build their sentences with,
// folded; those of Vietnamese as keys, and folded under the tag of no language,
// because they are also typed without marks.
//
// The index holds every one of them, and they count where they stand: Le Hong
// Vinh has its Le. Yet a question has many that are rare in what answers it
// (est-ce que, comment, bao nhiêu), and rare words weigh most. So they count
// little in sentences. And they never count in another language than the
// query's, where de is đề and la is là.
type functionWords map[lang.Tag]map[string]bool

func readFunctionWords(table string) (functionWords, error) {
	all := functionWords{lang.Unknown: {}}
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, words, _ := strings.Cut(line, ":")
		tag := lang.ParseTag(name)
		if tag == lang.Unknown || words == "" {
			return nil, fmt.Errorf("line %d: begin with a language and a colon", n)
		}
		if all[tag] == nil {
			all[tag] = map[string]bool{}
		}
		for w := range strings.FieldsSeq(words) {
			all.add(tag, strings.ReplaceAll(w, "_", " "))
		}
	}
	return all, nil
}

func (f functionWords) add(tag lang.Tag, word string) {
	switch tag {
	case lang.Vietnamese:
		f[tag][strings.Join(keysOf(word), " ")] = true
		f[lang.Unknown][lang.Fold(word)] = true
	case lang.Romanian:
		f[tag][lang.Fold(lang.NormalRomanian(word))] = true
	default:
		f[tag][lang.Fold(word)] = true
	}
}

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
		n, is := 1, a.function[p.lang][tokens[0].fold]
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
		return 1, a.function[lang.Unknown][tokens[0].fold]
	}
	n, word := a.words.match(tokens)
	return n, a.function[lang.Vietnamese][word]
}
