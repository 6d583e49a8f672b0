package index

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"khotin/internal/concept"
	"khotin/internal/docref"
	"khotin/internal/lang"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// token is one term of a text and the bytes it was read from.
type token struct {
	start, end int
	forms
}

// forms are what a word as it is written becomes.
type forms struct {
	term string // the language's own form: key or stem
	fold string // lower case without diacritics
	kept string // the term of the index that holds both
}

// analyzer turns text into terms. It keeps scratch space and is not safe for
// concurrent use; every worker has its own.
type analyzer struct {
	*vocabulary
	env      *snowballstem.Env
	known    map[lang.Tag]map[string]forms // of words as they are written, by language
	concepts concept.Reader
	room     []token // of the block being read
}

func newAnalyzer(v *vocabulary) *analyzer {
	return &analyzer{vocabulary: v, env: snowballstem.NewEnv(""), known: make(map[lang.Tag]map[string]forms)}
}

// vocabulary is what analyzers share: it does not change.
type vocabulary struct {
	words     *wordList
	provinces map[string]bool // their names, folded
	french    *frenchTable
	romanian  *inflections
	lexicon   *translations // mined; nil where there is none
}

// newVocabulary reads the built-in tables and more compounds, when not nil.
func newVocabulary(more io.Reader) (*vocabulary, error) {
	if err := concept.Check(); err != nil {
		return nil, fmt.Errorf("read the glossary: %w", err)
	}
	words, err := newWordList(more)
	if err != nil {
		return nil, err
	}
	french, err := french()
	if err != nil {
		return nil, err
	}
	for _, keys := range lang.FunctionCompounds() {
		words.add(keys)
	}
	provinces := map[string]bool{}
	for _, p := range docref.Provinces("") {
		for _, name := range p.Spellings {
			provinces[foldName(name)] = true
		}
	}
	inflections, err := readInflections(romanianTable)
	if err != nil {
		return nil, err
	}
	return &vocabulary{words: words, provinces: provinces, french: french, romanian: inflections}, nil
}

// maxKnown bounds the words whose forms are remembered, by language.
const maxKnown = 1 << 15

// stem returns the stem of a folded word.
func (a *analyzer) stem(tag lang.Tag, fold string) string {
	switch tag {
	case lang.French:
		return a.french.stem(fold)
	case lang.Romanian:
		return a.romanian.stem(a.env, fold)
	case lang.English:
		a.env.SetCurrent(fold)
		english.Stem(a.env)
		return a.env.Current()
	}
	return fold
}

// tokens analyses composed (NFC) text as the language writes it and appends to
// buf.
func (a *analyzer) tokens(buf []token, tag lang.Tag, text string) []token {
	for word, numeral := range pieces(text) {
		if numeral != "" {
			buf = append(buf, token{word.Start, word.End, a.numeral(tag, numeral)})
			continue
		}
		buf = a.word(buf, tag, word)
	}
	return buf
}

// pieces walks the words and numerals of a text. A numeral comes with its
// normal form, so "1.200" and "1 200" are one term.
func pieces(text string) iter.Seq2[lang.Token, string] {
	return func(yield func(lang.Token, string) bool) {
		done := 0 // end of the last numeral
		for word := range lang.Tokens(text) {
			if word.Start < done {
				continue
			}
			numeral := ""
			if c := word.Text[0]; c >= '0' && c <= '9' {
				if end, form := lang.Numeral(text, word.Start); end >= word.End {
					word.End, word.Text, done = end, text[word.Start:end], end
					numeral = normalNumber(form)
				}
			}
			if !yield(word, numeral) {
				return
			}
		}
	}
}

// spans lists the words of a text as they were typed.
func (a *analyzer) spans(text string) (words []lang.Token) {
	for word := range pieces(text) {
		words = append(words, word)
	}
	return words
}

// word appends the terms of one word: several where an apostrophe splits it, or
// where it is an article of a French code.
func (a *analyzer) word(buf []token, tag lang.Tag, word lang.Token) []token {
	if f, ok := a.known[tag][word.Text]; ok { // it was read before, and not split
		return append(buf, token{word.Start, word.End, f})
	}
	if tag == lang.French {
		n := lang.ElisionLen(word.Text)
		word = lang.Token{Start: word.Start + n, End: word.End, Text: word.Text[n:]}
		if isCodeArticle(word.Text) {
			letter, number := word.Text[:1], normalNumber(word.Text[1:])
			return append(buf, a.term(tag, lang.Token{Start: word.Start, End: word.Start + 1, Text: letter}),
				token{word.Start + 1, word.End, a.numeral(tag, number)})
		}
		return append(buf, a.term(tag, word))
	}
	for part := range word.Parts() {
		buf = append(buf, a.term(tag, part))
	}
	return buf
}

// term analyses one word. Texts repeat their words, so what becomes of one is
// remembered.
func (a *analyzer) term(tag lang.Tag, word lang.Token) token {
	known := a.known[tag]
	f, ok := known[word.Text]
	if !ok {
		f = a.forms(tag, word.Text)
		if known == nil {
			known = make(map[string]forms)
			a.known[tag] = known
		}
		if len(known) < maxKnown {
			f = forms{strings.Clone(f.term), strings.Clone(f.fold), strings.Clone(f.kept)}
			known[strings.Clone(word.Text)] = f
		}
	}
	return token{word.Start, word.End, f}
}

func (a *analyzer) forms(tag lang.Tag, word string) forms {
	switch tag {
	case lang.Vietnamese:
		key, fold := lang.Key(word), lang.Fold(word)
		return forms{key, fold, syllable(fold, key)}
	case lang.Romanian:
		fold := lang.Fold(lang.NormalRomanian(word))
		stem := a.stem(tag, fold)
		return forms{stem, fold, stem}
	}
	fold := dropApostrophes(lang.Fold(word))
	stem := a.stem(tag, fold)
	return forms{stem, fold, stem}
}

// numeral is a number in its normal form, which is all its forms.
func (a *analyzer) numeral(tag lang.Tag, form string) forms {
	if tag == lang.Vietnamese {
		return forms{form, form, syllable(form, form)}
	}
	return forms{form, form, form}
}

// dropApostrophes makes aujourd'hui one word however its apostrophe is typed.
func dropApostrophes(s string) string {
	if !strings.ContainsFunc(s, lang.IsApostrophe) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if lang.IsApostrophe(r) {
			return -1
		}
		return r
	}, s)
}

// normalNumber drops leading zeros: "04" is "4", "0" stays.
func normalNumber(form string) string {
	if short := strings.TrimLeft(form, "0"); short != "" && short[0] != ',' {
		return short
	}
	return form
}
